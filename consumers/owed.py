"""What agencies owe now: obligations whose clock runs, by the stage they have reached."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from consumers.alerts import stage
from infra.postgres import Cursor, rows

# An obligation stands where the latest of its stages that was told of puts it: nothing is called overdue before
# everything appended up to its due instant has been materialised.
_OPEN = """
SELECT o.provider, o.item, latest.stage, count(*), min(o.due_on_adjusted)
FROM platform.obligation o LEFT JOIN LATERAL (
  SELECT s.stage FROM platform.obligation_stage s
  WHERE s.obligation_id = o.obligation_id AND s.state = 'EMITTED' ORDER BY s.due_at DESC LIMIT 1
) latest ON true
WHERE o.state = 'OPEN' AND o.item IS NOT NULL GROUP BY 1, 2, 3
"""
_DUE_SOON = ("due-soon", "due-today")


@dataclass(frozen=True)
class Owed:
    """Obligations of one agency and item: all that are `open`, and those of them that have reached a stage.

    Past a due date of the Rules they are `overdue`, past one that is the platform's target alone `past_target`; of each
    the earliest due date.
    """

    open: int = 0
    due_soon: int = 0
    overdue: int = 0
    past_target: int = 0
    oldest_overdue_on: date | None = None
    oldest_past_target_on: date | None = None


def owed(cursor: Cursor) -> dict[tuple[str, str], Owed]:
    """What is owed per (agency, item); obligations that are not about an item are left out."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    oldest: dict[tuple[str, str, str], date] = {}
    for agency, item, reached, count, earliest in rows(cursor, _OPEN):
        counted = counts.setdefault((agency, item), Counter())
        counted["open"] += count
        name = stage(reached).name if reached else "open"
        if name != "open":
            counted["due-soon" if name in _DUE_SOON else name] += count
            oldest[agency, item, name] = min(earliest, oldest.get((agency, item, name), earliest))
    return {
        key: Owed(
            open=counted["open"],
            due_soon=counted["due-soon"],
            overdue=counted["overdue"],
            past_target=counted["past-target"],
            oldest_overdue_on=oldest.get((*key, "overdue")),
            oldest_past_target_on=oldest.get((*key, "past-target")),
        )
        for key, counted in counts.items()
    }
