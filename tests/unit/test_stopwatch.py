"""A stopwatch counts every stage without the stages within it, so that together they are all the time there was."""

from collections.abc import Iterator

import pytest

from govsync.benchmark import stopwatch
from govsync.benchmark.stopwatch import Spent, Stopwatch, replaced


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Spent:
    """A clock that stands still until it is moved."""
    now = Spent()
    monkeypatch.setattr(stopwatch, "_now", lambda: Spent(now.cpu, now.elapsed))
    return now


class Program:
    """A program of two functions, one of which calls the other."""

    def __init__(self, clock: Spent) -> None:
        self.clock = clock

    def write(self) -> str:
        self.clock.add(Spent(1, 2))
        self.wait()
        self.clock.add(Spent(3, 3))
        return "written"

    def wait(self) -> None:
        self.clock.add(Spent(0, 10))


@pytest.fixture
def watch(clock: Spent) -> Iterator[Stopwatch]:
    watch = Stopwatch()
    with watch.watching(Program, "write", "write"), watch.watching(Program, "wait", "wait"):
        yield watch


def test_a_stage_is_without_the_stages_within_it(clock: Spent, watch: Stopwatch) -> None:
    with watch.stage("the rest"):
        clock.add(Spent(5, 5))
        assert Program(clock).write() == "written"
    assert watch.spent == {"wait": Spent(0, 10), "write": Spent(4, 5), "the rest": Spent(5, 5)}


def test_a_restart_forgets_what_open_stages_have_spent(clock: Spent, watch: Stopwatch) -> None:
    with watch.stage("the rest"):
        Program(clock).write()
        clock.add(Spent(7, 7))
        watch.restart()
        clock.add(Spent(1, 1))
        Program(clock).wait()
    assert watch.spent == {"wait": Spent(0, 10), "the rest": Spent(1, 1)}


def test_a_stage_that_fails_is_counted_and_what_was_watched_is_as_before(clock: Spent) -> None:
    watch, original = Stopwatch(), Program.wait

    def failing(self: Program) -> None:
        self.clock.add(Spent(2, 2))
        raise ValueError

    with replaced(Program, "wait", failing), watch.watching(Program, "wait", "wait"), pytest.raises(ValueError):  # noqa: PT011
        Program(clock).write()
    assert watch.spent == {"wait": Spent(2, 2)}
    assert Program.wait is original
