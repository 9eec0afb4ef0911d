"""How a file's columns become an item's data elements: committed data, bound to a file before its first row.

A mapping is `mappings/<name>.yaml` or a file of the provider's own. Without one, columns are named like the elements
and like fields of the envelope. Everything a mapping can get wrong is refused when it is bound, naming the mapping,
the column and what to do; what a single row gets wrong is a value (`Refused`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import polars as pl
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from producers.reader import Batch, Row, Unreadable
from producers.reading import WHITE_SPACE, Reading, Source
from schemas.bilingual import Refusal
from schemas.content import DELETED, content_column, content_hash
from schemas.directory import ElementKind, Item
from schemas.identifiers import normal_form
from schemas.identifiers.column import normal_column

FOLDER = Path(__file__).parent / "mappings"

ORIGINS = ("LIVE", "BACKFILL", "SNAPSHOT", "CORRECTION")
"""Why an event is sent now, as in the envelope."""

NUMBERS_CHANGE = ("REKEY", "MERGE", "SPLIT")
"""Operations that only the provider can know of; whether a record is created or updated follows from the ones before."""

_OPERATIONS = (None, "CREATE", "UPDATE", "DELETE", *NUMBERS_CHANGE)

Role = Literal["OTHER_PARTY", "PREVIOUS", "MERGED_FROM", "SPLIT_TO"]
ROLES: tuple[Role, ...] = ("OTHER_PARTY", "PREVIOUS", "MERGED_FROM", "SPLIT_TO")
"""What another identity is to an event, in wire order."""

_ENVELOPE = {
    "valid_from_on": ElementKind.DATE,
    "decided_on": ElementKind.DATE,
    "recorded_at": ElementKind.INSTANT,
    "origin": ElementKind.STRING,
    "origin_ref": ElementKind.STRING,
    "origin_platform": ElementKind.STRING,
    "reason": ElementKind.STRING,
    "review_ref": ElementKind.STRING,
}
"""Fields of the envelope that a column may feed, beside identity, record_id, changed_on, operation and version."""


_BESIDE_ELEMENTS = frozenset({
    "file_row", "identity_type", "identity_number", "record_id", "changed_on", "version", "deleted", "operation", "related",
    *_ENVELOPE,
})  # fmt: skip
"""Columns of changes that are no element."""


class RecordKey(NamedTuple):
    """Which record of an item a row is about."""

    identity_type: str
    identity_number: str
    record_id: str


class Party(NamedTuple):
    """Another identity that a row names, and what it is to the row's record."""

    role: str
    identity_type: str
    identity_number: str


class Change(NamedTuple):
    """What a row says: the record, the day it changed, and its full content (None for a deletion).

    `envelope` holds the optional envelope fields the row states; `version` is the provider's own, if it has one;
    `operation` is one of `NUMBERS_CHANGE`, or None where it follows from the content and what was published before.
    """

    record: RecordKey
    changed_on: date
    after: dict[str, Any] | None
    envelope: dict[str, Any]
    version: int | None = None
    operation: str | None = None
    related: tuple[Party, ...] = ()

    def statement(self) -> bytes | None:
        """16 bytes that differ when rows say something else about other identities; None where nothing is said.

        It is no part of the content: a statement is published once, and a later row of the record need not repeat it.
        """
        if self.operation is None and not self.related:
            return None
        said = {"record": self.record, "operation": self.operation, "related": self.related}
        return content_hash(self.changed_on, self.envelope.get("valid_from_on"), None, said)

    def content(self) -> bytes:
        """16 bytes that differ when two states of the record differ: see `content_hash`."""
        if self.after is None:
            return DELETED
        stated = self.envelope.get("valid_from_on"), self.envelope.get("decided_on")
        return content_hash(self.changed_on, *stated, self.after)


class Refused(NamedTuple):
    """A row that cannot become an event: the FILE- rule and the column it is about."""

    rule: str
    column: str


