"""The clocks of the Rules as data: what opens an obligation, how long it runs, and when it is spoken of.

A kind is an entry of `obligations.yaml`; a new clock of the law is a new entry, not new code.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter

from schemas.bilingual import Text
from schemas.directory import Track
from stream_processors.rules import packaged
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import Parameters, Source, Unit
from stream_processors.rules.timeliness import (
    Due,
    due_at,
    nth_working_day,
    nth_working_day_of_quarter,
    start_of_day,
)

OVERDUE = "overdue"
PAST_TARGET = "past-target"
DEEMED_AGREEMENT = "deemed-agreement"

_MONTHS = 12
_ONE_DAY = timedelta(days=1)


class Length(StrEnum):
    """How the length of a clock is counted."""

    WORKING_DAYS = "working_days"  # from the day after the opening
    WORKING_DAYS_OF_QUARTER = "working_days_of_quarter"  # of the quarter of the opening
    END_OF_MONTH = "end_of_month"  # of the year after the one reported on, in which it opens: Article 37
    PERIOD = "period"  # the calendar day, month, quarter or year of the opening


_PARAMETER_UNITS = {
    Length.WORKING_DAYS: Unit.WORKING_DAYS,
    Length.WORKING_DAYS_OF_QUARTER: Unit.WORKING_DAYS,
    Length.END_OF_MONTH: Unit.MONTH,
    Length.PERIOD: Unit.CHOICE,
}
_MONTHS_OF_PERIOD = {"month": 1, "quarter": 3, "year": _MONTHS}


class Expiry(StrEnum):
    """What the Rules attach to the end of the time."""

    RECTIFICATION = "rectification"  # a notice of rectification may follow, after a human decision (Article 43)
    DEEMED_AGREEMENT = "deemed_agreement"  # silence is agreement (Article 26(2))
    REPORT_TO_GOVERNMENT = "report_to_government"  # the authority reports promptly (Article 43)
    NONE_STATED = "none_stated"


class Kind(BaseModel):
    """One clock of the Rules.

    `length` names the parameter that holds its number; `adopted_by` the parameter that names the document by which
    that number binds, where the text states none; `by_event` says that an event stops it, so that outages of the intake
    drop out of the count; `track` ties it to the items on that track; `followed_by` is the
    clock that starts where this one ends; `liability` is the limb of Article 43 a miss may fall under.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    article: str
    name: Text
    opened_by: Text
    length: str
    unit: Length
    adopted_by: str | None = None
    by_event: bool = False
    track: Track | None = None
    stopped_by: Text
    on_expiry: Expiry
    followed_by: str | None = None
    liability: str | None

    def is_target(self, opened_on: date, working_days: int | None, parameters: Parameters) -> bool:
        """Returns whether the limit is the platform's target alone: nobody is overdue by it, only past target.

        So it is where the number is our reading of the text ("promptly", "regularly"), no authority has adopted it,
        and the case (`working_days`) sets none of its own.
        """
        if self.adopted_by is not None:
            return not parameters(self.adopted_by).in_force(max(opened_on, parameters.in_force_on))
        return working_days is None and parameters(self.length).source is Source.READING

    def due(self, opened_on: date, working_days: int | None, calendar: Calendar, parameters: Parameters) -> Due:
        """Returns when an obligation of this kind, opened on that day, is due.

        `working_days` replaces the number of the Rules where a case sets its own (D15, an item's own limit).
        """
        lawful_day = max(opened_on, parameters.in_force_on)
        match self.unit:
            case Length.WORKING_DAYS:
                number = working_days or parameters.integer(self.length, lawful_day)
                counts_first_day = parameters.flag("count_start_day", lawful_day)
                return nth_working_day(opened_on + _ONE_DAY * (not counts_first_day), number, calendar)
            case Length.WORKING_DAYS_OF_QUARTER:
                number = working_days or parameters.integer(self.length, lawful_day)
                return nth_working_day_of_quarter(opened_on, number, calendar, parameters)
            case Length.END_OF_MONTH:
                month = parameters.integer(self.length, lawful_day)
                return Due(_last_day(date(opened_on.year + 1, month, 1), 1), False, ())
            case Length.PERIOD:
                return Due(_period_end(opened_on, parameters.choice(self.length, lawful_day)), False, ())


