"""Article 19: by when a change must be shared. Tables of dates, to be read beside a calendar.

Each row: the date of the change, the date at whose end (24:00 Beijing time) it is due, and why.
"""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.directory import Track
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import (
    Origin,
    Verdict,
    due,
    due_at,
    explain,
    nth_working_day_of_quarter,
    verdict,
    working_days_late,
)

pytestmark = pytest.mark.article("19")

CALENDAR = Calendar.load()
PARAMETERS = Parameters.load()


def due_on(changed_on: str, track: Track, working_days: int | None = None) -> str:
    """The due date of a change, written as a date."""
    return str(due(date.fromisoformat(changed_on), track, working_days, CALENDAR, PARAMETERS).due_on)


@pytest.mark.parametrize(
    ("changed_on", "expected", "counted"),
    [
        ("2026-02-13", "2026-02-27", "14 (Sat, make-up), 24 25 26 27; Monday to Friday would say 20"),
        ("2026-09-28", "2026-10-10", "29 30, 8 9, 10 (Sat, make-up)"),
        ("2023-09-22", "2023-10-07", "25 26 27 28, 7 (Sat, make-up): 15 calendar days"),
        ("2026-02-15", "2026-02-28", "changed on a day off: 24 25 26 27, 28 (Sat, make-up)"),
        ("2026-04-30", "2026-05-11", "6 7 8, 9 (Sat, make-up), 11"),
        ("2025-12-30", "2026-01-07", "31, 4 (Sun, make-up), 5 6 7: across the year's end"),
        ("2026-03-02", "2026-03-09", "3 4 5 6, 9: an ordinary week"),
    ],
)
def test_other_information_is_due_after_five_working_days(changed_on: str, expected: str, counted: str) -> None:
    assert due_on(changed_on, Track.WORKING_DAYS) == expected, counted


@pytest.mark.parametrize(
    ("eve", "expected", "counted"),
    [
        ("2019-02-01", "2019-02-13", "2 3 (weekend, make-up), 11 12 13"),
        ("2020-01-23", "2020-02-07", "extended to 2 February: 3 4 5 6 7"),
        ("2021-02-10", "2021-02-23", "18 19, 20 (Sat, make-up), 22 23"),
        ("2022-01-30", "2022-02-11", "7 8 9 10 11"),
        ("2023-01-20", "2023-02-01", "28 29 (weekend, make-up), 30 31, 1"),
        ("2024-02-09", "2024-02-22", "18 (Sun, make-up), 19 20 21 22"),
        ("2025-01-27", "2025-02-10", "5 6 7, 8 (Sat, make-up), 10"),
        ("2026-02-14", "2026-02-28", "24 25 26 27, 28 (Sat, make-up)"),
    ],
)
def test_a_change_on_the_last_working_day_before_spring_festival(eve: str, expected: str, counted: str) -> None:
    assert due_on(eve, Track.WORKING_DAYS) == expected, counted


@pytest.mark.parametrize(
    ("eve", "expected", "counted"),
    [
        ("2019-09-30", "2019-10-12", "8 9 10 11, 12 (Sat, make-up)"),
        ("2020-09-30", "2020-10-14", "9, 10 (Sat, make-up), 12 13 14"),
        ("2021-09-30", "2021-10-13", "8, 9 (Sat, make-up), 11 12 13"),
        ("2022-09-30", "2022-10-12", "8 9 (weekend, make-up), 10 11 12"),
        ("2023-09-28", "2023-10-11", "7 8 (weekend, make-up), 9 10 11"),
        ("2024-09-30", "2024-10-12", "8 9 10 11, 12 (Sat, make-up)"),
        ("2025-09-30", "2025-10-14", "9 10, 11 (Sat, make-up), 13 14"),
        ("2026-09-30", "2026-10-13", "8 9, 10 (Sat, make-up), 12 13"),
    ],
)
def test_a_change_on_the_last_working_day_before_national_day(eve: str, expected: str, counted: str) -> None:
    assert due_on(eve, Track.WORKING_DAYS) == expected, counted


