"""Contenders are measured and judged alike on a real platform: ours, the floor, and the chain as it is usually written."""

from datetime import UTC, datetime

import pytest

from govsync.benchmark.peers.comparison import Comparison
from govsync.benchmark.peers.contender import Role
from govsync.benchmark.peers.registry import chosen
from govsync.benchmark.peers.run import compare
from govsync.up import running
from producers.load import Load, busiest_item
from tests.events import DIRECTORY
from tests.local_platform import settings_of, temporary_home

pytestmark = pytest.mark.platform

EVENTS = 4000
PRELOADED = 2000


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    load = Load(busiest_item(DIRECTORY), 7, datetime.now(UTC))  # noqa: TID251 - the broker's clock is the real one
    with temporary_home() as home, running(settings_of(home), "--no-workers") as settings:
        return compare(settings, load, chosen("copy-floor,idiomatic"), EVENTS, PRELOADED, 1, {})


@pytest.mark.timeout(400)
def test_everyone_takes_a_turn_in_every_role_and_comes_through(comparison: Comparison) -> None:
    assert [(run.contender, run.role) for run in comparison.runs] == [
        ("govsync", Role.MATERIALISER),
        ("copy-floor", Role.MATERIALISER),
        ("idiomatic", Role.MATERIALISER),
        ("govsync", Role.VALIDATOR),
        ("idiomatic", Role.VALIDATOR),
        ("govsync", Role.CHAIN),
        ("idiomatic", Role.CHAIN),
    ]
    assert [(run.contender, run.role) for run in comparison.runs if run.failure or run.share_done < 1] == []
    assert all(run.peak_rss_bytes > 0 for run in comparison.runs)
    assert all(run.events_per_second for run in comparison.runs if run.contender == "idiomatic")


@pytest.mark.timeout(400)
def test_each_result_is_judged_row_by_row(comparison: Comparison) -> None:
    differences = {(run.contender, run.role): run.differences for run in comparison.runs}
    repeats = {"history.repeated": round(EVENTS * 0.005)}
    assert differences == {
        ("govsync", Role.MATERIALISER): {},
        ("govsync", Role.VALIDATOR): {},
        ("govsync", Role.CHAIN): {},
        ("copy-floor", Role.MATERIALISER): {},
        ("idiomatic", Role.MATERIALISER): repeats,
        ("idiomatic", Role.VALIDATOR): {},
        ("idiomatic", Role.CHAIN): repeats,
    }
    assert comparison.our_faults() == []
