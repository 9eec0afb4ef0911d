"""One item's batch into its current and history tables, inside the caller's transaction.

History is the ledger: every event is in it once, by (topic_partition, kafka_offset) and by (provider, seq).
Current holds the largest version of each row, whenever it arrives. `apply` says what became of every event.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from psycopg2.errors import UniqueViolation

from consumers.columns import history_columns, payload_columns
from infra.postgres import Cursor, copy_rows, insert_rows, rows
from schemas.codec import HEADER_BYTES
from schemas.directory import Item
from schemas.tables import KEPT_IN_CURRENT, KEY

_Stream = tuple[int, str]
"""(topic_partition, provider): within it seqs usually grow."""

_Streams = Mapping[_Stream, NDArray[np.intp]]
"""The rows of each, in order."""

Place = tuple[int, int]
"""(topic_partition, kafka_offset) of an event in the item's shared topic."""

_PLACE = ("topic_partition", "kafka_offset")
_ROW = "row"
_DECIDING = [_ROW, *_PLACE, *KEY, "provider", "record_version", "operation"]
"""What it takes to say which event of a record stands; whole rows are in history by then."""

_NEVER = 2**63
"""A version no event exceeds."""

TRANSFERRED = "TRANSFERRED"
"""Reason of a deletion by which a provider lets go of a record."""


def released(item: Item, owner: str, record_version: str, row: str) -> str:
    """SQL: a decision has released a record from its provider (Article 18).

    Args:
        item: the record's item.
        owner: expression of that provider.
        record_version: expression of the version that stands of it.
        row: alias of a row with the record's key.
    """
    return (
        f"EXISTS (SELECT FROM platform.record_release r WHERE r.item = '{item.item}' AND ({_of('r', KEY)}) = ({_of(row, KEY)}) "
        f"AND r.provider = {owner} AND r.record_version >= {record_version})"
    )


class Outcome(IntEnum):
    """What became of an event; the same words everywhere (`wire`)."""

    APPLIED = 0
    SUPERSEDED = 1
    REPEAT = 2
    QUARANTINED = 3
    ATTESTED = 4

    @property
    def wire(self) -> str:
        """The name used in tables and JSON."""
        return self.name.lower()


@dataclass(frozen=True)
class Applied:
    """What became of a batch of one item's events.

    `outcomes` has an `Outcome` per event, in the batch's order; `conflicts` maps the row of an event that was refused
    here to its rule code; `released` the row of an event to the ids of quarantine rows that held it until now.
    """

    outcomes: NDArray[np.int8]
    conflicts: Mapping[int, str]
    released: Mapping[int, Sequence[int]]


@dataclass
class _Progress:
    """What is known so far about the events of one batch, by row."""

    outcomes: NDArray[np.int8]
    conflicts: dict[int, str] = field(default_factory=dict)
    held: dict[int, list[int]] = field(default_factory=dict)
    """Ids of the quarantine rows that hold the very event of a row."""

    def refuse(self, row: int, rule: str) -> None:
        """An event contradicts what is there."""
        self.held.pop(row, None)
        self.conflicts[row] = rule
        self.outcomes[row] = Outcome.QUARANTINED

    def applied(self) -> Applied:
        """What it came to: events that are held and contradict nothing any more are released."""
        return Applied(self.outcomes, self.conflicts, self.held)


