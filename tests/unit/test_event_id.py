"""The id of an event, and the way back from it."""

from uuid import UUID

from schemas.event_id import EVENT_NAMESPACE, event_id, seq_of


def test_an_id_is_a_uuid_of_provider_item_and_seq_and_differs_with_each() -> None:
    ids = {event_id(*name) for name in [("a", "b", 1), ("a", "b", 2), ("a", "c", 1), ("c", "b", 1)]}
    assert len(ids) == 4
    assert {UUID(each).version for each in ids} == {5}
    assert UUID(event_id("a", "b", 1)).variant == EVENT_NAMESPACE.variant


def test_the_seq_of_an_id_is_found_among_those_that_are_tried() -> None:
    wanted = event_id("gz-health", "np-birth", 4711)
    assert seq_of(wanted, "gz-health", "np-birth", range(1, 5000)) == 4711
    assert seq_of(wanted, "gz-health", "np-birth", range(1, 4711)) is None
    assert seq_of(wanted, "gz-health", "np-death", range(1, 5000)) is None
