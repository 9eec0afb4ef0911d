"""Articles 19 and 45: by when a change must reach the platform, and whether it did.

All dates are dates in Beijing time (UTC+8, no daylight saving). Art. 19(2): basic information is updated
promptly. Art. 19(3): other information within 5 working days from the date of the change. Art. 19(4): an
approved item at least once within 10 working days after the start of each quarter. Art. 45: in force since
2019-07-01. The provider's `changed_on` starts the clock, the broker's append time of the first conforming
event stops it. Where the text is open, a parameter says how it is read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.bilingual import Text
from schemas.directory import Track
from schemas.registers import Outage
from stream_processors.rules.calendar import WEEKDAYS, Calendar
from stream_processors.rules.parameters import Parameters

Days = NDArray[np.int32]  # days since 1970-01-01
Flags = NDArray[np.bool_]

NO_DATE = int(np.iinfo(np.int32).min)
"""Stands for "no date" in an array of days."""

_EPOCH = date(1970, 1, 1)
_BEIJING_OFFSET_HOURS = 8
_DAY_MS = 86_400_000
_HOUR_MS = 3_600_000
_MINUTE_MS = 60_000
_QUARTER_MONTHS = 3
_ONE_DAY = timedelta(days=1)


TRACK_CODES = {track: code for code, track in enumerate(Track)}
"""The small number that stands for a track in an array."""

_TRACK_ARTICLES = {
    Track.PROMPT: Text("Article 19(2)", "第十九条第二款"),
    Track.WORKING_DAYS: Text("Article 19(3)", "第十九条第三款"),
    Track.QUARTERLY: Text("Article 19(4)", "第十九条第四款"),
}
_TRACK_PARAMETERS = {
    Track.PROMPT: "prompt_working_days",
    Track.WORKING_DAYS: "other_information_working_days",
    Track.QUARTERLY: "quarterly_working_days",
}


class Origin(IntEnum):
    """Why an event was sent. Everything but LIVE needs proof, and without it counts as LIVE."""

    LIVE = 0
    BACKFILL = 1
    SNAPSHOT = 2
    CORRECTION = 3


class Verdict(IntEnum):
    """What the clock says about one event. Not a breach: only an officer's decision makes one (Article 43)."""

    ON_TIME = 0
    LATE = 1
    PAST_TARGET = 2  # a PROMPT item while no authority adopted the target: ours, not the law's
    PENDING = 3  # no date yet, or a provisional one
    EXCUSED = 4  # a proven backfill or snapshot of what changed before the item entered the sharing directory
    NOT_APPLICABLE = 5


class CountedDay(NamedTuple):
    """One day of the span between a change and its due date."""

    on: date
    working: bool
    why: Text
    notice: str


class Due(NamedTuple):
    """A due date, the end of which is the deadline.

    `due_on` is None while the span reaches a year without a notice, or where it begins before the calendar
    does. `provisional`: a notice still to come may move the date, or give one. `counted`: each day of the
    span that is known, the first being the day after the change (or after the quarter's first day).
    """

    due_on: date | None
    provisional: bool
    counted: tuple[CountedDay, ...]


class _Span(NamedTuple):
    due_on: date | None
    provisional: bool
    begins_on: date  # the first day that is counted
    days: int  # how many days from there on are known, up to the due date


def limit(track: Track, changed_on: date, parameters: Parameters) -> int:
    """Returns the working days the track allows for a change of that day.

    A change before the Rules came into force is counted by their first numbers: a date can be told, though
    no verdict follows from it (Article 45).
    """
    return parameters.integer(_TRACK_PARAMETERS[track], _lawful_day(changed_on, parameters))


def due(changed_on: date, track: Track, working_days: int | None, calendar: Calendar, parameters: Parameters) -> Due:
    """Returns by when a change of the day `changed_on` must reach the platform, with each day counted.

    PROMPT and WORKING_DAYS: the end of the n-th working day after the day of the change, which is not counted
    (O3). QUARTERLY: the end of the n-th working day of a quarter, its first day not counted (O6). Which
    quarter: Article 19(4) asks for at least one update in each, so an update made on the first day it may be
    made must be lawful, and it can only contain what had changed by then. Hence a change dated up to and
    including the first day of a quarter is due in that quarter, a later one in the next
    (`quarterly_update_covers`).

    Args:
        changed_on: the date of the change, in Beijing time; any day, working or not.
        track: the track of the item version in force on that day.
        working_days: n as the item version states it; None takes the number of the Rules.
        calendar: the working days known.
        parameters: the numbers and readings of the law; those in force on `changed_on` count.
    """
    span = _span(changed_on, track, working_days, calendar, parameters)
    return Due(span.due_on, span.provisional, tuple(_counted(span, calendar)))


