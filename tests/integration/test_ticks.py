"""What a tick does with real rows; the clock is an argument."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from consumers import alerts as told_alerts
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from stream_processors import ledger, ticks
from stream_processors.progress import Progress
from stream_processors.ticks import Ticker
from tests.clock_tables import (
    CHANGED_ON,
    DUE_ON,
    DUE_SOON_AT,
    DUE_TODAY_AT,
    LONG_AFTER,
    OVERDUE_1_AT,
    PROMPT_PROVIDER,
    RECEIVED_AT,
    STATION,
    WORKING_DAYS_ITEM,
    WORKING_DAYS_PROVIDER,
    accept,
    find_late,
    insert,
    own_database,
    refuse,
    refuse_prompt,
    told,
)

pytestmark = pytest.mark.platform


class Reached(Progress):
    """Everything is materialised, or nothing is."""

    def __init__(self, *, reached: bool = True) -> None:
        self.reached = reached

    def has_reached(self, item: str, instant: datetime, now: datetime) -> bool:
        return self.reached


@pytest.fixture
def database(platform: Settings) -> Iterator[Settings]:
    with own_database(platform) as settings:
        yield settings


@pytest.fixture
def connection(database: Settings) -> Iterator[Connection]:
    connection = connect(database, "govsync-test")
    yield connection
    connection.close()


def make_ticker(connection: Connection, *, reached: bool = True) -> Ticker:
    return Ticker(connection, Reached(reached=reached))


def one(connection: Connection, sql: str) -> tuple[object, ...]:
    with transaction(connection) as cursor:
        (row,) = rows(cursor, sql)
    return row


def test_a_refused_change_is_told_of_stage_by_stage(connection: Connection) -> None:
    refuse(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(RECEIVED_AT)
    assert one(connection, "SELECT kind, state, due_on FROM platform.obligation") == ("D5", "OPEN", DUE_ON)
    assert told(connection) == []
    expected = []
    for now, stage in ((DUE_SOON_AT, "due-soon"), (DUE_TODAY_AT, "due-today"), (OVERDUE_1_AT, "overdue-1")):
        ticker.tick(now)
        expected.append(("REFUSED_EVENT", stage, 1))
        assert told(connection) == expected
    ticker.tick(OVERDUE_1_AT)
    assert told(connection) == expected


def test_nothing_is_said_before_its_day_begins_in_beijing(connection: Connection) -> None:
    refuse(connection, 1, received_at=DUE_TODAY_AT)
    midnight = datetime(2026, 3, 9, 16, tzinfo=UTC)
    ticker = make_ticker(connection)
    ticker.tick(DUE_TODAY_AT + timedelta(seconds=30))
    before = told(connection)
    ticker.tick(midnight - timedelta(milliseconds=1))
    assert told(connection) == before == [("REFUSED_EVENT", "due-today", 1)]
    ticker.tick(OVERDUE_1_AT)
    assert told(connection)[1:] == [("REFUSED_EVENT", "overdue-1", 1)]


def test_stages_missed_while_no_timekeeper_ran_are_told_exactly_as_if_one_had(connection: Connection) -> None:
    refuse(connection, 1)
    make_ticker(connection).tick(LONG_AFTER)
    assert sorted(told(connection)) == [
        ("REFUSED_EVENT", stage, 1) for stage in ("due-soon", "due-today", "overdue-1", "overdue-10", "overdue-5")
    ]


def test_changes_that_share_agency_item_due_date_and_stage_are_told_of_together(connection: Connection) -> None:
    for n in range(5):
        refuse(connection, n)
    refuse(connection, 9, changed_on=date(2026, 3, 3))
    make_ticker(connection).tick(DUE_TODAY_AT)
    assert sorted(told(connection)) == [
        ("REFUSED_EVENT", "due-soon", 1),
        ("REFUSED_EVENT", "due-soon", 5),
        ("REFUSED_EVENT", "due-today", 5),
    ]


def test_a_conforming_event_closes_the_obligation_and_nothing_more_is_told(connection: Connection) -> None:
    refuse(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(DUE_SOON_AT)
    came_at = DUE_SOON_AT + timedelta(hours=1)
    accept(connection, 1, received_at=came_at)
    ticker.tick(LONG_AFTER)
    assert told(connection) == [("REFUSED_EVENT", "due-soon", 1)]
    ended = one(connection, "SELECT state, stopped_at, closed_at, closed_by FROM platform.obligation")
    assert ended == ("CLOSED", came_at, LONG_AFTER, "govsync")
    assert one(connection, "SELECT count(*) FROM platform.obligation_stage WHERE state = 'OPEN'") == (0,)


@pytest.mark.parametrize(
    "differing", [{"record_version": 2}, {"provider": "gz-health"}, {"record_id": "another"}, {"identity_type": "USCC"}]
)
def test_only_the_same_providers_same_or_later_version_of_the_record_closes_it(
    connection: Connection, differing: dict[str, object]
) -> None:
    refuse(connection, 1)
    accept(connection, 1, **differing)
    make_ticker(connection).tick(DUE_TODAY_AT)
    assert one(connection, "SELECT state FROM platform.obligation") == ("OPEN",)


def test_a_released_event_closes_its_obligation(connection: Connection) -> None:
    quarantine_id = refuse(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(RECEIVED_AT)
    with transaction(connection) as cursor:
        cursor.execute("UPDATE platform.quarantine SET state = 'RELEASED' WHERE quarantine_id = %s", (quarantine_id,))
    ticker.tick(LONG_AFTER)
    assert told(connection) == []
    assert one(connection, "SELECT state FROM platform.obligation") == ("CLOSED",)


def test_what_was_met_is_closed_between_stages_once_something_was_materialised(connection: Connection) -> None:
    refuse(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(RECEIVED_AT)
    accept(connection, 1)
    insert(connection, "platform.sink_offset", topic=f"shared.{WORKING_DAYS_ITEM}", topic_partition=0, next_offset=5)
    ticker.tick(RECEIVED_AT + timedelta(seconds=1))
    assert one(connection, "SELECT state FROM platform.obligation") == ("CLOSED",)


def test_a_sweep_passes_over_more_obligations_than_fit_into_one_tick(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticks, "BATCH", 2)
    for n in range(5):
        refuse(connection, n)
    ticker = make_ticker(connection)
    while ticker.tick(RECEIVED_AT):
        pass
    accept(connection, 4)
    insert(connection, "platform.sink_offset", topic=f"shared.{WORKING_DAYS_ITEM}", topic_partition=0, next_offset=5)
    for _ in range(3):
        ticker.tick(RECEIVED_AT)
    assert one(connection, "SELECT count(*) FROM platform.obligation WHERE state = 'CLOSED'") == (1,)


def test_no_clock_runs_for_a_change_before_the_rules(connection: Connection) -> None:
    refuse(connection, 1, changed_on=date(2019, 6, 3), due_on=date(2019, 6, 11))
    refuse(connection, 2, changed_on=None, due_on=None)
    make_ticker(connection).tick(LONG_AFTER)
    assert told(connection) == []
    assert one(connection, "SELECT count(*) FROM platform.obligation") == (0,)


def test_an_unadopted_target_makes_nobody_overdue(connection: Connection) -> None:
    refuse_prompt(connection, 1)
    find_late(connection, 1, item="np-birth", provider=PROMPT_PROVIDER, verdict="PAST_TARGET")
    make_ticker(connection).tick(LONG_AFTER)
    assert {stage for _, stage, _ in told(connection)} >= {"past-target", "past-target-1", "past-target-10"}
    assert not any("overdue" in stage for _, stage, _ in told(connection))


def test_late_events_are_told_of_once_in_groups(connection: Connection) -> None:
    for n in range(3):
        find_late(connection, n)
    find_late(connection, 3, due_on=date(2026, 3, 10))
    find_late(connection, 4, verdict="PENDING")
    ticker = make_ticker(connection, reached=False)
    ticker.tick(LONG_AFTER)
    assert told(connection) == [("LATE_EVENT", "late", 3), ("LATE_EVENT", "late", 1)]
    find_late(connection, 5)
    ticker.tick(LONG_AFTER)
    assert told(connection)[2:] == [("LATE_EVENT", "late", 1)]
    assert one(connection, "SELECT count(*) FROM platform.finding WHERE alert_id IS NULL") == (1,)


def test_no_stage_is_told_of_while_the_platform_is_behind(connection: Connection) -> None:
    refuse(connection, 1)
    progress = Reached(reached=False)
    ticker = Ticker(connection, progress)
    ticker.tick(LONG_AFTER)
    assert told(connection) == []
    # What was waiting turns out to be the conforming event.
    accept(connection, 1)
    progress.reached = True
    ticker.tick(LONG_AFTER)
    assert told(connection) == []
    assert one(connection, "SELECT state FROM platform.obligation") == ("CLOSED",)


def test_no_alert_carries_anything_of_the_record(connection: Connection) -> None:
    refuse(connection, 1)
    find_late(connection, 1)
    make_ticker(connection).tick(LONG_AFTER)
    with transaction(connection) as cursor:
        written = str(rows(cursor, "SELECT * FROM platform.alert"))
    assert "due date" in written
    assert STATION not in written


def test_any_number_of_timekeepers_tell_of_each_fact_once(database: Settings, connection: Connection) -> None:
    for n in range(60):
        refuse(connection, n, changed_on=CHANGED_ON + timedelta(days=n % 2))
        find_late(connection, n, due_on=date(2026, 3, 9) + timedelta(days=n % 3))
    start = threading.Barrier(3)
    faults: list[BaseException] = []

    def keep_time() -> None:
        own = connect(database, "govsync-test")
        try:
            ticker = make_ticker(own)
            start.wait()
            for hours in range(0, 24 * 60, 48):
                ticker.tick(RECEIVED_AT + timedelta(hours=hours))
        except BaseException as error:  # noqa: BLE001 - told to the test below
            faults.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=keep_time) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sum(count for source, _, count in told(connection) if source == "LATE_EVENT") == 60
    stages = one(
        connection, "SELECT count(*) FILTER (WHERE state = 'EMITTED'), count(*) FROM platform.obligation_stage"
    )
    assert stages == (300, 300)
    assert sum(count for source, _, count in told(connection) if source == "REFUSED_EVENT") == 300


def test_outbox_ids_become_visible_in_their_order(database: Settings, connection: Connection) -> None:
    """While one timekeeper's alert is uncommitted, another's cannot overtake it in the outbox."""
    find_late(connection, 1)
    other = connect(database, "govsync-test")
    first_holds, second_done = threading.Event(), threading.Event()
    try:
        with transaction(connection) as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (ledger._OUTBOX_LOCK,))
            first_holds.set()

            def tell() -> None:
                first_holds.wait()
                make_ticker(other).tick(LONG_AFTER)
                second_done.set()

            thread = threading.Thread(target=tell)
            thread.start()
            with connect(database, "govsync-watch") as watching, watching.cursor() as seen:
                waiting = 0
                while not waiting:
                    seen.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                    (waiting,) = cast(tuple[int], seen.fetchone())
            watching.close()
            assert not second_done.is_set()
        thread.join()
        assert second_done.is_set()
    finally:
        other.close()


def test_alerts_are_read_grouped_with_their_explanation(database: Settings, connection: Connection) -> None:
    refuse(connection, 1)
    refuse(connection, 2)
    find_late(connection, 3)
    ticker = make_ticker(connection)
    ticker.tick(DUE_TODAY_AT)
    find_late(connection, 4)
    accept(connection, 1, received_at=DUE_TODAY_AT + timedelta(hours=1))
    ticker.tick(OVERDUE_1_AT)
    every = {(each.source, each.stage): each for each in told_alerts.told(database)}
    assert {key: each.count for key, each in every.items()} == {
        ("LATE_EVENT", "late"): 2,
        ("REFUSED_EVENT", "due-soon"): 2,
        ("REFUSED_EVENT", "due-today"): 2,
        ("REFUSED_EVENT", "overdue-1"): 1,
    }
    assert "Article 19(3)" in every["LATE_EVENT", "late"].explanation_en
    (still_open,) = told_alerts.told(database, only_open=True)
    assert (still_open.stage, still_open.count) == ("overdue-1", 1)
    assert told_alerts.told(database, agency=PROMPT_PROVIDER) == []
    assert len(told_alerts.told(database, agency=WORKING_DAYS_PROVIDER, item=WORKING_DAYS_ITEM)) == 4
    assert set(still_open.as_json()) == {
        "agency", "item", "kind", "due_on", "due_on_adjusted", "source", "stage", "count", "retracted", "first_raised_at",
        "last_raised_at", "alert_ids", "article", "explanation_en", "explanation_zh", "rules_version",
    }  # fmt: skip


def test_a_tick_with_nothing_due_reads_no_open_obligation(connection: Connection) -> None:
    for n in range(20):
        refuse(connection, n)
    ticker = make_ticker(connection)
    ticker.tick(RECEIVED_AT)
    with transaction(connection) as cursor:
        cursor.execute("SET LOCAL stats_fetch_consistency = none")
        cursor.execute("SELECT pg_stat_force_next_flush()")
    before = _reads(connection)
    ticker.tick(RECEIVED_AT)
    with transaction(connection) as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
    after = _reads(connection)
    assert after == before


def _reads(connection: Connection) -> SimpleNamespace:
    with transaction(connection) as cursor:
        ((obligations, staged, held),) = rows(
            cursor,
            "SELECT "
            + ", ".join(
                f"(SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables "
                f"WHERE relid = 'platform.{table}'::regclass)"
                for table in ("obligation", "obligation_stage", "quarantine")
            ),
        )
    return SimpleNamespace(obligations=obligations, staged=staged, held=held)
