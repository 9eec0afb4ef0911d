"""A benchmark as one self-contained page: plots and every figure, in both languages; no script, nothing fetched."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from govsync.benchmark.plots import Bar, Quantiles, Share, bars, quantiles, shares
from govsync.benchmark.report import mixture
from govsync.benchmark.stages import STAGES
from govsync.benchmark.targets import Verdict, verdicts
from govsync.report import both, document
from infra.language import Language
from schemas.bilingual import Text

_BEIJING = ZoneInfo("Asia/Shanghai")

_STYLE = """
.met { --tone: #2e7d4f; } .missed { --tone: #b3261e; } .plain { --tone: #1a5fb4; }
figure { margin: .75rem 0 .25rem; } figure svg { display: block; width: 100%; height: auto; }
figure svg text { font-family: inherit !important; } figcaption { color: var(--muted); font-size: .92em; }
table.figures { width: auto; min-width: 60%; } .figures .number { padding-left: 1rem; white-space: nowrap; }
.figures .number + :not(.number) { padding-left: 1rem; } figure + table { margin-top: .75rem; } h3 { margin-top: 1.25rem; }
.wrong { color: #b3261e; } details { margin: .5rem 0; } summary { cursor: pointer; color: var(--muted); }
figure { break-inside: avoid; }
"""

_ROLES = {
    "materialiser": Text("Materialisers: shared events into PostgreSQL", "入库:共享事件写入 PostgreSQL"),
    "validator": Text("Validators: inbound events judged and routed", "校验:报送事件的校验与分发"),
    "chain": Text("Whole chains", "整条链路"),
}


def page(told: Mapping[str, Any], now: datetime, language: Language) -> str:
    """The page.

    Args:
        told: the sections of a benchmark's JSON, all found right by the gate.
        now: when the page is written.
        language: shown first; the other one is a click away.
    """
    at = f"{now.astimezone(_BEIJING):%Y-%m-%d %H:%M}"
    body = (
        f'<p class="muted">{both(Text(f"Written {at} (Beijing)", f"生成于 {at}(北京时间)"))}</p>\n',
        f"<p><b>{both(_GATE)}</b></p>\n" if _GATED & told.keys() else "",
        *_cards(told),
        *_targets(verdicts(told)),
        *(part for name, section in _SECTIONS.items() if name in told for part in section(told[name])),
        *_conditions(told),
    )
    return document(_TITLE, body, style=_STYLE, language=language)


_GATED = {"headline", "growth", "workers"}
"""Sections whose every row was compared; contenders beside us have what they got wrong beside their speed."""

_TITLE = Text("Benchmark of the sync chain", "同步链路性能报告")
_GATE = Text(
    "✓ Before any figure: every outcome, current row, history row and quarantined event of these runs was compared, value by "
    "value, with an account kept while the events were made up, also after workers were killed; and the recount of topics "
    "and tables is green.",
    "✓ 先验正确,再给数字:各次运行的每个结果、当前行、历史行与隔离事件,均已与编造事件时留存的账目逐值比对一致"
    "(含强制终止处理进程之后);主题与数据表的对账亦全部相符。",
)


def _cards(told: Mapping[str, Any]) -> Iterator[str]:
    if "headline" not in told:
        return
    summary, light = told["headline"]["summary"], told["headline"]["light"]
    latency = {at["events_per_second"]: at for at in told["headline"]["latency"]}
    cards = [
        (
            f"{summary['events_per_second']['median']:,.0f}",
            Text("events per second, the whole chain", "条/秒,整条链路"),
        ),
        (
            f"{summary['cpu_seconds_per_million_without_broker']['median']:.1f}",
            Text("CPU-seconds per million events, without the broker", "CPU 秒/百万条(不含 broker)"),
        ),
        (f"{light['p50_ms']:.0f} ms", Text("until visible under light load, median", "轻载下至可见,中位数")),
    ]
    if at := latency.get(10_000):
        cards.append((f"{at['p99_ms']:,.0f} ms", Text("p99 at 10,000 events/s", "每秒 10,000 条时的 p99")))
    yield '<div class="counts">'
    for figure, words in cards:
        yield f'<div class="count plain"><b>{figure}</b>{both(words)}</div>'
    yield "</div>\n"


def _targets(found: Sequence[Verdict]) -> Iterator[str]:
    if not found:
        return
    yield _heading(Text("Targets", "目标"))
    yield _table(
        (Text("figure", "指标"), Text("target", "目标"), Text("measured", "实测"), Text("reached", "达成")),
        (
            (
                both(v.target.words),
                _number(v.target.at_most, "≤ ") if v.target.at_most is not None else _number(v.target.at_least, "≥ "),
                _number(v.value),
                _mark(is_met=v.is_met),
            )
            for v in found
        ),
        numbers=(1, 2),
    )


def _headline(told: Mapping[str, Any]) -> Iterator[str]:
    runs, summary = told["runs"], told["summary"]
    rate = summary["events_per_second"]
    yield _heading(Text("Headline: a backlog as fast as it goes", "主测试:以最快速度处理积压"))
    yield _paragraph(Text(
        f"{len(runs)} × {runs[0]['events']:,} events ({mixture(told['items'])}), {told['preloaded']:,} records in the tables "
        f"beforehand, half of the events new records, with updates, repeats, overtaken versions, hot records and refused "
        f"events among them. {rate['median']:,.0f} events/s (from {rate['low']:,.0f} to {rate['high']:,.0f}), "
        f"{summary['wal_bytes_per_event']['median']:,.0f} bytes of write-ahead log per event, "
        f"{summary['events_per_transaction']['median']:,.0f} events per transaction.",
        f"{len(runs)} × {runs[0]['events']:,} 条事件({mixture(told['items'])}),预置 {told['preloaded']:,} 条记录;半数为新记录,"
        f"含更新、重复、被超越的旧版本、热点记录与被拒事件。每秒 {rate['median']:,.0f} 条({rate['low']:,.0f} 至 {rate['high']:,.0f}),"
        f"每条预写日志 {summary['wal_bytes_per_event']['median']:,.0f} 字节,每个事务 {summary['events_per_transaction']['median']:,.0f} 条。",
    ))  # fmt: skip
    yield _figure(
        bars("runs", [Bar(f"{n}", r["events_per_second"], 0, 0) for n, r in enumerate(runs, 1)], "events/s"),
        Text("Events per second, run by run.", "各次运行的每秒条数。"),
    )
    used = summary["cpu_microseconds_per_event"]
    yield _figure(
        bars("cpu", [Bar(name, of["median"], of["low"], of["high"]) for name, of in used.items()], "µs"),
        Text("CPU per event by program, median and range; PostgreSQL and Kafka are whole servers, the publisher is the benchmark's own.",
             "各程序每条事件的 CPU(微秒),中位数与范围;PostgreSQL 与 Kafka 为整个服务器,publisher 为测试自身。"),
    )  # fmt: skip
    idle = told["idle"]["percent_of_a_core"]
    yield _table(
        (
            Text("program", "程序"), Text("CPU µs/event", "CPU 微秒/条"), Text("from", "最小"), Text("to", "最大"),
            Text("peak MB", "内存峰值 MB"), Text("idle, % of a core", "空闲占单核 %"),
        ),
        (
            (
                f"<code>{escape(name)}</code>", *(_number(of[k]) for k in ("median", "low", "high")),
                _number(summary["peak_rss_bytes"][name] / 2**20), _number(idle.get(name)),
            )
            for name, of in used.items()
        ),
        numbers=range(1, 6),
    )  # fmt: skip
    yield from _latency([told["light"], *told["latency"]])
    yield from _recovery(told["recovery"])


def _latency(measured: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield _heading(Text("Latency at a fixed rate", "固定速率下的延迟"))
    rows = [
        Quantiles(f"{at['events_per_second']:,.0f}/s", at["p50_ms"], at["p99_ms"], at["largest_ms"]) for at in measured
    ]
    yield _figure(
        quantiles("latency", rows, "ms", 100),
        Text("From the instant an event was due to be sent until it was seen committed in PostgreSQL: median (full), 99th percentile "
             "(hollow) and largest (tick), logarithmic; the dashed line is the target at 10,000/s. Events are sent at the rate whatever the chain does; none is sampled.",
             "自事件应发送的时刻至在 PostgreSQL 中可见:中位数(实心)、p99(空心)与最大值(竖线),对数轴;虚线为每秒 10,000 条时的目标。无论链路快慢均按速率发送,不抽样。"),
    )  # fmt: skip
    yield _table(
        (
            Text("events/s", "每秒条数"), Text("events", "条数"), Text("p50 ms", "p50 毫秒"), Text("p99 ms", "p99 毫秒"),
            Text("largest ms", "最大毫秒"), Text("reached/s", "实达每秒"), Text("kept up", "跟得上"),
        ),
        (
            (
                *(_number(at[k]) for k in ("events_per_second", "events", "p50_ms", "p99_ms", "largest_ms", "reached_per_second")),
                _mark(is_met=at["sustained"]),
            )
            for at in measured
        ),
        numbers=range(6),
    )  # fmt: skip


def _recovery(measured: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not measured:
        return
    yield _heading(Text("Workers killed under load", "负载下强制终止处理进程"))
    names = [" + ".join(of["killed"]) for of in measured]
    yield _figure(
        bars("recovery", [Bar(n, of["seconds"], 0, 0) for n, of in zip(names, measured, strict=True)], "s", 3),
        Text("Seconds from kill -9 to the first commit of an event sent after it; the supervisor starts the worker again. The dashed line is the target.",
             "自 kill -9 至其后发送的事件首次提交的秒数;由监管进程重新启动。虚线为目标。"),
    )  # fmt: skip
    yield _table(
        (Text("killed", "强制终止"), Text("s to the first commit", "至首次提交(秒)"), Text("longest wait ms", "最长等待毫秒")),
        (
            (f"<code>{escape(n)}</code>", _number(of["seconds"]), _number(of["longest_wait_ms"]))
            for n, of in zip(names, measured, strict=True)
        ),
        numbers=(1, 2),
    )  # fmt: skip


def _growth(told: Mapping[str, Any]) -> Iterator[str]:
    yield _heading(Text("Small and large tables", "小表与大表"))
    sizes = [told["small"], told["large"]]
    rates = [of["summary"]["events_per_second"] for of in sizes]
    times = told["times"]
    yield _figure(
        bars("growth", [Bar(f"{of['preloaded']:,}", r["median"], r["low"], r["high"]) for of, r in zip(sizes, rates, strict=True)], "events/s"),
        Text(f"Events per second by records in the tables beforehand. On the large tables an event takes {times['seconds_per_event']:.2f} "
             f"times as long, and {times['postgres_cpu_per_event']:.2f} times as much of PostgreSQL's CPU.",
             f"按原有记录数的每秒条数。大表上每条耗时为 {times['seconds_per_event']:.2f} 倍,PostgreSQL 的 CPU 为 {times['postgres_cpu_per_event']:.2f} 倍。"),
    )  # fmt: skip


def _workers(told: Mapping[str, Any]) -> Iterator[str]:
    yield _heading(Text("One and two workers of a kind", "同类处理进程一个与两个"))
    rows = [
        Bar(f"{count} × {kind}", rate["median"], rate["low"], rate["high"])
        for kind, of in told["workers"].items()
        for count, rate in of["events_per_second"].items()
    ]
    times = ", ".join(f"{kind} {of['times_as_fast']:.2f}" for kind, of in told["workers"].items())
    yield _figure(
        bars("workers", rows, "events/s"),
        Text(f"Events per second, each kind by itself over the same work. Two are so many times as fast as one: {times}.",
             f"各类单独处理同样工作的每秒条数。两个为一个的倍数:{times}。"),
    )  # fmt: skip


def _stages(told: Mapping[str, Any]) -> Iterator[str]:
    yield _heading(Text("Where the time of an event goes", "每条事件的时间去向"))
    for program, of in told["programs"].items():
        spent = of["stages"]
        yield _figure(
            shares(f"stages-{program}", [Share(stage, s["cpu"], s["elapsed"]) for stage, s in spent.items()], "µs"),
            Text(f"{program}: µs per event by stage: on processors, the client libraries' threads included (dark), and on the clock "
                 f"(light: waiting). PostgreSQL meanwhile used "
                 f"{of['postgres_cpu']:.1f} µs of CPU per event.",
                 f"{program}:各阶段每条微秒数:CPU(深色,含客户端库线程)与耗时(浅色为等待)。期间 PostgreSQL 每条使用 CPU {of['postgres_cpu']:.1f} 微秒。"),
        )  # fmt: skip
        yield _table(
            (Text("stage", "阶段"), Text("CPU µs/event", "CPU 微秒/条"), Text("elapsed µs/event", "耗时微秒/条")),
            ((both(STAGES[stage]), _number(s["cpu"]), _number(s["elapsed"])) for stage, s in spent.items()),
            numbers=(1, 2),
        )


def _conformance(told: Mapping[str, Any]) -> Iterator[str]:
    yield _heading(Text("Decoding and all rules", "解码与全部规则"))
    rows = [
        Bar("columns", told["columns"], 0, 0),
        *(Bar(name, spent, 0, 0, is_ours=False) for name, spent in told["record_by_record"].items()),
    ]
    yield _figure(
        bars("conformance", rows, "µs"),
        Text(f"CPU per event of {told['item']} ({told['elements']} elements): over columns, and by the usual chain record by record, "
             f"which costs {told['ratio']:.1f} times as much.",
             f"{told['item']}({told['elements']} 个数据元)每条 CPU:按列执行,与通常的逐条链路;后者为 {told['ratio']:.1f} 倍。"),
    )  # fmt: skip


def _peers(told: Mapping[str, Any]) -> Iterator[str]:
    yield _heading(Text("Beside its peers", "与同类系统对比"))
    yield _paragraph(Text(
        f"{told['events']:,} events of {told['item']} on the same broker and the same PostgreSQL, {told['preloaded']:,} records "
        "beforehand, in turns; start-up is left out. What each got wrong stands beside its speed.",
        f"同一 broker 与 PostgreSQL,{told['item']} 的 {told['events']:,} 条事件,预置 {told['preloaded']:,} 条,轮流运行,不计启动。"
        "结果差错与速度并列。",
    ))  # fmt: skip
    for role, words in _ROLES.items():
        standings = [s for s in told["standings"] if s["role"] == role]
        if not standings:
            continue
        yield f"<h3>{both(words)}</h3>\n"
        ranked = [(s, s["events_per_second"]) for s in standings if s["events_per_second"]]
        if ranked:
            yield _figure(
                bars(
                    f"peers-{role}",
                    [
                        Bar(_contender(s), r["median"], r["low"], r["high"], s["contender"] == "govsync")
                        for s, r in ranked
                    ],
                    "events/s",
                ),
                Text("Events per second, median and range.", "每秒条数,中位数与范围。"),
            )
        yield _table(
            (
                Text("contender", "参测者"), Text("events/s", "每秒条数"), Text("CPU µs/event", "CPU 微秒/条"),
                Text("PostgreSQL µs", "PostgreSQL 微秒"), Text("peak MB", "内存峰值 MB"), Text("ours, times the rate", "我方速率倍数"),
                Text("what is wrong with its result", "结果差错"),
            ),
            (
                (
                    f"{both(Text(**s['title']))} {both(_CURRENT_ONLY) if _is_current_only(s) else ''}",
                    _number((s["events_per_second"] or {}).get("median")),
                    *(_number(s["cpu_microseconds_per_event"].get(group)) for group in ("contender", "postgres")),
                    _number(s["peak_rss_bytes"] / 2**20), _number(s["times_better_ours"].get("rate")), _wrong(s),
                )
                for s in standings
            ),
            numbers=range(1, 6),
        )  # fmt: skip
    yield _table(
        (
            Text("role", "角色"), Text("against", "对比"), Text("measure", "指标"), Text("at least", "目标"),
            Text("measured", "实测"), Text("reached", "达成"),
        ),
        (
            (
                escape(t["role"]), f"<code>{escape(t['peer'])}</code>", escape(t["measure"]), _number(t["at_least"], "≥ "),
                _number(t["ratio"]), "–" if t["met"] is None else _mark(is_met=t["met"]),
            )
            for t in told["targets"]
        ),
        numbers=(3, 4),
    )  # fmt: skip


_CURRENT_ONLY = Text("(current only)", "(仅当前表)")


def _contender(standing: Mapping[str, Any]) -> str:
    return f"{standing['contender']}{' (current only)' if _is_current_only(standing) else ''}"


def _is_current_only(standing: Mapping[str, Any]) -> bool:
    """Whether it writes tables, but no history: less work than ours."""
    return standing["role"] != "validator" and not standing["keeps_history"]


def _wrong(standing: Mapping[str, Any]) -> str:
    failed = [both(Text(**failure)) for failure in standing["failures"]]
    differences = standing["differences"]
    if differences is None:
        counted = both(Text("not compared", "未比对"))
    elif any(differences.values()):
        counted = escape(", ".join(f"{kind}: {count:,}" for kind, count in differences.items() if count))
    else:
        return "<br>".join([*failed, both(Text("nothing", "无"))])
    return f'<span class="wrong">{"<br>".join([*failed, counted])}</span>'


_SECTIONS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "headline": _headline,
    "growth": _growth,
    "workers": _workers,
    "stages": _stages,
    "conformance": _conformance,
    "peers": _peers,
}


def _conditions(told: Mapping[str, Any]) -> Iterator[str]:
    """The conditions of every section that has some; alike but for the load."""
    found = {name: section["conditions"] for name, section in told.items() if "conditions" in section}
    if not found:
        return
    yield _heading(Text("Conditions", "测试条件"))
    for name, conditions in found.items():
        yield f"<details{' open' if name == next(iter(found)) else ''}><summary>{escape(name)}</summary><dl>"
        for part, values in conditions.items():
            said = values if isinstance(values, str) else ", ".join(f"{k}={v}" for k, v in values.items())
            yield f"<dt>{escape(part)}</dt><dd><code>{escape(said)}</code></dd>"
        yield "</dl></details>\n"


def _heading(words: Text) -> str:
    return f"<h2>{both(words)}</h2>\n"


def _paragraph(words: Text) -> str:
    return f"<p>{both(words)}</p>\n"


def _figure(plot: str, caption: Text) -> str:
    return f"<figure>{plot}<figcaption>{both(caption)}</figcaption></figure>\n"


def _table(columns: Sequence[Text], rows: Iterable[Sequence[str]], numbers: Sequence[int]) -> str:
    """A table whose columns of these positions stand to the right; the cells are HTML."""

    def row(cell: str, contents: Iterable[str]) -> str:
        kinds = (' class="number"' if n in numbers else "" for n in range(len(columns)))
        return f"<tr>{''.join(f'<{cell}{kind}>{c}</{cell}>' for kind, c in zip(kinds, contents, strict=True))}</tr>\n"

    body = "".join(row("td", cells) for cells in rows)
    return f'<table class="figures"><thead>{row("th", map(both, columns))}</thead><tbody>{body}</tbody></table>\n'


_WHOLE_FROM, _TENTHS_FROM = 100, 10


def _number(value: float | None, before: str = "") -> str:
    if value is None:
        return "–"
    digits = 0 if value >= _WHOLE_FROM or value == round(value) else 1 if value >= _TENTHS_FROM else 2
    return f"{before}{value:,.{digits}f}"


def _mark(*, is_met: bool) -> str:
    return f'<span class="word {"met" if is_met else "missed"}">{"✓" if is_met else "✗"}</span>'
