"""Rows for tests of the clock: a database of the test's own, refused and late events in it. All numbers are invented."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from infra import migrations
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings

WORKING_DAYS_ITEM, WORKING_DAYS_PROVIDER = "ot-air-quality", "gz-ecology-environment"
PROMPT_ITEM, PROMPT_PROVIDER = "np-birth", "gz-health"
STATION = "invented-station-7"

# Five working days from Mon 2026-03-02: due Mon 2026-03-09; overdue from Tue 03-10, 03-16 and 03-23 on.
CHANGED_ON, DUE_ON = date(2026, 3, 2), date(2026, 3, 9)
RECEIVED_AT = datetime(2026, 3, 3, 2, tzinfo=UTC)
DUE_SOON_AT = datetime(2026, 3, 5, 16, 0, 30, tzinfo=UTC)
DUE_TODAY_AT = datetime(2026, 3, 8, 16, 0, 30, tzinfo=UTC)
OVERDUE_1_AT = datetime(2026, 3, 9, 16, 0, 30, tzinfo=UTC)
LONG_AFTER = datetime(2026, 4, 30, tzinfo=UTC)


@contextmanager
def own_database(platform: Settings) -> Iterator[Settings]:
    """A database with empty tables on the platform's server, dropped at the end."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    _administer(platform, f"CREATE DATABASE {name} TEMPLATE {_template(platform)}")
    try:
        yield platform.model_copy(update={"postgres_database": name})
    finally:
        _administer(platform, f"DROP DATABASE {name} WITH (FORCE)")


@cache
def _template(platform: Settings) -> str:
    _administer(platform, "CREATE DATABASE test_template")
    migrations.apply(platform.model_copy(update={"postgres_database": "test_template"}))
    return "test_template"


def _administer(platform: Settings, sql: str) -> None:
    connection = connect(platform, "govsync-test")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
    finally:
        connection.close()


def insert(connection: Connection, table: str, **values: Any) -> Any:
    """Insert one row; its first column."""
    with transaction(connection) as cursor:
        columns, places = ", ".join(values), ", ".join(["%s"] * len(values))
        cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING *", list(values.values()))
        found = cursor.fetchone()
    assert found is not None
    return found[0]


def refuse(connection: Connection, n: int, **differing: Any) -> int:
    """The n-th refused event; `differing` says what matters to the test."""
    values: dict[str, Any] = {
        "provider": WORKING_DAYS_PROVIDER,
        "item": WORKING_DAYS_ITEM,
        "seq": n,
        "severity": "quarantine",
        "findings": "[]",
        "source_topic": f"in.{WORKING_DAYS_PROVIDER}.{WORKING_DAYS_ITEM}",
        "source_partition": 0,
        "source_offset": n,
        "received_at": RECEIVED_AT,
        "value": f"bytes of {STATION}".encode(),
        "identity_type": "OBJECT",
        "identity_number": f"{STATION}-{n}",
        "record_id": "",
        "record_version": 3,
        "changed_on": CHANGED_ON,
        "due_on": DUE_ON,
        "provisional": False,
        "item_version": 1,
        "rules_version": "test-rules",
    }
    quarantine_id: int = insert(connection, "platform.quarantine", **values | differing)
    return quarantine_id


def refuse_prompt(connection: Connection, n: int, **differing: Any) -> int:
    """The n-th refused event of an item that is to be updated promptly: due Tue 2026-03-03, our target."""
    own = {
        "provider": PROMPT_PROVIDER,
        "item": PROMPT_ITEM,
        "source_topic": f"in.{PROMPT_PROVIDER}.{PROMPT_ITEM}",
        "due_on": date(2026, 3, 3),
    }
    return refuse(connection, n, **own | differing)


def accept(connection: Connection, n: int, **differing: Any) -> None:
    """The conforming event of the record whose n-th event was refused."""
    keep_in_history(connection, n, **{"seq": 1000 + n} | differing)


def find_late(connection: Connection, n: int, **differing: Any) -> str:
    """The finding that the n-th event came after its due date."""
    values: dict[str, Any] = {
        "finding_id": f"test-finding-{uuid.uuid4().hex}",
        "provider": WORKING_DAYS_PROVIDER,
        "item": WORKING_DAYS_ITEM,
        "event_id": str(uuid.uuid5(uuid.NAMESPACE_OID, str(n))),
        "clock": "ARTICLE-19",
        "verdict": "LATE",
        "changed_on": CHANGED_ON,
        "due_on": DUE_ON,
        "due_on_adjusted": DUE_ON,
        "provisional": False,
        "calendar_version": "test-calendar",
        "received_at": LONG_AFTER,
        "item_version": 1,
        "rules_version": "test-rules",
    }
    finding_id: str = insert(connection, "platform.finding", **values | differing)
    return finding_id


def keep_in_history(connection: Connection, n: int, **differing: Any) -> None:
    """The n-th accepted event, on time unless `differing` says otherwise."""
    values: dict[str, Any] = {
        "identity_type": "OBJECT",
        "identity_number": f"{STATION}-{n}",
        "record_id": "",
        "record_version": 3,
        "provider": WORKING_DAYS_PROVIDER,
        "seq": n,
        "changed_on": CHANGED_ON,
        "received_at": RECEIVED_AT,
        "item_version": 1,
        "deleted": False,
        "flags": [],
        "topic_partition": 0,
        "kafka_offset": n,
        "event_id": str(uuid.uuid5(uuid.NAMESPACE_OID, str(n))),
        "operation": "UPDATE",
        "origin": "LIVE",
        "recorded_at": RECEIVED_AT,
        "due_on": DUE_ON,
        "due_on_adjusted": DUE_ON,
        "provisional": False,
        "rules_version": "test-rules",
    }
    insert(connection, "other.air_quality_history", **values | differing)


def told(connection: Connection) -> list[tuple[str, str, int]]:
    """(source, stage, count) of every alert, in the order of the outbox."""
    with transaction(connection) as cursor:
        found = rows(
            cursor,
            "SELECT a.source, a.stage, a.count FROM platform.alert_outbox o JOIN platform.alert a USING (alert_id) "
            "ORDER BY o.outbox_id",
        )
    return [(source, stage, count) for source, stage, count in found]
