"""Numbers, versions and bytes of events, and what happens to those nobody confirms."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import KafkaError, KafkaException

from infra.settings import Settings
from producers import outbox
from producers.mapping import Change, RecordKey, Refused
from producers.numbering import Draft, Statement
from producers.outbox import Outbox, send
from producers.state import Event, PublisherState, Standing, open_state
from schemas.bilingual import Refusal
from schemas.codec import HEADER_BYTES, Decoder, event_id
from schemas.directory_files import load_directory
from schemas.released import load_released

PROVIDER = "gz-ecology-environment"
ITEM = load_directory().items["ot-air-quality"]
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
STATEMENT = Statement("s-1", "BACKFILL", "initial-load", AT)
DECODER = Decoder(load_released().latest("inbound", ITEM.item))


@pytest.fixture
def state(tmp_path: Path) -> Iterator[PublisherState]:
    with open_state(tmp_path, PROVIDER, ITEM.item) as opened:
        opened.begin("s-1", AT)
        yield opened


@pytest.fixture
def box(state: PublisherState) -> Outbox:
    return Outbox(Settings(KAFKA_BOOTSTRAP_SERVERS="127.0.0.1:1"), ITEM, PROVIDER, state)


def draft(station: str, *, row: int = 2, version: int | None = None, after: dict[str, Any] | None = None) -> Draft:
    change = Change(RecordKey("OBJECT", station, ""), date(2026, 3, 1), after, {}, version)
    return Draft(change, change.content(), row)


def decoded(value: bytes) -> dict[str, Any]:
    return DECODER.decode(value[HEADER_BYTES:])


def version_of(event: Event) -> int:
    assert event.record is not None
    return event.record[1].version


def test_events_are_numbered_from_one_and_each_record_counts_its_own_versions(
    state: PublisherState, box: Outbox
) -> None:
    drafts = [draft("A", after={"aqi": 1}), draft("B", after={"aqi": 1}), draft("A", after={"aqi": 2}), draft("A")]
    events, refused = box.prepare(drafts, STATEMENT)
    told = [decoded(e.value) for e in events]
    assert refused == []
    assert [(e["seq"], e["record_version"], e["operation"]) for e in told] == [
        (1, 1, "CREATE"), (2, 1, "CREATE"), (3, 2, "UPDATE"), (4, 3, "DELETE"),
    ]  # fmt: skip
    assert [e["event_id"] for e in told] == [event_id(PROVIDER, ITEM.item, seq) for seq in (1, 2, 3, 4)]
    assert {(e["submission_id"], e["origin"], e["origin_ref"]) for e in told} == {("s-1", "BACKFILL", "initial-load")}
    assert [e["after"] and e["after"]["aqi"] for e in told] == [1, 1, 2, None]
    assert {e.key for e in events} == {b"OBJECT:A", b"OBJECT:B"}
    state.assign("s-1", events)
    (back,), _ = box.prepare([draft("A", after={"aqi": 3})], STATEMENT)
    assert (decoded(back.value)["operation"], decoded(back.value)["record_version"]) == ("CREATE", 4)


def test_a_version_of_the_provider_s_own_must_grow(state: PublisherState, box: Outbox) -> None:
    events, refused = box.prepare(
        [draft("A", row=n, version=v, after={"aqi": n}) for n, v in ((2, 7), (3, 7), (4, 6), (5, 9))], STATEMENT
    )
    assert [(e.seq, version_of(e)) for e in events] == [(1, 7), (2, 9)]
    assert refused == [(n, Refused("FILE-VERSION", "record_version")) for n in (3, 4)]


def test_versions_start_above_whatever_a_forgetful_topic_may_have_held(state: PublisherState, box: Outbox) -> None:
    state.adopt([], has_forgotten=True)
    (first,), _ = box.prepare([draft("A", after={})], STATEMENT)
    assert version_of(first) == 1
    state.assign("s-1", [first])
    state.adopt([outbox_adopted(90)], has_forgotten=True)
    (other,), _ = box.prepare([draft("B", after={})], STATEMENT)
    assert (other.seq, version_of(other)) == (91, 91)


def outbox_adopted(seq: int) -> Any:
    from producers.state import Adopted

    return Adopted(seq, "", (RecordKey("OBJECT", "Z", ""), Standing(1, b"", False)))


def test_an_event_too_large_for_its_topic_is_refused_before_it_has_a_number(box: Outbox) -> None:
    large = draft("A", row=2, after={"station_name": "示" * 2_000_000})
    events, refused = box.prepare([large, draft("B", row=3, after={})], STATEMENT)
    assert refused == [(2, Refused("FILE-SIZE", ""))]
    assert [e.seq for e in events] == [1]


def test_what_is_not_confirmed_stays_pending_with_its_bytes(
    state: PublisherState, box: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    events, _ = box.prepare([draft("A", after={}), draft("B", after={}), draft("C", after={})], STATEMENT)
    state.assign("s-1", events)
    monkeypatch.setattr(outbox, "send", lambda *_: ([1, 3], Counter({"_MSG_TIMED_OUT": 1})))
    with pytest.raises(Refusal, match=r"1 events .*_MSG_TIMED_OUT.*run the same command again"):
        box.deliver(events)
    assert [(p.seq, p.value) for p in state.pending(10)] == [(2, events[1].value)]


class Broker:
    """Stands in for a producer: takes one message at a time and fails those it is told to."""

    def __init__(self, failing: bytes = b"", fatal: bytes = b"") -> None:
        self.failing, self.fatal = failing, fatal
        self.waiting: list[Callable[[], None]] = []

    def produce(self, _topic: str, value: bytes, _key: bytes, on_delivery: Callable[..., None]) -> None:
        if value == self.fatal:
            raise KafkaException(KafkaError(KafkaError._FATAL))
        if self.waiting:
            raise BufferError
        error = KafkaError(KafkaError._MSG_TIMED_OUT) if value == self.failing else None
        self.waiting.append(lambda: on_delivery(error, None))

    def poll(self, _seconds: float) -> None:
        self.waiting.pop()()

    def flush(self, _seconds: float) -> None:
        while self.waiting:
            self.poll(0)


MESSAGES = [(1, b"k", b"a"), (2, b"k", b"b"), (3, b"k", b"c")]


def test_every_delivery_report_is_looked_at() -> None:
    assert send(Broker(), "t", MESSAGES) == ([1, 2, 3], Counter())  # type: ignore[arg-type]  # stands in for one
    assert send(Broker(failing=b"b"), "t", MESSAGES) == ([1, 3], Counter({"_MSG_TIMED_OUT": 1}))  # type: ignore[arg-type]
    assert send(Broker(fatal=b"b"), "t", MESSAGES) == ([1], Counter({"_FATAL": 1}))  # type: ignore[arg-type]


def test_an_attestation_takes_the_next_seq_and_changes_no_record(state: PublisherState, box: Outbox) -> None:
    events, _ = box.prepare([draft("A", after={"aqi": 1})], STATEMENT)
    state.assign("s-1", events)
    attestation = box.attest(date(2026, 3, 1), STATEMENT)
    state.assign("s-1", [attestation])
    told = decoded(attestation.value)
    assert (told["operation"], told["seq"], told["record_version"]) == ("ATTEST", 2, 2)
    assert (told["identity_type"], told["identity_number"], told["record_id"]) == ("AGENCY", PROVIDER, "")
    assert (told["changed_on"], told["after"]) == (date(2026, 3, 1), None)
    assert state.next_seq == 3
    # A complete file does not lack an attestation.
    assert state.plan_absent() == (1, 1)
    assert [seq for seq, *_ in state.pending(10)] == [1, 2]
