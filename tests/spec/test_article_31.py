"""Article 31(2): a fault caused by inaccurate information is filed promptly; how many days that is, is our reading (O15)."""

import pytest

from tests.clock_dates import ONE_WORKING_DAY, due_on, ends_at

pytestmark = pytest.mark.article("31")


@pytest.mark.parametrize(("opened_on", "expected", "counted"), ONE_WORKING_DAY)
def test_a_fault_is_filed_within_the_platforms_reading_of_promptly(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D11", opened_on) == expected, counted


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("D11", "2026-02-14") == "2026-02-24T16:00:00Z"
