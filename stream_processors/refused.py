"""Refused events whose clock runs on (Article 19): when theirs becomes an obligation, and what ends it."""

from collections.abc import Collection
from datetime import datetime

from infra.postgres import Cursor, rows
from schemas.directory import Directory
from stream_processors.alerting import Source
from stream_processors.ledger import Closing, Opening, open_obligations
from stream_processors.rules.law import Law


def open_clocks(
    cursor: Cursor, law: Law, items: Collection[str], limit: int, now: datetime
) -> tuple[int, set[str]]:  # fmt: skip
    """Take the clocks of newly refused events in hand; how many there were, and of which items obligations came."""
    found = rows(
        cursor,
        "SELECT quarantine_id, provider, item, changed_on, item_version, rules_version, received_at "
        "FROM platform.quarantine WHERE state = 'OPEN' AND changed_on IS NOT NULL AND item_version IS NOT NULL "
        "AND NOT clock_started AND item = ANY(%s) ORDER BY quarantine_id LIMIT %s FOR UPDATE SKIP LOCKED",
        (list(items), limit),
    )
    openings = [
        Opening(
            clock=law.clock_of_change(provider, item, item_version, changed_on),
            source=Source.REFUSED_EVENT,
            subject=f"quarantine {quarantine_id}",
            known_at=received_at,
            rules_version=rules_version,
            basis="refused event, Article 19 / 被拒收的变更事件（第十九条）",
            quarantine_id=quarantine_id,
        )
        for quarantine_id, provider, item, changed_on, item_version, rules_version, received_at in found
        if law.owes(item, changed_on)
    ]
    open_obligations(cursor, law, openings, now)
    if found:
        cursor.execute(
            "UPDATE platform.quarantine SET clock_started = true WHERE quarantine_id = ANY(%s)",
            ([row[0] for row in found],),
        )
    return len(found), {opening.clock.item for opening in openings if opening.clock.item is not None}


def met(cursor: Cursor, directory: Directory, item: str, obligation_ids: Collection[int]) -> list[Closing]:
    """Which of an item's obligations have been met, each by what came first.

    By the release of the refused event, whose clock then stopped when it first arrived; by a conforming event of the
    same provider for the same record, of the refused version or a later one; and where the refused event named its
    subject wrongly, so that its correction is another record, by the first conforming event of the provider's next
    submission: the platform cannot tell which record replaces it, and holds nobody to one that cannot be identified.
    """
    described = directory.items[item]
    history = f"{described.database}.{described.table}_history"
    found = rows(
        cursor,
        "SELECT DISTINCT ON (o.obligation_id) o.obligation_id, done.at, done.reason, done.evidence "
        "FROM platform.obligation o JOIN platform.quarantine q USING (quarantine_id) CROSS JOIN LATERAL ("
        "SELECT q.received_at AS at, %s AS reason, 'quarantine/' || q.quarantine_id AS evidence WHERE q.state = 'RELEASED' "
        f"UNION ALL (SELECT h.received_at, %s, 'event/' || h.event_id FROM {history} h "
        "WHERE (h.identity_type, h.identity_number, h.record_id) = (q.identity_type, q.identity_number, q.record_id) "
        "AND h.record_version >= q.record_version AND h.provider = q.provider AND h.operation <> 'ATTEST' "
        "ORDER BY h.received_at LIMIT 1) "
        "UNION ALL (SELECT first.received_at, %s, 'submission/' || s.submission_id FROM platform.submission s "
        f"CROSS JOIN LATERAL (SELECT h.received_at FROM {history} h WHERE h.provider = s.provider "
        "AND h.seq BETWEEN s.first_seq AND s.last_seq ORDER BY h.seq LIMIT 1) first "
        "WHERE s.item = q.item AND s.provider = q.provider AND s.last_seq > q.seq AND s.first_seq > q.seq "
        "AND EXISTS (SELECT FROM jsonb_array_elements(q.findings) f "
        "WHERE f ->> 'path' IN ('identity_type', 'identity_number')) ORDER BY s.last_seq LIMIT 1)"
        ") done WHERE o.obligation_id = ANY(%s) ORDER BY o.obligation_id, done.at",
        (_RELEASED, _CONFORMING, _REPLACED, list(obligation_ids)),
    )
    return [Closing(*row) for row in found]


_RELEASED = "the refused event was released / 被拒收的事件已放行"
_CONFORMING = "a conforming event of the record came / 该记录的合格事件已到达"
_REPLACED = (
    "its subject was named wrongly, and the provider has submitted again since / 主体标识有误，提供部门此后已再次报送"
)
