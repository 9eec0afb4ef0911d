"""From changes to confirmed events: numbers, bytes, state, Kafka, in this order."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from confluent_kafka import KafkaError, KafkaException, Producer

from infra import kafka
from infra.settings import Settings
from infra.topics import SUBMISSIONS
from producers.mapping import Change, Refused
from producers.state import Event, Pending, PublisherState, Standing, Submission
from schemas.bilingual import Refusal
from schemas.codec import Encoder, event_id
from schemas.directory import Item, inbound_topic, load_directory
from schemas.identifiers import key
from schemas.released import load_released

CHUNK_EVENTS = 5000
CHUNK_BYTES = 16 * 1024 * 1024
"""Events are numbered, kept and confirmed in chunks of at most so many."""

_FRAMING_BYTES = 4096
_FLUSH_SECONDS = 130.0


class Draft(NamedTuple):
    """A change to be published, the hash of its content, and the file row it comes from."""

    change: Change
    content: bytes
    file_row: int | None


class Statement(NamedTuple):
    """What all events of a submission say, unless a row says otherwise."""

    submission_id: str
    origin: str
    origin_ref: str | None
    recorded_at: datetime


class Prepared(NamedTuple):
    """Events with their numbers, and the rows that could not become one."""

    events: list[Event]
    refused: list[tuple[int, Refused]]


class Outbox:
    """One provider's way of sending one item."""

    def __init__(self, settings: Settings, item: Item, provider: str, state: PublisherState) -> None:
        self.topic = inbound_topic(provider, item.item)
        self._item = item
        self._provider = provider
        self._review = load_directory().review_for(item.item, provider)
        self._state = state
        schemas = load_released()
        self._encoder = Encoder(schemas.latest("inbound", item.item))
        self._manifest_encoder = Encoder(schemas.latest("platform", "submission"))
        self._no_elements: dict[str, Any] = dict.fromkeys(e.name for e in item.elements)
        self._producer = kafka.producer(settings)

    def prepare(self, drafts: Sequence[Draft], statement: Statement) -> Prepared:
        """Give changes their seq and version and encode them. Nothing is kept yet: see `PublisherState.assign`."""
        known = dict(self._state.standing({d.change.record for d in drafts}))
        floor = self._state.version_floor
        seq = self._state.next_seq
        prepared = Prepared([], [])
        for change, content, file_row in drafts:
            before = known.get(change.record)
            version = change.version
            if version is None:
                version = (before.version if before else floor) + 1
            elif version <= (before.version if before else 0):
                prepared.refused.append((file_row or 0, Refused("FILE-VERSION", "record_version")))
                continue
            try:
                value = self._encode(change, seq, version, before, statement)
            except ValueError:
                prepared.refused.append((file_row or 0, Refused("FILE-VALUE", "")))
                continue
            if len(value) > kafka.MAX_EVENT_BYTES - _FRAMING_BYTES:
                prepared.refused.append((file_row or 0, Refused("FILE-SIZE", "")))
                continue
            standing = known[change.record] = Standing(version, content, change.after is None)
            kafka_key = key(change.record.identity_type, change.record.identity_number)
            prepared.events.append(Event(seq, kafka_key, value, file_row, change.record, standing))
            seq += 1
        return prepared

    def _encode(self, change: Change, seq: int, version: int, before: Standing | None, statement: Statement) -> bytes:
        is_new = before is None or before.deleted
        return self._encoder.encode({
            "event_id": event_id(self._provider, self._item.item, seq),
            "provider": self._provider,
            "item": self._item.item,
            "seq": seq,
            "submission_id": statement.submission_id,
            "operation": "DELETE" if change.after is None else "CREATE" if is_new else "UPDATE",
            "origin": statement.origin,
            "origin_ref": statement.origin_ref,
            "origin_platform": None,
            "identity_type": change.record.identity_type,
            "identity_number": change.record.identity_number,
            "record_id": change.record.record_id,
            "record_version": version,
            "changed_on": change.changed_on,
            "valid_from_on": None,
            "decided_on": None,
            "recorded_at": statement.recorded_at,
            "related": None,
            "reason": None,
            "review_ref": self._review,
            **change.envelope,
            "after": None if change.after is None else {**self._no_elements, **change.after},
        })  # fmt: skip

    def deliver(self, events: Iterable[Event | Pending]) -> int:
        """Send events in this order, wait for every confirmation, and forget the bytes of those confirmed; how many.

        Raises:
            Refusal: some were not confirmed. They stay pending, and go out again with the same bytes.
        """
        messages = [(event.seq, event.key, event.value) for event in events]
        confirmed, reasons = send(self._producer, self.topic, messages)
        self._state.confirm(confirmed)
        unconfirmed = len(messages) - len(confirmed)
        if unconfirmed:
            raise _unconfirmed(self.topic, unconfirmed, reasons)
        return len(messages)

    def deliver_pending(self) -> int:
        """Send again what an earlier run could not confirm; how many events."""
        total = 0
        while pending := self._state.pending(CHUNK_EVENTS // 10):
            total += self.deliver(pending)
        return total

    def state_submissions(self, clock: Callable[[], datetime]) -> list[Submission]:
        """Publish the manifest of every submission that has none yet; those submissions.

        Raises:
            Refusal: a manifest was not confirmed; it goes out with the next run.
        """
        submissions = self._state.unfinished()
        for submission in submissions:
            finished_at = clock()
            value = self._manifest_encoder.encode({
                **submission._asdict(),
                "provider": self._provider,
                "item": self._item.item,
                "finished_at": finished_at,
            })  # fmt: skip
            confirmed, reasons = send(self._producer, SUBMISSIONS, [(0, submission.submission_id.encode(), value)])
            if not confirmed:
                raise _unconfirmed(SUBMISSIONS, 1, reasons)
            self._state.finish(submission.submission_id, finished_at)
        return submissions


def send(
    producer: Producer, topic: str, messages: Iterable[tuple[int, bytes, bytes]]
) -> tuple[list[int], Counter[str]]:
    """Produce messages (number, key, value) and wait for all reports.

    Returns:
        The numbers of the confirmed ones, and the reasons why others were not.
    """
    confirmed: list[int] = []
    reasons: Counter[str] = Counter()

    for number, message_key, value in messages:

        def told(error: KafkaError | None, _message: object, number: int = number) -> None:
            if error is None:
                confirmed.append(number)
            else:
                reasons[error.name()] += 1

        try:
            while True:
                try:
                    producer.produce(topic, value, message_key, on_delivery=told)
                    break
                except BufferError:
                    producer.poll(0.1)
        except KafkaException as error:
            reasons[error.args[0].name()] += 1
            break
    producer.flush(_FLUSH_SECONDS)
    return confirmed, reasons


def _unconfirmed(topic: str, count: int, reasons: Counter[str]) -> Refusal:
    told = ", ".join(sorted(reasons)) or "no answer"
    return Refusal(
        f"{count:,} events for {topic} were not confirmed by Kafka ({told}). They are kept with their numbers: run the "
        "same command again when Kafka is reachable, and they are sent as they are.",
        f"{topic} 有 {count:,} 个事件未得到 Kafka 确认({told})。这些事件及其编号已保存:Kafka 恢复后重新运行同一命令,"
        "即按原样重发。",
    )
