"""The basic databases as those who query them see them, on the real PostgreSQL."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consumers.sink import Sink
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.identifiers import mask
from stream_processors.rules.parameters import Parameters
from tests.events import (
    DIRECTORY,
    ITEM,
    SCHEMAS,
    arrive,
    make_event,
    make_pipeline,
    party,
    resident_number,
    shared_records,
)

pytestmark = pytest.mark.platform

TABLE = "natural_person.household_registration"
OLD, NEW, THIRD = (resident_number(n) for n in (1, 2, 3))


@pytest.fixture
def connection(empty_database: Settings) -> Iterator[Connection]:
    with closing(connect(empty_database, "test")) as connection:
        with transaction(connection) as cursor:
            cursor.execute(
                f"TRUNCATE {TABLE}, {TABLE}_history, platform.sink_offset, platform.seq_high_water, "
                "platform.submission_outcome, platform.identity_link, platform.identity_alias"
            )
        yield connection


def receive(database: Settings, *events: Mapping[str, Any]) -> None:
    sink = Sink(database, "test", DIRECTORY, SCHEMAS, Parameters.load())
    sink.take_over([(f"shared.{ITEM}", 0)])
    accepted, refused = shared_records(make_pipeline(), [arrive(event) for event in events], 0)
    assert not refused
    sink.write(sink.batch(accepted))
    sink.close()


def query(connection: Connection, sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    with transaction(connection) as cursor:
        return rows(cursor, sql, parameters)


def person(connection: Connection, number: str) -> Any:
    sql = (
        "SELECT other_numbers, succeeded_by, household_registration FROM natural_person.person "
        "WHERE identity_type = 'RESIDENT_ID' AND identity_number = %s"
    )
    found = query(connection, sql, (number,))
    return found[0] if found else None


def test_every_column_people_query_is_described_in_english_and_chinese(connection: Connection) -> None:
    databases = "('natural_person', 'legal_person', 'natural_resource', 'licence', 'other')"
    described = query(
        connection,
        "SELECT c.oid::regclass::text, a.attname, col_description(c.oid, a.attnum) FROM pg_class c "
        "JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attnum > 0 AND NOT a.attisdropped "
        f"AND c.relkind IN ('r', 'v') AND c.relnamespace::regnamespace::text IN {databases}",
    )
    assert [(table, column) for table, column, text in described if " / " not in (text or "")] == []
    assert len(described) > 1000


def test_a_subject_has_one_row_under_its_present_number_with_the_records_of_all_its_numbers(
    empty_database: Settings, connection: Connection
) -> None:
    receive(
        empty_database,
        make_event(1, identity_number=OLD),
        make_event(2, identity_number=NEW, operation="REKEY", related=[party("PREVIOUS", OLD)]),
    )
    assert person(connection, OLD) is None
    other_numbers, succeeded_by, records = person(connection, NEW)
    assert other_numbers == [{"identity_type": "RESIDENT_ID", "identity_number": OLD, "valid_from_on": "2026-03-02"}]
    assert succeeded_by is None
    assert [record["identity_number"] for record in records] == [OLD, NEW]
    assert query(connection, "SELECT count(*) FROM natural_person.person") == [(1,)]


def test_a_deleted_record_is_not_shown_and_a_successor_is_another_row(
    empty_database: Settings, connection: Connection
) -> None:
    receive(
        empty_database,
        make_event(1, identity_number=OLD),
        make_event(2, identity_number=NEW, related=[party("PREVIOUS", OLD)]),
        make_event(3, identity_number=THIRD),
        make_event(4, identity_number=THIRD, operation="DELETE", record_version=2, reason="x", after=None),
    )
    assert person(connection, OLD)[1] == [
        {"identity_type": "RESIDENT_ID", "identity_number": NEW, "valid_from_on": "2026-03-02"}
    ]
    assert person(connection, NEW)[:2] == (None, None)
    assert person(connection, THIRD) is None


def test_a_fact_of_two_parties_is_shown_for_both(empty_database: Settings, connection: Connection) -> None:
    receive(
        empty_database,
        make_event(1, identity_number=OLD, related=[party("OTHER_PARTY", NEW)]),
        make_event(2, identity_number=NEW),
    )
    assert [record["identity_number"] for record in person(connection, OLD)[2]] == [OLD]
    assert [record["identity_number"] for record in person(connection, NEW)[2]] == [OLD, NEW]


def test_a_masked_view_shows_no_number_and_nothing_sensitive(empty_database: Settings, connection: Connection) -> None:
    receive(empty_database, make_event(1, identity_number=OLD))
    (row,) = query(connection, f"SELECT row_to_json(m) FROM {TABLE}_masked m")
    shown = row[0]
    assert shown["identity_number"] == mask("RESIDENT_ID", OLD)
    assert shown["name"] == "**"
    assert shown["birth_on"] == "**********"
    assert shown["sex_code"] == "1"
    assert "reason" not in shown
    assert "related" not in shown


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["RESIDENT_ID", "AGENCY", "OBJECT", "NONE"]),
    st.one_of(
        st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=50),
        st.from_regex("[a-zA-Z0-9-]{1,45}", fullmatch=True),
    ),
)
def test_the_database_masks_as_the_commands_do(connection: Connection, kind: str, value: str) -> None:
    assert query(connection, "SELECT platform.mask_identity(%s, %s)", (kind, value)) == [(mask(kind, value),)]


@pytest.mark.parametrize("view", ["natural_person.person", "legal_person.entity"])
def test_one_subject_is_found_by_indexes_alone(connection: Connection, view: str) -> None:
    with transaction(connection) as cursor:
        # Tables are empty here: what is asked is whether every part of the plan has an index to go by.
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = rows(
            cursor,
            f"EXPLAIN (FORMAT JSON) SELECT * FROM {view} WHERE identity_type = %s AND identity_number = %s",
            ("USCC", "91440101MA5XYW121W"),
        )
    assert "Seq Scan" not in json.dumps(plan[0][0])
    assert "Index" in json.dumps(plan[0][0])
