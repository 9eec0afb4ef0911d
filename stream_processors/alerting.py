"""What an update-lag alert says: which facts make one alert, and how it explains itself. Pure.

An alert speaks of dates, notices, counts and versions; it never names a person, a number or a record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple, Self

from schemas.bilingual import Text
from schemas.directory import Directory, ItemVersion, load_directory
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.obligations import Kind, Kinds
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import Origin, Verdict, due, explain, verdict

_NEVER_MS = 2**62
_OVERDUE = "overdue-"
_PAST_TARGET = "past-target"


class Source(StrEnum):
    """What an alert is about: an event that came after its due date, or a refused one whose clock runs on."""

    LATE_EVENT = "LATE_EVENT"
    REFUSED_EVENT = "REFUSED_EVENT"


class Fact(NamedTuple):
    """One late event, or one stage of one obligation: what is told of, once.

    `fact` identifies it; `stage` is `late` or `past-target` for a late event, and a stage of
    `obligations.stages` for a refused one.
    """

    fact: str
    provider: str
    item: str
    source: Source
    stage: str
    due_on: date
    item_version: int
    rules_version: str
    changed_on: date


@dataclass(frozen=True)
class Alert:
    """Facts of one agency and item that share due date, stage and versions, with their explanation."""

    alert_id: str
    provider: str
    item: str
    source: Source
    stage: str
    due_on: date
    count: int
    raised_at: datetime
    article: str
    explanation: Text
    rules_version: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Law:
    """The directory and the law, as a timekeeper applies them."""

    directory: Directory
    calendar: Calendar
    parameters: Parameters

    @classmethod
    def load(cls) -> Self:
        """Returns what comes with the product."""
        return cls(load_directory(), Calendar.load(), Parameters.load())

    @cached_property
    def _kinds(self) -> Kinds:
        return Kinds.load(self.parameters)

    def item_version(self, item: str, version: int) -> ItemVersion:
        """Returns the version of an item by its number."""
        return self.directory.items[item].versions[version - 1]

    def kind(self, item: str, version: int) -> Kind:
        """Returns the clock of Article 19 an item version runs on."""
        return self._kinds.of_track(self.item_version(item, version).track)

    def while_missing(self, item: str, version: int, changed_on: date, due_on: date) -> Verdict:
        """Returns what the clock would say of a change that never comes.

        LATE or PAST_TARGET where the Rules or our target ask for it, anything else where no clock runs (Article 45,
        changes before the item's entry in the directory).
        """
        return verdict(
            received_at_ms=_NEVER_MS,
            changed_on=changed_on,
            due_on=due_on,
            provisional=False,
            track=self.item_version(item, version).track,
            origin=Origin.LIVE,
            window_approved=False,
            ticket_opened_on=None,
            entered_on=self.directory.items[item].announced_on,
            parameters=self.parameters,
        )

    def told_stage(self, stage: str, missed: Verdict) -> str:
        """Returns the stage as an alert names it: nobody is called overdue by a target that is ours alone."""
        return stage.replace(_OVERDUE, f"{_PAST_TARGET}-") if missed is Verdict.PAST_TARGET else stage


def late_stage(missed: Verdict) -> str:
    """Returns the stage of an event that came after its due date."""
    return _PAST_TARGET if missed is Verdict.PAST_TARGET else "late"


def alerts(facts: Iterable[Fact], law: Law, now: datetime) -> list[Alert]:
    """Returns the alerts that tell of these facts, each fact in exactly one; `now` is when they are raised."""
    return [_alert(list(group), law, now) for _, group in groupby(sorted(facts, key=_key), _key)]


def _key(fact: Fact) -> tuple[str, str, date, str, str, int, str]:
    return fact.provider, fact.item, fact.due_on, fact.source, fact.stage, fact.item_version, fact.rules_version


def _alert(facts: list[Fact], law: Law, now: datetime) -> Alert:
    first = facts[0]
    members = tuple(sorted(fact.fact for fact in facts))
    return Alert(
        alert_id=sha256("\n".join((first.source, *members)).encode()).hexdigest()[:32],
        provider=first.provider,
        item=first.item,
        source=first.source,
        stage=first.stage,
        due_on=first.due_on,
        count=len(facts),
        raised_at=now,
        article=law.kind(first.item, first.item_version).article,
        explanation=_explanation(facts, law),
        rules_version=first.rules_version,
        facts=members,
    )


def _explanation(facts: list[Fact], law: Law) -> Text:
    paragraphs = [_what(facts[0], law), *_why(facts, law), _what_to_do(facts[0]), _versions(facts[0], law)]
    return Text("\n".join(p.en for p in paragraphs), "\n".join(p.zh for p in paragraphs))


def _what(fact: Fact, law: Law) -> Text:
    agency = law.directory.agencies.get(fact.provider)
    item = law.directory.items[fact.item]
    who = agency.name if agency else Text(fact.provider, fact.provider)
    happened = _happened(fact)
    return Text(
        f"{who.en} ({fact.provider}), {item.name.en} ({fact.item}): {happened.en}",
        f"{who.zh}（{fact.provider}）“{item.name.zh}”（{fact.item}）：{happened.zh}",
    )


def _happened(fact: Fact) -> Text:
    if fact.source is Source.LATE_EVENT:
        if fact.stage == _PAST_TARGET:
            return Text(
                f"changes arrived after the platform's target date {fact.due_on}.",
                f"变更在平台目标日期{fact.due_on}之后到达。",
            )
        return Text(f"changes arrived after their due date {fact.due_on}.", f"变更在到期日{fact.due_on}之后到达。")
    if fact.stage == "due-soon":
        return Text(f"refused changes are due soon, by {fact.due_on}.", f"被拒收的变更即将到期，到期日{fact.due_on}。")
    if fact.stage == "due-today":
        return Text(
            f"the due date of refused changes has come: {fact.due_on}.", f"被拒收的变更已到到期日{fact.due_on}。"
        )
    number = fact.stage.rpartition("-")[2]
    if fact.stage.startswith(_PAST_TARGET):
        return Text(
            f"on working day {number} after the platform's target date {fact.due_on}, refused changes were still "
            "without a conforming event.",
            f"平台目标日期{fact.due_on}后第{number}个工作日，被拒收的变更仍无符合标准的事件。",
        )
    return Text(
        f"on working day {number} after the due date {fact.due_on}, refused changes were still without a conforming "
        "event.",
        f"到期日{fact.due_on}后第{number}个工作日，被拒收的变更仍无符合标准的事件。",
    )


def _why(facts: list[Fact], law: Law) -> Iterator[Text]:
    """The due date day by day. Changes that share a due date count the same working days: the earliest stands for all."""
    first = facts[0]
    version = law.item_version(first.item, first.item_version)
    changed = sorted({fact.changed_on for fact in facts})
    if len(changed) > 1:
        yield Text(
            f"The changes are dated {changed[0]} to {changed[-1]}; counted here for the first of them.",
            f"变更日期为{changed[0]}至{changed[-1]}，以下按最早者计算。",
        )
    counted = due(changed[0], version.track, version.working_days, law.calendar, law.parameters)
    yield explain(changed[0], version.track, counted, law.parameters)
    if counted.due_on != first.due_on:
        yield Text(
            f"The event was judged by {first.due_on}, which the notices known when it arrived gave.",
            f"该事件按其到达时已知的放假通知，以{first.due_on}为到期日评判。",
        )


def _what_to_do(fact: Fact) -> Text:
    if fact.source is Source.LATE_EVENT:
        return Text(
            "This is a finding, not a breach: only an officer's decision makes one (Article 43).",
            "此为系统提示，并非违规认定；是否违规由主管人员决定（第四十三条）。",
        )
    look = f"govsync quarantine list --agency {fact.provider} --item {fact.item}"
    return Text(
        "The clock runs until a conforming event arrives for the same record and version, or a later version. "
        f"What was refused and why: {look}",
        f"在同一记录的同一或更高版本的合格事件到达之前，期限持续计算。拒收内容与原因：{look}",
    )


def _versions(fact: Fact, law: Law) -> Text:
    return Text(
        f"Item version {fact.item_version}, rules {fact.rules_version}, calendar {law.calendar.version}.",
        f"信息项版本 {fact.item_version}，规则 {fact.rules_version}，日历 {law.calendar.version}。",
    )
