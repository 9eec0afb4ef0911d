"""Conformance, compiled from the contract: Articles 11(3), 15, 18, 20(2).

`Conformance` is built once per item from its Avro schema, its directory versions and its responsibilities, and
judges a whole batch of decoded events as columns. A finding is a rule code, a severity and a field path, never a
value. The worst finding of an event decides whether it is accepted, accepted with flags, or refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schemas.code_list import CodeList
from schemas.directory import Element, ElementKind, Item, ItemVersion, Responsibility
from schemas.identifiers.column import judge_column
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity
from stream_processors.rules.parameters import Parameters

Rows = NDArray[np.intp]

_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_DAY = date(1, 1, 1).toordinal() - _EPOCH
_LAST_DAY = date(9999, 12, 31).toordinal() - _EPOCH
_DAY_1900 = date(1900, 1, 1).toordinal() - _EPOCH
_DAY_MS = 86_400_000
_BEIJING_OFFSET_MS = 8 * 3_600_000
_LONGEST_RECORD_ID = 200
_UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

_OPERATIONS = ("CREATE", "UPDATE", "DELETE", "REKEY", "MERGE", "SPLIT", "ATTEST")
"""In wire order: an operation arrives as its index."""
_CREATE, _UPDATE, _DELETE, _REKEY, _MERGE, _SPLIT, _ATTEST = range(len(_OPERATIONS))
_STORABLE = ("CONF-DECIMAL-RANGE",)
_ENVELOPE_STRINGS = (
    "event_id", "provider", "item", "submission_id", "origin_ref", "origin_platform",
    "identity_type", "identity_number", "record_id", "reason", "review_ref",
)  # fmt: skip
_ENVELOPE_DAYS = ("changed_on", "valid_from_on", "decided_on")


class Finding(NamedTuple):
    """One thing to say about one event: rule, how much it weighs here, and the field it is about."""

    rule: str
    severity: Severity
    path: str


class Hit(NamedTuple):
    """One finding and all rows of the batch it is true of."""

    finding: Finding
    rows: Rows


@dataclass(frozen=True)
class Arrivals:
    """What the broker says about the events of a batch, row by row beside the decoded columns.

    `keys` are the Kafka keys; `providers` the agencies of the topics, None where the platform replays;
    `received_at_ms` the append time of the inbound record, milliseconds since 1970 in UTC.
    """

    keys: Sequence[bytes | None]
    providers: Sequence[str | None]
    received_at_ms: NDArray[np.int64]


def beijing_days(instants_ms: NDArray[np.int64]) -> NDArray[np.int32]:
    """Days since 1970-01-01 in Beijing of instants in milliseconds."""
    return ((instants_ms + _BEIJING_OFFSET_MS) // _DAY_MS).astype(np.int32)


class Conformance:
    """The rules of one item, ready to judge batches. Immutable; state of one call never reaches the next."""

    def __init__(self, item: Item, responsibilities: Sequence[Responsibility], parameters: Parameters) -> None:
        self._item = item
        self._parameters = parameters
        self._providers = tuple(r for r in responsibilities if r.role == "PROVIDER")
        self._versions = tuple(_ElementRules(item, version) for version in item.versions)
        self._version_starts = np.array([_day(v.valid_from_on) for v in item.versions], np.int32)

    def version_indexes(self, changed_days: NDArray[np.int32]) -> NDArray[np.intp]:
        """Which of the item's versions is in force on each day of change; before the first one, the first."""
        return np.maximum(np.searchsorted(self._version_starts, changed_days, side="right") - 1, 0)

    def judge(self, events: pl.DataFrame, arrivals: Arrivals) -> list[Hit]:
        """All findings about a batch of decoded events.

        Args:
            events: columns of the inbound Avro schema, enums as indexes.
            arrivals: the broker's side of the same rows.

        Returns:
            One hit per finding that is true of at least one row.
        """
        if not events.height:
            return []
        changed = events["changed_on"].to_physical().to_numpy()
        received = beijing_days(arrivals.received_at_ms)
        present = events["after"].is_not_null()
        elements = events["after"].struct.unnest()
        hits = [
            *self._sender(events, arrivals, changed),
            *self._envelope(events, present),
            *self._times(events, arrivals, changed, received),
            *self._identity(events, received),
            *_nul_characters(events, _ENVELOPE_STRINGS, ""),
            *_nul_characters(
                elements, tuple(e.name for e in self._item.elements if e.kind is ElementKind.STRING), "after."
            ),
        ]
        versions = self.version_indexes(changed)
        mask = present.to_numpy()
        for index in np.unique(versions):
            rows = np.flatnonzero(mask & (versions == index))
            if rows.size:
                whole = rows.size == events.height
                part = elements if whole else elements[rows]
                hits += _shifted(
                    self._versions[index].judge(part, changed[rows], received[rows]), None if whole else rows
                )
        return hits

    def _sender(self, events: pl.DataFrame, arrivals: Arrivals, changed: NDArray[np.int32]) -> Iterator[Hit]:
        provider, item = events["provider"], events["item"]
        # Art. 20(2): a record is filed under the identity it carries; Art. 18: and comes from its own provider.
        number, kind = events["identity_number"], events["identity_type"]
        bare = kind.is_in(["RESIDENT_ID", "USCC"])
        expected = events.select(
            pl.when(bare).then(number).otherwise(pl.concat_str(kind, pl.lit(":"), number)).cast(pl.Binary)
        ).to_series()
        keys = pl.Series(arrivals.keys, dtype=pl.Binary)
        yield from _hit("CONF-KEY", "identity_number", keys.ne_missing(expected))
        topic_provider = pl.Series(arrivals.providers, dtype=pl.String)
        yield from _hit("OWN-PROVIDER", "provider", (provider != topic_provider).fill_null(value=False))
        yield from _hit("OWN-ITEM", "item", item != self._item.item)
        responsible = np.zeros(events.height, np.bool_)
        for row in self._providers:
            last = _LAST_DAY if row.valid_to_on is None else _day(row.valid_to_on)
            # A change from before the directory is provided by whoever provides the item now.
            responsible |= (provider == row.agency).to_numpy() & (changed <= last)
        yield from _hit("OWN-RESPONSIBILITY", "provider", pl.Series(~responsible))

    def _envelope(self, events: pl.DataFrame, present: pl.Series) -> Iterator[Hit]:
        operation = events["operation"]
        attest = operation == _ATTEST
        yield from _hit("CONF-SEQ", "seq", events["seq"] < 1)
        yield from _hit("CONF-VERSION", "record_version", events["record_version"] < 1)
        yield from _hit("CONF-EVENT-ID", "event_id", ~events["event_id"].str.contains(_UUID))
        yield from _hit("CONF-RECORD-ID", "record_id", events["record_id"].str.len_chars() > _LONGEST_RECORD_ID)
        yield from _hit("CONF-OPERATION", "operation", operation.is_in([_REKEY, _MERGE, _SPLIT]))
        yield from _hit("CONF-AFTER-MISSING", "after", operation.is_in([_CREATE, _UPDATE]) & ~present)
        yield from _hit("CONF-AFTER-UNEXPECTED", "after", (operation == _DELETE) & present)
        yield from _hit("CONF-REASON", "reason", (operation == _DELETE) & events["reason"].is_null())
        if attest.any():
            wrong = (
                (events["identity_type"] != "AGENCY")
                | (events["identity_number"] != events["provider"])
                | (events["record_version"] != events["seq"])
                | present
            )
            yield from _hit("CONF-ATTEST", "operation", attest & wrong)

    def _times(
        self, events: pl.DataFrame, arrivals: Arrivals, changed: NDArray[np.int32], received: NDArray[np.int32]
    ) -> Iterator[Hit]:
        for name in _ENVELOPE_DAYS:
            yield from _days_in_range(events[name], name)
        recorded = events["recorded_at"].to_physical().to_numpy()
        yield from _instants_in_range(events["recorded_at"], "recorded_at")
        skew_ms = self._skew_ms(int(received.max()))
        sane = (recorded > -(2**61)) & (recorded < 2**61)
        yield from _hit("TIME-CHANGED-FUTURE", "changed_on", pl.Series(changed > received))
        yield from _hit("TIME-CHANGED-BEFORE-1900", "changed_on", pl.Series(changed < _DAY_1900))
        recorded_days = beijing_days(np.where(sane, recorded, 0))
        yield from _hit("TIME-CHANGED-AFTER-RECORDED", "changed_on", pl.Series(sane & (changed > recorded_days)))
        yield from _hit("TIME-RECORDED-FUTURE", "recorded_at", pl.Series(recorded > arrivals.received_at_ms + skew_ms))

    def _identifier_severity(self, rule: str, day: int) -> Severity:
        """What a rule about identifiers weighs: numbers that break their standard have really been issued."""
        described = rule_catalogue()[rule]
        if described.severity_parameter is None:
            return described.severity
        choice = self._parameters.choice(described.severity_parameter, date.fromordinal(_EPOCH + day))
        return Severity.FLAG if choice == "accept-with-flag" else described.severity

    def _skew_ms(self, day: int) -> int:
        return self._parameters.integer("clock_skew_minutes", date.fromordinal(_EPOCH + day)) * 60_000

    def _identity(self, events: pl.DataFrame, received: NDArray[np.int32]) -> Iterator[Hit]:
        kinds = events["identity_type"]
        attest = (events["operation"] == _ATTEST).to_numpy()
        for kind in kinds.unique(maintain_order=True).to_list():
            of_kind = (kinds == kind).to_numpy()
            if kind not in self._item.identity_types:
                yield from _hit("CONF-IDENTITY-TYPE", "identity_type", pl.Series(of_kind & ~attest))
            rows = np.flatnonzero(of_kind)
            numbers = events["identity_number"] if rows.size == events.height else events["identity_number"][rows]
            for rule, found in _judge_numbers(kind, numbers, received[rows]):
                yield Hit(
                    Finding(rule, self._identifier_severity(rule, int(received.max())), "identity_number"), rows[found]
                )


