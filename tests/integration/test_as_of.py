"""What was true on a day, as it was known at an instant, on the real PostgreSQL."""

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from consumers import as_of
from consumers.aliases import Identity
from consumers.as_of import Moment
from consumers.sink import Sink
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.identifiers import mask
from stream_processors.rules.parameters import Parameters
from tests.events import (
    CHANGED_ON,
    DIRECTORY,
    ITEM,
    OTHER_PROVIDER,
    SCHEMAS,
    arrive,
    make_after,
    make_event,
    make_pipeline,
    party,
    resident_number,
    shared_records,
)
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

PIPELINE = make_pipeline()
TABLE = "natural_person.household_registration"
OLD, NEW, THIRD = (resident_number(n) for n in (1, 2, 3))
JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


@dataclass
class Database:
    """PostgreSQL with empty tables and one materialiser."""

    settings: Settings
    connection: Connection
    sink: Sink
    offset: int = 0

    def receive(self, *events: Mapping[str, Any]) -> datetime:
        """Let events arrive in one batch; an instant at which all of them are known and nothing later is."""
        accepted, refused = shared_records(PIPELINE, [arrive(event) for event in events], self.offset)
        assert not refused
        self.offset += len(events)
        self.sink.write(self.sink.batch(accepted))
        with transaction(self.connection) as cursor:
            at: datetime = rows(cursor, "SELECT clock_timestamp()")[0][0]
        return at

    def names(self, *numbers: str, on: date | None = None, known_at: datetime | None = None) -> dict[str, Any]:
        """Number to the name of its record, None where that is deleted."""
        with transaction(self.connection) as cursor:
            identities = [Identity("RESIDENT_ID", number) for number in numbers]
            found = as_of.records(cursor, DIRECTORY.items[ITEM], identities, Moment(on, known_at))
        return {row["identity_number"]: None if row["deleted"] else row["name"] for row in found}

    def numbers_of(self, number: str, on: date | None = None, known_at: datetime | None = None) -> list[str]:
        """All numbers of the subject a number stands for, the present one first."""
        with transaction(self.connection) as cursor:
            found = as_of.subject(cursor, Identity("RESIDENT_ID", number), Moment(on, known_at))
        return [identity_number for _, identity_number in found.numbers]


@pytest.fixture
def database(empty_database: Settings) -> Iterator[Database]:
    with closing(connect(empty_database, "test")) as connection:
        with transaction(connection) as cursor:
            cursor.execute(
                f"TRUNCATE {TABLE}, {TABLE}_history, platform.sink_offset, platform.seq_high_water, platform.finding, "
                "platform.submission_outcome, platform.identity_link, platform.identity_alias, platform.access_log CASCADE"
            )
        sink = Sink(empty_database, "test", DIRECTORY, SCHEMAS, Parameters.load())
        sink.take_over([(f"shared.{ITEM}", 0)])
        yield Database(empty_database, connection, sink)
        sink.close()


def named(seq: int, name: str, **fields: Any) -> dict[str, Any]:
    return make_event(seq, **{"identity_number": OLD, "record_version": seq, **fields}, after=make_after(name=name))


def test_a_record_is_true_from_the_day_it_is_valid_else_from_the_day_it_changed(database: Database) -> None:
    database.receive(named(1, "甲", valid_from_on=JANUARY), named(2, "乙"))
    assert database.names(OLD, on=JANUARY - timedelta(days=1)) == {}
    assert database.names(OLD, on=CHANGED_ON - timedelta(days=1)) == {OLD: "甲"}
    assert database.names(OLD, on=CHANGED_ON) == {OLD: "乙"}
    assert database.names(OLD) == {OLD: "乙"}


def test_a_correction_of_the_past_holds_for_the_past_and_was_not_known_before(database: Database) -> None:
    before = database.receive(named(1, "甲", valid_from_on=JANUARY), named(2, "乙", valid_from_on=MARCH))
    database.receive(named(3, "丙", valid_from_on=FEBRUARY))
    assert database.names(OLD, on=FEBRUARY) == {OLD: "丙"}
    assert database.names(OLD, on=FEBRUARY, known_at=before) == {OLD: "甲"}
    assert database.names(OLD, known_at=before) == {OLD: "乙"}
    assert database.names(OLD, on=JANUARY) == {OLD: "甲"}


