"""Refusals, replays and repetitions come to the same counts in whatever order they are read, on the real PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import permutations

import pytest

from infra.postgres import connect, transaction
from infra.settings import Settings
from schemas.consumed import Consumed
from schemas.replay import Replayed
from tests.events import ITEM, PROVIDER, arrive, make_after, make_event, make_pipeline
from tests.integration.test_materialiser import SHARED, TABLES, Database, _sink

pytestmark = pytest.mark.platform

PIPELINE = make_pipeline()
EVENT = make_event(1)
PLACE = (f"in.{PROVIDER}.{ITEM}", 0, 7)

Record = Callable[[int], Consumed]
"""A record of the chain, at an offset."""


def refused(offset: int) -> Consumed:
    """The event as it first came, with a key by which it was refused."""
    return _refusal(arrive(EVENT, PLACE[2], key=b"wrong"), offset)


def replay_refused(offset: int) -> Consumed:
    """Its replay, refused again."""
    replayed = Replayed(*PLACE, 1).wire
    return _refusal(arrive(EVENT, 0, key=b"wrong", topic=f"in.platform.{ITEM}", replay_of=replayed), offset)


def replay_accepted(offset: int) -> Consumed:
    """Its replay, accepted under other rules."""
    return _accepted(offset)._replace(headers={"replay_of": Replayed(*PLACE, 2).wire.encode()})


def repetition(offset: int) -> Consumed:
    """The same event, sent again by its provider and accepted."""
    return _accepted(offset)


def repetition_refused(offset: int) -> Consumed:
    """The same event, sent again by its provider and refused."""
    return _refusal(arrive(EVENT, 8, key=b"wrong"), offset)


def _refusal(arrived: object, offset: int) -> Consumed:
    (record,) = PIPELINE.process([arrived]).quarantined  # type: ignore[list-item]
    return Consumed("platform.quarantine", 0, offset, 0, record.key, record.value)


def _accepted(offset: int) -> Consumed:
    (event,) = PIPELINE.process([arrive(EVENT)]).accepted
    return Consumed(SHARED, 0, offset, 0, event.key, event.value)


@pytest.fixture
def database(empty_database: Settings) -> Iterator[Database]:
    with closing(connect(empty_database, "test")) as connection:
        database = Database(empty_database, connection, _sink(empty_database, "test-0"))
        yield database
        database.sink.close()


def empty(database: Database) -> None:
    with transaction(database.connection) as cursor:
        cursor.execute(
            f"TRUNCATE {TABLES}, {TABLES}_history, platform.quarantine, platform.quarantine_replay, "
            "platform.quarantine_release, platform.quarantine_purge, platform.finding, platform.submission_outcome, "
            "platform.seq_high_water, platform.sink_offset, platform.obligation, platform.obligation_stage, "
            "platform.alert, platform.alert_outbox CASCADE"
        )
    database.sink.close()
    database.sink = _sink(database.settings, "test-0")


ORDERS = [
    ([refused, replay_accepted], {"applied": 1}),
    ([refused, replay_accepted, replay_accepted], {"applied": 1}),
    ([refused, replay_refused], {"quarantined": 1}),
    ([refused, replay_refused, replay_accepted], {"applied": 1}),
    ([refused, repetition], {"applied": 1, "repeat": 1}),
    ([refused, repetition, replay_accepted], {"applied": 1, "repeat": 1}),
    ([refused, repetition, replay_refused], {"applied": 1, "repeat": 1}),
    ([refused, repetition, repetition, replay_accepted], {"applied": 1, "repeat": 2}),
    ([repetition, repetition_refused], {"applied": 1, "repeat": 1}),
]


@pytest.mark.parametrize(("records", "outcomes"), ORDERS, ids=[" ".join(r.__name__ for r in o[0]) for o in ORDERS])
@pytest.mark.parametrize("size", [1, 2, 9])
def test_every_order_in_every_batching_comes_to_the_same_counts(
    database: Database, records: list[Record], outcomes: dict[str, int], size: int
) -> None:
    for order in set(permutations(records)):
        empty(database)
        read = [record(offset) for offset, record in enumerate(order)]
        # Batches from the end, so that the last ones come together.
        starts = [0, *range(len(read) % size or size, len(read), size)]
        for start, end in zip(starts, [*starts[1:], len(read)], strict=True):
            database.sink.write(database.sink.batch(read[start:end]))
        told = " ".join(record.__name__ for record in order)
        assert database.outcomes() == outcomes, told
        ((held,),) = database.rows("SELECT count(*) FROM platform.quarantine WHERE state = 'OPEN'")
        assert held == outcomes.get("quarantined", 0), told
        ((history,),) = database.rows(f"SELECT count(*) FROM {TABLES}_history")
        assert history == outcomes.get("applied", 0), told


def test_a_replay_refused_again_is_another_attempt_of_the_same_row(database: Database) -> None:
    empty(database)
    database.sink.write(database.sink.batch([refused(0)]))
    database.sink.write(database.sink.batch([replay_refused(1)]))
    found = database.rows(
        "SELECT r.attempt, r.state, r.findings->0->>'rule' FROM platform.quarantine q "
        "LEFT JOIN platform.quarantine_replay r USING (source_topic, source_partition, source_offset)"
    )
    assert found == [(1, "REFUSED", "CONF-KEY")]


def test_a_replay_that_contradicts_what_is_there_by_now_stays_held_and_says_why(database: Database) -> None:
    empty(database)
    other = make_event(2, identity_number=EVENT["identity_number"], after=make_after(name="乙"))
    database.sink.write(database.sink.batch([refused(0)]))
    database.receive(other)
    database.sink.write(database.sink.batch([replay_accepted(5)]))
    assert database.outcomes() == {"applied": 1, "quarantined": 1}
    assert database.rows("SELECT state FROM platform.quarantine") == [("OPEN",)]
    assert database.rows("SELECT state, findings->0->>'rule' FROM platform.quarantine_replay") == [
        ("REFUSED", "VERSION-CONFLICT")
    ]


def test_what_could_not_be_read_before_starts_its_clock_when_it_can_be_read(database: Database) -> None:
    empty(database)
    unreadable = arrive(EVENT, PLACE[2])._replace(value=b"\x00\x00\x0f\x42\x40" + b"junk")
    database.sink.write(database.sink.batch([_refusal(unreadable, 0)]))
    assert database.rows("SELECT seq, due_on FROM platform.quarantine") == [(None, None)]
    database.sink.write(database.sink.batch([replay_refused(1)]))
    ((seq, due_on, place),) = database.rows("SELECT seq, due_on, source_topic FROM platform.quarantine")
    assert (seq, due_on is not None, place) == (1, True, PLACE[0])
    assert database.outcomes() == {"quarantined": 1}
