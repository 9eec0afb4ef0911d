"""How far a contender is, asked so that asking costs next to nothing."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from govsync.benchmark.peers.events import Mark
from govsync.benchmark.peers.tables import Tables
from infra import topics
from infra.batches import Partition
from infra.postgres import connect, insert_rows, rows, transaction
from infra.settings import Settings

_BY_KEY_ONLY = {"enable_seqscan": "off", "enable_hashjoin": "off", "enable_mergejoin": "off", "jit": "off"}
_MARKS = """
CREATE TEMPORARY TABLE mark (
  identity_type text COLLATE "C", identity_number text COLLATE "C", record_id text COLLATE "C",
  provider text COLLATE "C", seq bigint, topic_partition smallint, kafka_offset bigint, is_last boolean
)"""


class Watch(Protocol):
    """Something to look at again and again.

    Attributes:
        expected: what `done` comes to in the end, or a little less.
        quiet_seconds: how long nothing may have moved, once so much is done, before all counts as done.
    """

    expected: int
    quiet_seconds: float

    def done(self) -> int:
        """How much is done."""

    def close(self) -> None:
        """Look no more."""


class TablesWatch:
    """Looks for the rows of marks, by primary key: in current, and in history where their place there is known.

    Args:
        settings: the run's database.
        tables: where the contender writes.
        spread: marks evenly spread over the topic that is read.
        last: the last marks of it; the last unit of progress is all of them.
    """

    quiet_seconds = 0.0

    def __init__(self, settings: Settings, tables: Tables, spread: Sequence[Mark], last: Sequence[Mark]) -> None:
        self.expected = len(spread) + 1
        self._last = len(last)
        self._connection = connect(
            settings, "govsync-bench", idle_in_transaction_session_timeout="0", statement_timeout="0", **_BY_KEY_ONLY
        )
        self._found = f"""
SELECT count(*) FILTER (WHERE NOT m.is_last), count(*) FILTER (WHERE m.is_last) FROM mark m WHERE EXISTS (
  SELECT FROM {tables.current} c WHERE (c.identity_type, c.identity_number, c.record_id, c.provider, c.seq)
  = (m.identity_type, m.identity_number, m.record_id, m.provider, m.seq)
) AND (m.kafka_offset IS NULL OR EXISTS (
  SELECT FROM {tables.history} h WHERE (h.topic_partition, h.kafka_offset) = (m.topic_partition, m.kafka_offset)
))"""
        values = [
            (*mark.record, *mark.event, *(mark.place or (None, None)), is_last)
            for is_last, group in ((False, spread), (True, last))
            for mark in group
        ]
        with transaction(self._connection) as cursor:
            cursor.execute(_MARKS)
            insert_rows(cursor, "mark", values)

    def done(self) -> int:
        """How many marks were reached, and one more for all of the last."""
        with transaction(self._connection) as cursor:
            ((spread, last),) = rows(cursor, self._found)
        return int(spread) + int(last == self._last)

    def close(self) -> None:
        """Let go of PostgreSQL."""
        self._connection.close()


class TopicsWatch:
    """Looks at the read_committed ends of the topics a validator writes to; transaction markers count as records.

    Args:
        settings: where Kafka is.
        first: where the partitions of the topics ended before.
        records: how many records must come.
    """

    quiet_seconds = 2.0

    def __init__(self, settings: Settings, first: Mapping[Partition, int], records: int) -> None:
        self._settings = settings
        self._first = first
        self.expected = records

    def done(self) -> int:
        """How many offsets were taken."""
        ends = topics.read_committed_ends(self._settings, self._first)
        return sum(ends.values()) - sum(self._first.values())

    def close(self) -> None:
        """Nothing is held."""


class CounterWatch:
    """Looks at a number the contender keeps in a table of one row, in the transactions that do the work.

    Args:
        settings: the run's database.
        query: what gives the number.
        expected: what it comes to.
    """

    quiet_seconds = 0.0

    def __init__(self, settings: Settings, query: str, expected: int) -> None:
        self._connection = connect(settings, "govsync-bench", idle_in_transaction_session_timeout="0")
        self._query = query
        self.expected = expected

    def done(self) -> int:
        """The number."""
        with transaction(self._connection) as cursor:
            ((number,),) = rows(cursor, self._query)
        return int(number)

    def close(self) -> None:
        """Let go of PostgreSQL."""
        self._connection.close()
