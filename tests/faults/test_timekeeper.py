"""The timekeeper as a process: how it ends, and that killing it doubles nothing."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from confluent_kafka import KafkaException

from infra import failpoint, topics
from infra.local import kafka, programs
from infra.local.platform import processes
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.directory_files import load_directory
from stream_processors.alerting import Source
from stream_processors.ledger import Opening, open_obligations
from stream_processors.progress import KafkaPositions, Progress
from stream_processors.relay import Relay
from stream_processors.rules.law import Clock, Law
from stream_processors.ticks import Ticker
from tests.alert_reader import AlertReader
from tests.clock_tables import CHANGED_ON, LONG_AFTER, RECEIVED_AT, WORKING_DAYS_PROVIDER, find_late, own_database
from tests.local_platform import environment_of, run_govsync

pytestmark = pytest.mark.platform

SECONDS_TO_WORK = 60
STAGES = 5


@contextmanager
def timekeeper(settings: Settings, log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """`govsync worker timekeeper`, ended at the latest with the block."""
    addresses = settings.connection_environment() | environment
    with log.open("ab") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "govsync", "worker", "timekeeper"],
            env=environment_of(settings.home, **addresses),
            stdout=subprocess.PIPE,
            stderr=stderr,
        )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def connection(platform: Settings) -> Iterator[Connection]:
    connection = connect(platform, "govsync-test")
    yield connection
    connection.close()


def alert_of(connection: Connection, finding_id: str) -> str | None:
    with transaction(connection) as cursor:
        ((alert_id,),) = rows(cursor, "SELECT alert_id FROM platform.finding WHERE finding_id = %s", (finding_id,))
    return None if alert_id is None else str(alert_id)


def wait_until_told(connection: Connection, finding_id: str) -> str:
    deadline = time.monotonic() + SECONDS_TO_WORK
    while (alert_id := alert_of(connection, finding_id)) is None:
        assert time.monotonic() < deadline, "the timekeeper does not tell"
        time.sleep(0.05)
    return alert_id


def test_alerts_survive_the_killing_of_timekeepers_exactly_once(
    platform: Settings, connection: Connection, tmp_path: Path
) -> None:
    findings = []
    for n in range(4):
        findings += [find_late(connection, 10 * n + k) for k in range(3)]
        with timekeeper(platform, tmp_path / "log") as process:
            wait_until_told(connection, findings[-1])
            process.send_signal(signal.SIGKILL)  # somewhere around the sending
            process.wait()
    with timekeeper(platform, tmp_path / "log", GOVSYNC_INSTANCE="timekeeper-1") as process:
        findings.append(find_late(connection, 99))
        last = wait_until_told(connection, findings[-1])
        with AlertReader(platform) as reader:
            deadline = time.monotonic() + SECONDS_TO_WORK
            while last not in reader.counts_of({last}):
                assert time.monotonic() < deadline, "the relay does not send"
                time.sleep(0.2)
            told = {alert_id for finding in findings if (alert_id := alert_of(connection, finding))}
            assert reader.counts_of(told) == Counter(told)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    shown = run_govsync("alerts", "--json", home=platform.home, **platform.connection_environment())
    assert shown.returncode == 0
    alerts = json.loads(shown.stdout)["alerts"]
    assert sum(each["count"] for each in alerts if each["source"] == "LATE_EVENT") >= len(findings)


def owe(connection: Connection, count: int) -> list[int]:
    """Obligations whose every stage is due by now, and waits for nobody's events; their ids."""
    clock = Clock("D12", WORKING_DAYS_PROVIDER, None, None, CHANGED_ON, None)
    with transaction(connection) as cursor:
        openings = [
            Opening(clock, Source.OBLIGATION, f"complaint {uuid.uuid4().hex}", RECEIVED_AT, "test-rules", "a test")
            for _ in range(count)
        ]
        return open_obligations(cursor, Law.load(), openings, RECEIVED_AT)


def wait_until_sent(connection: Connection, reader: AlertReader, obligation_ids: list[int]) -> None:
    """Every stage of these has been told of and a read_committed reader sees its alert; no alert twice."""
    deadline = time.monotonic() + SECONDS_TO_WORK
    while True:
        with transaction(connection) as cursor:
            stages = rows(
                cursor,
                "SELECT obligation_id, stage, state, alert_id FROM platform.obligation_stage WHERE obligation_id = ANY(%s)",
                (obligation_ids,),
            )
        told = {alert_id for *_, state, alert_id in stages if state == "EMITTED"}
        if len(stages) == STAGES * len(obligation_ids) and all(state == "EMITTED" for *_, state, _ in stages):
            seen = reader.counts_of(told)
            assert max(seen.values(), default=1) == 1
            if seen == Counter(told):
                return
        assert time.monotonic() < deadline, "not every stage is told of and sent"
        time.sleep(0.2)


