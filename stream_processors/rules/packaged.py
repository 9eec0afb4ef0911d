"""Reads the law's data files, which lie beside the code and travel in the wheel."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from schemas import strict_yaml

_HERE = files("stream_processors.rules")


def parse(text: str) -> object:
    """Returns what a YAML text states; `yaml.YAMLError` where it is malformed or states a key twice."""
    return strict_yaml.parse(text)


def read(name: str) -> object:
    """Returns what the data file `name` beside the rules states."""
    return parse((_HERE / name).read_text(encoding="utf-8"))


def folder(name: str) -> Iterator[Traversable]:
    """Yields the YAML files of the folder `name` beside the rules, by file name."""
    found = (file for file in (_HERE / name).iterdir() if file.name.endswith(".yaml"))
    return iter(sorted(found, key=lambda file: file.name))
