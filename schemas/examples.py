"""One invented event for every wire id: what a reader may try its code on, and what must decode for as long as ids live.

Values satisfy the standards the Avro schema names: numbers with right check digits, codes in force, texts of their
patterns. Nobody is meant by them.
"""

import io
import json
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import fastavro

from schemas.code_list import CodeList
from schemas.directory import Directory, Element, ElementKind, Item, Responsibility
from schemas.directory_files import element_of
from schemas.event_id import event_id
from schemas.frozen import Frozen, example_path
from schemas.invented import counties, identity_number, text_of
from schemas.released import WireSchema

CHANGED_ON = date(2026, 3, 2)
"""The day all examples tell of."""

_RECEIVED_AT = datetime.combine(CHANGED_ON, time(8), UTC)
_BORN_ON = date(1990, 6, 15)
_RANGE = 1000
_WITHIN_DAYS = 30


def examples(folder: Path, directory: Directory, wire_files: Mapping[Path, str]) -> Iterator[tuple[Path, str]]:
    """Every example that is not frozen, as path and content.

    `wire_files` are ids and Avro schemas as they ought to be now; what is not among them is as it is on disk.
    """
    frozen = {wire.id for wire in Frozen.load(folder).wire}
    for entry in json.loads(wire_files[folder / "avro" / "ids.json"]):
        is_known = entry["kind"] == "platform" or entry["of"] in directory.items
        if entry["id"] in frozen or not is_known:
            continue
        path = folder / "avro" / "released" / f"{entry['id']:06}.avsc"
        avro = json.loads(wire_files.get(path) or path.read_text("utf-8"))
        wire = WireSchema(entry["id"], entry["kind"], entry["of"], entry["version"], avro)
        yield example_path(wire.id, folder), example_file(wire, directory)


def examples_written_now(folder: Path, files: Mapping[Path, str]) -> dict[str, str]:
    """Item code to the example of the inbound schema that is written now; `files` are ids and examples as for `examples`."""
    ids = {e["of"]: e["id"] for e in json.loads(files[folder / "avro" / "ids.json"]) if e["kind"] == "inbound"}
    paths = {code: example_path(id_, folder) for code, id_ in ids.items()}
    return {code: files.get(path) or path.read_text("utf-8") for code, path in paths.items()}


def example_record(wire: WireSchema, directory: Directory) -> dict[str, Any]:
    """The record of the example, with values as Python's Avro libraries take them.

    An item's event is a CREATE by its first provider that breaks no rule under the schema that is written now.
    """
    random = Random(f"{wire.kind} {wire.of} {wire.version}")  # noqa: S311 - an example is no secret
    fields = wire.avro["fields"]
    if wire.kind == "platform":
        return {field["name"]: _by_type(field["type"], field["name"]) for field in fields}
    provider, *_ = directory.item(wire.of).answering("PROVIDER", CHANGED_ON)
    envelope = _envelope(directory, directory.item(wire.of), provider, random)
    (after,) = (field["type"][1] for field in fields if field["name"] == "after")
    values = {
        field["name"]: _of_element(element_of(field, wire.of), provider.territory, random) for field in after["fields"]
    }
    told = {name: value for name, value in _told_by(envelope).items() if name in values}
    given = {**envelope, "after": {**values, **told}}
    return {f["name"]: given.get(f["name"], _by_type(f["type"], f["name"])) for f in fields}


