"""What timekeepers do about compared digests, in a database of the test's own; the clock is an argument."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from stream_processors.held_sets import act_on_comparisons
from stream_processors.rules.law import Law
from tests.clock_tables import WORKING_DAYS_ITEM, WORKING_DAYS_PROVIDER, insert, own_database

pytestmark = pytest.mark.platform

LAW = Law.load()
MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
DAY = timedelta(days=1)
NOBODY = bytes(16)


@pytest.fixture(scope="module")
def database(platform: Settings) -> Iterator[Settings]:
    with own_database(platform) as settings:
        yield settings


@pytest.fixture
def connection(database: Settings) -> Iterator[Connection]:
    with closing(connect(database, "test")) as opened:
        with transaction(opened) as cursor:
            cursor.execute("TRUNCATE platform.digest, platform.obligation CASCADE")
        yield opened


numbers = count()


def compared(connection: Connection, outcome: str, at: datetime, buckets: list[int] | None = None) -> str:
    """A digest received at that instant, compared a minute later."""
    digest_id = f"d-{next(numbers)}"
    differing = buckets or ([3] if outcome == "DIFFERS" else [])
    insert(
        connection, "platform.digest", digest_id=digest_id, provider=WORKING_DAYS_PROVIDER, item=WORKING_DAYS_ITEM, seq=9,
        held_at=at, received_at=at, pseudonym_key_id="test", record_count=0, key_set_hash=NOBODY,
        bucket_record_counts=[0] * 256, bucket_content_hashes=[NOBODY] * 256, compared=True,
    )  # fmt: skip
    insert(
        connection, "platform.digest_comparison", digest_id=digest_id, outcome=outcome, record_count=0,
        differing_buckets=differing, missing_seqs=0, compared_at=at + timedelta(minutes=1),
    )  # fmt: skip
    return digest_id


def narrowed(connection: Connection, digest_id: str, *in_quarantine: bool, outcome: str = "NARROWED") -> None:
    insert(
        connection, "platform.digest_narrowing", digest_id=digest_id, outcome=outcome, buckets=[3], narrowed_at=MONDAY
    )
    for number, held in enumerate(in_quarantine):
        insert(
            connection, "platform.digest_difference", digest_id=digest_id, pseudonym=bytes([3, number]), kind="MISSING",
            changed_on=date(2026, 3, 1), in_quarantine=held,
        )  # fmt: skip


def act(connection: Connection, now: datetime) -> int:
    with transaction(connection) as cursor:
        return act_on_comparisons(cursor, LAW, now)


def owed(connection: Connection) -> list[tuple[Any, ...]]:
    """(subject, kind, opened_on, due_on, state) of every obligation."""
    with transaction(connection) as cursor:
        return rows(
            cursor, "SELECT subject, kind, opened_on, due_on, state FROM platform.obligation ORDER BY obligation_id"
        )


def test_a_digest_that_differs_opens_the_clock_of_the_items_track_on_the_day_it_came(connection: Connection) -> None:
    digest_id = compared(connection, "DIFFERS", MONDAY)
    assert act(connection, MONDAY + DAY) == 1
    assert owed(connection) == [(digest_id, "D5", date(2026, 3, 2), date(2026, 3, 9), "OPEN")]
    assert act(connection, MONDAY + DAY) == 0


def test_a_digest_that_came_after_midnight_in_guangzhou_belongs_to_the_next_day(connection: Connection) -> None:
    compared(connection, "DIFFERS", datetime(2026, 3, 2, 16, tzinfo=UTC))
    act(connection, MONDAY + DAY)
    assert owed(connection)[0][2] == date(2026, 3, 3)


def test_however_many_digests_differ_one_obligation_is_open(connection: Connection) -> None:
    first = compared(connection, "DIFFERS", MONDAY)
    act(connection, MONDAY + DAY)
    compared(connection, "DIFFERS", MONDAY + DAY)
    compared(connection, "DIFFERS", MONDAY + 2 * DAY)
    assert act(connection, MONDAY + 3 * DAY) == 2
    assert [(subject, state) for subject, *_, state in owed(connection)] == [(first, "OPEN")]


def test_the_first_later_digest_that_agrees_closes_it_and_the_next_difference_opens_another(
    connection: Connection,
) -> None:
    first = compared(connection, "DIFFERS", MONDAY)
    agreeing = compared(connection, "AGREES", MONDAY + DAY)
    second = compared(connection, "DIFFERS", MONDAY + 2 * DAY)
    act(connection, MONDAY + 3 * DAY)
    assert [(subject, state) for subject, *_, state in owed(connection)] == [(first, "CLOSED"), (second, "OPEN")]
    with transaction(connection) as cursor:
        ((evidence, stopped_at),) = rows(
            cursor, "SELECT evidence, stopped_at FROM platform.obligation WHERE state = 'CLOSED'"
        )
    assert (evidence, stopped_at) == (f"digest/{agreeing}", MONDAY + DAY)


def test_the_order_in_which_digests_are_compared_does_not_matter(connection: Connection) -> None:
    compared(connection, "AGREES", MONDAY + DAY)
    act(connection, MONDAY + 2 * DAY)
    compared(connection, "DIFFERS", MONDAY)
    act(connection, MONDAY + 2 * DAY)
    assert owed(connection) == []


def test_an_earlier_digest_that_agrees_closes_nothing_that_came_after_it(connection: Connection) -> None:
    later = compared(connection, "DIFFERS", MONDAY + DAY)
    act(connection, MONDAY + 2 * DAY)
    compared(connection, "AGREES", MONDAY)
    act(connection, MONDAY + 2 * DAY)
    assert [(subject, state) for subject, *_, state in owed(connection)] == [(later, "OPEN")]


def test_a_digest_of_another_key_opens_and_closes_nothing(connection: Connection) -> None:
    first = compared(connection, "DIFFERS", MONDAY)
    compared(connection, "OTHER_KEY", MONDAY + DAY)
    act(connection, MONDAY + 2 * DAY)
    assert [(subject, state) for subject, *_, state in owed(connection)] == [(first, "OPEN")]


@pytest.mark.parametrize(
    ("in_quarantine", "state"), [((True, True), "RETRACTED"), ((True, False), "OPEN"), ((False,), "OPEN")]
)
def test_only_where_every_record_waits_in_quarantine_is_it_taken_back(
    connection: Connection, in_quarantine: tuple[bool, ...], state: str
) -> None:
    narrowed(connection, compared(connection, "DIFFERS", MONDAY), *in_quarantine)
    act(connection, MONDAY + DAY)
    assert [found for *_, found in owed(connection)] == [state]


def test_buckets_that_were_not_told_of_keep_it_open(connection: Connection) -> None:
    narrowed(connection, compared(connection, "DIFFERS", MONDAY, [3, 4]), True)
    act(connection, MONDAY + DAY)
    assert [found for *_, found in owed(connection)] == ["OPEN"]


def test_a_detail_of_another_register_takes_nothing_back(connection: Connection) -> None:
    narrowed(connection, compared(connection, "DIFFERS", MONDAY), outcome="OTHER_REGISTER")
    act(connection, MONDAY + DAY)
    assert [found for *_, found in owed(connection)] == ["OPEN"]


def test_two_timekeepers_at_once_open_it_once(database: Settings, connection: Connection) -> None:
    for _ in range(5):
        compared(connection, "DIFFERS", MONDAY)
    start = threading.Barrier(3)

    def keep_time() -> None:
        with closing(connect(database, "test")) as own:
            start.wait(30)
            act(own, MONDAY + DAY)

    keepers = [threading.Thread(target=keep_time) for _ in range(3)]
    for keeper in keepers:
        keeper.start()
    for keeper in keepers:
        keeper.join(30)
    act(connection, MONDAY + DAY)
    assert [state for *_, state in owed(connection)] == ["OPEN"]
