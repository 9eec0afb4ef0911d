"""Conformance, compiled from the contract: Articles 11(3), 15, 18, 20(2), 22.

`Conformance` is built once per item from its Avro schema, its directory versions and the reference rows. It judges a
whole batch as columns, or a single record; both executions are compiled from the same checks and say the same,
finding for finding. A finding is a rule code, a severity and a field path, never a value. The worst finding of an
event decides whether it is accepted, accepted with flags, or refused.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schemas.code_list import CodeList
from schemas.directory import Item, ItemVersion
from schemas.identifiers import findings_of_normalised
from schemas.identifiers.column import judge_column
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity
from stream_processors.rules import checks, related
from stream_processors.rules.checks import Check, Finding, Providing
from stream_processors.rules.parameters import Parameters

Rows = NDArray[np.intp]
Weigh = Callable[[str, int], Severity]
"""Severity of a rule about identifiers on a day of receipt."""

_SANE_MS = 2**61
"""Instants beyond this are no instants; the day of one is not computed, since it would overflow."""


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

    keys: Sequence[bytes | None] | pl.Series
    providers: Sequence[str | None]
    received_at_ms: NDArray[np.int64]


def beijing_days(instants_ms: NDArray[np.int64]) -> NDArray[np.int32]:
    """Days since 1970-01-01 in Beijing of instants in milliseconds."""
    return ((instants_ms + checks.BEIJING_OFFSET_MS) // checks.DAY_MS).astype(np.int32)


class Conformance:
    """The rules of one item, ready to judge. Immutable; state of one call never reaches the next."""

    def __init__(self, item: Item, providing: Providing, parameters: Parameters) -> None:
        self._item = item
        self._parameters = parameters
        envelope = checks.envelope_checks(item, providing)
        self._versions = [_Version(item, version, envelope, providing) for version in item.versions]
        self._starts = np.array([checks.day_number(v.valid_from_on) for v in item.versions], np.int32)

    def version_indexes(self, changed_days: NDArray[np.int32]) -> NDArray[np.intp]:
        """Which of the item's versions is in force on each day of change; before the first one, the first."""
        return np.maximum(np.searchsorted(self._starts, changed_days, side="right") - 1, 0)

    def judge(self, events: pl.DataFrame, arrivals: Arrivals) -> list[Hit]:
        """All findings about a batch of decoded events, as columns.

        Args:
            events: columns of the inbound Avro schema, enums as indexes.
            arrivals: the broker's side of the same rows.

        Returns:
            One hit per finding that is true of at least one row.
        """
        rows = self._flat(events, arrivals)
        versions = self.version_indexes(rows["changed_on"].to_numpy())
        hits: list[Hit] = []
        for index in np.unique(versions):
            of_version = np.flatnonzero(versions == index)
            if of_version.size == rows.height:
                hits += self._versions[index].judge(rows, self._identifier_severity)
            else:
                part = self._versions[index].judge(rows[of_version], self._identifier_severity)
                hits += [Hit(finding, of_version[found]) for finding, found in part]
        return hits

    def judge_each(self, events: pl.DataFrame, arrivals: Arrivals) -> list[list[Finding]]:
        """The findings of every event, one record at a time: for a few records, cheaper than columns.

        Arguments as for `judge`; returns a list per row.
        """
        rows = self._flat(events, arrivals)
        versions = self.version_indexes(rows["changed_on"].to_numpy()).tolist()
        columns = [_listed(column) for column in rows.iter_columns()]
        names = rows.columns
        return [
            self._versions[version].judge_one(dict(zip(names, values, strict=True)), self._identifier_severity)
            for version, *values in zip(versions, *columns, strict=True)
        ]

    def _flat(self, events: pl.DataFrame, arrivals: Arrivals) -> pl.DataFrame:
        """Envelope, elements and the broker's side as one frame; dates and instants as numbers."""
        recorded = events["recorded_at"].to_physical().to_numpy()
        sane = (recorded > -_SANE_MS) & (recorded < _SANE_MS)
        # An instant that is none has no day, and its own finding: it is not compared with the day of change.
        recorded_days = np.where(sane, beijing_days(np.where(sane, recorded, 0)), checks.LAST_DAY)
        received_days = beijing_days(arrivals.received_at_ms)
        broker = [
            pl.Series(checks.KEY, arrivals.keys, pl.Binary),
            pl.Series(checks.TOPIC_PROVIDER, arrivals.providers, pl.String),
            events["after"].is_not_null().alias(checks.PRESENT),
            pl.Series(checks.RECEIVED_MS, arrivals.received_at_ms, pl.Int64),
            pl.Series(checks.RECEIVED_DAY, received_days, pl.Int32),
            pl.Series(checks.RECORDED_DAY, recorded_days, pl.Int32),
            pl.Series(checks.SKEW_MS, self._skews_ms(received_days), pl.Int64),
            related.column(events).alias(checks.RELATED_BREAKS),
        ]
        own = [column for column in events.iter_columns() if column.name not in ("after", "related", "origin")]
        elements = events["after"].struct.unnest().iter_columns()
        return pl.DataFrame([*(_physical(column) for column in (*own, *elements)), *broker])

    def _skews_ms(self, received_days: NDArray[np.int32]) -> NDArray[np.int64]:
        skews = np.empty(received_days.shape, np.int64)
        for day in np.unique(received_days):
            minutes = self._parameters.integer("clock_skew_minutes", date.fromordinal(checks.EPOCH + int(day)))
            skews[received_days == day] = minutes * 60_000
        return skews

    def _identifier_severity(self, rule: str, received_day: int) -> Severity:
        """What a rule about identifiers weighs: numbers that break their standard have really been issued."""
        described = rule_catalogue()[rule]
        if described.severity_parameter is None:
            return described.severity
        choice = self._parameters.choice(described.severity_parameter, date.fromordinal(checks.EPOCH + received_day))
        return Severity.FLAG if choice == "accept-with-flag" else described.severity