@dataclass
class ItemTables:
    """The tables of one item and what is remembered about them between batches.

    `high_water` is the largest seq seen per (partition, provider): only an event at or below it can be a repeat, so
    only such events are looked up. It belongs to the owned partitions and is dropped with them.
    """

    item: Item
    high_water: dict[_Stream, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        current = f"{self.item.database}.{self.item.table}"
        history = f"{current}_history"
        elements = [e.name for e in self.item.elements]
        kept = [*KEPT_IN_CURRENT, *elements]
        columns = history_columns(self.item)
        payload = payload_columns(self.item)
        content = ["operation", "changed_on", "valid_from_on", "decided_on", "related", "reason", *elements]
        key = ", ".join(KEY)
        listed = ", ".join(columns)
        let_go = (
            f"(t.deleted AND t.reason IS NOT DISTINCT FROM '{TRANSFERRED}' "
            f"OR {released(self.item, 't.provider', 't.record_version', 't')})"
        )
        self._columns = columns
        self._history = history
        self._pending = f"pending_{self.item.table}"
        self._create_pending = (
            f"CREATE TEMP TABLE IF NOT EXISTS {self._pending} (LIKE {history} INCLUDING DEFAULTS) ON COMMIT DELETE ROWS"
        )
        self._compare_pending = (
            f"SELECT p.topic_partition, p.kafka_offset, ROW({_of('p', payload)}) IS NOT DISTINCT FROM ROW({_of('h', payload)}) "
            f"FROM {self._pending} p JOIN {history} h USING (provider, seq)"
        )
        self._keep_pending = (
            f"INSERT INTO {history} ({listed}) SELECT {listed} FROM {self._pending} "
            "WHERE (topic_partition, kafka_offset) IN %s"
        )
        # The newest version of each row in the batch against the row that stands. Rows of another provider stay:
        # versions of different providers do not compare, unless the owner has let the record go.
        self._upsert = (
            f"WITH won AS (INSERT INTO {current} AS t ({', '.join(kept)}) "
            f"SELECT DISTINCT ON ({key}) {_of('h', kept)} FROM (VALUES {{ranges}}) AS r (p, first, last) "
            f"JOIN {history} h ON h.topic_partition = r.p AND h.kafka_offset BETWEEN r.first AND r.last "
            "WHERE h.operation <> 'ATTEST' {only} "
            f"ORDER BY {key}, record_version DESC, kafka_offset "
            f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in kept if c not in KEY)} "
            "WHERE (t.provider = excluded.provider AND excluded.record_version > t.record_version) "
            f"OR (t.provider <> excluded.provider AND {let_go}) "
            "RETURNING topic_partition, kafka_offset) "
            "SELECT topic_partition, string_agg(kafka_offset::text, ',') FROM won GROUP BY topic_partition"
        )
        self._standing = f"SELECT {key}, record_version, provider, {let_go} FROM {current} t WHERE ({key}) IN %s"
        # Of one version the event that came first stands; whatever contradicts it does so in any batch.
        self._conflicts = (
            f"SELECT h.topic_partition, h.kafka_offset, h.provider <> c.provider, "
            f"ROW({_of('h', content)}) IS DISTINCT FROM ROW({_of('first', content)}) "
            f"FROM {history} h JOIN {current} c USING ({key}) CROSS JOIN LATERAL ("
            f"SELECT * FROM {history} o WHERE ({_of('o', KEY)}) = ({_of('h', KEY)}) AND o.record_version = h.record_version "
            "AND o.provider = h.provider AND o.operation <> 'ATTEST' "
            "ORDER BY o.topic_partition, o.kafka_offset LIMIT 1) first "
            "WHERE (h.topic_partition, h.kafka_offset) IN %s"
        )

    def apply(self, cursor: Cursor, events: pl.DataFrame, body_of: Callable[[int], bytes]) -> Applied:
        """Write a batch.

        Args:
            cursor: in the transaction that also moves the offsets.
            events: one row per event with the history columns, in the order of arrival.
            body_of: the bytes after the framing of the event in that row, to compare with quarantined ones.
        """
        progress = _Progress(np.full(events.height, Outcome.SUPERSEDED, np.int8))
        streams = _streams(events)
        held = self._held(cursor, events, streams)
        suspect = self._suspects(events, streams, held)
        events = events.hstack([pl.Series(_ROW, np.arange(events.height))])
        if suspect.any():
            clean, suspects = events[np.flatnonzero(~suspect)], events[np.flatnonzero(suspect)]
        else:
            clean, suspects = events, events.clear()
        try:
            cursor.execute("SAVEPOINT batch")
            copy_rows(cursor, self._history, self._columns, clean[self._columns])
        except UniqueViolation:
            # The same seq on two partitions: a re-used seq, or a provider that partitions in its own way.
            cursor.execute("ROLLBACK TO SAVEPOINT batch")
            clean, suspects = events.clear(), events
        kept = [clean[_DECIDING]]
        while suspects.height:
            first = suspects.select(pl.struct("provider", "seq").is_first_distinct()).to_series()
            kept.append(self._keep(cursor, suspects.filter(first), held, body_of, progress)[_DECIDING])
            suspects = suspects.filter(~first)
        self._update_current(cursor, pl.concat(kept).sort(_ROW) if len(kept) > 1 else kept[0], progress)
        self._remember(cursor, events, streams)
        return progress.applied()

    def _held(self, cursor: Cursor, events: pl.DataFrame, streams: _Streams) -> dict[tuple[str, int], list[int]]:
        """Open quarantine rows whose seq lies in the batch's range: (provider, seq) to their ids."""
        seqs = events["seq"].to_numpy()
        extremes: dict[str, list[int]] = defaultdict(list)
        for (_, provider), at in streams.items():
            extremes[provider] += int(seqs[at].min()), int(seqs[at].max())
        held: dict[tuple[str, int], list[int]] = defaultdict(list)
        for provider, of_provider in extremes.items():
            found = rows(
                cursor,
                "SELECT seq, quarantine_id FROM platform.quarantine "
                "WHERE item = %s AND provider = %s AND seq BETWEEN %s AND %s AND state = 'OPEN'",
                (self.item.item, provider, min(of_provider), max(of_provider)),
            )
            for seq, quarantine_id in found:
                held[provider, seq].append(quarantine_id)
        return held

    def _suspects(
        self,
        events: pl.DataFrame,
        streams: _Streams,
        held: Mapping[tuple[str, int], list[int]],
    ) -> NDArray[np.bool_]:
        """Rows that may be repeats or re-used seqs: at or below what was seen before them, or held in quarantine."""
        seqs = events["seq"].to_numpy()
        suspect = np.zeros(events.height, np.bool_)
        for stream, at in streams.items():
            # The largest seq before each event: of earlier batches, then of this one.
            before = np.concatenate(([self.high_water.get(stream, 0)], seqs[at[:-1]]))
            suspect[at] = seqs[at] <= np.maximum.accumulate(before)
        if held:
            waiting = pl.DataFrame(
                [(provider, seq, True) for provider, seq in held],
                schema={"provider": pl.String, "seq": pl.Int64, "held": pl.Boolean},
                orient="row",
            )
            known = events.select("provider", "seq").join(
                waiting, on=["provider", "seq"], how="left", maintain_order="left"
            )
            suspect |= known["held"].fill_null(value=False).to_numpy()
        return suspect

    def _keep(
        self,
        cursor: Cursor,
        suspects: pl.DataFrame,
        held: Mapping[tuple[str, int], list[int]],
        body_of: Callable[[int], bytes],
        progress: _Progress,
    ) -> pl.DataFrame:
        """Sort suspects into repeats, re-used seqs and new events; the new ones go to history and are returned."""
        cursor.execute(self._create_pending)
        cursor.execute(f"DELETE FROM {self._pending}")
        copy_rows(cursor, self._pending, self._columns, suspects[self._columns])
        same = {(partition, offset): is_same for partition, offset, is_same in rows(cursor, self._compare_pending)}
        new: list[int] = []
        places: list[Place] = []
        for row, partition, offset, provider, seq in suspects.select(_ROW, *_PLACE, "provider", "seq").iter_rows():
            known = same.get((partition, offset))
            if known:
                progress.outcomes[row] = Outcome.REPEAT
                continue
            earlier = held.get((provider, seq), [])
            same_event = [i for i, value in _values(cursor, earlier) if body_of(row).startswith(value[HEADER_BYTES:])]
            if known is not None or (earlier and not same_event):
                progress.refuse(row, "SEQ-REUSED")
            else:
                if same_event:
                    progress.held[row] = same_event
                new.append(row)
                places.append((partition, offset))
        if not new:
            return suspects.clear()
        cursor.execute(self._keep_pending, (tuple(places),))
        return suspects.filter(pl.col(_ROW).is_in(new))

    def _update_current(self, cursor: Cursor, events: pl.DataFrame, progress: _Progress) -> None:
        attests = events["operation"] == "ATTEST"
        if attests.any():
            progress.outcomes[events.filter(attests)[_ROW].to_numpy()] = Outcome.ATTESTED
            events = events.filter(~attests)
        if not events.height:
            return
        repeated = events[list(KEY)].is_duplicated()
        if repeated.any():
            waves = _waves(events.filter(repeated))
            first = pl.concat([events.filter(~repeated), waves[0]])
            self._upsert_wave(cursor, first, waves[0], progress, whole=len(waves) == 1)
            for wave in waves[1:]:
                self._upsert_wave(cursor, wave, wave, progress, whole=False)
        else:
            self._upsert_wave(cursor, events, None, progress, whole=True)

    def _upsert_wave(
        self, cursor: Cursor, wave: pl.DataFrame, repeated: pl.DataFrame | None, progress: _Progress, *, whole: bool
    ) -> None:
        """Bring current up to date with events whose keys each have one provider, and refuse what contradicts."""
        exceeded = self._exceeding(cursor, repeated) if repeated is not None else []
        partitions, offsets = (wave[name].to_numpy() for name in _PLACE)
        of_partition = {int(p): offsets[partitions == p] for p in np.unique(partitions)}
        # Everything in history between the offsets of the batch came with it; of several waves each takes its own.
        only = b""
        if not whole:
            places = tuple(wave.select(_PLACE).iter_rows())
            only = cursor.mogrify("AND (h.topic_partition, h.kafka_offset) IN %s", (places,))
        ranges = [(p, int(of_p.min()), int(of_p.max())) for p, of_p in of_partition.items()]
        bounds = cursor.mogrify(",".join(["%s"] * len(ranges)), ranges)
        cursor.execute(self._upsert.format(ranges=bounds.decode(), only=only.decode()))
        rows_of_wave = wave[_ROW].to_numpy()
        for partition, listed in cursor.fetchall():
            won = np.array(listed.split(","), np.int64)
            ahead = (partitions == partition) & np.isin(offsets, won)
            progress.outcomes[rows_of_wave[ahead]] = Outcome.APPLIED
        progress.outcomes[exceeded] = Outcome.APPLIED
        overtaken = np.flatnonzero(progress.outcomes[rows_of_wave] != Outcome.APPLIED)
        if len(overtaken):
            self._refuse_conflicts(cursor, wave[overtaken], progress)

    def _exceeding(self, cursor: Cursor, repeated: pl.DataFrame) -> list[int]:
        """Of keys with several events in the batch: the rows whose version exceeded every earlier one."""
        keys = repeated.select(KEY).unique()
        standing = {r[:3]: r[3:] for r in rows(cursor, self._standing, (tuple(keys.iter_rows()),))}
        largest: dict[tuple[Any, ...], int] = {}
        exceeded: list[int] = []
        for *parts, version, provider, row in repeated.select(*KEY, "record_version", "provider", _ROW).iter_rows():
            key = tuple(parts)
            if key not in largest:
                at, owner, let_go = standing.get(key, (0, provider, False))
                # The row of another provider stands whatever the version, unless that provider let it go.
                largest[key] = at if owner == provider else (0 if let_go else _NEVER)
            if version > largest[key]:
                exceeded.append(row)
                largest[key] = version
        return exceeded

    def _refuse_conflicts(self, cursor: Cursor, overtaken: pl.DataFrame, progress: _Progress) -> None:
        row_of = {(partition, offset): row for partition, offset, row in overtaken.select(*_PLACE, _ROW).iter_rows()}
        refused: list[Place] = []
        for partition, offset, foreign, contradicts in rows(cursor, self._conflicts, (tuple(row_of),)):
            if foreign or contradicts:
                progress.refuse(row_of[partition, offset], "OWN-RECORD" if foreign else "VERSION-CONFLICT")
                refused.append((partition, offset))
        if refused:
            cursor.execute(
                f"DELETE FROM {self._history} WHERE (topic_partition, kafka_offset) IN %s", (tuple(refused),)
            )

    def load_high_water(self, cursor: Cursor, partitions: Iterable[int]) -> None:
        """Remember what earlier owners of these partitions saw."""
        found = rows(
            cursor,
            "SELECT topic_partition, provider, seq FROM platform.seq_high_water WHERE item = %s AND topic_partition IN %s",
            (self.item.item, tuple(partitions)),
        )
        self.high_water.update({(partition, provider): seq for partition, provider, seq in found})

    def forget(self, partition: int) -> None:
        """Drop what is remembered of a partition that is no longer owned."""
        self.high_water = {key: seq for key, seq in self.high_water.items() if key[0] != partition}

    def _remember(self, cursor: Cursor, events: pl.DataFrame, streams: _Streams) -> None:
        """Keep the largest seqs of the batch, here and in its transaction."""
        seqs = events["seq"].to_numpy()
        for stream, at in streams.items():
            self.high_water[stream] = max(int(seqs[at].max()), self.high_water.get(stream, 0))
        insert_rows(
            cursor,
            "platform.seq_high_water (item, topic_partition, provider, seq)",
            [(self.item.item, *stream, self.high_water[stream]) for stream in sorted(streams)],
            "ON CONFLICT (item, topic_partition, provider) DO UPDATE SET seq = greatest(seq_high_water.seq, excluded.seq)",
        )


