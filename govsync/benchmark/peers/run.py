"""The comparison: every contender in turn, round after round, each measured and judged alike."""

import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from subprocess import Popen, TimeoutExpired
from time import monotonic
from typing import Any

from consumers.standing import OUTCOMES
from govsync.benchmark.peers import databases, run_topics
from govsync.benchmark.peers.comparison import OWN_GROUP, SERVER_GROUPS, Comparison, Measured
from govsync.benchmark.peers.contender import LOGS, OURS, Contender, Role, Workload
from govsync.benchmark.peers.copy_floor import CopyFloor
from govsync.benchmark.peers.events import Events, last_marks, make_events, marks
from govsync.benchmark.peers.gate import expected_contents, forwarding_differences, table_differences
from govsync.benchmark.peers.looking_on import Looked, look_on
from govsync.benchmark.peers.meter import Trees, window
from govsync.benchmark.peers.run_topics import RunTopics
from govsync.benchmark.peers.tables import PEER_TABLES, Tables, own_tables
from govsync.benchmark.peers.watch import CounterWatch, TablesWatch, TopicsWatch, Watch
from govsync.benchmark.peers.workers import Workers
from govsync.terminal import tell
from govsync.worker import settle
from infra import topics
from infra.local.platform import processes
from infra.settings import Settings
from producers.load import ONLY_NEW, EventKey, Load
from schemas.bilingual import Refusal, Text
from schemas.directory import Item
from schemas.released import load_released
from stream_processors.validator import load_ruleset

LEAST_PRELOADED = 1000
_LEAST_LIMIT_SECONDS = 180.0
_SLOWEST_EVENTS_PER_SECOND = 1000
"""Whoever is slower is not waited for."""
_STOP_SECONDS = 20.0
_SPREAD_MARKS = 100
_LAST_MARKS = 20


@dataclass(frozen=True)
class Ground:
    """What all runs of a comparison share.

    Attributes:
        settings: a running platform without workers, whose database is the template of our own runs.
        events: what every contender is given.
        contents: the hash of what each event says.
        limit_seconds: how long a run may take.
    """

    settings: Settings
    events: Events
    contents: Mapping[EventKey, int]
    limit_seconds: float


def compare(
    settings: Settings,
    load: Load,
    contenders: Sequence[Contender],
    count: int,
    preload: int,
    rounds: int,
    conditions: Mapping[str, Any],
) -> Comparison:
    """Measure every contender once per round, in turn, so that what befalls the machine befalls all.

    Args:
        settings: a fresh platform without workers.
        load: whose events.
        contenders: installed; the same name may stand for several roles.
        count: events per run.
        preload: records that are in the tables beforehand.
        rounds: how many.
        conditions: under which it is measured.

    Raises:
        Refusal: the platform does not get ready.
    """
    preload = max(preload, LEAST_PRELOADED)
    tell(Text(f"Preloading {preload:,} records ...", f"正在预置 {preload:,} 条记录……"))
    _preload(settings, load, preload)
    tell(Text(f"Making {count:,} events ...", f"正在生成 {count:,} 条事件……"))
    databases.make_peer_template(settings, load.item)
    events = make_events(load, count, load_ruleset(settings), load.recorded_at)
    contents = expected_contents(settings, load.item, load.account)
    limit_seconds = max(_LEAST_LIMIT_SECONDS, count / _SLOWEST_EVENTS_PER_SECOND)
    ground = Ground(settings, events, contents, limit_seconds)
    settle()
    runs = []
    for number in range(rounds):
        for position, contender in enumerate(contenders):
            told = contender.title
            tell(Text(f"Round {number + 1} of {rounds}: {contender.role}, {told.en} ...", f"第 {number + 1}/{rounds} 轮:{contender.role},{told.zh}……"))  # fmt: skip
            runs.append(measure(ground, contender, f"peers-{number}-{position}"))
    titles = {contender.name: contender.title for contender in contenders}
    return Comparison(load.item.item, count, preload, conditions, titles, runs)


def measure(ground: Ground, contender: Contender, run: str) -> Measured:
    """One run: topics and database of its own, start, looks until all is done, end, gate."""
    events, item = ground.events, ground.events.item
    names = run_topics.platform_topics(item) if contender.name == OURS else run_topics.own_topics(run, item)
    template = ground.settings.postgres_database if contender.name == OURS else databases.PEER_TEMPLATE
    tables = own_tables(item) if contender.name == OURS else PEER_TABLES
    with _topics(ground.settings, item, names), _database(ground.settings, template, run) as settings:
        first = topics.high_watermarks(settings, names.partitions(item))
        places = None
        if contender.role is Role.MATERIALISER:
            places = run_topics.put_shared(settings, names, events.shared)
        else:
            run_topics.put_inbound(settings, names, events.inbound)
        workload = _workload(settings, run, events, names, first, contender.role)
        contender.prepare(workload)
        databases.make_ready(settings, databases.relations(settings, list(tables)))
        watch = _watch(contender, workload, events, tables, places)
        try:
            looked = _run(contender, workload, watch, ground.limit_seconds)
        finally:
            watch.close()
            _keep_logs_only(workload)
        # A chain's validator runs ahead: what it does before a quarter is in the tables would be left out.
        measured = window(
            looked.samples, round(workload.events * looked.share_done), from_first=contender.role is Role.CHAIN
        )
        return Measured(
            contender=contender.name,
            role=contender.role,
            keeps_history=contender.keeps_history,
            events_per_second=measured.events / measured.seconds if measured else None,
            cpu_microseconds_per_event=measured.cpu_microseconds_per_event if measured else {},
            peak_rss_bytes=looked.peak_rss_bytes,
            share_done=looked.share_done,
            seconds_to_first=looked.seconds_to_first,
            failure=looked.failure,
            differences=_differences(ground, contender, settings, names, first, tables),
        )


