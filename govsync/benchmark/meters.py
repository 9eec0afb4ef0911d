"""What the platform uses while it works or waits: CPU and memory of every process, and the write-ahead log."""

from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psutil

from govsync.benchmark.sessions import unhurried
from infra.local.platform import processes
from infra.local.programs import wait_until
from infra.postgres import Connection, rows, transaction
from infra.settings import Settings

PUBLISHER = "publisher"
"""The benchmark's own process among the programs: it is no part of the platform."""

BROKER = "kafka"

_VACUUM_SECONDS = 120.0


@dataclass(frozen=True)
class Reading:
    """CPU seconds used so far by program (all its processes together), and the write-ahead log's position in bytes."""

    cpu_seconds: Mapping[str, float]
    wal_bytes: int

    def cpu_seconds_since(self, before: "Reading") -> dict[str, float]:
        """What each program has used since then."""
        return {name: used - before.cpu_seconds[name] for name, used in self.cpu_seconds.items()}


@dataclass(frozen=True)
class Idle:
    """What a platform uses while nothing is sent.

    Attributes:
        seconds: how long it was watched.
        percent_of_a_core: by program; the benchmark itself is left out.
    """

    seconds: float
    percent_of_a_core: Mapping[str, float]

    @property
    def percent_in_all(self) -> float:
        """All programs together."""
        return sum(self.percent_of_a_core.values())


class Meters:
    """Meters on the processes that a home's platform has now.

    A program is what the supervisor's process is named, without its number: `validator-0` and `validator-1` are one.
    """

    def __init__(self, home: Path, connection: Connection) -> None:
        self._connection = connection
        self._programs = [(_program(p["name"]), psutil.Process(p["pid"])) for p in processes(home) if p["pid"]]
        self._programs.append((PUBLISHER, psutil.Process()))
        self.peak_rss_bytes: Counter[str] = Counter()

    def read(self) -> Reading:
        """Read CPU and log."""
        used: Counter[str] = Counter()
        for name, process in self._programs:
            used[name] += _cpu_seconds(process)  # type: ignore[assignment]  # a counter of fractions
        with transaction(self._connection) as cursor:
            ((wal,),) = rows(cursor, "SELECT (pg_current_wal_lsn() - '0/0')::bigint")
        return Reading(dict(used), wal)

    def look_at_memory(self) -> None:
        """Remember the largest resident set seen of each single process; PostgreSQL's and Kafka's own process too."""
        for name, process in self._programs:
            self.peak_rss_bytes[name] = max(self.peak_rss_bytes[name], process.memory_info().rss)


def idle(settings: Settings, connection: Connection, seconds: float) -> Idle:
    """Watch a platform to which nothing is sent for so many seconds.

    What the load before left for autovacuum is done first: it belongs to that load.
    """
    with closing(unhurried(settings)) as maintenance, maintenance.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    wait_until(lambda: not _is_vacuuming(connection), _VACUUM_SECONDS)
    meters = Meters(settings.home, connection)
    before, began_at = meters.read(), monotonic()
    sleep(seconds)
    used, watched = meters.read().cpu_seconds_since(before), monotonic() - began_at
    return Idle(watched, {name: 100 * spent / watched for name, spent in used.items() if name != PUBLISHER})


def _is_vacuuming(connection: Connection) -> bool:
    with transaction(connection) as cursor:
        ((workers,),) = rows(cursor, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'")
    return bool(workers)


def _program(process: str) -> str:
    return process.rstrip("0123456789").rstrip("-")


def _cpu_seconds(process: psutil.Process) -> float:
    """The process's own time, that of children it has reaped, and that of children still alive (PostgreSQL's).

    A child that is reaped while the living are looked at would be among neither: then all are looked at again.
    """
    times = process.cpu_times()
    if process.pid == psutil.Process().pid:
        return times.user + times.system  # our own children are the platform, metered by name
    while True:
        alive = sum(_own_seconds(child) for child in process.children())
        before, times = times, process.cpu_times()
        if _reaped_seconds(times) == _reaped_seconds(before):
            return times.user + times.system + _reaped_seconds(times) + alive


def _own_seconds(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return times.user + times.system
    return 0.0


def _reaped_seconds(times: Any) -> float:
    return float(times.children_user + times.children_system)