class Changes(NamedTuple):
    """What the rows of a batch say, as columns; each row of `frame` is a `Change`.

    `frame` has the row's number (`file_row`), the fields of the record's key, `changed_on`, `version`, `deleted` (then
    every element is null), `operation`, and a typed column for every field of the envelope and every element the mapping
    feeds; where it feeds `related`, lists of parties, null where a row names none.
    `positions` are the rows' places in the batch; `refused` are the rows that cannot become an event, by number.
    """

    frame: pl.DataFrame
    positions: NDArray[np.intp]
    refused: list[tuple[int, Refused]]


_NOWHERE = Source.model_construct()
"""Of a field no column feeds."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Identity(_Strict):
    """The identity's type and number; the type is never guessed from the number."""

    type: Source
    number: Source


class RelatedSource(_Strict):
    """Where a row names other identities: their role, type and number, several numbers with `separator` between them."""

    role: Role
    type: Source
    number: Source
    separator: str = Field(";", min_length=1)


class Mapping(_Strict):
    """One mapping, as its file says. `closed`: a column that feeds nothing is refused (the default mapping)."""

    mapping: str
    item: str
    null_values: tuple[str, ...] = ("",)
    time_zone: str = "Asia/Shanghai"
    identity: Identity
    record_id: tuple[Source, ...] = ()
    changed_on: Source
    operation: Source | None = None
    record_version: Source | None = None
    related: tuple[RelatedSource, ...] = ()
    envelope: dict[str, Source] = {}
    elements: dict[str, Source]
    closed: bool = False

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("no time zone of this name") from None
        return value

    @model_validator(mode="after")
    def _feeds_only_the_envelope_there_is(self) -> Self:
        unknown = sorted(set(self.envelope) - set(_ENVELOPE))
        if unknown:
            raise ValueError(f"no envelope field a file may state: {', '.join(unknown)}; known: {', '.join(_ENVELOPE)}")
        return self

    def sources(self) -> dict[str, Source]:
        """Every source by the field or element it feeds."""
        named: dict[str, Source | None] = {
            "identity_type": self.identity.type,
            "identity_number": self.identity.number,
            **{f"record_id.{position}": source for position, source in enumerate(self.record_id, 1)},
            "changed_on": self.changed_on,
            "operation": self.operation,
            "record_version": self.record_version,
            **{
                f"related.{position}.{part}": source
                for position, party in enumerate(self.related, 1)
                for part, source in (("number", party.number), ("type", party.type))
            },
            **self.envelope,
            **self.elements,
        }
        return {name: source for name, source in named.items() if source is not None}

    def narrowed(self, columns: Iterable[str]) -> Self:
        """The mapping for a file of these columns: what feeds from an optional column it lacks is left out."""
        present = {*columns, None}

        def kept(source: Source | None) -> Source | None:
            return source if source is None or source.column in present or not source.optional else None

        return self.model_copy(
            update={
                "record_id": tuple(filter(kept, self.record_id)),
                "operation": kept(self.operation),
                "record_version": kept(self.record_version),
                "related": tuple(party for party in self.related if kept(party.number) and kept(party.type)),
                "envelope": {name: source for name, source in self.envelope.items() if kept(source)},
                "elements": {name: source for name, source in self.elements.items() if kept(source)},
            }
        )

    def columns(self) -> set[str]:
        """Every column the mapping reads."""
        return {s.column for s in self.sources().values() if s.column is not None}


def mapping_path(name: str) -> Path:
    """The file of a committed mapping, or the path that `name` is."""
    path = Path(name)
    return path if path.suffix in (".yaml", ".yml") else FOLDER / f"{name}.yaml"


