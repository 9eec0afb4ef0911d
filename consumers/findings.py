"""Findings of the legal clock as officers read them, and what officers decide about them.

A finding says what the clock says. It becomes a breach (Article 43) only by a decision, and a decision is never
rewritten: another may follow it. Nothing here names a person whose data it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from consumers.attribution import Accesses
from infra.postgres import Connection, Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal, Text
from schemas.directory import Directory, Item
from schemas.identifiers import holds_resident_number

CONFIRMED, DISMISSED = "CONFIRMED", "DISMISSED"
OPEN = "OPEN"
STANDINGS = (OPEN, CONFIRMED, DISMISSED)
"""How a finding stands: not decided yet, or as its latest decision says."""

CONFIRMABLE = ("LATE",)
"""Verdicts that say a duty was missed; what is only past a target of the platform, or not certain yet, is none."""

LIMBS = tuple(f"43({number})" for number in range(1, 9))

_COLUMNS = (
    "finding_id", "provider", "item", "event_id", "clock", "verdict", "changed_on", "due_on", "due_on_adjusted",
    "provisional", "received_at", "item_version", "approval", "ticket", "rules_version", "calendar_version", "reason",
    "follows", "found_at", "alert_id",
)  # fmt: skip
_SELECT = (
    f"SELECT {', '.join(f'f.{column}' for column in _COLUMNS)}, "
    "(SELECT g.finding_id FROM platform.finding g WHERE g.follows = f.finding_id ORDER BY g.found_at DESC LIMIT 1), "
    f"coalesce(d.decision, '{OPEN}') "
    "FROM platform.finding f LEFT JOIN platform.standing_decision d USING (finding_id)"
)
_DECISION_COLUMNS = (
    "finding_decision_id", "follows", "decision", "limb", "officer", "statement", "no_statement_by_on", "reason",
    "decided_at",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One finding; field names are the keys of the command's JSON.

    `due_on` is the date of the Rules, `due_on_adjusted` the one without declared intake outages, by which it was
    judged. `approval` and `ticket` name the rows of the registers it rests on; `reason` and `follows` say what made the
    event be judged again, and which finding this one follows; `followed_by` is the one that follows it. `standing` is one of `STANDINGS`.
    """

    finding_id: str
    agency: str
    item: str
    event_id: str
    clock: str
    verdict: str
    changed_on: date
    due_on: date | None
    due_on_adjusted: date | None
    provisional: bool
    received_at: datetime
    item_version: int
    approval: str | None
    ticket: str | None
    rules_version: str
    calendar_version: str
    reason: str | None
    follows: str | None
    found_at: datetime
    alert_id: str | None
    followed_by: str | None
    standing: str

    def as_json(self) -> dict[str, Any]:
        """The finding as commands print it."""
        return _as_json(self)


@dataclass(frozen=True)
class Decision:
    """What an officer decided about a finding, and on what grounds.

    `limb` is the limb of Article 43 a confirmed finding falls under. Either `statement` tells what the agency said, or
    `no_statement_by_on` the day up to which it was heard and said nothing.
    """

    decision: str
    officer: str
    reason: str
    limb: str | None = None
    statement: str | None = None
    no_statement_by_on: date | None = None


@dataclass(frozen=True)
class Decided:
    """A decision that was taken, with its number, the one it replaces, and when."""

    finding_decision_id: int
    follows: int | None
    decision: Decision
    decided_at: datetime

    def as_json(self) -> dict[str, Any]:
        """The decision as commands print it."""
        return {
            "finding_decision_id": self.finding_decision_id,
            "follows": self.follows,
            **_as_json(self.decision),
            "decided_at": self.decided_at.isoformat(),
        }


@dataclass(frozen=True)
class Event:
    """The event a finding is about: where it lies, and what it claims. Neither its subject nor its content."""

    topic: str
    partition: int
    offset: int
    seq: int
    submission_id: str | None
    operation: str
    origin: str
    origin_ref: str | None
    materialised_at: datetime

    def as_json(self) -> dict[str, Any]:
        """The event as commands print it."""
        return _as_json(self)


@dataclass(frozen=True)
class Evidence:
    """Everything the platform knows about a finding.

    `event` is None where the history of the item does not hold the event. `others` are the findings about the same
    event, earlier and later ones; `decisions` is in the order in which they were taken; `accesses` tells which agencies
    read the item since the event was in its basic database.
    """

    finding: Finding
    event: Event | None
    others: Sequence[Finding]
    decisions: Sequence[Decided]
    accesses: Accesses


