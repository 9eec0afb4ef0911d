"""What fillfactor and WAL compression do to a current table, measured on a real PostgreSQL.

    python -m tests.bench.measure_storage

Starts a platform of its own without workers and prints a table; docs/operations.md quotes it. Nothing is asserted.
"""

import sys
from contextlib import closing
from time import perf_counter

from govsync.up import running
from infra.postgres import Connection, Cursor, connect, rows
from tests.local_platform import settings_of, temporary_home

TABLE = "natural_person.household_registration"
ROWS, BATCH, BATCHES = 200_000, 5_000, 40
COLUMNS = (
    "identity_type, identity_number, record_id, record_version, provider, seq, changed_on, received_at, item_version, deleted, "
    "flags, topic_partition, kafka_offset, name, sex_code, birth_on, household_division_code, household_address"
)
VALUES = (
    "'RESIDENT_ID', md5(n::text), '', {version}, 'invented', n, '2026-03-02', now(), 1, false, '{{}}', n %% 12, n, 'name', '1', "
    "'1990-01-01', '440106', repeat('a', 40)"
)
HEAD = ("fillfactor", "wal_compression", "HOT %", "MB before", "MB after", "index MB", "WAL B/update", "us/update")


def main() -> None:
    """Measure every combination and print it."""
    _print(HEAD)
    with temporary_home() as home, running(settings_of(home), "--no-workers") as settings:
        for compression in ("off", "pglz"):
            for fillfactor in (100, 85, 70):
                with closing(connect(settings, "measure", statement_timeout="0")) as connection:
                    _print((fillfactor, compression, *_measure(connection, fillfactor, compression)))


def _measure(connection: Connection, fillfactor: int, compression: str) -> tuple[str, ...]:
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"SET wal_compression = {compression}")
        cursor.execute("DROP TABLE IF EXISTS other.measured")
        cursor.execute(f"CREATE TABLE other.measured (LIKE {TABLE} INCLUDING ALL) WITH (fillfactor = {fillfactor})")
        cursor.execute(
            f"INSERT INTO other.measured ({COLUMNS}) SELECT {VALUES.format(version=1)} FROM generate_series(1, {ROWS}) n "
            "ORDER BY md5(n::text)",
            (),
        )
        cursor.execute("VACUUM ANALYZE other.measured")
        cursor.execute("CHECKPOINT")
        before = _number(cursor, "SELECT pg_relation_size('other.measured')")
        began, spent = _number(cursor, "SELECT pg_current_wal_lsn() - '0/0'"), 0.0
        for batch in range(BATCHES):
            at = perf_counter()
            cursor.execute(_update(batch + 2), ())
            spent += perf_counter() - at
        wal = _number(cursor, "SELECT pg_current_wal_lsn() - '0/0'") - began
        cursor.execute("SELECT pg_stat_force_next_flush(), pg_stat_clear_snapshot()")
        hot = _number(cursor, "SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'measured'")
        updates = _number(cursor, "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'measured'")
        after = _number(cursor, "SELECT pg_relation_size('other.measured')")
        index = _number(cursor, "SELECT pg_indexes_size('other.measured')")
    numbers = (100 * hot / updates, before / 1e6, after / 1e6, index / 1e6, wal / updates, spent / updates * 1e6)
    return tuple(f"{number:.1f}" for number in numbers)


def _update(version: int) -> str:
    """A batch of updates at random keys, as the materialiser brings its current table up to date."""
    return (
        f"INSERT INTO other.measured AS t ({COLUMNS}) SELECT {VALUES.format(version=version)} "
        f"FROM (SELECT DISTINCT (random() * {ROWS - 1})::int + 1 AS n FROM generate_series(1, {BATCH})) d "
        "ORDER BY md5(n::text) ON CONFLICT (identity_type, identity_number, record_id) DO UPDATE SET "
        "record_version = excluded.record_version, seq = excluded.seq, name = excluded.name, "
        "kafka_offset = excluded.kafka_offset WHERE excluded.record_version > t.record_version"
    )


def _number(cursor: Cursor, sql: str) -> float:
    ((found,),) = rows(cursor, sql)
    return float(found)


def _print(cells: tuple[object, ...]) -> None:
    sys.stdout.write("  ".join(f"{cell!s:>15}" for cell in cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
