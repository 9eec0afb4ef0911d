"""What a provider remembers about one item between two runs: one SQLite file, `<home>/publisher/<provider>.<item>.sqlite3`.

It holds the next seq, the last version and content of every record, the events that were assigned a seq but are not
yet confirmed (their bytes, so that what is sent again is the same), the ledger of every seq, and the submissions.
Everything is on disk before the first byte leaves: after a crash the same bytes go out under the same seq.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from producers.mapping import RecordKey, Refused
from schemas.bilingual import Refusal

_TABLES = """
CREATE TABLE IF NOT EXISTS counter (
  next_seq INTEGER NOT NULL,
  version_floor INTEGER NOT NULL  -- versions of records not known here start above it
);
INSERT INTO counter SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM counter);
CREATE TABLE IF NOT EXISTS record (
  identity_type TEXT NOT NULL, identity_number TEXT NOT NULL, record_id TEXT NOT NULL,
  version INTEGER NOT NULL, content BLOB NOT NULL, deleted INTEGER NOT NULL,
  PRIMARY KEY (identity_type, identity_number, record_id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (statement BLOB PRIMARY KEY) WITHOUT ROWID;  -- about other identities
CREATE TABLE IF NOT EXISTS pending (seq INTEGER PRIMARY KEY, key BLOB NOT NULL, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS ledger (seq INTEGER PRIMARY KEY, submission_id TEXT NOT NULL, file_row INTEGER);
CREATE TABLE IF NOT EXISTS submission (
  submission_id TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT,
  rows_read INTEGER NOT NULL, rows_unchanged INTEGER NOT NULL, rows_refused INTEGER NOT NULL,
  repeats INTEGER NOT NULL DEFAULT 0  -- events sent a second time on purpose
);
CREATE TABLE IF NOT EXISTS refused_row (submission_id TEXT NOT NULL, file_row INTEGER NOT NULL, rule TEXT NOT NULL, file_column TEXT NOT NULL);
CREATE TEMP TABLE seen (
  file_row INTEGER PRIMARY KEY,
  identity_type TEXT NOT NULL, identity_number TEXT NOT NULL, record_id TEXT NOT NULL, content BLOB NOT NULL,
  statement BLOB
);
CREATE TEMP TABLE planned (file_row INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TEMP TABLE absent (
  number INTEGER PRIMARY KEY, identity_type TEXT NOT NULL, identity_number TEXT NOT NULL, record_id TEXT NOT NULL
);
CREATE TEMP TABLE wanted (
  identity_type TEXT NOT NULL, identity_number TEXT NOT NULL, record_id TEXT NOT NULL
);
"""

# A record whose last content in the file is what was last published has nothing to tell. Of the others every row that
# differs from its predecessor (of the same record: the row before, else what was last published) is one version. What a
# row says about other identities is told once, whatever the content.
_PLAN = """
INSERT INTO planned
SELECT file_row, content FROM (
  SELECT s.*, r.content AS published,
    lag(s.content, 1, r.content) OVER (
      PARTITION BY identity_type, identity_number, record_id ORDER BY s.file_row) AS before,
    last_value(s.content) OVER (
      PARTITION BY identity_type, identity_number, record_id ORDER BY s.file_row
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS final
  FROM seen s LEFT JOIN record r USING (identity_type, identity_number, record_id)
) WHERE final IS NOT published AND content IS NOT before
  OR statement IS NOT NULL AND statement NOT IN (SELECT statement FROM told)
"""
_PLAN_ABSENT = """
INSERT INTO absent (identity_type, identity_number, record_id)
SELECT identity_type, identity_number, record_id FROM record WHERE NOT deleted
EXCEPT SELECT identity_type, identity_number, record_id FROM seen
"""
_KEEP_RECORD = """
INSERT INTO record VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET version = excluded.version, content = excluded.content, deleted = excluded.deleted
WHERE excluded.version > version
"""
_KEEP_TOLD = "INSERT OR IGNORE INTO told VALUES (?)"


class Standing(NamedTuple):
    """What was last published of a record."""

    version: int
    content: bytes
    deleted: bool


class Event(NamedTuple):
    """An event ready to be sent: its number, its bytes, and its record with the state it has once it is sent.

    An attestation has no record: it changes none. `told` is the hash of what it says about other identities, if anything.
    """

    seq: int
    key: bytes
    value: bytes
    file_row: int | None
    record: tuple[RecordKey, Standing] | None
    told: bytes | None = None


class Pending(NamedTuple):
    """An event that was assigned a seq and is not confirmed."""

    seq: int
    key: bytes
    value: bytes


class Adopted(NamedTuple):
    """A published event as the topic has it; `record` and `told` as of `Event`."""

    seq: int
    submission_id: str
    record: tuple[RecordKey, Standing] | None
    told: bytes | None = None


class Submission(NamedTuple):
    """A submission as the provider's side knows it. `published` counts events, those sent twice on purpose twice."""

    submission_id: str
    started_at: datetime
    published: int
    first_seq: int | None
    last_seq: int | None
    rows_read: int
    rows_unchanged: int
    rows_refused: int


def state_path(home: Path, provider: str, item: str) -> Path:
    """The file of one provider and item."""
    return home / "publisher" / f"{provider}.{item}.sqlite3"


@contextmanager
def open_state(home: Path, provider: str, item: str) -> Iterator["PublisherState"]:
    """The state, for one publisher at a time.

    Raises:
        Refusal: another publisher of the same provider and item is running, or the file cannot be used.
    """
    path = state_path(home, provider, item)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unusable(path, error.strerror or "") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(
                f"Another publisher of {item} for {provider} is running in {home}. Wait for it to end and run the "
                "command again: two at a time would give out the same numbers.",
                f"{home} 中 {provider} 的 {item} 已有报送正在进行。请等待其结束后重试:同时报送会重复编号。",
            ) from None
        try:
            state = PublisherState(path)
        except sqlite3.DatabaseError as error:
            raise _unusable(path, str(error)) from error
        try:
            yield state
        finally:
            state.close()
    finally:
        os.close(lock)


def _unusable(path: Path, reason: str) -> Refusal:
    return Refusal(
        f"The publisher's state {path} cannot be used: {reason}. Restore it from a copy, or move it away and rebuild it "
        "from your own topic with `govsync publish --adopt`.",
        f"报送状态文件 {path} 无法使用:{reason}。请从备份恢复,或将其移走后用 `govsync publish --adopt` 从本部门主题重建。",
    )


class PublisherState:
    """One open state file. Use `open_state`, which keeps a second publisher out."""

    def __init__(self, path: Path) -> None:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # holds what is not yet sent: for its owner alone
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def next_seq(self) -> int:
        """The seq of the next event; 1 if nothing was ever published."""
        found: int = self._database.execute("SELECT next_seq FROM counter").fetchone()[0]
        return found

    @property
    def version_floor(self) -> int:
        """No record without a standing has ever had a version above this."""
        found: int = self._database.execute("SELECT version_floor FROM counter").fetchone()[0]
        return found

    def standing(self, records: Iterable[RecordKey]) -> Mapping[RecordKey, Standing]:
        """What was last published of these records; those never published are missing."""
        with self._transaction():
            self._database.execute("DELETE FROM wanted")
            self._database.executemany("INSERT INTO wanted VALUES (?, ?, ?)", records)
            found = self._database.execute(
                "SELECT r.* FROM wanted CROSS JOIN record r USING (identity_type, identity_number, record_id)"
            )
            return {RecordKey(*row[:3]): Standing(row[3], row[4], bool(row[5])) for row in found}

    def assign(self, submission_id: str, events: Sequence[Event]) -> None:
        """Keep events with their numbers, all or none, before they are sent."""
        if not events:
            return
        with self._transaction():
            self._database.executemany(
                "INSERT INTO pending VALUES (?, ?, ?)", ((e.seq, e.key, e.value) for e in events)
            )
            self._database.executemany(
                "INSERT INTO ledger VALUES (?, ?, ?)", ((e.seq, submission_id, e.file_row) for e in events)
            )
            changed = (e.record for e in events if e.record is not None)
            self._database.executemany(_KEEP_RECORD, ((*record, *standing) for record, standing in changed))
            self._database.executemany(_KEEP_TOLD, ((e.told,) for e in events if e.told is not None))
            self._database.execute("UPDATE counter SET next_seq = max(next_seq, ?)", (max(e.seq for e in events) + 1,))

    def pending(self, limit: int) -> list[Pending]:
        """Events that are not confirmed, lowest seq first."""
        found = self._database.execute("SELECT seq, key, value FROM pending ORDER BY seq LIMIT ?", (limit,))
        return [Pending(*row) for row in found]

    def confirm(self, seqs: Iterable[int]) -> None:
        """The broker has these events on all replicas: their bytes need not be kept."""
        # Neighbours differ from their place in the order by the same number.
        runs = [
            [seq for _, seq in run] for _, run in groupby(enumerate(sorted(seqs)), lambda placed: placed[1] - placed[0])
        ]
        with self._transaction():
            self._database.executemany(
                "DELETE FROM pending WHERE seq BETWEEN ? AND ?", ((run[0], run[-1]) for run in runs)
            )

    def see(
        self, rows: Iterable[tuple[Any, ...]], contents: Iterable[bytes], statements: Iterable[bytes | None]
    ) -> None:
        """Note rows of the file: number and the fields of the record's key.

        For each the hash of its content is given, and of what it says about other identities, if anything.
        """
        noted = ((*row, content, said) for row, content, said in zip(rows, contents, statements, strict=True))
        with self._transaction():
            self._database.executemany("INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?)", noted)

    def plan(self) -> int:
        """Work out which of the rows seen are to be published; how many."""
        with self._transaction():
            return self._database.execute(_PLAN).rowcount

    def planned(self, first_row: int, last_row: int) -> dict[int, bytes]:
        """Which of these rows of the file are to be published, in its order, each with the hash of its content."""
        found = self._database.execute(
            "SELECT * FROM planned WHERE file_row BETWEEN ? AND ? ORDER BY file_row", (first_row, last_row)
        )
        return dict(found.fetchall())

    def plan_absent(self) -> tuple[int, int]:
        """Work out which records were published and are not in the file; how many, and of how many not deleted."""
        with self._transaction():
            standing: int = self._database.execute("SELECT count(*) FROM record WHERE NOT deleted").fetchone()[0]
            return self._database.execute(_PLAN_ABSENT).rowcount, standing

    def absent(self, after_number: int, limit: int) -> list[tuple[int, RecordKey]]:
        """The records that are not in the file, numbered from 1."""
        found = self._database.execute(
            "SELECT * FROM absent WHERE number > ? ORDER BY number LIMIT ?", (after_number, limit)
        )
        return [(row[0], RecordKey(*row[1:])) for row in found]

    def begin(self, submission_id: str, started_at: datetime) -> None:
        """A submission starts."""
        self._database.execute(
            "INSERT INTO submission (submission_id, started_at, rows_read, rows_unchanged, rows_refused) VALUES (?, ?, 0, 0, 0)",
            (submission_id, started_at.isoformat()),
        )

    def count(
        self, submission_id: str, *, read: int = 0, unchanged: int = 0, refused: int = 0, repeats: int = 0
    ) -> None:
        """Add to a submission's counts."""
        self._database.execute(
            "UPDATE submission SET rows_read = rows_read + ?, rows_unchanged = rows_unchanged + ?, "
            "rows_refused = rows_refused + ?, repeats = repeats + ? WHERE submission_id = ?",
            (read, unchanged, refused, repeats, submission_id),
        )

    def abandon(self, submission_id: str) -> None:
        """A submission of which nothing was published never was."""
        with self._transaction():
            for table in ("submission", "refused_row"):
                self._database.execute(f"DELETE FROM {table} WHERE submission_id = ?", (submission_id,))

    def refuse(self, submission_id: str, rows: Sequence[tuple[int, Refused]]) -> None:
        """Keep which rows could not become an event, for the receipt."""
        with self._transaction():
            self._database.executemany(
                "INSERT INTO refused_row VALUES (?, ?, ?, ?)", ((submission_id, n, *refused) for n, refused in rows)
            )
            self.count(submission_id, refused=len(rows))

    def refused_rows(self, submission_id: str, limit: int) -> list[tuple[int, Refused]]:
        """The rows of a submission that could not become an event, in the file's order."""
        found = self._database.execute(
            "SELECT file_row, rule, file_column FROM refused_row WHERE submission_id = ? ORDER BY file_row LIMIT ?",
            (submission_id, limit),
        )
        return [(row, Refused(rule, column)) for row, rule, column in found]

    def unfinished(self) -> list[Submission]:
        """Submissions whose manifest is not confirmed, oldest first."""
        found = self._database.execute(
            "SELECT s.submission_id, s.started_at, s.repeats + count(l.seq), min(l.seq), max(l.seq), "
            "s.rows_read, s.rows_unchanged, s.rows_refused FROM submission s LEFT JOIN ledger l "
            "ON l.submission_id = s.submission_id WHERE s.finished_at IS NULL "
            "GROUP BY s.submission_id ORDER BY s.started_at, s.submission_id"
        )
        return [Submission(row[0], datetime.fromisoformat(row[1]).astimezone(UTC), *row[2:]) for row in found]

    def finish(self, submission_id: str, finished_at: datetime) -> None:
        """A submission's manifest is confirmed."""
        self._database.execute(
            "UPDATE submission SET finished_at = ? WHERE submission_id = ?", (finished_at.isoformat(), submission_id)
        )

    def adopt(self, events: Iterable[Adopted], *, has_forgotten: bool) -> None:
        """Take over what the topic says was published, in any order.

        Args:
            events: everything readable on the provider's own topic.
            has_forgotten: the topic no longer has its first records; versions of records it does not show then start
                above every number it shows, since a version never exceeds its seq unless the provider chose it.
        """
        with self._transaction():
            highest = 0
            for seq, submission_id, changed, told in events:
                highest = max(highest, seq)
                if changed is not None:
                    record, standing = changed
                    highest = max(highest, standing.version)
                    self._database.execute(_KEEP_RECORD, (*record, *standing))
                if told is not None:
                    self._database.execute(_KEEP_TOLD, (told,))
                self._database.execute("INSERT OR IGNORE INTO ledger VALUES (?, ?, NULL)", (seq, submission_id))
                self._database.execute("DELETE FROM pending WHERE seq = ?", (seq,))
                self._database.execute("UPDATE counter SET next_seq = max(next_seq, ?)", (seq + 1,))
            if has_forgotten:
                self._database.execute("UPDATE counter SET version_floor = max(version_floor, ?)", (highest,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")


def file_rows(home: Path, provider: str, item: str, submission_id: str) -> Mapping[int, int]:
    """The file row of each seq of a submission, for its receipt; empty where this home did not publish it.

    Rows that never became an event have no seq: see `refused_rows`.
    """
    return {
        seq: row
        for seq, row in _read(
            home,
            provider,
            item,
            "SELECT seq, file_row FROM ledger WHERE submission_id = ? AND file_row IS NOT NULL",
            submission_id,
        )
    }


def refused_rows(home: Path, provider: str, item: str, submission_id: str) -> Sequence[tuple[int, Refused]]:
    """The rows of a submission that could not become an event, in the file's order, for its receipt."""
    sql = "SELECT file_row, rule, file_column FROM refused_row WHERE submission_id = ? ORDER BY file_row"
    return [(row, Refused(rule, column)) for row, rule, column in _read(home, provider, item, sql, submission_id)]


def _read(home: Path, provider: str, item: str, sql: str, submission_id: str) -> list[tuple[Any, ...]]:
    path = state_path(home, provider, item)
    if not path.exists():
        return []
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return database.execute(sql, (submission_id,)).fetchall()
    finally:
        database.close()
