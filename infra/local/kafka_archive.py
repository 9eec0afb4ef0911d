"""What a broker's Java finds out anew at every start, kept from one training run: its classes, and which code is hot.

`python -m infra.local.kafka_archive` makes the archive inside the Python environment and is safe to repeat. It is an
ahead-of-time cache of the Java runtime (JEP 483 and 515), which needs Java 25; any other runtime does without.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from confluent_kafka import KafkaException, TopicPartition
from confluent_kafka.cimpl import NewTopic

from infra import kafka
from infra.local import ports
from infra.local.kafka import ARCHIVE, Node, archive_options, java, java_version, programs
from infra.local.programs import Program, start, tail
from infra.settings import Settings
from schemas.bilingual import Refusal

SUFFICIENT_JAVA = 25

_SECONDS_TO_BE_REACHABLE = 90.0
_SECONDS_TO_ANSWER = 10.0
_SECONDS_TO_ARCHIVE = 180.0
_TOPIC = "training"
_PARTITIONS = 12
_TRANSACTIONS = 150
_RECORDS_OF_A_TRANSACTION = 60
_RECORD = b"invented" * 50


def make(archive: Path = ARCHIVE) -> bool:
    """Train a broker of its own and archive what its runtime learned. False if there is an archive, or none can be.

    Raises:
        Refusal: the broker does not start, or its runtime writes no archive.
    """
    if archive.exists() or java_version(java()) < SUFFICIENT_JAVA:
        return False
    home = Path(tempfile.mkdtemp(prefix="govsync-training-"))
    unfinished = archive.with_suffix(".unfinished")
    try:
        node = Node(1, ports.choose(None), ports.choose(None))
        (program,) = programs(home, [node], archive_options("AOTCacheOutput", unfinished))
        _train(program, f"{ports.ADDRESS}:{node.port}")
        if not unfinished.exists():
            raise _no_archive(program)
        unfinished.replace(archive)
    finally:
        unfinished.unlink(missing_ok=True)
        shutil.rmtree(home, ignore_errors=True)
    return True


def _train(program: Program, servers: str) -> None:
    process = start(program)
    try:
        ends_at = time.monotonic() + _SECONDS_TO_BE_REACHABLE
        while not program.is_reachable():
            if process.poll() is not None or time.monotonic() > ends_at:
                raise _no_archive(program)
            time.sleep(0.1)
        _exercise(Settings(kafka_bootstrap_servers=servers))
        process.terminate()
        process.wait(_SECONDS_TO_ARCHIVE)
    except (subprocess.TimeoutExpired, KafkaException) as error:
        raise _no_archive(program) from error
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _exercise(settings: Settings) -> None:
    """What the platform's workers do all day: transactions over partitions, read by a committed reader."""
    client = kafka.admin(settings)
    for created in client.create_topics([NewTopic(_TOPIC, _PARTITIONS)]).values():
        created.result()
    producer = kafka.transactional_producer(settings, _TOPIC)
    producer.init_transactions(_SECONDS_TO_ANSWER)
    with closing(kafka.consumer(settings, _TOPIC, None)) as consumer:
        consumer.assign([TopicPartition(_TOPIC, number, 0) for number in range(_PARTITIONS)])
        offsets = [TopicPartition(_TOPIC, number, 0) for number in range(_PARTITIONS)]
        for _ in range(_TRANSACTIONS):
            producer.begin_transaction()
            for number in range(_RECORDS_OF_A_TRANSACTION):
                producer.produce(_TOPIC, _RECORD, str(number).encode())
            producer.send_offsets_to_transaction(offsets, consumer.consumer_group_metadata(), _SECONDS_TO_ANSWER)
            producer.commit_transaction(_SECONDS_TO_ANSWER)
            consumer.consume(_RECORDS_OF_A_TRANSACTION, 1.0)


def _no_archive(program: Program) -> Refusal:
    last_words = tail(program.log)
    return Refusal(
        f"No archive of Kafka's classes was made. The end of the broker's log:\n{last_words}",
        f"未能生成 Kafka 类归档。broker 日志末尾:\n{last_words}",
    )


def main() -> None:
    """Make the archive; without it brokers start too, only more slowly, so that failing to make it ends nothing."""
    try:
        if make() and sys.stderr.isatty():
            sys.stderr.write(f"{ARCHIVE}\n")
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.text}\nBrokers will start without it, more slowly. / broker 仍可启动,但较慢。\n")


if __name__ == "__main__":
    main()
