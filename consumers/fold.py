"""What the current tables ought to hold, recomputed in SQL from the history alone, and what differs."""

from collections.abc import Sequence
from typing import NamedTuple

from consumers.item_tables import TRANSFERRED, released
from infra.postgres import Cursor, rows
from schemas.directory import Item
from schemas.tables import KEPT_IN_CURRENT, KEY

PLACES_NAMED = 5
"""How many places of a kind are named: enough to look at, never an identity number."""

_ORDER = "topic_partition, kafka_offset"


class Deviation(NamedTuple):
    """Current rows that are not what history says; `places` are `partition:offset` in the item's shared topic."""

    kind: str
    rows: int
    places: Sequence[str]


def deviations(cursor: Cursor, item: Item) -> list[Deviation]:
    """What `differing` finds, summed."""
    return summed(cursor, differing(item))


def differing(item: Item) -> str:
    """SQL that compares every column of every current row with the fold of its history.

    The fold takes a key's events in the order of their arrival: the first provider owns the record, its largest
    version stands (the first to arrive, if equal), a deletion stands as a deleted row; another provider's events count
    only after a deletion with the reason TRANSFERRED. Attestations change nothing.

    Returns:
        A statement that gives the key of each record that differs, a place in the shared topic, and the kind: missing
        (no current row), extra (no history), differs (another row or another column), not-transferred (another
        provider took over a record that its owner had not let go, and no decision had released).
    """
    kept = [*KEPT_IN_CURRENT, *(e.name for e in item.elements)]
    key = ", ".join(KEY)
    return f"""{standing_rows(item)}
    SELECT {key}, coalesce(e.topic_partition, c.topic_partition) AS topic_partition,
      coalesce(e.kafka_offset, c.kafka_offset) AS kafka_offset,
      CASE WHEN c.provider IS NULL THEN 'missing' WHEN e.provider IS NULL THEN 'extra' ELSE 'differs' END AS kind
    FROM expected e FULL JOIN {item.database}.{item.table} c USING ({key})
    WHERE ROW({_of("e", kept)}) IS DISTINCT FROM ROW({_of("c", kept)})
    UNION ALL
    SELECT {key}, {_ORDER}, 'not-transferred' FROM handed_over o
    WHERE NOT was_let_go AND NOT {released(item, "o.former_provider", "o.former_version", "o")}"""


def summed(cursor: Cursor, found: str) -> list[Deviation]:
    """Rows of a statement with the columns of `differing`, by their kind."""
    sql = f"""
    SELECT kind, count(*), (array_agg(topic_partition || ':' || kafka_offset ORDER BY {_ORDER}))[1:{PLACES_NAMED}]
    FROM ({found}) found GROUP BY kind ORDER BY kind"""
    return [Deviation(*row) for row in rows(cursor, sql)]


def standing_rows(item: Item, only: str = "") -> str:
    """SQL that begins a statement: a WITH whose table `expected` has the row of history that stands for each key.

    Args:
        item: the item.
        only: a further condition on the rows of history, such as the keys to be told.
    """
    history, key = f"{item.database}.{item.table}_history", ", ".join(KEY)
    return f"""WITH arrived AS (
      SELECT {key}, provider, record_version, {_ORDER},
        deleted AND reason IS NOT DISTINCT FROM '{TRANSFERRED}' AS let_go,
        (provider <> lag(provider) OVER (PARTITION BY {key} ORDER BY {_ORDER})) IS TRUE AS takes_over
      FROM {history} WHERE operation <> 'ATTEST' {only}
    ), owned AS (
      SELECT *, count(*) FILTER (WHERE takes_over) OVER (PARTITION BY {key} ORDER BY {_ORDER}) AS owner_number FROM arrived
    ), standing AS (
      SELECT DISTINCT ON ({key}, owner_number) * FROM owned
      ORDER BY {key}, owner_number, record_version DESC, {_ORDER}
    ), handed_over AS (
      SELECT *, lead(let_go) OVER former AS was_let_go, lead(provider) OVER former AS former_provider,
        lead(record_version) OVER former AS former_version, row_number() OVER former AS from_last
      FROM standing WINDOW former AS (PARTITION BY {key} ORDER BY owner_number DESC)
    ), expected AS (
      SELECT h.* FROM handed_over s JOIN {history} h USING ({_ORDER}) WHERE s.from_last = 1
    )"""


def without_source(cursor: Cursor, item: Item) -> Deviation:
    """Current rows whose (topic_partition, kafka_offset) is no row of history."""
    current = f"{item.database}.{item.table}"
    sql = f"""
    SELECT count(*), (array_agg(topic_partition || ':' || kafka_offset ORDER BY topic_partition, kafka_offset))[1:{PLACES_NAMED}]
    FROM {current} c WHERE NOT EXISTS (
      SELECT FROM {current}_history h WHERE (h.topic_partition, h.kafka_offset) = (c.topic_partition, c.kafka_offset))"""
    count, places = rows(cursor, sql)[0]
    return Deviation("without-source", count, places or [])


def _of(alias: str, columns: Sequence[str]) -> str:
    return ", ".join(f"{alias}.{c}" for c in columns)
