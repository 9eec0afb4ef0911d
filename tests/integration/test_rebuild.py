"""A rebuild sets the current table right while the chain goes on, and brings back history the topic still holds."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from infra.local.platform import processes
from tests.events import ITEM, make_after, resident_number
from tests.integration.conftest import Chain
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

CURRENT = "natural_person.household_registration"
HISTORY = f"{CURRENT}_history"
VIEW = "natural_person.person"


def _rebuild(chain: Chain, *options: str) -> tuple[int, dict[str, Any]]:
    said = run_govsync("rebuild", "--item", ITEM, "--json", *options, home=chain.settings.home)
    assert said.returncode in (0, 1), said.stderr
    return said.returncode, json.loads(said.stdout)


def _kinds(found: dict[str, Any]) -> dict[str, int]:
    return {each["kind"]: each["rows"] for each in found["differences"]}


def _content(chain: Chain, table: str) -> list[tuple[Any, ...]]:
    """Every row but for the moment it was written, which is another after it was brought back."""
    return chain.sql(f"SELECT to_jsonb(t) - 'materialised_at' FROM {table} t ORDER BY topic_partition, kafka_offset")


def _materialiser(chain: Chain) -> dict[str, Any]:
    return next(p for p in processes(chain.settings.home) if p["name"] == "materialiser-0")


@contextmanager
def _load(chain: Chain) -> Iterator[list[dict[str, Any]]]:
    """A provider that publishes without pause; what it sent, with an update of an earlier record now and then."""
    sent: list[dict[str, Any]] = []
    ended = threading.Event()

    def publish() -> None:
        while not ended.is_set():
            events = [chain.event() for _ in range(20)]
            if sent:
                again = sent[-1]
                number, version = again["identity_number"], again["record_version"] + 1
                events.append(chain.event(identity_number=number, record_version=version, after=make_after(name="v")))
            chain.send(*events)
            sent.extend(events)

    thread = threading.Thread(target=publish)
    thread.start()
    try:
        yield sent
    finally:
        ended.set()
        thread.join()


@pytest.fixture(scope="module")
def filled(chain: Chain) -> Chain:
    """Records of several versions, deleted ones, repeats, and refused ones of every kind the materialiser refuses."""
    first = [chain.event() for _ in range(60)]
    number = first[0]["identity_number"]
    reused = {**first[1], "after": make_after(name="another payload")}
    contradicting = chain.event(identity_number=number, after=make_after(name="contradicts"))
    chain.send(*first, *first[:5], reused, reused, contradicting, contradicting)
    chain.send(
        chain.event(identity_number=number, record_version=3, after=make_after(name="third")),
        chain.event(identity_number=number, record_version=2, after=make_after(name="second")),
        chain.event(
            identity_number=first[2]["identity_number"], record_version=2, operation="DELETE", reason="x", after=None
        ),
        chain.event(after=make_after(name=None)),
    )
    report = chain.settle()
    assert report.green, [d.as_json() for d in report.differences]
    return chain


def test_a_table_that_is_right_is_left_alone(filled: Chain) -> None:
    before = _content(filled, CURRENT)
    code, found = _rebuild(filled)
    assert (code, found["differences"], found["written"], found["removed"]) == (0, [], 0, 0)
    assert found["compared"] == len(before)
    assert _content(filled, CURRENT) == before


def test_what_was_changed_by_hand_is_named_and_set_right(filled: Chain) -> None:
    before, persons = _content(filled, CURRENT), filled.sql(f"SELECT count(*) FROM {VIEW}")
    filled.sql(f"UPDATE {CURRENT} SET name = '测试二' WHERE identity_number = '{resident_number(7)}'")
    filled.sql(f"DELETE FROM {CURRENT} WHERE identity_number = '{resident_number(8)}'")
    columns = (
        "identity_type, record_id, record_version, provider, seq, changed_on, received_at, item_version, deleted, flags"
    )
    filled.sql(
        f"INSERT INTO {CURRENT} (identity_number, topic_partition, kafka_offset, {columns}) "
        f"SELECT '{resident_number(5001)}', -1, 0, {columns} FROM {CURRENT} LIMIT 1"
    )
    said = run_govsync("rebuild", "--item", ITEM, "--dry-run", home=filled.settings.home)
    assert said.returncode == 1
    assert said.stdout.count("✗") == 3
    assert all(resident_number(n) not in said.stdout + said.stderr for n in (7, 8, 5001))
    code, found = _rebuild(filled, "--dry-run")
    assert (code, _kinds(found)) == (1, {"differs": 1, "extra": 1, "missing": 1})
    code, found = _rebuild(filled)
    assert (code, found["written"], found["removed"]) == (0, 2, 1)
    assert _content(filled, CURRENT) == before
    assert filled.sql(f"SELECT count(*) FROM {VIEW}") == persons
    assert filled.settle().green


def test_an_emptied_table_is_whole_again_while_events_come_in(filled: Chain) -> None:
    process = _materialiser(filled)
    with _load(filled) as sent:
        while len(sent) < 400:
            threading.Event().wait(0.05)
        filled.sql(f"DELETE FROM {CURRENT}")
        at = len(sent)
        code, found = _rebuild(filled)
        while len(sent) < at + 200:
            threading.Event().wait(0.05)
    assert code == 0
    assert _kinds(found)["missing"] >= 60
    report = filled.settle()
    assert report.green, [d.as_json() for d in report.differences]
    assert _materialiser(filled) == process, "the materialiser goes on without a restart"


def test_lost_history_is_told_and_brought_back_from_the_topic(filled: Chain) -> None:
    assert filled.settle().green
    history, current = _content(filled, HISTORY), _content(filled, CURRENT)
    filled.sql(f"DELETE FROM {HISTORY} WHERE mod(seq, 3) = 0")
    lost = len(history) - len(_content(filled, HISTORY))
    code, found = _rebuild(filled, "--dry-run")
    assert (code, found["not_in_history"]) == (1, lost)
    code, found = _rebuild(filled, "--from-topic")
    assert (code, found["recovered"]["brought_back"], found["not_in_history"]) == (0, lost, 0)
    assert _content(filled, HISTORY) == history
    assert _content(filled, CURRENT) == current
    report = filled.settle()
    assert report.green, [d.as_json() for d in report.differences]


def test_bringing_back_history_that_is_whole_brings_back_nothing(filled: Chain) -> None:
    history = _content(filled, HISTORY)
    code, found = _rebuild(filled, "--from-topic")
    assert (code, found["recovered"]["brought_back"]) == (0, 0)
    assert found["recovered"]["read"] > len(history)
    assert _content(filled, HISTORY) == history


def test_what_the_materialiser_refused_is_not_brought_back(filled: Chain) -> None:
    held = filled.sql("SELECT count(*) FROM platform.quarantine WHERE source_topic = %s", (f"shared.{ITEM}",))
    assert held == [(2,)]
    assert filled.sql(f"SELECT count(*) FROM {HISTORY} WHERE name IN ('another payload', 'contradicts')") == [(0,)]
