"""The outbox onto Kafka: each alert once for a read_committed reader, whatever dies when."""

import os
import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from confluent_kafka import KafkaException

from infra.local.programs import wait_until
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.codec import HEADER_BYTES, Decoder, read_header
from schemas.released import load_released
from stream_processors import relay as relay_module
from stream_processors.progress import Progress
from stream_processors.relay import OutboxSetBack, Relay, is_fenced
from stream_processors.ticks import Ticker
from tests.alert_reader import AlertReader
from tests.clock_tables import (
    DUE_ON,
    LONG_AFTER,
    STATION,
    WORKING_DAYS_ITEM,
    WORKING_DAYS_PROVIDER,
    find_late,
    own_database,
)

pytestmark = pytest.mark.platform

RELAY_AND_DIE = """
import os, sys
from infra.local.programs import wait_until
from infra.postgres import connect
from infra.settings import Settings
from stream_processors.relay import Relay
settings = Settings.load()
relay = Relay(settings, connect(settings, "govsync-test"), sys.argv[1], before_commit=lambda: os._exit(9))
wait_until(lambda: relay.relay() > 0, 30)
"""


class Unasked(Progress):
    """Late events are told of without asking how far the platform is."""

    def __init__(self) -> None:
        pass


class Died(RuntimeError):
    """Raised in a relay in place of its death."""


@pytest.fixture
def database(platform: Settings) -> Iterator[Settings]:
    with own_database(platform) as settings:
        yield settings


@pytest.fixture
def connection(database: Settings) -> Iterator[Connection]:
    connection = connect(database, "govsync-test")
    yield connection
    connection.close()


@pytest.fixture
def name() -> str:
    return f"test-relay-{uuid.uuid4().hex}"


@pytest.fixture
def reader(platform: Settings) -> Iterator[AlertReader]:
    with AlertReader(platform) as reader:
        yield reader


def raise_alert(connection: Connection, n: int = 0) -> str:
    """One more alert in the outbox; its id."""
    find_late(connection, n)
    Ticker(connection, Unasked()).tick(LONG_AFTER)
    with transaction(connection) as cursor:
        ((alert_id,),) = rows(cursor, "SELECT alert_id FROM platform.alert_outbox ORDER BY outbox_id DESC LIMIT 1")
    return str(alert_id)


def other_relay(database: Settings, name: str) -> tuple[Relay, Connection]:
    own = connect(database, "govsync-test")
    return Relay(database, own, name), own


def test_an_alert_arrives_whole_with_the_attributes_of_a_cloud_event(
    database: Settings, connection: Connection, name: str, reader: AlertReader
) -> None:
    alert_id = raise_alert(connection)
    assert Relay(database, connection, name).relay() == 1
    (message,) = reader.messages_of({alert_id})
    assert message.key() == f"{WORKING_DAYS_PROVIDER}|{WORKING_DAYS_ITEM}".encode()
    value = message.value()
    assert isinstance(value, bytes)
    schema = load_released().by_id[read_header(value)]
    assert schema.of == "update_lag_alert"
    record = Decoder(schema).decode(value[HEADER_BYTES:])
    assert (record["alert_id"], record["count"], record["due_on"]) == (alert_id, 1, DUE_ON)
    assert record["raised_at"] == LONG_AFTER == datetime(2026, 4, 30, tzinfo=UTC)
    assert "第十九条" in record["explanation_zh"]
    assert STATION.encode() not in value
    assert reader.headers_of(message) == {
        "ce_specversion": b"1.0",
        "ce_type": b"govsync.update-lag-alert",
        "ce_source": b"/govsync/timekeeper",
        "ce_id": alert_id.encode(),
        "ce_time": b"2026-04-30T00:00:00Z",
        "content-type": b"application/avro",
    }


def test_what_was_sent_is_not_sent_again_by_the_next_relay(
    database: Settings, connection: Connection, name: str, reader: AlertReader
) -> None:
    sent = [raise_alert(connection, n) for n in range(3)]
    first, own = other_relay(database, name)
    assert first.relay() == 3
    own.close()
    _wait_until_gone(connection, own)
    sent.append(raise_alert(connection, 3))
    second = Relay(database, connection, name)
    assert (second.relay(), second.relay()) == (1, 0)
    assert reader.counts_of(sent) == Counter(sent)
    assert reader.order_of(sent) == sent


