"""How long rebuild, snapshot, backup and restore take over a large item, on a real PostgreSQL.

    python -m tests.bench.measure_operations [EVENTS]

Starts a platform of its own without workers, fills one item's history by SQL (two events a record; 1,000,000 events
unless told otherwise) and prints a line per step; docs/operations.md quotes it. Nothing is asserted.
"""

import sys
from contextlib import closing
from time import perf_counter

from govsync.up import running
from infra.postgres import connect
from tests.events import ITEM
from tests.local_platform import run_govsync, settings_of, temporary_home

TABLE = "natural_person.household_registration"
FILL = f"""
INSERT INTO {TABLE}_history (identity_type, identity_number, record_id, record_version, provider, seq, changed_on, received_at,
  item_version, deleted, flags, topic_partition, kafka_offset, event_id, operation, origin, recorded_at, provisional,
  rules_version, name, sex_code, birth_on, household_division_code, household_address)
SELECT 'RESIDENT_ID', md5((n / 2)::text), '', n % 2 + 1, 'invented', n + 1, '2026-03-02', now(), 1, false, '{{{{}}}}', n / 2 % 4, n,
  md5(n::text)::uuid, 'UPDATE', 'LIVE', now(), false, 'invented', 'name', '1', '1990-01-01', '440106', repeat('a', 40)
FROM generate_series(0, {{events}} - 1) n ORDER BY md5((n / 2)::text), n;
INSERT INTO platform.submission_outcome (provider, item, applied) VALUES ('invented', '{ITEM}', {{events}});
INSERT INTO platform.sink_offset (topic, topic_partition, next_offset)
SELECT 'shared.{ITEM}', n, {{events}} FROM generate_series(0, 3) n;
ANALYZE {TABLE}_history;
"""
READER = ("--item", ITEM, "--agency", "gz-justice", "--purpose", "measuring")


def main() -> None:
    """Measure every step and print it."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with temporary_home() as home, running(settings_of(home), "--no-workers") as settings:

        def sql(statement: str) -> None:
            with closing(connect(settings, "measure", statement_timeout="0")) as connection:
                connection.autocommit = True
                with connection.cursor() as cursor:
                    cursor.execute(statement)

        def step(what: str, *arguments: str) -> None:
            began = perf_counter()
            said = run_govsync(*arguments, home=home)
            seconds = perf_counter() - began
            sys.stdout.write(f"{what:50} {seconds:8.1f} s   exit {said.returncode} {said.stderr.strip()[:120]}\n")
            sys.stdout.flush()

        sql(FILL.format(events=events))
        step("rebuild an empty table", "rebuild", "--item", ITEM)
        step("compare a table that is right", "rebuild", "--item", ITEM, "--dry-run")
        sql(f"UPDATE {TABLE} SET name = 'other' WHERE identity_number LIKE '000%'")
        step("rebuild a table with few differences", "rebuild", "--item", ITEM)
        file, folder = home.parent / "snapshot.jsonl", home.parent / "backup"
        step("snapshot", "snapshot", *READER, "--out", str(file))
        sys.stdout.write(f"  {file.stat().st_size / 1e6:.0f} MB\n")
        step("backup", "backup", str(folder))
        sys.stdout.write(f"  {sum(f.stat().st_size for f in folder.iterdir()) / 1e6:.0f} MB\n")
        step("restore", "restore", str(folder), "--yes")


if __name__ == "__main__":
    main()
