"""Reference data: PostgreSQL is its home, the compacted topic `platform.reference` its broadcast.

The packaged rows are what an installation starts with; later rows are added by officers. A worker reads the
topic to its end before its first batch, so that it judges by what the database says without reaching it. Every change
of a row is noted by the database itself (`platform.reference_change`), whoever makes it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from confluent_kafka import OFFSET_BEGINNING, KafkaError, KafkaException, TopicPartition
from pydantic import BaseModel

from infra.kafka import consumer, producer
from infra.postgres import Cursor, connect, insert_rows, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.directory import Directory, Responsibility, Review, Window
from schemas.registers import Approval, CalendarNotice, ItemResponsibility, Outage, Reference, Ticket

TOPIC = "platform.reference"

_CHANGE_LOCK = 165_004
"""Held by whoever changes a row until its transaction ends, and shared by whoever judges by the rows."""

Key = tuple[str, ...]
"""Kind of a row, then the values of its key."""

Row = dict[str, Any]
"""A row's fields as JSON has them."""


@dataclass(frozen=True)
class Kind:
    """One register: its table, what a row is, and the fields that identify one.

    `renamed` maps a field to its column, where the field's name is a word PostgreSQL keeps for itself.
    """

    name: str
    table: str
    model: type[BaseModel]
    key: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """The table's columns, in the order of the model's fields."""
        return [self.renamed.get(name, name) for name in self.model.model_fields]

    def key_of(self, row: BaseModel) -> Key:
        """What a row is known by in every register."""
        stated = row.model_dump(mode="json")
        return (self.name, *(str(stated[name]) for name in self.key))


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "responsibility",
            "platform.responsibility",
            ItemResponsibility,
            ("item", "element_group", "territory", "role", "agency", "valid_from_on"),
        ),
        Kind("window", "platform.loading_window", Window, ("window",), {"window": "loading_window"}),
        Kind("review", "platform.confidentiality_review", Review, ("review",), {"review": "confidentiality_review"}),
        Kind("ticket", "platform.correction_ticket", Ticket, ("id",)),
        Kind("approval", "platform.quarterly_approval", Approval, ("id",)),
        Kind("outage", "platform.intake_outage", Outage, ("id",)),
        Kind("notice", "platform.calendar_notice", CalendarNotice, ("notice",)),
    )
}
"""Every register by name."""


def packaged(directory: Directory) -> Reference:
    """The reference rows an installation starts with."""
    return _assemble({key: row.model_dump(mode="json") for key, row in _packaged_rows(directory)})


def seed(settings: Settings, directory: Directory) -> None:
    """Put the packaged rows into PostgreSQL where they are not yet; rows changed since are left alone."""
    by_kind: dict[str, list[BaseModel]] = {}
    for key, row in _packaged_rows(directory):
        by_kind.setdefault(key[0], []).append(row)
    connection = connect(settings, "govsync-reference")
    try:
        with transaction(connection) as cursor:
            act_as(cursor, "govsync", "packaged with the product")
            for name, found in by_kind.items():
                _insert(cursor, KINDS[name], found, "ON CONFLICT DO NOTHING")
    finally:
        connection.close()


def from_database(settings: Settings) -> Reference:
    """The reference rows as PostgreSQL has them now."""
    connection = connect(settings, "govsync-reference")
    try:
        with transaction(connection) as cursor:
            return current(cursor)
    finally:
        connection.close()


def current(cursor: Cursor, kind: Kind | None = None, changed: Iterable[BaseModel] = ()) -> Reference:
    """The reference rows as PostgreSQL has them in this transaction, with those of a kind put as if they were stored."""
    return _assemble(_stored(cursor) | {kind.key_of(row): row.model_dump(mode="json") for row in changed if kind})


def held_change(cursor: Cursor) -> int:
    """The number of the last change of any row; until the transaction ends there will be no further one.

    Whoever judges and stores its judgements in one transaction asks first: then what is judged by older rows is stored
    before the change, and whoever judges again after the change finds it.
    """
    cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", (_CHANGE_LOCK,))
    return int(rows(cursor, "SELECT coalesce(max(change_id), 0) FROM platform.reference_change")[0][0])