def test_a_relay_killed_before_its_commit_leaves_each_alert_once(
    database: Settings, connection: Connection, name: str, reader: AlertReader
) -> None:
    sent = [raise_alert(connection, n) for n in range(3)]
    for _ in range(2):
        died = subprocess.run(
            [sys.executable, "-c", RELAY_AND_DIE, name],
            env=os.environ | database.connection_environment(),
            check=False,
            capture_output=True,
        )
        assert died.returncode == 9, died.stderr
    # PostgreSQL lets go of a dead session's lock in its own time; until then others stand by.
    relay = Relay(database, connection, name)
    assert wait_until(lambda: relay.relay() == 3, 30)
    assert reader.counts_of(sent) == Counter(sent)


def test_a_relay_that_gives_up_before_its_commit_leaves_each_alert_once(
    database: Settings, connection: Connection, name: str, reader: AlertReader
) -> None:
    def die() -> None:
        raise Died

    sent = [raise_alert(connection)]
    own = connect(database, "govsync-test")
    with pytest.raises(Died):
        Relay(database, own, name, before_commit=die).relay()
    own.close()
    # PostgreSQL lets go of a closed session's lock in its own time; until then others stand by.
    relay = Relay(database, connection, name)
    assert wait_until(lambda: relay.relay() == 1, 30)
    assert reader.counts_of(sent) == Counter(sent)


def test_one_relays_and_the_others_stand_by_until_it_is_gone(
    database: Settings, connection: Connection, name: str
) -> None:
    first, own = other_relay(database, name)
    standing_by = Relay(database, connection, name)
    assert (first.relay(), standing_by.relay()) == (0, 0)
    raise_alert(connection)
    assert standing_by.relay() == 0
    assert first.relay() == 1
    raise_alert(connection)
    own.close()
    _wait_until_gone(connection, own)
    assert standing_by.relay() == 1


def _wait_until_gone(connection: Connection, closed: Connection) -> None:
    """PostgreSQL notices a closed connection by itself, a moment later."""
    held = 1
    while held:
        with transaction(connection) as cursor:
            ((held,),) = rows(
                cursor,
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
                "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            )


def test_a_relay_back_from_the_dead_is_fenced_and_sends_nothing(
    database: Settings, connection: Connection, name: str, reader: AlertReader
) -> None:
    sent = [raise_alert(connection)]
    own = connect(database, "govsync-test")

    def another_takes_over() -> None:
        with transaction(own) as cursor:  # as if this relay's connection had been lost
            cursor.execute("SELECT pg_advisory_unlock(%s)", (relay_module._LOCK,))
        assert Relay(database, connection, name).relay() == 1

    with pytest.raises(KafkaException) as raised:
        Relay(database, own, name, before_commit=another_takes_over).relay()
    own.close()
    assert is_fenced(raised.value)
    assert reader.counts_of(sent) == Counter(sent)


def test_an_outbox_that_was_set_back_stops_the_relay(platform: Settings, name: str) -> None:
    with own_database(platform) as settings:
        connection = connect(settings, "govsync-test")
        raise_alert(connection)
        assert Relay(settings, connection, name).relay() == 1
        connection.close()
    with own_database(platform) as restored:
        connection = connect(restored, "govsync-test")
        with pytest.raises(OutboxSetBack):
            Relay(restored, connection, name).relay()
        connection.close()


def test_the_last_id_is_stored_anew_where_nothing_is_to_be_sent(
    database: Settings, connection: Connection, name: str, reader: AlertReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "_REFRESH_SECONDS", 0.0)
    commits: list[None] = []
    sent = [raise_alert(connection)]
    own = connect(database, "govsync-test")
    relay = Relay(database, own, name, before_commit=lambda: commits.append(None))
    assert (relay.relay(), relay.relay(), len(commits)) == (1, 0, 2)
    own.close()
    _wait_until_gone(connection, own)
    assert Relay(database, connection, name).relay() == 0
    assert reader.counts_of(sent) == Counter(sent)
