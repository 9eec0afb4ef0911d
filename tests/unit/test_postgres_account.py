from pathlib import Path

import pytest

from infra.local.postgres import require_traversable
from schemas.bilingual import Refusal
from tests.local_platform import temporary_home


def test_a_closed_folder_on_the_way_is_named_with_the_command_that_opens_it() -> None:
    with temporary_home() as home:
        closed = home.parent / "closed"
        data = closed / "home" / "postgres"
        data.mkdir(parents=True)
        require_traversable(data)
        closed.chmod(0o700)
        with pytest.raises(Refusal) as refusal:
            require_traversable(data)
    for words in refusal.value.text:
        assert f"`chmod o+x {closed}`" in words


def test_a_way_open_to_all_is_fine() -> None:
    require_traversable(Path("/usr/bin").resolve())
