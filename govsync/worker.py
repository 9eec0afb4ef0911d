"""`govsync worker`: one worker process in the foreground, as the supervisor starts it."""

import gc
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from infra import log
from infra.allocator import give_back_freed_memory
from infra.settings import Settings

app = typer.Typer(help="Run one worker in the foreground (what `govsync up` starts). Example: govsync worker validator")


def settle() -> None:
    """Spare the collector the long-lived objects, and let it look at batches rarely: they make no cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def _begin(name: str) -> tuple[Settings, str]:
    """What every worker does first: where everything is, and which of its kind this process is."""
    settings, instance = Settings.load(), os.environ.get("GOVSYNC_INSTANCE", f"{name}-0")
    log.configure(name, instance)
    give_back_freed_memory()
    return settings, instance


def _stopped() -> Callable[[], bool]:
    """A question that is answered yes after the first SIGTERM or SIGINT."""
    asked: list[int] = []

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
    return lambda: bool(asked)


@contextmanager
def _ended_by_a_gap() -> Iterator[None]:
    """A worker whose next record is gone ends, and its log says what to do; it never goes on behind the gap."""
    from infra.batches import OffsetGone

    try:
        yield
    except OffsetGone as error:
        log.logger().error("offset.lost", reason=str(error), code="govsync topics accept-loss")
        raise SystemExit(1) from error


@app.command(help="Hold inbound events against the standards and forward them. Example: govsync worker validator")
def validator() -> None:
    """Run a validator until it is told to stop."""
    from stream_processors import validator as program

    settings, instance = _begin("validator")
    settle()
    with _ended_by_a_gap():
        program.run(settings, instance, _stopped())


@app.command(help="Write shared events into the basic databases. Example: govsync worker materialiser")
def materialiser() -> None:
    """Run a materialiser until it is told to stop."""
    from consumers import materialiser as program

    settings, instance = _begin("materialiser")
    settle()
    with _ended_by_a_gap():
        program.run(settings, instance, _stopped())


@app.command(help="Hold digests of providers against what is shared. Example: govsync worker comparer")
def comparer() -> None:
    """Run a comparer until it is told to stop."""
    from consumers import comparer as program

    settings, instance = _begin("comparer")
    program.run(settings, instance, _stopped())


@app.command(help="Watch deadlines and send alerts. Example: govsync worker timekeeper")
def timekeeper() -> None:
    """Run a timekeeper until it is told to stop."""
    from stream_processors import timekeeper as program

    settings, instance = _begin("timekeeper")
    program.run(settings, instance)
