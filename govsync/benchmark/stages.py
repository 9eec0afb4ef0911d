"""Where the time of an event goes: the validator and the materialiser as shipped, in this process, stage by stage.

On the real Kafka and PostgreSQL, after a warm-up, with a backlog: batches are full. CPU is this process's, all threads of the
client libraries included; PostgreSQL's own is told in all. What a stage takes on the clock beyond its CPU it waits.
The materialiser writes in the thread that reads, else stages would overlap.
The few refused records are on a topic of their own, mostly read with the warm-up.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from confluent_kafka import Producer

from consumers import batch, item_tables, materialiser, sink
from consumers.item_tables import ItemTables
from consumers.sink import Sink
from govsync.benchmark.chain import Chain
from govsync.benchmark.meters import Meters
from govsync.benchmark.sender import Sender
from govsync.benchmark.stopwatch import Spent, Stopwatch, replaced
from govsync.benchmark.traffic import Traffic
from govsync.worker import settle
from infra import kafka
from infra.batches import BatchReader
from infra.log import only_warnings
from infra.postgres import Connection, Cursor, transaction
from infra.settings import Settings
from producers.load import ONLY_NEW, REALISTIC
from schemas.bilingual import Text
from schemas.codec import BatchDecoder
from schemas.consumed import Consumed
from stream_processors import validator
from stream_processors.intake_record import Intake
from stream_processors.pipeline import Pipeline
from stream_processors.rules.clock import ItemClock
from stream_processors.rules.conformance import Conformance

BATCH = 5000
_WARM_UP_EVENTS = 3 * BATCH
_READABLE = replace(REALISTIC, poison=0)
"""Poison is left out: the column engine tells standard error of each."""
_REST = "the rest of the loop"
_COMMIT = "commit"
_MICROSECONDS = 1_000_000

_IN_BOTH = (
    (BatchReader, "read", "poll"),
    (BatchDecoder, "decode", "wrap"),
    (pl, "read_avro", "decode"),
)
_IN_VALIDATOR = (
    (Conformance, "judge", "rules"),
    (Conformance, "judge_each", "rules"),
    (ItemClock, "dates", "due date"),
    (Pipeline, "process", "route"),
    (validator, "_deliver", "produce"),
    (Intake, "observe", "intake"),
)
_IN_MATERIALISER = (
    (Sink, "write", "lock and move offsets"),
    (batch, "history_rows", "frame"),
    (ItemTables, "apply", "dedupe"),
    (ItemTables, "_keep", "probe"),
    (item_tables, "copy_rows", "COPY"),
    (ItemTables, "_update_current", "upsert"),
    (Sink, "_tell", "clocks and findings"),
    (Sink, "_write_refused", "quarantine"),
    (sink, "_count", "outcomes"),
)
"""Functions of the running programs and the stage each is; a function within another is a stage of its own."""

STAGES = {
    "poll": Text("poll", "拉取"),
    "wrap": Text("wrap as an Avro container", "封装为 Avro 容器"),
    "decode": Text("decode", "解码"),
    "rules": Text("rules", "规则"),
    "due date": Text("due date", "到期日"),
    "route": Text("route: sort, append, refuse", "分发:归类、追加、拒收"),
    "produce": Text("produce", "发送"),
    "intake": Text("intake gate", "进件闸门"),
    _COMMIT: Text("commit", "提交"),
    "frame": Text("frame of the table's columns", "整理为数据表的列"),
    "dedupe": Text("dedupe: whether any can be a repeat", "查重:是否可能重复"),
    "probe": Text("probe those that may be repeats", "核对可能的重复"),
    "COPY": Text("COPY into history", "COPY 入历史表"),
    "upsert": Text("upsert of current", "更新当前表"),
    "clocks and findings": Text("clocks and findings", "时限与结论"),
    "quarantine": Text("quarantine", "隔离"),
    "outcomes": Text("count outcomes", "结果计数"),
    "lock and move offsets": Text("lock and move offsets", "锁定并推进位移"),
    _REST: Text("the rest of the loop", "循环其余部分"),
}
"""What people see of each stage."""


@dataclass(frozen=True)
class Budget:
    """What a program spends on an event, microseconds.

    Attributes:
        events: over how many it was measured.
        stages: by stage: on processors, and on the clock. Together they are all that the program spent.
        postgres_cpu: what PostgreSQL's processes spent meanwhile; no part of the stages.
    """

    events: int
    stages: Mapping[str, Spent]
    postgres_cpu: float


def measure(settings: Settings, traffic: Traffic, count: int) -> dict[str, Budget]:
    """Microseconds per event and stage.

    Args:
        settings: a platform without workers, all its topics and tables empty.
        traffic: whose events.
        count: how many events at least, besides those of the warm-up.
    """
    with only_warnings(), closing(Chain(settings, traffic)) as chain:
        # The batch with which the warm-up ends may be a whole one too many.
        messages = [*traffic.more(_WARM_UP_EVENTS + BATCH, ONLY_NEW), *traffic.more(count, _READABLE)]
        Sender(settings).send_all(messages)
        meters = Meters(settings.home, chain.connection)
        settle()  # as the workers do

        return {
            "validator": _budget(
                lambda stopped: validator.run(settings, "validator-0", stopped), _IN_VALIDATOR, len(messages), meters
            ),
            "materialiser": _budget(
                lambda stopped: materialiser.run(settings, "materialiser-0", stopped),
                _IN_MATERIALISER,
                len(messages),
                meters,
            ),
        }


def _budget(
    run: Callable[[Callable[[], bool]], None], watched: Sequence[tuple[Any, str, str]], records: int, meters: Meters
) -> Budget:
    """Run a program until it has read and dealt with so many records."""
    watch = Stopwatch()
    read, measured, used_before = 0, 0, 0.0

    def stopped() -> bool:
        return read >= records

    with ExitStack() as watching:
        for owner, name, stage in (*_IN_BOTH, *watched):
            watching.enter_context(watch.watching(owner, name, stage))
        timed_read = BatchReader.read

        def counted_read(self: BatchReader, *arguments: Any) -> list[Consumed]:
            nonlocal read, measured, used_before
            if not measured and read >= _WARM_UP_EVENTS:
                used_before, measured = meters.read().cpu_seconds["postgres"], records - read
                watch.restart()
            records_read = timed_read(self, *arguments)
            read += len(records_read)
            return records_read

        watching.enter_context(replaced(BatchReader, "read", counted_read))
        watching.enter_context(replaced(kafka, "Producer", _timed_producer(watch)))
        watching.enter_context(replaced(sink, "transaction", _timed_transaction(watch)))
        watching.enter_context(replaced(materialiser, "ThreadPoolExecutor", _AtOnce))
        with watch.stage(_REST):
            run(stopped)
    postgres = meters.read().cpu_seconds["postgres"] - used_before
    return Budget(
        measured,
        {stage: spent.times(_MICROSECONDS / measured) for stage, spent in watch.spent.items()},
        postgres * _MICROSECONDS / measured,
    )


class _AtOnce(Executor):
    """Does in the caller's thread what the materialiser does beside it: a stage is of one thread."""

    def __init__(self, *_: Any) -> None:
        """It has no threads."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*arguments, **named))
        return done


def _timed_producer(watch: Stopwatch) -> type[Producer]:
    class Timed(Producer):
        def send_offsets_to_transaction(self, *arguments: Any) -> Any:
            with watch.stage(_COMMIT):
                return super().send_offsets_to_transaction(*arguments)

        def commit_transaction(self, *arguments: Any) -> Any:
            with watch.stage(_COMMIT):
                return super().commit_transaction(*arguments)

    return Timed


def _timed_transaction(watch: Stopwatch) -> Callable[[Connection], AbstractContextManager[Cursor]]:
    @contextmanager
    def timed(connection: Connection) -> Iterator[Cursor]:
        with ExitStack() as ending:
            yield ending.enter_context(transaction(connection))
            with watch.stage(_COMMIT):
                ending.close()

    return timed
