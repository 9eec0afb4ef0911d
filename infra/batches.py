"""Reading a topic in batches as a member of a group, with every way to lose or repeat a message closed.

A batch may hold messages of partitions that were taken away while it was gathered: they are dropped, since their
new owner reads them again. Callbacks run inside `read`, never while a batch is being worked on.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from confluent_kafka import Consumer, KafkaError, Message, TopicPartition

from infra.log import logger
from schemas.consumed import Consumed

Partition = tuple[str, int]


class OffsetGone(RuntimeError):
    """The next offset of a partition has fallen off the log: events may be lost, so the worker stops and says so."""


class MembershipLost(RuntimeError):
    """The group knows this consumer's name under another member, for good: only a new consumer can join again.

    So it may be after a broker's restart, which forgets who joined last. That no other process of the same name writes
    is not for the group to guarantee: transactions and ownership epochs do.
    """


class BatchReader:
    """Batches of a subscribed consumer.

    Args:
        consumer: configured by `infra.kafka.consumer`, with `enable.partition.eof` if `ends` is to be known.
        first_offsets: called on assignment with the partitions; says where each one is to be read from.
        forget: called when partitions are taken away.
        with_headers: the topics whose records' headers are wanted.
    """

    def __init__(
        self,
        consumer: Consumer,
        first_offsets: Callable[[Sequence[Partition]], Mapping[Partition, int]],
        forget: Callable[[Iterable[Partition]], None] = lambda _: None,
        with_headers: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._consumer = consumer
        self._first_offsets = first_offsets
        self._forget = forget
        self._with_headers = with_headers
        self._held_back: frozenset[str] = frozenset()
        self.owned: set[Partition] = set()
        self.ends: dict[Partition, int] = {}
        """Read_committed end of partitions that were read to it in the last `read`."""

    def subscribe(self, topics: Sequence[str]) -> None:
        """Read these topics from now on."""
        self._consumer.subscribe(list(topics), on_assign=self._assigned, on_revoke=self._revoked, on_lost=self._revoked)

    def assign(self, offsets: Mapping[Partition, int]) -> None:
        """Read these partitions from these offsets, as a member of no group."""
        self.owned.update(offsets)
        self._consumer.assign([TopicPartition(t, p, offset) for (t, p), offset in offsets.items()])

    def read(self, size: int, wait_seconds: float, gather_seconds: float) -> list[Consumed]:
        """At most `size` records: waits for the first one, then gathers what comes within a moment.

        Under light load a record is handed over at once; under heavy load batches grow.

        Raises:
            OffsetGone: an offset to be read no longer exists.
            MembershipLost: see there.
        """
        self.ends = {}
        first = self._consumer.poll(wait_seconds)
        if first is None:
            return []
        return self._records((first, *self._consumer.consume(size - 1, gather_seconds)))

    def rewind(self, records: Iterable[Consumed]) -> None:
        """Read these records again."""
        first: dict[Partition, int] = {}
        for record in records:
            partition = (record.topic, record.partition)
            first[partition] = min(record.offset, first.get(partition, record.offset))
        for (topic, number), offset in first.items():
            if (topic, number) in self.owned:
                self._consumer.seek(TopicPartition(topic, number, offset))

    def hold_back(self, topics: Iterable[str]) -> None:
        """Take no records of these topics until this is called without them; the place in them is kept."""
        wanted = frozenset(topics)
        stopped, begun = wanted - self._held_back, self._held_back - wanted
        self._held_back = wanted
        self._consumer.pause([TopicPartition(t, p) for t, p in self.owned if t in stopped])
        self._consumer.resume([TopicPartition(t, p) for t, p in self.owned if t in begun])

    def keep_membership(self) -> None:
        """Stay in the group while no message can be taken."""
        partitions = [TopicPartition(t, p) for t, p in self.owned]
        self._consumer.pause(partitions)
        message = self._consumer.poll(0.5)
        if message is not None:
            self.rewind(self._records([message]))
        self._consumer.resume([TopicPartition(t, p) for t, p in self.owned if t not in self._held_back])

    def _records(self, messages: Iterable[Message]) -> list[Consumed]:
        """The records of owned partitions; everything else a message may be is dealt with."""
        records = []
        for message in messages:
            if message.error() is not None:
                self._not_a_record(message)
                continue
            topic, partition = message.topic(), message.partition()
            if (topic, partition) in self.owned:
                headers = self._headers(message) if self._with_headers(topic) else None  # type: ignore[arg-type]  # a record has a topic
                place = (topic, partition, message.offset(), message.timestamp()[1])
                records.append(Consumed(*place, message.key(), message.value(), headers))  # type: ignore[arg-type]  # and all of these, as bytes
        return records

    def _headers(self, message: Message) -> dict[str, bytes] | None:
        listed = message.headers()
        if not listed:
            return None
        assert isinstance(listed, list)
        return {name: content for name, content in listed if isinstance(content, bytes)}

    def _not_a_record(self, message: Message) -> None:
        error = message.error()
        assert error is not None
        code = error.code()
        if code == KafkaError._PARTITION_EOF:
            topic, partition, offset = message.topic(), message.partition(), message.offset()
            assert topic is not None
            assert partition is not None
            assert offset is not None
            self.ends[topic, partition] = offset
        elif code == KafkaError._AUTO_OFFSET_RESET:
            raise OffsetGone(f"{message.topic()}[{message.partition()}]: {error.str()}")
        elif error.fatal() or code == KafkaError._FATAL:
            # A consumer that was fenced reads nothing ever again, and says so only here.
            raise MembershipLost(error.str())
        else:
            logger().warning("message.failed", code=error.name(), topic=message.topic())

    def _assigned(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        names = [(tp.topic, tp.partition) for tp in partitions]
        offsets = self._first_offsets(names) if names else {}
        self.owned.update(names)
        consumer.incremental_assign([TopicPartition(t, p, offsets[t, p]) for t, p in names])
        consumer.pause([TopicPartition(t, p) for t, p in names if t in self._held_back])
        logger().info("partitions.assigned", count=len(names))

    def _revoked(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        names = [(tp.topic, tp.partition) for tp in partitions]
        self.owned.difference_update(names)
        self._forget(names)
        consumer.incremental_unassign(partitions)
        logger().info("partitions.revoked", count=len(names))
