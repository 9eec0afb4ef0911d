"""Update-lag alerts as officers read them: one line per agency, item, clock, due date and stage, and each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal

# What was told stays as it was told; what has been taken back since is told beside it.
_ALL = """
SELECT a.alert_id, a.count, coalesce(sum(r.count), 0) AS retracted
FROM platform.alert a LEFT JOIN platform.alert r ON r.retracts = a.alert_id GROUP BY a.alert_id
"""
# Of an open obligation the latest stage counts: what was told before has been overtaken by it.
_OPEN = """
SELECT alert_id, count(*) AS count, 0 AS retracted FROM (
  SELECT DISTINCT ON (s.obligation_id) s.alert_id
  FROM platform.obligation o JOIN platform.obligation_stage s USING (obligation_id)
  WHERE o.state = 'OPEN' AND s.state = 'EMITTED'
  ORDER BY s.obligation_id, s.due_at DESC
) latest GROUP BY alert_id
"""
_GROUP = ("provider", "item", "kind", "due_on", "due_on_adjusted", "source", "stage")
_LATEST = ("article", "explanation_en", "explanation_zh", "rules_version")


@dataclass(frozen=True)
class ToldAlerts:
    """What was told of one agency, item, clock, due date and stage; field names are the keys of the command's JSON.

    `item` is None where an obligation is not about one. `due_on` is the date of the Rules, `due_on_adjusted` the one
    without declared intake outages, by which it is judged. `count` is of changes or other obligations; of these, so
    many have been `retracted` since. `alert_ids` begins with the latest alert, whose explanation this is.
    """

    agency: str
    item: str | None
    kind: str
    due_on: date
    due_on_adjusted: date
    source: str
    stage: str
    count: int
    retracted: int
    first_raised_at: datetime
    last_raised_at: datetime
    alert_ids: tuple[str, ...]
    article: str
    explanation_en: str
    explanation_zh: str
    rules_version: str

    def as_json(self) -> dict[str, Any]:
        """The row for other programs; dates and instants in ISO 8601."""
        return _as_json(self)


@dataclass(frozen=True)
class ToldAlert:
    """One alert as it was told; field names are the keys of the command's JSON.

    `refers_to` are ids of events, refused records and obligations. `retracts` is the alert it takes back, whole or in
    part, `retracted_by` the alerts that take back this one. Of the obligations it spoke of so many are still `open`;
    of the findings it told of, officers confirmed and dismissed so many.
    """

    alert_id: str
    agency: str
    item: str | None
    kind: str
    due_on: date
    due_on_adjusted: date
    source: str
    stage: str
    count: int
    raised_at: datetime
    article: str
    explanation_en: str
    explanation_zh: str
    rules_version: str
    refers_to: tuple[str, ...]
    retracts: str | None
    retracted_by: tuple[str, ...]
    open: int
    confirmed: int
    dismissed: int

    def as_json(self) -> dict[str, Any]:
        """The alert for other programs; dates and instants in ISO 8601."""
        return _as_json(self)


class Stage(NamedTuple):
    """A stage as it stands in tables: its name, and after how many working days, None where it counts none."""

    name: str
    working_days: int | None


def stage(written: str) -> Stage:
    """Takes `overdue-5` apart; `due-soon` has no number."""
    name, _, number = written.rpartition("-")
    return Stage(name, int(number)) if number.isdecimal() else Stage(written, None)


def told(
    settings: Settings, *, only_open: bool = False, agency: str | None = None, item: str | None = None
) -> Sequence[ToldAlerts]:
    """What has been told, latest due date first; of what is still open the longest overdue first.

    Args:
        settings: where PostgreSQL is.
        only_open: of obligations whose clock still runs, each at its latest stage. A change that arrived late has
            arrived, so nothing of it is open.
        agency: of this agency alone.
        item: of this item alone.
    """
    group = ", ".join(f"a.{column}" for column in _GROUP)
    ids = "array_agg(a.alert_id ORDER BY a.raised_at DESC, a.alert_id)"
    latest = ", ".join(f"(array_agg(a.{column} ORDER BY a.raised_at DESC, a.alert_id))[1]" for column in _LATEST)
    connection = connect(settings, "govsync-alerts")
    try:
        with transaction(connection) as cursor:
            found = rows(
                cursor,
                f"SELECT {group}, sum(t.count)::bigint, sum(t.retracted)::bigint, min(a.raised_at), max(a.raised_at), "
                f"{ids}, {latest} FROM ({_OPEN if only_open else _ALL}) t JOIN platform.alert a USING (alert_id) "
                "WHERE (%(agency)s::text IS NULL OR a.provider = %(agency)s) "
                "AND (%(item)s::text IS NULL OR a.item = %(item)s) "
                f"GROUP BY {group} ORDER BY a.due_on_adjusted {'ASC' if only_open else 'DESC'}, a.provider, a.item, a.kind, a.source, a.stage",
                {"agency": agency, "item": item},
            )
    finally:
        connection.close()
    return [_group(row) for row in found]


def alert(settings: Settings, alert_id: str) -> ToldAlert:
    """One alert, with what has become of what it spoke of.

    Raises:
        Refusal: no alert has that id, or several begin with it.
    """
    connection = connect(settings, "govsync-alerts")
    try:
        with transaction(connection) as cursor:
            return _one(cursor, alert_id)
    finally:
        connection.close()


def _one(cursor: Cursor, alert_id: str) -> ToldAlert:
    columns = (*_GROUP, "count", "raised_at", *_LATEST, "refers_to", "retracts")
    found = rows(
        cursor,
        f"SELECT a.alert_id, {', '.join(f'a.{column}' for column in columns)}, "
        "(SELECT coalesce(array_agg(r.alert_id ORDER BY r.raised_at), '{}') FROM platform.alert r "
        "WHERE r.retracts = a.alert_id), "
        "(SELECT count(*) FROM platform.obligation_stage s JOIN platform.obligation o USING (obligation_id) "
        "WHERE s.alert_id = a.alert_id AND o.state = 'OPEN'), d.confirmed, d.dismissed "
        "FROM platform.alert a, LATERAL (SELECT count(*) FILTER (WHERE decision = 'CONFIRMED') AS confirmed, "
        "count(*) FILTER (WHERE decision = 'DISMISSED') AS dismissed FROM platform.finding f "
        "JOIN platform.standing_decision USING (finding_id) WHERE f.alert_id = a.alert_id) d "
        "WHERE starts_with(a.alert_id, %s) LIMIT 2",
        (alert_id,),
    )
    if len(found) != 1 or not alert_id:
        raise Refusal(
            f"{'Several alerts begin' if found else 'No alert begins'} with {alert_id!r}. "
            "`govsync alerts --json` shows their ids.",
            f"{'有多个' if found else '没有'}编号以 {alert_id!r} 开头的提示。编号见 `govsync alerts --json`。",
        )
    told_id, provider, item, kind, due_on, due_on_adjusted, source, stage_, count, raised_at, *rest = found[0]
    article, explanation_en, explanation_zh, rules_version, refers_to, retracts, retracted_by, *standing = rest
    return ToldAlert(
        told_id, provider, item, kind, due_on, due_on_adjusted, source, stage_, count, raised_at, article,
        explanation_en, explanation_zh, rules_version, tuple(refers_to), retracts, tuple(retracted_by), *standing,
    )  # fmt: skip


def _group(row: Sequence[Any]) -> ToldAlerts:
    *group, count, retracted, first, last, ids, article, explanation_en, explanation_zh, rules_version = row
    provider, item, kind, due_on, due_on_adjusted, source, stage_ = group
    return ToldAlerts(
        provider, item, kind, due_on, due_on_adjusted, source, stage_, count, retracted, first, last, tuple(ids),
        article, explanation_en, explanation_zh, rules_version,
    )  # fmt: skip


def _as_json(told_of: ToldAlerts | ToldAlert) -> dict[str, Any]:
    shown = {name: getattr(told_of, name) for name in told_of.__dataclass_fields__}
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in shown.items()}
