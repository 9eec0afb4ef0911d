"""The timekeeper: the Faust application that wakes on time and on submissions, and does what is due.

Faust only wakes it. Its consumer reads uncommitted records and may lose or repeat them, so nothing depends on a
message: the work is on committed rows of PostgreSQL (`ticks`), and out through the outbox (`relay`).
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import faust
import faust.streams
import psycopg2
from confluent_kafka import KafkaException
from mode import CrashingSupervisor

from infra.log import logger
from infra.postgres import connect, is_transient
from infra.settings import Settings
from infra.topics import SUBMISSIONS
from stream_processors.alerting import Law
from stream_processors.progress import KafkaPositions, Progress
from stream_processors.relay import Relay, is_fenced
from stream_processors.ticks import Ticker

GROUP = "govsync.timekeeper"
TICK_SECONDS = 1.0
_STEP_ASIDE_TICKS = 10


class Keeper:
    """A timekeeper's connection to the world; after any fault of Kafka or PostgreSQL all of it is made anew."""

    def __init__(self, settings: Settings, instance: str, law: Law) -> None:
        self._connection = connect(settings, f"govsync-{instance}")
        self._ticker = Ticker(
            self._connection, law, Progress(KafkaPositions(settings, law.directory, self._connection))
        )
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


def make_app(settings: Settings, instance: str, work: Callable[[datetime], bool]) -> faust.App:
    """The Faust application; `work` does what is due at an instant and says whether there may be more at once.

    Every setting closes a way to lose work, to leak data or to hang; see the decision record on alerts.
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
    awake = asyncio.Event()

    @app.agent(app.topic(SUBMISSIONS, value_type=bytes, key_type=bytes), concurrency=1)
    async def on_submission(stream: Any) -> None:
        async for event in stream.noack().events():
            awake.set()
            event.ack()

    @app.timer(TICK_SECONDS)  # type: ignore[untyped-decorator]  # faust's own decorators carry no types
    async def on_time() -> None:
        awake.set()

    @app.task  # type: ignore[untyped-decorator]  # likewise
    async def keep_time() -> None:
        while not app.should_stop:
            await awake.wait()
            awake.clear()
            now = datetime.now(UTC)  # noqa: TID251 - the shell reads the clock
            # Not in Faust's own thread, whose heartbeats must not wait for a database.
            if await asyncio.to_thread(work, now):
                awake.set()

    return app


def run(settings: Settings, instance: str) -> None:
    """Keep time until SIGTERM or SIGINT; ends the process: code 0 when told to stop, 1 after a crash.

    Raises:
        SystemExit: always.
    """
    # The pure-Python twin acknowledges events of partitions it has lost.
    if getattr(faust.streams, "_CStreamIterator", None) is None:
        raise RuntimeError("faust was installed without its compiled stream iterator")
    (settings.home / "run").mkdir(parents=True, exist_ok=True)
    law = Law.load()
    patience = Patience(lambda: Keeper(settings, instance, law))
    worker = faust.Worker(
        make_app(settings, instance, patience.work),
        override_logging=False,
        redirect_stdouts=False,
        quiet=True,
    )
    worker.spinner = None
    try:
        worker.execute_from_commandline()
    finally:
        patience.close()