class _Version:
    """All rules of one item version. Identifiers and code lists have executions of their own, equal by test."""

    def __init__(self, item: Item, version: ItemVersion, envelope: Sequence[Check], providing: Providing) -> None:
        self._checks = [*envelope, *checks.element_checks(item, version, providing)]
        self._columns = [check.columns.alias(str(n)) for n, check in enumerate(self._checks)]
        severities = {name: demand.severity for name, demand in version.elements.items()}
        self._severity = {e.name: severities.get(e.name, Severity.FLAG) for e in item.elements}
        self._codes = [(e.name, CodeList.load(e.code_list)) for e in item.elements if e.code_list]
        self._positions = [code_list.position(pl.col(name)).alias(name) for name, code_list in self._codes]
        self._identifiers = [(e.name, e.identifier) for e in item.elements if e.identifier]

    def judge(self, rows: pl.DataFrame, weigh: Weigh) -> Iterator[Hit]:
        for check, mask in zip(self._checks, rows.select_seq(self._columns).iter_columns(), strict=True):
            if mask.any():
                broken = mask.fill_null(value=False) if mask.null_count() else mask
                yield Hit(check.finding, np.flatnonzero(broken.to_numpy()))
        changed = rows["changed_on"].to_numpy()
        positions = rows.select_seq(self._positions)
        for (name, code_list), of_codes in zip(self._codes, positions.iter_columns(), strict=True):
            known = code_list.contains_column(rows[name], changed, of_codes.to_numpy())
            if not known.all():
                yield Hit(Finding("CONF-CODE", self._severity[name], f"after.{name}"), np.flatnonzero(~known))
        received = rows[checks.RECEIVED_DAY].to_numpy()
        kinds = rows["identity_type"]
        for kind in kinds.unique(maintain_order=True).to_list():
            of_kind = np.flatnonzero((kinds == kind).to_numpy())
            whole = of_kind.size == rows.height
            numbers = rows["identity_number"] if whole else rows["identity_number"][of_kind]
            for rule, day, hit in _judge_numbers(kind, numbers, received[of_kind]):
                yield Hit(Finding(rule, weigh(rule, day), "identity_number"), of_kind[hit])
        for name, kind in self._identifiers:
            for rule, day, hit in _judge_numbers(kind, rows[name], received):
                severity = min(self._severity[name], weigh(rule, day))
                yield Hit(Finding(rule, severity, f"after.{name}"), hit)

    def judge_one(self, row: checks.Row, weigh: Weigh) -> list[Finding]:
        found = [check.finding for check in self._checks if check.one(row)]
        changed = date.fromordinal(_clamped(row["changed_on"]))
        for name, code_list in self._codes:
            code = row[name]
            if code is not None and not code_list.contains(code, changed):
                found.append(Finding("CONF-CODE", self._severity[name], f"after.{name}"))
        day = row[checks.RECEIVED_DAY]
        on = date.fromordinal(checks.EPOCH + day)
        for rule, _ in findings_of_normalised(row["identity_type"], row["identity_number"], on=on):
            found.append(Finding(rule, weigh(rule, day), "identity_number"))
        for name, kind in self._identifiers:
            if row[name] is not None:
                for rule, _ in findings_of_normalised(kind, row[name], on=on):
                    found.append(Finding(rule, min(self._severity[name], weigh(rule, day)), f"after.{name}"))
        return found


def _judge_numbers(kind: str, numbers: pl.Series, received: NDArray[np.int32]) -> Iterator[tuple[str, int, Rows]]:
    """Rules about identifiers, the day of receipt, which is the day of reference, and the rows they are true of."""
    for day in np.unique(received):
        rows = np.flatnonzero(received == day)
        part = numbers if rows.size == len(numbers) else numbers[rows]
        for rule, mask in judge_column(kind, part, on=int(day)).items():
            if mask.any():
                yield rule, int(day), rows[mask]


def _physical(column: pl.Series) -> pl.Series:
    if not column.dtype.is_temporal():
        return column
    # A cast of the column itself: `to_physical` goes the long way through the query engine.
    return column.cast(pl.Int32 if column.dtype == pl.Date else pl.Int64)


def _listed(column: pl.Series) -> list[Any]:
    # Amounts as floats, as the columns judge them: a decimal object each costs more than all that is asked of it.
    return (column.cast(pl.Float64) if isinstance(column.dtype, pl.Decimal) else column).to_list()


def _clamped(day: int) -> int:
    """The ordinal of a day, the nearest one that is a date where it is none."""
    return checks.EPOCH + min(max(day, checks.FIRST_DAY), checks.LAST_DAY)
