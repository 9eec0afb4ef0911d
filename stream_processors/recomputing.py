"""What a new notice, outage, approval or number of the law changes about open obligations."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from infra.postgres import Cursor, rows
from schemas.bilingual import Text
from stream_processors.alerting import Source
from stream_processors.ledger import CLOCK, move, retract_obligations
from stream_processors.rules.law import Clock, Law

BATCH = 1000


@dataclass(frozen=True)
class Difference:
    """What changed about one obligation; field names are the keys of the commands' JSON.

    The dates are those by which it is spoken of, without declared outages; null is no date (yet). `retracted` holds
    the ids of the alerts that took back what was told of the obligations that changed with it.
    """

    obligation_id: int
    agency: str
    item: str | None
    kind: str
    old_due_on: date | None
    new_due_on: date | None
    retracted: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The difference for other programs; dates in ISO 8601."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}


def recompute(cursor: Cursor, law: Law, now: datetime) -> list[Difference]:
    """Give every open obligation the dates and stages that the law now gives it; the differences.

    Clocks are compared, not rows: where nothing changed nothing is read but one pass over what is open. What no
    longer is owed, since the approval it rests on does not hold for its quarter any more, is retracted.

    Args:
        cursor: in a transaction; the obligations that change are locked in it.
        law: with the notices, outages and approvals now in force.
        now: when it is done.
    """
    differences: list[Difference] = []
    planned = rows(cursor, f"SELECT DISTINCT {CLOCK}, o.source, o.plan FROM platform.obligation o WHERE state = 'OPEN'")
    for *parts, source, plan in planned:
        clock = Clock(*parts)
        is_owed = source != Source.QUARTERLY_PRESENCE or _is_approved(law, clock)
        if is_owed and plan == law.plan(clock).fingerprint:
            continue
        while batch := _locked(cursor, clock, source, plan):
            differences += _moved(cursor, law, clock, batch, now) if is_owed else _withdrawn(cursor, clock, batch, now)
    return differences


def _is_approved(law: Law, clock: Clock) -> bool:
    return clock.item is not None and law.approval(clock.agency, clock.item, clock.opened_on) is not None


def _locked(cursor: Cursor, clock: Clock, source: str, plan: str) -> dict[int, date | None]:
    """Open obligations of the clock under that plan, with their dates; locked."""
    found = rows(
        cursor,
        f"SELECT o.obligation_id, o.due_on_adjusted FROM platform.obligation o WHERE state = 'OPEN' AND ({CLOCK}) "
        "IS NOT DISTINCT FROM (%s::text, %s::text, %s::text, %s::smallint, %s::date, %s::smallint) "
        "AND o.source = %s AND o.plan = %s ORDER BY o.obligation_id LIMIT %s FOR UPDATE",
        (*clock, source, plan, BATCH),
    )
    return dict(found)


def _moved(
    cursor: Cursor, law: Law, clock: Clock, batch: dict[int, date | None], now: datetime
) -> list[Difference]:  # fmt: skip
    retracted = tuple(move(cursor, law, clock, list(batch), now))
    new = law.plan(clock).adjusted.due_on
    return [
        Difference(obligation_id, clock.agency, clock.item, clock.kind, old, new, retracted)
        for obligation_id, old in batch.items()
        if old != new or retracted
    ]


_NO_LONGER_APPROVED = Text(
    "The approval it rested on does not hold for this quarter.", "其所依据的季度更新批准不适用于本季度。"
)


def _withdrawn(cursor: Cursor, clock: Clock, batch: dict[int, date | None], now: datetime) -> list[Difference]:
    retracted = tuple(retract_obligations(cursor, list(batch), _NO_LONGER_APPROVED, now))
    return [
        Difference(obligation_id, clock.agency, clock.item, clock.kind, old, None, retracted)
        for obligation_id, old in batch.items()
    ]
