"""The running platform as an injection sees it: its processes, its servers, and what has been written."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from random import Random
from time import monotonic, sleep
from typing import Any

import psycopg2

from consumers.standing import OUTCOMES
from infra.local.platform import processes
from infra.postgres import connect, rows, transaction
from infra.settings import Settings

PATIENCE_SECONDS = 120.0
_LOOK_SECONDS = 0.05


class Stuck(RuntimeError):
    """Something that must happen did not happen in time: named, with how long it was waited for."""


@dataclass(frozen=True)
class Site:
    """A platform under load."""

    settings: Settings

    def names(self, kind: str) -> list[str]:
        """The supervised processes of a kind: `validator` has `validator-0`, `kafka` is `kafka`."""
        return [p["name"] for p in processes(self.settings.home) if p["name"].rstrip("0123456789").rstrip("-") == kind]

    def one(self, kind: str, draw: Random) -> str:
        """One of them, by lot."""
        return draw.choice(self.names(kind))

    def process(self, name: str) -> dict[str, Any]:
        """Name, pid, state and restarts of a supervised process."""
        return next(p for p in processes(self.settings.home) if p["name"] == name)

    def running(self, name: str) -> dict[str, Any]:
        """The same, once it runs.

        Raises:
            Stuck: it does not start.
        """
        self.wait(f"{name} running", lambda: self.process(name)["state"] == "running")
        return self.process(name)

    def signal(self, name: str, sent: signal.Signals) -> None:
        """Send a signal to a running process."""
        os.kill(self.running(name)["pid"], sent)

    @contextmanager
    def dies(self, name: str) -> Iterator[dict[str, Any]]:
        """A block in which a process dies; ends when it has been started again and runs.

        Raises:
            Stuck: it did not die, or does not come back.
        """
        before = self.running(name)
        yield before
        self.wait(f"end of {name}", lambda: self.process(name)["restarts"] > before["restarts"])
        self.running(name)

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """A block in which a process does nothing at all."""
        pid = self.running(name)["pid"]
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    @contextmanager
    def another(self, kind: str, instance: str) -> Iterator[subprocess.Popen[bytes]]:
        """One more worker for the length of a block, killed at its end."""
        log = self.settings.home / "log" / f"{instance}.log"
        environment = self.settings.connection_environment() | {
            "GOVSYNC_HOME": str(self.settings.home),
            "GOVSYNC_INSTANCE": instance,
        }
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "govsync", "worker", kind],
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def written(self) -> int:
        """How many events have a committed outcome; -1 while PostgreSQL is away."""
        total = " + ".join(OUTCOMES)
        try:
            with closing(connect(self.settings, "govsync-faults")) as connection, transaction(connection) as cursor:
                ((count,),) = rows(cursor, f"SELECT coalesce(sum({total}), 0) FROM platform.submission_outcome")
                return int(count)
        except psycopg2.OperationalError:
            return -1

    def written_for_certain(self) -> int:
        """The same, once PostgreSQL is there.

        Raises:
            Stuck: it does not come back.
        """
        count = -1

        def is_known() -> bool:
            nonlocal count
            count = self.written()
            return count >= 0

        self.wait("an answer from PostgreSQL", is_known)
        return count

    def wait(self, what: str, is_true: Callable[[], bool], seconds: float | None = None) -> float:
        """Wait until it is true, by default for `PATIENCE_SECONDS`; how many seconds it took.

        Raises:
            Stuck: it did not become true in time.
        """
        patience = PATIENCE_SECONDS if seconds is None else seconds
        began_at = monotonic()
        while not is_true():
            if monotonic() - began_at > patience:
                raise Stuck(f"{what}: not within {patience:g} s")
            sleep(_LOOK_SECONDS)
        return monotonic() - began_at
