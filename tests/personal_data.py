"""Finds a person in what was printed or written: the fixtures' and the simulator's identity numbers and names.

A number is told by its form, not by a list, so that one nobody thought of is found as well: eighteen characters with a
day in the place of the birth date, right check character or not. What is found is told by its kind and place alone.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from schemas import strict_yaml

SHOWING = frozenset({"show", "subscribe", "snapshot"})
"""Commands whose purpose is to show records to those who may read them."""

_EIGHTEEN = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(\d{4})(\d\d)(\d\d)\d{3}[\dXx](?![0-9A-Za-z])")
_PASSPORT = re.compile(r"(?<![0-9A-Za-z])[A-Z]{3}:[A-Z]\d{8}(?![0-9A-Za-z])")
_BORN = range(1850, 2100)
_KEPT_BY_PROGRAMS = ("kafka", "postgres", "publisher", "subscriber", "backup")
"""Folders of a home that hold the data itself, by the start of their names."""


def persons_in(text: str) -> list[str]:
    """What there is of a person in a text: kind, line and column of everything found."""
    return [f"{kind} in line {line}, column {column}" for kind, line, column in _found(text)]


def persons_in_home(home: Path) -> list[str]:
    """What there is of a person in the logs and other files of a home, and in the names of its files."""
    found = []
    for path in sorted(home.rglob("*")) if home.is_dir() else ():
        inside = path.relative_to(home)
        found += [f"{what} of the name of a file in {inside.parent}" for what in persons_in(path.name)]
        if path.is_file() and not inside.parts[0].startswith(_KEPT_BY_PROGRAMS):
            found += [f"{what} of {inside}" for what in persons_in(path.read_text("utf-8", "replace"))]
    return found


def without_persons(report: pytest.TestReport) -> pytest.TestReport:
    """The report of a test, which has failed if something of a person was printed or logged in it."""
    found = [f"{what} of {title}" for title, text in report.sections for what in persons_in(text)]
    if report.passed and found:
        report.outcome = "failed"
        report.longrepr = f"a person in what was printed: {'; '.join(found[:5])}"
    return report


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _EIGHTEEN.finditer(text):
        if _is_day(*map(int, match.groups())):
            yield "an identity number", *_place(text, match.start())
    for kind, pattern in (("a passport number", _PASSPORT), ("a name", _names())):
        for match in pattern.finditer(text):
            yield kind, *_place(text, match.start())


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year in _BORN


@cache
def _names() -> re.Pattern[str]:
    """The simulator's full names, and the name of the tests' events where it stands alone."""
    book: Any = strict_yaml.parse((Path(__file__).parents[1] / "producers" / "simulation.yaml").read_text("utf-8"))
    words = book["words"]
    surname, given = ("|".join(map(re.escape, words[part])) for part in ("surname", "given"))
    alone = r"(?<![\u4e00-\u9fff])(?:测试|(?:{})(?:{}))(?![\u4e00-\u9fff])"
    return re.compile(alone.format(surname, given))
