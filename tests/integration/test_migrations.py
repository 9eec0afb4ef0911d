"""Migrations: from nothing and from the last release to the same database, whole or not at all.

`make golden` writes the files these tests compare with. Until 0.1.0 is released the baseline is the present state and
is written anew with them; from then on it stays, and the next release adds its own.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.sql import SQL, Identifier

from infra import migrations
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from tests.database_catalog import SCHEMAS, catalog

pytestmark = pytest.mark.platform

GOLDEN = Path(__file__).parents[1] / "golden"
BASELINE = GOLDEN / "baseline.json"
IS_WRITTEN_NOW = os.environ.get("GOVSYNC_WRITE_GOLDEN") == "1"
RELEASED_BASELINES: frozenset[str] = frozenset()
"""Releases whose baseline may not be written any more."""

SAMPLES = {
    "text": "x", "bigint": 1, "integer": 1, "smallint": 1, "boolean": False, "date": "2026-03-02", "jsonb": "{}",
    "timestamp with time zone": "2026-03-02T08:00:00Z", "uuid": "00000000-0000-5000-8000-000000000000", "ARRAY": "{}",
    "bytea": b"", "numeric": 0, "double precision": 0.5,
}  # fmt: skip
"""A value of each type a column may have."""

NewDatabase = Callable[[], Settings]


@pytest.fixture
def new_database(platform: Settings) -> Iterator[NewDatabase]:
    """Makes empty databases, and drops them in the end."""
    names = (f"test_migrations_{number}" for number in count())
    made: list[str] = []

    def make() -> Settings:
        made.append(next(names))
        _administer(platform, "CREATE DATABASE {}", made[-1])
        return platform.model_copy(update={"postgres_database": made[-1]})

    yield make
    for name in made:
        _administer(platform, "DROP DATABASE {} WITH (FORCE)", name)


def _administer(platform: Settings, statement: str, name: str) -> None:
    with closing(connect(platform, "test")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(SQL(statement).format(Identifier(name)))


def _sql(settings: Settings, statement: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with closing(connect(settings, "test")) as connection, transaction(connection) as cursor:
        return rows(cursor, statement, parameters or {})


def _catalogs(settings: Settings) -> dict[str, str]:
    with closing(connect(settings, "test")) as connection, transaction(connection) as cursor:
        return {schema: catalog(cursor, schema) for schema in SCHEMAS}


def _hashes(folder: Path = migrations.FOLDER) -> dict[str, str]:
    return {path.stem: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("[0-9]*.sql"))}


def _write_folder(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name.removeprefix('m')}.sql").write_text(content)
    return folder


def test_from_an_empty_database_the_migrations_make_the_golden_one(new_database: NewDatabase) -> None:
    settings = new_database()
    assert migrations.apply(settings) == list(_hashes())
    found = _catalogs(settings)
    if IS_WRITTEN_NOW:
        for schema, text in found.items():
            (GOLDEN / f"{schema}.txt").write_text(text)
    for schema, text in found.items():
        assert text == (GOLDEN / f"{schema}.txt").read_text(), f"{schema} changed: look at it, then `make golden`"
    assert migrations.apply(settings) == []


def test_numbers_of_migrations_are_used_once() -> None:
    numbers = [name[:4] for name in _hashes()]
    assert len(set(numbers)) == len(numbers)


def test_released_migrations_have_not_changed_since() -> None:
    if IS_WRITTEN_NOW:
        baselines = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
        kept = {release: baselines[release] for release in RELEASED_BASELINES}
        BASELINE.write_text(json.dumps({**kept, "0.1.0": _hashes()}, indent=1) + "\n")
    for release, released in json.loads(BASELINE.read_text()).items():
        changed = {name for name, digest in released.items() if _hashes().get(name) != digest}
        assert not changed, (
            f"{release} released these; put the change into a new migration (before a release: `make golden`)"
        )


def test_a_filled_database_of_the_last_release_is_brought_up_to_date_with_its_rows(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    settings = new_database()
    *_, last = json.loads(BASELINE.read_text()).values()
    for name in last:
        shutil.copy(migrations.FOLDER / f"{name}.sql", tmp_path)
    assert migrations.apply(settings, tmp_path) == list(last)
    filled = _fill(settings)
    assert len(filled) > 60
    held = _counts(settings, filled)
    assert min(held.values()) == 1
    assert migrations.apply(settings) == [name for name in _hashes() if name not in last]
    assert {schema: text for schema, text in _catalogs(settings).items()} == {
        schema: (GOLDEN / f"{schema}.txt").read_text() for schema in SCHEMAS
    }
    assert _counts(settings, filled) == held


def _counts(settings: Settings, tables: list[str]) -> dict[str, int]:
    """How many rows each table has; the database itself notes some of those of others."""
    return {table: _sql(settings, f"SELECT count(*) FROM {table}")[0][0] for table in tables}


def _fill(settings: Settings) -> list[str]:
    """One row in every table that has neither checks nor references; what was filled."""
    columns = _sql(
        settings,
        """
        SELECT table_schema || '.' || table_name, array_agg(column_name::text), array_agg(data_type::text)
        FROM information_schema.columns c JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema IN %(schemas)s AND table_type = 'BASE TABLE' AND is_identity = 'NO'
          AND table_name <> 'migration' AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_constraint
            WHERE conrelid = (table_schema || '.' || table_name)::regclass AND contype IN ('c', 'f'))
        GROUP BY 1 ORDER BY 1""",
        {"schemas": SCHEMAS},
    )
    with closing(connect(settings, "test")) as connection, transaction(connection) as cursor:
        for table, names, types in columns:
            placed = ", ".join(["%s"] * len(names))
            values = [SAMPLES[kind] for kind in types]
            cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({placed})", values)
    return [table for table, _, _ in columns]


def test_two_that_start_at_once_apply_every_migration_once(new_database: NewDatabase) -> None:
    settings = new_database()
    with ThreadPoolExecutor(2) as at_once:
        first, second = at_once.map(lambda _: migrations.apply(settings), range(2))
    assert sorted([first, second], key=len) == [[], list(_hashes())]


@pytest.mark.parametrize(
    "broken",
    [
        "CREATE TABLE other.half (a integer); INSERT INTO other.half VALUES (1); SELECT 1 / 0",
        "CREATE TABLE other.half (a integer); SELECT pg_terminate_backend(pg_backend_pid())",
    ],
    ids=["an error", "the server's end"],
)
def test_of_a_migration_that_fails_nothing_is_left(new_database: NewDatabase, tmp_path: Path, broken: str) -> None:
    settings = new_database()
    folder = _write_folder(tmp_path, m0001_first="CREATE SCHEMA other", m0002_second=broken)
    with pytest.raises(Refusal, match="0002_second"):
        migrations.apply(settings, folder)
    assert _sql(settings, "SELECT to_regclass('other.half')") == [(None,)]
    assert _sql(settings, "SELECT migration FROM platform.migration") == [("0001_first",)]
    _write_folder(tmp_path, m0002_second="CREATE TABLE other.half (a integer)")
    assert migrations.apply(settings, folder) == ["0002_second"]


def test_a_later_migration_that_does_not_suit_rows_that_are_there_is_refused_whole(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    settings = new_database()
    folder = _write_folder(
        tmp_path,
        m0001_first="CREATE SCHEMA other; CREATE TABLE other.kept (a integer); INSERT INTO other.kept VALUES (1)",
    )
    migrations.apply(settings, folder)
    _write_folder(tmp_path, m0002_second="ALTER TABLE other.kept ADD COLUMN b integer NOT NULL")
    with pytest.raises(Refusal, match="Nothing of it is left"):
        migrations.apply(settings, folder)
    _write_folder(tmp_path, m0002_second="ALTER TABLE other.kept ADD COLUMN b integer NOT NULL DEFAULT 0")
    assert migrations.apply(settings, folder) == ["0002_second"]
    assert _sql(settings, "SELECT a, b FROM other.kept") == [(1, 0)]


def test_a_migration_that_changed_after_it_was_applied_is_refused(new_database: NewDatabase, tmp_path: Path) -> None:
    settings = new_database()
    migrations.apply(settings, _write_folder(tmp_path, m0001_first="CREATE SCHEMA other"))
    with pytest.raises(Refusal, match="0001_first"):
        migrations.apply(settings, _write_folder(tmp_path, m0001_first="CREATE SCHEMA another"))


def test_a_reason_shows_no_row(new_database: NewDatabase, tmp_path: Path) -> None:
    settings = new_database()
    doubled = "CREATE SCHEMA other; CREATE TABLE other.t AS SELECT 'invented' AS name FROM generate_series(1, 2)"
    folder = _write_folder(tmp_path, m0001_first=doubled, m0002_second="CREATE UNIQUE INDEX ON other.t (name)")
    with pytest.raises(Refusal) as refused:
        migrations.apply(settings, folder)
    assert isinstance(refused.value.__cause__, psycopg2.errors.UniqueViolation)
    assert "invented" not in refused.value.text.en + refused.value.text.zh
