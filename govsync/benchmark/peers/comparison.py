"""What a comparison says: every contender's medians, how many times better ours are, and the targets. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, NamedTuple

from govsync.benchmark.peers.contender import OURS, Role
from schemas.bilingual import Text

SERVER_GROUPS = ("postgres", "kafka")
OWN_GROUP = "contender"


@dataclass(frozen=True)
class Measured:
    """One run of one contender.

    Attributes:
        contender: its name.
        role: what it did.
        keeps_history: whether it wrote history too.
        events_per_second: between a quarter and all, of a chain from the first that was seen; None where that could not be
            measured.
        cpu_microseconds_per_event: in that time, by group: `contender` for all its processes, `postgres`, `kafka`.
        peak_rss_bytes: the most memory of all its processes together.
        share_done: how much it came through, 1 where it finished.
        seconds_to_first: from its start until something was seen.
        failure: why it did not finish, with its log; None if it did.
        differences: what is wrong with its result, counted by kind; None where nothing could be compared.
    """

    contender: str
    role: Role
    keeps_history: bool
    events_per_second: float | None
    cpu_microseconds_per_event: Mapping[str, float]
    peak_rss_bytes: int
    share_done: float
    seconds_to_first: float | None
    failure: Text | None
    differences: Mapping[str, int] | None


class Target(NamedTuple):
    """How many times better ours are to be than a peer in the same run.

    `measure` is a key of `MEASURES`; `only_history` asks for a peer that writes history too, as we do.
    """

    role: Role
    peer: str
    measure: str
    at_least: float
    stretch: float | None = None
    only_history: bool = False


@dataclass(frozen=True)
class Standing:
    """The medians of one contender in one role, and over all runs the worst that can be said of it."""

    contender: str
    role: Role
    keeps_history: bool
    title: Text
    runs: int
    events_per_second: Mapping[str, float] | None
    cpu_microseconds_per_event: Mapping[str, float]
    peak_rss_bytes: int
    seconds_to_first: float | None
    share_done: float
    failures: Sequence[Text]
    differences: Mapping[str, int] | None

    @property
    def rate(self) -> float | None:
        """Median events per second."""
        return self.events_per_second["median"] if self.events_per_second else None

    @property
    def own_cpu(self) -> float | None:
        """Microseconds of CPU per event in its own processes: what bounds its events per second and core."""
        return self.cpu_microseconds_per_event.get(OWN_GROUP)

    @property
    def cpu_with_database(self) -> float | None:
        """The same with PostgreSQL's."""
        if self.own_cpu is None:
            return None
        return self.own_cpu + self.cpu_microseconds_per_event.get("postgres", 0.0)


MEASURES: Mapping[str, Callable[[Standing, Standing], float | None]] = {
    "rate": lambda ours, theirs: _quotient(ours.rate, theirs.rate),
    "rate per core": lambda ours, theirs: _quotient(theirs.own_cpu, ours.own_cpu),
    "CPU with PostgreSQL": lambda ours, theirs: _quotient(theirs.cpu_with_database, ours.cpu_with_database),
}
"""How many times better ours are: their cost over ours, or our rate over theirs."""

TARGETS = (
    Target(Role.CHAIN, "idiomatic", "rate", 12, stretch=20),
    Target(Role.VALIDATOR, "kafka-streams", "rate per core", 1),
    Target(Role.VALIDATOR, "quix", "rate per core", 10),
    Target(Role.VALIDATOR, "idiomatic", "rate per core", 50),
    Target(Role.MATERIALISER, "flink-sql", "rate", 2.5, only_history=True),
    Target(Role.MATERIALISER, "flink-sql", "CPU with PostgreSQL", 3, only_history=True),
    Target(Role.MATERIALISER, "debezium-jdbc", "rate", 4, only_history=True),
    Target(Role.MATERIALISER, "debezium-jdbc", "CPU with PostgreSQL", 5, only_history=True),
    Target(Role.MATERIALISER, "quix", "rate", 5),
    Target(Role.MATERIALISER, "copy-floor", "rate", 0.45, stretch=0.6),
)


@dataclass(frozen=True)
class Verdict:
    """Whether a target is met; `ratio` is None where the peer was not measured, and so is `is_met`."""

    target: Target
    ratio: float | None

    @property
    def is_met(self) -> bool | None:
        """Whether ours are so many times better."""
        return None if self.ratio is None else self.ratio >= self.target.at_least

    def as_json(self) -> dict[str, Any]:
        """Its keys are those of the target, with `ratio` and `met`."""
        return {**self.target._asdict(), "ratio": self.ratio, "met": self.is_met}


