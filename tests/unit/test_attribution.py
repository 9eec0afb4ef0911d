"""Whose delay it was: three sums, each in its own unit."""

from datetime import UTC, date, datetime, timedelta

from consumers.attribution import of_provider, of_subscribers
from stream_processors.rules.calendar import Calendar

CALENDAR = Calendar.load()
NOON = datetime(2026, 3, 10, 4, tzinfo=UTC)


def test_a_providers_delay_is_the_working_days_past_the_due_date() -> None:
    found = of_provider(
        [
            # Due on Friday, there at 00:00 on Monday in Beijing.
            (date(2026, 3, 6), datetime(2026, 3, 8, 16, tzinfo=UTC), 2),
            # Due on Friday, there on Saturday: late by zero working days.
            (date(2026, 3, 6), datetime(2026, 3, 7, 4, tzinfo=UTC), 1),
            # Over Spring Festival: 14 (make-up), 24.
            (date(2026, 2, 13), datetime(2026, 2, 24, 4, tzinfo=UTC), 1),
        ],
        CALENDAR,
    )
    assert (found.late, found.working_days, found.unknown) == (4, 2 * 1 + 0 + 2, 0)


def test_a_delay_into_a_year_without_a_notice_is_counted_as_unknown() -> None:
    found = of_provider([(date(2026, 12, 30), datetime(2027, 1, 5, tzinfo=UTC), 3)], CALENDAR)
    assert (found.late, found.working_days, found.unknown) == (3, 0, 3)


def test_a_subscribers_delay_runs_to_its_next_access_and_what_none_followed_is_unread() -> None:
    written = {NOON: 10, NOON + timedelta(seconds=30): 1, NOON + timedelta(hours=2): 5}
    accesses = {"gz-tax": [NOON, NOON + timedelta(minutes=1)], "gz-health": []}
    health, tax = of_subscribers(written, accesses)
    assert (tax.agency, tax.events, tax.seconds, tax.unread) == ("gz-tax", 11, 30.0, 5)
    assert tax.last_read_at == NOON + timedelta(minutes=1)
    assert (health.events, health.unread, health.last_read_at) == (0, 16, None)
