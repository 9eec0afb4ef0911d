"""A file judged as the platform would judge it, with no platform: the publisher's events, the validator's rules.

Rows become the very events `govsync publish` would make and go through the very rules the validator runs, as columns:
only rows in which something is found are looked at by themselves. Only the file is touched; the time is an argument;
memory does not grow with the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import polars as pl

from govsync.validation.first_publication import FirstPublication, repeated_versions
from infra import reference
from producers.mapping import Change, Refused, RowMapper, check_columns
from producers.numbering import LARGEST_EVENT_BYTES, Draft, Numbering, Statement
from producers.publisher import Request
from producers.reader import Batch, Row, SourceFile, open_file
from schemas.codec import event_id
from schemas.directory import ElementKind, inbound_topic
from schemas.directory_files import load_directory
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity
from stream_processors.pipeline import Inbound, Pipeline
from stream_processors.rules.checks import Finding
from stream_processors.rules.ruleset import Ruleset
from stream_processors.rules.timeliness import beijing_date

BATCH_ROWS = 20_000
"""A batch holds so many rows at most; long ones end it earlier."""

_ELEMENT = "after."
_MOST_BYTES_BESIDE_TEXT = 32
"""What a field takes at most in an event, its text aside."""
_ABOUT = {
    "FILE-CHANGED-ON": "changed_on",
    "FILE-OPERATION": "operation",
    "FILE-VERSION": "record_version",
}
"""The field a rule about a file's row is about, where the rule alone says it."""


class RowFinding(NamedTuple):
    """One thing to say about one row: the rule, its weight here, the field of the event and the column that feeds it.

    `field` is a data element or a field of the envelope; None for the row as a whole. `column` is None where no
    column of the file feeds the field.
    """

    rule: str
    severity: Severity
    field: str | None
    column: str | None


class RowJudgement(NamedTuple):
    """What would become of one row, by the number a person sees (a CSV's header is row 1), and its text by column.

    Of a row in which nothing is found there is no text.
    """

    row: int
    findings: tuple[RowFinding, ...]
    values: Mapping[str, str]

    @property
    def severity(self) -> Severity:
        """The worst of the findings; ACCEPT if there is none."""
        return max((f.severity for f in self.findings), default=Severity.ACCEPT)


@dataclass(frozen=True)
class Judgements:
    """What would become of neighbouring rows; iterates over all of them, in the file's order.

    `found` are those in which something was found.
    """

    rows: Sequence[int]
    found: Mapping[int, RowJudgement]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[RowJudgement]:
        return (self.found.get(row) or RowJudgement(row, (), {}) for row in self.rows)


def packaged_pipeline() -> Pipeline:
    """The validator's pipeline under the packaged contract, law and reference rows."""
    return Pipeline(Ruleset.under(reference.packaged(load_directory())))


def judge_file(wanted: Request, pipeline: Pipeline, now: datetime) -> Iterator[Judgements]:
    """Judge every row of a file, in its order, a batch at a time.

    Args:
        wanted: provider, item, file and mapping, as for publishing.
        pipeline: what the validator would judge by.
        now: when the events would be recorded and received.

    Raises:
        Refusal: file and mapping do not fit, or the file cannot be read.
    """
    source = open_file(wanted.file)
    mapping = wanted.mapping if source.columns is None else wanted.mapping.narrowed(source.columns)
    mapper = RowMapper(mapping, wanted.item, beijing_date(now))
    if source.columns is not None:
        check_columns(wanted.mapping, source.columns, wanted.file.name)
    names: set[str] = set()
    with closing(FirstPublication()) as seen:
        run = _Run(
            mapper,
            Numbering(wanted.item, wanted.provider),
            Statement("dry-run", wanted.origin, wanted.origin_ref, now),
            inbound_topic(wanted.provider, wanted.item.item),
            Fields(wanted),
            pipeline,
            seen if _states_versions(wanted, source) else None,
        )
        for batch in source.batches(sorted(mapping.columns()), rows=BATCH_ROWS):
            if source.columns is None:
                names |= batch.names
            yield run.judge(batch)
    if names:
        check_columns(wanted.mapping, names, wanted.file.name)


class Fields:
    """Which column feeds which field of the event, and the other way round."""

    def __init__(self, wanted: Request) -> None:
        kinds = {e.name: e.kind for e in wanted.item.elements}
        self._columns: dict[str, str] = {}
        self._read_by: dict[str, list[str]] = {}
        for name, source in wanted.mapping.sources().items():
            field = name.partition(".")[0]
            if source.column is None:
                continue
            # Of several sources of other identities it is not known which one a finding of the event means.
            if field != "related" or len(wanted.mapping.related) == 1:
                self._columns.setdefault(field, source.column)
            if kinds.get(field) is not ElementKind.STRING:
                self._read_by.setdefault(source.column, []).append(field)

    def of_event(self, path: str) -> tuple[str | None, str | None]:
        """Field and column of a finding's path."""
        field = path.removeprefix(_ELEMENT)
        return field or None, self._columns.get(field)

    def of_file(self, refused: Refused) -> tuple[str | None, str | None]:
        """Field and column of a row that could not become an event."""
        rule, column = refused
        field = _ABOUT.get(rule)
        if field is not None:
            return field, self._columns.get(field)
        # Text always fits; of the fields a column feeds, those of another kind are the ones it did not fit.
        return ", ".join(self._read_by.get(column, ())) or None, column or None


@dataclass
class _Run:
    """One file, judged."""

    mapper: RowMapper
    numbering: Numbering
    statement: Statement
    topic: str
    fields: Fields
    pipeline: Pipeline
    seen: FirstPublication | None

    def judge(self, batch: Batch) -> Judgements:
        changes = self.mapper.changes_of(batch)
        numbers = changes.frame["file_row"].to_list()
        events = self.numbering.columns(
            changes.frame,
            self.statement,
            # Of no row of a file that is only looked at is it known which event it would be: any number will do.
            event_ids=pl.lit(event_id(self.topic, "", 1)),
            seqs=pl.lit(1),
            versions=pl.lit(1),
            is_new=pl.lit(value=True),
        )
        of_events = self.pipeline.findings_of(self.topic, events, self._received_at_ms)
        found = {numbers[position]: self._told(of_event) for position, of_event in of_events.items()}
        refused = dict(changes.refused)
        for position in self._large(events):
            row = Row(numbers[position], batch.texts.row(int(changes.positions[position]), named=True))
            refusal, found[row.number] = self._judge_bytes(row)
            if refusal is not None:
                refused[row.number] = refusal
        if self.seen is not None:
            refused.update(repeated_versions(self.seen, changes.frame, refused))
        for number, reason in refused.items():
            severity = rule_catalogue()[reason.rule].severity
            found[number] = (RowFinding(reason.rule, severity, *self.fields.of_file(reason)),)
        positions = {number: position for position, number in enumerate(batch.numbers) if number in found}
        values = {number: batch.texts.row(position, named=True) for number, position in positions.items()}
        return Judgements(
            sorted([*batch.numbers, *(number for number, _ in batch.unreadable)]),
            {number: RowJudgement(number, told, values.get(number, {})) for number, told in found.items() if told},
        )

    @property
    def _received_at_ms(self) -> int:
        return int(self.statement.recorded_at.timestamp() * 1000)

    def _told(self, findings: Iterable[Finding]) -> tuple[RowFinding, ...]:
        return tuple(RowFinding(f.rule, f.severity, *self.fields.of_event(f.path)) for f in findings)

    def _large(self, events: pl.DataFrame) -> list[int]:
        """Events whose bytes might be more than is allowed."""
        largest = min(LARGEST_EVENT_BYTES, self.pipeline.max_event_bytes(self._received_at_ms))
        columns = [*events.iter_columns(), *events["after"].struct.unnest().iter_columns()]
        texts = pl.DataFrame([c.alias(str(n)) for n, c in enumerate(columns) if c.dtype == pl.String])
        size = texts.select(pl.sum_horizontal(pl.all().str.len_bytes().cast(pl.Int64))).to_series()
        return (size + _MOST_BYTES_BESIDE_TEXT * len(columns) > largest).arg_true().to_list()

    def _judge_bytes(self, row: Row) -> tuple[Refused | None, tuple[RowFinding, ...]]:
        """Judge one row as the event it becomes, encoded."""
        change = self.mapper.outcome_of(row)
        assert isinstance(change, Change)
        draft = Draft(change._replace(version=None), b"", row.number)
        prepared = self.numbering.prepare([draft], self.statement, first_seq=1, standing={})
        for _, refusal in prepared.refused:
            return refusal, ()
        (event,) = prepared.events
        message = Inbound(self.topic, 0, 0, self._received_at_ms, event.key, event.value)
        return None, self._told(self.pipeline.findings([message])[0])


def _states_versions(wanted: Request, source: SourceFile) -> bool:
    version = wanted.mapping.record_version
    return version is not None and (source.columns is None or version.column in source.columns)