@pytest.mark.parametrize(
    ("changed_on", "expected", "counted"),
    [
        ("2019-12-31", "2020-01-08", "2 3, 6 7 8"),
        ("2020-12-31", "2021-01-08", "4 5 6 7 8"),
        ("2021-12-31", "2022-01-10", "4 5 6 7, 10"),
        ("2022-12-30", "2023-01-09", "31 December to 2 January off: 3 4 5 6, 9"),
        ("2023-12-29", "2024-01-08", "2 3 4 5, 8"),
        ("2024-12-31", "2025-01-08", "2 3, 6 7 8"),
        ("2025-12-31", "2026-01-08", "4 (Sun, make-up), 5 6 7 8"),
        ("2020-02-28", "2020-03-06", "29 February is a Saturday: 2 3 4 5 6 March"),
        ("2020-02-29", "2020-03-06", "changed on the leap day: 2 3 4 5 6 March"),
        ("2024-02-28", "2024-03-06", "29 February counts: 29, 1, 4 5 6"),
        ("2024-02-29", "2024-03-07", "changed on the leap day: 1, 4 5 6 7"),
    ],
)
def test_a_change_at_the_end_of_a_year_or_around_a_leap_day(changed_on: str, expected: str, counted: str) -> None:
    assert due_on(changed_on, Track.WORKING_DAYS) == expected, counted


@pytest.mark.parametrize(
    ("changed_on", "expected", "counted"),
    [
        ("2026-02-13", "2026-02-14", "Saturday, make-up"),
        ("2026-02-14", "2026-02-24", "nine days off between"),
        ("2026-03-06", "2026-03-09", "over a weekend"),
        ("2026-03-09", "2026-03-10", "the next day"),
    ],
)
def test_basic_information_is_due_after_the_platforms_reading_of_promptly(
    changed_on: str, expected: str, counted: str
) -> None:
    assert due_on(changed_on, Track.PROMPT) == expected, counted


@pytest.mark.parametrize(
    ("quarter", "not_counting_the_first_day", "counting_it"),
    [
        ("2026-01-01", "2026-01-15", "2026-01-15"),
        ("2026-04-01", "2026-04-16", "2026-04-15"),
        ("2026-07-01", "2026-07-15", "2026-07-14"),
        ("2026-10-01", "2026-10-20", "2026-10-20"),
    ],
)
def test_a_quarterly_update_is_due_on_the_tenth_working_day_of_the_quarter(
    quarter: str, not_counting_the_first_day: str, counting_it: str
) -> None:
    start = date.fromisoformat(quarter)
    counting = PARAMETERS.amended("quarter_first_day_counts", {PARAMETERS.in_force_on: True})
    for parameters, expected in ((PARAMETERS, not_counting_the_first_day), (counting, counting_it)):
        assert str(nth_working_day_of_quarter(start, 10, CALENDAR, parameters).due_on) == expected


@pytest.mark.parametrize(
    ("changed_on", "expected", "why"),
    [
        ("2025-12-31", "2026-01-15", "after the first day of its quarter: the next quarter's update"),
        ("2026-01-01", "2026-01-15", "on the first day: this quarter's update must contain it"),
        ("2026-01-02", "2026-04-16", "an update lawfully made on the first day cannot contain it"),
        ("2026-03-31", "2026-04-16", "the last day of a quarter"),
        ("2026-04-01", "2026-04-16", "the first day of a quarter"),
        ("2026-09-30", "2026-10-20", "over National Day"),
    ],
)
def test_which_quarterly_update_must_contain_a_change(changed_on: str, expected: str, why: str) -> None:
    assert due_on(changed_on, Track.QUARTERLY) == expected, why


def test_read_otherwise_a_quarterly_update_contains_what_changed_until_its_deadline() -> None:
    parameters = PARAMETERS.amended("quarterly_update_covers", {PARAMETERS.in_force_on: "changes_until_deadline"})
    table = {"2026-01-02": "2026-01-15", "2026-01-15": "2026-01-15", "2026-01-16": "2026-04-16"}
    for changed_on, expected in table.items():
        found = due(date.fromisoformat(changed_on), Track.QUARTERLY, None, CALENDAR, parameters)
        assert str(found.due_on) == expected


def test_near_the_end_of_the_known_calendar_a_date_is_provisional_and_then_there_is_none() -> None:
    last = due(date(2026, 12, 24), Track.WORKING_DAYS, None, CALENDAR, PARAMETERS)
    assert (last.due_on, last.provisional) == (date(2026, 12, 31), True)
    none = due(date(2026, 12, 25), Track.WORKING_DAYS, None, CALENDAR, PARAMETERS)
    assert (none.due_on, none.provisional) == (None, True)
    settled = due(date(2026, 11, 23), Track.WORKING_DAYS, None, CALENDAR, PARAMETERS)
    assert (settled.due_on, settled.provisional) == (date(2026, 11, 30), False)
    assert due(date(2027, 3, 1), Track.QUARTERLY, None, CALENDAR, PARAMETERS).due_on is None


def test_once_the_next_notice_is_loaded_a_december_is_certain() -> None:
    before = CALENDAR.as_of(date(2025, 11, 3))
    after = CALENDAR.as_of(date(2025, 11, 4))
    change = date(2025, 12, 30)
    assert due(change, Track.WORKING_DAYS, None, before, PARAMETERS)[:2] == (None, True)
    assert due(change, Track.WORKING_DAYS, None, after, PARAMETERS)[:2] == (date(2026, 1, 7), False)