@dataclass(frozen=True)
class Comparison:
    """All runs of a comparison.

    Attributes:
        item: whose events.
        events: events per run.
        preloaded: records that were in the tables before.
        conditions: under which it was measured.
        titles: what people see of each contender.
        runs: every run, in the order in which they were made.
    """

    item: str
    events: int
    preloaded: int
    conditions: Mapping[str, Any]
    titles: Mapping[str, Text]
    runs: Sequence[Measured]

    def standings(self) -> list[Standing]:
        """One for each contender and role, by role, the fastest first."""
        groups: dict[tuple[Role, str, bool], list[Measured]] = {}
        for run in self.runs:
            groups.setdefault((run.role, run.contender, run.keeps_history), []).append(run)
        standings = [_standing(runs, self.titles[runs[0].contender]) for runs in groups.values()]
        return sorted(standings, key=lambda s: (list(Role).index(s.role), -(s.rate or 0)))

    def ours(self, role: Role) -> Standing | None:
        """Our own in a role, if it was measured."""
        return next((s for s in self.standings() if (s.contender, s.role) == (OURS, role)), None)

    def our_faults(self) -> list[str]:
        """What is wrong with our own result in any run: then there is no number."""
        ours = [run for run in self.runs if run.contender == OURS]
        told = [f"{run.role}: {kind}: {count}" for run in ours for kind, count in (run.differences or {}).items()]
        return told + [f"{run.role}: {run.failure.en}" for run in ours if run.failure]

    def verdicts(self) -> list[Verdict]:
        """What became of each target."""
        return [Verdict(target, self._ratio(target)) for target in TARGETS]

    def _ratio(self, target: Target) -> float | None:
        ours = self.ours(target.role)
        theirs = [
            s
            for s in self.standings()
            if (s.contender, s.role) == (target.peer, target.role) and (s.keeps_history or not target.only_history)
        ]
        return MEASURES[target.measure](ours, theirs[0]) if ours and theirs else None

    def as_json(self) -> dict[str, Any]:
        """One object: `item`, `events`, `preloaded`, `conditions`, `standings`, `targets`, `runs`."""
        return {
            "item": self.item,
            "events": self.events,
            "preloaded": self.preloaded,
            "conditions": self.conditions,
            "standings": [self._as_json(standing) for standing in self.standings()],
            "targets": [verdict.as_json() for verdict in self.verdicts()],
            "runs": [{**asdict(run), "failure": run.failure._asdict() if run.failure else None} for run in self.runs],
        }

    def _as_json(self, standing: Standing) -> dict[str, Any]:
        ours = self.ours(standing.role)
        ratios = {name: ratio(ours, standing) for name, ratio in MEASURES.items()} if ours else {}
        return {
            **asdict(standing),
            "title": standing.title._asdict(),
            "failures": [failure._asdict() for failure in standing.failures],
            "times_better_ours": ratios,
        }


def _standing(runs: Sequence[Measured], title: Text) -> Standing:
    first = runs[0]
    rates = [run.events_per_second for run in runs if run.events_per_second is not None]
    measured = [run for run in runs if run.cpu_microseconds_per_event]
    compared = [run.differences for run in runs if run.differences is not None]
    to_first = [run.seconds_to_first for run in runs if run.seconds_to_first is not None]
    return Standing(
        contender=first.contender,
        role=first.role,
        keeps_history=first.keeps_history,
        title=title,
        runs=len(runs),
        events_per_second={"median": median(rates), "low": min(rates), "high": max(rates)} if rates else None,
        cpu_microseconds_per_event={
            group: median(run.cpu_microseconds_per_event[group] for run in measured)
            for group in (OWN_GROUP, *SERVER_GROUPS)
            if measured
        },
        peak_rss_bytes=max(run.peak_rss_bytes for run in runs),
        seconds_to_first=median(to_first) if to_first else None,
        share_done=min(run.share_done for run in runs),
        failures=[run.failure for run in runs if run.failure],
        differences=_worst(compared) if compared else None,
    )


def _worst(compared: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """The most that any run got wrong, by kind."""
    kinds = dict.fromkeys(kind for differences in compared for kind in differences)
    return {kind: max(differences.get(kind, 0) for differences in compared) for kind in kinds}


def _quotient(dividend: float | None, divisor: float | None) -> float | None:
    return dividend / divisor if dividend is not None and divisor else None
