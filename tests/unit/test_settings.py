import json
from pathlib import Path

import pytest

from infra.language import language_of
from infra.local.homes import held
from infra.settings import Settings, environment_path, nearest_home
from schemas.bilingual import Refusal

LOCAL = {
    "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:20001",
    "PGHOST": "127.0.0.1",
    "PGPORT": "20002",
    "PGUSER": "govsync",
    "PGPASSWORD": "local-secret",
    "PGDATABASE": "govsync",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*LOCAL, "GOVSYNC_LANG"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / ".govsync"
    monkeypatch.setenv("GOVSYNC_HOME", str(home))
    return home


def hand_out(home: Path, environment: dict[str, str]) -> None:
    environment_path(home).write_text(json.dumps(environment))


def test_a_running_platform_is_found_through_its_home(home: Path) -> None:
    with held(home):
        hand_out(home, LOCAL)
        assert Settings.load().connection_environment() == LOCAL


def test_a_platform_that_no_longer_runs_is_not_used(home: Path) -> None:
    with held(home):
        hand_out(home, LOCAL)
    with pytest.raises(Refusal, match="govsync up"):
        Settings.load()


def test_without_any_address_the_refusal_names_both_remedies(home: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        Settings.load()
    for words in refusal.value.text:
        assert "govsync up" in words
        assert "KAFKA_BOOTSTRAP_SERVERS" in words
        assert "PGHOST" in words


def test_the_environment_precedes_the_running_platform(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092")
    with held(home):
        hand_out(home, LOCAL)
        settings = Settings.load()
    assert settings.kafka_bootstrap_servers == "kafka.example:9092"
    assert settings.postgres_port == "20002"


def test_variables_of_two_databases_are_never_mixed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGUSER", "somebody-else")
    with held(home):
        hand_out(home, LOCAL)
        assert Settings.load().postgres_user == "govsync"


def test_a_given_server_needs_no_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092")
    monkeypatch.setenv("PGHOST", "db.example")
    assert Settings.load().postgres_parameters() == {"host": "db.example"}
    assert not home.exists()


def test_an_empty_variable_counts_as_unset(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "")
    with held(home):
        hand_out(home, LOCAL)
        assert Settings.load().postgres_host == "127.0.0.1"


def test_variables_of_the_system_are_not_taken_for_ours(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.delenv("GOVSYNC_HOME")
    monkeypatch.chdir(home.parent)
    assert Settings.from_environment().home == home


def test_an_unknown_language_is_refused_with_the_known_ones(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVSYNC_LANG", "fr")
    with pytest.raises(Refusal, match="en or zh"):
        Settings.from_environment()


def test_the_password_is_not_shown_when_settings_are_printed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "not-for-logs")
    settings = Settings.from_environment()
    assert settings.postgres_password == "not-for-logs"
    assert "not-for-logs" not in f"{settings!r} {settings}"


def test_the_home_is_the_nearest_one_upwards(tmp_path: Path) -> None:
    (tmp_path / ".govsync").mkdir()
    below = tmp_path / "agency" / "files"
    below.mkdir(parents=True)
    assert nearest_home(below) == tmp_path / ".govsync"


def test_without_any_home_upwards_one_is_made_here(tmp_path: Path) -> None:
    assert nearest_home(tmp_path) == tmp_path / ".govsync"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "GOVSYNC_LANG": "en"}, "en"),
        ({"LANG": "C.UTF-8", "GOVSYNC_LANG": "zh"}, "zh"),
    ],
)
def test_the_reader_s_language_is_chosen_or_that_of_the_locale(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language
