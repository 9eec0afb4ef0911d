"""People at work on the quarantine of a running platform: list, replay, release, purge."""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from consumers import purging, releasing, replay
from consumers.held import Selection
from infra import reference
from infra.local.platform import processes
from infra.local.programs import wait_until
from schemas.bilingual import Refusal
from tests.events import ITEM, PROVIDER, make_after, resident_number
from tests.integration.conftest import Chain
from tests.local_platform import GOVSYNC, environment_of, run_govsync

pytestmark = pytest.mark.platform

TABLE = "natural_person.household_registration"
GROUNDS = ("--officer", "desk 2", "--statement", "letter 14: it is printed so", "--reason", "copy of the document seen")
NOW = datetime(2026, 3, 3, tzinfo=UTC)


def govsync(chain: Chain, *arguments: str) -> Any:
    """What `govsync quarantine ... --json` prints."""
    done = run_govsync("quarantine", *arguments, "--json", home=chain.settings.home)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def refuse(chain: Chain, count: int, **fields: Any) -> list[int]:
    """Let so many events be refused; their ids in quarantine."""
    events = [chain.event(**fields) for _ in range(count)]
    chain.send(*events)
    report = chain.settle()
    assert report.green, report.differences
    found = chain.sql(
        "SELECT quarantine_id FROM platform.quarantine WHERE item = %s AND seq IN %s ORDER BY seq",
        (ITEM, tuple(e["seq"] for e in events)),
    )
    assert len(found) == count
    return [quarantine_id for (quarantine_id,) in found]


def decide_review(chain: Chain, review: str) -> None:
    """Let the events that name a review pass from now on, and wait until the validator knows."""
    chain.sql(
        "INSERT INTO platform.confidentiality_review (confidentiality_review, valid_from_on, decision) "
        "VALUES (%s, '2019-07-01', 'decided late')",
        (review,),
    )
    reference.broadcast(chain.settings)

    def is_known() -> bool:
        probe = chain.event(review_ref=review)
        chain.send(probe)
        chain.settle()
        return bool(chain.sql(f"SELECT 1 FROM {TABLE}_history WHERE seq = %s", (probe["seq"],)))

    assert wait_until(is_known, 60, 0.5)


def states(chain: Chain, ids: Sequence[int]) -> list[tuple[str, int, str | None]]:
    """State, number of attempts and state of the last attempt, each combination once."""
    return chain.sql(
        "SELECT DISTINCT q.state, count(r.attempt) OVER (PARTITION BY quarantine_id)::int, "
        "last_value(r.state) OVER (PARTITION BY quarantine_id ORDER BY r.attempt "
        "RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM platform.quarantine q "
        "LEFT JOIN platform.quarantine_replay r USING (source_topic, source_partition, source_offset) "
        "WHERE quarantine_id IN %s",
        (tuple(ids),),
    )


@contextmanager
def traffic(chain: Chain) -> Iterator[None]:
    """Events that come in all the while."""
    ended = threading.Event()

    def send() -> None:
        while not ended.is_set():
            chain.send(*(chain.event(identity_number=resident_number(4000)) for _ in range(20)))

    sender = threading.Thread(target=send)
    sender.start()
    try:
        yield
    finally:
        ended.set()
        sender.join()


def test_what_is_held_is_counted_by_agency_item_and_rule(chain: Chain) -> None:
    ids = refuse(chain, 3, record_version=0, after=make_after(name=None))
    groups = {(g["provider"], g["item"], g["rule"]): g["records"] for g in govsync(chain, "list", "--count")["groups"]}
    assert groups[PROVIDER, ITEM, "CONF-VERSION"] == groups[PROVIDER, ITEM, "CONF-REQUIRED"] == 3
    listed = govsync(chain, "list", "--rule", "CONF-VERSION", "--item", ITEM)
    assert {record["quarantine_id"] for record in listed["held"]} == set(ids)
    assert govsync(chain, "list", "--rule", "CONF-VERSION", "--older-than", "1")["total"] == 0


def test_a_replay_only_shows_what_it_would_do_until_it_is_told_to(chain: Chain) -> None:
    ids = refuse(chain, 2, after=make_after(name=None))
    shown = govsync(chain, "replay", *map(str, ids))
    assert shown == {"ready": 2, "underway": 0, "exhausted": 0, "without_bytes": 0, "left_by_interrupted": 0}
    assert states(chain, ids) == [("OPEN", 0, None)]


