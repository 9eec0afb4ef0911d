"""Article 45: the Rules are in force since 1 July 2019, and nothing earlier is judged."""

from datetime import date

import pytest

from schemas.directory import Track
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import Origin, Verdict, due, verdict

pytestmark = pytest.mark.article("45")

CALENDAR = Calendar.load()
PARAMETERS = Parameters.load()
IN_2026_MS = 1_767_225_600_000


@pytest.mark.parametrize(
    ("changed_on", "expected"),
    [
        (date(1999, 12, 31), Verdict.NOT_APPLICABLE),
        (date(2019, 6, 28), Verdict.NOT_APPLICABLE),
        (date(2019, 6, 30), Verdict.NOT_APPLICABLE),
        (date(2019, 7, 1), Verdict.LATE),
    ],
)
@pytest.mark.parametrize("origin", [Origin.LIVE, Origin.BACKFILL])
def test_a_change_before_the_rules_is_not_judged(changed_on: date, expected: Verdict, origin: Origin) -> None:
    deadline = due(changed_on, Track.WORKING_DAYS, None, CALENDAR, PARAMETERS)
    found = verdict(
        received_at_ms=IN_2026_MS,
        changed_on=changed_on,
        due_on=deadline.due_on,
        provisional=deadline.provisional,
        track=Track.WORKING_DAYS,
        origin=origin,
        window_approved=False,
        ticket_opened_on=None,
        entered_on=None,
        parameters=PARAMETERS,
    )
    assert found is expected


def test_the_rules_came_into_force_on_the_first_of_july_2019() -> None:
    assert PARAMETERS.in_force_on == date(2019, 7, 1)
    assert all(min(parameter.values) == date(2019, 7, 1) for parameter in PARAMETERS)
