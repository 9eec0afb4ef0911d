"""`govsync quarantine`: what is refused and why; reasons and places, never values."""

from typing import Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Text

app = typer.Typer(
    help=text(
        Text(
            "Look at refused records. Example: govsync quarantine list",
            "查看被拒收的记录。示例:govsync quarantine list",
        )
    )
)


@app.command(
    "list",
    help=help_text(
        Text("List what is held, the newest first.", "列出被隔离的记录,最新的在前。"),
        "govsync quarantine list",
        "govsync quarantine list --agency gz-market-regulation --rule CONF-CODE",
    ),
)
def list_held(
    agency: Annotated[str | None, typer.Option(help=text(Text("Of this provider only.", "仅此提供部门。")))] = None,
    item: Annotated[str | None, typer.Option(help=text(Text("Of this item only.", "仅此信息项。")))] = None,
    rule: Annotated[str | None, typer.Option(help=text(Text("With this rule only.", "仅含此规则。")))] = None,
    limit: Annotated[int, typer.Option(min=1, help=text(Text("At most so many.", "最多条数。")))] = 50,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import held
    from infra.settings import Settings
    from schemas.directory import load_directory

    if item is not None:
        load_directory().item(item)
    settings = Settings.load()
    with reached(settings):
        found, total = held.held_records(settings, agency=agency, item=item, rule=rule, limit=limit)
    if as_json:
        print_json({"total": total, "held": [record.as_json() for record in found]})
        return
    columns = [
        Text("id", "编号"), Text("provider", "提供部门"), Text("item", "信息项"), Text("seq", "序号"),
        Text("received", "接收时间"), Text("due on", "到期日"), Text("reasons", "原因"),
    ]  # fmt: skip
    print_table(
        columns,
        [
            [
                str(r.quarantine_id), r.provider, r.item, None if r.seq is None else str(r.seq), f"{r.received_at:%Y-%m-%d %H:%M}Z",
                r.due_on, ", ".join(f"{reason.rule} {reason.path}".strip() for reason in r.reasons),
            ]
            for r in found
        ],
    )  # fmt: skip
    shown = Text(f"{len(found)} of {total}. Details: govsync quarantine show ID", f"{total} 条中的 {len(found)} 条。详情:govsync quarantine show 编号")  # fmt: skip
    say(shown)


@app.command(
    "show",
    help=help_text(
        Text(
            "Show one refused record: its reasons with what to do, and where it came from. The number is masked; of the bytes "
            "only size and SHA-256 are shown.",
            "显示一条被拒收记录:原因与处理办法、来源。号码已遮盖;原始字节只显示大小与 SHA-256。",
        ),
        "govsync quarantine show 17",
    ),
)
def show(
    quarantine_id: Annotated[
        int, typer.Argument(metavar="ID", help=text(Text("Number from the list.", "列表中的编号。")))
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import held
    from infra.settings import Settings

    settings = Settings.load()
    with reached(settings):
        record = held.held_record(settings, quarantine_id)
    if as_json:
        print_json(record.as_json())
        return
    names = {
        "provider": Text("provider", "提供部门"),
        "item": Text("item", "信息项"),
        "seq": Text("seq", "序号"),
        "submission_id": Text("submission", "报送"),
        "identity": Text("identity, masked", "主体标识(已遮盖)"),
        "record_version": Text("record version", "记录版本"),
        "changed_on": Text("changed on", "变更日期"),
        "due_on": Text("due on", "到期日"),
        "received_at": Text("received", "接收时刻"),
        "severity": Text("severity", "严重程度"),
        "state": Text("state", "状态"),
        "bytes_size": Text("bytes", "字节数"),
        "bytes_sha256": Text("SHA-256", "SHA-256"),
    }
    place = f"{record.source_topic}[{record.source_partition}] @ {record.source_offset}"
    shown = record.as_json()
    rows = [[text(name), None if shown[key] is None else str(shown[key])] for key, name in names.items()]
    rows.append([text(Text("came from", "来源")), place])
    print_table([Text("quarantine", "隔离"), Text(str(quarantine_id), str(quarantine_id))], rows)
    for reason in record.reasons:
        print_line(f"✗ {reason.rule} {reason.path}\n  {text(reason.message)}")
