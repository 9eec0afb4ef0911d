"""The rules about one event, each said once and executed twice: over the columns of a batch, and for a single record.

A check names its finding and states when an event breaks it, as a column expression and as a predicate over the same
flat row. Both are built from the same data; a property test holds them equal. Articles 11(3), 15, 18, 20(2), 22.

A row has the envelope's fields, the elements of the after-image beside them (an element never has an envelope field's
name), and what the broker says of the event (`Arrival` columns). Dates are days since 1970-01-01, instants
milliseconds, enums the index of their symbol.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from schemas.directory import Agency, Element, ElementKind, Item, ItemVersion, Responsibility, Review
from schemas.identifiers.column import key_column
from schemas.identifiers.judgement import KEYED_BY_NUMBER
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity

Row = Mapping[str, Any]

KEY, TOPIC_PROVIDER, PRESENT = "_key", "_topic_provider", "_present"
RECEIVED_MS, RECEIVED_DAY, RECORDED_DAY, SKEW_MS = "_received_ms", "_received_day", "_recorded_day", "_skew_ms"
RELATED_BREAKS = "_related_breaks"
"""Names of the columns beside the event's own."""

EPOCH = date(1970, 1, 1).toordinal()
FIRST_DAY = date(1, 1, 1).toordinal() - EPOCH
LAST_DAY = date(9999, 12, 31).toordinal() - EPOCH
DAY_MS = 86_400_000
BEIJING_OFFSET_MS = 8 * 3_600_000

_FIRST_MS = FIRST_DAY * DAY_MS
_END_MS = (LAST_DAY + 1) * DAY_MS
_DAY_1900 = date(1900, 1, 1).toordinal() - EPOCH
_LONGEST_RECORD_ID = 200
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

OPERATIONS = ("CREATE", "UPDATE", "DELETE", "REKEY", "MERGE", "SPLIT", "ATTEST")
"""In wire order."""
CREATE, UPDATE, DELETE, REKEY, MERGE, SPLIT, ATTEST = range(len(OPERATIONS))
_WITH_RECORD = (CREATE, UPDATE, REKEY, MERGE, SPLIT)

_ENVELOPE_TEXTS = (
    "event_id", "provider", "item", "submission_id", "origin_ref", "origin_platform",
    "identity_type", "identity_number", "record_id", "reason", "review_ref",
)  # fmt: skip
_ENVELOPE_DAYS = ("changed_on", "valid_from_on", "decided_on")


class Finding(NamedTuple):
    """One thing to say about one event: rule, how much it weighs here, and the field it is about."""

    rule: str
    severity: Severity
    path: str


@dataclass(frozen=True)
class Check:
    """One rule about one field: true, or not null and true, where the event breaks it."""

    finding: Finding
    columns: pl.Expr
    one: Callable[[Row], bool]


def _check(rule: str, path: str, columns: pl.Expr, one: Callable[[Row], bool]) -> Check:
    return Check(Finding(rule, rule_catalogue()[rule].severity, path), columns, one)


@dataclass(frozen=True)
class Providing:
    """Who may say what about an item: responsibilities, reviews, and the classes of the agencies."""

    responsibilities: Sequence[Responsibility]
    reviews: Sequence[Review]
    agencies: Mapping[str, Agency]


