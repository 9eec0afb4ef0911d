"""A provider's file on the real broker: numbers without gaps, versions that grow, and nothing sent without need.

Every test publishes as an agency of its own, from a home of its own.
"""

import json
import os
import runpy
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from confluent_kafka import KafkaError, TopicPartition

from consumers.receipts import receipt
from infra import kafka
from infra.settings import Settings
from infra.topics import SUBMISSIONS, high_watermarks
from producers.publisher import Summary, publish, request
from producers.simulator import simulate
from producers.state import state_path
from schemas.bilingual import Refusal
from schemas.codec import HEADER_BYTES, Decoder, read_header
from schemas.directory import inbound_topic
from schemas.directory_files import load_directory
from schemas.invented import identity_number
from schemas.released import load_released
from tests.integration.conftest import Chain
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

DATA = Path(__file__).parents[3] / "shared" / "data"
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
BIRTH = "np-birth"
HOUSEHOLD = "np-household-registration"


def numbers(count: int) -> list[str]:
    random = Random(count)
    made = (
        identity_number("RESIDENT_ID", random, territory="440100", born_on=NOW.date().replace(month=1, day=1 + n % 28))
        for n in range(count * 2)
    )
    return list(dict.fromkeys(number for number in made if number))[:count]


def table(path: Path, rows: list[dict[str, str]]) -> Path:
    columns = list(rows[0]) if rows else ["identity_type", "identity_number", "changed_on", "name"]
    lines = [",".join(columns), *(",".join(row[c] for c in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def person(number: str, name: str = "示例", changed_on: str = "2026-03-01") -> dict[str, str]:
    return {"identity_type": "RESIDENT_ID", "identity_number": number, "changed_on": changed_on, "name": name}


def everything(settings: Settings, topic: str) -> list[dict[str, Any]]:
    """Every event of a topic, decoded, with its bytes."""
    schemas = load_released().by_id
    decoders: dict[int, Decoder] = {}
    found = []
    answers = {"enable.partition.eof": True, "fetch.wait.max.ms": 50}
    with closing(kafka.consumer(settings, "test", None, **answers)) as reader:
        left = set(reader.list_topics(topic).topics[topic].partitions)
        reader.assign([TopicPartition(topic, partition, 0) for partition in left])
        while left:
            message = reader.poll(30)
            assert message is not None, "Kafka stopped answering"
            error = message.error()
            if error is not None:
                assert error.code() == KafkaError._PARTITION_EOF, error
                left.discard(message.partition())
                continue
            value = message.value()
            assert isinstance(value, bytes)
            decoder = decoders.setdefault(read_header(value), Decoder(schemas[read_header(value)]))
            found.append({**decoder.decode(value[HEADER_BYTES:]), "bytes": value})
    return found


@pytest.fixture
def at_home(platform: Settings, tmp_path: Path) -> Settings:
    """The platform, seen from a publisher's home of the test's own."""
    return platform.model_copy(update={"home": tmp_path / "home"})


MAPPED = """
mapping: mine
item: np-household-registration
identity: {type: {constant: RESIDENT_ID}, number: {column: 号码}}
related: [{role: PREVIOUS, type: {constant: RESIDENT_ID}, number: {column: 原号码}}]
operation: {column: 类型, find: {换号: REKEY, 注销: DELETE}}
changed_on: {column: 日期}
elements:
  name: {column: 姓名}
  sex_code: {constant: "1"}
  birth_on: {column: 日期}
  household_division_code: {constant: "440106"}
  household_address: {constant: 示例路1号}
"""
"""How a provider whose table keeps the former number beside the present one says so."""

Publish = Callable[..., Summary]


@pytest.fixture
def send(at_home: Settings) -> Publish:
    def run(provider: str, item: str, file: Path, *, ask: bool = False, **options: Any) -> Summary:
        wanted = request(load_directory(), provider=provider, item=item, file=file, mapping=None, **options)
        return publish(at_home, wanted, clock=lambda: NOW, ask=lambda _: ask, progress=lambda *_: None)

    return run


CUT_OFF = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from infra.settings import Settings
from producers import outbox, publisher
from schemas.directory_files import load_directory

point, provider, item, file = sys.argv[1:]
publisher.CHUNK_EVENTS = 100
calls = 0

def count_and_die(*_):
    global calls
    calls += 1
    if calls == 3:
        os.kill(os.getpid(), signal.SIGKILL)

def before(function):
    return lambda self, events: (count_and_die(), function(self, events))[1]

def after(function):
    return lambda producer, topic, messages: (function(producer, topic, messages), count_and_die())[0]

if point == "before it is sent":
    outbox.Outbox.deliver = before(outbox.Outbox.deliver)
if point == "before its confirmation is kept":
    outbox.send = after(outbox.send)
wanted = publisher.request(load_directory(), provider=provider, item=item, file=Path(file), mapping=None)
publisher.publish(
    Settings.load(), wanted, clock=lambda: datetime(2026, 3, 2, 8, tzinfo=UTC), ask=lambda _: False,
    progress=lambda step, *_: count_and_die() if point == "between chunks" and step is publisher.Step.PUBLISH else None,
)
"""


@pytest.mark.parametrize(
    ("point", "provider"),
    [
        ("before it is sent", "panyu-public-security"),
        ("before its confirmation is kept", "yuexiu-public-security"),
        ("between chunks", "baiyun-public-security"),
    ],
)
def test_a_publisher_killed_midway_goes_on_without_gap_or_new_number(
    at_home: Settings, send: Publish, tmp_path: Path, point: str, provider: str
) -> None:
    people = numbers(600)
    rows = [person(n) for n in people] + [person(n, "改名") for n in people[:300]]
    file = table(tmp_path / "people.csv", rows)
    killed = subprocess.run(
        [sys.executable, "-c", CUT_OFF, point, provider, HOUSEHOLD, str(file)],
        env={**os.environ, **at_home.connection_environment(), "GOVSYNC_HOME": str(at_home.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -9, killed.stderr
    summary = send(provider, HOUSEHOLD, file)
    assert 0 < summary.published < 900
    assert (summary.sent_again > 0) == (point != "between chunks")

    events = everything(at_home, inbound_topic(provider, HOUSEHOLD))
    bytes_of = defaultdict(set)
    for event in events:
        bytes_of[event["seq"]].add(event["bytes"])
    assert sorted(bytes_of) == list(range(1, 901))
    assert all(len(values) == 1 for values in bytes_of.values())
    assert (len(events) > len(bytes_of)) == (point == "before its confirmation is kept")
    versions = defaultdict(list)
    for event in sorted({e["seq"]: e for e in events}.values(), key=lambda e: e["seq"]):
        versions[event["identity_number"]].append((event["record_version"], event["operation"]))
    assert set(map(tuple, versions.values())) == {((1, "CREATE"),), ((1, "CREATE"), (2, "UPDATE"))}

    stated = [m for m in everything(at_home, SUBMISSIONS) if m["provider"] == provider]
    assert sum(m["published"] for m in stated) == 900
    assert [m["submission_id"] for m in stated][-1] == summary.submission_id
    assert send(provider, HOUSEHOLD, file).published == 0


def test_the_same_file_twice_publishes_nothing_and_a_changed_row_one_event(
    at_home: Settings, send: Publish, tmp_path: Path
) -> None:
    provider = "tianhe-health"
    people = numbers(50)
    file = table(tmp_path / "people.csv", [person(n) for n in people])
    assert send(provider, BIRTH, file).published == 50
    again = send(provider, BIRTH, file)
    assert (again.published, again.unchanged, again.first_seq) == (0, 50, None)
    table(file, [person(people[0], "改名"), *(person(n) for n in people[1:40])])
    changed = send(provider, BIRTH, file)
    assert (changed.published, changed.unchanged, changed.first_seq, changed.last_seq) == (1, 39, 51, 51)
    last = max(everything(at_home, inbound_topic(provider, BIRTH)), key=lambda e: e["seq"])
    assert (last["operation"], last["record_version"], last["after"]["name"]) == ("UPDATE", 2, "改名")


def test_a_complete_file_deletes_what_it_lacks_after_a_look_and_only_once(
    at_home: Settings, send: Publish, tmp_path: Path
) -> None:
    provider = "gz-public-security"
    people = numbers(20)
    file = table(tmp_path / "people.csv", [person(n) for n in people])
    send(provider, BIRTH, file)
    table(file, [person(n) for n in people[1:]])
    with pytest.raises(Refusal, match="Nothing was published"):
        send(provider, BIRTH, file, complete=True, ask=False)
    gone = send(provider, BIRTH, file, complete=True, ask=True)
    assert (gone.published, gone.deleted) == (1, 1)
    assert send(provider, BIRTH, file, complete=True).published == 0

    table(file, [person(n) for n in people[10:]])
    with pytest.raises(Refusal, match=r"9 of the 19 .*--yes"):
        send(provider, BIRTH, file, complete=True, ask=True)
    assert send(provider, BIRTH, file, complete=True, approved=True).deleted == 9
    deletions = [e for e in everything(at_home, inbound_topic(provider, BIRTH)) if e["operation"] == "DELETE"]
    assert {e["identity_number"] for e in deletions} == set(people[:10])
    assert {(e["after"], e["reason"], e["record_version"]) for e in deletions} == {
        (None, "ABSENT_FROM_COMPLETE_FILE", 2)
    }
    table(file, [person(n) for n in people[9:]])
    assert send(provider, BIRTH, file).published == 1
    back = max(everything(at_home, inbound_topic(provider, BIRTH)), key=lambda e: e["seq"])
    assert (back["operation"], back["record_version"]) == ("CREATE", 3)


def test_a_complete_file_with_an_unreadable_row_deletes_nothing(
    at_home: Settings, send: Publish, tmp_path: Path
) -> None:
    provider, item = "gz-ecology-environment", "ot-air-quality"
    rows = [
        {"identity_type": "OBJECT", "identity_number": f"ST-{n}", "changed_on": "2026-03-01", "aqi": "50"}
        for n in range(10)
    ]
    file = table(tmp_path / "air.csv", rows)
    send(provider, item, file)
    file.write_text(file.read_text("utf-8").replace("ST-3,2026-03-01,50", "ST-3,2026-03-01,fifty"), "utf-8")
    with pytest.raises(Refusal, match="--complete"):
        send(provider, item, file, complete=True, approved=True)
    summary = send(provider, item, file)
    assert (summary.published, summary.refused) == (0, 1)
    assert [(row, r.rule, r.column) for row, r in summary.refused_rows] == [(5, "FILE-VALUE", "aqi")]


def test_a_lost_state_is_refused_and_rebuilt_from_the_topic(at_home: Settings, send: Publish, tmp_path: Path) -> None:
    provider = "gz-health"
    people = numbers(30)
    file = table(tmp_path / "people.csv", [person(n) for n in people])
    send(provider, BIRTH, file)
    table(file, [person(people[0], "改名"), *(person(n) for n in people[1:])])
    send(provider, BIRTH, file)
    for path in at_home.home.joinpath("publisher").iterdir():
        path.unlink()
    with pytest.raises(Refusal, match="publish --adopt"):
        send(provider, BIRTH, file)
    adopted = send(provider, BIRTH, file, adopt_topic=True)
    assert (adopted.adopted, adopted.published, adopted.unchanged) == (31, 0, 30)
    table(file, [person(people[0], "又改")])
    assert send(provider, BIRTH, file).first_seq == 32
    last = max(everything(at_home, inbound_topic(provider, BIRTH)), key=lambda e: e["seq"])
    assert (last["operation"], last["record_version"]) == ("UPDATE", 3)


def test_what_kafka_does_not_take_is_kept_and_sent_as_it_was(at_home: Settings, send: Publish, tmp_path: Path) -> None:
    provider, item = "nansha-ecology-environment", "ot-air-quality"
    row = {"identity_type": "OBJECT", "identity_number": "ST-1", "changed_on": "2026-03-01", "aqi": "50"}
    file = table(tmp_path / "air.csv", [row])
    send(provider, item, file)
    nowhere = at_home.model_copy(update={"kafka_bootstrap_servers": "127.0.0.1:1"})
    wanted = request(
        load_directory(), provider=provider, item=item, file=table(file, [row | {"aqi": "51"}]), mapping=None
    )
    with pytest.raises(Refusal, match="cannot be reached"):
        publish(nowhere, wanted, clock=lambda: NOW, ask=lambda _: False, progress=lambda *_: None)
    assert send(provider, item, file).first_seq == 2


def test_the_command_says_what_is_wrong_where_and_what_to_do(at_home: Settings, tmp_path: Path) -> None:
    file = table(tmp_path / "people.csv", [person(n) for n in numbers(2)])

    def said(provider: str, item: str, *options: str) -> str:
        done = run_govsync(
            "publish", "--provider", provider, "--item", item, *options, str(file), "--json",
            home=at_home.home, **at_home.connection_environment(),
        )  # fmt: skip
        assert done.returncode == 2, done.stderr
        error = json.loads(done.stdout)["error"]
        assert error["zh"]
        return str(error["en"])

    assert "no item 'np-deaths'" in said("gz-health", "np-deaths")
    assert "Its providers: gz-health" in said("tianhe-market-regulation", BIRTH)
    assert "--origin-ref initial-load" in said("gz-health", BIRTH, "--origin", "BACKFILL")
    assert "people.csv has no column" in said(
        "gz-ecology-environment", "ot-air-quality", "--mapping", "air-quality-csv"
    )
    file.write_text("identity_type,identity_number,changed_on,nickname\n", "utf-8")
    assert "nickname" in said("gz-health", BIRTH)


def test_without_anybody_to_ask_a_complete_file_deletes_nothing(at_home: Settings, tmp_path: Path) -> None:
    provider, item = "nansha-market-regulation", "lp-enterprise-registration"
    columns = "identity_type,identity_number,changed_on,entity_name\n"
    random = Random(5)
    rows = [
        f"USCC,{identity_number('USCC', random, territory='440115', born_on=NOW.date())},2026-03-01,示例{n}\n"
        for n in range(10)
    ]
    file = tmp_path / "enterprises.csv"

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        return run_govsync(
            "publish", "--provider", provider, "--item", item, *options, str(file), "--json",
            home=at_home.home, **at_home.connection_environment(),
        )  # fmt: skip

    file.write_text(columns + "".join(rows), "utf-8")
    assert json.loads(run().stdout)["published"] == 10
    file.write_text(columns + "".join(rows[1:]), "utf-8")
    refused = run("--complete")
    assert refused.returncode == 2
    assert "1 of the 10 records" in json.loads(refused.stdout)["error"]["en"]
    assert json.loads(run("--complete", "--yes").stdout)["deleted"] == 1


def test_the_example_of_a_provider_sends_an_event_the_platform_understands(
    platform: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", platform.kafka_bootstrap_servers)
    example = Path(__file__).parents[2] / "docs" / "examples" / "producer.py"
    sent = runpy.run_path(str(example), run_name="__main__")["event"]
    events = everything(platform, inbound_topic(sent["provider"], sent["item"]))
    assert sent["event_id"] in {e["event_id"] for e in events if e["identity_number"] == sent["identity_number"]}


def test_a_number_that_changed_is_published_in_two_rows_and_shown_as_of_before_and_after(
    chain: Chain, tmp_path: Path
) -> None:
    old, new = numbers(2)
    mapping = tmp_path / "mine.yaml"
    mapping.write_text(MAPPED, "utf-8")

    def publish_rows(*rows: str) -> dict[str, Any]:
        file = tmp_path / "changes.csv"
        file.write_text("\n".join(["号码,原号码,类型,日期,姓名", *rows]), "utf-8")
        done = run_govsync(
            "publish", "--provider", "tianhe-public-security", "--item", HOUSEHOLD, "--mapping", str(mapping), "--wait", "--json", str(file),
            home=chain.settings.home,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        summary: dict[str, Any] = json.loads(done.stdout)
        return summary

    def shown(day: str) -> list[tuple[str, str]]:
        done = run_govsync(
            "show", "--item", HOUSEHOLD, "--type", "RESIDENT_ID", "--agency", "gz-health", "--purpose", "test", "--as-of", day,
            "--unmasked", "--json", "-", home=chain.settings.home, given=old,
        )  # fmt: skip
        return [
            (r["identity_number"], r["name"]) for r in json.loads(done.stdout)["items"][HOUSEHOLD] if not r["deleted"]
        ]

    assert publish_rows(f"{old},,新增,2026-03-01,甲")["published"] == 1
    change = (f"{new},{old},换号,2026-03-02,甲", f"{old},,注销,2026-03-02,")
    assert publish_rows(*change)["published"] == 2
    assert publish_rows(*change)["published"] == 0
    operations = {
        e["identity_number"]: e["operation"]
        for e in everything(chain.settings, inbound_topic("tianhe-public-security", HOUSEHOLD))
        if e["changed_on"].day == 2
    }
    assert operations == {new: "REKEY", old: "DELETE"}
    assert shown("2026-03-01") == [(old, "甲")]
    assert shown("2026-03-02") == [(new, "甲")]
    assert chain.settle().green


@pytest.fixture
def real(chain: Chain) -> Callable[..., dict[str, Any]]:
    """Publish a real file through the whole chain and wait for its receipt."""

    def run(provider: str, item: str, mapping: str, name: str) -> dict[str, Any]:
        file = DATA / name
        if not file.exists():
            pytest.skip(f"the real file {name} is not beside the project")
        done = run_govsync(
            "publish", "--provider", provider, "--item", item, "--mapping", mapping, "--origin", "BACKFILL",
            "--origin-ref", "initial-load", "--wait", "--json", str(file), home=chain.settings.home,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        summary: dict[str, Any] = json.loads(done.stdout)
        assert summary["receipt"]["complete"]
        return summary

    return run


def test_the_real_register_goes_through_the_whole_chain(chain: Chain, real: Callable[..., dict[str, Any]]) -> None:
    asked = (
        "gz-market-regulation",
        "lp-enterprise-registration",
        "enterprise-registry-csv",
        "guangzhou_enterprises.csv.gz",
    )
    summary = real(*asked)
    receipt = summary["receipt"]
    assert (summary["rows_read"], summary["published"], summary["refused"]) == (23_725, 23_725, 0)
    # Two wrong check characters and fifteen wrong subject checks: really issued codes, held with their reason.
    assert (receipt["applied"], receipt["quarantined"], receipt["late"]) == (23_708, 17, 0)
    assert real(*asked)["published"] == 0
    assert chain.settle().green


def test_the_real_observations_go_through_the_whole_chain(chain: Chain, real: Callable[..., dict[str, Any]]) -> None:
    where = ("gz-ecology-environment", "ot-air-quality", "air-quality-csv")
    city, nation = real(*where, "guangzhou_air_quality.csv"), real(*where, "national_air_quality.csv.gz")
    assert (city["rows_read"], city["published"], city["unchanged"]) == (110, 66, 44)
    assert nation["rows_read"] == 14_894
    # 8,933 hours of stations, 74 of them revised once; the city's were there already.
    assert city["published"] + nation["published"] == 8_933 + 74
    assert city["receipt"]["applied"] + nation["receipt"]["applied"] == 9_007
    assert chain.settle().green


def test_the_simulated_agencies_meet_exactly_the_outcomes_they_announce(chain: Chain) -> None:
    whole = load_directory()
    item = "lp-enterprise-registration"
    part = whole.model_copy(update={"items": {item: whole.items[item]}})
    before = chain.settle().items[item]
    now = datetime.now(UTC)  # noqa: TID251 - the broker's clock is the real one
    published = simulate(chain.settings, events=1500, seed=3, now=now, progress=lambda *_: None, directory=part)
    report = chain.settle()
    after = report.items[item]
    assert report.green
    assert sum(p.events for p in published) == 1500
    for outcome in ("applied", "superseded", "quarantined"):
        assert after[outcome] - before[outcome] == sum(getattr(p, outcome) for p in published)
    assert after["repeat"] - before["repeat"] == sum(p.repeats for p in published) == 15
    assert sum(p.quarantined for p in published) == 30
    assert sum(p.superseded for p in published) == 15
    told = [receipt(chain.settings, p.submission_id) for p in published]
    assert all(t.complete for t in told)
    assert [t.applied for t in told] == [p.applied for p in published]
    partitions = [(inbound_topic(p.provider, item), n) for p in published for n in range(4)]
    assert sum(high_watermarks(chain.settings, partitions).values()) >= 1500
    assert all(state_path(chain.settings.home, p.provider, item).exists() for p in published)
