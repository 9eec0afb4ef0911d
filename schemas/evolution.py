"""The evolution gate: nothing that has been released may break those who rely on it.

    python -m schemas.evolution             is everything still readable that was? Part of `make check`.
    python -m schemas.evolution --release   freezes the present state: ids, examples, item versions

Two things are held apart. What is frozen (`frozen.json`) stays as it is: ids, bytes, examples, item versions,
partition counts. What is written now must fit what is frozen: by the resolution rules of the Avro specification, asked
of Avro's own compatibility checker in both directions, and by what the tables need.
"""

import argparse
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import fastavro

from schemas import frozen
from schemas.bilingual import Refusal, Text
from schemas.directory_files import HERE, load_directory, read_avsc
from schemas.frozen import Frozen, FrozenItem, FrozenWire
from schemas.generate import generated_files
from schemas.released import WireSchema, bytes_hash, compose
from schemas.rule_catalogue import rule_catalogue

Schema = Any
"""An Avro schema as Avro's own library has it. Its type hints leave out what a record's or a union's has beside a type."""


class Broken(NamedTuple):
    """One thing that would break somebody: the rule, which says who, why and what to do, and where."""

    rule: str
    where: str

    @property
    def message(self) -> Text:
        """Who breaks, why, and what to do instead."""
        return rule_catalogue()[self.rule].message


def broken(folder: Path = HERE, committed: Frozen | None = None) -> list[Broken]:
    """Everything in `folder` that breaks what is frozen.

    Args:
        folder: the contract: avro/, items/, frozen.json.
        committed: what was frozen at the last commit; None where there is no history.
    """
    held = Frozen.load(folder)
    found = [
        *_unfrozen(held, committed),
        *(b for wire in held.wire for b in _broken_wire(wire, folder)),
        *(b for code, item in held.items.items() for b in _broken_item(code, item, folder)),
    ]
    return list(dict.fromkeys(found))


def released(folder: Path = HERE) -> Frozen:
    """The present state, frozen; what was frozen before is a part of it."""
    entries = _entries(folder)
    return Frozen(
        wire=tuple(
            FrozenWire(**entry, example_sha256=frozen.text_hash(frozen.example_path(id_, folder).read_text("utf-8")))
            for id_, entry in entries.items()
        ),
        items={
            code: FrozenItem(partitions=item.partitions, versions=frozen.version_hashes(_item_file(code, folder)))
            for code, item in load_directory(folder).items.items()
        },
    )


def _unfrozen(held: Frozen, committed: Frozen | None) -> Iterator[Broken]:
    if committed is None:
        return
    if held.wire[: len(committed.wire)] != committed.wire:
        yield Broken("EVO-FROZEN", "wire")
    for code, before in committed.items.items():
        now = held.items.get(code)
        if now is None or now.partitions != before.partitions or not before.versions.items() <= now.versions.items():
            yield Broken("EVO-FROZEN", code)


def _broken_item(code: str, item: FrozenItem, folder: Path) -> Iterator[Broken]:
    now = load_directory(folder).items.get(code)
    if now is None:
        yield Broken("EVO-ITEM-REMOVED", code)
        return
    if now.partitions != item.partitions:
        yield Broken("EVO-PARTITIONS", code)
    hashes = frozen.version_hashes(_item_file(code, folder))
    for number, digest in item.versions.items():
        if hashes.get(number) != digest:
            yield Broken("EVO-ITEM-VERSION", f"{code} version {number}")


def _broken_wire(held: FrozenWire, folder: Path) -> Iterator[Broken]:
    where = f"{held.of} ({held.kind} version {held.version}, id {held.id})"
    entry = _entries(folder).get(held.id)
    path = folder / "avro" / "released" / f"{held.id:06}.avsc"
    before: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    if entry != held.model_dump(exclude={"example_sha256"}) or bytes_hash(before) != held.bytes_sha256:
        yield Broken("EVO-WIRE-ID", where)
        return
    if held.kind != "platform" and held.of not in load_directory(folder).items:
        return
    now = read_avsc(held.of, folder) if held.kind == "platform" else compose(held.of, held.kind, folder)
    for fault in breaks(before, now):
        yield fault._replace(where=f"{where}: {fault.where}")
    if not _decodes(held, before, now, folder):
        yield Broken("EVO-EXAMPLE", where)


