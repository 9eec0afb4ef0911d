"""Counting the records of topics by reading them: transaction markers occupy offsets, so offsets do not count them."""

from collections import Counter
from collections.abc import Callable, Mapping

from infra.batches import BatchReader, Partition
from infra.kafka import consumer
from infra.settings import Settings
from schemas.consumed import Consumed

_BATCH = 20_000
_WAIT_SECONDS = 1.0
_GATHER_SECONDS = 0.05


def count_records(
    settings: Settings,
    starts: Mapping[Partition, int],
    ends: Mapping[Partition, int],
    name_of: Callable[[Consumed], str],
) -> Counter[str]:
    """Read partitions from their start to their read_committed end and count the records by name.

    Args:
        settings: where Kafka is.
        starts: first offset of each partition.
        ends: read_committed end of each partition; what is appended later is not counted.
        name_of: what a record is counted as.

    Raises:
        OffsetGone: a start is no longer there.
    """
    found: Counter[str] = Counter()
    left = {partition for partition, start in starts.items() if start < ends[partition]}
    if not left:
        return found
    client = consumer(settings, "govsync.counter", None, **{"enable.partition.eof": True, "fetch.wait.max.ms": 50})
    reader = BatchReader(client, lambda _: {})
    try:
        reader.assign({partition: starts[partition] for partition in left})
        while left:
            for record in reader.read(_BATCH, _WAIT_SECONDS, _GATHER_SECONDS):
                partition = (record.topic, record.partition)
                if record.offset < ends[partition]:
                    found[name_of(record)] += 1
                if record.offset + 1 >= ends[partition]:
                    left.discard(partition)
            # Behind the last record only markers lie: then the end is told, not passed by a record.
            left -= {partition for partition, end in reader.ends.items() if end >= ends.get(partition, end)}
    finally:
        client.close()
    return found
