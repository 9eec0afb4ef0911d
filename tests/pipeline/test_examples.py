"""The example of every wire id: bytes anybody can decode; as an item's event, one that the validator has nothing to say of."""

import json
from datetime import UTC, datetime, time
from typing import Any

import pytest

from schemas.codec import HEADER_BYTES, Decoder, Encoder, read_header
from schemas.examples import CHANGED_ON, example_record, readable
from schemas.frozen import example_path
from schemas.released import WireSchema
from stream_processors.pipeline import Inbound
from tests.events import DIRECTORY, SCHEMAS, decode_shared, key_of, make_pipeline, rules_of

RECEIVED_AT = datetime.combine(CHANGED_ON, time(8), UTC)


def of_file(wire: WireSchema) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(example_path(wire.id).read_text("utf-8"))
    return content


@pytest.mark.parametrize("wire", SCHEMAS.by_id.values(), ids=lambda wire: f"{wire.id}-{wire.of}")
def test_the_bytes_of_an_example_are_those_of_its_record(wire: WireSchema) -> None:
    content = of_file(wire)
    framed = bytes.fromhex(content["value_hex"])
    assert read_header(framed) == wire.id == content["schema_id"]
    assert readable(Decoder(wire).decode(framed[HEADER_BYTES:])) == content["record"]


@pytest.mark.parametrize("item", sorted(DIRECTORY.items))
def test_the_example_of_an_item_is_accepted_without_a_finding(item: str) -> None:
    event = example_record(SCHEMAS.latest("inbound", item), DIRECTORY)
    value = Encoder(SCHEMAS.latest("inbound", item)).encode(event)
    topic = f"in.{event['provider']}.{item}"
    arrived = Inbound(topic, 0, 0, int(RECEIVED_AT.timestamp() * 1000), key_of(event), value)
    outcomes = make_pipeline().process([arrived])
    assert [rules_of(refused.value) for refused in outcomes.quarantined] == []
    (accepted,) = outcomes.accepted
    assert decode_shared(accepted.value, item)["flags"] == []


@pytest.mark.parametrize("item", sorted(DIRECTORY.items))
def test_an_example_gives_every_element_a_value(item: str) -> None:
    record = example_record(SCHEMAS.latest("inbound", item), DIRECTORY)
    assert [name for name, value in record["after"].items() if value is None] == []
