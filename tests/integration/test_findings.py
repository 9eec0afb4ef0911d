"""`govsync finding` on real tables: evidence, decisions, and what becomes a breach."""

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import psycopg2
import pytest

from consumers.findings import CONFIRMED, Decision, decide
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from stream_processors.rules.timeliness import beijing_date
from tests.clock_tables import (
    CHANGED_ON,
    DUE_ON,
    LONG_AFTER,
    PROMPT_ITEM,
    PROMPT_PROVIDER,
    STATION,
    WORKING_DAYS_PROVIDER,
    find_late,
    insert,
    keep_in_history,
    own_database,
)
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

OFFICER = ("--officer", "supervision desk 2", "--reason", "late without cause")
HEARD = ("--statement", "our export job had stopped")


@pytest.fixture
def database(platform: Settings) -> Iterator[Settings]:
    with own_database(platform) as settings:
        yield settings


@pytest.fixture
def connection(database: Settings) -> Iterator[Connection]:
    with closing(connect(database, "govsync-test")) as connection:
        yield connection


def finding(database: Settings, *arguments: str, **environment: str) -> tuple[int, str, str]:
    done = run_govsync("finding", *arguments, home=database.home, **database.connection_environment(), **environment)
    return done.returncode, done.stdout, done.stderr


def breaches(connection: Connection) -> list[str]:
    with transaction(connection) as cursor:
        return [finding_id for (finding_id,) in rows(cursor, "SELECT finding_id FROM platform.breach")]


def test_a_late_finding_is_a_breach_only_once_an_officer_confirmed_it(
    database: Settings, connection: Connection
) -> None:
    finding_id = find_late(connection, 1)
    assert breaches(connection) == []
    code, said, _ = finding(database, "confirm", finding_id, *OFFICER, *HEARD, "--json")
    assert code == 0
    decided = json.loads(said)
    assert (decided["decision"], decided["limb"], decided["follows"]) == ("CONFIRMED", "43(3)", None)
    assert breaches(connection) == [finding_id]


def test_a_later_decision_takes_the_breach_away_and_the_earlier_one_stays_readable(
    database: Settings, connection: Connection
) -> None:
    finding_id = find_late(connection, 1)
    finding(database, "confirm", finding_id, *OFFICER, *HEARD)
    code, _, told = finding(
        database, "dismiss", finding_id, "--officer", "supervision desk 1", "--reason", "the date was mistyped"
    )
    assert (code, told) == (0, "")
    assert breaches(connection) == []
    _, said, _ = finding(database, "show", finding_id, "--json")
    first, second = json.loads(said)["decisions"]
    assert (first["decision"], first["statement"]) == ("CONFIRMED", "our export job had stopped")
    assert (second["decision"], second["follows"]) == ("DISMISSED", first["finding_decision_id"])


@pytest.mark.parametrize(
    "statement", ["UPDATE platform.finding_decision SET reason = 'x'", "DELETE FROM platform.finding_decision"]
)
def test_a_decision_cannot_be_rewritten(database: Settings, connection: Connection, statement: str) -> None:
    finding_id = find_late(connection, 1)
    finding(database, "confirm", finding_id, *OFFICER, *HEARD)
    with (
        pytest.raises(psycopg2.errors.RaiseException, match="is never rewritten"),
        transaction(connection) as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("differing", "options", "complaint"),
    [
        ({}, OFFICER, "has not been heard"),
        ({}, HEARD, "--officer is empty"),
        ({}, (*OFFICER, "--no-statement-by", "2199-01-01"), "has not passed"),
        ({"verdict": "PAST_TARGET"}, (*OFFICER, *HEARD), "no duty"),
        ({"verdict": "PENDING"}, (*OFFICER, *HEARD), "its due date is not certain"),
    ],
)
def test_what_cannot_be_confirmed_is_refused_and_leaves_no_row(
    database: Settings, connection: Connection, differing: dict[str, Any], options: tuple[str, ...], complaint: str
) -> None:
    finding_id = find_late(connection, 1, **differing)
    code, said, told = finding(database, "confirm", finding_id, *options)
    assert (code, said) == (2, "")
    assert complaint in told
    with transaction(connection) as cursor:
        assert rows(cursor, "SELECT count(*) FROM platform.finding_decision") == [(0,)]


