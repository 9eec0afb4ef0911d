"""Refused records in `platform.quarantine`, inside the caller's transaction: held, tried again, let go.

What is counted does not depend on the order in which a refusal, the replay of it and the provider's own repetition are
read, since after a restore they may be read in any:

* a record that is held counts as quarantined, until its very event is accepted;
* a replay is not inbound: if it is accepted, the record it replays counts as that outcome instead of as quarantined;
* where the provider's own repetition is accepted, the record held before it turns from quarantined into a repeat;
* a replay that is refused, or that finds its event accepted meanwhile, counts as nothing.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Any, NamedTuple

from infra.postgres import Cursor, insert_rows, rows
from schemas.replay import Replayed

_COLUMNS = (
    "provider", "item", "seq", "submission_id", "severity", "findings", "source_topic", "source_partition",
    "source_offset", "received_at", "key", "value", "value_sha256", "identity_type", "identity_number", "record_id", "record_version",
    "changed_on", "due_on", "provisional", "item_version", "replay_of", "rules_version",
)  # fmt: skip
_PLACE = "source_topic, source_partition, source_offset"
_ASKED = f"unnest(%s::text[], %s::smallint[], %s::bigint[]) AS asked ({_PLACE})"
_LEARNT = (
    "seq", "identity_type", "identity_number", "record_id", "record_version", "changed_on", "due_on", "item_version",
)  # fmt: skip
"""What may become known of a record when it is judged again: it could not be decoded before, or had no date yet."""

Place = tuple[str, int, int]
"""Topic, partition and offset at which a record first came."""


@dataclass(frozen=True)
class QuarantineRow:
    """One refused record; `findings` are rule, severity and field path, never values."""

    provider: str
    item: str
    seq: int | None
    submission_id: str | None
    severity: str
    findings: Sequence[dict[str, str]]
    source_topic: str
    source_partition: int
    source_offset: int
    received_at: datetime
    key: bytes | None
    value: bytes | None
    value_sha256: bytes | None
    identity_type: str | None
    identity_number: str | None
    record_id: str | None
    record_version: int | None
    changed_on: date | None
    due_on: date | None
    provisional: bool
    item_version: int | None
    replay_of: str | None
    rules_version: str

    @property
    def place(self) -> Place:
        """Where the record first came."""
        return (self.source_topic, self.source_partition, self.source_offset)


class Stored(Enum):
    """What became of a refused record: it is held, a repeat of another one, or its replay has been accepted already."""

    HELD = auto()
    REPEAT = auto()
    RELEASED = auto()


def store(cursor: Cursor, refused: Sequence[QuarantineRow], accepted: Collection[Place] = ()) -> list[Stored]:
    """Hold refused records that are no replays.

    A repeat has the provider, item, seq and bytes of an earlier record.

    Args:
        cursor: in the transaction that also counts them.
        refused: the records, in the order in which they came.
        accepted: places of those whose very event is in history.

    Returns:
        What became of each.
    """
    if not refused:
        return []
    known: set[tuple[str, str, int, bytes]] = set()
    seqs = {(r.item, r.provider, r.seq) for r in refused if r.seq is not None}
    if seqs:
        found = rows(
            cursor,
            "SELECT item, provider, seq, value_sha256 FROM platform.quarantine "
            "JOIN unnest(%s::text[], %s::text[], %s::bigint[]) AS asked (item, provider, seq) USING (item, provider, seq)",
            _columns(seqs),
        )
        known = {(item, provider, seq, bytes(digest or b"")) for item, provider, seq, digest in found}
    replayed = set(
        rows(
            cursor,
            f"SELECT {_PLACE} FROM platform.quarantine_replay JOIN {_ASKED} USING ({_PLACE}) WHERE state = 'ACCEPTED'",
            _columns({r.place for r in refused}),
        )
    )
    stored: list[Stored] = []
    for row in refused:
        identity = None if row.seq is None else (row.item, row.provider, row.seq, row.value_sha256 or b"")
        if row.place in replayed:
            stored.append(Stored.RELEASED)
        elif identity in known or row.place in accepted:
            stored.append(Stored.REPEAT)
        else:
            stored.append(Stored.HELD)
        if identity is not None:
            known.add(identity)
    kept = [(row, became) for row, became in zip(refused, stored, strict=True) if became is not Stored.REPEAT]
    insert_rows(cursor, f"platform.quarantine ({', '.join(_COLUMNS)})", [_values(row) for row, _ in kept])
    release(cursor, (), [row.place for row, became in kept if became is Stored.RELEASED])
    return stored


class Released(NamedTuple):
    """A record that is no longer held, for counting."""

    place: Place
    item: str
    provider: str
    submission_id: str | None


def release(cursor: Cursor, quarantine_ids: Collection[int], places: Collection[Place]) -> list[Released]:
    """Let go of records whose very event is in history, named by their ids or their places.

    Returns:
        Those that were held until now.
    """
    ids = set(quarantine_ids)
    if places:
        sql = f"SELECT quarantine_id FROM platform.quarantine JOIN {_ASKED} USING ({_PLACE})"
        ids |= {quarantine_id for (quarantine_id,) in rows(cursor, sql, _columns(places))}
    if not ids:
        return []
    cursor.execute(
        "UPDATE platform.quarantine SET state = 'RELEASED', released_at = now() "
        f"WHERE quarantine_id IN %s AND state = 'OPEN' RETURNING {_PLACE}, item, provider, submission_id",
        (tuple(ids),),
    )
    return [Released((topic, partition, offset), *rest) for topic, partition, offset, *rest in cursor.fetchall()]


class End(Enum):
    """How an attempt to bring a held record in ended."""

    ACCEPTED = "ACCEPTED"
    REPEAT = "REPEAT"
    REFUSED = "REFUSED"


class Attempt(NamedTuple):
    """An attempt and its end; `refusal` is the record as it was refused again, and None otherwise."""

    replayed: Replayed
    end: End
    refusal: QuarantineRow | None = None


def decide(cursor: Cursor, attempts: Sequence[Attempt]) -> None:
    """Store how attempts ended, and what became known of a record by being judged again.

    The first end of an attempt stands, since it may have been sent twice; unless a later one is that it was accepted.
    """
    if not attempts:
        return
    first: dict[Replayed, Attempt] = {}
    for attempt in attempts:
        if attempt.replayed not in first or attempt.end is End.ACCEPTED:
            first[attempt.replayed] = attempt
    insert_rows(
        cursor,
        f"platform.quarantine_replay ({_PLACE}, attempt, state, findings, rules_version)",
        [
            (
                *attempt.replayed,
                attempt.end.value,
                json.dumps(attempt.refusal.findings) if attempt.refusal else None,
                attempt.refusal.rules_version if attempt.refusal else None,
            )
            for attempt in first.values()
        ],
        f"ON CONFLICT ({_PLACE}, attempt) DO UPDATE SET state = excluded.state, decided_at = now(), "
        "findings = excluded.findings, rules_version = excluded.rules_version "
        "WHERE quarantine_replay.state IN ('PLANNED', 'SENT') OR excluded.state = 'ACCEPTED'",
    )
    _learn(cursor, {attempt.replayed[:3]: attempt.refusal for attempt in first.values() if attempt.refusal})


def _learn(cursor: Cursor, refusals: Mapping[Place, QuarantineRow]) -> None:
    if not refusals:
        return
    ignorant = rows(
        cursor,
        f"SELECT {_PLACE} FROM platform.quarantine JOIN {_ASKED} USING ({_PLACE}) WHERE state = 'OPEN' "
        "AND (seq IS NULL OR due_on IS NULL)",
        _columns(refusals),
    )
    # Without a date its clock could not be started; `clock_started` is still false then.
    learnt = ", ".join(f"{c} = coalesce(q.{c}, excluded.{c})" for c in _LEARNT)
    insert_rows(
        cursor,
        f"platform.quarantine AS q ({', '.join(_COLUMNS)})",
        [_values(refusals[place], place) for place in ignorant],
        f"ON CONFLICT ({_PLACE}) DO UPDATE SET {learnt}, "
        "provisional = CASE WHEN q.due_on IS NULL THEN excluded.provisional ELSE q.provisional END",
    )


def _columns(asked: Collection[tuple[Any, ...]]) -> list[list[Any]]:
    """Keys as arrays to join with: thousands in a list of IN would each be planned for."""
    return [list(column) for column in zip(*asked, strict=True)]


def _values(row: QuarantineRow, place: Place | None = None) -> tuple[Any, ...]:
    values = {column: getattr(row, column) for column in _COLUMNS}
    values["findings"] = json.dumps(row.findings)
    if place is not None:
        values.update(zip(("source_topic", "source_partition", "source_offset"), place, strict=True))
    return tuple(values.values())
