"""What each identity type looks like after cleaning: alphabet, lengths, structure. Data only."""

import re
from typing import NamedTuple

DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: digits and capitals without I O S V Z; a character's value is its position."""


class Form(NamedTuple):
    """How a number of one type is written, once cleaned.

    `structure` matches the whole number. `hyphen` and `capitals` say whether cleaning keeps hyphens and writes
    capitals (else small letters). `settled` matches numbers in normal form that no further rule can object to,
    `normal` numbers in normal form that may yet be refused.
    """

    alphabet: frozenset[str]
    lengths: frozenset[int]
    structure: re.Pattern[str]
    settled: str | None = None
    hyphen: bool = False
    capitals: bool = True
    normal: re.Pattern[str] | None = None


def _form(
    alphabet: str,
    lengths: range | tuple[int, ...],
    structure: str,
    *,
    settled: str | None = None,
    hyphen: bool = False,
    capitals: bool = True,
    normal: str | None = None,
) -> Form:
    normal = normal or settled
    compiled = re.compile(normal, re.ASCII) if normal else None
    return Form(frozenset(alphabet), frozenset(lengths), re.compile(structure), settled, hyphen, capitals, compiled)


FORMS = {
    "RESIDENT_ID": _form(DIGITS + "X", (15, 18), "[0-9]{17}[0-9X]|[0-9]{15}", normal="[0-9]{17}[0-9X]"),
    "HMT_RESIDENCE_PERMIT": _form(DIGITS + "X", (18,), "[0-9]{17}[0-9X]"),
    "FOREIGN_PR_CARD": _form(DIGITS + CAPITALS, (15, 18), "[0-9]{17}[0-9X]|[A-Z]{3}[0-9]{12}"),
    "HM_TRAVEL_PERMIT": _form(DIGITS + CAPITALS, (9, 11), "[HM][0-9]{8}(?:[0-9]{2})?", settled="[HM][0-9]{8}"),
    "TW_TRAVEL_PERMIT": _form(
        DIGITS + CAPITALS + "()",
        (8, 10, 13, 14),
        r"[0-9]{8}(?:[0-9]{2}(?:\([A-Z]{1,2}\))?)?",
        settled="[0-9]{8}",
    ),
    "PASSPORT": _form(DIGITS + CAPITALS + ":", range(9, 20), "[A-Z]{3}:[A-Z0-9]{5,15}"),
    "USCC": _form(
        USCC_ALPHABET, (18,), "..[0-9]{6}.{10}", normal=f"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}"
    ),
    "OBJECT": _form(DIGITS + CAPITALS + "-", range(1, 33), "[A-Z0-9-]{1,32}", settled="[A-Z0-9-]{1,32}", hyphen=True),
    "AGENCY": _form(
        DIGITS + CAPITALS.lower() + "-",
        range(2, 41),
        "[a-z0-9-]{2,40}",
        settled="[a-z0-9-]{2,40}",
        hyphen=True,
        capitals=False,
    ),
    "OTHER_DOC": _form(
        DIGITS + CAPITALS + ":",
        range(4, 52),
        "[A-Z0-9]{2,18}:[A-Z0-9]{1,32}",
        settled="[A-Z0-9]{2,18}:[A-Z0-9]{1,32}",
    ),
    "BIZ_LICENCE": _form(DIGITS + CAPITALS, (13, 15), "[0-9]{15}|[0-9]{6}N[AB][0-9]{6}X|[0-9]{13}"),
}
"""By identity type (code list `identity_type`).

OTHER_DOC is ours: issuer code, colon, number. The old FOREIGN_PR_CARD form and BIZ_LICENCE of farmers'
cooperatives carry a check character whose rule is not published.
"""
