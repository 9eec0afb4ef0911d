"""Working days, as the General Office of the State Council announces them, notice by notice.

A working day is a Monday to Friday that no notice turns into a holiday, or a weekend day that a notice turns
into a make-up working day. Only a notice makes a year known: a year without one is unknown and is never
guessed. A notice may reach into the December before its year, so a December stays provisional until next
year's notice is loaded. Source: the notices under `notices/`, one file a year, each with its document number.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from schemas.bilingual import Text
from schemas.registers import CalendarNotice, Outage
from stream_processors.rules import packaged
from stream_processors.rules.parameters import NotInForce

_SATURDAY = 5
_DECEMBER = 12
_NOTICE_EXPECTED_FROM_MONTH = 11

WEEKDAYS = (
    Text("Mon", "周一"),
    Text("Tue", "周二"),
    Text("Wed", "周三"),
    Text("Thu", "周四"),
    Text("Fri", "周五"),
    Text("Sat", "周六"),
    Text("Sun", "周日"),
)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Holiday(_Record):
    """One paragraph of a notice: a holiday, its first and last day off, and its make-up working days."""

    zh: str
    en: str
    days_off: tuple[date, date]
    working_days: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _days_make_sense(self) -> Self:
        first, last = self.days_off
        if first > last:
            raise ValueError(f"{self.en}: the days off end on {last}, before they begin on {first}")
        for day in self.working_days:
            if day.weekday() < _SATURDAY:
                raise ValueError(f"{self.en}: the make-up working day {day} is not on a weekend")
            if first <= day <= last:
                raise ValueError(f"{self.en}: {day} is stated both as a day off and as a working day")
        return self

    def each_day_off(self) -> Iterator[date]:
        """Yields each day off the paragraph names."""
        first, last = self.days_off
        return (first + timedelta(days=n) for n in range((last - first).days + 1))

    def each_day(self) -> Iterator[date]:
        """Yields every day the paragraph names, off or working."""
        yield from self.each_day_off()
        yield from self.working_days


class Notice(_Record):
    """A notice of the General Office of the State Council; `amends` names the notice it changes."""

    number: str | None = Field(description="Document number, e.g. 国办发明电〔2025〕7号; null where not certain.")
    title: str = Field(min_length=1)
    issued_on: date
    amends: str | None = None
    holidays: tuple[Holiday, ...]

    @property
    def id(self) -> str:
        """What a counted day cites: the document number, or the title while the number is not certain."""
        return self.number or self.title


class NoticeFile(_Record):
    """A file of notices about one calendar year."""

    year: int
    notices: tuple[Notice, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _notices_are_about_the_year(self) -> Self:
        for notice in self.notices:
            for holiday in notice.holidays:
                for day in (*holiday.days_off, *holiday.working_days):
                    if day.year != self.year and (day.year, day.month) != (self.year - 1, _DECEMBER):
                        raise ValueError(f"{notice.id}: {day} is neither in {self.year} nor in the December before")
        return self


class Reason(NamedTuple):
    """Why a day counts or does not: `notice` is the id of the notice that governs it, or of the outage."""

    working: bool
    why: Text
    notice: str


class _Ruling(NamedTuple):
    working: bool
    holiday: Holiday
    notice: Notice


@dataclass(frozen=True)
class Calendar:
    """The working days of the years whose notice is loaded. Immutable; a new notice makes a new calendar.

    `outages` are declared outages of the intake: no day they touch is counted (`interrupted`).
    """

    files: tuple[NoticeFile, ...]
    outages: tuple[Outage, ...] = ()

    def __post_init__(self) -> None:
        stated = [notice.id for file in self.files for notice in file.notices]
        repeated = {notice for notice in stated if stated.count(notice) > 1}
        if repeated:
            raise ValueError(f"the same notice is loaded twice: {', '.join(sorted(repeated))}")
        governed = [file.year for file in self.files for notice in file.notices if notice.amends is None]
        contested = {year for year in governed if governed.count(year) > 1}
        if contested:
            raise ValueError(f"two notices both claim to be the first about {sorted(contested)}: one must amend")

    @classmethod
    def load(cls, files: Iterable[Traversable | Path] | None = None) -> Self:
        """Returns the calendar of the notice files given, by default of those that come with the product.

        Several files may speak about one year, e.g. a year's notice and a later one that amends it.
        Raises `yaml.YAMLError` or `pydantic.ValidationError` where a file is malformed.
        """
        sources = packaged.folder("notices") if files is None else files
        return cls(
            tuple(NoticeFile.model_validate(packaged.parse(file.read_text(encoding="utf-8"))) for file in sources)
        )

    def as_of(self, on: date) -> "Calendar":
        """Returns the calendar as it stood on the day `on`: only the notices issued by then."""
        reduced = ((file, tuple(notice for notice in file.notices if notice.issued_on <= on)) for file in self.files)
        files = tuple(file.model_copy(update={"notices": notices}) for file, notices in reduced if notices)
        return Calendar(files, self.outages)

    def amended(self, rows: Iterable[CalendarNotice]) -> "Calendar":
        """Returns the calendar with the notices that officers loaded as well.

        One that has come with the product since then is left out, so that a new release takes over from an officer.

        Raises:
            ValueError: a row is no notice, or contests another's year.
        """
        known = {notice.id for notice in self.notices}
        files = (NoticeFile.model_validate({"year": row.year, "notices": (row.stated,)}) for row in rows)
        added = [
            file
            for file in files
            for notice in file.notices
            if notice.id not in known and not (notice.amends is None and file.year in self._governing)
        ]
        return Calendar((*self.files, *added), self.outages)

    def interrupted(self, outages: Iterable[Outage]) -> "Calendar":
        """Returns the calendar in which no day that one of the outages touches is a working day.

        It is for counting a deadline from its first day on; everything else about a day stays as it is.
        """
        return Calendar(self.files, tuple(outages))

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """All notices loaded, oldest first: on a day that two speak about, the later one prevails."""
        return tuple(
            sorted(
                (notice for file in self.files for notice in file.notices),
                key=lambda notice: (notice.issued_on, notice.id),
            )
        )

    @cached_property
    def version(self) -> str:
        """A hash of the content: two calendars of one version agree on every day."""
        content = TypeAdapter(tuple[Notice, ...]).dump_json(self.notices)
        years = ",".join(str(year) for year in sorted(self._governing))
        return hashlib.sha256(content + years.encode()).hexdigest()[:16]

    @cached_property
    def _governing(self) -> dict[int, Notice]:
        """The notice that makes a year known. An amendment alone, without what it amends, does not."""
        return {file.year: notice for file in self.files for notice in file.notices if notice.amends is None}

    @cached_property
    def _rulings(self) -> dict[date, _Ruling]:
        rulings: dict[date, _Ruling] = {}
        for notice in self.notices:
            for holiday in notice.holidays:
                rulings.update((day, _Ruling(False, holiday, notice)) for day in holiday.each_day_off())
                rulings.update((day, _Ruling(True, holiday, notice)) for day in holiday.working_days)
        return rulings

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years whose notice is loaded."""
        return tuple(sorted(self._governing))

    @property
    def known_from(self) -> date:
        """The first day of the first known year; `NotInForce` where no notice is loaded."""
        return date(self._known_years()[0], 1, 1)

    @property
    def known_through(self) -> date:
        """The last day of the last known year; `NotInForce` where no notice is loaded."""
        return date(self._known_years()[-1], 12, 31)

    def _known_years(self) -> tuple[int, ...]:
        if not self.years:
            raise NotInForce(
                "no State Council notice is loaded, so no day is known to be a working day: load a calendar",
                "尚未加载任何国务院办公厅放假通知，无法判断工作日：请先加载日历",
            )
        return self.years

    def known(self, day: date) -> bool:
        """Is the notice about the day's year loaded?"""
        return day.year in self._governing

    def provisional(self, day: date) -> bool:
        """May a notice still to come decide about the day?

        True for a day of an unknown year, and for a December day while next year's notice is not loaded.
        """
        return not self.known(day) or (day.month == _DECEMBER and day.year + 1 not in self._governing)

    def is_working(self, day: date) -> bool:
        """Is the day a working day? Raises `NotInForce` for a day of an unknown year."""
        if not self.known(day):
            raise NotInForce(
                f"the State Council notice for {day.year} is not loaded, so {day} is unknown: load the notice",
                f"尚未加载国务院办公厅关于{day.year}年放假安排的通知，{day}是否工作日未知：请加载该通知",
            )
        return self._is_announced_working(day) and self._outage(day) is None

    def _is_announced_working(self, day: date) -> bool:
        ruling = self._rulings.get(day)
        return day.weekday() < _SATURDAY if ruling is None else ruling.working

    def _outage(self, day: date) -> Outage | None:
        return next((o for o in self.outages if o.first_on <= day <= (o.last_on or date.max)), None)

    def why(self, day: date) -> Reason:
        """Returns whether the day is a working day, why, and under which notice; an outage is named by its id.

        Raises `NotInForce` for a day of an unknown year.
        """
        working = self.is_working(day)
        outage = self._outage(day)
        if outage is not None and self._is_announced_working(day):
            return Reason(False, Text("declared intake outage", "已公告的接收中断"), outage.id)
        ruling = self._rulings.get(day)
        if ruling is None:
            ordinary = Text("ordinary working day", "普通工作日") if working else Text("weekend", "周末")
            return Reason(working, ordinary, self._governing[day.year].id)
        en, zh = ruling.holiday.en, ruling.holiday.zh
        why = Text(f"make-up working day for {en}", f"{zh}调休上班") if working else Text(f"{en} holiday", f"{zh}放假")
        return Reason(working, why, ruling.notice.id)

    def rulings(self, year: int) -> Iterator[tuple[date, Reason]]:
        """Yields the days of the year that a notice names, in order, each with its reason."""
        if year in self._governing:
            yield from ((day, self.why(day)) for day in sorted(self._rulings) if day.year == year)

    def missing_year(self, on: date) -> int | None:
        """Returns the first year whose notice should be there on the day `on` and is not.

        That is the year of `on` itself, and from November, when the notice usually appears, the next.
        """
        expected = [on.year, on.year + 1] if on.month >= _NOTICE_EXPECTED_FROM_MONTH else [on.year]
        return next((year for year in expected if year not in self._governing), None)
