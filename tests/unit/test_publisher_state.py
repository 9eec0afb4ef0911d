"""What a publisher remembers, also when it is cut off between any two steps."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from producers.mapping import RecordKey, Refused
from producers.state import (
    Adopted,
    Event,
    Pending,
    PublisherState,
    Standing,
    file_rows,
    open_state,
    refused_rows,
    state_path,
)
from schemas.bilingual import Refusal

PROVIDER, ITEM = "gz-health", "np-birth"
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def record(n: int) -> RecordKey:
    return RecordKey("OBJECT", f"R{n}", "")


def event(seq: int, n: int, version: int = 1, content: bytes = b"a", *, deleted: bool = False) -> Event:
    return Event(seq, b"key", b"value %d" % seq, seq + 1, (record(n), Standing(version, content, deleted)))


def planned(state: PublisherState, *rows: tuple[int, int, bytes]) -> list[int]:
    state.see([(number, *record(n)) for number, n, _ in rows], [content for _, _, content in rows], [None] * len(rows))
    state.plan()
    return list(state.planned(0, 100))


def test_what_was_assigned_survives_being_cut_off_before_it_was_sent(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.begin("s-1", AT)
        state.assign("s-1", [event(1, 1), event(2, 2)])
        state.confirm([1])
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        assert state.next_seq == 3
        assert state.pending(10) == [Pending(2, b"key", b"value 2")]
        assert state.standing([record(1), record(2), record(3)]) == {
            record(1): Standing(1, b"a", False),
            record(2): Standing(1, b"a", False),
        }
        (unfinished,) = state.unfinished()
        assert (unfinished.submission_id, unfinished.published, unfinished.first_seq, unfinished.last_seq) == (
            "s-1", 2, 1, 2,
        )  # fmt: skip


def test_events_are_assigned_all_or_none(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.assign("s-1", [event(1, 1)])
        with pytest.raises(Exception, match="UNIQUE"):
            state.assign("s-1", [event(2, 2), event(1, 3)])
        assert state.next_seq == 2
        assert set(state.standing([record(1), record(2), record(3)])) == {record(1)}


def test_a_second_publisher_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM):
        with pytest.raises(Refusal, match="Another publisher"), open_state(tmp_path, PROVIDER, ITEM):
            pytest.fail("two publishers at once")
        with open_state(tmp_path, PROVIDER, "ot-air-quality") as other:
            assert other.next_seq == 1
    with open_state(tmp_path, PROVIDER, ITEM) as again:
        assert again.next_seq == 1


def test_a_state_file_that_is_none_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = state_path(tmp_path, PROVIDER, ITEM)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    with pytest.raises(Refusal, match="--adopt"), open_state(tmp_path, PROVIDER, ITEM):
        pytest.fail("opened")


def test_only_rows_that_say_something_new_are_planned(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.assign("s-1", [event(1, 1, content=b"a"), event(2, 2, content=b"a")])
        assert planned(state, (2, 1, b"a"), (3, 2, b"b"), (4, 3, b"a")) == [3, 4]


def test_several_rows_of_a_record_are_its_successive_versions(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.assign("s-1", [event(1, 1, content=b"a")])
        assert planned(state, (2, 1, b"a"), (3, 1, b"b"), (4, 1, b"b"), (5, 1, b"c"), (6, 2, b"x"), (7, 2, b"x")) == [
            3,
            5,
            6,
        ]


def test_what_a_row_says_of_other_identities_is_planned_once_whatever_its_content(tmp_path: Path) -> None:
    def plan(state: PublisherState) -> list[int]:
        rows = [(2, *record(1)), (3, *record(1)), (4, *record(2))]
        state.see(rows, [b"a", b"a", b"a"], [b"merged", b"split", None])
        state.plan()
        return list(state.planned(0, 100))

    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.assign("s-1", [event(1, 1), event(2, 2)])
        assert plan(state) == [2, 3]
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.assign("s-2", [event(3, 1, 2)._replace(told=b"merged")])
        state.adopt([Adopted(4, "s-3", (record(1), Standing(3, b"a", False)), b"split")], has_forgotten=False)
        assert plan(state) == []


def test_a_record_that_ends_as_it_was_published_has_nothing_to_tell(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.assign("s-1", [event(1, 1, content=b"c")])
        assert planned(state, (2, 1, b"a"), (3, 1, b"b"), (4, 1, b"c")) == []


def test_absent_are_the_records_that_stand_and_were_not_seen(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.assign("s-1", [event(1, 1), event(2, 2), event(3, 3, deleted=True)])
        planned(state, (2, 1, b"a"))
        assert state.plan_absent() == (1, 2)
        assert [found for _, found in state.absent(0, 10)] == [record(2)]


def test_a_topic_is_adopted_in_whatever_order_it_is_read(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        found = [
            Adopted(7, "s-2", (record(1), Standing(3, b"new", False))),
            Adopted(2, "s-1", (record(1), Standing(1, b"old", False))),
            Adopted(9, "s-2", None),
        ]
        state.adopt(found, has_forgotten=False)
        assert (state.next_seq, state.version_floor) == (10, 0)
        assert state.standing([record(1)]) == {record(1): Standing(3, b"new", False)}


def test_after_a_topic_that_has_forgotten_no_version_is_given_twice(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.adopt([Adopted(40, "s-9", (record(1), Standing(12, b"a", False)))], has_forgotten=True)
        assert state.version_floor == 40


def test_receipts_find_file_rows_and_refused_rows(tmp_path: Path) -> None:
    assert file_rows(tmp_path, PROVIDER, ITEM, "s-1") == {}
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.begin("s-1", AT)
        state.assign("s-1", [event(1, 1), event(2, 2)])
        state.refuse("s-1", [(9, Refused("FILE-RAGGED", ""))])
        assert file_rows(tmp_path, PROVIDER, ITEM, "s-1") == {1: 2, 2: 3}
        assert refused_rows(tmp_path, PROVIDER, ITEM, "s-1") == [(9, Refused("FILE-RAGGED", ""))]
        assert file_rows(tmp_path, PROVIDER, ITEM, "s-2") == {}


def test_a_submission_of_which_nothing_was_sent_leaves_no_trace(tmp_path: Path) -> None:
    with open_state(tmp_path, PROVIDER, ITEM) as state:
        state.begin("s-1", AT)
        state.refuse("s-1", [(9, Refused("FILE-RAGGED", ""))])
        state.abandon("s-1")
        assert state.unfinished() == []
    assert refused_rows(tmp_path, PROVIDER, ITEM, "s-1") == []