def listed(
    settings: Settings,
    *,
    agency: str | None = None,
    item: str | None = None,
    verdict: str | None = None,
    standing: str | None = None,
    alert: str | None = None,
    limit: int | None = None,
) -> tuple[list[Finding], int]:
    """Findings, the longest past due first, and how many there are in all.

    Args:
        settings: where PostgreSQL is.
        agency: of this provider only.
        item: of this item only.
        verdict: with this verdict only.
        standing: one of `STANDINGS`.
        alert: told of by the alerts whose id begins so.
        limit: at most so many.
    """
    asked = {"agency": agency, "item": item, "verdict": verdict, "standing": standing, "alert": alert, "limit": limit}
    where = (
        "WHERE (%(agency)s::text IS NULL OR f.provider = %(agency)s) "
        "AND (%(item)s::text IS NULL OR f.item = %(item)s) "
        "AND (%(verdict)s::text IS NULL OR f.verdict = %(verdict)s) "
        "AND (%(alert)s::text IS NULL OR starts_with(f.alert_id, %(alert)s)) "
        f"AND (%(standing)s::text IS NULL OR coalesce(d.decision, '{OPEN}') = %(standing)s)"
    )
    connection = connect(settings, "govsync-finding")
    try:
        with transaction(connection) as cursor:
            found = rows(cursor, f"{_SELECT} {where} ORDER BY f.due_on_adjusted, f.finding_id LIMIT %(limit)s", asked)
            total = len(found)
            if limit is not None and total == limit:
                counted = f"SELECT count(*) FROM ({_SELECT} {where}) every"
                total = rows(cursor, counted, asked)[0][0]
    finally:
        connection.close()
    return [_finding(row) for row in found], total


def evidence(settings: Settings, directory: Directory, finding_id: str) -> Evidence:
    """Everything known about one finding.

    Raises:
        Refusal: no finding has that id, or several begin with it.
    """
    connection = connect(settings, "govsync-finding")
    try:
        with transaction(connection) as cursor:
            finding = _one(cursor, finding_id)
            item = directory.items.get(finding.item)
            event = _event(cursor, item, finding) if item else None
            others = rows(
                cursor,
                f"{_SELECT} WHERE f.item = %s AND f.event_id = %s AND f.finding_id <> %s ORDER BY f.found_at, f.finding_id",
                (finding.item, finding.event_id, finding.finding_id),
            )
            return Evidence(
                finding,
                event,
                [_finding(row) for row in others],
                _decisions(cursor, finding.finding_id),
                accesses(cursor, finding.item, event.materialised_at) if event else {},
            )
    finally:
        connection.close()


def accesses(cursor: Cursor, item: str, since: datetime | None = None) -> Accesses:
    """Which agencies read an item, and when; with `since`, each one's first access from then on."""
    found = rows(
        cursor,
        "SELECT agency, array_agg(accessed_at ORDER BY accessed_at) FROM platform.access_log "
        "WHERE item = %(item)s AND (%(since)s::timestamptz IS NULL OR accessed_at >= %(since)s) GROUP BY agency",
        {"item": item, "since": since},
    )
    return {agency: instants if since is None else instants[:1] for agency, instants in found}


def decide(settings: Settings, finding_id: str, decision: Decision, now: datetime, today: date) -> Decided:
    """Decide about a finding at `now`, the day `today` in Beijing; a decision already taken is followed by this one.

    Raises:
        Refusal: the finding cannot be confirmed, the decision lacks its grounds, or somebody decided at the same time.
    """
    check_grounds(decision, today)
    connection = connect(settings, "govsync-finding")
    try:
        return _decide(connection, finding_id, decision, now)
    finally:
        connection.close()


def _decide(connection: Connection, finding_id: str, decision: Decision, now: datetime) -> Decided:
    with transaction(connection) as cursor:
        finding = _one(cursor, finding_id)
        if decision.decision == CONFIRMED:
            check_confirmable(finding)
        earlier = _decisions(cursor, finding.finding_id)
        follows = earlier[-1].finding_decision_id if earlier else None
        values = {**decision.__dict__, "finding_id": finding.finding_id, "follows": follows, "decided_at": now}
        columns = ", ".join(values)
        places = ", ".join(f"%({name})s" for name in values)
        # Both of two officers would follow the same decision; the unique key lets one of them.
        cursor.execute(
            f"INSERT INTO platform.finding_decision ({columns}) VALUES ({places}) "
            "ON CONFLICT (finding_id, follows) DO NOTHING RETURNING finding_decision_id",
            values,
        )
        written = cursor.fetchone()
    if written is None:
        raise Refusal(
            f"Somebody decided about {finding.finding_id} at this moment. Look at that decision with `govsync finding show "
            f"{finding.finding_id}`, then decide again if yours still stands.",
            f"刚刚已有人对 {finding.finding_id} 作出认定。请先用 `govsync finding show {finding.finding_id}` 查看,"
            "如仍需认定再重新提交。",
        )
    return Decided(written[0], follows, decision, now)


