"""What the roles of agencies can read on the real PostgreSQL, and what they cannot."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import psycopg2
import pytest

from infra import grants, reference, roles
from infra.postgres import Connection, Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal, Text
from schemas.directory import Directory, Sharing, SharingType
from tests.events import DIRECTORY
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

TODAY = date(2026, 3, 2)
AGENCY, OTHER_AGENCY = "gz-health", "gz-civil-affairs"
ITEM = "np-birth"
TABLE = "natural_person.birth"
PERSON, ENTITY = "natural_person.person", "legal_person.entity"


def shared_as(sharing_type: SharingType, mode: str = "MESSAGE_AND_TABLE") -> Directory:
    """The directory, with one item shared in another way."""
    item = DIRECTORY.items[ITEM]
    conditions = Text("by application", "须经申请")
    sharing = Sharing(type=sharing_type, mode=mode, bases=conditions, conditions=conditions)
    changed = item.model_copy(update={"versions": (item.versions[0].model_copy(update={"sharing": sharing}),)})
    return DIRECTORY.model_copy(update={"items": {**DIRECTORY.items, ITEM: changed}})


@pytest.fixture
def connection(platform: Settings) -> Iterator[Connection]:
    with closing(connect(platform, "test")) as connection:
        yield connection
        connection.rollback()
        with transaction(connection) as cursor:
            cursor.execute("DELETE FROM platform.sharing_grant")
            roles.apply(cursor, DIRECTORY, TODAY)


def apply(connection: Connection, directory: Directory, today: date = TODAY) -> roles.Plan:
    with transaction(connection) as cursor:
        return roles.apply(cursor, directory, today)


def grant(connection: Connection, projection: str, valid_to_on: date | None = None) -> None:
    with transaction(connection) as cursor:
        cursor.execute(
            "INSERT INTO platform.sharing_grant VALUES (%s, %s, %s, %s, %s, 'reply 1')",
            (AGENCY, ITEM, projection, TODAY, valid_to_on),
        )


def acting_as(cursor: Cursor, agency: str) -> None:
    cursor.execute(f'SET LOCAL ROLE "{roles.role_of(agency)}"')


def may_read(connection: Connection, agency: str, relation: str) -> bool:
    """Whether the agency's role really gets rows, or an empty result, of a table or view."""
    try:
        with transaction(connection) as cursor:
            acting_as(cursor, agency)
            cursor.execute(f"SELECT * FROM {relation} LIMIT 1")
    except psycopg2.errors.InsufficientPrivilege:
        return False
    return True


def test_after_the_platform_is_up_there_is_nothing_left_to_do(connection: Connection) -> None:
    with transaction(connection) as cursor:
        assert roles.plan(cursor, DIRECTORY, date.max).is_empty


def test_every_agency_reads_what_is_shared_without_conditions_and_the_subjects_over_all_items(
    connection: Connection,
) -> None:
    for relation in (TABLE, f"{TABLE}_masked", PERSON, ENTITY, "other.air_quality"):
        assert may_read(connection, AGENCY, relation)


@pytest.mark.parametrize(
    "relation",
    [f"{TABLE}_history", "platform.quarantine", "platform.identity_link", "platform.access_log", "platform.finding"],
)
def test_no_agency_reads_history_or_the_platforms_own_tables(connection: Connection, relation: str) -> None:
    assert not may_read(connection, AGENCY, relation)


@pytest.mark.parametrize(
    "statement",
    [
        f"DELETE FROM {TABLE}",
        f"UPDATE {TABLE} SET deleted = true",
        f"INSERT INTO {TABLE} SELECT * FROM {TABLE}",
        f"TRUNCATE {TABLE}",
        "CREATE TABLE natural_person.own (n integer)",
        "INSERT INTO platform.sharing_grant VALUES ('gz-health', 'np-birth', 'FULL', '2026-03-02', NULL, 'own')",
        "SET ROLE agency_gz_civil_affairs",
    ],
)
def test_an_agency_changes_nothing(connection: Connection, statement: str) -> None:
    with transaction(connection) as cursor:
        cursor.execute("SET LOCAL SESSION AUTHORIZATION agency_gz_health")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(statement)


def test_a_role_cannot_log_in(connection: Connection) -> None:
    with transaction(connection) as cursor:
        found = rows(cursor, r"SELECT DISTINCT rolcanlogin, rolsuper, rolcreaterole FROM pg_roles WHERE rolname LIKE 'agency\_%%'", ())  # fmt: skip
    assert found == [(False, False, False)]


def test_what_is_not_shared_is_read_by_no_agency_nor_through_the_subjects(connection: Connection) -> None:
    apply(connection, shared_as(SharingType.NONSHAREABLE))
    for relation in (TABLE, f"{TABLE}_masked", PERSON):
        assert not may_read(connection, AGENCY, relation)
    assert may_read(connection, AGENCY, ENTITY)
    assert may_read(connection, AGENCY, "natural_person.death")