def breaks(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Broken]:
    """What a change from one Avro schema to another breaks, at the smallest place that says it.

    `before` is what was released; `where` of each is the path of the field.
    """
    old, new = _parsed(before), _parsed(now)
    found = [
        *(_named(fault, _NEW_READS_OLD) for fault in _faults(new, old, "")),
        *(_named(fault, _OLD_READS_NEW) for fault in _faults(old, new, "")),
        *_other_meanings(before, now, ""),
        *(Broken("EVO-ELEMENT-REMOVED", f"after.{name}") for name in _elements(before) if name not in _elements(now)),
    ]
    return list(dict.fromkeys(found))


_NEW_READS_OLD = {
    "reader_field_missing_default_value": "EVO-ADDED-WITHOUT-DEFAULT",
    "missing_enum_symbols": "EVO-SYMBOL-REMOVED",
    "name_mismatch": "EVO-RENAMED",
}
_OLD_READS_NEW = {
    "reader_field_missing_default_value": "EVO-REMOVED-WITHOUT-DEFAULT",
    "missing_enum_symbols": "EVO-SYMBOL-ADDED",
    "name_mismatch": "EVO-RENAMED",
}
"""What Avro's checker calls an incompatibility, by direction; all others are about types."""


class _Fault(NamedTuple):
    kind: str
    path: str


def _named(fault: _Fault, names: Mapping[str, str]) -> Broken:
    of_types = "EVO-TYPE-NEW-READERS" if names is _NEW_READS_OLD else "EVO-TYPE-OLD-READERS"
    return Broken(names.get(fault.kind, of_types), fault.path)


def _faults(reader: Schema, writer: Schema, path: str) -> list[_Fault]:
    """Where a reader cannot read what a writer writes.

    Avro's checker decides. Since it does not say where, its verdict is asked of the parts, down to the smallest
    incompatible ones.
    """
    from avro.compatibility import ReaderWriterCompatibilityChecker, SchemaCompatibilityType

    checker: Any = ReaderWriterCompatibilityChecker
    verdict = checker().get_compatibility(reader, writer)
    if verdict.compatibility is SchemaCompatibilityType.compatible:
        return []
    inside = [
        *(_Fault("reader_field_missing_default_value", field) for field in _without_value(reader, writer, path)),
        *(fault for parts in _parts(reader, writer, path) for fault in _faults(*parts)),
    ]
    return inside or [_Fault(verdict.incompatibilities[0].value, path)]


def _without_value(reader: Schema, writer: Schema, path: str) -> Iterator[str]:
    """Fields of a reader's record that neither the writer nor a default gives a value."""
    if reader.type == writer.type == "record":
        for name, field in reader.fields_dict.items():
            if name not in writer.fields_dict and not field.has_default:
                yield _joined(path, name)


def _parts(reader: Schema, writer: Schema, path: str) -> Iterator[tuple[Schema, Schema, str]]:
    """The parts of two schemas that correspond to each other."""
    if reader.type == writer.type == "record":
        for name, field in reader.fields_dict.items():
            if name in writer.fields_dict:
                yield field.type, writer.fields_dict[name].type, _joined(path, name)
    elif reader.type == writer.type == "union":
        branches = {(branch.type, getattr(branch, "fullname", None)): branch for branch in writer.schemas}
        for branch in reader.schemas:
            other = branches.get((branch.type, getattr(branch, "fullname", None)))
            if other is not None:
                yield branch, other, path
    elif reader.type == writer.type == "array":
        yield reader.items, writer.items, f"{path}[]"


def _other_meanings(before: Any, now: Any, path: str) -> Iterator[Broken]:
    """Where a logical type or its digits differ: no matter of bytes, which Avro's checker leaves alone."""
    for name, old in _fields(before).items():
        new = _fields(now).get(name)
        if new is None:
            continue
        inner = _joined(path, name)
        if _plain(old) == _plain(new) and _digits(old) != _digits(new):
            yield Broken("EVO-MEANING", inner)
        yield from _other_meanings(old, new, inner)


