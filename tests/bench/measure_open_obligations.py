"""What a tick costs with many open obligations: `python -m tests.bench.measure_open_obligations [10000 100000 1000000]`.

Fills a database of its own with obligations of refused events whose dates are those of the law, a thousand of them due,
and times ticks. A platform without workers is started for it.
"""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from govsync.up import running
from infra import reference
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.registers import Outage
from stream_processors.progress import Progress
from stream_processors.rules.law import Law
from stream_processors.ticks import BATCH, BEGUN, Ticker
from tests.clock_tables import WORKING_DAYS_ITEM, WORKING_DAYS_PROVIDER, own_database
from tests.local_platform import settings_of, temporary_home

DUE = 1000
FIRST_ON = date(2026, 3, 2)
DAYS = 60
LAW = Law.load()
DUE_AT = LAW.plan(LAW.clock_of_change(WORKING_DAYS_PROVIDER, WORKING_DAYS_ITEM, 1, FIRST_ON)).stages[0].at


class Reached(Progress):
    """Everything is worked through: what is measured is PostgreSQL's part."""

    def __init__(self) -> None:
        pass

    def has_reached(self, item: str, instant: datetime, now: datetime) -> bool:
        return True


def fill(connection: Connection, count: int) -> None:
    """So many open obligations; the first `DUE` of them were changed on the first day, the others on later ones."""
    with transaction(connection) as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for number in range(DAYS + 1):
            day = FIRST_ON + timedelta(days=number)
            clock = LAW.clock_of_change(WORKING_DAYS_PROVIDER, WORKING_DAYS_ITEM, 1, day)
            plan = LAW.plan(clock)
            some = DUE if number == 0 else (count - DUE) // DAYS
            cursor.execute(
                "WITH refused AS (INSERT INTO platform.quarantine (provider, item, seq, severity, findings, source_topic, "
                "source_partition, source_offset, received_at, value, identity_type, identity_number, record_id, "
                "record_version, changed_on, provisional, item_version, rules_version, clock_started) "
                "SELECT %(agency)s, %(item)s, n, 'quarantine', '[]', 'in', 0, n, %(known_at)s, '', 'OBJECT', 'invented-' || n, "
                "'', 1, %(day)s, false, 1, 'r', true FROM generate_series(%(first)s, %(last)s) n RETURNING quarantine_id), "
                "owed AS (INSERT INTO platform.obligation (kind, source, provider, item, subject, item_version, "
                "quarantine_id, opened_on, due_on, due_on_adjusted, provisional, plan, rules_version, known_at, opened_at, "
                "opened_by, basis) SELECT %(kind)s, 'REFUSED_EVENT', %(agency)s, %(item)s, 'quarantine ' || quarantine_id, 1, "
                "quarantine_id, %(day)s, %(due_on)s, %(due_on)s, false, %(plan)s, 'r', %(known_at)s, %(known_at)s, 'govsync', "
                "'' FROM refused RETURNING obligation_id) "
                "INSERT INTO platform.obligation_stage (obligation_id, stage, awaits, due_at) SELECT obligation_id, stage, "
                "%(item)s, at FROM owed CROSS JOIN unnest(%(stages)s::text[], %(instants)s::timestamptz[]) AS s (stage, at)",
                {
                    "agency": WORKING_DAYS_PROVIDER, "item": WORKING_DAYS_ITEM, "kind": clock.kind, "day": day,
                    "first": number * count + 1, "last": number * count + some, "due_on": plan.adjusted.due_on,
                    "plan": plan.fingerprint, "known_at": datetime(2026, 3, 1, tzinfo=UTC),
                    "stages": [stage.name for stage in plan.stages], "instants": [stage.at for stage in plan.stages],
                },
            )  # fmt: skip
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE platform.quarantine, platform.obligation, platform.obligation_stage")
    connection.autocommit = False


def milliseconds(ticker: Ticker, now: datetime) -> float:
    """How long one tick takes."""
    started = perf_counter()
    ticker.tick(now)
    return (perf_counter() - started) * 1000


def measured(settings: Settings, count: int) -> dict[str, Any]:
    """Ticks with so many open obligations, in milliseconds, and the plan by which what is due is found."""
    with closing(connect(settings, "govsync-bench")) as connection:
        fill(connection, count)
        ticker = Ticker(connection, Reached())
        before = DUE_AT - timedelta(hours=1)
        first = milliseconds(ticker, before)
        sweeping = []
        while ticker._sweeping:  # the first sweep looks at everything once, a thousand a tick
            sweeping.append(milliseconds(ticker, before))
        idle = median(milliseconds(ticker, before) for _ in range(20))
        at = DUE_AT + timedelta(seconds=30)
        with transaction(connection) as cursor:
            plan = [line for (line,) in rows(cursor, f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {BEGUN}", (WORKING_DAYS_ITEM, at, BATCH))]  # fmt: skip
        due = milliseconds(ticker, at)
        with transaction(connection) as cursor:
            ((told,),) = rows(cursor, "SELECT count(*) FROM platform.obligation_stage WHERE state = 'EMITTED'")
            outage = Outage(
                id="o", started_at=datetime(2026, 3, 5, 3, tzinfo=UTC), ended_at=datetime(2026, 3, 5, 4, tzinfo=UTC),
                declared_by="gz-government-services", evidence="report 7",
            )  # fmt: skip
            reference.put(cursor, reference.KINDS["outage"], [outage])
        moved = milliseconds(ticker, at)
        return {
            "open": count, "told": told, "first_tick_ms": round(first, 1), "sweeping_tick_ms": round(median(sweeping), 1),
            "idle_tick_ms": round(idle, 1),
            "due_tick_ms": round(due, 1), "outage_tick_ms": round(moved, 1), "plan": plan,
        }  # fmt: skip


def main(counts: Sequence[int]) -> None:
    """Measure and print one JSON object per number of open obligations."""
    with temporary_home() as home, running(settings_of(home), "--no-workers") as platform:
        for count in counts:
            with own_database(platform) as settings:
                sys.stdout.write(json.dumps(measured(settings, count)) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
