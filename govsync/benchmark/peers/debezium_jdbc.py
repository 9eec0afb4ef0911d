"""Debezium's JDBC sink on Kafka Connect: current alone, and current with history as a second connector beside it.

Current is an upsert by the key in the event, so what arrives last wins. History is an upsert by topic, partition and
offset: with plain inserts a task that was killed finds its own rows and stays down. The two commit apart.
"""

import tarfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from subprocess import Popen

from govsync.benchmark.peers.contender import Role, Workload, peers_folder
from govsync.benchmark.peers.java_program import JavaProgram
from govsync.benchmark.peers.properties import write_properties
from govsync.benchmark.peers.tables import PEER_TABLES, PLACE, peer_columns
from infra.local import ports
from infra.local.kafka_jars import KAFKA_VERSION
from schemas.bilingual import Text
from schemas.tables import KEY

VERSION = "3.6.0"
TASKS = 2
"""Of each connector: as many as there are processors to run them on."""

BATCH = 3000

_NAME_AND_VERSION = f"debezium-jdbc-{VERSION}"
PROGRAM = JavaProgram(_NAME_AND_VERSION, "debezium_jdbc.lock", ("AvroInput.java", "SharedEventConverter.java"))
_MAIN = "org.apache.kafka.connect.cli.ConnectStandalone"
_WORKER, _AVRO = "connect.properties", "shared.avsc"
_CURRENT, _HISTORY = "current", "connect_history"
_CONNECT_TOPIC = "__connect_topic"
_CONNECT_PLACE = dict(zip(PLACE, ("__connect_partition", "__connect_offset"), strict=True))
"""What the sink calls the columns of an event's place."""

_JVM = (
    # An instant reaches the database without its zone, and is taken to be of the machine's.
    "-Duser.timezone=UTC",
    "-Xms256m",
    "-Xmx2g",
    "-XX:+UseG1GC",
    "-XX:MaxGCPauseMillis=20",
    "-XX:InitiatingHeapOccupancyPercent=35",
)
"""Memory and collector are what Kafka's own start script gives Connect."""


class DebeziumJdbc:
    """Both tables at equal work, or current alone."""

    role = Role.MATERIALISER

    def __init__(self, *, keeps_history: bool) -> None:
        self.keeps_history = keeps_history
        self.name = "debezium-jdbc" if keeps_history else "debezium-jdbc-current"
        stated = f"Debezium JDBC {VERSION}, Kafka Connect {KAFKA_VERSION}"
        self.title = (
            Text(f"{stated}, two connectors", f"{stated}(两个连接器)")
            if keeps_history
            else Text(f"{stated}, current only", f"{stated}(仅现行表)")
        )

    def install(self) -> None:
        """Fetch Connect and the plugin, compile the converter."""
        PROGRAM.install()
        plugins = _plugins()
        if not plugins.is_dir():
            unfinished = plugins.with_suffix(".unfinished")
            archive = next(PROGRAM.jars.glob("*.tar.gz"))
            with tarfile.open(archive) as content:
                content.extractall(unfinished, filter="data")
            unfinished.rename(plugins)

    def prepare(self, workload: Workload) -> None:
        """Fit the tables to what the sink writes, and write the settings."""
        fit_tables(workload.database_url, peer_columns(workload.item))
        (workload.folder / _AVRO).write_text(workload.shared_avro)
        write_properties(workload.folder / _WORKER, worker_settings(workload))
        for settings in self._connectors(workload):
            write_properties(workload.folder / _file_of(settings), settings)

    def start(self, workload: Workload) -> Sequence[Popen[bytes]]:
        """One worker with all connectors."""
        files = [_file_of(settings) for settings in self._connectors(workload)]
        return [PROGRAM.start(workload, self.name, _MAIN, _WORKER, *files, options=_JVM)]

    def _connectors(self, workload: Workload) -> Sequence[Mapping[str, str]]:
        current, history = current_settings(workload), history_settings(workload)
        return [current, history] if self.keeps_history else [current]


def _file_of(connector: Mapping[str, str]) -> str:
    return f"{connector['name']}.properties"


