"""One materialiser and two, in one run, and what they wait for, on a real PostgreSQL.

    python -m tests.bench.measure_workers [--events 100000] [--runs 3] [--json]

Events are validated while the materialisers, each with its partitions, are kept from writing; then they are written by
one or by two, and the two ways take turns on the same tables. Once all providers send alike, once a single provider sends 90 % of the events. Counted is from the moment they may
write to the last outcome committed. Every 5 ms PostgreSQL is asked what the materialisers wait for: were there a row that all of
them write, the second would stand in a queue for it (wait_event_type Lock: `transactionid`, `tuple`).
"""

import argparse
import json
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from random import Random
from statistics import median
from time import monotonic, sleep
from typing import Any, NamedTuple

from confluent_kafka import KafkaError

from govsync.fault_matrix.site import Site
from govsync.up import running
from infra import kafka, topics
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from producers.load import Load, Message, Mix
from schemas.directory import Item
from schemas.directory_files import load_directory
from tests.local_platform import settings_of, temporary_home

MIX = Mix(updates=0.45, hot=0.05, invalid=0, repeats=0, overtaken=0, poison=0)
HOT_SHARE = 0.9
LOOK_SECONDS = 0.005
WAITING = (
    "SELECT coalesce(wait_event_type || ':' || wait_event, 'working') FROM pg_stat_activity "
    "WHERE application_name LIKE 'govsync-materialiser-%%' AND state = 'active'"
)


class Run(NamedTuple):
    """Events per second, and in how many looks at a busy session it waited for what."""

    events_per_second: float
    waits: Counter[str]


class Providers:
    """All providers of an item, each with a load of its own, so that every event has its place in one story."""

    def __init__(self, item: Item) -> None:
        now = datetime.now(UTC)  # noqa: TID251 - events of now
        self._loads = [Load(_of(item, provider), seed, now) for seed, provider in enumerate(item.providers)]
        self._draw = Random(1)

    def more(self, count: int, hot_share: float | None) -> list[Message]:
        """The next events of all of them, shuffled together; the first sends the given share, or all send alike."""
        others = len(self._loads) - 1
        share = 1 / len(self._loads) if hot_share is None else hot_share
        shares = [share, *[(1 - share) / others] * others]
        streams = [load.more(round(count * part), MIX) for load, part in zip(self._loads, shares, strict=True)]
        order = [number for number, stream in enumerate(streams) for _ in stream]
        self._draw.shuffle(order)
        positions = [iter(stream) for stream in streams]
        return [next(positions[number]) for number in order]


def _of(item: Item, provider: str) -> Item:
    theirs = tuple(r for r in item.responsibilities if r.agency == provider)
    # What was worked out from the responsibilities goes along with a copy.
    return item.model_copy(update={"responsibilities": theirs, "providers": (provider,)})


def measured(settings: Settings, events: int, runs: int) -> dict[str, dict[int, list[Run]]]:
    """Every run, by how events are spread and by the number of materialisers."""
    item = max(load_directory().items.values(), key=lambda item: (len(item.providers), item.partitions))
    site, providers = Site(settings), Providers(item)
    found: dict[str, dict[int, list[Run]]] = {}
    # The first run of new processes and empty tables is no measure of either.
    for spread, hot_share in (("warming up", None), ("even", None), ("one provider 90 %", HOT_SHARE)):
        found[spread] = {1: [], 2: []}
        for _ in range(runs if found.keys() != {"warming up"} else 1):
            for count in (1, 2):
                messages = providers.more(events, hot_share)
                found[spread][count].append(_materialise(site, item, messages, count))
                sys.stderr.write(f"{spread}, {count}: {found[spread][count][-1].events_per_second:,.0f}/s\n")
    del found["warming up"]
    return found


def _validate(site: Site, messages: Sequence[Message]) -> None:
    """Publish events and have them all judged."""
    failures: list[str] = []

    def told(error: KafkaError | None, _message: object) -> None:
        if error is not None:
            failures.append(error.name())

    producer = kafka.producer(site.settings)
    for message in messages:
        while True:
            try:
                producer.produce(message.topic, message.value, message.key, on_delivery=told)
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
    assert producer.flush(120) == 0
    assert not failures, failures[0]
    ends = topics.high_watermarks(site.settings, _partitions(site.settings, {m.topic for m in messages}))

    def is_judged() -> bool:
        committed = topics.committed_offsets(site.settings, topics.VALIDATOR_GROUP, ends)
        return all(committed.get(partition, 0) >= end for partition, end in ends.items() if end)

    with site.another("validator", "validator-0"):
        site.wait("every event judged", is_judged)


