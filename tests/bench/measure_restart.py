"""How long a killed worker takes to its first commit, on a real platform under load.

    python -m tests.bench.measure_restart [--kills 5] [--rate 300] [--json]

Validator, materialiser and timekeeper are killed (-9) in turn, each at least 30 seconds after its last end, so that the
supervisor's first delay counts and not the backoff of a worker that keeps dying. Counted is from the signal until work
that came after it is committed: for a validator until a `read_committed` reader has an event that was sent after the
kill, for a materialiser until it is in history, for a timekeeper until a late event found after the kill has its alert.
The parts: until the new process begins; until it has its partitions (a timekeeper has none); until the commit.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from statistics import median
from time import monotonic, sleep, time
from typing import Any, NamedTuple

from confluent_kafka import Consumer, KafkaError, TopicPartition

from govsync.fault_matrix.site import Site
from govsync.up import running
from infra import kafka
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from producers.load import Load, busiest_item
from schemas.codec import HEADER_BYTES, Decoder, read_header
from schemas.directory import Item
from schemas.directory_files import load_directory
from schemas.released import load_released
from tests.bench.steady import Steady
from tests.clock_tables import find_late
from tests.local_platform import settings_of, temporary_home

KINDS = ("validator", "materialiser", "timekeeper")
BETWEEN_SECONDS = 12.0
PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.02


class Restart(NamedTuple):
    """Seconds from the kill: until the new process began, had its partitions, and had committed; None if unknown."""

    began: float
    assigned: float | None
    committed: float


class Shared:
    """A `read_committed` reader of an item's shared topic: the largest seq seen of each provider."""

    def __init__(self, settings: Settings, item: Item) -> None:
        self._consumer: Consumer = kafka.consumer(settings, "govsync.bench", None, **{"fetch.wait.max.ms": 10})
        count = len(self._consumer.list_topics(item.shared_topic, timeout=10).topics[item.shared_topic].partitions)
        self._consumer.assign([TopicPartition(item.shared_topic, n, 0) for n in range(count)])
        self._decoders = {schema.id: Decoder(schema) for schema in load_released().all_of("shared", item.item)}
        self.seen: dict[str, int] = {}

    def look(self) -> None:
        """Read what is there."""
        for message in self._consumer.consume(1000, LOOK_SECONDS):
            error, value = message.error(), message.value()
            if error is not None:
                assert error.code() == KafkaError._PARTITION_EOF or error.retriable(), error
                continue
            assert isinstance(value, bytes)
            event = self._decoders[read_header(value)].decode(value[HEADER_BYTES:])
            self.seen[event["provider"]] = max(event["seq"], self.seen.get(event["provider"], 0))

    def close(self) -> None:
        """Leave."""
        self._consumer.close()


def measured(settings: Settings, kills: int, rate: int) -> dict[str, list[Restart]]:
    """Every kill's times by kind of worker."""
    item = busiest_item(load_directory())
    site = Site(settings)
    found: dict[str, list[Restart]] = {kind: [] for kind in KINDS}
    load = Load(item, 1, datetime.now(UTC))  # noqa: TID251 - events of now
    with (
        closing(connect(settings, "govsync-bench")) as connection,
        closing(Shared(settings, item)) as shared,
        Steady(settings, load, rate).publishing() as steady,
    ):
        for number in range(kills):
            for kind in KINDS:
                _let_pass(shared, BETWEEN_SECONDS)
                committed = _first_commit(kind, number, connection, shared, item, steady)
                found[kind].append(_killed(site, f"{kind}-0", committed))
                sys.stderr.write(f"{kind}: {found[kind][-1].committed:.2f} s\n")
    assert not steady.failures, steady.failures[0]
    return found


def _let_pass(shared: Shared, seconds: float) -> None:
    ends_at = monotonic() + seconds
    while monotonic() < ends_at:
        shared.look()


