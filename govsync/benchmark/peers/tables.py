"""The tables contenders write to: no index but the keys, no trigger. Less work than our own tables are."""

from typing import NamedTuple

from consumers.columns import history_columns
from schemas.directory import Item
from schemas.tables import KEPT_IN_CURRENT, KEY, ONLY_IN_HISTORY, element_columns


class Tables(NamedTuple):
    """Qualified names of the tables, or views, in which a contender's result is found."""

    current: str
    history: str


PEER_TABLES = Tables("peer.current", "peer.history")
PLACE = ("topic_partition", "kafka_offset")
"""Where an event stands in the shared topic: the key of history."""

NOT_CARRIED = ("deleted",)
"""What our own tables derive from an event; whoever reads events alone does not find it there."""


def own_tables(item: Item) -> Tables:
    """Our own tables of an item."""
    return Tables(f"{item.database}.{item.table}", f"{item.database}.{item.table}_history")


def peer_columns(item: Item) -> list[str]:
    """Columns of both peer tables, in their order: what a shared event carries, and its place."""
    return [column for column in history_columns(item) if column not in NOT_CARRIED]


def create_peer_tables(item: Item) -> str:
    """DDL of the schema `peer`."""
    envelope = KEPT_IN_CURRENT | ONLY_IN_HISTORY
    never_null = (*KEY, *PLACE, "provider", "seq", "record_version")
    types = {name: kind if name in never_null else kind.removesuffix(" NOT NULL") for name, kind in envelope.items()}
    types |= element_columns(item)
    columns = ",\n  ".join(f"{name} {types[name]}" for name in peer_columns(item))
    return f"""CREATE SCHEMA peer;
CREATE TABLE {PEER_TABLES.current} (
  {columns},
  PRIMARY KEY ({", ".join(KEY)})
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE {PEER_TABLES.history} (
  {columns},
  PRIMARY KEY ({", ".join(PLACE)})
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
"""
