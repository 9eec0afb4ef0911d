"""One and two workers of a kind over the same work: how much faster two are.

They join before there is work, and each kind works alone. Validators are held until everything is published. Materialisers
are several times slower than the validators whose events they take; they are measured once all is validated.
"""

import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from statistics import median
from subprocess import Popen
from time import monotonic, sleep
from typing import Any

from confluent_kafka import ConsumerGroupState

from consumers import materialiser
from govsync.benchmark.chain import Chain
from govsync.benchmark.conditions import conditions
from govsync.benchmark.gate import differences
from govsync.benchmark.sender import Sender
from govsync.benchmark.steps import Steps
from govsync.benchmark.traffic import Traffic
from infra import kafka, topics
from infra.batches import Partition
from infra.local import programs
from infra.local.platform import worker_programs
from infra.settings import Settings
from producers.load import ONLY_NEW, Message
from schemas.bilingual import Refusal, Text
from schemas.directory import inbound_topic

COUNTS = (1, 2)

_LOOK_SECONDS = 0.05
_STALLED_SECONDS = 60.0
_WARM_UP_EVENTS = 20_000
_HELD_SECONDS, _LET_GO_SECONDS = 2.5, 0.2
"""A session of 6 s with a sign of life every 1.5 s outlasts this."""
_VALIDATOR, _MATERIALISER = "validator", "materialiser"
_GROUPS = {_VALIDATOR: topics.VALIDATOR_GROUP, _MATERIALISER: materialiser.GROUP}


@dataclass(frozen=True)
class Scaling:
    """Events per second by kind of worker and number of workers, one per run.

    Attributes:
        items: which share of the events each item had.
        partitions: of each item's topic.
        conditions: see `conditions`.
        events: per run.
        events_per_second: of validators from the instant all is published and they are let go, of materialisers from the instant all is validated
            (of so few events that none waits by then, from the first), to the last event.
    """

    items: Mapping[str, float]
    partitions: Mapping[str, int]
    conditions: Mapping[str, Any]
    events: int
    events_per_second: Mapping[str, Mapping[int, Sequence[float]]]

    def times_as_fast(self, kind: str) -> float:
        """The most workers against one, medians."""
        rates = self.events_per_second[kind]
        return median(rates[max(rates)]) / median(rates[min(rates)])


def measure(settings: Settings, traffic: Traffic, events: int, runs: int, steps: Steps) -> Scaling | list[str]:
    """Measure on a running platform without workers whose topics and tables are empty.

    Returns:
        What was measured, or everything in which the result is not right.

    Raises:
        Refusal: workers stand still.
    """
    rates: dict[str, dict[int, list[float]]] = {kind: {count: [] for count in COUNTS} for kind in _GROUPS}
    with closing(Chain(settings, traffic)) as chain:
        measured_under = conditions(settings, chain.connection)
        with steps.step(Text("Warming up", "预热")):
            _materialisers(chain, _WARM_UP_EVENTS, 1)
        for run in range(1, runs + 1):
            for count in COUNTS:
                with steps.step(Text(f"Run {run} of {runs}, {count} of each", f"第 {run}/{runs} 次,各 {count} 个")):
                    rates[_VALIDATOR][count].append(_validators(chain, events, count))
                    rates[_MATERIALISER][count].append(_materialisers(chain, events, count))
        with steps.step(Text("Comparing every row with the account", "逐行比对")), _working(settings, _MATERIALISER, 1):
            wrong = differences(settings, chain.connection, traffic.loads)
    partitions = {load.item.item: load.item.partitions for load in traffic.loads}
    return wrong or Scaling(traffic.shares, partitions, measured_under, events, rates)