def _period_end(day: date, period: str) -> date:
    if period == "day":
        return day
    months = _MONTHS_OF_PERIOD[period]
    return _last_day(date(day.year, (day.month - 1) // months * months + 1, 1), months)


def _last_day(first: date, months: int) -> date:
    """The last day of the `months` months that begin on `first`."""
    later = first.month - 1 + months
    return date(first.year + later // _MONTHS, later % _MONTHS + 1, 1) - _ONE_DAY


@dataclass(frozen=True)
class Kinds:
    """All clocks by id."""

    by_id: Mapping[str, Kind]

    @classmethod
    def load(cls, parameters: Parameters) -> Self:
        """Returns the kinds that come with the product.

        Raises `ValueError` where one is malformed, or names a parameter that is not there or is counted
        otherwise.
        """
        stated = TypeAdapter(dict[str, dict[str, object]]).validate_python(packaged.read("obligations.yaml"))
        kinds = cls({name: Kind.model_validate({"id": name, **entry}) for name, entry in stated.items()})
        for kind in kinds:
            parameter = parameters.by_name.get(kind.length)
            if parameter is None or parameter.unit is not _PARAMETER_UNITS[kind.unit]:
                raise ValueError(f"{kind.id}: {kind.length} is not a parameter in {_PARAMETER_UNITS[kind.unit]}")
            if kind.adopted_by is not None and kind.adopted_by not in parameters.by_name:
                raise ValueError(f"{kind.id}: {kind.adopted_by} is not a parameter")
            if kind.followed_by is not None and kind.followed_by not in kinds.by_id:
                raise ValueError(f"{kind.id}: {kind.followed_by} is not a clock")
        return kinds

    def __call__(self, kind_id: str) -> Kind:
        """Returns the kind of that id; `KeyError` if there is none."""
        return self.by_id[kind_id]

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.by_id.values())

    def of_track(self, track: Track) -> Kind:
        """Returns the clock of the items on that track (Article 19)."""
        return next(kind for kind in self if kind.track is track)


class Stage(NamedTuple):
    """A moment in the life of an obligation at which people are told.

    `name` is `due-soon`, `due-today`, `overdue-<working days>`, `past-target-<working days>` or `deemed-agreement`;
    `at` the instant (UTC) from which it holds. Whoever learns of the obligation at `over_at` or later (None: never)
    is not told of the stage any more.
    """

    name: str
    at: datetime
    over_at: datetime | None


def stages(
    kind: Kind, opened_on: date, working_days: int | None, due_on: date, calendar: Calendar, parameters: Parameters
) -> list[Stage]:
    """Returns the stages of an obligation opened and due on those days, earliest first.

    Each begins at 00:00 Beijing time: due-soon `at_risk_working_days` working days before the due date,
    due-today on it, overdue-k on the k-th working day after it (past-target-k where the limit is a target). Stages
    whose day lies in a year without a notice are not returned until the notice is there, and a provisional due date
    is never overdue. Where silence is agreement nothing becomes overdue: deemed-agreement begins when the due date has
    passed.
    """
    lawful_day = max(due_on, parameters.in_force_on)
    deadline = due_at(due_on, opened_on, parameters)
    due_today = Stage("due-today", start_of_day(due_on), deadline)
    warning = parameters.integer("at_risk_working_days", lawful_day)
    soon = _nth_working_day_before(due_on, warning, calendar)
    found = [Stage("due-soon", start_of_day(soon), due_today.at)] if soon else []
    found.append(due_today)
    if calendar.provisional(due_on):
        return found
    if kind.on_expiry is Expiry.DEEMED_AGREEMENT:
        return [*found, Stage(DEEMED_AGREEMENT, deadline, None)]
    name = PAST_TARGET if kind.is_target(opened_on, working_days, parameters) else OVERDUE
    after: list[tuple[str, datetime]] = []
    for number in parameters.integers("overdue_stage_working_days", lawful_day):
        day = nth_working_day(due_on + _ONE_DAY, number, calendar).due_on
        if day:
            after.append((f"{name}-{number}", start_of_day(day)))
    ends = [*(at for _, at in after[1:]), None]
    return found + [Stage(*each, over_at) for each, over_at in zip(after, ends, strict=True)] if after else found


def _nth_working_day_before(day: date, number: int, calendar: Calendar) -> date | None:
    while number:
        day -= _ONE_DAY
        if not calendar.known(day):
            return None
        number -= calendar.is_working(day)
    return day