def _streams(events: pl.DataFrame) -> _Streams:
    partitions = events["topic_partition"].to_numpy()
    streams: dict[_Stream, NDArray[np.intp]] = {}
    for provider in events["provider"].unique().to_list():
        of_provider = (events["provider"] == provider).to_numpy()
        for partition in np.unique(partitions[of_provider]).tolist():
            streams[partition, provider] = np.flatnonzero(of_provider & (partitions == partition))
    return streams


def _waves(repeated: pl.DataFrame) -> list[pl.DataFrame]:
    """Events of keys that occur several times, split so that within a wave each key has one provider.

    Whoever comes first owns the record, so a change of provider within a batch has to be settled in order.
    """
    changes = (pl.col("provider") != pl.col("provider").shift(1)).over(KEY).fill_null(value=False)
    wave = repeated.with_columns(changes.alias("change")).select(pl.col("change").cum_sum().over(KEY)).to_series()
    return [repeated.filter(wave == number) for number in sorted(wave.unique().to_list())]


def _values(cursor: Cursor, quarantine_ids: Sequence[int]) -> list[tuple[int, bytes]]:
    if not quarantine_ids:
        return []
    found = rows(
        cursor,
        "SELECT quarantine_id, value FROM platform.quarantine WHERE quarantine_id IN %s AND value IS NOT NULL",
        (tuple(quarantine_ids),),
    )
    return [(quarantine_id, bytes(value)) for quarantine_id, value in found]


def _of(alias: str, columns: Iterable[str]) -> str:
    return ", ".join(f"{alias}.{c}" for c in columns)
