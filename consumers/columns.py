"""Shared events as the columns of an item's history table."""

import json
from collections.abc import Mapping, Sequence

import polars as pl

from schemas.codec import symbols_of
from schemas.directory import Item
from schemas.released import WireSchema
from schemas.tables import KEPT_IN_CURRENT, ONLY_IN_HISTORY

ENVELOPE_COLUMNS = (*KEPT_IN_CURRENT, *ONLY_IN_HISTORY)

NOT_PAYLOAD = frozenset({
    "topic_partition", "kafka_offset", "received_at", "due_on", "due_on_adjusted", "provisional", "item_version", "approval",
    "rules_version", "flags", "deleted",
})  # fmt: skip
"""Columns that say how an event travelled and was judged; all others are what its provider sent."""


def history_columns(item: Item) -> list[str]:
    """Columns of the history table, in the order of its frames."""
    return [*ENVELOPE_COLUMNS, *(e.name for e in item.elements)]


def payload_columns(item: Item) -> list[str]:
    """Columns by which two events of one seq are compared."""
    return [c for c in history_columns(item) if c not in NOT_PAYLOAD]


def history_rows(
    events: pl.DataFrame, schema: WireSchema, item: Item, partitions: Sequence[int], offsets: Sequence[int]
) -> pl.DataFrame:
    """A frame with one column per history column, ready for COPY; row order is kept.

    Args:
        events: decoded shared events, enums as indexes.
        schema: the shared wire schema they were decoded with.
        item: the item.
        partitions: partition of each event in the shared topic.
        offsets: its offset there.
    """
    symbols = symbols_of(schema)
    flags = pl.concat_str(pl.lit("{"), pl.col("flags").list.join(","), pl.lit("}"))
    columns = {
        # Elements that an older version of the item does not have.
        **dict.fromkeys((e.name for e in item.elements), pl.Series([None] * events.height)),
        **{column.name: column for column in (*events.iter_columns(), *events["after"].struct.unnest().iter_columns())},
        "topic_partition": pl.Series(partitions, dtype=pl.Int16),
        "kafka_offset": pl.Series(offsets, dtype=pl.Int64),
        "deleted": events["operation"] == symbols["operation"].index("DELETE"),
        **{name: _named(events[name], symbols[name]) for name in ("operation", "origin")},
        "related": _json(events["related"], _roles(schema)),
        "flags": events.select(flags).to_series(),
    }
    return pl.DataFrame([columns[name].alias(name) for name in history_columns(item)])


def _named(indexes: pl.Series, symbols: Sequence[str]) -> pl.Series:
    return pl.Series(symbols, dtype=pl.String)[indexes.to_numpy()]


def _roles(schema: WireSchema) -> Sequence[str]:
    field = next(f for f in schema.avro["fields"] if f["name"] == "related")
    role = field["type"][1]["items"]["fields"][0]
    symbols: Sequence[str] = role["type"]["symbols"]
    return symbols


def _json(related: pl.Series, roles: Sequence[str]) -> pl.Series:
    if related.null_count() == len(related):
        return pl.Series([None] * len(related), dtype=pl.String)

    def text(parties: Sequence[Mapping[str, object]] | None) -> str | None:
        if parties is None:
            return None
        return json.dumps([{**party, "role": roles[int(str(party["role"]))]} for party in parties], ensure_ascii=False)

    return pl.Series([text(parties) for parties in related.to_list()], dtype=pl.String)