def test_a_deleted_record_was_there_before_its_deletion(database: Database) -> None:
    database.receive(named(1, "甲", valid_from_on=JANUARY))
    gone = {"operation": "DELETE", "reason": "x", "valid_from_on": MARCH}
    database.receive(named(2, "", **gone) | {"after": None})
    assert database.names(OLD, on=FEBRUARY) == {OLD: "甲"}
    assert database.names(OLD, on=MARCH) == {OLD: None}


def test_a_transferred_record_is_its_former_providers_until_then(database: Database) -> None:
    database.receive(named(5, "甲", valid_from_on=JANUARY))
    let_go = named(6, "", operation="DELETE", reason="TRANSFERRED", valid_from_on=FEBRUARY) | {"after": None}
    database.receive(let_go, named(1, "乙", provider=OTHER_PROVIDER, valid_from_on=FEBRUARY))
    assert database.names(OLD, on=JANUARY) == {OLD: "甲"}
    assert database.names(OLD, on=FEBRUARY) == {OLD: "乙"}


def test_a_subject_had_on_each_day_the_numbers_it_had_then(database: Database) -> None:
    first = database.receive(named(1, "甲", valid_from_on=JANUARY))
    rekeyed = {"operation": "REKEY", "identity_number": NEW, "valid_from_on": FEBRUARY}
    second = database.receive(named(2, "甲", related=[party("PREVIOUS", OLD)], **rekeyed))
    back = {"operation": "REKEY", "identity_number": OLD, "valid_from_on": MARCH}
    database.receive(named(3, "甲", related=[party("PREVIOUS", NEW)], **back))
    assert database.numbers_of(OLD, on=JANUARY) == [OLD]
    assert database.numbers_of(OLD, on=FEBRUARY) == [NEW, OLD]
    assert database.numbers_of(NEW, on=MARCH) == [NEW]
    assert database.numbers_of(OLD) == [OLD]
    assert database.numbers_of(OLD, known_at=second) == [NEW, OLD]
    assert database.numbers_of(OLD, known_at=first) == [OLD]


def test_the_other_party_is_the_one_named_on_that_day(database: Database) -> None:
    database.receive(named(1, "甲", valid_from_on=JANUARY, related=[party("OTHER_PARTY", NEW)]))
    database.receive(named(2, "乙", valid_from_on=MARCH, related=[party("OTHER_PARTY", THIRD)]))
    assert database.names(NEW, on=FEBRUARY) == {OLD: "甲"}
    assert database.names(NEW, on=MARCH) == {}
    assert database.names(THIRD, on=MARCH) == {OLD: "乙"}
    assert (database.names(NEW), database.names(THIRD)) == ({}, {OLD: "乙"})


@pytest.mark.parametrize("seed", range(4))
def test_every_day_and_instant_is_what_its_events_come_to(database: Database, seed: int) -> None:
    draw = random.Random(seed)
    numbers = [resident_number(n) for n in range(5)]
    versions = [(number, version) for number in numbers for version in range(1, 9)]
    draw.shuffle(versions)
    days = [JANUARY + timedelta(days=n) for n in range(8)]
    told: list[tuple[datetime, str, int, date]] = []
    at = []
    for start in range(0, len(versions), 7):
        batch = [
            make_event(
                start + n + 1,
                identity_number=number,
                record_version=version,
                valid_from_on=draw.choice(days),
                after=make_after(name=f"v{version}"),
            )
            for n, (number, version) in enumerate(versions[start : start + 7])
        ]
        known = database.receive(*batch)
        at.append(known)
        told += [(known, e["identity_number"], e["record_version"], e["valid_from_on"]) for e in batch]
    for known_at in [*at, None]:
        for on in [days[0] - timedelta(days=1), *days, None]:
            expected: dict[str, int] = {}
            for known, number, version, valid_from_on in told:
                if (known_at is None or known <= known_at) and (on is None or valid_from_on <= on):
                    expected[number] = max(version, expected.get(number, 0))
            found = database.names(*numbers, on=on, known_at=known_at)
            assert found == {number: f"v{version}" for number, version in expected.items()}


