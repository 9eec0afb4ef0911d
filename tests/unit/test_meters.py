"""What programs have used is never read as less than before."""

from collections.abc import Iterator
from types import SimpleNamespace

from govsync.benchmark.meters import _cpu_seconds


class _Postgres:
    """A process whose one child, having used 3 s, ends and is reaped just before its children are listed."""

    pid = -1

    def __init__(self) -> None:
        self._times = self._looks()

    def _looks(self) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(user=1.0, system=0.5, children_user=10.0, children_system=2.0)
        while True:
            yield SimpleNamespace(user=1.0, system=0.5, children_user=12.5, children_system=2.5)

    def cpu_times(self) -> SimpleNamespace:
        return next(self._times)

    def children(self) -> list[object]:
        return []


def test_a_session_of_postgresql_that_ends_during_the_look_is_counted() -> None:
    assert _cpu_seconds(_Postgres()) == 1.0 + 0.5 + 12.5 + 2.5  # type: ignore[arg-type]  # as much of a process as is read
