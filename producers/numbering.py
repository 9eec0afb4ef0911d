"""From changes to events: seq, version, key and bytes. Pure: what was published before is an argument."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import polars as pl

from infra.kafka import MAX_EVENT_BYTES
from producers.mapping import (
    NUMBERS_CHANGE,
    ROLES,
    Change,
    RecordKey,
    Refused,
    each_change,
    is_told,
    statements,
)
from producers.state import Event, Standing
from schemas.codec import BatchDecoder, BatchEncoder, Encoder, event_id, event_ids, symbols_of
from schemas.directory import Item
from schemas.directory_files import load_directory
from schemas.identifiers import key
from schemas.identifiers.column import key_column
from schemas.released import load_released

CHUNK_EVENTS = 5000
CHUNK_BYTES = 16 * 1024 * 1024
"""Events are numbered, kept and confirmed in chunks of at most so many."""

LARGEST_EVENT_BYTES = MAX_EVENT_BYTES - 4096
"""What is left for an event when the broker has added its own."""


class Draft(NamedTuple):
    """A change to be published, the hash of its content, and the file row it comes from."""

    change: Change
    content: bytes
    file_row: int | None


class Statement(NamedTuple):
    """What all events of a submission say, unless a row says otherwise."""

    submission_id: str
    origin: str
    origin_ref: str | None
    recorded_at: datetime


class Prepared(NamedTuple):
    """Events with their numbers, and the rows that could not become one."""

    events: list[Event]
    refused: list[tuple[int, Refused]]


class Numbering:
    """One provider's way of making events of one item."""

    def __init__(self, item: Item, provider: str) -> None:
        self._item = item
        self._provider = provider
        self._review = load_directory().review_for(item.item, provider)
        schema = load_released().latest("inbound", item.item)
        self._encoder = Encoder(schema)
        self._batch_encoder = BatchEncoder(schema)
        self._columns = BatchDecoder(schema).columns
        self._symbols = symbols_of(schema)
        after = self._columns["after"]
        assert isinstance(after, pl.Struct)
        self._elements = after.to_schema()
        self._no_elements: dict[str, Any] = dict.fromkeys(e.name for e in item.elements)

    def prepare(
        self,
        drafts: Sequence[Draft],
        statement: Statement,
        *,
        first_seq: int,
        standing: Mapping[RecordKey, Standing],
        version_floor: int = 0,
    ) -> Prepared:
        """Give changes their seq and version and encode them.

        Args:
            drafts: the changes, in the order in which they take effect.
            statement: what they say alike.
            first_seq: seq of the first event; the others follow without gaps.
            standing: what was last published of the records of `drafts`; those never published are missing.
            version_floor: no record without a standing has ever had a version above this.
        """
        known = dict(standing)
        seq = first_seq
        prepared = Prepared([], [])
        for change, content, file_row in drafts:
            before = known.get(change.record)
            version = _next_version(change.version, before, version_floor)
            if version is None:
                prepared.refused.append((file_row or 0, Refused("FILE-VERSION", "record_version")))
                continue
            try:
                value = self._encode(change, seq, version, before, statement)
            except ValueError:
                prepared.refused.append((file_row or 0, Refused("FILE-VALUE", "")))
                continue
            if len(value) > LARGEST_EVENT_BYTES:
                prepared.refused.append((file_row or 0, Refused("FILE-SIZE", "")))
                continue
            standing_now = known[change.record] = Standing(version, content, change.after is None)
            kafka_key = key(change.record.identity_type, change.record.identity_number)
            event = Event(seq, kafka_key, value, file_row, (change.record, standing_now), change.statement())
            prepared.events.append(event)
            seq += 1
        return prepared

    def prepare_columns(
        self,
        changes: pl.DataFrame,
        records: Sequence[RecordKey],
        contents: Sequence[bytes],
        statement: Statement,
        *,
        first_seq: int,
        standing: Mapping[RecordKey, Standing],
        version_floor: int = 0,
    ) -> Prepared:
        """`prepare` of changes as columns: the same events, byte for byte.

        Args:
            changes: as `Changes.frame` has them, in the order in which they take effect.
            records: the record of each (`records_of`).
            contents: the hash of the content of each.
            statement: as for `prepare`, like the others.
            first_seq: likewise.
            standing: likewise.
            version_floor: likewise.
        """
        known = dict(standing)
        kept: list[int] = []
        versions: list[int] = []
        is_new: list[bool] = []
        states: list[tuple[RecordKey, Standing]] = []
        prepared = Prepared([], [])
        rows = zip(
            records, contents, *(changes[name].to_list() for name in ("file_row", "version", "deleted")), strict=True
        )
        for position, (record, content, file_row, stated, deleted) in enumerate(rows):
            before = known.get(record)
            version = _next_version(stated, before, version_floor)
            if version is None:
                prepared.refused.append((file_row, Refused("FILE-VERSION", "record_version")))
                continue
            state = known[record] = Standing(version, content, deleted)
            kept.append(position)
            versions.append(version)
            is_new.append(_is_new(before))
            states.append((record, state))
        seqs = range(first_seq, first_seq + len(kept))
        sent = changes if len(kept) == changes.height else changes[kept]
        events = self.columns(
            sent,
            statement,
            event_ids=pl.Series(event_ids(self._provider, self._item.item, seqs), dtype=pl.String),
            seqs=pl.Series(seqs, dtype=pl.Int64),
            versions=pl.Series(versions, dtype=pl.Int64),
            is_new=pl.Series(is_new, dtype=pl.Boolean),
        )
        # What is said of other identities is a list; the few that say it are encoded one by one.
        values = self._batch_encoder.encode(events.with_columns(related=pl.lit(None, self._columns["related"])))
        at = is_told(sent).arg_true()
        for position, (_, change) in zip(at.to_list(), each_change(sent[at]), strict=True):
            before = Standing(0, b"", deleted=is_new[position])
            values[position] = self._encode(change, seqs[position], versions[position], before, statement)
        if max(map(len, values), default=0) > LARGEST_EVENT_BYTES:
            # An event that cannot be sent takes no number: the others are then numbered one by one.
            drafts = [Draft(c, content, row) for (row, c), content in zip(each_change(changes), contents, strict=True)]
            return self.prepare(drafts, statement, first_seq=first_seq, standing=standing, version_floor=version_floor)
        keys = events.select(key_column(pl.col("identity_type"), pl.col("identity_number"))).to_series().to_list()
        prepared.events.extend(map(Event, seqs, keys, values, sent["file_row"].to_list(), states, statements(sent)))
        return prepared

    def columns(
        self,
        changes: pl.DataFrame,
        statement: Statement,
        *,
        event_ids: pl.Expr | pl.Series,
        seqs: pl.Expr | pl.Series,
        versions: pl.Expr | pl.Series,
        is_new: pl.Expr | pl.Series,
    ) -> pl.DataFrame:
        """The same events as columns: those of the item's inbound Avro schema, enums as indexes.

        Args:
            changes: what the events say, as `Changes.frame` has it.
            statement: what they say alike.
            event_ids: the id of each;
            seqs: its seq;
            versions: the version of its record;
            is_new: whether that record did not stand before.
        """
        deleted = pl.col("deleted")
        operations = self._symbols["operation"]
        create, update, delete = (pl.lit(operations.index(name)) for name in ("CREATE", "UPDATE", "DELETE"))
        stated = pl.col("operation").replace_strict(
            NUMBERS_CHANGE, [operations.index(name) for name in NUMBERS_CHANGE], default=None
        )
        said: dict[str, Any] = {
            "provider": self._provider,
            "item": self._item.item,
            "submission_id": statement.submission_id,
            "origin_ref": statement.origin_ref,
            "recorded_at": statement.recorded_at,
            "review_ref": self._review,
        }
        made = {
            "event_id": event_ids,
            "seq": seqs,
            "operation": pl.coalesce(
                pl.when(deleted).then(delete), stated, pl.when(is_new).then(create).otherwise(update)
            ),
            "related": self._related(changes),
            "record_version": versions,
            "origin": _or(changes, "origin", pl.String(), statement.origin).replace_strict(
                self._symbols["origin"], range(len(self._symbols["origin"]))
            ),
            "after": pl.when(~deleted).then(
                pl.struct(_or(changes, name, dtype, None) for name, dtype in self._elements.items())
            ),
        }
        return changes.select(
            made[name].cast(dtype).alias(name) if name in made else _or(changes, name, dtype, said.get(name))
            for name, dtype in self._columns.items()
        )

    def attest(self, seq: int, changed_on: date, statement: Statement) -> Event:
        """The event by which the provider states that nothing has changed up to and including that day."""
        identity = RecordKey("AGENCY", self._provider, "")
        nothing = Change(identity, changed_on, None, {})
        value = self._encoder.encode({**self._fields(nothing, seq, seq, statement), "operation": "ATTEST"})
        return Event(seq, key(identity.identity_type, identity.identity_number), value, None, None)

    def _encode(self, change: Change, seq: int, version: int, before: Standing | None, statement: Statement) -> bytes:
        content = "DELETE" if change.after is None else change.operation
        operation = content or ("CREATE" if _is_new(before) else "UPDATE")
        return self._encoder.encode({**self._fields(change, seq, version, statement), "operation": operation})

    def _related(self, changes: pl.DataFrame) -> pl.Series:
        """The parties of every row, roles as indexes."""
        told: list[list[dict[str, Any]] | None] = [None] * changes.height
        if "related" in changes.columns:
            parties = changes["related"]
            for position in parties.is_not_null().arg_true().to_list():
                told[position] = [{**party, "role": ROLES.index(party["role"])} for party in parties[position]]
        return pl.Series(told, dtype=self._columns["related"])

    def _fields(self, change: Change, seq: int, version: int, statement: Statement) -> dict[str, Any]:
        """Every field of the envelope but the operation, and the record."""
        return {
            "event_id": event_id(self._provider, self._item.item, seq),
            "provider": self._provider,
            "item": self._item.item,
            "seq": seq,
            "submission_id": statement.submission_id,
            "origin": statement.origin,
            "origin_ref": statement.origin_ref,
            "origin_platform": None,
            "identity_type": change.record.identity_type,
            "identity_number": change.record.identity_number,
            "record_id": change.record.record_id,
            "record_version": version,
            "changed_on": change.changed_on,
            "valid_from_on": None,
            "decided_on": None,
            "recorded_at": statement.recorded_at,
            "related": [party._asdict() for party in change.related] or None,
            "reason": None,
            "review_ref": self._review,
            **change.envelope,
            "after": None if change.after is None else {**self._no_elements, **change.after},
        }


def _next_version(stated: int | None, before: Standing | None, floor: int) -> int | None:
    """The version of a record's next event; None where the one stated is not above the last."""
    if stated is None:
        return (before.version if before else floor) + 1
    return stated if stated > (before.version if before else 0) else None


def _is_new(before: Standing | None) -> bool:
    return before is None or before.deleted


def _or(changes: pl.DataFrame, name: str, dtype: Any, otherwise: Any) -> pl.Expr:
    """A column of the changes where it has a value, else a value that all events share."""
    shared = pl.lit(otherwise, dtype).alias(name)
    if name not in changes.columns:
        return shared
    return pl.col(name) if otherwise is None else pl.col(name).fill_null(shared)
