"""How the chain stands: what came in, what became of it, what the tables hold, and what is still underway."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from infra import reference, topics
from infra.batches import Partition
from infra.kafka import admin
from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.directory import Directory, Item
from schemas.directory_files import load_directory

OUTCOMES = ("applied", "superseded", "repeat", "quarantined", "attested")
"""What can become of an inbound record; each one has exactly one of these (`design`: outcomes)."""


@dataclass(frozen=True)
class Offsets:
    """Where the topics end and how far the workers are, asked in the order in which records travel.

    So whatever lay before an inbound end and is not waiting here has reached the tables.

    Attributes:
        ends: end of every input of the validators and materialisers, transaction markers and open transactions included.
        read_committed_ends: the same as far as no transaction is open.
        next_offsets: the next offset of the worker that reads the partition; its first one where it has read nothing.
    """

    ends: Mapping[Partition, int]
    read_committed_ends: Mapping[Partition, int]
    next_offsets: Mapping[Partition, int]

    @cached_property
    def consumer_lag(self) -> Mapping[str, int]:
        """Records waiting per topic, never negative; a trailing transaction marker waits until it is read over."""
        lag: dict[str, int] = {}
        for partition, end in self.read_committed_ends.items():
            lag[partition[0]] = lag.get(partition[0], 0) + max(0, end - self.next_offsets[partition])
        return lag

    @property
    def is_quiet(self) -> bool:
        """Whether nothing waits and no transaction is open."""
        return not any(self.consumer_lag.values()) and self.ends == self.read_committed_ends


def item_counts(settings: Settings) -> dict[str, dict[str, int]]:
    """Per item: inbound records, their outcomes, rows of the tables, and records still underway.

    `inbound` counts records ever appended to the providers' topics; the platform's own replays are not inbound.
    `consumer_lag` is what the validators have not read of the item's inbound topics plus what the materialisers have
    not read of its shared topic, transaction markers included.

    Returns:
        item code to inbound, applied, superseded, repeat, quarantined, attested, current, history, consumer_lag.
    """
    directory = load_directory()
    connection = connect(settings, "govsync-standing")
    try:
        with transaction(connection) as cursor:
            offsets = read_offsets(settings, directory, cursor)
            return counts(cursor, directory, offsets)
    finally:
        connection.close()


def counts(cursor: Cursor, directory: Directory, offsets: Offsets) -> dict[str, dict[str, int]]:
    """What `item_counts` returns, as the cursor's transaction sees it."""
    inbound = {item.item: inbound_counts(offsets, item) for item in directory.items.values()}
    outcomes = outcome_sums(cursor)
    return {
        item.item: {
            "inbound": sum(inbound[item.item].values()),
            **dict(zip(OUTCOMES, outcomes.get(item.item, (0,) * len(OUTCOMES)), strict=True)),
            "current": _count_rows(cursor, f"{item.database}.{item.table}"),
            "history": _count_rows(cursor, f"{item.database}.{item.table}_history"),
            "consumer_lag": sum(
                lag
                for topic, lag in offsets.consumer_lag.items()
                if topic in (*inbound[item.item], item.replay_topic, item.shared_topic)
            ),
        }
        for item in directory.items.values()
    }


def provider_counts(settings: Settings) -> dict[tuple[str, str], dict[str, int]]:
    """Outcomes per agency and item, events that could not be read included.

    Returns:
        (provider, item) to applied, superseded, repeat, quarantined, attested, flagged, late, past_target.
    """
    names = (*OUTCOMES, "flagged", "late", "past_target")
    sums = ", ".join(f"sum({name})" for name in names)
    connection = connect(settings, "govsync-standing")
    try:
        with transaction(connection) as cursor:
            found = rows(
                cursor, f"SELECT provider, item, {sums} FROM platform.submission_outcome GROUP BY provider, item"
            )
    finally:
        connection.close()
    return {(provider, item): dict(zip(names, sums_, strict=True)) for provider, item, *sums_ in found}


def read_offsets(settings: Settings, directory: Directory, cursor: Cursor) -> Offsets:
    """Ask Kafka and PostgreSQL; topics that do not exist yet are left out.

    The cursor's transaction must read what others commit meanwhile: READ COMMITTED.
    """
    asked = partitions_of(settings, topics.validator_inputs(directory, reference.from_database(settings)))
    inbound_ends = topics.high_watermarks(settings, asked)
    validated = topics.committed_offsets(settings, topics.VALIDATOR_GROUP, asked)
    written = partitions_of(settings, topics.materialiser_inputs(directory))
    ends = topics.high_watermarks(settings, written)
    read_committed = topics.read_committed_ends(settings, written)
    materialised = {
        (topic, partition): offset
        for topic, partition, offset in rows(
            cursor, "SELECT topic, topic_partition, next_offset FROM platform.sink_offset"
        )
    }
    known = {**validated, **{p: materialised[p] for p in written if p in materialised}}
    lows = topics.low_watermarks(settings, [p for p in (*asked, *written) if p not in known])
    return Offsets(
        ends={**inbound_ends, **ends},
        read_committed_ends={**inbound_ends, **read_committed},
        next_offsets={**lows, **known},
    )


def inbound_counts(offsets: Offsets, item: Item) -> dict[str, int]:
    """Records ever appended to each inbound topic of an item; replays left out.

    Offsets count records, since providers do not write in transactions.
    """
    found: dict[str, int] = {}
    for (topic, _), end in offsets.ends.items():
        if topic.startswith("in.") and topic.split(".", 2)[2] == item.item and topic != item.replay_topic:
            found[topic] = found.get(topic, 0) + end
    return found


def outcome_sums(cursor: Cursor) -> dict[str, tuple[int, ...]]:
    """Per item the sums of `OUTCOMES`, in that order."""
    sums = ", ".join(f"sum({name})::bigint" for name in OUTCOMES)
    return {
        item: tuple(found)
        for item, *found in rows(cursor, f"SELECT item, {sums} FROM platform.submission_outcome GROUP BY item")
    }


def partitions_of(settings: Settings, names: Iterable[str]) -> list[Partition]:
    """Every partition of those of the topics that exist."""
    metadata = admin(settings).list_topics(timeout=30).topics
    return [(name, partition) for name in names if name in metadata for partition in metadata[name].partitions]


def _count_rows(cursor: Cursor, table: str) -> int:
    return int(rows(cursor, f"SELECT count(*) FROM {table}")[0][0])
