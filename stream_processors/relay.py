"""The outbox in PostgreSQL onto `alerts.update-lag`: every alert once for a `read_committed` reader.

One Kafka transaction holds the alerts and, as a consumer group's offset, the last outbox id sent. A relay killed
anywhere leaves either both or neither. The fixed transactional id fences a relay that comes back from the dead, and
taking it over ends its unfinished transaction before the last id is read.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from confluent_kafka import KafkaError, KafkaException, Producer, TopicPartition

from infra import failpoint, kafka
from infra.log import logger
from infra.postgres import Connection, rows, transaction
from infra.settings import Settings
from infra.topics import ALERT_RELAY_GROUP, ALERTS
from schemas.codec import Encoder
from schemas.released import load_released

NAME = ALERT_RELAY_GROUP

BATCH = 500

_LOCK = 165_002
_SENT = TopicPartition(ALERTS, 0)
_TIMEOUT_SECONDS = 10.0
_REFRESH_SECONDS = 86_400.0
_ALERT = (
    "alert_id", "provider", "item", "kind", "source", "stage", "due_on", "due_on_adjusted", "count", "raised_at",
    "explanation_en", "explanation_zh", "article", "rules_version", "refers_to", "retracts",
)  # fmt: skip


class OutboxSetBack(RuntimeError):
    """The outbox has not yet given out an id that was already sent: it was set back, and new alerts would be skipped."""


class Relay:
    """Sends what is in the outbox while this process is the one that relays; other timekeepers stand by.

    Args:
        settings: where Kafka is.
        connection: PostgreSQL; as long as it lives its advisory lock says who relays.
        name: transactional id, and group whose offset is the last outbox id sent; one per outbox.
        before_commit: called with a transaction complete but uncommitted; tests die there.
    """

    def __init__(
        self,
        settings: Settings,
        connection: Connection,
        name: str = NAME,
        before_commit: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._connection = connection
        self._name = name
        self._before_commit = before_commit
        self._encoder = Encoder(load_released().latest("platform", "update_lag_alert"))
        self._producer: Producer | None = None
        self._group: object = None
        self._sent = 0
        self._stored_at = 0.0
        self._is_chosen = False

    def relay(self) -> int:
        """Send the next alerts of the outbox; how many.

        Raises:
            KafkaException: nothing of this call is visible, or all of it; throw the relay away and make another.
            OutboxSetBack: see there.
        """
        if not self._is_chosen and not self._choose():
            return 0
        if self._producer is None:
            self._producer = self._start()
        waiting = self._waiting()
        is_stale = bool(self._sent) and monotonic() - self._stored_at > _REFRESH_SECONDS
        if waiting or is_stale:
            self._send(self._producer, waiting)
        return len(waiting)

    def _choose(self) -> bool:
        with transaction(self._connection) as cursor:
            ((self._is_chosen,),) = rows(cursor, "SELECT pg_try_advisory_lock(%s)", (_LOCK,))
        return self._is_chosen

    def _start(self) -> Producer:
        producer = kafka.transactional_producer(self._settings, self._name)
        producer.init_transactions(_TIMEOUT_SECONDS)
        reader = kafka.consumer(self._settings, self._name, None)
        try:
            (stored,) = reader.committed([_SENT], timeout=_TIMEOUT_SECONDS)
            self._group = reader.consumer_group_metadata()
        finally:
            reader.close()
        if stored.error is not None:
            raise KafkaException(stored.error)
        self._sent = max(0, stored.offset)
        with transaction(self._connection) as cursor:
            ((last,),) = rows(
                cursor,
                "SELECT coalesce(pg_sequence_last_value("
                "pg_get_serial_sequence('platform.alert_outbox', 'outbox_id')::regclass), 0)",
            )
        if last < self._sent:
            raise OutboxSetBack(f"the outbox has given out ids up to {last}, but {self._sent} was sent")
        # At the next call at the latest it is stored anew: the broker forgets an offset that nobody renews.
        self._stored_at = monotonic() - _REFRESH_SECONDS
        logger().info("relay.started", offset=self._sent)
        return producer

    def _waiting(self) -> list[dict[str, Any]]:
        with transaction(self._connection) as cursor:
            found = rows(
                cursor,
                f"SELECT outbox_id, {', '.join(_ALERT)} FROM platform.alert_outbox JOIN platform.alert USING (alert_id) "
                "WHERE outbox_id > %s ORDER BY outbox_id LIMIT %s",
                (self._sent, BATCH),
            )
        return [dict(zip(("outbox_id", *_ALERT), row, strict=True)) for row in found]

    def _send(self, producer: Producer, waiting: list[dict[str, Any]]) -> None:
        last = waiting[-1]["outbox_id"] if waiting else self._sent
        producer.begin_transaction()
        for alert in waiting:
            record = {name: alert[name] for name in _ALERT}
            producer.produce(
                ALERTS,
                self._encoder.encode(record),
                f"{record['provider']}|{record['item'] or ''}",
                headers=_headers(record),
            )
        sent = TopicPartition(ALERTS, 0, last)
        producer.send_offsets_to_transaction([sent], self._group, _TIMEOUT_SECONDS)
        self._before_commit()
        failpoint.reach("relay.produced")
        producer.commit_transaction(_TIMEOUT_SECONDS)
        failpoint.reach("relay.committed")
        self._sent, self._stored_at = last, monotonic()
        if waiting:
            logger().info("alerts.sent", count=len(waiting), offset=last)


def is_fenced(error: KafkaException) -> bool:
    """Whether another relay took over: then this one steps aside."""
    cause = error.args[0]
    return isinstance(cause, KafkaError) and cause.code() in (KafkaError._FENCED, KafkaError.PRODUCER_FENCED)


def _headers(alert: dict[str, Any]) -> dict[str, str | bytes | None]:
    """The attributes of CloudEvents 1.0 in the binary mode of its Kafka binding."""
    raised_at: datetime = alert["raised_at"]
    return {
        "ce_specversion": "1.0",
        "ce_type": "govsync.update-lag-alert",
        "ce_source": "/govsync/timekeeper",
        "ce_id": alert["alert_id"],
        "ce_time": raised_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "content-type": "application/avro",
    }
