"""A comparison as tables for people, from its JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from govsync.benchmark.peers.comparison import OWN_GROUP
from govsync.benchmark.peers.contender import Role
from govsync.benchmark.peers.gate import named
from govsync.terminal import print_line, print_table, text
from schemas.bilingual import Text

MEASURE_NAMES = {
    "rate": Text("events/s", "每秒条数"),
    "rate per core": Text("events/s per core", "每核每秒条数"),
    "CPU with PostgreSQL": Text("CPU with PostgreSQL", "CPU(含 PostgreSQL)"),
}
_CONTENDERS = (
    Text("contender", "参测者"),
    Text("history", "历史"),
    Text("events/s", "条/秒"),
    Text("from", "最小"),
    Text("to", "最大"),
    Text("CPU µs/event", "CPU 微秒/条"),
    Text("PostgreSQL µs", "PostgreSQL 微秒"),
    Text("Kafka µs", "Kafka 微秒"),
    Text("peak MB", "内存峰值 MB"),
    Text("ours, times its rate", "我方速率倍数"),
    Text("its CPU, times ours", "其 CPU 倍数"),
    Text("wrong", "差错"),
)
_TARGETS = (
    Text("role", "角色"),
    Text("against", "对比"),
    Text("measure", "指标"),
    Text("at least", "目标"),
    Text("stretch", "挑战目标"),
    Text("measured", "实测"),
    Text("met", "达成"),
)
_ROLES = {
    Role.MATERIALISER: Text("Materialisers: shared events into PostgreSQL", "入库:共享事件写入 PostgreSQL"),
    Role.VALIDATOR: Text("Validators: inbound events judged and forwarded", "校验:报送事件的校验与转发"),
    Role.CHAIN: Text("Whole chains", "整条链路"),
}
_MARKS = {True: "✓", False: "✗", None: None}


def print_peers(told: Mapping[str, Any]) -> None:
    """One table per role, and what became of the targets."""
    print_line(text(Text(
        f"{told['events']:,} events of {told['item']}, {told['preloaded']:,} records in the tables beforehand; each in its turn on "
        "the same broker and the same PostgreSQL. Measured from a quarter of the events to the last: start-up is left out.",
        f"{told['item']} 的 {told['events']:,} 条事件,预置 {told['preloaded']:,} 条;同一 broker 与 PostgreSQL,轮流运行。"
        "自完成四分之一起计,不含启动。",
    )))  # fmt: skip
    for role, title in _ROLES.items():
        standings = [standing for standing in told["standings"] if standing["role"] == role]
        if standings:
            print_table(_CONTENDERS, [list(_row(standing)) for standing in standings], title=title)
            for standing in standings:
                if _wrong_rows(standing) or standing["failures"]:
                    print_line(
                        text(
                            Text(
                                *(
                                    f"✗ {t}: {w}"
                                    for t, w in zip(Text(**standing["title"]), wrong(standing), strict=True)
                                )
                            )
                        )
                    )
    print_table(
        _TARGETS,
        [
            [
                target["role"],
                target["peer"],
                text(MEASURE_NAMES[target["measure"]]),
                target["at_least"],
                target["stretch"],
                _rounded(target["ratio"]),
                _MARKS[target["met"]],
            ]
            for target in told["targets"]
        ],
        title=Text("Targets: how many times better ours are", "目标:我方倍数"),
    )


def _row(standing: Mapping[str, Any]) -> Iterator[object]:
    rate = standing["events_per_second"] or {}
    cpu, times = standing["cpu_microseconds_per_event"], standing["times_better_ours"]
    is_validator = standing["role"] == Role.VALIDATOR
    yield text(Text(**standing["title"]))
    yield None if is_validator else "✓" if standing["keeps_history"] else "–"
    for of_runs in ("median", "low", "high"):
        yield round(rate[of_runs]) if rate else None
    yield _rounded(cpu.get(OWN_GROUP))
    yield None if is_validator else _rounded(cpu.get("postgres"))
    yield _rounded(cpu.get("kafka"))
    yield standing["peak_rss_bytes"] // 2**20
    yield _rounded(times.get("rate"))
    yield _rounded(times.get("rate per core" if is_validator else "CPU with PostgreSQL"))
    yield _wrong_rows(standing)


def _wrong_rows(standing: Mapping[str, Any]) -> int | None:
    differences = standing["differences"]
    return None if differences is None else sum(differences.values())


def wrong(standing: Mapping[str, Any]) -> Text:
    """What a contender got wrong in any of its runs, and why it did not finish."""
    share = f"{standing['share_done']:.0%}"
    told = [Text(f"{share} done. {f['en']}", f"完成 {share}。{f['zh']}") for f in standing["failures"][:1]]
    if standing["differences"] is None:
        told.append(Text("could not be compared", "无法比对"))
    for kind, count in (standing["differences"] or {}).items():
        name = named(kind)
        told.append(Text(f"{count:,} {name.en}", f"{name.zh} {count:,}"))
    return Text("; ".join(t.en for t in told) or "✓", ";".join(t.zh for t in told) or "✓")


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)
