"""How a file's columns become an item's data elements: committed data, bound to a file before its first row.

A mapping is `mappings/<name>.yaml` or a file of the provider's own. Without one, columns are named like the elements
and like fields of the envelope. Everything a mapping can get wrong is refused when it is bound, naming the mapping,
the column and what to do; what a single row gets wrong is a value (`Refused`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from schemas.bilingual import Refusal
from schemas.content import DELETED, content_hash
from schemas.directory import ElementKind, Item
from schemas.identifiers import normal_form

FOLDER = Path(__file__).parent / "mappings"

ORIGINS = ("LIVE", "BACKFILL", "SNAPSHOT", "CORRECTION")
"""Why an event is sent now, as in the envelope."""

_OPERATIONS = (None, "CREATE", "UPDATE", "DELETE")
_TRUE, _FALSE = frozenset({"true", "1", "yes", "y", "是"}), frozenset({"false", "0", "no", "n", "否"})
_AMOUNT = re.compile(r"\s*([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)")
_BEYOND = {ElementKind.INTEGER: 2**31, ElementKind.LONG: 2**63}

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


class RecordKey(NamedTuple):
    """Which record of an item a row is about."""

    identity_type: str
    identity_number: str
    record_id: str


class Change(NamedTuple):
    """What a row says: the record, the day it changed, and its full content (None for a deletion).

    `envelope` holds the optional envelope fields the row states; `version` is the provider's own, if it has one.
    """

    record: RecordKey
    changed_on: date
    after: dict[str, Any] | None
    envelope: dict[str, Any]
    version: int | None = None

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


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Strict):
    """Where one value comes from: a column or a constant, and how its text is read.

    Attributes:
        optional: the file may lack the column; the value is then null.
        null_values: texts that mean "nothing", in addition to the mapping's.
        strip: characters removed at both ends after white space.
        formats: formats of dates and instants (as of strptime) beside ISO 8601.
        leading_amount: the number the text starts with; null if it starts with none.
        find: the value of the longest text of this table that occurs in the column; null if none does.
    """

    column: str | None = None
    constant: str | None = None
    optional: bool = False
    null_values: tuple[str, ...] = ()
    strip: str = ""
    formats: tuple[str, ...] = ()
    leading_amount: bool = False
    find: dict[str, str] | None = None

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if (self.column is None) == (self.constant is None):
            raise ValueError("give either column or constant")
        return self


_NOWHERE = Source.model_construct()
"""Of a field no column feeds."""


class Identity(_Strict):
    """The identity's type and number; the type is never guessed from the number."""

    type: Source
    number: Source


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


class _Unfit(ValueError):
    """A text that is not what its element is."""


