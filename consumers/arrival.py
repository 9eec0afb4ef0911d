"""Whether what a provider had sent is in the tables: nobody is told that something is missing before that."""

from collections.abc import Mapping

from consumers.standing import partitions_of
from infra import topics
from infra.batches import Partition
from infra.postgres import Cursor, rows
from infra.settings import Settings
from schemas.directory import Item, inbound_topic

Offsets = Mapping[Partition, int]


class Arrivals:
    """Follows what a provider had sent by the time of a question, through the validators and the materialisers.

    The ends of the provider's topic are taken when the question is first asked. Once the validators are past them, the
    ends of their outputs are taken, and once the materialisers are past those, everything has arrived. Ends that are
    taken once are reached under load as well. What was found is remembered, and may be forgotten at any time.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sent: dict[str, Offsets] = {}
        self._judged: dict[str, Offsets] = {}

    def has_arrived(self, cursor: Cursor, question: str, item: Item, provider: str) -> bool:
        """Whether everything the provider had sent when `question` was first asked is in the tables.

        Raises:
            KafkaException: the broker does not answer.
        """
        if question not in self._judged:
            if question not in self._sent:
                self._sent[question] = self._ends(inbound_topic(provider, item.item), item.replay_topic)
            if not self._is_judged(self._sent[question]):
                return False
            self._judged[question] = self._ends(item.shared_topic, topics.QUARANTINE)
        wanted = self._judged[question]
        stored = {
            (topic, partition): next_offset
            for topic, partition, next_offset in rows(
                cursor, "SELECT topic, topic_partition, next_offset FROM platform.sink_offset"
            )
        }
        return all(stored.get(partition, 0) >= end for partition, end in wanted.items())

    def forget(self, question: str) -> None:
        """The question is answered."""
        self._sent.pop(question, None)
        self._judged.pop(question, None)

    def _ends(self, *names: str) -> Offsets:
        return topics.high_watermarks(self._settings, partitions_of(self._settings, names))

    def _is_judged(self, ends: Offsets) -> bool:
        # Offsets of an unfinished transaction need not be waited for: they count once it is finished.
        validated = topics.committed_offsets(self._settings, topics.VALIDATOR_GROUP, ends, stable=False)
        # Where nobody has read yet there may be nothing left to read.
        lows = topics.low_watermarks(self._settings, [partition for partition in ends if partition not in validated])
        return all({**lows, **validated}[partition] >= end for partition, end in ends.items())