def test_what_is_shared_as_messages_alone_has_no_readable_table(connection: Connection) -> None:
    apply(connection, shared_as(SharingType.UNCONDITIONED, mode="MESSAGE"))
    assert not may_read(connection, AGENCY, TABLE)


def test_what_is_shared_under_conditions_is_read_by_whoever_was_granted_it_and_no_other(
    connection: Connection,
) -> None:
    grant(connection, "FULL")
    apply(connection, shared_as(SharingType.CONDITIONED))
    assert may_read(connection, AGENCY, TABLE)
    assert may_read(connection, AGENCY, PERSON)
    assert not may_read(connection, OTHER_AGENCY, TABLE)
    assert not may_read(connection, OTHER_AGENCY, f"{TABLE}_masked")
    assert not may_read(connection, OTHER_AGENCY, PERSON)


def test_who_was_granted_a_part_reads_the_masked_view_alone(connection: Connection) -> None:
    grant(connection, "MASKED")
    apply(connection, shared_as(SharingType.CONDITIONED))
    assert may_read(connection, AGENCY, f"{TABLE}_masked")
    assert not may_read(connection, AGENCY, TABLE)
    assert not may_read(connection, AGENCY, PERSON)


def test_a_grant_that_has_ended_is_taken_back(connection: Connection) -> None:
    grant(connection, "FULL", valid_to_on=TODAY)
    apply(connection, shared_as(SharingType.CONDITIONED))
    assert may_read(connection, AGENCY, TABLE)
    done = apply(connection, shared_as(SharingType.CONDITIONED), TODAY + timedelta(days=1))
    assert not may_read(connection, AGENCY, TABLE)
    assert roles.Grant("agency_gz_health", "SELECT", TABLE) in done.revoke


def test_what_somebody_granted_by_hand_is_planned_to_be_taken_back(connection: Connection) -> None:
    with transaction(connection) as cursor:
        cursor.execute(f"GRANT DELETE ON {TABLE} TO agency_gz_health")
        cursor.execute("GRANT SELECT ON platform.quarantine TO agency_gz_health")
        assert set(roles.plan(cursor, DIRECTORY, TODAY).revoke) == {
            roles.Grant("agency_gz_health", "DELETE", TABLE),
            roles.Grant("agency_gz_health", "SELECT", "platform.quarantine"),
        }
        roles.apply(cursor, DIRECTORY, TODAY)
        assert roles.plan(cursor, DIRECTORY, TODAY).is_empty


def test_the_command_names_what_is_to_be_done_does_it_and_is_then_content(
    platform: Settings, connection: Connection
) -> None:
    with transaction(connection) as cursor:
        cursor.execute(f"GRANT INSERT ON {TABLE} TO agency_gz_health")
        cursor.execute("REVOKE SELECT ON other.air_quality FROM agency_gz_civil_affairs")
    planned = run_govsync("roles", "plan", "--json", home=platform.home)
    assert planned.returncode == 1
    assert json.loads(planned.stdout) == {
        "create": [],
        "grant": [{"role": "agency_gz_civil_affairs", "privilege": "SELECT", "on": "other.air_quality"}],
        "revoke": [{"role": "agency_gz_health", "privilege": "INSERT", "on": TABLE}],
    }
    applied = run_govsync("roles", "apply", home=platform.home)
    assert applied.returncode == 0
    assert "1 privileges to grant, 1 to revoke" in applied.stderr
    assert run_govsync("roles", "plan", home=platform.home).returncode == 0


def given(valid_from_on: date, valid_to_on: date | None = None, projection: str = "FULL") -> grants.SharingGrant:
    return grants.SharingGrant(AGENCY, ITEM, projection, valid_from_on, valid_to_on, "reply 1")


def test_a_grant_opens_the_item_is_noted_and_its_end_closes_it(connection: Connection) -> None:
    conditioned, tomorrow = shared_as(SharingType.CONDITIONED), TODAY + timedelta(days=1)
    with transaction(connection) as cursor:
        assert grants.give(cursor, conditioned, given(TODAY), "desk 1")
        assert not grants.give(cursor, conditioned, given(TODAY), "desk 1")
    apply(connection, conditioned)
    assert may_read(connection, AGENCY, TABLE)
    with transaction(connection) as cursor:
        assert grants.end(cursor, AGENCY, ITEM, tomorrow, today=TODAY, officer="desk 2", decision="misuse 4") == 1
        assert grants.grants(cursor) == [given(TODAY, TODAY)]
        noted = reference.changes(cursor, "grant")[-2:]
    assert [(c["officer"], c["reason"], c["after"]["valid_to_on"]) for c in noted] == [
        ("desk 1", "reply 1", None),
        ("desk 2", "misuse 4", "2026-03-02"),
    ]
    apply(connection, conditioned, tomorrow)
    assert not may_read(connection, AGENCY, TABLE)