def test_of_two_officers_who_decide_at_once_the_second_is_told(database: Settings, connection: Connection) -> None:
    finding_id = find_late(connection, 1)
    now = datetime(2026, 5, 4, 1, tzinfo=UTC)
    with closing(connect(database, "govsync-test-other")) as other, other.cursor() as cursor:
        cursor.execute(
            "INSERT INTO platform.finding_decision (finding_id, decision, officer, reason, decided_at) "
            "VALUES (%s, 'DISMISSED', 'supervision desk 1', 'the date was mistyped', %s)",
            (finding_id, now),
        )
        # What the second sees is the state before; the key makes it wait for the first, and then step back.
        decision = Decision(CONFIRMED, "supervision desk 2", "late without cause", "43(3)", "none to make")
        commits = _commit_when_waited_for(other, connection)
        with pytest.raises(Refusal, match="Somebody decided"):
            decide(database, finding_id, decision, now, beijing_date(now))
        commits.join()
    assert breaches(connection) == []


def _commit_when_waited_for(holder: Connection, watcher: Connection) -> threading.Thread:
    def commit() -> None:
        waited = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'govsync-finding' AND wait_event_type = 'Lock'"
        while True:
            with transaction(watcher) as cursor:
                if rows(cursor, waited) != [(0,)]:
                    break
        holder.commit()

    thread = threading.Thread(target=commit)
    thread.start()
    return thread


def test_the_evidence_holds_event_versions_numbers_and_every_counted_day(
    database: Settings, connection: Connection
) -> None:
    finding_id = find_late(connection, 7)
    keep_in_history(connection, 7, received_at=LONG_AFTER, materialised_at=LONG_AFTER.replace(second=2))
    insert(
        connection, "platform.access_log", agency="gz-tax", item="ot-air-quality", purpose="invented duty",
        access="subscribe", records=1, accessed_at=LONG_AFTER.replace(minute=1),
    )  # fmt: skip
    code, said, _ = finding(database, "show", finding_id[:20], "--json")
    assert code == 0
    shown = json.loads(said)
    assert shown["finding"]["finding_id"] == finding_id
    assert shown["finding"]["event_id"] == str(uuid.uuid5(uuid.NAMESPACE_OID, "7"))
    assert (shown["event"]["topic"], shown["event"]["partition"], shown["event"]["offset"]) == (
        "shared.ot-air-quality", 0, 7,
    )  # fmt: skip
    grounds = shown["grounds"]
    assert (grounds["clock"], grounds["article"], grounds["due"]["due_on"]) == ("D5", "19(3)", str(DUE_ON))
    assert grounds["parameters"]["other_information_working_days"]["value"] == 5
    assert [day["on"] for day in grounds["due"]["counted"] if day["working"]] == [
        "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09",
    ]  # fmt: skip
    assert {day["notice"] for day in grounds["due"]["counted"]} == {"国办发明电〔2025〕7号"}
    assert shown["delays"] == {
        "provider_working_days": 37,
        "platform_seconds": 2.0,
        "subscriber_seconds": {"gz-tax": 58.0},
    }


def test_a_finding_that_another_follows_is_shown_with_it_and_not_confirmed(
    database: Settings, connection: Connection
) -> None:
    first = find_late(connection, 1)
    later = find_late(connection, 1, verdict="ON_TIME", follows=first, reason="outage/2026-03-invented")
    _, said, _ = finding(database, "show", first, "--json")
    (other,) = json.loads(said)["others"]
    assert (other["finding_id"], other["follows"], other["reason"]) == (later, first, "outage/2026-03-invented")
    _, said, _ = finding(database, "list")
    assert "not decided; judged again since" in said
    code, _, told = finding(database, "confirm", first, *OFFICER, *HEARD)
    assert code == 2
    assert f"has been followed by {later}" in told


