"""What the platform is to reach without comparing it with anybody, and what became of it. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from schemas.bilingual import Text

Told = Mapping[str, Any]
"""Sections of a benchmark's JSON by name, as far as they were measured."""

_RATE = 10_000
_WORKERS = ("validator", "materialiser", "comparer", "timekeeper")


@dataclass(frozen=True)
class Target:
    """A figure that is to be reached.

    Attributes:
        name: its key in JSON.
        words: what people see.
        section: where it is measured.
        measure: the figure, from that section's JSON; None where it was not measured.
        at_most: the largest figure that is good, or
        at_least: the smallest.
    """

    name: str
    words: Text
    section: str
    measure: Callable[[Told], float | None]
    at_most: float | None = None
    at_least: float | None = None

    def is_met(self, value: float) -> bool:
        """Whether the figure is good."""
        return (self.at_most is None or value <= self.at_most) and (self.at_least is None or value >= self.at_least)


@dataclass(frozen=True)
class Verdict:
    """A target and what was measured."""

    target: Target
    value: float

    @property
    def is_met(self) -> bool:
        """Whether it is reached."""
        return self.target.is_met(self.value)

    def as_json(self) -> dict[str, Any]:
        """`name`, `at_most`, `at_least`, `measured`, `met`."""
        return {
            "name": self.target.name,
            "at_most": self.target.at_most,
            "at_least": self.target.at_least,
            "measured": self.value,
            "met": self.is_met,
        }


def verdicts(told: Told) -> list[Verdict]:
    """The targets of which something was measured, in the order of `TARGETS`."""
    found = ((target, target.measure(told[target.section])) for target in TARGETS if target.section in told)
    return [Verdict(target, value) for target, value in found if value is not None]


def _p99_ms(headline: Told) -> float | None:
    at_rate: Iterable[float] = (at["p99_ms"] for at in headline["latency"] if at["events_per_second"] == _RATE)
    return next(iter(at_rate), None)


def _largest_worker(headline: Told) -> float:
    peaks = headline["summary"]["peak_rss_bytes"]
    largest: int = max(peaks.get(name, 0) for name in _WORKERS)
    return largest / 2**20


def _recovery_seconds(headline: Told) -> float | None:
    seconds = [recovery["seconds"] for recovery in headline["recovery"]]
    return median(seconds) if seconds else None


TARGETS = (
    Target(
        "p99_ms_at_10000_per_second",
        Text("p99 at 10,000 events/s, ms", "每秒 10,000 条时的 p99,毫秒"),
        "headline",
        _p99_ms,
        at_most=100,
    ),
    Target(
        "cpu_seconds_per_million",
        Text("CPU-seconds per million events, without the broker", "每百万条事件的 CPU 秒数(不含 broker)"),
        "headline",
        lambda headline: headline["summary"]["cpu_seconds_per_million_without_broker"]["median"],
        at_most=25,
    ),
    Target(
        "worker_megabytes",
        Text("largest worker, MB", "占用内存最大的处理进程,MB"),
        "headline",
        _largest_worker,
        at_most=250,
    ),
    Target(
        "light_p50_ms",
        Text("median until visible under light load, ms", "轻载下至可见的中位数,毫秒"),
        "headline",
        lambda headline: headline["light"]["p50_ms"],
        at_most=50,
    ),
    Target(
        "idle_percent",
        Text("idle platform, % of a core", "空闲平台占单核 %"),
        "headline",
        lambda headline: headline["idle"]["percent_in_all"],
        at_most=5,
    ),
    Target(
        "recovery_seconds",
        Text("killed worker to first commit, median, s", "强制终止至首次提交,中位数,秒"),
        "headline",
        _recovery_seconds,
        at_most=3,
    ),
    Target(
        "growth_times",
        Text("time per event on large tables, times that on small", "大表上每条耗时为小表的倍数"),
        "growth",
        lambda growth: growth["times"]["seconds_per_event"],
        at_most=1.5,
    ),
    Target(
        "two_materialisers_times",
        Text("two materialisers, times one", "两个入库进程为一个的倍数"),
        "workers",
        lambda workers: workers["workers"]["materialiser"]["times_as_fast"],
        at_least=1.6,
    ),
)
