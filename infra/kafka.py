"""The Kafka clients, with the settings that lose nothing (the library's defaults do).

Every producer is idempotent, waits for all replicas and partitions by `murmur2_random`, as Java and Faust do.
Every consumer reads committed records only, commits nothing by itself and stops where an offset is gone.
"""

from collections.abc import Callable
from functools import cache
from time import monotonic
from typing import Any

from confluent_kafka import Consumer, KafkaError, Producer
from confluent_kafka.admin import AdminClient

from infra.log import logger
from infra.settings import Settings

MAX_EVENT_BYTES = 4 * 1024 * 1024
"""`max.message.bytes` of the inbound topics."""

MAX_QUARANTINE_BYTES = 5 * 1024 * 1024
"""`max.message.bytes` of `platform.quarantine`: an inbound record and the reasons beside it."""

_QUIET_SECONDS = 10.0


def client_settings(settings: Settings) -> dict[str, Any]:
    """What every client is given."""
    return {
        "bootstrap.servers": settings.kafka_bootstrap_servers,
        "error_cb": _quieted_errors(),
        "socket.keepalive.enable": True,
        "reconnect.backoff.max.ms": 1000,
        "log_level": 2,
    }


def _quieted_errors() -> Callable[[KafkaError], None]:
    """An error callback that tells each kind of error once per ten seconds: an outage brings thousands."""
    last: dict[int, float] = {}

    def tell(error: KafkaError) -> None:
        now = monotonic()
        if now - last.get(error.code(), -_QUIET_SECONDS) >= _QUIET_SECONDS:
            last[error.code()] = now
            logger().warning("kafka_client.reported", code=error.name())

    return tell


def producer(settings: Settings, **extra: Any) -> Producer:
    """An idempotent producer; a delivery without error in its callback is safe on all replicas."""
    return Producer(producer_settings(settings, **extra))


def producer_settings(settings: Settings, **extra: Any) -> dict[str, Any]:
    """What `producer` is given."""
    return {
        **client_settings(settings),
        "enable.idempotence": True,
        "acks": "all",
        "partitioner": "murmur2_random",
        "linger.ms": 5,
        "compression.type": "zstd",
        "message.timeout.ms": 120_000,
        "message.max.bytes": MAX_QUARANTINE_BYTES,
        "queue.buffering.max.kbytes": 65_536,
        **extra,
    }


def transactional_producer(settings: Settings, transactional_id: str, **extra: Any) -> Producer:
    """A producer for transactions; `init_transactions` fences an earlier one of the same id."""
    return producer(
        settings,
        **{
            "transactional.id": transactional_id,
            # An unfinished transaction of a killed process hides later commits this long.
            "transaction.timeout.ms": 10_000,
            "message.timeout.ms": 10_000,
            # The default of 100 puts a tenth of a second into every commit that meets a concurrent one.
            "retry.backoff.ms": 5,
            # Bounds how long the client trusts a group coordinator it has found. A broker that is killed and comes back
            # gets a new handle, and sending offsets to the old one waits for ever, whatever the timeout says.
            "metadata.max.age.ms": 1000,
            **extra,
        },
    )


def consumer(settings: Settings, group: str, instance: str | None, **extra: Any) -> Consumer:
    """A read_committed consumer that never commits by itself; with `instance` a static member of its group."""
    return Consumer(consumer_settings(settings, group, instance, **extra))


def consumer_settings(settings: Settings, group: str, instance: str | None, **extra: Any) -> dict[str, Any]:
    """What `consumer` is given."""
    static = {"group.instance.id": instance} if instance else {}
    return {
        **client_settings(settings),
        **static,
        "group.id": group,
        "enable.auto.commit": False,
        "enable.auto.offset.store": False,
        "auto.offset.reset": "error",
        "isolation.level": "read_committed",
        "partition.assignment.strategy": "cooperative-sticky",
        "session.timeout.ms": 6000,
        "heartbeat.interval.ms": 1500,
        # A member that was just given its partitions asks for the first few alone; until that fetch is answered those that
        # have records wait. Longer costs less while nothing comes: 5 s instead of 0.5 saves half a percent of a core.
        "fetch.wait.max.ms": 500,
        # What was found out about brokers and coordinators before a restart is not trusted for long after it.
        "metadata.max.age.ms": 5000,
        # An answer is decompressed whole, to many times its size: how much a backlog takes of memory is decided by what is
        # asked for of each partition, more than by the queue. A record that is larger comes all the same.
        "fetch.message.max.bytes": 512 * 1024,
        "queued.max.messages.kbytes": 8_192,
        # How long a client whose queue is full looks away; the default of a second lets a small queue run empty.
        "fetch.queue.backoff.ms": 20,
        **extra,
    }


@cache
def admin(settings: Settings) -> AdminClient:
    """The process's client for topics, groups and offsets; it has to outlive the answers it is asked for."""
    # A broker that comes back has a new leader epoch; until the client forgets the old one it finds no offset.
    return AdminClient({**client_settings(settings), "metadata.max.age.ms": 1000})
