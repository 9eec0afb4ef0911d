"""What the legal clocks say about accepted events: verdicts as columns, and the findings that tell of them.

Events are judged by the reference rows that PostgreSQL has when the judgement is stored (`reference.held_change`), as
they come in (`materialiser`) and again when those rows change (`rejudging`). A finding is a row of its own where there
is something to tell: an event came late, its dates are other than its history row says, or a ticket's clock judged it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

import numpy as np
import polars as pl
from numpy.typing import NDArray

from infra import reference
from infra.postgres import Cursor, insert_rows
from schemas.directory import Directory, Item, Track
from schemas.registers import Reference, Ticket
from schemas.released import WireSchemas
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.clock import Dates, ItemClock
from stream_processors.rules.obligations import Kind, Kinds
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.ruleset import Ruleset
from stream_processors.rules.timeliness import (
    NO_DATE,
    TRACK_CODES,
    Days,
    Flags,
    Origin,
    Verdict,
    to_days,
    verdicts,
)

UPDATE_CLOCK = "ARTICLE-19"
CORRECTION_CLOCK = "ARTICLE-30"
MISSED = (Verdict.LATE, Verdict.PAST_TARGET)
"""Verdicts that an officer is told of."""

_VERIFICATION = "D10"
_BEIJING = "Asia/Shanghai"
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_COLUMNS = (
    "finding_id, provider, item, event_id, clock, verdict, changed_on, due_on, due_on_adjusted, provisional, received_at, "
    "item_version, approval, ticket, rules_version, calendar_version, reason, follows"
)

Names = Sequence[str | None]


@dataclass(frozen=True)
class Judgements:
    """What one clock says about events of a batch, as columns of equal length.

    `rows` are their positions in the batch, `verdicts` are `Verdict` codes; `due`, `adjusted` and `provisional` are as
    in `clock.Dates`. `approvals` and `tickets` name the rows the dates rest on, None where no event has one.
    """

    clock: str
    rows: NDArray[np.int64]
    verdicts: NDArray[np.int8]
    due: Days
    adjusted: Days
    provisional: Flags
    approvals: Names | None = None
    tickets: Names | None = None


@dataclass(frozen=True)
class Judge:
    """Judges events of one item under one set of rules."""

    item: Item
    rules: Ruleset

    @cached_property
    def clock(self) -> ItemClock:
        """The clock of Article 19 for the item."""
        return self.rules.clocks.of(self.item)

    def judge(self, events: pl.DataFrame, approvals: pl.Series | None = None) -> list[Judgements]:
        """What Article 19 says of every event, and Article 30 of the corrections among them.

        Args:
            events: columns of the history table, one row per event.
            approvals: those by which they were judged before, as in `ItemClock.dates`.
        """
        proof = self._proof(events)
        dates = self.clock.dates(events["provider"], _days(events["changed_on"]), approvals)
        return [self._updates(events, dates, proof), *self._corrections(events, proof)]

    def by_dates_in_history(self, events: pl.DataFrame) -> Judgements:
        """What Article 19 says of every event by the dates its history row has."""
        known = self.clock.dates(events["provider"], _days(events["changed_on"]), events["approval"])
        dates = known._replace(
            due=_days(events["due_on"]),
            adjusted=_days(events["due_on_adjusted"]),
            provisional=events["provisional"].to_numpy(),
        )
        return self._updates(events, dates, self._proof(events))

    def _updates(self, events: pl.DataFrame, dates: Dates, proof: "_Proof") -> Judgements:
        judged = verdicts(
            received_at_ms=_milliseconds(events["received_at"]),
            changed_days=_days(events["changed_on"]),
            due_days=dates.adjusted,
            provisional=dates.provisional,
            tracks=dates.tracks,
            origins=_origins(events["origin"]),
            window_approved=proof.windows,
            ticket_opened_days=proof.opened(events.height),
            entered_days=np.full(events.height, self.item.announced_on.toordinal() - _EPOCH_ORDINAL, np.int32),
            parameters=self.rules.parameters,
        )
        every_row = np.arange(events.height)
        return Judgements(
            UPDATE_CLOCK, every_row, judged, dates.due, dates.adjusted, dates.provisional, dates.approvals
        )

    def _corrections(self, events: pl.DataFrame, proof: "_Proof") -> Iterator[Judgements]:
        """Article 30(2): a correction comes within the days of verification, counted from the ticket's opening."""
        received_at_ms = _milliseconds(events["received_at"])
        outages = self.rules.reference.outages_of(self.item.item)
        for ticket, rows in proof.tickets.values():
            plain = self._verification.due(ticket.opened_on, None, self.rules.calendar, self.rules.parameters)
            adjusted = self._verification.due(
                ticket.opened_on, None, self.rules.calendar.interrupted(outages), self.rules.parameters
            )
            opened = np.full(len(rows), to_days(ticket.opened_on), np.int32)
            due = np.full(len(rows), to_days(plain.due_on), np.int32)
            due_adjusted = np.full(len(rows), to_days(adjusted.due_on), np.int32)
            provisional = np.full(len(rows), adjusted.provisional)
            judged = verdicts(
                received_at_ms=received_at_ms[rows],
                changed_days=opened,
                due_days=due_adjusted,
                provisional=provisional,
                tracks=np.full(len(rows), TRACK_CODES[Track.WORKING_DAYS], np.int8),
                origins=np.full(len(rows), Origin.LIVE, np.int8),
                window_approved=np.zeros(len(rows), np.bool_),
                ticket_opened_days=np.full(len(rows), NO_DATE, np.int32),
                entered_days=np.full(len(rows), NO_DATE, np.int32),
                parameters=self.rules.parameters,
            )
            tickets = [ticket.id] * len(rows)
            yield Judgements(CORRECTION_CLOCK, rows, judged, due, due_adjusted, provisional, tickets=tickets)

    @cached_property
    def _verification(self) -> Kind:
        return Kinds.load(self.rules.parameters)(_VERIFICATION)

    def _proof(self, events: pl.DataFrame) -> "_Proof":
        """What proves each event's claim to be other than LIVE (rules d); a claim without proof counts as LIVE."""
        windows = np.zeros(events.height, np.bool_)
        tickets: dict[str, tuple[Ticket, NDArray[np.int64]]] = {}
        named = events["origin_ref"]
        if named.null_count() == len(named):
            return _Proof(windows, tickets)
        received = events["received_at"].dt.convert_time_zone(_BEIJING).dt.date()
        loads = events["origin"].is_in(("BACKFILL", "SNAPSHOT"))
        for window in self.rules.reference.windows:
            if window.item in (None, self.item.item):
                proven = loads & (named == window.window) & (received >= window.opens_on)
                if window.closes_on is not None:
                    proven &= received <= window.closes_on
                if window.provider is not None:
                    proven &= events["provider"] == window.provider
                windows |= proven.fill_null(value=False).to_numpy()
        corrects = events["origin"] == Origin.CORRECTION.name
        for ticket in self.rules.reference.tickets:
            if ticket.item == self.item.item:
                proven = corrects & (named == ticket.id) & (events["provider"] == ticket.provider)
                proven &= received.is_between(ticket.opened_on, ticket.closed_on or date.max)
                rows = np.flatnonzero(proven.fill_null(value=False).to_numpy())
                if len(rows):
                    tickets[ticket.id] = (ticket, rows)
        return _Proof(windows, tickets)


