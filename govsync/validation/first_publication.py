"""What a publisher would know of a file's records if this file were the first it publishes.

Needed only where rows state their record's version: whether a version grows depends on the rows before. Kept in a
temporary database without a name, so that memory does not grow with the file; records are kept as hashes.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import blake2b

import polars as pl

from producers.mapping import RecordKey, Refused, content_hashes, records_of, statements
from producers.state import Standing

_TABLES = """
CREATE TABLE record (record BLOB PRIMARY KEY, version INTEGER NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE told (statement BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE wanted (record BLOB PRIMARY KEY) WITHOUT ROWID;
"""


class FirstPublication:
    """The records of the rows seen so far: largest version published, and content last seen."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def known(self, records: Iterable[RecordKey]) -> dict[RecordKey, Standing]:
        """What was seen of these records; version 0 where nothing was published. Those never seen are missing."""
        hashes = {_hash(record): record for record in records}
        self._database.execute("DELETE FROM wanted")
        self._database.executemany("INSERT INTO wanted VALUES (?)", ((digest,) for digest in hashes))
        found = self._database.execute("SELECT record, version, content FROM wanted JOIN record USING (record)")
        return {hashes[digest]: Standing(version, content, deleted=False) for digest, version, content in found}

    def is_told(self, statement: bytes) -> bool:
        """Whether this was said about other identities before; from now on it was."""
        return self._database.execute("INSERT OR IGNORE INTO told VALUES (?)", (statement,)).rowcount == 0

    def keep(self, standing: Mapping[RecordKey, Standing]) -> None:
        """Remember."""
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT INTO record VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET version = excluded.version, content = excluded.content",
            ((_hash(record), known.version, known.content) for record, known in standing.items()),
        )
        self._database.execute("COMMIT")


def repeated_versions(
    seen: FirstPublication, changes: pl.DataFrame, refused: Mapping[int, Refused]
) -> dict[int, Refused]:
    """The rows that state a version their record already has, by number.

    A row that repeats the one before of its record and says nothing new about other identities is not published, and may
    state any version.

    Args:
        seen: the records of the rows before; those of these rows are added.
        changes: the rows, as `Changes.frame` has them.
        refused: those among them that are not published for another reason.
    """
    records = records_of(changes)
    known = seen.known(set(records))
    contents = {record: standing.content for record, standing in known.items()}
    versions = {record: standing.version for record, standing in known.items()}
    repeated = {}
    for record, content, said, number, version in zip(
        records,
        content_hashes(changes),
        statements(changes),
        changes["file_row"].to_list(),
        changes["version"].to_list(),
        strict=True,
    ):
        is_repeat = contents.get(record) == content and (said is None or seen.is_told(said))
        contents[record] = content
        before = versions.get(record, 0)
        if is_repeat:
            continue
        if version is not None and version <= before:
            repeated[number] = Refused("FILE-VERSION", "record_version")
        elif number not in refused:
            versions[record] = before + 1 if version is None else version
    seen.keep({record: Standing(versions.get(record, 0), content, False) for record, content in contents.items()})
    return repeated


def _hash(record: RecordKey) -> bytes:
    return blake2b("\0".join(record).encode("utf-8", "surrogatepass"), digest_size=16).digest()
