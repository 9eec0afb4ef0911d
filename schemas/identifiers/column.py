"""A column of identity numbers, judged at once: the hot path of conformance.

RESIDENT_ID and USCC in regular form are judged as a matrix of bytes; every other value by the scalar
`findings_of_normalised`, so that both ways agree by construction wherever the matrix does not reach.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schemas.code_list import CodeList
from schemas.identifiers.forms import FORMS, USCC_ALPHABET
from schemas.identifiers.judgement import (
    EARLIEST_BIRTH_YEAR,
    KEYED_BY_NUMBER,
    SUBJECT_WEIGHTS,
    USCC_WEIGHTS,
    findings_of_normalised,
    normal_form,
    province_is_known,
    region_is_known,
)

_Mask = NDArray[np.bool_]
_Floats = NDArray[np.float32]
_Bytes = NDArray[np.uint8]

_LENGTH = 18
_EPOCH = date(1970, 1, 1).toordinal()
_NO_VALUE = np.float32(1000)
_RESIDENT_CHECK = np.frombuffer(b"10X98765432", np.uint8)
_MONTH_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int32)
_FEBRUARY = 2
_DECEMBER = 12
_USCC_BYTES = np.frombuffer(USCC_ALPHABET.encode(), np.uint8)
_SUBJECT_WEIGHTS = np.array(SUBJECT_WEIGHTS, np.float32)
_SUBJECT_CHECK = np.frombuffer(b"0X987654321", np.uint8)
"""Check character of GB 11714 by remainder modulo 11."""


def _sums(*weighted: tuple[int, Sequence[int]]) -> _Floats:
    """A matrix that makes weighted sums of the 17 characters before the check: per sum, where it starts, and weights."""
    matrix = np.zeros((_LENGTH - 1, len(weighted)), np.float32)
    for column, (start, weights) in enumerate(weighted):
        matrix[start : start + len(weights), column] = weights
    return matrix


def _places(digits: int) -> list[int]:
    return [10**place for place in reversed(range(digits))]


_RESIDENT_SUMS = _sums(
    (0, [pow(2, 17 - i, 11) for i in range(17)]), (0, _places(6)), (6, _places(4)), (10, _places(2)), (12, _places(2))
)
"""Sum of MOD 11-2, division, year, month and day of birth."""
_USCC_SUMS = _sums((0, USCC_WEIGHTS), (2, _places(6)))
"""Sum modulo 31, division."""


def judge_column(identity_type: str, values: pl.Series, *, on: int) -> dict[str, _Mask]:
    """Judge a column of numbers that should be in normal form.

    Args:
        identity_type: the type of all values.
        values: column of strings; a null has no finding, it is a matter of completeness.
        on: day of reference as days since 1970-01-01.

    Returns:
        For every rule that speaks of at least one row, the mask of those rows. Row by row these are the rules of
        `findings_of_normalised`.
    """
    hits: dict[str, _Mask] = {}
    if identity_type in _MATRIX_JUDGES:
        rest = _judge_matrix(_MATRIX_JUDGES[identity_type], values, on, hits)
    else:
        rest = values.is_not_null().to_numpy()
        settled = FORMS[identity_type].settled if identity_type in FORMS else None
        if settled is not None:
            rest = rest & ~values.str.contains(f"^(?:{settled})$").fill_null(value=False).to_numpy()
    _judge_one_by_one(identity_type, values, np.flatnonzero(rest), on, hits)
    return hits


def normal_column(identity_type: str, values: pl.Series, *, on: date) -> pl.Series:
    """`normal_form` of every value: null where there is none, or no value."""
    form = FORMS.get(identity_type)
    rest = values
    if form is not None and form.normal is not None:
        rest = values.filter(~values.str.contains(f"^(?:{form.normal.pattern})$"))
    written = rest.drop_nulls().unique().to_list()
    if not written:
        return values
    normal = pl.Series([normal_form(identity_type, text, on=on) for text in written], dtype=pl.String)
    return values.replace_strict(written, normal, default=values, return_dtype=pl.String)


def key_column(identity_type: pl.Expr, number: pl.Expr) -> pl.Expr:
    """`key` of every number."""
    named = pl.concat_str(identity_type, pl.lit(":"), number)
    return pl.when(identity_type.is_in(KEYED_BY_NUMBER)).then(number).otherwise(named).cast(pl.Binary)


def _judge_one_by_one(
    identity_type: str, values: pl.Series, rows: NDArray[np.intp], on: int, hits: dict[str, _Mask]
) -> None:
    day = date.fromordinal(_EPOCH + on)
    for row, value in zip(rows.tolist(), values.gather(rows).to_list(), strict=True):
        for finding in findings_of_normalised(identity_type, value, on=day):
            hits.setdefault(finding.rule, np.zeros(len(values), np.bool_))[row] = True


_MatrixJudge = Callable[[_Bytes, int], tuple[_Mask, dict[str, _Mask]]]


def _judge_matrix(judge: _MatrixJudge, values: pl.Series, on: int, hits: dict[str, _Mask]) -> _Mask:
    """Judge the values that fit a matrix; the mask of the rows that are left to judge."""
    fits = values.str.len_bytes() == _LENGTH
    given = np.ones(len(values), np.bool_)
    if values.null_count():
        fits, given = fits.fill_null(value=False), values.is_not_null().to_numpy()
    chosen = values if fits.all() else values.filter(fits)
    matrix = np.frombuffer(chosen.str.join("").item().encode(), np.uint8).reshape(-1, _LENGTH)
    regular, found = judge(matrix, on)
    rows = fits.to_numpy()
    for rule, mask in found.items():
        wrong = mask & regular
        if wrong.any():
            hits[rule] = _spread(wrong, rows)
    return given & ~_spread(regular, rows)


def _spread(mask: _Mask, rows: _Mask) -> _Mask:
    """`mask` over the chosen rows as a mask over all rows."""
    if mask.size == rows.size:
        return mask
    whole = np.zeros(rows.size, np.bool_)
    whole[rows] = mask
    return whole


def _resident_matrix(matrix: _Bytes, on: int) -> tuple[_Mask, dict[str, _Mask]]:
    digits = matrix - np.uint8(ord("0"))
    check = matrix[:, 17]
    regular: _Mask = (digits[:, :17] <= 9).all(axis=1) & ((digits[:, 17] <= 9) | (check == ord("X")))  # noqa: PLR2004
    sums = _weighted(digits[:, :17].astype(np.float32), regular, _RESIDENT_SUMS)
    total, region, year, month, day = sums.T
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    real_month = (month >= 1) & (month <= _DECEMBER)
    length = _MONTH_LENGTHS[np.where(real_month, month, 0)] + (leap & (month == _FEBRUARY))
    real_date = (year >= EARLIEST_BIRTH_YEAR) & (day >= 1) & (day <= length)
    today = date.fromordinal(_EPOCH + on)
    province = region // 10_000
    permit = (province >= 81) & (province <= 83)  # noqa: PLR2004 - Hong Kong, Macao, Taiwan
    in_province = _provinces()[province]
    born = year * 10_000 + month * 100 + day
    return regular, {
        "ID-TYPE-MISMATCH": permit,
        "ID-PROVINCE": ~permit & ~in_province,
        "ID-REGION-UNKNOWN": ~permit & in_province & ~_known_regions("RESIDENT_ID", region, regular),
        "ID-BIRTH-DATE": ~real_date,
        "ID-BIRTH-FUTURE": real_date & (born > today.year * 10_000 + today.month * 100 + today.day),
        "ID-CHECK": _RESIDENT_CHECK[total % 11] != check,
    }


def _uscc_matrix(matrix: _Bytes, on: int) -> tuple[_Mask, dict[str, _Mask]]:  # no rule depends on the day
    values = _uscc_values()[matrix]
    regular: _Mask = np.all(values < _NO_VALUE, axis=1) & np.all(values[:, 2:8] <= 9, axis=1)  # noqa: PLR2004
    total, region = _weighted(values[:, :17], regular, _USCC_SUMS).T
    remainder = total % 31
    subject = (_base_36()[matrix[:, 8:16]] @ _SUBJECT_WEIGHTS).astype(np.int32) % 11
    check = matrix[:, 17]
    wrong = _USCC_BYTES[-remainder % 31] != check
    miscalculated = wrong & (_USCC_BYTES[remainder] == check)
    return regular, {
        "ID-CATEGORY-UNKNOWN": ~_categories()[matrix[:, 0].astype(np.int32) * 256 + matrix[:, 1]],
        "ID-REGION-UNKNOWN": ~_known_regions("USCC", region, regular),
        "ID-SUBJECT-CHECK": _SUBJECT_CHECK[subject] != matrix[:, 16],
        "ID-CHECK-KNOWN-MISCALCULATION": miscalculated,
        "ID-CHECK": wrong & ~miscalculated,
    }


def _weighted(values: _Floats, regular: _Mask, sums: _Floats) -> NDArray[np.int32]:
    """The weighted sums of every row, one a column; rows that are not regular, judged elsewhere, count as zeros.

    No sum reaches 2^24, up to which a float32 is exact.
    """
    if not regular.all():
        values = np.where(regular[:, None], values, np.float32(0))
    whole: NDArray[np.int32] = (values @ sums).astype(np.int32)
    return whole


_MATRIX_JUDGES: Mapping[str, _MatrixJudge] = {"RESIDENT_ID": _resident_matrix, "USCC": _uscc_matrix}


def _known_regions(identity_type: str, regions: NDArray[np.int32], regular: _Mask) -> _Mask:
    """Whether each six-digit division is known; each code is looked up once and remembered."""
    memory = _region_memory(identity_type)
    for region in np.unique(regions[regular & (memory[regions] < 0)]).tolist():
        memory[region] = region_is_known(identity_type, f"{region:06d}")
    known: _Mask = memory[regions] == 1
    return known


@cache
def _region_memory(identity_type: str) -> NDArray[np.int8]:
    return np.full(1_000_000, -1, np.int8)


@cache
def _provinces() -> _Mask:
    return np.array([province_is_known(f"{province:02d}") for province in range(100)])


@cache
def _categories() -> _Mask:
    known = np.zeros(256 * 256, np.bool_)
    for code in CodeList.load("uscc_category").entries:
        known[ord(code[0]) * 256 + ord(code[1])] = True
    return known


@cache
def _uscc_values() -> _Floats:
    table = np.full(256, _NO_VALUE, np.float32)
    table[_USCC_BYTES] = np.arange(len(_USCC_BYTES))
    return table


@cache
def _base_36() -> _Floats:
    table = np.zeros(256, np.float32)
    for character in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        table[ord(character)] = int(character, 36)
    return table
