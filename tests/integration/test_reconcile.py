"""`reconcile` is green over everything that may happen to an event, and red over everything that must not."""

import json
from collections.abc import Mapping

import pytest

from consumers.standing import item_counts
from infra import kafka
from schemas.directory import inbound_topic
from stream_processors.pipeline import Inbound
from tests.events import (
    CHANGED_ON,
    DIRECTORY,
    ITEM,
    OTHER_PROVIDER,
    PROVIDER,
    encode,
    key_of,
    make_after,
    make_event,
    make_pipeline,
    party,
    resident_number,
)
from tests.integration.conftest import Chain
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

TOPIC = inbound_topic(PROVIDER, ITEM)
CURRENT = "natural_person.household_registration"
HISTORY = f"{CURRENT}_history"
RESTORED = 5
"""Rows of history that the red tests use: the last ones, so that none of them is anybody's predecessor."""


@pytest.fixture(scope="module")
def mixed(chain: Chain) -> Chain:
    """Every outcome and every kind of poison, settled."""
    before = item_counts(chain.settings)[ITEM]
    first, second, third = (chain.event(record_version=5) for _ in range(3))
    number, other = first["identity_number"], second["identity_number"]
    refused = chain.event(after=make_after(name=None))
    attested = chain.event(operation="ATTEST", identity_type="AGENCY", identity_number=PROVIDER, after=None)
    reused = {**third, "after": make_after(name="another payload")}
    events = [
        first,
        chain.event(identity_number=number, record_version=3),
        chain.event(identity_number=number, record_version=6, operation="DELETE", reason="x", after=None),
        second,
        chain.event(identity_number=other, record_version=5, after=make_after(name="contradicts")),
        chain.event(identity_number=other, record_version=6, operation="DELETE", reason="TRANSFERRED", after=None),
        third, third, reused, reused, refused, refused,
        {**attested, "record_version": attested["seq"]},
        *(chain.event() for _ in range(RESTORED)),
    ]  # fmt: skip
    chain.send(*events)
    chain.settle()  # between topics there is no order, and whose record it is, is settled by who came first
    foreign = [
        make_event(901, provider=OTHER_PROVIDER, identity_number=other, record_version=1),
        make_event(902, provider=OTHER_PROVIDER, identity_number=number, record_version=9),
    ]
    chain.send(*foreign)
    good = encode(first)
    poison = [b"", b"\x00", good[:-4], good + b"\x01", b"\x00\x00\x00\xff\xff" + good[5:]]
    chain.send_bytes([(TOPIC, key_of(first), value) for value in poison])
    report = chain.settle()
    assert report.green, [d.as_json() for d in report.differences]
    counts = {name: count - before[name] for name, count in report.items[ITEM].items()}
    assert counts == {
        "inbound": len(events) + len(foreign) + len(poison), "applied": 6 + RESTORED, "superseded": 1, "repeat": 3, "attested": 1,
        "quarantined": 4 + len(poison), "current": 3 + RESTORED, "history": 8 + RESTORED, "consumer_lag": 0,
    }  # fmt: skip
    return chain


def test_status_counts_what_reconcile_counts(mixed: Chain) -> None:
    assert item_counts(mixed.settings) == mixed.report().items


def test_the_command_is_green_in_words_and_as_json(mixed: Chain) -> None:
    said = run_govsync("reconcile", "--json", home=mixed.settings.home)
    assert (said.returncode, json.loads(said.stdout)["green"]) == (0, True), said.stdout + said.stderr
    words = run_govsync("reconcile", home=mixed.settings.home, GOVSYNC_LANG="zh")
    assert "✓ 一致" in words.stdout


