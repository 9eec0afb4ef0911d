"""Obligations as officers read them: what each agency owes, until when, and what has been told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal

STATES = ("OPEN", "CLOSED", "RETRACTED")

_COLUMNS = (
    "obligation_id", "kind", "source", "provider", "item", "subject", "item_version", "quarantine_id", "follows",
    "opened_on", "working_days", "due_on", "due_on_adjusted", "provisional", "rules_version", "known_at", "opened_at",
    "opened_by", "basis", "state", "stopped_at", "closed_at", "closed_by", "reason", "evidence",
)  # fmt: skip
_SELECT = (
    f"SELECT {', '.join(f'o.{column}' for column in _COLUMNS)}, (SELECT s.stage FROM platform.obligation_stage s "
    "WHERE s.obligation_id = o.obligation_id AND s.state = 'EMITTED' ORDER BY s.due_at DESC LIMIT 1) "
    "FROM platform.obligation o"
)


@dataclass(frozen=True)
class Obligation:
    """One obligation; field names are the keys of the command's JSON.

    `opened_on` is the day the clock starts, Beijing time. `due_on` is the date of the Rules, `due_on_adjusted` the one
    without declared intake outages, by which it is spoken of; null is no date (yet). `stage` is the latest that was
    told of and still holds. `stopped_at` is when what is owed was done.
    """

    obligation_id: int
    kind: str
    source: str
    agency: str
    item: str | None
    subject: str
    item_version: int | None
    quarantine_id: int | None
    follows: int | None
    opened_on: date
    working_days: int | None
    due_on: date | None
    due_on_adjusted: date | None
    provisional: bool
    rules_version: str
    known_at: datetime
    opened_at: datetime
    opened_by: str
    basis: str
    state: str
    stopped_at: datetime | None
    closed_at: datetime | None
    closed_by: str | None
    reason: str | None
    evidence: str | None
    stage: str | None

    def as_json(self) -> dict[str, Any]:
        """The obligation for other programs; dates and instants in ISO 8601."""
        return _as_json(self)


@dataclass(frozen=True)
class StageTold:
    """One telling of one stage: when it begins, and by which alerts it was told of and taken back."""

    stage: str
    telling: int
    due_at: datetime
    state: str
    alert_id: str | None
    retraction_id: str | None

    def as_json(self) -> dict[str, Any]:
        """The stage for other programs."""
        return _as_json(self)


def listed(
    settings: Settings,
    *,
    agency: str | None = None,
    item: str | None = None,
    kind: str | None = None,
    state: str | None = "OPEN",
    limit: int = 50,
) -> tuple[list[Obligation], int]:
    """Obligations, what is due first first, and how many there are in all.

    Args:
        settings: where PostgreSQL is.
        agency: of this agency only.
        item: about this item only.
        kind: on this clock only, an id of the register such as D7.
        state: one of `STATES`, or None for all.
        limit: at most so many.
    """
    asked = {"agency": agency, "item": item, "kind": kind, "state": state, "limit": limit}
    where = (
        "WHERE (%(agency)s::text IS NULL OR o.provider = %(agency)s) AND (%(item)s::text IS NULL OR o.item = %(item)s) "
        "AND (%(kind)s::text IS NULL OR o.kind = %(kind)s) AND (%(state)s::text IS NULL OR o.state = %(state)s)"
    )
    connection = connect(settings, "govsync-obligation")
    try:
        with transaction(connection) as cursor:
            order = "ORDER BY o.due_on_adjusted NULLS LAST, o.obligation_id LIMIT %(limit)s"
            found = rows(cursor, f"{_SELECT} {where} {order}", asked)
            ((total,),) = rows(cursor, f"SELECT count(*) FROM platform.obligation o {where}", asked)
    finally:
        connection.close()
    return [Obligation(*row) for row in found], total


def shown(settings: Settings, obligation_id: int) -> tuple[Obligation, Sequence[StageTold]]:
    """One obligation, with every telling of its stages in their order.

    Raises:
        Refusal: there is none of that number.
    """
    connection = connect(settings, "govsync-obligation")
    try:
        with transaction(connection) as cursor:
            found = rows(cursor, f"{_SELECT} WHERE o.obligation_id = %s", (obligation_id,))
            told = rows(
                cursor,
                "SELECT stage, telling, due_at, state, alert_id, retraction_id FROM platform.obligation_stage "
                "WHERE obligation_id = %s ORDER BY telling, due_at",
                (obligation_id,),
            )
    finally:
        connection.close()
    if not found:
        raise Refusal(
            f"There is no obligation {obligation_id}. See `govsync obligation list --state all`.",
            f"没有编号为 {obligation_id} 的义务。请查看 `govsync obligation list --state all`。",
        )
    return Obligation(*found[0]), [StageTold(*row) for row in told]


def _as_json(row: Obligation | StageTold) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in row.__dataclass_fields__}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
