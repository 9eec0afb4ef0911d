"""The sharing directory as data: items, their versions, elements, agencies, responsibilities (Articles 8-11, 18).

An item is two files: `avro/<item>.avsc` says what a value is, `items/<item>.yaml` what is demanded of it.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from hashlib import sha256
from keyword import iskeyword
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from schemas import strict_yaml
from schemas.bilingual import Contradiction, Refusal, Text
from schemas.code_list import CodeList, code_list_names
from schemas.severity import Severity

HERE = Path(__file__).parent

DATABASES = {
    "np": "natural_person",
    "lp": "legal_person",
    "nr": "natural_resource",
    "el": "licence",
    "ot": "other",
}
"""Item code prefix to database schema (Article 14(1))."""

BASIC = frozenset({"np", "lp", "nr", "el"})
"""Prefixes of basic information (Articles 10(2), 19(2)); the rest is other information."""

CGCS2000 = ("EPSG:4490", "EPSG:4547", "EPSG:4526")
"""Reference systems of the national datum that coordinates may be declared in: degrees, and the 3-degree zone of 114° E."""

UNSAID = Text("", "")
"""What the announced directory has to say and an item file does not: a finding of the directory rules."""


class Track(StrEnum):
    """Which clock of Article 19 an item version runs on."""

    PROMPT = "PROMPT"
    WORKING_DAYS = "WORKING_DAYS"
    QUARTERLY = "QUARTERLY"


class SharingType(StrEnum):
    """Article 9."""

    UNCONDITIONED = "UNCONDITIONED"
    CONDITIONED = "CONDITIONED"
    NONSHAREABLE = "NONSHAREABLE"


class ElementKind(StrEnum):
    """What an element's value is on the wire, after its logical type."""

    STRING = "string"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    LONG = "long"
    DOUBLE = "double"
    DECIMAL = "decimal"
    DATE = "date"
    INSTANT = "instant"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(_Data):
    """Where an agency is reached: an office, never a person."""

    office: Text
    telephone: str = Field(pattern="[0-9-]{7,20}")


class Agency(_Data):
    """One agency of the registry; `class_` is its provider class (rules h).

    `head` is the post that is primarily responsible (Article 6), `contact` the office for everyday questions
    (Article 17). Who holds the post is for the installation to know.
    """

    agency: str
    name: Text
    class_: str = Field(alias="class")
    level: str
    head: Text
    contact: Contact


class NormRank(StrEnum):
    """Rank of a norm that is cited (Articles 4(1), 10(4)), highest first."""

    LAW = "LAW"
    ADMINISTRATIVE_REGULATION = "ADMINISTRATIVE_REGULATION"
    CENTRAL_POLICY = "CENTRAL_POLICY"
    LOCAL_REGULATION = "LOCAL_REGULATION"
    GOVERNMENT_RULE = "GOVERNMENT_RULE"


class Citation(_Data):
    """The norm by which an item is not shared, or not with everybody; `article` is the place within it."""

    rank: NormRank
    title: Text
    article: str


class Limitation(StrEnum):
    """How a CONDITIONED item is limited (Article 9(3)): to some agencies, or to a part of its content."""

    AUDIENCE = "AUDIENCE"
    CONTENT = "CONTENT"


class Sharing(_Data):
    """Sharing type with what goes with it. Whether that is what Article 10 demands is for the directory rules to say."""

    type: SharingType
    mode: str = ""
    limitation: Limitation | None = None
    bases: Text = UNSAID
    conditions: Text = UNSAID
    citation: Citation | None = None