LAST = f"(SELECT seq FROM {HISTORY} WHERE provider = '{PROVIDER}' AND operation = 'CREATE' ORDER BY seq DESC LIMIT 1)"
NOT_NULL = (
    "identity_type", "record_id", "record_version", "provider", "seq", "changed_on", "received_at", "item_version", "deleted", "flags",
)  # fmt: skip
COLUMNS = ", ".join(NOT_NULL)
RED: Mapping[str, tuple[str, str, set[str]]] = {
    "a column of a current row was changed": (
        f"UPDATE {CURRENT} SET name = 'x' WHERE provider = '{PROVIDER}' AND seq = {LAST}",
        f"UPDATE {CURRENT} SET name = '测试' WHERE provider = '{PROVIDER}' AND seq = {LAST}",
        {"differs"},
    ),
    "a current row was removed": (
        f"CREATE TABLE platform.saved AS SELECT * FROM {CURRENT} WHERE provider = '{PROVIDER}' AND seq = {LAST}; "
        f"DELETE FROM {CURRENT} WHERE provider = '{PROVIDER}' AND seq = {LAST}",
        f"INSERT INTO {CURRENT} SELECT * FROM platform.saved; DROP TABLE platform.saved",
        {"missing"},
    ),
    "a current row was written past the chain": (
        f"INSERT INTO {CURRENT} (identity_number, topic_partition, kafka_offset, {COLUMNS}) "
        f"SELECT '{resident_number(9999)}', -1, 0, {COLUMNS} FROM {HISTORY} h WHERE provider = '{PROVIDER}' AND seq = {LAST}",
        f"DELETE FROM {CURRENT} WHERE identity_number = '{resident_number(9999)}'",
        {"extra", "without-source"},
    ),
    "a history row was removed": (
        f"CREATE TABLE platform.saved AS SELECT * FROM {HISTORY} WHERE provider = '{PROVIDER}' AND seq = {LAST}; "
        f"DELETE FROM {HISTORY} WHERE provider = '{PROVIDER}' AND seq = {LAST}",
        f"INSERT INTO {HISTORY} SELECT * FROM platform.saved; DROP TABLE platform.saved",
        {"history", "extra", "without-source"},
    ),
    "an older version stands on top": (
        f"UPDATE {HISTORY} SET record_version = 9 WHERE provider = '{PROVIDER}' AND record_version = 3",
        f"UPDATE {HISTORY} SET record_version = 3 WHERE provider = '{PROVIDER}' AND record_version = 9",
        {"differs"},
    ),
    "a record changed hands without being let go": (
        f"UPDATE {HISTORY} SET reason = 'y' WHERE reason = 'TRANSFERRED'",
        f"UPDATE {HISTORY} SET reason = 'TRANSFERRED' WHERE reason = 'y'",
        {"not-transferred"},
    ),
    "an outcome was counted twice": (
        f"INSERT INTO platform.submission_outcome (submission_id, provider, item, repeat) VALUES ('twice', '{PROVIDER}', '{ITEM}', 1)",
        "DELETE FROM platform.submission_outcome WHERE submission_id = 'twice'",
        {"outcomes"},
    ),
    "a quarantine row was released by hand": (
        "UPDATE platform.quarantine SET state = 'RELEASED' WHERE quarantine_id = (SELECT min(quarantine_id) FROM platform.quarantine)",
        "UPDATE platform.quarantine SET state = 'OPEN' WHERE quarantine_id = (SELECT min(quarantine_id) FROM platform.quarantine)",
        {"quarantine"},
    ),
    "a submission states more than came": (
        "INSERT INTO platform.submission (submission_id, provider, item, started_at, finished_at, published, rows_read, "
        f"rows_unchanged, rows_refused) VALUES ('more', '{PROVIDER}', '{ITEM}', now(), now(), 99, 99, 0, 0)",
        "DELETE FROM platform.submission WHERE submission_id = 'more'",
        {"submission-missing"},
    ),
    "a submission states less than came": (
        "INSERT INTO platform.submission (submission_id, provider, item, started_at, finished_at, published, rows_read, "
        f"rows_unchanged, rows_refused) VALUES ('s-test', '{PROVIDER}', '{ITEM}', now(), now(), 2, 2, 0, 0)",
        "DELETE FROM platform.submission WHERE submission_id = 's-test'",
        {"submission-unstated"},
    ),
    "a submission states numbers that never came": (
        "INSERT INTO platform.submission (submission_id, provider, item, started_at, finished_at, published, first_seq, "
        f"last_seq, rows_read, rows_unchanged, rows_refused) VALUES ('gap', '{PROVIDER}', '{ITEM}', now(), now(), 0, 90001, "
        "90099, 99, 0, 0)",
        "DELETE FROM platform.submission WHERE submission_id = 'gap'",
        {"seq"},
    ),
    "a worker is further than its topic": (
        f"UPDATE platform.sink_offset SET next_offset = next_offset + 7000 WHERE topic = 'shared.{ITEM}' AND topic_partition = 0",
        f"UPDATE platform.sink_offset SET next_offset = next_offset - 7000 WHERE topic = 'shared.{ITEM}' AND topic_partition = 0",
        {"offsets"},
    ),
    "a worker has not read everything": (
        "UPDATE platform.sink_offset SET next_offset = next_offset - 1 WHERE topic = 'platform.quarantine'",
        "UPDATE platform.sink_offset SET next_offset = next_offset + 1 WHERE topic = 'platform.quarantine'",
        {"consumer-lag"},
    ),
}


@pytest.mark.parametrize("what", RED)
def test_reconcile_is_red_when(what: str, mixed: Chain) -> None:
    broken, mended, checks = RED[what]
    mixed.sql(broken)
    try:
        found = mixed.report()
    finally:
        mixed.sql(mended)
    assert {d.check for d in found.differences} == checks, found.as_json()
    assert mixed.report().green, mixed.report().as_json()


