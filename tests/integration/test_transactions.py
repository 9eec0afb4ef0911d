"""What the packaged broker does with a transaction in the middle of which it was killed (ADR 35)."""

import time
from collections.abc import Callable
from contextlib import closing

import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.cimpl import NewTopic

from infra import kafka, topics
from infra.local import ports
from infra.local.kafka import Node, programs
from infra.local.programs import start, stop, wait_until
from infra.settings import Settings
from tests.local_platform import temporary_home

pytestmark = pytest.mark.platform

TOPIC = "shared.test"
INPUT = ("in.test", 0)
GROUP = "govsync.test"
PARTITIONS = [(TOPIC, number) for number in range(12)]
TRANSACTION_MS = 2000
"""Shorter than a broker takes to come back: at its start it finds that the transaction's time is over."""
RECOVERED_SECONDS = 60.0


def _wait_for(what: str, is_true: Callable[[], bool]) -> None:
    assert wait_until(is_true, RECOVERED_SECONDS), f"{what}: not within {RECOVERED_SECONDS} s"


@pytest.mark.timeout(400)
def test_a_transaction_whose_time_ran_out_while_the_broker_was_away_is_over_in_every_partition() -> None:
    with temporary_home() as home:
        node = Node(1, ports.choose(None), ports.choose(None))
        (program,) = programs(home, [node])
        settings = Settings(KAFKA_BOOTSTRAP_SERVERS=f"{ports.ADDRESS}:{node.port}")
        process = start(program)
        try:
            _wait_for("the broker's start", program.is_reachable)
            for created in (
                kafka.admin(settings).create_topics([NewTopic(TOPIC, len(PARTITIONS)), NewTopic(INPUT[0], 1)]).values()
            ):
                created.result()
            with closing(kafka.consumer(settings, GROUP, None)) as consumer:
                within = {"transaction.timeout.ms": TRANSACTION_MS, "message.timeout.ms": TRANSACTION_MS}
                producer = kafka.transactional_producer(settings, GROUP, **within)
                producer.init_transactions(30)
                producer.begin_transaction()
                for _, number in PARTITIONS:
                    producer.produce(TOPIC, b"invented", partition=number)
                offsets = [TopicPartition(*INPUT, 7)]
                producer.send_offsets_to_transaction(offsets, consumer.consumer_group_metadata(), 10)
                assert producer.flush(10) == 0
            process.kill()
            process.wait()
            del producer
            time.sleep(TRANSACTION_MS / 1000)
            process = start(program)
            _wait_for("the broker's return", program.is_reachable)
            _wait_for(
                "an end of the transaction in every partition",
                lambda: (
                    topics.read_committed_ends(settings, PARTITIONS) == topics.high_watermarks(settings, PARTITIONS)
                ),
            )
            assert topics.committed_offsets(settings, GROUP, [INPUT]) == {}
        finally:
            stop(program, process)
