"""Article 5(2): the authority supervises and evaluates regularly; how often is our reading (O16)."""

import pytest

from tests.clock_dates import due_on, ends_at

pytestmark = pytest.mark.article("5")


@pytest.mark.parametrize(
    ("opened_on", "expected", "why"),
    [
        ("2026-01-01", "2026-03-31", "the first quarter, from its first day"),
        ("2026-03-31", "2026-03-31", "its last day"),
        ("2026-04-01", "2026-06-30", "the second"),
        ("2026-07-01", "2026-09-30", "the third"),
        ("2026-10-01", "2026-12-31", "the fourth"),
        ("2026-12-31", "2026-12-31", "its last day"),
    ],
)
def test_supervision_and_evaluation_are_due_each_quarter(opened_on: str, expected: str, why: str) -> None:
    assert due_on("P1", opened_on) == expected, why


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("P1", "2026-01-15") == "2026-03-31T16:00:00Z"