def nth_working_day(begins_on: date, working_days: int, calendar: Calendar) -> Due:
    """Returns the n-th working day counted from `begins_on`, that day included."""
    span = _count(begins_on, working_days, calendar)
    return Due(span.due_on, span.provisional, tuple(_counted(span, calendar)))


def nth_working_day_of_quarter(day: date, working_days: int, calendar: Calendar, parameters: Parameters) -> Due:
    """Returns the n-th working day of the quarter `day` lies in (Article 19(4))."""
    return nth_working_day(_quarter_count_begins(day, parameters), working_days, calendar)


def adjusted(
    changed_on: date,
    track: Track,
    working_days: int | None,
    outages: Sequence[Outage],
    calendar: Calendar,
    parameters: Parameters,
) -> Due:
    """Returns `due`, with the working days that declared outages of the intake touch left out of the count.

    The Rules know no pause; that nobody answers for the platform's own outage is the platform's decision. An outage
    moves no start: the count begins on the same day as that of `due`, so the date is that of `due` or a later one.
    `provisional` holds wherever that of `due` does. One that has not ended leaves no date, so nothing is called late.

    Args:
        changed_on: as in `due`.
        track: as in `due`.
        working_days: as in `due`.
        outages: the declared outages that befell the item; those of others are the caller's to leave out.
        calendar: the working days known, without outages.
        parameters: as in `due`.
    """
    interrupted = calendar.interrupted(outages)
    span = _span(changed_on, track, working_days, calendar, parameters, interrupted)
    return Due(span.due_on, span.provisional, tuple(_counted(span, interrupted)))


def _span(
    changed_on: date,
    track: Track,
    working_days: int | None,
    calendar: Calendar,
    parameters: Parameters,
    interrupted: Calendar | None = None,
) -> _Span:
    """The span of a deadline; its days are counted in `interrupted`, if that is given."""
    lawful_day = _lawful_day(changed_on, parameters)
    number = limit(track, changed_on, parameters) if working_days is None else working_days
    if not calendar.known(changed_on):
        return _unknown(changed_on, changed_on, calendar)
    if track is Track.QUARTERLY:
        begins_on = _quarterly_count_begins(changed_on, number, calendar, parameters)
    else:
        counts_start_day = parameters.flag("count_start_day", lawful_day)
        begins_on = changed_on if counts_start_day else changed_on + _ONE_DAY
    return _count(begins_on, number, interrupted or calendar)


def _quarterly_count_begins(changed_on: date, number: int, calendar: Calendar, parameters: Parameters) -> date:
    # Art. 19(4)
    this_window = _quarter_count_begins(changed_on, parameters)
    covers = parameters.choice("quarterly_update_covers", _lawful_day(changed_on, parameters))
    if covers == "changes_until_quarter_start":
        in_this_window = changed_on == _quarter_start(changed_on)
    else:
        closes_on = _count(this_window, number, calendar).due_on
        in_this_window = closes_on is None or changed_on <= closes_on
    return this_window if in_this_window else _quarter_count_begins(_next_quarter_start(changed_on), parameters)


def _quarter_count_begins(day: date, parameters: Parameters) -> date:
    start = _quarter_start(day)
    counts = parameters.flag("quarter_first_day_counts", _lawful_day(start, parameters))
    return start if counts else start + _ONE_DAY


def _count(begins_on: date, number: int, calendar: Calendar) -> _Span:
    if number < 1:
        raise ValueError(f"a deadline of {number} working days: it takes at least 1")
    day, remaining, provisional = begins_on, number, False
    while True:
        if not calendar.known(day):
            return _unknown(begins_on, day, calendar)
        provisional = provisional or calendar.provisional(day)
        remaining -= calendar.is_working(day)
        if not remaining:
            return _Span(day, provisional, begins_on, (day - begins_on).days + 1)
        day += _ONE_DAY