def test_the_extension_of_a_holiday_moves_due_dates_from_the_day_it_was_issued() -> None:
    change = date(2020, 1, 22)
    before = due(change, Track.WORKING_DAYS, None, CALENDAR.as_of(date(2020, 1, 25)), PARAMETERS)
    after = due(change, Track.WORKING_DAYS, None, CALENDAR.as_of(date(2020, 1, 26)), PARAMETERS)
    assert (before.due_on, after.due_on) == (date(2020, 2, 4), date(2020, 2, 6))


def judged(received_at: str, changed_on: str, track: Track = Track.WORKING_DAYS, **changed: Any) -> Verdict:
    """The verdict on an event that is live and proves nothing, unless `changed` says otherwise."""
    day = date.fromisoformat(changed_on)
    deadline = due(day, track, None, CALENDAR, PARAMETERS)
    event: dict[str, Any] = {
        "received_at_ms": round(datetime.fromisoformat(received_at).timestamp() * 1000),
        "changed_on": day,
        "due_on": deadline.due_on,
        "provisional": deadline.provisional,
        "track": track,
        "origin": Origin.LIVE,
        "window_approved": False,
        "ticket_opened_on": None,
        "entered_on": None,
        "parameters": PARAMETERS,
    }
    return verdict(**{**event, **changed})


@pytest.mark.parametrize(
    ("received_at", "expected"),
    [
        ("2026-03-02T01:00:00+08:00", Verdict.ON_TIME),
        ("2026-03-09T15:59:59.999+00:00", Verdict.ON_TIME),
        ("2026-03-09T23:59:59.999+08:00", Verdict.ON_TIME),
        ("2026-03-09T16:00:00+00:00", Verdict.LATE),
        ("2026-03-10T00:00:00+08:00", Verdict.LATE),
        ("2026-03-10T09:00:00+08:00", Verdict.LATE),
    ],
)
def test_the_last_day_ends_at_24_00_beijing_time(received_at: str, expected: Verdict) -> None:
    assert judged(received_at, "2026-03-02") is expected


def test_with_close_of_business_as_the_reading_the_last_day_ends_earlier() -> None:
    parameters = PARAMETERS.amended("deadline_cutoff", {PARAMETERS.in_force_on: "17:30"})
    assert due_at(date(2026, 3, 9), date(2026, 3, 2), parameters) == datetime(2026, 3, 9, 9, 30, tzinfo=UTC)
    assert judged("2026-03-09T17:29:59+08:00", "2026-03-02", parameters=parameters) is Verdict.ON_TIME
    assert judged("2026-03-09T17:30:00+08:00", "2026-03-02", parameters=parameters) is Verdict.LATE


def test_with_the_day_of_the_change_counted_the_date_is_one_working_day_earlier() -> None:
    parameters = PARAMETERS.amended("count_start_day", {PARAMETERS.in_force_on: True})
    found = due(date(2026, 3, 2), Track.WORKING_DAYS, None, CALENDAR, parameters)
    assert found.due_on == date(2026, 3, 6)
    assert found.counted[0].on == date(2026, 3, 2)


def test_a_missed_platform_target_is_no_lateness_until_an_authority_adopts_it() -> None:
    late = "2026-03-11T09:00:00+08:00"
    assert judged(late, "2026-03-09", Track.PROMPT) is Verdict.PAST_TARGET
    adopted = PARAMETERS.amended(
        "prompt_adopted_by", {PARAMETERS.in_force_on: None, date(2026, 3, 9): "an invented decision"}
    )
    assert judged(late, "2026-03-09", Track.PROMPT, parameters=adopted) is Verdict.LATE
    assert judged(late, "2026-03-08", Track.PROMPT, parameters=adopted) is Verdict.PAST_TARGET


def test_nothing_is_late_while_its_date_is_provisional_or_missing() -> None:
    assert judged("2027-01-20T00:00:00+08:00", "2026-12-24") is Verdict.PENDING
    assert judged("2027-01-20T00:00:00+08:00", "2026-12-28") is Verdict.PENDING


@pytest.mark.parametrize("origin", [Origin.BACKFILL, Origin.SNAPSHOT])
def test_an_approved_window_excuses_only_what_changed_before_the_item_entered_the_directory(origin: Origin) -> None:
    long_after = "2026-06-01T09:00:00+08:00"
    entered: dict[str, Any] = {"origin": origin, "entered_on": date(2026, 3, 2)}
    assert judged(long_after, "2026-03-01", window_approved=True, **entered) is Verdict.EXCUSED
    assert judged(long_after, "2026-03-02", window_approved=True, **entered) is Verdict.LATE
    assert judged(long_after, "2026-03-02", window_approved=False, **entered) is Verdict.LATE
    assert judged(long_after, "2026-03-01", window_approved=False, **entered) is Verdict.NOT_APPLICABLE


