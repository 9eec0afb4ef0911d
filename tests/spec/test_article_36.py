"""Article 36: a complaint is resolved and answered in writing within 15 working days."""

import pytest

from tests.clock_dates import FIFTEEN_WORKING_DAYS, due_on, ends_at

pytestmark = pytest.mark.article("36")


@pytest.mark.parametrize(("opened_on", "expected", "counted"), FIFTEEN_WORKING_DAYS)
def test_a_complaint_is_answered_within_15_working_days(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D12", opened_on) == expected, counted


def test_a_complaint_of_9_february_2026_is_answered_by_6_march() -> None:
    assert due_on("D12", "2026-02-09") == "2026-03-06"


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("D12", "2026-02-09") == "2026-03-06T16:00:00Z"
