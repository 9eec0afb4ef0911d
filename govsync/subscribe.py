"""`govsync subscribe`: the accepted events of an item as JSON lines, for a subscribing agency."""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, tell, text
from schemas.bilingual import Text

app = typer.Typer(add_completion=False)

HELP = Text(
    "Give a subscribing agency the accepted events of an item as JSON lines on standard output: envelope, record (`after`), "
    "and what the platform appended. Each event once; a later run goes on where this one stopped. An interruption may repeat "
    "lines, never lose them: (provider, seq) tells them apart. The access is noted with its purpose.",
    "以 JSON 行向订阅部门输出信息项的合格事件:信封、记录(`after`)及平台附加内容。每个事件一次,下次运行从中断处继续。"
    "中断可能重复输出,不会丢失,以 (provider, seq) 区分。访问连同用途记入日志。",
)


@app.command(
    help=help_text(
        HELP,
        "govsync subscribe --item lp-enterprise-registration --agency gz-government-services --purpose 'licence checks'",
        "govsync subscribe --item np-birth --agency gz-public-security --purpose 'household registration' --follow",
        "govsync subscribe --item np-birth --agency gz-public-security --purpose 'household registration' --from-snapshot births.jsonl",
    )
)
def subscribe(
    item: Annotated[str, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))],
    agency: Annotated[str, typer.Option(help=text(Text("Your agency code.", "本部门代码。")))],
    purpose: Annotated[str, typer.Option(help=text(Text("What duty the data is used for.", "用于履行何种职责。")))],
    follow: Annotated[
        bool, typer.Option("--follow", help=text(Text("Go on with what comes later.", "持续输出后续事件。")))
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help=text(Text("Stop after so many events.", "输出若干事件后停止。")))
    ] = None,
    from_snapshot: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            exists=True,
            help=text(
                Text("Start where this file of `govsync snapshot` ends.", "从 `govsync snapshot` 所得文件的末尾开始。")
            ),
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("JSON lines, as without it.", "JSON 行,与不加相同。")))
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import snapshot, subscriber
    from govsync.granting import has_grant
    from infra.settings import Settings
    from schemas.directory_files import load_directory
    from stream_processors.rules.timeliness import beijing_date

    today = beijing_date(datetime.now(UTC))  # noqa: TID251 - a command reads the clock
    wanted = subscriber.subscription(
        load_directory(),
        item,
        agency,
        purpose,
        today,
        is_granted=lambda code: has_grant(agency, code, today),
    )
    settings = Settings.load()
    if from_snapshot:
        snapshot.begin(settings, wanted, from_snapshot)
    ended: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        ended.append(number)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)

    def write(lines: Sequence[str]) -> None:
        sys.stdout.write("\n".join((*lines, "")))
        sys.stdout.flush()

    try:
        with reached(settings):
            given = subscriber.subscribe(
                settings, wanted, write, follow=follow, limit=limit, stopped=lambda: bool(ended)
            )
    except BrokenPipeError:
        # Whoever read has seen enough; what it did not read comes again. Python must not flush into the pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    tell(Text(f"{given:,} events.", f"共 {given:,} 个事件。"))
