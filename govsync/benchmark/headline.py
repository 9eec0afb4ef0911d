"""The headline: a million events synchronised, on tables that already hold a million records."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from govsync.benchmark.chain import Chain, Throughput
from govsync.benchmark.conditions import conditions
from govsync.benchmark.gate import differences
from govsync.benchmark.meters import Idle, idle
from govsync.benchmark.open_loop import Latency, Recovery, latency, recovery
from govsync.benchmark.steps import Steps
from govsync.benchmark.traffic import Traffic
from govsync.worker import settle
from infra.settings import Settings
from producers.load import ONLY_NEW, REALISTIC
from schemas.bilingual import Text

_WARM_UP_EVENTS = 20_000
_PRELOADED_AT_ONCE = 100_000
_LIGHT = replace(REALISTIC, poison=0)
_UNDER_KILLS_EVENTS_PER_SECOND = 2_000
_KILL_AFTER_SECONDS = 3
_SECONDS_OF_A_KILL = 12


@dataclass(frozen=True)
class Plan:
    """How much of everything is measured.

    Attributes:
        events: per run.
        runs: for medians and ranges.
        preloaded: records in the tables beforehand.
        rates: of the open loop, events per second.
        rate_seconds: how long each is held.
        light_events_per_second: a load under which the platform waits most of the time.
        light_seconds: how long it is held.
        idle_seconds: how long an idle platform is watched.
        kills: groups of workers to be killed together, one group after the other.
    """

    events: int
    runs: int
    preloaded: int
    rates: Sequence[int]
    rate_seconds: int
    light_events_per_second: int
    light_seconds: int
    idle_seconds: int
    kills: Sequence[Sequence[str]]


_VALIDATOR, _MATERIALISER = "validator-0", "materialiser-0"
_RATES = (1_000, 10_000, 20_000)

QUICK = Plan(60_000, 1, 0, _RATES, 4, 5, 10, 10, [(_VALIDATOR, _MATERIALISER)])
FULL = Plan(1_000_000, 5, 1_000_000, _RATES, 10, 5, 20, 15, [(_VALIDATOR,), (_MATERIALISER,), (_VALIDATOR, _MATERIALISER)] * 3)  # fmt: skip


@dataclass(frozen=True)
class Headline:
    """What was measured of a platform whose result was found right.

    Attributes:
        items: which share of the events each item had.
        preloaded: records in the tables beforehand.
        conditions: see `conditions`.
        runs: one throughput per run.
        latencies: by rate.
        light: under a few events per second.
        idle: when nothing is sent.
        recoveries: one per kill.
    """

    items: dict[str, float]
    preloaded: int
    conditions: dict[str, Any]
    runs: Sequence[Throughput]
    latencies: Sequence[Latency]
    light: Latency
    idle: Idle
    recoveries: Sequence[Recovery]


def measure(settings: Settings, traffic: Traffic, plan: Plan, steps: Steps) -> Headline | list[str]:
    """Measure a running platform whose topics and tables are empty.

    Returns:
        What was measured, or everything in which the result is not right: then there is no number.

    Raises:
        Refusal: the chain stands still.
    """
    with closing(Chain(settings, traffic)) as chain:
        measured_under = conditions(settings, chain.connection)
        warm_up(chain, steps)
        preload(chain, plan.preloaded, steps)
        with steps.step(Text("Idle", "空闲")):
            at_rest = idle(settings, chain.connection, plan.idle_seconds)
        throughputs = throughput_runs(chain, plan.events, plan.runs, steps)
        latencies = [_latency(chain, rate, plan.rate_seconds, steps) for rate in plan.rates]
        light = _latency(chain, plan.light_events_per_second, plan.light_seconds, steps)
        recoveries = [_recovery(chain, killed, steps) for killed in plan.kills]
        wrong = gate(chain, steps)
    return wrong or Headline(
        traffic.shares, plan.preloaded, measured_under, throughputs, latencies, light, at_rest, recoveries
    )


def warm_up(chain: Chain, steps: Steps) -> None:
    """The first events of a fresh platform take seconds longer: they are not measured."""
    with steps.step(Text("Warming up", "预热"), _WARM_UP_EVENTS) as shown:
        chain.drain(chain.traffic.more(_WARM_UP_EVENTS, ONLY_NEW), shown)


def preload(chain: Chain, count: int, steps: Steps) -> None:
    """Fill the tables through the chain with so many records, their keys in random order."""
    if not count:
        return
    with steps.step(Text("Preloading records", "预置记录"), count) as shown:
        for done in range(0, count, _PRELOADED_AT_ONCE):
            chain.drain(chain.traffic.more(min(_PRELOADED_AT_ONCE, count - done), ONLY_NEW))
            shown(done + _PRELOADED_AT_ONCE)


def throughput_runs(chain: Chain, count: int, runs: int, steps: Steps) -> list[Throughput]:
    """So many runs of so many events."""
    throughputs = []
    for run in range(1, runs + 1):
        with steps.step(Text(f"Making events of run {run} of {runs}", f"生成第 {run}/{runs} 次的事件")):
            messages = chain.traffic.more(count)
            settle()
        with steps.step(Text(f"Run {run} of {runs}", f"第 {run}/{runs} 次"), len(messages)) as shown:
            throughputs.append(chain.throughput(messages, shown))
    return throughputs


def gate(chain: Chain, steps: Steps) -> list[str]:
    """Everything in which the result is not right."""
    with steps.step(Text("Comparing every row with the account", "逐行比对")):
        return differences(chain.settings, chain.connection, chain.traffic.loads)


def _latency(chain: Chain, rate: int, seconds: int, steps: Steps) -> Latency:
    with steps.step(Text(f"Latency at {rate:,} events/s", f"每秒 {rate:,} 条时的延迟")):
        messages = chain.traffic.more(rate * seconds, _LIGHT)
        settle()
        return latency(chain, messages, rate)


def _recovery(chain: Chain, killed: Sequence[str], steps: Steps) -> Recovery:
    names = ", ".join(killed)
    with steps.step(Text(f"Killing {names}", f"强制终止 {names}")):
        messages = chain.traffic.more(_UNDER_KILLS_EVENTS_PER_SECOND * _SECONDS_OF_A_KILL)
        return recovery(chain, messages, _UNDER_KILLS_EVENTS_PER_SECOND, killed, _KILL_AFTER_SECONDS)
