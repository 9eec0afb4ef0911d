"""`govsync bench`: how fast the whole chain is, after proof that its result is right."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.report import HTML, check_path, where, write
from govsync.terminal import help_text, print_json, print_line, say, tell, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from govsync.benchmark.traffic import Traffic
    from infra.settings import Settings

app = typer.Typer(add_completion=False)

HELP = Text(
    "Measure the whole chain on a platform of its own: a million events on tables of a million records, five times; latency "
    "at fixed rates; an idle platform; workers killed. About twenty minutes. Every row and outcome is compared with the "
    "load's own account first; if anything differs there is no number, and the exit code is 1.",
    "在独立的临时平台上测量整条链路:百万条记录的库表上同步百万条事件,重复五次;固定速率下的延迟;空闲平台;强制终止处理进程。"
    "约需二十分钟。先将每一行与每个结果同负载自身账目比对;若有差异则不给出任何数字,退出码为 1。",
)
EXAMPLES = (
    "govsync bench --quick",
    "govsync bench --html report.html --json > headline.json",
    "govsync bench --growth 5000000 --workers --json > more.json",
    "govsync bench --stages",
    "govsync bench --peers --contenders copy-floor,idiomatic --json",
    "govsync bench --from headline.json --from more.json --html report.html",
)

QUICK_EVENTS = 60_000
EVENTS = {
    "headline": 1_000_000,
    "growth": 200_000,
    "workers": 200_000,
    "stages": 200_000,
    "conformance": 100_000,
    "peers": 200_000,
}
RUNS = {"headline": 5, "growth": 3, "workers": 3, "peers": 3}
PEERS_PRELOADED = 300_000


@dataclass(frozen=True)
class _Asked:
    """What the command line asks for."""

    item: str | None
    seed: int
    now: datetime
    events: int | None
    scale: float
    runs: int | None
    preload: int | None
    growth: int
    quick: bool
    contenders: str | None

    def events_of(self, section: str) -> int:
        return round((self.events or (QUICK_EVENTS if self.quick else EVENTS[section])) * self.scale)

    def runs_of(self, section: str) -> int:
        return self.runs or (1 if self.quick else RUNS[section])

    def traffic(self) -> "Traffic":
        from govsync.benchmark.traffic import traffic
        from schemas.directory_files import load_directory

        return traffic(load_directory(), self.item, self.seed, self.now)


@app.command(help=help_text(HELP, *EXAMPLES))
def bench(
    events: Annotated[
        int | None,
        typer.Option(min=1000, help=text(Text("Events per run; a million.", "每次运行的事件数,默认一百万。"))),
    ] = None,
    scale: Annotated[
        float, typer.Option(min=0.01, help=text(Text("Multiply the events per run.", "事件数的倍数。")))
    ] = 1,
    runs: Annotated[
        int | None, typer.Option(min=1, help=text(Text("Runs, for median and range; 5.", "运行次数,默认 5。")))
    ] = None,
    preload: Annotated[
        int | None,
        typer.Option(
            min=0, help=text(Text("Records in the tables beforehand; a million.", "预先入库的记录数,默认一百万。"))
        ),
    ] = None,
    item: Annotated[
        str | None,
        typer.Option(
            help=text(
                Text(
                    "Events of this item alone; by default those of a city: 65 % persons, 15 % legal persons, 10 % licences, 10 % parcels.",
                    "仅此信息项的事件;默认为全市组合:自然人 65%、法人 15%、证照 10%、土地 10%。",
                )
            )
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help=text(Text("The same seed, the same events.", "随机种子。")))] = 1,
    quick: Annotated[bool, typer.Option("--quick", help=text(Text("Under three minutes.", "三分钟以内。")))] = False,
    growth: Annotated[
        int | None,
        typer.Option(
            min=1000,
            help=text(
                Text(
                    "Measure instead on tables of a twenty-fifth of so many records and of all of them.",
                    "改为比较指定记录数的二十五分之一与全部记录时的速度。",
                )
            ),
        ),
    ] = None,
    workers: Annotated[
        bool,
        typer.Option(
            "--workers",
            help=text(Text("Measure one and two of each worker instead.", "改为比较各一个与两个处理进程。")),
        ),
    ] = False,
    stages: Annotated[
        bool,
        typer.Option(
            "--stages", help=text(Text("Measure each stage of the workers instead.", "改为逐阶段测量处理进程。"))
        ),
    ] = False,
    conformance: Annotated[
        bool,
        typer.Option(
            "--conformance",
            help=text(
                Text(
                    "Measure decoding and all rules instead: over columns, and one record at a time.",
                    "改为测量解码与全部规则:按列执行与逐条执行。",
                )
            ),
        ),
    ] = False,
    peers: Annotated[
        bool,
        typer.Option(
            "--peers",
            help=text(
                Text(
                    "Measure others beside ours instead, in turns on one broker and one PostgreSQL; what is missing is installed.",
                    "改为与同类系统对比:同一 broker 与 PostgreSQL 上轮流运行;缺少的会自动安装。",
                )
            ),
        ),
    ] = False,
    contenders: Annotated[
        str | None,
        typer.Option(
            help=text(Text("With --peers: only these, by comma.", "配合 --peers:仅限这些参测者,以逗号分隔。"))
        ),
    ] = None,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            help=text(
                Text(
                    "What --json printed before, to be told again (with --html: in one page); measures nothing by itself.",
                    "重新展示此前 --json 的输出(配合 --html 汇成一页);本身不测量。",
                )
            ),
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(help=text(Text("Write a page with plots.", "写出带图表的网页报告。")), dir_okay=False),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 measured, 1 the result is not right, 2 could not run."""
    from govsync.benchmark.targets import verdicts

    if html is not None:
        check_path("--html", html, HTML)
        _require_plots()
    chosen = {
        "growth": growth is not None,
        "workers": workers,
        "stages": stages,
        "conformance": conformance,
        "peers": peers or contenders is not None,
    }
    wanted = [section for section, is_wanted in chosen.items() if is_wanted] or ([] if earlier else ["headline"])
    now = datetime.now(UTC)  # noqa: TID251 - the shell reads the clock
    asked = _Asked(item, seed, now, events, scale, runs, preload, growth or 0, quick, contenders)
    told = _read(earlier or ())
    wrong: list[str] = []
    for section in wanted:
        measured = _MEASURES[section](asked)
        if isinstance(measured, list):
            wrong += measured
        else:
            told[section] = measured
    if as_json:
        reached = {"targets": [verdict.as_json() for verdict in verdicts(told)]}
        print_json({"gate": {"green": not wrong, "differences": wrong}, **told, **reached})
    else:
        for difference in wrong:
            print_line(f"✗ {difference}")
        _print(told)
    if html is not None:
        from govsync.benchmark.page import page
        from govsync.terminal import language

        write("--html", html, page(told, now, language()).encode())
        say(where(html))
    if wrong:
        say(Text("The result is not right, so there is no number.", "结果不正确,因此不给出任何数字。"))
        raise typer.Exit(1)


