"""The materialiser: shared events and refused records into PostgreSQL, exactly once in effect.

Kafka offsets, ownership epoch, current rows, history rows, quarantine rows, findings and submission outcomes change in
one PostgreSQL transaction. A batch whose commit is uncertain is run again: the offsets say what is there.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from time import sleep
from typing import Any

import numpy as np
import polars as pl
import psycopg2
from numpy.typing import NDArray

from consumers import identity, judgements, quarantine
from consumers.accepted import AcceptedEvents
from consumers.columns import history_rows
from consumers.digests import DigestStore
from consumers.item_tables import Applied, ItemTables, Outcome
from consumers.judgements import Judge, Judges
from consumers.quarantine import Attempt, End, QuarantineRow, Stored
from infra import failpoint, kafka, topics
from infra.batches import BatchReader, MembershipLost, Partition
from infra.log import logger
from infra.postgres import Connection, Cursor, connect, insert_rows, is_transient, rows, transaction
from infra.settings import Settings
from schemas.codec import HEADER_BYTES, BatchDecoder, Decoder, read_header
from schemas.consumed import Consumed
from schemas.directory import Directory, Item, load_directory
from schemas.released import WireSchema, WireSchemas, load_released
from schemas.replay import REPLAY_OF, Replayed
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import Verdict

GROUP = "govsync.materialiser"
BATCH = 5000
_WAIT_SECONDS = 1.0
_GATHER_SECONDS = 0.008
_REJOIN_SECONDS = 1.0

_BY_KEY_ONLY = {
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
}
"""Every statement here finds a few thousand rows by key; with stale statistics the planner would read whole tables."""

_IN_HISTORY = (Outcome.APPLIED, Outcome.SUPERSEDED, Outcome.ATTESTED)

Submission = tuple[str | None, str]
"""(submission_id, provider): whose outcomes are counted together."""


class Fenced(RuntimeError):
    """Another materialiser owns a partition now: this process must not write, and leaves."""


class BrokenPromise(RuntimeError):
    """A record on a topic only the platform writes does not decode: a bug, so the worker stops rather than skip it."""


def run(settings: Settings, instance: str, stopped: Callable[[], bool]) -> None:
    """Materialise until `stopped()`.

    Raises:
        Fenced: another process took over a partition.
        OffsetGone: a shared offset has fallen off the log.
    """
    sink = Sink(settings, instance, load_directory(), load_released(), Parameters.load())
    try:
        while not stopped():
            # The end of a partition is told once a fetch comes back empty; until then transaction markers look like
            # records.
            extra = {"enable.partition.eof": True, "fetch.wait.max.ms": 1000}
            consumer = kafka.consumer(settings, GROUP, instance, **extra)
            reader = BatchReader(consumer, sink.take_over, sink.forget, with_headers=sink.may_hold_replays)
            try:
                _materialise(reader, sink, stopped)
            except MembershipLost as error:
                logger().warning("membership.lost", error=str(error))
                sleep(_REJOIN_SECONDS)
            finally:
                consumer.close()
    finally:
        sink.close()


def _materialise(reader: BatchReader, sink: "Sink", stopped: Callable[[], bool]) -> None:
    """Materialise as one member of the group."""
    reader.subscribe(topics.materialiser_inputs(sink.directory))
    while not stopped():
        batch = reader.read(BATCH, _WAIT_SECONDS, _GATHER_SECONDS)
        ends = {p: offset for p, offset in reader.ends.items() if p in reader.owned}
        while batch or ends:
            try:
                sink.write(batch, ends)
            except psycopg2.Error as error:
                if not is_transient(error):
                    raise
                # PostgreSQL is away: keep what was read, stay in the group, try again.
                logger().warning("database.unreachable", error=type(error).__name__, code=error.pgcode or "")
                sink.reconnect()
                reader.keep_membership()
                batch = [r for r in batch if (r.topic, r.partition) in reader.owned]
                ends = {p: offset for p, offset in ends.items() if p in reader.owned}
                if stopped():
                    return
            else:
                break


class Sink:
    """PostgreSQL as the materialiser writes it."""

    def __init__(
        self, settings: Settings, instance: str, directory: Directory, schemas: WireSchemas, parameters: Parameters
    ) -> None:
        self.directory = directory
        self._settings = settings
        self._instance = instance
        self._connection: Connection | None = None
        self._schemas = schemas
        self._epochs: dict[Partition, int] = {}
        self._next_offsets: dict[Partition, int] = {}
        self._tables = {i.item: ItemTables(i) for i in directory.items.values()}
        self._judges = Judges(directory, schemas, parameters)
        self._shared = {i.shared_topic: i for i in directory.items.values()}
        self._batch_decoders: dict[int, BatchDecoder] = {}
        self._quarantine_decoder = Decoder(schemas.latest("platform", "quarantine"))
        self._accepted_events = AcceptedEvents(schemas)
        self._submission_decoder = Decoder(schemas.latest("platform", "submission"))
        self._digests = DigestStore(schemas)

    def may_hold_replays(self, topic: str) -> bool:
        """Whether records of the topic say in a header that they were replayed."""
        return topic in self._shared

    def take_over(self, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        """Become owner of partitions: raise their epoch, so that a former owner can no longer write.

        Returns:
            The offset from which each is to be read.
        """
        while True:
            try:
                with transaction(self._connected()) as cursor:
                    return self._take_over(cursor, partitions)
            except psycopg2.Error as error:
                if not is_transient(error):
                    raise
                logger().warning("database.unreachable", error=type(error).__name__, code=error.pgcode or "")
                self.reconnect()

    def _take_over(self, cursor: Cursor, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        known = {
            (t, p)
            for t, p in rows(
                cursor,
                "SELECT topic, topic_partition FROM platform.sink_offset WHERE topic IN %s",
                (tuple({t for t, _ in partitions}),),
            )
        }
        # A partition never read before starts at its first record, said explicitly.
        lows = topics.low_watermarks(self._settings, [p for p in partitions if p not in known])
        offsets = {}
        for topic, partition in sorted(partitions):
            cursor.execute(
                "INSERT INTO platform.sink_offset AS s (topic, topic_partition, next_offset, epoch, owner) VALUES (%s, %s, %s, 1, %s) "
                "ON CONFLICT (topic, topic_partition) DO UPDATE SET epoch = s.epoch + 1, owner = excluded.owner "
                "RETURNING next_offset, epoch",
                (topic, partition, lows.get((topic, partition), 0), self._instance),
            )
            found = cursor.fetchone()
            assert found is not None
            offsets[topic, partition], self._epochs[topic, partition] = found
        for topic in sorted({t for t, _ in partitions} & set(self._shared)):
            numbers = [p for t, p in partitions if t == topic]
            self._tables[self._shared[topic].item].load_high_water(cursor, numbers)
        self._next_offsets.update(offsets)
        failpoint.reach("materialiser.assigned")
        return offsets

    def forget(self, partitions: Iterable[Partition]) -> None:
        """Partitions were taken away."""
        for topic, partition in partitions:
            self._epochs.pop((topic, partition), None)
            self._next_offsets.pop((topic, partition), None)
            if topic in self._shared:
                self._tables[self._shared[topic].item].forget(partition)

    def write(self, batch: Sequence[Consumed], ends: Mapping[Partition, int]) -> None:
        """One batch in one transaction, with the offsets it moves.

        Args:
            batch: messages of owned partitions.
            ends: read_committed ends of partitions that were read to them; past the last record they count only
                transaction markers.
        """
        targets = {p: offset for p, offset in ends.items() if offset > self._next_offsets.get(p, 0)}
        by_partition: dict[Partition, list[Consumed]] = defaultdict(list)
        for record in batch:
            by_partition[record.topic, record.partition].append(record)
        for partition, records in by_partition.items():
            targets[partition] = max(records[-1].offset + 1, targets.get(partition, 0))
        if not targets:
            return
        with transaction(self._connected()) as cursor:
            standing = self._lock(cursor, targets)
            by_topic: dict[str, list[Consumed]] = defaultdict(list)
            for partition, records in by_partition.items():
                first = standing[partition]
                by_topic[partition[0]] += records if records[0].offset >= first else _from(first, records)
            counts: dict[str, dict[Submission, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
            judges = self._judges.informed(cursor) if by_topic else {}
            about_numbers: dict[str, list[identity.Place]] = {}
            for topic in sorted(by_topic):
                if topic in self._shared:
                    item = self._shared[topic]
                    about_numbers[item.item] = self._write_events(
                        cursor, item, by_topic[topic], judges[item.item], counts
                    )
            if topics.QUARANTINE in by_topic:
                self._write_refused(cursor, by_topic[topics.QUARANTINE], counts)
            if topics.SUBMISSIONS in by_topic:
                self._write_submissions(cursor, by_topic[topics.SUBMISSIONS])
            if topics.DIGESTS in by_topic:
                self._digests.write(cursor, by_topic[topics.DIGESTS])
            _count(cursor, counts)
            if any(about_numbers.values()):
                identity.record(cursor, about_numbers, self.directory)
            self._move(cursor, {p: max(o, standing[p]) for p, o in targets.items()})
            failpoint.reach("materialiser.written")
        failpoint.reach("materialiser.committed")
        self._next_offsets.update(targets)

    def _lock(self, cursor: Cursor, targets: Mapping[Partition, int]) -> dict[Partition, int]:
        found = rows(
            cursor,
            "SELECT topic, topic_partition, next_offset, epoch FROM platform.sink_offset "
            "WHERE (topic, topic_partition) IN %s ORDER BY topic, topic_partition FOR UPDATE",
            (tuple(targets),),
        )
        standing = {(topic, partition): next_offset for topic, partition, next_offset, _ in found}
        for topic, partition, _, epoch in found:
            if epoch != self._epochs.get((topic, partition)):
                raise Fenced(f"{topic}[{partition}] has another owner now")
        return standing

    def _move(self, cursor: Cursor, targets: Mapping[Partition, int]) -> None:
        values = [
            (topic, partition, offset, self._epochs[topic, partition])
            for (topic, partition), offset in sorted(targets.items())
        ]
        sql = (
            "UPDATE platform.sink_offset s SET next_offset = v.next_offset FROM (VALUES "
            + ",".join(["(%s, %s, %s, %s)"] * len(values))
            + ") AS v (topic, topic_partition, next_offset, epoch) "
            "WHERE s.topic = v.topic AND s.topic_partition = v.topic_partition AND s.epoch = v.epoch"
        )
        cursor.execute(sql, [value for row in values for value in row])
        if cursor.rowcount != len(values):
            raise Fenced("a partition changed its owner while its batch was written")

    def _write_events(
        self,
        cursor: Cursor,
        item: Item,
        records: Sequence[Consumed],
        judge: Judge,
        counts: dict[str, dict[Submission, Counter[str]]],
    ) -> list[identity.Place]:
        """Write one item's events; the places of those that say how one number follows another."""
        about_numbers: list[identity.Place] = []
        tables = self._tables[item.item]
        by_header: dict[bytes, list[Consumed]] = defaultdict(list)
        for record in records:
            by_header[_value(record)[:HEADER_BYTES]].append(record)
        for _, group in sorted(by_header.items()):
            schema_id = read_header(_value(group[0]))
            schema = self._schemas.by_id[schema_id]
            if (schema.kind, schema.of) != ("shared", item.item):
                raise BrokenPromise(f"schema id {schema_id} on {item.shared_topic}")
            events = self._events(schema, item, group)
            applied = tables.apply(cursor, events, lambda row, group=group: _value(group[row])[HEADER_BYTES:])  # type: ignore[misc]
            tables.save_high_water(cursor, events)
            about_numbers += identity.telling_places(events)
            replays = {row: _replayed(record) for row, record in enumerate(group) if record.headers}
            refused = {
                row: self._conflict(item, schema, events.row(row, named=True), rule, group[row])
                for row, rule in sorted(applied.conflicts.items())
            }
            held = {row: refusal for row, refusal in refused.items() if row not in replays}
            for row, became in zip(held, quarantine.store(cursor, list(held.values())), strict=True):
                if became is Stored.REPEAT:
                    applied.outcomes[row] = Outcome.REPEAT
            self._tell(cursor, judge, events, applied.outcomes, replays, counts[item.item])
            if replays or applied.released:
                self._release(cursor, applied, replays, refused, counts)
        return about_numbers

    def _events(self, schema: WireSchema, item: Item, records: Sequence[Consumed]) -> pl.DataFrame:
        decoder = self._batch_decoders.get(schema.id)
        if decoder is None:
            decoder = self._batch_decoders[schema.id] = BatchDecoder(schema)
        decoded = decoder.decode([_value(record)[HEADER_BYTES:] for record in records])
        if decoded.malformed:
            row, rule = next(iter(decoded.malformed.items()))
            raise BrokenPromise(f"{rule}: {records[row].topic}[{records[row].partition}] offset {records[row].offset}")
        partitions, offsets = [r.partition for r in records], [r.offset for r in records]
        return history_rows(decoded.frame, schema, item, partitions, offsets)

    def _tell(
        self,
        cursor: Cursor,
        judge: Judge,
        events: pl.DataFrame,
        outcomes: NDArray[np.int8],
        replays: Collection[int],
        counts: dict[Submission, Counter[str]],
    ) -> None:
        """Count the outcomes per submission, and store the findings of the clocks about what is now in history.

        A replay is not inbound: it counts only where it is accepted, in the place of the record it replays.
        """
        kept = pl.Series(np.isin(outcomes, (Outcome.APPLIED, Outcome.SUPERSEDED)))
        late, past_target = (np.zeros(events.height, np.bool_) for _ in range(2))
        for judged in judge.judge(events):
            is_kept = kept.to_numpy()[judged.rows]
            judgements.store(cursor, judge, events, judged, judgements.to_tell(judged, events) & is_kept)
            late[judged.rows] |= is_kept & (judged.verdicts == Verdict.LATE)
            past_target[judged.rows] |= is_kept & (judged.verdicts == Verdict.PAST_TARGET)
        told = events.select("submission_id", "provider").with_columns(
            outcome=pl.Series(outcomes),
            flagged=kept & (events["flags"] != "{}"),
            late=pl.Series(late),
            past_target=pl.Series(past_target),
        )
        if replays:
            uncounted = np.isin(np.arange(events.height), list(replays)) & ~np.isin(outcomes, _IN_HISTORY)
            told = told.filter(pl.Series(~uncounted))
        grouped = told.group_by("submission_id", "provider", "outcome").agg(
            pl.len().alias("count"), pl.col("flagged").sum(), pl.col("late").sum(), pl.col("past_target").sum()
        )
        for submission_id, provider, outcome, count, flagged, late, past_target in grouped.iter_rows():
            counter = counts[submission_id, provider]
            counter.update({Outcome(outcome).wire: count, "flagged": flagged, "late": late, "past_target": past_target})

    def _conflict(
        self, item: Item, schema: WireSchema, row: Mapping[str, Any], rule: str, record: Consumed
    ) -> QuarantineRow:
        """The quarantine row of an accepted event that contradicts what is there; its bytes as they came in."""
        inbound = next(s for s in self._schemas.all_of("inbound", item.item) if s.version == schema.version)
        body = _value(record)[HEADER_BYTES:]
        _, length = Decoder(inbound).decode_prefix(body)
        value = inbound.header + body[:length]
        path = {"SEQ-REUSED": "seq", "OWN-RECORD": "provider"}.get(rule, "record_version")
        return QuarantineRow(
            severity="quarantine",
            findings=[{"rule": rule, "severity": "quarantine", "path": path}],
            source_topic=item.shared_topic,
            source_partition=record.partition,
            source_offset=record.offset,
            key=record.key,
            value=value,
            value_sha256=sha256(value).digest(),
            item=item.item,
            replay_of=None,
            **{
                name: row[name]
                for name in (
                    "provider", "seq", "submission_id", "received_at", "identity_type", "identity_number", "record_id",
                    "record_version", "changed_on", "due_on", "provisional", "item_version", "rules_version",
                )
            },
        )  # fmt: skip

    def _release(
        self,
        cursor: Cursor,
        applied: Applied,
        replays: Mapping[int, Replayed],
        refused: Mapping[int, QuarantineRow],
        counts: dict[str, dict[Submission, Counter[str]]],
    ) -> None:
        """Let go of held records whose very event is in history now, and store how their replays ended."""
        attempts = [
            Attempt(replayed, End.REFUSED, refused[row])
            if row in refused
            else Attempt(replayed, End.ACCEPTED if applied.outcomes[row] in _IN_HISTORY else End.REPEAT)
            for row, replayed in replays.items()
        ]
        quarantine.decide(cursor, attempts)
        ids = [quarantine_id for of_row in applied.released.values() for quarantine_id in of_row]
        self._let_go(cursor, ids, attempts, counts)

    def _let_go(
        self,
        cursor: Cursor,
        quarantine_ids: Sequence[int],
        attempts: Sequence[Attempt],
        counts: dict[str, dict[Submission, Counter[str]]],
    ) -> None:
        """Records are held no more; unless its own replay was accepted, such a record has come to be a repeat."""
        accepted = {attempt.replayed[:3] for attempt in attempts if attempt.end is End.ACCEPTED}
        repeated = {attempt.replayed[:3] for attempt in attempts if attempt.end is End.REPEAT}
        for released in quarantine.release(cursor, quarantine_ids, accepted | repeated):
            counter = counts[released.item][released.submission_id, released.provider]
            counter[Outcome.QUARANTINED.wire] -= 1
            if released.place not in accepted:
                counter[Outcome.REPEAT.wire] += 1

    def _write_refused(
        self, cursor: Cursor, records: Sequence[Consumed], counts: dict[str, dict[Submission, Counter[str]]]
    ) -> None:
        refused = [QuarantineRow(**self._quarantine_decoder.decode(_value(r)[HEADER_BYTES:])) for r in records]
        accepted = self._accepted(cursor, refused)
        inbound = [row for row in refused if row.replay_of is None]
        for row, became in zip(inbound, quarantine.store(cursor, inbound, accepted), strict=True):
            if became is not Stored.RELEASED:
                outcome = Outcome.QUARANTINED if became is Stored.HELD else Outcome.REPEAT
                counts[row.item][row.submission_id, row.provider][outcome.wire] += 1
        attempts = [
            Attempt(Replayed.parse(row.replay_of), End.REPEAT)
            if row.place in accepted
            else Attempt(Replayed.parse(row.replay_of), End.REFUSED, row)
            for row in refused
            if row.replay_of is not None
        ]
        quarantine.decide(cursor, attempts)
        self._let_go(cursor, (), attempts, counts)

    def _accepted(self, cursor: Cursor, refused: Sequence[QuarantineRow]) -> set[quarantine.Place]:
        """Places of refused records whose very event is in history: the rules have become stricter since."""
        by_item: dict[str, list[tuple[quarantine.Place, tuple[str, int, bytes]]]] = defaultdict(list)
        for row in refused:
            if row.seq is not None and row.value is not None:
                by_item[row.item].append((row.place, (row.provider, row.seq, row.value)))
        return {
            looked_up[position][0]
            for item, looked_up in by_item.items()
            for position in self._accepted_events.among(
                cursor, self.directory.items[item], [event for _, event in looked_up]
            )
        }

    def _write_submissions(self, cursor: Cursor, records: Sequence[Consumed]) -> None:
        columns = (
            "submission_id", "provider", "item", "started_at", "finished_at", "published", "first_seq", "last_seq",
            "rows_read", "rows_unchanged", "rows_refused",
        )  # fmt: skip
        stated = [self._submission_decoder.decode(_value(record)[HEADER_BYTES:]) for record in records]
        # A re-run of an interrupted submission states it again; the last statement counts.
        latest = {s["submission_id"]: s for s in stated}
        insert_rows(
            cursor,
            f"platform.submission ({', '.join(columns)})",
            [tuple(s[c] for c in columns) for s in latest.values()],
            f"ON CONFLICT (submission_id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in columns[1:])}",
        )

    def _connected(self) -> Connection:
        if self._connection is None or self._connection.closed:
            self._connection = connect(self._settings, f"govsync-{self._instance}", **_BY_KEY_ONLY)
        return self._connection

    def reconnect(self) -> None:
        """Let go of a connection that may be broken; the next use opens another."""
        self.close()
        self._connection = None

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None and not self._connection.closed:
            self._connection.close()


def _count(cursor: Cursor, counts: Mapping[str, Mapping[Submission, Mapping[str, int]]]) -> None:
    columns = ("applied", "superseded", "repeat", "quarantined", "attested", "flagged", "late", "past_target")
    values: list[tuple[Any, ...]] = [
        (submission_id, provider, item, *(counter.get(c, 0) for c in columns))
        for item, of_item in counts.items()
        for (submission_id, provider), counter in of_item.items()
    ]
    insert_rows(cursor, f"platform.submission_outcome (submission_id, provider, item, {', '.join(columns)})", values)


def _replayed(record: Consumed) -> Replayed:
    assert record.headers is not None
    return Replayed.parse(record.headers[REPLAY_OF].decode())


def _from(offset: int, records: Iterable[Consumed]) -> list[Consumed]:
    return [record for record in records if record.offset >= offset]


def _value(record: Consumed) -> bytes:
    if record.value is None:
        raise BrokenPromise("a record without a value on a topic of the platform")
    return record.value
