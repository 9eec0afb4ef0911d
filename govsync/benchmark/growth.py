"""How the chain slows down as its tables grow."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from govsync.benchmark.chain import Chain, Throughput
from govsync.benchmark.conditions import conditions
from govsync.benchmark.headline import gate, preload, throughput_runs, warm_up
from govsync.benchmark.steps import Steps
from govsync.benchmark.traffic import Traffic
from infra.settings import Settings

_TIMES = 25
"""From a twenty-fifth of the records to all of them: 0.2 to 5 million."""


@dataclass(frozen=True)
class Size:
    """Runs on tables of a size.

    Attributes:
        preloaded: records in the tables beforehand.
        runs: one throughput per run.
    """

    preloaded: int
    runs: Sequence[Throughput]


@dataclass(frozen=True)
class Growth:
    """The same work on small and on large tables."""

    items: dict[str, float]
    conditions: dict[str, Any]
    small: Size
    large: Size


def measure(
    settings: Settings, traffic: Traffic, preloaded: int, events: int, runs: int, steps: Steps
) -> Growth | list[str]:
    """Measure a running platform whose topics and tables are empty, with a twenty-fifth of the records and with all.

    Returns:
        What was measured, or everything in which the result is not right.

    Raises:
        Refusal: the chain stands still.
    """
    with closing(Chain(settings, traffic)) as chain:
        measured_under = conditions(settings, chain.connection)
        warm_up(chain, steps)
        sizes = []
        for size in (preloaded // _TIMES, preloaded):
            records = sum(len(load.account.current) for load in traffic.loads)
            preload(chain, max(size - records, 0), steps)
            records = sum(len(load.account.current) for load in traffic.loads)
            sizes.append(Size(records, throughput_runs(chain, events, runs, steps)))
        wrong = gate(chain, steps)
    return wrong or Growth(traffic.shares, measured_under, *sizes)
