"""Columns of events are judged as each event alone would be."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.directory import Track
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import (
    NO_DATE,
    TRACK_CODES,
    DueTable,
    Origin,
    Verdict,
    due,
    verdict,
    verdicts,
)

CALENDAR = Calendar.load()
PARAMETERS = Parameters.load()
TABLE = DueTable(CALENDAR, PARAMETERS)
EPOCH = date(1970, 1, 1)

# A law that changes within the table: every branch that depends on a date has two sides.
CHANGING = (
    PARAMETERS.amended("prompt_adopted_by", {PARAMETERS.in_force_on: None, date(2023, 5, 1): "invented"})
    .amended("deadline_cutoff", {PARAMETERS.in_force_on: "24:00", date(2024, 1, 1): "17:30"})
    .amended("other_information_working_days", {PARAMETERS.in_force_on: 5, date(2025, 1, 1): 3})
)


def days_of(day: date | None) -> int:
    """Days since 1970-01-01, as columns hold them."""
    return NO_DATE if day is None else (day - EPOCH).days


@pytest.mark.parametrize("parameters", [PARAMETERS, CHANGING], ids=["the law", "a changing law"])
@pytest.mark.parametrize(
    ("track", "working_days"),
    [
        (Track.PROMPT, None),
        (Track.PROMPT, 2),
        (Track.WORKING_DAYS, None),
        (Track.WORKING_DAYS, 1),
        (Track.WORKING_DAYS, 5),
        (Track.WORKING_DAYS, 15),
        (Track.QUARTERLY, None),
    ],
)
def test_the_table_gives_the_due_date_of_every_day(
    track: Track, working_days: int | None, parameters: Parameters
) -> None:
    first, last = date(2018, 9, 1), date(2027, 4, 1)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    # Shuffled and repeated, so that a day's place in the column cannot matter.
    order = np.random.default_rng(20260301).permutation(np.repeat(np.arange(len(days)), 2))
    column = np.array([days_of(day) for day in days], dtype=np.int32)[order]
    due_days, provisional = DueTable(CALENDAR, parameters).due(track, working_days, column)
    expected = [due(day, track, working_days, CALENDAR, parameters) for day in days]
    assert due_days.tolist() == [days_of(expected[n].due_on) for n in order]
    assert provisional.tolist() == [expected[n].provisional for n in order]


def test_the_farthest_days_have_no_due_date() -> None:
    extremes = np.array([np.iinfo(np.int32).min, np.iinfo(np.int32).max], dtype=np.int32)
    due_days, provisional = TABLE.due(Track.WORKING_DAYS, None, extremes)
    assert due_days.tolist() == [NO_DATE, NO_DATE]
    assert provisional.tolist() == [False, True]


DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
EVENTS = st.fixed_dictionaries(
    {
        "changed_on": DAYS,
        # Around the due instant, to the millisecond, and anywhere.
        "after_due_ms": st.sampled_from([-1, 0, 1]) | st.integers(-(10**10), 10**10),
        "track": st.sampled_from(Track),
        "origin": st.sampled_from(Origin),
        "window_approved": st.booleans(),
        "ticket_opened_on": st.none() | DAYS,
        "entered_on": st.none() | DAYS,
    }
)


@pytest.mark.parametrize("parameters", [PARAMETERS, CHANGING], ids=["the law", "a changing law"])
@given(events=st.lists(EVENTS, min_size=1, max_size=30))
def test_a_column_of_events_is_judged_as_each_alone(events: list[dict[str, Any]], parameters: Parameters) -> None:
    for event in events:
        deadline = due(event["changed_on"], event["track"], None, CALENDAR, parameters)
        event["due_on"], event["provisional"] = deadline.due_on, deadline.provisional
        end = days_of(event["due_on"] or event["changed_on"]) * 86_400_000 + 16 * 3_600_000
        event["received_at_ms"] = end + event.pop("after_due_ms")

    def dates(name: str) -> np.ndarray[Any, np.dtype[np.int32]]:
        return np.array([days_of(event[name]) for event in events], dtype=np.int32)

    found = verdicts(
        received_at_ms=np.array([event["received_at_ms"] for event in events], dtype=np.int64),
        changed_days=dates("changed_on"),
        due_days=dates("due_on"),
        provisional=np.array([event["provisional"] for event in events]),
        tracks=np.array([TRACK_CODES[event["track"]] for event in events], dtype=np.int8),
        origins=np.array([event["origin"] for event in events], dtype=np.int8),
        window_approved=np.array([event["window_approved"] for event in events]),
        ticket_opened_days=dates("ticket_opened_on"),
        entered_days=dates("entered_on"),
        parameters=parameters,
    )
    assert found.dtype == np.int8
    assert found.tolist() == [verdict(**event, parameters=parameters) for event in events]


@pytest.mark.parametrize("track", list(Track))
@pytest.mark.parametrize("parameters", [PARAMETERS, CHANGING], ids=["the law", "a changing law"])
def test_every_day_of_2019_to_2026_is_judged_as_an_event_alone(track: Track, parameters: Parameters) -> None:
    first, last = date(2019, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1) for _ in range(3)]
    changed = np.array([days_of(day) for day in days], np.int32)
    due_days, provisional = DueTable(CALENDAR, parameters).due(track, None, changed)
    # At 16:00Z of the due date, which is its end by the usual reading, and a millisecond to either side.
    ends_at_ms = np.where(due_days == NO_DATE, changed, due_days).astype(np.int64) * 86_400_000 + 16 * 3_600_000
    received_at_ms = ends_at_ms + np.tile(np.array([-1, 0, 1]), len(days) // 3)
    nothing = np.full(len(days), NO_DATE, np.int32)
    found = verdicts(
        received_at_ms=received_at_ms,
        changed_days=changed,
        due_days=due_days,
        provisional=provisional,
        tracks=np.full(len(days), TRACK_CODES[track], np.int8),
        origins=np.full(len(days), Origin.LIVE, np.int8),
        window_approved=np.zeros(len(days), np.bool_),
        ticket_opened_days=nothing,
        entered_days=nothing,
        parameters=parameters,
    )
    alone = [
        verdict(
            received_at_ms=int(at),
            changed_on=day,
            due_on=None if due_day == NO_DATE else EPOCH + timedelta(days=int(due_day)),
            provisional=bool(is_provisional),
            track=track,
            origin=Origin.LIVE,
            window_approved=False,
            ticket_opened_on=None,
            entered_on=None,
            parameters=parameters,
        )
        for day, at, due_day, is_provisional in zip(days, received_at_ms, due_days, provisional, strict=True)
    ]
    assert found.tolist() == alone
    assert {Verdict.ON_TIME, Verdict.PENDING, Verdict.NOT_APPLICABLE} < set(alone)
