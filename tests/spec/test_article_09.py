"""Article 9: three sharing types, and what each opens to whom."""

from datetime import date

import pytest

from consumers.subscriber import subscription
from infra.roles import Approval, demanded, role_of
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


def test_conditioned_information_is_given_to_whoever_was_granted_it() -> None:
    conditioned = {"type": "CONDITIONED", "bases": SAID, "conditions": SAID, "limitation": "AUDIENCE"}
    directory = change(OTHER, sharing={"mode": "MESSAGE", **conditioned})
    assert (
        subscription(directory, OTHER, "gz-health", "an invented duty", ON, is_granted=lambda _: True).agency
        == "gz-health"
    )


def test_nonshareable_information_is_given_to_nobody() -> None:
    citation = {"rank": "LAW", "title": SAID, "article": "1"}
    with pytest.raises(Refusal, match="Article 10\\(4\\)"):
        subscribed("gz-health", type="NONSHAREABLE", citation=citation)


TABLE = ("other.air_quality", "other.air_quality_masked")
MASKED = ("other.air_quality_masked",)
NOTHING = ()
APPLICANT, ANYBODY = "gz-health", "gz-civil-affairs"


@pytest.mark.parametrize(
    ("sharing", "granted", "applicant_reads", "anybody_reads"),
    [
        ({"type": "UNCONDITIONED"}, None, TABLE, TABLE),
        ({"type": "CONDITIONED", "limitation": "AUDIENCE"}, None, NOTHING, NOTHING),
        ({"type": "CONDITIONED", "limitation": "AUDIENCE"}, "FULL", TABLE, NOTHING),
        ({"type": "CONDITIONED", "limitation": "CONTENT"}, "MASKED", MASKED, NOTHING),
        ({"type": "NONSHAREABLE"}, None, NOTHING, NOTHING),
        ({"type": "NONSHAREABLE"}, "FULL", NOTHING, NOTHING),
        ({"type": "UNCONDITIONED", "mode": "MESSAGE"}, None, NOTHING, NOTHING),
    ],
)
def test_a_type_opens_the_table_to_all_to_who_was_granted_it_or_to_nobody(
    sharing: dict[str, object], granted: str | None, applicant_reads: tuple[str, ...], anybody_reads: tuple[str, ...]
) -> None:
    citation = {"rank": "LAW", "title": SAID, "article": "1"}
    about = {"mode": "MESSAGE_AND_TABLE", "bases": SAID, "conditions": SAID, "citation": citation}
    directory = change(OTHER, sharing={**about, **sharing})
    approvals = [Approval(APPLICANT, OTHER, granted)] if granted else []
    grants = demanded(directory, approvals, ON)
    for agency, expected in ((APPLICANT, applicant_reads), (ANYBODY, anybody_reads)):
        reads = sorted(on for role, privilege, on in grants if role == role_of(agency) and on.startswith("other."))
        assert tuple(reads) == expected
    assert {privilege for _, privilege, _ in grants} == {"SELECT", "USAGE"}
