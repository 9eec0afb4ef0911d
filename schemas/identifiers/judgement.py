"""One identity number, normalised and judged (Articles 15, 20(2), 22; GB 11643, GB 11714, GB 32100, GS 15).

Every function is total: any string of any size gets a judgement, none raises.
"""

import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from operator import mul
from string import ascii_uppercase, digits
from typing import NamedTuple

from stdnum.iso7064 import mod_11_2, mod_11_10

from schemas.code_list import CodeList
from schemas.identifiers.forms import FORMS, USCC_ALPHABET, Form
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity

EARLIEST_BIRTH_YEAR = 1850
"""Resident numbers exist since 1984, and nobody born before this year lived then."""

PERMIT_ADDRESSES = ("810000", "820000", "830000")
"""Address part of residence permits: Hong Kong, Macao, Taiwan (国办发〔2018〕81号)."""

NATIONAL_AUTHORITY = "100000"
"""Region of a unified code that was given by a national authority."""

USCC_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
SUBJECT_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

_BASE_36 = {c: int(c, 36) for c in digits + ascii_uppercase}
_USCC_VALUES = {c: value for value, c in enumerate(USCC_ALPHABET)}

KEYED_BY_NUMBER = ("RESIDENT_ID", "USCC")
"""Identity types whose numbers are keys without their type."""

_LONGEST_WRITTEN = 256
"""No identifier is written with more characters, spaces included; longer text is not looked into."""

_INVISIBLE = frozenset(
    chr(c)
    for first, last in (
        (0xAD, 0xAD), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF)
    )
    for c in range(first, last + 1)
)  # fmt: skip
_CAPITALS = {c: c - 32 for c in range(ord("a"), ord("z") + 1)}
_SMALL = {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}


class IdFinding(NamedTuple):
    """One thing to say about a number: rule code and how much it weighs. Never the value."""

    rule: str
    severity: Severity


class Judgement(NamedTuple):
    """What became of a number.

    `normalised` is the form to key by; None when there is no usable key (some finding then has severity BLOCK).
    """

    normalised: str | None
    findings: tuple[IdFinding, ...]

    @property
    def severity(self) -> Severity:
        """The worst of the findings; ACCEPT if there is none."""
        return max((f.severity for f in self.findings), default=Severity.ACCEPT)


def judge(identity_type: str, value: str, *, on: date) -> Judgement:
    """Normalise and judge a number as a person or a provider's system wrote it.

    Args:
        identity_type: a code of the list `identity_type`; never guessed from the number.
        value: the number as written.
        on: day of reference: no one is born after it.
    """
    form = FORMS.get(identity_type)
    if form is None:
        return _judgement(None, ("ID-TYPE-UNKNOWN",))
    if len(value) > _LONGEST_WRITTEN:
        return _judgement(None, ("ID-LENGTH",))
    cleaned = _clean(value, form)
    misshapen = _misshapen(cleaned, form)
    if misshapen:
        return _judgement(None, misshapen)
    return _judgement(*_READERS[identity_type](cleaned, on))


def normal_form(identity_type: str, value: str, *, on: date) -> str | None:
    """`judge(...).normalised`, without judging a number that is in normal form already."""
    form = FORMS.get(identity_type)
    if form is not None and form.normal is not None and form.normal.fullmatch(value):
        return value
    return judge(identity_type, value, on=on).normalised


def findings_of_normalised(identity_type: str, value: str, *, on: date) -> tuple[IdFinding, ...]:
    """Judge a number that should already be in its normal form, as in an event.

    The findings of `judge`; if the number was not in normal form, ID-NOT-NORMALISED comes first.
    """
    judgement = judge(identity_type, value, on=on)
    if judgement.normalised in (value, None):
        return judgement.findings
    return (*_findings(("ID-NOT-NORMALISED",)), *judgement.findings)


def key(identity_type: str, number: str) -> bytes:
    """The Kafka key of an identity: the bare number for RESIDENT_ID and USCC, else `<type>:<number>`."""
    text = number if identity_type in KEYED_BY_NUMBER else f"{identity_type}:{number}"
    return text.encode("utf-8", "surrogatepass")


def region_is_known(identity_type: str, region: str) -> bool:
    """Whether the six-digit division inside a number was in force at any time, as far as the list can tell."""
    if identity_type == "USCC" and region == NATIONAL_AUTHORITY:
        return True
    return CodeList.load("administrative_division").ever_contains(region)


def province_is_known(province: str) -> bool:
    """Whether two digits are those of a province."""
    return f"{province}0000" in CodeList.load("administrative_division").entries


def category_is_known(category: str) -> bool:
    """Whether the first two characters of a unified code are a listed pair of department and category."""
    return CodeList.load("uscc_category").ever_contains(category)


def country_is_known(country: str) -> bool:
    """Whether a country code was in force at any time."""
    return CodeList.load("country").ever_contains(country)


def _judgement(normalised: str | None, rules: tuple[str, ...]) -> Judgement:
    return Judgement(normalised, _findings(rules))


def _findings(rules: tuple[str, ...]) -> tuple[IdFinding, ...]:
    catalogue = rule_catalogue()
    return tuple(IdFinding(rule, catalogue[rule].severity) for rule in rules)


def _clean(value: str, form: Form) -> str:
    """NFKC, nothing invisible, one case; only ASCII letters change case, so no look-alike becomes one of them."""
    if value.isascii() and value.isalnum():  # as nearly all are: the same, faster
        return value.upper() if form.capitals else value.lower()
    composed = unicodedata.normalize("NFKC", value)
    visible = "".join(c for c in composed if not c.isspace() and c not in _INVISIBLE)
    if not form.hyphen:
        visible = visible.replace("-", "")
    return visible.translate(_CAPITALS if form.capitals else _SMALL)


