"""One run: a platform under load, faults by a seeded schedule, then the oracles."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from random import Random
from time import monotonic
from typing import Any

from govsync.fault_matrix.injections import INJECTIONS
from govsync.fault_matrix.matrix import Row
from govsync.fault_matrix.oracles import NOT_ASKED, Injected, alerts_waiting, judge
from govsync.fault_matrix.site import Site, Stuck
from govsync.fault_matrix.traffic import ITEMS, Traffic, items_with_numbers
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from schemas.directory_files import load_directory

LEAST_PENDING = 100
"""A fault counts only while so many events wait: O11."""

_CALM_SECONDS = (0.5, 2.0)


@dataclass(frozen=True)
class Report:
    """What a run came to.

    Attributes:
        seed: repeats the schedule and the events.
        events: sent.
        repeats: exact repeats among them.
        seconds: how long faults were injected.
        injected: every fault that took place, in order.
        missed: by row, faults that were tried and did not take place.
        wrong: by oracle, what is wrong; empty where it is green.
        stuck: what did not happen in time and ended the run, if anything.
    """

    seed: int
    events: int
    repeats: int
    seconds: float
    injected: Sequence[Injected]
    missed: Mapping[str, int]
    wrong: Mapping[str, Sequence[str]]
    stuck: str | None

    @property
    def green(self) -> bool:
        """Whether every oracle that was asked is green."""
        return self.stuck is None and not any(self.wrong.values())

    def as_json(self) -> dict[str, Any]:
        """The report for other programs."""
        return {
            "green": self.green,
            "seed": self.seed,
            "events": self.events,
            "repeats": self.repeats,
            "seconds": round(self.seconds, 1),
            "faults": [asdict(i) for i in self.injected],
            "missed": dict(self.missed),
            "oracles": {name: {"green": not wrong, "wrong": list(wrong)} for name, wrong in self.wrong.items()},
            "not_asked": {name: reason.en for name, reason in NOT_ASKED.items()},
            "stuck": self.stuck,
        }


def schedule(seed: int, chosen: Sequence[Row]) -> "Callable[[], Row]":
    """Rows in the order in which they are injected: again and again all of them, each time in another order."""
    draw = Random(f"schedule {seed}")  # noqa: S311 - a schedule
    waiting: list[Row] = []

    def next_row() -> Row:
        if not waiting:
            waiting.extend(chosen)
            draw.shuffle(waiting)
        return waiting.pop()

    return next_row


def run(
    settings: Settings,
    chosen: Sequence[Row],
    seed: int,
    seconds: float,
    now: datetime,
    tell: Callable[[Row, Injected | None], None],
) -> Report:
    """Inject faults for so many seconds into the running platform of `settings`, then judge.

    Args:
        settings: a fresh platform, started with failpoints allowed.
        chosen: the rows to inject.
        seed: of schedule and events.
        seconds: after which no new fault is injected.
        now: the instant the events claim.
        tell: called after each fault; without an `Injected` it did not take place.
    """
    site = Site(settings)
    traffic = Traffic(settings, items_with_numbers(load_directory(), now, ITEMS), seed, now)
    draw = Random(f"faults {seed}")  # noqa: S311 - a schedule
    injected: list[Injected] = []
    missed: Counter[str] = Counter()
    next_row = schedule(seed, chosen)
    wrong: Mapping[str, Sequence[str]] = {}
    stuck = None
    traffic.start()
    began_at = ended_at = monotonic()
    try:
        try:
            site.wait("the first outcome", lambda: site.written() > 0)
            while monotonic() - began_at < seconds:
                row = next_row()
                found = _inject(site, traffic, row, draw, began_at)
                if found is None:
                    missed[row.id] += 1
                else:
                    injected.append(found)
                tell(row, found)
            ended_at = monotonic()
        finally:
            traffic.hurried.clear()
            traffic.end()
        site.wait("an outcome of every event", lambda: site.written() >= traffic.sent)
        site.wait("an alert about every late event", lambda: _untold(settings) == 0)
        site.wait("every alert sent", lambda: alerts_waiting(settings) == 0)
        wrong = judge(settings, traffic, injected, LEAST_PENDING)
    except Stuck as fault:
        stuck = str(fault)
    repeats = sum(load.account.outcomes["repeat"] for load in traffic.loads)
    return Report(seed, traffic.sent, repeats, ended_at - began_at, injected, missed, wrong, stuck)


def _inject(site: Site, traffic: Traffic, row: Row, draw: Random, began_at: float) -> Injected | None:
    """One fault, while work is pending; None if it did not take place."""
    assert row.injection is not None
    calm_until = monotonic() + draw.uniform(*_CALM_SECONDS)
    site.wait("a moment of calm", lambda: monotonic() > calm_until)
    traffic.hurried.set()
    pending = 0
    try:
        while pending < LEAST_PENDING:
            pending = traffic.sent - site.written_for_certain()
    finally:
        traffic.hurried.clear()
    at = monotonic()
    if not INJECTIONS[row.injection](site, traffic, draw):
        return None
    healed_at = monotonic()
    sent = traffic.sent
    behind = sent - site.written_for_certain()
    site.wait(f"everything sent before {row.id} healed", lambda: site.written() >= sent)
    return Injected(row.id, at - began_at, healed_at - at, pending, behind, monotonic() - healed_at)


def _untold(settings: Settings) -> int:
    with closing(connect(settings, "govsync-faults")) as connection, transaction(connection) as cursor:
        ((count,),) = rows(
            cursor,
            "SELECT count(*) FROM platform.finding WHERE alert_id IS NULL AND verdict IN ('LATE', 'PAST_TARGET')",
        )
        return int(count)
