"""When an item's intake is paused, and when it is tried again."""

from datetime import UTC, datetime, timedelta

from schemas.consumed import Consumed
from stream_processors.intake import PAUSE, WINDOW_EVENTS, IntakeGate, Taken, taken_in
from stream_processors.pipeline import Accepted, Outcomes, Quarantined

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ITEM, OTHER_ITEM = "np-birth", "np-death"


def gate_after(*batches: Taken) -> IntakeGate:
    gate = IntakeGate()
    for batch in batches:
        gate.observe({ITEM: batch}, NOW)
    return gate


def test_an_item_is_paused_when_more_than_half_of_its_last_thousand_events_were_refused() -> None:
    gate = IntakeGate()
    (pause,) = gate.observe({ITEM: Taken(1000, 501)}, NOW)
    assert (pause.item, pause.paused_at, pause.resumes_at, pause.taken) == (ITEM, NOW, NOW + PAUSE, Taken(1000, 501))
    assert list(gate.paused) == [ITEM]


def test_half_refused_is_not_enough() -> None:
    assert not gate_after(Taken(1000, 500)).paused


def test_fewer_than_a_thousand_events_say_nothing() -> None:
    assert not gate_after(*[Taken(3, 3)] * (WINDOW_EVENTS // 3)).paused
    assert gate_after(*[Taken(3, 3)] * (WINDOW_EVENTS // 3 + 1)).paused


def test_what_was_good_long_ago_does_not_hide_what_is_refused_now() -> None:
    assert gate_after(Taken(50_000, 0), *[Taken(100, 100)] * 10).paused


def test_what_was_refused_long_ago_does_not_count_against_what_is_good_now() -> None:
    good, refused = Taken(100, 0), Taken(100, 100)
    assert not gate_after(*[refused] * 4, *[good] * 10, *[refused] * 5).paused


def test_other_items_go_on() -> None:
    gate = IntakeGate()
    gate.observe({ITEM: Taken(2000, 2000), OTHER_ITEM: Taken(2000, 100)}, NOW)
    assert list(gate.paused) == [ITEM]


def test_a_pause_ends_after_a_minute_and_not_before() -> None:
    gate = gate_after(Taken(1000, 1000))
    assert gate.resume(NOW + PAUSE - timedelta(milliseconds=1)) == []
    assert gate.resume(NOW + timedelta(seconds=60)) == [ITEM]
    assert not gate.paused


def test_after_a_pause_an_item_is_counted_anew() -> None:
    gate = gate_after(Taken(1000, 1000))
    later = NOW + PAUSE
    gate.resume(later)
    assert gate.observe({ITEM: Taken(999, 999)}, later) == []
    assert [pause.paused_at for pause in gate.observe({ITEM: Taken(1, 1)}, later)] == [later]


def test_a_batch_is_counted_by_item_without_the_replays() -> None:
    topics = [f"in.gz-health.{ITEM}"] * 5 + [f"in.tianhe-health.{ITEM}"] * 2 + [f"in.platform.{ITEM}"] * 3
    topics += [f"in.gz-civil-affairs.{OTHER_ITEM}"]
    batch = [Consumed(topic, 0, offset, 0, b"k", b"v") for offset, topic in enumerate(topics)]
    accepted = [Accepted(f"shared.{ITEM}", b"k", b"v", None)] * 4
    replayed = [Accepted(f"shared.{ITEM}", b"k", b"v", "in.gz-health.np-birth/0/7/1")] * 2
    outcomes = Outcomes([*accepted, *replayed], [Quarantined(b"k", b"v")] * 5)
    assert taken_in(batch, outcomes) == {ITEM: Taken(7, 3), OTHER_ITEM: Taken(1, 1)}
