"""A snapshot and the tail that begins where it ends are, together, the table; nothing between them, nothing in both."""

import json
import subprocess
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.events import ITEM, make_after
from tests.integration.conftest import Chain
from tests.local_platform import GOVSYNC, environment_of, run_govsync

pytestmark = pytest.mark.platform

CURRENT = "natural_person.household_registration"
PURPOSE = "invented duty"


def _snapshot(chain: Chain, agency: str, file: Path) -> dict[str, Any]:
    said = run_govsync(
        "snapshot", "--item", ITEM, "--agency", agency, "--purpose", PURPOSE, "--out", str(file), "--json",
        home=chain.settings.home,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def _subscribe(chain: Chain, agency: str, *options: str) -> list[dict[str, Any]]:
    said = run_govsync(
        "subscribe", "--item", ITEM, "--agency", agency, "--purpose", PURPOSE, *options, home=chain.settings.home
    )
    assert said.returncode == 0, said.stderr
    return [json.loads(line) for line in said.stdout.splitlines()]


def _events(file: Path) -> list[dict[str, Any]]:
    _, *events, _ = file.read_text().splitlines()
    return [json.loads(line) for line in events]


def _folded(events: Iterable[dict[str, Any]]) -> dict[str, tuple[int, bool, str | None]]:
    """What a subscriber makes of events: the larger version wins, whenever it comes."""
    standing: dict[str, tuple[int, bool, str | None]] = {}
    for event in events:
        number, version = event["identity_number"], event["record_version"]
        if version > standing.get(number, (0, False, None))[0]:
            after = event["after"]
            standing[number] = (version, event["operation"] == "DELETE", after["name"] if after else None)
    return standing


def _table(chain: Chain) -> dict[str, tuple[int, bool, str | None]]:
    found = chain.sql(f"SELECT identity_number, record_version, deleted, name FROM {CURRENT}")
    return {number: (version, deleted, name) for number, version, deleted, name in found}


def _publish(chain: Chain, ended: threading.Event, sent: list[dict[str, Any]]) -> None:
    """New records, updates of earlier ones, deletions, older versions that come late, and repeats, without pause."""
    while not ended.is_set():
        events = [chain.event(record_version=2) for _ in range(15)]
        for n, again in enumerate(sent[-5:]):
            number = again["identity_number"]
            deletes: dict[str, Any] = {"operation": "DELETE", "reason": "x", "after": None} if n == 0 else {}
            events.append(chain.event(identity_number=number, record_version=3, **deletes))
            events.append(chain.event(identity_number=number, record_version=1, after=make_after(name="late")))
        chain.send(*events, *sent[-3:])
        sent.extend(events[:15])


@pytest.fixture(scope="module")
def filled(chain: Chain) -> Chain:
    first = [chain.event(after=make_after(name=f"n{n}")) for n in range(50)]
    chain.send(*first)
    gone = first[3]["identity_number"]
    chain.send(chain.event(identity_number=gone, record_version=2, operation="DELETE", reason="x", after=None))
    assert chain.settle().green
    return chain


def test_a_line_of_a_snapshot_is_the_line_the_subscription_gave_out(filled: Chain, tmp_path: Path) -> None:
    told = {event["event_id"]: event for event in _subscribe(filled, "gz-ecology-environment")}
    _snapshot(filled, "gz-taxation", tmp_path / "s.jsonl")
    events = _events(tmp_path / "s.jsonl")
    assert len(events) == 50
    for event in events:
        assert list(event.items()) == list(told[event["event_id"]].items())
        if event["after"]:
            assert list(event["after"]) == list(told[event["event_id"]]["after"])


def test_snapshot_and_tail_under_load_come_to_the_table(filled: Chain, tmp_path: Path) -> None:
    ended, sent = threading.Event(), list[dict[str, Any]]()
    publisher = threading.Thread(target=_publish, args=(filled, ended, sent))
    publisher.start()
    try:
        files: Sequence[Path] = [tmp_path / "first.jsonl", tmp_path / "second.jsonl"]
        for file in files:
            at = len(sent)
            while len(sent) < at + 150:
                ended.wait(0.05)
            _snapshot(filled, "gz-justice", file)
    finally:
        ended.set()
        publisher.join()
    assert filled.settle().green
    table = _table(filled)
    for agency, file in zip(("gz-justice", "gz-justice"), files, strict=True):
        (filled.settings.home / "subscriber" / f"{agency}.{ITEM}.sqlite3").unlink(missing_ok=True)
        tail = _subscribe(filled, agency, "--from-snapshot", str(file))
        start = _events(file)
        assert len(start) < len(table), "the snapshot was taken while events came in"
        assert _folded([*start, *tail]) == table
        given = Counter((e["provider"], e["seq"]) for e in (*start, *tail))
        assert given.most_common(1)[0][1] == 1, "no event is both in the snapshot and in its tail"
        assert _subscribe(filled, agency, "--from-snapshot", str(file)) == [], "started again, it goes on where it is"


def test_the_access_is_noted_with_purpose_and_records(filled: Chain, tmp_path: Path) -> None:
    found = _snapshot(filled, "gz-civil-affairs", tmp_path / "s.jsonl")
    noted = filled.sql(
        "SELECT purpose, access, records::int FROM platform.access_log WHERE agency = %s", ("gz-civil-affairs",)
    )
    assert noted == [(PURPOSE, "snapshot", found["rows"])]


def test_a_snapshot_that_is_cut_short_or_changed_is_no_starting_point(filled: Chain, tmp_path: Path) -> None:
    whole = tmp_path / "whole.jsonl"
    _snapshot(filled, "gz-health", whole)
    lines = whole.read_text().splitlines(keepends=True)
    damaged = {
        "its end is missing": lines[:-1],
        "its content was changed": [lines[0], lines[1].replace('"seq":', '"seq": '), *lines[2:]],
        "its content was changed ": [*lines[:2], *lines[3:]],
        "the head of a snapshot": lines[1:],
    }  # fmt: skip
    for reason, content in damaged.items():
        file = tmp_path / "damaged.jsonl"
        file.write_text("".join(content))
        said = run_govsync(
            "subscribe", "--item", ITEM, "--agency", "gz-health", "--purpose", PURPOSE, "--from-snapshot", str(file),
            home=filled.settings.home,
        )  # fmt: skip
        assert (said.returncode, said.stdout) == (2, ""), reason
        assert reason.strip() in said.stderr
    assert len(_subscribe(filled, "gz-health", "--from-snapshot", str(whole), "--limit", "1")) <= 1


def test_a_snapshot_for_another_agency_is_refused(filled: Chain, tmp_path: Path) -> None:
    _snapshot(filled, "gz-education", tmp_path / "s.jsonl")
    said = run_govsync(
        "subscribe", "--item", ITEM, "--agency", "gz-water", "--purpose", PURPOSE, "--from-snapshot",
        str(tmp_path / "s.jsonl"), home=filled.settings.home,
    )  # fmt: skip
    assert said.returncode == 2
    assert "for gz-education" in said.stderr


def test_a_subscription_under_way_does_not_start_from_a_snapshot(filled: Chain, tmp_path: Path) -> None:
    agency = "gz-planning-natural-resources"
    _subscribe(filled, agency, "--limit", "1")
    _snapshot(filled, agency, tmp_path / "s.jsonl")
    said = run_govsync(
        "subscribe", "--item", ITEM, "--agency", agency, "--purpose", PURPOSE, "--from-snapshot",
        str(tmp_path / "s.jsonl"), home=filled.settings.home,
    )  # fmt: skip
    assert said.returncode == 2
    assert "a position of its own" in said.stderr


@pytest.mark.parametrize(("agency", "purpose"), [("gz-nobody", PURPOSE), ("gz-taxation", " ")])
def test_whoever_may_not_subscribe_gets_no_snapshot(filled: Chain, agency: str, purpose: str) -> None:
    said = run_govsync(
        "snapshot", "--item", ITEM, "--agency", agency, "--purpose", purpose, "--out", "-", home=filled.settings.home
    )
    assert (said.returncode, said.stdout) == (2, "")
    assert filled.sql("SELECT FROM platform.access_log WHERE agency = %s AND purpose = %s", (agency, purpose)) == []


def test_a_file_that_exists_is_not_replaced(filled: Chain, tmp_path: Path) -> None:
    file = tmp_path / "s.jsonl"
    file.write_text("kept")
    said = run_govsync(
        "snapshot",
        "--item",
        ITEM,
        "--agency",
        "gz-taxation",
        "--purpose",
        PURPOSE,
        "--out",
        str(file),
        home=filled.settings.home,
    )
    assert said.returncode == 2
    assert file.read_text() == "kept"


def test_whoever_stops_reading_is_told_that_it_was_not_all(filled: Chain) -> None:
    arguments = ("snapshot", "--item", ITEM, "--agency", "gz-taxation", "--purpose", PURPOSE, "--out", "-")
    with subprocess.Popen(
        [*GOVSYNC, *arguments], env=environment_of(filled.settings.home), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    ) as giving:  # fmt: skip
        assert giving.stdout is not None
        assert giving.stderr is not None
        giving.stdout.close()
        said = giving.stderr.read()
    assert giving.returncode == 2
    assert "not complete" in said


def test_a_table_that_is_not_what_history_says_is_no_starting_point(filled: Chain) -> None:
    filled.sql(f"UPDATE {CURRENT} SET kafka_offset = kafka_offset + 100000 WHERE record_version = 1 AND name = 'n9'")
    try:
        said = run_govsync(
            "snapshot",
            "--item",
            ITEM,
            "--agency",
            "gz-taxation",
            "--purpose",
            PURPOSE,
            "--out",
            "-",
            home=filled.settings.home,
        )
    finally:
        filled.sql(
            f"UPDATE {CURRENT} SET kafka_offset = kafka_offset - 100000 WHERE record_version = 1 AND name = 'n9'"
        )
    assert (said.returncode, said.stdout) == (2, "")
    assert "govsync rebuild" in said.stderr
