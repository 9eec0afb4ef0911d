"""The intake of a validator: the gate, what it closes, and the record of it in the log and in PostgreSQL."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import psycopg2

from infra.log import logger
from infra.postgres import connect, insert_rows, transaction
from infra.settings import Settings
from stream_processors.intake import PAUSE, IntakeGate, Pause, Taken

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Intake:
    """One validator's gate.

    The validator judges without PostgreSQL: where that is away a pause is in the log at once and in its table later.
    """

    def __init__(self, settings: Settings, instance: str) -> None:
        self._settings = settings
        self._instance = instance
        self._gate = IntakeGate()
        self._unrecorded: list[Pause] = []
        self._record_again_at = _LONG_AGO

    def observe(self, taken: Mapping[str, Taken], now: datetime) -> None:
        """Count a batch, and tell of every pause that begins with it."""
        begun = self._gate.observe(taken, now)
        for pause in begun:
            logger().error(
                "intake.paused", item=pause.item, count=pause.taken.events, quarantined=pause.taken.refused,
                seconds=PAUSE.total_seconds(),
            )  # fmt: skip
        self._unrecorded += begun
        if begun or (self._unrecorded and now >= self._record_again_at):
            self._record_again_at = now + PAUSE
            self._record()

    def closed_topics(self, inputs: Iterable[str], now: datetime) -> set[str]:
        """Those of the validators' inputs that hold providers' events of items that are paused now."""
        for item in self._gate.resume(now):
            logger().warning("intake.resumed", item=item)
        if not self._gate.paused:
            return set()
        return {
            topic
            for topic in inputs
            if topic.split(".", 2)[2] in self._gate.paused and not topic.startswith("in.platform.")
        }

    def _record(self) -> None:
        try:
            connection = connect(self._settings, f"govsync-{self._instance}")
            try:
                with transaction(connection) as cursor:
                    insert_rows(
                        cursor,
                        "platform.intake_pause (item, instance, paused_at, resumes_at, events, refused)",
                        [
                            (pause.item, self._instance, pause.paused_at, pause.resumes_at, *pause.taken)
                            for pause in self._unrecorded
                        ],
                    )
            finally:
                connection.close()
        except psycopg2.OperationalError as error:
            # Tried again in a while: events go on being judged meanwhile.
            logger().warning("database.unreachable", error=type(error).__name__, code=error.pgcode or "")
        else:
            self._unrecorded = []
