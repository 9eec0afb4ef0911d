"""Article 11: what the sharing directory announces about an item."""

from typing import Any

import pytest

from schemas.announcement import announced
from schemas.bilingual import Text
from schemas.directory import Item
from schemas.directory_files import load_directory
from stream_processors.rules.directory_rules import findings
from stream_processors.rules.parameters import Parameters
from tests.directories import OTHER, change

pytestmark = pytest.mark.article("11")

DIRECTORY = load_directory()
CONTENTS = {
    # Article 11(3), in its order; the content itself is the abstract and the elements.
    "content": "abstract", "type": "sharing_type", "method": "method", "scope": "scope",
    "update frequency": "update_frequency", "specific purpose": "purpose",
    "collecting department": "collector", "verifying department": "verifier", "providing department": "provider",
}  # fmt: skip


@pytest.mark.parametrize("item", DIRECTORY.items.values(), ids=lambda item: item.item)
def test_every_item_announces_its_contents_in_both_languages(item: Item) -> None:
    shown = {e.key: e.value for e in announced(DIRECTORY, item, item.versions[-1].valid_from_on)}
    assert set(CONTENTS.values()) <= shown.keys()
    assert all(all(words) for words in shown.values())


def test_the_conditions_of_a_conditioned_item_are_announced() -> None:
    said = {"en": "invented", "zh": "虚构"}
    directory = change(
        OTHER,
        sharing={"type": "CONDITIONED", "mode": "MESSAGE", "bases": said, "conditions": said, "limitation": "CONTENT"},
    )
    item = directory.items[OTHER]
    shown = {e.key: e.value for e in announced(directory, item, item.versions[-1].valid_from_on)}
    assert shown["conditions"] == Text("invented", "虚构")
    assert shown["limitation"] == Text("in part only", "仅限部分内容")


@pytest.mark.parametrize("field", ["method", "scope", "update_frequency", "purpose"])
def test_a_content_left_out_is_found(field: str) -> None:
    stated: dict[str, Any] = {field: Text("", "")}
    missing = findings(change(OTHER, **stated), Parameters.load())
    assert [(f.rule, f.field) for f in missing] == [("DIR-FIELD", field)]