def load_mapping(name: str) -> Mapping:
    """A committed mapping by name, or one from a file if `name` is a path.

    Raises:
        Refusal: there is none, or its file says what cannot be; names the file and the place in it.
    """
    path = mapping_path(name)
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.yaml")))
        raise Refusal(
            f"There is no mapping {name!r}. Committed mappings: {known}. Your own is given by its path, ending in .yaml.",
            f"没有映射 {name!r}。已有:{known}。自有映射请给出以 .yaml 结尾的路径。",
        )
    try:
        return Mapping.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        reason = f"{where}: {first['msg']}" if where else first["msg"]
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
    raise Refusal(
        f"The mapping {path.name} cannot be used: {reason}. Correct it there.",
        f"映射 {path.name} 无法使用:{reason}。请在该文件中更正。",
    )


def default_mapping(item: Item) -> Mapping:
    """The mapping of files whose columns are named like the item's elements and the envelope's fields."""

    def named(column: str) -> Source:
        return Source(column=column, optional=True)

    return Mapping(
        mapping="default",
        item=item.item,
        identity=Identity(type=Source(column="identity_type"), number=Source(column="identity_number")),
        record_id=(named("record_id"),),
        changed_on=Source(column="changed_on"),
        operation=named("operation"),
        record_version=named("record_version"),
        related=tuple(
            RelatedSource(role=role, type=named(f"{role.lower()}_type"), number=named(f"{role.lower()}_number"))
            for role in ROLES
        ),
        envelope={name: named(name) for name in _ENVELOPE},
        elements={e.name: named(e.name) for e in item.elements},
        closed=True,
    )


def check_columns(mapping: Mapping, columns: Iterable[str], file_name: str) -> None:
    """Hold a mapping against the columns a file has.

    Raises:
        Refusal: a column the mapping needs is missing, or (default mapping) one feeds nothing.
    """
    present = set(columns)
    needed = {s.column for s in mapping.sources().values() if s.column is not None and not s.optional}
    missing = sorted(needed - present)
    if missing:
        raise Refusal(
            f"{file_name} has no column {', '.join(missing)}, which the mapping {mapping.mapping} reads. It has: "
            f"{', '.join(sorted(present))}. Name the column so in row 1, or give another --mapping.",
            f"{file_name} 缺少映射 {mapping.mapping} 所需的列:{', '.join(missing)}。现有:{', '.join(sorted(present))}。"
            "请在第 1 行补上列名,或用 --mapping 指定其他映射。",
        )
    spare = sorted(present - mapping.columns()) if mapping.closed else []
    if spare:
        raise Refusal(
            f"{file_name}: the column {', '.join(spare)} is neither a data element of {mapping.item} nor a field of the "
            f"envelope. Rename or remove it, or write a mapping and give it with --mapping. Elements: {', '.join(mapping.elements)}.",
            f"{file_name}:列 {', '.join(spare)} 既不是 {mapping.item} 的数据元,也不是信封字段。请改名或删除,"
            f"或编写映射并用 --mapping 指定。数据元:{', '.join(mapping.elements)}。",
        )


class _RelatedReading(NamedTuple):
    """Reads other identities of one role."""

    role: Role
    type: Reading
    number: Reading
    separator: str
    has_constant_type: bool


_PARTIES = pl.List(pl.Struct(dict.fromkeys(Party._fields, pl.String)))


