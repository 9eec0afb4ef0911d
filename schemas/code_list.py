"""Code lists as dated data (Article 15): a code is judged by the list in force on the day of the change.

A list is one file `code_lists/<name>.csv`, one row per code and period of validity, and one entry of
`code_lists/index.yaml`. `source` says where a row comes from and what of it is unverified.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas import strict_yaml
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "code_lists"

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Entry:
    """One row: a code, what it means, and the days it is in force (both inclusive; None is unbounded)."""

    code: str
    name: Text
    valid_from_on: date | None
    valid_to_on: date | None
    source: str

    def in_force(self, on: date) -> bool:
        """Whether the row is in force on that day."""
        return (self.valid_from_on or date.min) <= on <= (self.valid_to_on or date.max)


@dataclass(frozen=True)
class CodeList:
    """One code list. `version` is a hash of all that decides, 16 hexadecimal digits."""

    name: str
    title: Text
    standard: str | None
    unlisted: str | None
    entries: Mapping[str, tuple[Entry, ...]]
    version: str

    @staticmethod
    def load(name: str) -> "CodeList":
        """The list of that name.

        Raises:
            Refusal: there is no such list; names those there are.
        """
        return _load(name)

    def contains(self, code: str, on: date) -> bool:
        """Whether `code` is in force on that day, or belongs to the part the list does not enumerate."""
        rows = self.entries.get(code)
        return self._is_unlisted(code) if rows is None else any(row.in_force(on) for row in rows)

    def ever_contains(self, code: str) -> bool:
        """Whether `code` was in force at any time, or belongs to the part the list does not enumerate.

        For codes inside identity numbers: they are of the day the number was given, and stay.
        """
        return code in self.entries or self._is_unlisted(code)

    def name_of(self, code: str, on: date) -> Text | None:
        """What the code means on that day; None if it is not in force or not listed."""
        return next((row.name for row in self.entries.get(code, ()) if row.in_force(on)), None)

    def position(self, codes: "pl.Expr") -> "pl.Expr":
        """Where each code stands among `entries`; one beyond its end for null, two for what is not listed."""
        import polars as pl

        # As an enumeration: a lookup per batch and list, not a comparison per row.
        listed = codes.cast(self._enumeration, strict=False).to_physical().cast(pl.Int32)
        return pl.when(codes.is_null()).then(len(self.entries)).otherwise(listed.fill_null(len(self.entries) + 1))

    def contains_column(
        self,
        codes: "pl.Series",
        days: "NDArray[np.integer[Any]] | int",
        positions: "NDArray[np.int32] | None" = None,
    ) -> "NDArray[np.bool_]":
        """`contains` for a column of strings; True for null, which is a matter of completeness.

        Args:
            codes: column of strings.
            days: day of reference per row, or one for all, as days since 1970-01-01.
            positions: `position` of the codes, for who asked for those of several lists at once.
        """
        import numpy as np
        import polars as pl

        if positions is None:
            positions = codes.to_frame().select(self.position(pl.col(codes.name))).to_series().to_numpy()
        if not positions.size:
            return np.ones(0, np.bool_)
        first_days, last_days = self._periods
        # Most codes are in force on every day that is asked for; only the other rows are compared with their own day.
        settled = ((first_days <= np.min(days)) & (np.max(days) <= last_days)).any(axis=0)
        fits: NDArray[np.bool_] = settled[positions]
        if not fits.all():
            rows = np.flatnonzero(~fits)
            at, on = positions[rows], np.broadcast_to(np.asarray(days), positions.shape)[rows]
            fits[rows] = ((first_days[:, at] <= on) & (on <= last_days[:, at])).any(axis=0)
            unlisted = rows[at > len(self.entries)]
            if unlisted.size and self.unlisted is not None:
                fits[unlisted] = codes[unlisted].str.contains(f"^(?:{self.unlisted})$").to_numpy()
        return fits

    def _is_unlisted(self, code: str) -> bool:
        return self.unlisted is not None and re.fullmatch(self.unlisted, code) is not None

    @cached_property
    def _enumeration(self) -> "pl.Enum":
        import polars as pl

        return pl.Enum(list(self.entries))

    @cached_property
    def _periods(self) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
        """Per period number, the first and last epoch day of every position: always for null, never if not listed."""
        import numpy as np

        depth = max(len(rows) for rows in self.entries.values())
        first_days = np.full((depth, len(self.entries) + 2), np.iinfo(np.int64).max)
        last_days = np.full_like(first_days, np.iinfo(np.int64).min)
        for position, rows in enumerate(self.entries.values()):
            for period, row in enumerate(rows):
                first_days[period, position] = (row.valid_from_on or date.min).toordinal() - _EPOCH
                last_days[period, position] = (row.valid_to_on or date.max).toordinal() - _EPOCH
        first_days[0, -2], last_days[0, -2] = np.iinfo(np.int64).min, np.iinfo(np.int64).max
        return first_days, last_days


def code_list_names() -> tuple[str, ...]:
    """The names of all code lists, sorted."""
    return tuple(sorted(_index()))


@cache
def _index() -> Mapping[str, Any]:
    index: Any = strict_yaml.parse((FOLDER / "index.yaml").read_text("utf-8"))
    assert isinstance(index, Mapping)
    return index


@cache
def _load(name: str) -> CodeList:
    if name not in _index():
        known = ", ".join(code_list_names())
        raise Refusal(
            f"There is no code list {name!r}. Known lists: {known}. A new one is a CSV file and an entry of index.yaml.",
            f"没有代码表 {name!r}。已有:{known}。新代码表需要一个 CSV 文件和 index.yaml 中的一项。",
        )
    about = _index()[name]
    content = (FOLDER / f"{name}.csv").read_text("utf-8")
    entries: dict[str, tuple[Entry, ...]] = {}
    for row in csv.DictReader(StringIO(content)):
        entry = Entry(
            code=row["code"],
            name=Text(row["name_en"], row["name_zh"]),
            valid_from_on=_day(row["valid_from_on"]),
            valid_to_on=_day(row["valid_to_on"]),
            source=row["source"],
        )
        entries[entry.code] = (*entries.get(entry.code, ()), entry)
    unlisted = about.get("unlisted")
    return CodeList(
        name=name,
        title=Text(**about["title"]),
        standard=about["standard"],
        unlisted=unlisted,
        entries=entries,
        version=sha256(f"{unlisted}\n{content}".encode()).hexdigest()[:16],
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
