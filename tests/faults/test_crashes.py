"""kill -9 of every process of the chain, one after the other, while events come in: nothing lost, nothing twice."""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import KafkaError, TopicPartition

from consumers.reconcile import reconcile
from govsync.up import running
from infra import kafka, topics
from infra.local.platform import processes
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from schemas.codec import Decoder
from schemas.directory import inbound_topic
from tests.events import ITEM, PROVIDER, SCHEMAS, encode, key_of, make_after, make_event, resident_number
from tests.local_platform import settings_of, temporary_home

pytestmark = pytest.mark.platform

VICTIMS = ("validator-0", "materialiser-0", "timekeeper-0", "kafka", "postgres")
TOPIC = inbound_topic(PROVIDER, ITEM)
TABLES = "natural_person.household_registration"
EVENTS_PER_SECOND = 700
PENDING_EVENTS = 300
RECOVERED_SECONDS = 120.0


@dataclass
class Stream:
    """A provider that publishes without pause, and an account of what its events must come to."""

    settings: Settings
    seed: int
    acknowledged: int = 0
    sent: int = 0
    repeats_sent: int = 0
    expected: Counter[str] = field(default_factory=Counter)
    current: dict[str, int] = field(default_factory=dict)
    versions: set[tuple[str, int]] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    hurried: threading.Event = field(default_factory=threading.Event)
    """Set while the provider sends as fast as it can."""
    _ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)
        self._producer = kafka.producer(self.settings)
        self._thread = threading.Thread(target=self._publish, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop publishing and wait for every acknowledgement."""
        self._ended.set()
        self._thread.join()
        assert self._producer.flush(120) == 0

    def _publish(self) -> None:
        recent: list[dict[str, Any]] = []
        seq = 0
        while not self._ended.is_set():
            kind = self._draw.random()
            if kind < 0.03 and recent:
                self._send(self._draw.choice(recent))
                self.expected["repeat"] += 1
                continue
            seq += 1
            event = self._event(seq)
            recent = [*recent[-200:], event]
            self._send(event)
            if not self.hurried.is_set():
                time.sleep(1 / EVENTS_PER_SECOND)

    def _event(self, seq: int) -> dict[str, Any]:
        today = datetime.now(UTC).date()  # noqa: TID251 - the broker's clock is the real one
        number = resident_number(self._draw.randrange(4000))
        late = self._draw.random() < 0.02
        version = seq if self._draw.random() > 0.02 else max(1, seq - 500)
        broken = self._draw.random() < 0.02
        after = make_after(name=None if broken else f"v{seq}", birth_on=date(1990, 1, 1))
        event = make_event(
            seq,
            identity_number=number,
            record_version=version,
            changed_on=today - timedelta(days=40 if late else 0),
            recorded_at=datetime.now(UTC),  # noqa: TID251 - likewise
            after=after,
            submission_id="s-crash",
        )
        # Every content is another, so a version used twice contradicts itself.
        if broken or (number, version) in self.versions:
            self.expected["quarantined"] += 1
            return event
        self.versions.add((number, version))
        if version > self.current.get(number, 0):
            self.expected["applied"] += 1
            self.current[number] = version
        else:
            self.expected["superseded"] += 1
        return event

    def _send(self, event: dict[str, Any]) -> None:
        while True:
            try:
                self._producer.produce(TOPIC, encode(event), key_of(event), on_delivery=self._told)
            except BufferError:  # the broker is away
                self._producer.poll(0.1)
            else:
                break
        self.sent += 1
        self._producer.poll(0)

    def _told(self, error: KafkaError | None, _message: object) -> None:
        if error is None:
            self.acknowledged += 1
        else:
            self.failures.append(error.name())


def _wait_for(what: str, is_true: Callable[[], bool], seconds: float = RECOVERED_SECONDS) -> None:
    ends_at = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < ends_at, f"{what}: not within {seconds} s"
        time.sleep(0.2)


def _written(settings: Settings) -> int:
    """How many events the database has an outcome for; -1 while it is away."""
    import psycopg2

    try:
        with closing(connect(settings, "test")) as connection, transaction(connection) as cursor:
            ((count,),) = rows(
                cursor,
                "SELECT coalesce(sum(applied + superseded + repeat + quarantined + attested), 0) FROM platform.submission_outcome",
            )
            return int(count)
    except psycopg2.OperationalError:
        return -1


def _process(settings: Settings, name: str) -> dict[str, Any]:
    return next(p for p in processes(settings.home) if p["name"] == name)


def _told_alerts(settings: Settings) -> Iterator[dict[str, Any]]:
    """The alerts a read_committed reader of the topic sees."""
    decoder = Decoder(SCHEMAS.latest("platform", "update_lag_alert"))
    with closing(kafka.consumer(settings, "test.alerts", None, **{"enable.partition.eof": True})) as consumer:
        consumer.assign([TopicPartition(topics.ALERTS, 0, 0)])
        while True:
            message = consumer.poll(30)
            assert message is not None
            error = message.error()
            if error is not None:
                assert error.code() == KafkaError._PARTITION_EOF
                return
            value = message.value()
            assert isinstance(value, bytes)
            yield decoder.decode(value[5:])


@pytest.mark.timeout(600)
def test_nothing_is_lost_or_done_twice_when_every_process_is_killed_in_turn(prepared: Path) -> None:
    seed = int(os.environ.get("GOVSYNC_TEST_SEED", "1"))
    with temporary_home(like=prepared) as home, running(settings_of(home)) as settings:
        stream = Stream(settings, seed)
        order = list(VICTIMS)
        random.Random(seed).shuffle(order)
        for name in order:
            before = _written(settings)
            _wait_for("progress before the kill", lambda before=before: _written(settings) > before)  # type: ignore[misc]
            victim = _process(settings, name)
            # The process dies with work before it, or its death would prove nothing.
            stream.hurried.set()
            _wait_for("pending work", lambda: stream.sent - _written(settings) > PENDING_EVENTS)
            os.kill(victim["pid"], signal.SIGKILL)
            stream.hurried.clear()
            _wait_for(
                f"restart of {name}",
                lambda name=name, victim=victim: (  # type: ignore[misc]
                    _process(settings, name)["restarts"] > victim["restarts"]
                    and _process(settings, name)["state"] == "running"
                ),
            )
            at = _written(settings)
            _wait_for(f"progress after the kill of {name}", lambda at=at: _written(settings) > max(at, 0))  # type: ignore[misc]
        stream.end()
        assert not stream.failures
        assert stream.acknowledged == stream.sent
        _wait_for("every event written", lambda: _written(settings) >= stream.sent)

        report = reconcile(settings, 60.0, lambda _: None)
        assert report.green, report.differences
        with closing(connect(settings, "test")) as connection, transaction(connection) as cursor:
            names = ("applied", "superseded", "repeat", "quarantined")
            (sums,) = rows(cursor, f"SELECT {', '.join(f'sum({n})' for n in names)} FROM platform.submission_outcome")
            assert dict(zip(names, sums, strict=True)) == stream.expected
            found = dict(rows(cursor, f"SELECT identity_number, record_version FROM {TABLES}"))
            assert found == stream.current
            ((findings,),) = rows(cursor, "SELECT count(*) FROM platform.finding")
            assert findings > 0

        def untold() -> int:
            with closing(connect(settings, "test")) as connection, transaction(connection) as cursor:
                ((count,),) = rows(cursor, "SELECT count(*) FROM platform.finding WHERE alert_id IS NULL")
                return int(count)

        _wait_for("every finding told of", lambda: untold() == 0)
        _wait_for("every alert sent", lambda: _alerts_raised(settings) == len(list(_told_alerts(settings))))
        told = list(_told_alerts(settings))
        assert max(Counter(alert["alert_id"] for alert in told).values()) == 1
        assert sum(alert["count"] for alert in told if alert["source"] == "LATE_EVENT") == findings


def _alerts_raised(settings: Settings) -> int:
    with closing(connect(settings, "test")) as connection, transaction(connection) as cursor:
        ((count,),) = rows(cursor, "SELECT count(*) FROM platform.alert")
        return int(count)
