"""Article 17(2): a change of the responsible staff is notified within 5 working days."""

import pytest

from tests.clock_dates import FIVE_WORKING_DAYS, due_on, ends_at

pytestmark = pytest.mark.article("17")


@pytest.mark.parametrize(("opened_on", "expected", "counted"), FIVE_WORKING_DAYS)
def test_the_platform_manager_is_notified_within_5_working_days(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D3", opened_on) == expected, counted


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("D3", "2026-02-13") == "2026-02-27T16:00:00Z"
