from pathlib import Path

from infra.local.kafka import Layout, render_properties


def settings_of(home: Path) -> dict[str, str]:
    lines = render_properties(Layout(home), port=20001, controller_port=20002).splitlines()
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
