"""Where the time of an event goes: each stage by itself in this process, on the real Kafka and PostgreSQL.

CPU is this process's, all threads of the client libraries included. What PostgreSQL does is measured as time waited for
each statement, and as its own CPU in all.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from time import perf_counter, process_time
from typing import Any

import numpy as np
from confluent_kafka import Producer

from consumers.columns import history_rows
from consumers.materialiser import Sink
from govsync.benchmark.meters import Meters
from govsync.worker import settle
from infra import kafka, topics
from infra.batches import BatchReader
from infra.postgres import Connection, Cursor, connect
from infra.settings import Settings
from producers.load import ONLY_NEW, Load, Message
from schemas.codec import HEADER_BYTES, BatchDecoder
from schemas.consumed import Consumed
from schemas.directory import load_directory
from schemas.released import load_released
from stream_processors.pipeline import Inbound, Outcomes, Pipeline, inbound
from stream_processors.rules.checks import Providing
from stream_processors.rules.conformance import Arrivals, Conformance
from stream_processors.rules.parameters import Parameters
from stream_processors.validator import load_ruleset

BATCH = 5000
_WARM_UP_BATCHES = 3
_STATEMENTS = {
    r"COPY \S+_history ": "COPY into history",
    r"COPY ": "COPY of suspects",
    r"WITH won": "upsert of current",
    r"SELECT h\.topic_partition": "look for conflicts",
    r"INSERT INTO platform\.quarantine": "quarantine",
    r".*FROM platform\.quarantine": "look into quarantine",
}


class Stopwatch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def cpu(self, stage: str) -> Iterator[None]:
        """Add the CPU seconds of a block to a stage."""
        began_at = process_time()
        yield
        self.seconds[stage] += process_time() - began_at  # type: ignore[assignment]  # a counter of fractions

    @contextmanager
    def wall(self, stage: str) -> Iterator[None]:
        """Add the seconds a block took."""
        began_at = perf_counter()
        yield
        self.seconds[stage] += perf_counter() - began_at  # type: ignore[assignment]  # likewise

    def microseconds_per(self, events: int) -> dict[str, float]:
        """Per event, by stage."""
        return {stage: seconds * 1_000_000 / events for stage, seconds in self.seconds.items()}


def measure(settings: Settings, load: Load, count: int) -> dict[str, dict[str, float]]:
    """Microseconds per event and stage.

    Args:
        settings: a platform without workers, all its topics and tables empty.
        load: whose events.
        count: how many events, besides those of the warm-up.

    Returns:
        "validator" and "materialiser": CPU by stage; "postgres": time waited by kind of statement, and `CPU in all`.
    """
    arrived = arrived_in_batches([*load.more(_WARM_UP_BATCHES * BATCH, ONLY_NEW), *load.more(count)], load.recorded_at)
    warm_up, batches = arrived[:_WARM_UP_BATCHES], arrived[_WARM_UP_BATCHES:]
    events = sum(map(len, batches))
    pipeline = Pipeline(load_ruleset(settings))
    for batch in warm_up:
        pipeline.process(batch)
    settle()  # as the workers do
    validator = _validator(settings, load, pipeline, batches)
    shared = [_shared(pipeline.process(batch), batch) for batch in (*warm_up, *batches)]
    settle()
    materialiser, postgres = _materialiser(settings, load, shared, len(warm_up))
    return {
        "validator": validator.microseconds_per(events),
        "materialiser": materialiser.microseconds_per(events),
        "postgres": postgres.microseconds_per(events),
    }


def arrived_in_batches(messages: Sequence[Message], at: datetime) -> list[list[Inbound]]:
    """The messages as batches that have come in on one partition at that instant."""
    at_ms = round(at.timestamp() * 1000)
    arrived = [Inbound(m.topic, 0, n, at_ms, m.key, m.value) for n, m in enumerate(messages)]
    return [arrived[start : start + BATCH] for start in range(0, len(arrived), BATCH)]


def _shared(outcomes: Outcomes, batch: Sequence[Inbound]) -> list[Consumed]:
    """What the materialiser reads of a batch; offsets are those of the inbound records."""
    first, at_ms = batch[0].offset, batch[0].received_at_ms
    events = [Consumed(e.topic, 0, first + n, at_ms, e.key, e.value) for n, e in enumerate(outcomes.accepted)]
    refused = [
        Consumed(topics.QUARANTINE, 0, first + n, at_ms, q.key, q.value) for n, q in enumerate(outcomes.quarantined)
    ]
    return events + refused


def _validator(settings: Settings, load: Load, pipeline: Pipeline, batches: Sequence[Sequence[Inbound]]) -> Stopwatch:
    watch = Stopwatch()
    rules = pipeline.ruleset
    schema = rules.schemas.latest("inbound", load.item.item)
    decoder, clock = BatchDecoder(schema), rules.clocks.of(load.item)
    providing = Providing(load.item.responsibilities, rules.reference.reviews, rules.directory.agencies)
    conformance = Conformance(load.item, providing, rules.parameters)
    for batch in batches:
        events = [m for m in batch if m.value and m.value.startswith(schema.header)]
        with watch.cpu("decode"):
            frame = decoder.decode([m.value[HEADER_BYTES:] for m in events if m.value])
        whole = [events[row] for row in frame.rows]
        arrivals = Arrivals(
            [m.key for m in whole],
            [m.topic.split(".")[1] for m in whole],
            np.fromiter((m.received_at_ms for m in whole), np.int64, len(whole)),
        )
        with watch.cpu("rules"):
            conformance.judge(frame.frame, arrivals)
        changed = frame.frame["changed_on"].to_physical().to_numpy()
        with watch.cpu("due date"):
            clock.dates(frame.frame["provider"], changed)
        with watch.cpu("decode to outcomes in all"):
            pipeline.process(batch)
    _broker(settings, load, pipeline, batches, watch)
    return watch


def _broker(
    settings: Settings, load: Load, pipeline: Pipeline, batches: Sequence[Sequence[Inbound]], watch: Stopwatch
) -> None:
    """What the client library costs: reading the events, and producing the outcomes in transactions."""
    topic = batches[0][0].topic
    with_values = kafka.producer(settings)
    for batch in batches:
        for message in batch:
            _insistently(with_values, topic, message.value, message.key)
    with_values.flush()
    partitions = [(topic, number) for number in range(load.item.partitions)]
    count = sum(map(len, batches))
    with closing(kafka.consumer(settings, "govsync.bench", None)) as consumer:
        reader = BatchReader(consumer, lambda _: {})
        reader.assign(dict.fromkeys(partitions, 0))
        read = 0
        with watch.cpu("poll"):
            while read < count:
                read += len([inbound(record) for record in reader.read(BATCH, 1.0, 0.008)])
    producer = kafka.transactional_producer(settings, "govsync.bench")
    producer.init_transactions()
    for batch in batches:
        outcomes = pipeline.process(batch)
        with watch.cpu("produce and commit"):
            producer.begin_transaction()
            for event in outcomes.accepted:
                _insistently(producer, event.topic, event.value, event.key)
            producer.commit_transaction()


def _insistently(producer: Producer, topic: str, value: bytes | None, key: bytes | None) -> None:
    while True:
        try:
            producer.produce(topic, value, key)
        except BufferError:
            producer.poll(0.1)
        else:
            return


def _materialiser(
    settings: Settings, load: Load, shared: Sequence[Sequence[Consumed]], warm_up: int
) -> tuple[Stopwatch, Stopwatch]:
    watch, statements = Stopwatch(), Stopwatch()
    schema = load_released().latest("shared", load.item.item)
    decoder = BatchDecoder(schema)
    sink = _TimedSink(settings, statements)
    topic = load.item.shared_topic
    sink.take_over([(topic, 0), (topics.QUARANTINE, 0)])
    with closing(sink), closing(connect(settings, "govsync-bench")) as connection:
        meters = Meters(settings.home, connection)
        for number, batch in enumerate(shared):
            if number == warm_up:
                watch.seconds.clear()
                statements.seconds.clear()
                before = meters.read().cpu_seconds["postgres"]
            events = [record for record in batch if record.topic == topic]
            with watch.cpu("decode"):
                decoded = decoder.decode([r.value[HEADER_BYTES:] for r in events if r.value]).frame
            with watch.cpu("frame"):
                history_rows(decoded, schema, load.item, [r.partition for r in events], [r.offset for r in events])
            with watch.cpu("decode to commit in all"), statements.wall("write in all"):
                sink.write(batch, {})
        used = meters.read().cpu_seconds["postgres"] - before
        statements.seconds["CPU in all"] = used  # type: ignore[assignment]  # likewise
    return watch, statements


class _TimedSink(Sink):
    """A materialiser whose statements are timed by their kind."""

    def __init__(self, settings: Settings, watch: Stopwatch) -> None:
        super().__init__(settings, "bench", load_directory(), load_released(), Parameters.load())
        self._watch = watch

    def _connected(self) -> Connection:
        connection = super()._connected()
        watch = self._watch

        class Timed(Cursor):
            def execute(self, query: Any, vars: Any = None) -> None:  # noqa: A002 - psycopg2's own name
                with watch.wall(_kind(query)):
                    super().execute(query, vars)

            def copy_expert(self, sql: Any, file: Any, size: int = 8192) -> None:
                with watch.wall(_kind(sql)):
                    super().copy_expert(sql, file, size)

        connection.cursor_factory = Timed
        return connection


def _kind(statement: object) -> str:
    text = statement.decode() if isinstance(statement, bytes) else str(statement)
    return next((kind for pattern, kind in _STATEMENTS.items() if re.match(pattern, text)), "other statements")
