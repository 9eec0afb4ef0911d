"""The topics of a run: made, filled with its events, read again by the gate, and taken away."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from confluent_kafka import KafkaError, Message, Producer
from confluent_kafka.admin import NewTopic  # type: ignore[attr-defined]  # public, but not in its stubs' export list

from govsync.benchmark.peers.events import EventReader, SharedEvent
from govsync.benchmark.peers.gate import Forwarded
from infra import kafka, topics
from infra.batches import BatchReader, Partition
from infra.settings import Settings
from producers.load import EventKey
from producers.load import Message as Made
from schemas.bilingual import Refusal
from schemas.codec import HEADER_BYTES, Decoder, MalformedMessage
from schemas.consumed import Consumed
from schemas.directory import Item, inbound_topic
from schemas.released import load_released

RULE_HEADER = "rule"
_CONFIGURATION = {"message.timestamp.type": "LogAppendTime", "max.message.bytes": str(kafka.MAX_QUARANTINE_BYTES)}
_FLUSH_SECONDS = 120.0
_READ_AT_ONCE = 10_000
_CREATE_SECONDS = 30.0
_NO_EVENT: EventKey = ("", 0)
"""What forwarded bytes are counted as that are no event."""


class RunTopics(NamedTuple):
    """The topics of a run: those of the platform, which only our own workers read, or topics of its own.

    `inbound` names the topic for each topic that messages were made for.
    """

    inbound: Mapping[str, str]
    shared: str
    shared_raw: str | None
    refused: str

    def partitions(self, item: Item) -> list[Partition]:
        """All partitions, each once."""
        names = [*self.inbound.values(), self.shared, *([self.shared_raw] if self.shared_raw else [])]
        return [(name, number) for name in dict.fromkeys(names) for number in range(item.partitions)] + [
            (self.refused, 0)
        ]


def platform_topics(item: Item) -> RunTopics:
    """The platform's own topics of an item."""
    inbound = [inbound_topic(provider, item.item) for provider in item.providers]
    return RunTopics({name: name for name in inbound}, item.shared_topic, None, topics.QUARANTINE)


def own_topics(run: str, item: Item) -> RunTopics:
    """Topics of one run alone."""
    inbound = [inbound_topic(provider, item.item) for provider in item.providers]
    return RunTopics(dict.fromkeys(inbound, f"{run}.inbound"), f"{run}.shared", f"{run}.shared-raw", f"{run}.refused")


def create(settings: Settings, item: Item, names: RunTopics) -> None:
    """Make the topics of a run."""
    partitions = Counter(name for name, _ in names.partitions(item))
    new = [NewTopic(name, count, 1, config=_CONFIGURATION) for name, count in partitions.items()]
    for made in kafka.admin(settings).create_topics(new, operation_timeout=_CREATE_SECONDS).values():
        made.result(_CREATE_SECONDS)


def delete(settings: Settings, item: Item, names: RunTopics) -> None:
    """Take the topics of a run away."""
    listed = list(dict.fromkeys(name for name, _ in names.partitions(item)))
    for gone in kafka.admin(settings).delete_topics(listed, operation_timeout=_CREATE_SECONDS).values():
        gone.result(_CREATE_SECONDS)


def put_inbound(settings: Settings, names: RunTopics, messages: Sequence[Made]) -> None:
    """Produce the events as their providers would.

    Raises:
        Refusal: Kafka did not take them all.
    """
    with _Feed(settings) as feed:
        for message in messages:
            feed.put(names.inbound[message.topic], message.key, message.value)


def put_shared(settings: Settings, names: RunTopics, events: Sequence[SharedEvent]) -> list[tuple[int, int]]:
    """Produce shared events, without their framing too where the run has a topic for that.

    Returns:
        Partition and offset of each in the shared topic.

    Raises:
        Refusal: Kafka did not take them all.
    """
    if names.shared_raw:
        with _Feed(settings) as feed:
            for event in events:
                feed.put(names.shared_raw, event.key, event.value[HEADER_BYTES:])
    places: list[tuple[int, int]] = [(-1, -1)] * len(events)
    with _Feed(settings) as feed:
        for position, event in enumerate(events):
            feed.put(names.shared, event.key, event.value, places, position)
    return places


class _Feed:
    """A producer that counts what fails, for the length of a block."""

    def __init__(self, settings: Settings) -> None:
        self._producer: Producer = kafka.producer(settings, **{"linger.ms": 50})
        self._failed: Counter[str] = Counter()

    def __enter__(self) -> "_Feed":
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        left = self._producer.flush(_FLUSH_SECONDS)
        if failed is None and (left or self._failed):
            why = ", ".join(self._failed) or f"{left:,} unconfirmed"
            raise Refusal(f"Kafka did not take all events: {why}.", f"Kafka 未接收全部事件:{why}。")

    def put(
        self,
        topic: str,
        key: bytes,
        value: bytes | None,
        places: list[tuple[int, int]] | None = None,
        position: int = 0,
    ) -> None:
        """Produce one record; where it came to stand is written into `places` at its position."""

        def told(error: KafkaError | None, record: Message) -> None:
            if error is not None:
                self._failed[error.name()] += 1
            elif places is not None:
                partition, offset = record.partition(), record.offset()
                assert partition is not None
                assert offset is not None
                places[position] = (partition, offset)

        while True:
            try:
                self._producer.produce(topic, value, key, on_delivery=told)
            except BufferError:
                self._producer.poll(0.1)
            else:
                return


def read_forwarded(settings: Settings, item: Item, names: RunTopics, first: Mapping[Partition, int]) -> Forwarded:
    """What a validator has put out since `first`, as a read_committed reader sees it."""
    announced = EventReader(load_released().latest("shared", item.item))
    accepted = Counter(_event_of(announced, record) for record in records(settings, names.shared, first))
    judge = _quarantined if names.refused == topics.QUARANTINE else _refused
    return Forwarded(accepted, dict(judge(records(settings, names.refused, first))))


def _event_of(announced: EventReader, record: Consumed) -> EventKey:
    try:
        return announced.event(record.value or b"")
    except MalformedMessage:
        return _NO_EVENT


def _quarantined(records: Iterable[Consumed]) -> Iterator[tuple[bytes, Sequence[str]]]:
    decoder = Decoder(load_released().latest("platform", "quarantine"))
    for record in records:
        assert record.value is not None
        told = decoder.decode(record.value[HEADER_BYTES:])
        yield told["value"] or b"", [finding["rule"] for finding in told["findings"]]


def _refused(records: Iterable[Consumed]) -> Iterator[tuple[bytes, Sequence[str]]]:
    for record in records:
        rules = (record.headers or {}).get(RULE_HEADER, b"").decode("utf-8", "replace")
        yield record.value or b"", rules.split(",")


def records(settings: Settings, topic: str, first: Mapping[Partition, int]) -> Iterator[Consumed]:
    """Every committed record of a topic from the offsets given to its end."""
    wanted = {partition: offset for partition, offset in first.items() if partition[0] == topic}
    with closing(kafka.consumer(settings, "govsync.bench", None, **{"enable.partition.eof": True})) as consumer:
        reader = BatchReader(consumer, lambda _: {}, with_headers=lambda _: True)
        reader.assign(wanted)
        at_end: set[Partition] = set()
        while at_end < wanted.keys():
            yield from reader.read(_READ_AT_ONCE, 1.0, 0.05)
            at_end |= reader.ends.keys()
