"""Records that left a topic before they were read: the worker stops and says so, and nothing is skipped unsaid."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import TopicPartition

from govsync.up import running
from infra import kafka, topics
from infra.local.platform import processes
from infra.local.programs import wait_until
from schemas.directory import inbound_topic
from tests.events import ITEM, PROVIDER
from tests.integration.conftest import Chain
from tests.local_platform import run_govsync, settings_of, temporary_home

pytestmark = pytest.mark.platform

SHARED, INBOUND = f"shared.{ITEM}", inbound_topic(PROVIDER, ITEM)
HISTORY = "natural_person.household_registration_history"
SECONDS = 60


@contextmanager
def _up(home: Path, *options: str) -> Iterator[Chain]:
    with running(settings_of(home), *options) as settings:
        yield Chain(settings)


def _process(chain: Chain, name: str) -> dict[str, Any]:
    return next(p for p in processes(chain.settings.home) if p["name"] == name)


def _ends(chain: Chain, topic: str) -> dict[tuple[str, int], int]:
    partitions = kafka.admin(chain.settings).list_topics(topic, timeout=30).topics[topic].partitions
    return topics.read_committed_ends(chain.settings, [(topic, number) for number in partitions])


def _lose(chain: Chain, worker: str, topic: str, through: str) -> dict[str, int]:
    """Let records come to a topic while its reader is frozen, take them away, and let the reader start anew.

    Returns:
        Partitions of which something was lost, to the offset that is the first one left.
    """
    os.kill(_process(chain, worker)["pid"], signal.SIGSTOP)
    before = _ends(chain, topic)
    events = [chain.event() for _ in range(30)]
    chain.send(*events)
    come = lambda: sum(_ends(chain, topic).values()) >= sum(before.values()) + len(events)  # noqa: E731
    assert wait_until(come, SECONDS), through
    gone = {p: end for p, end in _ends(chain, topic).items() if end > before[p]}
    truncated = kafka.admin(chain.settings).delete_records([TopicPartition(t, n, end) for (t, n), end in gone.items()])
    for future in truncated.values():
        future.result(30)
    os.kill(_process(chain, worker)["pid"], signal.SIGKILL)
    return {str(number): end for (_, number), end in gone.items()}


def _status(chain: Chain) -> tuple[int, dict[str, Any]]:
    said = run_govsync("status", "--json", home=chain.settings.home)
    return said.returncode, json.loads(said.stdout)


def _ends_again_and_again(chain: Chain, worker: str) -> bool:
    return bool(_process(chain, worker)["restarts"] >= 2)


def _log(chain: Chain, worker: str) -> str:
    return (chain.settings.home / "log" / f"{worker}.log").read_text()


def _accept(chain: Chain, topic: str, *options: str) -> tuple[int, str]:
    said = run_govsync("topics", "accept-loss", topic, *options, home=chain.settings.home)
    return said.returncode, said.stdout + said.stderr


WHO = ("--officer", "platform-duty", "--reason", "an invented reason")


def test_the_materialiser_stops_before_a_gap_and_goes_on_once_it_is_accepted() -> None:
    with temporary_home() as home, _up(home) as chain:
        chain.send(*(chain.event() for _ in range(20)))
        assert chain.settle().green
        standing = chain.sql(
            "SELECT topic_partition, next_offset FROM platform.sink_offset WHERE topic = %s ORDER BY 1", (SHARED,)
        )
        kept = chain.sql(f"SELECT count(*) FROM {HISTORY}")
        gone = _lose(chain, "materialiser-0", SHARED, "validator")
        assert wait_until(lambda: _ends_again_and_again(chain, "materialiser-0"), SECONDS)
        code, shown = _status(chain)
        assert code == 1
        assert {str(x["partition"]): x["first_kept"] for x in shown["lost"]} == gone
        assert {x["topic"] for x in shown["lost"]} == {SHARED}
        assert "accept-loss" in run_govsync("status", home=home).stderr
        assert "offset.lost" in _log(chain, "materialiser-0")
        now = chain.sql(
            "SELECT topic_partition, next_offset FROM platform.sink_offset WHERE topic = %s ORDER BY 1", (SHARED,)
        )
        assert (now, chain.sql(f"SELECT count(*) FROM {HISTORY}")) == (standing, kept), "nothing was skipped"

        code, said = _accept(chain, SHARED)
        assert (code, SHARED in said) == (1, True)
        code, said = _accept(chain, SHARED, "--yes")
        assert (code, "--officer" in said) == (2, True)
        code, said = _accept(chain, SHARED, *WHO, "--yes")
        assert code == 0, said
        on_record = chain.sql(
            "SELECT topic_partition::text, to_offset FROM platform.accepted_loss WHERE officer = 'platform-duty'"
        )
        assert dict(on_record) == gone
        chain.send(*(chain.event() for _ in range(10)))
        report = chain.settle()
        assert report.green, [d.as_json() for d in report.differences]
        assert any("accepted_loss" in note.text.en for note in report.notes if note.item == ITEM)
        assert chain.sql(f"SELECT count(*) FROM {HISTORY}") == [(kept[0][0] + 10,)]
        assert _status(chain)[1]["lost"] == []


def test_the_validator_stops_before_a_gap_and_goes_on_once_it_is_accepted() -> None:
    with temporary_home() as home:
        with _up(home) as chain:
            chain.send(*(chain.event() for _ in range(20)))
            assert chain.settle().green
            gone = _lose(chain, "validator-0", INBOUND, "publisher")
            assert wait_until(lambda: _ends_again_and_again(chain, "validator-0"), SECONDS)
            code, shown = _status(chain)
            assert (code, {str(x["partition"]): x["first_kept"] for x in shown["lost"]}) == (1, gone)
        with _up(home, "--no-workers") as chain:
            code, said = _accept(chain, INBOUND, *WHO, "--yes")
            assert code == 0, said
        with _up(home) as chain:
            assert chain.settle().green
            assert _status(chain)[1]["lost"] == []
            assert chain.sql(f"SELECT count(*) FROM {HISTORY}") == [(20,)]