def _fields(kind: Any) -> dict[str, Any]:
    """Name to type of the fields of a record, also of one within a union or an array."""
    if isinstance(kind, list):
        return {name: inner for branch in kind for name, inner in _fields(branch).items()}
    if not isinstance(kind, Mapping):
        return {}
    if kind["type"] == "array":
        return _fields(kind["items"])
    return {field["name"]: field["type"] for field in kind.get("fields", ())}


def _plain(kind: Any) -> Any:
    """A type without what says how its bytes are meant."""
    if isinstance(kind, list):
        return [_plain(branch) for branch in kind]
    return kind["type"] if isinstance(kind, Mapping) else kind


def _digits(kind: Any) -> Any:
    if isinstance(kind, list):
        return [_digits(branch) for branch in kind]
    if not isinstance(kind, Mapping):
        return None
    return {key: kind[key] for key in ("logicalType", "precision", "scale") if key in kind} or None


def _elements(event: Mapping[str, Any]) -> dict[str, Any]:
    """The elements of an item's event; none for a platform record."""
    return _fields(_fields(event).get("after"))


def _parsed(avro: Mapping[str, Any]) -> Schema:
    from avro.schema import parse

    return parse(json.dumps(avro))


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _decodes(held: FrozenWire, before: Mapping[str, Any], now: Mapping[str, Any], folder: Path) -> bool:
    """Whether the frozen example is unchanged and decodes with its own Avro schema and, resolved, with the present one."""
    path = frozen.example_path(held.id, folder)
    text = path.read_text("utf-8") if path.exists() else ""
    if frozen.text_hash(text) != held.example_sha256:
        return False
    header = WireSchema(held.id, held.kind, held.of, held.version, before).header
    framed = bytes.fromhex(json.loads(text)["value_hex"])
    writer = fastavro.parse_schema(dict(before))
    for reader in (None, fastavro.parse_schema(dict(now))):
        body = io.BytesIO(framed.removeprefix(header))
        try:
            fastavro.schemaless_reader(body, writer, reader)
        except (EOFError, LookupError, TypeError, ValueError, fastavro.read.SchemaResolutionError):
            return False
        if body.read():
            return False
    return True


def _entries(folder: Path) -> dict[int, dict[str, Any]]:
    return {entry["id"]: entry for entry in json.loads((folder / "avro" / "ids.json").read_text("utf-8"))}


def _item_file(code: str, folder: Path) -> str:
    return (folder / "items" / f"{code}.yaml").read_text("utf-8")


def _committed(root: Path) -> Frozen | None:
    """What was frozen at the last commit; None where git does not know."""
    try:
        shown = subprocess.run(
            ["git", "show", "HEAD:schemas/frozen.json"], cwd=root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return None
    return None if shown.returncode else Frozen.model_validate_json(shown.stdout)


def _release(root: Path) -> str:
    """Freeze the present state of the tree at `root`; says how much that is."""
    stale = [p for p, text in generated_files(root).items() if not p.exists() or p.read_text("utf-8") != text]
    if stale:
        raise Refusal(
            f"{stale[0].relative_to(root)} is stale, and what is stale must not be frozen. Run: make generate",
            f"{stale[0].relative_to(root)} 已过期,不得冻结。请运行:make generate",
        )
    state = released(root / "schemas")
    frozen.path(root / "schemas").write_text(state.as_file(), "utf-8")
    return f"frozen: {len(state.wire)} wire ids, {len(state.items)} items"


def main() -> int:
    """Exit codes: 0 nothing breaks, 1 something would break, 2 could not run."""
    parser = argparse.ArgumentParser(description="Hold changes of the contract against what has been released.")
    parser.add_argument("--release", action="store_true", help="freeze the present state for good")
    parser.add_argument("--root", type=Path, default=HERE.parent, help="the tree to work on")
    arguments = parser.parse_args()
    try:
        found = broken(arguments.root / "schemas", _committed(arguments.root))
        for each in found:
            sys.stderr.write(f"{each.rule} {each.where}\n  {each.message.en}\n  {each.message.zh}\n")
        if arguments.release and not found:
            sys.stdout.write(_release(arguments.root) + "\n")
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.text.en}\n{refusal.text.zh}\n")
        return 2
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
