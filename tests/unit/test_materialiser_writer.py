"""Batches are written one at a time beside the reading, and nobody else touches the sink meanwhile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from typing import cast

import psycopg2
import pytest

from consumers.batch import Batch
from consumers.materialiser import Writer
from consumers.sink import Fenced, Sink
from infra.batches import Partition

PARTITION = ("shared.np-birth", 0)
_SECONDS = 10.0


class _Sink:
    """Writes when it is let; fails as told."""

    def __init__(self) -> None:
        self.let = Event()
        self.told: list[str] = []
        self.failures: list[Exception] = []

    def write(self, batch: Batch) -> None:
        assert self.let.wait(_SECONDS)
        if self.failures:
            raise self.failures.pop()
        self.told.append(f"wrote {len(batch.records)}")

    def take_over(self, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        self.told.append("took over")
        return dict.fromkeys(partitions, 7)

    def forget(self, partitions: Iterable[Partition]) -> None:
        self.told.append("forgot")

    def reconnect(self) -> None:
        self.told.append("reconnected")


@contextmanager
def _writing(sink: _Sink) -> Iterator[Writer]:
    writer = Writer(cast("Sink", sink))
    try:
        yield writer
    finally:
        sink.let.set()
        writer.close()


def _batch() -> Batch:
    return Batch([], {}, {}, {}, {}, {})


def test_partitions_change_hands_after_the_batch_that_is_being_written() -> None:
    sink = _Sink()
    with _writing(sink) as writer:
        writer.begin(_batch())

        def change_hands() -> None:
            writer.forget([PARTITION])
            writer.take_over([PARTITION])

        changing = Thread(target=change_hands)
        changing.start()
        changing.join(0.05)
        assert sink.told == []
        sink.let.set()
        changing.join(_SECONDS)
        assert sink.told == ["wrote 0", "forgot", "took over"]
        assert writer.is_done()


def test_a_batch_that_found_postgresql_away_is_written_again_on_a_new_connection() -> None:
    sink = _Sink()
    sink.let.set()
    sink.failures = [psycopg2.OperationalError("server closed the connection")]
    with _writing(sink) as writer:
        writer.begin(_batch())
        assert not writer.is_done()
        writer.begin_again()
        assert writer.is_done()
    assert sink.told == ["reconnected", "wrote 0"]


@pytest.mark.parametrize("failure", [Fenced("another owner"), psycopg2.ProgrammingError("a mistake of ours")])
def test_what_no_further_try_would_mend_ends_the_worker(failure: Exception) -> None:
    sink = _Sink()
    sink.let.set()
    sink.failures = [failure]
    with _writing(sink) as writer:
        writer.begin(_batch())
        with pytest.raises(type(failure)):
            writer.is_done()
