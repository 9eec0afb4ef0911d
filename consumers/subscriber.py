"""A subscribing agency's reading of accepted events: each once, in the order of the shared topic, resumable.

What was given out is remembered in one SQLite file per agency and item. Lines are written and flushed before the
position is stored, so an interruption repeats lines rather than losing them; repeats of the topic itself (a provider
sent an event twice) are dropped by (provider, seq).
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from infra import topics
from infra.batches import BatchReader, OffsetGone, Partition
from infra.kafka import admin, consumer
from infra.postgres import connect, insert_rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal, Text
from schemas.codec import HEADER_BYTES, Decoder, read_header
from schemas.consumed import Consumed
from schemas.directory import UNSAID, Directory, Item, SharingType
from schemas.released import WireSchemas, load_released

_BATCH = 2000
_WAIT_SECONDS = 0.5
_GATHER_SECONDS = 0.02
_NOTE_EVERY_SECONDS = 60.0

_STATE = """
CREATE TABLE IF NOT EXISTS position (topic_partition INTEGER PRIMARY KEY, next_offset INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS given (provider TEXT, seq INTEGER, PRIMARY KEY (provider, seq)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS begun_from (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS not_noted (purpose TEXT PRIMARY KEY, records INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Subscription:
    """Who reads what, and why."""

    item: Item
    agency: str
    purpose: str


def subscription(
    directory: Directory,
    item_code: str,
    agency: str,
    purpose: str,
    today: date,
    *,
    is_granted: Callable[[str], bool] = lambda _: False,
) -> Subscription:
    """A subscription that the sharing type allows.

    Args:
        directory: the items and agencies.
        item_code: what is read.
        agency: who reads.
        purpose: what duty it is for.
        today: the day on which the sharing type is asked.
        is_granted: whether what is asked of an item was granted to the agency; asked where it is shared under conditions.

    Raises:
        Refusal: unknown item or agency, no purpose, or an item that is not unconditionally shared (Articles 9, 10).
    """
    item = directory.item(item_code)
    if agency not in directory.agencies:
        raise Refusal(
            f"{agency!r} is no agency of the registry. Use one of: {', '.join(sorted(directory.agencies))}; or have the "
            "agency entered in schemas/agencies.yaml.",
            f"登记表中没有部门 {agency!r}。可用:{', '.join(sorted(directory.agencies))};或先在 schemas/agencies.yaml 中登记。",
        )
    if not purpose.strip():
        raise Refusal(
            "The purpose is empty. Say what duty the data is used for: it is kept in the access log.",
            "用途为空。请说明用于履行何种职责;用途记入访问日志。",
        )
    sharing = item.version_on(today).sharing
    if sharing.type is SharingType.CONDITIONED and not is_granted(item_code):
        raise Refusal(
            f"{item.item} is shared under conditions (Article 10(3)): {sharing.conditions.en}. It takes an approved application, "
            "and none of this agency covers this. Ask its provider.",
            f"{item.item} 属于有条件共享(第十条第三款):{sharing.conditions.zh}。须经申请并获批准,该部门尚无相应的获准使用。请联系提供部门。",
        )
    if sharing.type is SharingType.NONSHAREABLE:
        cited = sharing.citation
        basis = Text(f"{cited.title.en}, {cited.article}", f"{cited.title.zh},{cited.article}") if cited else UNSAID
        raise Refusal(
            f"{item.item} is not shared (Article 10(4)): {basis.en}.",
            f"{item.item} 不予共享(第十条第四款):{basis.zh}。",
        )
    return Subscription(item, agency, purpose.strip())


def state_path(home: Path, wanted: Subscription) -> Path:
    """Where it is remembered what an agency was given of an item."""
    return home / "subscriber" / f"{wanted.agency}.{wanted.item.item}.sqlite3"


class StartingPoint(Protocol):
    """A snapshot being read.

    `next_offsets` is where each partition goes on, `seen` gives (provider, seq) of its events, and raises if it proves
    not to be whole; then `sha256` tells it from others.
    """

    next_offsets: Mapping[int, int]
    sha256: str

    def seen(self) -> Iterable[tuple[str, int]]:
        """(provider, seq) of its events."""
        ...


def begin(home: Path, wanted: Subscription, point: StartingPoint) -> None:
    """Let a subscription that was given nothing yet start where a snapshot ends.

    Raises:
        Refusal: it has started elsewhere; or what reading the snapshot raises, and then nothing has changed.
    """
    path = state_path(home, wanted)
    state = _open(path)
    try:
        state.execute("BEGIN")
        is_new = state.execute("SELECT count(*) FROM position").fetchone() == (0,)
        if is_new:
            state.executemany("INSERT OR IGNORE INTO given VALUES (?, ?)", point.seen())
            state.executemany("INSERT INTO position VALUES (?, ?)", point.next_offsets.items())
            state.execute("INSERT INTO begun_from VALUES (?)", (point.sha256,))
            state.commit()
            return
        for _ in point.seen():
            pass  # what it is, is known at its end
        if state.execute("SELECT count(*) FROM begun_from WHERE sha256 = ?", (point.sha256,)).fetchone() == (0,):
            raise Refusal(
                f"This subscription has a position of its own already ({path}), so it cannot start from another snapshot. Go on "
                "without --from-snapshot; or, to start anew, remove that file.",
                f"该订阅已有自己的位置({path}),不能再从其他快照开始。请去掉 --from-snapshot 继续;若要重新开始,请先删除该文件。",
            )
    finally:
        state.close()


def subscribe(
    settings: Settings,
    wanted: Subscription,
    write: Callable[[Sequence[str]], None],
    *,
    follow: bool,
    limit: int | None,
    stopped: Callable[[], bool],
) -> int:
    """Give out the accepted events that were not given out before.

    Args:
        settings: where Kafka, PostgreSQL and the home are.
        wanted: who reads what.
        write: writes JSON lines and returns once they are out of this process.
        follow: go on with what comes later, until `stopped()`.
        limit: stop after so many events.
        stopped: asked after every batch.

    Returns:
        How many events were given out.

    Raises:
        Refusal: the position has fallen off the log, or another run of the same subscription is under way.
    """
    path = state_path(settings.home, wanted)
    state = _open(path)
    try:
        _note_access(settings, wanted, state)
        return _give(settings, wanted, state, write, follow=follow, limit=limit, stopped=stopped)
    except OffsetGone as error:
        raise Refusal(
            f"Events after your last position are no longer kept ({error}). Take a new starting point with `govsync snapshot`, "
            f"then remove {path} and subscribe with --from-snapshot.",
            f"上次位置之后的事件已超过保留期({error})。请用 `govsync snapshot` 取得新的起点,再删除 {path},并以 --from-snapshot 重新订阅。",
        ) from error
    finally:
        try:
            _note_access(settings, wanted, state)
        finally:
            state.close()


def _give(
    settings: Settings,
    wanted: Subscription,
    state: sqlite3.Connection,
    write: Callable[[Sequence[str]], None],
    *,
    follow: bool,
    limit: int | None,
    stopped: Callable[[], bool],
) -> int:
    topic = wanted.item.shared_topic
    metadata = admin(settings).list_topics(timeout=30).topics
    if topic not in metadata:
        raise Refusal(
            f"The topic {topic} does not exist. Whoever runs the platform creates it with `govsync topics apply`.",
            f"主题 {topic} 不存在。请平台运行人员用 `govsync topics apply` 创建。",
        )
    partitions = [(topic, number) for number in metadata[topic].partitions]
    stored = {(topic, number): offset for number, offset in state.execute("SELECT * FROM position")}
    lows = topics.low_watermarks(settings, [p for p in partitions if p not in stored])
    ends = topics.read_committed_ends(settings, partitions)
    starts = {p: stored.get(p, lows.get(p, 0)) for p in partitions}
    unfinished = {p for p in partitions if starts[p] < ends[p]}
    schemas = load_released()
    decoders: dict[int, Decoder] = {}
    given, noted_at = 0, monotonic()
    # Following, an empty fetch may wait at the broker; otherwise the end is to be told at once.
    extra = {"enable.partition.eof": True, "fetch.wait.max.ms": 500 if follow else 20}
    client = consumer(settings, f"sub.{wanted.agency}.{wanted.item.item}", None, **extra)
    reader = BatchReader(client, lambda _: {})
    try:
        reader.assign(starts)
        while (follow or unfinished) and not stopped() and (limit is None or given < limit):
            records = reader.read(_BATCH, _WAIT_SECONDS, _GATHER_SECONDS)
            lines: list[str] = []
            positions: dict[Partition, int] = {}
            left = iter(records)
            while (limit is None or given + len(lines) < limit) and (record := next(left, None)) is not None:
                event = _decoded(record, wanted.item, schemas, decoders)
                is_new = state.execute("INSERT OR IGNORE INTO given VALUES (?, ?)", (event["provider"], event["seq"]))
                if is_new.rowcount:
                    lines.append(json_line(event))
                positions[record.topic, record.partition] = record.offset + 1
            # Behind the last record only transaction markers lie: where all were taken, the position is the end.
            not_taken = {(record.topic, record.partition) for record in left}
            positions |= {p: end for p, end in reader.ends.items() if p not in not_taken}
            if lines:
                write(lines)
            _store(state, wanted, positions, len(lines))
            given += len(lines)
            unfinished -= {p for p, position in positions.items() if position >= ends[p]}
            if monotonic() - noted_at >= _NOTE_EVERY_SECONDS:
                _note_access(settings, wanted, state)
                noted_at = monotonic()
    finally:
        client.close()
    return given


def _open(path: Path) -> sqlite3.Connection:
    """The subscription's state, for this run alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    state = sqlite3.connect(path, timeout=0)
    try:
        state.execute("PRAGMA locking_mode = EXCLUSIVE")
        state.executescript(f"BEGIN EXCLUSIVE; {_STATE} COMMIT;")
    except sqlite3.OperationalError as error:
        state.close()
        raise Refusal(
            f"Another run of this subscription holds {path} ({error}). End it first: two would share one position.",
            f"同一订阅正在运行并占用 {path}({error})。请先结束它:两者会共用同一位置。",
        ) from error
    return state


def _store(state: sqlite3.Connection, wanted: Subscription, positions: Mapping[Partition, int], count: int) -> None:
    state.executemany(
        "INSERT INTO position VALUES (?, ?) ON CONFLICT DO UPDATE SET next_offset = max(next_offset, excluded.next_offset)",
        [(number, offset) for (_, number), offset in positions.items()],
    )
    state.execute(
        "INSERT INTO not_noted VALUES (?, ?) ON CONFLICT DO UPDATE SET records = records + excluded.records",
        (wanted.purpose, count),
    )
    state.commit()


def _note_access(settings: Settings, wanted: Subscription, state: sqlite3.Connection) -> None:
    """Write into the access log what was given out since it was last written, also by a run that was killed."""
    state.rollback()
    found = state.execute("SELECT purpose, records FROM not_noted WHERE records > 0").fetchall()
    connection = connect(settings, "govsync-subscriber")
    try:
        with transaction(connection) as cursor:
            insert_rows(
                cursor,
                "platform.access_log (agency, item, purpose, access, records)",
                [(wanted.agency, wanted.item.item, purpose, "subscribe", records) for purpose, records in found],
            )
    finally:
        connection.close()
    state.execute("DELETE FROM not_noted")
    state.commit()


def _decoded(record: Consumed, item: Item, schemas: WireSchemas, decoders: dict[int, Decoder]) -> dict[str, Any]:
    value = record.value or b""
    schema_id = read_header(value)
    decoder = decoders.get(schema_id)
    if decoder is None:
        schema = schemas.by_id.get(schema_id)
        if schema is None or (schema.kind, schema.of) != ("shared", item.item):
            raise Refusal(
                f"{record.topic}[{record.partition}] offset {record.offset} has the schema id {schema_id}, which this release "
                "does not know for the item. Install the platform's release, or a later one.",
                f"{record.topic}[{record.partition}] 位移 {record.offset} 的模式编号 {schema_id} 不为本版本所知。"
                "请安装与平台相同或更新的版本。",
            )
        decoder = decoders[schema_id] = Decoder(schema)
    return decoder.decode(value[HEADER_BYTES:])


def json_line(event: Mapping[str, Any]) -> str:
    """An event as one line of JSON, the same however it is given out."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    """Dates and instants in ISO 8601, decimals as text, so that no reader rounds them."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
