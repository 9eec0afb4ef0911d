"""Article 8(2): directories follow a change of law or functions within 15 working days, at the agency and at its authority."""

import pytest

from tests.clock_dates import FIFTEEN_WORKING_DAYS, due_on, ends_at

pytestmark = pytest.mark.article("8")


@pytest.mark.parametrize(("opened_on", "expected", "counted"), FIFTEEN_WORKING_DAYS)
def test_an_agency_updates_its_directory_within_15_working_days(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D1", opened_on) == expected, counted


@pytest.mark.parametrize(("opened_on", "expected", "counted"), FIFTEEN_WORKING_DAYS)
def test_the_authority_updates_that_of_its_level_within_15_more(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D2", opened_on) == expected, counted


def test_the_second_clock_starts_with_the_authoritys_receipt() -> None:
    # Law amended on Mon 9 February 2026; submitted on the last day, Fri 6 March.
    assert due_on("D1", "2026-02-09") == "2026-03-06"
    assert due_on("D2", "2026-03-06") == "2026-03-27"


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("D1", "2026-02-09") == "2026-03-06T16:00:00Z"
