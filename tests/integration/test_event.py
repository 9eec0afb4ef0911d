"""Where an event is and why, on the real PostgreSQL."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest

from consumers.event_trace import Trace, Whereabouts, trace
from consumers.sink import Sink
from infra.postgres import connect, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.event_id import event_id
from stream_processors.rules.parameters import Parameters
from tests.events import (
    DIRECTORY,
    ITEM,
    OTHER_PROVIDER,
    PROVIDER,
    SCHEMAS,
    arrive,
    make_after,
    make_event,
    make_pipeline,
    resident_number,
    shared_records,
)
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

PIPELINE = make_pipeline()
TABLE = "natural_person.household_registration"
NUMBER = resident_number(7)


@dataclass
class Database:
    """PostgreSQL with empty tables and one materialiser."""

    settings: Settings
    sink: Sink
    offset: int = 0

    def receive(self, *events: Mapping[str, Any]) -> None:
        arrivals = [arrive(event, self.offset + n) for n, event in enumerate(events)]
        accepted, refused = shared_records(PIPELINE, arrivals, self.offset)
        self.offset += len(events)
        self.sink.write(self.sink.batch([*accepted, *refused]))

    def trace(self, wanted: str) -> Trace:
        return trace(self.settings, DIRECTORY, wanted, lambda tried, total: None)

    def whereabouts(self, seq: int, provider: str = PROVIDER) -> Whereabouts:
        return self.trace(f"{provider}/{ITEM}/{seq}").whereabouts


@pytest.fixture
def database(empty_database: Settings) -> Iterator[Database]:
    with closing(connect(empty_database, "test")) as connection, transaction(connection) as cursor:
        cursor.execute(
            f"TRUNCATE {TABLE}, {TABLE}_history, platform.quarantine, platform.finding, platform.sink_offset, "
            "platform.seq_high_water, platform.submission_outcome, platform.obligation CASCADE"
        )
    sink = Sink(empty_database, "test", DIRECTORY, SCHEMAS, Parameters.load())
    sink.take_over([(f"shared.{ITEM}", 0), ("platform.quarantine", 0)])
    yield Database(empty_database, sink)
    sink.close()


def versioned(seq: int, version: int, **fields: Any) -> dict[str, Any]:
    return make_event(seq, identity_number=NUMBER, record_version=version, **fields)


def test_an_event_stands_is_overtaken_or_came_too_late_to_stand(database: Database) -> None:
    database.receive(versioned(1, 2), versioned(2, 3), versioned(3, 1))
    assert [database.whereabouts(seq) for seq in (1, 2, 3)] == [
        Whereabouts.OVERTAKEN,
        Whereabouts.STANDS,
        Whereabouts.SUPERSEDED,
    ]
    kept = database.trace(f"{PROVIDER}/{ITEM}/1").kept
    assert kept is not None
    assert (kept.record_version, kept.current_version, kept.current_provider) == (2, 3, PROVIDER)
    assert (kept.topic_partition, kept.kafka_offset) == (0, 0)


def test_a_refused_event_is_held_with_its_reasons(database: Database) -> None:
    database.receive(make_event(1, after=make_after(name=None)))
    found = database.trace(f"{PROVIDER}/{ITEM}/1")
    assert found.whereabouts is Whereabouts.QUARANTINED
    assert [reason.rule for held in found.held for reason in held.reasons] == ["CONF-REQUIRED"]


def test_what_was_refused_under_the_name_of_an_accepted_event_is_told_beside_it(database: Database) -> None:
    database.receive(versioned(1, 1))
    database.receive(versioned(1, 1, after=make_after(name="other")))
    found = database.trace(f"{PROVIDER}/{ITEM}/1")
    assert found.whereabouts is Whereabouts.STANDS
    assert [reason.rule for held in found.held for reason in held.reasons] == ["SEQ-REUSED"]


def test_an_attestation_is_in_history_only(database: Database) -> None:
    attest = {"operation": "ATTEST", "identity_type": "AGENCY", "identity_number": PROVIDER, "after": None}
    database.receive(make_event(1, **attest))
    assert database.whereabouts(1) is Whereabouts.ATTESTED


def test_an_event_is_found_by_its_id_also_where_it_was_refused(database: Database) -> None:
    database.receive(*(make_event(seq) for seq in range(1, 40)), make_event(40, after=make_after(name=None)))
    database.receive(make_event(1, provider=OTHER_PROVIDER, identity_number=resident_number(99)))
    assert database.trace(event_id(PROVIDER, ITEM, 17)).name == (PROVIDER, ITEM, 17)
    assert database.trace(event_id(OTHER_PROVIDER, ITEM, 1)).name == (OTHER_PROVIDER, ITEM, 1)
    assert database.trace(event_id(PROVIDER, ITEM, 40)).whereabouts is Whereabouts.QUARANTINED


def test_what_never_came_is_said_to_be_nowhere(database: Database) -> None:
    database.receive(make_event(1))
    assert database.whereabouts(2) is Whereabouts.NOT_ARRIVED
    with pytest.raises(Refusal, match="No event that has come in"):
        database.trace(event_id(PROVIDER, ITEM, 2))
    with pytest.raises(Refusal, match="That is no event"):
        database.trace("nonsense")


def test_the_command_tells_it_in_words_and_in_json_and_shows_no_number(database: Database) -> None:
    database.receive(versioned(1, 1, after=make_after(marital_status_code="99")))
    name = f"{PROVIDER}/{ITEM}/1"
    words = run_govsync("event", name, home=database.settings.home, **database.settings.connection_environment())
    assert words.returncode == 0, words.stderr
    assert "STANDS: It was applied and stands" in words.stdout
    assert "CONF-CODE" in words.stdout
    told = json.loads(
        run_govsync(
            "event",
            event_id(PROVIDER, ITEM, 1),
            "--json",
            home=database.settings.home,
            **database.settings.connection_environment(),
        ).stdout
    )
    assert (told["whereabouts"], told["seq"], told["history"]["flags"]) == ("STANDS", 1, ["CONF-CODE"])
    assert NUMBER not in words.stdout + json.dumps(told)