def _misshapen(cleaned: str, form: Form) -> tuple[str, ...]:
    wrong = []
    if not form.alphabet.issuperset(cleaned):
        wrong.append("ID-CHARSET")
    if len(cleaned) not in form.lengths:
        wrong.append("ID-LENGTH")
    if not wrong and not form.structure.fullmatch(cleaned):
        wrong.append("ID-STRUCTURE")
    return tuple(wrong)


_Reader = Callable[[str, date], tuple[str, tuple[str, ...]]]


def _resident(number: str, on: date) -> tuple[str, tuple[str, ...]]:
    converted: tuple[str, ...] = ()
    if len(number) == 15:  # noqa: PLR2004 - GB 11643-1989
        if 996 <= int(number[12:]) <= 999:  # noqa: PLR2004 - reserved for people born in the 19th century
            return number, ("ID-SPECIAL-15",)
        body = f"{number[:6]}19{number[6:]}"
        number = body + mod_11_2.calc_check_digit(body)
        converted = ("ID-CONVERTED-15",)
    if number[:2] in ("81", "82", "83"):
        place: tuple[str, ...] = ("ID-TYPE-MISMATCH",)
    elif not province_is_known(number[:2]):
        place = ("ID-PROVINCE",)
    elif not region_is_known("RESIDENT_ID", number[:6]):
        place = ("ID-REGION-UNKNOWN",)
    else:
        place = ()
    return number, (*converted, *place, *_birth_and_check(number, on))


def _permit(number: str, on: date) -> tuple[str, tuple[str, ...]]:
    mismatch = () if number[:6] in PERMIT_ADDRESSES else ("ID-TYPE-MISMATCH",)
    return number, (*mismatch, *_birth_and_check(number, on))


def _foreigner(number: str, on: date) -> tuple[str, tuple[str, ...]]:
    if number[0].isalpha():
        unknown = () if country_is_known(number[:3]) else ("ID-COUNTRY-UNKNOWN",)
        return number, (*unknown, "ID-NO-CHECK")
    mismatch = () if number[0] == "9" else ("ID-TYPE-MISMATCH",)
    return number, (*mismatch, *_birth_and_check(number, on))


def _hm_permit(number: str, on: date) -> tuple[str, tuple[str, ...]]:
    return number[:9], ()


def _tw_permit(number: str, on: date) -> tuple[str, tuple[str, ...]]:
    lifetime = number[:8]
    return lifetime, (() if number == lifetime else ("ID-PRE-2008-FORM",))


def _passport(number: str, on: date) -> tuple[str, tuple[str, ...]]:
    return number, (() if country_is_known(number[:3]) else ("ID-COUNTRY-UNKNOWN",))


def _unified_code(number: str, on: date) -> tuple[str, tuple[str, ...]]:
    rules = []
    if not category_is_known(number[:2]):
        rules.append("ID-CATEGORY-UNKNOWN")
    if not region_is_known("USCC", number[2:8]):
        rules.append("ID-REGION-UNKNOWN")
    subject = 11 - sum(map(mul, map(_BASE_36.__getitem__, number[8:16]), SUBJECT_WEIGHTS)) % 11
    if number[16] != {10: "X", 11: "0"}.get(subject, str(subject)):
        rules.append("ID-SUBJECT-CHECK")
    remainder = sum(map(mul, map(_USCC_VALUES.__getitem__, number[:17]), USCC_WEIGHTS)) % 31
    if number[17] != USCC_ALPHABET[-remainder % 31]:
        miscalculated = number[17] == USCC_ALPHABET[remainder]
        rules.append("ID-CHECK-KNOWN-MISCALCULATION" if miscalculated else "ID-CHECK")
    return number, tuple(rules)


def _unchecked(number: str, on: date) -> tuple[str, tuple[str, ...]]:
    return number, ()


def _licence(number: str, on: date) -> tuple[str, tuple[str, ...]]:
    if len(number) == 13:  # noqa: PLR2004 - the form before GS 15-2006
        return number, ("ID-LEGACY-13",)
    if number[6] == "N":
        return number, ("ID-NO-CHECK",)
    return number, (() if mod_11_10.is_valid(number) else ("ID-CHECK",))


def _birth_and_check(number: str, on: date) -> tuple[str, ...]:
    rules = []
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    if year < EARLIEST_BIRTH_YEAR or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:  # noqa: PLR2004
        rules.append("ID-BIRTH-DATE")
    elif (year, month, day) > (on.year, on.month, on.day):
        rules.append("ID-BIRTH-FUTURE")
    if mod_11_2.calc_check_digit(number[:17]) != number[17]:
        rules.append("ID-CHECK")
    return tuple(rules)


_READERS: Mapping[str, _Reader] = {
    "RESIDENT_ID": _resident,
    "HMT_RESIDENCE_PERMIT": _permit,
    "FOREIGN_PR_CARD": _foreigner,
    "HM_TRAVEL_PERMIT": _hm_permit,
    "TW_TRAVEL_PERMIT": _tw_permit,
    "PASSPORT": _passport,
    "USCC": _unified_code,
    "OBJECT": _unchecked,
    "AGENCY": _unchecked,
    "OTHER_DOC": _unchecked,
    "BIZ_LICENCE": _licence,
}
