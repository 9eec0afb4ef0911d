from pathlib import Path

import pytest

from infra.local.kafka import Layout, Node, programs, render_properties
from schemas.bilingual import Refusal

ONE = [Node(1, port=20001, controller_port=20002)]
THREE = [*ONE, Node(2, 20003, 20004), Node(3, 20005, 20006)]


def settings_of(home: Path, nodes: list[Node] = ONE, number: int = 1) -> dict[str, str]:
    lines = render_properties(Layout(home), nodes[number - 1], nodes).splitlines()
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def test_the_broker_advertises_the_address_it_listens_on() -> None:
    settings = settings_of(Path("/srv/home"))
    assert settings["advertised.listeners"] == "PLAINTEXT://127.0.0.1:20001"
    assert settings["advertised.listeners"] in settings["listeners"].split(",")
    assert settings["controller.quorum.voters"] == "1@127.0.0.1:20002"


def test_a_home_with_a_chinese_name_survives_java_s_latin_1_reader() -> None:
    written = settings_of(Path("/srv/数据/.govsync"))["log.dirs"]
    assert written.isascii()
    assert written.encode("latin-1").decode("unicode_escape") == "/srv/数据/.govsync/kafka/data"


def test_time_is_the_broker_s_and_topics_are_made_on_purpose_only() -> None:
    settings = settings_of(Path("/srv/home"))
    assert settings["log.message.timestamp.type"] == "LogAppendTime"
    assert settings["auto.create.topics.enable"] == "false"


def test_records_and_offsets_are_kept_for_45_days() -> None:
    settings = settings_of(Path("/srv/home"))
    assert int(settings["log.retention.hours"]) == 45 * 24
    assert int(settings["offsets.retention.minutes"]) == 45 * 24 * 60


def test_one_broker_keeps_one_replica_and_three_keep_three_of_which_two_must_have_it() -> None:
    one, three = settings_of(Path("/srv/home")), settings_of(Path("/srv/home"), THREE, number=2)
    names = ("offsets.topic.replication.factor", "transaction.state.log.replication.factor", "min.insync.replicas")
    assert [one[name] for name in names] == ["1", "1", "1"]
    assert [three[name] for name in names] == ["3", "3", "2"]
    assert three["node.id"] == "2"
    assert three["controller.quorum.voters"] == "1@127.0.0.1:20002,2@127.0.0.1:20004,3@127.0.0.1:20006"


def test_a_home_of_one_broker_is_not_started_as_a_cluster_that_would_not_see_its_data(tmp_path: Path) -> None:
    (tmp_path / "kafka" / "data").mkdir(parents=True)
    with pytest.raises(Refusal, match="--brokers 1"):
        programs(tmp_path, THREE)


@pytest.mark.parametrize("made_by", ["9.0.0", None])
def test_a_home_of_a_newer_broker_is_refused_by_name_and_not_by_a_stack_trace(
    made_by: str | None, tmp_path: Path
) -> None:
    layout = Layout(tmp_path)
    layout.data.mkdir(parents=True)
    (layout.data / "meta.properties").write_text("cluster.id=invented\n")
    if made_by:
        layout.made_by.write_text(made_by)
    with pytest.raises(Refusal, match=f"made by Kafka {made_by or '4.3.0'}"):
        programs(tmp_path, ONE)
