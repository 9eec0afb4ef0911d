"""The peers of the benchmark that run in Java: what they are made of and how they are told to run."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from govsync.benchmark.peers import debezium_jdbc, kafka_streams
from govsync.benchmark.peers.contender import Workload
from govsync.benchmark.peers.debezium_jdbc import current_settings, history_settings
from govsync.benchmark.peers.java_program import SOURCES, JavaProgram
from govsync.benchmark.peers.kafka_streams import KafkaStreams, streams_settings
from govsync.benchmark.peers.properties import write_properties
from infra.local import kafka_jars
from infra.settings import Settings
from schemas.directory_files import load_directory
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity

PROGRAMS = (debezium_jdbc.PROGRAM, kafka_streams.PROGRAM)
WEIGHED_BY_ELEMENT = {"CONF-BOUNDS", "CONF-PATTERN"}


@pytest.fixture
def workload(tmp_path: Path) -> Workload:
    return Workload(
        settings=Settings.from_environment().model_copy(update={"kafka_bootstrap_servers": "127.0.0.1:1"}),
        folder=tmp_path,
        item=next(i for i in load_directory().items.values() if i.avro_name == kafka_streams.RECORD),
        events=0,
        inbound_topic="run.inbound",
        shared_topic="run.shared",
        shared_raw_topic="run.shared-raw",
        refused_topic="run.refused",
        database_url="postgresql://127.0.0.1:1/run",
        jdbc_url="jdbc:postgresql://127.0.0.1:1/run",
        database_user="bench",
        database_password="secret",
        first_offsets={},
        group="run",
        inbound_avro="{}",
        shared_avro="{}",
        changed_on=date(2026, 3, 2),
    )


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name_and_version)
def test_every_file_is_locked_once_with_a_full_hash_and_the_compiler_among_them(program: JavaProgram) -> None:
    jars = kafka_jars.read_lock(program.lock_file)
    assert len({jar.file_name for jar in jars}) == len(jars)
    assert {len(bytes.fromhex(jar.sha256)) for jar in jars} == {32}
    assert [jar for jar in jars if jar.coordinate.startswith("org.eclipse.jdt:ecj:")]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name_and_version)
def test_kafka_is_as_new_in_a_peer_as_in_the_platform(program: JavaProgram) -> None:
    coordinates = [jar.coordinate for jar in kafka_jars.read_lock(program.lock_file)]
    versions = {c.rpartition(":")[2] for c in coordinates if c.startswith("org.apache.kafka:")}
    assert versions == {kafka_jars.KAFKA_VERSION}


def test_other_sources_are_compiled_into_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "Some.java"
    source.write_text("final class Some {}")
    monkeypatch.setattr("govsync.benchmark.peers.java_program.SOURCES", tmp_path)
    program = JavaProgram("some-1", "kafka_streams.lock", ("Some.java",))
    before = program.classes
    assert program.classes == before
    source.write_text("final class Some { int more; }")
    assert program.classes != before


def test_the_rules_written_out_by_hand_are_rules_of_the_catalogue_in_the_order_of_their_codes() -> None:
    weights = hand_written_rules()
    assert list(weights) == sorted(weights)
    assert weights.keys() <= rule_catalogue().keys()
    assert len(weights) >= 40


def test_a_rule_written_out_by_hand_weighs_what_it_weighs_in_the_catalogue() -> None:
    expected = {
        code: rule_catalogue()[code].severity >= Severity.QUARANTINE
        for code in hand_written_rules()
        if code not in WEIGHED_BY_ELEMENT
    }
    assert {code: refuses for code, refuses in hand_written_rules().items() if code in expected} == expected


def hand_written_rules() -> dict[str, bool]:
    """Codes of the rules the Java enum lists, and whether each refuses."""
    _, _, body = (SOURCES / "Rule.java").read_text().partition("enum Rule {")
    listed = body.partition(";")[0].replace(" ", "").replace("\n", "").split(",")
    return {name.removesuffix("(false)").replace("_", "-"): not name.endswith("(false)") for name in listed}


def test_a_validator_written_for_one_item_refuses_another(workload: Workload) -> None:
    from schemas.bilingual import Refusal

    other = next(i for i in load_directory().items.values() if i.avro_name != kafka_streams.RECORD)
    with pytest.raises(Refusal, match=kafka_streams.RECORD):
        KafkaStreams().prepare(replace(workload, item=other))


def test_kafka_streams_is_transactional_as_our_validator_is(workload: Workload) -> None:
    assert streams_settings(workload)["processing.guarantee"] == "exactly_once_v2"


def test_current_is_kept_by_the_key_in_the_event_and_history_by_its_place(workload: Workload) -> None:
    current, history = current_settings(workload), history_settings(workload)
    assert (current["primary.key.mode"], history["primary.key.mode"]) == ("record_value", "kafka")
    assert current["primary.key.fields"] == "identity_type,identity_number,record_id"
    assert current["consumer.override.group.id"] != history["consumer.override.group.id"]


def test_no_password_stands_in_a_command(workload: Workload) -> None:
    program = debezium_jdbc.PROGRAM
    assert workload.database_password not in " ".join(program.command("Main", "connect.properties"))


def test_a_properties_file_is_its_owners_and_survives_what_is_special_in_it(tmp_path: Path) -> None:
    path = tmp_path / "some.properties"
    write_properties(path, {"path": "C:\\new", "lines": "a\nb", "name": "值"})
    assert path.read_text() == "path=C:\\\\new\nlines=a\\nb\nname=\\u503c\n"
    assert path.stat().st_mode & 0o077 == 0
