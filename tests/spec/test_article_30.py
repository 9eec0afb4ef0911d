"""Article 30(2): contested content is verified, and corrected where it is wrong, within 5 working days."""

from datetime import UTC, date, datetime

import pytest

from schemas.directory import Track
from stream_processors.rules.timeliness import Origin, Verdict, due, verdict
from tests.clock_dates import CALENDAR, FIVE_WORKING_DAYS, PARAMETERS, due_on, ends_at

pytestmark = pytest.mark.article("30")


@pytest.mark.parametrize(("opened_on", "expected", "counted"), FIVE_WORKING_DAYS)
def test_a_provider_verifies_and_corrects_within_5_working_days(opened_on: str, expected: str, counted: str) -> None:
    assert due_on("D10", opened_on) == expected, counted


@pytest.mark.parametrize(
    ("changed_on", "judged_by_article_19"),
    [
        ("2026-03-09", True),
        ("2026-03-10", False),
        ("2026-03-11", False),
    ],
)
def test_a_correction_of_what_changed_before_its_ticket_is_judged_by_article_19_too(
    changed_on: str, judged_by_article_19: bool
) -> None:
    day = date.fromisoformat(changed_on)
    deadline = due(day, Track.WORKING_DAYS, None, CALENDAR, PARAMETERS)
    found = verdict(
        received_at_ms=round(datetime(2026, 6, 1, tzinfo=UTC).timestamp() * 1000),
        changed_on=day,
        due_on=deadline.due_on,
        provisional=deadline.provisional,
        track=Track.WORKING_DAYS,
        origin=Origin.CORRECTION,
        window_approved=False,
        ticket_opened_on=date(2026, 3, 10),
        entered_on=None,
        parameters=PARAMETERS,
    )
    assert found is (Verdict.LATE if judged_by_article_19 else Verdict.NOT_APPLICABLE)


def test_the_last_day_ends_at_24_00_beijing_time() -> None:
    assert ends_at("D10", "2026-03-10") == "2026-03-17T16:00:00Z"
