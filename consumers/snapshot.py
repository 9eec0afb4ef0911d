"""A starting point for a new subscriber: what stands of an item, and the offsets from which the topic goes on.

One transaction reads the offsets and the rows, so the tail begins exactly where the snapshot ends: no event lies
between them, none in both. A snapshot is JSON lines: a head with the offsets, for every record the very event that
stands for it, as `subscribe` gave it out, deletions included (a later event of an older version must not revive them);
and a last line with the number of events and the SHA-256 of everything before it, without which it is not complete.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from consumers import subscriber
from consumers.subscriber import Subscription
from infra import topics
from infra.kafka import admin
from infra.postgres import Connection, Cursor, connect, insert_rows, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.directory import Item
from schemas.released import load_released

_ROWS_PER_FETCH = 5000
_STALLED_READER_MINUTES = 10


@dataclass(frozen=True)
class Taken:
    """A snapshot that was given out completely."""

    rows: int
    next_offsets: Mapping[int, int]
    sha256: str


def take(
    settings: Settings,
    wanted: Subscription,
    taken_at: datetime,
    write: Callable[[bytes], object],
    progress: Callable[[int, int], None],
) -> Taken:
    """Give out a snapshot; the access is noted before its first line leaves.

    Args:
        settings: where Kafka and PostgreSQL are.
        wanted: who reads what, and why.
        taken_at: now.
        write: takes lines, each ended by a newline.
        progress: is told events given out and events in all.

    Raises:
        Refusal: the current table is not what its history says, so it is no starting point.
    """
    item = wanted.item
    with closing(connect(settings, "govsync-snapshot", statement_timeout="0")) as connection:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with transaction(connection) as cursor:
            cursor.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{_STALLED_READER_MINUTES}min'")
            offsets = _next_offsets(settings, cursor, item)
            total = _count(cursor, item)
            _note_access(settings, wanted, total)
            digest = sha256()

            def give(content: Mapping[str, Any] | str) -> None:
                line = (content if isinstance(content, str) else subscriber.json_line(content)) + "\n"
                digest.update(line.encode())
                write(line.encode())

            head = {"item": item.item, "agency": wanted.agency, "taken_at": taken_at, "next_offsets": offsets}
            give({"snapshot": head})
            given = 0
            for event in _events(connection, item):
                give(event)
                given += 1
                if given % _ROWS_PER_FETCH == 0:
                    progress(given, total)
            progress(given, total)
            whole = digest.hexdigest()
            give({"complete": {"rows": given, "sha256": whole}})
    return Taken(given, offsets, whole)


def begin(settings: Settings, wanted: Subscription, path: Path) -> None:
    """Let a subscription start where a snapshot ends; one that has started from it already goes on where it is.

    Raises:
        Refusal: the file is not a complete, unchanged snapshot of this item for this agency, or the subscription has
            started elsewhere.
    """
    with path.open("rb") as file:
        reading = _Reading(path, wanted, iter(file))
        subscriber.begin(settings.home, wanted, reading)


@dataclass
class _Reading:
    """A snapshot being read: `seen` gives (provider, seq) of its events; at its end it has proved to be whole."""

    path: Path
    wanted: Subscription
    lines: Iterator[bytes]
    next_offsets: Mapping[int, int] = field(init=False)
    sha256: str = ""

    def __post_init__(self) -> None:
        self._digest = sha256()
        first = next(self.lines, b"")
        head = _parsed(first).get("snapshot")
        if head is None:
            raise self._refused("its first line is not the head of a snapshot", "首行不是快照的开头")
        if (head["item"], head["agency"]) != (self.wanted.item.item, self.wanted.agency):
            raise self._refused(
                f"it is of {head['item']} for {head['agency']}", f"它是 {head['item']} 提供给 {head['agency']} 的快照"
            )
        self._digest.update(first)
        self.next_offsets = {int(number): int(offset) for number, offset in head["next_offsets"].items()}

    def seen(self) -> Iterator[tuple[str, int]]:
        count = 0
        before = next(self.lines, None)
        for line in self.lines:
            assert before is not None
            event = _parsed(before)
            if "provider" not in event or "seq" not in event:
                raise self._refused(f"its line {count + 2} is no event", f"第 {count + 2} 行不是事件")
            yield event["provider"], event["seq"]
            self._digest.update(before)
            before, count = line, count + 1
        told = _parsed(before or b"").get("complete")
        if told is None:
            raise self._refused("its end is missing", "缺少结尾")
        self.sha256 = self._digest.hexdigest()
        if (told["rows"], told["sha256"]) != (count, self.sha256):
            raise self._refused("its content was changed after it was taken", "内容在生成后被改动")

    def _refused(self, why: str, why_zh: str) -> Refusal:
        return Refusal(
            f"{self.path} is no complete snapshot of {self.wanted.item.item} for {self.wanted.agency}: {why}. Take it anew with "
            "`govsync snapshot`.",
            f"{self.path} 不是 {self.wanted.item.item} 提供给 {self.wanted.agency} 的完整快照:{why_zh}。"
            "请用 `govsync snapshot` 重新生成。",
        )


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(line)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _next_offsets(settings: Settings, cursor: Cursor, item: Item) -> dict[int, int]:
    """The next offset of each partition of the shared topic; its first one where nothing was written yet."""
    sql = "SELECT topic_partition, next_offset FROM platform.sink_offset WHERE topic = %s"
    known = dict(rows(cursor, sql, (item.shared_topic,)))
    partitions = admin(settings).list_topics(item.shared_topic, timeout=30).topics[item.shared_topic].partitions
    unread = [(item.shared_topic, number) for number in partitions if number not in known]
    first = {number: offset for (_, number), offset in topics.low_watermarks(settings, unread).items()}
    return dict(sorted({**first, **known}.items()))


def _count(cursor: Cursor, item: Item) -> int:
    current = f"{item.database}.{item.table}"
    sql = f"SELECT count(*), count(h.provider) FROM {current} LEFT JOIN {current}_history h USING (topic_partition, kafka_offset)"
    ((standing, with_source),) = rows(cursor, sql)
    if standing != with_source:
        raise Refusal(
            f"{standing - with_source} records of {item.item} have no row of history, so the table is no starting point. Whoever "
            f"runs the platform sets it right with `govsync rebuild --item {item.item}`.",
            f"{item.item} 有 {standing - with_source} 条记录没有历史,不能作为起点。请平台运行人员用 "
            f"`govsync rebuild --item {item.item}` 更正。",
        )
    return int(standing)


def _events(connection: Connection, item: Item) -> Iterator[dict[str, Any]]:
    """The event that stands for each record, with the fields of a shared event in their order."""
    fields = load_released().latest("shared", item.item).avro["fields"]
    envelope = [field["name"] for field in fields]
    elements = [e.name for e in item.elements]
    own = {"event_id": "h.event_id::text", "item": f"'{item.item}'"}
    columns = [own.get(name, f"h.{name}") for name in envelope if name != "after"]
    current = f"{item.database}.{item.table}"
    with connection.cursor(name="snapshot") as cursor:
        cursor.itersize = _ROWS_PER_FETCH
        cursor.execute(
            f"SELECT {', '.join([*columns, *(f'h.{name}' for name in elements)])} "
            f"FROM {current} c JOIN {current}_history h USING (topic_partition, kafka_offset)"
        )
        for row in cursor:
            values = iter(row)
            event = {name: None if name == "after" else next(values) for name in envelope}
            after = dict(zip(elements, values, strict=True))
            event["after"] = after if any(value is not None for value in after.values()) else None
            yield event


def _note_access(settings: Settings, wanted: Subscription, records: int) -> None:
    with closing(connect(settings, "govsync-snapshot")) as connection, transaction(connection) as cursor:
        insert_rows(
            cursor,
            "platform.access_log (agency, item, purpose, access, records)",
            [(wanted.agency, wanted.item.item, wanted.purpose, "snapshot", records)],
        )
