"""Reading topics from one offset to another: transaction markers occupy offsets, so the end is not a record's."""

from collections.abc import Iterator, Mapping

from infra.batches import BatchReader, Partition
from infra.kafka import consumer
from infra.settings import Settings
from schemas.consumed import Consumed

_BATCH = 20_000
_WAIT_SECONDS = 1.0
_GATHER_SECONDS = 0.05


def read_ranges(
    settings: Settings, starts: Mapping[Partition, int], ends: Mapping[Partition, int]
) -> Iterator[list[Consumed]]:
    """The committed records between two offsets of each partition, in batches; of each partition in order.

    Args:
        settings: where Kafka is.
        starts: first offset of each partition.
        ends: the offset after the last of each partition; none is past its read_committed end.

    Raises:
        OffsetGone: a start is no longer there.
    """
    left = {partition for partition, start in starts.items() if start < ends[partition]}
    if not left:
        return
    client = consumer(settings, "govsync.counter", None, **{"enable.partition.eof": True, "fetch.wait.max.ms": 50})
    reader = BatchReader(client, lambda _: {}, with_headers=lambda topic: topic.startswith("shared."))
    try:
        reader.assign({partition: starts[partition] for partition in left})
        while left:
            batch = reader.read(_BATCH, _WAIT_SECONDS, _GATHER_SECONDS)
            left -= {(r.topic, r.partition) for r in batch if r.offset + 1 >= ends[r.topic, r.partition]}
            # Behind the last record only markers lie: then the end is told, not passed by a record.
            left -= {partition for partition, end in reader.ends.items() if end >= ends.get(partition, end)}
            if batch:
                yield [r for r in batch if r.offset < ends[r.topic, r.partition]]
    finally:
        client.close()
