import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from infra.local import programs, supervisor
from infra.local.programs import Program
from infra.local.supervisor import Supervisor, delay_seconds
from schemas.bilingual import Refusal, Text

WAIT = "import signal; signal.pause()"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()"


@pytest.fixture
def told() -> list[Text]:
    return []


@pytest.fixture
def supervised(tmp_path: Path, told: list[Text]) -> Iterator[Supervisor]:
    it = Supervisor(tmp_path / "processes.json", told.append)
    yield it
    it.stop()


def python(folder: Path, name: str, code: str, is_reachable: Callable[[], bool] = lambda: True) -> Program:
    return Program(
        name=name,
        command=(sys.executable, "-c", code),
        environment={},
        log=folder / f"{name}.log",
        stop_seconds=1,
        is_reachable=is_reachable,
    )


def state(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "processes.json").read_text())
    return content


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # until it has ended, without taking its exit code


def look_until(supervised: Supervisor, folder: Path, wanted: str) -> None:
    def is_seen() -> bool:
        supervised.look()
        return bool(state(folder)["processes"][0]["state"] == wanted)

    assert programs.wait_until(is_seen, seconds=30)


def test_the_state_file_names_every_process(supervised: Supervisor, tmp_path: Path) -> None:
    supervised.start([python(tmp_path, "one", WAIT), python(tmp_path, "two", WAIT)])
    supervised.ready()
    shown = state(tmp_path)
    assert shown["supervisor"] == os.getpid()
    assert shown["state"] == "ready"
    assert [(each["name"], each["state"], each["restarts"]) for each in shown["processes"]] == [
        ("one", "running", 0),
        ("two", "running", 0),
    ]
    assert all(psutil.pid_exists(each["pid"]) for each in shown["processes"])


def test_a_killed_process_is_started_again_and_counted(
    supervised: Supervisor, tmp_path: Path, told: list[Text]
) -> None:
    supervised.start([python(tmp_path, "one", WAIT)])
    first = state(tmp_path)["processes"][0]["pid"]
    kill(first)
    supervised.look()
    assert state(tmp_path)["processes"] == [{"name": "one", "pid": None, "state": "restarting", "restarts": 1}]
    look_until(supervised, tmp_path, "running")
    again = state(tmp_path)["processes"][0]
    assert again["restarts"] == 1
    assert again["pid"] != first
    assert "one" in told[0].en
    assert "one" in told[0].zh


def test_a_program_that_keeps_ending_waits_longer_each_time_but_not_for_ever() -> None:
    assert [delay_seconds(failures) for failures in (1, 2, 3)] == [0.2, 0.4, 0.8]
    assert delay_seconds(50) == supervisor.LONGEST_DELAY_SECONDS


def test_a_stage_waits_until_its_program_can_be_reached(supervised: Supervisor, tmp_path: Path) -> None:
    answers = iter([False, False, True])
    supervised.start([python(tmp_path, "server", WAIT, is_reachable=lambda: next(answers))])
    assert next(answers, "asked until it answered") == "asked until it answered"


def test_a_server_that_keeps_ending_while_starting_is_refused_with_its_last_words(
    supervised: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "RESTARTS_WHILE_STARTING", 2)
    broken = python(tmp_path, "server", "raise SystemExit('no room left')", is_reachable=lambda: False)
    with pytest.raises(Refusal, match="no room left"):
        supervised.start([broken])


def test_a_server_that_stays_silent_is_given_up(
    supervised: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "SECONDS_TO_BE_REACHABLE", 0)
    with pytest.raises(Refusal, match="server does not come up"):
        supervised.start([python(tmp_path, "server", WAIT, is_reachable=lambda: False)])


def test_stopping_ends_the_last_stage_first_and_leaves_no_process_and_no_state(tmp_path: Path) -> None:
    it = Supervisor(tmp_path / "processes.json", lambda _: None)
    it.start([python(tmp_path, "server", WAIT)])
    it.start([python(tmp_path, "worker", WAIT)])
    pids = [each["pid"] for each in state(tmp_path)["processes"]]
    it.stop()
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert not (tmp_path / "processes.json").exists()


def test_a_program_deaf_to_signals_is_killed_when_its_time_is_over(tmp_path: Path) -> None:
    stubborn = python(tmp_path, "stubborn", STUBBORN)
    process = programs.start(stubborn)
    assert programs.wait_until(lambda: "deaf" in stubborn.log.read_text(), seconds=30)
    programs.stop(stubborn, process)
    assert process.returncode == -signal.SIGKILL


def test_a_large_log_is_put_aside_before_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "LOG_BYTES_BEFORE_ROTATION", 3)
    log = tmp_path / "one.log"
    log.write_text("long")
    programs.rotate(log)
    assert not log.exists()
    assert (tmp_path / "one.log.1").read_text() == "long"


@pytest.mark.skipif(sys.platform != "linux", reason="only the Linux kernel ends children with their parent")
def test_a_program_does_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    parent = f"""
import sys, signal
from pathlib import Path
from infra.local.programs import Program, start
child = Program("one", (sys.executable, "-c", {WAIT!r}), {{}}, Path({str(tmp_path)!r}) / "one.log")
print(start(child).pid, flush=True)
signal.pause()
"""
    process = psutil.Popen([sys.executable, "-c", parent], stdout=-1)
    with process:
        child = psutil.Process(int(process.stdout.readline()))
        process.kill()
    assert programs.wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, seconds=30)
