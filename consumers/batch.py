"""A batch of records as the materialiser writes it: read and decoded, with who owned its partitions then.

Decoding needs no database, so that it is done while the batch before is being written.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import NamedTuple

import polars as pl

from consumers.columns import history_rows
from infra.batches import Partition
from schemas.codec import HEADER_BYTES, BatchDecoder, read_header
from schemas.consumed import Consumed
from schemas.directory import Item
from schemas.released import WireSchema, WireSchemas

_NEVER = 2**63
"""An offset no record reaches."""


class BrokenPromise(RuntimeError):
    """A record on a topic only the platform writes does not decode: a bug, so the worker stops rather than skip it."""


class Span(NamedTuple):
    """The first and the last offset of a partition's records in a batch."""

    first: int
    last: int


class Events(NamedTuple):
    """Events of one item that were written with one schema, in the order of arrival.

    `frame` has a row per record, with the columns of the item's history table.
    """

    schema: WireSchema
    records: Sequence[Consumed]
    frame: pl.DataFrame

    def those(self, kept: Sequence[bool]) -> "Events":
        """The events in these rows."""
        return Events(
            self.schema, list(compress(self.records, kept)), self.frame.filter(pl.Series(kept, dtype=pl.Boolean))
        )


@dataclass(frozen=True)
class Batch:
    """Records of owned partitions, in the order of each partition.

    Attributes:
        records: all of them.
        spans: where the records of each partition lie.
        ends: read_committed ends of partitions that were read to them; past the last record they count only
            transaction markers.
        epochs: of each partition, the ownership under which its records were read. Whoever has lost a partition
            since, even for a moment, no longer knows what came before these records.
        events: decoded events of shared topics, by topic.
        others: records of other topics, by topic.
    """

    records: Sequence[Consumed]
    spans: Mapping[Partition, Span]
    ends: Mapping[Partition, int]
    epochs: Mapping[Partition, int]
    events: Mapping[str, Sequence[Events]]
    others: Mapping[str, Sequence[Consumed]]

    def starting_at(self, offsets: Mapping[Partition, int]) -> "Batch":
        """The records of these partitions alone, from these offsets on."""

        def kept(records: Sequence[Consumed]) -> list[bool]:
            return [r.offset >= offsets.get((r.topic, r.partition), _NEVER) for r in records]

        return replace(
            self,
            records=list(compress(self.records, kept(self.records))),
            events={
                topic: [those for events in groups if (those := events.those(kept(events.records))).records]
                for topic, groups in self.events.items()
            },
            others={
                topic: some
                for topic, records in self.others.items()
                if (some := list(compress(records, kept(records))))
            },
        )


class Batches:
    """Makes batches of records.

    Args:
        shared: the items by their shared topic.
        schemas: every released schema.
    """

    def __init__(self, shared: Mapping[str, Item], schemas: WireSchemas) -> None:
        self._shared = shared
        self._schemas = schemas
        self._decoders: dict[int, BatchDecoder] = {}

    def make(
        self, records: Sequence[Consumed], ends: Mapping[Partition, int], epochs: Mapping[Partition, int]
    ) -> Batch:
        """Decode.

        Args:
            records: of owned partitions, in the order of each.
            ends: see `Batch`.
            epochs: of all owned partitions.

        Raises:
            BrokenPromise: see there.
            KeyError: a partition is not owned.
        """
        by_partition: dict[Partition, list[Consumed]] = defaultdict(list)
        for record in records:
            by_partition[record.topic, record.partition].append(record)
        by_topic: dict[str, list[Consumed]] = defaultdict(list)
        for (topic, _), of_partition in by_partition.items():
            by_topic[topic] += of_partition
        return Batch(
            records,
            {p: Span(of_partition[0].offset, of_partition[-1].offset) for p, of_partition in by_partition.items()},
            ends,
            {p: epochs[p] for p in by_partition.keys() | ends.keys()},
            {
                t: self._events(self._shared[t], of_topic)
                for t, of_topic in sorted(by_topic.items())
                if t in self._shared
            },
            {t: of_topic for t, of_topic in by_topic.items() if t not in self._shared},
        )

    def _events(self, item: Item, records: Sequence[Consumed]) -> list[Events]:
        by_header: dict[bytes, list[Consumed]] = defaultdict(list)
        for record in records:
            by_header[value_of(record)[:HEADER_BYTES]].append(record)
        return [self._decoded(item, group) for _, group in sorted(by_header.items())]

    def _decoded(self, item: Item, records: Sequence[Consumed]) -> Events:
        schema_id = read_header(value_of(records[0]))
        schema = self._schemas.by_id[schema_id]
        if (schema.kind, schema.of) != ("shared", item.item):
            raise BrokenPromise(f"schema id {schema_id} on {item.shared_topic}")
        decoder = self._decoders.get(schema.id)
        if decoder is None:
            decoder = self._decoders[schema.id] = BatchDecoder(schema)
        decoded = decoder.decode([value_of(record)[HEADER_BYTES:] for record in records])
        if decoded.malformed:
            row, rule = next(iter(decoded.malformed.items()))
            raise BrokenPromise(f"{rule}: {records[row].topic}[{records[row].partition}] offset {records[row].offset}")
        partitions, offsets = [r.partition for r in records], [r.offset for r in records]
        return Events(schema, records, history_rows(decoded.frame, schema, item, partitions, offsets))


def value_of(record: Consumed) -> bytes:
    """The record's value.

    Raises:
        BrokenPromise: it has none.
    """
    if record.value is None:
        raise BrokenPromise("a record without a value on a topic of the platform")
    return record.value