def example_file(wire: WireSchema, directory: Directory) -> str:
    """The example as a file: the record in readable form, and the framed bytes in hexadecimal digits."""
    record = example_record(wire, directory)
    body = io.BytesIO()
    fastavro.schemaless_writer(body, fastavro.parse_schema(dict(wire.avro)), record)
    content = {
        "schema_id": wire.id,
        "kind": wire.kind,
        "of": wire.of,
        "version": wire.version,
        "record": readable(record),
        "value_hex": (wire.header + body.getvalue()).hex(),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def readable(value: Any) -> Any:
    """A record's values as JSON has them: dates and instants in ISO 8601, decimals as text, bytes in hexadecimal digits."""
    if isinstance(value, Mapping):
        return {key: readable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [readable(inner) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, Decimal) else value


def _envelope(directory: Directory, item: Item, provider: Responsibility, random: Random) -> dict[str, Any]:
    identity_type = item.identity_types[0]
    number = identity_number(identity_type, random, territory=provider.territory, born_on=_BORN_ON)
    return {
        "event_id": event_id(provider.agency, item.item, 1),
        "provider": provider.agency,
        "item": item.item,
        "seq": 1,
        "submission_id": "s-example",
        "operation": "CREATE",
        "origin": "LIVE",
        "identity_type": identity_type,
        "identity_number": number,
        "record_id": "",
        "record_version": 1,
        "changed_on": CHANGED_ON,
        "recorded_at": _RECEIVED_AT - timedelta(hours=1),
        "review_ref": directory.review_for(item.item, provider.agency),
        "received_at": _RECEIVED_AT,
        "item_version": item.version_on(CHANGED_ON).version,
        "rules_version": "0" * 16,
        "flags": [],
    }


def _told_by(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """What a resident number says of its holder."""
    number = envelope["identity_number"]
    if envelope["identity_type"] != "RESIDENT_ID":
        return {}
    return {"birth_on": date.fromisoformat(number[6:14]), "sex_code": "1" if int(number[16]) % 2 else "2"}


def _of_element(element: Element, territory: str, random: Random) -> Any:
    if element.identifier is not None:
        return identity_number(element.identifier, random, territory=territory, born_on=_BORN_ON)
    if element.code_list is not None:
        listed = CodeList.load(element.code_list)
        # Where the codes are divisions, one of the provider's own.
        codes = chain(counties(territory), listed.entries)
        return next(code for code in codes if listed.contains(code, CHANGED_ON))
    if element.pattern is not None:
        return text_of(element.pattern, random)
    if element.kind is ElementKind.STRING:
        return f"示例{element.doc.zh}"[: element.max_length]
    if element.kind is ElementKind.BOOLEAN:
        return True
    if element.kind is ElementKind.DATE:
        return CHANGED_ON - timedelta(days=random.randrange(_WITHIN_DAYS))
    if element.kind is ElementKind.INSTANT:
        return _RECEIVED_AT - timedelta(hours=random.randrange(1, 24))
    return _of_number(element, random)


def _of_number(element: Element, random: Random) -> int | float | Decimal:
    low = 0 if element.minimum is None else element.minimum
    high = low + _RANGE if element.maximum is None else element.maximum
    if element.kind is ElementKind.DOUBLE:
        return round(random.uniform(low, high), 3)
    whole = random.randint(math.ceil(low), math.floor(high))
    if element.kind is ElementKind.DECIMAL:
        return Decimal(whole).quantize(Decimal(1).scaleb(-(element.scale or 0)))
    return whole


def _by_type(kind: Any, name: str) -> Any:
    """A value of an Avro type of which nothing more is known."""
    if isinstance(kind, list):
        return None if "null" in kind else _by_type(kind[0], name)
    if not isinstance(kind, dict):
        return _PRIMITIVES[kind] if kind != "string" else f"example-{name}"
    if kind.get("logicalType") is not None:
        return _LOGICAL[kind["logicalType"]]
    if kind["type"] == "enum":
        return kind["symbols"][0]
    if kind["type"] == "array":
        return [_by_type(kind["items"], name)]
    if kind["type"] == "record":
        return {field["name"]: _by_type(field["type"], field["name"]) for field in kind["fields"]}
    return _by_type(kind["type"], name)


_PRIMITIVES: Mapping[str, Any] = {"boolean": False, "int": 1, "long": 1, "double": 1.5, "bytes": b"example"}
_LOGICAL: Mapping[str, Any] = {"date": CHANGED_ON, "timestamp-millis": _RECEIVED_AT}
