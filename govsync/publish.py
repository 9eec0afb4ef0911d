"""`govsync publish`: a provider's file as change events."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.terminal import help_text, print_json, print_line, progress, tell, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from producers.publisher import Deletions, Progress, Step, Summary

app = typer.Typer(add_completion=False)

WAIT_SECONDS = 600
"""How long `--wait` waits for an outcome."""


@app.command(
    help=help_text(
        Text(
            "Publish what changed in a file since it was last published: CSV or JSON lines, also gzipped, UTF-8 or "
            "GB18030. Rows that are as they were are not sent again. Running it again after an interruption sends what "
            "was not confirmed, as it was. Exit codes: 0 done, 1 some rows were refused, 2 could not run.",
            "报送文件中自上次报送以来的变更:CSV 或 JSON 行,可为 gzip,编码 UTF-8 或 GB18030。未变化的行不重复发送。"
            "中断后再次运行会按原样补发未确认的事件。退出码:0 完成,1 有行被拒绝,2 无法运行。",
        ),
        "govsync publish --provider gz-market-regulation --item lp-enterprise-registration --mapping enterprise-registry-csv "
        "--origin BACKFILL --origin-ref initial-load enterprises.csv.gz",
    ),
)
def publish(
    file: Annotated[Path, typer.Argument(help=text(Text("The file.", "文件。")), metavar="FILE")],
    provider: Annotated[str, typer.Option(help=text(Text("Your agency code.", "本部门代码。")))],
    item: Annotated[str, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))],
    mapping: Annotated[
        str | None,
        typer.Option(
            help=text(
                Text(
                    "Name of a committed mapping, or path of your own (*.yaml). Without it, columns are named like "
                    "the data elements, beside identity_type, identity_number, record_id and changed_on.",
                    "内置映射名称或自有映射路径(*.yaml)。不指定时,列名即数据元名,另有 identity_type、"
                    "identity_number、record_id、changed_on。",
                )
            )
        ),
    ] = None,
    origin: Annotated[
        str, typer.Option(help=text(Text("LIVE, BACKFILL, SNAPSHOT or CORRECTION.", "报送来由。")))
    ] = "LIVE",
    origin_ref: Annotated[
        str | None,
        typer.Option(help=text(Text("The window or ticket that proves the origin.", "证明来由的窗口或工单。"))),
    ] = None,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete",
            help=text(
                Text("The file holds every record: delete those it lacks.", "文件包含全部记录:删除其中没有的记录。")
            ),
        ),
    ] = False,
    approved: Annotated[
        bool, typer.Option("--yes", help=text(Text("Delete without asking.", "不经询问直接删除。")))
    ] = False,
    adopt: Annotated[
        bool,
        typer.Option(
            "--adopt",
            help=text(
                Text("First rebuild a lost state from your own topic.", "先从本部门主题重建丢失的报送状态。"),
            ),
        ),
    ] = False,
    wait: Annotated[
        bool,
        typer.Option("--wait", help=text(Text("Wait for the outcome and show it.", "等待并显示处理结果。"))),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=text(Text("Print JSON.", "输出 JSON。")))] = False,
) -> None:
    """Exit codes: 0 done, 1 some rows were refused, 2 could not run."""
    from infra.settings import Settings
    from producers import publisher
    from producers.mapping import load_mapping
    from schemas.directory_files import load_directory

    wanted = publisher.request(
        load_directory(),
        provider=provider,
        item=item,
        file=file,
        mapping=load_mapping(mapping) if mapping else None,
        origin=origin,
        origin_ref=origin_ref,
        complete=complete,
        approved=approved,
        adopt_topic=adopt,
    )
    settings = Settings.load()
    with _shown() as shown:
        summary = publisher.publish(settings, wanted, clock=_now, ask=_ask, progress=shown)
    if not as_json:
        _print_for_people(summary, rows=not wait)
    if not wait:
        if as_json:
            print_json(_as_json(summary))
        raise typer.Exit(1 if summary.refused else 0)
    from consumers import receipts
    from govsync import receipt
    from govsync.reaching import reached

    with reached(settings):
        found = receipts.wait(
            settings, summary.submission_id, WAIT_SECONDS, lambda now: tell(receipts.progress_text(now))
        )
    if as_json:
        print_json({**_as_json(summary), "receipt": found.as_json()})
    else:
        receipt.show(settings, found, publisher.REFUSED_SHOWN, as_json=False)
    raise typer.Exit(receipt.exit_code(found))


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a command reads the clock


def _ask(deletions: "Deletions") -> bool:
    if not sys.stdin.isatty():
        raise Refusal(
            f"The file lacks {deletions.missing:,} of the {deletions.of:,} records published ({deletions.share:.1%}), and "
            "nobody is here to be asked: nothing was published. If they are to be deleted, run the command again with --yes.",
            f"文件缺少已发布 {deletions.of:,} 条记录中的 {deletions.missing:,} 条({deletions.share:.1%}),而当前无人可确认,"
            "因此未发布任何内容。确需删除请加 --yes 重新运行。",
        )
    question = Text(
        f"Delete {deletions.missing:,} of {deletions.of:,} records ({deletions.share:.1%}), which the file lacks?",
        f"删除文件中没有的 {deletions.missing:,} 条记录(共 {deletions.of:,} 条,{deletions.share:.1%})?",
    )
    return typer.confirm(text(question), err=True)


@contextmanager
def _shown() -> "Iterator[Progress]":
    with progress() as bars:
        tasks = {}

        def shown(step: "Step", done: int, of: int | None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(text(step.value), total=of)
            bars.update(tasks[step], completed=done, total=of)

        yield shown


def _as_json(summary: "Summary") -> dict[str, object]:
    from schemas.rule_catalogue import rule_catalogue

    catalogue = rule_catalogue()
    return {
        "submission_id": summary.submission_id,
        "rows_read": summary.rows_read,
        "unchanged": summary.unchanged,
        "published": summary.published,
        "deleted": summary.deleted,
        "refused": summary.refused,
        "refused_rows": [
            {
                "file_row": row,
                "rule": refused.rule,
                "column": refused.column or None,
                "message_en": catalogue[refused.rule].message.en,
                "message_zh": catalogue[refused.rule].message.zh,
            }
            for row, refused in summary.refused_rows
        ],
        "first_seq": summary.first_seq,
        "last_seq": summary.last_seq,
        "sent_again": summary.sent_again,
        "adopted": summary.adopted,
    }


def _print_for_people(summary: "Summary", *, rows: bool) -> None:
    from schemas.rule_catalogue import rule_catalogue

    if summary.adopted is not None:
        print_line(text(Text(f"Adopted {summary.adopted:,} events.", f"已从主题恢复 {summary.adopted:,} 个事件。")))
    if summary.sent_again:
        again = Text(
            f"Sent {summary.sent_again:,} events of an interrupted run again, as they were.",
            f"已按原样补发上次中断的 {summary.sent_again:,} 个事件。",
        )
        print_line(text(again))
    counts = Text(
        f"{summary.rows_read:,} rows read: {summary.unchanged:,} unchanged, {summary.refused:,} refused. "
        f"{summary.published:,} events published, {summary.deleted:,} of them deletions.",
        f"读取 {summary.rows_read:,} 行:{summary.unchanged:,} 行未变,{summary.refused:,} 行被拒绝。"
        f"发布 {summary.published:,} 个事件,其中删除 {summary.deleted:,} 个。",
    )
    print_line(text(counts))
    for row, refused in summary.refused_rows if rows else ():
        column = text(Text(f", column {refused.column}", f",列 {refused.column}")) if refused.column else ""
        where = text(Text(f"Row {row}{column}", f"第 {row} 行{column}"))
        print_line(f"  {where}: {refused.rule}: {text(rule_catalogue()[refused.rule].message)}")
    left = summary.refused - len(summary.refused_rows)
    if rows and left > 0:
        print_line(text(Text(f"  and {left:,} more refused rows.", f"  另有 {left:,} 行被拒绝。")))
    print_line(text(Text(f"Submission {summary.submission_id}", f"报送批次 {summary.submission_id}")))
