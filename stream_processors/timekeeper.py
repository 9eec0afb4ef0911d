"""The timekeeper: the Faust application that wakes on time and on submissions, and does what is due.

Faust only wakes it. Its consumer reads uncommitted records and may lose or repeat them, so nothing depends on a
message: the work is on committed rows of PostgreSQL (`ticks`), and out through the outbox (`relay`).
"""

import asyncio
import logging
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import faust
import faust.streams
import psycopg2
from confluent_kafka import KafkaException
from mode import CrashingSupervisor, Service

from infra.log import logger
from infra.postgres import connect, is_transient
from infra.settings import Settings
from infra.topics import SUBMISSIONS
from schemas.directory import Directory
from schemas.directory_files import load_directory
from stream_processors.progress import KafkaPositions, Progress
from stream_processors.relay import Relay, is_fenced
from stream_processors.ticks import Ticker

GROUP = "govsync.timekeeper"
TICK_SECONDS = 1.0
SECONDS_TO_WORK = 120.0
SECONDS_TO_END = 5.0
SECONDS_IDLE = 30
_STEP_ASIDE_TICKS = 10


class Keeper:
    """A timekeeper's connection to the world; after any fault of Kafka or PostgreSQL all of it is made anew."""

    def __init__(self, settings: Settings, instance: str, directory: Directory) -> None:
        # Whose process is frozen loses its session, and with it the lock that says who relays.
        self._connection = connect(settings, f"govsync-{instance}", idle_session_timeout=f"{SECONDS_IDLE}s")
        self._ticker = Ticker(self._connection, Progress(KafkaPositions(settings, directory, self._connection)))
        self._relay = Relay(settings, self._connection)

    def work(self, now: datetime) -> bool:
        """Do what is due, and send what is to be told; whether there may be more at once."""
        more = self._ticker.tick(now)
        return self._relay.relay() > 0 or more

    def close(self) -> None:
        """Let go; who relays is free again."""
        self._connection.close()


class Patience:
    """Works with one keeper after another: a fault of Kafka or PostgreSQL is logged, and the next call tries anew."""

    def __init__(self, make_keeper: Callable[[], Keeper]) -> None:
        self._make_keeper = make_keeper
        self._keeper: Keeper | None = None
        self._aside = 0

    def work(self, now: datetime) -> bool:
        """Do what is due, if it can be done; whether there may be more at once. Any other fault is a bug and raised."""
        if self._aside:
            self._aside -= 1
            return False
        try:
            if self._keeper is None:
                self._keeper = self._make_keeper()
            return self._keeper.work(now)
        except psycopg2.Error as error:
            if not is_transient(error):
                raise
            logger().warning("tick.failed", error=type(error).__name__, code=error.pgcode or "")
        except KafkaException as error:
            if is_fenced(error):
                self._aside = _STEP_ASIDE_TICKS
            logger().warning("tick.failed", error=type(error).__name__, code=error.args[0].name())
        self.close()
        return False

    def close(self) -> None:
        """Let go of the present keeper."""
        if self._keeper is not None:
            self._keeper.close()
        self._keeper = None


class Clockwork(Service):
    """Works when it begins, once a second, at once when woken, and again at once while there is more to do.

    Beside the Faust application, not inside it: what is due must not wait for a consumer group to settle. Work that
    does not come back is taken for stuck, and ends the process.
    """

    def __init__(self, work: Callable[[datetime], bool]) -> None:
        super().__init__()
        self._work = work
        self._awake = asyncio.Event()
        # What was due while nobody kept time does not wait for the first second.
        self._awake.set()

    def wake(self) -> None:
        """Something may have happened."""
        self._awake.set()

    @Service.timer(TICK_SECONDS)
    async def _on_time(self) -> None:
        self.wake()

    @Service.task
    async def _keep_time(self) -> None:
        while not self.should_stop:
            await self._awake.wait()
            self._awake.clear()
            now = datetime.now(UTC)  # noqa: TID251 - the shell reads the clock
            # Not in Faust's own thread, whose heartbeats must not wait for a database.
            if await asyncio.wait_for(asyncio.to_thread(self._work, now), SECONDS_TO_WORK):
                self.wake()


def make_app(settings: Settings, instance: str, wake: Callable[[], None]) -> faust.App:
    """The Faust application: calls `wake` for every submission.

    Every setting closes a way to lose work, to leak data or to hang; see docs/adr/0016.
    """
    servers = ";".join(f"kafka://{server}" for server in settings.kafka_bootstrap_servers.split(","))
    app = faust.App(
        GROUP,
        broker=servers,
        key_serializer="raw",
        value_serializer="raw",
        web_enabled=False,
        topic_disable_leader=True,
        topic_allow_declare=False,
        table_standby_replicas=0,
        agent_supervisor=CrashingSupervisor,
        stream_wait_empty=True,
        processing_guarantee="at_least_once",
        consumer_auto_offset_reset="earliest",
        consumer_group_instance_id=instance,
        broker_commit_interval=5.0,
        broker_session_timeout=30,
        broker_heartbeat_interval=3,
        datadir=str(settings.home / "run" / instance),
        worker_redirect_stdouts=False,
    )

    @app.agent(app.topic(SUBMISSIONS, value_type=bytes, key_type=bytes), concurrency=1)
    async def on_submission(stream: Any) -> None:
        async for event in stream.noack().events():
            wake()
            event.ack()

    return app


class Worker(faust.Worker):
    """A Faust worker that ends. Stopped while it joins its group, or after a crash, Faust may wait for itself for ever."""

    def on_worker_shutdown(self) -> None:
        """What is unfinished rolls back, as if the process had been killed."""
        super().on_worker_shutdown()
        limit = threading.Timer(SECONDS_TO_END, os._exit, (1 if self.crashed else 0,))
        limit.daemon = True
        limit.start()


def run(settings: Settings, instance: str) -> None:
    """Keep time until SIGTERM or SIGINT; ends the process: code 0 when told to stop, 1 after a crash.

    Raises:
        SystemExit: always.
    """
    # The pure-Python twin acknowledges events of partitions it has lost.
    if getattr(faust.streams, "_CStreamIterator", None) is None:
        raise RuntimeError("faust was installed without its compiled stream iterator")
    # In an outage it says the same a hundred times a second; what fails because of it is logged here.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    (settings.home / "run").mkdir(parents=True, exist_ok=True)
    directory = load_directory()
    patience = Patience(lambda: Keeper(settings, instance, directory))
    clockwork = Clockwork(patience.work)
    worker = Worker(
        make_app(settings, instance, clockwork.wake),
        clockwork,
        override_logging=False,
        redirect_stdouts=False,
        quiet=True,
    )
    worker.spinner = None
    try:
        worker.execute_from_commandline()
    finally:
        patience.close()
