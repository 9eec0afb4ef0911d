"""The ledger of obligations: the one way to open, tell of, move, close and retract them, inside the caller's transaction.

Whoever changes an obligation or its stages holds the row lock of the obligation; the statement that then reads the
stages sees what the former holder did. What was told and no longer holds is taken back by an alert that names it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import psycopg2.extras

from infra.postgres import Cursor, insert_rows, rows
from schemas.bilingual import Text
from stream_processors.alerting import Alert, Fact, Source, alerts, retraction
from stream_processors.rules.law import Clock, Law, Plan
from stream_processors.rules.obligations import DEEMED_AGREEMENT
from stream_processors.rules.timeliness import beijing_date

PLATFORM = "govsync"
"""Who opened or closed what no officer did."""

_OUTBOX_LOCK = 165_001
_FACT_SEPARATOR = "/"
_AWAIT_EVENTS = (Source.REFUSED_EVENT, Source.SEQUENCE_GAP, Source.QUARTERLY_PRESENCE)
_ALERT = (
    "alert_id", "provider", "item", "kind", "source", "stage", "due_on", "due_on_adjusted", "count", "raised_at",
    "article", "explanation_en", "explanation_zh", "rules_version", "refers_to", "retracts",
)  # fmt: skip
_OPENING = (
    "kind", "source", "provider", "item", "subject", "item_version", "quarantine_id", "follows", "opened_on",
    "working_days", "due_on", "due_on_adjusted", "provisional", "plan", "rules_version", "known_at", "opened_at",
    "opened_by", "basis",
)  # fmt: skip
CLOCK = "o.kind, o.provider, o.item, o.item_version, o.opened_on, o.working_days"
"""The columns of an obligation that are its `Clock`, in its order."""


class ToldTwice(RuntimeError):
    """A fact was told of although somebody else had told of it: a bug, so the worker stops and the alert is undone."""


@dataclass(frozen=True)
class Opening:
    """An obligation to be opened.

    `subject` says what it is about, without personal data: of one source, clock, agency, item and subject there is one
    obligation. `known_at` is since when it could be known, by the evidence: stages that were over by then are not
    told. `rules_version` is that of the evidence. `basis` says why it is opened.
    """

    clock: Clock
    source: Source
    subject: str
    known_at: datetime
    rules_version: str
    basis: str
    opened_by: str = PLATFORM
    quarantine_id: int | None = None
    follows: int | None = None


class Closing(NamedTuple):
    """How an obligation ends: what is owed was done at `stopped_at`; by whose word, why, and by what evidence."""

    obligation_id: int
    stopped_at: datetime
    reason: str
    evidence: str | None = None
    closed_by: str = PLATFORM


def open_obligation(cursor: Cursor, law: Law, opening: Opening, now: datetime) -> int | None:
    """Open an obligation with its stages; its id, or None where it is there already."""
    found = open_obligations(cursor, law, [opening], now)
    return found[0] if found else None


def open_obligations(cursor: Cursor, law: Law, openings: Sequence[Opening], now: datetime) -> list[int]:
    """Open obligations with their stages; the ids of those that were not there yet."""
    values = []
    by_plan: dict[str, Plan] = {}
    for opening in openings:
        clock, plan = opening.clock, law.plan(opening.clock)
        by_plan[plan.fingerprint] = plan
        values.append((
            clock.kind, opening.source, clock.agency, clock.item, opening.subject, clock.item_version,
            opening.quarantine_id, opening.follows, clock.opened_on, clock.working_days, plan.due.due_on,
            plan.adjusted.due_on, plan.adjusted.provisional, plan.fingerprint, opening.rules_version, opening.known_at,
            now, opening.opened_by, opening.basis,
        ))  # fmt: skip
    if not values:
        return []
    opened = psycopg2.extras.execute_values(
        cursor,
        f"INSERT INTO platform.obligation ({', '.join(_OPENING)}) VALUES %s "
        "ON CONFLICT DO NOTHING RETURNING obligation_id, plan",
        values,
        page_size=len(values),
        fetch=True,
    )
    ids: dict[str, list[int]] = defaultdict(list)
    for obligation_id, fingerprint in opened:
        ids[fingerprint].append(obligation_id)
    for fingerprint, planned in ids.items():
        _plan_stages(cursor, by_plan[fingerprint], planned)
    return [obligation_id for obligation_id, _ in opened]


def move(cursor: Cursor, law: Law, clock: Clock, obligation_ids: Sequence[int], now: datetime) -> list[str]:
    """Put locked open obligations on a clock, with the dates and stages the law now gives it; the alerts taken back.

    What was told of a date that no longer is the date is taken back, and told anew where it holds by the new one.
    """
    plan, ids = law.plan(clock), list(obligation_ids)
    _set_dates(cursor, clock, plan, ids)
    standing = [(stage.name, stage.at) for stage in plan.stages]
    fallen = rows(
        cursor,
        "SELECT s.obligation_id, s.stage, s.telling, s.alert_id FROM platform.obligation_stage s "
        "JOIN platform.alert a USING (alert_id) WHERE s.obligation_id = ANY(%s) AND s.state = 'EMITTED' "
        "AND (a.due_on_adjusted IS DISTINCT FROM %s OR NOT (s.stage, s.due_at) IN %s)",
        (ids, plan.adjusted.due_on, tuple(standing) or (("", now),)),
    )
    taken_back = _retract(cursor, fallen, _moved(plan, law), now)
    _plan_stages(cursor, plan, ids)
    return taken_back


def correct(cursor: Cursor, law: Law, clock: Clock, obligation_ids: Sequence[int], now: datetime) -> list[str]:
    """Put locked closed obligations on a clock, with the dates the law now gives it; the alerts taken back.

    What was told and by the new dates did not hold before it was done is taken back.
    """
    plan, ids = law.plan(clock), list(obligation_ids)
    _set_dates(cursor, clock, plan, ids)
    fallen = rows(
        cursor,
        "SELECT s.obligation_id, s.stage, s.telling, s.alert_id FROM platform.obligation_stage s "
        "JOIN platform.obligation o USING (obligation_id) WHERE s.obligation_id = ANY(%s) AND s.state = 'EMITTED' "
        "AND NOT EXISTS (SELECT FROM unnest(%s::text[], %s::timestamptz[]) AS p (stage, at) "
        "WHERE p.stage = s.stage AND p.at <= o.stopped_at)",
        (ids, [stage.name for stage in plan.stages], [stage.at for stage in plan.stages]),
    )
    taken_back = _retract(cursor, fallen, _moved(plan, law), now)
    _plan_stages(cursor, plan, ids)
    return taken_back


def _set_dates(cursor: Cursor, clock: Clock, plan: Plan, obligation_ids: Sequence[int]) -> None:
    """The dates of a plan; stages planned before and not told of are forgotten."""
    dates = (plan.due.due_on, plan.adjusted.due_on, plan.adjusted.provisional)
    cursor.execute(
        "UPDATE platform.obligation SET kind = %s, due_on = %s, due_on_adjusted = %s, provisional = %s, plan = %s "
        "WHERE obligation_id = ANY(%s)",
        (clock.kind, *dates, plan.fingerprint, list(obligation_ids)),
    )
    cursor.execute(
        "DELETE FROM platform.obligation_stage WHERE obligation_id = ANY(%s) AND state = 'OPEN'",
        (list(obligation_ids),),
    )


def _moved(plan: Plan, law: Law) -> Text:
    version = law.calendar.version
    if plan.adjusted.due_on is None:
        return Text(
            f"By calendar {version}, the declared outages and approvals there is no due date yet.",
            f"按日历 {version}、已公告的接收中断及批准，尚无到期日。",
        )
    return Text(
        f"By calendar {version}, the declared outages and approvals it is due on {plan.adjusted.due_on}.",
        f"按日历 {version}、已公告的接收中断及批准，到期日为{plan.adjusted.due_on}。",
    )


def _plan_stages(cursor: Cursor, plan: Plan, obligation_ids: Sequence[int]) -> None:
    """Store the stages of a plan that are to be told of and have not been."""
    if not plan.stages:
        return
    planned = cursor.mogrify(
        ", ".join(["(%s, %s::timestamptz, %s::timestamptz)"] * len(plan.stages)),
        [value for stage in plan.stages for value in stage],
    ).decode()
    cursor.execute(
        "INSERT INTO platform.obligation_stage (obligation_id, stage, telling, awaits, due_at) "
        "SELECT o.obligation_id, p.stage, 1 + (SELECT count(*) FROM platform.obligation_stage t "
        "WHERE t.obligation_id = o.obligation_id AND t.stage = p.stage), "
        "CASE WHEN o.source = ANY(%s) THEN o.item ELSE '' END, p.at "
        f"FROM platform.obligation o CROSS JOIN (VALUES {planned}) AS p (stage, at, over_at) "
        "WHERE o.obligation_id = ANY(%s) AND (p.over_at IS NULL OR o.known_at < p.over_at) "
        "AND (o.stopped_at IS NULL OR p.at <= o.stopped_at) "
        "AND NOT EXISTS (SELECT FROM platform.obligation_stage t WHERE t.obligation_id = o.obligation_id "
        "AND t.stage = p.stage AND t.state = 'EMITTED')",
        (list(_AWAIT_EVENTS), list(obligation_ids)),
    )


def close_obligation(cursor: Cursor, closing: Closing, now: datetime) -> bool:
    """Lock and close an open obligation, or one that silence closed though it was done before; whether it was one.

    What had followed from the silence is taken back. See `close_obligations`.
    """
    found = rows(
        cursor,
        "SELECT FROM platform.obligation WHERE obligation_id = %s "
        "AND (state = 'OPEN' OR (state = 'CLOSED' AND reason = %s AND stopped_at > %s)) FOR UPDATE",
        (closing.obligation_id, _DEEMED, closing.stopped_at),
    )
    if not found:
        return False
    close_obligations(cursor, [closing], now)
    followed = rows(
        cursor,
        "SELECT obligation_id FROM platform.obligation WHERE follows = %s AND state <> 'RETRACTED' FOR UPDATE",
        (closing.obligation_id,),
    )
    retract_obligations(cursor, [obligation_id for (obligation_id,) in followed], _NOT_SILENT, now, closing.closed_by)
    return True


def close_obligations(cursor: Cursor, closings: Sequence[Closing], now: datetime) -> list[str]:
    """Close locked obligations; the alerts taken back: those of stages that began after it was done.

    A stage that began before and has not been told of yet still will be: what is told never depends on when a
    timekeeper ran.
    """
    if not closings:
        return []
    psycopg2.extras.execute_values(
        cursor,
        "UPDATE platform.obligation o SET state = 'CLOSED', stopped_at = c.stopped_at, closed_at = c.closed_at, "
        "closed_by = c.closed_by, reason = c.reason, evidence = c.evidence "
        "FROM (VALUES %s) AS c (obligation_id, stopped_at, closed_at, closed_by, reason, evidence) "
        "WHERE o.obligation_id = c.obligation_id",
        [(c.obligation_id, c.stopped_at, now, c.closed_by, c.reason, c.evidence) for c in closings],
        template="(%s, %s::timestamptz, %s::timestamptz, %s, %s, %s)",
        page_size=len(closings),
    )
    ids = [closing.obligation_id for closing in closings]
    cursor.execute(
        "UPDATE platform.obligation_stage s SET state = 'DROPPED' FROM platform.obligation o "
        "WHERE s.obligation_id = ANY(%s) AND o.obligation_id = s.obligation_id AND s.state = 'OPEN' "
        "AND s.due_at > o.stopped_at",
        (ids,),
    )
    fallen = rows(
        cursor,
        "SELECT s.obligation_id, s.stage, s.telling, s.alert_id FROM platform.obligation_stage s "
        "JOIN platform.obligation o USING (obligation_id) "
        "WHERE s.obligation_id = ANY(%s) AND s.state = 'EMITTED' AND s.due_at > o.stopped_at",
        (ids,),
    )
    return _retract(
        cursor,
        fallen,
        Text(
            "What was owed had been done before that stage began; it became known later.",
            "应办事项在该阶段开始之前已完成，平台事后得知。",
        ),
        now,
    )


def retract_obligations(
    cursor: Cursor, obligation_ids: Collection[int], why: Text, now: datetime, by: str = PLATFORM
) -> list[str]:
    """Take back locked obligations that were never owed; the alerts taken back, which is all that was told of them."""
    ids = list(obligation_ids)
    if not ids:
        return []
    cursor.execute(
        "UPDATE platform.obligation SET state = 'RETRACTED', stopped_at = NULL, closed_at = %s, closed_by = %s, "
        "reason = %s WHERE obligation_id = ANY(%s)",
        (now, by, why.en if why.en == why.zh else str(why), ids),
    )
    cursor.execute(
        "UPDATE platform.obligation_stage SET state = 'DROPPED' WHERE obligation_id = ANY(%s) AND state = 'OPEN'",
        (ids,),
    )
    fallen = rows(
        cursor,
        "SELECT obligation_id, stage, telling, alert_id FROM platform.obligation_stage "
        "WHERE obligation_id = ANY(%s) AND state = 'EMITTED'",
        (ids,),
    )
    return _retract(cursor, fallen, why, now)


def tell_stages(cursor: Cursor, law: Law, obligation_ids: Collection[int], until: datetime, now: datetime) -> int:
    """Tell of the stages of locked obligations that have begun by `until`; how many.

    A stage that is agreement by silence also closes its obligation and opens what follows it.
    """
    found = rows(
        cursor,
        "SELECT s.obligation_id, s.stage, s.telling, o.source, o.due_on, o.due_on_adjusted, o.rules_version, "
        f"o.quarantine_id, s.due_at, {CLOCK} "
        "FROM platform.obligation_stage s JOIN platform.obligation o USING (obligation_id) "
        "WHERE s.obligation_id = ANY(%s) AND s.state = 'OPEN' AND s.due_at <= %s",
        (list(obligation_ids), until),
    )
    facts, expired = [], []
    for obligation_id, stage, telling, source, due_on, adjusted, rules_version, held, due_at, *clock in found:
        reference = f"obligation/{obligation_id}" if held is None else f"quarantine/{held}"
        fact = _FACT_SEPARATOR.join((str(obligation_id), stage, str(telling)))
        facts.append(Fact(fact, Clock(*clock), Source(source), stage, due_on, adjusted, rules_version, reference))
        if stage == DEEMED_AGREEMENT:
            expired.append(Closing(obligation_id, due_at, _DEEMED))
    raised = alerts(facts, law, now)
    store(cursor, raised)
    told = [(*fact.split(_FACT_SEPARATOR), alert.alert_id) for alert in raised for fact in alert.facts]
    cursor.execute(
        "UPDATE platform.obligation_stage s SET state = 'EMITTED', alert_id = told.alert_id "
        "FROM unnest(%s::bigint[], %s::text[], %s::smallint[], %s::text[]) AS told (obligation_id, stage, telling, alert_id) "
        "WHERE s.obligation_id = told.obligation_id AND s.stage = told.stage AND s.telling = told.telling "
        "AND s.state = 'OPEN'",
        tuple([row[column] for row in told] for column in range(4)),
    )
    require(cursor.rowcount, len(found))
    close_obligations(cursor, expired, now)
    for closing in expired:
        open_next(cursor, law, closing.obligation_id, now)
    return len(found)


_NOT_SILENT = Text("There was an answer in time, so silence agreed to nothing.", "已按时答复，不构成视为同意。")
_DEEMED = "deemed agreement: no reply by the due date, Article 26(2) / 逾期未答复，视为同意（第二十六条第二款）"


def open_next(
    cursor: Cursor, law: Law, obligation_id: int, now: datetime, by: str = PLATFORM, agency: str | None = None
) -> int | None:
    """Open the obligation that starts where a closed one ended; its id, None where nothing follows.

    It starts on the day the former was done; after agreement by silence on the day the reply was due (O8). The same
    agency owes it unless another is named.
    """
    ((kind, same, item, subject, version, due_on, reason, stopped_at, rules_version),) = rows(
        cursor,
        "SELECT kind, provider, item, subject, item_version, due_on_adjusted, reason, stopped_at, rules_version "
        "FROM platform.obligation WHERE obligation_id = %s AND state = 'CLOSED'",
        (obligation_id,),
    )
    following = law.kinds(kind).followed_by
    if following is None:
        return None
    started_on: date = due_on if reason == _DEEMED else beijing_date(stopped_at)
    opening = Opening(
        clock=Clock(following, agency or same, item, version, started_on, None),
        source=Source.OBLIGATION,
        subject=subject,
        known_at=stopped_at,
        rules_version=rules_version,
        basis=f"follows obligation {obligation_id} / 承接义务 {obligation_id}",
        opened_by=by,
        follows=obligation_id,
    )
    return open_obligation(cursor, law, opening, now)


def _retract(cursor: Cursor, fallen: Sequence[Sequence[object]], why: Text, now: datetime) -> list[str]:
    """Take back stages told of, each (obligation, stage, telling, alert), of locked obligations; by which alerts."""
    if not fallen:
        return []
    by_alert: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for obligation_id, stage, telling, alert_id in fallen:
        fact = _FACT_SEPARATOR.join((str(obligation_id), str(stage), str(telling)))
        by_alert[str(alert_id)].append((fact, f"obligation/{obligation_id}"))
    raised = take_back(cursor, by_alert, why, now)
    marks = [(*fact.split(_FACT_SEPARATOR), alert.alert_id) for alert in raised for fact in alert.facts]
    cursor.execute(
        "UPDATE platform.obligation_stage s SET state = 'RETRACTED', retraction_id = back.alert_id "
        "FROM unnest(%s::bigint[], %s::text[], %s::smallint[], %s::text[]) AS back (obligation_id, stage, telling, alert_id) "
        "WHERE s.obligation_id = back.obligation_id AND s.stage = back.stage AND s.telling = back.telling "
        "AND s.state = 'EMITTED'",
        tuple([row[column] for row in marks] for column in range(4)),
    )
    require(cursor.rowcount, len(fallen))
    return [alert.alert_id for alert in raised]


def take_back(
    cursor: Cursor, facts_of: Mapping[str, Sequence[tuple[str, str]]], why: Text, now: datetime
) -> list[Alert]:
    """Raise the alerts that take back what earlier ones told, each with its (fact, reference)s; the caller marks them."""
    raised = [
        retraction(told, facts_of[told.alert_id], why, now) for told in _told(cursor, sorted(facts_of))
    ]  # fmt: skip
    store(cursor, raised)
    return raised


def _told(cursor: Cursor, alert_ids: Sequence[str]) -> Iterator[Alert]:
    """Alerts as they were told; which facts each told of is not looked up."""
    for row in rows(
        cursor, f"SELECT {', '.join(_ALERT)} FROM platform.alert WHERE alert_id = ANY(%s)", (list(alert_ids),)
    ):
        named = dict(zip(_ALERT, row, strict=True))
        explanation = Text(named.pop("explanation_en"), named.pop("explanation_zh"))
        named |= {"source": Source(named["source"]), "refers_to": tuple(named["refers_to"])}
        yield Alert(explanation=explanation, facts=(), **named)


def store(cursor: Cursor, raised: Sequence[Alert]) -> None:
    """Store alerts and put them into the outbox, whose ids become visible in their order."""
    if not raised:
        return
    insert_rows(
        cursor,
        f"platform.alert ({', '.join(_ALERT)})",
        [
            (
                alert.alert_id, alert.provider, alert.item, alert.kind, alert.source, alert.stage, alert.due_on,
                alert.due_on_adjusted, alert.count, alert.raised_at, alert.article, alert.explanation.en,
                alert.explanation.zh, alert.rules_version, list(alert.refers_to), alert.retracts,
            )
            for alert in raised
        ],
    )  # fmt: skip
    # Held until the commit: whoever sees an id has seen every smaller one.
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_OUTBOX_LOCK,))
    insert_rows(cursor, "platform.alert_outbox (alert_id)", [(alert.alert_id,) for alert in raised])


def require(changed: int, expected: int) -> None:
    """Hold that as many facts were marked as told as were told of.

    Raises:
        ToldTwice: it is not so.
    """
    if changed != expected:
        raise ToldTwice(f"{changed} facts marked as told instead of {expected}")
