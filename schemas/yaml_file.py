"""YAML files of the contract, read fast: there are dozens and every command loads them."""

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader written in C, several times as fast, where PyYAML was built with it."""


def read_yaml(path: Path) -> Any:
    """The content of a YAML file: plain values alone.

    Raises:
        OSError: the file cannot be read.
        yaml.YAMLError: the file is no YAML.
    """
    return yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - either loader is a safe one
