"""What a benchmark says: as JSON, and as tables for people."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from govsync.benchmark.chain import Latency, Throughput
from govsync.terminal import print_line, print_table, text
from schemas.bilingual import Text


@dataclass(frozen=True)
class Report:
    """The measurements of a platform whose result was found right."""

    item: str
    preloaded: int
    conditions: dict[str, Any]
    runs: Sequence[Throughput]
    latencies: Sequence[Latency]

    def as_json(self) -> dict[str, Any]:
        """One object: `gate`, `item`, `preloaded`, `conditions`, `summary` (medians and ranges), `runs`, `latency`."""
        programs = self.runs[0].cpu_microseconds_per_event
        return {
            "gate": {"green": True, "differences": []},
            "item": self.item,
            "preloaded": self.preloaded,
            "conditions": self.conditions,
            "summary": {
                "events_per_second": _spread([r.events_per_second for r in self.runs]),
                "wal_bytes_per_event": _spread([r.wal_bytes_per_event for r in self.runs]),
                "events_per_transaction": _spread([r.events_per_transaction for r in self.runs]),
                "cpu_microseconds_per_event": {
                    name: _spread([r.cpu_microseconds_per_event[name] for r in self.runs]) for name in programs
                },
                "peak_rss_bytes": dict(self.runs[-1].peak_rss_bytes),
            },
            "runs": [{**asdict(r), "events_per_second": r.events_per_second} for r in self.runs],
            "latency": [asdict(latency) for latency in self.latencies],
        }

    def print(self) -> None:
        """Tables: what was done and under which conditions, the rate, CPU by program, latency."""
        told = self.as_json()
        summary, machine = told["summary"], self.conditions["machine"]
        rate = summary["events_per_second"]
        load = machine["load_average_before"][0]
        print_line(text(Text(
            f"✓ Every row and outcome is as the load's own account says.\n"
            f"{len(self.runs)} × {self.runs[0].events:,} events of {self.item} ({self.preloaded:,} preloaded), through the whole chain:\n"
            f"{rate['median']:,.0f} events/s (from {rate['low']:,.0f} to {rate['high']:,.0f}), "
            f"{summary['wal_bytes_per_event']['median']:,.0f} bytes of write-ahead log per event, "
            f"{summary['events_per_transaction']['median']:,.0f} events per transaction.\n"
            f"{machine['processor']}, {machine['cores']} cores, load before {load:.1f}.",
            f"✓ 每一行与每个结果均与负载自身账目一致。\n"
            f"{len(self.runs)} × {self.runs[0].events:,} 条 {self.item} 事件(预置 {self.preloaded:,} 条)经过整条链路:\n"
            f"每秒 {rate['median']:,.0f} 条({rate['low']:,.0f} 至 {rate['high']:,.0f}),"
            f"每条预写日志 {summary['wal_bytes_per_event']['median']:,.0f} 字节,"
            f"每个事务 {summary['events_per_transaction']['median']:,.0f} 条。\n"
            f"{machine['processor']},{machine['cores']} 核,开始时负载 {load:.1f}。",
        )))  # fmt: skip
        print_table(
            [Text("program", "程序"), Text("CPU µs/event", "CPU 微秒/条"), Text("from", "最小"), Text("to", "最大"), Text("peak MB", "内存峰值 MB")],
            [
                [name, *(round(spread[k], 1) for k in ("median", "low", "high")), summary["peak_rss_bytes"][name] // 2**20]
                for name, spread in summary["cpu_microseconds_per_event"].items()
            ],
        )  # fmt: skip
        print_table(
            [Text("events/s, open loop", "每秒条数(开环)"), Text("events", "条数"), Text("p50 ms", "p50 毫秒"), Text("p99 ms", "p99 毫秒"), Text("largest ms", "最大毫秒")],
            [[at.events_per_second, at.events, *(round(v) for v in (at.p50_ms, at.p99_ms, at.largest_ms))] for at in self.latencies],
        )  # fmt: skip
        for part in ("versions", "postgres", "producer", "consumer"):
            print_line(f"{part}: " + ", ".join(f"{name}={value}" for name, value in self.conditions[part].items()))


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {"median": median(values), "low": min(values), "high": max(values)}
