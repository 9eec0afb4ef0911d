"""`govsync env`: how other programs reach the platform's Kafka and PostgreSQL."""

import shlex
from typing import Annotated

import typer

from govsync.terminal import help_text, print_json, print_line, text
from schemas.bilingual import Text

app = typer.Typer(add_completion=False)

HELP = Text(
    "Print export lines for KAFKA_BOOTSTRAP_SERVERS and PG*, the password included, so that any Kafka or PostgreSQL "
    "tool started from this shell finds the platform.",
    "输出 KAFKA_BOOTSTRAP_SERVERS 与 PG*(含密码)的 export 语句,使本终端中的 Kafka 与 PostgreSQL 工具能连接平台。",
)


@app.command(help=help_text(HELP, 'eval "$(govsync env)"'))
def env(
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Print the connection as shell code or as JSON."""
    from infra.settings import Settings

    environment = Settings.load().connection_environment()
    if as_json:
        print_json(environment)
        return
    for name, value in environment.items():
        print_line(f"export {name}={shlex.quote(value)}")
