"""The whole chain under a load: how far it is, and its sustained throughput."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic, sleep

from consumers.standing import OUTCOMES
from govsync.benchmark.meters import Meters
from govsync.benchmark.sender import Sender
from govsync.benchmark.traffic import Traffic
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from producers.load import Message
from schemas.bilingual import Refusal

_LOOK_SECONDS = 0.02
_STALLED_SECONDS = 60.0
_MICROSECONDS = 1_000_000

Shown = Callable[[int], None]
"""Is told how many events have their outcome."""


def in_silence(_done: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class Throughput:
    """One run: everything published as fast as the broker takes it, until the last outcome was seen committed.

    Attributes:
        events: messages published.
        seconds: from the first `produce` to the first look (every 20 ms) that saw every outcome committed.
        cpu_microseconds_per_event: by program; PostgreSQL with all its processes.
        peak_rss_bytes: largest resident set seen of one process of the program during the run.
        wal_bytes_per_event: growth of the write-ahead log.
        events_per_transaction: how large the materialiser's batches were on average.
        history_rows_before: rows of all history tables when the run began.
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


class Chain:
    """A running platform under a benchmark's traffic."""

    def __init__(self, settings: Settings, traffic: Traffic) -> None:
        self.settings = settings
        self.traffic = traffic
        self.connection: Connection = connect(settings, "govsync-bench")
        self._items = tuple(load.item.item for load in traffic.loads)
        self._counted, self._counted_up_to = 0, 0
        self._topics = tuple(load.item.shared_topic for load in traffic.loads)

    def close(self) -> None:
        """Let go of PostgreSQL."""
        self.connection.close()

    def drain(self, messages: Sequence[Message], shown: Shown = in_silence) -> None:
        """Publish and wait until all has its outcome.

        Raises:
            Refusal: the chain stands still.
        """
        sender = Sender(self.settings)
        with ThreadPoolExecutor(1) as thread:
            self._wait(thread.submit(sender.send_all, messages), sender, len(messages), shown)

    def throughput(self, messages: Sequence[Message], shown: Shown = in_silence) -> Throughput:
        """Publish as fast as possible and measure until the last commit.

        Raises:
            Refusal: the chain stands still.
        """
        self.checkpoint()
        meters, sender = Meters(self.settings.home, self.connection), Sender(self.settings)
        before = meters.read()
        with ThreadPoolExecutor(1) as thread:
            began_at = monotonic()
            publishing = thread.submit(sender.send_all, messages)
            ended_at = self._wait(publishing, sender, len(messages), shown, meters.look_at_memory)
        after = meters.read()
        return Throughput(
            events=len(messages),
            seconds=ended_at - began_at,
            cpu_microseconds_per_event={
                name: used * _MICROSECONDS / len(messages) for name, used in after.cpu_seconds_since(before).items()
            },
            peak_rss_bytes=dict(meters.peak_rss_bytes),
            wal_bytes_per_event=(after.wal_bytes - before.wal_bytes) / len(messages),
            events_per_transaction=len(messages) / self._transactions(),
            history_rows_before=self.traffic.history_before,
        )

    def outstanding(self) -> int:
        """How many events have no committed outcome yet.

        What was counted when nothing was underway is not counted again: this is asked all the time.
        """
        total = " + ".join(OUTCOMES)
        with transaction(self.connection) as cursor:
            ((count, last),) = rows(
                cursor,
                f"SELECT coalesce(sum({total}), 0), max(submission_outcome_id) FROM platform.submission_outcome "
                "WHERE item IN %s AND submission_outcome_id > %s",
                (self._items, self._counted_up_to),
            )
        left = self.traffic.expected_outcomes - self._counted - int(count)
        if not left and count:
            self._counted, self._counted_up_to = self._counted + int(count), last
        return left

    def committed(self) -> dict[tuple[str, int], int]:
        """The next offset of each partition of the shared topics, as committed in PostgreSQL."""
        with transaction(self.connection) as cursor:
            found = rows(
                cursor,
                "SELECT topic, topic_partition, next_offset FROM platform.sink_offset WHERE topic IN %s",
                (self._topics,),
            )
        return {(topic, partition): offset for topic, partition, offset in found}

    def checkpoint(self) -> None:
        """Every run begins with clean pages, so that none pays for the one before."""
        self.connection.autocommit = True
        with self.connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("CHECKPOINT")
        self.connection.autocommit = False

    def _wait(
        self,
        publishing: "Future[None]",
        sender: Sender,
        count: int,
        shown: Shown,
        look: Callable[[], None] = lambda: None,
    ) -> float:
        """Wait until every outcome is committed; when that was first seen."""
        last, moved_at = -1, monotonic()
        while (left := self.outstanding()) or not publishing.done():
            sender.raise_failures()
            look()
            if left != last:
                last, moved_at = left, monotonic()
                shown(count - left)
            if monotonic() - moved_at > _STALLED_SECONDS:
                raise Refusal(
                    f"The chain stands still with {left:,} events underway. See log/ in {self.settings.home}.",
                    f"处理停滞,尚有 {left:,} 条事件未处理。请查看 {self.settings.home} 下的 log/。",
                )
            sleep(_LOOK_SECONDS)
        at = monotonic()
        publishing.result()
        sender.raise_failures()
        shown(count)
        return at

    def _transactions(self) -> int:
        """How many transactions wrote outcomes of the load's last messages."""
        with transaction(self.connection) as cursor:
            ((count,),) = rows(
                cursor,
                "SELECT count(DISTINCT committed_at) FROM platform.submission_outcome WHERE item IN %s AND submission_id = %s",
                (self._items, self.traffic.submission_id),
            )
        return int(count)
