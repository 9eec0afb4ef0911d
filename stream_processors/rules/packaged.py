"""Reads the law's data files, which lie beside the code and travel in the wheel."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

_HERE = files("stream_processors.rules")


class _StrictLoader(yaml.SafeLoader):
    """YAML in which a key stated twice is an error: of two values of the law none may vanish silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} is stated twice", key_node.start_mark)
            seen.add(key)
        return dict(super().construct_mapping(node, deep))


def parse(text: str) -> object:
    """Returns what a YAML text states; `yaml.YAMLError` where it is malformed or states a key twice."""
    return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader that refuses more, not less


def read(name: str) -> object:
    """Returns what the data file `name` beside the rules states."""
    return parse((_HERE / name).read_text(encoding="utf-8"))


def folder(name: str) -> Iterator[Traversable]:
    """Yields the YAML files of the folder `name` beside the rules, by file name."""
    found = (file for file in (_HERE / name).iterdir() if file.name.endswith(".yaml"))
    return iter(sorted(found, key=lambda file: file.name))