def hold_changes(cursor: Cursor) -> None:
    """Until the transaction ends nobody else changes a row, or judges by one: for looking before changing."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_CHANGE_LOCK,))


def registered(cursor: Cursor, kind: Kind) -> dict[Key, BaseModel]:
    """The rows of one register by their keys."""
    names = list(kind.model.model_fields)
    found = rows(cursor, f"SELECT {', '.join(kind.columns)} FROM {kind.table}")
    read = (kind.model.model_validate(dict(zip(names, row, strict=True))) for row in found)
    return {kind.key_of(row): row for row in read}


def changes(cursor: Cursor, kind: str) -> list[dict[str, Any]]:
    """Every change of a register, or of another table that is noted likewise, oldest first: who, when, what, why."""
    columns = ("change_id", "changed_at", "officer", "key", "before", "after", "reason")
    found = rows(
        cursor,
        f"SELECT {', '.join(columns).replace('changed_at', 'changed_at::text')} FROM platform.reference_change "
        "WHERE kind = %s ORDER BY change_id",
        (kind,),
    )
    return [dict(zip(columns, row, strict=True)) for row in found]


def act_as(cursor: Cursor, officer: str, reason: str | None) -> None:
    """Say who changes rows in this transaction, and why; both are noted with each change."""
    cursor.execute(
        "SELECT set_config('govsync.officer', %s, true), set_config('govsync.reason', %s, true)",
        (officer, reason or ""),
    )


def put(cursor: Cursor, kind: Kind, changed: Iterable[BaseModel]) -> None:
    """Add rows to a register, or replace those of the same keys."""
    columns = kind.columns
    key = [kind.renamed.get(name, name) for name in kind.key]
    others = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in key)
    _insert(cursor, kind, changed, f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {others}")


def broadcast(settings: Settings) -> int:
    """Publish PostgreSQL's reference rows that the topic does not have yet; how many were published."""
    connection = connect(settings, "govsync-reference")
    try:
        with transaction(connection) as cursor:
            wanted = _stored(cursor)
    finally:
        connection.close()
    present = dict(_read(settings))
    changed = {key: value for key, value in wanted.items() if present.get(key) != value}
    gone = [key for key in present if key not in wanted]
    sender = producer(settings)
    failures: list[str] = []

    def delivered(error: KafkaError | None, _message: object) -> None:
        if error:
            failures.append(error.name())

    for key, value in changed.items():
        sender.produce(TOPIC, json.dumps(value, ensure_ascii=False, sort_keys=True), _wire(key), on_delivery=delivered)
    for key in gone:
        sender.produce(TOPIC, None, _wire(key), on_delivery=delivered)
    if sender.flush(60) or failures:
        raise Refusal(
            f"The reference data could not be published on {TOPIC} ({', '.join(set(failures)) or 'time ran out'}). "
            "Check that Kafka is reachable and run the command again.",
            f"无法在 {TOPIC} 上发布参考数据。请检查 Kafka 后重试。",
        )
    return len(changed) + len(gone)


def load(settings: Settings) -> Reference:
    """The reference rows of the topic, read to its end."""
    return _assemble(dict(_read(settings)))


def _packaged_rows(directory: Directory) -> Iterator[tuple[Key, BaseModel]]:
    responsibilities = (
        ItemResponsibility(item=item.item, **row.model_dump())
        for item in directory.items.values()
        for row in item.responsibilities
    )
    for name, found in (
        ("responsibility", responsibilities),
        ("window", directory.windows),
        ("review", directory.reviews),
    ):
        yield from ((KINDS[name].key_of(row), row) for row in found)


def _stored(cursor: Cursor) -> dict[Key, Row]:
    found = (row for kind in KINDS.values() for row in registered(cursor, kind).items())
    return {key: row.model_dump(mode="json") for key, row in found}


def _insert(cursor: Cursor, kind: Kind, added: Iterable[BaseModel], after: str) -> None:
    values = [[_column(value) for value in row.model_dump().values()] for row in added]
    insert_rows(cursor, f"{kind.table} ({', '.join(kind.columns)})", values, after)


def _column(value: object) -> object:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, Mapping) else value


def _wire(key: Key) -> str:
    return json.dumps(key, ensure_ascii=False)


def _read(settings: Settings) -> Iterator[tuple[Key, Row]]:
    state: dict[Key, Row] = {}
    reader = consumer(
        settings, "govsync.reference-reader", None, **{"enable.partition.eof": True, "fetch.wait.max.ms": 50}
    )
    try:
        reader.assign([TopicPartition(TOPIC, 0, OFFSET_BEGINNING)])
        while True:
            message = reader.poll(30)
            if message is None:
                raise KafkaException(KafkaError(KafkaError._TIMED_OUT))
            error = message.error()
            if error is not None:
                if error.code() == KafkaError._PARTITION_EOF:
                    break
                raise KafkaException(error)
            key = tuple(json.loads(message.key() or b"[]"))
            value = message.value()
            if value is None:
                state.pop(key, None)
            else:
                state[key] = json.loads(value)
    finally:
        reader.close()
    yield from sorted(state.items())


def _assemble(state: Mapping[Key, Row]) -> Reference:
    found: dict[str, list[Any]] = {name: [] for name in KINDS}
    for key, value in sorted(state.items()):
        found[key[0]].append(KINDS[key[0]].model.model_validate(value))
    responsibilities: dict[str, list[Responsibility]] = {}
    for row in found["responsibility"]:
        responsibilities.setdefault(row.item, []).append(Responsibility(**row.model_dump(exclude={"item"})))
    text = json.dumps([[list(k), v] for k, v in sorted(state.items())], sort_keys=True, ensure_ascii=False)
    return Reference(
        responsibilities={item: tuple(rows_of_item) for item, rows_of_item in responsibilities.items()},
        windows=tuple(found["window"]),
        reviews=tuple(found["review"]),
        tickets=tuple(found["ticket"]),
        approvals=tuple(found["approval"]),
        outages=tuple(found["outage"]),
        notices=tuple(found["notice"]),
        version=sha256(text.encode()).hexdigest()[:16],
    )