def _partitions(settings: Settings, names: set[str]) -> list[tuple[str, int]]:
    listed = kafka.admin(settings).list_topics(timeout=10).topics
    return [(name, partition) for name in sorted(names) for partition in listed[name].partitions]


def _materialise(site: Site, item: Item, messages: Sequence[Message], count: int) -> Run:
    """Have them written by so many materialisers, each of which has its partitions when they begin."""
    waits: Counter[str] = Counter()
    names = {f"materialiser-{number}" for number in range(count)}
    with ExitStack() as workers:
        for name in sorted(names):
            workers.enter_context(site.another("materialiser", name))
        site.wait("partitions for each", lambda: _owners(site.settings, item) == names)
        target = site.written() + len(messages)
        with _nobody_writing(site.settings):
            _validate(site, messages)
        began_at = monotonic()
        with _looking(site.settings, waits):
            while site.written() < target:
                sleep(LOOK_SECONDS)
        return Run(len(messages) / (monotonic() - began_at), waits)


def _owners(settings: Settings, item: Item) -> set[str]:
    with closing(connect(settings, "govsync-bench")) as connection, transaction(connection) as cursor:
        return {
            owner
            for (owner,) in rows(
                cursor, "SELECT owner FROM platform.sink_offset WHERE topic = %s", (item.shared_topic,)
            )
        }


@contextmanager
def _nobody_writing(settings: Settings) -> Iterator[None]:
    """Hold what every materialiser needs for a commit; their groups keep them meanwhile."""
    with closing(connect(settings, "govsync-bench", idle_in_transaction_session_timeout="0")) as connection:
        with transaction(connection) as cursor:
            cursor.execute("LOCK TABLE platform.sink_offset IN ACCESS EXCLUSIVE MODE")
            yield


@contextmanager
def _looking(settings: Settings, waits: Counter[str]) -> Iterator[None]:
    """Count what busy sessions of materialisers wait for."""
    ended = threading.Event()

    def look() -> None:
        with closing(connect(settings, "govsync-bench")) as connection:
            while not ended.wait(LOOK_SECONDS):
                with transaction(connection) as cursor:
                    waits.update(what for (what,) in rows(cursor, WAITING))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def as_json(spread: str, found: Mapping[int, Sequence[Run]]) -> dict[str, Any]:
    """One line of the table: medians, and shares of the looks at two materialisers."""
    one, two = (median(run.events_per_second for run in found[count]) for count in (1, 2))
    waits = sum((run.waits for run in found[2]), Counter[str]())
    return {
        "spread": spread,
        "events_per_second": {"1": round(one), "2": round(two)},
        "ratio": round(two / one, 2),
        "looks": waits.total(),
        "row_lock_share": round(_share(waits, "Lock:transactionid", "Lock:tuple"), 4),
        "share_of_looks": {what: round(n / waits.total(), 4) for what, n in waits.most_common()},
    }


def _share(waits: Counter[str], *what: str) -> float:
    return sum(waits[each] for each in what) / max(1, waits.total())


def main() -> None:
    """Measure and print a table, or a JSON object per spread."""
    parser = argparse.ArgumentParser(description="Measure one materialiser against two.")
    parser.add_argument("--events", type=int, default=100_000, help="of each run")
    parser.add_argument("--runs", type=int, default=3, help="of each number of materialisers and each spread")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with temporary_home() as home, running(settings_of(home), "--no-workers") as settings:
        found = [as_json(spread, runs) for spread, runs in measured(settings, asked.events, asked.runs).items()]
    if asked.json:
        sys.stdout.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in found)
        return
    sys.stdout.write(
        f"{'providers':20} {'1: events/s':>12} {'2: events/s':>12} {'ratio':>6} {'waiting for a row':>18}\n"
    )
    for line in found:
        one, two = line["events_per_second"].values()
        sys.stdout.write(f"{line['spread']:20} {one:12,} {two:12,} {line['ratio']:6} {line['row_lock_share']:18.2%}\n")
        most = ", ".join(f"{what} {share:.1%}" for what, share in list(line["share_of_looks"].items())[:6])
        sys.stdout.write(f"  two materialisers, seen: {most}\n")


if __name__ == "__main__":
    main()