class _ElementRules:
    """What one item version demands of the elements, over columns of after-images."""

    def __init__(self, item: Item, version: ItemVersion) -> None:
        self._elements = item.elements
        self._severity = {
            e.name: version.elements[e.name].severity if e.name in version.elements else Severity.FLAG
            for e in item.elements
        }
        self._checks: list[tuple[Finding, pl.Expr]] = []
        for element in item.elements:
            required = element.name in version.elements and version.elements[element.name].required
            for rule, failing in _expressions(element, required=required):
                # What no table can store is refused whatever the item version thinks of the element.
                severity = rule_catalogue()[rule].severity if rule in _STORABLE else self._severity[element.name]
                finding = Finding(rule, severity, f"after.{element.name}")
                self._checks.append((finding, failing.alias(str(len(self._checks)))))
        self._codes = [(e, CodeList.load(e.code_list)) for e in item.elements if e.code_list]
        self._identifiers = [(e, e.identifier) for e in item.elements if e.identifier]

    def judge(self, elements: pl.DataFrame, changed: NDArray[np.int32], received: NDArray[np.int32]) -> Iterator[Hit]:
        failing = elements.select(expression for _, expression in self._checks)
        for (finding, _), column in zip(self._checks, failing.iter_columns(), strict=True):
            if column.any():
                yield Hit(finding, np.flatnonzero(column.fill_null(value=False).to_numpy()))
        for element, code_list in self._codes:
            codes = elements[element.name]
            known = code_list.contains_column(codes, changed) | codes.is_null().to_numpy()
            if not known.all():
                yield Hit(
                    Finding("CONF-CODE", self._severity[element.name], f"after.{element.name}"), np.flatnonzero(~known)
                )
        for element, kind in self._identifiers:
            for rule, rows in _judge_numbers(kind, elements[element.name], received):
                severity = min(self._severity[element.name], rule_catalogue()[rule].severity)
                yield Hit(Finding(rule, severity, f"after.{element.name}"), rows)
        for element in self._elements:
            if element.kind is ElementKind.DATE:
                yield from _days_in_range(elements[element.name], f"after.{element.name}")
            elif element.kind is ElementKind.INSTANT:
                yield from _instants_in_range(elements[element.name], f"after.{element.name}")


