"""The whole chain under a load: sustained throughput, and latency at a fixed rate."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic, sleep

import numpy as np
from confluent_kafka import KafkaError, Producer

from consumers.standing import OUTCOMES
from govsync.benchmark.meters import Meters
from infra import kafka
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from producers.load import Load, Message
from schemas.bilingual import Refusal

_LOOK_SECONDS = 0.02
_LATENCY_LOOK_SECONDS = 0.005
_SEND_SECONDS = 0.001
_STALLED_SECONDS = 60.0
_FLUSH_SECONDS = 120.0
_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Throughput:
    """One run: everything published as fast as the broker takes it, until the last outcome was seen committed.

    Attributes:
        events: messages published.
        seconds: from the first `produce` to the first look (every 20 ms) that saw every outcome committed.
        cpu_microseconds_per_event: by program; PostgreSQL with all its processes.
        peak_rss_bytes: largest resident set seen of one process of the program, since the platform started.
        wal_bytes_per_event: growth of the write-ahead log.
        events_per_transaction: how large the materialiser's batches were on average.
        history_rows_before: size of the history table when the run began.
    """

    events: int
    seconds: float
    cpu_microseconds_per_event: Mapping[str, float]
    peak_rss_bytes: Mapping[str, int]
    wal_bytes_per_event: float
    events_per_transaction: float
    history_rows_before: int

    @property
    def events_per_second(self) -> float:
        """Sustained rate."""
        return self.events / self.seconds


@dataclass(frozen=True)
class Latency:
    """From the instant an event was due to be sent until it was seen committed in PostgreSQL, milliseconds.

    Events are due at a fixed rate whatever the chain does (open loop), and a late sender counts against the chain. A
    second connection looks every 5 ms how far the committed offsets are; an event is there at the first look that finds
    the offset beyond it, so every figure is too high by up to one look. Every accepted event counts, none is sampled.
    """

    events_per_second: int
    events: int
    p50_ms: float
    p99_ms: float
    largest_ms: float


class Chain:
    """A running platform under the load's events."""

    def __init__(self, settings: Settings, load: Load) -> None:
        self.settings = settings
        self.load = load
        self._item = load.item
        self.connection: Connection = connect(settings, "govsync-bench")
        self._meters = Meters(settings.home, self.connection)
        self._failures: list[str] = []

    def close(self) -> None:
        """Let go of PostgreSQL."""
        self.connection.close()

    def drain(self, messages: Sequence[Message]) -> None:
        """Publish and wait until all has its outcome."""
        with ThreadPoolExecutor(1) as sender:
            self._wait(sender.submit(self._publish, messages))

    def throughput(self, messages: Sequence[Message]) -> Throughput:
        """Publish as fast as possible and measure until the last commit.

        Raises:
            Refusal: the chain stands still.
        """
        self._checkpoint()
        history_rows = len(self.load.account.history) - len(
            {m.event for m in messages} & self.load.account.history.keys()
        )
        before = self._meters.read()
        with ThreadPoolExecutor(1) as sender:
            began_at = monotonic()
            ended_at = self._wait(sender.submit(self._publish, messages))
        after = self._meters.read()
        return Throughput(
            events=len(messages),
            seconds=ended_at - began_at,
            cpu_microseconds_per_event={
                name: (used - before.cpu_seconds[name]) * _MICROSECONDS / len(messages)
                for name, used in after.cpu_seconds.items()
            },
            peak_rss_bytes=dict(self._meters.peak_rss_bytes),
            wal_bytes_per_event=(after.wal_bytes - before.wal_bytes) / len(messages),
            events_per_transaction=len(messages) / self._transactions(),
            history_rows_before=history_rows,
        )

    def latency(self, messages: Sequence[Message], events_per_second: int) -> Latency:
        """Publish at a fixed rate and measure each accepted event.

        Args:
            messages: the load's last messages.
            events_per_second: the rate.

        Raises:
            Refusal: the chain stands still.
        """
        self._checkpoint()
        looks: list[tuple[float, dict[int, int]]] = []
        with ThreadPoolExecutor(1) as sender:
            began_at = monotonic()
            publishing = sender.submit(self._publish_at_rate, messages, events_per_second, began_at)
            while not publishing.done() or self._outstanding():
                self._raise_failures()
                looks.append((monotonic(), self._committed()))
                sleep(_LATENCY_LOOK_SECONDS)
            publishing.result()
        looks.append((monotonic(), self._committed()))
        waited = self._waited_ms(messages, events_per_second, began_at, looks)
        p50, p99 = np.percentile(waited, (50, 99))
        return Latency(events_per_second, len(waited), float(p50), float(p99), float(waited.max()))

    def _waited_ms(
        self,
        messages: Sequence[Message],
        events_per_second: int,
        began_at: float,
        looks: Sequence[tuple[float, Mapping[int, int]]],
    ) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        due_at: dict[tuple[str, int], float] = {}
        for position, message in enumerate(messages):
            if message.event is not None:
                due_at.setdefault(message.event, began_at + position / events_per_second)
        instants = np.array([at for at, _ in looks])
        reached = {p: np.array([offsets.get(p, 0) for _, offsets in looks]) for p in looks[-1][1]}
        waited = []
        with transaction(self.connection) as cursor:
            found = rows(
                cursor,
                f"SELECT topic_partition, kafka_offset, provider, seq FROM {self._item.database}.{self._item.table}_history "
                "WHERE submission_id = %s",
                (self.load.submission_id,),
            )
        for partition, offset, provider, seq in found:
            look = np.searchsorted(reached[partition], offset, side="right")
            waited.append(1000 * (instants[look] - due_at[provider, seq]))
        return np.array(waited)

    def _publish(self, messages: Sequence[Message]) -> None:
        producer = self._producer()
        for message in messages:
            self._send(producer, message)
        self._flush(producer)

    def _publish_at_rate(self, messages: Sequence[Message], events_per_second: int, began_at: float) -> None:
        producer = self._producer()
        sent = 0
        while sent < len(messages):
            due = min(len(messages), int((monotonic() - began_at) * events_per_second) + 1)
            for message in messages[sent:due]:
                self._send(producer, message)
            sent = due
            producer.poll(0)
            sleep(_SEND_SECONDS)
        self._flush(producer)

    def _producer(self) -> Producer:
        return kafka.producer(self.settings, **{"delivery.report.only.error": True})

    def _send(self, producer: Producer, message: Message) -> None:
        while True:
            try:
                producer.produce(message.topic, message.value, message.key, on_delivery=self._told)
            except BufferError:
                producer.poll(0.1)
            else:
                return

    def _flush(self, producer: Producer) -> None:
        if left := producer.flush(_FLUSH_SECONDS):
            self._failures.append(f"{left} unconfirmed")

    def _told(self, error: KafkaError | None, _message: object) -> None:
        if error is not None:
            self._failures.append(error.name())

    def _wait(self, publishing: "Future[None]") -> float:
        """Wait until every outcome is committed; when that was first seen."""
        last, moved_at = -1, monotonic()
        while (left := self._outstanding()) or not publishing.done():
            self._raise_failures()
            self._meters.look_at_memory()
            if left != last:
                last, moved_at = left, monotonic()
            if monotonic() - moved_at > _STALLED_SECONDS:
                raise Refusal(
                    f"The chain stands still with {left:,} events underway. See log/ in {self.settings.home}.",
                    f"处理停滞,尚有 {left:,} 条事件未处理。请查看 {self.settings.home} 下的 log/。",
                )
            sleep(_LOOK_SECONDS)
        at = monotonic()
        publishing.result()
        self._raise_failures()
        return at

    def _raise_failures(self) -> None:
        if self._failures:
            raise Refusal(f"Events could not be published: {self._failures[0]}.", f"事件未能发布:{self._failures[0]}。")

    def _outstanding(self) -> int:
        """How many events have no committed outcome yet."""
        total = " + ".join(OUTCOMES)
        with transaction(self.connection) as cursor:
            ((count,),) = rows(
                cursor,
                f"SELECT coalesce(sum({total}), 0) FROM platform.submission_outcome WHERE item = %s",
                (self._item.item,),
            )
        return self.load.account.outcomes.total() - int(count)

    def _transactions(self) -> int:
        """How many transactions wrote outcomes of the load's last messages."""
        with transaction(self.connection) as cursor:
            ((count,),) = rows(
                cursor,
                "SELECT count(DISTINCT committed_at) FROM platform.submission_outcome WHERE submission_id = %s",
                (self.load.submission_id,),
            )
        return int(count)

    def _committed(self) -> dict[int, int]:
        """The next offset of each partition of the shared topic."""
        with transaction(self.connection) as cursor:
            found = rows(
                cursor,
                "SELECT topic_partition, next_offset FROM platform.sink_offset WHERE topic = %s",
                (self._item.shared_topic,),
            )
        return {partition: offset for partition, offset in found}

    def _checkpoint(self) -> None:
        """Every run begins with clean pages, so that none pays for the one before."""
        self.connection.autocommit = True
        with self.connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("CHECKPOINT")
        self.connection.autocommit = False