def _first_commit(
    kind: str, number: int, connection: Connection, shared: Shared, item: Item, steady: Steady
) -> Callable[[], Callable[[], bool]]:
    """To be called at the kill; gives a question whether anything that came after it has been committed."""
    table = f"{item.database}.{item.table}_history"

    def of_events(seen: Callable[[str], int]) -> Callable[[], bool]:
        at_kill = dict(steady.last_seq)
        return lambda: any(seen(provider) > seq for provider, seq in at_kill.items())

    def in_history(provider: str) -> int:
        with transaction(connection) as cursor:
            ((seq,),) = rows(cursor, f"SELECT coalesce(max(seq), 0) FROM {table} WHERE provider = %s", (provider,))
            return int(seq)

    def on_topic(provider: str) -> int:
        shared.look()
        return shared.seen.get(provider, 0)

    def told() -> Callable[[], bool]:
        finding_id = find_late(connection, 1_000_000 + number)

        def is_told() -> bool:
            with transaction(connection) as cursor:
                ((alert_id,),) = rows(
                    cursor, "SELECT alert_id FROM platform.finding WHERE finding_id = %s", (finding_id,)
                )
                return alert_id is not None

        return is_told

    return {
        "validator": lambda: of_events(on_topic),
        "materialiser": lambda: of_events(in_history),
        "timekeeper": told,
    }[kind]


def _killed(site: Site, name: str, first_commit: Callable[[], Callable[[], bool]]) -> Restart:
    before = site.running(name)["pid"]
    log = site.settings.home / "log" / f"{name}.log"
    position = log.stat().st_size
    os.kill(before, signal.SIGKILL)
    killed_at, began_at = time(), monotonic()
    is_committed = first_commit()
    began = None
    while not is_committed():
        if began is None and site.process(name)["pid"] not in (before, None):
            began = monotonic() - began_at
        assert monotonic() - began_at < PATIENCE_SECONDS, f"{name} does not commit"
        sleep(LOOK_SECONDS / 2)
    committed = monotonic() - began_at
    assert began is not None, f"{name} was not ended by its signal"
    return Restart(began, _assigned(log.read_text()[position:].splitlines(), killed_at), committed)


def _assigned(lines: Iterable[str], killed_at: float) -> float | None:
    for line in lines:
        if line.startswith("{") and (said := json.loads(line))["event"] == "partitions.assigned":
            return datetime.fromisoformat(said["timestamp"]).timestamp() - killed_at
    return None


def as_json(kind: str, restarts: Sequence[Restart]) -> dict[str, Any]:
    """One line of the table."""
    parts = {
        name: [getattr(restart, name) for restart in restarts if getattr(restart, name) is not None]
        for name in Restart._fields
    }
    return {
        "worker": kind,
        "kills": len(restarts),
        **{f"{name}_median_seconds": round(median(values), 2) for name, values in parts.items() if values},
        "committed_largest_seconds": round(max(parts["committed"]), 2),
    }


def main() -> None:
    """Measure and print a table, or a JSON object per worker."""
    parser = argparse.ArgumentParser(description="Measure how long killed workers take to their first commit.")
    parser.add_argument("--kills", type=int, default=5, help="of each kind of worker")
    parser.add_argument("--rate", type=int, default=300, help="events per second meanwhile")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with temporary_home() as home, running(settings_of(home)) as settings:
        found = [as_json(kind, restarts) for kind, restarts in measured(settings, asked.kills, asked.rate).items()]
    if asked.json:
        sys.stdout.writelines(json.dumps(line) + "\n" for line in found)
        return
    sys.stdout.write(
        f"{'worker':13} {'kills':>5} {'began':>7} {'assigned':>9} {'committed':>10} {'largest':>8}  (median seconds)\n"
    )
    for line in found:
        sys.stdout.write(
            f"{line['worker']:13} {line['kills']:5} {line['began_median_seconds']:7.2f} "
            f"{line.get('assigned_median_seconds', '')!s:>9} {line['committed_median_seconds']:10.2f} "
            f"{line['committed_largest_seconds']:8.2f}\n"
        )


if __name__ == "__main__":
    main()
