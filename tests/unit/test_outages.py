"""Declared outages of the intake drop out of the count of working days, and move no date forward."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.directory import Track
from schemas.registers import Outage
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import NO_DATE, DueTable, adjusted, due, explain

CALENDAR = Calendar.load()
PARAMETERS = Parameters.load()
UNTIL_DEADLINE = PARAMETERS.amended("quarterly_update_covers", {PARAMETERS.in_force_on: "changes_until_deadline"})
EPOCH = date(1970, 1, 1)


def outage(started_at: str, ended_at: str | None, item: str | None = None) -> Outage:
    """An outage between two instants in Beijing time."""
    zone = "+08:00"
    return Outage(
        id=f"outage-{started_at}",
        item=item,
        started_at=datetime.fromisoformat(started_at + zone),
        ended_at=None if ended_at is None else datetime.fromisoformat(ended_at + zone),
        declared_by="gz-government-services",
        evidence="invented",
    )


@pytest.mark.parametrize(
    ("started_at", "ended_at", "expected", "why"),
    [
        ("2026-03-04T09:00", "2026-03-04T17:00", "2026-03-10", "one working day of the span is out"),
        ("2026-03-04T09:00", "2026-03-05T00:00", "2026-03-10", "the outage ends as the next day begins"),
        ("2026-03-04T23:00", "2026-03-05T00:01", "2026-03-11", "it touches two days"),
        ("2026-03-07T09:00", "2026-03-08T17:00", "2026-03-09", "a weekend was not counted anyway"),
        ("2026-03-02T09:00", "2026-03-02T17:00", "2026-03-09", "the day of the change is not counted anyway"),
        ("2026-03-09T09:00", "2026-03-09T17:00", "2026-03-10", "the last day itself"),
        ("2026-03-10T09:00", "2026-03-10T17:00", "2026-03-09", "after the due date nothing is owed any more"),
        ("2026-03-09T09:00", "2026-03-11T17:00", "2026-03-12", "on and on from the last day"),
    ],
)
def test_working_days_an_outage_touches_drop_out(started_at: str, ended_at: str, expected: str, why: str) -> None:
    found = adjusted(date(2026, 3, 2), Track.WORKING_DAYS, None, [outage(started_at, ended_at)], CALENDAR, PARAMETERS)
    assert str(found.due_on) == expected, why


def test_while_an_outage_goes_on_there_is_no_date_and_nothing_can_be_late() -> None:
    found = adjusted(
        date(2026, 3, 2), Track.WORKING_DAYS, None, [outage("2026-03-04T09:00", None)], CALENDAR, PARAMETERS
    )
    assert (found.due_on, found.provisional) == (None, True)


def test_an_outage_opens_no_earlier_quarter() -> None:
    # Read so, a change belongs to the window it falls into; a window stretched by an outage must not swallow it.
    change, days = date(2026, 1, 16), [outage("2026-01-14T09:00", "2026-01-15T17:00")]
    plain = due(change, Track.QUARTERLY, None, CALENDAR, UNTIL_DEADLINE)
    assert adjusted(change, Track.QUARTERLY, None, days, CALENDAR, UNTIL_DEADLINE).due_on == plain.due_on


def test_the_explanation_of_an_adjusted_date_names_the_outage() -> None:
    change, track = date(2026, 3, 2), Track.WORKING_DAYS
    down = outage("2026-03-04T09:00", "2026-03-04T17:00")
    en, zh = explain(change, track, adjusted(change, track, None, [down], CALENDAR, PARAMETERS), PARAMETERS)
    assert f"2026-03-04: not counted, declared intake outage ({down.id})" in en
    assert f"2026-03-04：不计，已公告的接收中断（{down.id}）" in zh
    assert "Due by 2026-03-10" in en


def test_an_outage_that_ends_before_it_starts_is_none() -> None:
    with pytest.raises(ValidationError, match="ends before it starts"):
        outage("2026-03-04T09:00", "2026-03-04T09:00")


OUTAGES = st.lists(
    st.builds(
        lambda start, hours: Outage(
            id=f"{start:%Y%m%d%H}",
            started_at=start,
            ended_at=start + timedelta(hours=hours),
            declared_by="gz-government-services",
            evidence="invented",
        ),
        st.integers(18_078, 20_806).map(lambda day: datetime.fromtimestamp(day * 86_400 + day % 24 * 3_600, UTC)),
        st.integers(1, 400),
    ),
    max_size=4,
)
DAYS = st.dates(date(2018, 12, 25), date(2027, 1, 10))


@given(changed_on=DAYS, track=st.sampled_from(Track), outages=OUTAGES)
def test_an_adjusted_date_is_never_earlier_and_counts_no_day_of_an_outage(
    changed_on: date, track: Track, outages: list[Outage]
) -> None:
    for parameters in (PARAMETERS, UNTIL_DEADLINE):
        plain = due(changed_on, track, None, CALENDAR, parameters)
        moved = adjusted(changed_on, track, None, outages, CALENDAR, parameters)
        if moved.due_on is None or plain.due_on is None:
            assert moved.due_on is None
            assert moved.provisional or not plain.provisional
            continue
        assert moved.due_on >= plain.due_on
        counted = [day.on for day in moved.counted if day.working]
        assert len(counted) == sum(day.working for day in plain.counted)
        assert not any(o.first_on <= day <= (o.last_on or day) for day in counted for o in outages)


@settings(deadline=None, max_examples=25)
@given(changed=st.lists(DAYS, min_size=1, max_size=20), track=st.sampled_from(Track), outages=OUTAGES)
def test_a_column_is_adjusted_as_each_of_its_days(changed: list[date], track: Track, outages: list[Outage]) -> None:
    column = np.array([(day - EPOCH).days for day in changed], dtype=np.int32)
    due_days, provisional = DueTable(CALENDAR, PARAMETERS, tuple(outages)).due(track, None, column)
    expected = [adjusted(day, track, None, outages, CALENDAR, PARAMETERS) for day in changed]
    assert due_days.tolist() == [NO_DATE if e.due_on is None else (e.due_on - EPOCH).days for e in expected]
    assert provisional.tolist() == [e.provisional for e in expected]