def _unknown(begins_on: date, unknown_day: date, calendar: Calendar) -> _Span:
    # A year before the calendar begins will get no notice any more; one after it will.
    awaits_notice = not calendar.years or unknown_day.year > calendar.years[0]
    return _Span(None, awaits_notice, begins_on, (unknown_day - begins_on).days)


def _counted(span: _Span, calendar: Calendar) -> Iterator[CountedDay]:
    for n in range(span.days):
        day = span.begins_on + timedelta(days=n)
        yield CountedDay(day, *calendar.why(day))


def _lawful_day(day: date, parameters: Parameters) -> date:
    return max(day, parameters.in_force_on)


def _quarter_start(day: date) -> date:
    return date(day.year, (day.month - 1) // _QUARTER_MONTHS * _QUARTER_MONTHS + 1, 1)


def _next_quarter_start(day: date) -> date:
    return _quarter_start(_quarter_start(day) + timedelta(days=31 * _QUARTER_MONTHS))


def due_at(due_on: date, changed_on: date, parameters: Parameters) -> datetime:
    """Returns the instant (UTC) at which a due date has passed: by default 24:00 Beijing time, 16:00Z (O4).

    An event appended at that very instant is late, one a millisecond earlier is not.
    """
    cutoff = parameters.choice("deadline_cutoff", _lawful_day(changed_on, parameters))
    day_ms = (due_on - _EPOCH).days * _DAY_MS
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=day_ms + _cutoff_ms(cutoff))


def _cutoff_ms(cutoff: str) -> int:
    """Milliseconds between 00:00Z of a date and the cutoff, Beijing time, of the same date."""
    hours, minutes = cutoff.split(":")
    return (int(hours) - _BEIJING_OFFSET_HOURS) * _HOUR_MS + int(minutes) * _MINUTE_MS


