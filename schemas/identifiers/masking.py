"""How a number is shown to people: enough to find it again, never enough to use it."""

import re

from schemas.identifiers.forms import FORMS

_SHORTEST_PARTLY_SHOWN = 15
_LONGEST_SHOWN = 40
_DIGITS_OF_A_DISGUISED_NUMBER = 8
_RUN = re.compile("[0-9A-Za-z]+(?:[ .-][0-9A-Za-z]+)*")
_RESIDENT_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_PLAIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def mask(identity_type: str, value: str) -> str:
    """The number for display: of 15 characters or more the first three and the last two, else stars alone.

    Codes of agencies and objects are nobody's secret and are shown, unless they hold so many digits that they may
    be a person's number under the wrong type. Total, and the result is at most 40 characters of printable ASCII.
    """
    if identity_type in ("AGENCY", "OBJECT") and FORMS[identity_type].structure.fullmatch(value):
        if _digits(value) < _DIGITS_OF_A_DISGUISED_NUMBER:
            return value
    if len(value) < _SHORTEST_PARTLY_SHOWN:
        return "*" * len(value)
    shown = min(len(value), _LONGEST_SHOWN)
    return _plain(value[:3]) + "*" * (shown - 5) + _plain(value[-2:])


def mask_numbers(text: str) -> str:
    """A text for display in which every run of letters and digits with eight digits or more is masked."""
    return _RUN.sub(lambda run: mask("", run[0]) if _digits(run[0]) >= _DIGITS_OF_A_DISGUISED_NUMBER else run[0], text)


def holds_resident_number(text: str) -> bool:
    """Whether a text that officers write holds what looks like a resident identity number."""
    return _RESIDENT_NUMBER.search(text) is not None


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _plain(characters: str) -> str:
    return "".join(c if c in _PLAIN else "*" for c in characters)
