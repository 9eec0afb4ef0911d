"""What the platform uses while it works: CPU and memory of every process, and the write-ahead log."""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from infra.local.platform import processes
from infra.postgres import Connection, rows, transaction


@dataclass(frozen=True)
class Reading:
    """CPU seconds used so far by program (all its processes together), and the write-ahead log's position in bytes."""

    cpu_seconds: Mapping[str, float]
    wal_bytes: int


class Meters:
    """Meters on the platform of a home.

    A program is what the supervisor's process is named, without its number: `validator-0` and `validator-1` are one.
    """

    def __init__(self, home: Path, connection: Connection) -> None:
        self._connection = connection
        self._programs = [
            (p["name"].rstrip("0123456789").rstrip("-"), psutil.Process(p["pid"])) for p in processes(home)
        ]
        self._programs.append(("publisher", psutil.Process()))
        self.peak_rss_bytes: Counter[str] = Counter()

    def read(self) -> Reading:
        """Read CPU and log."""
        used: Counter[str] = Counter()
        for name, process in self._programs:
            used[name] += sum(_cpu_seconds(process))  # type: ignore[assignment]  # a counter of fractions
        with transaction(self._connection) as cursor:
            ((wal,),) = rows(cursor, "SELECT (pg_current_wal_lsn() - '0/0')::bigint")
        return Reading(dict(used), wal)

    def look_at_memory(self) -> None:
        """Remember the largest resident set seen of each single process; PostgreSQL's and Kafka's own process too."""
        for name, process in self._programs:
            self.peak_rss_bytes[name] = max(self.peak_rss_bytes[name], process.memory_info().rss)


def _cpu_seconds(process: psutil.Process) -> Iterable[float]:
    """The process's own time, that of children it has reaped, and that of children still alive (PostgreSQL's)."""
    times = process.cpu_times()
    yield times.user + times.system
    if process.pid == psutil.Process().pid:
        return  # our own children are the platform, metered by name
    yield times.children_user + times.children_system
    for child in process.children():
        with suppress(psutil.NoSuchProcess):
            own = child.cpu_times()
            yield own.user + own.system