def test_a_record_refused_again_stays_held_until_its_attempts_are_used_up(chain: Chain) -> None:
    ids = refuse(chain, 1, after=make_after(name=None))
    for attempt in range(1, 6):
        ended = govsync(chain, "replay", str(ids[0]), "--yes")
        assert ended == {"sent": 1, "accepted": 0, "repeat": 0, "refused": 1, "underway": 0}
        assert states(chain, ids) == [("OPEN", attempt, "REFUSED")]
    assert govsync(chain, "replay", str(ids[0]))["exhausted"] == 1
    assert govsync(chain, "replay", str(ids[0]), "--yes")["sent"] == 0
    story = govsync(chain, "show", str(ids[0]))
    assert [tried["reasons"][0]["rule"] for tried in story["tried"]] == ["CONF-REQUIRED"] * 5
    report = chain.settle()
    assert report.green, report.differences


def test_a_rule_settled_later_lets_all_it_refused_in_under_live_traffic(chain: Chain) -> None:
    ids = refuse(chain, 40, review_ref="late-review")
    first_received = chain.sql("SELECT received_at FROM platform.quarantine WHERE quarantine_id IN %s", (tuple(ids),))
    decide_review(chain, "late-review")
    with traffic(chain):
        ended = govsync(chain, "replay", *map(str, ids), "--rule", "CONF-REVIEW", "--item", ITEM, "--yes")
    assert ended == {"sent": 40, "accepted": 40, "repeat": 0, "refused": 0, "underway": 0}
    assert states(chain, ids) == [("RELEASED", 1, "ACCEPTED")]
    # The clock stopped when each first came.
    accepted = chain.sql(
        f"SELECT h.received_at FROM {TABLE}_history h JOIN platform.quarantine q USING (provider, seq) "
        "WHERE q.quarantine_id IN %s",
        (tuple(ids),),
    )
    assert sorted(accepted) == sorted(first_received)
    report = chain.settle()
    assert report.green, report.differences


def test_a_replay_killed_midway_goes_on_without_loss_or_double(chain: Chain) -> None:
    ids = refuse(chain, 30, review_ref="second-review")
    decide_review(chain, "second-review")
    before = chain.settle().items[ITEM]
    command = [*GOVSYNC, "quarantine", "replay", *map(str, ids), "--yes", "--rate", "3", "--json"]
    killed = subprocess.Popen(command, env=environment_of(chain.settings.home), stdout=subprocess.DEVNULL)

    def unsent() -> int:
        return replay.planned(chain.settings)

    assert wait_until(lambda: 0 < unsent() < 30, 60, 0.05)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert 0 < unsent() < 30
    left = unsent()
    ended = govsync(chain, "replay", "--resume")
    assert ended == {"sent": left, "accepted": left, "repeat": 0, "refused": 0, "underway": 0}
    report = chain.settle()
    assert report.green, report.differences
    moved = {name: count - before[name] for name, count in report.items[ITEM].items() if count != before[name]}
    assert moved == {"applied": 30, "quarantined": -30, "current": 30, "history": 30}
    assert {state for state, *_ in states(chain, ids)} == {"RELEASED"}


def test_a_replay_sent_twice_since_it_was_killed_before_it_could_note_it_is_done_once(chain: Chain) -> None:
    ids = refuse(chain, 4, review_ref="third-review")
    decide_review(chain, "third-review")
    before = chain.settle().items[ITEM]
    validator = next(p["pid"] for p in processes(chain.settings.home) if p["name"] == "validator-0")
    os.kill(validator, signal.SIGSTOP)
    try:
        for _ in range(2):
            chain.sql("UPDATE platform.quarantine_replay SET state = 'PLANNED' WHERE state = 'SENT'")
            ended = govsync(chain, "replay", *map(str, ids), "--yes", "--wait", "0")
            assert (ended["sent"], ended["underway"]) == (4, 4)
    finally:
        os.kill(validator, signal.SIGCONT)
    report = chain.settle()
    assert report.green, report.differences
    moved = {name: count - before[name] for name, count in report.items[ITEM].items() if count != before[name]}
    assert moved == {"applied": 4, "quarantined": -4, "current": 4, "history": 4}
    assert states(chain, ids) == [("RELEASED", 1, "ACCEPTED")]


def test_a_really_issued_code_is_let_in_on_its_providers_confirmation(chain: Chain) -> None:
    number = resident_number(4500)[:-1] + ("1" if resident_number(4500)[-1] != "1" else "2")
    (held,) = refuse(chain, 1, identity_number=number)
    ended = govsync(chain, "release", str(held), *GROUNDS)
    assert ended == {"sent": 1, "accepted": 1, "repeat": 0, "refused": 0, "underway": 0}
    found = chain.sql(
        f"SELECT h.flags, h.received_at = q.received_at FROM {TABLE}_history h "
        "JOIN platform.quarantine q USING (provider, seq) WHERE q.quarantine_id = %s",
        (held,),
    )
    assert found == [(["ID-CHECK"], True)]
    story = govsync(chain, "show", str(held))
    assert (story["state"], story["release"]["officer"], story["release"]["rules"]) == (
        "RELEASED",
        "desk 2",
        ["ID-CHECK"],
    )
    report = chain.settle()
    assert report.green, report.differences


