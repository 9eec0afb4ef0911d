import asyncio
import importlib.metadata
from datetime import UTC, datetime
from pathlib import Path

import faust.streams
import psycopg2
import pytest
from confluent_kafka import KafkaError, KafkaException
from faust.types.enums import ProcessingGuarantee
from mode import CrashingSupervisor

from infra.settings import Settings
from stream_processors.timekeeper import Clockwork, Keeper, Patience, make_app

NOW = datetime(2026, 3, 9, 16, tzinfo=UTC)


class StubKeeper(Keeper):
    """A keeper that raises what it is given, else does something."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.is_closed = False

    def work(self, now: datetime) -> bool:
        if self.fault is not None:
            raise self.fault
        return True

    def close(self) -> None:
        self.is_closed = True


def patience_with(*keepers: StubKeeper) -> Patience:
    waiting = iter(keepers)
    return Patience(lambda: next(waiting))


def settings_in(home: Path) -> Settings:
    return Settings.from_environment().model_copy(
        update={"kafka_bootstrap_servers": "127.0.0.1:1,127.0.0.1:2", "home": home}
    )


def test_the_compiled_stream_iterator_is_there() -> None:
    assert getattr(faust.streams, "_CStreamIterator", None) is not None


def test_faust_runs_with_the_settings_that_were_tried() -> None:
    assert importlib.metadata.version("faust-streaming") == "0.15.3"
    assert importlib.metadata.version("aiokafka") == "0.14.0"
    assert importlib.metadata.version("mode-streaming") == "0.7.1"


def test_faust_is_set_up_to_lose_nothing_and_show_nothing(tmp_path: Path) -> None:
    app = make_app(settings_in(tmp_path), "timekeeper-7", lambda: None)
    conf = app.conf
    assert conf.web_enabled is False
    assert conf.topic_allow_declare is False
    assert conf.topic_disable_leader is True
    supervisor: object = conf.agent_supervisor
    assert supervisor is CrashingSupervisor
    assert (conf.key_serializer, conf.value_serializer) == ("raw", "raw")
    assert conf.stream_wait_empty is True
    guarantee: object = conf.processing_guarantee
    assert guarantee is ProcessingGuarantee.AT_LEAST_ONCE
    assert conf.consumer_auto_offset_reset == "earliest"
    assert conf.consumer_group_instance_id == "timekeeper-7"
    assert conf.table_standby_replicas == 0
    assert [str(url) for url in conf.broker] == ["kafka://127.0.0.1:1", "kafka://127.0.0.1:2"]
    (agent,) = app.agents.values()
    assert agent.concurrency == 1


def test_a_timekeeper_works_as_soon_as_it_begins_and_does_not_wait_to_be_woken() -> None:
    class NeverWoken(Clockwork):
        def wake(self) -> None:
            pass

    async def worked() -> datetime:
        at: asyncio.Future[datetime] = asyncio.get_running_loop().create_future()

        def work(now: datetime) -> bool:
            at.get_loop().call_soon_threadsafe(at.set_result, now)
            return False

        async with NeverWoken(work):
            return await at

    assert asyncio.run(worked()).tzinfo is UTC


@pytest.mark.parametrize(
    "fault",
    [
        psycopg2.OperationalError("the server is away"),
        psycopg2.InterfaceError("the connection is closed"),
        KafkaException(KafkaError(KafkaError._TRANSPORT)),
    ],
)
def test_a_server_that_is_away_is_tried_again_with_a_new_keeper(fault: Exception) -> None:
    first, second = StubKeeper(fault), StubKeeper()
    patience = patience_with(first, second)
    assert patience.work(NOW) is False
    assert first.is_closed
    assert patience.work(NOW) is True
    assert not second.is_closed


def test_a_fenced_relay_steps_aside_for_a_while() -> None:
    fenced, second = StubKeeper(KafkaException(KafkaError(KafkaError._FENCED))), StubKeeper()
    patience = patience_with(fenced, second)
    done = [patience.work(NOW) for _ in range(13)]
    assert fenced.is_closed
    assert done == [False] * 11 + [True] * 2


@pytest.mark.parametrize("fault", [RuntimeError("a bug"), psycopg2.ProgrammingError("a wrong statement")])
def test_a_bug_is_not_swallowed(fault: Exception) -> None:
    with pytest.raises(type(fault)):
        patience_with(StubKeeper(fault)).work(NOW)
