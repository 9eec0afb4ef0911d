"""Article 9: three sharing types, and what each opens to whom."""

from datetime import date

import pytest

from consumers.subscriber import subscription
from schemas.bilingual import Refusal
from schemas.directory import SharingType
from tests.directories import OTHER, change

pytestmark = pytest.mark.article("9")

ON = date(2026, 3, 2)
SAID = {"en": "invented", "zh": "虚构"}


def subscribed(agency: str, **sharing: object) -> str:
    directory = change(OTHER, sharing={"mode": "MESSAGE", **sharing})
    return subscription(directory, OTHER, agency, "an invented duty", ON).agency


def test_there_are_three_types() -> None:
    assert set(SharingType) == {"UNCONDITIONED", "CONDITIONED", "NONSHAREABLE"}


@pytest.mark.parametrize("agency", ["gz-health", "gz-public-security", "tianhe-market-regulation"])
def test_unconditioned_information_is_used_by_any_agency(agency: str) -> None:
    assert subscribed(agency, type="UNCONDITIONED") == agency


@pytest.mark.parametrize("limitation", ["AUDIENCE", "CONTENT"])
def test_conditioned_information_is_for_some_agencies_or_in_part_and_never_given_unasked(limitation: str) -> None:
    with pytest.raises(Refusal, match="Article 10\\(3\\)"):
        subscribed("gz-health", type="CONDITIONED", bases=SAID, conditions=SAID, limitation=limitation)


def test_nonshareable_information_is_given_to_nobody() -> None:
    citation = {"rank": "LAW", "title": SAID, "article": "1"}
    with pytest.raises(Refusal, match="Article 10\\(4\\)"):
        subscribed("gz-health", type="NONSHAREABLE", citation=citation)