def check_grounds(decision: Decision, today: date) -> None:
    """A decision names who takes it and why; a confirmed one also its limb, and that the agency was heard.

    Raises:
        Refusal: says what is missing.
    """
    for name, given in (
        (Text("--officer", "--officer"), decision.officer),
        (Text("--reason", "--reason"), decision.reason),
    ):
        if not given.strip():
            raise Refusal(
                f"{name.en} is empty: a decision without who takes it and why binds nobody (Article 43). Give both.",
                f"{name.zh} 为空:认定须写明认定人和理由(第四十三条)。请补充。",
            )
    if decision.statement is not None and decision.no_statement_by_on is not None:
        raise Refusal(
            "--statement and --no-statement-by exclude each other: the agency made a statement, or it made none.",
            "--statement 与 --no-statement-by 不能同时给出:部门或已陈述,或未陈述。",
        )
    for written in (decision.officer, decision.reason, decision.statement or ""):
        if holds_resident_number(written):
            raise Refusal(
                "The text holds what looks like a resident identity number. A decision names no person whose data it is: "
                "refer to the event by its id.",
                "文字中含有疑似公民身份号码。认定不得涉及数据所指个人:请以事件编号指代。",
            )
    if decision.decision != CONFIRMED:
        return
    if decision.limb not in LIMBS:
        raise Refusal(
            f"{decision.limb!r} is no limb of Article 43. Use one of {', '.join(LIMBS)}.",
            f"{decision.limb!r} 不是第四十三条的项。可用:{'、'.join(LIMBS)}。",
        )
    if not (decision.statement or "").strip() and decision.no_statement_by_on is None:
        raise Refusal(
            "The agency has not been heard: give its statement with --statement, or the day up to which it was asked and "
            "said nothing with --no-statement-by.",
            "尚未听取部门陈述:请以 --statement 给出其陈述,或以 --no-statement-by 给出已告知其陈述而截至未陈述的日期。",
        )
    if decision.no_statement_by_on is not None and decision.no_statement_by_on >= today:
        raise Refusal(
            f"--no-statement-by {decision.no_statement_by_on} has not passed: the agency may still make its statement.",
            f"--no-statement-by {decision.no_statement_by_on} 尚未届满:部门仍可陈述。",
        )


_UNCONFIRMABLE = {
    "PAST_TARGET": Text(
        'the Rules say "promptly" only, and no authority has adopted a number of days, so what was missed is the '
        "platform's own target and no duty (Article 19(2), open point O1)",
        "规定仅要求“及时”,主管部门尚未采纳天数;超过的是平台目标,并非法定期限(第十九条第二款,存疑点 O1)",
    ),
    "PENDING": Text(
        "its due date is not certain: the State Council notice it depends on is not loaded. Load it with `govsync calendar "
        "import`; a finding that says LATE or ON_TIME will follow",
        "到期日尚未确定:所依据的放假通知尚未加载。请用 `govsync calendar import` 加载,届时将有新的判定",
    ),
}
_NO_FAULT = Text("the clock does not say that the event was late", "时限判定并未认为逾期")


def check_confirmable(finding: Finding) -> None:
    """Only what is late by law, as the platform sees it now, can be confirmed.

    Raises:
        Refusal: says why it cannot.
    """
    if finding.followed_by is not None:
        raise Refusal(
            f"The finding {finding.finding_id} has been followed by {finding.followed_by}, which judges the same event by "
            "what is known now. Decide about that one.",
            f"发现 {finding.finding_id} 之后已有 {finding.followed_by},系按现有信息对同一事件的判定。请就后者认定。",
        )
    if finding.verdict not in CONFIRMABLE:
        why = _UNCONFIRMABLE.get(finding.verdict, _NO_FAULT)
        raise Refusal(
            f"The finding {finding.finding_id} is {finding.verdict} and cannot be confirmed as a breach: {why.en}.",
            f"发现 {finding.finding_id} 为 {finding.verdict},不能认定为违规:{why.zh}。",
        )


def _one(cursor: Cursor, finding_id: str) -> Finding:
    found = rows(cursor, f"{_SELECT} WHERE starts_with(f.finding_id, %s) LIMIT 2", (finding_id,))
    if len(found) != 1 or not finding_id:
        raise Refusal(
            f"{'Several findings begin' if found else 'No finding begins'} with {finding_id!r}. "
            "`govsync finding list` shows their ids.",
            f"{'有多个' if found else '没有'}编号以 {finding_id!r} 开头的发现。编号见 `govsync finding list`。",
        )
    return _finding(found[0])


def _decisions(cursor: Cursor, finding_id: str) -> list[Decided]:
    found = rows(
        cursor,
        f"SELECT {', '.join(_DECISION_COLUMNS)} FROM platform.finding_decision WHERE finding_id = %s "
        "ORDER BY finding_decision_id",
        (finding_id,),
    )
    return [_decided(dict(zip(_DECISION_COLUMNS, row, strict=True))) for row in found]


def _decided(row: Mapping[str, Any]) -> Decided:
    decision = Decision(**{name: row[name] for name in Decision.__dataclass_fields__})
    return Decided(row["finding_decision_id"], row["follows"], decision, row["decided_at"])


def _event(cursor: Cursor, item: Item, finding: Finding) -> Event | None:
    found = rows(
        cursor,
        "SELECT topic_partition, kafka_offset, seq, submission_id, operation, origin, origin_ref, materialised_at "
        f"FROM {item.database}.{item.table}_history WHERE provider = %s AND event_id = %s",
        (finding.agency, finding.event_id),
    )
    return Event(item.shared_topic, *found[0]) if found else None


def _finding(row: Sequence[Any]) -> Finding:
    finding = Finding(*row)
    return replace(finding, event_id=str(finding.event_id))


def _as_json(value: Any) -> dict[str, Any]:
    shown = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in shown.items()}
