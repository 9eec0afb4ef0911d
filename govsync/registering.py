"""Rows into a register, and everything that follows from it: broadcast, findings judged again, obligations recomputed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

from pydantic import BaseModel

from consumers.judgements import Judge, Judges
from consumers.rejudging import Differences, Touched, rejudge
from infra import reference
from infra.postgres import Connection, Cursor, connect, transaction
from infra.settings import Settings
from schemas.bilingual import Text
from schemas.directory import Directory
from schemas.directory_files import load_directory
from schemas.registers import Reference, Ticket
from schemas.released import load_released
from stream_processors.recomputing import Difference as MovedObligation
from stream_processors.recomputing import recompute
from stream_processors.rules.law import Law
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.registration import Registrar, days_touched, is_closed_by
from stream_processors.rules.timeliness import beijing_date

_REASON_MISSING = Text("why a row is changed or ended is to be said with --reason", "变更或终止须以 --reason 说明理由")


class Action(Enum):
    """What happens to a row of the register."""

    ADDED = Text("added", "新增")
    CHANGED = Text("changed", "变更")
    CLOSED = Text("closed", "终止")
    UNCHANGED = Text("unchanged", "无变化")


class Change(NamedTuple):
    """One row of the file against the register; `columns` are those that differ, with their values before and after."""

    key: str
    action: Action
    columns: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Outcome:
    """What registering did, or would do: the rows, the findings that came out otherwise, the obligations that moved."""

    changes: Sequence[Change]
    warnings: Sequence[Text]
    findings: Differences
    obligations: Sequence[MovedObligation]


class Faulty(Exception):
    """Rows that may not be entered: (position among the rows, column, why) of each fault."""

    def __init__(self, faults: Sequence[tuple[int, str, Text]]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass
class Registering:
    """Enters rows into the registers of one platform, as one officer."""

    settings: Settings
    officer: str
    reason: str | None
    now: datetime
    progress: Callable[[int], None]
    directory: Directory = field(default_factory=load_directory)
    parameters: Parameters = field(default_factory=Parameters.load)

    def enter(self, kind: reference.Kind, rows: Sequence[BaseModel]) -> Outcome:
        """Enter rows, tell the workers, and judge again what they bear on. Entering the same again changes nothing.

        Raises:
            Faulty: a row may not be entered; then none is.
        """
        with closing(connect(self.settings, "govsync-register")) as connection:
            with transaction(connection) as cursor:
                reference.hold_changes(cursor)
                entry = _Entry(kind, rows, reference.registered(cursor, kind), reference.current(cursor))
                changes, warnings = self._compared(entry)
                reference.act_as(cursor, self.officer, self.reason)
                reference.put(cursor, kind, rows)
                obligations = recompute(cursor, Law.under(reference.current(cursor)), self.now)
            reference.broadcast(self.settings)
            judges = Judges(self.directory, load_released(), self.parameters)
            findings = self._judged_again(connection, judges.informed, entry, keep=True)
        return Outcome(changes, warnings, findings, obligations)

    def preview(self, kind: reference.Kind, rows: Sequence[BaseModel]) -> Outcome:
        """What `enter` would do; changes nothing.

        Raises:
            Faulty: a row may not be entered.
        """
        with closing(connect(self.settings, "govsync-register")) as connection:
            with transaction(connection) as cursor:
                entry = _Entry(kind, rows, reference.registered(cursor, kind), reference.current(cursor))
                changes, warnings = self._compared(entry)
                then = reference.current(cursor, kind, rows)
            with connection.cursor() as cursor:
                obligations = recompute(cursor, Law.under(then), self.now)
                connection.rollback()
            judges = Judges(self.directory, load_released(), self.parameters).under(then)
            findings = self._judged_again(connection, lambda _: judges, entry, keep=False)
        return Outcome(changes, warnings, findings, obligations)

    def _compared(self, entry: "_Entry") -> tuple[list[Change], list[Text]]:
        registrar = Registrar(self.directory, entry.reference, self.parameters, self.now)
        changes: list[Change] = []
        warnings: list[Text] = []
        faults: list[tuple[int, str, Text]] = []
        for position, row in enumerate(entry.rows):
            key = entry.kind.key_of(row)
            before = entry.before.get(key)
            change = _change(key, before, row)
            found = list(registrar.faults(row, before)) if change.action is not Action.UNCHANGED else []
            if change.action in (Action.CHANGED, Action.CLOSED) and self.reason is None:
                found.append(("", _REASON_MISSING))
            if any(key == entry.kind.key_of(earlier) for earlier in entry.rows[:position]):
                found.append((entry.kind.key[0], Text("a row before it is the same one", "与前面的行重复")))
            if not found and change.action is not Action.UNCHANGED:
                warnings += registrar.warnings(row)
            faults += [(position, column, why) for column, why in found]
            changes.append(change)
        if faults:
            raise Faulty(faults)
        return changes, warnings

    def _judged_again(
        self,
        connection: Connection,
        judges: Callable[[Cursor], Mapping[str, Judge]],
        entry: "_Entry",
        *,
        keep: bool,
    ) -> Differences:
        """Judge again what the rows bear on, changed or not: an earlier attempt may have been broken off here."""
        findings: Differences = Counter()
        for row in entry.rows:
            touched = entry.touched_by(row, beijing_date(self.now))
            if touched is not None:
                item = getattr(row, "item", None)
                items = list(self.directory.items) if item is None else [item]
                findings += rejudge(connection, judges, items, touched, self.progress, keep=keep)
        return findings


@dataclass(frozen=True)
class _Entry:
    """Rows to be entered, and what the registers hold before."""

    kind: reference.Kind
    rows: Sequence[BaseModel]
    before: Mapping[reference.Key, BaseModel]
    reference: Reference

    def touched_by(self, row: BaseModel, today: date) -> Touched | None:
        """What a row bears on, as it is and as it was; None where it bears on nothing that was judged."""
        key = self.kind.key_of(row)
        reason = "/".join(key)
        if isinstance(row, Ticket):
            return Touched(reason, date.max, date.min, (row.id,))
        both = (self.before.get(key), row)
        days = [touched for each in both if each is not None and (touched := days_touched(each, today)) is not None]
        if not days:
            return None
        # Days of verification are counted too, from the opening of a ticket, whatever the date of the change.
        tickets = [ticket.id for ticket in self.reference.tickets]
        return Touched(reason, min(first for first, _ in days), max(last for _, last in days), tickets)


def _change(key: reference.Key, before: BaseModel | None, row: BaseModel) -> Change:
    named = "/".join(key[1:])
    if before is None:
        return Change(named, Action.ADDED, {})
    then, now = before.model_dump(mode="json"), row.model_dump(mode="json")
    columns = {column: (then[column], now[column]) for column in now if then[column] != now[column]}
    if not columns:
        return Change(named, Action.UNCHANGED, {})
    return Change(named, Action.CLOSED if is_closed_by(before, row) else Action.CHANGED, columns)
