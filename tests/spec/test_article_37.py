"""Article 37: annual reports, by the end of January and of February. Calendar days: the day may be one off work."""

import pytest

from tests.clock_dates import due_on, ends_at

pytestmark = pytest.mark.article("37")


@pytest.mark.parametrize(
    ("year", "expected", "why"),
    [
        ("2019", "2020-01-31", "a Friday within Spring Festival as it was extended"),
        ("2020", "2021-01-31", "a Sunday"),
        ("2021", "2022-01-31", "Lunar New Year's Eve, a day off"),
        ("2022", "2023-01-31", "a Tuesday"),
        ("2023", "2024-01-31", "a Wednesday"),
        ("2024", "2025-01-31", "a Friday within Spring Festival"),
        ("2025", "2026-01-31", "a Saturday"),
        ("2026", "2027-01-31", "a year without a notice: calendar days need none"),
    ],
)
def test_agencies_and_platform_managers_report_before_the_end_of_january(year: str, expected: str, why: str) -> None:
    assert due_on("D13", f"{year}-12-31") == expected, why


@pytest.mark.parametrize(
    ("year", "expected", "why"),
    [
        ("2019", "2020-02-29", "a leap year"),
        ("2020", "2021-02-28", "a Sunday"),
        ("2021", "2022-02-28", "a Monday"),
        ("2022", "2023-02-28", "a Tuesday"),
        ("2023", "2024-02-29", "a leap year"),
        ("2024", "2025-02-28", "a Friday"),
        ("2025", "2026-02-28", "a Saturday, made up"),
        ("2027", "2028-02-29", "a leap year"),
        ("2099", "2100-02-28", "divisible by 100 and not by 400: no leap year"),
    ],
)
def test_the_authority_reports_to_the_government_before_the_end_of_february(year: str, expected: str, why: str) -> None:
    assert due_on("D14", f"{year}-12-31") == expected, why


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("D14", "2023-12-31") == "2024-02-29T16:00:00Z"