def _headline(asked: _Asked) -> dict[str, Any] | list[str]:
    from govsync.benchmark.headline import FULL, QUICK, measure
    from govsync.benchmark.report import headline_as_json
    from govsync.benchmark.steps import steps

    plan = QUICK if asked.quick else FULL
    preloaded = plan.preloaded if asked.preload is None else asked.preload
    plan = replace(plan, events=asked.events_of("headline"), runs=asked.runs_of("headline"), preloaded=preloaded)
    with _platform() as settings, steps() as shown:
        measured = measure(settings, asked.traffic(), plan, shown)
    return measured if isinstance(measured, list) else headline_as_json(measured)


def _growth(asked: _Asked) -> dict[str, Any] | list[str]:
    from govsync.benchmark.growth import measure
    from govsync.benchmark.report import growth_as_json
    from govsync.benchmark.steps import steps

    with _platform() as settings, steps() as shown:
        count, runs = asked.events_of("growth"), asked.runs_of("growth")
        measured = measure(settings, asked.traffic(), asked.growth, count, runs, shown)
    return measured if isinstance(measured, list) else growth_as_json(measured)


def _workers(asked: _Asked) -> dict[str, Any] | list[str]:
    from govsync.benchmark.report import scaling_as_json
    from govsync.benchmark.scaling import measure
    from govsync.benchmark.steps import steps

    with _platform("--no-workers") as settings, steps() as shown:
        count, runs = asked.events_of("workers"), asked.runs_of("workers")
        measured = measure(settings, asked.traffic(), count, runs, shown)
    return measured if isinstance(measured, list) else scaling_as_json(measured)


