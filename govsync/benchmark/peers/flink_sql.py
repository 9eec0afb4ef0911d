"""Flink SQL as a materialiser: one statement set, two JDBC sinks, current and history, in one process.

Current is an upsert by the row's key, so what arrives last wins. A second contender asks for the newest version of each
row first, as Flink's documentation has it: `ROW_NUMBER() ... = 1`. It keeps every row of current a second time, in
Flink's own state.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from subprocess import Popen
from typing import Any, NamedTuple

from govsync.benchmark.peers.contender import Role, Workload
from govsync.benchmark.peers.java_program import JavaProgram
from govsync.benchmark.peers.tables import PEER_TABLES, PLACE, peer_columns
from schemas.bilingual import Text
from schemas.tables import KEY

VERSION = "2.2.1"
PARALLELISM = 2
"""As many as there are processors to run on."""

BATCH = 3000

PROGRAM = JavaProgram(f"flink-sql-{VERSION}", "flink_sql.lock", ("FlinkSql.java",))
_MAIN = "govsync.peers.FlinkSql"
_CONFIGURATION, _LOGGING = "config.yaml", "log4j2.properties"

_JVM = (
    # An instant of the events has no zone in SQL: the driver is to take it as UTC.
    "-Duser.timezone=UTC",
    f"-Dlog4j2.configurationFile={_LOGGING}",
)

_WARNINGS_TO_OUTPUT = """\
rootLogger.level = WARN
rootLogger.appenderRef.output.ref = output
appender.output.type = Console
appender.output.name = output
appender.output.layout.type = PatternLayout
appender.output.layout.pattern = %d %p %c{1}: %m%n
"""


class FlinkSql:
    """Both tables in one job; `newest_wins` asks for the newest version, not for the last to arrive."""

    role = Role.MATERIALISER
    keeps_history = True

    def __init__(self, *, newest_wins: bool) -> None:
        self.newest_wins = newest_wins
        self.name = "flink-sql-newest" if newest_wins else "flink-sql"
        self.title = (
            Text(f"Flink SQL {VERSION}, newest version by state", f"Flink SQL {VERSION}(按状态取最新版本)")
            if newest_wins
            else Text(f"Flink SQL {VERSION}", f"Flink SQL {VERSION}")
        )

    def install(self) -> None:
        """Fetch Flink and its connectors, compile what hands it the statements."""
        PROGRAM.install()

    def prepare(self, workload: Workload) -> None:
        """Write configuration and statements."""
        (workload.folder / _CONFIGURATION).write_text(
            _lines(configuration(workload.folder, newest_wins=self.newest_wins))
        )
        (workload.folder / _LOGGING).write_text(_WARNINGS_TO_OUTPUT)
        for name, statement in statements(workload, newest_wins=self.newest_wins).items():
            path = workload.folder / name
            path.touch(mode=0o600)  # a sink names the database's password
            path.write_text(statement)

    def start(self, workload: Workload) -> Sequence[Popen[bytes]]:
        """One process, the cluster within."""
        names = statements(workload, newest_wins=self.newest_wins)
        heap = "-Xmx2g" if self.newest_wins else "-Xmx1g"
        return [PROGRAM.start(workload, self.name, _MAIN, str(workload.folder), *names, options=(*_JVM, heap))]


def configuration(folder: Path, *, newest_wins: bool) -> Mapping[str, str]:
    """Flink's own settings: as little copied between operators as may be, checkpoints beside the run's other files."""
    return {
        "execution.target": "local",
        "parallelism.default": str(PARALLELISM),
        # A checkpoint writes all state: with the rows of current in it, every second would be too often.
        "execution.checkpointing.interval": "10s" if newest_wins else "1s",
        "execution.checkpointing.dir": (folder / "checkpoints").as_uri(),
        "pipeline.object-reuse": "true",
        "table.local-time-zone": "UTC",
    }


class Column(NamedTuple):
    """A column of the tables: its SQL type in Flink, and what it is of the source's columns."""

    name: str
    sql_type: str
    expression: str


def statements(workload: Workload, *, newest_wins: bool) -> Mapping[str, str]:
    """File names and statements, in the order in which they are to run."""
    avro = json.loads(workload.shared_avro)
    by_name = {column.name: column for column in columns(avro)}
    wanted = [by_name[name] for name in peer_columns(workload.item)]
    current = _newest(wanted) if newest_wins else _all_of(wanted)
    return {
        "source.sql": _source(workload, avro),
        "event.sql": f"CREATE TEMPORARY VIEW event AS SELECT {_selected(wanted)} FROM shared",
        "current.sql": _sink(workload, "current_sink", PEER_TABLES.current, wanted, KEY),
        "history.sql": _sink(workload, "history_sink", PEER_TABLES.history, wanted, PLACE),
        "job.sql": "EXECUTE STATEMENT SET BEGIN\n"
        f"INSERT INTO current_sink {current};\n"
        "INSERT INTO history_sink SELECT * FROM event;\n"
        "END",
    }


def _all_of(wanted: Sequence[Column]) -> str:
    return f"SELECT {_named(wanted)} FROM event WHERE operation <> 'ATTEST'"


