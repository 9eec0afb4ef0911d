"""One item's batch into its current and history tables, inside the caller's transaction.

History is the ledger: every event is in it once, by (topic_partition, kafka_offset) and by (provider, seq).
Current holds the largest version of each row, whenever it arrives. `apply` says what became of every event.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import polars as pl
from psycopg2.errors import UniqueViolation

from consumers.columns import history_columns, payload_columns
from infra.postgres import Cursor, copy_rows, insert_rows, rows
from schemas.codec import HEADER_BYTES
from schemas.directory import Item
from schemas.tables import KEPT_IN_CURRENT, KEY

Place = tuple[int, int]
"""(topic_partition, kafka_offset) of an event in the item's shared topic."""

TRANSFERRED = "TRANSFERRED"
"""Reason of a deletion by which a provider lets go of a record."""


class Outcome(StrEnum):
    """What became of an event; the same words everywhere."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"
    REPEAT = "repeat"
    QUARANTINED = "quarantined"
    ATTESTED = "attested"


@dataclass(frozen=True)
class Applied:
    """What became of a batch of one item's events.

    `outcomes` has every event of the batch by place; `conflicts` the rule code of those that were refused here;
    `released` the ids of quarantine rows whose very event has now been accepted.
    """

    outcomes: Mapping[Place, Outcome]
    conflicts: Mapping[Place, str]
    released: Sequence[int]


@dataclass
class ItemTables:
    """The tables of one item and what is remembered about them between batches.

    `high_water` is the largest seq seen per (partition, provider): only an event at or below it can be a repeat, so
    only such events are looked up. It belongs to the owned partitions and is dropped with them.
    """

    item: Item
    high_water: dict[tuple[int, str], int] = field(default_factory=dict)

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
        self._columns = columns
        self._history = history
        self._pending = f"pending_{self.item.table}"
        self._create_pending = f"CREATE TEMP TABLE IF NOT EXISTS {self._pending} (LIKE {history}) ON COMMIT DELETE ROWS"
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
            f"INSERT INTO {current} AS t ({', '.join(kept)}) "
            f"SELECT DISTINCT ON ({key}) {_of('h', kept)} FROM (VALUES %s) AS r (p, first, last) "
            f"JOIN {history} h ON h.topic_partition = r.p AND h.kafka_offset BETWEEN r.first AND r.last "
            "WHERE h.operation <> 'ATTEST' {only} "
            f"ORDER BY {key}, record_version DESC, kafka_offset "
            f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in kept if c not in KEY)} "
            "WHERE (t.provider = excluded.provider AND excluded.record_version > t.record_version) "
            f"OR (t.provider <> excluded.provider AND t.deleted AND t.reason = '{TRANSFERRED}') "
            "RETURNING topic_partition, kafka_offset"
        )
        self._standing = (
            f"SELECT {key}, record_version, provider, deleted AND reason IS NOT DISTINCT FROM '{TRANSFERRED}' "
            f"FROM {current} WHERE ({key}) IN %s"
        )
        self._conflicts = (
            f"SELECT h.topic_partition, h.kafka_offset, h.provider <> c.provider, h.record_version = c.record_version "
            f"AND ROW({_of('h', content)}) IS DISTINCT FROM ROW({_of('o', content)}) "
            f"FROM {history} h JOIN {current} c USING ({key}) "
            f"JOIN {history} o ON (o.topic_partition, o.kafka_offset) = (c.topic_partition, c.kafka_offset) "
            "WHERE (h.topic_partition, h.kafka_offset) IN %s"
        )

    def apply(self, cursor: Cursor, events: pl.DataFrame, bodies: Mapping[Place, bytes]) -> Applied:
        """Write a batch.

        Args:
            cursor: in the transaction that also moves the offsets.
            events: one row per event with the history columns, in the order of arrival.
            bodies: each event's bytes after the framing, to compare with quarantined ones.
        """
        outcomes: dict[Place, Outcome] = {}
        conflicts: dict[Place, str] = {}
        released: list[int] = []
        held = self._held(cursor, events)
        suspect = self._suspects(events, held)
        clean, suspects = events.filter(~suspect), events.filter(suspect)
        try:
            cursor.execute("SAVEPOINT batch")
            copy_rows(cursor, self._history, self._columns, clean)
        except UniqueViolation:
            # The same seq on two partitions: a re-used seq, or a provider that partitions in its own way.
            cursor.execute("ROLLBACK TO SAVEPOINT batch")
            clean, suspects = events.clear(), events
        kept = [clean]
        while suspects.height:
            first = suspects.select(pl.struct("provider", "seq").is_first_distinct()).to_series()
            kept.append(self._keep(cursor, suspects.filter(first), held, bodies, outcomes, conflicts, released))
            suspects = suspects.filter(~first)
        self._update_current(cursor, pl.concat(kept), outcomes, conflicts)
        self._remember(events)
        return Applied(outcomes, conflicts, released)

    def _held(self, cursor: Cursor, events: pl.DataFrame) -> dict[tuple[str, int], list[int]]:
        """Open quarantine rows whose seq lies in the batch's range: (provider, seq) to their ids."""
        ranges = events.group_by("provider").agg(pl.col("seq").min().alias("first"), pl.col("seq").max().alias("last"))
        held: dict[tuple[str, int], list[int]] = defaultdict(list)
        for provider, first, last in ranges.iter_rows():
            found = rows(
                cursor,
                "SELECT seq, quarantine_id FROM platform.quarantine "
                "WHERE item = %s AND provider = %s AND seq BETWEEN %s AND %s AND state = 'OPEN'",
                (self.item.item, provider, first, last),
            )
            for seq, quarantine_id in found:
                held[provider, seq].append(quarantine_id)
        return held

    def _suspects(self, events: pl.DataFrame, held: Mapping[tuple[str, int], Any]) -> pl.Series:
        """Rows that may be repeats or re-used seqs: at or below what was seen before them, or held in quarantine."""
        before = [
            self.high_water.get((partition, provider), 0)
            for partition, provider in events.select("topic_partition", "provider")
            .unique(maintain_order=True)
            .iter_rows()
        ]
        groups = (
            events.select("topic_partition", "provider")
            .unique(maintain_order=True)
            .with_columns(before=pl.Series(before, dtype=pl.Int64))
        )
        marked = events.select("topic_partition", "provider", "seq").join(
            groups, on=["topic_partition", "provider"], how="left", maintain_order="left"
        )
        group = ["topic_partition", "provider"]
        highest = pl.col("seq").cum_max().shift(1).over(group).fill_null(0)
        suspect = marked.select((pl.col("seq") <= pl.max_horizontal(highest, "before")).alias("suspect")).to_series()
        if held:
            seqs = pl.DataFrame(
                {"provider": [p for p, _ in held], "seq": [s for _, s in held], "held": True},
                schema={"provider": pl.String, "seq": pl.Int64, "held": pl.Boolean},
            )
            on_hold = marked.join(seqs, on=["provider", "seq"], how="left", maintain_order="left")["held"]
            suspect = suspect | on_hold.fill_null(value=False)
        return suspect

    def _keep(
        self,
        cursor: Cursor,
        suspects: pl.DataFrame,
        held: Mapping[tuple[str, int], list[int]],
        bodies: Mapping[Place, bytes],
        outcomes: dict[Place, Outcome],
        conflicts: dict[Place, str],
        released: list[int],
    ) -> pl.DataFrame:
        """Sort suspects into repeats, re-used seqs and new events; the new ones go to history and are returned."""
        cursor.execute(self._create_pending)
        cursor.execute(f"DELETE FROM {self._pending}")
        copy_rows(cursor, self._pending, self._columns, suspects)
        for partition, offset, same in rows(cursor, self._compare_pending):
            if same:
                outcomes[partition, offset] = Outcome.REPEAT
            else:
                conflicts[partition, offset] = "SEQ-REUSED"
        new: list[Place] = []
        for partition, offset, provider, seq in suspects.select(
            "topic_partition", "kafka_offset", "provider", "seq"
        ).iter_rows():
            place = (partition, offset)
            if place in outcomes or place in conflicts:
                continue
            earlier = held.get((provider, seq), [])
            same_event = [i for i, value in _values(cursor, earlier) if bodies[place].startswith(value[HEADER_BYTES:])]
            if earlier and not same_event:
                conflicts[place] = "SEQ-REUSED"
            else:
                released += same_event
                new.append(place)
        for place in conflicts:
            outcomes[place] = Outcome.QUARANTINED
        if not new:
            return suspects.clear()
        cursor.execute(self._keep_pending, (tuple(new),))
        return _at(suspects, new)

    def _update_current(
        self, cursor: Cursor, events: pl.DataFrame, outcomes: dict[Place, Outcome], conflicts: dict[Place, str]
    ) -> None:
        attested = events.filter(pl.col("operation") == "ATTEST")
        for place in attested.select("topic_partition", "kafka_offset").iter_rows():
            outcomes[place] = Outcome.ATTESTED
        changes = events.filter(pl.col("operation") != "ATTEST") if attested.height else events
        if not changes.height:
            return
        several = changes.filter(changes.select(pl.struct(KEY).is_duplicated()).to_series())
        waves = _waves(several) if several.height else [(changes, None)]
        if several.height:
            single = changes.filter(~changes.select(pl.struct(KEY).is_duplicated()).to_series())
            waves = [(pl.concat([single, waves[0][0]]), waves[0][0]), *waves[1:]]
        not_applied: list[Place] = []
        for wave, repeated_keys in waves:
            not_applied += self._upsert_wave(cursor, wave, repeated_keys, outcomes, whole=len(waves) == 1)
        if not_applied:
            self._refuse_conflicts(cursor, not_applied, outcomes, conflicts)

    def _upsert_wave(
        self,
        cursor: Cursor,
        wave: pl.DataFrame,
        repeated_keys: pl.DataFrame | None,
        outcomes: dict[Place, Outcome],
        *,
        whole: bool,
    ) -> list[Place]:
        """Bring current up to date with events whose keys each have one provider; places that did not win."""
        expected = self._expected(cursor, repeated_keys) if repeated_keys is not None and repeated_keys.height else {}
        places = wave.select("topic_partition", "kafka_offset")
        ranges = places.group_by("topic_partition").agg(
            pl.col("kafka_offset").min().alias("first"), pl.col("kafka_offset").max().alias("last")
        )
        # Everything in history between the offsets of the batch came with it; of several waves each takes its own.
        only = "" if whole else "AND (h.topic_partition, h.kafka_offset) IN %s"
        values = cursor.mogrify(
            ",".join(["(%s,%s,%s)"] * ranges.height), [v for row in ranges.iter_rows() for v in row]
        )
        sql = self._upsert.replace("%s", values.decode(), 1).replace("{only}", only)
        cursor.execute(sql, None if whole else (tuple(places.iter_rows()),))
        won = set(cursor.fetchall())
        lost: list[Place] = []
        for place in places.iter_rows():
            if place in won or expected.get(place, False):
                outcomes[place] = Outcome.APPLIED
            else:
                outcomes[place] = Outcome.SUPERSEDED
                lost.append(place)
        return lost

    def _expected(self, cursor: Cursor, repeated_keys: pl.DataFrame) -> dict[Place, bool]:
        """For keys with several events in the batch: which of them exceeded every earlier version."""
        keys = repeated_keys.select(KEY).unique()
        standing = {r[:3]: r[3:] for r in rows(cursor, self._standing, (tuple(keys.iter_rows()),))}
        largest: dict[tuple[Any, ...], int] = {}
        exceeded: dict[Place, bool] = {}
        columns = (*KEY, "record_version", "provider", "topic_partition", "kafka_offset")
        for *key_list, version, provider, partition, offset in repeated_keys.select(columns).iter_rows():
            key = tuple(key_list)
            if key not in largest:
                at, owner, let_go = standing.get(key, (0, provider, False))
                # The row of another provider stands whatever the version, unless that provider let it go.
                largest[key] = at if owner == provider else (0 if let_go else version)
            exceeded[partition, offset] = version > largest[key]
            largest[key] = max(version, largest[key])
        return exceeded

    def _refuse_conflicts(
        self, cursor: Cursor, places: Sequence[Place], outcomes: dict[Place, Outcome], conflicts: dict[Place, str]
    ) -> None:
        refused: list[Place] = []
        for partition, offset, foreign, contradicts in rows(cursor, self._conflicts, (tuple(places),)):
            if foreign or contradicts:
                place = (partition, offset)
                conflicts[place] = "OWN-RECORD" if foreign else "VERSION-CONFLICT"
                outcomes[place] = Outcome.QUARANTINED
                refused.append(place)
        if refused:
            cursor.execute(
                f"DELETE FROM {self._history} WHERE (topic_partition, kafka_offset) IN %s", (tuple(refused),)
            )

    def _remember(self, events: pl.DataFrame) -> None:
        top = events.group_by("topic_partition", "provider").agg(pl.col("seq").max())
        for partition, provider, seq in top.iter_rows():
            self.high_water[partition, provider] = max(seq, self.high_water.get((partition, provider), 0))

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

    def save_high_water(self, cursor: Cursor, events: pl.DataFrame) -> None:
        """Store the largest seqs this batch touched, in the batch's transaction."""
        touched = events.select("topic_partition", "provider").unique().iter_rows()
        insert_rows(
            cursor,
            "platform.seq_high_water (item, topic_partition, provider, seq)",
            [(self.item.item, *key, self.high_water[key]) for key in sorted(touched)],
            "ON CONFLICT (item, topic_partition, provider) DO UPDATE SET seq = greatest(seq_high_water.seq, excluded.seq)",
        )


def _waves(several: pl.DataFrame) -> list[tuple[pl.DataFrame, pl.DataFrame]]:
    """Events of keys that occur several times, split so that within a wave each key has one provider.

    Whoever comes first owns the record, so a change of provider within a batch has to be settled in order.
    """
    changes = (pl.col("provider") != pl.col("provider").shift(1)).over(KEY).fill_null(value=False)
    wave = several.select(changes.cum_sum().over(KEY)).to_series()
    parts = [several.filter(wave == number) for number in sorted(wave.unique().to_list())]
    return [(part, part) for part in parts]


def _at(events: pl.DataFrame, places: Sequence[Place]) -> pl.DataFrame:
    wanted = pl.DataFrame(places, schema={"topic_partition": pl.Int16, "kafka_offset": pl.Int64}, orient="row")
    return events.join(wanted, on=["topic_partition", "kafka_offset"], how="semi", maintain_order="left")


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
