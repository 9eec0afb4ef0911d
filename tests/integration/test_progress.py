"""How far the platform is, asked of a real broker and a real PostgreSQL."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from confluent_kafka import ConsumerGroupTopicPartitions, TopicPartition
from confluent_kafka.admin import NewTopic  # type: ignore[attr-defined]  # public, but not in its stubs' export list

from infra import kafka, topics
from infra.postgres import Connection, connect, transaction
from infra.settings import Settings
from schemas.directory import Directory
from schemas.directory_files import load_directory
from stream_processors.progress import SETTLING, KafkaPositions, Progress
from stream_processors.ticks import Ticker
from tests.clock_tables import OVERDUE_1_AT, RECEIVED_AT, WORKING_DAYS_ITEM, accept, own_database, refuse, told

pytestmark = pytest.mark.platform

AGENCIES = ("gz-ecology-environment", "platform")


@dataclass
class Chain:
    """The topics of an item nobody else uses, and its tables; the test plays validator and materialiser."""

    settings: Settings
    connection: Connection
    directory: Directory
    item: str

    @property
    def inbound(self) -> str:
        return f"in.{AGENCIES[0]}.{self.item}"

    def append(self, topic: str, *, committed: bool | None = None) -> None:
        """One record; in a transaction where `committed` says how it ends."""
        if committed is None:
            producer = kafka.producer(self.settings)
            producer.produce(topic, b"record", partition=0)
            assert producer.flush(30) == 0
            return
        producer = kafka.transactional_producer(self.settings, f"test-{uuid.uuid4().hex}")
        producer.init_transactions(30)
        producer.begin_transaction()
        producer.produce(topic, b"record", partition=0)
        producer.flush(30)
        if committed:
            producer.commit_transaction(30)
        else:
            producer.abort_transaction(30)

    def validate(self, up_to: int) -> None:
        """Commit offsets as the validators do."""
        asked = ConsumerGroupTopicPartitions(topics.VALIDATOR_GROUP, [TopicPartition(self.inbound, 0, up_to)])
        answers = kafka.admin(self.settings).alter_consumer_group_offsets([asked])
        assert all(each.error is None for each in answers[topics.VALIDATOR_GROUP].result(30).topic_partitions)

    def materialise(self, topic: str, up_to: int | None = None) -> None:
        """Store offsets as the materialisers do; to the end if not told."""
        end = topics.high_watermarks(self.settings, [(topic, 0)])[topic, 0] if up_to is None else up_to
        with transaction(self.connection) as cursor:
            cursor.execute(
                "INSERT INTO platform.sink_offset (topic, topic_partition, next_offset) VALUES (%s, 0, %s) "
                "ON CONFLICT (topic, topic_partition) DO UPDATE SET next_offset = excluded.next_offset",
                (topic, end),
            )

    def has_reached(self, instant: datetime) -> bool:
        progress = Progress(KafkaPositions(self.settings, self.directory, self.connection))
        return progress.has_reached(self.item, instant, instant + SETTLING)


@pytest.fixture
def chain(platform: Settings) -> Iterator[Chain]:
    item = f"ot-test-{uuid.uuid4().hex[:8]}"
    packaged = load_directory()
    described = packaged.items[WORKING_DAYS_ITEM].model_copy(update={"item": item})
    directory = packaged.model_copy(update={"items": {item: described}})
    names = [*(f"in.{agency}.{item}" for agency in AGENCIES), f"shared.{item}"]
    config = {"message.timestamp.type": "LogAppendTime"}
    created = kafka.admin(platform).create_topics(
        [NewTopic(name, num_partitions=1, replication_factor=1, config=config) for name in names]
    )
    for future in created.values():
        future.result(30)
    with own_database(platform) as settings:
        connection = connect(settings, "govsync-test")
        chain = Chain(settings, connection, directory, item)
        chain.materialise(topics.QUARANTINE)
        yield chain
        connection.close()


def after_now() -> datetime:
    """An instant after everything appended so far, by the broker's clock, which is this machine's."""
    return datetime.now(UTC) + timedelta(seconds=1)  # noqa: TID251 - the broker stamps with the real time


def test_nothing_ever_sent_is_nothing_to_wait_for(chain: Chain) -> None:
    assert chain.has_reached(after_now())


def test_a_record_that_no_validator_has_committed_holds_the_clock(chain: Chain) -> None:
    chain.append(chain.inbound)
    assert not chain.has_reached(after_now())
    chain.validate(1)
    assert chain.has_reached(after_now())


def test_a_replay_that_no_validator_has_committed_holds_the_clock(chain: Chain) -> None:
    chain.append(f"in.platform.{chain.item}")
    assert not chain.has_reached(after_now())


def test_a_record_that_came_after_the_instant_holds_nothing_up(chain: Chain) -> None:
    chain.append(chain.inbound)
    assert chain.has_reached(datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("topic", ["shared", topics.QUARANTINE])
def test_an_outcome_that_is_not_materialised_holds_the_clock(chain: Chain, topic: str) -> None:
    name = f"shared.{chain.item}" if topic == "shared" else topic
    chain.append(name, committed=True)
    assert not chain.has_reached(after_now())
    chain.materialise(name)
    assert chain.has_reached(after_now())


@pytest.mark.parametrize("committed", [True, False])
def test_the_markers_of_a_providers_transaction_hold_nothing_up(chain: Chain, *, committed: bool) -> None:
    chain.append(chain.inbound, committed=committed)
    # The validator has read the record, if it could see it, and what comes after it is a marker.
    chain.validate(1 if committed else 0)
    assert chain.has_reached(after_now())


def test_nobody_is_told_to_be_overdue_while_the_conforming_event_waits_on_a_topic(platform: Settings) -> None:
    """The event came in time and lies unvalidated when the stage comes; then the chain catches up."""
    with own_database(platform) as settings:
        connection = connect(settings, "govsync-test")

        class Waiting(KafkaPositions):
            """The real positions, of a topic on which one record waits to be validated."""

            behind = True

            def validated(self, partitions: object) -> dict[tuple[str, int], int]:
                return {("in.waiting", 0): 0 if self.behind else 1}

            def inputs(self, item: str) -> list[tuple[str, int]]:
                return [("in.waiting", 0)]

            def appended_before(self, partitions: object, instant: datetime) -> dict[tuple[str, int], int]:
                return {("in.waiting", 0): 1}

            def holds_record(self, partition: tuple[str, int], start: int, end: int) -> bool:
                return True

            def outputs(self, item: str) -> dict[tuple[str, int], int]:
                return {(f"shared.{item}", 0): 1}

        positions = Waiting(settings, load_directory(), connection)
        ticker = Ticker(connection, Progress(positions))
        refuse(connection, 1, received_at=RECEIVED_AT)
        ticker.tick(OVERDUE_1_AT)
        assert told(connection) == []
        positions.behind = False
        ticker.tick(OVERDUE_1_AT + timedelta(seconds=6))
        assert told(connection) == []
        accept(connection, 1)
        with transaction(connection) as cursor:
            cursor.execute(
                "INSERT INTO platform.sink_offset (topic, topic_partition, next_offset) VALUES (%s, 0, 1)",
                (f"shared.{WORKING_DAYS_ITEM}",),
            )
        ticker.tick(OVERDUE_1_AT + timedelta(seconds=12))
        assert told(connection) == []
        connection.close()
