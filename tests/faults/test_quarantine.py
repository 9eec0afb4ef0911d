"""Replays under live traffic while workers are killed, and an intake that is paused: nothing lost, nothing twice."""

import json
import os
import signal
import subprocess
from typing import Any

import pytest

from infra.local.platform import processes
from infra.local.programs import wait_until
from schemas.directory import inbound_topic
from tests.events import CHANGED_ON, DIRECTORY, ITEM, encode, key_of, make_after, make_event, resident_number
from tests.integration.conftest import Chain, chain
from tests.integration.test_quarantine_command import decide_review, refuse, states, traffic
from tests.local_platform import GOVSYNC, environment_of, run_govsync

__all__ = ["chain"]

pytestmark = pytest.mark.platform

OTHER_ITEM, OTHER_PROVIDER = "np-birth", "gz-health"
RECOVERED_SECONDS = 120.0


def kill(chain: Chain, name: str) -> None:
    """End a process of the platform by `kill -9`, and wait until it is back."""
    victim = next(p for p in processes(chain.settings.home) if p["name"] == name)
    os.kill(victim["pid"], signal.SIGKILL)

    def is_back() -> bool:
        found = next(p for p in processes(chain.settings.home) if p["name"] == name)
        return bool(found["restarts"] > victim["restarts"] and found["state"] == "running")

    assert wait_until(is_back, RECOVERED_SECONDS)


@pytest.mark.timeout(600)
def test_replays_under_traffic_survive_the_death_of_everybody_who_works_on_them(chain: Chain) -> None:
    ids = refuse(chain, 60, review_ref="late-review")
    decide_review(chain, "late-review")
    command = [*GOVSYNC, "quarantine", "replay", *map(str, ids), "--yes", "--rate", "4", "--json"]

    def ended() -> int:
        ((count,),) = chain.sql("SELECT count(*) FROM platform.quarantine_replay WHERE state = 'ACCEPTED'")
        return int(count)

    with traffic(chain):
        replaying = subprocess.Popen(command, env=environment_of(chain.settings.home), stdout=subprocess.DEVNULL)
        for name in ("validator-0", "materialiser-0"):
            before = ended()
            assert wait_until(lambda before=before: ended() > before, RECOVERED_SECONDS)  # type: ignore[misc]
            kill(chain, name)
        assert replaying.poll() is None, "the replay was over before it was killed"
        replaying.kill()
        replaying.wait()
        resumed = run_govsync("quarantine", "replay", "--resume", "--json", home=chain.settings.home)
        assert resumed.returncode == 0, resumed.stderr
        assert json.loads(resumed.stdout)["sent"] > 0
    report = chain.settle()
    assert report.green, report.differences
    assert states(chain, ids) == [("RELEASED", 1, "ACCEPTED")]
    applied = chain.sql(
        "SELECT count(*) FROM natural_person.household_registration_history h JOIN platform.quarantine q "
        "USING (provider, seq) WHERE q.quarantine_id IN %s",
        (tuple(ids),),
    )
    assert applied == [(60,)]


def status(chain: Chain) -> Any:
    return json.loads(run_govsync("status", "--json", home=chain.settings.home).stdout)


@pytest.mark.timeout(600)
def test_an_item_of_which_most_is_refused_is_paused_and_tried_again_while_others_go_on(chain: Chain) -> None:
    broken = [chain.event(identity_number=resident_number(n % 5000), after=make_after(name=None)) for n in range(1500)]
    chain.send(*broken)

    def pauses() -> list[tuple[Any, ...]]:
        return chain.sql("SELECT item, events, refused FROM platform.intake_pause ORDER BY intake_pause_id")

    assert wait_until(lambda: bool(pauses()), RECOVERED_SECONDS)
    ((item, events, refused),) = pauses()
    assert item == ITEM
    assert events >= 1000
    assert refused * 2 > events
    (shown,) = status(chain)["intake_pauses"]
    assert (shown["item"], shown["instance"], shown["refused"]) == (ITEM, "validator-0", refused)

    waiting = [chain.event(identity_number=resident_number(4100 + n)) for n in range(50)]
    chain.send(*waiting)
    other = make_event(
        1, item=OTHER_ITEM, provider=OTHER_PROVIDER, identity_number=resident_number(4999), after=_birth()
    )
    topic = inbound_topic(OTHER_PROVIDER, OTHER_ITEM)
    chain.send_bytes([(topic, key_of(other), encode(other, OTHER_ITEM))])
    seqs = tuple(e["seq"] for e in waiting)

    def arrived() -> int:
        sql = "SELECT count(*) FROM natural_person.household_registration_history WHERE seq IN %s"
        return int(chain.sql(sql, (seqs,))[0][0])

    assert wait_until(
        lambda: status(chain)["items"][OTHER_ITEM]["history"] + status(chain)["items"][OTHER_ITEM]["quarantined"] == 1,
        RECOVERED_SECONDS,
    )
    assert arrived() == 0, "the paused item was taken in"
    assert wait_until(lambda: arrived() == 50, RECOVERED_SECONDS)
    report = chain.settle()
    assert report.green, report.differences
    assert status(chain)["intake_pauses"] == []


def _birth() -> dict[str, Any]:
    empty: dict[str, Any] = {element.name: None for element in DIRECTORY.items[OTHER_ITEM].elements}
    return {**empty, "name": "测试", "sex_code": "1", "birth_on": CHANGED_ON}
