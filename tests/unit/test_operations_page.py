"""The page for operators explains every setting the embedded server is started with."""

import re
from pathlib import Path

import pytest

from infra.local.postgres import CONFIGURATION

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")


@pytest.mark.parametrize("setting", CONFIGURATION)
def test_a_setting_of_the_embedded_server_is_explained(setting: str) -> None:
    assert re.search(rf"^\| .*`{setting}`.* \| .+ \| .+ \|$", PAGE, re.MULTILINE), (
        f"docs/operations.md says nothing of {setting}"
    )
