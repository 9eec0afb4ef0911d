"""What follows from digests: where the shared copy is not what its provider holds, completing it is owed (Art. 19(1)).

The clock is that of the item's track, and starts on the day the digest came: when a change that was never sent was
made, the platform cannot know before it is sent; then the event itself is judged by its own date. One such obligation
is open per agency and item, however many digests disagree; the first later digest that agrees closes it.
"""

from datetime import datetime

from infra.postgres import Cursor, rows
from schemas.bilingual import Text
from stream_processors.alerting import Source
from stream_processors.ledger import Closing, Opening, close_obligations, open_obligation, retract_obligations
from stream_processors.rules.law import Law
from stream_processors.rules.timeliness import beijing_date

BATCH = 100

_LOCK = 165_041
_AGREES = "a later digest agrees with what is shared / 之后的摘要与共享信息一致"
_HELD_IN_QUARANTINE = Text(
    "Every record in which the two differ has an event held in quarantine, whose own clock runs.",
    "所有不一致的记录均有事件被隔离，其自身期限已在计算。",
)


def act_on_comparisons(cursor: Cursor, law: Law, now: datetime) -> int:
    """Open and close what the comparisons of digests ask for, each once; how many were acted on.

    One timekeeper at a time does it: what one digest opens another may close.
    """
    if not rows(cursor, "SELECT pg_try_advisory_xact_lock(%s)", (_LOCK,))[0][0]:
        return 0
    found = rows(
        cursor,
        "SELECT c.digest_id, c.outcome, cardinality(c.differing_buckets), d.provider, d.item, d.received_at "
        "FROM platform.digest_comparison c JOIN platform.digest d USING (digest_id) "
        "WHERE NOT c.acted_on AND d.item = ANY(%s) ORDER BY d.received_at, c.digest_id LIMIT %s",
        (list(law.directory.items), BATCH),
    )
    for digest_id, outcome, buckets, provider, item, received_at in found:
        if outcome == "AGREES":
            _close(cursor, provider, item, digest_id, received_at, now)
        elif outcome == "DIFFERS" and not _is_settled(cursor, provider, item, received_at):
            _open(cursor, law, provider, item, digest_id, buckets, received_at, now)
    _mark(cursor, "platform.digest_comparison", [row[0] for row in found])
    return len(found) + _act_on_narrowings(cursor, now)


def _open(
    cursor: Cursor,
    law: Law,
    provider: str,
    item: str,
    digest_id: str,
    buckets: int,
    received_at: datetime,
    now: datetime,
) -> None:
    day = beijing_date(received_at)
    version = law.directory.items[item].version_on(day).version
    opening = Opening(
        clock=law.clock_of_change(provider, item, version, day),
        source=Source.HELD_SET_DIFFERS,
        subject=digest_id,
        known_at=received_at,
        rules_version=law.version,
        basis=f"digest {digest_id} differs from what is shared in {buckets} of 256 buckets, Article 19(1) / "
        f"摘要 {digest_id} 与共享信息有 {buckets} 个桶不一致（共 256 个，第十九条第一款）",
    )
    open_obligation(cursor, law, opening, now)


def _close(cursor: Cursor, provider: str, item: str, digest_id: str, received_at: datetime, now: datetime) -> None:
    open_before = rows(
        cursor,
        "SELECT obligation_id FROM platform.obligation WHERE source = %s AND state = 'OPEN' AND provider = %s AND item = %s "
        "AND known_at <= %s ORDER BY obligation_id FOR UPDATE",
        (Source.HELD_SET_DIFFERS, provider, item, received_at),
    )
    evidence = f"digest/{digest_id}"
    close_obligations(cursor, [Closing(id_, received_at, _AGREES, evidence) for (id_,) in open_before], now)


def _is_settled(cursor: Cursor, provider: str, item: str, received_at: datetime) -> bool:
    """Whether such an obligation is open already, or a later digest that agrees was compared first."""
    ((settled,),) = rows(
        cursor,
        "SELECT EXISTS (SELECT FROM platform.obligation WHERE source = %(source)s AND state = 'OPEN' "
        "AND provider = %(provider)s AND item = %(item)s) OR EXISTS ("
        "SELECT FROM platform.digest d JOIN platform.digest_comparison c USING (digest_id) "
        "WHERE c.outcome = 'AGREES' AND c.acted_on AND d.provider = %(provider)s AND d.item = %(item)s "
        "AND d.received_at > %(received_at)s)",
        {"source": Source.HELD_SET_DIFFERS, "provider": provider, "item": item, "received_at": received_at},
    )
    return bool(settled)


def _act_on_narrowings(cursor: Cursor, now: datetime) -> int:
    """Take back what is not owed on its own: every record that differs waits in quarantine, and was named."""
    found = rows(
        cursor,
        "SELECT n.digest_id, n.outcome = 'NARROWED' AND n.buckets @> c.differing_buckets AND NOT EXISTS ("
        "SELECT FROM platform.digest_difference f WHERE f.digest_id = n.digest_id AND NOT f.in_quarantine) "
        "FROM platform.digest_narrowing n JOIN platform.digest_comparison c USING (digest_id) "
        "WHERE NOT n.acted_on AND c.acted_on ORDER BY n.narrowed_at, n.digest_id LIMIT %s",
        (BATCH,),
    )
    explained = [digest_id for digest_id, is_explained in found if is_explained]
    if explained:
        ids = rows(
            cursor,
            "SELECT obligation_id FROM platform.obligation WHERE source = %s AND state = 'OPEN' AND subject = ANY(%s) "
            "ORDER BY obligation_id FOR UPDATE",
            (Source.HELD_SET_DIFFERS, explained),
        )
        retract_obligations(cursor, [obligation_id for (obligation_id,) in ids], _HELD_IN_QUARANTINE, now)
    _mark(cursor, "platform.digest_narrowing", [digest_id for digest_id, _ in found])
    return len(found)


def _mark(cursor: Cursor, table: str, digest_ids: list[str]) -> None:
    if digest_ids:
        cursor.execute(f"UPDATE {table} SET acted_on = true WHERE digest_id = ANY(%s)", (digest_ids,))
