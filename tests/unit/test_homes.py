import os
from pathlib import Path

import pytest

from infra.local.homes import LEAST_FREE_BYTES, held, make, require_space
from infra.settings import is_platform_running
from schemas.bilingual import Refusal


def test_a_home_is_held_by_one_supervisor_at_a_time(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(Refusal, match="govsync down"), held(tmp_path):
        pytest.fail("held twice")


def test_a_home_is_free_again_afterwards_and_no_lock_file_stays(tmp_path: Path) -> None:
    with held(tmp_path):
        assert is_platform_running(tmp_path)
    assert not is_platform_running(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["log", "run"]


def test_only_its_owner_can_look_into_a_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    make(home)
    assert home.stat().st_mode & 0o066 == 0


def test_a_home_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody_else = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody_else)
    with pytest.raises(Refusal, match=r"another user.*GOVSYNC_HOME"):
        make(tmp_path)


def test_a_file_in_the_place_of_a_home_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(Refusal, match="GOVSYNC_HOME"):
        make(tmp_path / "home")


def test_a_nearly_full_disk_is_refused(tmp_path: Path) -> None:
    require_space(tmp_path, LEAST_FREE_BYTES)
    with pytest.raises(Refusal, match=r"1.0 GiB free.*GOVSYNC_HOME"):
        require_space(tmp_path, LEAST_FREE_BYTES - 1)
