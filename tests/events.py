"""Change events for tests: every number is invented, every check digit computed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from schemas.codec import Decoder, Encoder, event_id
from schemas.consumed import Consumed
from schemas.directory import Directory, inbound_topic
from schemas.directory_files import load_directory
from schemas.identifiers import key
from schemas.registers import Reference
from schemas.released import load_released
from stream_processors.pipeline import Inbound, Pipeline
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.ruleset import Ruleset

DIRECTORY: Directory = load_directory()
SCHEMAS = load_released()
ITEM = "np-household-registration"
PROVIDER = "tianhe-public-security"
OTHER_PROVIDER = "yuexiu-public-security"
CHANGED_ON = date(2026, 3, 2)
RECEIVED_AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
COUNTIES = (440103, 440104, 440105, 440106, 440111, 440112, 440113, 440114, 440115, 440117, 440118)
WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))


def resident_number(n: int) -> str:
    """The n-th invented resident number, of a man born on 1990-01-01: valid and different up to 5,500."""
    body = f"{COUNTIES[n % len(COUNTIES)]}19900101{n // len(COUNTIES) % 500 * 2 + 1:03}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def make_after(**elements: Any) -> dict[str, Any]:
    """A household registration that breaks no rule."""
    empty: dict[str, Any] = {e.name: None for e in DIRECTORY.items[ITEM].elements}
    given = {"name": "测试", "sex_code": "1", "birth_on": date(1990, 1, 1), "household_division_code": "440106"}
    return {**empty, **given, **elements}


def make_event(seq: int = 1, **fields: Any) -> dict[str, Any]:
    """A conforming event; `fields` says what matters to the test."""
    provider = fields.get("provider", PROVIDER)
    item = fields.get("item", ITEM)
    event = {
        "event_id": event_id(provider, item, max(seq, 0)),
        "provider": provider,
        "item": item,
        "seq": seq,
        "submission_id": "s-test",
        "operation": "CREATE",
        "origin": "LIVE",
        "origin_ref": None,
        "origin_platform": None,
        "identity_type": "RESIDENT_ID",
        "identity_number": resident_number(seq),
        "record_id": "",
        "record_version": 1,
        "changed_on": CHANGED_ON,
        "valid_from_on": None,
        "decided_on": None,
        "recorded_at": datetime(2026, 3, 2, 7, 0, tzinfo=UTC),
        "related": None,
        "reason": None,
        "review_ref": "initial-directory",
        "after": make_after(),
    }
    return {**event, **fields}


def party(role: str, identity_number: str, identity_type: str = "RESIDENT_ID") -> dict[str, str]:
    """One entry of `related`."""
    return {"role": role, "identity_type": identity_type, "identity_number": identity_number}


def encode(event: Mapping[str, Any], item: str = ITEM) -> bytes:
    """The framed inbound bytes of an event."""
    return Encoder(SCHEMAS.latest("inbound", item)).encode(event)


def key_of(event: Mapping[str, Any]) -> bytes:
    """The Kafka key of an event."""
    return key(event["identity_type"], event["identity_number"])


def arrive(event: Mapping[str, Any], offset: int = 0, *, received_at: datetime = RECEIVED_AT, **other: Any) -> Inbound:
    """The event as it comes in on its provider's topic; `other` replaces what the broker says of it."""
    topic = inbound_topic(event["provider"], ITEM)
    arrived = Inbound(topic, 0, offset, int(received_at.timestamp() * 1000), key_of(event), encode(event))
    return arrived._replace(**other)


def make_reference(**rows: Any) -> Reference:
    """The packaged reference rows; `rows` replaces some of them."""
    responsibilities = {item.item: item.responsibilities for item in DIRECTORY.items.values()}
    packaged = Reference(responsibilities, DIRECTORY.windows, DIRECTORY.reviews, version="test")
    return replace(packaged, **rows)


def make_pipeline(parameters: Parameters | None = None, reference: Reference | None = None) -> Pipeline:
    """A pipeline under the packaged rules."""
    rows = reference or make_reference()
    calendar = Calendar.load().amended(rows.notices)
    return Pipeline(Ruleset(DIRECTORY, SCHEMAS, rows, parameters or Parameters.load(), calendar))


def decode_shared(value: bytes, item: str = ITEM) -> dict[str, Any]:
    """An accepted event's bytes as a record."""
    return Decoder(SCHEMAS.latest("shared", item)).decode(value[5:])


def decode_quarantined(value: bytes) -> dict[str, Any]:
    """A quarantine record's bytes as a record."""
    return Decoder(SCHEMAS.latest("platform", "quarantine")).decode(value[5:])


def rules_of(value: bytes) -> set[tuple[str, str]]:
    """Rule codes and paths of a quarantine record."""
    return {(f["rule"], f["path"]) for f in decode_quarantined(value)["findings"]}


def shared_records(
    pipeline: Pipeline, arrivals: list[Inbound], first_offset: int
) -> tuple[list[Consumed], list[Consumed]]:
    """What the validator would have produced, as the materialiser consumes it: (events, refused), partition 0."""
    outcomes = pipeline.process(arrivals)
    at_ms = arrivals[0].received_at_ms
    events = [
        Consumed(event.topic, 0, first_offset + n, at_ms, event.key, event.value)
        for n, event in enumerate(outcomes.accepted)
    ]
    refused = [
        Consumed("platform.quarantine", 0, first_offset + n, at_ms, record.key, record.value)
        for n, record in enumerate(outcomes.quarantined)
    ]
    return events, refused
