"""What an update-lag alert says: which facts make one alert, and how it explains itself. Pure.

An alert speaks of dates, notices, counts, versions and ids of events; it never names a person, a number or a record.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from schemas.bilingual import Text
from stream_processors.rules.calendar import WEEKDAYS
from stream_processors.rules.law import Clock, Law
from stream_processors.rules.obligations import DEEMED_AGREEMENT, PAST_TARGET, Kind
from stream_processors.rules.timeliness import Due, Verdict, due_at, explain, explain_days

RETRACTED = "retracted"
_SHOWN_REFERENCES = 5


class Source(StrEnum):
    """What an alert is about, and what an obligation came from."""

    LATE_EVENT = "LATE_EVENT"  # an event that came after its due date: a finding, no obligation
    REFUSED_EVENT = "REFUSED_EVENT"  # a refused event whose clock runs on
    SEQUENCE_GAP = "SEQUENCE_GAP"  # numbers that a provider left out
    QUARTERLY_PRESENCE = "QUARTERLY_PRESENCE"  # the one update a quarter of an approved item
    HELD_SET_DIFFERS = "HELD_SET_DIFFERS"  # a provider's digest that disagrees with what is shared
    OBLIGATION = "OBLIGATION"  # a clock that an officer opened


class Fact(NamedTuple):
    """One late event, or one stage of one obligation: what is told of, once.

    `fact` identifies it; `stage` is `late` or `past-target` for a late event, and a stage of `obligations.stages` for
    an obligation. `due_on` is the date of the Rules, `due_on_adjusted` the one without declared outages, by which it
    is late. `reference` leads to the evidence: an id, never an identity.
    """

    fact: str
    clock: Clock
    source: Source
    stage: str
    due_on: date
    due_on_adjusted: date
    rules_version: str
    reference: str


@dataclass(frozen=True)
class Alert:
    """Facts of one agency, item and clock that share due date, stage and versions, with their explanation.

    `retracts` is the id of the alert it takes back, in part or whole: `count` says how many of its facts.
    """

    alert_id: str
    provider: str
    item: str | None
    kind: str
    source: Source
    stage: str
    due_on: date
    due_on_adjusted: date
    count: int
    raised_at: datetime
    article: str
    explanation: Text
    rules_version: str
    refers_to: tuple[str, ...]
    facts: tuple[str, ...]
    retracts: str | None = None


def late_stage(missed: Verdict) -> str:
    """Returns the stage of an event that came after its due date."""
    return PAST_TARGET if missed is Verdict.PAST_TARGET else "late"


def alerts(facts: Iterable[Fact], law: Law, now: datetime) -> list[Alert]:
    """Returns the alerts that tell of these facts, each fact in exactly one; `now` is when they are raised."""
    return [_alert(list(group), law, now) for _, group in groupby(sorted(facts, key=_order), _group)]


def retraction(told: Alert, facts: Sequence[tuple[str, str]], why: Text, now: datetime) -> Alert:
    """Returns the alert that takes back what an earlier one told of these facts, each (fact, reference)."""
    members = tuple(sorted(fact for fact, _ in facts))
    explanation = Text(
        f"Taken back: {len(members)} of {told.count} told of by alert {told.alert_id} ({told.stage}, due "
        f"{told.due_on_adjusted}). {why.en} Nothing may be held against the agency because of it.",
        f"撤回：提示 {told.alert_id}（{told.stage}，到期日{told.due_on_adjusted}）所述{told.count}项中的{len(members)}项。"
        f"{why.zh}不得据此对该部门作出不利认定。",
    )
    return Alert(
        alert_id=_id(RETRACTED, members),
        provider=told.provider,
        item=told.item,
        kind=told.kind,
        source=told.source,
        stage=RETRACTED,
        due_on=told.due_on,
        due_on_adjusted=told.due_on_adjusted,
        count=len(members),
        raised_at=now,
        article=told.article,
        explanation=explanation,
        rules_version=told.rules_version,
        refers_to=_references(reference for _, reference in facts),
        facts=members,
        retracts=told.alert_id,
    )


def _group(fact: Fact) -> tuple[object, ...]:
    agency, item, version = fact.clock.agency, fact.clock.item or "", fact.clock.item_version or 0
    dates = (fact.due_on_adjusted, fact.due_on)
    return agency, item, fact.clock.kind, version, dates, fact.source, fact.stage, fact.rules_version


def _order(fact: Fact) -> tuple[object, ...]:
    return *_group(fact), fact.clock.opened_on, fact.fact


def _id(*parts: str | Iterable[str]) -> str:
    lines = (line for part in parts for line in ((part,) if isinstance(part, str) else part))
    return sha256("\n".join(lines).encode()).hexdigest()[:32]


def _references(references: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(references)))


def _alert(facts: list[Fact], law: Law, now: datetime) -> Alert:
    first = facts[0]
    members = tuple(sorted(fact.fact for fact in facts))
    references = _references(fact.reference for fact in facts)
    paragraphs = [
        *_what(first, law),
        *_why(facts, law),
        _what_to_do(first),
        _evidence(references),
        _versions(first, law),
    ]
    return Alert(
        alert_id=_id(first.source, members),
        provider=first.clock.agency,
        item=first.clock.item,
        kind=first.clock.kind,
        source=first.source,
        stage=first.stage,
        due_on=first.due_on,
        due_on_adjusted=first.due_on_adjusted,
        count=len(facts),
        raised_at=now,
        article=law.kinds(first.clock.kind).article,
        explanation=Text("\n".join(p.en for p in paragraphs), "\n".join(p.zh for p in paragraphs)),
        rules_version=first.rules_version,
        refers_to=references,
        facts=members,
    )


_ABOUT = {
    Source.LATE_EVENT: Text("changes", "变更"),
    Source.REFUSED_EVENT: Text("refused changes without a conforming event", "被拒收且尚无合格事件的变更"),
    Source.SEQUENCE_GAP: Text("numbers left out", "缺失的序号"),
    Source.QUARTERLY_PRESENCE: Text("the update of the quarter", "本季度更新"),
    Source.HELD_SET_DIFFERS: Text("held and shared information that differ", "持有信息与共享信息不一致"),
}
_OF_A_CHANGE = (Source.LATE_EVENT, Source.REFUSED_EVENT)
_BEGAN = {
    Source.SEQUENCE_GAP: Text(
        "the number after them arrived, so they had been given", "其后的序号已到达，说明这些序号已被使用"
    ),
    Source.HELD_SET_DIFFERS: Text("the digest was made", "生成摘要之日"),
}
_STAGES = {
    "late": Text("arrived after their due date {due}", "在到期日{due}之后到达"),
    PAST_TARGET: Text("arrived after the platform's target date {due}", "在平台目标日期{due}之后到达"),
    "due-soon": Text("due soon, by {due}", "即将到期，到期日{due}"),
    "due-today": Text("the due date has come: {due}", "已到到期日{due}"),
    DEEMED_AGREEMENT: Text(
        "no reply by {due}, so agreement is deemed given (Article 26(2))",
        "截至{due}未答复，视为同意（第二十六条第二款）",
    ),
}
_DAYS_AFTER = {
    "overdue": Text("still open on working day {n} after the due date {due}", "到期日{due}后第{n}个工作日仍未完成"),
    PAST_TARGET: Text(
        "still open on working day {n} after the platform's target date {due}",
        "平台目标日期{due}后第{n}个工作日仍未完成",
    ),
}


def _what(fact: Fact, law: Law) -> Iterator[Text]:
    agency = law.directory.agencies.get(fact.clock.agency)
    item = law.directory.items.get(fact.clock.item or "")
    who = agency.name if agency else Text(fact.clock.agency, fact.clock.agency)
    of_en = f", {item.name.en} ({item.item})" if item else ""
    of_zh = f"“{item.name.zh}”（{item.item}）" if item else ""
    about = _ABOUT.get(fact.source) or law.kinds(fact.clock.kind).name
    happened = _happened(fact)
    yield Text(
        f"{who.en} ({fact.clock.agency}){of_en}: {about.en}, {happened.en}.",
        f"{who.zh}（{fact.clock.agency}）{of_zh}：{about.zh}，{happened.zh}。",
    )


def _happened(fact: Fact) -> Text:
    said = _STAGES.get(fact.stage)
    name, _, number = fact.stage.rpartition("-")
    said = said or _DAYS_AFTER[name]
    return Text(*(text.format(due=fact.due_on_adjusted, n=number) for text in said))


def _why(facts: list[Fact], law: Law) -> Iterator[Text]:
    """The due date day by day. Facts that share a due date count the same working days: the earliest stands for all."""
    first = facts[0]
    opened = sorted({fact.clock.opened_on for fact in facts})
    if len(opened) > 1:
        yield Text(
            f"The clocks began on {opened[0]} to {opened[-1]}; counted here for the first of them.",
            f"起算日期为{opened[0]}至{opened[-1]}，以下按最早者计算。",
        )
    yield from grounds(first.clock, first.source, law)
    plan = law.plan(first.clock)
    if (plan.due.due_on, plan.adjusted.due_on) != (first.due_on, first.due_on_adjusted):
        yield Text(
            f"The event was judged by {first.due_on_adjusted}, which what was known when it arrived gave.",
            f"该事件按其到达时已知的情况，以{first.due_on_adjusted}为到期日评判。",
        )


def grounds(clock: Clock, source: Source, law: Law) -> Iterator[Text]:
    """Yields why an obligation is due when it is: each counted day with its notice, and the parameters."""
    kind, plan = law.kinds(clock.kind), law.plan(clock)
    yield _explained(kind, clock, source, plan.due, law)
    if plan.adjusted != plan.due:
        yield _adjusted(plan.adjusted)
    yield _parameters(kind, clock, law)


def _explained(kind: Kind, clock: Clock, source: Source, counted: Due, law: Law) -> Text:
    if kind.track is not None and source in _OF_A_CHANGE:
        return explain(clock.opened_on, kind.track, counted, law.parameters)
    weekday = WEEKDAYS[clock.opened_on.weekday()]
    began = _BEGAN.get(source, kind.opened_by)
    lines = [
        Text(
            f"Article {kind.article}, {kind.name.en}. Began on {clock.opened_on} ({weekday.en}): {began.en}.",
            f"依据第{kind.article}条，{kind.name.zh}。{clock.opened_on}（{weekday.zh}）起算：{began.zh}。",
        ),
        *explain_days(counted),
    ]
    if counted.due_on is not None:
        end = due_at(counted.due_on, clock.opened_on, law.parameters)
        lines.append(
            Text(
                f"Due by the end of {counted.due_on}, Beijing time ({end:%Y-%m-%dT%H:%MZ}); ends when: {kind.stopped_by.en}.",
                f"应当于北京时间{counted.due_on}结束前完成（{end:%Y-%m-%dT%H:%MZ}）；完成标志：{kind.stopped_by.zh}。",
            )
        )
    if kind.is_target(clock.opened_on, clock.working_days, law.parameters):
        lines.append(
            Text(
                "The Rules state no number here: this one is the platform's target.",
                "规定未载明期限，上述期限为平台目标。",
            )
        )
    return Text("\n".join(line.en for line in lines), "\n".join(line.zh for line in lines))


def _adjusted(counted: Due) -> Text:
    lines = [
        Text("Without the days of declared intake outages:", "扣除已公告的接收中断日期后："),
        *explain_days(counted),
        Text(f"Due by {counted.due_on}.", f"到期日为{counted.due_on}。")
        if counted.due_on
        else Text("No due date yet: an outage goes on.", "尚无到期日：接收中断仍在持续。"),
    ]
    return Text("\n".join(line.en for line in lines), "\n".join(line.zh for line in lines))


def _parameters(kind: Kind, clock: Clock, law: Law) -> Text:
    if clock.working_days is not None:
        return Text(
            f"Limit set for this case: {clock.working_days} working days.",
            f"本案设定期限：{clock.working_days}个工作日。",
        )
    day = max(clock.opened_on, law.parameters.in_force_on)
    names = (kind.length, "count_start_day", "deadline_cutoff")
    stated = ", ".join(f"{name} = {law.parameters(name).on(day)}" for name in names)
    return Text(f"Parameters: {stated}.", f"参数：{stated}。")


def _what_to_do(fact: Fact) -> Text:
    agency, item = fact.clock.agency, fact.clock.item
    match fact.source:
        case Source.LATE_EVENT:
            return Text(
                "This is a finding, not a breach: only an officer's decision makes one (Article 43).",
                "此为系统提示，并非违规认定；是否违规由主管人员决定（第四十三条）。",
            )
        case Source.REFUSED_EVENT:
            look = f"govsync quarantine list --agency {agency} --item {item}"
            return Text(
                "The clock runs until a conforming event arrives for the same record and version, or a later version. "
                f"What was refused and why: {look}",
                f"在同一记录的同一或更高版本的合格事件到达之前，期限持续计算。拒收内容与原因：{look}",
            )
        case Source.SEQUENCE_GAP:
            return Text(
                "Later numbers have come, these have not. Send the events again under the numbers they were given.",
                "后续序号已到达，上述序号未到达。请按原序号重新发送相应事件。",
            )
        case Source.QUARTERLY_PRESENCE:
            return Text(
                "One update in the quarter is owed, or an attestation that nothing changed.",
                "本季度应当至少更新一次，或者确认无变化。",
            )
        case Source.HELD_SET_DIFFERS:
            return Text(
                f"Which records differ: govsync digest list --agency {agency} --item {item}",
                f"差异所在：govsync digest list --agency {agency} --item {item}",
            )
        case Source.OBLIGATION:
            return Text(
                f"What is open: govsync obligation list --agency {agency}",
                f"待办事项：govsync obligation list --agency {agency}",
            )


def _evidence(references: Sequence[str]) -> Text:
    shown = ", ".join(references[:_SHOWN_REFERENCES])
    left = len(references) - _SHOWN_REFERENCES
    more = Text(f" and {left} more", f"等{len(references)}项") if left > 0 else Text("", "")
    return Text(f"Evidence: {shown}{more.en}.", f"依据：{shown}{more.zh}。")


def _versions(fact: Fact, law: Law) -> Text:
    clock = fact.clock
    parts = (
        [Text(f"item version {clock.item_version}", f"信息项版本 {clock.item_version}")] if clock.item_version else []
    )
    parts += [
        Text(f"rules {fact.rules_version}", f"规则 {fact.rules_version}"),
        Text(f"calendar {law.calendar.version}", f"日历 {law.calendar.version}"),
    ]
    approval = law.approval(clock.agency, clock.item, clock.opened_on) if clock.item else None
    if approval is not None:
        parts.append(Text(f"quarterly approval {approval.id}", f"季度更新批准 {approval.id}"))
    return Text(f"Judged by {', '.join(p.en for p in parts)}.", f"判定依据：{'，'.join(p.zh for p in parts)}。")
