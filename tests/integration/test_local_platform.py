"""`govsync up`, `down`, `status` and `env` on the real broker and the real database."""

import json
import signal
import socket
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest
from confluent_kafka.admin import AdminClient

from govsync.status import ITEM_COLUMNS
from govsync.up import running
from infra.local import kafka
from infra.local.programs import wait_until
from infra.settings import Settings, is_platform_running
from tests.local_platform import environment_of, run_govsync, settings_of

pytestmark = pytest.mark.platform
ACROSS = 60  # seconds within which anything killed must be back


def status(home: Path) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(run_govsync("status", "--json", home=home).stdout)
    return shown


def processes(home: Path) -> dict[str, dict[str, Any]]:
    return {process["name"]: process for process in status(home)["processes"]}


def are_back(home: Path, *names: str) -> bool:
    shown = processes(home)
    return all(shown[name]["state"] == "running" and shown[name]["restarts"] >= 1 for name in names)


def supervisor_of(home: Path) -> psutil.Process:
    return psutil.Process(json.loads((home / "run" / "processes.json").read_text())["supervisor"])


def are_gone(family: list[psutil.Process]) -> bool:
    return not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in family)


def query(settings: Settings, sql: str) -> Any:
    parameters: dict[str, Any] = dict(settings.postgres_parameters())
    with closing(psycopg2.connect(**parameters)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else None


def topics(settings: Settings) -> set[str]:
    client = AdminClient({"bootstrap.servers": settings.kafka_bootstrap_servers})
    return set(client.list_topics(timeout=30).topics)


def test_both_servers_answer_and_tables_and_topics_are_there(platform: Settings) -> None:
    assert query(platform, "SELECT count(*) > 0 FROM information_schema.tables WHERE table_schema = 'platform'") == [
        (True,)
    ]
    assert {"platform.quarantine", "alerts.update-lag"} <= topics(platform)


def test_nothing_is_confirmed_by_the_database_before_it_is_safe(platform: Settings) -> None:
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        assert query(platform, f"SHOW {name}") == [("on",)]


def test_the_database_demands_its_password(platform: Settings) -> None:
    parameters: dict[str, Any] = platform.postgres_parameters() | {"password": "guessed"}
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(**parameters)


def test_the_database_does_not_log_what_was_in_a_failing_statement(platform: Settings) -> None:
    with pytest.raises(psycopg2.Error):
        query(platform, "SELECT 'an invented secret'::integer")
    log = (platform.home / "log" / "postgres.log").read_text()
    assert "SELECT 'an invented secret'" not in log


def test_the_broker_starts_from_the_archive_that_installation_made(platform: Settings) -> None:
    assert kafka.ARCHIVE.exists()
    assert "[aot" not in (platform.home / "log" / "kafka.out").read_text()


def test_status_shows_every_process(platform: Settings) -> None:
    shown = processes(platform.home)
    assert set(shown) == {"kafka", "postgres"}
    for process in shown.values():
        assert process.keys() == {"name", "pid", "state", "restarts"}
        assert process["state"] == "running"
        assert psutil.pid_exists(process["pid"])


def test_status_counts_every_item(platform: Settings) -> None:
    items = status(platform.home)["items"]
    assert {"lp-enterprise-registration", "np-household-registration", "ot-air-quality"} <= set(items)
    for counts in items.values():
        assert counts.keys() == ITEM_COLUMNS.keys()


def test_status_without_a_platform_says_how_to_start_one(home: Path) -> None:
    shown = run_govsync("status", home=home)
    assert shown.returncode == 1
    assert "govsync up" in shown.stderr
    assert status(home) == {"processes": [], "items": None, "intake_pauses": [], "lost": []}


def test_env_is_shell_code_that_reaches_the_platform(platform: Settings) -> None:
    printed = run_govsync("env", home=platform.home).stdout
    evaluated = subprocess.run(
        ["sh", "-c", f"{printed}\nexec env"],
        env=environment_of(platform.home),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert {f"{name}={value}" for name, value in platform.connection_environment().items()} <= {*evaluated.splitlines()}


def test_env_as_json_is_the_same(platform: Settings) -> None:
    printed = run_govsync("env", "--json", home=platform.home).stdout
    assert json.loads(printed) == platform.connection_environment()


@pytest.mark.parametrize("options", [("up",), ("up", "--detach")])
def test_a_second_up_in_the_same_home_is_refused(platform: Settings, options: tuple[str, ...]) -> None:
    refused = run_govsync(*options, home=platform.home)
    assert refused.returncode == 2
    assert "govsync down" in refused.stderr
    assert processes(platform.home)["kafka"]["state"] == "running"


@pytest.mark.parametrize("option", ["--kafka-port", "--postgres-port"])
def test_a_port_in_use_is_refused_and_nothing_stays(home: Path, option: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        refused = run_govsync("up", option, port, "--json", home=home)
    assert refused.returncode == 2
    words = json.loads(refused.stdout)["error"]
    assert all(port in words[language] and option in words[language] for language in ("en", "zh"))
    assert not is_platform_running(home)


def test_given_servers_are_used_instead_of_new_ones(platform: Settings, home: Path) -> None:
    with running(platform.model_copy(update={"home": home}), "--no-workers"):
        assert status(home)["processes"] == []
    assert not (home / "kafka").exists()
    assert not (home / "postgres").exists()


def test_a_given_database_that_does_not_let_us_in_is_refused(platform: Settings, home: Path) -> None:
    given = platform.connection_environment() | {"PGPASSWORD": "guessed"}
    refused = run_govsync("up", "--no-workers", home=home, **given)
    assert refused.returncode == 2
    assert "PGHOST" in refused.stderr
    assert not is_platform_running(home)


def test_a_failed_start_in_the_background_tells_why(platform: Settings, home: Path) -> None:
    given = platform.connection_environment() | {"PGPASSWORD": "guessed"}
    refused = run_govsync("up", "--detach", "--no-workers", home=home, **given)
    assert refused.returncode == 2
    assert "password authentication failed" in refused.stderr


def test_killed_servers_are_back_with_their_data_and_counted(home: Path) -> None:
    started = run_govsync("up", "--detach", "--no-workers", "--json", home=home)
    assert started.returncode == 0, started.stderr
    settings = Settings.of_platform(home)
    query(settings, "CREATE TABLE public.kept AS SELECT 42 AS answer")
    before = topics(settings)
    for process in json.loads(started.stdout)["processes"]:
        psutil.Process(process["pid"]).kill()
    assert wait_until(lambda: are_back(home, "kafka", "postgres"), seconds=ACROSS)
    assert query(settings, "SELECT answer FROM public.kept") == [(42,)]
    assert topics(settings) == before

    family = [supervisor_of(home), *supervisor_of(home).children(recursive=True)]
    assert run_govsync("down", home=home).returncode == 0
    assert are_gone(family)
    assert not is_platform_running(home)
    assert [path.name for path in (home / "run").iterdir()] == ["environment.json"]


def test_nothing_outlives_a_killed_supervisor_and_the_home_starts_again_at_the_same_address(home: Path) -> None:
    assert run_govsync("up", "--detach", "--no-workers", home=home).returncode == 0
    settings = Settings.of_platform(home)
    query(settings, "CREATE TABLE public.kept AS SELECT 42 AS answer")
    supervisor = supervisor_of(home)
    family = supervisor.children(recursive=True)
    supervisor.kill()
    assert wait_until(lambda: are_gone([supervisor, *family]), seconds=ACROSS)
    assert status(home)["processes"] == []
    # The shell may still hold what `govsync env` printed: it is this home's own, not a server of somebody else.
    assert run_govsync("up", "--detach", "--no-workers", home=home, **settings.connection_environment()).returncode == 0
    assert Settings.of_platform(home) == settings
    assert query(settings, "SELECT answer FROM public.kept") == [(42,)]


def test_control_c_ends_everything_in_order(home: Path) -> None:
    with running(settings_of(home), "--no-workers"):
        supervisor = supervisor_of(home)
        family = supervisor.children(recursive=True)
        supervisor.send_signal(signal.SIGINT)
        assert wait_until(lambda: are_gone([supervisor, *family]), seconds=ACROSS)
    assert "shut down" in (home / "log" / "postgres.log").read_text()
