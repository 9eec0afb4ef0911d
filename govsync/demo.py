"""`govsync demo`: the main job end to end, with simulated agencies, on a real Kafka and a real PostgreSQL."""

import shlex
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.terminal import help_text, print_json, print_line, print_table, progress, say, tell, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from consumers.reconcile import Report
    from infra.settings import Settings
    from producers.simulator import Published

app = typer.Typer(add_completion=False)

HELP = Text(
    "Start the platform, let a dozen simulated agencies publish change events, show what became of every one, and "
    "prove it. Then the platform stays up until Ctrl-C, unless --once is given.",
    "启动平台,由十余个模拟部门报送变更事件,显示每条事件的处理结果并核对。除非给出 --once,平台将一直运行到按 Ctrl-C。",
)
EVENTS = 20_000
SEED = 165
SECONDS_TO_SETTLE = 120.0
OUTCOMES = {
    "published": Text("published", "报送"),
    "applied": Text("applied", "生效"),
    "superseded": Text("superseded", "被取代"),
    "repeat": Text("repeat", "重复"),
    "quarantined": Text("quarantined", "隔离"),
    "attested": Text("attested", "确认无变化"),
    "flagged": Text("flagged", "带标记"),
    "late": Text("late", "逾期"),
    "past_target": Text("past target", "超过目标"),
}


@app.command(help=help_text(HELP, "govsync demo", "govsync demo --once --json"))
def demo(
    once: Annotated[
        bool, typer.Option("--once", help=text(Text("Exit when it is proven.", "核对完成后退出。")))
    ] = False,
    events: Annotated[int, typer.Option(min=100, help=text(Text("How many events.", "事件数量。")))] = EVENTS,
    seed: Annotated[
        int, typer.Option(help=text(Text("The same seed, the same events.", "相同种子,相同事件。")))
    ] = SEED,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print the summary as JSON.", "以 JSON 输出汇总。")))
    ] = False,
) -> None:
    """Exit codes: 0 everything adds up, 1 something differs, 2 could not run."""
    from govsync.up import running
    from infra.settings import Settings

    say(Text("Starting Kafka, PostgreSQL and the workers ...", "正在启动 Kafka、PostgreSQL 与处理进程……"))
    with running(Settings.from_environment()) as settings:
        shown = _run(settings, events, seed)
        if as_json:
            print_json(shown.as_json())
        else:
            _show(shown)
        if not once:
            _stay(settings)
    raise typer.Exit(0 if shown.report.green else 1)


@dataclass(frozen=True)
class Shown:
    """What the demo has to show."""

    rows: Sequence[Mapping[str, Any]]
    report: "Report"
    alerts: int

    def as_json(self) -> dict[str, Any]:
        """The summary for other programs."""
        return {"submissions": list(self.rows), "alerts": self.alerts, "reconcile": self.report.as_json()}


def _run(settings: "Settings", events: int, seed: int) -> Shown:
    from consumers import alerts, reconcile, standing
    from producers.simulator import simulate, staged
    from schemas.directory_files import load_directory

    before = standing.provider_counts(settings)
    with progress() as bar:
        publishing = bar.add_task(text(Text("Agencies publish", "部门报送")), total=events)
        published = simulate(
            settings,
            events=events,
            seed=seed,
            now=datetime.now(UTC),  # noqa: TID251 - the shell: the broker's clock is the real one
            directory=staged(load_directory()),
            progress=lambda _step, done, _total: bar.update(publishing, completed=done),
        )
    report = reconcile.reconcile(settings, SECONDS_TO_SETTLE, tell)
    became = standing.provider_counts(settings)
    rows = [
        _row(part, before.get((part.provider, part.item), {}), became[part.provider, part.item]) for part in published
    ]
    return Shown(rows, report, sum(group.count for group in alerts.told(settings)))


def _row(part: "Published", before: Mapping[str, int], became: Mapping[str, int]) -> dict[str, Any]:
    return {
        "provider": part.provider,
        "item": part.item,
        "submission_id": part.submission_id,
        "published": part.events,
        **{name: count - before.get(name, 0) for name, count in became.items()},
    }


def _show(shown: Shown) -> None:
    columns = [Text("agency", "部门"), Text("item", "信息项"), *OUTCOMES.values()]
    rows = [[row["provider"], row["item"], *(row[name] for name in OUTCOMES)] for row in shown.rows]
    total = [text(Text("all", "合计")), "", *(sum(row[name] for row in shown.rows) for name in OUTCOMES)]
    print_table(columns, [*rows, total])
    if shown.report.green:
        print_line(
            text(
                Text(
                    "reconcile: everything adds up. Every event has one outcome; the current tables equal the fold of "
                    "their history; the topics hold what the tables say.",
                    "核对:全部一致。每条事件都有唯一结果,当前表等于历史的折叠,主题与数据表相符。",
                )
            )
        )
    for found in shown.report.differences:
        print_line(
            f"✗ {found.item or ''} {found.check}: {found.expected:,} / {found.found:,} ({found.where})\n  {text(found.message)}"
        )


def _stay(settings: "Settings") -> None:
    command = Path(sys.executable).parent
    say(
        Text(
            f"\nThe platform stays up until Ctrl-C. In another terminal:\n"
            f'  export PATH={shlex.quote(str(command))}:"$PATH" GOVSYNC_HOME={shlex.quote(str(settings.home))}\n'
            "  govsync status                      what runs, and what each item has come to\n"
            "  govsync alerts                      what arrived late or was refused while its clock runs\n"
            "  govsync quarantine list             refused records and why\n"
            "  govsync subscribe --help            accepted events as JSON lines\n"
            '  eval "$(govsync env)"; psql         the tables themselves',
            f"\n平台将运行到按 Ctrl-C 为止。可在另一个终端中:\n"
            f'  export PATH={shlex.quote(str(command))}:"$PATH" GOVSYNC_HOME={shlex.quote(str(settings.home))}\n'
            "  govsync status                      进程状态与各信息项计数\n"
            "  govsync alerts                      逾期到达或被拒收且仍在计时的变更\n"
            "  govsync quarantine list             被隔离的记录及原因\n"
            "  govsync subscribe --help            以 JSON 行读取合格事件\n"
            '  eval "$(govsync env)"; psql         直接查看数据表',
        )
    )
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    try:
        while not ended.wait(3600):
            pass
    except KeyboardInterrupt:
        say(Text("Stopping ...", "正在停止……"))
