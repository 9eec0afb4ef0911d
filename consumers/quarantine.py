"""Refused records into `platform.quarantine`, with their bytes and reasons, inside the caller's transaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from infra.postgres import Cursor, insert_rows, rows

_COLUMNS = (
    "provider", "item", "seq", "submission_id", "severity", "findings", "source_topic", "source_partition",
    "source_offset", "received_at", "key", "value", "value_sha256", "identity_type", "identity_number", "record_id", "record_version",
    "changed_on", "due_on", "provisional", "item_version", "replay_of", "rules_version",
)  # fmt: skip


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


def store(cursor: Cursor, refused: Sequence[QuarantineRow]) -> list[bool]:
    """Insert refused records; for each one whether it is new, False for a repeat of one that is already held.

    A repeat has the provider, item, seq and bytes of an earlier record. A refused replay is a repeat too: the record
    it replays is still held.
    """
    seqs = {(r.item, r.provider, r.seq) for r in refused if r.seq is not None}
    known: set[tuple[str, str, int, bytes]] = set()
    if seqs:
        found = rows(
            cursor,
            "SELECT item, provider, seq, value_sha256 FROM platform.quarantine WHERE (item, provider, seq) IN %s",
            (tuple(seqs),),
        )
        known = {(item, provider, seq, bytes(digest or b"")) for item, provider, seq, digest in found}
    new: list[bool] = []
    for row in refused:
        identity = None if row.seq is None else (row.item, row.provider, row.seq, row.value_sha256 or b"")
        new.append(identity is None or identity not in known)
        if identity is not None:
            known.add(identity)
    insert_rows(
        cursor,
        f"platform.quarantine ({', '.join(_COLUMNS)})",
        [_values(row) for row, is_new in zip(refused, new, strict=True) if is_new],
    )
    return new


def _values(row: QuarantineRow) -> tuple[object, ...]:
    values = [getattr(row, column) for column in _COLUMNS]
    values[_COLUMNS.index("findings")] = json.dumps(row.findings)
    return tuple(values)
