"""An item's current table recomputed from its history beside the live one, and what differs set right in one moment.

The comparison reads a snapshot and holds nobody up. Then, with the item's partitions locked for that moment so that no
materialiser commits, the records that differed are recomputed from the history as it is by now and written: a reader
sees the table as it was or as it ought to be, and the materialiser goes on where it stood. The table itself stays, and
with it its views, grants and indexes.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from consumers import fold, identity
from consumers.fold import Deviation
from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Text
from schemas.directory import Item
from schemas.tables import KEPT_IN_CURRENT, KEY

_MENDED = ("missing", "extra", "differs")
_KEY = ", ".join(KEY)
_LOCK_SECONDS = 60


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild found and did.

    Attributes:
        item: item code.
        compared: rows of the current table when it was compared.
        deviations: what was not as history says, with places in the shared topic; never an identity number.
        is_mended: whether what can be set right was.
        written: rows set to what history says.
        removed: rows that history knows nothing of.
        numbers: rows about how numbers follow one another that were not what history says.
        not_in_history: events with an outcome that history ought to have a row of, but has not; none of them can be
            recomputed until they are brought back from the topic or from a backup.
    """

    item: str
    compared: int
    deviations: Sequence[Deviation]
    is_mended: bool
    written: int
    removed: int
    numbers: int
    not_in_history: int

    @property
    def is_wrong(self) -> bool:
        """Whether anything is still not as it ought to be."""
        mended = self.is_mended and all(d.kind in _MENDED for d in self.deviations)
        is_left = bool(self.deviations and not mended) or bool(self.numbers and not self.is_mended)
        return bool(self.not_in_history) or is_left

    def as_json(self) -> dict[str, Any]:
        """The result as the command prints it."""
        return {
            "item": self.item,
            "compared": self.compared,
            "differences": [{"kind": d.kind, "rows": d.rows, "places": list(d.places)} for d in self.deviations],
            "written": self.written,
            "removed": self.removed,
            "numbers": self.numbers,
            "not_in_history": self.not_in_history,
        }


def rebuild(settings: Settings, item: Item, progress: Callable[[Text], None], *, dry_run: bool) -> Rebuilt:
    """Compare an item's current table with the fold of its history, and make it equal to it.

    Args:
        settings: where PostgreSQL is.
        item: the item.
        progress: is told what is being done.
        dry_run: compare only.
    """
    with closing(connect(settings, "govsync-rebuild", statement_timeout="0")) as connection:
        connection.set_session(isolation_level="REPEATABLE READ")
        with transaction(connection) as cursor:
            # A window over a long history sorts: in memory rather than on the disk, since this runs by itself.
            cursor.execute("SET LOCAL work_mem = '128MB'")
            compared, in_history, told = _counts(cursor, item)
            progress(
                Text(
                    f"Recomputing {compared:,} records from {in_history:,} events of history ...",
                    f"正在由 {in_history:,} 条历史事件重算 {compared:,} 条记录……",
                )
            )
            cursor.execute(f"CREATE TEMP TABLE differing AS {fold.differing(item)}")
            deviations = fold.summed(cursor, "TABLE differing")
        connection.set_session(isolation_level="READ COMMITTED")
        written = removed = 0
        mendable = sum(d.rows for d in deviations if d.kind in _MENDED)
        if mendable and not dry_run:
            progress(Text(f"Setting {mendable:,} records right ...", f"正在更正 {mendable:,} 条记录……"))
            with transaction(connection) as cursor:
                written, removed = _set_right(cursor, item)
        with transaction(connection) as cursor:
            numbers = identity.rebuild(cursor, item, dry_run=dry_run)
    return Rebuilt(item.item, compared, deviations, not dry_run, written, removed, numbers, max(0, told - in_history))


def _counts(cursor: Cursor, item: Item) -> tuple[int, int, int]:
    """Rows of the current table and of history, and events whose outcome says that history has them."""
    current = f"{item.database}.{item.table}"
    sql = f"""
    SELECT (SELECT count(*) FROM {current}), (SELECT count(*) FROM {current}_history),
      (SELECT coalesce(sum(applied + superseded + attested), 0)::bigint FROM platform.submission_outcome WHERE item = %s)"""
    ((rows_of_current, rows_of_history, told),) = rows(cursor, sql, (item.item,))
    return rows_of_current, rows_of_history, told


def _set_right(cursor: Cursor, item: Item) -> tuple[int, int]:
    """Make the records that differed what history says by now, while no materialiser can commit events of the item.

    Returns:
        Rows written, rows removed.
    """
    current = f"{item.database}.{item.table}"
    kept = [*KEPT_IN_CURRENT, *(e.name for e in item.elements)]
    rest = [c for c in kept if c not in KEY]
    cursor.execute("ANALYZE differing")
    cursor.execute(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'")
    # The rows every batch of the item locks first: its materialisers wait, and try again if it takes long.
    cursor.execute(
        "SELECT FROM platform.sink_offset WHERE topic = %s ORDER BY topic_partition FOR UPDATE", (item.shared_topic,)
    )
    cursor.execute(
        f"CREATE TEMP TABLE expected ON COMMIT DROP AS "
        f"{fold.standing_rows(item, f'AND ({_KEY}) IN (SELECT {_KEY} FROM differing)')} "
        f"SELECT {', '.join(kept)} FROM expected"
    )
    cursor.execute(
        f"INSERT INTO {current} AS t ({', '.join(kept)}) SELECT {', '.join(kept)} FROM expected "
        f"ON CONFLICT ({_KEY}) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in rest)} "
        f"WHERE ROW({', '.join(f't.{c}' for c in rest)}) IS DISTINCT FROM ROW({', '.join(f'excluded.{c}' for c in rest)})"
    )
    written = cursor.rowcount
    cursor.execute(
        f"DELETE FROM {current} WHERE ({_KEY}) IN (SELECT {_KEY} FROM differing EXCEPT SELECT {_KEY} FROM expected)"
    )
    return written, cursor.rowcount
