"""A batch of bytes in, exactly one outcome per message out."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.codec import zigzag
from schemas.registers import Approval, Outage
from stream_processors.pipeline import Outcomes
from stream_processors.rules.parameters import Parameters
from tests.events import (
    CHANGED_ON,
    ITEM,
    OTHER_PROVIDER,
    PROVIDER,
    SCHEMAS,
    arrive,
    decode_quarantined,
    decode_shared,
    encode,
    make_after,
    make_event,
    make_pipeline,
    make_reference,
    party,
    resident_number,
    rules_of,
)

PIPELINE = make_pipeline()


def outcome_of(event: Mapping[str, Any], **other: Any) -> Outcomes:
    return PIPELINE.process([arrive(event, **other)])


def test_a_conforming_event_is_forwarded_with_its_bytes_untouched_and_its_dates_appended() -> None:
    event = make_event()
    (accepted,) = outcome_of(event).accepted
    assert accepted.topic == "shared.np-household-registration"
    assert accepted.value[5:].startswith(encode(event)[5:])
    shared = decode_shared(accepted.value)
    assert shared["received_at"] == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    assert shared["due_on"] == date(2026, 3, 3)
    assert (shared["provisional"], shared["item_version"], shared["flags"]) == (False, 1, [])
    assert shared["rules_version"] == PIPELINE.ruleset.version


def test_a_flagged_event_is_forwarded_with_its_rule_codes() -> None:
    (accepted,) = outcome_of(make_event(after=make_after(marital_status_code="99"))).accepted
    assert decode_shared(accepted.value)["flags"] == ["CONF-CODE"]


def test_all_findings_of_an_event_are_reported() -> None:
    event = make_event(after=make_after(name=None, sex_code="7"), record_version=0)
    (refused,) = outcome_of(event).quarantined
    assert rules_of(refused.value) == {
        ("CONF-REQUIRED", "after.name"),
        ("CONF-CODE", "after.sex_code"),
        ("CONF-VERSION", "record_version"),
    }


BROKEN = {
    "wrong check digit": (make_event(identity_number="440106199006151231"), "ID-CHECK", "identity_number"),
    "a new number without the previous one": (make_event(operation="REKEY"), "CONF-RELATED", "related"),
    "a merging with its own number": (
        make_event(operation="MERGE", related=[party("MERGED_FROM", resident_number(1))]),
        "CONF-RELATED",
        "related",
    ),
    "a part that is split off with another operation": (
        make_event(operation="UPDATE", related=[party("SPLIT_TO", resident_number(2))]),
        "CONF-RELATED",
        "related",
    ),
    "another party with U+0000 in its number": (
        make_event(related=[party("OTHER_PARTY", "44010\0")]),
        "CONF-RELATED",
        "related",
    ),
    "a deletion that names a predecessor": (
        make_event(operation="DELETE", reason="x", after=None, related=[party("PREVIOUS", resident_number(2))]),
        "CONF-RELATED",
        "related",
    ),
    "a split without the record that stays": (
        make_event(operation="SPLIT", after=None, related=[party("SPLIT_TO", resident_number(2))]),
        "CONF-AFTER-MISSING",
        "after",
    ),
    "no record": (make_event(after=None), "CONF-AFTER-MISSING", "after"),
    "a record on a deletion": (make_event(operation="DELETE", reason="x"), "CONF-AFTER-UNEXPECTED", "after"),
    "seq zero": (make_event(0), "CONF-SEQ", "seq"),
    "an event id of another form": (make_event(event_id="one"), "CONF-EVENT-ID", "event_id"),
    "another item": (make_event() | {"item": "np-birth"}, "OWN-ITEM", "item"),
    "U+0000 in an element": (make_event(after=make_after(name="a\0b")), "CONF-NUL", "after.name"),
    "U+0000 in the envelope": (make_event(reason="\0"), "CONF-NUL", "reason"),
    "a change of tomorrow": (make_event(changed_on=date(2026, 3, 3)), "TIME-CHANGED-FUTURE", "changed_on"),
    "a change before 1900": (make_event(changed_on=date(1899, 12, 31)), "TIME-CHANGED-BEFORE-1900", "changed_on"),
    "recorded after it was received": (
        make_event(recorded_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        "TIME-RECORDED-FUTURE",
        "recorded_at",
    ),
    "changed after it was recorded": (
        make_event(recorded_at=datetime(2026, 3, 1, 15, 59, tzinfo=UTC)),
        "TIME-CHANGED-AFTER-RECORDED",
        "changed_on",
    ),
    "an identity type the item does not take": (
        make_event(identity_type="PASSPORT", identity_number="CHN:E12345678"),
        "CONF-IDENTITY-TYPE",
        "identity_type",
    ),
}


@pytest.mark.parametrize(("event", "rule", "path"), BROKEN.values(), ids=BROKEN)
def test_a_broken_event_is_refused_with_its_rule(event: Any, rule: Any, path: Any) -> None:
    outcomes = outcome_of(event)
    assert not outcomes.accepted
    (refused,) = outcomes.quarantined
    assert (rule, path) in rules_of(refused.value)
    assert decode_quarantined(refused.value)["value"] == encode(event)


def test_a_date_no_table_can_hold_is_refused_also_beside_poison() -> None:
    beyond = encode(make_event()).replace(_date_bytes(CHANGED_ON), _date_bytes_of(10**8))
    poison = arrive(make_event(2), value=GOOD[:-1])
    refused, _ = PIPELINE.process([arrive(make_event(), value=beyond), poison]).quarantined[::-1]
    assert ("CONF-DATE-RANGE", "changed_on") in rules_of(refused.value)
    assert decode_quarantined(refused.value)["changed_on"] is None


def _date_bytes(day: date) -> bytes:
    return _date_bytes_of((day - date(1970, 1, 1)).days)


def _date_bytes_of(days: int) -> bytes:
    return zigzag(days)


GOOD = encode(make_event())
POISON = {
    "null value": (None, "CONF-NULL-VALUE"),
    "empty": (b"", "CONF-FRAME"),
    "random bytes": (b"\x93not avro at all", "CONF-FRAME"),
    "unknown id": (b"\x00\x00\x0f\xff\xff" + GOOD[5:], "CONF-SCHEMA-ID"),
    "id of another item": (SCHEMAS.latest("inbound", "np-birth").header + GOOD[5:], "CONF-SCHEMA-TOPIC"),
    "id of a shared event": (SCHEMAS.latest("shared", ITEM).header + GOOD[5:], "CONF-SCHEMA-TOPIC"),
    "truncated": (GOOD[:-4], "CONF-DECODE"),
    "trailing bytes": (GOOD + b"\x00", "CONF-TRAILING"),
    "a second record": (GOOD + GOOD[5:], "CONF-TRAILING"),
    "two megabytes": (GOOD + b"\x00" * 2_000_000, "CONF-SIZE"),
}


@pytest.mark.parametrize("position", ["first", "middle", "last"])
@pytest.mark.parametrize(("value", "rule"), POISON.values(), ids=POISON)
def test_poison_is_isolated_wherever_it_stands_and_keeps_its_bytes(value: Any, rule: Any, position: Any) -> None:
    batch = [arrive(make_event(n + 1), n) for n in range(9)]
    at = {"first": 0, "middle": 4, "last": 8}[position]
    batch[at] = batch[at]._replace(value=value)
    outcomes = PIPELINE.process(batch)
    assert len(outcomes.accepted) == 8
    (refused,) = outcomes.quarantined
    record = decode_quarantined(refused.value)
    assert rules_of(refused.value) == {(rule, "")}
    assert record["value"] == value
    assert (record["source_topic"], record["source_offset"]) == (batch[at].topic, at)
    assert record["severity"] == "block"
    assert {decode_shared(a.value)["seq"] for a in outcomes.accepted} == {n + 1 for n in range(9)} - {at + 1}


def test_a_key_that_is_not_the_identity_is_refused() -> None:
    (refused,) = outcome_of(make_event(1), key=resident_number(2).encode()).quarantined
    assert rules_of(refused.value) == {("CONF-KEY", "identity_number")}
    (refused,) = outcome_of(make_event(1), key=None).quarantined
    assert rules_of(refused.value) == {("CONF-KEY", "identity_number")}


def test_a_provider_on_another_agencys_topic_is_refused() -> None:
    event = make_event(provider=OTHER_PROVIDER)
    (refused,) = outcome_of(event, topic=f"in.{PROVIDER}.{ITEM}").quarantined
    assert rules_of(refused.value) == {("OWN-PROVIDER", "provider")}
    assert decode_quarantined(refused.value)["provider"] == PROVIDER


def test_a_replay_keeps_the_first_append_time_and_its_provider() -> None:
    event = make_event()
    replayed = arrive(event, topic=f"in.platform.{ITEM}", replay_of=f"in.{PROVIDER}.{ITEM}/0/7/1")
    (accepted,) = PIPELINE.process([replayed]).accepted
    assert accepted.replay_of == f"in.{PROVIDER}.{ITEM}/0/7/1"
    assert decode_shared(accepted.value)["received_at"] == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_an_attestation_runs_no_clock() -> None:
    event = make_event(
        5, operation="ATTEST", identity_type="AGENCY", identity_number=PROVIDER, record_version=5, after=None
    )
    (accepted,) = outcome_of(event).accepted
    assert decode_shared(accepted.value)["due_on"] is None


def test_order_within_a_batch_is_kept() -> None:
    batch = [arrive(make_event(n + 1, identity_number=resident_number(n % 3)), n) for n in range(50)]
    accepted = PIPELINE.process(batch).accepted
    assert [decode_shared(a.value)["seq"] for a in accepted] == list(range(1, 51))


def test_a_parameter_lets_numbers_with_a_wrong_check_digit_pass_with_a_flag() -> None:
    milder = Parameters.load().amended("check_digit_severity", {date(2019, 7, 1): "accept-with-flag"})
    event = make_event(identity_number="440106199001010010")
    (accepted,) = make_pipeline(milder).process([arrive(event)]).accepted
    assert decode_shared(accepted.value)["flags"] == ["ID-CHECK"]


@settings(max_examples=150, deadline=None)
@given(damage=st.binary(max_size=40), at=st.integers(0, len(GOOD)), cut=st.integers(0, 30), row=st.integers(0, 5))
def test_damaged_bytes_never_escape_and_never_touch_their_neighbours(damage: Any, at: Any, cut: Any, row: Any) -> None:
    batch = [arrive(make_event(n + 10), n) for n in range(6)]
    batch[row] = batch[row]._replace(value=GOOD[:at] + damage + GOOD[at + cut :])
    outcomes = PIPELINE.process(batch)
    assert len(outcomes.accepted) + len(outcomes.quarantined) == 6
    intact = {message.value[5:] for n, message in enumerate(batch) if n != row and message.value}
    forwarded = [next((body for body in intact if a.value[5:].startswith(body)), None) for a in outcomes.accepted]
    assert intact <= set(forwarded)


def test_the_findings_of_a_batch_are_what_its_messages_are_accepted_or_refused_by() -> None:
    events = [event for event, _, _ in BROKEN.values()]
    flagged = make_event(50, after=make_after(marital_status_code="99"))
    arrivals = [arrive(event, offset) for offset, event in enumerate([make_event(51), flagged, *events])]
    arrivals.insert(1, arrive(make_event(52), 90, value=GOOD[:-1]))
    arrivals.append(arrive(make_event(53), 91, value=None))
    found = PIPELINE.findings(arrivals)
    outcomes = PIPELINE.process(arrivals)
    refused = {
        r["source_offset"]: rules_of(q.value) for q in outcomes.quarantined for r in [decode_quarantined(q.value)]
    }
    assert {
        message.offset: {(f.rule, f.path) for f in findings}
        for message, findings in zip(arrivals, found, strict=True)
        if message.offset in refused
    } == refused
    flags = [
        sorted({f.rule for f in findings})
        for m, findings in zip(arrivals, found, strict=True)
        if m.offset not in refused
    ]
    assert flags == [[], ["CONF-CODE"]]
    assert [decode_shared(event.value)["flags"] for event in outcomes.accepted] == flags


def test_a_shared_event_says_both_due_dates_and_the_approval_they_rest_on() -> None:
    down = Outage.model_validate({
        "id": "o1", "started_at": "2026-03-03T09:00+08:00", "ended_at": "2026-03-03T10:00+08:00",
        "declared_by": "gz-government-services", "evidence": "invented",
    })  # fmt: skip
    approved = Approval.model_validate({
        "id": "批准一号", "agency": PROVIDER, "item": ITEM, "reason": "r", "scope": "s", "approver": "a",
        "given_on": "2026-03-05", "valid_from_on": "2026-03-05", "valid_to_on": "2026-03-31", "decision": "d",
    })  # fmt: skip
    pipeline = make_pipeline(reference=make_reference(outages=(down,), approvals=(approved,)))
    own = decode_shared(pipeline.process([arrive(make_event(1))]).accepted[0].value)
    assert (own["due_on"], own["due_on_adjusted"], own["approval"]) == (date(2026, 3, 3), date(2026, 3, 4), None)
    later = {"changed_on": date(2026, 3, 5), "recorded_at": datetime(2026, 3, 5, 7, tzinfo=UTC)}
    arrived = arrive(make_event(3, **later), received_at=datetime(2026, 3, 5, 8, tzinfo=UTC))
    quarterly = decode_shared(pipeline.process([arrived]).accepted[0].value)
    assert (quarterly["due_on"], quarterly["due_on_adjusted"]) == (date(2026, 4, 16), date(2026, 4, 16))
    assert quarterly["approval"] == "批准一号"
