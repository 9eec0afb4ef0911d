"""Findings that an event came after its due date: told of once, and taken back where another finding follows them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from infra.postgres import Cursor, rows
from schemas.bilingual import Text
from stream_processors.alerting import Fact, Source, alerts, late_stage
from stream_processors.ledger import require, store, take_back
from stream_processors.rules.law import Clock, Law
from stream_processors.rules.timeliness import Verdict

_VERIFICATION = "D10"
_FOLLOWED = Text(
    "The event was judged again, because what it is judged by has changed.",
    "判定所依据的内容已变更，该事件已重新判定。",
)


def tell_findings(cursor: Cursor, law: Law, items: Collection[str], limit: int, now: datetime) -> int:
    """Settle findings that nobody has settled: tell of late events, take back what a finding replaces; how many."""
    found = rows(
        cursor,
        "SELECT finding_id, follows, verdict IN ('LATE', 'PAST_TARGET') AND NOT EXISTS ("
        "SELECT FROM platform.finding later WHERE later.follows = f.finding_id) "
        "FROM platform.finding f WHERE NOT settled AND item = ANY(%s) "
        "ORDER BY provider, item, due_on_adjusted, finding_id LIMIT %s FOR UPDATE SKIP LOCKED",
        (list(items), limit),
    )
    _tell(cursor, law, [finding_id for finding_id, _, is_told in found if is_told], now)
    _take_back(cursor, [follows for _, follows, _ in found if follows is not None], now)
    if found:
        cursor.execute(
            "UPDATE platform.finding SET settled = true WHERE finding_id = ANY(%s)", ([row[0] for row in found],)
        )
    return len(found)


def _tell(cursor: Cursor, law: Law, finding_ids: Sequence[str], now: datetime) -> None:
    found = rows(
        cursor,
        "SELECT finding_id, provider, item, verdict, due_on, due_on_adjusted, item_version, rules_version, changed_on, "
        "ticket, event_id FROM platform.finding WHERE finding_id = ANY(%s)",
        (list(finding_ids),),
    )
    facts = [
        Fact(
            finding_id, _clock(law, provider, item, version, changed_on, ticket), Source.LATE_EVENT,
            late_stage(Verdict[missed]), due_on, adjusted, rules_version, f"event/{event_id}",
        )
        for finding_id, provider, item, missed, due_on, adjusted, version, rules_version, changed_on, ticket, event_id
        in found
    ]  # fmt: skip
    raised = alerts(facts, law, now)
    store(cursor, raised)
    pairs = [(fact, alert.alert_id) for alert in raised for fact in alert.facts]
    cursor.execute(
        "UPDATE platform.finding f SET alert_id = told.alert_id "
        "FROM unnest(%s::text[], %s::text[]) AS told (finding_id, alert_id) "
        "WHERE f.finding_id = told.finding_id AND f.alert_id IS NULL",
        ([fact for fact, _ in pairs], [alert_id for _, alert_id in pairs]),
    )
    require(cursor.rowcount, len(found))


def _clock(law: Law, agency: str, item: str, version: int, changed_on: date, ticket: str | None) -> Clock:
    """A correction that its ticket judges runs on Article 30, from the day the ticket was opened."""
    opened_on = next((known.opened_on for known in law.reference.tickets if known.id == ticket), None)
    if opened_on is not None:
        return Clock(_VERIFICATION, agency, item, version, opened_on, None)
    return law.clock_of_change(agency, item, version, changed_on)


def _take_back(cursor: Cursor, followed: Sequence[str], now: datetime) -> None:
    # Whoever tells of one of these holds it until that is committed; this waits for it.
    locked = rows(
        cursor,
        "SELECT finding_id, alert_id, event_id FROM platform.finding "
        "WHERE finding_id = ANY(%s) AND alert_id IS NOT NULL AND retraction_id IS NULL ORDER BY finding_id FOR UPDATE",
        (list(followed),),
    )
    by_alert: dict[str, list[tuple[str, str]]] = {}
    for finding_id, alert_id, event_id in locked:
        by_alert.setdefault(alert_id, []).append((finding_id, f"event/{event_id}"))
    raised = take_back(cursor, by_alert, _FOLLOWED, now)
    pairs = [(fact, alert.alert_id) for alert in raised for fact in alert.facts]
    cursor.execute(
        "UPDATE platform.finding f SET retraction_id = back.alert_id "
        "FROM unnest(%s::text[], %s::text[]) AS back (finding_id, alert_id) "
        "WHERE f.finding_id = back.finding_id AND f.retraction_id IS NULL",
        ([fact for fact, _ in pairs], [alert_id for _, alert_id in pairs]),
    )
    require(cursor.rowcount, len(locked))
