"""The sharing directory as data: items, their versions, elements, agencies, responsibilities (Articles 8-11, 18).

An item is two files: `avro/<item>.avsc` says what a value is, `items/<item>.yaml` what is demanded of it.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.bilingual import Contradiction, Refusal, Text
from schemas.severity import Severity

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
