"""`govsync receipt`: what became of a submission, with the file row of everything refused."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, tell, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from consumers.receipts import Receipt
    from infra.settings import Settings

app = typer.Typer(add_completion=False)

HELP = Text(
    "Show what became of a submission: published, per outcome, flagged, late, and every refused row with its file row, "
    "rule and remedy. Exits with 1 when something was refused, 2 when the submission is unknown or not complete.",
    "显示一次报送的结果:已发布数、各类结果、标记、逾期,以及每条被拒记录的文件行号、规则与处理办法。"
    "有被拒记录时退出码为 1,编号未知或尚未完成时为 2。",
)
COUNTS = {
    "published": Text("published", "已发布"),
    "applied": Text("applied", "生效"),
    "superseded": Text("superseded", "被取代"),
    "repeat": Text("repeat", "重复"),
    "quarantined": Text("quarantined", "隔离"),
    "attested": Text("attested", "确认无变化"),
    "flagged": Text("flagged", "带标记"),
    "late": Text("late", "逾期"),
    "past_target": Text("past target", "超过目标时间"),
    "rows_refused": Text("rows refused", "被拒行"),
}


@app.command(help=help_text(HELP, "govsync receipt 01J8Z6", "govsync receipt 01J8Z6 --wait 60 --json"))
def receipt(
    submission_id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=text(Text("The id that `govsync publish` printed.", "`govsync publish` 输出的报送编号。")),
        ),
    ],
    wait: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0,
            help=text(Text("Wait so long for it to be complete.", "等待其完成的最长秒数。")),
        ),
    ] = 0,
    limit: Annotated[
        int, typer.Option(min=0, help=text(Text("Name so many rows per reason.", "每种原因最多列出的行数。")))
    ] = 20,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help=text(Text("Print one JSON object, refused rows in full.", "以 JSON 对象完整输出。"))
        ),
    ] = False,
) -> None:
    """Exit codes: 0 complete and nothing refused, 1 something refused, 2 unknown or not complete."""
    from consumers import receipts
    from infra.settings import Settings

    settings = Settings.load()
    with reached(settings):
        found = receipts.wait(settings, submission_id, wait, lambda now: tell(receipts.progress_text(now)))
    show(settings, found, limit, as_json=as_json)
    raise typer.Exit(exit_code(found))


def exit_code(found: "Receipt") -> int:
    """0 complete and nothing refused, 1 something refused, 2 not complete."""
    if not found.complete:
        return 2
    return 0 if found.is_clean else 1


def show(settings: "Settings", found: "Receipt", limit: int, *, as_json: bool) -> None:
    """Print a receipt."""
    refused = refused_rows(settings, found)
    if as_json:
        print_json({**found.as_json(), "refused": refused})
        return
    about = [[text(Text("provider", "提供部门")), found.provider], [text(Text("item", "信息项")), found.item]]
    counts = [[text(name), getattr(found, key)] for key, name in COUNTS.items()]
    print_table(
        [Text("submission", "报送"), Text(found.submission_id, found.submission_id)],
        [*about, *([name, "-" if count is None else f"{count:,}"] for name, count in counts)],
    )
    for reason, places in _by_reason(refused):
        more = len(places) - limit
        tail = text(Text(f" and {more:,} more (--limit {len(places)})", f" 等另有 {more:,} 处(--limit {len(places)})"))
        print_line(f"✗ {reason['rule']} {reason['path']}: {', '.join(places[:limit])}{tail if more > 0 else ''}")
        print_line(f"  {text(Text(reason['message_en'], reason['message_zh']))}")
    if not found.complete:
        say(_incomplete(found))


def refused_rows(settings: "Settings", found: "Receipt") -> list[dict[str, Any]]:
    """What was refused of a submission, by file row: rows that never became an event, and events that are held.

    File rows are known in the home that published the submission, else None.
    """
    from producers import state
    from schemas.rule_catalogue import rule_catalogue

    where = (settings.home, found.provider, found.item, found.submission_id)
    rows = state.file_rows(*where)
    held: list[dict[str, Any]] = [
        {
            "file_row": rows.get(record.seq) if record.seq is not None else None,
            "seq": record.seq,
            "quarantine_id": record.quarantine_id,
            "state": record.state,
            "findings": [reason.as_json() for reason in record.reasons],
        }
        for record in found.refused
        if record.state == "OPEN"
    ]
    for file_row, refused in state.refused_rows(*where):
        rule = rule_catalogue()[refused.rule]
        reason = {
            "rule": refused.rule,
            "severity": rule.severity.wire,
            "path": refused.column,
            "message_en": rule.message.en,
            "message_zh": rule.message.zh,
        }
        held.append(
            {"file_row": file_row, "seq": None, "quarantine_id": None, "state": "NOT_SENT", "findings": [reason]}
        )
    return sorted(held, key=lambda row: (row["file_row"] is None, row["file_row"] or 0, row["seq"] or 0))


def _by_reason(refused: list[dict[str, Any]]) -> list[tuple[dict[str, str], list[str]]]:
    """Every reason with the places it was found at, the most frequent first."""
    found: dict[tuple[str, str], tuple[dict[str, str], list[str]]] = {}
    for row in refused:
        place = Text("row {file_row}", "第 {file_row} 行") if row["file_row"] else Text("seq {seq}", "序号 {seq}")
        for reason in row["findings"]:
            found.setdefault((reason["rule"], reason["path"]), (reason, []))[1].append(text(place).format(**row))
    return sorted(found.values(), key=lambda entry: -len(entry[1]))


def _incomplete(found: "Receipt") -> Text:
    if found.published is None:
        return Text(
            f"Not complete: {found.became:,} events have an outcome, and the manifest, the last thing a publisher sends, has "
            "not arrived. Wait for it with --wait, or run the same `govsync publish` again if it was interrupted.",
            f"尚未完成:{found.became:,} 个事件已有结果,但报送清单(最后发送)尚未到达。请用 --wait 等待;"
            "若报送曾中断,请重新运行同一 `govsync publish`。",
        )
    return Text(
        f"Not complete: {found.became:,} of {found.published:,} events have an outcome. Wait with --wait, see with "
        "`govsync status` whether the workers run, or run the same `govsync publish` again.",
        f"尚未完成:{found.published:,} 个事件中 {found.became:,} 个已有结果。请用 --wait 等待,用 `govsync status` 查看各进程,"
        "或重新运行同一 `govsync publish`。",
    )
