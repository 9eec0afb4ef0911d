"""The sharing directory read from its files: `avro/`, `items/`, `agencies.yaml`, `provider_classes.yaml`, `reference/`.

What a file says wrongly is a Refusal that names the file and what to do.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from keyword import iskeyword
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from schemas import strict_yaml
from schemas.bilingual import Refusal, Text
from schemas.code_list import CodeList, code_list_names
from schemas.directory import CGCS2000, Agency, Directory, Element, ElementKind, Item, ProviderClasses, Review, Window

HERE = Path(__file__).parent


def load_directory(folder: Path = HERE) -> Directory:
    """Read the directory from `folder` (avro/, items/, agencies.yaml, reference/).

    Raises:
        Refusal: a file is missing, malformed or contradicts another; names the file and what to do.
    """
    return _load(folder)


@cache
def _load(folder: Path) -> Directory:
    agencies = {a["agency"]: _parse(Agency, a, folder / "agencies.yaml") for a in _yaml(folder / "agencies.yaml")}
    items = {}
    for path in sorted((folder / "items").glob("*.yaml")):
        item = _item(path, folder / "avro" / f"{path.stem}.avsc")
        named = {agency for r in item.responsibilities for agency in (r.agency, r.entrusted_by) if agency is not None}
        missing = sorted(named - set(agencies))
        if missing:
            raise Refusal(
                f"{path.name}: responsible agencies are not in agencies.yaml: {', '.join(missing)}. Add them there.",
                f"{path.name}:责任部门不在 agencies.yaml 中:{', '.join(missing)}。请先登记。",
            )
        items[item.item] = item
    windows = _rows(Window, folder / "reference" / "windows.yaml")
    reviews = _rows(Review, folder / "reference" / "reviews.yaml")
    classes = folder / "provider_classes.yaml"
    return Directory(
        items=items,
        agencies=agencies,
        windows=windows,
        reviews=reviews,
        provider_classes=_parse(ProviderClasses, _yaml(classes), classes),
    )


def _item(path: Path, avsc: Path) -> Item:
    if not avsc.exists():
        raise Refusal(
            f"{path.name} has no Avro schema beside it: write avro/{avsc.name}.",
            f"{path.name} 缺少对应的 Avro 模式:请编写 avro/{avsc.name}。",
        )
    record = _json(avsc)
    elements = [element_of(field, avsc.name) for field in record["fields"]]
    envelope = {f["name"] for name in ("envelope", "appended") for f in read_avsc(name, avsc.parent.parent)["fields"]} | {
        "after", "topic_partition", "kafka_offset", "deleted",
    }  # fmt: skip
    clash = sorted(envelope & {e.name for e in elements})
    if clash:
        raise Refusal(
            f"{avsc.name}: elements named like fields of the envelope or its table: {', '.join(clash)}. Rename them.",
            f"{avsc.name}:数据元与信封或表的字段重名:{', '.join(clash)}。请改名。",
        )
    about = Text(record.get("doc", ""), record.get("doc_zh", ""))
    data = {**_yaml(path), "abstract": about, "elements": elements, "avro_name": record["name"]}
    item: Item = _parse(Item, data, path)
    unknown = sorted(set(item.identity_types) - set(_identity_types()))
    if unknown:
        raise Refusal(
            f"{path.name}: unknown identity types: {', '.join(unknown)}. Known: {', '.join(_identity_types())}.",
            f"{path.name}:未知的身份标识类型:{', '.join(unknown)}。已有:{', '.join(_identity_types())}。",
        )
    if item.item != path.stem:
        raise Refusal(
            f"{path.name} says it is the item {item.item!r}: file name and item code must be equal.",
            f"{path.name} 内的信息项代码为 {item.item!r},应与文件名一致。",
        )
    return item


def read_avsc(name: str, folder: Path = HERE) -> dict[str, Any]:
    """The Avro schema `avro/<name>.avsc` as written."""
    return _json(folder / "avro" / f"{name}.avsc")


_NAME = re.compile("[a-z][a-z0-9_]{0,62}")

_RESERVED = frozenset(
    """all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
    column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
    current_timestamp current_user date datetime default deferrable desc distinct do else end except false fetch for
    foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading
    left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing
    primary references returning right select session_user similar some symmetric system_user table tablesample then to
    trailing true union unique user using variadic verbose when where window with""".split()
)
"""Words PostgreSQL takes for a column only in quotes, and the two the generated models use for themselves."""

_KINDS = {
    ("string", None): ElementKind.STRING,
    ("boolean", None): ElementKind.BOOLEAN,
    ("int", None): ElementKind.INTEGER,
    ("long", None): ElementKind.LONG,
    ("double", None): ElementKind.DOUBLE,
    ("int", "date"): ElementKind.DATE,
    ("long", "timestamp-millis"): ElementKind.INSTANT,
    ("bytes", "decimal"): ElementKind.DECIMAL,
}


def element_of(field: Mapping[str, Any], file_name: str) -> Element:
    """The element an Avro field describes. Every element is nullable: completeness is demanded by the item file."""
    union = field["type"]
    inner = union[1] if isinstance(union, list) and len(union) == 2 and union[0] == "null" else None  # noqa: PLR2004
    base: dict[str, Any] = inner if isinstance(inner, dict) else {"type": inner}
    kind = _KINDS.get((str(base["type"]), base.get("logicalType")))
    no_scale = kind is ElementKind.DECIMAL and not {"precision", "scale"} <= base.keys()
    if kind is None or no_scale or not field.get("doc") or not field.get("doc_zh"):
        raise Refusal(
            f"{file_name}: element {field['name']!r} must have the type [null, T] with T one of string, boolean, int, "
            "long, double, date, timestamp-millis, decimal (with precision and scale), and both doc and doc_zh.",
            f"{file_name}:数据元 {field['name']!r} 的类型应为 [null, T](decimal 须注明 precision 与 scale),"
            "且必须有 doc 与 doc_zh。",
        )
    _check_words(field, file_name)
    annotations = {
        key: field[key]
        for key in (
            "standard",
            "identifier",
            "code_list",
            "pattern",
            "minimum",
            "maximum",
            "max_length",
            "crs",
            "sensitive",
        )
        if key in field
    }
    return Element(
        name=field["name"],
        kind=kind,
        precision=base.get("precision"),
        scale=base.get("scale"),
        doc=Text(field["doc"], field["doc_zh"]),
        **annotations,
    )


def _check_words(field: Mapping[str, Any], file_name: str) -> None:
    """An element's name is a column and a Python name as it stands; what its annotations name exists."""
    name = field["name"]
    if not _NAME.fullmatch(name) or name in _RESERVED or iskeyword(name):
        raise Refusal(
            f"{file_name}: an element cannot be named {name!r}: use at most 63 small letters, digits and underscores, "
            "and no reserved word of SQL or Python.",
            f"{file_name}:数据元不能命名为 {name!r}:只用小写字母、数字与下划线,至多 63 个,且不得为 SQL 或 Python 保留字。",
        )
    known_words = {"code_list": code_list_names(), "identifier": _identity_types(), "crs": CGCS2000}
    for annotation, known in known_words.items():
        named = field.get(annotation)
        if named is not None and named not in known:
            raise Refusal(
                f"{file_name}: element {name!r} names the {annotation} {named!r}, which is not known. Known: {', '.join(known)}.",
                f"{file_name}:数据元 {name!r} 的 {annotation} {named!r} 不可用。可用:{', '.join(known)}。",
            )
    try:
        re.compile(field.get("pattern", ""))
    except re.error as error:
        raise Refusal(
            f"{file_name}: the pattern of element {name!r} is no regular expression: {error}.",
            f"{file_name}:数据元 {name!r} 的 pattern 不是正则表达式:{error}。",
        ) from error


@cache
def _identity_types() -> tuple[str, ...]:
    return tuple(CodeList.load("identity_type").entries)


def _json(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refusal(f"{path.name} cannot be read: {error}", f"无法读取 {path.name}:{error}") from error
    return content


def _rows(model: type[Any], path: Path) -> tuple[Any, ...]:
    return tuple(_parse(model, row, path) for row in _yaml(path))


def _yaml(path: Path) -> Any:
    try:
        return strict_yaml.parse(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise Refusal(f"{path.name} cannot be read: {error}", f"无法读取 {path.name}:{error}") from error


def _parse(model: type[Any], data: Mapping[str, Any], path: Path) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Refusal(f"{path.name}: {where}: {first['msg']}", f"{path.name}:{where}:{first['msg']}") from error
