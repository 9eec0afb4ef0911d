"""`make generate`: everything that follows from the contract's files, written beside them and committed.

Wire schemas, ids and examples, pydantic models, database migrations, pages of documentation. `--check` writes nothing and fails if anything is stale.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from schemas.bilingual import Refusal
from schemas.directory import Directory, Element, ElementKind, Item
from schemas.directory_files import HERE, load_directory, read_avsc
from schemas.examples import examples, examples_written_now
from schemas.pages import pages
from schemas.released import PLATFORM_RECORDS, Kind, bytes_hash, compose
from schemas.tables import add_columns, create_tables, element_columns
from schemas.views import create_views

_PYTHON = {
    ElementKind.STRING: "str",
    ElementKind.BOOLEAN: "bool",
    ElementKind.INTEGER: "int",
    ElementKind.LONG: "int",
    ElementKind.DOUBLE: "float",
    ElementKind.DECIMAL: "Decimal",
    ElementKind.DATE: "date",
    ElementKind.INSTANT: "datetime",
}


def generated_files(root: Path) -> dict[Path, str]:
    """Every generated file of the tree at `root` with the content it ought to have now."""
    contract = root / "schemas"
    directory = load_directory(contract)
    wire = dict(_wire(contract, directory))
    made = dict(examples(contract, directory, wire))
    return {
        **wire,
        **made,
        **pages(root / "docs", directory, examples_written_now(contract, {**wire, **made})),
        contract / "models.py": _models(directory),
        **dict(_migrations(root / "infra" / "migrations", directory)),
    }


def _wire(contract: Path, directory: Directory) -> Iterator[tuple[Path, str]]:
    path = contract / "avro" / "ids.json"
    entries = json.loads(path.read_text("utf-8")) if path.exists() else []
    wanted: list[tuple[str, tuple[Kind, ...]]] = [(name, ("platform",)) for name in PLATFORM_RECORDS]
    wanted += [(item, ("inbound", "shared")) for item in directory.items]
    for of, kinds in wanted:
        avro = {kind: read_avsc(of, contract) if kind == "platform" else compose(of, kind, contract) for kind in kinds}
        latest = {e["kind"]: e for e in entries if e["of"] == of and e["kind"] in kinds}
        # A shared schema belongs to the inbound one of its version: what changes one of the two releases both.
        if any(kind not in latest or latest[kind]["bytes_sha256"] != bytes_hash(avro[kind]) for kind in kinds):
            for kind in kinds:
                version = latest[kind]["version"] + 1 if kind in latest else 1
                latest[kind] = {
                    "id": max((e["id"] for e in entries), default=0) + 1,
                    "kind": kind,
                    "of": of,
                    "version": version,
                    "bytes_sha256": bytes_hash(avro[kind]),
                }
                entries.append(latest[kind])
        for kind in kinds:
            released = contract / "avro" / "released" / f"{latest[kind]['id']:06}.avsc"
            yield released, _by_field(avro[kind])
    yield path, "[\n" + ",\n".join("  " + json.dumps(e) for e in entries) + "\n]\n"


def _by_field(avro: Mapping[str, Any]) -> str:
    """The schema as JSON with one field a line: as many lines as a reviewer needs."""
    head = json.dumps({k: v for k, v in avro.items() if k != "fields"}, ensure_ascii=False)[:-1]
    fields = ",\n  ".join(json.dumps(field, ensure_ascii=False) for field in avro["fields"])
    return f'{head}, "fields": [\n  {fields}\n]}}\n'


def _models(directory: Directory) -> str:
    classes = "\n\n".join(_model(item) for item in directory.items.values())
    table = "".join(f'    "{i.item}": {i.avro_name},\n' for i in directory.items.values())
    return (
        '"""Typed records of every item. Generated from the contract: change `avro/*.avsc`, run `make generate`."""\n\n'
        "from datetime import date, datetime\nfrom decimal import Decimal\n\n"
        "from pydantic import BaseModel, ConfigDict\n\n\n"
        "class Record(BaseModel):\n"
        '    """The full after-image of one record."""\n\n'
        '    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)\n\n\n'
        f"{classes}\n\nRECORDS: dict[str, type[Record]] = {{\n{table}}}\n"
        '"""Item code to the model of its record."""\n\n'
        '__all__ = ["RECORDS", "Record", "date", "datetime", "Decimal", '
        + ", ".join(f'"{i.avro_name}"' for i in directory.items.values())
        + "]\n"
    )


def _model(item: Item) -> str:
    def field(element: Element) -> str:
        return f'    {element.name}: {_PYTHON[element.kind]} | None = None\n    """{element.doc.en} / {element.doc.zh}"""\n'

    return f'class {item.avro_name}(Record):\n    """{item.item}: {item.name.en} / {item.name.zh}"""\n\n' + "".join(
        field(e) for e in item.elements
    )


def _migrations(folder: Path, directory: Directory) -> Iterator[tuple[Path, str]]:
    existing = sorted(folder.glob("[0-9]*.sql"))
    number = max((int(p.name[:4]) for p in existing), default=0)
    for item in directory.items.values():
        now = element_columns(item)
        before = _columns_after(existing, item.item)
        if before is None:
            body = create_tables(item)
        elif before == now:
            continue
        else:
            lost = sorted(name for name, kind in before.items() if now.get(name) != kind)
            if lost:
                raise Refusal(
                    f"{item.item}: released elements were removed or changed their type: {', '.join(lost)}. "
                    "Keep them and add a new element instead.",
                    f"{item.item}:已发布的数据元被删除或改变类型:{', '.join(lost)}。请保留并另加新数据元。",
                )
            body = add_columns(item, {name: kind for name, kind in now.items() if name not in before})
        number += 1
        marker = f"-- columns of {item.item}: {json.dumps(now)}\n"
        yield folder / f"{number:04}_item_{item.item.replace('-', '_')}.sql", marker + body
    views = create_views(directory)
    if _latest_views(existing) != views:
        yield folder / f"{number + 1:04}_views.sql", views


def _latest_views(migrations: list[Path]) -> str | None:
    found = [path for path in migrations if path.name.endswith("_views.sql")]
    return found[-1].read_text("utf-8") if found else None


def _columns_after(migrations: list[Path], item: str) -> dict[str, str] | None:
    columns = None
    for path in migrations:
        found = re.match(rf"-- columns of {re.escape(item)}: (.*)\n", path.read_text("utf-8"))
        if found:
            columns = json.loads(found[1])
    return columns


def main() -> int:
    """Write what is stale, or with `--check` name it and fail."""
    parser = argparse.ArgumentParser(description="Generate everything that follows from the contract.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a generated file is stale")
    parser.add_argument("--root", type=Path, default=HERE.parent, help="the tree to work on")
    arguments = parser.parse_args()
    try:
        files = generated_files(arguments.root)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.text.en}\n{refusal.text.zh}\n")
        return 2
    stale = [p for p, text in files.items() if not p.exists() or p.read_text("utf-8") != text]
    for path in stale:
        name = path.relative_to(arguments.root)
        if arguments.check:
            sys.stderr.write(f"{name} is stale. Run: make generate\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], "utf-8")
            sys.stdout.write(f"wrote {name}\n")
    return 1 if arguments.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
