"""Who may subscribe to what (Articles 9 and 10)."""

from datetime import date

import pytest

from consumers.subscriber import subscription
from schemas.bilingual import Refusal
from schemas.directory import Directory, Sharing, SharingType
from schemas.directory_files import load_directory

TODAY = date(2026, 3, 2)
ITEM = "np-birth"


def _shared(**sharing: object) -> Directory:
    """The directory with `np-birth` shared in another way."""
    directory = load_directory()
    item = directory.items[ITEM]
    version = item.versions[0].model_copy(update={"sharing": Sharing.model_validate({"mode": "MESSAGE", **sharing})})
    changed = item.model_copy(update={"versions": (version,)})
    return directory.model_copy(update={"items": {**directory.items, ITEM: changed}})


def test_an_unconditioned_item_is_open_to_every_agency_that_says_why() -> None:
    wanted = subscription(load_directory(), ITEM, "gz-public-security", "  household registration ", TODAY)
    assert (wanted.item.item, wanted.agency, wanted.purpose) == (ITEM, "gz-public-security", "household registration")


@pytest.mark.parametrize(
    ("item", "agency", "purpose", "said"),
    [
        ("np-nothing", "gz-health", "x", "np-nothing"),
        (ITEM, "nobody", "x", "gz-health"),
        (ITEM, "gz-health", "  ", "purpose"),
    ],
)
def test_an_unknown_item_or_agency_or_no_purpose_is_refused(item: str, agency: str, purpose: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        subscription(load_directory(), item, agency, purpose, TODAY)


def test_a_conditioned_item_is_refused_with_its_conditions_and_article_10_3() -> None:
    conditions = {"en": "adoption matters only", "zh": "仅限收养事项"}
    directory = _shared(type=SharingType.CONDITIONED, conditions=conditions)
    with pytest.raises(Refusal, match=r"Article 10\(3\)\): adoption matters only"):
        subscription(directory, ITEM, "gz-health", "x", TODAY)


def test_a_nonshareable_item_is_refused_with_its_citation_and_article_10_4() -> None:
    citation = {"rank": "LAW", "title": {"en": "An invented law", "zh": "虚构法律"}, "article": "1"}
    directory = _shared(type=SharingType.NONSHAREABLE, citation=citation)
    with pytest.raises(Refusal, match=r"Article 10\(4\)\): An invented law, 1"):
        subscription(directory, ITEM, "gz-health", "x", TODAY)
