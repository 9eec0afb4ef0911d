"""The whole chain, running, for tests of those who read from it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import KafkaError

from consumers.reconcile import Report, reconcile
from govsync.up import running
from infra import kafka, topics
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from schemas.codec import Encoder
from schemas.directory import inbound_topic
from tests.clock_tables import own_database
from tests.events import ITEM, PROVIDER, SCHEMAS, encode, key_of, make_event
from tests.local_platform import settings_of, temporary_home


@dataclass
class Chain:
    """A running platform with its workers. Tests share it, so each takes seqs, and with them identities, of its own."""

    settings: Settings

    def __post_init__(self) -> None:
        self._seqs = count(1)

    def event(self, **fields: Any) -> dict[str, Any]:
        """A conforming event under the next seq of `PROVIDER`."""
        return make_event(next(self._seqs), **fields)

    def send(self, *events: Mapping[str, Any], item: str = ITEM) -> None:
        """Publish events, each on its provider's topic."""
        self.send_bytes([(inbound_topic(e["provider"], item), key_of(e), encode(e, item)) for e in events])

    def send_bytes(self, records: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Publish (topic, key, value) and see each confirmed."""
        failures: list[KafkaError] = []
        sender = kafka.producer(self.settings)
        for topic, key, value in records:
            sender.produce(topic, value, key, on_delivery=lambda error, _: failures.append(error) if error else None)
        assert (sender.flush(60), failures) == (0, [])

    def state(self, submission_id: str, published: int, seqs: Sequence[int], **other: Any) -> None:
        """Publish a submission's manifest."""
        at = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
        manifest = {
            "submission_id": submission_id, "provider": PROVIDER, "item": ITEM, "started_at": at, "finished_at": at,
            "published": published, "first_seq": min(seqs, default=None), "last_seq": max(seqs, default=None),
            "rows_read": published, "rows_unchanged": 0, "rows_refused": 0,
        }  # fmt: skip
        value = Encoder(SCHEMAS.latest("platform", "submission")).encode({**manifest, **other})
        self.send_bytes([(topics.SUBMISSIONS, submission_id.encode(), value)])

    def settle(self) -> Report:
        """Everything sent has arrived; what `reconcile` says of it."""
        return reconcile(self.settings, 60, lambda _: None)

    def report(self) -> Report:
        """What `reconcile` says now, without waiting."""
        return reconcile(self.settings, 0, lambda _: None)

    def sql(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a statement; its rows, if it has any."""
        with closing(connect(self.settings, "test")) as connection, transaction(connection) as cursor:
            if statement.lstrip().upper().startswith("SELECT") or " RETURNING " in statement:
                return rows(cursor, statement, parameters)
            cursor.execute(statement, parameters)
            return []


@pytest.fixture
def empty_database(platform: Settings) -> Iterator[Settings]:
    """A database of the test's own, with empty tables, on the servers all share."""
    with own_database(platform) as settings:
        yield settings


@pytest.fixture(scope="module")
def chain(prepared: Path) -> Iterator[Chain]:
    """The platform with validator, materialiser and timekeeper, for one module: what others sent would be in the way."""
    with temporary_home(like=prepared) as home, running(settings_of(home)) as settings:
        yield Chain(settings)
