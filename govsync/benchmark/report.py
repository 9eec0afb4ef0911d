"""What a benchmark says: as JSON, and as tables for people. One section for each thing that can be measured."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from govsync.benchmark.chain import Throughput
from govsync.benchmark.conformance import Measured
from govsync.benchmark.growth import Growth, Size
from govsync.benchmark.headline import Headline
from govsync.benchmark.meters import BROKER, PUBLISHER
from govsync.benchmark.scaling import Scaling
from govsync.benchmark.stages import STAGES, Budget
from govsync.benchmark.targets import Verdict
from govsync.terminal import print_line, print_table, text
from schemas.bilingual import Text

CONDITIONS_SHOWN = ("versions", "postgres", "producer", "consumer")
_RIGHT = Text("✓ Every row and outcome is as the load's own account says.", "✓ 每一行与每个结果均与负载自身账目一致。")


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median and range."""
    return {"median": median(values), "low": min(values), "high": max(values)}


def headline_as_json(told: Headline) -> dict[str, Any]:
    """`items`, `preloaded`, `conditions`, `summary` (medians and ranges), `runs`, `latency`, `light`, `idle`, `recovery`."""
    return {
        "items": told.items,
        "preloaded": told.preloaded,
        "conditions": told.conditions,
        "summary": summary(told.runs),
        "runs": [_run(run) for run in told.runs],
        "latency": [asdict(latency) for latency in told.latencies],
        "light": asdict(told.light),
        "idle": {**asdict(told.idle), "percent_in_all": told.idle.percent_in_all},
        "recovery": [asdict(recovery) for recovery in told.recoveries],
    }


def growth_as_json(told: Growth) -> dict[str, Any]:
    """`items`, `conditions`, and for `small` and `large`: `preloaded`, `summary`, `runs`; `times`: large against small."""

    def size(of: Size) -> dict[str, Any]:
        return {"preloaded": of.preloaded, "summary": summary(of.runs), "runs": [_run(run) for run in of.runs]}

    small, large = size(told.small), size(told.large)
    return {
        "items": told.items,
        "conditions": told.conditions,
        "small": small,
        "large": large,
        "times": {
            "seconds_per_event": _of(small, "events_per_second") / _of(large, "events_per_second"),
            "postgres_cpu_per_event": (
                large["summary"]["cpu_microseconds_per_event"]["postgres"]["median"]
                / small["summary"]["cpu_microseconds_per_event"]["postgres"]["median"]
            ),
        },
    }


def scaling_as_json(told: Scaling) -> dict[str, Any]:
    """`items`, `partitions`, `conditions`, `events`; by kind of worker: rates by number of workers, and `times_as_fast`."""
    return {
        "items": dict(told.items),
        "partitions": dict(told.partitions),
        "conditions": dict(told.conditions),
        "events": told.events,
        "workers": {
            kind: {
                "events_per_second": {
                    str(count): {**spread(rates), "runs": list(rates)} for count, rates in by_count.items()
                },
                "times_as_fast": told.times_as_fast(kind),
            }
            for kind, by_count in told.events_per_second.items()
        },
    }


def stages_as_json(items: Mapping[str, float], budgets: Mapping[str, Budget]) -> dict[str, Any]:
    """`items`, `unit`; by program: `events`, `stages` (each `cpu` and `elapsed`) and `postgres_cpu`."""
    programs = {program: asdict(budget) for program, budget in budgets.items()}
    return {"items": dict(items), "unit": "microseconds per event", "programs": programs}


def conformance_as_json(told: Measured) -> dict[str, Any]:
    """The fields of what was measured, `unit`, and `ratio`: record by record against columns."""
    return {**asdict(told), "unit": "CPU microseconds per event", "ratio": told.ratio}


def summary(runs: Sequence[Throughput]) -> dict[str, Any]:
    """Medians and ranges over runs; of memory the most that was seen."""
    programs = runs[0].cpu_microseconds_per_event
    return {
        "events_per_second": spread([r.events_per_second for r in runs]),
        "wal_bytes_per_event": spread([r.wal_bytes_per_event for r in runs]),
        "events_per_transaction": spread([r.events_per_transaction for r in runs]),
        "cpu_microseconds_per_event": {
            name: spread([r.cpu_microseconds_per_event[name] for r in runs]) for name in programs
        },
        "cpu_seconds_per_million_without_broker": spread(
            [
                sum(used for name, used in r.cpu_microseconds_per_event.items() if name not in (BROKER, PUBLISHER))
                for r in runs
            ]
        ),
        "peak_rss_bytes": {name: max(r.peak_rss_bytes[name] for r in runs) for name in programs},
    }