class RowMapper:
    """A mapping compiled for one item: rows in, changes or refusals out.

    `key_of` and `change_of` are two steps, because the first costs a judgement of the number and the second does not.
    `on` is the day of reference of that judgement.

    Raises:
        Refusal: the mapping is for another item or feeds an element the item does not have.
    """

    def __init__(self, mapping: Mapping, item: Item, on: date) -> None:
        _check_item(mapping, item)
        self._on = on
        self._zone = ZoneInfo(mapping.time_zone)
        self._nothing = frozenset(mapping.null_values)
        elements = {e.name: e for e in item.elements}
        self._identity_type = self._field("identity_type", mapping.identity.type)
        self._identity_number = self._field("identity_number", mapping.identity.number)
        self._record_id = [self._text(source) for source in mapping.record_id]
        self._changed_on = self._field("changed_on", mapping.changed_on, ElementKind.DATE)
        self._operation = self._field("operation", mapping.operation or _NOWHERE)
        self._version = self._field("record_version", mapping.record_version or _NOWHERE, ElementKind.LONG)
        self._envelope = [self._field(name, source, _ENVELOPE[name]) for name, source in mapping.envelope.items()]
        self._elements = [
            self._field(name, source, e.kind, e.precision or 0, e.scale or 0)
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
        parts = [text for read in self._record_id if (text := read(row)) is not None]
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
        envelope = _values(self._envelope, row)
        if isinstance(envelope, Refused):
            return envelope
        if envelope.get("origin", "LIVE") not in ORIGINS:
            return Refused("FILE-VALUE", next(f.column for f in self._envelope if f.name == "origin"))
        after = None if operation == "DELETE" else _values(self._elements, row)
        if isinstance(after, Refused):
            return after
        return Change(record, changed_on, after, envelope, version)

    def _field(
        self,
        name: str,
        source: Source,
        kind: ElementKind = ElementKind.STRING,
        precision: int = 0,
        scale: int = 0,
    ) -> "_Field":
        text = self._text(source)
        convert = _converter(kind, precision, scale, source, self._zone)
        if convert is None:
            return _Field(name, source.column or name, text)

        def read(row: dict[str, str]) -> Any:
            found = text(row)
            return None if found is None else convert(found)

        return _Field(name, source.column or name, read)

    def _text(self, source: Source) -> Callable[[dict[str, str]], str | None]:
        """The function from a row to the source's text, None where there is none."""
        constant, column = source.constant, source.column
        if column is None:
            return lambda _row: constant
        nothing = self._nothing | frozenset(source.null_values) | {""}
        strip = source.strip
        longest_first = sorted(source.find.items(), key=lambda pair: -len(pair[0])) if source.find else None

        def read(row: dict[str, str]) -> str | None:
            found = row.get(column, "").strip()
            if strip:
                found = found.strip(strip)
            if found in nothing:
                return None
            if longest_first is not None:
                return next((value for part, value in longest_first if part in found), None)
            return found

        return read


class _Field(NamedTuple):
    """A field or element, the column that feeds it, and how it is read; reading raises ValueError where it does not fit."""

    name: str
    column: str
    read: Callable[[dict[str, str]], Any]


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


def _values(fields: Sequence[_Field], row: dict[str, str]) -> dict[str, Any] | Refused:
    values = {}
    for name, column, read in fields:
        try:
            value = read(row)
        except ValueError:
            return Refused("FILE-VALUE", column)
        if value is not None:
            values[name] = value
    return values


def _converter(
    kind: ElementKind, precision: int, scale: int, source: Source, zone: ZoneInfo
) -> Callable[[str], Any] | None:
    """From text to a value of that kind; None where text is what is wanted."""
    if kind is ElementKind.STRING:
        return None
    if kind is ElementKind.DATE:
        return lru_cache(4096)(lambda text: _day(_moment(text, source.formats), zone))
    if kind is ElementKind.INSTANT:
        return lru_cache(4096)(lambda text: _instant(_moment(text, source.formats), zone))
    if kind is ElementKind.BOOLEAN:
        return _truth
    amount = _leading_amount if source.leading_amount else _whole_amount
    if kind is ElementKind.DECIMAL:
        unit = Decimal(1).scaleb(-scale)
        return lambda text: _decimal(amount(text), precision, unit)
    if kind is ElementKind.DOUBLE:
        return lambda text: _double(amount(text))
    return lambda text: _integer(amount(text), _BEYOND[kind])


def _moment(text: str, formats: Sequence[str]) -> datetime:
    for pattern in formats:
        try:
            return datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone, if it matters, is the mapping's
        except ValueError:
            continue
    return datetime.fromisoformat(text)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date() if moment.tzinfo else moment.date()


def _instant(moment: datetime, zone: ZoneInfo) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    try:
        utc = aware.astimezone(UTC)
    except OverflowError as error:
        raise _Unfit from error
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def _truth(text: str) -> bool:
    lowered = text.lower()
    if lowered in _TRUE or lowered in _FALSE:
        return lowered in _TRUE
    raise _Unfit


def _whole_amount(text: str) -> str:
    if "_" in text:
        raise _Unfit
    return text.replace(",", "") if "," in text else text


def _leading_amount(text: str) -> str | None:
    found = _AMOUNT.match(text)
    return found[1].replace(",", "") if found else None


def _double(text: str | None) -> float | None:
    return None if text is None else float(text)


def _integer(text: str | None, beyond: int) -> int | None:
    if text is None:
        return None
    number = int(text)
    if not -beyond <= number < beyond:
        raise _Unfit
    return number


def _decimal(text: str | None, precision: int, unit: Decimal) -> Decimal | None:
    if text is None:
        return None
    try:
        number = Decimal(text)
        fitted = number.quantize(unit)
    except InvalidOperation as error:
        raise _Unfit from error
    # A digit that would be lost makes another number: the provider decides, not the rounding.
    if fitted != number or len(fitted.as_tuple().digits) > precision:
        raise _Unfit
    # On the wire and in a table there is no negative zero.
    return fitted if fitted else abs(fitted)
