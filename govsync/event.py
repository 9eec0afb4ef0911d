"""`govsync event`: where one event is, and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, progress, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from consumers.event_trace import Trace
    from consumers.held import Held

app = typer.Typer(add_completion=False)

HELP = Text(
    "Tell where an event is and why: applied, overtaken, superseded, held or not arrived; its place on the topic, its dates, "
    "the rules that flagged or held it, and findings and obligations about it. Nothing of its content is shown.",
    "说明某一事件的去向与原因:生效、已被更新、被取代、隔离或未到达;其主题位置、日期、所触规则以及相关认定与时限义务。不显示内容。",
)
SHOWN = {
    "operation": Text("operation", "操作"),
    "origin": Text("origin", "报送来由"),
    "submission_id": Text("submission", "报送批次"),
    "record_version": Text("record version", "记录版本"),
    "current_version": Text("version that stands", "当前版本"),
    "current_provider": Text("provider of what stands", "当前记录提供部门"),
    "changed_on": Text("changed on", "变更之日"),
    "valid_from_on": Text("valid from", "生效日期"),
    "recorded_at": Text("recorded at (claim)", "登记时刻(自述)"),
    "received_at": Text("received at", "接收时刻"),
    "materialised_at": Text("in the tables since", "入库时刻"),
    "due_on": Text("due on", "应共享日期"),
    "due_on_adjusted": Text("due on, without outages", "扣除接收中断后应共享日期"),
    "provisional": Text("provisional", "暂定"),
    "item_version": Text("item version", "信息项版本"),
    "rules_version": Text("rules version", "规则版本"),
    "flags": Text("flags", "标记"),
}


@app.command(
    help=help_text(
        HELP,
        "govsync event tianhe-public-security/np-household-registration/17",
        "govsync event 5f0c7e0e-8f2d-5c51-9d3c-0a3f6f0c2b11 --json",
    )
)
def event(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=text(
                Text(
                    "The event's id, as alerts and findings name it, or agency/item/seq.",
                    "事件标识,或 部门/信息项/序号。",
                )
            ),
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers.event_trace import trace
    from infra.settings import Settings
    from schemas.directory_files import load_directory

    settings = Settings.load()
    with reached(settings), progress() as display:
        task = display.add_task(text(Text("Trying ids ...", "正在比对标识……")), total=None, visible=False)
        found = trace(
            settings,
            load_directory(),
            wanted,
            lambda tried, total: display.update(task, completed=tried, total=total, visible=True),
        )
    if as_json:
        print_json(found.as_json())
    else:
        _print(found)


def _print(found: "Trace") -> None:
    shown = found.as_json()
    print_line(f"● {found.name.provider}/{found.name.item}/{found.name.seq}  {shown['event_id']}")
    print_line(f"  {found.whereabouts}: {text(found.whereabouts.text)}")
    if found.kept is not None:
        place = f"{found.kept.topic}[{found.kept.topic_partition}] @ {found.kept.kafka_offset}"
        lines = [[text(name), _cell(shown["history"][key])] for key, name in SHOWN.items()]
        print_table([Text("history", "历史表"), Text(place, place)], [line for line in lines if line[1] is not None])
    for record in found.held:
        _print_held(record)
    for finding in found.findings:
        print_line(f"  {text(Text('finding', '认定'))} {finding.finding_id}: {finding.clock} {finding.verdict}")
    for owed in found.obligations:
        print_line(
            f"  {text(Text('obligation', '时限义务'))} {owed.obligation_id}: {owed.kind} {owed.state} {owed.due_on or '-'}"
        )


def _print_held(record: "Held") -> None:
    print_line(f"  {text(Text('quarantine', '隔离'))} {record.quarantine_id}: {record.state}")
    for reason in record.reasons:
        print_line(f"    {reason.rule} {reason.path}: {text(reason.message)}")


def _cell(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(value) or None
    return None if value is None else str(value)
