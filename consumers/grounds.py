"""The law a finding rests on, laid open: the track, the numbers in force, and each counted day with its notice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from consumers.findings import Finding
from schemas.bilingual import Text
from schemas.directory import Directory, Track
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.obligations import Kind, Kinds
from stream_processors.rules.parameters import Parameter, Parameters
from stream_processors.rules.timeliness import Due, due, explain, working_days_late

_EVERY_TRACK = ("change_date_basis", "clock_stop_point", "deadline_cutoff")
_DECISIVE = {
    Track.PROMPT: ("prompt_working_days", "prompt_adopted_by", "count_start_day"),
    Track.WORKING_DAYS: ("other_information_working_days", "count_start_day"),
    Track.QUARTERLY: ("quarterly_working_days", "quarter_first_day_counts", "quarterly_update_covers"),
}
"""The parameters a due date follows from, by track."""


@dataclass(frozen=True)
class Grounds:
    """What the clock counted for one finding.

    `kind` is the clock of the register, `values` the parameters that decided with their value on the day of the change
    (None where none is in force), `due` the date counted by the calendar as it is known now, and `working_days_late`
    how late the event came after the date it was judged by; None where there is none, or where it is not known.
    """

    kind: Kind
    track: Track
    values: tuple[tuple[Parameter, object], ...]
    due: Due
    explanation: Text
    calendar_version: str
    working_days_late: int | None

    def as_json(self) -> dict[str, Any]:
        """The grounds as commands print them."""
        return {
            "clock": self.kind.id,
            "article": self.kind.article,
            "track": self.track.value,
            "working_days_late": self.working_days_late,
            "calendar_version": self.calendar_version,
            "parameters": {
                parameter.name: {"value": value, "article": parameter.article, "point": parameter.point}
                for parameter, value in self.values
            },
            "due_on": self.due.due_on and self.due.due_on.isoformat(),
            "provisional": self.due.provisional,
            "counted": [
                {
                    "on": day.on.isoformat(),
                    "working": day.working,
                    "why_en": day.why.en,
                    "why_zh": day.why.zh,
                    "notice": day.notice,
                }
                for day in self.due.counted
            ],
            "explanation_en": self.explanation.en,
            "explanation_zh": self.explanation.zh,
        }


def grounds(
    finding: Finding, arrived_on: date, directory: Directory, calendar: Calendar, parameters: Parameters
) -> Grounds:
    """Returns what the clock of Article 19 counted for a finding about an event that arrived on that day in Beijing."""
    version = directory.items[finding.item].versions[finding.item_version - 1]
    track = version.track
    counted = due(finding.changed_on, track, version.working_days, calendar, parameters)
    lawful_day = max(finding.changed_on, parameters.in_force_on)
    named = [parameters(name) for name in (*_DECISIVE[track], *_EVERY_TRACK)]
    return Grounds(
        kind=Kinds.load(parameters).of_track(track),
        track=track,
        values=tuple((p, p.on(lawful_day) if p.in_force(lawful_day) else None) for p in named),
        due=counted,
        explanation=explain(finding.changed_on, track, counted, parameters),
        calendar_version=calendar.version,
        working_days_late=None if finding.due_on is None else working_days_late(finding.due_on, arrived_on, calendar),
    )
