"""Article 26(2): an application is answered within 5 working days, silence being agreement, and sharing completed within 5 more."""

import pytest

from stream_processors.rules.obligations import Expiry
from tests.clock_dates import FIVE_WORKING_DAYS, KINDS, due_on, ends_at

pytestmark = pytest.mark.article("26")


@pytest.mark.parametrize(("opened_on", "expected", "counted"), FIVE_WORKING_DAYS)
def test_a_provider_answers_within_5_working_days(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D7", opened_on) == expected, counted


@pytest.mark.parametrize(("opened_on", "expected", "counted"), FIVE_WORKING_DAYS)
def test_sharing_is_completed_within_5_working_days_of_the_reply(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D8", opened_on) == expected, counted


def test_silence_is_agreement_at_the_end_of_the_last_day_and_sharing_follows() -> None:
    # Received on Mon 28 September 2026: 29 30, 8 9, 10 (Sat, make-up); deemed agreed at 24:00 of the 10th (O8).
    assert due_on("D7", "2026-09-28") == "2026-10-10"
    assert ends_at("D7", "2026-09-28") == "2026-10-10T16:00:00Z"
    assert due_on("D8", "2026-10-10") == "2026-10-16"
    assert KINDS("D7").on_expiry is Expiry.DEEMED_AGREEMENT


def test_nothing_but_silence_on_an_application_is_agreement() -> None:
    assert [kind.id for kind in KINDS if kind.on_expiry is Expiry.DEEMED_AGREEMENT] == ["D7"]