@dataclass
class Judges:
    """The judges of all items, under the reference rows that PostgreSQL has."""

    directory: Directory
    schemas: WireSchemas
    parameters: Parameters
    _change: int | None = field(default=None, init=False)
    _judges: Mapping[str, Judge] = field(default_factory=dict, init=False)

    def informed(self, cursor: Cursor) -> Mapping[str, Judge]:
        """The judges by item, in the transaction that stores what they say; no row changes until it ends."""
        change = reference.held_change(cursor)
        if change != self._change:
            self._judges = self.under(reference.current(cursor))
            self._change = change
        return self._judges

    def under(self, rows: Reference) -> Mapping[str, Judge]:
        """The judges by item, under reference rows that need not be stored."""
        calendar = Calendar.load().amended(rows.notices)
        rules = Ruleset(self.directory, self.schemas, rows, self.parameters, calendar)
        return {item.item: Judge(item, rules) for item in self.directory.items.values()}


@dataclass(frozen=True)
class _Proof:
    """Whether a window proves each event, and which events each ticket proves."""

    windows: Flags
    tickets: Mapping[str, tuple[Ticket, NDArray[np.int64]]]

    def opened(self, height: int) -> Days:
        days = np.full(height, NO_DATE, np.int32)
        for ticket, rows in self.tickets.values():
            days[rows] = to_days(ticket.opened_on)
        return days


