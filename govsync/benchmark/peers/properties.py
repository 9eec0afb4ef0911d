"""Properties files, by which programs in Java are told how to run."""

from collections.abc import Mapping
from pathlib import Path


def write_properties(path: Path, properties: Mapping[str, str]) -> None:
    """Write a properties file, for its owner's eyes only: there may be a password in it. ASCII, as Java reads it."""
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={_escaped(value)}\n" for name, value in properties.items()), "ascii")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").encode("ascii", "backslashreplace").decode()
