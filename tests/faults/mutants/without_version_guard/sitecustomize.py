"""A materialiser that lets whatever comes last stand."""

from consumers.item_tables import ItemTables

_GUARD = "excluded.record_version > t.record_version"
_post_init = ItemTables.__post_init__


def _without_version_guard(self: ItemTables) -> None:
    _post_init(self)
    assert _GUARD in self._upsert
    self._upsert = self._upsert.replace(_GUARD, "true")


ItemTables.__post_init__ = _without_version_guard
