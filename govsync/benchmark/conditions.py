"""Under what conditions something was measured: machine, versions, and the settings that cost speed for safety."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import confluent_kafka
import psutil

from infra import kafka
from infra.local.kafka_jars import KAFKA_VERSION
from infra.postgres import Connection, rows, transaction
from infra.settings import Settings

_SERVER_SETTINGS = ("server_version", "fsync", "full_page_writes", "synchronous_commit", "autovacuum", "shared_buffers")
_PRODUCER = ("acks", "enable.idempotence", "linger.ms", "compression.type")
_CONSUMER = ("isolation.level", "enable.auto.commit", "auto.offset.reset")
_PACKAGES = ("confluent-kafka", "polars", "numpy", "psycopg2-binary", "faust-streaming")


def conditions(settings: Settings, connection: Connection) -> dict[str, Any]:
    """The conditions, as read from the machine, the server and the clients' own configuration."""
    with transaction(connection) as cursor:
        shown = {name: rows(cursor, f"SHOW {name}")[0][0] for name in _SERVER_SETTINGS}
    producer, consumer = kafka.producer_settings(settings), kafka.consumer_settings(settings, "bench", None)
    return {
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "memory_bytes": psutil.virtual_memory().total,
            "load_average_before": os.getloadavg(),
            "system": platform.platform(terse=True),
        },
        "versions": {
            "python": platform.python_version(),
            "kafka": KAFKA_VERSION,
            "librdkafka": confluent_kafka.libversion()[0],
            **{name: version(name) for name in _PACKAGES},
        },
        "postgres": shown,
        "producer": {name: producer[name] for name in _PRODUCER},
        "consumer": {name: consumer[name] for name in _CONSUMER},
        "validator": "one Kafka transaction per batch: outcomes and input offsets",
        "materialiser": "one PostgreSQL transaction per batch: current, history, quarantine, outcomes, Kafka offsets",
    }


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", described.read_text(), re.M) if described.exists() else None
    return found[1] if found else platform.processor()
