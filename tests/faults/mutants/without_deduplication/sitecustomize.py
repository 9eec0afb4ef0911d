"""A materialiser that takes a repeat for a new event."""

from typing import Any

from consumers.item_tables import Applied, ItemTables, Outcome

_apply = ItemTables.apply


def _without_deduplication(self: ItemTables, *arguments: Any) -> Applied:
    applied = _apply(self, *arguments)
    applied.outcomes[applied.outcomes == Outcome.REPEAT] = Outcome.APPLIED
    return applied


ItemTables.apply = _without_deduplication
