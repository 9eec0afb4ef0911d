"""Article 41(1): agencies back up regularly; how often is our reading (O16)."""

import pytest

from tests.clock_dates import due_on, ends_at

pytestmark = pytest.mark.article("41")


@pytest.mark.parametrize(
    ("opened_on", "expected", "why"),
    [
        ("2024-02-01", "2024-02-29", "a leap year"),
        ("2024-02-29", "2024-02-29", "the leap day itself"),
        ("2025-02-10", "2025-02-28", "no leap year"),
        ("2026-04-30", "2026-04-30", "the last day of a month"),
        ("2026-12-01", "2026-12-31", "the last month of a year"),
    ],
)
def test_an_agency_backs_up_each_month(opened_on: str, expected: str, why: str) -> None:
    assert due_on("P6", opened_on) == expected, why


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("P6", "2026-02-17") == "2026-02-28T16:00:00Z"
