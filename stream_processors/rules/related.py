"""What an event may say about other identities: who else a fact concerns, and how one number follows another.

A fact of two parties names the other one (rules h). A REKEY, MERGE or SPLIT names the numbers it is about, and a new
subject the one it succeeds; what is said with another operation, or about no possible number, is refused.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from schemas.identifiers import normal_form
from stream_processors.rules.checks import (
    ATTEST,
    CREATE,
    DELETE,
    MERGE,
    OPERATIONS,
    REKEY,
    SPLIT,
    UPDATE,
)

ROLES = ("OTHER_PARTY", "PREVIOUS", "MERGED_FROM", "SPLIT_TO")
"""In wire order."""
OTHER_PARTY, PREVIOUS, MERGED_FROM, SPLIT_TO = range(len(ROLES))

_MOST = 100
"""Other identities one event may name: far more than any fact has parties."""

_DEMANDED = {
    CREATE: (PREVIOUS, 0, _MOST),
    UPDATE: (PREVIOUS, 0, _MOST),
    DELETE: (PREVIOUS, 0, 0),
    REKEY: (PREVIOUS, 1, 1),
    MERGE: (MERGED_FROM, 1, _MOST),
    SPLIT: (SPLIT_TO, 1, _MOST),
    ATTEST: (PREVIOUS, 0, 0),
}
"""Operation to the one role it may name beside other parties, and how many of it at least and at most."""

_LINKING = np.array([least > 0 for _, least, _ in (_DEMANDED[operation] for operation in range(len(OPERATIONS)))])
_ANY_DAY = date(9999, 12, 31)
"""The form of a number does not depend on the day; that it may not be somebody's yet is not asked here."""

Party = Mapping[str, Any]
"""One entry of `related`: role as the index of its symbol, identity_type, identity_number."""


def breaks(operation: int, identity_type: str, identity_number: str, related: Sequence[Party] | None) -> bool:
    """Whether an event says about other identities what its operation does not allow, or leaves out what it demands.

    Args:
        operation: index in `OPERATIONS`.
        identity_type: the event's own.
        identity_number: likewise.
        related: the event's other identities.
    """
    parties = related or ()
    role, least, most = _DEMANDED[operation]
    named = [p for p in parties if p["role"] == role]
    if not least <= len(named) <= most or len(parties) > _MOST:
        return True
    known = {(p["role"], p["identity_type"], p["identity_number"]) for p in parties}
    return len(known) < len(parties) or any(
        p["role"] not in (OTHER_PARTY, role)
        or (p["identity_type"], p["identity_number"]) == (identity_type, identity_number)
        or normal_form(p["identity_type"], p["identity_number"], on=_ANY_DAY) != p["identity_number"]
        for p in parties
    )


def column(events: pl.DataFrame) -> pl.Series:
    """`breaks` of every event of a batch; few name anybody, and only those are looked at."""
    broken = np.zeros(events.height, np.bool_)
    telling = _LINKING[events["operation"].to_numpy()]
    if events["related"].null_count() < events.height:
        telling = telling | events["related"].is_not_null().to_numpy()
    if telling.any():
        at = np.flatnonzero(telling)
        told = events.select("operation", "identity_type", "identity_number", "related")[at]
        broken[at] = [breaks(*row) for row in told.iter_rows()]
    return pl.Series("related", broken)
