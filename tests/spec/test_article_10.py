"""Article 10: each item states its sharing type, and carries what its type needs."""

import pytest
from pydantic import ValidationError

from schemas.directory import Sharing

pytestmark = pytest.mark.article("10")


@pytest.mark.parametrize(
    ("stated", "missing"),
    [
        ({"type": "CONDITIONED"}, "Art. 10\\(3\\)"),
        ({"type": "CONDITIONED", "bases": "an invented basis"}, "Art. 10\\(3\\)"),
        ({"type": "NONSHAREABLE"}, "Art. 10\\(4\\)"),
    ],
)
def test_an_item_without_what_its_type_needs_is_refused(stated: dict[str, str], missing: str) -> None:
    with pytest.raises(ValidationError, match=missing):
        Sharing.model_validate({"mode": "MESSAGE_AND_TABLE", **stated})


@pytest.mark.parametrize(
    "stated",
    [
        {"type": "UNCONDITIONED"},
        {"type": "CONDITIONED", "bases": "an invented basis", "conditions": "an invented condition"},
        {"type": "NONSHAREABLE", "citation": "an invented law"},
    ],
)
def test_an_item_with_what_its_type_needs_is_accepted(stated: dict[str, str]) -> None:
    assert Sharing.model_validate({"mode": "MESSAGE_AND_TABLE", **stated}).type == stated["type"]
