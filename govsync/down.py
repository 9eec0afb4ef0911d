"""`govsync down`: ends the platform that runs in the home."""

from typing import Annotated

import typer

from govsync.terminal import help_text, print_json, say, text
from schemas.bilingual import Text

app = typer.Typer(add_completion=False)

HELP = Text(
    "End the platform running in this home: workers, Kafka, PostgreSQL. The data stays.",
    "停止在此主目录中运行的平台:处理进程、Kafka、PostgreSQL。数据保留。",
)


@app.command(help=help_text(HELP, "govsync down"))
def down(
    as_json: Annotated[
        bool,
        typer.Option("--json", help=text(Text("Print whether one was running.", "以 JSON 输出是否有平台被停止。"))),
    ] = False,
) -> None:
    """End the platform; nothing to end is fine too."""
    from infra.local import platform
    from infra.settings import Settings

    home = Settings.from_environment().home
    stopped = platform.end(home)
    if as_json:
        print_json({"home": str(home), "stopped": stopped})
    elif stopped:
        say(Text(f"Stopped. The data stays in {home}.", f"已停止。数据保留在 {home}。"))
    else:
        say(Text(f"No platform runs in {home}.", f"{home} 中没有正在运行的平台。"))
