"""Article 43: a notice of rectification sets its limit; where it sets none, 15 working days is our reading (O17)."""

from datetime import date, timedelta
from typing import Any

import pytest

from consumers.findings import CONFIRMABLE, CONFIRMED, Decision, check_grounds
from schemas.bilingual import Refusal
from tests.clock_dates import FIFTEEN_WORKING_DAYS, due_on, ends_at

pytestmark = pytest.mark.article("43")

TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(("opened_on", "expected", "counted"), FIFTEEN_WORKING_DAYS)
def test_a_notice_that_sets_no_limit_leaves_15_working_days(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D15", opened_on) == expected, counted


@pytest.mark.parametrize(
    ("working_days", "expected"),
    [(1, "2026-02-24"), (3, "2026-02-26"), (5, "2026-02-28"), (10, "2026-03-06")],
)
def test_a_notice_sets_its_own_limit(working_days: int, expected: str) -> None:
    # Notice of Sat 14 February 2026, a make-up working day: 24 25 26 27, 28 (Sat, make-up), 2 to 6 March.
    assert due_on("D15", "2026-02-14", working_days) == expected


def test_only_what_is_late_by_law_can_become_a_breach() -> None:
    assert CONFIRMABLE == ("LATE",)


@pytest.mark.parametrize("limb", [f"43({number})" for number in range(1, 9)])
def test_a_breach_falls_under_one_of_the_eight_limbs(limb: str) -> None:
    check_grounds(Decision(CONFIRMED, "supervision desk 2", "late without cause", limb, "none to make"), TODAY)


@pytest.mark.parametrize("limb", [None, "", "43", "43(0)", "43(9)", "44(1)"])
def test_no_other_limb_makes_one(limb: str | None) -> None:
    with pytest.raises(Refusal, match="no limb of Article 43"):
        check_grounds(Decision(CONFIRMED, "supervision desk 2", "late without cause", limb, "none to make"), TODAY)


def test_an_agency_that_was_not_heard_has_committed_no_breach() -> None:
    with pytest.raises(Refusal, match="has not been heard"):
        check_grounds(Decision(CONFIRMED, "supervision desk 2", "late without cause", "43(3)"), TODAY)


def test_silence_counts_as_being_heard_only_once_its_day_has_passed() -> None:
    grounds: dict[str, Any] = {
        "decision": CONFIRMED,
        "officer": "supervision desk 2",
        "reason": "late without cause",
        "limb": "43(3)",
    }
    check_grounds(Decision(**grounds, no_statement_by_on=TODAY - timedelta(days=1)), TODAY)
    with pytest.raises(Refusal, match="has not passed"):
        check_grounds(Decision(**grounds, no_statement_by_on=TODAY), TODAY)


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("D15", "2026-02-13") == "2026-03-12T16:00:00Z"
