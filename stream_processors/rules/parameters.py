"""Every number of the law, and every point it leaves open, by the day from which it holds.

The numbers live in `parameters.yaml`, each with its article; code never states one. The value in force on the
day the data changed is the one that counts. A null value repeals, or says "not adopted".
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from schemas.bilingual import Refusal
from stream_processors.rules import packaged

Value = int | bool | str | date | tuple[int, ...]


class NotInForce(Refusal):
    """A number of the law, or the working days of a year, was asked for a day on which none is in force."""


class Unit(StrEnum):
    """What a value counts or is."""

    WORKING_DAYS = "working_days"
    WORKING_DAY_LIST = "working_day_list"
    MONTH = "month"
    DAYS = "days"
    MINUTES = "minutes"
    BYTES = "bytes"
    COUNT = "count"
    FLAG = "flag"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"


_TYPES: Mapping[Unit, type] = {
    Unit.WORKING_DAYS: int,
    Unit.WORKING_DAY_LIST: tuple,
    Unit.MONTH: int,
    Unit.DAYS: int,
    Unit.MINUTES: int,
    Unit.BYTES: int,
    Unit.COUNT: int,
    Unit.FLAG: bool,
    Unit.CHOICE: str,
    Unit.TEXT: str,
    Unit.DATE: date,
}


class Source(StrEnum):
    """Who sets a value: the Rules' text, our reading where the text is open, or the platform's operation."""

    LAW = "law"
    READING = "reading"
    PLATFORM = "platform"


class Parameter(BaseModel):
    """One number of the law or one open point, with its values by effective date.

    `article` is written as in the Rules, e.g. `19(3)` for the third paragraph; `point` is the open point it
    settles. `choices` are the values the code acts on; `alternatives` are further readings that the code does
    not act on, so that setting one is refused instead of being silently without effect.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    en: str
    zh: str
    unit: Unit
    article: str
    source: Source
    point: str | None = None
    choices: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    values: dict[date, Value | None]

    @model_validator(mode="after")
    def _values_fit(self) -> Self:
        if not self.values:
            raise ValueError(f"{self.name}: states no value")
        if list(self.values) != sorted(self.values):
            raise ValueError(f"{self.name}: the values are not in order of their dates")
        if (self.unit is Unit.CHOICE) != bool(self.choices):
            raise ValueError(f"{self.name}: choices belong to the unit `choice`, and to it alone")
        for value in self.values.values():
            # Exact types: a bool is an int to Python, but no number of days.
            if value is not None and type(value) is not _TYPES[self.unit]:
                raise ValueError(f"{self.name}: {value!r} is not a value in {self.unit}")
            if self.unit is Unit.CHOICE and value in self.alternatives:
                raise ValueError(f"{self.name}: {value!r} is a known reading, but nothing acts on it yet")
            if self.unit is Unit.CHOICE and value is not None and value not in self.choices:
                raise ValueError(f"{self.name}: {value!r} is none of {', '.join(self.choices)}")
        return self

    def on(self, day: date) -> Value:
        """Returns the value in force on the day; `NotInForce` before the first one or where it is null."""
        value = next((value for since, value in reversed(self.values.items()) if since <= day), None)
        if value is None:
            raise NotInForce(
                f"the parameter {self.name} (Article {self.article}) has no value in force on {day}",
                f"参数 {self.name}（第{self.article}条）在{day}没有有效值",
            )
        return value

    def in_force(self, day: date) -> bool:
        """Is there a value in force on the day?"""
        return next((value for since, value in reversed(self.values.items()) if since <= day), None) is not None

    def periods(self, days: NDArray[np.int32]) -> NDArray[np.intp]:
        """Returns, for each day (days since 1970-01-01), which of `values` holds; -1 before the first."""
        since = np.array(list(self.values), dtype="datetime64[D]").astype(np.int32)
        return np.searchsorted(since, days, side="right") - 1


@dataclass(frozen=True)
class Parameters:
    """All parameters by name. Immutable."""

    by_name: Mapping[str, Parameter]

    @classmethod
    def load(cls) -> Self:
        """Returns the parameters that come with the product."""
        stated = TypeAdapter(dict[str, dict[str, object]]).validate_python(packaged.read("parameters.yaml"))
        return cls({name: Parameter.model_validate({"name": name, **rest}) for name, rest in stated.items()})

    def __call__(self, name: str) -> Parameter:
        """Returns the parameter of that name; `KeyError` if there is none."""
        return self.by_name[name]

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.by_name.values())

    def amended(self, name: str, values: Mapping[date, Value | None]) -> "Parameters":
        """Returns these parameters with other values for one of them, validated as if loaded."""
        parameter = Parameter.model_validate({**self.by_name[name].model_dump(), "values": dict(values)})
        return Parameters({**self.by_name, name: parameter})

    def integer(self, name: str, day: date) -> int:
        """Returns the number in force on the day; `NotInForce` if none is."""
        value = self(name).on(day)
        if not isinstance(value, int):
            raise TypeError(f"the parameter {name} is not a number")
        return value

    def flag(self, name: str, day: date) -> bool:
        """Returns the yes or no in force on the day; `NotInForce` if none is."""
        value = self(name).on(day)
        if not isinstance(value, bool):
            raise TypeError(f"the parameter {name} is not a flag")
        return value

    def choice(self, name: str, day: date) -> str:
        """Returns the choice in force on the day; `NotInForce` if none is."""
        value = self(name).on(day)
        if not isinstance(value, str):
            raise TypeError(f"the parameter {name} is not a choice")
        return value

    def integers(self, name: str, day: date) -> tuple[int, ...]:
        """Returns the list of numbers in force on the day; `NotInForce` if none is."""
        value = self(name).on(day)
        if not isinstance(value, tuple):
            raise TypeError(f"the parameter {name} is not a list of numbers")
        return value

    @cached_property
    def in_force_on(self) -> date:
        """The day the Rules came into force (Article 45): nothing earlier is judged."""
        value = next(iter(self("in_force_on").values.values()))
        if not isinstance(value, date):
            raise TypeError("the parameter in_force_on is not a date")
        return value

    @cached_property
    def version(self) -> str:
        """A hash of the content: two sets of parameters of one version are equal."""
        content = TypeAdapter(dict[str, Parameter]).dump_json(dict(sorted(self.by_name.items())))
        return hashlib.sha256(content).hexdigest()[:16]
