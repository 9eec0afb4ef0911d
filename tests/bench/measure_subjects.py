"""What it takes to read one subject over all items, now and as of a day, among many subjects, on a real PostgreSQL.

    python -m tests.bench.measure_subjects --subjects 5000000

Starts a platform of its own without workers, fills the tables of natural persons and prints times and the plans;
docs/basic-databases.md quotes them. Every subject has a record of the first item, every fifth one of each other
item, every hundredth another number before, and every tenth of the second item names another party. Nothing is asserted.
"""

import argparse
import random
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from statistics import median, quantiles
from time import perf_counter

from consumers import as_of
from consumers.aliases import Identity
from consumers.as_of import Moment
from govsync.up import running
from infra.postgres import Connection, Cursor, connect, rows, transaction
from schemas.directory import Item
from schemas.directory_files import load_directory
from schemas.views import subject_items, subject_view
from tests.local_platform import settings_of, temporary_home

COLUMNS = (
    "identity_type, identity_number, record_id, record_version, provider, seq, changed_on, received_at, item_version, deleted, "
    "related, flags, topic_partition, kafka_offset"
)
EVERY, RENAMED, PARTIES = 5, 100, 10
LOOKS = 300
STRIDE, NUMBERS = 618_033_988_749, 999_999_999_989
VIEW = subject_view("np")


def main() -> None:
    """Fill and measure."""
    parser = argparse.ArgumentParser(description="Measure how one subject is read among many.")
    parser.add_argument("--subjects", type=int, default=500_000)
    subjects: int = parser.parse_args().subjects
    with temporary_home() as home, running(settings_of(home), "--no-workers") as settings:
        with closing(connect(settings, "measure", statement_timeout="0")) as connection:
            items = subject_items(load_directory(), "np")
            _fill(connection, items, subjects)
            _measure(connection, items, subjects)


def _number(expression: str, region: str = "440106") -> str:
    """SQL of the n-th invented number: spread over the whole index, as real ones are."""
    return f"'{region}' || lpad((({expression})::bigint * {STRIDE} % {NUMBERS})::text, 12, '0')"


def _fill(connection: Connection, items: list[Item], subjects: int) -> None:
    connection.autocommit = True
    with connection.cursor() as cursor:
        for position, item in enumerate(items):
            # The first item has everybody; the others have every fifth subject, not always the same ones.
            step, start = (1, 0) if position == 0 else (EVERY, position % EVERY)
            table = f"{item.database}.{item.table}"
            other = _number("n + 1")
            party = f"jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY', 'identity_type', 'RESIDENT_ID', 'identity_number', {other}))"
            related = f"CASE WHEN n % {PARTIES * EVERY} = {start} THEN {party} END" if position == 1 else "NULL::jsonb"
            source = (
                f"SELECT 'RESIDENT_ID', {_number('n')}, '', 2, 'invented', n * 2, date '2026-03-02', now(), 1, false, {related}, "
                f"'{{}}'::text[], n % 12, n * 2 FROM generate_series({start}, {subjects - 1}, {step}) n"
            )
            cursor.execute(f"INSERT INTO {table} ({COLUMNS}) {source}")
            more = "event_id, operation, origin, recorded_at, provisional, rules_version"
            for version, changed_on in ((1, "2020-01-01"), (2, "2026-03-02")):
                cursor.execute(
                    f"INSERT INTO {table}_history ({COLUMNS}, {more}) SELECT identity_type, identity_number, record_id, {version}, "
                    f"provider, seq + {version}, '{changed_on}', received_at, item_version, deleted, related, flags, topic_partition, "
                    f"kafka_offset + {version}, gen_random_uuid(), 'UPDATE', 'LIVE', received_at, false, '' FROM {table}"
                )
            cursor.execute(f"ANALYZE {table}, {table}_history")
            _print(f"{table}: {rows(cursor, f'SELECT count(*) FROM {table}')[0][0]:,} rows")
        former, present = (f"'RESIDENT_ID', {_number('n', region)}" for region in ("440183", "440106"))
        each = f"FROM generate_series(0, {subjects - 1}, {RENAMED}) n"
        cursor.execute(f"INSERT INTO platform.identity_alias SELECT {former}, {present}, '2026-03-02', NULL {each}")
        cursor.execute(
            "INSERT INTO platform.identity_link SELECT 'invented', 0, n, 0, 'invented', n, 'REKEY', "
            f"{former}, {present}, '2026-03-02' {each}"
        )
        cursor.execute("VACUUM ANALYZE platform.identity_alias, platform.identity_link")
        cursor.execute("CHECKPOINT")
        size = rows(cursor, "SELECT pg_size_pretty(pg_database_size(current_database()))")[0][0]
        _print(f"{subjects:,} subjects, {size}")
    connection.autocommit = False


def _measure(connection: Connection, items: list[Item], subjects: int) -> None:
    draw = random.Random(1)
    one = f"SELECT * FROM {VIEW} WHERE identity_type = 'RESIDENT_ID' AND identity_number = %s"
    few = f"SELECT identity_number FROM {VIEW} LIMIT 100"

    def number() -> str:
        return f"440106{draw.randrange(subjects) * STRIDE % NUMBERS:012}"

    def subject(cursor: Cursor, moment: Moment) -> None:
        found = as_of.subject(cursor, Identity("RESIDENT_ID", number()), moment)
        for item in items:
            as_of.records(cursor, item, found.numbers, moment)

    _time(connection, f"{VIEW}, one subject", lambda cursor: rows(cursor, one, (number(),)))
    _time(connection, f"{VIEW}, the first hundred", lambda cursor: rows(cursor, few), looks=3)
    _time(connection, "show, one subject, all items", lambda cursor: subject(cursor, Moment()))
    _time(connection, "show --as-of, one subject, all items", lambda cursor: subject(cursor, Moment(date(2025, 1, 1))))
    with transaction(connection) as cursor:
        for (line,) in rows(cursor, f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY) {one}", (number(),)):
            _print(line)


def _time(connection: Connection, what: str, look: Callable[[Cursor], object], looks: int = LOOKS) -> None:
    spent = []
    with transaction(connection) as cursor:
        look(cursor)
        for _ in range(looks):
            began = perf_counter()
            look(cursor)
            spent.append((perf_counter() - began) * 1000)
    _print(f"{what}: median {median(spent):.1f} ms, p99 {quantiles(spent, n=100)[98]:.1f} ms, {looks} looks")


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
