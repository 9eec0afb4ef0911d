"""Article 28(1): what the government ruled to be shared is provided within 5 working days of the notice (O14)."""

import pytest

from tests.clock_dates import FIVE_WORKING_DAYS, due_on, ends_at

pytestmark = pytest.mark.article("28")


@pytest.mark.parametrize(("opened_on", "expected", "counted"), FIVE_WORKING_DAYS)
def test_a_provider_told_to_share_does_so_within_5_working_days(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D9", opened_on) == expected, counted


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("D9", "2023-09-22") == "2023-10-07T16:00:00Z"