def envelope_checks(item: Item, providing: Providing) -> list[Check]:
    """Rules about the envelope of an item's events, and about who sends them."""
    operation = pl.col("operation")
    present = pl.col(PRESENT)
    return [
        _check(
            "CONF-KEY",
            "identity_number",
            pl.col(KEY).ne_missing(key_column(pl.col("identity_type"), pl.col("identity_number"))),
            _has_another_key,
        ),
        _check(
            "OWN-PROVIDER",
            "provider",
            pl.col("provider") != pl.col(TOPIC_PROVIDER),
            lambda e: e[TOPIC_PROVIDER] is not None and e["provider"] != e[TOPIC_PROVIDER],
        ),
        _check("OWN-ITEM", "item", pl.col("item") != item.item, lambda e: e["item"] != item.item),
        _responsible(providing.responsibilities),
        _reviewed(providing.reviews),
        _check("CONF-SEQ", "seq", pl.col("seq") < 1, lambda e: e["seq"] < 1),
        _check("CONF-VERSION", "record_version", pl.col("record_version") < 1, lambda e: e["record_version"] < 1),
        _check(
            "CONF-EVENT-ID",
            "event_id",
            ~pl.col("event_id").str.contains(f"^{_UUID}$"),
            lambda e: not re.fullmatch(_UUID, e["event_id"]),
        ),
        _check(
            "CONF-RECORD-ID",
            "record_id",
            pl.col("record_id").str.len_chars() > _LONGEST_RECORD_ID,
            lambda e: len(e["record_id"]) > _LONGEST_RECORD_ID,
        ),
        _check("CONF-RELATED", "related", pl.col(RELATED_BREAKS), lambda e: bool(e[RELATED_BREAKS])),
        _check(
            "CONF-AFTER-MISSING",
            "after",
            operation.is_in(_WITH_RECORD) & ~present,
            lambda e: e["operation"] in _WITH_RECORD and not e[PRESENT],
        ),
        _check(
            "CONF-AFTER-UNEXPECTED",
            "after",
            (operation == DELETE) & present,
            lambda e: e["operation"] == DELETE and e[PRESENT],
        ),
        _check(
            "CONF-REASON",
            "reason",
            (operation == DELETE) & pl.col("reason").is_null(),
            lambda e: e["operation"] == DELETE and e["reason"] is None,
        ),
        _check(
            "CONF-ATTEST",
            "operation",
            (operation == ATTEST)
            & (
                (pl.col("identity_type") != "AGENCY")
                | (pl.col("identity_number") != pl.col("provider"))
                | (pl.col("record_version") != pl.col("seq"))
                | present
            ),
            lambda e: (
                e["operation"] == ATTEST
                and (
                    e["identity_type"] != "AGENCY"
                    or e["identity_number"] != e["provider"]
                    or e["record_version"] != e["seq"]
                    or e[PRESENT]
                )
            ),
        ),
        _check(
            "CONF-IDENTITY-TYPE",
            "identity_type",
            (operation != ATTEST) & ~pl.col("identity_type").is_in(item.identity_types),
            lambda e: e["operation"] != ATTEST and e["identity_type"] not in item.identity_types,
        ),
        *_time_checks(),
        *(_nul(name, name) for name in _ENVELOPE_TEXTS),
    ]


def _has_another_key(event: Row) -> bool:
    number = event["identity_number"]
    bare = event["identity_type"] in KEYED_BY_NUMBER
    return bool(event[KEY] != (number if bare else f"{event['identity_type']}:{number}").encode())


def _responsible(responsibilities: Iterable[Responsibility]) -> Check:
    # A change from before the directory is provided by whoever provides the item now.
    until = [
        (r.agency, LAST_DAY if r.valid_to_on is None else day_number(r.valid_to_on))
        for r in responsibilities
        if r.role == "PROVIDER"
    ]
    provider, changed = pl.col("provider"), pl.col("changed_on")
    allowed = pl.any_horizontal(
        [(provider == agency) & (changed <= last) for agency, last in until] or [pl.lit(value=False)]
    )
    return _check(
        "OWN-RESPONSIBILITY",
        "provider",
        ~allowed,
        lambda e: not any(e["provider"] == agency and e["changed_on"] <= last for agency, last in until),
    )


def _sources(responsibilities: Iterable[Responsibility]) -> list[tuple[str, str, str, int]]:
    """Agency, element group, territory and last day of every provider."""
    return [
        (r.agency, r.element_group, r.territory, LAST_DAY if r.valid_to_on is None else day_number(r.valid_to_on))
        for r in responsibilities
        if r.role == "PROVIDER"
    ]


