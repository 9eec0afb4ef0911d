"""What may be entered into a register, and what a change of it may bear on. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from schemas.bilingual import Text
from schemas.directory import Directory, Review, Window
from schemas.registers import Approval, CalendarNotice, Outage, Reference, Ticket
from stream_processors.rules.calendar import Calendar, Notice, NoticeFile
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import beijing_date

_END: Mapping[type[BaseModel], str] = {
    Window: "closes_on",
    Review: "valid_to_on",
    Ticket: "closed_on",
    Approval: "valid_to_on",
    Outage: "ended_at",
}
_WORDS = frozenset({"reason", "scope", "decision", "evidence", "approved_by", "approver"})
_AGENCIES = ("provider", "agency", "declared_by")
_DECEMBER = 12


@dataclass(frozen=True)
class Registrar:
    """Holds rows against the directory, the rows that are there, and the day on which they are entered."""

    directory: Directory
    reference: Reference
    parameters: Parameters
    now: datetime

    def faults(self, row: BaseModel, before: BaseModel | None) -> Iterator[tuple[str, Text]]:
        """What keeps a row from being entered, each with its column; `before` is the row it would replace."""
        stated: dict[str, Any] = row.model_dump()
        if stated.get("item") is not None and stated["item"] not in self.directory.items:
            yield "item", Text(f"there is no item {stated['item']!r}", f"没有信息项 {stated['item']!r}")
        for column in _AGENCIES:
            if stated.get(column) is not None and stated[column] not in self.directory.agencies:
                yield column, Text(f"there is no agency {stated[column]!r}", f"没有部门 {stated[column]!r}")
        yield from self._about_providing(row)
        if isinstance(row, Approval):
            yield from self._about_approval(row, before)
        if isinstance(row, Ticket) and row.opened_on > self._today:
            yield "opened_on", _FUTURE
        if isinstance(row, Window) and row.approved_on > self._today:
            yield "approved_on", _FUTURE
        if isinstance(row, Outage):
            yield from self._about_outage(row)
        if before is not None:
            yield from _about_change(row, before)

    def warnings(self, row: BaseModel) -> Iterator[Text]:
        """What an officer should know about a row that may be entered."""
        if isinstance(row, Approval) and self.directory.items[row.item].is_basic:
            yield Text(
                f"{row.id}: {row.item} is basic information, of which Article 19(2) asks that it be updated promptly; "
                "that it may be approved for quarterly update is a reading (quarterly_allows_basic, O7)",
                f"{row.id}：{row.item} 属于基础信息，第十九条第二款要求及时更新；可批准按季度更新系对规定的一种理解（O7）",
            )
        if isinstance(row, Approval) and row.valid_from_on < self._today:
            yield Text(
                f"{row.id}: it is valid from a day that has passed; findings there are keep standing",
                f"{row.id}：生效日期已过；已有的认定结果不变",
            )

    @property
    def _today(self) -> date:
        return beijing_date(self.now)

    def _about_providing(self, row: BaseModel) -> Iterator[tuple[str, Text]]:
        stated: dict[str, Any] = row.model_dump()
        column = "agency" if isinstance(row, Approval) else "provider"
        agency, item = stated.get(column), stated.get("item")
        if agency in self.directory.agencies and item in self.directory.items:
            assert isinstance(item, str)
            if agency not in self.reference.providers(item):
                yield column, Text(f"{agency} does not provide {item}", f"{agency} 不提供 {item}")

    def _about_approval(self, row: Approval, before: BaseModel | None) -> Iterator[tuple[str, Text]]:
        if row.given_on > self._today:
            yield "given_on", _FUTURE
        item = self.directory.items.get(row.item)
        in_force_from = max(row.valid_from_on, self.parameters.in_force_on)
        if item is not None and item.is_basic and not self.parameters.flag("quarterly_allows_basic", in_force_from):
            yield (
                "item",
                Text(
                    f"{row.item} is basic information, which may not be approved for quarterly update (quarterly_allows_basic, O7)",
                    f"{row.item} 属于基础信息，不得批准按季度更新（quarterly_allows_basic，O7）",
                ),
            )
        if isinstance(before, Approval) and before.valid_to_on != row.valid_to_on:
            moved = min(before.valid_to_on, row.valid_to_on)
            if moved < self._today:
                yield (
                    "valid_to_on",
                    Text(
                        f"the approval would be other for days after {moved}, which have passed: what was due on them does "
                        "not change any more. End it today or later, or register another approval",
                        f"将改变{moved}之后已经过去的日期，其到期日不再变更。请自今日或以后终止，或另行登记批准",
                    ),
                )

    def _about_outage(self, row: Outage) -> Iterator[tuple[str, Text]]:
        manager = self.parameters("platform_management_agency").on(max(row.first_on, self.parameters.in_force_on))
        if row.declared_by != manager:
            yield (
                "declared_by",
                Text(
                    f"an outage is declared by the platform management agency, {manager}",
                    f"接收中断由平台管理机构 {manager} 公告",
                ),
            )
        if row.started_at > self.now:
            yield "started_at", _FUTURE
        if row.ended_at is not None and row.ended_at > self.now:
            yield "ended_at", _FUTURE


_FUTURE = Text("it lies in the future", "时间在将来")


def _about_change(row: BaseModel, before: BaseModel) -> Iterator[tuple[str, Text]]:
    """A row that is there keeps what was judged by it: its end and its words may change, of an outage everything."""
    if isinstance(row, Outage | CalendarNotice):
        return
    now, then = row.model_dump(), before.model_dump()
    for column in now:
        if now[column] != then[column] and column != _END[type(row)] and column not in _WORDS:
            yield (
                column,
                Text(
                    f"{column} of a row that is registered does not change: end the row and register another",
                    f"已登记行的 {column} 不得更改：请终止该行并另行登记",
                ),
            )


_STATUTORY_NAMES = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
_STATUTORY_DAYS = ((1, 1), (5, 1), (10, 1))


def notice_faults(file: NoticeFile, calendar: Calendar, today: date) -> Iterator[tuple[int, str, Text]]:
    """What keeps a file of notices from being loaded: position of the notice, the place in it, and why.

    Args:
        file: the file; that its days belong to its year and its make-up days to weekends has been seen to.
        calendar: the notices that are loaded already.
        today: the day on which it is loaded.
    """
    known = {notice.id for notice in calendar.notices}
    governed = {file.year} & set(calendar.years)
    for position, notice in enumerate(file.notices):
        if notice.issued_on > today:
            yield position, "issued_on", _FUTURE
        if notice.amends is not None and notice.amends not in known:
            yield (
                position,
                "amends",
                Text(
                    f"the notice {notice.amends!r} that it amends is not loaded",
                    f"未加载其所修改的通知 {notice.amends!r}",
                ),
            )
        if notice.amends is None and governed and notice.id not in known:
            yield (
                position,
                "amends",
                Text(
                    f"a notice about {file.year} is loaded already; one that changes it says so with `amends`",
                    f"已加载{file.year}年的通知；对其修改的通知须以 amends 注明",
                ),
            )
        if notice.amends is None:
            yield from ((position, "holidays", why) for why in _incomplete(file.year, notice))
        for index, day in _named_twice(notice):
            yield position, f"holidays.{index}", Text(f"{day} is named twice", f"{day} 重复列明")
        known.add(notice.id)
        governed |= {file.year} if notice.amends is None else set()


def _incomplete(year: int, notice: Notice) -> Iterator[Text]:
    """What the first notice about a year cannot lack: the seven statutory holidays, three of them on fixed days."""
    names = "".join(holiday.zh for holiday in notice.holidays)
    for name in _STATUTORY_NAMES:
        if name not in names:
            yield Text(f"the statutory holiday {name} is missing", f"缺少法定节日 {name}")
    days_off = {day for holiday in notice.holidays for day in holiday.each_day_off()}
    for month, day in _STATUTORY_DAYS:
        if date(year, month, day) not in days_off:
            yield Text(
                f"{date(year, month, day)} is a statutory holiday and not a day off",
                f"{date(year, month, day)} 为法定节日而未放假",
            )


def _named_twice(notice: Notice) -> Iterator[tuple[int, date]]:
    seen: set[date] = set()
    for index, holiday in enumerate(notice.holidays):
        for day in holiday.each_day():
            if day in seen:
                yield index, day
            seen.add(day)


def is_closed_by(before: BaseModel, row: BaseModel) -> bool:
    """Whether the change does nothing but end what had no end."""
    end = _END.get(type(row))
    if end is None or getattr(before, end) is not None or getattr(row, end) is None:
        return False
    return before.model_copy(update={end: getattr(row, end)}) == row


def days_touched(row: BaseModel, today: date) -> tuple[date, date] | None:
    """The first and last day about which a row decides whether they count; None where it decides about none."""
    if isinstance(row, Outage):
        return row.first_on, row.last_on or today
    if isinstance(row, CalendarNotice):
        # That the notice is there settles the December before its year, whether or not it names a day of it.
        named = [day for holiday in Notice.model_validate(row.stated).holidays for day in holiday.each_day()]
        first = date(row.year - 1, _DECEMBER, 1)
        return min([first, *named]), max([date(row.year, _DECEMBER, 31), *named])
    return None