class Demand(_Data):
    """What an item version demands of one element. `group` is the element group it belongs to in responsibilities."""

    required: bool = False
    severity: Severity = Severity.FLAG
    group: str = "ALL"

    @model_validator(mode="before")
    @classmethod
    def _severity_by_name(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        severity = data.get("severity")
        return {**data, "severity": Severity.named(severity)} if isinstance(severity, str) else data


class ItemVersion(_Data):
    """One version of an item in the directory; the version in force on the change date governs (rules c).

    `open_to_public` is what the national catalogue guide calls the open attribute (开放属性).
    """

    version: int
    submitted_on: date
    compiled_on: date
    announced_on: date
    valid_from_on: date
    sharing: Sharing
    track: Track
    working_days: int | None = None
    method: Text = UNSAID
    scope: Text = UNSAID
    update_frequency: Text = UNSAID
    heard_within_days: int | None = Field(default=None, ge=1)
    """In how many days its providers are expected to be heard, where the update frequency says more than usual."""
    purpose: Text = UNSAID
    open_to_public: bool = False
    territory_element: str | None = None
    """The element that holds the division a record belongs to, where providers divide the item by territory."""
    elements: dict[str, Demand]

    def demand(self, element: str) -> Demand:
        """What this version demands of an element; where it says nothing, the value may be missing and is flagged."""
        return self.elements.get(element, Demand())

    @model_validator(mode="after")
    def _working_days_belong_to_their_track(self) -> Self:
        if (self.track is Track.WORKING_DAYS) != (self.working_days is not None):
            raise ValueError("working_days is given for the track WORKING_DAYS and for no other (Art. 19)")
        return self


Role = Literal["COLLECTOR", "VERIFIER", "PROVIDER"]


class Responsibility(_Data):
    """Who answers for what (Articles 11(3), 18): one row. Where no row names a collector or verifier, the provider is it.

    `subjects` says for which records of the territory, where agencies divide them by something else: each registering
    authority answers for the entities it registers (Article 23(5)).
    """

    element_group: str
    territory: str
    subjects: str | None = None
    role: Role
    agency: str
    entrusted_by: str | None
    valid_from_on: date
    valid_to_on: date | None
    decision: str

    def in_force(self, day: date) -> bool:
        """Whether the row is in force on that day."""
        return self.valid_from_on <= day <= (self.valid_to_on or date.max)


class Element(_Data):
    """One data element of an item, from its Avro schema."""

    name: str
    kind: ElementKind
    precision: int | None = None
    scale: int | None = None
    doc: Text
    standard: str | None = None
    identifier: str | None = None
    code_list: str | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    crs: str | None = None
    sensitive: bool = False


class Item(_Data):
    """One item of the directory with its elements, versions (ascending) and responsibilities.

    `abstract` is what its Avro schema says about the whole record.
    """

    item: str
    name: Text
    abstract: Text
    article: str
    level: str
    identity_types: tuple[str, ...]
    partitions: int
    retention_days: int = Field(ge=45)
    versions: tuple[ItemVersion, ...] = Field(min_length=1)
    responsibilities: tuple[Responsibility, ...]
    related_items: tuple[str, ...] = ()
    elements: tuple[Element, ...]
    avro_name: str

    @property
    def is_basic(self) -> bool:
        """Whether it is basic information, of which Articles 10(2) and 19(2) ask more."""
        return self.item.split("-", 1)[0] in BASIC

    @property
    def database(self) -> str:
        """Database schema its tables live in."""
        return DATABASES[self.item.split("-", 1)[0]]

    @property
    def table(self) -> str:
        """Table name within the database schema; the history table adds `_history`."""
        return self.item.split("-", 1)[1].replace("-", "_")

    @property
    def shared_topic(self) -> str:
        """Topic of the accepted events."""
        return f"shared.{self.item}"

    @property
    def replay_topic(self) -> str:
        """Topic through which the platform replays quarantined events."""
        return f"in.platform.{self.item}"

    @cached_property
    def providers(self) -> tuple[str, ...]:
        """Agencies that provide or provided the item, in order of first mention."""
        return tuple(dict.fromkeys(r.agency for r in self.responsibilities if r.role == "PROVIDER"))

    def answering(self, role: Role, day: date) -> tuple[Responsibility, ...]:
        """Who collects, verifies or provides on that day (Article 11(3)); the provider does what no row gives another."""
        rows = tuple(r for r in self.responsibilities if r.role == role and r.in_force(day))
        return rows if rows or role == "PROVIDER" else self.answering("PROVIDER", day)

    @property
    def announced_on(self) -> date:
        """Day the item entered the sharing directory: no verdict on changes before it (rules d)."""
        return self.versions[0].announced_on

    def version_on(self, day: date) -> ItemVersion:
        """The version in force on `day`; before the first one, the first."""
        in_force = [v for v in self.versions if v.valid_from_on <= day]
        return in_force[-1] if in_force else self.versions[0]

    @model_validator(mode="after")
    def _demands_only_what_it_has(self) -> Self:
        if self.item.split("-", 1)[0] not in DATABASES:
            raise ValueError(f"item code starts with one of {', '.join(DATABASES)}")
        names = {e.name for e in self.elements}
        for version in self.versions:
            unknown = sorted({*version.elements, *filter(None, [version.territory_element])} - names)
            if unknown:
                raise ValueError(
                    f"version {version.version} demands elements the Avro schema lacks: {', '.join(unknown)}"
                )
        if [v.version for v in self.versions] != list(range(1, len(self.versions) + 1)):
            raise ValueError("versions are numbered 1, 2, 3 … in order")
        starts = [v.valid_from_on for v in self.versions]
        if starts != sorted(set(starts)):
            raise ValueError("each version is valid from a later day than the one before")
        return self


class Window(_Data):
    """A declared loading window: proof for BACKFILL and SNAPSHOT (rules d); None is every provider or item.

    It is approved beforehand: `approved_on` is no later than the day it opens.
    """

    window: str = Field(min_length=1)
    provider: str | None = None
    item: str | None = None
    approved_on: date
    opens_on: date
    closes_on: date | None = None
    approved_by: str = Field(min_length=1)
    decision: str = Field(min_length=1)

    @model_validator(mode="after")
    def _opens_after_it_was_approved(self) -> Self:
        if self.closes_on is not None and self.closes_on < self.opens_on:
            raise Contradiction("closes_on", "it is before opens_on", "早于 opens_on")
        if self.opens_on < self.approved_on:
            raise Contradiction("opens_on", "it is before approved_on", "早于 approved_on")
        return self


class Review(_Data):
    """A confidentiality review that allows publishing (Article 20(2)); None is every provider or item."""

    review: str = Field(min_length=1)
    provider: str | None = None
    item: str | None = None
    valid_from_on: date
    valid_to_on: date | None = None
    decision: str = Field(min_length=1)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_to_on is not None and self.valid_to_on < self.valid_from_on:
            raise Contradiction("valid_to_on", "it is before valid_from_on", "早于 valid_from_on")
        return self


class ClassDecision(_Data):
    """A decision of the authority that adds a provider class to an open list (open point O19)."""

    class_: str = Field(alias="class")
    decision: str
    valid_from_on: date


class ProvidingClasses(_Data):
    """The classes an article lets provide; `entrusted_by` names those that do so for an agency of another class."""

    classes: tuple[str, ...]
    open: bool
    extended_by: tuple[ClassDecision, ...] = ()
    entrusted_by: Mapping[str, str] = {}


class ProviderClasses(_Data):
    """Who may provide what (Articles 21, 23, 24). `succeeded_by` tells which class took over another's functions."""

    classes: Mapping[str, Text]
    succeeded_by: Mapping[str, str]
    articles: Mapping[str, ProvidingClasses]


class Directory(_Data):
    """Everything the contract says, as loaded from the files of this package."""

    items: Mapping[str, Item]
    agencies: Mapping[str, Agency]
    windows: tuple[Window, ...]
    reviews: tuple[Review, ...]
    provider_classes: ProviderClasses

    @cached_property
    def version(self) -> str:
        """Hash of all that decides about events, 16 hexadecimal digits: a new telephone number is no new rule."""
        addresses = {"agencies": {agency: {"head", "contact"} for agency in self.agencies}}
        return sha256(self.model_dump_json(by_alias=True, exclude=addresses).encode()).hexdigest()[:16]

    def review_for(self, item: str, provider: str) -> str | None:
        """The review that lets a provider publish an item without naming another one."""
        return next((r.review for r in self.reviews if r.item in (None, item) and r.provider in (None, provider)), None)

    def item(self, code: str) -> Item:
        """The item of that code, or a Refusal that lists the known ones."""
        if code not in self.items:
            known = ", ".join(sorted(self.items))
            raise Refusal(
                f"There is no item {code!r} in the directory. Known items: {known}.",
                f"目录中没有信息项 {code!r}。已有:{known}。",
            )
        return self.items[code]

    def agency(self, code: str) -> Agency:
        """The agency of that code, or a Refusal that lists the known ones."""
        if code not in self.agencies:
            known = ", ".join(sorted(self.agencies))
            raise Refusal(
                f"There is no agency {code!r} in the directory. Known agencies: {known}.",
                f"目录中没有部门 {code!r}。已有:{known}。",
            )
        return self.agencies[code]


def inbound_topic(agency: str, item: str) -> str:
    """Topic on which an agency publishes an item."""
    return f"in.{agency}.{item}"


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