class RowMapper:
    """A mapping compiled for one item: rows in, changes or refusals out.

    `key_of` and `change_of` are two steps, because the first costs a judgement of the number and the second does not;
    `changes_of` says the same of all rows of a batch.
    `on` is the day of reference of that judgement.

    Raises:
        Refusal: the mapping is for another item or feeds an element the item does not have.
    """

    def __init__(self, mapping: Mapping, item: Item, on: date) -> None:
        _check_item(mapping, item)
        self._on = on
        elements = {e.name: e for e in item.elements}
        reading = partial(Reading, null_values=mapping.null_values, zone=ZoneInfo(mapping.time_zone))
        self._identity_type = reading("identity_type", mapping.identity.type)
        self._identity_number = reading("identity_number", mapping.identity.number)
        self._record_id = [reading("record_id", source) for source in mapping.record_id]
        self._changed_on = reading("changed_on", mapping.changed_on, kind=ElementKind.DATE)
        self._operation = reading("operation", mapping.operation or _NOWHERE)
        self._version = reading("record_version", mapping.record_version or _NOWHERE, kind=ElementKind.LONG)
        self._related = [
            _RelatedReading(
                party.role,
                reading(f"related.{position}.type", party.type),
                reading(f"related.{position}.number", party.number),
                party.separator,
                has_constant_type=party.type.column is None,
            )
            for position, party in enumerate(mapping.related, 1)
        ]
        self._envelope = [reading(name, source, kind=_ENVELOPE[name]) for name, source in mapping.envelope.items()]
        self._elements = [
            reading(name, source, kind=e.kind, precision=e.precision or 0, scale=e.scale or 0)
            for name, source in sorted(mapping.elements.items())
            for e in (elements[name],)
        ]

    def key_of(self, row: dict[str, str]) -> RecordKey | Refused:
        """Which record the row is about, its number in normal form.

        A number without normal form is kept as written (capitals, stripped): the validator refuses it with its
        reason, and the clock runs meanwhile.
        """
        kind = self._identity_type.read(row)
        if kind is None:
            return Refused("FILE-IDENTITY", self._identity_type.column)
        written = self._identity_number.read(row)
        if written is None:
            return Refused("FILE-IDENTITY", self._identity_number.column)
        number = normal_form(kind, written, on=self._on) or written.upper()
        parts = [text for reading in self._record_id if (text := reading.text(row)) is not None]
        return RecordKey(kind, number, "|".join(parts))

    def change_of(self, row: dict[str, str], record: RecordKey) -> Change | Refused:
        """What the row says about the record."""
        try:
            changed_on = self._changed_on.read(row)
        except ValueError:
            changed_on = None
        if changed_on is None:
            return Refused("FILE-CHANGED-ON", self._changed_on.column)
        operation = self._operation.read(row)
        if operation not in _OPERATIONS:
            return Refused("FILE-OPERATION", self._operation.column)
        try:
            version = self._version.read(row)
        except ValueError:
            return Refused("FILE-VERSION", self._version.column)
        related = self._parties([(party.type.text(row), party.number.text(row)) for party in self._related])
        if isinstance(related, Refused):
            return related
        envelope = _values(self._envelope, row)
        if isinstance(envelope, Refused):
            return envelope
        if envelope.get("origin", "LIVE") not in ORIGINS:
            return Refused("FILE-VALUE", next(f.column for f in self._envelope if f.name == "origin"))
        after = None if operation == "DELETE" else _values(self._elements, row)
        if isinstance(after, Refused):
            return after
        stated = operation if operation in NUMBERS_CHANGE else None
        return Change(record, changed_on, after, envelope, version, stated, related)

    def changes_of(self, batch: Batch) -> Changes:
        """What the rows of a batch say. Only a row that is refused is looked at by itself, for its reason."""
        texts = self._texts(batch.texts)
        kinds = texts["identity_type"]
        numbers = self._numbers(kinds, texts["identity_number"])
        changed = self._changed_on.typed(texts["changed_on"])
        version = self._version.typed(texts["record_version"])
        envelope = [reading.typed(texts[reading.name]) for reading in self._envelope]
        elements = [reading.typed(texts[reading.name]) for reading in self._elements]
        operations = texts["operation"]
        deleted = (operations == "DELETE").fill_null(value=False)
        is_fit = numbers.is_not_null() & changed.values.is_not_null()
        is_fit &= operations.is_in(_OPERATIONS, nulls_equal=True)
        for values, unfit in (version, *envelope):
            if unfit is not None:
                is_fit &= ~unfit
            if values.name == "origin":
                is_fit &= values.is_null() | values.is_in(ORIGINS)
        for _, unfit in elements:
            if unfit is not None:
                is_fit &= ~unfit | deleted
        related, unnamed = self._related_column(texts)
        if unnamed:
            is_fit = is_fit.scatter(unnamed, values=False)
        frame = pl.DataFrame([
            pl.Series("file_row", batch.numbers, pl.Int64),
            kinds,
            numbers.alias("identity_number"),
            texts["record_id"],
            changed.values,
            version.values.alias("version"),
            deleted.alias("deleted"),
            operations.replace_strict(NUMBERS_CHANGE, NUMBERS_CHANGE, default=None).alias("operation"),
            *related,
            *(typed.values for typed in envelope),
        ])  # fmt: skip
        columns = [typed.values for typed in elements]
        if deleted.any():
            columns = [column.set(deleted, None) for column in columns]
        frame = frame.hstack(columns)
        fits = is_fit.to_numpy()
        refused = [(number, Refused(rule, "")) for number, rule in batch.unreadable]
        for position in np.flatnonzero(~fits).tolist():
            row = Row(batch.numbers[position], batch.texts.row(position, named=True))
            reason = self.outcome_of(row)
            assert isinstance(reason, Refused)
            refused.append((row.number, reason))
        return Changes(frame if fits.all() else frame.filter(is_fit), np.flatnonzero(fits), refused)

    def outcome_of(self, row: Row | Unreadable) -> Change | Refused:
        """What a row says, or why it cannot become an event."""
        if isinstance(row, Unreadable):
            return Refused(row.rule, "")
        record = self.key_of(row.values)
        return record if isinstance(record, Refused) else self.change_of(row.values, record)

    def _parties(self, texts: Iterable[tuple[str | None, str | None]]) -> tuple[Party, ...] | Refused:
        """The other identities a row names, from the texts of type and number of each source; both or neither is given."""
        found: list[Party] = []
        for party, (kind, written) in zip(self._related, texts, strict=True):
            numbers = [number for part in (written or "").split(party.separator) if (number := part.strip())]
            if kind is not None:
                found += (Party(party.role, kind, normal_form(kind, n, on=self._on) or n.upper()) for n in numbers)
            if bool(numbers) != (kind is not None) and not (party.has_constant_type and not numbers):
                return Refused("FILE-RELATED", party.number.column)
        return tuple(found)

    def _related_column(self, texts: pl.DataFrame) -> tuple[list[pl.Series], list[int]]:
        """`_parties` of every row, as a column if the mapping feeds it, and where they are refused; few rows name any."""
        if not self._related:
            return [], []
        given = [p.number.name for p in self._related] + [p.type.name for p in self._related if not p.has_constant_type]
        parties: list[list[dict[str, Any]] | None] = [None] * texts.height
        unnamed = []
        for position in texts.select(pl.any_horizontal(pl.col(given).is_not_null())).to_series().arg_true().to_list():
            row = texts.row(position, named=True)
            found = self._parties([(row[party.type.name], row[party.number.name]) for party in self._related])
            if isinstance(found, Refused):
                unnamed.append(position)
            elif found:
                parties[position] = [party._asdict() for party in found]
        return [pl.Series("related", parties, _PARTIES)], unnamed

    def _numbers(self, kinds: pl.Series, written: pl.Series) -> pl.Series:
        """The number of `key_of` for every row, null where there is no type or no number."""
        given = kinds.drop_nulls().unique().to_list()
        if len(given) == 1 and not kinds.null_count():
            return self._numbers_of(given[0], written)
        numbers = pl.repeat(None, len(kinds), dtype=pl.String, eager=True)
        for kind in given:
            of_kind = written.zip_with((kinds == kind).fill_null(value=False), numbers.clear(len(kinds)))
            numbers = self._numbers_of(kind, of_kind).zip_with(of_kind.is_not_null(), numbers)
        return numbers

    def _numbers_of(self, kind: str, written: pl.Series) -> pl.Series:
        numbers = normal_column(kind, written, on=self._on)
        if numbers.null_count() > written.null_count():
            without = (numbers.is_null() & written.is_not_null()).arg_true()
            numbers = numbers.scatter(without, [text.upper() for text in written.gather(without)])
        return numbers

    def _texts(self, table: pl.DataFrame) -> pl.DataFrame:
        """The text of every field and element, by name."""
        stripped = table.select_seq(pl.all().str.strip_chars(WHITE_SPACE))
        parts = [reading.texts() for reading in self._record_id] or [pl.repeat("", pl.len())]
        parties = (reading for party in self._related for reading in (party.type, party.number))
        alone = (self._identity_type, self._identity_number, self._changed_on, self._operation, self._version)
        return stripped.select_seq(
            pl.concat_str(parts, separator="|", ignore_nulls=True).alias("record_id"),
            *(reading.texts().alias(reading.name) for reading in (*alone, *parties, *self._envelope, *self._elements)),
        )


