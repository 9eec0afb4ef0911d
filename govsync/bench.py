"""`govsync bench`: how fast the whole chain is, after proof that its result is right."""

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.terminal import help_text, print_json, print_line, print_table, say, tell, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from govsync.benchmark.report import Report
    from infra.settings import Settings
    from producers.load import Load

app = typer.Typer(add_completion=False)

HELP = Text(
    "Measure the whole chain on a platform of its own: events per second, CPU per event, latency, memory. Every row and "
    "outcome is compared with the load's own account first; if anything differs there is no number, and the exit code is 1.",
    "在独立的临时平台上测量整条链路:每秒事件数、每条事件的 CPU、延迟与内存。先将每一行与每个结果同负载自身账目比对;"
    "若有差异则不给出任何数字,退出码为 1。",
)
EXAMPLES = (
    "govsync bench --quick",
    "govsync bench --runs 5 --scale 5 --preload 1000000 --json",
    "govsync bench --stages",
    "govsync bench --conformance --json",
)

WARM_UP_EVENTS = 20_000
RATES = (1_000, 10_000)
SECONDS_AT_RATE = 10
QUICK_EVENTS = 60_000
QUICK_SECONDS_AT_RATE = 4


@app.command(help=help_text(HELP, *EXAMPLES))
def bench(
    events: Annotated[int, typer.Option(min=1000, help=text(Text("Events per run.", "每次运行的事件数。")))] = 200_000,
    scale: Annotated[
        float, typer.Option(min=0.01, help=text(Text("Multiply the events per run.", "事件数的倍数。")))
    ] = 1,
    runs: Annotated[int, typer.Option(min=1, help=text(Text("Runs, for median and range.", "运行次数。")))] = 1,
    preload: Annotated[
        int, typer.Option(min=0, help=text(Text("Records in the tables beforehand.", "预先入库的记录数。")))
    ] = 0,
    item: Annotated[
        str | None,
        typer.Option(
            help=text(
                Text("Item; by default the busiest, with the widest rows.", "信息项,默认取最繁忙且数据元最多者。")
            )
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help=text(Text("The same seed, the same events.", "随机种子。")))] = 1,
    stages: Annotated[
        bool,
        typer.Option("--stages", help=text(Text("Measure each stage by itself instead.", "改为逐阶段测量。"))),
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
    quick: Annotated[bool, typer.Option("--quick", help=text(Text("Under three minutes.", "三分钟以内。")))] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 measured, 1 the result is not right, 2 could not run."""
    from govsync.up import private_platform
    from producers.load import Load, busiest_item
    from schemas.directory import load_directory

    directory = load_directory()
    chosen = directory.item(item) if item else busiest_item(directory)
    count = round((QUICK_EVENTS if quick else events) * scale)
    load = Load(chosen, seed, datetime.now(UTC))  # noqa: TID251 - the shell reads the clock
    if conformance:
        _conformance(load, count, as_json=as_json)
        return
    if stages:
        _stages(load, count, as_json=as_json)
        return
    with private_platform() as settings:
        report = _measure(settings, load, count, runs, preload, QUICK_SECONDS_AT_RATE if quick else SECONDS_AT_RATE)
    if isinstance(report, list):
        if as_json:
            print_json({"gate": {"green": False, "differences": report}})
        else:
            for difference in report:
                print_line(f"✗ {difference}")
        say(Text("The result is not right, so there is no number.", "结果不正确,因此不给出任何数字。"))
        raise typer.Exit(1)
    if as_json:
        print_json(report.as_json())
    else:
        report.print()


def _measure(
    settings: "Settings", load: "Load", count: int, runs: int, preload: int, seconds_at_rate: int
) -> "Report | list[str]":
    """The report, or what is not right."""
    from govsync.benchmark.chain import Chain
    from govsync.benchmark.conditions import conditions
    from govsync.benchmark.gate import differences
    from govsync.benchmark.report import Report
    from govsync.worker import settle
    from producers.load import ONLY_NEW

    with closing(Chain(settings, load)) as chain:
        measured_under = conditions(settings, chain.connection)
        tell(Text("Warming up ...", "正在预热……"))
        chain.drain(load.more(WARM_UP_EVENTS, ONLY_NEW))
        if preload:
            tell(Text(f"Preloading {preload:,} records ...", f"正在预置 {preload:,} 条记录……"))
            chain.drain(load.more(preload, ONLY_NEW))
        throughputs = []
        for run in range(runs):
            tell(Text(f"Run {run + 1} of {runs}: making {count:,} events ...", f"第 {run + 1}/{runs} 次:生成 {count:,} 条事件……"))  # fmt: skip
            messages = load.more(count)
            settle()
            tell(Text("  sending ...", "  发送……"))
            throughputs.append(chain.throughput(messages))
        latencies = []
        for rate in RATES:
            tell(Text(f"Latency at {rate:,} events/s ...", f"每秒 {rate:,} 条时的延迟……"))
            messages = load.more(rate * seconds_at_rate)
            settle()
            latencies.append(chain.latency(messages, rate))
        tell(Text("Comparing every row with the account ...", "正在逐行比对……"))
        wrong = differences(settings, chain.connection, load.item, load.account)
    return wrong or Report(load.item.item, preload, measured_under, throughputs, latencies)


def _conformance(load: "Load", count: int, *, as_json: bool) -> None:
    """Without a platform."""
    from dataclasses import asdict

    from govsync.benchmark.conformance import measure
    from infra.reference import packaged
    from schemas.directory import load_directory
    from stream_processors.rules.ruleset import Ruleset

    tell(Text("Measuring decoding and rules ...", "正在测量解码与规则……"))
    measured = measure(Ruleset.under(packaged(load_directory())), load, count)
    if as_json:
        print_json({**asdict(measured), "unit": "CPU microseconds per event", "ratio": measured.ratio})
        return
    steps = [
        ("fastavro", Text("fastavro", "fastavro")),
        ("pydantic", Text("pydantic model", "pydantic 模型")),
        ("rules", Text("rules, record by record", "逐条规则")),
    ]
    print_table(
        [Text("execution", "执行方式"), Text("µs/event", "微秒/条")],
        [
            [text(Text("columns: bytes to findings", "按列:从字节到结论")), round(measured.columns, 2)],
            *([text(label), round(measured.record_by_record[step], 2)] for step, label in steps),
            [text(Text("record by record in all", "逐条合计")), round(sum(measured.record_by_record.values()), 2)],
        ],
        title=Text(
            f"{measured.item}: {measured.elements} elements, {measured.bytes_per_event:.0f} bytes, {measured.refused_share:.1%} refused",
            f"{measured.item}:{measured.elements} 个数据元,{measured.bytes_per_event:.0f} 字节,{measured.refused_share:.1%} 被拒",
        ),
    )
    say(
        Text(
            f"One record at a time costs {measured.ratio:.1f} times as much.",
            f"逐条执行的开销为 {measured.ratio:.1f} 倍。",
        )
    )


def _stages(load: "Load", count: int, *, as_json: bool) -> None:
    from govsync.benchmark.stages import measure
    from govsync.up import private_platform

    with private_platform("--no-workers") as settings:
        tell(Text("Measuring stage by stage ...", "正在逐阶段测量……"))
        measured = measure(settings, load, count)
    if as_json:
        print_json({"item": load.item.item, "events": count, "microseconds_per_event": measured})
        return
    print_table(
        [Text("where", "位置"), Text("stage", "阶段"), Text("µs/event", "微秒/条")],
        [[where, stage, round(spent, 2)] for where, by_stage in measured.items() for stage, spent in by_stage.items()],
    )
