"""Flink SQL as a peer of the benchmark: the statements it is given are made from the item's Avro alone."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govsync.benchmark.peers.contender import Workload
from govsync.benchmark.peers.flink_sql import PROGRAM, FlinkSql, columns, source_type, statements
from govsync.benchmark.peers.tables import peer_columns
from infra.local import kafka_jars
from infra.settings import Settings
from schemas.directory import Item
from schemas.directory_files import load_directory
from schemas.released import load_released

ITEMS = load_directory().items
PLAIN = FlinkSql(newest_wins=False)
NEWEST = FlinkSql(newest_wins=True)


def workload_of(item: Item, folder: Path) -> Workload:
    return Workload(
        settings=Settings.from_environment().model_copy(update={"kafka_bootstrap_servers": "127.0.0.1:1"}),
        folder=folder,
        item=item,
        events=0,
        inbound_topic="run.inbound",
        shared_topic="run.shared",
        shared_raw_topic="run.shared-raw",
        refused_topic="run.refused",
        database_url="postgresql://127.0.0.1:1/run",
        jdbc_url="jdbc:postgresql://127.0.0.1:1/run",
        database_user="bench",
        database_password="it's secret",
        first_offsets={},
        group="run",
        changed_on=date(2026, 3, 2),
        inbound_avro="{}",
        shared_avro=json.dumps(load_released().latest("shared", item.item).avro),
    )


@pytest.fixture
def workload(tmp_path: Path) -> Workload:
    return workload_of(ITEMS["np-individual-tax"], tmp_path)


@pytest.mark.parametrize("item", ITEMS.values(), ids=lambda item: item.item)
def test_every_column_of_every_item_is_told_by_its_events(item: Item) -> None:
    told = [column.name for column in columns(load_released().latest("shared", item.item).avro)]
    assert len(set(told)) == len(told)
    assert set(peer_columns(item)) <= set(told)


@pytest.mark.parametrize(
    ("avro", "sql"),
    [
        ("long", "BIGINT NOT NULL"),
        (["null", "string"], "STRING"),
        (["null", {"type": "int", "logicalType": "date"}], "DATE"),
        ({"type": "long", "logicalType": "timestamp-millis"}, "TIMESTAMP(3) NOT NULL"),
        ({"type": "bytes", "logicalType": "decimal", "precision": 5, "scale": 2}, "DECIMAL(5, 2) NOT NULL"),
        ({"type": "array", "items": "string"}, "ARRAY<STRING NOT NULL> NOT NULL"),
        (["null", {"type": "record", "fields": [{"name": "a", "type": "int"}]}], "ROW<`a` INT NOT NULL>"),
    ],
)
def test_a_column_of_the_source_is_null_where_the_wire_may_be(avro: Any, sql: str) -> None:
    assert source_type(avro) == sql


def test_an_instant_flink_would_misread_is_not_read() -> None:
    with pytest.raises(ValueError, match="timestamp-micros"):
        source_type({"type": "long", "logicalType": "timestamp-micros"})


def test_an_enum_is_read_as_its_index_and_stored_as_its_name() -> None:
    enum = {"type": "enum", "symbols": ["CREATE", "UPDATE"]}
    avro = {
        "fields": [{"name": "operation", "type": enum}, {"name": "after", "type": {"type": "record", "fields": []}}]
    }
    assert source_type(enum) == "INT NOT NULL"
    assert columns(avro)[0] == ("operation", "STRING", "ELT(`operation` + 1, 'CREATE', 'UPDATE')")


def test_both_tables_are_written_by_one_job_from_one_source(workload: Workload) -> None:
    made = statements(workload, newest_wins=False)
    assert list(made)[-1] == "job.sql"
    assert [line.split()[2] for line in made["job.sql"].splitlines() if line.startswith("INSERT")] == [
        "current_sink",
        "history_sink",
    ]
    assert "'topic' = 'run.shared-raw'" in made["source.sql"]


def test_only_the_contender_that_asks_for_the_newest_version_compares_versions(workload: Workload) -> None:
    assert "ORDER BY record_version DESC" in statements(workload, newest_wins=True)["job.sql"]
    assert "record_version DESC" not in statements(workload, newest_wins=False)["job.sql"]


@pytest.mark.parametrize("contender", [PLAIN, NEWEST], ids=lambda contender: contender.name)
def test_the_password_stands_in_files_of_the_owner_alone(contender: FlinkSql, workload: Workload) -> None:
    contender.prepare(workload)
    telling = [path for path in workload.folder.iterdir() if "it''s secret" in path.read_text()]
    assert {path.name for path in telling} == {"current.sql", "history.sql"}
    assert not [path for path in telling if path.stat().st_mode & 0o077]


def test_flink_is_of_one_version_and_locked_with_the_compiler() -> None:
    jars = kafka_jars.read_lock(PROGRAM.lock_file)
    own = {"flink-connector-kafka", "flink-connector-jdbc-core", "flink-connector-jdbc-postgres"}
    flink = [jar.coordinate.split(":") for jar in jars if jar.coordinate.startswith("org.apache.flink:")]
    assert {version for _, name, version in flink if name not in own and "-shaded-" not in name} == {"2.2.1"}
    assert [jar for jar in jars if jar.coordinate.startswith("org.eclipse.jdt:ecj:")]
