"""Where the time of running code goes: its own functions, timed while it runs."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from time import perf_counter, process_time
from typing import Any


@dataclass
class Spent:
    """Seconds: of this process's processors, all threads together, and on the clock."""

    cpu: float = 0.0
    elapsed: float = 0.0

    def add(self, other: "Spent") -> None:
        """Both together."""
        self.cpu += other.cpu
        self.elapsed += other.elapsed

    def without(self, other: "Spent") -> "Spent":
        """What is left if the other is taken away."""
        return Spent(self.cpu - other.cpu, self.elapsed - other.elapsed)

    def times(self, factor: float) -> "Spent":
        """In another unit, or per event."""
        return Spent(self.cpu * factor, self.elapsed * factor)


@dataclass
class _Open:
    """A stage that has not ended: when it began, and what stages within it have taken."""

    began: Spent
    within: Spent = field(default_factory=Spent)


class Stopwatch:
    """Seconds by stage, each without those of the stages within it: together they are all the time there was."""

    def __init__(self) -> None:
        self._spent: dict[str, Spent] = defaultdict(Spent)
        self._open: list[_Open] = []

    @property
    def spent(self) -> Mapping[str, Spent]:
        """What has been spent since the start or the last restart, in the order in which stages first ended."""
        return self._spent

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A stage for the length of a block."""
        here = _Open(_now())
        self._open.append(here)
        try:
            yield
        finally:
            self._open.pop()
            took = _now().without(here.began)
            self._spent[name].add(took.without(here.within))
            if self._open:
                self._open[-1].within.add(took)

    def restart(self) -> None:
        """Forget what was spent, also by the stages that are still open."""
        self._spent.clear()
        for each in self._open:
            each.began, each.within = _now(), Spent()

    @contextmanager
    def watching(self, owner: Any, name: str, stage: str) -> Iterator[None]:
        """Time every call of `owner.name` as a stage for the length of a block.

        Args:
            owner: a class or a module.
            name: of a function in it.
            stage: what its calls are counted as.

        Raises:
            AttributeError: there is no such function.
        """
        original: Callable[..., Any] = getattr(owner, name)

        @wraps(original)
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.stage(stage):
                return original(*arguments, **named)

        with replaced(owner, name, timed):
            yield


@contextmanager
def replaced(owner: Any, name: str, by: Any) -> Iterator[None]:
    """`owner.name` is something else for the length of a block."""
    original = getattr(owner, name)
    setattr(owner, name, by)
    try:
        yield
    finally:
        setattr(owner, name, original)


def _now() -> Spent:
    return Spent(process_time(), perf_counter())
