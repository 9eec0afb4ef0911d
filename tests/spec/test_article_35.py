"""Article 35: evaluations and their results, regularly; how often is our reading (O16)."""

import pytest

from tests.clock_dates import due_on, ends_at

pytestmark = pytest.mark.article("35")


@pytest.mark.parametrize(
    ("opened_on", "expected", "why"),
    [
        ("2024-01-01", "2024-12-31", "a leap year"),
        ("2024-02-29", "2024-12-31", "a leap day"),
        ("2025-12-31", "2025-12-31", "the last day"),
        ("2026-01-01", "2026-12-31", "the first day of the next"),
    ],
)
def test_results_are_reported_each_year(opened_on: str, expected: str, why: str) -> None:
    assert due_on("P2", opened_on) == expected, why


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("P2", "2026-01-15") == "2026-12-31T16:00:00Z"
