"""The clock register, and the moments at which an obligation is spoken of."""

from datetime import UTC, date, datetime

import pytest

from schemas.directory import Track
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.obligations import Expiry, Kinds, Stage, stages
from stream_processors.rules.parameters import Parameters

CALENDAR = Calendar.load()
PARAMETERS = Parameters.load()
KINDS = Kinds.load(PARAMETERS)


def test_all_clocks_of_the_register_are_there() -> None:
    assert list(KINDS.by_id) == [*(f"D{n}" for n in range(1, 16)), *(f"P{n}" for n in range(1, 7))]


@pytest.mark.parametrize(
    ("kind", "opened_on", "expected", "counted"),
    [
        ("D1", "2026-02-09", "2026-03-06", "10-14, 24-28 February, 2-6 March"),
        ("D2", "2026-03-02", "2026-03-23", "three ordinary weeks"),
        ("D3", "2026-03-02", "2026-03-09", "one ordinary week"),
        ("D4", "2026-02-14", "2026-02-24", "the next working day"),
        ("D5", "2026-02-13", "2026-02-27", "14 (Sat, make-up), 24 25 26 27"),
        ("D6", "2026-04-01", "2026-04-16", "the tenth working day of the quarter"),
        ("D6", "2026-06-30", "2026-04-16", "whichever day of the quarter is asked for"),
        ("D7", "2026-09-28", "2026-10-10", "29 30, 8 9, 10 (Sat, make-up)"),
        ("D8", "2026-10-10", "2026-10-16", "12 13 14 15 16"),
        ("D9", "2026-03-02", "2026-03-09", "one ordinary week"),
        ("D10", "2026-03-02", "2026-03-09", "one ordinary week"),
        ("D11", "2026-03-02", "2026-03-03", "the next working day"),
        ("D12", "2026-02-09", "2026-03-06", "15 working days"),
        ("D13", "2025-12-31", "2026-01-31", "a Saturday: calendar days"),
        ("D14", "2025-12-31", "2026-02-28", "not a leap year"),
        ("D14", "2027-12-31", "2028-02-29", "a leap year"),
        ("D15", "2026-03-02", "2026-03-23", "15 working days where the notice sets none"),
        ("P1", "2026-05-05", "2026-06-30", "the quarter"),
        ("P2", "2026-05-05", "2026-12-31", "the year"),
        ("P3", "2026-05-05", "2026-05-05", "the day"),
        ("P6", "2024-02-01", "2024-02-29", "the month"),
        ("P6", "2026-12-01", "2026-12-31", "the last month of a year"),
    ],
)
def test_a_clock_of_the_register_is_due(kind: str, opened_on: str, expected: str, counted: str) -> None:
    found = KINDS(kind).due(date.fromisoformat(opened_on), None, CALENDAR, PARAMETERS)
    assert str(found.due_on) == expected, counted


def test_a_case_may_set_its_own_limit() -> None:
    assert KINDS("D15").due(date(2026, 3, 2), 3, CALENDAR, PARAMETERS).due_on == date(2026, 3, 5)


def test_each_track_of_article_19_has_its_clock() -> None:
    assert {track: KINDS.of_track(track).id for track in Track} == {
        Track.PROMPT: "D4",
        Track.WORKING_DAYS: "D5",
        Track.QUARTERLY: "D6",
    }


def test_only_silence_on_an_application_counts_as_agreement() -> None:
    assert [kind.id for kind in KINDS if kind.on_expiry is Expiry.DEEMED_AGREEMENT] == ["D7"]


def test_a_kind_that_names_no_parameter_is_refused() -> None:
    without = Parameters({name: PARAMETERS(name) for name in PARAMETERS.by_name if name != "complaint_working_days"})
    with pytest.raises(ValueError, match="D12: complaint_working_days is not a parameter"):
        Kinds.load(without)


def at(day: int, month: int, year: int = 2026) -> datetime:
    """16:00Z of the day, which is 00:00 of the next in Beijing."""
    return datetime(year, month, day, 16, tzinfo=UTC)


def test_stages_begin_at_midnight_beijing_time_and_count_working_days() -> None:
    # Due on the Friday after Spring Festival; Saturday 28 February is a make-up working day.
    assert stages(date(2026, 2, 27), CALENDAR, PARAMETERS) == [
        Stage("due-soon", at(25, 2)),
        Stage("due-today", at(26, 2)),
        Stage("overdue-1", at(27, 2)),
        Stage("overdue-5", at(4, 3)),
        Stage("overdue-10", at(11, 3)),
    ]


def test_what_is_due_on_friday_is_overdue_from_monday() -> None:
    names = {stage.name: stage.at for stage in stages(date(2026, 3, 6), CALENDAR, PARAMETERS)}
    assert names["due-soon"] == at(4, 3)
    assert names["overdue-1"] == at(8, 3)


def test_a_provisional_due_date_is_never_overdue() -> None:
    found = [stage.name for stage in stages(date(2026, 12, 24), CALENDAR, PARAMETERS)]
    assert found == ["due-soon", "due-today"]


def test_the_stages_are_those_of_the_parameters() -> None:
    changed = PARAMETERS.amended("overdue_stage_working_days", {PARAMETERS.in_force_on: (2,)}).amended(
        "at_risk_working_days", {PARAMETERS.in_force_on: 3}
    )
    assert stages(date(2026, 3, 6), CALENDAR, changed) == [
        Stage("due-soon", at(2, 3)),
        Stage("due-today", at(5, 3)),
        Stage("overdue-2", at(9, 3)),
    ]
