"""What has been released and may never change again: `frozen.json`, written by `python -m schemas.evolution --release`.

It stands beside the files it speaks of, so that a checkout without its history still knows what others rely on.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from schemas import strict_yaml
from schemas.directory_files import HERE
from schemas.released import Kind


class FrozenWire(BaseModel):
    """One released wire id. The hashes are of what decides the bytes, and of the example's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: int
    kind: Kind
    of: str
    version: int
    bytes_sha256: str
    example_sha256: str


class FrozenItem(BaseModel):
    """One released item: its partition count, which is fixed for life, and a hash of each released version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    partitions: int
    versions: Mapping[str, str]


class Frozen(BaseModel):
    """Everything released so far; nothing before the first release."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wire: tuple[FrozenWire, ...]
    items: Mapping[str, FrozenItem]

    @classmethod
    def load(cls, folder: Path = HERE) -> Self:
        """What `frozen.json` of that folder says."""
        return cls.model_validate_json(path(folder).read_text("utf-8"))

    def as_file(self) -> str:
        """The content of `frozen.json`."""
        return json.dumps(self.model_dump(mode="json"), indent=1) + "\n"


def path(folder: Path = HERE) -> Path:
    """Where it is written what is frozen."""
    return folder / "frozen.json"


def example_path(wire_id: int, folder: Path = HERE) -> Path:
    """Where the example of a wire id is."""
    return folder / "avro" / "examples" / f"{wire_id:06}.json"


def text_hash(text: str) -> str:
    """Hash of a file's text."""
    return sha256(text.encode()).hexdigest()


def version_hashes(item_file: str) -> dict[str, str]:
    """Hash of each version an item file states, by number; layout and comments do not count."""
    stated: Any = strict_yaml.parse(item_file)
    return {
        str(version["version"]): text_hash(json.dumps(version, sort_keys=True, ensure_ascii=False, default=str))
        for version in stated["versions"]
    }
