"""`govsync register`: windows, tickets, approvals, outages and reviews, as officers decide them."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, progress, say, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from consumers.rejudging import Judgement
    from govsync.registering import Outcome

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help=text(
        Text(
            "What officers keep beside the directory. Every change is noted with who made it, when and why. "
            "Example: govsync register outage outages.yaml",
            "目录之外由主管人员登记的事项。每次变更均记录何人、何时、何故。示例：govsync register outage outages.yaml",
        )
    ),
)

KINDS = {
    "window": Text(
        "Loading windows: proof for BACKFILL and SNAPSHOT of what changed before its item entered the directory. "
        "Columns: window, provider?, item?, approved_on, opens_on, closes_on?, approved_by, decision.",
        "批量补录与快照窗口：用于信息项列入目录之前的变更。列：window、provider?、item?、approved_on、opens_on、closes_on?、"
        "approved_by、decision。",
    ),
    "ticket": Text(
        "Correction tickets (Article 30): proof for CORRECTION while open. "
        "Columns: id, provider, item, opened_on, closed_on?, decision.",
        "校核工单（第三十条）：未结工单证明更正来由。列：id、provider、item、opened_on、closed_on?、decision。",
    ),
    "approval": Text(
        "Approvals of quarterly update (Article 19(4)). Columns: id, agency, item, reason, scope, approver, given_on, "
        "valid_from_on, valid_to_on, decision.",
        "按季度更新的批准（第十九条第四款）。列：id、agency、item、reason、scope、approver、given_on、valid_from_on、"
        "valid_to_on、decision。",
    ),
    "outage": Text(
        "Outages of the intake declared by the platform management agency: their working days are not counted. "
        "Columns: id, item?, started_at, ended_at?, declared_by, evidence.",
        "平台管理机构公告的接收中断：所涉工作日不计入期限。列：id、item?、started_at、ended_at?、declared_by、evidence。",
    ),
    "review": Text(
        "Confidentiality reviews by which publishing is allowed (Article 20(2)). "
        "Columns: review, provider?, item?, valid_from_on, valid_to_on?, decision.",
        "保密审查（第二十条第二款）。列：review、provider?、item?、valid_from_on、valid_to_on?、decision。",
    ),
}

FileOfRows = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help=text(Text("Rows: a YAML list, or CSV with a header.", "登记行：YAML 列表，或带表头的 CSV。")),
    ),
]
Officer = Annotated[
    str | None,
    typer.Option(
        help=text(
            Text(
                "Who decides: name of office or staff number; the account if not given.",
                "决定人：岗位名称或工号，默认为当前账户。",
            )
        )
    ),
]
Reason = Annotated[
    str | None,
    typer.Option(
        help=text(
            Text("Why; needed where a row is changed or ended.", "理由；变更或终止时必填。"),
        )
    ),
]
DryRun = Annotated[
    bool, typer.Option(help=text(Text("Show the differences, change nothing.", "只显示差异，不作更改。")))
]
AsJson = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))]


def _command_for(kind: str) -> None:
    def command(
        file: FileOfRows,
        officer: Officer = None,
        reason: Reason = None,
        dry_run: DryRun = False,
        as_json: AsJson = False,
    ) -> None:
        """Exit codes: 0 done, 2 could not run."""
        _register(kind, file, officer, reason, dry_run=dry_run, as_json=as_json)

    what_happens = Text(
        " Rows of new ids are added, others changed; the same file again changes nothing.",
        "新编号的行将新增，其余为变更；重复登记同一文件不产生变化。",
    )
    described = Text(KINDS[kind].en + what_happens.en, KINDS[kind].zh + what_happens.zh)
    examples = (f"govsync register {kind} {kind}s.yaml --dry-run", f"govsync register {kind} {kind}s.csv --reason ...")
    app.command(kind, help=help_text(described, *examples))(command)


for _kind in KINDS:
    _command_for(_kind)


@app.command(
    "list",
    help=help_text(
        Text("Show the rows of a register, or its changes.", "显示某类登记的各行，或其变更记录。"),
        "govsync register list approval",
        "govsync register list outage --changes --json",
    ),
)
def list_(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=text(Text("One of: ", "可选：")) + ", ".join([*KINDS, "notice"]))
    ],
    changes: Annotated[
        bool, typer.Option("--changes", help=text(Text("Every change: who, when, what, why.", "全部变更记录。")))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from contextlib import closing

    from infra import reference
    from infra.postgres import connect, transaction
    from infra.settings import Settings

    if kind not in (*KINDS, "notice"):
        known = ", ".join([*KINDS, "notice"])
        raise Refusal(f"There is no register {kind!r}. Known: {known}.", f"没有登记类别 {kind!r}。已有：{known}。")
    settings = Settings.load()
    register = reference.KINDS[kind]
    with (
        reached(settings),
        closing(connect(settings, "govsync-register")) as connection,
        transaction(connection) as cursor,
    ):
        if changes:
            found: list[dict[str, Any]] = reference.changes(cursor, register.name)
        else:
            found = [row.model_dump(mode="json") for _, row in sorted(reference.registered(cursor, register).items())]
    if as_json:
        print_json(found)
        return
    columns = list(found[0]) if found else list(register.model.model_fields)
    print_table([Text(column, column) for column in columns], [list(row.values()) for row in found])


def _register(kind: str, file: Path, officer: str | None, reason: str | None, *, dry_run: bool, as_json: bool) -> None:
    from govsync.register_file import Fault, read_rows, refuse
    from govsync.registering import Faulty, Registering
    from infra import reference
    from infra.settings import Settings

    settings = Settings.load()
    register = reference.KINDS[kind]
    numbered, faults = read_rows(file, register.model)
    if faults:
        raise refuse(file, faults)
    rows = [row for _, row in numbered]
    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    with reached(settings), progress() as shown:
        looked_at = shown.add_task(text(Text("judging again", "重新评判")), total=None)
        registering = Registering(
            settings, officer or getpass.getuser(), reason, now, lambda events: shown.advance(looked_at, events)
        )
        try:
            outcome = registering.preview(register, rows) if dry_run else registering.enter(register, rows)
        except Faulty as faulty:
            raise refuse(file, [Fault(numbered[n][0], column, why) for n, column, why in faulty.faults]) from faulty
    show_outcome(outcome, dry_run=dry_run, as_json=as_json)


def show_outcome(outcome: "Outcome", *, dry_run: bool, as_json: bool) -> None:
    """Print what registering did, or would do."""
    if as_json:
        print_json(outcome_as_json(outcome, dry_run=dry_run))
        return
    for change in outcome.changes:
        columns = "".join(
            f"\n    {column}: {_shown(before)} → {_shown(after)}" for column, (before, after) in change.columns.items()
        )
        print_line(f"{text(change.action.value)}: {change.key}{columns}")
    for warning in outcome.warnings:
        say(Text(f"! {warning.en}", f"! {warning.zh}"))
    if outcome.findings:
        print_table(
            [
                Text("agency", "部门"),
                Text("item", "信息项"),
                Text("clock", "时限"),
                Text("before", "原结果"),
                Text("now", "现结果"),
                Text("events", "事件数"),
            ],
            [
                (d.provider, d.item, d.clock, _judgement(d.before), _judgement(d.after), count)
                for d, count in sorted(outcome.findings.items(), key=lambda found: found[0][:3])
            ],
            title=Text("Events judged otherwise; the earlier findings stay.", "评判结果有变的事件；原有认定保留。"),
        )
    if outcome.obligations:
        print_table(
            [Text("obligation", "义务"), Text("agency", "部门"), Text("item", "信息项"), Text("kind", "类别"),
             Text("was due", "原到期日"), Text("is due", "现到期日"), Text("alerts taken back", "撤回提醒")],
            [
                (str(o.obligation_id), o.agency, o.item, o.kind, o.old_due_on, o.new_due_on, len(o.retracted))
                for o in outcome.obligations
            ],
            title=Text("Open obligations recomputed.", "重新计算的未结义务。"),
        )  # fmt: skip
    if dry_run:
        say(Text("Nothing was changed.", "未作任何更改。"))


def outcome_as_json(outcome: "Outcome", *, dry_run: bool) -> dict[str, Any]:
    """What registering did, or would do, for other programs."""
    return {
        "dry_run": dry_run,
        "rows": [
            {
                "key": change.key,
                "action": change.action.name,
                "columns": {name: {"before": old, "after": new} for name, (old, new) in change.columns.items()},
            }
            for change in outcome.changes
        ],
        "warnings": [warning._asdict() for warning in outcome.warnings],
        "findings": [
            {
                "agency": d.provider,
                "item": d.item,
                "clock": d.clock,
                "before": None if d.before is None else _dated(d.before),
                "after": _dated(d.after),
                "events": count,
            }
            for d, count in sorted(outcome.findings.items(), key=lambda found: found[0][:3])
        ],
        "obligations": [each.as_json() for each in outcome.obligations],
    }


def _dated(judgement: "Judgement") -> dict[str, Any]:
    return {
        "verdict": judgement.verdict,
        "due_on": judgement.due_on and judgement.due_on.isoformat(),
        "due_on_adjusted": judgement.due_on_adjusted and judgement.due_on_adjusted.isoformat(),
        "provisional": judgement.provisional,
    }


def _judgement(judgement: "Judgement | None") -> str | None:
    if judgement is None:
        return None
    return f"{judgement.verdict} {judgement.due_on_adjusted or ''}".strip()


def _shown(value: object) -> str:
    return "-" if value is None else str(value)
