"""`govsync backup`: one moment of the whole database into a folder, registered as Art. 39(1) asks."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, progress, say, text
from schemas.bilingual import Text

app = typer.Typer(add_completion=False)

HELP = Text(
    "Copy one moment of the whole database into a new folder while the chain goes on: data, quarantine, registers and the "
    "offsets from which Kafka's topics are read on. Its manifest proves that it is complete and unchanged. The backup is "
    "registered (Art. 39(1): in the same city and elsewhere).",
    "在平台运行的同时,把整个数据库的同一时点复制到新目录:数据、隔离、登记及 Kafka 主题的续读位移。清单可证明其完整且未被改动。"
    "备份予以登记(第三十九条第一款:同城与异地)。",
)


@app.command(
    help=help_text(HELP, "govsync backup /backup/2026-03-02", "govsync backup /mnt/remote/2026-03-02 --site remote")
)
def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=text(Text("A new folder.", "新目录。")))],
    site: Annotated[
        str,
        typer.Option(
            metavar="same-city|remote",
            help=text(Text("Where the folder lies, for the register.", "目录所在地,记入登记。")),
        ),
    ] = "same-city",
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print the manifest as JSON.", "以 JSON 输出清单。")))
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from infra.backup import Site, back_up
    from infra.settings import Settings

    sites: dict[str, Site] = {"same-city": "SAME_CITY", "remote": "REMOTE"}
    if site not in sites:
        raise typer.BadParameter(" | ".join(sites), param_hint="--site")
    settings = Settings.load()
    with reached(settings), progress() as shown:
        task = shown.add_task(str(folder), total=None)
        manifest = back_up(
            settings,
            folder,
            sites[site],
            lambda: datetime.now(UTC),  # noqa: TID251 - a command reads the clock
            lambda done, all_: shown.update(task, completed=done, total=all_),
        )
    if as_json:
        print_json(manifest.model_dump(mode="json"))
    else:
        rows = sum(manifest.rows.values())
        say(
            Text(
                f"{rows:,} rows of {len(manifest.rows)} tables in {folder} ({manifest.bytes:,} bytes). Bring them back with: "
                f"govsync restore {folder}",
                f"{folder} 中有 {len(manifest.rows)} 张表共 {rows:,} 行({manifest.bytes:,} 字节)。恢复请用:govsync restore {folder}",
            )
        )
