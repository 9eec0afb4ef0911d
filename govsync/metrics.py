"""`govsync metrics`: figures for Prometheus, once or as an endpoint that is scraped."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_line, say, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from consumers.metrics import Metric

app = typer.Typer(add_completion=False)

PATH = "/metrics"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@app.command(
    help=help_text(
        Text(
            "Give figures in Prometheus's text format: open, due soon and overdue obligations and the oldest of them in "
            "working days per agency and item, undecided findings, breaches, outcomes, consumer lag. Figures and codes "
            "only, no personal data. With --port it serves /metrics until Ctrl-C.",
            "以 Prometheus 文本格式输出指标:各部门、信息项未了结、即将到期、逾期的义务及其中最久的工作日数,未认定的发现、"
            "认定违规、处理结果、消费滞后。仅含数字与代码,不含个人信息。指定 --port 时提供 /metrics,直到按 Ctrl-C。",
        ),
        "govsync metrics --once",
        "govsync metrics --port 9165",
    )
)
def metrics(
    once: Annotated[
        bool, typer.Option("--once", help=text(Text("Print the figures and end.", "输出一次后结束。")))
    ] = False,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help=text(Text("Serve on this port.", "在此端口提供。")))
    ] = None,
    address: Annotated[str, typer.Option(help=text(Text("Address to listen on.", "监听地址。")))] = "127.0.0.1",
    as_json: Annotated[
        bool,
        typer.Option("--json", help=text(Text("With --once: one JSON object.", "与 --once 合用:输出 JSON 对象。"))),
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    if once == (port is not None):
        raise Refusal(
            "Give either --once, to print the figures, or --port, to serve them.",
            "请指定 --once(输出一次)或 --port(持续提供)之一。",
        )
    if port is None:
        _print_once(as_json=as_json)
    else:
        _serve(address, port)


def _print_once(*, as_json: bool) -> None:
    from consumers.metrics import exposition
    from govsync.terminal import print_json

    found = _collect()
    if as_json:
        figures = [
            {"name": m.name, "help": m.help, "samples": [{**dict(k), "value": v} for k, v in m.samples.items()]}
            for m in found
        ]
        print_json({"metrics": figures})
    else:
        print_line(exposition(found).rstrip("\n"))


def _collect() -> "list[Metric]":
    from consumers.metrics import collect
    from infra.settings import Settings
    from stream_processors.rules.timeliness import beijing_date

    settings = Settings.load()
    today = beijing_date(datetime.now(UTC))  # noqa: TID251 - a command reads the clock
    with reached(settings):
        return collect(settings, today)


def _serve(address: str, port: int) -> None:
    from consumers.metrics import exposition

    try:
        server = HTTPServer((address, port), handler(lambda: exposition(_collect())))
    except OSError as error:
        raise Refusal(
            f"{address}:{port} cannot be listened on: {error.strerror}. Give another --port or --address.",
            f"无法监听 {address}:{port}:{error.strerror}。请指定其他 --port 或 --address。",
        ) from error
    say(
        Text(
            f"Serving http://{address}:{port}{PATH} until Ctrl-C.",
            f"正在提供 http://{address}:{port}{PATH},按 Ctrl-C 结束。",
        )
    )
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say(Text("Stopped.", "已停止。"))


def handler(figures: Callable[[], str]) -> type[BaseHTTPRequestHandler]:
    """What answers a scrape: figures asked for anew each time; 503 with the reason while a server is away."""

    class Scrape(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.partition("?")[0] != PATH:
                self._answer(HTTPStatus.NOT_FOUND, f"See {PATH}\n")
                return
            try:
                body = figures()
            except Refusal as refusal:
                self._answer(HTTPStatus.SERVICE_UNAVAILABLE, f"{refusal.text.en}\n")
            else:
                self._answer(HTTPStatus.OK, body)

        def _answer(self, status: HTTPStatus, body: str) -> None:
            sent = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", CONTENT_TYPE)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name http.server gives
            """A scrape every few seconds is no news."""

    return Scrape
