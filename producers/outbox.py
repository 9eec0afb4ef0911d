"""From changes to confirmed events: numbers, bytes, state, Kafka, in this order."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

import polars as pl
from confluent_kafka import KafkaError, KafkaException, Producer

from infra import kafka
from infra.settings import Settings
from infra.topics import SUBMISSIONS
from producers.mapping import records_of
from producers.numbering import CHUNK_EVENTS, Draft, Numbering, Prepared, Statement
from producers.state import Event, Pending, PublisherState, Submission
from schemas.bilingual import Refusal
from schemas.codec import Encoder
from schemas.directory import Item, inbound_topic
from schemas.released import load_released

_FLUSH_SECONDS = 130.0


class Outbox:
    """One provider's way of sending one item."""

    def __init__(self, settings: Settings, item: Item, provider: str, state: PublisherState) -> None:
        self.topic = inbound_topic(provider, item.item)
        self._item = item
        self._provider = provider
        self._state = state
        self._numbering = Numbering(item, provider)
        self._manifest_encoder = Encoder(load_released().latest("platform", "submission"))
        self._producer = kafka.producer(settings)

    def prepare(self, drafts: Sequence[Draft], statement: Statement) -> Prepared:
        """Give changes their seq and version and encode them. Nothing is kept yet: see `PublisherState.assign`."""
        return self._numbering.prepare(
            drafts,
            statement,
            first_seq=self._state.next_seq,
            standing=self._state.standing({d.change.record for d in drafts}),
            version_floor=self._state.version_floor,
        )

    def prepare_columns(self, changes: pl.DataFrame, contents: Sequence[bytes], statement: Statement) -> Prepared:
        """`prepare` of changes as columns (`Changes.frame`), and the hashes of their contents."""
        records = records_of(changes)
        return self._numbering.prepare_columns(
            changes,
            records,
            contents,
            statement,
            first_seq=self._state.next_seq,
            standing=self._state.standing(set(records)),
            version_floor=self._state.version_floor,
        )

    def attest(self, as_of: date, statement: Statement) -> Event:
        """The event that nothing changed up to a day, under the next seq. Nothing is kept yet."""
        return self._numbering.attest(self._state.next_seq, as_of, statement)

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
