"""How one value is read from a file: its text, and what the text becomes. Said once, executed for a row or for a column."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

import polars as pl
from pydantic import BaseModel, ConfigDict, model_validator

from schemas.directory import ElementKind

_TRUE, _FALSE = frozenset({"true", "1", "yes", "y", "是"}), frozenset({"false", "0", "no", "n", "否"})
_AMOUNT = re.compile(r"\s*([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)")
_BEYOND = {ElementKind.INTEGER: 2**31, ElementKind.LONG: 2**63}

WHITE_SPACE = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + "\u2028\u2029\u202f\u205f\u3000"
)
"""What `str.strip` removes; the column's own idea of white space is a smaller one."""


class Source(BaseModel):
    """Where one value comes from: a column or a constant, and how its text is read.

    Attributes:
        optional: the file may lack the column; the value is then null.
        null_values: texts that mean "nothing", in addition to the mapping's.
        strip: characters removed at both ends after white space.
        formats: formats of dates and instants (as of strptime) beside ISO 8601.
        leading_amount: the number the text starts with; null if it starts with none.
        find: the value of the longest text of this table that occurs in the column; null if none does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

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


class Typed(NamedTuple):
    """The values of a column, null where there is no text, and of which rows the text does not fit; None if all do."""

    values: pl.Series
    unfit: pl.Series | None


class Reading:
    """Reads one field or element from its source; what does not fit its kind is never guessed at.

    Attributes:
        name: the field or element.
        column: the column that feeds it, the name itself where none does.
    """

    def __init__(
        self,
        name: str,
        source: Source,
        null_values: Collection[str],
        zone: ZoneInfo,
        kind: ElementKind = ElementKind.STRING,
        precision: int = 0,
        scale: int = 0,
    ) -> None:
        self.name = name
        self.column = source.column or name
        self._source = source
        self._nothing = frozenset(null_values) | frozenset(source.null_values) | {""}
        self._longest_first = sorted((source.find or {}).items(), key=lambda pair: -len(pair[0]))
        self._convert = _converter(kind, precision, scale, source, zone)
        self._known = _Known(self._convert or str)
        self._dtype = pl.Decimal(precision, scale) if kind is ElementKind.DECIMAL else _DTYPES[kind]
        self._physical = _PHYSICAL.get(kind, self._dtype)

    def text(self, row: Mapping[str, str]) -> str | None:
        """The source's text in a row; None where there is none."""
        source = self._source
        if source.column is None:
            return source.constant
        found = row.get(source.column, "").strip()
        if source.strip:
            found = found.strip(source.strip)
        if found in self._nothing:
            return None
        if source.find is not None:
            return next((value for part, value in self._longest_first if part in found), None)
        return found

    def texts(self) -> pl.Expr:
        """`text` of every row of a table of texts without nulls, white space at their ends removed."""
        source = self._source
        if source.column is None:
            return pl.repeat(source.constant, pl.len(), dtype=pl.String)
        found = pl.col(source.column)
        if source.strip:
            found = found.str.strip_chars(source.strip)
        wanted = found
        if source.find is not None:
            wanted = pl.lit(None, pl.String)
            # The longest part is put outermost, and so asked first.
            for part, value in reversed(self._longest_first):
                wanted = pl.when(found.str.contains(part, literal=True)).then(pl.lit(value)).otherwise(wanted)
        return pl.when(~found.is_in(self._nothing)).then(wanted)

    def read(self, row: Mapping[str, str]) -> Any:
        """The value in a row; None where there is none.

        Raises:
            ValueError: the text does not fit.
        """
        text = self.text(row)
        return text if text is None or self._convert is None else self._convert(text)

    def typed(self, texts: pl.Series) -> Typed:
        """`read` of every row, from its texts."""
        if self._convert is None:
            return Typed(texts.alias(self.name), None)
        if len(self._known) > _MOST_KNOWN:
            self._known = _Known(self._convert)
        values = pl.Series(self.name, list(map(self._known.__getitem__, texts.to_list())), self._physical)
        unfit = texts.is_in(self._known.unfit).fill_null(value=False) if self._known.unfit else None
        return Typed(values.cast(self._dtype), unfit)


_MOST_KNOWN = 100_000


class _Known(dict[str | None, Any]):
    """What the texts of a column become, in the type of `_PHYSICAL`: texts repeat themselves, and each is converted once.

    It is converted by the same function as that of a row. `unfit` are the texts that are no value of their kind.
    """

    def __init__(self, convert: Callable[[str], Any]) -> None:
        super().__init__({None: None})
        self._convert = convert
        self.unfit: list[str] = []

    def __missing__(self, text: str) -> Any:
        try:
            value = self._convert(text)
        except ValueError:
            self.unfit.append(text)
            value = None
        if isinstance(value, datetime):
            value = (value - _EPOCH) // _MILLISECOND
        elif isinstance(value, date):
            value = value.toordinal() - _EPOCH.toordinal()
        elif isinstance(value, Decimal):
            value = format(value, "f")
        self[text] = value
        return value


_DTYPES: Mapping[ElementKind, pl.DataType] = {
    ElementKind.STRING: pl.String(),
    ElementKind.DATE: pl.Date(),
    ElementKind.INSTANT: pl.Datetime("ms", "UTC"),
    ElementKind.BOOLEAN: pl.Boolean(),
    ElementKind.INTEGER: pl.Int32(),
    ElementKind.LONG: pl.Int64(),
    ElementKind.DOUBLE: pl.Float64(),
}
_PHYSICAL: Mapping[ElementKind, pl.DataType] = {
    ElementKind.DATE: pl.Int32(),
    ElementKind.INSTANT: pl.Int64(),
    ElementKind.DECIMAL: pl.String(),
}
"""What a column of values is made of first, where that is faster."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class _Unfit(ValueError):
    """A text that is not what its element is."""


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
    return _at(moment, zone).date() if moment.tzinfo else moment.date()


def _instant(moment: datetime, zone: ZoneInfo) -> datetime:
    utc = _at(moment if moment.tzinfo else moment.replace(tzinfo=zone), UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def _at(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError as error:
        raise _Unfit from error


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
