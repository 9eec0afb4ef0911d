"""The law a finding rests on, laid open: the clock, the numbers in force, and each counted day with its notice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consumers.findings import Finding
from schemas.bilingual import Text
from schemas.directory import Track
from stream_processors.rules.law import Clock, Law
from stream_processors.rules.obligations import Kind
from stream_processors.rules.parameters import Parameter
from stream_processors.rules.timeliness import Due, beijing_date, explain, explain_days, working_days_late

_VERIFICATION = "D10"
_EVERY_CLOCK = ("count_start_day", "clock_stop_point", "deadline_cutoff")
_DECISIVE = {
    Track.PROMPT: ("prompt_adopted_by", "change_date_basis"),
    Track.WORKING_DAYS: ("change_date_basis",),
    Track.QUARTERLY: ("quarter_first_day_counts", "quarterly_update_covers", "change_date_basis"),
    None: (),
}
"""Beside the number of days, the parameters a due date follows from, by track."""


@dataclass(frozen=True)
class Grounds:
    """What the clock counted for one finding, by what is known now.

    `kind` is the clock of the register and `opened_on` the day it starts; `values` are the parameters that decide, with
    their value on that day (None where none is in force). `due` is the date of the Rules, `adjusted` the one without
    declared intake outages. `working_days_late` says how late the event came after the date it was judged by; None
    where there is no such date, or it is not known.
    """

    kind: Kind
    opened_on: date
    values: tuple[tuple[Parameter, object], ...]
    due: Due
    adjusted: Due
    explanation: Text
    calendar_version: str
    working_days_late: int | None

    def as_json(self) -> dict[str, Any]:
        """The grounds as commands print them."""
        return {
            "clock": self.kind.id,
            "article": self.kind.article,
            "opened_on": self.opened_on.isoformat(),
            "working_days_late": self.working_days_late,
            "calendar_version": self.calendar_version,
            "parameters": {
                parameter.name: {"value": _plain(value), "article": parameter.article, "point": parameter.point}
                for parameter, value in self.values
            },
            "due": _due(self.due),
            "adjusted": _due(self.adjusted),
            "explanation_en": self.explanation.en,
            "explanation_zh": self.explanation.zh,
        }


def grounds(finding: Finding, law: Law) -> Grounds:
    """Returns what the clock counts for the event of a finding, under the law and the registers as they are now."""
    clock = _clock(finding, law)
    kind, plan = law.kinds(clock.kind), law.plan(clock)
    lawful_day = max(clock.opened_on, law.parameters.in_force_on)
    named = [law.parameters(name) for name in (kind.length, *_DECISIVE[kind.track], *_EVERY_CLOCK)]
    lines = list(_explained(kind, clock.opened_on, plan.due, plan.adjusted, law))
    judged_by = finding.due_on_adjusted
    return Grounds(
        kind=kind,
        opened_on=clock.opened_on,
        values=tuple((p, p.on(lawful_day) if p.in_force(lawful_day) else None) for p in named),
        due=plan.due,
        adjusted=plan.adjusted,
        explanation=Text("\n".join(line.en for line in lines), "\n".join(line.zh for line in lines)),
        calendar_version=law.calendar.version,
        working_days_late=None
        if judged_by is None
        else working_days_late(judged_by, beijing_date(finding.received_at), law.calendar),
    )


def _clock(finding: Finding, law: Law) -> Clock:
    ticket = next((t for t in law.reference.tickets if t.id == finding.ticket), None)
    if ticket is not None:
        return Clock(_VERIFICATION, finding.agency, finding.item, None, ticket.opened_on, None)
    track = law.item_version(finding.item, finding.item_version).track
    kind = law.kinds.of_track(Track.QUARTERLY if finding.approval else track)
    return Clock(kind.id, finding.agency, finding.item, finding.item_version, finding.changed_on, None)


def _explained(kind: Kind, opened_on: date, counted: Due, adjusted: Due, law: Law) -> Iterator[Text]:
    if kind.track is not None:
        yield explain(opened_on, kind.track, counted, law.parameters)
    else:
        yield Text(
            f"Article {kind.article}, {kind.name.en}. Began on {opened_on}: {kind.opened_by.en}.",
            f"依据第{kind.article}条，{kind.name.zh}。{opened_on}起算：{kind.opened_by.zh}。",
        )
        yield from explain_days(counted)
        yield Text(f"Due by {counted.due_on}.", f"到期日为{counted.due_on}。")
    if adjusted != counted:
        yield Text("Without the days of declared intake outages:", "扣除已公告的接收中断日期后：")
        yield from explain_days(adjusted)
        yield Text(f"Due by {adjusted.due_on}.", f"到期日为{adjusted.due_on}。")


def _due(due: Due) -> dict[str, Any]:
    return {
        "due_on": due.due_on and due.due_on.isoformat(),
        "provisional": due.provisional,
        "counted": [
            {
                "on": day.on.isoformat(),
                "working": day.working,
                "why_en": day.why.en,
                "why_zh": day.why.zh,
                "notice": day.notice,
            }
            for day in due.counted
        ],
    }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