def test_declared_outages_stand_beside_the_date_of_the_rules(database: Settings, connection: Connection) -> None:
    insert(
        connection, "platform.intake_outage", id="2026-03-invented", item=None, started_at="2026-03-04T01:00:00Z",
        ended_at="2026-03-05T02:00:00Z", declared_by="gz-government-services-data", evidence="an invented incident report",
    )  # fmt: skip
    finding_id = find_late(connection, 1, due_on_adjusted=date(2026, 3, 11))
    _, said, _ = finding(database, "show", finding_id, "--json")
    grounds = json.loads(said)["grounds"]
    assert (grounds["due"]["due_on"], grounds["adjusted"]["due_on"]) == ("2026-03-09", "2026-03-11")
    assert "Without the days of declared intake outages" in grounds["explanation_en"]


def test_the_evidence_names_neither_number_nor_record(database: Settings, connection: Connection) -> None:
    finding_id = find_late(connection, 7)
    keep_in_history(connection, 7)
    for options in ((), ("--json",)):
        _, said, _ = finding(database, "show", finding_id, *options)
        assert STATION not in said
        assert str(CHANGED_ON) in said


def insert_alert(connection: Connection, alert_id: str) -> None:
    insert(
        connection, "platform.alert", alert_id=alert_id, provider=WORKING_DAYS_PROVIDER, item="ot-air-quality", kind="D5",
        source="LATE_EVENT", stage="late", due_on=DUE_ON, due_on_adjusted=DUE_ON, count=1, raised_at=LONG_AFTER,
        article="19(3)", explanation_en="invented", explanation_zh="虚构", rules_version="test-rules", refers_to=[],
    )  # fmt: skip


def test_findings_are_listed_with_how_they_stand(database: Settings, connection: Connection) -> None:
    confirmed = find_late(connection, 1)
    find_late(connection, 2)
    find_late(connection, 3, item=PROMPT_ITEM, provider=PROMPT_PROVIDER, verdict="PAST_TARGET")
    finding(database, "confirm", confirmed, *OFFICER, *HEARD)
    _, said, _ = finding(database, "list", "--json")
    assert json.loads(said)["total"] == 3
    _, said, _ = finding(database, "list", "--standing", "CONFIRMED", "--json")
    assert [found["finding_id"] for found in json.loads(said)["findings"]] == [confirmed]
    _, said, _ = finding(database, "list", "--agency", WORKING_DAYS_PROVIDER, "--limit", "1", "--json")
    assert (json.loads(said)["total"], len(json.loads(said)["findings"])) == (2, 1)
    insert_alert(connection, "invented-alert-1")
    told = find_late(connection, 4, alert_id="invented-alert-1")
    _, said, _ = finding(database, "list", "--alert", "invented-alert", "--json")
    assert [found["finding_id"] for found in json.loads(said)["findings"]] == [told]
    _, said, _ = finding(database, "list", GOVSYNC_LANG="zh")
    assert "认定违规" in said


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("show", "no-such-finding"), "No finding begins with"),
        (("show", ""), "begin"),
        (("list", "--agency", "nobody"), "no agency 'nobody'"),
        (("list", "--item", "nothing"), "no item 'nothing'"),
        (("list", "--verdict", "GUILTY"), "--verdict 'GUILTY' is unknown"),
        (("list", "--standing", "GUILTY"), "--standing 'GUILTY' is unknown"),
    ],
)
def test_what_is_not_known_is_refused(database: Settings, arguments: tuple[str, ...], complaint: str) -> None:
    code, said, told = finding(database, *arguments)
    assert (code, said) == (2, "")
    assert complaint in told