def _expressions(element: Element, *, required: bool) -> Iterator[tuple[str, pl.Expr]]:
    """Rule codes and the expressions that are true where the element breaks them."""
    column = pl.col(element.name)
    if required:
        blank = column.is_null() | (column == "") if element.kind is ElementKind.STRING else column.is_null()
        yield "CONF-REQUIRED", blank
    if element.pattern:
        yield "CONF-PATTERN", ~column.str.contains(f"^(?:{element.pattern})$")
    if element.max_length is not None:
        yield "CONF-LENGTH", column.str.len_chars() > element.max_length
    if element.kind is ElementKind.DECIMAL and element.precision is not None and element.scale is not None:
        yield "CONF-DECIMAL-RANGE", column.cast(pl.Float64).abs() >= 10.0 ** (element.precision - element.scale)
    outside = []
    if element.kind is ElementKind.DOUBLE:
        outside.append(~column.is_finite())
    if element.minimum is not None:
        outside.append(column < element.minimum)
    if element.maximum is not None:
        outside.append(column > element.maximum)
    if outside:
        yield "CONF-BOUNDS", pl.any_horizontal(outside)


def _judge_numbers(kind: str, numbers: pl.Series, received: NDArray[np.int32]) -> Iterator[tuple[str, Rows]]:
    """Rules about identifiers and the rows they are true of; the day of receipt is the day of reference."""
    for day in np.unique(received):
        rows = np.flatnonzero(received == day)
        part = numbers if rows.size == len(numbers) else numbers[rows]
        for rule, mask in judge_column(kind, part, on=int(day)).items():
            if mask.any():
                yield rule, rows[mask]


