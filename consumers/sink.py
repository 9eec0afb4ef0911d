"""Shared events and refused records into PostgreSQL, exactly once in effect.

Kafka offsets, ownership epoch, current rows, history rows, quarantine rows, findings and submission outcomes change in
one PostgreSQL transaction. A batch whose commit is uncertain is run again: the offsets say what is there.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl
import psycopg2
from numpy.typing import NDArray

from consumers import identity, judgements, quarantine
from consumers.accepted import AcceptedEvents
from consumers.batch import Batch, Batches, Events, value_of
from consumers.digests import DigestStore
from consumers.item_tables import Applied, ItemTables, Outcome
from consumers.judgements import Judge, Judges
from consumers.quarantine import Attempt, End, QuarantineRow, Stored
from infra import failpoint, topics
from infra.batches import Partition
from infra.log import logger
from infra.postgres import Connection, Cursor, connect, insert_rows, is_transient, rows, transaction
from infra.settings import Settings
from schemas.codec import HEADER_BYTES, Decoder
from schemas.consumed import Consumed
from schemas.directory import Directory, Item
from schemas.released import WireSchema, WireSchemas
from schemas.replay import REPLAY_OF, Replayed
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import Verdict

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
        self._batches = Batches(self._shared, schemas)
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

    def batch(self, records: Sequence[Consumed], ends: Mapping[Partition, int] = MappingProxyType({})) -> Batch:
        """What was read, ready to be written; needs no database.

        Args:
            records: of owned partitions, in the order of each.
            ends: see `Batch`.

        Raises:
            BrokenPromise: see there.
        """
        return self._batches.make(records, ends, self._epochs)

    def write(self, batch: Batch) -> None:
        """One batch in one transaction, with the offsets it moves.

        Of partitions that were lost since the batch was read nothing is written, though they may be owned again: they
        are read anew from where they stand.

        Raises:
            Fenced: another process took over a partition.
        """
        owned = {p for p, epoch in batch.epochs.items() if self._epochs.get(p) == epoch}
        spans = {p: span for p, span in batch.spans.items() if p in owned}
        targets = {p: o for p, o in batch.ends.items() if p in owned and o > self._next_offsets[p]}
        for partition, span in spans.items():
            targets[partition] = max(span.last + 1, targets.get(partition, 0))
        if not targets:
            return
        with transaction(self._connected()) as cursor:
            standing = self._lock(cursor, targets)
            if len(spans) < len(batch.spans) or any(span.first < standing[p] for p, span in spans.items()):
                batch = batch.starting_at({p: standing[p] for p in spans})
            self._write(cursor, batch)
            self._move(cursor, {p: max(o, standing[p]) for p, o in targets.items()})
            failpoint.reach("materialiser.written")
        failpoint.reach("materialiser.committed")
        self._next_offsets.update(targets)

    def _write(self, cursor: Cursor, batch: Batch) -> None:
        counts: dict[str, dict[Submission, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        judges = self._judges.informed(cursor) if batch.records else {}
        about_numbers: dict[str, list[identity.Place]] = defaultdict(list)
        for topic, groups in batch.events.items():
            item = self._shared[topic]
            for events in groups:
                about_numbers[item.item] += self._write_events(cursor, item, events, judges[item.item], counts)
        if topics.QUARANTINE in batch.others:
            self._write_refused(cursor, batch.others[topics.QUARANTINE], counts)
        if topics.SUBMISSIONS in batch.others:
            self._write_submissions(cursor, batch.others[topics.SUBMISSIONS])
        if topics.DIGESTS in batch.others:
            self._digests.write(cursor, batch.others[topics.DIGESTS])
        _count(cursor, counts)
        if any(about_numbers.values()):
            identity.record(cursor, about_numbers, self.directory)

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
        events: Events,
        judge: Judge,
        counts: dict[str, dict[Submission, Counter[str]]],
    ) -> list[identity.Place]:
        """Write one item's events; the places of those that say how one number follows another."""
        tables, (schema, records, frame) = self._tables[item.item], events
        applied = tables.apply(cursor, frame, lambda row: value_of(records[row])[HEADER_BYTES:])
        replays = {row: _replayed(record) for row, record in enumerate(records) if record.headers}
        refused = {
            row: self._conflict(item, schema, frame.row(row, named=True), rule, records[row])
            for row, rule in sorted(applied.conflicts.items())
        }
        held = {row: refusal for row, refusal in refused.items() if row not in replays}
        for row, became in zip(held, quarantine.store(cursor, list(held.values())), strict=True):
            if became is Stored.REPEAT:
                applied.outcomes[row] = Outcome.REPEAT
        self._tell(cursor, judge, frame, applied.outcomes, replays, counts[item.item])
        if replays or applied.released:
            self._release(cursor, applied, replays, refused, counts)
        return identity.telling_places(frame)

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
        kept = np.isin(outcomes, (Outcome.APPLIED, Outcome.SUPERSEDED))
        late, past_target = (np.zeros(events.height, np.bool_) for _ in range(2))
        for judged in judge.judge(events):
            is_kept = kept[judged.rows]
            judgements.store(cursor, judge, events, judged, judgements.to_tell(judged, events) & is_kept)
            late[judged.rows] |= is_kept & (judged.verdicts == Verdict.LATE)
            past_target[judged.rows] |= is_kept & (judged.verdicts == Verdict.PAST_TARGET)
        told = pl.DataFrame(
            [
                events["submission_id"],
                events["provider"],
                pl.Series("outcome", outcomes),
                pl.Series("flagged", kept & (events["flags"] != "{}").to_numpy()),
                pl.Series("late", late),
                pl.Series("past_target", past_target),
            ]
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
        body = value_of(record)[HEADER_BYTES:]
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
        refused = [QuarantineRow(**self._quarantine_decoder.decode(value_of(r)[HEADER_BYTES:])) for r in records]
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
        stated = [self._submission_decoder.decode(value_of(record)[HEADER_BYTES:]) for record in records]
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
