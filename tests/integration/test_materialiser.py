"""What the materialiser makes of shared events, on the real PostgreSQL."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from consumers import fold, ownership
from consumers.aliases import Identity
from consumers.sink import Fenced, Sink
from infra.postgres import Connection, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.consumed import Consumed
from stream_processors.pipeline import Inbound
from stream_processors.rules.parameters import Parameters
from tests.events import (
    DIRECTORY,
    ITEM,
    OTHER_PROVIDER,
    PROVIDER,
    RECEIVED_AT,
    SCHEMAS,
    arrive,
    make_after,
    make_event,
    make_pipeline,
    resident_number,
    shared_records,
)

pytestmark = pytest.mark.platform

PIPELINE = make_pipeline()
SHARED = f"shared.{ITEM}"
TABLES = "natural_person.household_registration"
PARTITIONS = [(SHARED, 0), ("platform.quarantine", 0)]


@dataclass
class Database:
    """PostgreSQL with empty tables and a materialiser that owns partition 0."""

    settings: Settings
    connection: Connection
    sink: Sink
    offset: int = 0
    told: list[Consumed] = field(default_factory=list)

    def receive(self, *events: Mapping[str, Any]) -> None:
        """Let events arrive in one batch."""
        self.arrive([arrive(event, n) for n, event in enumerate(events)])

    def arrive(self, arrivals: Sequence[Inbound]) -> None:
        accepted, refused = shared_records(PIPELINE, list(arrivals), self.offset)
        self.offset += len(arrivals)
        self.told = [*accepted, *refused]
        self.sink.write(self.sink.batch(self.told))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with transaction(self.connection) as cursor:
            return rows(cursor, sql)

    def outcomes(self) -> dict[str, int]:
        names = ("applied", "superseded", "repeat", "quarantined", "attested")
        sums = ", ".join(f"coalesce(sum({name}), 0)" for name in names)
        (found,) = self.rows(f"SELECT {sums} FROM platform.submission_outcome")
        return {name: count for name, count in zip(names, found, strict=True) if count}

    def held_for(self) -> Counter[str]:
        return Counter(
            rule for (rule,) in self.rows("SELECT jsonb_array_elements(findings)->>'rule' FROM platform.quarantine")
        )

    def current(self) -> list[tuple[Any, ...]]:
        return self.rows(f"SELECT identity_number, record_version, provider, deleted, name FROM {TABLES} ORDER BY 1")


def _sink(settings: Settings, name: str) -> Sink:
    sink = Sink(settings, name, DIRECTORY, SCHEMAS, Parameters.load())
    sink.take_over(PARTITIONS)
    return sink


@pytest.fixture
def database(empty_database: Settings) -> Iterator[Database]:
    connection = connect(empty_database, "test")
    with transaction(connection) as cursor:
        cursor.execute(
            f"TRUNCATE {TABLES}, {TABLES}_history, platform.quarantine, platform.finding, platform.submission_outcome, "
            "platform.seq_high_water, platform.sink_offset, platform.obligation, platform.obligation_stage, "
            "platform.alert, platform.alert_outbox CASCADE"
        )
    sink = _sink(empty_database, "test-0")
    yield Database(empty_database, connection, sink)
    sink.close()
    connection.close()


def test_an_event_is_in_current_and_in_history(database: Database) -> None:
    database.receive(make_event(1))
    assert database.current() == [(resident_number(1), 1, PROVIDER, False, "测试")]
    assert database.rows(f"SELECT provider, seq, operation FROM {TABLES}_history") == [(PROVIDER, 1, "CREATE")]
    assert database.outcomes() == {"applied": 1}


def test_an_event_sent_again_is_a_repeat_in_the_same_batch_and_in_a_later_one(database: Database) -> None:
    database.receive(make_event(1), make_event(2), make_event(1))
    database.receive(make_event(2), make_event(3))
    assert database.outcomes() == {"applied": 3, "repeat": 2}


def test_the_larger_version_wins_whenever_it_arrives(database: Database) -> None:
    number = resident_number(7)
    versions = [3, 1, 5, 4]
    events = [
        make_event(n + 1, identity_number=number, record_version=v, after=make_after(name=f"v{v}"))
        for n, v in enumerate(versions)
    ]
    database.receive(*events[:2])
    database.receive(*events[2:])
    assert database.current() == [(number, 5, PROVIDER, False, "v5")]
    assert database.outcomes() == {"applied": 2, "superseded": 2}


def test_the_same_version_with_other_content_is_held_and_the_first_one_stands(database: Database) -> None:
    number = resident_number(7)
    first = make_event(1, identity_number=number, after=make_after(name="first"))
    second = make_event(2, identity_number=number, after=make_after(name="second"))
    third = make_event(3, identity_number=number, after=make_after(name="third"))
    database.receive(first, second)
    database.receive(third)
    assert database.current() == [(number, 1, PROVIDER, False, "first")]
    assert database.held_for() == {"VERSION-CONFLICT": 2}
    assert database.outcomes() == {"applied": 1, "quarantined": 2}


def test_a_held_conflict_keeps_the_bytes_as_they_came_in(database: Database) -> None:
    number = resident_number(7)
    second = make_event(2, identity_number=number, after=make_after(name="second"))
    database.receive(make_event(1, identity_number=number), second)
    ((value, key),) = database.rows("SELECT value, key FROM platform.quarantine")
    assert (bytes(value), bytes(key)) == (arrive(second).value, arrive(second).key)


def test_a_seq_used_for_another_payload_is_held(database: Database) -> None:
    database.receive(make_event(1))
    database.receive(make_event(1, identity_number=resident_number(9)), make_event(2))
    database.receive(make_event(2, after=make_after(name="other")))
    assert database.held_for() == {"SEQ-REUSED": 2}
    assert database.outcomes() == {"applied": 2, "quarantined": 2}


def test_a_held_contradiction_sent_again_is_a_repeat_in_the_same_batch_and_in_a_later_one(database: Database) -> None:
    reused = make_event(1, identity_number=resident_number(9))
    database.receive(make_event(1))
    database.receive(reused, reused)
    database.receive(reused)
    assert database.held_for() == {"SEQ-REUSED": 1}
    assert database.outcomes() == {"applied": 1, "quarantined": 1, "repeat": 2}


def test_a_seq_used_on_another_partition_is_held(database: Database) -> None:
    database.sink.take_over([(SHARED, 1)])
    database.receive(make_event(1))
    events, _ = shared_records(PIPELINE, [arrive(make_event(1, identity_number=resident_number(9)))], 0)
    database.sink.write(database.sink.batch([e._replace(partition=1) for e in events]))
    assert database.held_for() == {"SEQ-REUSED": 1}
    assert database.outcomes() == {"applied": 1, "quarantined": 1}


def test_another_providers_event_is_held_while_the_record_has_an_owner(database: Database) -> None:
    number = resident_number(7)
    database.receive(make_event(1, identity_number=number))
    database.receive(make_event(1, identity_number=number, provider=OTHER_PROVIDER, record_version=9))
    assert database.current() == [(number, 1, PROVIDER, False, "测试")]
    assert database.held_for() == {"OWN-RECORD": 1}


def test_several_events_of_another_provider_in_one_batch_are_all_held(database: Database) -> None:
    number = resident_number(7)
    database.receive(make_event(1, identity_number=number))
    foreign = [
        make_event(seq, identity_number=number, provider=OTHER_PROVIDER, record_version=version)
        for seq, version in ((1, 5), (2, 3), (3, 6))
    ]
    database.receive(*foreign)
    assert database.current() == [(number, 1, PROVIDER, False, "测试")]
    assert database.held_for() == {"OWN-RECORD": 3}
    assert database.outcomes() == {"applied": 1, "quarantined": 3}


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "in several batches"])
def test_a_transferred_record_belongs_to_whoever_provides_it_next(database: Database, together: bool) -> None:
    number = resident_number(7)
    events = [
        make_event(1, identity_number=number, record_version=5),
        make_event(2, identity_number=number, record_version=6, operation="DELETE", reason="TRANSFERRED", after=None),
        make_event(1, identity_number=number, provider=OTHER_PROVIDER, after=make_after(name="new")),
        make_event(3, identity_number=number, record_version=7),
    ]
    if together:
        database.receive(*events)
    else:
        for event in events:
            database.receive(event)
    assert database.current() == [(number, 1, OTHER_PROVIDER, False, "new")]
    assert database.held_for() == {"OWN-RECORD": 1}
    assert database.outcomes() == {"applied": 3, "quarantined": 1}


def _release(database: Database, number: str, provider: str = PROVIDER) -> int:
    decided = ownership.Release(provider, "duty 12", "notice 3", RECEIVED_AT)
    with transaction(database.connection) as cursor:
        return ownership.release(cursor, DIRECTORY.items[ITEM], Identity("RESIDENT_ID", number), "", decided)


def _foreign(seq: int, number: str) -> dict[str, Any]:
    return make_event(seq, identity_number=number, provider=OTHER_PROVIDER, after=make_after(name="new"))


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "in several batches"])
def test_a_record_released_by_a_decision_belongs_to_whoever_provides_it_next(
    database: Database, together: bool
) -> None:
    number = resident_number(7)
    database.receive(make_event(1, identity_number=number, record_version=5))
    assert _release(database, number) == 5
    assert _release(database, number) == 5
    events = [_foreign(1, number), make_event(2, identity_number=number, record_version=6)]
    for batch in [events] if together else [[event] for event in events]:
        database.receive(*batch)
    assert database.current() == [(number, 1, OTHER_PROVIDER, False, "new")]
    assert database.held_for() == {"OWN-RECORD": 1}
    with transaction(database.connection) as cursor:
        assert fold.deviations(cursor, DIRECTORY.items[ITEM]) == []
        cursor.execute("DELETE FROM platform.record_release")
        assert [found.kind for found in fold.deviations(cursor, DIRECTORY.items[ITEM])] == ["not-transferred"]


def test_a_newer_version_of_its_provider_takes_a_release_back(database: Database) -> None:
    number = resident_number(7)
    database.receive(make_event(1, identity_number=number, record_version=5))
    _release(database, number)
    database.receive(make_event(2, identity_number=number, record_version=6))
    database.receive(_foreign(1, number))
    assert database.current() == [(number, 6, PROVIDER, False, "测试")]
    assert database.held_for() == {"OWN-RECORD": 1}


def test_only_a_record_of_that_provider_can_be_released(database: Database) -> None:
    number = resident_number(7)
    database.receive(make_event(1, identity_number=number))
    with pytest.raises(Refusal, match="has no record"):
        _release(database, number, OTHER_PROVIDER)


def test_a_deletion_keeps_its_version_so_a_late_update_does_not_revive_the_record(database: Database) -> None:
    number = resident_number(7)
    database.receive(make_event(1, identity_number=number, record_version=1))
    database.receive(
        make_event(2, identity_number=number, record_version=3, operation="DELETE", reason="x", after=None)
    )
    database.receive(make_event(3, identity_number=number, record_version=2))
    assert database.current() == [(number, 3, PROVIDER, True, None)]
    assert database.rows(f"SELECT reason FROM {TABLES}") == [("x",)]
    database.receive(make_event(4, identity_number=number, record_version=4))
    assert database.current() == [(number, 4, PROVIDER, False, "测试")]


def test_an_attestation_is_in_history_only(database: Database) -> None:
    attest = make_event(
        1, operation="ATTEST", identity_type="AGENCY", identity_number=PROVIDER, record_version=1, after=None
    )
    database.receive(attest, make_event(2))
    assert [row[0] for row in database.current()] == [resident_number(2)]
    assert database.outcomes() == {"applied": 1, "attested": 1}


def test_a_refused_event_sent_again_is_a_repeat(database: Database) -> None:
    broken = make_event(1, after=make_after(name=None))
    database.receive(broken, broken)
    database.receive(broken)
    assert database.outcomes() == {"quarantined": 1, "repeat": 2}


def test_a_corrected_event_under_the_seq_of_a_refused_one_is_held(database: Database) -> None:
    database.receive(make_event(1, after=make_after(name=None)))
    database.receive(make_event(1))
    assert database.held_for() == {"CONF-REQUIRED": 1, "SEQ-REUSED": 1}
    assert database.outcomes() == {"quarantined": 2}


def test_a_refused_event_that_passes_when_it_is_sent_again_is_applied_and_what_was_held_is_a_repeat(
    database: Database,
) -> None:
    event = make_event(1)
    refused = PIPELINE.process([arrive(event, key=b"wrong")]).quarantined[0]
    database.sink.write(database.sink.batch([Consumed("platform.quarantine", 0, 0, 0, None, refused.value)]))
    assert database.outcomes() == {"quarantined": 1}
    database.receive(event)
    assert database.rows("SELECT state FROM platform.quarantine") == [("RELEASED",)]
    assert database.outcomes() == {"applied": 1, "repeat": 1}


def test_a_batch_whose_commit_was_uncertain_changes_nothing_when_it_is_run_again(database: Database) -> None:
    database.receive(make_event(1), make_event(2, after=make_after(name=None)))
    before = (database.outcomes(), database.current(), database.held_for())
    database.sink.write(database.sink.batch(database.told))
    assert (database.outcomes(), database.current(), database.held_for()) == before


def test_a_former_owner_cannot_write(database: Database) -> None:
    database.receive(make_event(1))
    successor = _sink(database.settings, "test-1")
    with pytest.raises(Fenced):
        database.receive(make_event(2))
    successor.close()
    assert database.outcomes() == {"applied": 1}


def test_what_was_read_before_a_partition_was_lost_is_not_written_when_it_is_owned_again(database: Database) -> None:
    """Whatever was read between may have been dropped: its offsets must not be passed over."""
    first, second, third = (
        database.sink.batch(shared_records(PIPELINE, [arrive(make_event(n), n)], n)[0], {(SHARED, 0): n + 1})
        for n in range(1, 4)
    )
    database.sink.write(first)
    database.sink.forget([(SHARED, 0)])
    database.sink.write(second)
    assert database.sink.take_over([(SHARED, 0)]) == {(SHARED, 0): 2}
    database.sink.write(third)
    assert database.rows("SELECT next_offset FROM platform.sink_offset WHERE topic <> 'platform.quarantine'") == [(2,)]
    assert [seq for (seq,) in database.rows(f"SELECT seq FROM {TABLES}_history")] == [1]


def test_of_a_batch_that_is_there_in_part_the_rest_is_written(database: Database) -> None:
    events = shared_records(PIPELINE, [arrive(make_event(n), n) for n in range(1, 5)], 0)[0]
    database.sink.write(database.sink.batch(events[:2]))
    database.sink.write(database.sink.batch(events))
    assert database.outcomes() == {"applied": 4}


def test_a_successor_still_knows_repeats(database: Database) -> None:
    database.receive(make_event(1), make_event(2))
    database.sink = _sink(database.settings, "test-1")
    database.receive(make_event(1), make_event(3))
    assert database.outcomes() == {"applied": 3, "repeat": 1}


def test_texts_survive_whatever_their_characters(database: Database) -> None:
    names = ['a,"b"\n', "", "\\N", " ", "𠮷·é", "{}", "NULL"]
    database.receive(
        *(
            make_event(n + 1, identity_number=resident_number(n), after=make_after(former_name=name))
            for n, name in enumerate(names)
        ),
        make_event(99, identity_number=resident_number(99), after=make_after(former_name=None)),
    )
    found = {row[0]: row[1] for row in database.rows(f"SELECT identity_number, former_name FROM {TABLES}")}
    assert [found[resident_number(n)] for n in range(len(names))] == names
    assert found[resident_number(99)] is None


def _model(events: Sequence[Mapping[str, Any]]) -> tuple[dict[str, tuple[int, str]], Counter[str]]:
    """An independent account of what one provider's events come to, one at a time."""
    current: dict[str, tuple[int, str]] = {}
    versions: dict[tuple[str, int], str] = {}
    seen: set[int] = set()
    outcomes: Counter[str] = Counter()
    for event in events:
        name, number, version = event["after"]["name"], event["identity_number"], event["record_version"]
        standing = current.get(number, (0, ""))
        if event["seq"] in seen:
            outcomes["repeat"] += 1
        elif versions.setdefault((number, version), name) != name:
            outcomes["quarantined"] += 1
        else:
            outcomes["applied" if version > standing[0] else "superseded"] += 1
            current[number] = max(standing, (version, name), key=lambda row: row[0])
        seen.add(event["seq"])
    return current, outcomes


@pytest.mark.parametrize("seed", range(12))
def test_any_order_and_any_batching_come_to_what_one_at_a_time_comes_to(database: Database, seed: int) -> None:
    draw = random.Random(seed)
    events: list[dict[str, Any]] = []
    for seq in range(1, 200):
        version = draw.randint(1, 12)
        event = make_event(seq, identity_number=resident_number(draw.randrange(25)), record_version=version)
        events.append({**event, "after": make_after(name=draw.choice("甲乙"))})
    events += draw.sample(events, 40)
    draw.shuffle(events)
    position = 0
    while position < len(events):
        size = draw.randint(1, 40)
        database.receive(*events[position : position + size])
        position += size
    current, outcomes = _model(events)
    assert {row[0]: (row[1], row[4]) for row in database.current()} == current
    assert database.outcomes() == outcomes
