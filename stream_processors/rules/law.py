"""The directory and the law together: which clock runs on what, when it is due, and when it is spoken of. Pure."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple, Self

from schemas.directory import Directory, ItemVersion, Track
from schemas.registers import Approval, Reference
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.obligations import Kind, Kinds, Stage, stages
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.ruleset import Ruleset
from stream_processors.rules.timeliness import Due, Origin, Verdict, adjusted, due, verdict


class Clock(NamedTuple):
    """Everything that decides when an obligation is due.

    `kind` is an id of `obligations.yaml`; `item_version` is given where the clock is one of Article 19, which runs by
    the version in force on `opened_on`; `working_days` where the case sets a limit of its own.
    """

    kind: str
    agency: str
    item: str | None
    item_version: int | None
    opened_on: date
    working_days: int | None


@dataclass(frozen=True)
class Plan:
    """When an obligation is due, and its stages.

    `due` is the date of the Rules, `adjusted` the one without the days of declared intake outages, by which it is
    spoken of; the two are the same where no outage counts. Without an adjusted date there is no stage yet.
    """

    due: Due
    adjusted: Due
    stages: tuple[Stage, ...]

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the dates and stages: equal where nothing about them changed."""
        content = (self.due[:2], self.adjusted[:2], [stage[:2] for stage in self.stages])
        return sha256(repr(content).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Law:
    """The directory and the law, as a timekeeper applies them. Immutable; other reference rows make another law."""

    directory: Directory
    calendar: Calendar
    parameters: Parameters
    reference: Reference = field(default_factory=lambda: Reference({}))
    version: str = ""

    @classmethod
    def load(cls) -> Self:
        """Returns what comes with the product."""
        return cls.under(Reference({}))

    @classmethod
    def under(cls, reference: Reference) -> Self:
        """Returns what comes with the product, with the rows that officers keep: its version is the `rules_version`.

        Raises:
            ValueError: a notice contradicts the packaged ones; nothing that was registered does.
        """
        rules = Ruleset.under(reference)
        return cls(rules.directory, rules.calendar, rules.parameters, reference, rules.version)

    @cached_property
    def kinds(self) -> Kinds:
        """The clocks of the Rules."""
        return Kinds.load(self.parameters)

    @cached_property
    def _plans(self) -> dict[Clock, Plan]:
        return {}

    def item_version(self, item: str, version: int) -> ItemVersion:
        """Returns the version of an item by its number."""
        return self.directory.items[item].versions[version - 1]

    def approval(self, agency: str, item: str, changed_on: date) -> Approval | None:
        """Returns the approval by which an agency updates an item by quarter, for a change of that day (19(4))."""
        if self.directory.items[item].is_basic and not self.parameters("quarterly_allows_basic").on(
            max(changed_on, self.parameters.in_force_on)
        ):
            return None
        return next(
            (
                approval
                for approval in self.reference.approvals
                if (approval.agency, approval.item) == (agency, item)
                and approval.valid_from_on <= changed_on <= approval.valid_to_on
            ),
            None,
        )

    def track(self, agency: str, item: str, version: int, changed_on: date) -> Track:
        """Returns the track of a change: that of the item version, or QUARTERLY under an approval."""
        approved = self.approval(agency, item, changed_on) is not None
        return Track.QUARTERLY if approved else self.item_version(item, version).track

    def clock_of_change(self, agency: str, item: str, version: int, changed_on: date) -> Clock:
        """Returns the clock of Article 19 that runs for a change."""
        kind = self.kinds.of_track(self.track(agency, item, version, changed_on))
        return Clock(kind.id, agency, item, version, changed_on, None)

    def owes(self, item: str, changed_on: date) -> bool:
        """Returns whether a clock runs for a change of that day: none does before the Rules or the item's entry."""
        pending = verdict(
            received_at_ms=0,
            changed_on=changed_on,
            due_on=None,
            provisional=True,
            track=Track.WORKING_DAYS,
            origin=Origin.LIVE,
            window_approved=False,
            ticket_opened_on=None,
            entered_on=self.directory.items[item].announced_on,
            parameters=self.parameters,
        )
        return pending is Verdict.PENDING

    def plan(self, clock: Clock) -> Plan:
        """Returns when an obligation is due and spoken of, by the calendar and the outages known."""
        if clock not in self._plans:
            self._plans[clock] = self._make_plan(clock)
        return self._plans[clock]

    def _make_plan(self, clock: Clock) -> Plan:
        kind = self.kinds(clock.kind)
        by_rules, by_outages = self._due(kind, clock)
        if by_outages.due_on is None:
            return Plan(by_rules, by_outages, ())
        planned = stages(
            kind, clock.opened_on, clock.working_days, by_outages.due_on, self.calendar, self.parameters
        )  # fmt: skip
        return Plan(by_rules, by_outages, tuple(planned))

    def _due(self, kind: Kind, clock: Clock) -> tuple[Due, Due]:
        outages = self.reference.outages_of(clock.item) if kind.by_event and clock.item is not None else ()
        if kind.track is None or clock.item is None or clock.item_version is None:
            found = kind.due(clock.opened_on, clock.working_days, self.calendar, self.parameters)
            if not outages:
                return found, found
            interrupted = self.calendar.interrupted(outages)
            return found, kind.due(clock.opened_on, clock.working_days, interrupted, self.parameters)
        number = clock.working_days
        if number is None and kind.track is self.item_version(clock.item, clock.item_version).track:
            number = self.item_version(clock.item, clock.item_version).working_days
        found = due(clock.opened_on, kind.track, number, self.calendar, self.parameters)
        if not outages:
            return found, found
        return found, adjusted(clock.opened_on, kind.track, number, outages, self.calendar, self.parameters)