def start_of_day(day: date) -> datetime:
    """Returns the instant (UTC) at which a date begins in Beijing."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=_BEIJING_OFFSET_HOURS)


def beijing_date(instant: datetime) -> date:
    """Returns the date in Beijing at an instant, which must know its time zone."""
    if instant.tzinfo is None:
        raise ValueError("the instant does not say its time zone")
    return (instant.astimezone(UTC) + timedelta(hours=_BEIJING_OFFSET_HOURS)).date()


def working_days_late(due_on: date, on: date, calendar: Calendar) -> int | None:
    """Returns the working days after `due_on` up to and including `on`; 0 up to the due date itself.

    What was due on a Friday and is there on Saturday is late by zero working days. None while the span
    reaches a year without a notice.
    """
    days = [due_on + timedelta(days=n) for n in range(1, (on - due_on).days + 1)]
    if not all(calendar.known(day) for day in days):
        return None
    return sum(calendar.is_working(day) for day in days)


@dataclass(frozen=True)
class DueTable:
    """Due dates of whole columns: per track and number of working days, `due` for every day of the calendar.

    With declared outages it holds `adjusted` instead.
    """

    calendar: Calendar
    parameters: Parameters
    outages: tuple[Outage, ...] = ()
    _columns: dict[tuple[Track, int | None], tuple[Days, Flags]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def due(self, track: Track, working_days: int | None, changed_days: Days) -> tuple[Days, Flags]:
        """Returns the due date of each day as (due days, provisional); `NO_DATE` where there is no date.

        Days and due days are int32 days since 1970-01-01.
        """
        key = (track, working_days)
        if key not in self._columns:
            self._columns[key] = self._column(track, working_days)
        due_days, provisional = self._columns[key]
        # One more cell at either end answers for all days before and after the calendar.
        first = (self.calendar.known_from - _EPOCH).days - 1
        cells = np.clip(changed_days - np.int64(first), 0, len(due_days) - 1)
        return due_days[cells], provisional[cells]

    def _column(self, track: Track, working_days: int | None) -> tuple[Days, Flags]:
        first, last = self.calendar.known_from, self.calendar.known_through
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        interrupted = self.calendar.interrupted(self.outages) if self.outages else self.calendar
        spans = [_span(day, track, working_days, self.calendar, self.parameters, interrupted) for day in days]
        due_days = [NO_DATE, *(to_days(span.due_on) for span in spans), NO_DATE]
        provisional = [False, *(span.provisional for span in spans), True]
        return np.array(due_days, dtype=np.int32), np.array(provisional, dtype=np.bool_)


def to_days(day: date | None) -> int:
    """Returns a date as columns hold it: days since 1970-01-01, `NO_DATE` for None."""
    return NO_DATE if day is None else (day - _EPOCH).days


def verdict(
    *,
    received_at_ms: int,
    changed_on: date,
    due_on: date | None,
    provisional: bool,
    track: Track,
    origin: Origin,
    window_approved: bool,
    ticket_opened_on: date | None,
    entered_on: date | None,
    parameters: Parameters,
) -> Verdict:
    """Returns what the clock says about one event.

    Args:
        received_at_ms: the broker's append time of the first conforming event, milliseconds since 1970 in UTC.
        changed_on: the date of the change, in Beijing time.
        due_on: as `due` gives it, or `adjusted` where outages were declared; None while there is no date.
        provisional: as given with it.
        track: the track of the item version in force on the date of the change.
        origin: what the event claims to be.
        window_approved: whether a window approved beforehand proves a BACKFILL or SNAPSHOT.
        ticket_opened_on: when the ticket that proves a CORRECTION was opened; None if there is none.
        entered_on: when the item entered the sharing directory; None if it never changed its standing there.
        parameters: the numbers and readings of the law.
    """
    # Art. 45: the Rules judge nothing that changed before they came into force.
    if changed_on < parameters.in_force_on:
        return Verdict.NOT_APPLICABLE
    if entered_on is not None and changed_on < entered_on:
        loads_the_past = origin in (Origin.BACKFILL, Origin.SNAPSHOT) and window_approved
        return Verdict.EXCUSED if loads_the_past else Verdict.NOT_APPLICABLE
    # Art. 30(2) alone judges a correction of what changed on or after the day its ticket was opened.
    if origin is Origin.CORRECTION and ticket_opened_on is not None and changed_on >= ticket_opened_on:
        return Verdict.NOT_APPLICABLE
    if due_on is None or provisional:
        return Verdict.PENDING
    due_at_ms = to_days(due_on) * _DAY_MS + _cutoff_ms(parameters.choice("deadline_cutoff", changed_on))
    if received_at_ms < due_at_ms:
        return Verdict.ON_TIME
    # Art. 19(2) says "promptly" only: our number for it binds nobody until an authority adopts it.
    if track is Track.PROMPT and not parameters("prompt_adopted_by").in_force(changed_on):
        return Verdict.PAST_TARGET
    return Verdict.LATE


def verdicts(
    *,
    received_at_ms: NDArray[np.int64],
    changed_days: Days,
    due_days: Days,
    provisional: Flags,
    tracks: NDArray[np.int8],
    origins: NDArray[np.int8],
    window_approved: Flags,
    ticket_opened_days: Days,
    entered_days: Days,
    parameters: Parameters,
) -> NDArray[np.int8]:
    """Returns `verdict` of each event, as `Verdict` codes, for columns of equal length.

    Dates are days since 1970-01-01 with `NO_DATE` for None; `tracks` holds `TRACK_CODES`, `origins` `Origin`.
    """
    in_force_days = to_days(parameters.in_force_on)
    before_entry = (entered_days != NO_DATE) & (changed_days < entered_days)
    loads_the_past = ((origins == Origin.BACKFILL) | (origins == Origin.SNAPSHOT)) & window_approved
    only_a_correction = (
        (origins == Origin.CORRECTION) & (ticket_opened_days != NO_DATE) & (changed_days >= ticket_opened_days)
    )
    cutoffs = parameter_column(
        parameters, "deadline_cutoff", changed_days, lambda value: _cutoff_ms(str(value)) if value else 0
    )
    adopted = parameter_column(parameters, "prompt_adopted_by", changed_days, lambda value: value is not None)
    due_at_ms = due_days.astype(np.int64) * _DAY_MS + cutoffs
    ours_alone = (tracks == TRACK_CODES[Track.PROMPT]) & ~adopted.astype(np.bool_)
    return np.select(
        [
            changed_days < in_force_days,
            before_entry & loads_the_past,
            before_entry | only_a_correction,
            (due_days == NO_DATE) | provisional,
            received_at_ms < due_at_ms,
            ours_alone,
        ],
        [
            np.int8(Verdict.NOT_APPLICABLE),
            np.int8(Verdict.EXCUSED),
            np.int8(Verdict.NOT_APPLICABLE),
            np.int8(Verdict.PENDING),
            np.int8(Verdict.ON_TIME),
            np.int8(Verdict.PAST_TARGET),
        ],
        default=np.int8(Verdict.LATE),
    ).astype(np.int8)


def parameter_column(
    parameters: Parameters, name: str, changed_days: Days, convert: Callable[[object], int | bool]
) -> NDArray[np.int64]:
    """Returns the converted value of a parameter in force on each day; the first one for days before it."""
    parameter = parameters(name)
    converted = np.array([convert(value) for value in parameter.values.values()], dtype=np.int64)
    return converted[np.maximum(parameter.periods(changed_days), 0)]


def explain(changed_on: date, track: Track, due: Due, parameters: Parameters) -> Text:
    """Returns why a due date is what it is, day by day with its notices, for a person to check.

    Speaks of dates and notices only, so it may stand in an alert. An adjusted date is explained as well, with the
    outages by their ids.
    """
    begin = due.counted[0].on if due.counted else changed_on
    lines = [_opening(changed_on, begin, track)]
    lines += explain_days(due)
    if due.due_on is None:
        lines.append(
            Text(
                "No due date yet: the State Council notice for the following days is not loaded.",
                "尚无到期日：后续日期所需的国务院办公厅放假通知尚未加载。",
            )
        )
    else:
        end = due_at(due.due_on, changed_on, parameters)
        cutoff = parameters.choice("deadline_cutoff", _lawful_day(changed_on, parameters))
        lines.append(
            Text(
                f"Due by {due.due_on} {cutoff} Beijing time ({end:%Y-%m-%dT%H:%MZ}).",
                f"应当于北京时间{due.due_on} {cutoff}前更新（{end:%Y-%m-%dT%H:%MZ}）。",
            )
        )
    if due.provisional and due.due_on is not None:
        lines.append(
            Text(
                "Provisional: next year's notice may still change days of this December, so nothing is late yet.",
                "该日期为暂定：次年放假通知可能调整本年12月的工作日，在此之前不认定逾期。",
            )
        )
    if track is Track.PROMPT and not parameters("prompt_adopted_by").in_force(_lawful_day(changed_on, parameters)):
        lines.append(
            Text(
                'The Rules say "promptly"; this number of days is the platform\'s target, not yet adopted.',
                "规定仅要求“及时”更新；上述天数为平台目标，尚未被主管部门采纳。",
            )
        )
    return Text("\n".join(line.en for line in lines), "\n".join(line.zh for line in lines))


def _opening(changed_on: date, begin: date, track: Track) -> Text:
    changed = f"{changed_on} ({WEEKDAYS[changed_on.weekday()].en})"
    changed_zh = f"{changed_on}（{WEEKDAYS[changed_on.weekday()].zh}）"
    return Text(
        f"{_TRACK_ARTICLES[track].en}. Changed on {changed}; counted from {begin}.",
        f"依据{_TRACK_ARTICLES[track].zh}。变更日期{changed_zh}，自{begin}起计算。",
    )


def explain_days(due: Due) -> Iterator[Text]:
    """Yields each counted day and each stretch of days that do not count, why, and under which notice."""
    number = 0
    for (working, why, notice), run in groupby(due.counted, key=lambda day: (day.working, day.why, day.notice)):
        days = [day.on for day in run]
        if working:
            for day in days:
                number += 1
                weekday = WEEKDAYS[day.weekday()]
                yield Text(
                    f"  {day} {weekday.en}: day {number}, {why.en} ({notice})",
                    f"  {day} {weekday.zh}：第{number}个工作日，{why.zh}（{notice}）",
                )
        else:
            span = f"{days[0]}" if len(days) == 1 else f"{days[0]} – {days[-1]}"
            yield Text(f"  {span}: not counted, {why.en} ({notice})", f"  {span}：不计，{why.zh}（{notice}）")
