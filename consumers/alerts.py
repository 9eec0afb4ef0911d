"""Update-lag alerts as officers read them: one line per agency, item, due date and stage, with its explanation."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from infra.postgres import connect, rows, transaction
from infra.settings import Settings

_ALL = "SELECT alert_id, count FROM platform.alert"
# Of an open obligation the latest stage counts: what was told before has been overtaken by it.
_OPEN = """
SELECT alert_id, count(*) AS count FROM (
  SELECT DISTINCT ON (s.obligation_id) s.alert_id
  FROM platform.obligation o JOIN platform.obligation_stage s USING (obligation_id)
  WHERE o.state = 'OPEN' AND s.state = 'EMITTED'
  ORDER BY s.obligation_id, s.due_at DESC
) latest GROUP BY alert_id
"""


@dataclass(frozen=True)
class ToldAlerts:
    """What was told of one agency, item, due date and stage; field names are the keys of the command's JSON.

    `count` is of changes. `source` is `LATE_EVENT` or `REFUSED_EVENT`. The explanation is that of the latest alert.
    """

    agency: str
    item: str
    due_on: date
    source: str
    stage: str
    count: int
    first_raised_at: datetime
    last_raised_at: datetime
    article: str
    explanation_en: str
    explanation_zh: str
    rules_version: str

    def as_json(self) -> dict[str, Any]:
        """The row for other programs; dates and instants in ISO 8601."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}


def told(
    settings: Settings, *, only_open: bool = False, agency: str | None = None, item: str | None = None
) -> Sequence[ToldAlerts]:
    """What has been told, latest due date first.

    Args:
        settings: where PostgreSQL is.
        only_open: of refused changes whose clock still runs, each at its latest stage. A change that arrived late has
            arrived, so nothing of it is open.
        agency: of this agency alone.
        item: of this item alone.
    """
    latest = ", ".join(
        f"(array_agg(a.{column} ORDER BY a.raised_at DESC, a.alert_id))[1]"
        for column in ("article", "explanation_en", "explanation_zh", "rules_version")
    )
    connection = connect(settings, "govsync-alerts")
    try:
        with transaction(connection) as cursor:
            found = rows(
                cursor,
                "SELECT a.provider, a.item, a.due_on, a.source, a.stage, sum(t.count)::bigint, min(a.raised_at), "
                f"max(a.raised_at), {latest} FROM ({_OPEN if only_open else _ALL}) t JOIN platform.alert a USING (alert_id) "
                "WHERE (%(agency)s::text IS NULL OR a.provider = %(agency)s) "
                "AND (%(item)s::text IS NULL OR a.item = %(item)s) "
                "GROUP BY a.provider, a.item, a.due_on, a.source, a.stage "
                "ORDER BY a.due_on DESC, a.provider, a.item, a.stage",
                {"agency": agency, "item": item},
            )
    finally:
        connection.close()
    return [ToldAlerts(*row) for row in found]
