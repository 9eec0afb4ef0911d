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


def planned(due_on: date, kind: str = "D5", parameters: Parameters = PARAMETERS) -> list[Stage]:
    return stages(KINDS(kind), date(2026, 2, 13), None, due_on, CALENDAR, parameters)


def test_stages_begin_at_midnight_beijing_time_and_count_working_days() -> None:
    # Due on the Friday after Spring Festival; Saturday 28 February is a make-up working day.
    assert planned(date(2026, 2, 27)) == [
        Stage("due-soon", at(25, 2), at(26, 2)),
        Stage("due-today", at(26, 2), at(27, 2)),
        Stage("overdue-1", at(27, 2), at(4, 3)),
        Stage("overdue-5", at(4, 3), at(11, 3)),
        Stage("overdue-10", at(11, 3), None),
    ]


def test_what_is_due_on_friday_is_overdue_from_monday_and_no_longer_due_on_saturday() -> None:
    found = {stage.name: stage for stage in planned(date(2026, 3, 6))}
    assert found["due-soon"].at == at(4, 3)
    assert found["due-today"].over_at == at(6, 3)
    assert found["overdue-1"].at == at(8, 3)


def test_a_provisional_due_date_is_never_overdue() -> None:
    assert [stage.name for stage in planned(date(2026, 12, 24))] == ["due-soon", "due-today"]


def test_the_stages_are_those_of_the_parameters() -> None:
    changed = PARAMETERS.amended("overdue_stage_working_days", {PARAMETERS.in_force_on: (2,)}).amended(
        "at_risk_working_days", {PARAMETERS.in_force_on: 3}
    )
    assert planned(date(2026, 3, 6), parameters=changed) == [
        Stage("due-soon", at(2, 3), at(5, 3)),
        Stage("due-today", at(5, 3), at(6, 3)),
        Stage("overdue-2", at(9, 3), None),
    ]


def test_nobody_is_overdue_by_a_target_that_no_authority_adopted() -> None:
    adopted = PARAMETERS.amended("prompt_adopted_by", {PARAMETERS.in_force_on: "an invented document"})
    assert [stage.name for stage in planned(date(2026, 3, 6), "D4")][2:] == [
        "past-target-1", "past-target-5", "past-target-10",
    ]  # fmt: skip
    assert [stage.name for stage in planned(date(2026, 3, 6), "D4", adopted)][2:] == [
        "overdue-1", "overdue-5", "overdue-10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "working_days", "is_target"),
    [
        ("D4", None, True),  # 19(2) "promptly"
        ("D5", None, False),  # 19(3) five working days
        ("D11", None, True),  # 31(2) "promptly"
        ("D15", None, True),  # 43: a notice that sets no limit
        ("D15", 10, False),  # 43: the limit set in the notice
        ("P2", None, True),  # 35 "regular"
    ],
)
def test_a_limit_that_is_only_our_reading_is_a_target(kind: str, working_days: int | None, is_target: bool) -> None:
    assert KINDS(kind).is_target(date(2026, 3, 2), working_days, PARAMETERS) is is_target


def test_silence_on_an_application_is_agreement_when_the_due_date_has_passed() -> None:
    # Article 26(2): applied for on Mon 28 September, silent through Sat 10 October, a make-up working day.
    found = stages(KINDS("D7"), date(2026, 9, 28), None, date(2026, 10, 10), CALENDAR, PARAMETERS)
    assert found[-1] == Stage("deemed-agreement", at(10, 10), None)
    assert [stage.name for stage in found] == ["due-soon", "due-today", "deemed-agreement"]


def test_what_follows_an_obligation_is_a_clock_of_the_register() -> None:
    assert {kind.id: kind.followed_by for kind in KINDS if kind.followed_by} == {"D1": "D2", "D7": "D8"}