def print_headline(told: Mapping[str, Any]) -> None:
    """The headline's JSON as tables."""
    of_runs, machine = told["summary"], told["conditions"]["machine"]
    rate, wal, batch, cpu = (
        of_runs[name]
        for name in (
            "events_per_second", "wal_bytes_per_event", "events_per_transaction",
            "cpu_seconds_per_million_without_broker",
        )
    )  # fmt: skip
    runs, events = len(told["runs"]), told["runs"][0]["events"]
    print_line(text(_RIGHT))
    print_line(text(Text(
        f"{runs} × {events:,} events ({mixture(told['items'])}; {told['preloaded']:,} preloaded), through the whole chain:\n"
        f"{rate['median']:,.0f} events/s (from {rate['low']:,.0f} to {rate['high']:,.0f}), {batch['median']:,.0f} events per "
        f"transaction, {wal['median']:,.0f} bytes of write-ahead log per event, {cpu['median']:.1f} CPU-seconds per million "
        f"events without the broker.\n"
        f"{machine['processor']}, {machine['cores']} cores, load before {machine['load_average_before'][0]:.1f}.",
        f"{runs} × {events:,} 条事件({mixture(told['items'])};预置 {told['preloaded']:,} 条)经过整条链路:\n"
        f"每秒 {rate['median']:,.0f} 条({rate['low']:,.0f} 至 {rate['high']:,.0f}),每个事务 {batch['median']:,.0f} 条,"
        f"每条预写日志 {wal['median']:,.0f} 字节,每百万条 {cpu['median']:.1f} CPU 秒(不含 broker)。\n"
        f"{machine['processor']},{machine['cores']} 核,开始时负载 {machine['load_average_before'][0]:.1f}。",
    )))  # fmt: skip
    idle = told["idle"]["percent_of_a_core"]
    print_table(
        [
            Text("program", "程序"), Text("CPU µs/event", "CPU 微秒/条"), Text("from", "最小"), Text("to", "最大"),
            Text("peak MB", "内存峰值 MB"), Text("idle, % of a core", "空闲时占单核 %"),
        ],
        [
            [
                name, *(round(of[k], 1) for k in ("median", "low", "high")), of_runs["peak_rss_bytes"][name] // 2**20,
                round(idle[name], 1) if name in idle else None,
            ]
            for name, of in of_runs["cpu_microseconds_per_event"].items()
        ],
    )  # fmt: skip
    print_table(
        [
            Text("events/s, open loop", "每秒条数(开环)"), Text("events", "条数"), Text("p50 ms", "p50 毫秒"),
            Text("p99 ms", "p99 毫秒"), Text("largest ms", "最大毫秒"), Text("kept up", "跟得上"),
        ],
        [
            [
                round(at["events_per_second"]), at["events"], *(round(at[k]) for k in ("p50_ms", "p99_ms", "largest_ms")),
                "✓" if at["sustained"] else text(Text(f"✗ {at['reached_per_second']:,.0f}/s", f"✗ 每秒 {at['reached_per_second']:,.0f}")),
            ]
            for at in (told["light"], *told["latency"])
        ],
    )  # fmt: skip
    print_table(
        [Text("killed", "强制终止"), Text("s to the first commit", "至首次提交(秒)"), Text("longest wait ms", "最长等待毫秒")],
        [[" + ".join(of["killed"]), round(of["seconds"], 2), round(of["longest_wait_ms"])] for of in told["recovery"]],
    )  # fmt: skip
    _print_conditions(told)


def print_growth(told: Mapping[str, Any]) -> None:
    """Growth's JSON as tables."""
    print_line(text(_RIGHT))
    print_table(
        [Text("records before", "原有记录"), Text("events/s", "每秒条数"), Text("from", "最小"), Text("to", "最大"), Text("PostgreSQL CPU µs/event", "PostgreSQL CPU 微秒/条")],
        [
            [
                of["preloaded"], *(round(of["summary"]["events_per_second"][k]) for k in ("median", "low", "high")),
                round(of["summary"]["cpu_microseconds_per_event"]["postgres"]["median"], 1),
            ]
            for of in (told["small"], told["large"])
        ],
    )  # fmt: skip
    times = told["times"]
    print_line(text(Text(
        f"On the large tables an event takes {times['seconds_per_event']:.2f} times as long, and {times['postgres_cpu_per_event']:.2f} "
        "times as much of PostgreSQL's CPU.",
        f"大表上每条耗时为 {times['seconds_per_event']:.2f} 倍,PostgreSQL 的 CPU 为 {times['postgres_cpu_per_event']:.2f} 倍。",
    )))  # fmt: skip


