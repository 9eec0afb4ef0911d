"""Invented values that satisfy their standards: identity numbers with right check digits, texts of a pattern, codes.

For examples, the simulator and tests. None of these numbers is known to belong to anybody; a generated number may exist.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from random import Random

from stdnum.iso7064 import mod_11_2, mod_11_10

from schemas.code_list import CodeList
from schemas.identifiers.forms import USCC_ALPHABET
from schemas.identifiers.judgement import SUBJECT_WEIGHTS, USCC_WEIGHTS

_SEQUENCES = 1000
_PART = re.compile(r"\[(?P<set>[^\]]+)\]|(?P<group>\()|(?P<end>\))|\\(?P<escaped>.)|(?P<plain>[^\\\[\]()?*+{}|^$.])")
_QUANTIFIER = re.compile(r"\?|\{(\d+)(?:,(\d+))?\}")


def identity_number(
    identity_type: str, random: Random, *, territory: str, born_on: date, slot: int = 0, slots: int = 1
) -> str | None:
    """A number of that type in normal form; None for a type this module cannot invent.

    Args:
        identity_type: a code of the list `identity_type`.
        random: where chance comes from.
        territory: division within which the number was given, six digits.
        born_on: the day inside the number, where its type has one.
        slot: which of the callers with the same territory and days this is: no two get the same number.
        slots: how many such callers there are.
    """
    maker = _MAKERS.get(identity_type)
    if maker is None:
        return None
    sequence = random.randrange(slot, _SEQUENCES - slots + 1 + slot, slots)
    return maker(random, random.choice(counties(territory)), born_on, sequence)


@cache
def counties(territory: str) -> tuple[str, ...]:
    """The divisions of county level within a territory that have no last day, or the territory itself."""
    prefix = re.sub("(00)+$", "", territory)
    entries = CodeList.load("administrative_division").entries
    found = tuple(
        code
        for code, rows in entries.items()
        if code.startswith(prefix) and not code.endswith("00") and any(row.valid_to_on is None for row in rows)
    )
    return found or (territory,)


def text_of(pattern: str, random: Random) -> str | None:
    """A text that matches a pattern of sets, groups, alternatives, plain characters and counts; None if there is more in it."""
    try:
        text, rest = _sequence(pattern, random)
    except ValueError:
        return None
    return text if not rest and re.fullmatch(pattern, text) else None


def _sequence(pattern: str, random: Random) -> tuple[str, str]:
    """Text for the pattern up to its end or the closing bracket, and what is left of the pattern."""
    alternatives: list[str] = []
    made: list[str] = []
    while pattern:
        if pattern[0] == "|":
            alternatives.append("".join(made))
            made, pattern = [], pattern[1:]
            continue
        part = _PART.match(pattern)
        if part is None:
            raise ValueError(pattern)
        pattern = pattern[part.end() :]
        if part["end"]:
            break
        whole = pattern
        if part["group"]:
            _, pattern = _sequence(pattern.removeprefix("?:"), random)
        count = _QUANTIFIER.match(pattern)
        low = high = 1
        if count is not None:
            low = 0 if count[1] is None else int(count[1])
            high = 1 if count[1] is None else int(count[2] or low)
            pattern = pattern[count.end() :]
        for _ in range(random.randint(low, high)):
            if part["group"]:
                made.append(_sequence(whole.removeprefix("?:"), random)[0])
            elif part["set"]:
                made.append(random.choice(_characters(part["set"])))
            else:
                made.append(part["plain"] or part["escaped"])
    alternatives.append("".join(made))
    return random.choice(alternatives) if len(alternatives) > 1 else alternatives[0], pattern


@cache
def _characters(described: str) -> str:
    if described.startswith("^") or "\\" in described:
        raise ValueError(described)
    ranged = re.sub("(.)-(.)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), described)
    return ranged


_Maker = Callable[[Random, str, date, int], str]


def _with_birth(head: str, born_on: date, sequence: int) -> str:
    body = f"{head}{born_on:%Y%m%d}{sequence:03}"
    return body + mod_11_2.calc_check_digit(body)


def _unified_code(random: Random, county: str, born_on: date, sequence: int) -> str:
    subject = "".join(random.choices(USCC_ALPHABET, k=8))
    remainder = 11 - sum(int(c, 36) * w for c, w in zip(subject, SUBJECT_WEIGHTS, strict=True)) % 11
    body = f"91{county}{subject}" + {10: "X", 11: "0"}.get(remainder, str(remainder))
    total = sum(USCC_ALPHABET.index(c) * w for c, w in zip(body, USCC_WEIGHTS, strict=True))
    return body + USCC_ALPHABET[-total % 31]


def _licence(random: Random, county: str, born_on: date, sequence: int) -> str:
    body = f"{county}{random.randrange(10**5):05}{sequence:03}"
    check: str = mod_11_10.calc_check_digit(body)
    return body + check


def _digits(random: Random, count: int) -> str:
    return f"{random.randrange(10**count):0{count}}"


_MAKERS: Mapping[str, _Maker] = {
    "RESIDENT_ID": lambda random, county, born_on, sequence: _with_birth(county, born_on, sequence),
    "HMT_RESIDENCE_PERMIT": lambda random, county, born_on, sequence: _with_birth("810000", born_on, sequence),
    "FOREIGN_PR_CARD": lambda random, county, born_on, sequence: _with_birth("944840", born_on, sequence),
    "HM_TRAVEL_PERMIT": lambda random, county, born_on, sequence: f"H{_digits(random, 5)}{sequence:03}",
    "TW_TRAVEL_PERMIT": lambda random, county, born_on, sequence: f"{_digits(random, 5)}{sequence:03}",
    "PASSPORT": lambda random, county, born_on, sequence: f"CHN:E{_digits(random, 5)}{sequence:03}",
    "USCC": _unified_code,
    "BIZ_LICENCE": _licence,
    "OBJECT": lambda random, county, born_on, sequence: f"{county}-{_digits(random, 3)}{sequence:03}",
    "OTHER_DOC": lambda random, county, born_on, sequence: f"ISSUER{county}:{_digits(random, 5)}{sequence:03}",
}
