"""The rules of an item as one would write them by hand for one record at a time. Standard library only.

Peers in Python that have no rules of their own judge by these: in an environment of their own, none of our libraries is
at hand. They are written to be fast, and know what our own rules know of the item as data (`Contract`).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple, TypedDict

HEADER_BYTES = 5

_BEIJING = timedelta(hours=8)
_SKEW = timedelta(minutes=5)
_FIRST_DAY = date(1900, 1, 1)
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_RESIDENT = re.compile("[1-9][0-9]{16}[0-9X]")
_USCC = re.compile("[0-9A-HJ-NP-RT-UWXY]{2}[0-9]{6}[0-9A-HJ-NP-RT-UWXY]{10}")
_USCC_ALPHABET = {c: n for n, c in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECK = "10X98765432"
_KEYED_BY_NUMBER = ("RESIDENT_ID", "USCC")
_ENVELOPE_TEXTS = (
    "event_id", "provider", "item", "submission_id", "origin_ref", "origin_platform",
    "identity_type", "identity_number", "record_id", "reason", "review_ref",
)  # fmt: skip
_WITH_RECORD = ("CREATE", "UPDATE", "REKEY", "MERGE", "SPLIT")
_RELATING = ("REKEY", "MERGE", "SPLIT")
_LONGEST_RECORD_ID = 200


class ElementRules(TypedDict):
    """What is demanded of one element; `refuses` says whether breaking it refuses the event or only flags it."""

    name: str
    is_text: bool
    required: bool
    refuses: bool
    codes: list[str] | None
    pattern: str | None
    max_length: int | None
    minimum: float | None
    maximum: float | None
    digits_before_point: int | None
    is_uscc: bool


class Due(TypedDict):
    """What the validator appends for a day of change: dates as text or null."""

    due_on: str | None
    due_on_adjusted: str | None
    provisional: bool
    item_version: int


class Contract(TypedDict):
    """Everything a validator has to know of an item, as JSON."""

    item: str
    shared_header: str
    inbound_header: str
    rules_version: str
    providers: list[str]
    identity_types: list[str]
    reviews: list[str]
    name_is_demanded: bool
    elements: list[ElementRules]
    due: dict[str, Due]


class Judged(NamedTuple):
    """The rules for which an event is refused, and those with which it is accepted."""

    refused: Sequence[str]
    flags: Sequence[str]


class RecordRules:
    """Judges one decoded event at a time."""

    def __init__(self, contract: Contract) -> None:
        self._item = contract["item"]
        self._providers = frozenset(contract["providers"])
        self._identity_types = frozenset(contract["identity_types"])
        self._reviews = frozenset(contract["reviews"])
        self._name_is_demanded = contract["name_is_demanded"]
        elements = contract["elements"]
        self._texts = [e["name"] for e in elements if e["is_text"]]
        self._required = [(e["name"], e["refuses"]) for e in elements if e["required"]]
        self._codes = [(e["name"], e["refuses"], frozenset(e["codes"])) for e in elements if e["codes"] is not None]
        self._patterns = [(e["name"], e["refuses"], re.compile(e["pattern"])) for e in elements if e["pattern"]]
        self._lengths = [(e["name"], e["refuses"], e["max_length"]) for e in elements if e["max_length"] is not None]
        self._bounds = [
            (e["name"], e["refuses"], e["minimum"], e["maximum"])
            for e in elements
            if e["minimum"] is not None and e["maximum"] is not None
        ]
        self._decimals = [
            (e["name"], Decimal(10) ** e["digits_before_point"])
            for e in elements
            if e["digits_before_point"] is not None
        ]
        self._uscc = [(e["name"], e["refuses"]) for e in elements if e["is_uscc"]]

    def judge(self, event: Mapping[str, Any], key: bytes | None, received_at: datetime) -> Judged:
        """Hold an event against every rule.

        Args:
            event: decoded, logical types included.
            key: the Kafka key.
            received_at: when the broker appended it, in UTC.
        """
        refused = self._envelope(event, key, received_at)
        flags: list[str] = []
        after = event["after"]
        if after is not None:
            self._after(after, refused, flags)
            if event["identity_type"] == "RESIDENT_ID":
                _hold_against_number(after, event["identity_number"], refused)
        return Judged(refused, flags)

    def _envelope(self, event: Mapping[str, Any], key: bytes | None, received_at: datetime) -> list[str]:
        broken = []
        kind, number, operation, after = (
            event["identity_type"],
            event["identity_number"],
            event["operation"],
            event["after"],
        )
        if key != (number if kind in _KEYED_BY_NUMBER else f"{kind}:{number}").encode():
            broken.append("CONF-KEY")
        if event["item"] != self._item:
            broken.append("OWN-ITEM")
        if event["provider"] not in self._providers:
            broken.append("OWN-RESPONSIBILITY")
        if event["seq"] < 1:
            broken.append("CONF-SEQ")
        if event["record_version"] < 1:
            broken.append("CONF-VERSION")
        if not _UUID.fullmatch(event["event_id"]):
            broken.append("CONF-EVENT-ID")
        if len(event["record_id"]) > _LONGEST_RECORD_ID:
            broken.append("CONF-RECORD-ID")
        if kind not in self._identity_types:
            broken.append("CONF-IDENTITY-TYPE")
        if event["review_ref"] not in self._reviews:
            broken.append("CONF-REVIEW")
        if operation in _RELATING and not event["related"]:
            broken.append("CONF-RELATED")
        if operation in _WITH_RECORD and after is None:
            broken.append("CONF-AFTER-MISSING")
        if operation == "DELETE":
            if after is not None:
                broken.append("CONF-AFTER-UNEXPECTED")
            if event["reason"] is None:
                broken.append("CONF-REASON")
        changed, recorded = event["changed_on"], event["recorded_at"]
        today = (received_at + _BEIJING).date()
        if changed > today:
            broken.append("TIME-CHANGED-FUTURE")
        if changed < _FIRST_DAY:
            broken.append("TIME-CHANGED-BEFORE-1900")
        if changed > (recorded + _BEIJING).date():
            broken.append("TIME-CHANGED-AFTER-RECORDED")
        if recorded > received_at + _SKEW:
            broken.append("TIME-RECORDED-FUTURE")
        if any("\0" in event[name] for name in _ENVELOPE_TEXTS if event[name] is not None):
            broken.append("CONF-NUL")
        if kind == "RESIDENT_ID":
            broken += _resident_breaks(number, today)
        elif kind == "USCC" and not _is_uscc(number):
            broken.append("ID-CHECK")
        return broken

    def _after(self, after: Mapping[str, Any], refused: list[str], flags: list[str]) -> None:
        for name in self._texts:
            value = after[name]
            if value is not None and "\0" in value:
                refused.append("CONF-NUL")
        for name, refuses in self._required:
            if after[name] in (None, ""):
                (refused if refuses else flags).append("CONF-REQUIRED")
        for name, refuses, codes in self._codes:
            value = after[name]
            if value is not None and value not in codes:
                (refused if refuses else flags).append("CONF-CODE")
        for name, refuses, pattern in self._patterns:
            value = after[name]
            if value is not None and not pattern.fullmatch(value):
                (refused if refuses else flags).append("CONF-PATTERN")
        for name, refuses, longest in self._lengths:
            value = after[name]
            if value is not None and len(value) > longest:
                (refused if refuses else flags).append("CONF-LENGTH")
        for name, refuses, low, high in self._bounds:
            value = after[name]
            if value is not None and not low <= value <= high:
                (refused if refuses else flags).append("CONF-BOUNDS")
        for name, end in self._decimals:
            value = after[name]
            if value is not None and abs(value) >= end:
                refused.append("CONF-DECIMAL-RANGE")
        for name, refuses in self._uscc:
            value = after[name]
            if value is not None and not _is_uscc(value):
                (refused if refuses else flags).append("ID-CHECK")
        if self._name_is_demanded and after["name"] in (None, ""):
            refused.append("CONF-NAME")


def _resident_breaks(number: str, today: date) -> list[str]:
    """GB 11643-1999: form, day of birth, and the check digit by MOD 11-2."""
    if not _RESIDENT.fullmatch(number):
        return ["ID-STRUCTURE"]
    broken = []
    born = _born_on(number)
    if born is None:
        broken.append("ID-BIRTH-DATE")
    elif born > today:
        broken.append("ID-BIRTH-FUTURE")
    if _RESIDENT_CHECK[sum(int(d) * w for d, w in zip(number, _RESIDENT_WEIGHTS, strict=False)) % 11] != number[17]:
        broken.append("ID-CHECK")
    return broken


def _born_on(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _hold_against_number(after: Mapping[str, Any], number: str, refused: list[str]) -> None:
    """What a resident number says of its holder."""
    if not _RESIDENT.fullmatch(number):
        return
    birth, born = after.get("birth_on"), _born_on(number)
    if birth is not None and born is not None and birth != born:
        refused.append("CONF-BIRTH-CONTRADICTS")
    if after.get("sex_code") == ("2" if int(number[16]) % 2 else "1"):
        refused.append("CONF-SEX-CONTRADICTS")


def _is_uscc(code: str) -> bool:
    """GB 32100-2015: form, and the check character by MOD 31."""
    if not _USCC.fullmatch(code):
        return False
    total = sum(_USCC_ALPHABET[c] * w for c, w in zip(code, _USCC_WEIGHTS, strict=False))
    return _USCC_ALPHABET[code[17]] == -total % 31


def appended(
    contract: Contract, event: Mapping[str, Any], received_at: datetime, flags: Sequence[str]
) -> dict[str, Any]:
    """What a validator puts behind an accepted event."""
    due = contract["due"][event["changed_on"].isoformat()]
    return {
        "received_at": received_at,
        "due_on": _day(due["due_on"]),
        "due_on_adjusted": _day(due["due_on_adjusted"]),
        "provisional": due["provisional"],
        "item_version": due["item_version"],
        "approval": None,
        "rules_version": contract["rules_version"],
        "flags": sorted(set(flags)),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def instant(milliseconds: float) -> datetime:
    """An instant in UTC of milliseconds since 1970."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def unreadable(value: bytes | None, contract: Contract) -> str | None:
    """The rule by which bytes are not even decoded, or None."""
    if value is None:
        return "CONF-NULL-VALUE"
    if len(value) <= HEADER_BYTES or value[0] != 0:
        return "CONF-FRAME"
    if value[:HEADER_BYTES].hex() != contract["inbound_header"]:
        return "CONF-SCHEMA-ID"
    return None
