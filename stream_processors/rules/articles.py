"""The 45 articles of the Rules, each with the code that implements it or the reason why none does."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from schemas.bilingual import Text
from stream_processors.rules import packaged


class Article(BaseModel):
    """One article. `implemented_by` holds dotted names; `not_automated` says why, or what is left, in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: Text
    implemented_by: tuple[str, ...] = ()
    not_automated: Text | None = None

    @model_validator(mode="after")
    def _is_accounted_for(self) -> Self:
        if not self.implemented_by and self.not_automated is None:
            raise ValueError("an article is implemented, or it is said why not")
        return self


def load() -> Mapping[int, Article]:
    """Returns the articles by number."""
    return TypeAdapter(dict[int, Article]).validate_python(packaged.read("articles.yaml"))
