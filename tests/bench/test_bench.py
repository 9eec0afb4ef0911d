"""The benchmark gives numbers only for a result that is right, and says under which conditions."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from govsync.benchmark.chain import Chain
from govsync.benchmark.gate import differences
from govsync.up import running
from infra.postgres import transaction
from producers.load import Load, busiest_item
from tests.events import DIRECTORY
from tests.local_platform import run_govsync, settings_of, temporary_home

pytestmark = pytest.mark.platform


@pytest.fixture(scope="module")
def chain() -> Iterator[Chain]:
    with temporary_home() as home, running(settings_of(home)) as settings:
        now = datetime.now(UTC)  # noqa: TID251 - the broker's clock is the real one
        with closing(Chain(settings, Load(busiest_item(DIRECTORY), 5, now))) as chain:
            yield chain


def test_the_account_is_what_the_platform_makes_of_the_load_and_the_gate_sees_every_change(chain: Chain) -> None:
    load, settings = chain.load, chain.settings
    chain.drain(load.more(3000))
    assert differences(settings, chain.connection, load.item, load.account) == []

    table = f"{load.item.database}.{load.item.table}"
    element = next(e.name for e in load.item.elements if e.kind == "string")
    tampering = {
        "current differs: 1 rows": f"UPDATE {table} SET {element} = 'x' WHERE ctid = (SELECT min(ctid) FROM {table})",
        "history missing: 1 rows": f"DELETE FROM {table}_history WHERE ctid = (SELECT min(ctid) FROM {table}_history)",
        "quarantine CONF-TRAILING: expected 1, found 0": (
            "DELETE FROM platform.quarantine WHERE findings -> 0 ->> 'rule' = 'CONF-TRAILING'"
        ),
        "outcome superseded": (
            "UPDATE platform.submission_outcome SET superseded = superseded + 1 WHERE submission_outcome_id = "
            "(SELECT min(submission_outcome_id) FROM platform.submission_outcome)"
        ),
    }
    for statement in tampering.values():
        with transaction(chain.connection) as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 1
    found = differences(settings, chain.connection, load.item, load.account)
    for expected in tampering:
        assert any(difference.startswith(expected) for difference in found), (expected, found)


@pytest.mark.timeout(600)
def test_a_quick_benchmark_tells_rate_cost_latency_and_conditions() -> None:
    with temporary_home() as home:
        done = run_govsync("bench", "--quick", "--scale", "0.05", "--json", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["gate"] == {"green": True, "differences": []}
    assert set(told["summary"]) == {
        "events_per_second", "wal_bytes_per_event", "events_per_transaction", "cpu_microseconds_per_event",
        "peak_rss_bytes",
    }  # fmt: skip
    programs = {"validator", "materialiser", "comparer", "timekeeper", "kafka", "postgres", "publisher"}
    assert set(told["summary"]["cpu_microseconds_per_event"]) == programs
    assert [latency["events_per_second"] for latency in told["latency"]] == [1_000, 10_000]
    assert all(0 < latency["p50_ms"] <= latency["p99_ms"] <= latency["largest_ms"] for latency in told["latency"])
    assert told["conditions"]["postgres"]["fsync"] == "on"
    assert told["conditions"]["postgres"]["synchronous_commit"] == "on"
    assert told["conditions"]["producer"]["acks"] == "all"
    assert told["conditions"]["consumer"]["isolation.level"] == "read_committed"


@pytest.mark.timeout(600)
def test_the_stages_are_measured_one_by_one() -> None:
    with temporary_home() as home:
        done = run_govsync("bench", "--stages", "--events", "5000", "--json", home=home)
    assert done.returncode == 0, done.stderr
    stages = json.loads(done.stdout)["microseconds_per_event"]
    assert set(stages) == {"validator", "materialiser", "postgres"}
    assert {"decode", "rules", "due date", "poll", "produce and commit"} < set(stages["validator"])
    assert {"COPY into history", "upsert of current", "CPU in all"} < set(stages["postgres"])