def test_a_grant_ended_on_its_first_day_never_was_and_its_note_stays(connection: Connection) -> None:
    with transaction(connection) as cursor:
        grants.give(cursor, shared_as(SharingType.CONDITIONED), given(TODAY), "desk 1")
        grants.end(cursor, AGENCY, ITEM, TODAY, today=TODAY, officer="desk 2", decision="misuse 4")
        assert grants.grants(cursor) == []
        last = reference.changes(cursor, "grant")[-1]
    assert (last["officer"], last["before"]["decision"], last["after"]) == ("desk 2", "reply 1", None)


@pytest.mark.parametrize(
    ("sharing", "granted", "officer", "said"),
    [
        (SharingType.UNCONDITIONED, given(TODAY), "desk 1", "without conditions"),
        (SharingType.NONSHAREABLE, given(TODAY), "desk 1", "is not shared"),
        (SharingType.CONDITIONED, given(TODAY, TODAY - timedelta(days=1)), "desk 1", "before the first"),
        (SharingType.CONDITIONED, given(TODAY)._replace(agency="nobody"), "desk 1", "no agency"),
        (SharingType.CONDITIONED, given(TODAY), " ", "neither may be empty"),
        (SharingType.CONDITIONED, given(TODAY + timedelta(days=3), projection="MASKED"), "desk 1", "another grant"),
    ],
)
def test_a_grant_that_cannot_be_is_refused(
    connection: Connection, sharing: SharingType, granted: grants.SharingGrant, officer: str, said: str
) -> None:
    with transaction(connection) as cursor:
        grants.give(cursor, shared_as(SharingType.CONDITIONED), given(TODAY + timedelta(days=2)), "desk 1")
        with pytest.raises(Refusal, match=said):
            grants.give(cursor, shared_as(sharing), granted, officer)


def test_nothing_is_revoked_for_days_that_have_passed_or_where_nothing_was_granted(connection: Connection) -> None:
    def end(on: date) -> None:
        with transaction(connection) as cursor:
            grants.end(cursor, AGENCY, ITEM, on, today=TODAY, officer="desk 2", decision="misuse 4")

    with pytest.raises(Refusal, match="has passed"):
        end(TODAY - timedelta(days=1))
    with pytest.raises(Refusal, match="no grant"):
        end(TODAY)


def test_the_commands_list_grants_and_end_them(platform: Settings, connection: Connection) -> None:
    grant(connection, "FULL")
    asked = ("--agency", AGENCY, "--item", ITEM, "--officer", "desk 1", "--decision", "misuse 4")
    listed = run_govsync("roles", "grants", "--json", home=platform.home)
    assert json.loads(listed.stdout)["grants"] == [
        {
            "agency": AGENCY, "item": ITEM, "projection": "FULL", "valid_from_on": str(TODAY), "valid_to_on": None,
            "decision": "reply 1",
        }
    ]  # fmt: skip
    refused = run_govsync("roles", "grant", *asked, home=platform.home)
    assert refused.returncode == 2
    assert "needs no grant" in refused.stderr
    later = run_govsync("roles", "revoke", *asked, "--from", "2099-01-01", home=platform.home)
    assert later.returncode == 0, later.stderr
    assert "takes effect with the first `govsync roles apply` from 2099-01-01 on" in later.stderr
    with transaction(connection) as cursor:
        assert grants.grants(cursor) == [given(TODAY, date(2098, 12, 31))]
    told = run_govsync("roles", "grants", "--changes", home=platform.home).stdout
    assert "desk 1" in told
    assert "misuse 4" in told


def test_a_grant_of_the_whole_item_opens_it_on_its_days_and_a_masked_one_does_not(empty_database: Settings) -> None:
    with closing(connect(empty_database, "test")) as connection, transaction(connection) as cursor:
        for agency, projection in (("gz-health", "FULL"), ("gz-civil-affairs", "MASKED")):
            cursor.execute(
                "INSERT INTO platform.sharing_grant VALUES (%s, 'np-birth', %s, '2026-03-02', '2026-03-31', 'reply 1')",
                (agency, projection),
            )
    asked = [
        roles.has_whole(empty_database, agency, item, date(2026, month, 2))
        for agency, item, month in (
            ("gz-health", "np-birth", 3), ("gz-health", "np-birth", 4), ("gz-health", "np-death", 3), ("gz-civil-affairs", "np-birth", 3),
        )
    ]  # fmt: skip
    assert asked == [True, False, False, False]