def _days_in_range(column: pl.Series, path: str) -> Iterator[Hit]:
    days = column.to_physical()
    yield from _hit("CONF-DATE-RANGE", path, ((days < _FIRST_DAY) | (days > _LAST_DAY)).fill_null(value=False))


def _instants_in_range(column: pl.Series, path: str) -> Iterator[Hit]:
    instants = column.to_physical()
    outside = (instants < _FIRST_DAY * _DAY_MS) | (instants >= (_LAST_DAY + 1) * _DAY_MS)
    yield from _hit("CONF-INSTANT-RANGE", path, outside.fill_null(value=False))


def _nul_characters(frame: pl.DataFrame, names: tuple[str, ...], prefix: str) -> Iterator[Hit]:
    failing = frame.select(pl.col(name).str.contains("\0", literal=True) for name in names)
    for column in failing.iter_columns():
        yield from _hit("CONF-NUL", prefix + column.name, column.fill_null(value=False))


def _hit(rule: str, path: str, failing: pl.Series) -> Iterator[Hit]:
    if failing.any():
        yield Hit(Finding(rule, rule_catalogue()[rule].severity, path), np.flatnonzero(failing.to_numpy()))


def _shifted(hits: Iterator[Hit], rows: Rows | None) -> Iterator[Hit]:
    return hits if rows is None else (Hit(h.finding, rows[h.rows]) for h in hits)


def _day(day: date) -> int:
    return day.toordinal() - _EPOCH
