"""Every clock in one ledger: what opens it, what moves it, what ends it, and what is taken back. The clock is an argument."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from infra import reference
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.registers import Approval, CalendarNotice, Outage
from stream_processors import gaps, refused, ticks
from stream_processors.alerting import Source
from stream_processors.ledger import Closing, Opening, close_obligation, open_next, open_obligation
from stream_processors.progress import Progress
from stream_processors.rules.law import Clock, Law
from stream_processors.ticks import Ticker
from tests.clock_tables import (
    CHANGED_ON,
    DUE_ON,
    DUE_SOON_AT,
    DUE_TODAY_AT,
    LONG_AFTER,
    OVERDUE_1_AT,
    RECEIVED_AT,
    WORKING_DAYS_ITEM,
    WORKING_DAYS_PROVIDER,
    accept,
    find_late,
    insert,
    keep_in_history,
    own_database,
    refuse,
    told,
)

pytestmark = pytest.mark.platform

LAW = Law.load()
GRACE = timedelta(minutes=15)

_HISTORY_COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = 'other.air_quality_history'::regclass AND attnum > 0 AND NOT attisdropped"


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


def all_of(connection: Connection, sql: str) -> list[tuple[Any, ...]]:
    with transaction(connection) as cursor:
        return rows(cursor, sql)


def register(connection: Connection, kind: str, row: Approval | Outage) -> None:
    with transaction(connection) as cursor:
        reference.put(cursor, reference.KINDS[kind], [row])


def outage(first: str, last: str | None, item: str | None = None, **other: Any) -> Outage:
    """An outage that touches these days, Beijing time, from noon to noon."""
    ended_at = None if last is None else datetime.fromisoformat(f"{last}T04:00:00Z")
    values = {"id": "outage-1", "declared_by": "gz-government-services", "evidence": "report 7", "item": item} | other
    return Outage(started_at=datetime.fromisoformat(f"{first}T03:00:00Z"), ended_at=ended_at, **values)


def approve(connection: Connection, valid_from: str, valid_to: str) -> None:
    approval = Approval(
        id="approval-1",
        agency=WORKING_DAYS_PROVIDER,
        item=WORKING_DAYS_ITEM,
        reason="measured by hand",
        scope="all",
        approver="gz-government-services",
        given_on=date.fromisoformat(valid_from),
        valid_from_on=date.fromisoformat(valid_from),
        valid_to_on=date.fromisoformat(valid_to),
        decision="decision 3",
    )
    register(connection, "approval", approval)


def materialised(connection: Connection, offset: int) -> None:
    with transaction(connection) as cursor:
        cursor.execute(
            "INSERT INTO platform.sink_offset (topic, topic_partition, next_offset) VALUES (%s, 0, %s) "
            "ON CONFLICT (topic, topic_partition) DO UPDATE SET next_offset = excluded.next_offset",
            (f"shared.{WORKING_DAYS_ITEM}", offset),
        )


def come(connection: Connection, *seqs: int, received_at: datetime = RECEIVED_AT) -> None:
    """Events under these numbers were accepted, and the materialiser has said so."""
    for seq in seqs:
        keep_in_history(connection, seq, received_at=received_at)
    with transaction(connection) as cursor:
        cursor.execute(
            "INSERT INTO platform.seq_high_water (item, topic_partition, provider, seq) VALUES (%s, 0, %s, %s) "
            "ON CONFLICT (item, topic_partition, provider) DO UPDATE "
            "SET seq = greatest(seq_high_water.seq, excluded.seq)",
            (WORKING_DAYS_ITEM, WORKING_DAYS_PROVIDER, max(seqs)),
        )
    materialised(connection, max(seqs) + int(received_at.timestamp()))


def obligations(connection: Connection) -> list[tuple[Any, ...]]:
    return all_of(
        connection,
        "SELECT source, kind, subject, opened_on, due_on_adjusted, state FROM platform.obligation ORDER BY obligation_id",
    )


# Refused events


def test_a_refused_change_without_a_certain_date_is_an_obligation_that_says_nothing_overdue_yet(
    connection: Connection,
) -> None:
    refuse(connection, 1, changed_on=date(2026, 12, 30), due_on=None, received_at=datetime(2026, 12, 31, tzinfo=UTC))
    make_ticker(connection).tick(datetime(2027, 2, 1, tzinfo=UTC))
    assert all_of(connection, "SELECT due_on, due_on_adjusted, provisional, state FROM platform.obligation") == [
        (None, None, True, "OPEN")
    ]
    assert told(connection) == []


def test_a_notice_that_is_loaded_gives_a_date_and_the_stages_that_follow_from_it(connection: Connection) -> None:
    refuse(connection, 1, changed_on=date(2026, 12, 30), due_on=None, received_at=datetime(2026, 12, 31, tzinfo=UTC))
    ticker = make_ticker(connection)
    ticker.tick(datetime(2027, 1, 10, tzinfo=UTC))
    assert obligations(connection)[0][4] is None
    new_year = {"zh": "元旦", "en": "New Year", "days_off": ["2027-01-01", "2027-01-03"]}
    stated = {"number": None, "title": "invented notice", "issued_on": "2026-11-05", "holidays": [new_year]}
    with transaction(connection) as cursor:
        notice = CalendarNotice(notice="invented notice", year=2027, stated=stated)
        reference.put(cursor, reference.KINDS["notice"], [notice])
    ticker.tick(datetime(2027, 1, 10, 1, tzinfo=UTC))
    assert all_of(connection, "SELECT due_on_adjusted, provisional FROM platform.obligation") == [
        (date(2027, 1, 7), False)
    ]
    assert [stage for _, stage, _ in told(connection)] == ["due-soon", "due-today", "overdue-1"]


def test_a_refused_event_that_named_its_subject_wrongly_ends_with_the_providers_next_submission(
    connection: Connection,
) -> None:
    wrong = '[{"rule": "ID-CHECK", "severity": "quarantine", "path": "identity_number"}]'
    refuse(connection, 7, findings=wrong, record_version=1)
    ticker = make_ticker(connection)
    ticker.tick(DUE_SOON_AT)
    came_at = DUE_SOON_AT + timedelta(hours=2)
    # The corrected event is another record: nothing but its submission ties it to the refused one.
    keep_in_history(connection, 8, identity_number="another", received_at=came_at, submission_id="later")
    insert(
        connection, "platform.submission", submission_id="later", provider=WORKING_DAYS_PROVIDER, item=WORKING_DAYS_ITEM,
        started_at=RECEIVED_AT, finished_at=came_at, published=1, first_seq=8, last_seq=8, rows_read=1, rows_unchanged=0,
        rows_refused=0,
    )  # fmt: skip
    ticker.tick(LONG_AFTER)
    assert all_of(
        connection, "SELECT state, stopped_at, evidence FROM platform.obligation WHERE source = 'REFUSED_EVENT'"
    ) == [("CLOSED", came_at, "submission/later")]
    assert told(connection) == [("REFUSED_EVENT", "due-soon", 1)]


def test_what_would_meet_an_obligation_is_looked_for_without_reading_a_providers_history(
    connection: Connection,
) -> None:
    wrong = '[{"rule": "ID-CHECK", "severity": "quarantine", "path": "identity_number"}]'
    for seq in range(1, 21):
        refuse(connection, seq, findings=wrong)
    make_ticker(connection).tick(DUE_SOON_AT)
    keep_in_history(connection, 100, identity_number="another")
    with transaction(connection) as cursor:
        copied = [row[0] for row in rows(cursor, _HISTORY_COLUMNS) if row[0] not in ("seq", "kafka_offset")]
        cursor.execute(
            f"INSERT INTO other.air_quality_history (seq, kafka_offset, {', '.join(copied)}) "
            f"SELECT n, n, {', '.join(copied)} FROM other.air_quality_history, generate_series(101, 5000) n"
        )
        cursor.execute("ANALYZE other.air_quality_history")
    with transaction(connection) as cursor:
        ids = [row[0] for row in rows(cursor, "SELECT obligation_id FROM platform.obligation")]
        assert refused.met(cursor, LAW.directory, WORKING_DAYS_ITEM, ids) == []
        ((read,),) = rows(
            cursor,
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relid = 'other.air_quality_history'::regclass",
        )
    assert read < 100


def test_a_refused_event_of_a_known_subject_does_not_end_with_another_submission(connection: Connection) -> None:
    refuse(connection, 7, findings='[{"rule": "CONF-CODE", "severity": "quarantine", "path": "after.aqi"}]')
    keep_in_history(connection, 8, identity_number="another", submission_id="later")
    insert(
        connection, "platform.submission", submission_id="later", provider=WORKING_DAYS_PROVIDER, item=WORKING_DAYS_ITEM,
        started_at=RECEIVED_AT, finished_at=RECEIVED_AT, published=1, first_seq=8, last_seq=8, rows_read=1,
        rows_unchanged=0, rows_refused=0,
    )  # fmt: skip
    make_ticker(connection).tick(OVERDUE_1_AT)
    assert all_of(connection, "SELECT state FROM platform.obligation WHERE source = 'REFUSED_EVENT'") == [("OPEN",)]


def test_what_was_told_before_a_release_is_taken_back_where_the_event_had_come_in_time(connection: Connection) -> None:
    quarantine_id = refuse(connection, 1, received_at=DUE_SOON_AT + timedelta(hours=1))
    ticker = make_ticker(connection)
    ticker.tick(OVERDUE_1_AT)
    assert [stage for _, stage, _ in told(connection)] == ["due-soon", "due-today", "overdue-1"]
    with transaction(connection) as cursor:
        cursor.execute("UPDATE platform.quarantine SET state = 'RELEASED' WHERE quarantine_id = %s", (quarantine_id,))
    materialised(connection, 9)
    ticker.tick(OVERDUE_1_AT + timedelta(minutes=1))
    assert [stage for _, stage, _ in told(connection)][3:] == ["retracted", "retracted"]
    taken_back = all_of(
        connection,
        "SELECT a.stage FROM platform.alert r JOIN platform.alert a ON a.alert_id = r.retracts ORDER BY a.stage",
    )
    assert taken_back == [("due-today",), ("overdue-1",)]
    assert all_of(connection, "SELECT stage, state FROM platform.obligation_stage ORDER BY due_at") == [
        ("due-soon", "EMITTED"), ("due-today", "RETRACTED"), ("overdue-1", "RETRACTED"), ("overdue-5", "DROPPED"),
        ("overdue-10", "DROPPED"),
    ]  # fmt: skip


# Findings


def test_a_finding_that_another_follows_is_taken_back_and_the_later_one_told(connection: Connection) -> None:
    first = find_late(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(LONG_AFTER)
    find_late(connection, 1, follows=first, verdict="ON_TIME", due_on_adjusted=date(2026, 3, 12))
    ticker.tick(LONG_AFTER)
    ticker.tick(LONG_AFTER)
    assert told(connection) == [("LATE_EVENT", "late", 1), ("LATE_EVENT", "retracted", 1)]
    other = find_late(connection, 2)
    find_late(connection, 2, follows=other, due_on_adjusted=date(2026, 3, 12))
    ticker.tick(LONG_AFTER)
    assert told(connection)[2:] == [("LATE_EVENT", "late", 1)]
    assert all_of(connection, "SELECT count(*) FROM platform.finding WHERE NOT settled") == [(0,)]


# Numbers left out


def test_numbers_left_out_are_an_obligation_once_the_grace_period_is_over(connection: Connection) -> None:
    ticker = make_ticker(connection)
    come(connection, 1, 2, 5, 6, 9)
    refuse(connection, 3)
    ticker.tick(RECEIVED_AT)
    ticker.tick(RECEIVED_AT + GRACE - timedelta(seconds=1))
    assert [each for each in obligations(connection) if each[0] == "SEQUENCE_GAP"] == []
    ticker.tick(RECEIVED_AT + GRACE)
    received_on = date(2026, 3, 3)
    assert [each for each in obligations(connection) if each[0] == "SEQUENCE_GAP"] == [
        ("SEQUENCE_GAP", "D5", "seq 4-4", received_on, date(2026, 3, 10), "OPEN"),
        ("SEQUENCE_GAP", "D5", "seq 7-8", received_on, date(2026, 3, 10), "OPEN"),
    ]


def test_a_gap_ends_when_its_numbers_have_come_and_not_before(connection: Connection) -> None:
    ticker = make_ticker(connection)
    come(connection, 1, 4)
    ticker.tick(RECEIVED_AT)
    ticker.tick(RECEIVED_AT + GRACE)
    come(connection, 3, received_at=RECEIVED_AT + timedelta(hours=1))
    ticker.tick(RECEIVED_AT + timedelta(hours=1))
    assert obligations(connection)[0][-1] == "OPEN"
    come(connection, 2, received_at=RECEIVED_AT + timedelta(hours=2))
    ticker.tick(RECEIVED_AT + timedelta(hours=2))
    assert all_of(connection, "SELECT state, stopped_at FROM platform.obligation") == [
        ("CLOSED", RECEIVED_AT + timedelta(hours=2))
    ]


def test_numbers_that_come_within_the_grace_period_are_no_gap(connection: Connection) -> None:
    ticker = make_ticker(connection)
    come(connection, 1, 3)
    ticker.tick(RECEIVED_AT)
    come(connection, 2)
    ticker.tick(RECEIVED_AT + GRACE)
    assert obligations(connection) == []
    come(connection, 4, 6)
    ticker.tick(RECEIVED_AT + 2 * GRACE)
    ticker.tick(RECEIVED_AT + 3 * GRACE)
    assert [each[2] for each in obligations(connection)] == ["seq 5-5"]


def test_no_gap_is_seen_while_the_platform_is_behind(connection: Connection) -> None:
    come(connection, 1, 3)
    make_ticker(connection, reached=False).tick(RECEIVED_AT)
    make_ticker(connection, reached=False).tick(RECEIVED_AT + GRACE)
    assert obligations(connection) == []
    make_ticker(connection).tick(RECEIVED_AT + GRACE)
    assert [each[2] for each in obligations(connection)] == ["seq 2-2"]


def test_what_a_manifest_states_and_never_came_is_a_gap_at_the_end(connection: Connection) -> None:
    ticker = make_ticker(connection)
    responsibility = {
        "item": WORKING_DAYS_ITEM, "element_group": "all", "territory": "440100", "role": "PROVIDER",
        "agency": WORKING_DAYS_PROVIDER, "valid_from_on": date(2019, 7, 1), "decision": "decision 1",
    }  # fmt: skip
    insert(connection, "platform.responsibility", **responsibility)
    come(connection, 1, 2)
    insert(
        connection, "platform.submission", submission_id="s", provider=WORKING_DAYS_PROVIDER, item=WORKING_DAYS_ITEM,
        started_at=RECEIVED_AT, finished_at=RECEIVED_AT, published=4, first_seq=1, last_seq=4, rows_read=4,
        rows_unchanged=0, rows_refused=0,
    )  # fmt: skip
    ticker.tick(RECEIVED_AT)
    ticker.tick(RECEIVED_AT + GRACE)
    assert [each[2] for each in obligations(connection)] == ["seq 3-4"]


def test_however_many_numbers_are_looked_through_at_once_the_gaps_are_the_same(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "SPAN", 3)
    come(connection, 1, 6, 8, 9, 10)
    ticker = make_ticker(connection)
    ticker.tick(RECEIVED_AT)
    while ticker.tick(RECEIVED_AT + GRACE):
        pass
    assert [each[2] for each in obligations(connection)] == ["seq 2-5", "seq 7-7"]


# The quarter


def test_an_approved_agency_owes_an_update_from_the_first_day_of_each_quarter(connection: Connection) -> None:
    approve(connection, "2026-01-05", "2026-09-30")
    ticker = make_ticker(connection)
    ticker.tick(datetime(2026, 3, 31, 15, 59, tzinfo=UTC))
    assert obligations(connection) == []
    ticker.tick(datetime(2026, 3, 31, 16, tzinfo=UTC))
    quarter = ("QUARTERLY_PRESENCE", "D6", "2026-Q2", date(2026, 4, 1), date(2026, 4, 16), "OPEN")
    assert obligations(connection) == [quarter]
    make_ticker(connection).tick(datetime(2026, 12, 1, tzinfo=UTC))
    assert [each[2] for each in obligations(connection)] == ["2026-Q2", "2026-Q3"]


def test_one_update_in_the_quarter_is_enough_and_one_of_before_is_none(connection: Connection) -> None:
    approve(connection, "2026-01-05", "2026-12-31")
    keep_in_history(connection, 1, received_at=datetime(2026, 3, 31, 15, 59, tzinfo=UTC))
    ticker = make_ticker(connection)
    ticker.tick(datetime(2026, 4, 10, tzinfo=UTC))
    assert obligations(connection)[0][-1] == "OPEN"
    came_at = datetime(2026, 4, 16, 15, 59, tzinfo=UTC)
    keep_in_history(connection, 2, received_at=came_at, operation="ATTEST")
    keep_in_history(connection, 3, received_at=came_at + timedelta(days=1))
    materialised(connection, 5)
    ticker.tick(datetime(2026, 4, 18, tzinfo=UTC))
    assert all_of(connection, "SELECT state, stopped_at FROM platform.obligation") == [("CLOSED", came_at)]
    assert [stage for _, stage, _ in told(connection)] == ["due-soon", "due-today"]


def test_an_approval_that_is_ended_takes_back_the_quarters_it_no_longer_covers(connection: Connection) -> None:
    approve(connection, "2026-01-05", "2026-12-31")
    ticker = make_ticker(connection)
    ticker.tick(datetime(2026, 4, 20, tzinfo=UTC))
    assert [stage for _, stage, _ in told(connection)] == ["due-soon", "due-today", "overdue-1"]
    approve(connection, "2026-01-05", "2026-03-31")
    ticker.tick(datetime(2026, 4, 20, 1, tzinfo=UTC))
    assert obligations(connection)[0][-1] == "RETRACTED"
    assert [stage for _, stage, _ in told(connection)][3:] == ["retracted"] * 3


def test_an_approval_puts_changes_dated_within_it_on_the_clock_of_the_quarter(connection: Connection) -> None:
    refuse(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(DUE_TODAY_AT)
    approve(connection, "2026-03-01", "2026-03-31")
    ticker.tick(DUE_TODAY_AT + timedelta(minutes=1))
    assert obligations(connection) == [("REFUSED_EVENT", "D6", "quarantine 1", CHANGED_ON, date(2026, 4, 16), "OPEN")]
    assert [stage for _, stage, _ in told(connection)] == ["due-soon", "due-today", "retracted", "retracted"]


# Outages


def test_a_declared_outage_moves_the_due_date_and_takes_back_what_no_longer_holds(connection: Connection) -> None:
    refuse(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(OVERDUE_1_AT)
    register(connection, "outage", outage("2026-03-05", "2026-03-06"))
    ticker.tick(OVERDUE_1_AT + timedelta(minutes=1))
    assert all_of(connection, "SELECT due_on, due_on_adjusted FROM platform.obligation") == [
        (DUE_ON, date(2026, 3, 11))
    ]
    stages = [stage for _, stage, _ in told(connection)]
    assert stages == ["due-soon", "due-today", "overdue-1", "retracted", "retracted", "retracted", "due-soon"]
    ticker.tick(LONG_AFTER)
    again = [stage for _, stage, _ in told(connection)][7:]
    assert sorted(again) == ["due-today", "overdue-1", "overdue-10", "overdue-5"]
    assert all_of(
        connection, "SELECT count(*) FROM platform.alert WHERE position('declared intake' IN explanation_en) > 0"
    ) == [(5,)]


def test_an_outage_that_goes_on_leaves_no_date_and_one_of_another_item_changes_nothing(connection: Connection) -> None:
    refuse(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(DUE_SOON_AT)
    register(connection, "outage", outage("2026-03-05", None, "np-birth"))
    ticker.tick(DUE_SOON_AT)
    assert obligations(connection)[0][4] == DUE_ON
    register(connection, "outage", outage("2026-03-05", None, id="outage-2"))
    ticker.tick(LONG_AFTER)
    assert obligations(connection)[0][4] is None
    assert [stage for _, stage, _ in told(connection)] == ["due-soon", "retracted"]


def test_what_was_told_of_an_obligation_that_has_been_closed_since_is_put_right_too(connection: Connection) -> None:
    refuse(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(OVERDUE_1_AT)
    accept(connection, 1, received_at=OVERDUE_1_AT + timedelta(hours=7))
    materialised(connection, 9)
    ticker.tick(OVERDUE_1_AT + timedelta(days=1))
    register(connection, "outage", outage("2026-03-05", "2026-03-06"))
    ticker.tick(OVERDUE_1_AT + timedelta(days=2))
    assert obligations(connection)[0][4:] == (date(2026, 3, 11), "CLOSED")
    # By the new date it was due soon when it came, and nothing else.
    assert [stage for _, stage, _ in told(connection)] == [
        "due-soon", "due-today", "overdue-1", "retracted", "retracted",
    ]  # fmt: skip
    assert all_of(connection, "SELECT stage FROM platform.obligation_stage WHERE state = 'EMITTED'") == [("due-soon",)]


def test_a_timekeeper_that_was_away_makes_up_for_what_changed(connection: Connection) -> None:
    refuse(connection, 1)
    make_ticker(connection).tick(RECEIVED_AT)
    register(connection, "outage", outage("2026-03-05", "2026-03-06"))
    make_ticker(connection).tick(DUE_TODAY_AT)
    assert told(connection) == []
    assert obligations(connection)[0][4] == date(2026, 3, 11)


# What an officer opens


def open_by_hand(connection: Connection, kind: str, opened_on: date, now: datetime, **other: Any) -> int:
    clock = Clock(kind, WORKING_DAYS_PROVIDER, None, None, opened_on, other.pop("working_days", None))
    opening = Opening(clock, Source.OBLIGATION, "application 4", now, "test-rules", "letter 4", "desk 2", **other)
    with transaction(connection) as cursor:
        opened = open_obligation(cursor, LAW, opening, now)
    assert opened is not None
    return opened


def test_silence_on_an_application_is_agreement_and_sharing_is_owed_from_then_on(connection: Connection) -> None:
    application = open_by_hand(connection, "D7", date(2026, 9, 28), datetime(2026, 9, 28, 3, tzinfo=UTC))
    ticker = make_ticker(connection)
    ticker.tick(datetime(2026, 10, 10, 15, 59, tzinfo=UTC))
    assert [each[-1] for each in obligations(connection)] == ["OPEN"]
    ticker.tick(datetime(2026, 10, 10, 16, 1, tzinfo=UTC))
    assert [stage for _, stage, _ in told(connection)] == ["due-soon", "due-today", "deemed-agreement"]
    assert all_of(connection, "SELECT kind, state, due_on, follows FROM platform.obligation ORDER BY obligation_id") == [
        ("D7", "CLOSED", date(2026, 10, 10), None), ("D8", "OPEN", date(2026, 10, 16), application),
    ]  # fmt: skip


def test_a_reply_that_had_come_in_time_takes_back_the_agreement_by_silence_and_what_followed(
    connection: Connection,
) -> None:
    application = open_by_hand(connection, "D7", date(2026, 9, 28), datetime(2026, 9, 28, 3, tzinfo=UTC))
    make_ticker(connection).tick(datetime(2026, 10, 12, tzinfo=UTC))
    replied_at = datetime(2026, 10, 9, 3, tzinfo=UTC)
    with transaction(connection) as cursor:
        closing = Closing(application, replied_at, "refused, with the reason", "letter 5", "desk 2")
        assert close_obligation(cursor, closing, datetime(2026, 10, 13, tzinfo=UTC))
    assert all_of(connection, "SELECT kind, state, closed_by FROM platform.obligation ORDER BY obligation_id") == [
        ("D7", "CLOSED", "desk 2"), ("D8", "RETRACTED", "desk 2"),
    ]  # fmt: skip
    assert sorted(stage for _, stage, _ in told(connection))[-2:] == ["retracted", "retracted"]
    with transaction(connection) as cursor:
        assert not close_obligation(cursor, closing, datetime(2026, 10, 14, tzinfo=UTC))


def test_the_clock_of_sharing_starts_with_the_reply(connection: Connection) -> None:
    application = open_by_hand(connection, "D7", date(2026, 9, 28), datetime(2026, 9, 28, 3, tzinfo=UTC))
    replied_at = datetime(2026, 9, 29, 3, tzinfo=UTC)
    with transaction(connection) as cursor:
        assert close_obligation(cursor, Closing(application, replied_at, "agreed", "letter 5", "desk 2"), replied_at)
        followed = open_next(cursor, LAW, application, replied_at, "desk 2")
    assert followed is not None
    assert obligations(connection)[1][1:5] == ("D8", "application 4", date(2026, 9, 29), date(2026, 10, 12))


def test_the_limit_set_in_a_notice_counts_and_its_expiry_is_told_of(connection: Connection) -> None:
    open_by_hand(connection, "D15", date(2026, 3, 2), datetime(2026, 3, 2, 3, tzinfo=UTC), working_days=3)
    make_ticker(connection).tick(datetime(2026, 3, 6, tzinfo=UTC))
    assert obligations(connection)[0][4] == date(2026, 3, 5)
    assert told(connection)[-1] == ("OBLIGATION", "overdue-1", 1)


def test_the_same_subject_is_opened_once(connection: Connection) -> None:
    now = datetime(2026, 3, 2, 3, tzinfo=UTC)
    open_by_hand(connection, "D12", date(2026, 3, 2), now)
    clock = Clock("D12", WORKING_DAYS_PROVIDER, None, None, date(2026, 3, 3), None)
    again = Opening(clock, Source.OBLIGATION, "application 4", now, "test-rules", "letter 4", "desk 2")
    with transaction(connection) as cursor:
        assert open_obligation(cursor, LAW, again, now) is None
    assert len(obligations(connection)) == 1


# Time


def test_after_a_week_down_ticks_neither_skip_nor_double(platform: Settings, database: Settings) -> None:
    """A timekeeper that ticked every hour and one that slept for weeks tell the same, each once."""
    with own_database(platform) as other:
        awake, slept = connect(database, "govsync-test"), connect(other, "govsync-test")
        try:
            for each in (awake, slept):
                refuse(each, 11)
                refuse(each, 12, changed_on=CHANGED_ON - timedelta(days=3))
                refuse(each, 13)
                accept(each, 13, received_at=OVERDUE_1_AT + timedelta(hours=7))
                come(each, 1, 4)
            hours = range(0, 24 * 40, 6)
            ticker = make_ticker(awake)
            for hour in hours:
                ticker.tick(RECEIVED_AT + timedelta(hours=hour))
            early = make_ticker(slept)
            early.tick(RECEIVED_AT)
            early.tick(RECEIVED_AT + GRACE)
            late = make_ticker(slept)
            while late.tick(RECEIVED_AT + timedelta(hours=hours[-1])):
                pass
            stages = "SELECT o.subject, s.stage, s.telling, s.due_at, s.state FROM platform.obligation_stage s " \
                "JOIN platform.obligation o USING (obligation_id) ORDER BY 1, 2, 3"  # fmt: skip
            assert all_of(awake, stages) == all_of(slept, stages) != []
            emitted = [row for row in all_of(awake, stages) if row[-1] == "EMITTED"]
            assert len(emitted) == len(all_of(awake, stages)) - 2  # of the change that came on working day 1
            assert sum(n for _, _, n in told(awake)) == sum(n for _, _, n in told(slept)) == len(emitted)
        finally:
            awake.close()
            slept.close()


def test_an_event_that_came_before_a_stage_ends_it_even_where_it_is_seen_later(connection: Connection) -> None:
    refuse(connection, 1)
    ticker = make_ticker(connection)
    ticker.tick(DUE_TODAY_AT)
    accept(connection, 1, received_at=DUE_SOON_AT + timedelta(hours=1))
    ticker.tick(LONG_AFTER)
    assert [stage for _, stage, _ in told(connection)] == ["due-soon", "due-today", "retracted"]


@dataclass
class Happening:
    """Something that becomes known at an instant."""

    at: datetime
    put: Callable[[Connection], None]


def happenings(draw: random.Random) -> list[Happening]:
    """Refused changes, some of them mended, numbers left out, an outage: what a month may bring."""
    found = []
    for n in range(6):
        refused_at = RECEIVED_AT + timedelta(hours=draw.randrange(24 * 10))
        changed_on = refused_at.date() - timedelta(days=draw.randrange(8))
        found.append(Happening(refused_at, partial(_refuse, n=20 + n, received_at=refused_at, changed_on=changed_on)))
        if draw.random() < 0.6:
            mended_at = refused_at + timedelta(hours=draw.randrange(1, 24 * 15))
            found.append(Happening(mended_at, partial(_accept, n=20 + n, received_at=mended_at)))
    came_at = RECEIVED_AT + timedelta(hours=draw.randrange(24 * 5))
    found.append(Happening(came_at, partial(_come, received_at=came_at)))
    first = date(2026, 3, 3) + timedelta(days=draw.randrange(12))
    declared = outage(first.isoformat(), (first + timedelta(days=1)).isoformat())
    declared_at = datetime(2026, 3, 18, tzinfo=UTC) + timedelta(hours=draw.randrange(24 * 10))
    found.append(Happening(declared_at, lambda connection: register(connection, "outage", declared)))
    return found


def _refuse(connection: Connection, n: int, received_at: datetime, changed_on: date) -> None:
    refuse(connection, n, received_at=received_at, changed_on=changed_on)


def _accept(connection: Connection, n: int, received_at: datetime) -> None:
    accept(connection, n, received_at=received_at)


def _come(connection: Connection, received_at: datetime) -> None:
    come(connection, 1, 4, received_at=received_at)


def live_through(connection: Connection, found: list[Happening], instants: list[datetime], draw: random.Random) -> None:
    """Tick at these instants, each time after what has happened by then, in any order; restart now and then."""
    waiting, ticker = list(found), make_ticker(connection)
    for now in instants:
        known = [each for each in waiting if each.at <= now]
        waiting = [each for each in waiting if each.at > now]
        draw.shuffle(known)
        for each in known:
            each.put(connection)
        if known:
            materialised(connection, int(now.timestamp()))
        if draw.random() < 0.3:
            ticker = make_ticker(connection)
        while ticker.tick(now):
            pass


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_neither_order_nor_batches_nor_restarts_change_what_stands(
    platform: Settings, database: Settings, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    draw = random.Random(seed)
    found = happenings(draw)
    every_quarter_day = [RECEIVED_AT + timedelta(hours=hour) for hour in range(0, 24 * 45, 6)]
    now_and_then = [*sorted(draw.sample(every_quarter_day, 6)), every_quarter_day[-1]]
    standing = (
        "SELECT coalesce(q.identity_number, o.subject), s.stage FROM platform.obligation_stage s "
        "JOIN platform.obligation o USING (obligation_id) LEFT JOIN platform.quarantine q USING (quarantine_id) "
        "WHERE s.state = 'EMITTED' ORDER BY 1, 2"
    )
    ended = (
        "SELECT coalesce(q.identity_number, o.subject), o.kind, o.state, o.due_on, o.due_on_adjusted, o.stopped_at "
        "FROM platform.obligation o LEFT JOIN platform.quarantine q USING (quarantine_id) ORDER BY 1"
    )
    with own_database(platform) as other:
        awake, slept = connect(database, "govsync-test"), connect(other, "govsync-test")
        try:
            live_through(awake, found, every_quarter_day, draw)
            with monkeypatch.context() as patched:
                patched.setattr(ticks, "BATCH", 2)
                live_through(slept, found, now_and_then, draw)
            assert all_of(awake, standing) == all_of(slept, standing) != []
            assert all_of(awake, ended) == all_of(slept, ended)
            doubled = (
                "SELECT obligation_id, stage FROM platform.obligation_stage WHERE state = 'EMITTED' "
                "GROUP BY 1, 2 HAVING count(*) > 1"
            )
            assert all_of(awake, doubled) == all_of(slept, doubled) == []
        finally:
            awake.close()
            slept.close()
