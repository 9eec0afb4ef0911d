"""What it takes to decide about a finding."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from consumers.findings import CONFIRMED, DISMISSED, Decision, Finding, check_confirmable, check_grounds
from schemas.bilingual import Refusal

TODAY = date(2026, 3, 20)
SOUND: dict[str, Any] = {
    "decision": CONFIRMED,
    "officer": "supervision desk 2",
    "reason": "late without cause",
    "limb": "43(3)",
    "statement": "our export job had stopped",
}


def finding(**differing: Any) -> Finding:
    values: dict[str, Any] = {
        "finding_id": "f" * 32,
        "agency": "gz-ecology-environment",
        "item": "ot-air-quality",
        "event_id": "11111111-1111-5111-8111-111111111111",
        "clock": "ARTICLE-19",
        "verdict": "LATE",
        "changed_on": date(2026, 3, 2),
        "due_on": date(2026, 3, 9),
        "due_on_adjusted": date(2026, 3, 9),
        "provisional": False,
        "approval": None,
        "ticket": None,
        "calendar_version": "test-calendar",
        "reason": None,
        "follows": None,
        "received_at": datetime(2026, 3, 10, 1, tzinfo=UTC),
        "item_version": 1,
        "rules_version": "test-rules",
        "found_at": datetime(2026, 3, 10, 2, tzinfo=UTC),
        "alert_id": None,
        "followed_by": None,
        "standing": "OPEN",
    }
    return Finding(**values | differing)


def test_a_decision_with_officer_reason_limb_and_statement_is_sound() -> None:
    check_grounds(Decision(**SOUND), TODAY)
    check_grounds(Decision(**SOUND | {"statement": None, "no_statement_by_on": date(2026, 3, 19)}), TODAY)
    check_confirmable(finding())


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"officer": " "}, "--officer is empty"),
        ({"reason": ""}, "--reason is empty"),
        ({"limb": "43(9)"}, "no limb of Article 43"),
        ({"limb": None}, "no limb of Article 43"),
        ({"statement": None}, "has not been heard"),
        ({"statement": "  "}, "has not been heard"),
        ({"no_statement_by_on": date(2026, 3, 19)}, "exclude each other"),
        ({"statement": None, "no_statement_by_on": TODAY}, "has not passed"),
        ({"statement": "it concerns 11010519491231002X"}, "looks like a resident identity number"),
    ],
)
def test_a_confirmation_without_its_grounds_is_refused(changed: dict[str, Any], complaint: str) -> None:
    with pytest.raises(Refusal, match=complaint):
        check_grounds(Decision(**SOUND | changed), TODAY)


def test_a_dismissal_needs_officer_and_reason_alone() -> None:
    check_grounds(Decision(DISMISSED, "supervision desk 2", "the date was mistyped"), TODAY)
    with pytest.raises(Refusal, match="--reason is empty"):
        check_grounds(Decision(DISMISSED, "supervision desk 2", ""), TODAY)


@pytest.mark.parametrize(
    ("verdict", "why"),
    [
        ("PAST_TARGET", "the platform's own target and no duty"),
        ("PENDING", "its due date is not certain"),
        ("ON_TIME", "does not say that the event was late"),
        ("EXCUSED", "does not say that the event was late"),
        ("NOT_APPLICABLE", "does not say that the event was late"),
    ],
)
def test_only_what_is_late_by_law_can_be_confirmed(verdict: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        check_confirmable(finding(verdict=verdict))


def test_a_finding_that_another_followed_is_not_confirmed() -> None:
    with pytest.raises(Refusal, match="has been followed by 0000"):
        check_confirmable(finding(followed_by="0" * 32))
