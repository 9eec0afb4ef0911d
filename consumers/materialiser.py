"""The materialiser: a member of its group that reads and decodes a batch while the one before it is being written.

Only the sink's transaction says what is done: a batch whose write failed, or whose commit is uncertain, is written again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from time import sleep

import psycopg2

from consumers.batch import Batch
from consumers.sink import Sink
from infra import kafka, topics
from infra.batches import BatchReader, MembershipLost, Partition
from infra.log import logger
from infra.postgres import is_transient
from infra.settings import Settings
from schemas.directory_files import load_directory
from schemas.released import load_released
from stream_processors.rules.parameters import Parameters

GROUP = "govsync.materialiser"
BATCH = 5000
_WAIT_SECONDS = 1.0
_GATHER_SECONDS = 0.008
_REJOIN_SECONDS = 1.0


def run(settings: Settings, instance: str, stopped: Callable[[], bool]) -> None:
    """Materialise until `stopped()`.

    Raises:
        Fenced: another process took over a partition.
        OffsetGone: a shared offset has fallen off the log.
    """
    sink = Sink(settings, instance, load_directory(), load_released(), Parameters.load())
    writer = Writer(sink)
    try:
        while not stopped():
            # The end of a partition is told once a fetch comes back empty; until then transaction markers look like
            # records.
            consumer = kafka.consumer(settings, GROUP, instance, **{"enable.partition.eof": True})
            reader = BatchReader(consumer, writer.take_over, writer.forget, with_headers=sink.may_hold_replays)
            try:
                _materialise(reader, sink, writer, stopped)
            except MembershipLost as error:
                logger().warning("membership.lost", error=str(error))
                sleep(_REJOIN_SECONDS)
            finally:
                consumer.close()
    finally:
        writer.close()
        sink.close()


def _materialise(reader: BatchReader, sink: Sink, writer: "Writer", stopped: Callable[[], bool]) -> None:
    """Materialise as one member of the group."""
    reader.subscribe(topics.materialiser_inputs(sink.directory))
    while not stopped():
        records = reader.read(BATCH, _WAIT_SECONDS, _GATHER_SECONDS)
        ends = {p: offset for p, offset in reader.ends.items() if p in reader.owned}
        batch = sink.batch(records, ends)
        while not writer.is_done():
            reader.keep_membership()
            if stopped():
                return
            writer.begin_again()
        writer.begin(batch)
    writer.is_done()


class Writer:
    """Writes one batch at a time, in a thread of its own.

    The sink belongs to that thread while a batch is being written; whoever else needs it waits for the end. Partitions
    are taken over and forgotten between batches, never during one.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._thread = ThreadPoolExecutor(1, "writer")
        self._batch: Batch | None = None
        self._writing: Future[None] | None = None

    def begin(self, batch: Batch) -> None:
        """Write a batch; the one before is done."""
        self._batch = batch
        self.begin_again()

    def begin_again(self) -> None:
        """Write the batch that is not done once more."""
        assert self._batch is not None
        self._writing = self._thread.submit(self._sink.write, self._batch)

    def is_done(self) -> bool:
        """Wait for the end: whether nothing is left to be written; False if PostgreSQL is away or busy.

        Raises:
            Fenced: another process took over a partition.
            psycopg2.Error: what will not be otherwise on another try.
        """
        if self._writing is None:
            return True
        try:
            self._writing.result()
        except psycopg2.Error as error:
            if not is_transient(error):
                raise
            # What was read is kept, and the process stays in its group.
            logger().warning("database.unreachable", error=type(error).__name__, code=error.pgcode or "")
            self._sink.reconnect()
            return False
        self._batch = self._writing = None
        return True

    def take_over(self, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        """`Sink.take_over`, between batches."""
        self._wait()
        return self._sink.take_over(partitions)

    def forget(self, partitions: Iterable[Partition]) -> None:
        """`Sink.forget`, between batches."""
        self._wait()
        self._sink.forget(partitions)

    def close(self) -> None:
        """Wait for the end, and write no more."""
        self._thread.shutdown()

    def _wait(self) -> None:
        if self._writing is not None:
            wait([self._writing])
