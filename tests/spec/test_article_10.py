"""Article 10: each item states its sharing type, and carries what its type needs."""

from datetime import date
from typing import Any

import pytest

from schemas.directory import NormRank
from schemas.severity import Severity
from stream_processors.rules.directory_rules import findings
from stream_processors.rules.parameters import Parameters
from tests.directories import ITEM, OTHER, change

pytestmark = pytest.mark.article("10")

PARAMETERS = Parameters.load()
FROM = PARAMETERS.in_force_on
SAID = {"en": "invented", "zh": "虚构"}
LATER = date(2026, 1, 1)


def citation(rank: str) -> dict[str, Any]:
    return {"rank": rank, "title": SAID, "article": "3"}


def broken(item: str, sharing: dict[str, Any], parameters: Parameters = PARAMETERS, **version: Any) -> dict[str, str]:
    """The rules about sharing that the item breaks with this sharing, and how much each weighs."""
    found = findings(change(item, sharing={"mode": "MESSAGE_AND_TABLE", **sharing}, **version), parameters)
    return {f"{f.rule} {f.field}": f.severity.wire for f in found if f.item == item}


@pytest.mark.parametrize(
    ("sharing", "expected"),
    [
        ({"type": "UNCONDITIONED"}, set()),
        ({"type": "CONDITIONED", "bases": SAID, "conditions": SAID, "limitation": "CONTENT"}, set()),
        ({"type": "CONDITIONED"}, {f"DIR-CONDITIONED sharing.{f}" for f in ("bases", "conditions", "limitation")}),
        (
            {"type": "CONDITIONED", "bases": SAID, "conditions": {"en": "invented", "zh": ""}, "limitation": "AUDIENCE"},
            {"DIR-CONDITIONED sharing.conditions"},
        ),
        ({"type": "NONSHAREABLE", "citation": citation("LAW")}, set()),
        ({"type": "NONSHAREABLE"}, {"DIR-CITATION sharing.citation"}),
        ({"type": "NONSHAREABLE", "citation": {**citation("LAW"), "article": ""}}, {"DIR-CITATION sharing.citation"}),
        ({"type": "UNCONDITIONED", "mode": ""}, {"DIR-FIELD sharing.mode"}),
    ],
)  # fmt: skip
def test_other_information_carries_what_its_type_needs(sharing: dict[str, Any], expected: set[str]) -> None:
    assert set(broken(OTHER, sharing)) == expected


@pytest.mark.parametrize("sharing_type", ["CONDITIONED", "NONSHAREABLE"])
def test_basic_information_is_unconditioned_even_against_a_citation(sharing_type: str) -> None:
    sharing = {
        "type": sharing_type, "bases": SAID, "conditions": SAID, "limitation": "AUDIENCE", "citation": citation("LAW"),
    }  # fmt: skip
    assert broken(ITEM, sharing) == {"DIR-BASIC-TYPE sharing.type": "block"}


@pytest.mark.parametrize(("rank", "severity"), [("LAW", "flag"), ("ADMINISTRATIVE_REGULATION", "block")])
def test_under_the_other_reading_of_o11_a_cited_law_makes_it_a_flag(rank: str, severity: str) -> None:
    milder = PARAMETERS.amended("basic_item_type_policy", {FROM: "flag_with_law_citation"})
    sharing = {"type": "NONSHAREABLE", "citation": citation(rank)}
    assert broken(ITEM, sharing, milder) == {"DIR-BASIC-TYPE sharing.type": severity}


@pytest.mark.parametrize("rank", NormRank)
def test_only_laws_administrative_regulations_and_central_policies_keep_information_from_being_shared(
    rank: NormRank,
) -> None:
    refused = set(broken(OTHER, {"type": "NONSHAREABLE", "citation": citation(rank)}))
    high = {NormRank.LAW, NormRank.ADMINISTRATIVE_REGULATION, NormRank.CENTRAL_POLICY}
    assert refused == (set() if rank in high else {"DIR-CITATION-RANK sharing.citation.rank"})


@pytest.mark.parametrize(("valid_from_on", "refused"), [(date(2025, 12, 31), True), (LATER, False)])
def test_the_reading_of_o12_in_force_when_the_version_takes_effect_decides(valid_from_on: date, refused: bool) -> None:
    wider = PARAMETERS.amended("nonshareable_ranks", {FROM: "article_10_4", LATER: "article_4_1"})
    sharing = {"type": "NONSHAREABLE", "citation": citation("GOVERNMENT_RULE")}
    found = broken(OTHER, sharing, wider, valid_from_on=valid_from_on)
    assert bool(found) is refused
    assert set(found.values()) <= {Severity.BLOCK.wire}