def test_the_next_event_with_the_same_code_is_held_again(chain: Chain) -> None:
    number = resident_number(4500)[:-1] + ("1" if resident_number(4500)[-1] != "1" else "2")
    (held,) = refuse(chain, 1, identity_number=number, record_version=2)
    assert states(chain, [held]) == [("OPEN", 0, None)]


def test_a_release_killed_before_it_was_carried_out_is_carried_out_by_the_next_replay(chain: Chain) -> None:
    number = resident_number(4510)[:-1] + ("1" if resident_number(4510)[-1] != "1" else "2")
    (held,) = refuse(chain, 1, identity_number=number)
    releasing.decide(chain.settings, held, releasing.Grounds("desk 2", "as printed", "seen"), NOW)
    assert govsync(chain, "replay", "--resume")["accepted"] == 1
    assert states(chain, [held]) == [("RELEASED", 1, "ACCEPTED")]


def test_a_release_is_refused_without_grounds_twice_and_for_what_no_confirmation_mends(chain: Chain) -> None:
    number = resident_number(4520)[:-1] + ("1" if resident_number(4520)[-1] != "1" else "2")
    both, alone = refuse(chain, 1, identity_number=number, record_version=0) + refuse(chain, 1, identity_number=number)
    grounds = releasing.Grounds("desk 2", "as printed", "seen")
    with pytest.raises(Refusal, match="CONF-VERSION"):
        releasing.decide(chain.settings, both, grounds, NOW)
    with pytest.raises(Refusal, match="--statement is empty"):
        releasing.decide(chain.settings, alone, grounds._replace(statement=" "), NOW)
    with pytest.raises(Refusal, match="looks like an identity number"):
        releasing.decide(chain.settings, alone, grounds._replace(reason=f"{number} was seen"), NOW)
    assert states(chain, [both, alone]) == [("OPEN", 0, None)]
    releasing.decide(chain.settings, alone, grounds, NOW)
    with pytest.raises(Refusal, match="was decided by desk 2"):
        releasing.decide(chain.settings, alone, grounds, NOW)
    govsync(chain, "replay", "--resume")


def test_two_people_who_plan_the_same_records_send_each_once(chain: Chain) -> None:
    ids = refuse(chain, 5, after=make_after(name=None))
    selection = Selection(ids=tuple(ids))
    assert replay.plan(chain.settings, selection, 5, "one", NOW) == 5
    assert replay.plan(chain.settings, selection, 5, "another", NOW) == 0
    assert govsync(chain, "replay", *map(str, ids), "--yes")["sent"] == 5
    assert states(chain, ids) == [("OPEN", 1, "REFUSED")]


def test_a_purge_deletes_bytes_and_numbers_and_leaves_hash_reason_and_officer(chain: Chain) -> None:
    ((released, sha256),) = chain.sql(
        "SELECT quarantine_id, value_sha256 FROM platform.quarantine WHERE state = 'RELEASED' LIMIT 1"
    )
    (held,) = refuse(chain, 1, after=make_after(name=None))
    chain.sql(
        "UPDATE platform.quarantine SET received_at = received_at - interval '200 days' WHERE quarantine_id IN %s",
        ((released, held),),
    )
    assert govsync(chain, "purge") == {"older_than_days": 180, "may_go": 1, "stay": 1, "purged": 0}
    done = run_govsync("quarantine", "purge", "--yes", home=chain.settings.home)
    assert (done.returncode, "--officer is empty" in done.stderr) == (2, True)
    assert govsync(chain, "purge", "--yes", "--officer", "desk 2", "--reason", "retention is over")["purged"] == 1
    assert chain.sql(
        "SELECT value, key, identity_number, record_id, p.value_sha256 = %s, p.officer, p.reason, state "
        "FROM platform.quarantine JOIN platform.quarantine_purge p USING (quarantine_id)",
        (sha256,),
    ) == [(None, None, None, None, True, "desk 2", "retention is over", "RELEASED")]
    assert purging.purgeable(chain.settings, Selection(ids=(held,), state=None)) == (0, 1)
    report = chain.settle()
    assert report.green, report.differences
