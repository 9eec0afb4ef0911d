"""Keeps programs running: starts them in stages, restarts the dead with backoff and counts it, ends them in order."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from infra.local import programs
from infra.local.programs import Program
from schemas.bilingual import Refusal, Text

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_BE_REACHABLE = 90
FIRST_DELAY_SECONDS = 0.2
LONGEST_DELAY_SECONDS = 30.0
SECONDS_UNTIL_TRUSTED = 30  # a program that ran this long starts again without the backoff it earned before
RESTARTS_WHILE_STARTING = 6

Tell = Callable[[Text], None]
PlatformState = Literal["starting", "ready", "stopping"]


class State(StrEnum):
    """What a supervised program is doing."""

    STARTING = "starting"
    RUNNING = "running"
    RESTARTING = "restarting"
    STOPPED = "stopped"


def delay_seconds(failures: int) -> float:
    """How long to wait before the next start after `failures` ends in a row: doubling, with an upper bound."""
    return min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2.0 ** (failures - 1))


@dataclass
class Supervised:
    """A program and what became of it so far. Times are of the monotonic clock, in seconds."""

    program: Program
    process: subprocess.Popen[bytes]
    started: float
    state: State = State.STARTING
    restarts: int = 0
    failures: int = 0
    start_again: float = 0

    def described(self) -> dict[str, Any]:
        """The program as `govsync status --json` shows it."""
        is_alive = self.state in (State.STARTING, State.RUNNING)
        return {
            "name": self.program.name,
            "pid": self.process.pid if is_alive else None,
            "state": str(self.state),
            "restarts": self.restarts,
        }


class Supervisor:
    """Runs stages of programs: each stage starts after the one before it can be reached, and ends before it.

    Everything happens in the caller's thread. The state file is replaced whole at every change.
    """

    def __init__(self, state_file: Path, tell: Tell) -> None:
        self._state_file = state_file
        self._tell = tell
        self._stages: list[list[Supervised]] = []
        self._platform_state: PlatformState = "starting"
        self._write_state()

    def start(self, stage: Sequence[Program]) -> None:
        """Start `stage` and wait until each of it can be reached.

        Raises:
            Refusal: one of them keeps ending, or is not reachable in time.
        """
        self._stages.append([])
        for program in stage:
            self._stages[-1].append(Supervised(program, programs.start(program), time.monotonic()))
        self.look()
        deadline = time.monotonic() + SECONDS_TO_BE_REACHABLE
        while waiting := [each for each in self._stages[-1] if each.state is not State.RUNNING]:
            if time.monotonic() > deadline or any(each.restarts >= RESTARTS_WHILE_STARTING for each in waiting):
                raise _does_not_start(waiting[0].program)
            time.sleep(SECONDS_BETWEEN_LOOKS)
            self.look()

    def ready(self) -> None:
        """Say in the state file that everything runs."""
        self._platform_state = "ready"
        self._write_state()

    def run(self) -> None:
        """Look after the programs until the caller is interrupted; all children of this process are taken for ours."""
        programs.adopt_orphans()
        while True:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            self.look()
            programs.reap_orphans({each.process.pid for each in self._all()})

    def look(self) -> None:
        """Notice what ended, start again what has waited long enough, record what changed."""
        before = [each.described() for each in self._all()]
        now = time.monotonic()
        for each in self._all():
            self._look_at(each, now)
        if [each.described() for each in self._all()] != before or not before:
            self._write_state()

    def stop(self) -> None:
        """End everything, last stage first, the programs of a stage at the same time."""
        self._platform_state = "stopping"
        self._write_state()
        for stage in reversed(self._stages):
            if stage:
                with ThreadPoolExecutor(len(stage)) as at_once:
                    list(at_once.map(lambda each: programs.stop(each.program, each.process), stage))
            for each in stage:
                each.state = State.STOPPED
            self._write_state()
        self._state_file.unlink()

    def described(self) -> list[dict[str, Any]]:
        """All programs as `govsync status --json` shows them."""
        return [each.described() for each in self._all()]

    def _all(self) -> list[Supervised]:
        return [each for stage in self._stages for each in stage]

    def _look_at(self, each: Supervised, now: float) -> None:
        if each.state is State.RESTARTING:
            if now >= each.start_again:
                each.process = programs.start(each.program)
                each.started, each.state = now, State.STARTING
        elif (code := each.process.poll()) is not None:
            trusted = now - each.started >= SECONDS_UNTIL_TRUSTED
            each.failures = 1 if trusted else each.failures + 1
            each.restarts += 1
            each.state, each.start_again = State.RESTARTING, now + delay_seconds(each.failures)
            self._tell(_ended(each, code))
        elif each.state is State.STARTING and each.program.is_reachable():
            each.state = State.RUNNING

    def _write_state(self) -> None:
        content = {"supervisor": os.getpid(), "state": self._platform_state, "processes": self.described()}
        unfinished = self._state_file.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(content))
        unfinished.replace(self._state_file)


def _ended(each: Supervised, code: int) -> Text:
    name, wait, restarts = each.program.name, delay_seconds(each.failures), each.restarts
    return Text(
        f"{name} ended ({code}); starting it again in {wait:g} s (restart {restarts}). Its log: {each.program.log}",
        f"{name} 已退出({code}),{wait:g} 秒后重新启动(第 {restarts} 次)。日志:{each.program.log}",
    )


def _does_not_start(program: Program) -> Refusal:
    log = program.reasons if program.reasons is not None and program.reasons.exists() else program.log
    last_words = programs.tail(log)
    return Refusal(
        f"{program.name} does not come up. The end of its log, {log}:\n{last_words}",
        f"{program.name} 无法启动。其日志 {log} 的末尾:\n{last_words}",
    )