def _plugins() -> Path:
    return peers_folder(_NAME_AND_VERSION) / "plugins"


def worker_settings(workload: Workload) -> Mapping[str, str]:
    """Settings of Connect itself: no files of its own but in the run's folder, its REST interface to this machine."""
    return {
        "bootstrap.servers": workload.settings.kafka_bootstrap_servers,
        "plugin.path": str(_plugins()),
        "plugin.discovery": "only_scan",
        "offset.storage.file.filename": str(workload.folder / "connect.offsets"),
        "listeners": f"http://{ports.ADDRESS}:{ports.choose(None)}",
        "connector.client.config.override.policy": "All",
        "key.converter": "org.apache.kafka.connect.converters.ByteArrayConverter",
        "value.converter": "govsync.peers.SharedEventConverter",
    }


def current_settings(workload: Workload) -> Mapping[str, str]:
    """The connector that keeps current: an upsert by the key in the event."""
    return {
        **_sink_settings(workload, _CURRENT),
        "primary.key.mode": "record_value",
        "primary.key.fields": ",".join(KEY),
        # Off, a record that comes twice in a batch ends the task.
        "use.reduction.buffer": "true",
    }


def history_settings(workload: Workload) -> Mapping[str, str]:
    """The connector that keeps history: each event by its place in the topic."""
    return {
        **_sink_settings(workload, _HISTORY),
        "primary.key.mode": "kafka",
    }


def _sink_settings(workload: Workload, table: str) -> dict[str, str]:
    columns = [column for column in peer_columns(workload.item) if column not in PLACE]
    return {
        "name": table,
        "connector.class": "io.debezium.connector.jdbc.JdbcSinkConnector",
        "tasks.max": str(TASKS),
        "topics": workload.shared_topic,
        # Text takes the column's type: uuid, jsonb, an array.
        "connection.url": f"{workload.jdbc_url}?reWriteBatchedInserts=true&stringtype=unspecified",
        "connection.username": workload.database_user,
        "connection.password": workload.database_password,
        "collection.name.format": f"peer.{table}",
        "insert.mode": "upsert",
        "schema.evolution": "none",
        "batch.size": str(BATCH),
        "value.converter": "govsync.peers.SharedEventConverter",
        "value.converter.avro": str(workload.folder / _AVRO),
        "value.converter.columns": ",".join(columns),
        "consumer.override.group.id": f"{workload.group}-{table}",
        "consumer.override.auto.offset.reset": "earliest",
        "consumer.override.isolation.level": "read_committed",
        "consumer.override.max.poll.records": str(BATCH),
    }


def fit_tables(database_url: str, columns: Sequence[str]) -> None:
    """Let the sink say where an event stands as it can.

    It knows the place as a key of three columns, the topic among them, whose names it gives itself; and of current it
    does not know it at all.
    """
    import psycopg2

    shown = ", ".join(f"{_CONNECT_PLACE[c]} AS {c}" if c in PLACE else c for c in columns)
    statements = [
        *(f"ALTER TABLE {PEER_TABLES.current} ALTER COLUMN {column} DROP NOT NULL" for column in PLACE),
        f"ALTER TABLE {PEER_TABLES.history} DROP CONSTRAINT history_pkey",
        *(f"ALTER TABLE {PEER_TABLES.history} RENAME COLUMN {ours} TO {its}" for ours, its in _CONNECT_PLACE.items()),
        f"ALTER TABLE {PEER_TABLES.history} ADD COLUMN {_CONNECT_TOPIC} text NOT NULL DEFAULT ''",
        f"ALTER TABLE {PEER_TABLES.history} ADD PRIMARY KEY ({', '.join((*_CONNECT_PLACE.values(), _CONNECT_TOPIC))})",
        f"ALTER TABLE {PEER_TABLES.history} RENAME TO {_HISTORY}",
        f"CREATE VIEW {PEER_TABLES.history} AS SELECT {shown} FROM peer.{_HISTORY}",
    ]
    with closing(psycopg2.connect(database_url)) as connection, connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
