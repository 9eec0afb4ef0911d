"""What a new notice, outage, approval or number of the law changes about open obligations."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from infra.postgres import Cursor, rows
from schemas.bilingual import Text
from stream_processors.alerting import Source
from stream_processors.ledger import CLOCK, correct, move, retract_obligations
from stream_processors.rules.law import Clock, Law

BATCH = 1000
_BY_TRACK = (Source.REFUSED_EVENT, Source.SEQUENCE_GAP, Source.HELD_SET_DIFFERS)
_LOOKED_BACK = timedelta(days=400)
"""So long after its end an obligation is still put right where the law it was told by changes."""

_NO_LONGER_APPROVED = Text(
    "The approval it rested on does not hold for this quarter.", "其所依据的季度更新批准不适用于本季度。"
)


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

    Clocks are compared, not rows: where nothing changed nothing is read but one pass over the obligations. What no
    longer is owed, since the approval it rests on does not hold for its quarter any more, is retracted; what was told
    of one that has been closed since, and by the new date does not hold, is taken back.

    Args:
        cursor: in a transaction; the obligations that change are locked in it.
        law: with the notices, outages and approvals now in force.
        now: when it is done.
    """
    differences: list[Difference] = []
    planned = rows(
        cursor,
        f"SELECT DISTINCT {CLOCK}, o.source, o.plan, o.state FROM platform.obligation o "
        "WHERE state = 'OPEN' OR (state = 'CLOSED' AND closed_at > %s)",
        (now - _LOOKED_BACK,),
    )
    for *parts, source, plan, state in planned:
        clock = Clock(*parts)
        governing = _governing(law, clock, source)
        is_owed = source != Source.QUARTERLY_PRESENCE or _is_approved(law, clock)
        if (is_owed or state == "CLOSED") and (governing, law.plan(governing).fingerprint) == (clock, plan):
            continue
        while batch := _locked(cursor, clock, source, plan, state):
            ids = list(batch)
            if state == "CLOSED":
                retracted = correct(cursor, law, governing, ids, now)
            elif is_owed:
                retracted = move(cursor, law, governing, ids, now)
            else:
                retracted = retract_obligations(cursor, ids, _NO_LONGER_APPROVED, now)
            new = law.plan(governing).adjusted.due_on if is_owed else None
            differences += [
                Difference(obligation_id, clock.agency, clock.item, governing.kind, old, new, tuple(retracted))
                for obligation_id, old in batch.items()
                if old != new or retracted
            ]
    return differences


def _governing(law: Law, clock: Clock, source: str) -> Clock:
    """The clock that now runs: an approval, or its end, puts changes on another one (Article 19(4))."""
    if source not in _BY_TRACK or clock.item is None or clock.item_version is None:
        return clock
    return law.clock_of_change(clock.agency, clock.item, clock.item_version, clock.opened_on)


def _is_approved(law: Law, clock: Clock) -> bool:
    return clock.item is not None and law.approval(clock.agency, clock.item, clock.opened_on) is not None


def _locked(cursor: Cursor, clock: Clock, source: str, plan: str, state: str) -> dict[int, date | None]:
    """Obligations of the clock in that state and under that plan, with their dates; locked."""
    found = rows(
        cursor,
        f"SELECT o.obligation_id, o.due_on_adjusted FROM platform.obligation o WHERE state = %s AND ({CLOCK}) "
        "IS NOT DISTINCT FROM (%s::text, %s::text, %s::text, %s::smallint, %s::date, %s::smallint) "
        "AND o.source = %s AND o.plan = %s ORDER BY o.obligation_id LIMIT %s FOR UPDATE",
        (state, *clock, source, plan, BATCH),
    )
    return dict(found)
