"""What the workers do while PostgreSQL is slow, locked, full, frozen or away, on a real platform under load.

    python -m tests.bench.measure_slow_database [--seconds 30] [--rate 1000] [--json]

One validator and one materialiser; every fault lasts so many seconds, and the next one comes when everything sent has
been written. Told of each: the resident memory before, the largest during and after; whether the groups kept their
members (the same member ids, and no partitions given or taken away); how long after its end until everything sent before
its end was written, by the workers themselves. In the end the history table must hold every event once.

slow: every write of history waits half a second. locked: another session holds a table that every commit needs. full:
every write of history is answered with disk_full (53100); the disk itself is not filled, since a file system of limited
size takes root. frozen: all of PostgreSQL stands still and keeps its connections. away: it is killed and kept down, so
that connections are refused.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any, NamedTuple

import psutil

from consumers.materialiser import GROUP as MATERIALISER_GROUP
from govsync.fault_matrix.site import Site
from govsync.up import running
from infra import kafka
from infra.local.platform import read_state
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from infra.topics import VALIDATOR_GROUP
from producers.load import Load, busiest_item
from schemas.directory_files import load_directory
from tests.bench.steady import Steady
from tests.local_platform import settings_of, temporary_home

WORKERS = ("validator-0", "materialiser-0")
CALM_SECONDS = 5.0
LOOK_SECONDS = 0.1
MEGABYTE = 1e6
SLOWED_SECONDS = 0.5

Fault = Callable[[Site, str], AbstractContextManager[None]]
"""Lasts as long as its block; is given the table that takes the load's history."""


class Memory(NamedTuple):
    """Resident memory of a worker in megabytes."""

    before: float
    largest: float
    after: float


class Told(NamedTuple):
    """What one fault did. `behind` is how many events were waiting when it ended."""

    fault: str
    memory_mb: Mapping[str, Memory]
    kept_members: bool
    behind: int
    recovered_seconds: float


@contextmanager
def _trigger(site: Site, table: str, body: str) -> Iterator[None]:
    """Every statement that writes history runs this first."""

    def run(statement: str) -> None:
        with closing(connect(site.settings, "govsync-bench")) as connection, transaction(connection) as cursor:
            cursor.execute(statement)

    run(
        "CREATE FUNCTION platform.hinder() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body}; RETURN NULL; END; $$; "
        f"CREATE TRIGGER hinder BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION platform.hinder()"
    )
    try:
        yield
    finally:
        run("DROP FUNCTION platform.hinder() CASCADE")


def _slow(site: Site, table: str) -> AbstractContextManager[None]:
    return _trigger(site, table, f"PERFORM pg_sleep({SLOWED_SECONDS})")


def _full(site: Site, table: str) -> AbstractContextManager[None]:
    return _trigger(site, table, "RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'")


@contextmanager
def _locked(site: Site, _table: str) -> Iterator[None]:
    with closing(connect(site.settings, "govsync-bench", idle_in_transaction_session_timeout="0")) as connection:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE platform.sink_offset IN ACCESS EXCLUSIVE MODE")
            yield
        connection.rollback()


@contextmanager
def _frozen(site: Site, _table: str) -> Iterator[None]:
    server = psutil.Process(site.running("postgres")["pid"])
    stopped = [server, *server.children(recursive=True)]
    for process in stopped:
        process.suspend()
    try:
        yield
    finally:
        for process in stopped:
            process.resume()


@contextmanager
def _away(site: Site, _table: str) -> Iterator[None]:
    # Whoever would start it again stands still meanwhile.
    supervisor = int(read_state(site.settings.home)["supervisor"])
    with site.dies("postgres"):
        os.kill(supervisor, signal.SIGSTOP)
        try:
            site.signal("postgres", signal.SIGKILL)
            yield
        finally:
            os.kill(supervisor, signal.SIGCONT)


FAULTS: Mapping[str, Fault] = {"slow": _slow, "locked": _locked, "full": _full, "frozen": _frozen, "away": _away}


