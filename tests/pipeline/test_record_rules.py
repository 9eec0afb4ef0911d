"""The rules written by hand for peers in Python say of a load's events what its account says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from govsync.benchmark.peers.contract import contract_of
from govsync.benchmark.peers.record_rules import RecordRules, appended, unreadable
from infra.reference import packaged
from producers.load import Load, Message, busiest_item
from schemas.codec import HEADER_BYTES, Decoder, Encoder, MalformedMessage
from schemas.released import load_released
from stream_processors.pipeline import Inbound, Pipeline
from stream_processors.rules.ruleset import Ruleset
from tests.events import DIRECTORY

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ARRIVED = NOW + timedelta(seconds=1)
ITEM = busiest_item(DIRECTORY)
RULESET = Ruleset.under(packaged(DIRECTORY))
CONTRACT = contract_of(RULESET, ITEM.item, date(2026, 3, 2))


@pytest.fixture(scope="module")
def load() -> Load:
    return Load(ITEM, 11, NOW)


@pytest.fixture(scope="module")
def messages(load: Load) -> list[Message]:
    return load.more(4000)


def refused_for(rules: RecordRules, decoder: Decoder, message: Message) -> list[str]:
    """The rules by which a message is refused."""
    if rule := unreadable(message.value, CONTRACT):
        return [rule]
    assert message.value is not None
    try:
        event = decoder.decode(message.value[HEADER_BYTES:])
    except MalformedMessage as error:
        return [error.rule]
    return list(rules.judge(event, message.key, ARRIVED).refused)


def test_it_refuses_what_the_load_spoiled_and_nothing_else(load: Load, messages: list[Message]) -> None:
    rules, decoder = RecordRules(CONTRACT), Decoder(load_released().latest("inbound", ITEM.item))
    wrong = []
    for message in messages:
        found = refused_for(rules, decoder, message)
        if message.event is None:
            is_right = bool(found)
        elif message.event in load.account.refused:
            is_right = load.account.refused[message.event] in found
        else:
            is_right = not found
        if not is_right:
            wrong.append((message.event, found))
    assert wrong == []
    assert len(set(load.account.refused.values())) > 5


def test_what_it_appends_is_what_our_validator_appends(load: Load, messages: list[Message]) -> None:
    accepted = [m for m in messages if m.event is not None and m.event not in load.account.refused][:200]
    arrived = [
        Inbound(m.topic, 0, n, round(ARRIVED.timestamp() * 1000), m.key, m.value) for n, m in enumerate(accepted)
    ]
    ours = [each.value for each in Pipeline(RULESET).process(arrived).accepted]
    rules = RecordRules(CONTRACT)
    schemas = load_released()
    decoder = Decoder(schemas.latest("inbound", ITEM.item))
    encoder = Encoder(schemas.latest("shared", ITEM.item))
    theirs = []
    for message in accepted:
        assert message.value is not None
        event = decoder.decode(message.value[HEADER_BYTES:])
        flags = rules.judge(event, message.key, ARRIVED).flags
        theirs.append(encoder.encode({**event, **appended(CONTRACT, event, ARRIVED, flags)}))
    assert theirs == ours