def test_an_event_both_in_history_and_open_in_quarantine_is_named(mixed: Chain) -> None:
    event = mixed.event()
    mixed.send(event)
    assert mixed.settle().green
    (held,) = mixed.sql(
        "INSERT INTO platform.quarantine (provider, item, seq, severity, findings, source_topic, source_partition, source_offset, "
        "received_at, value, provisional, rules_version) VALUES (%s, %s, %s, 'quarantine', '[{\"rule\": \"CONF-CODE\"}]', 'x', 0, 0, "
        "now(), %s, false, '') RETURNING quarantine_id",
        (PROVIDER, ITEM, event["seq"], encode(event)),
    )
    try:
        found = {d.check: d for d in mixed.report().differences}
        mixed.sql("UPDATE platform.quarantine SET value = %s WHERE quarantine_id = %s", (
            encode({**event, "after": make_after(name="another")}), held[0]
        ))  # fmt: skip
        other_payload = {d.check for d in mixed.report().differences}
    finally:
        mixed.sql("DELETE FROM platform.quarantine WHERE quarantine_id = %s", held)
    assert found.keys() == {"applied-and-held", "quarantine"}
    assert found["applied-and-held"].where == f"quarantine {held[0]}"
    assert other_payload == {"quarantine"}


def test_a_difference_names_places_and_the_remedy_but_no_number_of_a_person(mixed: Chain) -> None:
    broken, mended, _ = RED["a column of a current row was changed"]
    ((number, partition, offset),) = mixed.sql(
        f"SELECT identity_number, topic_partition, kafka_offset FROM {CURRENT} WHERE provider = '{PROVIDER}' AND seq = {LAST}"
    )
    mixed.sql(broken)
    try:
        said = run_govsync("reconcile", "--json", "--wait", "0", home=mixed.settings.home)
    finally:
        mixed.sql(mended)
    (difference,) = json.loads(said.stdout)["differences"]
    assert said.returncode == 1
    assert difference["where"] == f"shared.{ITEM} {partition}:{offset}"
    assert "Rebuild" in difference["message_en"]
    assert "重建" in difference["message_zh"]
    assert number not in said.stdout + said.stderr


def test_numbers_that_have_not_come_are_told_without_alarm(mixed: Chain) -> None:
    notes = [note.text.en for note in mixed.report().notes if note.item == ITEM]
    assert any(note.startswith(f"{OTHER_PROVIDER}: 900 of the numbers 1 to 902") for note in notes), notes


def test_a_replayed_record_that_is_accepted_now_adds_up(mixed: Chain) -> None:
    event = mixed.event()
    mixed.send_bytes([(TOPIC, b"wrong key", encode(event))])
    before = mixed.settle().items[ITEM]
    ((partition, offset),) = mixed.sql(
        "SELECT source_partition, source_offset FROM platform.quarantine WHERE item = %s AND seq = %s",
        (ITEM, event["seq"]),
    )
    sender = kafka.producer(mixed.settings)
    headers: dict[str, str | bytes | None] = {
        "replay_of": f"{TOPIC}/{partition}/{offset}/1",
        "received_at": "1772438400000",
    }
    sender.produce(DIRECTORY.items[ITEM].replay_topic, encode(event), key_of(event), headers=headers)
    assert sender.flush(60) == 0
    report = mixed.settle()
    assert report.green, [d.as_json() for d in report.differences]
    moved = {name: count - before[name] for name, count in report.items[ITEM].items() if count != before[name]}
    assert moved == {"applied": 1, "quarantined": -1, "current": 1, "history": 1}


def test_numbers_that_change_are_recomputed_and_a_changed_alias_is_named(mixed: Chain) -> None:
    former = mixed.event()
    present = mixed.event(operation="REKEY", related=[party("PREVIOUS", former["identity_number"])])
    gone = {"operation": "DELETE", "reason": "REKEYED", "record_version": 2, "after": None}
    mixed.send(former, present, mixed.event(identity_number=former["identity_number"], **gone))
    report = mixed.settle()
    assert report.green, [d.as_json() for d in report.differences]
    aliases = "SELECT identity_number, subject_number FROM platform.identity_alias"
    assert mixed.sql(aliases) == [(former["identity_number"], present["identity_number"])]
    mixed.sql("UPDATE platform.identity_alias SET valid_from_on = valid_from_on + 1")
    assert [d.check for d in mixed.report().differences] == ["identity-alias"]
    mixed.sql("UPDATE platform.identity_alias SET valid_from_on = valid_from_on - 1")
    assert mixed.report().green


def test_a_record_on_the_shared_topic_that_no_inbound_record_accounts_for_is_named(chain: Chain) -> None:
    item, provider = "np-birth", "gz-health"
    empty = {element.name: None for element in DIRECTORY.items[item].elements}
    after = {**empty, "name": "测试", "sex_code": "1", "birth_on": CHANGED_ON}
    event = make_event(1, item=item, provider=provider, after=after)
    chain.send(event, item=item)
    assert chain.settle().is_item_green(item)
    arrived = Inbound(inbound_topic(provider, item), 0, 0, 1_772_438_400_000, key_of(event), encode(event, item))
    (accepted,) = make_pipeline().process([arrived]).accepted
    chain.send_bytes([(accepted.topic, accepted.key, accepted.value)])
    assert {d.check for d in chain.settle().differences if d.item == item} == {"outcomes", "validator-output"}