def _newest(wanted: Sequence[Column]) -> str:
    place = f"ROW_NUMBER() OVER (PARTITION BY {', '.join(KEY)} ORDER BY record_version DESC)"
    ranked = f"SELECT *, {place} AS place FROM event WHERE operation <> 'ATTEST'"
    return f"SELECT {_named(wanted)} FROM ({ranked}) WHERE place = 1"


def _source(workload: Workload, avro: Mapping[str, Any]) -> str:
    fields = [f"`{field['name']}` {source_type(field['type'])}" for field in avro["fields"]]
    places = [
        "topic_partition INT METADATA FROM 'partition' VIRTUAL",
        "kafka_offset BIGINT METADATA FROM 'offset' VIRTUAL",
    ]
    return _table(
        "shared",
        [*fields, *places],
        {
            "connector": "kafka",
            "topic": workload.shared_raw_topic,
            "properties.bootstrap.servers": workload.settings.kafka_bootstrap_servers,
            "properties.group.id": workload.group,
            "properties.isolation.level": "read_committed",
            "scan.startup.mode": "earliest-offset",
            "format": "avro",
        },
    )


def _sink(workload: Workload, name: str, table: str, wanted: Sequence[Column], key: Iterable[str]) -> str:
    typed = [f"`{column.name}` {column.sql_type}" for column in wanted]
    return _table(
        name,
        [*typed, f"PRIMARY KEY ({', '.join(key)}) NOT ENFORCED"],
        {
            "connector": "jdbc",
            # Text takes the column's type: uuid, jsonb, an array.
            "url": f"{workload.jdbc_url}?reWriteBatchedInserts=true&stringtype=unspecified",
            "username": workload.database_user,
            "password": workload.database_password,
            "table-name": table,
            "sink.buffer-flush.max-rows": str(BATCH),
            "sink.buffer-flush.interval": "100ms",
        },
    )


def _table(name: str, parts: Iterable[str], options: Mapping[str, str]) -> str:
    listed = ",\n  ".join(parts)
    given = ",\n  ".join(f"'{option}' = {_quoted(value)}" for option, value in options.items())
    return f"CREATE TEMPORARY TABLE {name} (\n  {listed}\n) WITH (\n  {given}\n)"


_PLAIN_TYPES = {"string": "STRING", "boolean": "BOOLEAN", "int": "INT", "long": "BIGINT", "double": "DOUBLE"}


def source_type(kind: Any) -> str:
    """The SQL type from which Flink derives an Avro type that reads what `kind` has written.

    Flink knows no writer's Avro: it has only the columns' types. An enum is written as its index, as an INT is.
    """
    if isinstance(kind, list):
        return _nullable_type(_present(kind))
    return f"{_nullable_type(kind)} NOT NULL"


def _nullable_type(kind: Any) -> str:
    if isinstance(kind, str):
        return _PLAIN_TYPES[kind]
    match kind.get("logicalType") or kind["type"]:
        case "date":
            return "DATE"
        case "timestamp-millis":
            return "TIMESTAMP(3)"
        case "decimal":
            return f"DECIMAL({kind['precision']}, {kind['scale']})"
        case "enum":
            return "INT"
        case "array":
            return f"ARRAY<{source_type(kind['items'])}>"
        case "record":
            fields = (f"`{field['name']}` {source_type(field['type'])}" for field in kind["fields"])
            return f"ROW<{', '.join(fields)}>"
        case unknown:
            raise ValueError(f"Flink SQL reads no {unknown} here")


def _present(kind: Any) -> Any:
    """What a value is where it is not null."""
    if isinstance(kind, list):
        (present,) = (branch for branch in kind if branch != "null")
        return present
    return kind


def columns(avro: Mapping[str, Any]) -> list[Column]:
    """The columns a shared event gives: its envelope, its elements, its place.

    Args:
        avro: the Avro record of the shared event.
    """
    envelope = [field for field in avro["fields"] if field["name"] != "after"]
    after = next(field for field in avro["fields"] if field["name"] == "after")
    return [
        *(_column(field, f"`{field['name']}`") for field in envelope),
        *(_column(field, f"`after`.`{field['name']}`") for field in _present(after["type"])["fields"]),
        Column("topic_partition", "INT", "topic_partition"),
        Column("kafka_offset", "BIGINT", "kafka_offset"),
    ]


def _column(field: Mapping[str, Any], read: str) -> Column:
    kind = _present(field["type"])
    match kind["type"] if isinstance(kind, dict) else kind:
        case "enum":
            symbols = ", ".join(_quoted(symbol) for symbol in kind["symbols"])
            return Column(field["name"], "STRING", f"ELT({read} + 1, {symbols})")
        case "array" if kind["items"] == "string":
            return Column(field["name"], "STRING", f"'{{' || ARRAY_JOIN({read}, ',') || '}}'")
        case "array":
            return Column(field["name"], "STRING", f"JSON_STRING({read})")
        case _:
            return Column(field["name"], _nullable_type(kind), read)


def _selected(wanted: Iterable[Column]) -> str:
    return ", ".join(f"{column.expression} AS `{column.name}`" for column in wanted)


def _named(wanted: Iterable[Column]) -> str:
    return ", ".join(f"`{column.name}`" for column in wanted)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _lines(settings: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in settings.items())
