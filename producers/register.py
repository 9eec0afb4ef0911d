"""A provider's whole register as its file says it, under pseudonyms: what a digest is computed from.

It lies in a temporary file while it is looked at, so that memory does not grow with it.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple, Self

from producers.mapping import Change, Refused, RowMapper
from producers.reader import SourceFile
from schemas.bilingual import Refusal
from schemas.held_set import BUCKETS, HeldRecord, HeldSet, Pseudonyms, Sums

_CHUNK_ROWS = 5000
_ROWS_NAMED = 5
_CACHE_KIB = 32 * 1024
_TABLE = """
CREATE TABLE held (
  pseudonym BLOB PRIMARY KEY, fingerprint BLOB NOT NULL, version INTEGER NOT NULL, deleted INTEGER NOT NULL,
  changed_on INTEGER NOT NULL, file_row INTEGER NOT NULL
) WITHOUT ROWID
"""
# As publishing does: of a record's rows the last one stands, of rows that state versions the one with the largest.
_KEEP = """
INSERT INTO held VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET fingerprint = excluded.fingerprint, version = excluded.version, deleted = excluded.deleted,
  changed_on = excluded.changed_on, file_row = excluded.file_row
WHERE excluded.version >= version
"""


class RegisterRow(NamedTuple):
    """A record of the register and the row of the file that states it."""

    record: HeldRecord
    file_row: int


class Register:
    """The records of one file. Use it as a context: its temporary file goes with it."""

    def __init__(self, pseudonyms: Pseudonyms) -> None:
        self._pseudonyms = pseudonyms
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(_TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, changes: Sequence[tuple[int, Change]]) -> None:
        """Take in rows of the file, in its order: number and what it says."""
        self._database.execute("BEGIN")
        self._database.executemany(_KEEP, (self._row(number, change) for number, change in changes))
        self._database.execute("COMMIT")

    def held_set(self) -> HeldSet:
        """The digest of all records that are not deleted."""
        sums = Sums()
        for pseudonym, fingerprint in self._database.execute(
            "SELECT pseudonym, fingerprint FROM held WHERE NOT deleted"
        ):
            sums.add(pseudonym, fingerprint)
        return sums.held_set()

    def in_buckets(self, buckets: Collection[int], limit: int) -> tuple[list[int], list[RegisterRow]]:
        """The records of these buckets, whole buckets only.

        Args:
            buckets: which.
            limit: so many records at most; the first bucket counts whatever its size.

        Returns:
            The buckets that are told of in full, and their records in no order of the file.
        """
        told: list[int] = []
        found: list[RegisterRow] = []
        for bucket in sorted(buckets):
            rows = list(self._bucket(bucket))
            if told and len(found) + len(rows) > limit:
                break
            told.append(bucket)
            found += rows
        return told, found

    def _bucket(self, bucket: int) -> Iterator[RegisterRow]:
        after = bytes([bucket + 1]) if bucket + 1 < BUCKETS else b"\xff" * 17
        for pseudonym, fingerprint, changed_on, file_row in self._database.execute(
            "SELECT pseudonym, fingerprint, changed_on, file_row FROM held "
            "WHERE pseudonym >= ? AND pseudonym < ? AND NOT deleted",
            (bytes([bucket]), after),
        ):
            yield RegisterRow(HeldRecord(pseudonym, fingerprint, date.fromordinal(changed_on)), file_row)

    def _row(self, number: int, change: Change) -> tuple[bytes, bytes, int, bool, int, int]:
        pseudonym = self._pseudonyms.of(*change.record)
        fingerprint = self._pseudonyms.fingerprint(pseudonym, change.content())
        return pseudonym, fingerprint, change.version or 0, change.after is None, change.changed_on.toordinal(), number


def read_register(source: SourceFile, mapper: RowMapper, register: Register, progress: Callable[[int], None]) -> None:
    """Read a whole file into a register; `progress` is told how many rows were read.

    Raises:
        Refusal: a row cannot be read. What it hides could be any record, so no digest can be stated.
    """
    read = 0
    unreadable: list[tuple[int, Refused]] = []
    count = 0
    rows = source.rows()
    while chunk := list(islice(rows, _CHUNK_ROWS)):
        good: list[tuple[int, Change]] = []
        for row in chunk:
            change = mapper.outcome_of(row)
            if isinstance(change, Refused):
                count += 1
                if len(unreadable) < _ROWS_NAMED:
                    unreadable.append((row.number, change))
            else:
                good.append((row.number, change))
        register.add(good)
        read += len(chunk)
        progress(read)
    if unreadable:
        raise _cannot_be_read(source.path.name, count, unreadable)


def _cannot_be_read(name: str, count: int, some: Sequence[tuple[int, Refused]]) -> Refusal:
    rows = ", ".join(
        f"{number} ({refused.rule}{f' {refused.column}' if refused.column else ''})" for number, refused in some
    )
    return Refusal(
        f"{name}: {count:,} rows cannot be read, so what it holds cannot be stated: row {rows}"
        f"{' and others' if count > len(some) else ''}. Correct these rows and run the command again; "
        "`govsync validate` says what is wrong with each.",
        f"{name}:有 {count:,} 行无法读取,因此无法计算摘要:第 {rows} 行{'等' if count > len(some) else ''}。"
        "请更正后重新运行;`govsync validate` 会逐行说明问题。",
    )
