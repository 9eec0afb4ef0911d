"""The rows of the fault matrix, as `matrix.yaml` states them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from schemas.bilingual import Refusal, Text
from schemas.strict_yaml import parse


class Row(BaseModel):
    """One fault: injected by a function of `injections`, on so many brokers, or not, and why not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: Text
    injection: str | None = None
    brokers: int = 1
    not_injected: Text | None = None

    @model_validator(mode="after")
    def _is_injected_or_says_why_not(self) -> Self:
        if (self.injection is None) == (self.not_injected is None):
            raise ValueError(f"{self.id}: state either its injection or why there is none")
        return self


@cache
def rows() -> Mapping[str, Row]:
    """Every row by its id."""
    stated = TypeAdapter(dict[str, dict[str, object]]).validate_python(
        parse((files(__package__) / "matrix.yaml").read_text(encoding="utf-8"))
    )
    return {name: Row.model_validate({"id": name, **row}) for name, row in stated.items()}


def chosen(only: str | None, brokers: int) -> list[Row]:
    """The rows that can be injected on so many brokers; with `only`, a list of ids, these alone.

    Raises:
        Refusal: an id is unknown, or cannot be injected here.
    """
    injected = [row for row in rows().values() if row.injection is not None and row.brokers <= brokers]
    if only is None:
        return injected
    found = []
    for name in (part.strip().upper() for part in only.split(",")):
        row = rows().get(name)
        if row is None:
            known = ", ".join(rows())
            raise Refusal(
                f"The fault matrix has no row {name}. It has: {known}.", f"故障矩阵中没有 {name}。可选:{known}。"
            )
        if row.not_injected is not None:
            raise Refusal(
                f"{name} is not injected: {row.not_injected.en}.", f"{name} 不会被注入:{row.not_injected.zh}。"
            )
        if row.brokers > brokers:
            raise Refusal(
                f"{name} needs {row.brokers} brokers: add --brokers {row.brokers}.",
                f"{name} 需要 {row.brokers} 台 broker:请加上 --brokers {row.brokers}。",
            )
        found.append(row)
    return found
