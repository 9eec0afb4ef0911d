"""`govsync restore`: the database as a backup holds it, in one transaction."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, progress, say, text
from schemas.bilingual import Text

app = typer.Typer(add_completion=False)

HELP = Text(
    "Make the database what a backup holds, in one transaction that ends only if every table has the rows it had. No worker "
    "may be connected; what the database holds already is replaced only with --yes. The workers then read again what came "
    "after the backup and is still on the topics.",
    "以一个事务把数据库恢复为备份的内容;仅当每张表的行数与备份时一致才生效。须先停止所有处理进程;数据库已有内容时须加 --yes 才会替换。"
    "之后处理进程会重新读取备份之后且主题仍保留的记录。",
)


@app.command(help=help_text(HELP, "govsync restore /backup/2026-03-02", "govsync restore /backup/2026-03-02 --yes"))
def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=text(Text("A backup.", "备份目录。")))],
    yes: Annotated[
        bool,
        typer.Option("--yes", help=text(Text("Replace what the database holds.", "替换数据库中已有的内容。"))),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print the manifest as JSON.", "以 JSON 输出清单。")))
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from infra import backup, migrations, topics
    from infra.settings import Settings

    settings = Settings.load()
    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    with reached(settings):
        with progress() as shown:
            task = shown.add_task(str(folder), total=None)
            manifest = backup.restore(
                settings,
                folder,
                now,
                lambda done, all_: shown.update(task, completed=done, total=all_),
                replace=yes,
            )
        # An older backup, brought to this release's tables; and what readers are told of the registers.
        migrations.apply(settings)
        topics.apply(settings)
    if as_json:
        print_json(manifest.model_dump(mode="json"))
    else:
        rows = sum(manifest.rows.values())
        say(
            Text(
                f"The database is what it was at {manifest.taken_at:%Y-%m-%d %H:%M:%S} UTC: {rows:,} rows. Start the workers, then "
                "prove it with: govsync reconcile",
                f"数据库已恢复到 {manifest.taken_at:%Y-%m-%d %H:%M:%S} UTC:共 {rows:,} 行。请启动处理进程,再用 govsync reconcile 核对。",
            )
        )
