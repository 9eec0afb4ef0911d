"""The benchmark gives numbers only for a result that is right, and says under which conditions."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from govsync.benchmark import growth, headline, report, scaling, stages
from govsync.benchmark.chain import Chain
from govsync.benchmark.gate import differences, row_differences
from govsync.benchmark.headline import Headline, Plan
from govsync.benchmark.steps import steps
from govsync.benchmark.traffic import Traffic, traffic
from govsync.up import running
from infra.postgres import connect, transaction
from infra.settings import Settings
from tests.events import DIRECTORY
from tests.local_platform import run_govsync, settings_of, temporary_home

pytestmark = pytest.mark.platform

TINY = Plan(
    events=2000,
    runs=2,
    preloaded=1000,
    rates=(500,),
    rate_seconds=2,
    light_events_per_second=20,
    light_seconds=1,
    idle_seconds=1,
    kills=[("validator-0", "materialiser-0")],
)


def _city() -> Traffic:
    return traffic(DIRECTORY, None, 5, datetime.now(UTC))  # noqa: TID251 - the broker's clock is the real one


@pytest.fixture(scope="module")
def measured(prepared: Path) -> Iterator[tuple[Settings, Traffic, Headline]]:
    with temporary_home(like=prepared) as home, running(settings_of(home)) as settings, steps() as shown:
        city = _city()
        told = headline.measure(settings, city, TINY, shown)
        assert isinstance(told, Headline), told
        yield settings, city, told


def test_the_headline_tells_rate_cost_latency_recovery_and_conditions(
    measured: tuple[Settings, Traffic, Headline], capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(json.dumps(report.headline_as_json(measured[2])))
    assert sum(told["items"].values()) == pytest.approx(1)
    assert len(told["items"]) == 4
    programs = {"validator", "materialiser", "comparer", "timekeeper", "kafka", "postgres", "publisher"}
    assert set(told["summary"]["cpu_microseconds_per_event"]) == programs
    assert set(told["idle"]["percent_of_a_core"]) == programs - {"publisher"}
    assert [run["events"] for run in told["runs"]] == [2000, 2000]
    assert told["runs"][1]["history_rows_before"] > told["runs"][0]["history_rows_before"] > TINY.preloaded
    assert [latency["events_per_second"] for latency in told["latency"]] == [500]
    for latency in (told["light"], *told["latency"]):
        assert 0 < latency["p50_ms"] <= latency["p99_ms"] <= latency["largest_ms"]
    (recovery,) = told["recovery"]
    assert recovery["killed"] == ["validator-0", "materialiser-0"]
    assert 0 < recovery["seconds"]
    assert recovery["longest_wait_ms"] > 1000 * recovery["seconds"]
    assert told["conditions"]["postgres"]["fsync"] == "on"
    assert told["conditions"]["postgres"]["synchronous_commit"] == "on"
    assert told["conditions"]["producer"]["acks"] == "all"
    assert told["conditions"]["consumer"]["isolation.level"] == "read_committed"
    report.print_headline(told)
    assert "validator-0 + materialiser-0" in capsys.readouterr().out


def test_growth_measures_the_same_work_on_small_and_on_large_tables(
    measured: tuple[Settings, Traffic, Headline],
) -> None:
    settings, city, _ = measured
    records = sum(len(load.account.current) for load in city.loads)
    with steps() as shown:
        told = growth.measure(settings, city, records + 25_000, 2000, 1, shown)
    assert isinstance(told, growth.Growth), told
    assert told.small.preloaded < told.large.preloaded
    assert told.large.preloaded >= records + 25_000
    assert report.growth_as_json(told)["times"]["seconds_per_event"] > 0


def test_the_gate_sees_every_change(measured: tuple[Settings, Traffic, Headline]) -> None:
    settings, city, _ = measured
    item = city.loads[0].item
    table = f"{item.database}.{item.table}"
    element = next(e.name for e in item.elements if e.kind == "string")
    tampering = {
        "current differs: 1 rows": f"UPDATE {table} SET {element} = 'x' WHERE ctid = (SELECT min(ctid) FROM {table})",
        "history missing: 1 rows": f"DELETE FROM {table}_history WHERE ctid = (SELECT min(ctid) FROM {table}_history)",
        "quarantine CONF-TRAILING: expected": (
            "DELETE FROM platform.quarantine WHERE quarantine_id = (SELECT min(quarantine_id) FROM platform.quarantine "
            f"WHERE item = '{item.item}' AND findings -> 0 ->> 'rule' = 'CONF-TRAILING')"
        ),
        "outcome superseded": (
            "UPDATE platform.submission_outcome SET superseded = superseded + 1 WHERE submission_outcome_id = "
            f"(SELECT min(submission_outcome_id) FROM platform.submission_outcome WHERE item = '{item.item}')"
        ),
    }
    with closing(Chain(settings, city)) as chain:
        for statement in tampering.values():
            with transaction(chain.connection) as cursor:
                cursor.execute(statement)
                assert cursor.rowcount == 1
        found = differences(settings, chain.connection, city.loads)
    for expected in tampering:
        assert any(difference.startswith(f"{item.item}: {expected}") for difference in found), (expected, found)


@pytest.fixture
def without_workers(prepared: Path) -> Iterator[Settings]:
    with temporary_home(like=prepared) as home, running(settings_of(home), "--no-workers") as settings:
        yield settings


def test_every_stage_of_programs_that_do_their_work_is_measured(without_workers: Settings) -> None:
    city = _city()
    budgets = stages.measure(without_workers, city, 5000)
    assert set(budgets) == {"validator", "materialiser"}
    assert {"poll", "wrap", "decode", "rules", "due date", "route", "produce", "commit"} < set(
        budgets["validator"].stages
    )
    assert {"poll", "wrap", "decode", "dedupe", "probe", "COPY", "upsert", "commit"} < set(
        budgets["materialiser"].stages
    )
    assert {stage for budget in budgets.values() for stage in budget.stages} <= set(stages.STAGES)
    assert budgets["materialiser"].postgres_cpu > 0
    with closing(connect(without_workers, "test")) as connection:
        assert [d for load in city.loads for d in row_differences(connection, load.item, load.account)] == []


@pytest.mark.nightly
def test_one_and_two_workers_are_compared(without_workers: Settings) -> None:
    with steps() as shown:
        told = scaling.measure(without_workers, _city(), 3000, 1, shown)
    assert isinstance(told, scaling.Scaling), told
    assert {kind: set(by_count) for kind, by_count in told.events_per_second.items()} == {
        "validator": {1, 2},
        "materialiser": {1, 2},
    }
    assert report.scaling_as_json(told)["workers"]["validator"]["times_as_fast"] > 0


@pytest.mark.nightly
@pytest.mark.timeout(900)
def test_the_command_measures_a_small_headline() -> None:
    with temporary_home() as home:
        done = run_govsync("bench", "--quick", "--scale", "0.05", "--json", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["gate"] == {"green": True, "differences": []}
    assert told["headline"]["runs"][0]["events"] == 3000
