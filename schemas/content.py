"""What makes two states of a record the same: the hash that publishers remember and digests are made of."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from json import JSONEncoder
from typing import Any

import polars as pl

CONTENT_BYTES = 16
DELETED = bytes(CONTENT_BYTES)
"""The content of a record that is deleted: one deletion is as good as another."""

_JSON = JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str, sort_keys=True).encode


def content_hash(
    changed_on: date, valid_from_on: date | None, decided_on: date | None, elements: Mapping[str, Any]
) -> bytes:
    """16 bytes that differ when two states of a record differ.

    The values may come from a file by way of a mapping, from an event's bytes or from a table: they are the same after
    each. When a state was recorded or why it was sent is no difference.

    Args:
        changed_on: the day the provider's record changed.
        valid_from_on: since when it is true, if stated.
        decided_on: when it was decided, if stated.
        elements: the values that are not null, by element: a null element is as good as one that the item does not
            have yet.
    """
    stated = [changed_on, valid_from_on, decided_on, elements]
    return blake2b(_JSON(stated).encode("utf-8", "surrogatepass"), digest_size=CONTENT_BYTES).digest()


def content_column(states: pl.DataFrame, elements: Sequence[str]) -> list[bytes]:
    """`content_hash` of every row.

    Args:
        states: columns `changed_on`, the elements, and `valid_from_on` and `decided_on` if any row states them.
        elements: the columns that are elements.
    """
    nothing = pl.repeat("null", states.height, dtype=pl.String, eager=True)
    days = [
        _as_json(states[name]).fill_null("null") if name in states.columns else nothing
        for name in ("changed_on", "valid_from_on", "decided_on")
    ]
    told = [f"{_JSON(name)}:" + _as_json(states[name]) for name in sorted(elements)]
    texts = pl.DataFrame([column.alias(str(number)) for number, column in enumerate([*days, *told])])
    days_told = [pl.col(str(number)) for number in range(len(days))]
    elements_told = [pl.col(str(number)) for number in range(len(days), texts.width)] or [pl.lit("")]
    record = pl.concat_str(pl.lit("{"), pl.concat_str(elements_told, separator=",", ignore_nulls=True), pl.lit("}"))
    stated = pl.concat_str(pl.lit("["), pl.concat_str([*days_told, record], separator=","), pl.lit("]"))
    told_of_rows = texts.select(stated.cast(pl.Binary).alias("stated")).to_series().to_list()
    return [blake2b(text, digest_size=CONTENT_BYTES).digest() for text in told_of_rows]


_MOST_PLAIN_PLACES = 6
"""A decimal with more places may be written with an exponent."""
_ESCAPED = r'["\\\x00-\x1f]'
"""What JSON does not let stand in a text."""


def _as_json(values: pl.Series) -> pl.Series:
    """Every value as `_JSON` writes it; null stays null."""
    if values.dtype == pl.String:
        plain = '"' + values + '"'
        escaped = values.str.contains(_ESCAPED).fill_null(value=False)
        if not escaped.any():
            return plain
        return plain.scatter(escaped.arg_true(), [_JSON(text) for text in values.filter(escaped)])
    if values.dtype == pl.Date:
        return '"' + values.cast(pl.String) + '"'
    if isinstance(values.dtype, pl.Decimal) and values.dtype.scale <= _MOST_PLAIN_PLACES:
        return '"' + values.cast(pl.String) + '"'
    if values.dtype in (pl.Boolean, pl.Int32, pl.Int64):
        return values.cast(pl.String)
    written = (None if value is None else _JSON(value) for value in values.to_list())
    return pl.Series(values.name, list(written), pl.String)
