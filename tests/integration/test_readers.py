"""Those who read from the chain: receipts, subscribers, people who look at the quarantine, other clients."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

from consumers import receipts, subscriber
from consumers.subscriber import Subscription
from infra import kafka, topics
from infra.local.programs import wait_until
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.codec import Decoder, MalformedMessage, read_header
from schemas.directory import inbound_topic
from tests.events import DIRECTORY, ITEM, PROVIDER, SCHEMAS, make_after
from tests.integration.conftest import Chain
from tests.local_platform import GOVSYNC, environment_of, run_govsync
from tests.schema_registry import registry

pytestmark = pytest.mark.platform

SHARED = DIRECTORY.items[ITEM].shared_topic
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "consumer.py"


# Receipts


def _submit(chain: Chain, submission_id: str, *names: str | None) -> list[dict[str, Any]]:
    """A submission with one event per name; without a name it is refused."""
    events = [chain.event(submission_id=submission_id, after=make_after(name=name)) for name in names]
    chain.send(*events)
    return events


def test_a_receipt_is_complete_when_every_published_event_has_an_outcome(chain: Chain) -> None:
    events = _submit(chain, "s-whole", "a", "b", None)
    chain.send(events[0])
    assert chain.settle().is_item_green(ITEM)
    early = receipts.receipt(chain.settings, "s-whole")
    assert (early.published, early.complete) == (None, False)
    chain.state("s-whole", 4, [e["seq"] for e in events])
    found = receipts.wait(chain.settings, "s-whole", 60, lambda _: None)
    assert (found.published, found.applied, found.repeat, found.quarantined) == (4, 2, 1, 1)
    assert (found.complete, found.is_clean) == (True, False)
    (refused,) = found.refused
    assert refused.seq == events[2]["seq"]
    assert [(r.rule, r.path) for r in refused.reasons] == [("CONF-REQUIRED", "after.name")]


def test_a_receipt_is_not_complete_while_a_repeat_stands_for_a_missing_event(chain: Chain) -> None:
    events = _submit(chain, "s-resent", "a", "b")
    chain.send(events[0])
    chain.state("s-resent", 3, [e["seq"] for e in events])
    chain.settle()
    assert receipts.receipt(chain.settings, "s-resent").complete, "nothing is underway, so the repeat was published"
    chain.state("s-resent", 4, [e["seq"] for e in events])
    chain.settle()
    found = receipts.receipt(chain.settings, "s-resent")
    assert (found.became, found.published, found.complete) == (3, 4, False)
    chain.state("s-resent", 3, [e["seq"] for e in events])


def test_the_receipt_command_exits_with_1_for_refused_rows_and_names_rule_and_remedy(chain: Chain) -> None:
    events = _submit(chain, "s-refused", "a", None)
    chain.state("s-refused", 2, [e["seq"] for e in events])
    said = run_govsync("receipt", "s-refused", "--wait", "60", home=chain.settings.home)
    assert said.returncode == 1, said.stderr
    assert f"CONF-REQUIRED after.name: seq {events[1]['seq']}" in said.stdout
    as_json = json.loads(run_govsync("receipt", "s-refused", "--json", home=chain.settings.home).stdout)
    (refused,) = as_json["refused"]
    assert (refused["file_row"], refused["seq"]) == (None, events[1]["seq"])
    assert refused["findings"][0]["message_zh"]
    assert events[1]["identity_number"] not in said.stdout


def test_the_receipt_command_exits_with_0_when_nothing_is_refused(chain: Chain) -> None:
    (event,) = _submit(chain, "s-clean", "a")
    chain.state("s-clean", 1, [event["seq"]])
    assert run_govsync("receipt", "s-clean", "--wait", "60", home=chain.settings.home).returncode == 0


def test_an_unknown_submission_is_refused_with_a_remedy(chain: Chain) -> None:
    said = run_govsync("receipt", "s-never", "--json", home=chain.settings.home)
    assert said.returncode == 2
    assert "govsync publish" in json.loads(said.stdout)["error"]["en"]


# Subscribers


def _subscription(agency: str) -> Subscription:
    return Subscription(DIRECTORY.items[ITEM], agency, "a test")


def _read(settings: Settings, wanted: Subscription, limit: int | None = None) -> list[dict[str, Any]]:
    lines: list[str] = []

    def write(more: Sequence[str]) -> None:
        lines.extend(more)

    given = subscriber.subscribe(settings, wanted, write, follow=False, limit=limit, stopped=lambda: False)
    assert given == len(lines)
    return [json.loads(line) for line in lines]


def _accepted(chain: Chain) -> set[tuple[str, int]]:
    """(provider, seq) of everything on the shared topic: in history, or held by the materialiser."""
    held = "SELECT provider, seq FROM platform.quarantine WHERE source_topic = %s"
    history = "SELECT provider, seq FROM natural_person.household_registration_history"
    return {(provider, seq) for provider, seq in chain.sql(f"{history} UNION {held}", (SHARED,))}


def _seqs(events: Sequence[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(event["provider"], event["seq"]) for event in events]


def test_a_subscriber_gets_every_accepted_event_once_and_then_only_what_is_new(chain: Chain) -> None:
    events = [chain.event() for _ in range(40)]
    chain.send(*events, *events[:10], chain.event(after=make_after(name=None)))
    chain.settle()
    wanted = _subscription("gz-ecology-environment")
    first = _read(chain.settings, wanted)
    assert Counter(_seqs(first)) == Counter(_accepted(chain))
    assert _read(chain.settings, wanted) == []
    later = chain.event()
    chain.send(later, events[0])
    chain.settle()
    (given,) = _read(chain.settings, wanted)
    assert given["event_id"] == later["event_id"]
    assert given["changed_on"] == "2026-03-02"
    assert given["after"]["name"] == "测试"
    assert given.keys() >= {"received_at", "due_on", "provisional", "item_version", "flags", "identity_number"}


def test_a_limited_run_goes_on_where_it_stopped(chain: Chain) -> None:
    chain.send(*(chain.event() for _ in range(30)))
    chain.settle()
    wanted = _subscription("nansha-market-regulation")
    parts = [_read(chain.settings, wanted, limit=7)]
    while parts[-1]:
        parts.append(_read(chain.settings, wanted, limit=7))
    assert {len(part) for part in parts[:-2]} == {7}
    assert Counter(seq for part in parts for seq in _seqs(part)) == Counter(_accepted(chain))


def test_the_access_is_noted_with_agency_purpose_and_count(chain: Chain) -> None:
    chain.send(*(chain.event() for _ in range(3)))
    chain.settle()
    wanted = replace(_subscription("gz-government-services"), purpose="licence checks")
    given = len(_read(chain.settings, wanted))
    noted = chain.sql(
        "SELECT item, access, sum(records)::int FROM platform.access_log WHERE agency = %s AND purpose = %s GROUP BY 1, 2",
        (wanted.agency, wanted.purpose),
    )
    assert noted == [(ITEM, "subscribe", given)]


def test_two_runs_of_one_subscription_do_not_share_a_position(chain: Chain) -> None:
    chain.send(chain.event())
    chain.settle()
    wanted = _subscription("baiyun-public-security")

    def write(_: Sequence[str]) -> None:
        with pytest.raises(Refusal, match="Another run of this subscription"):
            _read(chain.settings, wanted)

    assert subscriber.subscribe(chain.settings, wanted, write, follow=False, limit=1, stopped=lambda: False) == 1


def _subscribe_command(agency: str, *options: str) -> list[str]:
    return [*GOVSYNC, "subscribe", "--item", ITEM, "--agency", agency, "--purpose", "a test", *options]


def test_a_subscriber_that_is_killed_loses_nothing_and_its_access_is_noted_by_the_next_run(chain: Chain) -> None:
    chain.send(*(chain.event() for _ in range(20)))
    chain.settle()
    agency = "panyu-public-security"
    before = _accepted(chain)
    with subprocess.Popen(
        _subscribe_command(agency, "--follow"),
        env=environment_of(chain.settings.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        got = [json.loads(process.stdout.readline()) for _ in range(len(before))]
        chain.send(*(chain.event() for _ in range(20)))
        got.append(json.loads(process.stdout.readline()))
        process.kill()
        # What was written before the end is out, whether or not its position was stored.
        got += [json.loads(line) for line in process.stdout.read().splitlines() if line.endswith(b"}")]
    chain.settle()
    again = run_govsync(*_subscribe_command(agency)[len(GOVSYNC) :], home=chain.settings.home)
    assert again.returncode == 0, again.stderr
    rest = [json.loads(line) for line in again.stdout.splitlines()]
    assert {*_seqs(got), *_seqs(rest)} == _accepted(chain)
    ((noted,),) = chain.sql("SELECT sum(records)::int FROM platform.access_log WHERE agency = %s", (agency,))
    assert noted >= len(_accepted(chain))


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(chain: Chain) -> None:
    chain.send(*(chain.event() for _ in range(3)))
    chain.settle()
    with subprocess.Popen(
        _subscribe_command("yuexiu-public-security", "--follow"),
        env=environment_of(chain.settings.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        chain.send(chain.event())
        assert (process.wait(60), process.stderr.read()) == (0, b"")


def test_a_position_that_has_fallen_off_the_log_is_told_with_what_to_do(chain: Chain) -> None:
    item = DIRECTORY.items["ot-air-quality"]
    wanted = Subscription(item, "gz-health", "a test")
    topic = item.shared_topic
    sender = kafka.transactional_producer(chain.settings, "test.readers")
    sender.init_transactions()
    # Transactions that are given up leave offsets without a record behind: nothing for anybody else to read.
    sender.begin_transaction()
    for _ in range(3):
        sender.produce(topic, b"x", partition=0)
    sender.flush()
    sender.abort_transaction()
    assert _read(chain.settings, wanted) == []
    state = subscriber.state_path(chain.settings.home, wanted)
    with closing(sqlite3.connect(state)) as database, database:
        database.execute("UPDATE position SET next_offset = 1 WHERE topic_partition = 0")
    (future,) = kafka.admin(chain.settings).delete_records([TopicPartition(topic, 0, 2)]).values()
    assert future.result().low_watermark == 2
    with pytest.raises(Refusal, match="no longer kept") as refused:
        _read(chain.settings, wanted)
    assert str(state) in refused.value.text.zh


# The quarantine


def test_the_quarantine_is_listed_and_shown_without_a_value_of_the_record(chain: Chain) -> None:
    event = chain.event(after=make_after(name=None, household_address="某路五百号"))
    chain.send(event)
    chain.settle()
    home = chain.settings.home
    listed = json.loads(
        run_govsync("quarantine", "list", "--agency", PROVIDER, "--rule", "CONF-REQUIRED", "--json", home=home).stdout
    )
    newest = listed["held"][0]
    assert newest["seq"] == event["seq"]
    assert listed["total"] >= len(listed["held"]) > 0
    number = event["identity_number"]
    for options in ((), ("--json",)):
        said = run_govsync("quarantine", "show", str(newest["quarantine_id"]), *options, home=home)
        assert said.returncode == 0, said.stderr
        assert f"RESIDENT_ID:{number[:3]}" in said.stdout
        assert newest["bytes_sha256"] in said.stdout
        assert "CONF-REQUIRED" in said.stdout
        assert number not in said.stdout
        assert "某路" not in said.stdout


@pytest.mark.parametrize(
    "asked", [("list", "--rule", "CONF-NOTHING"), ("list", "--item", "np-nothing"), ("show", "999999999")]
)
def test_what_the_quarantine_does_not_know_is_refused(chain: Chain, asked: tuple[str, ...]) -> None:
    said = run_govsync("quarantine", *asked, home=chain.settings.home)
    assert said.returncode == 2
    assert asked[-1] in said.stderr


# Topics


def test_topics_are_planned_with_exit_code_1_until_they_are_applied(chain: Chain) -> None:
    home = chain.settings.home
    assert run_govsync("topics", "plan", home=home).returncode == 0
    (future,) = kafka.admin(chain.settings).delete_topics(["platform.digests"]).values()
    future.result()
    assert wait_until(lambda: "platform.digests" not in kafka.admin(chain.settings).list_topics().topics, 30)
    planned = run_govsync("topics", "plan", "--json", home=home)
    assert planned.returncode == 1
    assert [topic["name"] for topic in json.loads(planned.stdout)["create"]] == ["platform.digests"]
    assert run_govsync("topics", "apply", home=home).stdout == "+ platform.digests\n"
    assert run_govsync("topics", "plan", home=home).returncode == 0


# Servers that are away


@pytest.mark.parametrize(
    ("away", "said"),
    [
        ({"KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1"}, "Kafka at 127.0.0.1:1"),
        ({"PGPORT": "1"}, "PostgreSQL at 127.0.0.1:1"),
    ],
)
def test_a_server_that_is_away_is_named_with_its_address(chain: Chain, away: dict[str, str], said: str) -> None:
    elsewhere = {**chain.settings.connection_environment(), **away}
    found = run_govsync("topics", "plan", home=chain.settings.home, **elsewhere)
    assert found.returncode == 2
    assert said in found.stderr
    assert "Traceback" not in found.stderr


# Clients of others


@contextmanager
def _messages(settings: Settings, topic: str) -> Iterator[Iterator[Any]]:
    """The messages of a topic that a read_committed reader sees, from its first to its present end."""
    with closing(
        kafka.consumer(settings, "test", None, **{"enable.partition.eof": True, "fetch.wait.max.ms": 50})
    ) as client:
        partitions = list(client.list_topics(topic).topics[topic].partitions)
        client.assign([TopicPartition(topic, number, 0) for number in partitions])

        def each() -> Iterator[Any]:
            ended = 0
            while ended < len(partitions):
                message = client.poll(30)
                assert message is not None, "Kafka stopped answering"
                if message.error() is None:
                    yield message
                else:
                    ended += 1

        yield each()


@pytest.mark.parametrize("topic", [inbound_topic(PROVIDER, ITEM), SHARED, topics.QUARANTINE, topics.SUBMISSIONS])
def test_confluents_own_avro_deserialiser_reads_our_topics(chain: Chain, topic: str) -> None:
    events = [chain.event(), chain.event(after=make_after(name=None))]
    chain.send(*events)
    chain.state("s-avro", 2, [e["seq"] for e in events])
    chain.settle()
    context = SerializationContext(topic, MessageField.VALUE)
    read = 0
    with (
        registry() as address,
        SchemaRegistryClient({"url": address}) as client,
        _messages(chain.settings, topic) as found,
    ):
        deserialise = AvroDeserializer(client)
        for message in found:
            value = message.value()
            try:
                ours = Decoder(SCHEMAS.by_id[read_header(value)]).decode(value[5:])
            except (MalformedMessage, KeyError):
                continue  # poison that another test left on an inbound topic
            assert deserialise(value, context) == ours
            read += 1
    assert read > 0


def test_the_example_of_a_subscriber_ends_up_with_the_current_records_however_often_it_is_killed(
    chain: Chain, tmp_path: Path
) -> None:
    first = chain.event(record_version=3)
    number = first["identity_number"]
    chain.send(
        first,
        chain.event(identity_number=number, record_version=2),
        first,
        chain.event(identity_number=number, record_version=4, operation="DELETE", reason="x", after=None),
        *(chain.event() for _ in range(10)),
    )
    chain.settle()
    database = tmp_path / "records.sqlite3"
    environment = {
        **os.environ, "KAFKA_BOOTSTRAP_SERVERS": chain.settings.kafka_bootstrap_servers, "DATABASE": str(database),
    }  # fmt: skip

    def kept() -> set[tuple[Any, ...]]:
        try:
            with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as opened:
                return set(opened.execute("SELECT identity, record_id, provider, version, deleted FROM record"))
        except sqlite3.OperationalError:
            return set()

    def current() -> set[tuple[Any, ...]]:
        return set(
            chain.sql(
                "SELECT identity_type || ':' || identity_number, record_id, provider, record_version, deleted::int "
                "FROM natural_person.household_registration"
            )
        )

    for _ in range(2):
        with subprocess.Popen([sys.executable, str(EXAMPLE)], env=environment, cwd=tmp_path) as example:
            try:
                assert wait_until(lambda: kept() >= current(), 60)
            finally:
                example.kill()
        chain.send(chain.event(identity_number=number, record_version=9), chain.event())
        chain.settle()
    with subprocess.Popen([sys.executable, str(EXAMPLE)], env=environment, cwd=tmp_path) as example:
        try:
            assert wait_until(lambda: kept() == current(), 60)
        finally:
            example.kill()
