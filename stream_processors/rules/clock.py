"""The clock of Article 19 for columns of events: on which track each runs, and by when it was due. Pure.

The track is that of the item version in force on the day of the change, or QUARTERLY where the agency has an approval
for the item that is valid on that day (Article 19(4)). Whoever judges events, as they come in or again later, asks
here, so that all judge alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schemas.directory import Item, Track
from schemas.registers import Approval, Outage, Reference
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import NO_DATE, TRACK_CODES, Days, DueTable, Flags, parameter_column, to_days


class Dates(NamedTuple):
    """What the clock says of each event of a batch, as columns of equal length.

    `due` and `adjusted` are days since 1970-01-01 or `NO_DATE`: by the Rules, and with the working days of declared
    outages left out. `provisional` speaks of the adjusted date, which is the one that is judged by. `versions` are item
    versions by number, `tracks` are `TRACK_CODES`. `approvals` are the ids of the approvals by which events are due by
    quarter, None where there is none; the whole column is None where no event of the batch has one.
    """

    due: Days
    adjusted: Days
    provisional: Flags
    versions: NDArray[np.int64]
    tracks: NDArray[np.int8]
    approvals: Sequence[str | None] | None


@dataclass
class Clocks:
    """The clocks of all items under one set of reference rows; tables of dates are shared among them."""

    reference: Reference
    calendar: Calendar
    parameters: Parameters
    _tables: dict[tuple[Outage, ...], DueTable] = field(default_factory=dict, init=False, repr=False)

    def of(self, item: Item) -> "ItemClock":
        """The clock of an item."""
        outages = self.reference.outages_of(item.item)
        approvals = [approval for approval in self.reference.approvals if approval.item == item.item]
        return ItemClock(item, approvals, self._table(()), self._table(outages) if outages else None, self.parameters)

    def _table(self, outages: tuple[Outage, ...]) -> DueTable:
        if outages not in self._tables:
            self._tables[outages] = DueTable(self.calendar, self.parameters, outages)
        return self._tables[outages]


@dataclass
class ItemClock:
    """The clock of one item's events.

    `approvals` are those for the item, of which the first that is valid counts; `interrupted` is None where no outage
    befell it.
    """

    item: Item
    approvals: Sequence[Approval]
    announced: DueTable
    interrupted: DueTable | None
    parameters: Parameters

    def __post_init__(self) -> None:
        self._starts = np.array([to_days(version.valid_from_on) for version in self.item.versions], np.int32)
        self._tracks = np.array([TRACK_CODES[version.track] for version in self.item.versions], np.int8)

    def dates(self, providers: pl.Series, changed: Days, approvals: pl.Series | None = None) -> Dates:
        """The dates of events.

        Args:
            providers: the agencies that provide them.
            changed: the days of their changes, since 1970-01-01.
            approvals: ids of the approvals by which they were judged before, null where by none; they stand, so that
                one that was registered since hides no earlier lateness. None where they are judged for the first time.
        """
        indexes = np.maximum(np.searchsorted(self._starts, changed, side="right") - 1, 0)
        tracks = self._tracks[indexes]
        if approvals is None:
            governing = self._governing(providers, changed)
        else:
            governing = self._kept(approvals)
        if governing is not None:
            tracks[governing >= 0] = TRACK_CODES[Track.QUARTERLY]
        due, provisional = self._look_up(self.announced, indexes, governing, changed)
        adjusted = due
        if self.interrupted is not None:
            adjusted, provisional = self._look_up(self.interrupted, indexes, governing, changed)
        named = None
        if governing is not None:
            ids = [approval.id for approval in self.approvals]
            named = [ids[position] if position >= 0 else None for position in governing.tolist()]
        return Dates(due, adjusted, provisional, indexes + 1, tracks, named)

    def first_change_touched(self, day: date) -> date:
        """Returns the first day of a change whose count of days reaches `day` or has no end yet."""
        table = self.interrupted or self.announced
        known = np.arange(to_days(table.calendar.known_from), to_days(table.calendar.known_through) + 1, dtype=np.int32)
        paces = {(version.track, version.working_days) for version in self.item.versions} | {(Track.QUARTERLY, None)}
        reaches = np.zeros(len(known), np.bool_)
        for track, working_days in paces:
            due, _ = table.due(track, working_days, known)
            reaches |= (due >= to_days(day)) | (due == NO_DATE)
        first = known[reaches.argmax()] if reaches.any() else known[-1] + 1
        return min(day, date(1970, 1, 1) + timedelta(days=int(first)))

    def _governing(self, providers: pl.Series, changed: Days) -> NDArray[np.int64] | None:
        """The position of each event's approval, -1 where there is none; None where no event has one."""
        if not self.approvals:
            return None
        found = np.full(len(changed), -1, np.int64)
        # Art. 19(4) sets no limit; whether basic information may be approved is a reading (O7).
        allowed = parameter_column(self.parameters, "quarterly_allows_basic", changed, bool).astype(np.bool_)
        admissible = allowed if self.item.is_basic else np.ones(len(changed), np.bool_)
        for position, approval in enumerate(self.approvals):
            valid = (changed >= to_days(approval.valid_from_on)) & (changed <= to_days(approval.valid_to_on))
            found[admissible & valid & (providers == approval.agency).to_numpy() & (found < 0)] = position
        return found if (found >= 0).any() else None

    def _kept(self, approvals: pl.Series) -> NDArray[np.int64] | None:
        positions = {approval.id: position for position, approval in enumerate(self.approvals)}
        found = np.array([positions.get(name, -1) for name in approvals.to_list()], np.int64)
        return found if (found >= 0).any() else None

    def _look_up(
        self, table: DueTable, indexes: NDArray[np.int64], governing: NDArray[np.int64] | None, changed: Days
    ) -> tuple[Days, Flags]:
        if len(self.item.versions) == 1 and governing is None:
            version = self.item.versions[0]
            return table.due(version.track, version.working_days, changed)
        days = np.full(len(changed), NO_DATE, np.int32)
        provisional = np.zeros(len(changed), np.bool_)
        by_version = indexes if governing is None else np.where(governing >= 0, -1, indexes)
        for index, version in enumerate(self.item.versions):
            rows = by_version == index
            days[rows], provisional[rows] = table.due(version.track, version.working_days, changed[rows])
        rows = by_version < 0
        days[rows], provisional[rows] = table.due(Track.QUARTERLY, None, changed[rows])
        return days, provisional
