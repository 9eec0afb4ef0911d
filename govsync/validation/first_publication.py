"""What a publisher would know of a file's records if this file were the first it publishes.

Needed only where rows state their record's version: whether a version grows depends on the rows before. Kept in a
temporary database without a name, so that memory does not grow with the file; records are kept as hashes.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from producers.mapping import RecordKey
from producers.numbering import Draft
from producers.state import Standing

_TABLES = """
CREATE TABLE record (record BLOB PRIMARY KEY, version INTEGER NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
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

    def keep(self, standing: Mapping[RecordKey, Standing]) -> None:
        """Remember."""
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT INTO record VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET version = excluded.version, content = excluded.content",
            ((_hash(record), known.version, known.content) for record, known in standing.items()),
        )
        self._database.execute("COMMIT")


def divide(drafts: Sequence[Draft], known: Mapping[RecordKey, Standing]) -> tuple[list[Draft], list[Draft]]:
    """The drafts that say something new of their record, and those that repeat the row before: not published."""
    contents = {record: standing.content for record, standing in known.items()}
    new: list[Draft] = []
    repeats: list[Draft] = []
    for draft in drafts:
        record = draft.change.record
        (repeats if contents.get(record) == draft.content else new).append(draft)
        contents[record] = draft.content
    return new, repeats


def _hash(record: RecordKey) -> bytes:
    return blake2b("\0".join(record).encode("utf-8", "surrogatepass"), digest_size=16).digest()
