"""Whose a record is, where its provider cannot let it go: the decision that releases it (Article 18)."""

from datetime import datetime
from typing import NamedTuple

from consumers.aliases import Identity
from infra.postgres import Cursor, rows
from schemas.bilingual import Refusal
from schemas.directory import Item


class Release(NamedTuple):
    """A decision that a record no longer belongs to its provider, as far as the version that stood then."""

    provider: str
    officer: str
    decision: str
    decided_at: datetime


def release(cursor: Cursor, item: Item, number: Identity, record_id: str, decided: Release) -> int:
    """Store a decision; the same one again changes nothing.

    Returns:
        The version up to which it holds: a newer one of that provider takes it back.

    Raises:
        Refusal: that provider has no such record now.
    """
    current = f"{item.database}.{item.table}"
    found = rows(
        cursor,
        f"SELECT record_version FROM {current} WHERE (identity_type, identity_number, record_id) = %s AND provider = %s FOR SHARE",
        ((*number, record_id), decided.provider),
    )
    if not found:
        raise Refusal(
            f"{decided.provider} has no record of {item.item} under this number and record id. `govsync show` tells whose it is.",
            f"{decided.provider} 在 {item.item} 中没有该号码和记录编号的记录。归属可用 `govsync show` 查看。",
        )
    version: int = found[0][0]
    cursor.execute(
        "INSERT INTO platform.record_release (item, identity_type, identity_number, record_id, record_version, provider, officer, "
        "decision, decided_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (item.item, *number, record_id, version, *decided),
    )
    return version
