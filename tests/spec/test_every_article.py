"""The traceability matrix, executed: each article is implemented by code that exists, or it is said why not."""

from functools import reduce
from importlib import import_module
from pathlib import Path

import pytest

from stream_processors.rules import articles
from stream_processors.rules.obligations import Kind, Kinds
from stream_processors.rules.parameters import Parameter, Parameters

ARTICLES = articles.load()
SPEC = Path(__file__).parent


def resolve(dotted_name: str) -> object:
    """The object a dotted name stands for: a module as far as it goes, then attributes."""
    parts = dotted_name.split(".")
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        try:
            module = import_module(name)
        except ModuleNotFoundError as error:
            if error.name is None or not name.startswith(error.name):
                raise
            continue
        found: object = reduce(getattr, parts[length:], module)
        return found
    raise LookupError(dotted_name)


def test_all_45_articles_are_accounted_for() -> None:
    assert list(ARTICLES) == list(range(1, 46))


@pytest.mark.parametrize("name", sorted({name for article in ARTICLES.values() for name in article.implemented_by}))
def test_what_implements_an_article_exists(name: str) -> None:
    assert resolve(name) is not None


def test_a_name_that_does_not_exist_does_not_resolve() -> None:
    with pytest.raises(AttributeError):
        resolve("stream_processors.rules.timeliness.no_such_name")


@pytest.mark.parametrize("number", [number for number, article in ARTICLES.items() if article.implemented_by])
def test_an_implemented_article_has_its_spec_test(number: int) -> None:
    text = (SPEC / f"test_article_{number:02}.py").read_text(encoding="utf-8")
    assert f'pytest.mark.article("{number}")' in text


@pytest.mark.parametrize("kind", list(Kinds.load(Parameters.load())), ids=lambda kind: kind.id)
def test_an_article_with_a_clock_has_its_spec_test_with_that_clock(kind: Kind) -> None:
    number = int(kind.article.split("(")[0])
    text = (SPEC / f"test_article_{number:02}.py").read_text(encoding="utf-8")
    named = f'"{kind.id}"' if kind.track is None else f"Track.{kind.track}"
    assert named in text
    assert ARTICLES[number].implemented_by


@pytest.mark.parametrize("parameter", list(Parameters.load()), ids=lambda parameter: parameter.name)
def test_every_parameter_cites_an_article_of_the_rules(parameter: Parameter) -> None:
    assert int(parameter.article.split("(")[0]) in ARTICLES


@pytest.mark.parametrize("kind", list(Kinds.load(Parameters.load())), ids=lambda kind: kind.id)
def test_every_clock_cites_an_article_of_the_rules(kind: Kind) -> None:
    assert int(kind.article.split("(")[0]) in ARTICLES
