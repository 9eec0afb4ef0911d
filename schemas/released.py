"""The Avro schemas that have a wire id: `avro/ids.json` and `avro/released/<id>.avsc`.

`ids.json` is append-only and the only authority on ids; nothing registers a schema at run time.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from schemas.directory_files import HERE, read_avsc

Kind = Literal["inbound", "shared", "platform"]

ANNOTATIONS = frozenset({
    "doc", "doc_zh", "standard", "element", "identifier", "code_list", "pattern", "minimum", "maximum", "max_length",
    "crs", "sensitive", "default",
})  # fmt: skip
"""Keys that say something about a value but nothing about its bytes: changing one gives no new id."""

PLATFORM_RECORDS = ("quarantine", "submission", "update_lag_alert", "digest", "digest_detail")
"""Records of the platform's own topics."""


@dataclass(frozen=True)
class WireSchema:
    """One Avro schema with its wire id.

    `of` is the item code, or the record's file name for a platform record; `version` counts the
    schemas of the same kind for the same thing from 1.
    """

    id: int
    kind: Kind
    of: str
    version: int
    avro: Mapping[str, Any]

    @property
    def header(self) -> bytes:
        """The five bytes before every body: 0x00 and the id, big-endian (Confluent framing)."""
        return b"\x00" + self.id.to_bytes(4, "big")


@dataclass(frozen=True)
class WireSchemas:
    """All released schemas; the highest version of a kind is the one that is written."""

    by_id: Mapping[int, WireSchema]

    def latest(self, kind: Kind, of: str) -> WireSchema:
        """The schema now written for an item or platform record; KeyError if `make generate` has not run."""
        found = [s for s in self.by_id.values() if s.kind == kind and s.of == of]
        if not found:
            raise KeyError(f"no released {kind} schema for {of}: run make generate")
        return max(found, key=lambda s: s.version)

    def all_of(self, kind: Kind, of: str) -> tuple[WireSchema, ...]:
        """Every released schema of that kind, oldest first."""
        return tuple(sorted((s for s in self.by_id.values() if s.kind == kind and s.of == of), key=lambda s: s.version))

    def shared_for(self, inbound: WireSchema) -> WireSchema:
        """The shared schema whose bytes start with those of an inbound schema."""
        return next(
            s for s in self.by_id.values() if s.kind == "shared" and (s.of, s.version) == (inbound.of, inbound.version)
        )


def compose(item: str, kind: Kind, folder: Path = HERE) -> dict[str, Any]:
    """The full Avro schema of an item's inbound or shared events: envelope, `after`, appended fields."""
    record = read_avsc(item, folder)
    envelope = read_avsc("envelope", folder)
    after = {"name": "after", "type": ["null", record], "default": None, "doc": "The full after-image"}
    fields = [*envelope["fields"], after]
    if kind == "shared":
        fields += read_avsc("appended", folder)["fields"]
    name = "SharedEvent" if kind == "shared" else "ChangeEvent"
    return {
        "type": "record",
        "name": name,
        "namespace": record["namespace"],
        "doc": record["doc"],
        "fields": fields,
    }


def bytes_hash(schema: Any) -> str:
    """Hash of what decides an Avro schema's bytes: annotations and field defaults left out."""
    return sha256(json.dumps(_bare(schema), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _bare(node: Any) -> Any:
    if isinstance(node, dict):
        return {k: _bare(v) for k, v in node.items() if k not in ANNOTATIONS}
    if isinstance(node, list):
        return [_bare(v) for v in node]
    return node


def load_released(folder: Path = HERE) -> WireSchemas:
    """Read `ids.json` and the schemas it lists."""
    return _load(folder)


@cache
def _load(folder: Path) -> WireSchemas:
    entries = json.loads((folder / "avro" / "ids.json").read_text("utf-8"))
    schemas = {}
    for entry in entries:
        avro = json.loads((folder / "avro" / "released" / f"{entry['id']:06}.avsc").read_text("utf-8"))
        schemas[entry["id"]] = WireSchema(entry["id"], entry["kind"], entry["of"], entry["version"], avro)
    return WireSchemas(schemas)
