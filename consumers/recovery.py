"""Rows of an item's history brought back from its shared topic, as far as the log still holds them.

History is what everything else is recomputed from. A row that was lost (by hand, by a restored copy of another
moment) is brought back from the record it was made of: every record the materialiser has dealt with ought to be in
history, unless it was refused or was a repeat.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256

import polars as pl

from consumers.columns import history_columns, history_rows
from consumers.topic_ranges import read_ranges
from infra import topics
from infra.postgres import Cursor, connect, copy_rows, rows, transaction
from infra.settings import Settings
from schemas.codec import HEADER_BYTES, BatchDecoder, Decoder, read_header
from schemas.consumed import Consumed
from schemas.directory import Item
from schemas.released import WireSchema, WireSchemas, load_released


@dataclass(frozen=True)
class Recovered:
    """What was brought back.

    Attributes:
        read: records of the shared topic that were looked at.
        brought_back: rows of history that were missing.
        gone: offsets that have fallen off the log; what was lost of them only a backup still has.
    """

    read: int
    brought_back: int
    gone: int


def recover(settings: Settings, item: Item, progress: Callable[[int, int], None]) -> Recovered:
    """Insert what history lacks of the records that the materialiser has dealt with; it may go on meanwhile.

    Args:
        settings: where Kafka and PostgreSQL are.
        item: the item.
        progress: is told offsets read and offsets in all.
    """
    with closing(connect(settings, "govsync-recovery", statement_timeout="0")) as connection:
        with transaction(connection) as cursor:
            dealt_with = {
                (item.shared_topic, number): next_offset
                for number, next_offset in rows(
                    cursor,
                    "SELECT topic_partition, next_offset FROM platform.sink_offset WHERE topic = %s",
                    (item.shared_topic,),
                )
            }
            refused = _refused(cursor, item)
        starts = topics.low_watermarks(settings, dealt_with)
        held = topics.read_committed_ends(settings, dealt_with)
        ends = {p: min(offset, held[p]) for p, offset in dealt_with.items()}
        topic = _Topic(item, load_released(), refused)
        total, read, brought_back = sum(max(0, ends[p] - starts[p]) for p in ends), 0, 0
        for batch in read_ranges(settings, starts, ends):
            with transaction(connection) as cursor:
                for events in topic.events(batch):
                    brought_back += _insert(cursor, item, events)
            read += len(batch)
            progress(read, total)
    return Recovered(read, brought_back, sum(starts.values()))


_Refused = dict[tuple[str, int], set[bytes]]
"""(provider, seq) to the hashes of the events refused by the materialiser under it."""


def _refused(cursor: Cursor, item: Item) -> _Refused:
    found: _Refused = defaultdict(set)
    sql = (
        "SELECT provider, seq, value_sha256 FROM platform.quarantine "
        "WHERE item = %s AND source_topic = %s AND state <> 'RELEASED'"
    )
    for provider, seq, digest in rows(cursor, sql, (item.item, item.shared_topic)):
        found[provider, seq].add(bytes(digest))
    return found


@dataclass
class _Topic:
    """Decodes batches of an item's shared topic into rows of its history, those refused again and again left out."""

    item: Item
    schemas: WireSchemas
    refused: _Refused

    def events(self, records: Sequence[Consumed]) -> list[pl.DataFrame]:
        groups: dict[int, list[Consumed]] = defaultdict(list)
        for record in records:
            groups[read_header(record.value or b"")].append(record)
        return [self._rows(self.schemas.by_id[number], group) for number, group in groups.items()]

    def _rows(self, schema: WireSchema, records: Sequence[Consumed]) -> pl.DataFrame:
        bodies = [(record.value or b"")[HEADER_BYTES:] for record in records]
        frame = history_rows(
            BatchDecoder(schema).decode(bodies).frame,
            schema,
            self.item,
            [r.partition for r in records],
            [r.offset for r in records],
        )
        suspects = frame.select("provider", "seq").with_row_index().iter_rows()
        again = [
            row
            for row, provider, seq in suspects
            if (provider, seq) in self.refused and self._digest(schema, bodies[row]) in self.refused[provider, seq]
        ]
        return frame.with_row_index().filter(~pl.col("index").is_in(again)).drop("index") if again else frame

    def _digest(self, schema: WireSchema, body: bytes) -> bytes:
        """The hash of the event as it came in, before the platform appended to it."""
        inbound = next(s for s in self.schemas.all_of("inbound", self.item.item) if s.version == schema.version)
        _, length = Decoder(inbound).decode_prefix(body)
        return sha256(inbound.header + body[:length]).digest()


def _insert(cursor: Cursor, item: Item, events: pl.DataFrame) -> int:
    """The rows that history lacks: neither refused at their place nor repeats of what is there. How many."""
    history, columns = f"{item.database}.{item.table}_history", history_columns(item)
    listed = ", ".join(columns)
    cursor.execute(
        f"CREATE TEMP TABLE IF NOT EXISTS recovered (LIKE {history} INCLUDING DEFAULTS) ON COMMIT DELETE ROWS"
    )
    cursor.execute("DELETE FROM recovered")
    copy_rows(cursor, "recovered", columns, events)
    cursor.execute(
        f"INSERT INTO {history} ({listed}) SELECT {listed} FROM recovered r WHERE NOT EXISTS ("
        "SELECT FROM platform.quarantine q WHERE (q.source_topic, q.source_partition, q.source_offset) "
        "= (%s, r.topic_partition, r.kafka_offset)) ORDER BY topic_partition, kafka_offset ON CONFLICT DO NOTHING",
        (item.shared_topic,),
    )
    return cursor.rowcount
