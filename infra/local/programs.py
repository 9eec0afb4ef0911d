"""One supervised program: what it is, how it is started so that it cannot outlive us, how it is ended."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36  # linux/prctl.h
LOG_BYTES_BEFORE_ROTATION = 16 * 1024 * 1024

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """An operating system account to run as."""

    user: int
    group: int


@dataclass(frozen=True)
class Program:
    """A program to keep running.

    `stop_signals` are sent one after the other, each given `stop_seconds`, before SIGKILL. `orphan_signal` is what
    the kernel sends when the supervisor itself dies. `reasons` is where it says why it ended, if that is not `log`.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    account: Account | None = None
    folder: Path = Path("/")
    stop_signals: tuple[signal.Signals, ...] = (signal.SIGTERM,)
    stop_seconds: float = 20
    orphan_signal: signal.Signals = signal.SIGKILL
    is_reachable: Callable[[], bool] = field(default=lambda: True, compare=False)
    reasons: Path | None = None


def start(program: Program) -> subprocess.Popen[bytes]:
    """Start `program` in a session of its own; its output is appended to its log."""
    rotate(program.log)
    account = program.account
    with program.log.open("ab") as log:
        return subprocess.Popen(
            program.command,
            env=dict(program.environment),
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=account.user if account else None,
            group=account.group if account else None,
            extra_groups=[] if account else None,
            preexec_fn=end_with_parent(program.orphan_signal),  # noqa: PLW1509 - it makes two system calls, takes no lock
        )


def end_with_parent(sent: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before its program, so that the kernel sends it `sent` when its parent is gone (prctl(2)).

    Runs after the change of account, which would undo it. Only Linux knows this; elsewhere there is nothing to run.
    """
    if _libc is None:
        return None
    parent, prctl = os.getpid(), _libc.prctl

    def before_program() -> None:
        if prctl(PR_SET_PDEATHSIG, int(sent)) != 0 or os.getppid() != parent:
            os._exit(127)

    return before_program


def adopt_orphans() -> None:
    """Become the parent of what our programs leave behind when they are killed (prctl(2)), so that it can be reaped.

    In a container the first process often reaps nothing, and a killed database's children would stay as zombies.
    """
    if _libc is not None:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)


def reap_orphans(ours: Collection[int]) -> None:
    """Collect every ended child that is not one of `ours`."""
    while True:
        try:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if ended is None or ended.si_pid in ours:
            return
        os.waitpid(ended.si_pid, 0)


def stop(program: Program, process: subprocess.Popen[bytes]) -> None:
    """End `process` and wait until it is gone: politely, then with SIGKILL."""
    for sent in program.stop_signals:
        if process.poll() is not None:
            return
        process.send_signal(sent)
        try:
            process.wait(program.stop_seconds)
        except subprocess.TimeoutExpired:
            continue
    if process.poll() is None:
        process.kill()
        process.wait()


def rotate(log: Path) -> None:
    """Put a large log aside, so that a program restarted for months does not fill the disk."""
    if log.exists() and log.stat().st_size > LOG_BYTES_BEFORE_ROTATION:
        log.replace(log.with_suffix(f"{log.suffix}.1"))


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, to explain a failure."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def wait_until(condition: Callable[[], bool], seconds: float, every_seconds: float = 0.1) -> bool:
    """Ask again and again until `condition` holds (True) or the time is over (False)."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every_seconds)
    return True