def print_scaling(told: Mapping[str, Any]) -> None:
    """Scaling's JSON as a table."""
    print_line(text(_RIGHT))
    print_table(
        [Text("workers", "处理进程"), Text("number", "数量"), Text("events/s", "每秒条数"), Text("from", "最小"), Text("to", "最大"), Text("times as fast", "倍数")],
        [
            [
                kind, int(count), *(round(rates[k]) for k in ("median", "low", "high")),
                round(of["times_as_fast"], 2) if int(count) > 1 else None,
            ]
            for kind, of in told["workers"].items()
            for count, rates in of["events_per_second"].items()
        ],
    )  # fmt: skip


def print_stages(told: Mapping[str, Any]) -> None:
    """The stages' JSON as a table for each program."""
    for program, of in told["programs"].items():
        in_all = {k: sum(spent[k] for spent in of["stages"].values()) for k in ("cpu", "elapsed")}
        print_table(
            [Text("stage", "阶段"), Text("CPU µs/event", "CPU 微秒/条"), Text("elapsed µs/event", "耗时微秒/条")],
            [
                *(
                    [text(STAGES[stage]), round(spent["cpu"], 2), round(spent["elapsed"], 2)]
                    for stage, spent in of["stages"].items()
                ),
                [text(Text("in all", "合计")), round(in_all["cpu"], 2), round(in_all["elapsed"], 2)],
                [text(Text("PostgreSQL meanwhile", "期间的 PostgreSQL")), round(of["postgres_cpu"], 2), None],
            ],
            title=Text(f"{program}, {of['events']:,} events", f"{program},{of['events']:,} 条事件"),
        )


def print_conformance(told: Mapping[str, Any]) -> None:
    """Conformance's JSON as a table."""
    by_record = told["record_by_record"]
    steps = {
        "fastavro": Text("fastavro", "fastavro"),
        "pydantic": Text("pydantic model", "pydantic 模型"),
        "rules": Text("rules, record by record", "逐条规则"),
    }
    print_table(
        [Text("execution", "执行方式"), Text("µs/event", "微秒/条")],
        [
            [text(Text("columns: bytes to findings", "按列:从字节到结论")), round(told["columns"], 2)],
            *([text(label), round(by_record[step], 2)] for step, label in steps.items()),
            [text(Text("record by record in all", "逐条合计")), round(sum(by_record.values()), 2)],
        ],
        title=Text(
            f"{told['item']}: {told['elements']} elements, {told['bytes_per_event']:.0f} bytes, {told['refused_share']:.1%} refused",
            f"{told['item']}:{told['elements']} 个数据元,{told['bytes_per_event']:.0f} 字节,{told['refused_share']:.1%} 被拒",
        ),
    )
    print_line(text(Text(
        f"One record at a time costs {told['ratio']:.1f} times as much.", f"逐条执行的开销为 {told['ratio']:.1f} 倍。"
    )))  # fmt: skip


def print_targets(found: Sequence[Verdict]) -> None:
    """What became of the targets."""
    print_table(
        [Text("target", "目标"), Text("at most", "至多"), Text("at least", "至少"), Text("measured", "实测"), Text("reached", "达成")],
        [
            [text(v.target.words), v.target.at_most, v.target.at_least, round(v.value, 2), "✓" if v.is_met else "✗"]
            for v in found
        ],
    )  # fmt: skip


def mixture(items: Mapping[str, float]) -> str:
    """Items with their shares."""
    return ", ".join(f"{item} {share:.0%}" if share < 1 else item for item, share in items.items())


def _print_conditions(told: Mapping[str, Any]) -> None:
    for part in CONDITIONS_SHOWN:
        print_line(f"{part}: " + ", ".join(f"{name}={value}" for name, value in told["conditions"][part].items()))


def _run(run: Throughput) -> dict[str, Any]:
    return {**asdict(run), "events_per_second": run.events_per_second}


def _of(size: Mapping[str, Any], name: str) -> float:
    value: float = size["summary"][name]["median"]
    return value
