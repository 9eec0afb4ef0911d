"""`govsync ownership`: the decision that releases a record from its provider, on the real PostgreSQL."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from consumers.sink import Sink
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.identifiers import mask
from stream_processors.rules.parameters import Parameters
from tests.events import (
    DIRECTORY,
    ITEM,
    OTHER_PROVIDER,
    PROVIDER,
    SCHEMAS,
    arrive,
    make_event,
    make_pipeline,
    resident_number,
    shared_records,
)
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

TABLE = "natural_person.household_registration"
NUMBER, UNKNOWN = resident_number(7), resident_number(8)
DECIDED = ("--officer", "duty 12", "--decision", "notice 3", "--type", "RESIDENT_ID", "-")


@pytest.fixture
def connection(empty_database: Settings) -> Iterator[Connection]:
    """A database in which `PROVIDER` has the third version of one record."""
    with closing(connect(empty_database, "test")) as connection:
        with transaction(connection) as cursor:
            cursor.execute(
                f"TRUNCATE {TABLE}, {TABLE}_history, platform.record_release, platform.sink_offset, platform.seq_high_water, "
                "platform.submission_outcome"
            )
        sink = Sink(empty_database, "test", DIRECTORY, SCHEMAS, Parameters.load())
        sink.take_over([(f"shared.{ITEM}", 0)])
        event = make_event(1, identity_number=NUMBER, record_version=3)
        sink.write(sink.batch(shared_records(make_pipeline(), [arrive(event)], 0)[0]))
        sink.close()
        yield connection


def releases(connection: Connection) -> list[tuple[object, ...]]:
    with transaction(connection) as cursor:
        return rows(
            cursor, "SELECT provider, identity_number, record_version, officer, decision FROM platform.record_release"
        )


def test_a_release_is_kept_with_its_officer_and_decision(empty_database: Settings, connection: Connection) -> None:
    asked = ("ownership", "release", "--item", ITEM, "--provider", PROVIDER, "--json", *DECIDED)
    done = run_govsync(*asked, home=empty_database.home, **empty_database.connection_environment(), given=NUMBER)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "item": ITEM,
        "provider": PROVIDER,
        "identity_number": mask("RESIDENT_ID", NUMBER),
        "up_to_version": 3,
    }
    assert "--rule OWN-RECORD" in done.stderr
    assert releases(connection) == [(PROVIDER, NUMBER, 3, "duty 12", "notice 3")]


def test_a_decision_is_not_half_made(empty_database: Settings, connection: Connection) -> None:
    asked = ("ownership", "release", "--item", ITEM, "--provider", PROVIDER, *DECIDED)
    done = run_govsync(
        *asked, home=empty_database.home, **empty_database.connection_environment(), given=f"{NUMBER}\n{UNKNOWN}\n"
    )
    assert done.returncode == 2
    assert "has no record" in done.stderr
    assert UNKNOWN not in done.stderr
    assert releases(connection) == []


def test_another_agencys_record_cannot_be_released_in_its_name(
    empty_database: Settings, connection: Connection
) -> None:
    asked = ("ownership", "release", "--item", ITEM, "--provider", OTHER_PROVIDER, *DECIDED)
    assert (
        run_govsync(
            *asked, home=empty_database.home, **empty_database.connection_environment(), given=NUMBER
        ).returncode
        == 2
    )
    assert releases(connection) == []
