"""What the validator makes of records that the platform replays."""

from datetime import UTC, datetime

import pytest

from consumers.replay import Pace
from schemas.consumed import Consumed
from schemas.replay import Replayed
from stream_processors.pipeline import Inbound, inbound
from tests.events import (
    ITEM,
    OTHER_PROVIDER,
    PROVIDER,
    arrive,
    decode_quarantined,
    decode_shared,
    encode,
    key_of,
    make_after,
    make_event,
    make_pipeline,
    resident_number,
    rules_of,
)

PIPELINE = make_pipeline()
REPLAYS = f"in.platform.{ITEM}"
PLACE = Replayed(f"in.{PROVIDER}.{ITEM}", 3, 17, 2)
ODD_NUMBER = resident_number(1)[:-1] + ("1" if resident_number(1)[-1] != "1" else "2")
"""A number whose check digit is wrong."""


def replay(event: dict[str, object], *released_rules: str, place: Replayed = PLACE) -> Inbound:
    released = frozenset(released_rules)
    return arrive(event, topic=REPLAYS, replay_of=place.wire, released_rules=released)


def test_the_headers_of_a_replay_say_what_it_replays_since_when_and_what_is_waived() -> None:
    headers = {"replay_of": PLACE.wire.encode(), "received_at": b"1772438400000", "released_rules": b"ID-CHECK,ID-X"}
    record = Consumed(REPLAYS, 0, 5, 1_900_000_000_000, b"k", b"v", headers)
    assert inbound(record) == Inbound(
        REPLAYS, 0, 5, 1_772_438_400_000, b"k", b"v", PLACE.wire, frozenset({"ID-CHECK", "ID-X"})
    )
    assert Replayed.parse(PLACE.wire) == PLACE


@pytest.mark.parametrize("written", [b"", b"in.a.b/0/7", b"in.a.b/x/7/1", b"\xff/0/0"])
def test_a_place_that_is_none_is_no_replay(written: bytes) -> None:
    record = Consumed(REPLAYS, 0, 5, 0, b"k", b"v", {"replay_of": written})
    assert inbound(record).replay_of is None


def test_a_record_released_from_its_rule_is_accepted_with_the_rule_as_a_flag() -> None:
    event = make_event(identity_number=ODD_NUMBER)
    (refused,) = PIPELINE.process([arrive(event)]).quarantined
    assert rules_of(refused.value) == {("ID-CHECK", "identity_number")}
    (accepted,) = PIPELINE.process([replay(event, "ID-CHECK")]).accepted
    shared = decode_shared(accepted.value)
    assert shared["flags"] == ["ID-CHECK"]
    assert shared["received_at"] == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_in_a_large_batch_only_the_released_record_is_let_in() -> None:
    batch = [arrive(make_event(seq, identity_number=ODD_NUMBER)) for seq in range(1, 200)]
    outcomes = PIPELINE.process([*batch, replay(make_event(200, identity_number=ODD_NUMBER), "ID-CHECK")])
    assert [decode_shared(a.value)["seq"] for a in outcomes.accepted] == [200]
    assert len(outcomes.quarantined) == 199


def test_a_release_from_one_rule_does_not_let_another_pass() -> None:
    event = make_event(identity_number=ODD_NUMBER, after=make_after(name=None))
    (refused,) = PIPELINE.process([replay(event, "ID-CHECK")]).quarantined
    record = decode_quarantined(refused.value)
    assert {f["rule"]: f["severity"] for f in record["findings"]} == {"ID-CHECK": "flag", "CONF-REQUIRED": "quarantine"}
    assert record["replay_of"] == PLACE.wire


def test_only_rules_about_really_issued_codes_can_be_waived() -> None:
    event = make_event(after=make_after(name=None))
    assert not PIPELINE.process([replay(event, "CONF-REQUIRED")]).accepted


def test_a_replay_is_held_against_the_agency_on_whose_topic_it_first_came() -> None:
    event = make_event(provider=OTHER_PROVIDER)
    (refused,) = PIPELINE.process([replay(event)]).quarantined
    assert rules_of(refused.value) == {("OWN-PROVIDER", "provider")}
    assert decode_quarantined(refused.value)["provider"] == PROVIDER


def test_an_event_refused_behind_the_validator_is_replayed_under_its_own_provider() -> None:
    event = make_event(provider=OTHER_PROVIDER)
    place = Replayed(f"shared.{ITEM}", 0, 9, 1)
    assert len(PIPELINE.process([replay(event, place=place)]).accepted) == 1
    (refused,) = PIPELINE.process([replay({**event, "record_version": 0}, place=place)]).quarantined
    assert decode_quarantined(refused.value)["provider"] == OTHER_PROVIDER


def test_a_replay_of_bytes_that_cannot_be_read_is_attributed_to_its_place() -> None:
    damaged = Inbound(REPLAYS, 0, 5, 1_772_438_400_000, key_of(make_event()), encode(make_event())[:-4], PLACE.wire)
    (refused,) = PIPELINE.process([damaged]).quarantined
    assert decode_quarantined(refused.value)["provider"] == PROVIDER


def test_replays_keep_their_pace_on_average() -> None:
    pace = Pace(20.0)
    assert pace.at_once == 20
    assert pace.wait_seconds(20, 0.25) == 0.75
    assert pace.wait_seconds(20, 3.0) == 0.0
    assert Pace(0.5).at_once == 1
    assert Pace(0.5).wait_seconds(1, 0.0) == 2.0
