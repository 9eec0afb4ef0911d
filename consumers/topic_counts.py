"""Counting the records of topics by reading them: transaction markers occupy offsets, so offsets do not count them."""

from collections import Counter
from collections.abc import Callable, Mapping

from consumers.topic_ranges import read_ranges
from infra.batches import Partition
from infra.settings import Settings
from schemas.consumed import Consumed


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
    for batch in read_ranges(settings, starts, ends):
        found.update(map(name_of, batch))
    return found