def test_a_live_event_about_the_time_before_the_item_entered_the_directory_is_not_judged() -> None:
    found = judged("2026-06-01T09:00:00+08:00", "2026-03-01", entered_on=date(2026, 3, 2))
    assert found is Verdict.NOT_APPLICABLE


def test_a_correction_runs_on_this_clock_only_if_the_change_precedes_its_ticket() -> None:
    event: dict[str, Any] = {"origin": Origin.CORRECTION, "ticket_opened_on": date(2026, 3, 10)}
    long_after = "2026-06-01T09:00:00+08:00"
    assert judged(long_after, "2026-03-09", **event) is Verdict.LATE
    assert judged(long_after, "2026-03-10", **event) is Verdict.NOT_APPLICABLE
    assert judged(long_after, "2026-03-10", origin=Origin.CORRECTION) is Verdict.LATE


@pytest.mark.parametrize(
    ("due_day", "there_on", "expected"),
    [
        ("2026-03-06", "2026-03-05", 0),
        ("2026-03-06", "2026-03-06", 0),
        ("2026-03-06", "2026-03-07", 0),  # due on Friday, there on Saturday
        ("2026-03-06", "2026-03-09", 1),
        ("2026-02-13", "2026-02-23", 1),  # Saturday 14 February is a make-up day
        ("2026-12-30", "2027-01-01", None),  # no notice for 2027
    ],
)
def test_lateness_is_told_in_working_days(due_day: str, there_on: str, expected: int | None) -> None:
    found = working_days_late(date.fromisoformat(due_day), date.fromisoformat(there_on), CALENDAR)
    assert found == expected


def test_an_explanation_shows_each_counted_day_with_its_notice_in_both_languages() -> None:
    deadline = due(date(2026, 2, 13), Track.WORKING_DAYS, None, CALENDAR, PARAMETERS)
    en, zh = explain(date(2026, 2, 13), Track.WORKING_DAYS, deadline, PARAMETERS)
    for number in range(1, 6):
        assert f"day {number}," in en
        assert f"第{number}个工作日" in zh
    assert "2026-02-15 – 2026-02-23: not counted, Spring Festival holiday (国办发明电〔2025〕7号)" in en
    assert "2026-02-15 – 2026-02-23：不计，春节放假（国办发明电〔2025〕7号）" in zh
    assert "2026-02-27 24:00 Beijing time (2026-02-27T16:00Z)" in en


# The last day from which every track is due within the years of the notices: a quarter later it would be 2027.
DAYS = st.dates(date(2019, 1, 1), date(2026, 10, 1))


@given(changed_on=DAYS, working_days=st.integers(1, 20))
def test_a_deadline_leaves_exactly_its_working_days(changed_on: date, working_days: int) -> None:
    deadline = due(changed_on, Track.WORKING_DAYS, working_days, CALENDAR, PARAMETERS)
    assert deadline.due_on is not None
    span = [changed_on + timedelta(days=n) for n in range(1, (deadline.due_on - changed_on).days + 1)]
    # The library is the witness here: it took no part in the counting.
    assert sum(chinese_calendar.is_workday(day) for day in span) == working_days
    assert chinese_calendar.is_workday(deadline.due_on)
    assert [day.on for day in deadline.counted] == span
    assert [day.working for day in deadline.counted] == [chinese_calendar.is_workday(day) for day in span]


@pytest.mark.parametrize("working_days", [1, 5, 15])
def test_on_every_day_since_2019_a_deadline_leaves_exactly_its_working_days(working_days: int) -> None:
    witnessed = [date(2019, 1, 1) + timedelta(days=n) for n in range((date(2026, 12, 31) - date(2019, 1, 1)).days + 1)]
    working = [day for day in witnessed if chinese_calendar.is_workday(day)]
    for changed_on in witnessed[:-60]:
        expected = working[bisect_right(working, changed_on) + working_days - 1]
        assert due(changed_on, Track.WORKING_DAYS, working_days, CALENDAR, PARAMETERS).due_on == expected


@given(first=DAYS, second=DAYS, track=st.sampled_from(Track))
def test_a_later_change_is_never_due_earlier(first: date, second: date, track: Track) -> None:
    earlier, later = sorted((first, second))
    one = due(earlier, track, None, CALENDAR, PARAMETERS).due_on
    other = due(later, track, None, CALENDAR, PARAMETERS).due_on
    assert one is not None
    assert other is None or one <= other
