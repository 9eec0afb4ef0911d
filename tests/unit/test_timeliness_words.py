"""Shares and durations as people read them."""

import pytest

from consumers.timeliness import Share
from govsync.timeliness import duration, shown


@pytest.mark.parametrize(
    ("count", "of", "expected"),
    [
        (0, 0, None),
        (0, 4, "0.0 % (0/4)"),
        (4, 4, "100.0 % (4/4)"),
        (3, 4, "75.0 % (3/4)"),
        (99_999, 100_000, "99.9 % (99,999/100,000)"),
        (1, 100_000, "0.1 % (1/100,000)"),
    ],
)
def test_a_share_is_a_rate_with_its_numbers_and_rounds_to_neither_all_nor_none(
    count: int, of: int, expected: str | None
) -> None:
    assert shown(Share(count, of)) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.04, "0.0 s"), (59.9, "59.9 s"), (90, "1.5 min"), (5400, "1.5 h"), (172_800, "2.0 d")],
)
def test_a_duration_is_told_in_the_unit_people_would_use(seconds: float, expected: str) -> None:
    assert duration(seconds) == expected
