"""What process trees use: CPU of every process that was ever seen in them, and memory."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import psutil

_LOOKS_PER_SEARCH = 10


@dataclass(frozen=True)
class Sample:
    """A look: when (monotonic seconds), how much was done, and CPU seconds used so far by each group of processes."""

    at: float
    done: int
    cpu_seconds: Mapping[str, float]


class Trees:
    """Groups of process trees by name.

    A process that has ended keeps the CPU it was last seen with, so looks must be frequent. New processes are looked for
    at every tenth look alone: that costs a hundred times as much as reading those that are known.

    Args:
        roots: the process ids of the trees' roots, by group.
    """

    def __init__(self, roots: Mapping[str, Sequence[int]]) -> None:
        self._roots = {group: [psutil.Process(pid) for pid in pids] for group, pids in roots.items()}
        self._members: dict[str, list[psutil.Process]] = {}
        self._used: dict[str, dict[psutil.Process, float]] = {group: {} for group in roots}
        self._looks = 0
        self.peak_rss_bytes = dict.fromkeys(roots, 0)
        """The most memory a group's processes had together; pages they share are counted in each."""

    def cpu_seconds(self) -> dict[str, float]:
        """Look at every process: CPU used so far, by group."""
        if self._looks % _LOOKS_PER_SEARCH == 0:
            self._members = {group: list(_trees(roots)) for group, roots in self._roots.items()}
        self._looks += 1
        for group, members in self._members.items():
            resident = 0
            for process in members:
                with suppress(psutil.NoSuchProcess), process.oneshot():
                    times = process.cpu_times()
                    self._used[group][process] = times.user + times.system
                    resident += process.memory_info().rss
            self.peak_rss_bytes[group] = max(self.peak_rss_bytes[group], resident)
        return {group: sum(used.values()) for group, used in self._used.items()}


def _trees(roots: Sequence[psutil.Process]) -> Iterator[psutil.Process]:
    for root in roots:
        with suppress(psutil.NoSuchProcess):
            yield root
            yield from root.children(recursive=True)


@dataclass(frozen=True)
class Window:
    """What lies between the look at which the start was over and the first at which all was done.

    Attributes:
        seconds: how long it took.
        events: events that went through in it.
        cpu_microseconds_per_event: by group of processes.
    """

    seconds: float
    events: float
    cpu_microseconds_per_event: Mapping[str, float]


def window(samples: Sequence[Sample], events: int, *, from_first: bool = False) -> Window | None:
    """The window of a run in which `events` went through by the last look; None where it is too short to be measured.

    It begins with the look at which a quarter was done, or with the first at which anything was: start-up is left out.
    """
    if not samples or not samples[-1].done:
        return None
    final = samples[-1].done
    began = next(s for s in samples if s.done and (from_first or s.done * 4 >= final))
    ended = next(s for s in samples if s.done == final)
    gone_through = (final - began.done) / final * events
    if ended.at <= began.at or not gone_through:
        return None
    return Window(
        ended.at - began.at,
        gone_through,
        {group: (used - began.cpu_seconds[group]) * 1e6 / gone_through for group, used in ended.cpu_seconds.items()},
    )
