"""What the passing of time does in PostgreSQL: obligations open and close, and what is due is told of, once.

Every step is a transaction of its own over a bounded batch of rows that no other timekeeper holds, so any number of
timekeepers may run, and a tick costs what is due, not what is open. Whoever changes a stage holds the row lock of its
obligation; a second statement then sees what the former holder did.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from infra.log import logger
from infra.postgres import Connection, Cursor, insert_rows, rows, transaction
from stream_processors.alerting import Alert, Fact, Law, Source, alerts, late_stage
from stream_processors.progress import SETTLING, Progress
from stream_processors.rules.obligations import Stage, stages
from stream_processors.rules.timeliness import Verdict, due_at

BATCH = 1000

_OUTBOX_LOCK = 165_001
_OWED = (Verdict.LATE, Verdict.PAST_TARGET)
_OVERDUE = "overdue-"
_FACT_SEPARATOR = "/"


class Ticker:
    """One timekeeper's view of the clock; it may be thrown away and made anew at any time."""

    def __init__(self, connection: Connection, law: Law, progress: Progress) -> None:
        self._connection = connection
        self._law = law
        self._progress = progress
        self._items = sorted(law.directory.items)
        self._swept: dict[str, int] = {}
        self._sweeping: dict[str, tuple[int, int]] = {}
        self._held: set[str] = set()
        self._stages = cache(lambda due_on: stages(due_on, law.calendar, law.parameters))

    def tick(self, now: datetime) -> bool:
        """Do what is due at `now`; whether there may be more of it at once.

        Raises:
            psycopg2.Error: PostgreSQL is away, or refused.
            KafkaException: whether a stage may be told of could not be found out; everything else has been done.
        """
        opened = self._open(now)
        self._sweep(now)
        told = self._tell_findings(now)
        staged = self._tell_stages(now)
        return max(opened, told, staged) >= BATCH

    def _open(self, now: datetime) -> int:
        """Take the clocks of newly refused events in hand; how many."""
        with transaction(self._connection) as cursor:
            found = rows(
                cursor,
                "SELECT quarantine_id, provider, item, changed_on, due_on, item_version, rules_version, received_at "
                "FROM platform.quarantine WHERE state = 'OPEN' AND due_on IS NOT NULL AND NOT clock_started "
                "AND item = ANY(%s) ORDER BY quarantine_id LIMIT %s FOR UPDATE SKIP LOCKED",
                (self._items, BATCH),
            )
            for quarantine_id, provider, item, changed_on, due_on, item_version, rules_version, received_at in found:
                if self._law.while_missing(item, item_version, changed_on, due_on) not in _OWED:
                    continue
                cursor.execute(
                    "INSERT INTO platform.obligation (kind, provider, item, quarantine_id, changed_on, due_on, "
                    "item_version, rules_version, opened_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) "
                    "RETURNING obligation_id",
                    (
                        self._law.kind(item, item_version).id, provider, item, quarantine_id, changed_on, due_on,
                        item_version, rules_version, now,
                    ),
                )  # fmt: skip
                (obligation_id,) = cursor.fetchone() or (None,)
                deadline = due_at(due_on, changed_on, self._law.parameters)
                insert_rows(
                    cursor,
                    "platform.obligation_stage (obligation_id, stage, item, due_at)",
                    [
                        (obligation_id, name, item, at)
                        for name, at in still_to_tell(self._stages(due_on), received_at, deadline)
                    ],
                )
                self._swept.pop(item, None)
            if not found:
                return 0
            cursor.execute(
                "UPDATE platform.quarantine SET clock_started = true WHERE quarantine_id = ANY(%s)",
                ([row[0] for row in found],),
            )
        return len(found)

    def _sweep(self, now: datetime) -> None:
        """Close obligations that have been met, item by item, where something was materialised since the last time."""
        with transaction(self._connection) as cursor:
            found = rows(cursor, "SELECT topic, sum(next_offset)::bigint FROM platform.sink_offset GROUP BY topic")
        materialised = dict(found)
        for item in self._items:
            so_far = materialised.get(self._law.directory.items[item].shared_topic, 0)
            if self._swept.get(item) == so_far:
                continue
            started_at, after = self._sweeping.get(item, (so_far, 0))
            with transaction(self._connection) as cursor:
                ids = [
                    obligation_id
                    for (obligation_id,) in rows(
                        cursor,
                        "SELECT obligation_id FROM platform.obligation WHERE item = %s AND state = 'OPEN' "
                        "AND obligation_id > %s ORDER BY obligation_id LIMIT %s FOR UPDATE SKIP LOCKED",
                        (item, after, BATCH),
                    )
                ]
                self._close_met(cursor, item, ids, now)
            if len(ids) < BATCH:
                self._sweeping.pop(item, None)
                self._swept[item] = started_at
            else:
                self._sweeping[item] = (started_at, ids[-1])

    def _close_met(self, cursor: Cursor, item: str, obligation_ids: Collection[int], now: datetime) -> set[int]:
        """Close those of the locked obligations whose record has come, or whose event was released; which."""
        described = self._law.directory.items[item]
        met = [
            obligation_id
            for (obligation_id,) in rows(
                cursor,
                "SELECT o.obligation_id FROM platform.obligation o JOIN platform.quarantine q USING (quarantine_id) "
                f"LEFT JOIN {described.database}.{described.table} c USING (identity_type, identity_number, record_id) "
                "WHERE o.obligation_id = ANY(%s) AND (q.state = 'RELEASED' "
                "OR (c.provider = q.provider AND c.record_version >= q.record_version))",
                (list(obligation_ids),),
            )
        ]
        if met:
            cursor.execute(
                "UPDATE platform.obligation SET state = 'CLOSED', closed_at = %s WHERE obligation_id = ANY(%s)",
                (now, met),
            )
            cursor.execute(
                "UPDATE platform.obligation_stage SET state = 'DROPPED' WHERE obligation_id = ANY(%s) AND state = 'OPEN'",
                (met,),
            )
        return set(met)

    def _tell_findings(self, now: datetime) -> int:
        """Tell of late events not told of yet; how many."""
        with transaction(self._connection) as cursor:
            found = rows(
                cursor,
                "SELECT finding_id, provider, item, verdict, due_on, item_version, rules_version, changed_on "
                "FROM platform.finding WHERE alert_id IS NULL AND verdict IN ('LATE', 'PAST_TARGET') "
                "AND item = ANY(%s) ORDER BY provider, item, due_on LIMIT %s FOR UPDATE SKIP LOCKED",
                (self._items, BATCH),
            )
            if not found:
                return 0
            facts = [
                Fact(
                    finding_id, provider, item, Source.LATE_EVENT, late_stage(Verdict[missed]), due_on, item_version,
                    rules_version, changed_on,
                )
                for finding_id, provider, item, missed, due_on, item_version, rules_version, changed_on in found
            ]  # fmt: skip
            raised = alerts(facts, self._law, now)
            _raise(cursor, raised)
            pairs = [(fact, alert.alert_id) for alert in raised for fact in alert.facts]
            cursor.execute(
                "UPDATE platform.finding f SET alert_id = told.alert_id "
                "FROM unnest(%s::text[], %s::text[]) AS told (finding_id, alert_id) "
                "WHERE f.finding_id = told.finding_id AND f.alert_id IS NULL",
                ([fact for fact, _ in pairs], [alert_id for _, alert_id in pairs]),
            )
            _require(cursor.rowcount, len(found))
        return len(found)

    def _tell_stages(self, now: datetime) -> int:
        """Tell of stages that have come, of items worked through up to that instant; how many obligations."""
        with transaction(self._connection) as cursor:
            due = rows(
                cursor,
                "SELECT i.item, s.oldest, s.newest FROM unnest(%s::text[]) AS i (item), LATERAL ("
                "SELECT min(due_at) AS oldest, max(due_at) AS newest FROM platform.obligation_stage "
                "WHERE item = i.item AND state = 'OPEN' AND due_at <= %s) s WHERE s.oldest IS NOT NULL",
                (self._items, now - SETTLING),
            )
        told = 0
        for item, oldest, newest in due:
            for instant in sorted({oldest, newest}, reverse=True):
                if self._progress.has_reached(item, instant, now):
                    told = max(told, self._tell_stages_of(item, instant, now))
                    self._held.discard(item)
                    break
            else:
                if item not in self._held:
                    logger().info("stage.held", item=item, reason="not all events up to it are materialised yet")
                self._held.add(item)
        return told

    def _tell_stages_of(self, item: str, until: datetime, now: datetime) -> int:
        with transaction(self._connection) as cursor:
            locked = rows(
                cursor,
                "SELECT obligation_id FROM platform.obligation WHERE obligation_id IN ("
                "SELECT obligation_id FROM platform.obligation_stage WHERE item = %s AND state = 'OPEN' AND due_at <= %s "
                "ORDER BY due_at LIMIT %s) FOR UPDATE SKIP LOCKED",
                (item, until, BATCH),
            )
            ids = {obligation_id for (obligation_id,) in locked}
            unmet = ids - self._close_met(cursor, item, ids, now)
            found = rows(
                cursor,
                "SELECT s.obligation_id, s.stage, o.provider, o.due_on, o.item_version, o.rules_version, o.changed_on "
                "FROM platform.obligation_stage s JOIN platform.obligation o USING (obligation_id) "
                "WHERE s.obligation_id = ANY(%s) AND s.state = 'OPEN' AND s.due_at <= %s",
                (list(unmet), until),
            )
            facts = [
                Fact(
                    f"{obligation_id}{_FACT_SEPARATOR}{stage}", provider, item, Source.REFUSED_EVENT,
                    self._law.told_stage(stage, self._law.while_missing(item, item_version, changed_on, due_on)),
                    due_on, item_version, rules_version, changed_on,
                )
                for obligation_id, stage, provider, due_on, item_version, rules_version, changed_on in found
            ]  # fmt: skip
            raised = alerts(facts, self._law, now)
            _raise(cursor, raised)
            told = [(*fact.split(_FACT_SEPARATOR), alert.alert_id) for alert in raised for fact in alert.facts]
            cursor.execute(
                "UPDATE platform.obligation_stage s SET state = 'EMITTED', alert_id = told.alert_id "
                "FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS told (obligation_id, stage, alert_id) "
                "WHERE s.obligation_id = told.obligation_id AND s.stage = told.stage AND s.state = 'OPEN'",
                tuple([row[column] for row in told] for column in range(3)),
            )
            _require(cursor.rowcount, len(found))
        return len(ids)


