"""Where an event is and why: what became of it, by which dates it was judged, and what is there in its place."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from consumers.held import Held, Selection, held_records
from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal, Text
from schemas.directory import Directory, Item
from schemas.event_id import event_id, seq_of
from schemas.tables import KEY

_NAMED = re.compile(r"([a-z0-9-]+)/([a-z0-9-]+)/([0-9]{1,18})")
_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TRIED_AT_ONCE = 100_000
_MOST_HELD = 100


class Name(NamedTuple):
    """What tells an event from all others."""

    provider: str
    item: str
    seq: int


class Whereabouts(StrEnum):
    """Where an event is. What was refused in favour of another event under its name is in two places."""

    STANDS = "STANDS"
    OVERTAKEN = "OVERTAKEN"
    SUPERSEDED = "SUPERSEDED"
    ATTESTED = "ATTESTED"
    QUARANTINED = "QUARANTINED"
    NOT_ARRIVED = "NOT_ARRIVED"

    @property
    def text(self) -> Text:
        """What it means."""
        return _MEANINGS[self]


_MEANINGS = {
    Whereabouts.STANDS: Text(
        "It was applied and stands: the current row is its record.", "已生效且为当前记录。"
    ),
    Whereabouts.OVERTAKEN: Text(
        "It was applied; a later version of its record stands now. History keeps it.",
        "曾生效,现已有更新版本;历史表保留该事件。",
    ),
    Whereabouts.SUPERSEDED: Text(
        "It is in history only: a larger version of its record had come before it.",
        "仅在历史表中:其记录的更大版本先于它到达。",
    ),
    Whereabouts.ATTESTED: Text(
        "It states that nothing changed; it is in history only.", "为无变化确认,仅在历史表中。"
    ),
    Whereabouts.QUARANTINED: Text(
        "It was refused and is held in quarantine. Its clock runs on.", "已被拒收并处于隔离中,时限仍在计算。"
    ),
    Whereabouts.NOT_ARRIVED: Text(
        "No readable event of this name has come through yet. It may be underway (`govsync status` shows consumer lag), its "
        "bytes may be unreadable (`govsync quarantine list`), or it was never sent.",
        "尚无该名称的可读事件到达。可能仍在途中(`govsync status` 显示消费滞后)、字节无法读取(`govsync quarantine list`),或从未报送。",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """The event as history has it; nothing of its record's content, and no number.

    `current_version` is the version of the row that stands, `current_provider` whose that is; None where there is none.
    """

    topic: str
    topic_partition: int
    kafka_offset: int
    operation: str
    origin: str
    submission_id: str | None
    record_version: int
    changed_on: date
    valid_from_on: date | None
    recorded_at: datetime
    received_at: datetime
    materialised_at: datetime
    due_on: date | None
    due_on_adjusted: date | None
    provisional: bool
    item_version: int
    rules_version: str
    flags: Sequence[str]
    current_version: int | None
    current_provider: str | None


@dataclass(frozen=True)
class Judged:
    """A finding of the clock about the event."""

    finding_id: str
    clock: str
    verdict: str
    due_on: date | None
    due_on_adjusted: date | None


@dataclass(frozen=True)
class Owed:
    """An obligation that the refused event opened."""

    obligation_id: int
    kind: str
    state: str
    due_on: date | None
    due_on_adjusted: date | None


@dataclass(frozen=True)
class Trace:
    """Everything known about one event."""

    name: Name
    whereabouts: Whereabouts
    kept: Kept | None
    held: Sequence[Held]
    findings: Sequence[Judged]
    obligations: Sequence[Owed]

    def as_json(self) -> dict[str, Any]:
        """The trace as the command prints it."""
        return {
            **self.name._asdict(),
            "event_id": event_id(*self.name),
            "whereabouts": self.whereabouts.value,
            "message_en": self.whereabouts.text.en,
            "message_zh": self.whereabouts.text.zh,
            "history": _plain(self.kept) if self.kept else None,
            "quarantine": [held.as_json() for held in self.held],
            "findings": [_plain(finding) for finding in self.findings],
            "obligations": [_plain(owed) for owed in self.obligations],
        }


def trace(settings: Settings, directory: Directory, wanted: str, progress: Callable[[int, int], None]) -> Trace:
    """What is known about an event.

    Args:
        settings: where PostgreSQL is.
        directory: the items.
        wanted: its id, or `provider/item/seq`.
        progress: is told how many ids were tried, and of how many, while an id is looked for.

    Raises:
        Refusal: `wanted` is neither, or no event of any provider seen so far has that id.
    """
    connection = connect(settings, "govsync-event")
    try:
        with transaction(connection) as cursor:
            name = _name(cursor, directory, wanted, progress)
            item = directory.item(name.item)
            kept = _kept(cursor, item, name)
            held_ids = rows(
                cursor,
                "SELECT quarantine_id FROM platform.quarantine WHERE item = %s AND provider = %s AND seq = %s",
                (name.item, name.provider, name.seq),
            )
            findings = rows(
                cursor,
                "SELECT finding_id, clock, verdict, due_on, due_on_adjusted FROM platform.finding WHERE event_id = %s "
                "ORDER BY found_at, finding_id",
                (event_id(*name),),
            )
            ids = tuple(quarantine_id for (quarantine_id,) in held_ids)
            obligations = rows(
                cursor,
                "SELECT obligation_id, kind, state, due_on, due_on_adjusted FROM platform.obligation "
                "WHERE quarantine_id = ANY(%s) ORDER BY obligation_id",
                (list(ids),),
            )
    finally:
        connection.close()
    held = held_records(settings, Selection(ids=ids, state=None), _MOST_HELD)[0] if ids else []
    whereabouts = kept[1] if kept else Whereabouts.QUARANTINED if held else Whereabouts.NOT_ARRIVED
    return Trace(
        name,
        whereabouts,
        kept[0] if kept else None,
        held,
        [Judged(*row) for row in findings],
        [Owed(*row) for row in obligations],
    )


def _name(cursor: Cursor, directory: Directory, wanted: str, progress: Callable[[int, int], None]) -> Name:
    if named := _NAMED.fullmatch(wanted):
        directory.item(named[2])
        return Name(named[1], named[2], int(named[3]))
    if not _UUID.fullmatch(wanted):
        raise Refusal(
            "That is no event. Give its id, as alerts and findings name it, or agency/item/seq.",
            "这不是事件。请给出告警和认定中的事件标识,或 部门/信息项/序号。",
        )
    # A finding names the event's provider and item, so that few ids are left to try.
    known = rows(cursor, "SELECT DISTINCT provider, item FROM platform.finding WHERE event_id = %s", (wanted,))
    seen = rows(
        cursor,
        "SELECT provider, item, max(seq) FROM (SELECT provider, item, seq FROM platform.seq_high_water UNION ALL "
        "SELECT provider, item, max(seq) FROM platform.quarantine WHERE seq >= 1 GROUP BY provider, item) s "
        "GROUP BY provider, item ORDER BY 3",
    )
    candidates = [(provider, item, last) for provider, item, last in seen if not known or (provider, item) in known]
    total, tried = sum(last for _, _, last in candidates), 0
    for provider, item, last in candidates:
        for first in range(1, last + 1, _TRIED_AT_ONCE):
            seqs = range(first, min(first + _TRIED_AT_ONCE, last + 1))
            seq = seq_of(wanted, provider, item, seqs)
            if seq is not None:
                return Name(provider, item, seq)
            tried += len(seqs)
            progress(tried, total)
    raise Refusal(
        "No event that has come in so far has this id. Check it, or see with `govsync status` whether records are underway.",
        "目前到达的事件中没有此标识。请核对,或用 `govsync status` 查看是否仍有记录在途中。",
    )


def _kept(cursor: Cursor, item: Item, name: Name) -> tuple[Kept, Whereabouts] | None:
    current = f"{item.database}.{item.table}"
    same_row = " AND ".join(f"e.{column} = h.{column}" for column in KEY)
    sql = f"""
    SELECT h.topic_partition, h.kafka_offset, h.operation, h.origin, h.submission_id, h.record_version, h.changed_on,
      h.valid_from_on, h.recorded_at, h.received_at, h.materialised_at, h.due_on, h.due_on_adjusted, h.provisional,
      h.item_version, h.rules_version, h.flags, c.record_version, c.provider,
      (c.topic_partition, c.kafka_offset) = (h.topic_partition, h.kafka_offset),
      EXISTS (SELECT FROM {current}_history e WHERE {same_row} AND e.provider = h.provider
        AND e.record_version >= h.record_version AND e.operation <> 'ATTEST'
        AND e.topic_partition = h.topic_partition AND e.kafka_offset < h.kafka_offset)
    FROM {current}_history h LEFT JOIN {current} c USING ({", ".join(KEY)})
    WHERE h.provider = %s AND h.seq = %s"""
    found = rows(cursor, sql, (name.provider, name.seq))
    if not found:
        return None
    *columns, stands, came_late = found[0]
    kept = Kept(item.shared_topic, *columns)
    if kept.operation == "ATTEST":
        return kept, Whereabouts.ATTESTED
    if stands:
        return kept, Whereabouts.STANDS
    return kept, Whereabouts.SUPERSEDED if came_late else Whereabouts.OVERTAKEN


def _plain(value: Kept | Judged | Owed) -> dict[str, Any]:
    shown = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {n: v.isoformat() if isinstance(v, date | datetime) else v for n, v in shown.items()}