def _validators(chain: Chain, events: int, count: int) -> float:
    """Events per second of so many validators; their events are left on the shared topics."""
    warm_up, messages = chain.traffic.more(_WARM_UP_EVENTS, ONLY_NEW), chain.traffic.more(events)
    with _working(chain.settings, _VALIDATOR, count) as workers:
        Sender(chain.settings).send_all(warm_up)
        before = _published(chain)
        _until(lambda: _left(chain.settings, before), chain.settings)
        _publish_before(workers, chain.settings, messages)
        wanted = _published(chain)
        waiting, began_at = _left(chain.settings, wanted), monotonic()
        _until(lambda: _left(chain.settings, wanted), chain.settings)
        return waiting / (monotonic() - began_at)


def _publish_before(workers: Sequence[Popen[bytes]], settings: Settings, messages: Sequence[Message]) -> None:
    """Publish while the workers are held, and let them go for a moment now and then: who is silent is no member long."""
    with ThreadPoolExecutor(1) as thread:
        publishing = thread.submit(Sender(settings).send_all, messages)
        while not publishing.done():
            _signal(workers, signal.SIGSTOP)
            wait([publishing], timeout=_HELD_SECONDS)
            _signal(workers, signal.SIGCONT)
            wait([publishing], timeout=_LET_GO_SECONDS)
        publishing.result()


def _materialisers(chain: Chain, events: int, count: int) -> float:
    """Events per second of so many materialisers, after they have written what was left for them."""
    messages = chain.traffic.more(events)
    with _working(chain.settings, _MATERIALISER, count):
        _until(lambda: chain.outstanding() - len(messages), chain.settings)
        Sender(chain.settings).send_all(messages)
        wanted = _published(chain)
        waiting, began_at = len(messages), monotonic()
        with _working(chain.settings, _VALIDATOR, 1):
            _until(lambda: _left(chain.settings, wanted), chain.settings)
        if left := chain.outstanding():
            waiting, began_at = left, monotonic()
        _until(chain.outstanding, chain.settings)
        return waiting / (monotonic() - began_at)


@contextmanager
def _working(settings: Settings, kind: str, count: int) -> Iterator[Sequence[Popen[bytes]]]:
    """So many workers for the length of a block, each with partitions of its own when it begins."""
    with ExitStack() as ending:
        workers = []
        for program in worker_programs(settings, [(kind, count)]):
            workers.append(programs.start(program))
            ending.callback(programs.stop, program, workers[-1])
        _until(lambda: count - _members(settings, _GROUPS[kind]), settings)
        yield workers


def _members(settings: Settings, group: str) -> int:
    """How many members of a group have partitions; none while it is being balanced."""
    described = kafka.admin(settings).describe_consumer_groups([group])[group].result()
    if described.state is not ConsumerGroupState.STABLE:
        return 0
    return sum(bool(member.assignment and member.assignment.topic_partitions) for member in described.members)


def _signal(workers: Sequence[Popen[bytes]], sent: signal.Signals) -> None:
    for worker in workers:
        worker.send_signal(sent)


def _published(chain: Chain) -> dict[Partition, int]:
    """The ends of the traffic's inbound topics."""
    return topics.high_watermarks(
        chain.settings,
        [
            (inbound_topic(provider, load.item.item), number)
            for load in chain.traffic.loads
            for provider in load.item.providers
            for number in range(load.item.partitions)
        ],
    )


def _left(settings: Settings, wanted: Mapping[Partition, int]) -> int:
    """How many inbound records are not validated."""
    done = topics.committed_offsets(settings, topics.VALIDATOR_GROUP, wanted)
    return sum(end - done.get(partition, 0) for partition, end in wanted.items())


def _until(left: Callable[[], int], settings: Settings) -> None:
    """Look until nothing is left.

    Raises:
        Refusal: there is no progress.
    """
    last, moved_at = -1, monotonic()
    while now_left := left():
        if now_left != last:
            last, moved_at = now_left, monotonic()
        if monotonic() - moved_at > _STALLED_SECONDS:
            raise Refusal(
                f"The workers stand still with {now_left:,} left. See log/ in {settings.home}.",
                f"处理进程停滞,剩余 {now_left:,}。请查看 {settings.home} 下的 log/。",
            )
        sleep(_LOOK_SECONDS)
