"""Reference data: PostgreSQL is its home, the compacted topic `platform.reference` its broadcast.

The packaged rows are what an installation starts with; later rows are added by officers. A worker reads the
topic to its end before its first batch, so that it judges by what the database says without reaching it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from confluent_kafka import OFFSET_BEGINNING, KafkaError, KafkaException, TopicPartition

from infra.kafka import consumer, producer
from infra.postgres import connect, insert_rows, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.directory import Directory, Responsibility, Review, Window

TOPIC = "platform.reference"
_RESPONSIBILITY = "item, element_group, territory, role, agency, entrusted_by, valid_from_on, valid_to_on, decision"
_WINDOW = "loading_window, provider, item, opens_on, closes_on, approved_by, decision"
_REVIEW = "confidentiality_review, provider, item, valid_from_on, valid_to_on, decision"


@dataclass(frozen=True)
class Reference:
    """The reference rows in force, and their hash."""

    responsibilities: Mapping[str, tuple[Responsibility, ...]]
    windows: tuple[Window, ...]
    reviews: tuple[Review, ...]
    version: str

    def providers(self, item: str) -> tuple[str, ...]:
        """Agencies that provide or provided an item."""
        return tuple(dict.fromkeys(r.agency for r in self.responsibilities.get(item, ()) if r.role == "PROVIDER"))


def packaged(directory: Directory) -> Reference:
    """The reference rows an installation starts with."""
    state: dict[tuple[str, ...], dict[str, Any]] = {
        **{
            ("responsibility", *_key(i.item, r)): r.model_dump(mode="json")
            for i in directory.items.values()
            for r in i.responsibilities
        },
        **{("window", w.window): w.model_dump(mode="json") for w in directory.windows},
        **{("review", r.review): r.model_dump(mode="json") for r in directory.reviews},
    }
    return _assemble(state)


def seed(settings: Settings, directory: Directory) -> None:
    """Put the packaged rows into PostgreSQL where they are not yet; rows changed since are left alone."""
    connection = connect(settings, "govsync-reference")
    try:
        with transaction(connection) as cursor:
            responsibilities = [
                (i.item, *r.model_dump().values()) for i in directory.items.values() for r in i.responsibilities
            ]
            insert_rows(
                cursor,
                f"platform.responsibility ({_RESPONSIBILITY})",
                responsibilities,
                "ON CONFLICT DO NOTHING",
            )
            windows = [tuple(w.model_dump().values()) for w in directory.windows]
            insert_rows(cursor, f"platform.loading_window ({_WINDOW})", windows, "ON CONFLICT DO NOTHING")
            reviews = [tuple(r.model_dump().values()) for r in directory.reviews]
            insert_rows(cursor, f"platform.confidentiality_review ({_REVIEW})", reviews, "ON CONFLICT DO NOTHING")
    finally:
        connection.close()


def from_database(settings: Settings) -> Reference:
    """The reference rows as PostgreSQL has them now."""
    return _assemble(_database_rows(settings))


def broadcast(settings: Settings) -> int:
    """Publish PostgreSQL's reference rows that the topic does not have yet; how many were published."""
    wanted = _database_rows(settings)
    present = dict(_read(settings))
    changed = {key: value for key, value in wanted.items() if present.get(key) != value}
    gone = [key for key in present if key not in wanted]
    sender = producer(settings)
    failures: list[str] = []

    def delivered(error: KafkaError | None, _message: object) -> None:
        if error:
            failures.append(error.name())

    for key, value in changed.items():
        sender.produce(
            TOPIC, json.dumps(value, ensure_ascii=False, sort_keys=True), "/".join(key), on_delivery=delivered
        )
    for key in gone:
        sender.produce(TOPIC, None, "/".join(key), on_delivery=delivered)
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


def _database_rows(settings: Settings) -> dict[tuple[str, ...], dict[str, Any]]:
    connection = connect(settings, "govsync-reference")
    try:
        with transaction(connection) as cursor:
            responsibilities = rows(cursor, f"SELECT {_RESPONSIBILITY} FROM platform.responsibility")
            windows = rows(cursor, f"SELECT {_WINDOW} FROM platform.loading_window")
            reviews = rows(cursor, f"SELECT {_REVIEW} FROM platform.confidentiality_review")
    finally:
        connection.close()
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for item, *values in responsibilities:
        row = Responsibility(**dict(zip(Responsibility.model_fields, values, strict=True)))
        found["responsibility", *_key(item, row)] = row.model_dump(mode="json")
    for columns in windows:
        window = Window(**dict(zip(Window.model_fields, columns, strict=True)))
        found["window", window.window] = window.model_dump(mode="json")
    for columns in reviews:
        review = Review(**dict(zip(Review.model_fields, columns, strict=True)))
        found["review", review.review] = review.model_dump(mode="json")
    return found


def _read(settings: Settings) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    state: dict[tuple[str, ...], dict[str, Any]] = {}
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
            key = tuple((message.key() or b"").decode().split("/"))
            value = message.value()
            if value is None:
                state.pop(key, None)
            else:
                state[key] = json.loads(value)
    finally:
        reader.close()
    yield from sorted(state.items())


def _assemble(state: Mapping[tuple[str, ...], dict[str, Any]]) -> Reference:
    responsibilities: dict[str, list[Responsibility]] = {}
    windows = []
    reviews = []
    for key, value in sorted(state.items()):
        if key[0] == "responsibility":
            responsibilities.setdefault(key[1], []).append(Responsibility.model_validate(value))
        elif key[0] == "window":
            windows.append(Window.model_validate(value))
        elif key[0] == "review":
            reviews.append(Review.model_validate(value))
    text = json.dumps([[list(k), v] for k, v in sorted(state.items())], sort_keys=True, ensure_ascii=False)
    return Reference(
        {item: tuple(found) for item, found in responsibilities.items()},
        tuple(windows),
        tuple(reviews),
        sha256(text.encode()).hexdigest()[:16],
    )


def _key(item: str, row: Responsibility) -> tuple[str, ...]:
    return (item, row.element_group, row.territory, row.role, row.agency, row.valid_from_on.isoformat())