def _preload(settings: Settings, load: Load, count: int) -> None:
    """Fill our own tables through our own workers."""
    item = load.item
    names = run_topics.platform_topics(item)
    messages = load.more(count, ONLY_NEW)
    workers = Workers(Role.CHAIN)
    first = topics.high_watermarks(settings, names.partitions(item))
    run_topics.put_inbound(settings, names, messages)
    workload = _workload(settings, "preload", Events(item, messages, (), load.account, 0), names, first, Role.CHAIN)
    counted = f"SELECT coalesce(sum({' + '.join(OUTCOMES)}), 0) FROM platform.submission_outcome"
    watch = CounterWatch(settings, counted, load.account.outcomes.total())
    try:
        looked = _run(workers, workload, watch, max(_LEAST_LIMIT_SECONDS, count / _SLOWEST_EVENTS_PER_SECOND))
    finally:
        watch.close()
    if looked.failure:
        raise Refusal(f"The tables were not filled. {looked.failure.en}", f"预置失败。{looked.failure.zh}")


def _keep_logs_only(workload: Workload) -> None:
    """Take away what else is in a run's folder: batches, checkpoints, configuration with the events' content in it."""
    for path in workload.folder.iterdir():
        if path.is_dir() and path.name != LOGS:
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()


@contextmanager
def _topics(settings: Settings, item: Item, names: RunTopics) -> Iterator[None]:
    if names.refused == topics.QUARANTINE:
        yield
        return
    run_topics.create(settings, item, names)
    try:
        yield
    finally:
        run_topics.delete(settings, item, names)


@contextmanager
def _database(settings: Settings, template: str, name: str) -> Iterator[Settings]:
    try:
        yield databases.copy_database(settings, template, name)
    finally:
        databases.drop_database(settings, name)


def _workload(
    settings: Settings,
    run: str,
    events: Events,
    names: RunTopics,
    first: Mapping[tuple[str, int], int],
    role: Role,
) -> Workload:
    folder = settings.home / "peers" / run
    folder.mkdir(parents=True)
    schemas = load_released()
    reached = settings.postgres_parameters()
    where = f"{reached['host']}:{reached['port']}/{reached['dbname']}"
    return Workload(
        settings=settings,
        folder=folder,
        item=events.item,
        events=len(events.shared if role is Role.MATERIALISER else events.inbound),
        inbound_topic=next(iter(names.inbound.values())),
        shared_topic=names.shared,
        shared_raw_topic=names.shared_raw or names.shared,
        refused_topic=names.refused,
        database_url=f"postgresql://{reached['user']}:{reached['password']}@{where}",
        jdbc_url=f"jdbc:postgresql://{where}",
        database_user=reached["user"],
        database_password=reached["password"],
        first_offsets=first,
        group=run,
        changed_on=events.account.changed_on,
        inbound_avro=json.dumps(schemas.latest("inbound", events.item.item).avro),
        shared_avro=json.dumps(schemas.latest("shared", events.item.item).avro),
    )


def _watch(
    contender: Contender,
    workload: Workload,
    events: Events,
    tables: Tables,
    places: Sequence[tuple[int, int]] | None,
) -> Watch:
    if isinstance(contender, CopyFloor):
        return contender.watch(workload)
    if contender.role is Role.VALIDATOR:
        written_to = (workload.shared_topic, workload.refused_topic)
        first = {p: offset for p, offset in workload.first_offsets.items() if p[0] in written_to}
        return TopicsWatch(workload.settings, first, workload.events)
    if contender.role is Role.MATERIALISER:
        stream: list[EventKey | None] = [shared.event for shared in events.shared]
    else:
        stream = [m.event for m in events.inbound]
    spread, last = marks(stream, events.account, _SPREAD_MARKS), last_marks(stream, events.account, _LAST_MARKS)
    if places and contender.keeps_history:
        spread, last = ([m._replace(place=places[m.position]) for m in group] for group in (spread, last))
    return TablesWatch(workload.settings, tables, spread, last)


def _run(contender: Contender, workload: Workload, watch: Watch, limit_seconds: float) -> Looked:
    """Start a contender, look on and end it."""
    servers: dict[str, list[int]] = {name: [] for name in SERVER_GROUPS}
    for process in processes(workload.settings.home):
        servers.setdefault(process["name"].rstrip("0123456789").rstrip("-"), []).append(process["pid"])
    started = contender.start(workload)
    try:
        trees = Trees({OWN_GROUP: [process.pid for process in started], **servers})
        return look_on(started, trees, watch, limit_seconds, workload.folder / LOGS)
    finally:
        _end(started)


def _end(started: Sequence[Popen[bytes]]) -> None:
    """End the processes politely, and then whatever is left of their sessions."""
    for process in started:
        process.terminate()
    ends_at = monotonic() + _STOP_SECONDS
    for process in started:
        with suppress(TimeoutExpired):
            process.wait(max(ends_at - monotonic(), 0.1))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _differences(
    ground: Ground,
    contender: Contender,
    settings: Settings,
    names: RunTopics,
    first: Mapping[tuple[str, int], int],
    tables: Tables,
) -> Mapping[str, int] | None:
    events = ground.events
    if isinstance(contender, CopyFloor):
        return contender.differences(settings, len(events.shared), events.held_before)
    if contender.role is Role.VALIDATOR:
        return forwarding_differences(run_topics.read_forwarded(settings, events.item, names, first), events)
    return table_differences(
        settings, tables, events.item, events.account, ground.contents, keeps_history=contender.keeps_history
    )
