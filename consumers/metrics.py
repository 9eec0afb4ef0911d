"""Figures for Prometheus: what is owed in working days, what became of events, how far the workers are behind.

Labels are agency, item and outcome, as the directory knows them: their number is bounded, and no value leads to a person.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from consumers import standing
from consumers.owed import owed
from infra import reference
from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.directory import Directory
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.law import Law
from stream_processors.rules.timeliness import working_days_late

UNKNOWN = "unknown"
"""Stands for an agency or item the directory does not know, however many there are."""

_UNDECIDED = """
SELECT f.provider, f.item, count(*) FROM platform.finding f LEFT JOIN platform.standing_decision d USING (finding_id)
WHERE f.verdict = 'LATE' AND d.finding_id IS NULL GROUP BY 1, 2
"""
_BREACHES = "SELECT provider, item, count(*) FROM platform.breach GROUP BY 1, 2"

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Metric:
    """One family of figures: `kind` is `gauge` or `counter`, `samples` its value by labels."""

    name: str
    kind: str
    help: str
    samples: Mapping[Labels, float]


def collect(settings: Settings, today: date) -> list[Metric]:
    """Asks PostgreSQL and Kafka; `today` is the day in Beijing up to which working days are counted."""
    connection = connect(settings, "govsync-metrics")
    try:
        with transaction(connection) as cursor:
            law = Law.under(reference.current(cursor))
            directory = law.directory
            metrics = [*_obligations(cursor, directory, law.calendar, today), *_findings(cursor, directory)]
            offsets = standing.read_offsets(settings, directory, cursor)
    finally:
        connection.close()
    return [*metrics, _outcomes(settings, directory), _consumer_lag(offsets.consumer_lag)]


def _obligations(cursor: Cursor, directory: Directory, calendar: Calendar, today: date) -> list[Metric]:
    figures: dict[str, Counter[Labels]] = {name: Counter() for name in _OBLIGATIONS}
    oldest: dict[str, dict[Labels, float]] = {name: {} for name in _OLDEST}
    for (agency, item), owing in owed(cursor).items():
        labels = _labels(directory, agency, item)
        for name, counted in figures.items():
            counted[labels] += getattr(owing, name)
        for name, longest in oldest.items():
            due_on = getattr(owing, name)
            days = None if due_on is None else working_days_late(due_on, today, calendar)
            if days is not None:
                longest[labels] = max(days, longest.get(labels, 0))
    return [
        *(Metric(f"govsync_obligations_{n}", "gauge", _OBLIGATIONS[n], found) for n, found in figures.items()),
        *(Metric(_OLDEST[n][0], "gauge", _OLDEST[n][1], found) for n, found in oldest.items()),
    ]


_OBLIGATIONS = {
    "open": "Obligations whose clock runs.",
    "due_soon": "Open obligations told of as due soon or due today.",
    "overdue": "Open obligations past a due date of the Rules.",
    "past_target": "Open obligations past a date that is the platform's own target.",
}
_OLDEST = {
    "oldest_overdue_on": (
        "govsync_oldest_overdue_working_days",
        "Working days since the earliest due date of what is overdue.",
    ),
    "oldest_past_target_on": (
        "govsync_oldest_past_target_working_days",
        "Working days since the earliest target date of what is past target.",
    ),
}


def _findings(cursor: Cursor, directory: Directory) -> list[Metric]:
    return [
        Metric(name, "gauge", says, _by_agency_and_item(directory, rows(cursor, sql)))
        for name, says, sql in (
            ("govsync_findings_undecided", "Findings of late events that no officer has decided about.", _UNDECIDED),
            ("govsync_breaches", "Findings an officer confirmed (Article 43).", _BREACHES),
        )
    ]


def _outcomes(settings: Settings, directory: Directory) -> Metric:
    samples: Counter[Labels] = Counter()
    for (agency, item), outcomes in standing.provider_counts(settings).items():
        for outcome in standing.OUTCOMES:
            samples[*_labels(directory, agency, item), ("outcome", outcome)] += outcomes[outcome]
    # A release takes an event out of quarantine again, so this figure can fall: a gauge.
    return Metric("govsync_events", "gauge", "Inbound events by what became of them.", samples)


def _consumer_lag(lag: Mapping[str, int]) -> Metric:
    samples: dict[Labels, float] = {(("topic", topic),): records for topic, records in sorted(lag.items())}
    return Metric("govsync_consumer_lag_records", "gauge", "Records of a topic its worker has not read yet.", samples)


def _by_agency_and_item(directory: Directory, found: Iterable[tuple[str, str, int]]) -> Mapping[Labels, float]:
    samples: Counter[Labels] = Counter()
    for agency, item, count in found:
        samples[_labels(directory, agency, item)] += count
    return samples


def _labels(directory: Directory, agency: str, item: str) -> Labels:
    return (
        ("agency", agency if agency in directory.agencies else UNKNOWN),
        ("item", item if item in directory.items else UNKNOWN),
    )


def exposition(metrics: Iterable[Metric]) -> str:
    """The figures in Prometheus's text format, version 0.0.4."""
    return "".join(_family(metric) for metric in metrics)


def _family(metric: Metric) -> str:
    lines = [f"# HELP {metric.name} {metric.help}", f"# TYPE {metric.name} {metric.kind}"]
    for labels, value in sorted(metric.samples.items()):
        named = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels)
        lines.append(f"{metric.name}{{{named}}} {value}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