def to_tell(judged: Judgements, events: pl.DataFrame) -> Flags:
    """Which judgements become findings when their events come in, as a mask over the columns of `judged`."""
    if judged.clock == CORRECTION_CLOCK:
        applicable: Flags = judged.verdicts != Verdict.NOT_APPLICABLE
        return applicable
    # Of the others the dates in history say what there is to say, unless the rows changed on the way.
    missed: Flags = np.isin(judged.verdicts, MISSED)
    return missed | differs_from_history(judged, events)


def differs_from_history(judged: Judgements, events: pl.DataFrame) -> Flags:
    """Which events of Article 19 have other dates than their history rows say."""
    differs: Flags = judged.due != _days(events["due_on"])
    differs |= judged.adjusted != _days(events["due_on_adjusted"])
    differs |= judged.provisional != events["provisional"].to_numpy()
    return differs


def store(
    cursor: Cursor,
    judge: Judge,
    events: pl.DataFrame,
    judged: Judgements,
    chosen: Flags,
    *,
    reason: str | None = None,
    follows: Mapping[str, str] | None = None,
) -> None:
    """Insert findings; the same event judged the same way again is the same finding.

    Args:
        cursor: in the transaction that asked `reference.held_change`.
        judge: whose judgement it is.
        events: the batch that was judged.
        judged: what one clock says of it.
        chosen: which of its judgements are stored.
        reason: register and row whose change made them be judged again, e.g. `outage/2026-03-intake`.
        follows: by event id, the finding that is followed.
    """
    positions = np.flatnonzero(chosen)
    if not len(positions):
        return
    rows = judged.rows[positions]
    columns = ("provider", "event_id", "changed_on", "received_at", "item_version")
    values = []
    for position, (provider, event_id, changed_on, received_at, item_version) in zip(
        positions.tolist(), events.select(columns)[rows].iter_rows(), strict=True
    ):
        followed = (follows or {}).get(event_id)
        identity = f"{event_id}|{judged.clock}|{item_version}|{judge.rules.version}|{followed or ''}"
        values.append((
            sha256(identity.encode()).hexdigest()[:32], provider, judge.item.item, event_id, judged.clock,
            Verdict(judged.verdicts[position]).name, changed_on, day_of(judged.due[position]),
            day_of(judged.adjusted[position]), bool(judged.provisional[position]), received_at, item_version,
            _name(judged.approvals, position), _name(judged.tickets, position), judge.rules.version,
            judge.rules.calendar.version, reason, followed,
        ))  # fmt: skip
    insert_rows(cursor, f"platform.finding ({_COLUMNS})", values, "ON CONFLICT (finding_id) DO NOTHING")


def day_of(days: int) -> date | None:
    """The date that a column holds as days since 1970-01-01."""
    return None if days == NO_DATE else date.fromordinal(int(days) + _EPOCH_ORDINAL)


def _name(names: Names | None, position: int) -> str | None:
    return None if names is None else names[position]


def _milliseconds(instants: pl.Series) -> NDArray[np.int64]:
    return instants.cast(pl.Int64).to_numpy()


def _days(dates: pl.Series) -> Days:
    days = dates.cast(pl.Int32).to_numpy()  # as floats with gaps where there are nulls
    return np.where(np.isnan(days), NO_DATE, days).astype(np.int32) if dates.null_count() else days


def _origins(names: pl.Series) -> NDArray[np.int8]:
    origins = np.full(len(names), Origin.LIVE, np.int8)
    for origin in Origin:
        if origin is not Origin.LIVE:
            origins[(names == origin.name).to_numpy()] = origin
    return origins
