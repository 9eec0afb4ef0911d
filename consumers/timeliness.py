"""How each agency keeps its items up to date: what is open now, what came in time, and whose delay the rest was.

The numbers of an agency and item stand side by side and are never added up: a rate has its numerator and denominator,
and where there is nothing to count there is no rate. What the Rules demand and what is only the platform's own target
(Article 19(2) while no authority adopted a number of days) are counted apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from consumers import attribution, findings
from consumers.attribution import PlatformDelay, ProviderDelay, SubscriberDelay
from consumers.judgements import CORRECTION_CLOCK, UPDATE_CLOCK
from consumers.owed import Owed, owed
from infra import reference
from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.directory import Item
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.law import Law
from stream_processors.rules.timeliness import Origin, Verdict, verdict, working_days_late

_NEVER_MS = 2**62
_LOADED = ("BACKFILL", "SNAPSHOT")

# Of the findings about an event the one that none follows counts.
_FINDINGS = """
SELECT f.provider, f.verdict, f.due_on_adjusted, f.received_at, count(*) FROM platform.finding f
WHERE f.item = %(item)s AND f.clock = %(clock)s
  AND NOT EXISTS (SELECT 1 FROM platform.finding g WHERE g.follows = f.finding_id)
  AND (%(from_on)s::date IS NULL OR f.due_on_adjusted >= %(from_on)s)
  AND (%(to_on)s::date IS NULL OR f.due_on_adjusted <= %(to_on)s)
GROUP BY 1, 2, 3, 4
"""
# An event without one came in time by the dates of its history row, or no clock of Article 19 runs on it.
_WITHOUT_FINDING = """
SELECT h.provider, h.item_version, h.origin, h.changed_on, h.due_on_adjusted, h.provisional, t.opened_on, count(*)
FROM {history} h
LEFT JOIN platform.finding c ON c.event_id = h.event_id AND c.clock = %(correction_clock)s AND c.follows IS NULL
LEFT JOIN platform.correction_ticket t ON t.id = c.ticket
WHERE {in_period} AND NOT EXISTS (
  SELECT 1 FROM platform.finding f WHERE f.item = %(item)s AND f.clock = %(clock)s AND f.event_id = h.event_id)
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_WRITTEN = """
SELECT h.provider, h.materialised_at, count(*), sum(d.seconds)::float8, max(d.seconds)::float8
FROM {history} h, LATERAL (SELECT extract(epoch FROM h.materialised_at - h.received_at) AS seconds) d
WHERE {in_period} GROUP BY 1, 2
"""
_IN_PERIOD = (
    "h.operation <> 'ATTEST' AND (%(from_on)s::date IS NULL OR h.due_on_adjusted >= %(from_on)s) "
    "AND (%(to_on)s::date IS NULL OR h.due_on_adjusted <= %(to_on)s)"
)


@dataclass(frozen=True)
class Share:
    """So many `of` so many: a numerator with its denominator."""

    count: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share as a number from 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None

    def as_json(self) -> dict[str, Any]:
        """The share as commands print it; the rate is null of nothing."""
        return {"count": self.count, "of": self.of, "rate": self.rate}


@dataclass(frozen=True)
class Timeliness:
    """One agency and item.

    Of what is `open` now, `due_soon`, `overdue` and `past_target` stand at that stage; `oldest_due_on` is the earliest
    due date of those past it, `oldest_working_days` how many working days ago that was. `in_time` is the share of
    changes on a clock of the Rules that came in time, `within_target` that of changes whose number of days is only the
    platform's target. `pending` changes have no certain due date yet; `not_scored` ones are on no clock, among them
    the `loaded`, which claim to be a backfill or snapshot. `breaches` are findings an officer confirmed.
    """

    agency: str
    item: str
    open: int
    due_soon: int
    overdue: int
    past_target: int
    oldest_due_on: date | None
    oldest_working_days: int | None
    in_time: Share
    within_target: Share
    pending: int
    not_scored: int
    loaded: int
    breaches: int
    provider_delay: ProviderDelay
    platform_delay: PlatformDelay
    subscriber_delays: tuple[SubscriberDelay, ...]

    def as_json(self) -> dict[str, Any]:
        """The row for other programs: dates in ISO 8601."""
        plain = {
            name: getattr(self, name)
            for name in self.__dataclass_fields__
            if name not in ("in_time", "within_target") and not name.endswith(("_delay", "_delays"))
        }
        return {
            **plain,
            "oldest_due_on": self.oldest_due_on and self.oldest_due_on.isoformat(),
            "in_time": self.in_time.as_json(),
            "within_target": self.within_target.as_json(),
            "provider_delay": attribution.as_json(self.provider_delay),
            "platform_delay": attribution.as_json(self.platform_delay),
            "subscriber_delays": [attribution.as_json(delay) for delay in self.subscriber_delays],
        }


@dataclass
class _Tally:
    """What is counted so far of one agency and item."""

    counts: Counter[str] = field(default_factory=Counter)
    late: list[tuple[date, datetime, int]] = field(default_factory=list)
    written: Counter[datetime] = field(default_factory=Counter)
    seconds: float = 0.0
    longest: float = 0.0


