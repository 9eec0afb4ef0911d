"""`govsync snapshot`: what stands of an item, and where its topic goes on, for a new subscriber."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, progress, say, text
from schemas.bilingual import Refusal, Text

app = typer.Typer(add_completion=False)

HELP = Text(
    "Give a subscribing agency a starting point: for every record of an item the event that stands, as `govsync subscribe` "
    "gives it, and the offsets from which the topic goes on without a gap. The last line proves that it is complete and "
    "unchanged. Go on with `govsync subscribe --from-snapshot`. The access is noted with its purpose.",
    "为订阅部门提供起点:信息项每条记录当前有效的事件(格式与 `govsync subscribe` 相同),以及主题后续无缺口的起始位移。"
    "末行证明其完整且未被改动。之后用 `govsync subscribe --from-snapshot` 继续。访问连同用途记入日志。",
)


@app.command(
    help=help_text(
        HELP,
        "govsync snapshot --item np-birth --agency gz-public-security --purpose 'household registration' --out births.jsonl",
        "govsync snapshot --item np-birth --agency gz-public-security --purpose 'household registration' --out - | gzip > births.jsonl.gz",
    )
)
def snapshot(
    item: Annotated[str, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))],
    agency: Annotated[str, typer.Option(help=text(Text("Your agency code.", "本部门代码。")))],
    purpose: Annotated[str, typer.Option(help=text(Text("What duty the data is used for.", "用于履行何种职责。")))],
    out: Annotated[
        str,
        typer.Option(
            metavar="FILE|-", help=text(Text("A new file, or - for standard output.", "新文件,或 - 表示标准输出。"))
        ),
    ],
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help=text(Text("Print what was written as one JSON object.", "以 JSON 对象输出写入情况。"))
        ),
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers.snapshot import take
    from consumers.subscriber import subscription
    from govsync.granting import has_grant
    from infra.settings import Settings
    from schemas.directory_files import load_directory
    from stream_processors.rules.timeliness import beijing_date

    if as_json and out == "-":
        raise typer.BadParameter("--json speaks of a file; with --out - the last line says the same")
    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    today = beijing_date(now)
    wanted = subscription(
        load_directory(),
        item,
        agency,
        purpose,
        today,
        is_granted=lambda code: has_grant(agency, code, today),
    )
    settings = Settings.load()
    with reached(settings), _destination(out) as write, progress() as shown:
        task = shown.add_task(item, total=None)
        taken = take(settings, wanted, now, write, lambda done, all_: shown.update(task, completed=done, total=all_))
    if as_json:
        print_json({"file": out, "rows": taken.rows, "next_offsets": taken.next_offsets, "sha256": taken.sha256})
    elif out != "-":
        say(
            Text(
                f"{taken.rows:,} records in {out}. Go on with: govsync subscribe ... --from-snapshot {out}",
                f"{out} 中共 {taken.rows:,} 条记录。继续请用:govsync subscribe ... --from-snapshot {out}",
            )
        )


@contextmanager
def _destination(out: str) -> Iterator[Callable[[bytes], object]]:
    """Where the lines go: standard output, or a file that has its name only once it is complete."""
    if out == "-":
        try:
            yield sys.stdout.buffer.write
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # Python must not flush into the pipe at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise Refusal(
                "Whoever read the snapshot went away before its end: what was read is not complete.",
                "读取方在快照结束前中断:已读取的内容不完整。",
            ) from None
        return
    path = Path(out)
    if path.exists():
        raise Refusal(
            f"{path} exists already. Name a new file, or remove it: a snapshot does not replace another.",
            f"{path} 已存在。请另指定文件,或先删除:快照不会覆盖已有文件。",
        )
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        # People's data: readable by whoever took it, and by nobody else.
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
