"""Article 39: backup, risk assessment and review, regularly; how often is our reading (O16)."""

import pytest

from tests.clock_dates import due_on, ends_at

pytestmark = pytest.mark.article("39")


@pytest.mark.parametrize(
    ("opened_on", "expected", "why"),
    [
        ("2024-02-29", "2024-02-29", "a leap day"),
        ("2026-02-17", "2026-02-17", "Spring Festival: backups take no days off"),
        ("2026-12-31", "2026-12-31", "the last day of a year"),
        ("2027-01-01", "2027-01-01", "a year without a notice: calendar days need none"),
    ],
)
def test_the_sharing_database_is_backed_up_each_day(opened_on: str, expected: str, why: str) -> None:
    assert due_on("P3", opened_on) == expected, why


@pytest.mark.parametrize(
    ("opened_on", "expected", "why"),
    [
        ("2024-01-01", "2024-12-31", "a leap year"),
        ("2024-02-29", "2024-12-31", "a leap day"),
        ("2025-12-31", "2025-12-31", "the last day"),
        ("2026-01-01", "2026-12-31", "the first day of the next"),
    ],
)
def test_the_municipal_assessment_and_review_are_due_each_year(opened_on: str, expected: str, why: str) -> None:
    assert due_on("P4", opened_on) == expected, why


@pytest.mark.parametrize(
    ("opened_on", "expected", "why"),
    [
        ("2024-01-01", "2024-12-31", "a leap year"),
        ("2024-02-29", "2024-12-31", "a leap day"),
        ("2025-12-31", "2025-12-31", "the last day"),
        ("2026-01-01", "2026-12-31", "the first day of the next"),
    ],
)
def test_those_of_a_district_are_due_each_year(opened_on: str, expected: str, why: str) -> None:
    assert due_on("P5", opened_on) == expected, why


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("P3", "2026-02-17") == "2026-02-17T16:00:00Z"