def _any(conditions: Iterable[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal([*conditions, pl.lit(value=False)])


def _of_its_group(name: str, group: str, responsibilities: Iterable[Responsibility]) -> Check:
    """Art. 18: an element has one source; another agency's value for it is refused."""
    allowed = [(agency, last) for agency, of, _, last in _sources(responsibilities) if of in ("ALL", group)]
    provider, changed = pl.col("provider"), pl.col("changed_on")
    return _check(
        "OWN-ELEMENT",
        f"after.{name}",
        pl.col(name).is_not_null() & ~_any((provider == agency) & (changed <= last) for agency, last in allowed),
        lambda e: (
            e[name] is not None
            and not any(e["provider"] == agency and e["changed_on"] <= last for agency, last in allowed)
        ),
    )


_CITY_DIGITS = 4
"""Leading digits of a division code that name the city; the code of the city itself ends with two zeros."""


def _of_its_territory(name: str, responsibilities: Iterable[Responsibility]) -> Check:
    """Art. 18: a territory has one source: whoever is named for the county, else whoever is named for the city."""
    sources = _sources(responsibilities)
    counties = [(agency, territory, last) for agency, _, territory, last in sources if not territory.endswith("00")]
    cities = [
        (agency, territory[:_CITY_DIGITS], last) for agency, _, territory, last in sources if territory.endswith("00")
    ]
    code, provider, changed = pl.col(name), pl.col("provider"), pl.col("changed_on")
    of_county = _any((code == county) & (changed <= last) for _, county, last in counties)
    here = _any((code == county) & (changed <= last) & (provider == agency) for agency, county, last in counties)
    above = _any(code.str.starts_with(city) & (changed <= last) & (provider == agency) for agency, city, last in cities)

    def is_foreign(event: Row) -> bool:
        if event[name] is None:
            return False
        in_force = [
            (a, county) for a, county, last in counties if event[name] == county and event["changed_on"] <= last
        ]
        if in_force:
            return all(event["provider"] != agency for agency, _ in in_force)
        return not any(
            event["provider"] == agency and event[name].startswith(city) and event["changed_on"] <= last
            for agency, city, last in cities
        )

    foreign = code.is_not_null() & ~(here | (above & ~of_county))
    return _check("OWN-TERRITORY", f"after.{name}", foreign, is_foreign)


def _reviewed(reviews: Iterable[Review]) -> Check:
    """Art. 20(2): a confidentiality review, in force when the event arrives, has allowed publishing."""
    periods = [
        (
            r.review,
            r.provider,
            day_number(r.valid_from_on),
            LAST_DAY if r.valid_to_on is None else day_number(r.valid_to_on),
        )
        for r in reviews
    ]
    named, provider, received = pl.col("review_ref"), pl.col("provider"), pl.col(RECEIVED_DAY)

    def valid(review: str, agency: str | None, first: int, last: int) -> pl.Expr:
        in_force = (named == review) & received.is_between(first, last)
        return in_force if agency is None else in_force & (provider == agency)

    allowed = pl.any_horizontal([valid(*period) for period in periods] or [pl.lit(value=False)])
    return _check(
        "CONF-REVIEW",
        "review_ref",
        ~allowed.fill_null(value=False),
        lambda e: (
            not any(
                e["review_ref"] == review and agency in (None, e["provider"]) and first <= e[RECEIVED_DAY] <= last
                for review, agency, first, last in periods
            )
        ),
    )


def _time_checks() -> Iterator[Check]:
    changed, recorded, received = pl.col("changed_on"), pl.col("recorded_at"), pl.col(RECEIVED_MS)
    for name in _ENVELOPE_DAYS:
        yield _days_in_range(name, name)
    yield _instants_in_range("recorded_at", "recorded_at")
    yield _check(
        "TIME-CHANGED-FUTURE",
        "changed_on",
        changed > pl.col(RECEIVED_DAY),
        lambda e: e["changed_on"] > e[RECEIVED_DAY],
    )
    yield _check("TIME-CHANGED-BEFORE-1900", "changed_on", changed < _DAY_1900, lambda e: e["changed_on"] < _DAY_1900)
    yield _check(
        "TIME-CHANGED-AFTER-RECORDED",
        "changed_on",
        changed > pl.col(RECORDED_DAY),
        lambda e: e["changed_on"] > e[RECORDED_DAY],
    )
    yield _check(
        "TIME-RECORDED-FUTURE",
        "recorded_at",
        recorded > received + pl.col(SKEW_MS),
        lambda e: e["recorded_at"] > e[RECEIVED_MS] + e[SKEW_MS],
    )


def element_checks(item: Item, version: ItemVersion, providing: Providing) -> list[Check]:
    """Rules about the elements of an item, as one version of its directory entry demands them."""
    checks: list[Check] = []
    for element in item.elements:
        demand = version.elements.get(element.name)
        checks += _element_checks(
            element, demand.severity if demand else Severity.FLAG, bool(demand and demand.required)
        )
        if demand and demand.group != "ALL":
            checks.append(_of_its_group(element.name, demand.group, providing.responsibilities))
    if version.territory_element:
        checks.append(_of_its_territory(version.territory_element, providing.responsibilities))
    names = {e.name for e in item.elements}
    if item.database == "natural_person":
        if "name" in names and not version.demand("name").required:
            checks.append(_named(providing.agencies))
        if "birth_on" in names:
            checks.append(_born_as_numbered())
        if "sex_code" in names:
            checks.append(_of_the_sex_numbered())
    return checks


def _element_checks(element: Element, severity: Severity, required: bool) -> Iterator[Check]:
    name, column, path = element.name, pl.col(element.name), f"after.{element.name}"
    is_text = element.kind is ElementKind.STRING

    def demanded(rule: str, columns: pl.Expr, one: Callable[[Row], bool]) -> Check:
        return Check(Finding(rule, severity, path), columns, one)

    if required:
        blank = column.is_null() | (column == "") if is_text else column.is_null()
        yield demanded("CONF-REQUIRED", pl.col(PRESENT) & blank, lambda e: e[PRESENT] and e[name] in (None, ""))
    if is_text:
        yield _nul(name, path)
    if element.pattern:
        pattern = re.compile(element.pattern)
        yield demanded(
            "CONF-PATTERN",
            ~column.str.contains(f"^(?:{element.pattern})$"),
            lambda e: e[name] is not None and not pattern.fullmatch(e[name]),
        )
    if element.max_length is not None:
        longest = element.max_length
        yield demanded(
            "CONF-LENGTH", column.str.len_chars() > longest, lambda e: e[name] is not None and len(e[name]) > longest
        )
    if element.kind is ElementKind.DATE:
        yield _days_in_range(name, path)
    if element.kind is ElementKind.INSTANT:
        yield _instants_in_range(name, path)
    if element.kind is ElementKind.DECIMAL:
        assert element.precision is not None
        assert element.scale is not None
        end = float(10 ** (element.precision - element.scale))
        # What no table can store is refused whatever the item version thinks of the element.
        yield _check(
            "CONF-DECIMAL-RANGE",
            path,
            column.cast(pl.Float64).abs() >= end,
            lambda e: e[name] is not None and abs(float(e[name])) >= end,
        )
    low = -math.inf if element.minimum is None else element.minimum
    high = math.inf if element.maximum is None else element.maximum
    if element.kind is ElementKind.DOUBLE or element.minimum is not None or element.maximum is not None:
        number = column.cast(pl.Float64)
        yield demanded(
            "CONF-BOUNDS",
            ~(number.is_finite() & number.is_between(low, high)),
            lambda e: e[name] is not None and not (math.isfinite(float(e[name])) and low <= float(e[name]) <= high),
        )


def _nul(name: str, path: str) -> Check:
    return _check(
        "CONF-NUL",
        path,
        pl.col(name).str.contains("\0", literal=True),
        lambda e: e[name] is not None and "\0" in e[name],
    )


def _days_in_range(name: str, path: str) -> Check:
    return _check(
        "CONF-DATE-RANGE",
        path,
        ~pl.col(name).is_between(FIRST_DAY, LAST_DAY),
        lambda e: e[name] is not None and not FIRST_DAY <= e[name] <= LAST_DAY,
    )


def _instants_in_range(name: str, path: str) -> Check:
    return _check(
        "CONF-INSTANT-RANGE",
        path,
        ~pl.col(name).is_between(_FIRST_MS, _END_MS, closed="left"),
        lambda e: e[name] is not None and not _FIRST_MS <= e[name] < _END_MS,
    )


def _named(agencies: Mapping[str, Agency]) -> Check:
    """Art. 22: every provider but public security gives the name beside type and number."""
    police = [a.agency for a in agencies.values() if a.class_ == "PUBLIC_SECURITY"]
    blank = pl.col("name").is_null() | (pl.col("name") == "")
    return _check(
        "CONF-NAME",
        "after.name",
        pl.col(PRESENT) & blank & ~pl.col("provider").is_in(police),
        lambda e: e[PRESENT] and e["name"] in (None, "") and e["provider"] not in police,
    )


_RESIDENT_LENGTH = 18
_BIRTH = slice(6, 14)
_SEX_DIGIT = 16
_FEMALE, _MALE = "2", "1"


def _born_as_numbered() -> Check:
    number = pl.col("identity_number")
    numbered = number.str.slice(_BIRTH.start, 8).str.to_date("%Y%m%d", strict=False).to_physical()
    return _check(
        "CONF-BIRTH-CONTRADICTS",
        "after.birth_on",
        (pl.col("identity_type") == "RESIDENT_ID")
        & (number.str.len_chars() == _RESIDENT_LENGTH)
        & number.str.contains(r"^[0-9]{17}")
        & (pl.col("birth_on") != numbered),
        _is_born_otherwise,
    )


def _is_born_otherwise(event: Row) -> bool:
    number, birth = event["identity_number"], event["birth_on"]
    if event["identity_type"] != "RESIDENT_ID" or birth is None or not re.fullmatch("[0-9]{17}.", number, re.DOTALL):
        return False
    digits = number[_BIRTH]
    try:
        numbered = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return bool(birth != day_number(numbered))


def _of_the_sex_numbered() -> Check:
    number, sex = pl.col("identity_number"), pl.col("sex_code")
    odd = number.str.slice(_SEX_DIGIT, 1).is_in(["1", "3", "5", "7", "9"])
    return _check(
        "CONF-SEX-CONTRADICTS",
        "after.sex_code",
        (pl.col("identity_type") == "RESIDENT_ID")
        & (number.str.len_chars() == _RESIDENT_LENGTH)
        & number.str.contains(r"^[0-9]{17}")
        & pl.when(odd).then(sex == _FEMALE).otherwise(sex == _MALE),
        lambda e: (
            e["identity_type"] == "RESIDENT_ID"
            and re.fullmatch("[0-9]{17}.", e["identity_number"], re.DOTALL) is not None
            and e["sex_code"] == (_FEMALE if int(e["identity_number"][_SEX_DIGIT]) % 2 else _MALE)
        ),
    )


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH
