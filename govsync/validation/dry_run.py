"""A file judged as the platform would judge it, with no platform: the publisher's events, the validator's rules.

Rows become the very events `govsync publish` would make, encoded, and go through the very pipeline the validator
runs. Only the file is touched; the time is an argument; memory does not grow with the file.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from govsync.validation.first_publication import FirstPublication, divide
from infra import reference
from producers.mapping import RecordKey, Refused, RowMapper, check_columns
from producers.numbering import CHUNK_BYTES, CHUNK_EVENTS, Draft, Numbering, Prepared, Statement
from producers.publisher import Request, change_of
from producers.reader import Row, SourceFile, Unreadable, open_file
from producers.state import Standing
from schemas.directory import ElementKind, inbound_topic, load_directory
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity
from stream_processors.pipeline import Inbound, Pipeline
from stream_processors.rules.ruleset import Ruleset
from stream_processors.rules.timeliness import beijing_date

_ELEMENT = "after."
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
    """What would become of one row, by the number a person sees (a CSV's header is row 1), and its text by column."""

    row: int
    findings: tuple[RowFinding, ...]
    values: Mapping[str, str]

    @property
    def severity(self) -> Severity:
        """The worst of the findings; ACCEPT if there is none."""
        return max((f.severity for f in self.findings), default=Severity.ACCEPT)


def packaged_pipeline() -> Pipeline:
    """The validator's pipeline under the packaged contract, law and reference rows."""
    return Pipeline(Ruleset.under(reference.packaged(load_directory())))


def judge_file(wanted: Request, pipeline: Pipeline, now: datetime) -> Iterator[list[RowJudgement]]:
    """Judge every row of a file, in its order, a chunk at a time.

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
        for chunk in _chunks(source):
            if source.columns is None:
                names.update(chain.from_iterable(row.values for row in chunk if isinstance(row, Row)))
            yield run.judge(chunk)
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
            if source.column is not None:
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
    next_seq: int = 1

    def judge(self, chunk: Sequence[Row | Unreadable]) -> list[RowJudgement]:
        refused: dict[int, Refused] = {}
        drafts: list[Draft] = []
        for row in chunk:
            change = change_of(self.mapper, row)
            if isinstance(change, Refused):
                refused[row.number] = change
            else:
                drafts.append(Draft(change, b"" if self.seen is None else change.content(), row.number))
        prepared = self._prepare(drafts)
        refused.update(prepared.refused)
        received_at_ms = int(self.statement.recorded_at.timestamp() * 1000)
        messages = [Inbound(self.topic, 0, e.seq, received_at_ms, e.key, e.value) for e in prepared.events]
        findings = {
            event.file_row: tuple(RowFinding(f.rule, f.severity, *self.fields.of_event(f.path)) for f in found)
            for event, found in zip(prepared.events, self.pipeline.findings(messages), strict=True)
        }
        for number, reason in refused.items():
            severity = rule_catalogue()[reason.rule].severity
            findings[number] = (RowFinding(reason.rule, severity, *self.fields.of_file(reason)),)
        return [RowJudgement(r.number, findings[r.number], r.values if isinstance(r, Row) else {}) for r in chunk]

    def _prepare(self, drafts: list[Draft]) -> Prepared:
        if self.seen is None:
            return self._numbered(drafts, {})
        known = self.seen.known({draft.change.record for draft in drafts})
        new, repeats = divide(drafts, known)
        prepared = self._numbered(new, known)
        # A row that repeats the one before is not published; it is judged as what it says, under any version.
        repeated = self._numbered([d._replace(change=d.change._replace(version=None)) for d in repeats], {})
        versions = {record: standing.version for record, standing in known.items()}
        numbered = (event.record for event in prepared.events if event.record is not None)
        versions.update((record, standing.version) for record, standing in numbered)
        self.seen.keep({d.change.record: Standing(versions.get(d.change.record, 0), d.content, False) for d in drafts})
        return Prepared(prepared.events + repeated.events, prepared.refused + repeated.refused)

    def _numbered(self, drafts: list[Draft], known: Mapping[RecordKey, Standing]) -> Prepared:
        prepared = self.numbering.prepare(drafts, self.statement, first_seq=self.next_seq, standing=known)
        self.next_seq += len(prepared.events)
        return prepared


def _states_versions(wanted: Request, source: SourceFile) -> bool:
    version = wanted.mapping.record_version
    return version is not None and (source.columns is None or version.column in source.columns)


def _chunks(source: SourceFile) -> Iterator[list[Row | Unreadable]]:
    chunk: list[Row | Unreadable] = []
    size = 0
    for row in source.rows():
        chunk.append(row)
        if isinstance(row, Row):
            size += sum(map(len, row.values.values()))
        if len(chunk) >= CHUNK_EVENTS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