def measured(settings: Settings, seconds: float, rate: int) -> list[Told]:
    """Every fault, one after the other."""
    item = busiest_item(load_directory())
    table = f"{item.database}.{item.table}_history"
    site = Site(settings)
    load = Load(item, 1, datetime.now(UTC))  # noqa: TID251 - events of now
    found = []
    with Steady(settings, load, rate).publishing() as steady:
        sleep(CALM_SECONDS)
        for name, fault in FAULTS.items():
            found.append(_measured(site, table, steady, name, fault, seconds))
            sys.stderr.write(f"{name}: {found[-1].recovered_seconds:.1f} s\n")
    assert not steady.failures, steady.failures[0]
    site.wait("every event", lambda: site.written() == steady.sent)
    with closing(connect(settings, "govsync-bench")) as connection, transaction(connection) as cursor:
        ((kept, different),) = rows(cursor, f"SELECT count(*), count(DISTINCT (provider, seq)) FROM {table}")
    assert (kept, different) == (steady.sent, steady.sent), "an event is missing, or is there twice"
    return found


def _measured(site: Site, table: str, steady: Steady, name: str, fault: Fault, seconds: float) -> Told:
    processes = {worker: psutil.Process(site.running(worker)["pid"]) for worker in WORKERS}
    samples: dict[str, list[float]] = {worker: [] for worker in WORKERS}

    def look() -> None:
        for worker, process in processes.items():
            samples[worker].append(process.memory_info().rss / MEGABYTE)
        sleep(LOOK_SECONDS)

    look()
    before, members, moved = samples, _members(site), _moves(site)
    samples = {worker: [] for worker in WORKERS}
    with fault(site, table):
        ends_at = monotonic() + seconds
        while monotonic() < ends_at:
            look()
    ended_at, sent = monotonic(), steady.sent
    behind = sent - max(0, site.written())
    while site.written() < sent:
        look()
        assert monotonic() - ended_at < 120, f"{name}: does not resume"
    recovered = monotonic() - ended_at
    sleep(CALM_SECONDS)
    after = {worker: process.memory_info().rss / MEGABYTE for worker, process in processes.items()}
    return Told(
        name,
        {worker: Memory(before[worker][0], max(samples[worker]), after[worker]) for worker in WORKERS},
        (_members(site), _moves(site)) == (members, moved),
        behind,
        recovered,
    )


def _members(site: Site) -> dict[str, list[str]]:
    """The member ids of both groups: whoever joins anew is given another."""
    groups = kafka.admin(site.settings).describe_consumer_groups([VALIDATOR_GROUP, MATERIALISER_GROUP])
    return {name: sorted(member.member_id for member in group.result(10).members) for name, group in groups.items()}


def _moves(site: Site) -> int:
    """How often partitions were given or taken away, or a membership was lost."""
    told = ("partitions.assigned", "partitions.revoked", "membership.lost")
    logs = [(site.settings.home / "log" / f"{worker}.log").read_text() for worker in WORKERS]
    return sum(log.count(f'"{event}"') for log in logs for event in told)


def main() -> None:
    """Measure and print a table, or a JSON object per fault."""
    parser = argparse.ArgumentParser(description="Measure what workers do while PostgreSQL is in trouble.")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long each fault lasts")
    parser.add_argument("--rate", type=int, default=1000, help="events per second meanwhile")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with temporary_home() as home, running(settings_of(home)) as settings:
        found = measured(settings, asked.seconds, asked.rate)
    if asked.json:
        sys.stdout.writelines(json.dumps(_as_json(told)) + "\n" for told in found)
        return
    sys.stdout.write(f"{'':8} {'validator MB':>22} {'materialiser MB':>22}  members  behind  recovered s\n")
    for told in found:
        memory = "".join(f" {f'{m.before:.0f} / {m.largest:.0f} / {m.after:.0f}':>22}" for m in told.memory_mb.values())
        members = "kept" if told.kept_members else "CHANGED"
        sys.stdout.write(f"{told.fault:8}{memory}  {members:7} {told.behind:7,} {told.recovered_seconds:12.1f}\n")


def _as_json(told: Told) -> dict[str, Any]:
    memory = {worker: {part: round(mb, 1) for part, mb in m._asdict().items()} for worker, m in told.memory_mb.items()}
    return {**told._asdict(), "memory_mb": memory, "recovered_seconds": round(told.recovered_seconds, 1)}


if __name__ == "__main__":
    main()
