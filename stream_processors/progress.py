"""Whether everything that reached the platform before an instant is in the shared databases.

Nobody is told that a change is missing before that: it may lie on a topic, waiting for a platform that is behind.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from confluent_kafka import KafkaError, KafkaException, Message, TopicPartition

from infra import kafka, topics
from infra.postgres import Connection, rows, transaction
from infra.settings import Settings
from schemas.directory import Directory

Partition = tuple[str, int]
Offsets = Mapping[Partition, int]

SETTLING = timedelta(seconds=10)
"""How long after an instant its events are looked for, since brokers' clocks differ a little."""

_PAUSE = timedelta(seconds=5)
_TIMEOUT_SECONDS = 10.0


class Positions(Protocol):
    """How far the topics reach, and how far they have been worked through."""

    def inputs(self, item: str) -> Sequence[Partition]:
        """Every partition on which an event of the item may have arrived."""
        ...

    def appended_before(self, partitions: Sequence[Partition], instant: datetime) -> Offsets:
        """The offset after the last record appended before the instant."""
        ...

    def validated(self, partitions: Sequence[Partition]) -> Offsets:
        """The offset up to which the validators have committed their work."""
        ...

    def holds_record(self, partition: Partition, start: int, end: int) -> bool:
        """Whether a committed record lies in [start, end): transaction markers occupy offsets too."""
        ...

    def outputs(self, item: str) -> Offsets:
        """The ends of the topics through which the item's judged events go to the materialisers."""
        ...

    def materialised(self, partitions: Sequence[Partition]) -> Offsets:
        """The offset up to which the materialisers have committed their work."""
        ...


class Progress:
    """Answers whether an item has been worked through up to an instant; remembers what it found.

    First the validators: their committed offsets against what was appended before the instant. Then the ends of the
    outputs, taken once after that: whatever those validations produced lies before them, even where a transaction's
    markers are still on their way. Then the materialisers, against these ends. Being fixed, the ends are reached
    under load as well.
    """

    def __init__(self, positions: Positions) -> None:
        self._positions = positions
        self._reached: dict[str, datetime] = {}
        self._ends: dict[tuple[str, datetime], Offsets] = {}
        self._asked_at: dict[tuple[str, datetime], datetime] = {}

    def has_reached(self, item: str, instant: datetime, now: datetime) -> bool:
        """Whether everything appended for the item before `instant` has been validated and materialised.

        While the answer is no, it is looked up again at most every five seconds.

        Raises:
            KafkaException: the broker does not answer.
            psycopg2.Error: PostgreSQL does not answer.
        """
        reached = self._reached.get(item)
        if reached is not None and instant <= reached:
            return True
        question = (item, instant)
        asked_at = self._asked_at.get(question)
        if now < instant + SETTLING or (asked_at is not None and now < asked_at + _PAUSE):
            return False
        if question not in self._ends:
            if not self._is_validated(item, instant):
                self._asked_at[question] = now
                return False
            self._ends[question] = self._positions.outputs(item)
        if not self._is_materialised(self._ends[question]):
            self._asked_at[question] = now
            return False
        self._reached[item] = instant
        for answered in [q for q in {*self._ends, *self._asked_at} if q[0] == item and q[1] <= instant]:
            self._ends.pop(answered, None)
            self._asked_at.pop(answered, None)
        return True

    def _is_validated(self, item: str, instant: datetime) -> bool:
        inputs = self._positions.inputs(item)
        targets = self._positions.appended_before(inputs, instant)
        validated = self._positions.validated(inputs)
        return not any(
            self._positions.holds_record(partition, validated.get(partition, 0), target)
            for partition, target in targets.items()
            if validated.get(partition, 0) < target
        )

    def _is_materialised(self, ends: Offsets) -> bool:
        materialised = self._positions.materialised(list(ends))
        return all(materialised.get(partition, 0) >= end for partition, end in ends.items())


class KafkaPositions:
    """Positions as the broker and PostgreSQL state them."""

    def __init__(self, settings: Settings, directory: Directory, connection: Connection) -> None:
        self._settings = settings
        self._directory = directory
        self._connection = connection

    def inputs(self, item: str) -> Sequence[Partition]:
        """Every partition of a topic `in.<agency>.<item>`, replays included."""
        found = kafka.admin(self._settings).list_topics(timeout=_TIMEOUT_SECONDS).topics
        return [
            (name, number)
            for name, topic in found.items()
            if name.startswith("in.") and name.endswith(f".{item}")
            for number in topic.partitions
        ]

    def appended_before(self, partitions: Sequence[Partition], instant: datetime) -> Offsets:
        """By the broker's append time."""
        return topics.offsets_at(self._settings, partitions, instant)

    def validated(self, partitions: Sequence[Partition]) -> Offsets:
        """The committed offsets of the validators' group; a partition it never read is not among them."""
        # Offsets of an unfinished transaction do not count, and need not be waited for: under load there always is one.
        return topics.committed_offsets(self._settings, topics.VALIDATOR_GROUP, partitions, stable=False)

    def holds_record(self, partition: Partition, start: int, end: int) -> bool:
        """Read on from `start`: what comes next tells."""
        first = max(start, topics.low_watermarks(self._settings, [partition])[partition])
        if first >= end:
            return False
        reader = kafka.consumer(
            self._settings, "govsync.timekeeper-reader", None, **{"enable.partition.eof": True, "fetch.wait.max.ms": 50}
        )
        try:
            reader.assign([TopicPartition(*partition, first)])
            message = reader.poll(_TIMEOUT_SECONDS)
            return _offset_of(message) < end
        finally:
            reader.close()

    def outputs(self, item: str) -> Offsets:
        """The high watermarks of the shared topic and of the quarantine."""
        metadata = kafka.admin(self._settings).list_topics(timeout=_TIMEOUT_SECONDS).topics
        names = (self._directory.items[item].shared_topic, topics.QUARANTINE)
        return topics.high_watermarks(self._settings, [(name, n) for name in names for n in metadata[name].partitions])

    def materialised(self, partitions: Sequence[Partition]) -> Offsets:
        """What `platform.sink_offset` says."""
        with transaction(self._connection) as cursor:
            found = rows(cursor, "SELECT topic, topic_partition, next_offset FROM platform.sink_offset")
        return {(topic, number): offset for topic, number, offset in found if (topic, number) in set(partitions)}


def _offset_of(message: Message | None) -> int:
    """The offset of a record, or of the end where there is none."""
    if message is None:
        raise KafkaException(KafkaError(KafkaError._TIMED_OUT))
    error = message.error()
    if error is not None and error.code() != KafkaError._PARTITION_EOF:
        raise KafkaException(error)
    offset = message.offset()
    assert offset is not None
    return offset