def still_to_tell(planned: Sequence[Stage], received_at: datetime, deadline: datetime) -> list[Stage]:
    """Returns the stages of an obligation that are told of, given when its event was refused.

    The one it is in at that moment, and the later ones; a warning of a deadline that has passed is none. This depends
    on when the event came, never on when the platform got round to it.
    """
    begun = [stage for stage in planned if stage.at <= received_at]
    later = [stage for stage in planned if stage.at > received_at]
    current = [stage for stage in begun[-1:] if stage.name.startswith(_OVERDUE) or received_at < deadline]
    return current + later


class ToldTwice(RuntimeError):
    """A fact was told of although somebody else had told of it: a bug, so the worker stops and the alert is undone."""


def _require(changed: int, expected: int) -> None:
    if changed != expected:
        raise ToldTwice(f"{changed} facts marked as told instead of {expected}")


def _raise(cursor: Cursor, raised: Sequence[Alert]) -> None:
    """Store alerts and put them into the outbox, whose ids become visible in their order."""
    if not raised:
        return
    insert_rows(
        cursor,
        "platform.alert (alert_id, provider, item, source, stage, due_on, count, raised_at, article, explanation_en, "
        "explanation_zh, rules_version)",
        [
            (
                alert.alert_id, alert.provider, alert.item, alert.source, alert.stage, alert.due_on, alert.count,
                alert.raised_at, alert.article, alert.explanation.en, alert.explanation.zh, alert.rules_version,
            )
            for alert in raised
        ],
    )  # fmt: skip
    # Held until the commit: whoever sees an id has seen every smaller one.
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_OUTBOX_LOCK,))
    insert_rows(cursor, "platform.alert_outbox (alert_id)", [(alert.alert_id,) for alert in raised])