def test_history_is_read_by_an_index_alone(database: Database) -> None:
    # Tables are nearly empty here: what is asked is whether every part of the plan has an index to go by.
    with transaction(database.connection) as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plans: list[str] = []

        class Explaining:
            def execute(self, sql: str, parameters: Any = ()) -> None:
                plans.append(json.dumps(rows(cursor, f"EXPLAIN (FORMAT JSON) {sql}", parameters)))

            def fetchall(self) -> list[tuple[str, str]]:
                return [("RESIDENT_ID", OLD)] if len(plans) == 1 else []

        moment = Moment(MARCH, datetime(2026, 3, 2, tzinfo=UTC))
        as_of.records(Explaining(), DIRECTORY.items[ITEM], [Identity("RESIDENT_ID", OLD)], moment)  # type: ignore[arg-type]
    assert len(plans) == 2
    assert not any("Seq Scan" in plan for plan in plans)


def test_the_command_masks_and_notes_the_access(database: Database) -> None:
    database.receive(named(1, "甲乙", reason=f"see {NEW}"))
    asked = (
        "show",
        "--item",
        ITEM,
        "--type",
        "RESIDENT_ID",
        "--agency",
        "gz-health",
        "--purpose",
        "test",
        "--json",
        "-",
    )
    done = run_govsync(*asked, home=database.settings.home, **database.settings.connection_environment(), given=OLD)
    assert done.returncode == 0, done.stderr
    assert not any(hidden in done.stdout for hidden in (OLD, NEW, "甲乙", "1990-01-01"))
    (record,) = json.loads(done.stdout)["items"][ITEM]
    assert (record["identity_number"], record["name"], record["sex_code"]) == (mask("RESIDENT_ID", OLD), "**", "1")
    whole = run_govsync(
        *asked, "--unmasked", home=database.settings.home, **database.settings.connection_environment(), given=OLD
    )
    (record,) = json.loads(whole.stdout)["items"][ITEM]
    assert (record["identity_number"], record["name"], record["birth_on"]) == (OLD, "甲乙", "1990-01-01")
    with transaction(database.connection) as cursor:
        noted = rows(
            cursor, "SELECT agency, item, purpose, access, records FROM platform.access_log ORDER BY access_id"
        )
    assert noted == [("gz-health", ITEM, "test", "show-masked", 1), ("gz-health", ITEM, "test", "show", 1)]


def test_the_command_tells_of_a_subject_over_all_items_in_words(database: Database) -> None:
    database.receive(
        named(1, "甲"), named(2, "乙", operation="REKEY", identity_number=NEW, related=[party("PREVIOUS", OLD)])
    )
    asked = ("show", "--type", "RESIDENT_ID", "--agency", "gz-health", "--purpose", "test", "-")
    done = run_govsync(
        *asked, home=database.settings.home, **database.settings.connection_environment(), given=f"{OLD}\n{THIRD}\n"
    )
    assert done.returncode == 0, done.stderr
    assert f"RESIDENT_ID {mask('RESIDENT_ID', NEW)}" in done.stdout
    assert f"also RESIDENT_ID {mask('RESIDENT_ID', OLD)}" in done.stdout
    assert "Nothing is held." in done.stdout
    assert OLD not in done.stdout


@pytest.mark.parametrize(
    ("options", "given", "said"),
    [
        (("--item", ITEM, "--type", "USCC"), "91440101MA5XYW121W", "is not kept under USCC"),
        (("--type", "RESIDENT_ID", "--as-of", "soon"), OLD, "--as-of is no day"),
        (("--type", "RESIDENT_ID", "--known-at", "then"), OLD, "--known-at is no instant"),
        (("--type", "RESIDENT_ID"), "12", "Number 1 of standard input is none of its type"),
    ],
)
def test_what_cannot_be_shown_is_said_without_the_number(
    database: Database, options: tuple[str, ...], given: str, said: str
) -> None:
    asked = ("show", *options, "--agency", "gz-health", "--purpose", "test", "-")
    done = run_govsync(*asked, home=database.settings.home, **database.settings.connection_environment(), given=given)
    assert done.returncode == 2
    assert said in done.stderr
    assert given not in done.stderr