def _check_item(mapping: Mapping, item: Item) -> None:
    if mapping.item != item.item:
        raise Refusal(
            f"The mapping {mapping.mapping} is for the item {mapping.item}, not for {item.item}. "
            "Give the mapping of this item.",
            f"映射 {mapping.mapping} 属于信息项 {mapping.item},而不是 {item.item}。请指定本信息项的映射。",
        )
    names = [e.name for e in item.elements]
    unknown = sorted(set(mapping.elements) - set(names))
    if unknown:
        raise Refusal(
            f"The mapping {mapping.mapping} feeds {', '.join(unknown)}, which {item.item} does not have. "
            f"Its data elements: {', '.join(names)}.",
            f"映射 {mapping.mapping} 中的 {', '.join(unknown)} 不是 {item.item} 的数据元。数据元为:{', '.join(names)}。",
        )


def records_of(changes: pl.DataFrame) -> list[RecordKey]:
    """`Change.record` of every row of `Changes.frame`."""
    return list(map(RecordKey._make, changes.select(RecordKey._fields).iter_rows()))


def each_change(changes: pl.DataFrame) -> Iterator[tuple[int, Change]]:
    """The rows of `Changes.frame` one by one, with their numbers."""
    elements = [name for name in changes.columns if name not in _BESIDE_ELEMENTS]
    for row in changes.iter_rows(named=True):
        envelope = {name: row[name] for name in _ENVELOPE if row.get(name) is not None}
        after = None if row["deleted"] else {name: row[name] for name in elements if row[name] is not None}
        record = RecordKey(row["identity_type"], row["identity_number"], row["record_id"])
        related = tuple(Party(**party) for party in row.get("related") or ())
        yield (
            row["file_row"],
            Change(record, row["changed_on"], after, envelope, row["version"], row["operation"], related),
        )


def is_told(changes: pl.DataFrame) -> pl.Series:
    """Which rows of `Changes.frame` say something about other identities."""
    told = changes["operation"].is_not_null()
    return told | changes["related"].is_not_null() if "related" in changes.columns else told


def statements(changes: pl.DataFrame) -> list[bytes | None]:
    """`Change.statement` of every row of `Changes.frame`."""
    found: list[bytes | None] = [None] * changes.height
    at = is_told(changes).arg_true()
    for position, (_, change) in zip(at.to_list(), each_change(changes[at]), strict=True):
        found[position] = change.statement()
    return found


def content_hashes(changes: pl.DataFrame) -> list[bytes]:
    """`Change.content` of every row of `Changes.frame`."""
    elements = [name for name in changes.columns if name not in _BESIDE_ELEMENTS]
    hashes = content_column(changes, elements)
    return [DELETED if gone else content for gone, content in zip(changes["deleted"].to_list(), hashes, strict=True)]


def _values(readings: Sequence[Reading], row: dict[str, str]) -> dict[str, Any] | Refused:
    values = {}
    for reading in readings:
        try:
            value = reading.read(row)
        except ValueError:
            return Refused("FILE-VALUE", reading.column)
        if value is not None:
            values[reading.name] = value
    return values
