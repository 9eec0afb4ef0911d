"""The load for measuring is the same for the same seed, and the pipeline judges it as its account says."""

from datetime import UTC, datetime

import pytest

from producers.load import ONLY_NEW, Load, Message, busiest_item
from schemas.bilingual import Refusal
from schemas.directory import Item
from stream_processors.pipeline import Inbound
from tests.events import DIRECTORY, decode_quarantined, decode_shared, make_pipeline

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
PIPELINE = make_pipeline()


def _inbound(messages: list[Message]) -> list[Inbound]:
    received_at_ms = int(NOW.timestamp() * 1000)
    return [Inbound(m.topic, 0, n, received_at_ms, m.key, m.value) for n, m in enumerate(messages)]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    item = busiest_item(DIRECTORY)
    made = [Load(item, seed, NOW).more(1000) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]


@pytest.mark.parametrize("item", DIRECTORY.items.values(), ids=lambda item: item.item)
def test_the_pipeline_judges_the_load_as_its_account_says(item: Item) -> None:
    load = Load(item, 7, NOW)
    messages = load.more(1000)
    outcomes = PIPELINE.process(_inbound(messages))
    account = load.account

    assert len(messages) == account.outcomes.total() == 1000
    accepted = [decode_shared(event.value, item.item) for event in outcomes.accepted]
    assert {(e["provider"], e["seq"]) for e in accepted} == set(account.history)
    assert not [e for e in accepted if e["flags"]]
    held = {}
    unreadable = []
    for record in map(decode_quarantined, (r.value for r in outcomes.quarantined)):
        rules = [f["rule"] for f in record["findings"]]
        if record["seq"] is None:
            unreadable += rules
        else:
            held[record["provider"], record["seq"]] = rules
    assert sorted(unreadable) == sorted(account.poison.elements())
    assert {event: rule for event, rule in account.refused.items() if rule in held[event]} == account.refused
    assert len(held) == len(account.refused)


def test_several_rules_and_every_kind_of_poison_are_in_a_load() -> None:
    load = Load(busiest_item(DIRECTORY), 7, NOW)
    load.more(3000)
    assert len(set(load.account.refused.values())) >= 8
    assert load.account.poison.total() == 10
    assert load.account.outcomes["repeat"] == 15
    assert load.account.outcomes["superseded"] == 15


def test_a_load_goes_on_where_it_ended() -> None:
    load = Load(busiest_item(DIRECTORY), 7, NOW)
    first, second = load.more(200, ONLY_NEW), load.more(200, ONLY_NEW)
    assert load.account.outcomes == {"applied": 400}
    assert not {m.event for m in first} & {m.event for m in second}
    assert len(load.account.current) == 400


def test_too_few_events_for_the_mix_are_refused() -> None:
    with pytest.raises(Refusal, match="too few"):
        Load(busiest_item(DIRECTORY), 7, NOW).more(5)
