"""Records that left a topic before its worker had read them: found, told, and passed over only if somebody says so.

A worker whose next offset is gone stops; it never goes on with the first record that is left. Retention is 45 days
or more, so this takes a long outage or a deletion by hand.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from confluent_kafka import KafkaException

from infra import reference, topics
from infra.batches import Partition
from infra.kafka import admin
from infra.postgres import Cursor, connect, insert_rows, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.directory_files import load_directory


@dataclass(frozen=True)
class Lost:
    """Offsets of a partition that are gone unread: from `next_offset` up to `first_kept`, which is the first one left."""

    topic: str
    partition: int
    next_offset: int
    first_kept: int

    @property
    def offsets(self) -> int:
        """At most so many records; transaction markers occupy offsets too."""
        return self.first_kept - self.next_offset

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return asdict(self) | {"offsets": self.offsets}


def lost(settings: Settings, topic: str | None = None) -> list[Lost]:
    """Every partition, or those of one topic, whose worker stands before the first record that is left."""
    with closing(connect(settings, "govsync-lost")) as connection, transaction(connection) as cursor:
        written = _written(cursor)
    there = admin(settings).list_topics(timeout=30).topics
    inputs = topics.validator_inputs(load_directory(), reference.from_database(settings))
    asked = [(name, number) for name in inputs if name in there for number in there[name].partitions]
    next_offsets = topics.committed_offsets(settings, topics.VALIDATOR_GROUP, asked)
    next_offsets |= {partition: offset for partition, offset in written.items() if partition[0] in there}
    wanted = {p: offset for p, offset in next_offsets.items() if topic in (None, p[0])}
    kept = topics.low_watermarks(settings, wanted)
    return [Lost(*p, offset, kept[p]) for p, offset in sorted(wanted.items()) if offset < kept[p]]


def accept(settings: Settings, found: Sequence[Lost], officer: str, reason: str, accepted_at: datetime) -> None:
    """Let the workers go on behind what is lost, and keep on record who said so.

    Args:
        settings: where Kafka and PostgreSQL are.
        found: what `lost` found.
        officer: who accepts it; an agency's or office's code, as the site names its officers.
        reason: why it cannot be brought back.
        accepted_at: now.

    Raises:
        Refusal: validators are running, and their group takes offsets from nobody else.
    """
    with closing(connect(settings, "govsync-lost")) as connection, transaction(connection) as cursor:
        written = _written(cursor, for_update=True)
        insert_rows(
            cursor,
            "platform.accepted_loss (topic, topic_partition, from_offset, to_offset, officer, reason, accepted_at)",
            [(x.topic, x.partition, x.next_offset, x.first_kept, officer, reason, accepted_at) for x in found],
        )
        for each in found:
            # The epoch too: whoever still owns the partition must not write from where it was.
            cursor.execute(
                "UPDATE platform.sink_offset SET next_offset = %s, epoch = epoch + 1 "
                "WHERE topic = %s AND topic_partition = %s AND next_offset = %s",
                (each.first_kept, each.topic, each.partition, each.next_offset),
            )
        validated = {(x.topic, x.partition): x.first_kept for x in found if (x.topic, x.partition) not in written}
        try:
            topics.commit_offsets(settings, topics.VALIDATOR_GROUP, validated)
        except KafkaException as error:
            raise Refusal(
                "The validators are running, and their group takes offsets from its members alone. End them first: `govsync "
                "down`, then `govsync up --no-workers` for the embedded servers.",
                "校验进程正在运行,其消费组只接受成员提交的位移。请先停止:运行 `govsync down`,再用 `govsync up --no-workers` 仅启动内置服务器。",
            ) from error


def _written(cursor: Cursor, *, for_update: bool = False) -> dict[Partition, int]:
    """Where the materialisers stand."""
    sql = "SELECT topic, topic_partition, next_offset FROM platform.sink_offset ORDER BY topic, topic_partition"
    return {(t, p): offset for t, p, offset in rows(cursor, sql + (" FOR UPDATE" if for_update else ""))}