def timeliness(
    settings: Settings,
    today: date,
    *,
    agency: str | None = None,
    item: str | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> list[Timeliness]:
    """Per agency and item, in that order: whoever sent something or owes something.

    Args:
        settings: where PostgreSQL is.
        today: the day in Beijing up to which working days past due are counted.
        agency: of this agency only.
        item: of this item only.
        from_on: of changes due on or after this day; what is open now is not limited by it.
        to_on: of changes due on or before this day.
    """
    connection = connect(settings, "govsync-timeliness")
    try:
        with transaction(connection) as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            law = Law.under(reference.current(cursor))
            reader = _Reader(law, {"from_on": from_on, "to_on": to_on})
            owing = owed(cursor)
            reader.breaches(cursor)
            accesses: dict[str, attribution.Accesses] = {}
            for each in law.directory.items.values():
                if item in (None, each.item):
                    reader.events(cursor, each)
                    accesses[each.item] = findings.accesses(cursor, each.item)
    finally:
        connection.close()
    return [
        _timeliness(
            who,
            what,
            reader.tallies[who, what],
            owing.get((who, what), Owed()),
            accesses.get(what, {}),
            law.calendar,
            today,
        )
        for who, what in sorted({*reader.tallies, *owing})
        if agency in (None, who) and item in (None, what)
    ]


@dataclass
class _Reader:
    law: Law
    period: Mapping[str, date | None]
    tallies: dict[tuple[str, str], _Tally] = field(default_factory=lambda: defaultdict(_Tally))

    def breaches(self, cursor: Cursor) -> None:
        found = rows(
            cursor,
            "SELECT provider, item, count(*) FROM platform.breach b WHERE (%(from_on)s::date IS NULL OR due_on_adjusted >= %(from_on)s) "
            "AND (%(to_on)s::date IS NULL OR due_on_adjusted <= %(to_on)s) GROUP BY 1, 2",
            self.period,
        )
        for provider, item, count in found:
            self.tallies[provider, item].counts["breaches"] += count

    def events(self, cursor: Cursor, item: Item) -> None:
        history = f"{item.database}.{item.table}_history"
        asked = {
            **self.period,
            "item": item.item,
            "clock": UPDATE_CLOCK,
            "correction_clock": CORRECTION_CLOCK,
        }
        for provider, named, due_on, received_at, count in rows(cursor, _FINDINGS, asked):
            tally = self.tallies[provider, item.item]
            tally.counts[named] += count
            if named == Verdict.LATE.name:
                tally.late.append((due_on, received_at, count))
        in_history = {"history": history, "in_period": _IN_PERIOD}
        unfound = rows(cursor, _WITHOUT_FINDING.format(**in_history), asked)
        for provider, version, origin, changed_on, due_on, provisional, ticket_opened_on, count in unfound:
            certain = None if provisional else due_on
            missed = self._while_missing(item, provider, version, changed_on, certain, ticket_opened_on)
            counts = self.tallies[provider, item.item].counts
            counts[_IN_TIME.get(missed, missed.name)] += count
            if missed is Verdict.NOT_APPLICABLE and origin in _LOADED:
                counts["loaded"] += count
        for provider, materialised_at, count, seconds, longest in rows(cursor, _WRITTEN.format(**in_history), asked):
            tally = self.tallies[provider, item.item]
            tally.written[materialised_at] += count
            tally.seconds += seconds
            tally.longest = max(tally.longest, longest)

    def _while_missing(
        self, item: Item, agency: str, item_version: int, changed_on: date, due_on: date | None, ticket: date | None
    ) -> Verdict:
        """What the clock would say of a change that never came: on which clock it is, if on any."""
        return verdict(
            received_at_ms=_NEVER_MS,
            changed_on=changed_on,
            due_on=due_on,
            provisional=False,
            track=self.law.track(agency, item.item, item_version, changed_on),
            origin=Origin.LIVE if ticket is None else Origin.CORRECTION,
            window_approved=False,
            ticket_opened_on=ticket,
            entered_on=item.announced_on,
            parameters=self.law.parameters,
        )


_IN_TIME = {Verdict.LATE: "in_time", Verdict.PAST_TARGET: "within_target"}
"""What an event without a finding is counted as, by what would be said of it had it never come."""


def _timeliness(
    agency: str,
    item: str,
    tally: _Tally,
    owing: Owed,
    accesses: attribution.Accesses,
    calendar: Calendar,
    today: date,
) -> Timeliness:
    counts = tally.counts
    oldest = min((on for on in (owing.oldest_overdue_on, owing.oldest_past_target_on) if on), default=None)
    in_time, within = counts["in_time"] + counts[Verdict.ON_TIME.name], counts["within_target"]
    return Timeliness(
        agency=agency,
        item=item,
        open=owing.open,
        due_soon=owing.due_soon,
        overdue=owing.overdue,
        past_target=owing.past_target,
        oldest_due_on=oldest,
        oldest_working_days=None if oldest is None else working_days_late(oldest, today, calendar),
        in_time=Share(in_time, in_time + counts[Verdict.LATE.name]),
        within_target=Share(within, within + counts[Verdict.PAST_TARGET.name]),
        pending=counts[Verdict.PENDING.name],
        not_scored=counts[Verdict.NOT_APPLICABLE.name] + counts[Verdict.EXCUSED.name],
        loaded=counts["loaded"],
        breaches=counts["breaches"],
        provider_delay=attribution.of_provider(tally.late, calendar),
        platform_delay=PlatformDelay(tally.written.total(), tally.seconds, tally.longest),
        subscriber_delays=tuple(attribution.of_subscribers(tally.written, accesses)),
    )


def totals(found: Iterable[Timeliness]) -> tuple[Share, Share]:
    """The shares in time and within target over several rows, numerators and denominators added up apart."""
    listed = list(found)
    return (
        Share(sum(t.in_time.count for t in listed), sum(t.in_time.of for t in listed)),
        Share(sum(t.within_target.count for t in listed), sum(t.within_target.of for t in listed)),
    )
