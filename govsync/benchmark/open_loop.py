"""Events sent at a fixed rate whatever the chain does: how long each waits to be visible, also while a worker is killed."""

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic, sleep, time
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

from govsync.benchmark.chain import Chain
from govsync.benchmark.sender import Sender
from infra.local.platform import processes
from infra.local.supervisor import SECONDS_UNTIL_TRUSTED
from infra.postgres import rows, transaction
from producers.load import Load, Message
from schemas.bilingual import Refusal
from schemas.directory import inbound_topic

_LOOK_SECONDS = 0.005
_STALLED_SECONDS = 60.0
_SUSTAINED = 0.95
"""A rate counts as sustained if so much of it was reached: the last events' own way takes a little of the time."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Latency:
    """From the instant an event was due to be sent until it was seen committed in PostgreSQL, milliseconds.

    Events are due at a fixed rate whatever the chain does (open loop), and a late sender counts against the chain. A
    second connection looks every 5 ms how far the committed offsets are; an event is there at the first look that finds
    the offset beyond it, so every figure is too high by up to one look. Every accepted event counts, none is sampled.

    Attributes:
        events_per_second: the rate.
        events: how many were accepted.
        reached_per_second: events per second, from the first due instant to the last commit.
        sustained: whether the chain kept up; if not, waits grow for as long as one goes on sending.
    """

    events_per_second: float
    events: int
    p50_ms: float
    p99_ms: float
    largest_ms: float
    reached_per_second: float
    sustained: bool


@dataclass(frozen=True)
class Recovery:
    """Workers killed with SIGKILL under load, and started again by the supervisor.

    Attributes:
        killed: their names.
        events_per_second: what was sent all the time.
        seconds: from the kill to the first commit of an event sent after it.
        longest_wait_ms: the longest any event of the run waited.
    """

    killed: Sequence[str]
    events_per_second: float
    seconds: float
    longest_wait_ms: float


@dataclass(frozen=True)
class _Waits:
    """When each accepted event was due, and when it was first seen committed; monotonic seconds."""

    due_at: Floats
    seen_at: Floats

    @property
    def waited_ms(self) -> Floats:
        return 1000 * (self.seen_at - self.due_at)


def latency(chain: Chain, messages: Sequence[Message], events_per_second: float) -> Latency:
    """Publish the traffic's last messages at a fixed rate and measure each accepted event.

    Raises:
        Refusal: the chain stands still.
    """
    waits = _send(chain, messages, events_per_second, lambda _: None)
    p50, p99 = np.percentile(waits.waited_ms, (50, 99))
    reached = len(messages) / float(waits.seen_at.max() - waits.due_at.min())
    return Latency(
        events_per_second,
        len(waits.due_at),
        float(p50),
        float(p99),
        float(waits.waited_ms.max()),
        reached,
        sustained=reached >= _SUSTAINED * events_per_second,
    )


def recovery(
    chain: Chain, messages: Sequence[Message], events_per_second: float, killed: Sequence[str], after_seconds: float
) -> Recovery:
    """Publish the traffic's last messages at a fixed rate and kill workers meanwhile.

    A worker that was started again is killed only once it has run so long that the supervisor does not hold its earlier
    end against it.

    Args:
        chain: the platform.
        messages: enough of them that some are sent long after the kill.
        events_per_second: the rate.
        killed: names of the supervisor's processes, e.g. `validator-0`.
        after_seconds: when to kill, from the first message on.

    Raises:
        Refusal: the chain stands still.
    """
    _wait_until_trusted(chain, killed)
    killed_at: list[float] = []

    def kill(seconds: float) -> None:
        if seconds >= after_seconds and not killed_at:
            for process in _processes(chain, killed):
                os.kill(process["pid"], signal.SIGKILL)
            killed_at.append(monotonic())

    waits = _send(chain, messages, events_per_second, kill)
    after = waits.due_at > killed_at[0]
    return Recovery(
        tuple(killed),
        events_per_second,
        float(waits.seen_at[after].min() - killed_at[0]),
        float(waits.waited_ms.max()),
    )


def _send(
    chain: Chain, messages: Sequence[Message], events_per_second: float, meanwhile: Callable[[float], None]
) -> _Waits:
    """Send at the rate, look all the time what is committed, and let `meanwhile` know the seconds since the start."""
    chain.checkpoint()
    sender = Sender(chain.settings)
    looks: list[tuple[float, Mapping[tuple[str, int], int]]] = []
    moved_at, last = monotonic(), -1
    with ThreadPoolExecutor(1) as thread:
        began_at = monotonic()
        publishing = thread.submit(sender.send_at_rate, messages, events_per_second, began_at)
        while (left := chain.outstanding()) or not publishing.done():
            sender.raise_failures()
            looks.append((monotonic(), chain.committed()))
            meanwhile(monotonic() - began_at)
            if left != last:
                last, moved_at = left, monotonic()
            if publishing.done() and monotonic() - moved_at > _STALLED_SECONDS:
                raise Refusal(
                    f"The chain stands still with {left:,} events underway. See log/ in {chain.settings.home}.",
                    f"处理停滞,尚有 {left:,} 条事件未处理。请查看 {chain.settings.home} 下的 log/。",
                )
            sleep(_LOOK_SECONDS)
        publishing.result()
        sender.raise_failures()
    looks.append((monotonic(), chain.committed()))
    due_at = {
        (message.topic, message.event): began_at + position / events_per_second
        for position, message in reversed(list(enumerate(messages)))  # of a repeat, the first counts
    }
    instants = np.array([at for at, _ in looks])
    reached = {p: np.array([offsets.get(p, 0) for _, offsets in looks]) for p in looks[-1][1]}
    due, seen = [], []
    for load in chain.traffic.loads:
        for partition, offset, provider, seq in _last_in_history(chain, load):
            look = np.searchsorted(reached[load.item.shared_topic, partition], offset, side="right")
            due.append(due_at[inbound_topic(provider, load.item.item), (provider, seq)])
            seen.append(instants[look])
    return _Waits(np.array(due), np.array(seen))


def _last_in_history(chain: Chain, load: Load) -> list[tuple[int, int, str, int]]:
    """(partition, offset, provider, seq) of the accepted events of a load's last messages."""
    with transaction(chain.connection) as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        return rows(
            cursor,
            f"SELECT topic_partition, kafka_offset, provider, seq FROM {load.item.database}.{load.item.table}_history "
            "WHERE submission_id = %s",
            (load.submission_id,),
        )


def _processes(chain: Chain, names: Sequence[str]) -> list[dict[str, Any]]:
    return [p for p in processes(chain.settings.home) if p["name"] in names and p["pid"]]


def _wait_until_trusted(chain: Chain, names: Sequence[str]) -> None:
    began = [0.0]
    for process in _processes(chain, names):
        if process["restarts"]:
            with suppress(psutil.NoSuchProcess):
                began.append(psutil.Process(process["pid"]).create_time())
    trusted_at = max(began) + SECONDS_UNTIL_TRUSTED + 1
    while (left := trusted_at - time()) > 0:
        sleep(min(left, 1.0))
