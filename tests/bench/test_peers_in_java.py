"""The peers in Java at their work, on a real platform: what each gets right, and what it is known to get wrong."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from govsync.benchmark.peers.comparison import Comparison, Measured
from govsync.benchmark.peers.contender import Contender
from govsync.benchmark.peers.debezium_jdbc import DebeziumJdbc
from govsync.benchmark.peers.flink_sql import FlinkSql
from govsync.benchmark.peers.kafka_streams import RECORD, KafkaStreams
from govsync.benchmark.peers.run import compare
from govsync.up import running
from producers.load import Load
from schemas.directory_files import load_directory
from tests.local_platform import settings_of, temporary_home

pytestmark = [pytest.mark.platform, pytest.mark.nightly]

EVENTS = 4000


@pytest.fixture(scope="module")
def comparison() -> Iterator[Comparison]:
    contenders: list[Contender] = [
        KafkaStreams(),
        DebeziumJdbc(keeps_history=True),
        DebeziumJdbc(keeps_history=False),
        FlinkSql(newest_wins=False),
        FlinkSql(newest_wins=True),
    ]
    for contender in contenders:
        contender.install()
    item = next(i for i in load_directory().items.values() if i.avro_name == RECORD)
    load = Load(item, 1, datetime.now(UTC))  # noqa: TID251 - the broker's clock is the real one
    with temporary_home() as home, running(settings_of(home), "--no-workers") as settings:
        yield compare(settings, load, contenders, EVENTS, 1000, 1, {})


def run_of(comparison: Comparison, name: str) -> Measured:
    (run,) = (run for run in comparison.runs if run.contender == name)
    assert run.failure is None
    return run


def test_the_rules_written_out_by_hand_refuse_what_ours_refuse_for_the_same_reasons(comparison: Comparison) -> None:
    assert run_of(comparison, "kafka-streams").differences == {}


def test_a_sink_of_current_loses_nothing_but_leaves_the_version_on_top_that_came_last(comparison: Comparison) -> None:
    assert set(run_of(comparison, "debezium-jdbc-current").differences or ()) == {"current.older"}


def test_a_sink_of_history_loses_nothing_but_stores_repeats_again(comparison: Comparison) -> None:
    assert set(run_of(comparison, "debezium-jdbc").differences or ()) == {"current.older", "history.repeated"}