def _stages(asked: _Asked) -> dict[str, Any]:
    from govsync.benchmark.report import stages_as_json
    from govsync.benchmark.stages import measure

    traffic = asked.traffic()
    with _platform("--no-workers") as settings:
        tell(Text("Measuring stage by stage ...", "正在逐阶段测量……"))
        return stages_as_json(traffic.shares, measure(settings, traffic, asked.events_of("stages")))


def _conformance(asked: _Asked) -> dict[str, Any]:
    """Without a platform, of one item."""
    from govsync.benchmark.conformance import measure
    from govsync.benchmark.report import conformance_as_json
    from infra.reference import packaged
    from producers.load import Load, busiest_item
    from schemas.directory_files import load_directory
    from stream_processors.rules.ruleset import Ruleset

    tell(Text("Measuring decoding and rules ...", "正在测量解码与规则……"))
    directory = load_directory()
    load = Load(directory.item(asked.item) if asked.item else busiest_item(directory), asked.seed, asked.now)
    ruleset = Ruleset.under(packaged(directory))
    return conformance_as_json(measure(ruleset, load, asked.events_of("conformance")))


def _peers(asked: _Asked) -> dict[str, Any] | list[str]:
    """What a peer got wrong is told beside its speed; what ours got wrong is no number, as elsewhere."""
    from contextlib import closing

    from govsync.benchmark.conditions import conditions
    from govsync.benchmark.peers.registry import chosen
    from govsync.benchmark.peers.run import compare
    from infra.postgres import connect
    from producers.load import Load, busiest_item
    from schemas.directory_files import load_directory

    directory = load_directory()
    load = Load(directory.item(asked.item) if asked.item else busiest_item(directory), asked.seed, asked.now)
    contenders = chosen(asked.contenders)
    for contender in contenders:
        contender.install()
    count, runs = asked.events_of("peers"), asked.runs_of("peers")
    usual = QUICK_EVENTS if asked.quick else PEERS_PRELOADED
    preloaded = usual if asked.preload is None else asked.preload
    with _platform("--no-workers") as settings:
        with closing(connect(settings, "govsync-bench")) as connection:
            measured_under = conditions(settings, connection)
        compared = compare(settings, load, contenders, count, preloaded, runs, measured_under)
    return compared.our_faults() or compared.as_json()


_MEASURES = {
    "headline": _headline,
    "growth": _growth,
    "workers": _workers,
    "stages": _stages,
    "conformance": _conformance,
    "peers": _peers,
}


def _print(told: Mapping[str, Any]) -> None:
    from govsync.benchmark import report
    from govsync.benchmark.peers.telling import print_peers
    from govsync.benchmark.targets import verdicts

    prints = {
        "headline": report.print_headline,
        "growth": report.print_growth,
        "workers": report.print_scaling,
        "stages": report.print_stages,
        "conformance": report.print_conformance,
        "peers": print_peers,
    }
    for section, print_section in prints.items():
        if section in told:
            print_section(told[section])
    if found := verdicts(told):
        report.print_targets(found)


def _read(files: Sequence[Path]) -> dict[str, Any]:
    """The sections of earlier results, the last of each kind.

    Raises:
        Refusal: a file holds no result, or one that was not right.
    """
    told: dict[str, Any] = {}
    for file in files:
        try:
            sections = json.loads(file.read_text())
            is_right = sections.pop("gate")["green"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            is_right = False
        if not is_right:
            raise Refusal(
                f"{file} holds no result of `govsync bench --json` that was found right. Measure anew, or name another file.",
                f"{file} 不是 `govsync bench --json` 的正确结果。请重新测量,或指定其他文件。",
            )
        told |= {name: section for name, section in sections.items() if name in _MEASURES}
    return told


def _platform(*options: str) -> "AbstractContextManager[Settings]":
    from govsync.up import private_platform

    return private_platform(*options)


def _require_plots() -> None:
    """Refuse a page before anything is measured, if there is nothing to draw it with.

    Raises:
        Refusal: the optional packages are not installed.
    """
    from importlib.util import find_spec

    if find_spec("matplotlib") is None:
        raise Refusal(
            "--html needs matplotlib, an optional package. Install it with: pip install 'govsync[bench]'",
            "--html 需要可选软件包 matplotlib。请运行:pip install 'govsync[bench]'",
        )