@pytest.mark.parametrize("point", ["timekeeper.told", "timekeeper.committed", "relay.produced", "relay.committed"])
def test_a_timekeeper_killed_between_due_and_sent_leaves_each_stage_told_of_once(
    platform: Settings, connection: Connection, tmp_path: Path, point: str
) -> None:
    arming = failpoint.armed(platform.home, "timekeeper-killed")
    arming.parent.mkdir(parents=True, exist_ok=True)
    arming.write_text(point)
    owed = owe(connection, 3)
    with timekeeper(
        platform, tmp_path / "log", GOVSYNC_FAILPOINTS="1", GOVSYNC_INSTANCE="timekeeper-killed"
    ) as process:
        assert process.wait(SECONDS_TO_WORK) == 137, (tmp_path / "log").read_text()
    assert not arming.exists()
    with timekeeper(platform, tmp_path / "log", GOVSYNC_INSTANCE="timekeeper-next"), AlertReader(platform) as reader:
        wait_until_sent(connection, reader, owed + owe(connection, 1))


@pytest.mark.timeout(240)
def test_of_two_timekeepers_one_frozen_past_its_session_and_resumed_each_stage_is_told_of_once(
    platform: Settings, connection: Connection, tmp_path: Path
) -> None:
    with (
        AlertReader(platform) as reader,
        timekeeper(platform, tmp_path / "frozen", GOVSYNC_INSTANCE="timekeeper-frozen") as frozen,
    ):
        owed = owe(connection, 2)
        wait_until_sent(connection, reader, owed)  # it is the one that relays
        frozen.send_signal(signal.SIGSTOP)
        with timekeeper(platform, tmp_path / "other", GOVSYNC_INSTANCE="timekeeper-other"):
            owed += owe(connection, 2)
            # The frozen one's session ends first; until then the other stands by.
            wait_until_sent(connection, reader, owed)
            frozen.send_signal(signal.SIGCONT)
            owed += owe(connection, 2)
            wait_until_sent(connection, reader, owed)
            with transaction(connection) as cursor:
                ((twice,),) = rows(
                    cursor,
                    "SELECT count(*) FROM (SELECT FROM platform.obligation_stage WHERE state = 'EMITTED' "
                    "GROUP BY obligation_id, stage HAVING count(*) > 1) doubled",
                )
            assert twice == 0


def test_a_bug_ends_the_process_with_a_code_that_says_so(platform: Settings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with timekeeper(platform, log, PGDATABASE="postgres") as process:  # a database without our tables
        assert process.wait(SECONDS_TO_WORK) == 1
    assert "UndefinedTable" in log.read_text()


def test_a_platform_that_is_away_is_waited_for(platform: Settings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with timekeeper(platform, log, PGPORT="1") as process:
        deadline = time.monotonic() + SECONDS_TO_WORK
        while log.read_text().count("tick.failed") < 2:
            assert process.poll() is None
            assert time.monotonic() < deadline, "the timekeeper does not try again"
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def test_a_relay_goes_on_with_a_broker_that_was_killed_and_came_back(platform: Settings) -> None:
    """A client that clings to the broker it knew waits for ever."""
    with own_database(platform) as settings:
        connection = connect(settings, "govsync-test")
        ticker = Ticker(connection, Progress(KafkaPositions(settings, load_directory(), connection)))
        name = f"test-relay-{uuid.uuid4().hex}"
        relay, sent = Relay(settings, connection, name), 0

        def send_until(count: int) -> None:
            nonlocal relay, sent
            while sent < count:
                try:
                    sent += relay.relay()
                except KafkaException:
                    relay = Relay(settings, connection, name)

        find_late(connection, 1)
        ticker.tick(LONG_AFTER)
        send_until(1)
        os.kill(_process_id(platform, "kafka"), signal.SIGKILL)
        assert programs.wait_until(lambda: kafka.is_reachable(settings.kafka_bootstrap_servers), SECONDS_TO_WORK)
        find_late(connection, 2)
        ticker.tick(LONG_AFTER)
        sending = threading.Thread(target=send_until, args=(2,), daemon=True)
        sending.start()
        sending.join(SECONDS_TO_WORK)
        assert not sending.is_alive(), "the relay does not come back"
        with transaction(connection) as cursor:
            alert_ids = [alert_id for (alert_id,) in rows(cursor, "SELECT alert_id FROM platform.alert")]
        assert len(alert_ids) == sent == 2
        assert programs.wait_until(lambda: _knows_offsets(settings), SECONDS_TO_WORK)
        with AlertReader(platform) as reader:
            assert reader.counts_of(alert_ids) == Counter(alert_ids)
        connection.close()


def _knows_offsets(settings: Settings) -> bool:
    """Whether the broker tells offsets again: for a moment it is still electing itself."""
    try:
        topics.high_watermarks(settings, [(topics.ALERTS, 0)])
    except KafkaException:
        return False
    return True


def _process_id(settings: Settings, name: str) -> int:
    pid: int = next(each["pid"] for each in processes(settings.home) if each["name"] == name)
    return pid
