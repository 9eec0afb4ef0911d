"""Numbers that change: what the tables come to, on the real PostgreSQL."""

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from consumers import fold, identity
from consumers.sink import Sink
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.consumed import Consumed
from stream_processors.rules.parameters import Parameters
from tests.events import (
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

pytestmark = pytest.mark.platform

PIPELINE = make_pipeline()
SHARED = f"shared.{ITEM}"
TABLE = "natural_person.household_registration"
PARTITIONS = 4
MARCH = [date(2026, 3, day) for day in range(1, 29)]

Event = Mapping[str, Any]


@dataclass
class Database:
    """PostgreSQL with empty tables, and two materialisers that share the item's partitions."""

    settings: Settings
    connection: Connection
    offsets: list[int] = field(default_factory=lambda: [0] * PARTITIONS)

    def __post_init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.offsets = [0] * PARTITIONS
        with transaction(self.connection) as cursor:
            cursor.execute(
                f"TRUNCATE {TABLE}, {TABLE}_history, platform.quarantine, platform.finding, platform.submission_outcome, "
                "platform.seq_high_water, platform.sink_offset, platform.obligation, platform.obligation_stage, "
                "platform.alert, platform.alert_outbox, platform.identity_link, platform.identity_alias CASCADE"
            )
        self.sinks = [Sink(self.settings, f"test-{n}", DIRECTORY, SCHEMAS, Parameters.load()) for n in range(2)]
        for n, sink in enumerate(self.sinks):
            sink.take_over([(SHARED, p) for p in range(PARTITIONS) if p % 2 == n])

    def close(self) -> None:
        for sink in self.sinks:
            sink.close()

    def receive(self, *events: Event) -> None:
        """Let events arrive in one batch per materialiser, each on the partition of its number."""
        arrived: list[list[Consumed]] = [[], []]
        for event in events:
            partition = int(event["identity_number"][:17]) % PARTITIONS
            accepted, refused = shared_records(PIPELINE, [arrive(event)], self.offsets[partition])
            assert not refused
            self.offsets[partition] += 1
            arrived[partition % 2] += [record._replace(partition=partition) for record in accepted]
        for sink, records in zip(self.sinks, arrived, strict=True):
            sink.write(sink.batch(records))

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        with transaction(self.connection) as cursor:
            return rows(cursor, statement)

    def aliases(self) -> list[tuple[Any, ...]]:
        """Number, subject's number, first day, end."""
        return self.sql(
            "SELECT identity_number, subject_number, valid_from_on, valid_to_on FROM platform.identity_alias ORDER BY 1, 3"
        )

    def differing(self) -> list[Any]:
        """Whatever a recomputation from history finds different."""
        with transaction(self.connection) as cursor:
            about_numbers = [check for check, count in identity.deviations(cursor, DIRECTORY).items() if count]
            return [*fold.deviations(cursor, DIRECTORY.items[ITEM]), *about_numbers]

    def state(self) -> list[list[tuple[Any, ...]]]:
        """What does not depend on where an event lay."""
        return [
            self.sql(f"SELECT identity_number, record_version, deleted, reason, name FROM {TABLE} ORDER BY 1"),
            self.aliases(),
            self.sql(
                "SELECT provider, seq, position, relation, identity_number, succeeded_by_number, valid_from_on "
                "FROM platform.identity_link ORDER BY 1, 2, 3"
            ),
            self.sql("SELECT sum(applied + superseded), sum(quarantined) FROM platform.submission_outcome"),
        ]


@pytest.fixture
def database(empty_database: Settings) -> Iterator[Database]:
    with closing(connect(empty_database, "test")) as connection:
        opened = Database(empty_database, connection)
        yield opened
        opened.close()


def rekeyed(seq: int, old: str, new: str, version: int = 1, **fields: Any) -> dict[str, Any]:
    """The first step: the record under its new number, which names the old one."""
    given = {
        "operation": "REKEY",
        "identity_number": new,
        "record_version": version,
        "related": [party("PREVIOUS", old)],
    }
    return make_event(seq, **{**given, **fields})


def let_go(seq: int, old: str, version: int) -> dict[str, Any]:
    """The second step: the old number's record is deleted."""
    fields = {"identity_number": old, "record_version": version, "reason": "REKEYED"}
    return make_event(seq, operation="DELETE", after=None, **fields)


OLD, NEW, THIRD = (resident_number(n) for n in (1, 2, 3))


def test_a_change_of_number_in_two_steps_leaves_no_moment_without_the_record(database: Database) -> None:
    database.receive(make_event(1, identity_number=OLD))
    database.receive(rekeyed(2, OLD, NEW, valid_from_on=MARCH[0]))
    live = f"SELECT identity_number FROM {TABLE} WHERE NOT deleted ORDER BY 1"
    assert database.sql(live) == [(OLD,), (NEW,)]
    database.receive(let_go(3, OLD, 2))
    assert database.sql(live) == [(NEW,)]
    assert database.sql(f"SELECT record_version, reason FROM {TABLE} WHERE deleted") == [(2, "REKEYED")]
    assert database.aliases() == [(OLD, NEW, MARCH[0], None)]
    assert database.differing() == []


def test_the_day_of_the_change_counts_where_no_day_of_validity_is_given(database: Database) -> None:
    database.receive(rekeyed(1, OLD, NEW))
    assert database.aliases() == [(OLD, NEW, MARCH[1], None)]


def test_a_change_back_revives_the_old_record_and_history_keeps_all(database: Database) -> None:
    database.receive(make_event(1, identity_number=OLD), rekeyed(2, OLD, NEW, valid_from_on=MARCH[0]))
    database.receive(let_go(3, OLD, 2))
    back = rekeyed(4, NEW, OLD, 3, valid_from_on=MARCH[1], after=make_after(name="again"))
    database.receive(back, let_go(5, NEW, 2))
    assert database.sql(f"SELECT identity_number, record_version, name FROM {TABLE} WHERE NOT deleted") == [
        (OLD, 3, "again")
    ]
    assert database.aliases() == [(OLD, NEW, MARCH[0], MARCH[1])]
    assert database.sql(f"SELECT count(*) FROM {TABLE}_history") == [(5,)]
    assert database.differing() == []


def test_a_merging_and_its_undoing_are_recorded_the_same_way(database: Database) -> None:
    database.receive(make_event(1, identity_number=OLD), make_event(2, identity_number=NEW))
    merged = {"operation": "MERGE", "identity_number": NEW, "related": [party("MERGED_FROM", OLD)]}
    database.receive(make_event(3, record_version=2, valid_from_on=MARCH[0], **merged))
    assert database.aliases() == [(OLD, NEW, MARCH[0], None)]
    split = {"operation": "SPLIT", "identity_number": NEW, "related": [party("SPLIT_TO", OLD)]}
    database.receive(make_event(4, record_version=3, valid_from_on=MARCH[1], **split))
    assert database.aliases() == [(OLD, NEW, MARCH[0], MARCH[1])]
    assert database.sql(
        "SELECT relation, identity_number, succeeded_by_number FROM platform.identity_link ORDER BY seq"
    ) == [
        ("MERGE", OLD, NEW),
        ("SPLIT", NEW, OLD),
    ]
    assert database.differing() == []


def test_a_successor_is_linked_and_stays_another_subject(database: Database) -> None:
    database.receive(make_event(1, identity_number=OLD))
    database.receive(make_event(2, identity_number=NEW, related=[party("PREVIOUS", OLD), party("OTHER_PARTY", THIRD)]))
    assert database.sql("SELECT relation, identity_number, succeeded_by_number FROM platform.identity_link") == [
        ("SUCCESSION", OLD, NEW)
    ]
    assert database.aliases() == []
    assert database.differing() == []


def test_a_change_that_was_overtaken_before_it_arrived_is_kept_all_the_same(database: Database) -> None:
    database.receive(make_event(2, identity_number=NEW, record_version=2))
    database.receive(rekeyed(1, OLD, NEW))
    assert database.aliases() == [(OLD, NEW, MARCH[1], None)]
    assert database.sql(f"SELECT record_version FROM {TABLE}") == [(2,)]


def test_a_change_that_contradicts_its_version_says_nothing_about_numbers(database: Database) -> None:
    database.receive(make_event(1, identity_number=NEW))
    database.receive(rekeyed(2, OLD, NEW))
    assert database.sql("SELECT findings -> 0 ->> 'rule' FROM platform.quarantine") == [("VERSION-CONFLICT",)]
    assert database.sql("SELECT * FROM platform.identity_link") == []
    assert database.differing() == []


def test_a_change_onto_another_providers_record_is_held(database: Database) -> None:
    database.receive(make_event(1, identity_number=NEW, provider=OTHER_PROVIDER))
    database.receive(rekeyed(1, OLD, NEW, 9))
    assert database.sql("SELECT findings -> 0 ->> 'rule' FROM platform.quarantine") == [("OWN-RECORD",)]
    assert database.aliases() == []


def test_a_change_sent_again_is_a_repeat(database: Database) -> None:
    database.receive(rekeyed(1, OLD, NEW))
    database.receive(rekeyed(1, OLD, NEW))
    assert database.sql("SELECT count(*) FROM platform.identity_link") == [(1,)]
    assert database.sql("SELECT sum(applied), sum(repeat) FROM platform.submission_outcome") == [(1, 1)]


def test_a_chain_that_arrives_backwards_leads_to_the_present_number(database: Database) -> None:
    database.receive(rekeyed(2, NEW, THIRD, valid_from_on=MARCH[1]))
    database.receive(rekeyed(1, OLD, NEW, valid_from_on=MARCH[0]))
    assert database.aliases() == [
        (OLD, NEW, MARCH[0], MARCH[1]),
        (OLD, THIRD, MARCH[1], None),
        (NEW, THIRD, MARCH[1], None),
    ]
    assert database.differing() == []


def test_an_alias_changed_by_hand_is_found(database: Database) -> None:
    database.receive(rekeyed(1, OLD, NEW))
    with transaction(database.connection) as cursor:
        cursor.execute("UPDATE platform.identity_alias SET subject_number = %s", (THIRD,))
    assert database.differing() == ["identity-alias"]
    with transaction(database.connection) as cursor:
        cursor.execute("DELETE FROM platform.identity_link")
    assert database.differing() == ["identity-link", "identity-alias"]
    with transaction(database.connection) as cursor:
        assert identity.rebuild(cursor, DIRECTORY.items[ITEM], dry_run=True) == 3
        assert identity.rebuild(cursor, DIRECTORY.items[ITEM], dry_run=False) == 3
    assert database.differing() == []
    assert database.aliases() == [(OLD, NEW, MARCH[1], None)]


def test_what_is_said_of_a_successor_leaves_the_aliases_of_the_other_subject_alone(database: Database) -> None:
    fourth = resident_number(4)
    database.receive(rekeyed(1, OLD, NEW))
    database.receive(make_event(2, identity_number=THIRD, related=[party("PREVIOUS", NEW)]))
    database.receive(rekeyed(3, THIRD, fourth))
    assert database.aliases() == [(OLD, NEW, MARCH[1], None), (THIRD, fourth, MARCH[1], None)]
    assert database.differing() == []


def _story(draw: random.Random) -> list[dict[str, Any]]:
    """What one provider did with a few numbers, in its own order: seqs and versions as it counts them."""
    numbers = [resident_number(n) for n in range(6)]
    versions = dict.fromkeys(numbers, 0)
    events: list[dict[str, Any]] = []

    def add(number: str, **fields: Any) -> None:
        versions[number] += 1
        seq = len(events) + 1
        fields = {"after": make_after(name=f"v{seq}"), "valid_from_on": draw.choice(MARCH[:2]), **fields}
        events.append(make_event(seq, identity_number=number, record_version=versions[number], **fields))

    for _ in range(25):
        number, other = draw.sample(numbers, 2)
        match draw.randrange(6):
            case 0:
                add(number)
            case 5:
                add(number, related=[party("PREVIOUS", other)])
            case 1 | 2:
                add(number, operation="REKEY", related=[party("PREVIOUS", other)])
                add(other, operation="DELETE", after=None, reason="REKEYED")
            case 3:
                add(number, operation="MERGE", related=[party("MERGED_FROM", other)])
            case 4:
                add(number, operation="SPLIT", related=[party("SPLIT_TO", other)])
    return events


def _interleaved(events: Sequence[Event], draw: random.Random) -> list[Event]:
    """The same events in an order in which they may be read: each partition keeps its own."""
    queues: dict[int, list[Event]] = {}
    for event in events:
        queues.setdefault(int(event["identity_number"][:17]) % PARTITIONS, []).append(event)
    found: list[Event] = []
    while queues:
        partition = draw.choice(sorted(queues))
        found.append(queues[partition].pop(0))
        if not queues[partition]:
            del queues[partition]
    return found


@pytest.mark.parametrize("seed", range(6))
def test_any_interleaving_of_partitions_and_any_batching_come_to_the_same(database: Database, seed: int) -> None:
    draw = random.Random(seed)
    events = _story(draw)
    states = []
    for _ in range(3):
        order = _interleaved(events, draw)
        while order:
            size = draw.randint(1, 12)
            database.receive(*order[:size])
            order = order[size:]
        assert database.differing() == []
        states.append(database.state())
        database.close()
        database.clear()
    assert states[0] == states[1] == states[2]
    assert states[0][1]
