"""A benchmark's traffic has each item's share, and keeps the order of each item's events."""

from collections import Counter
from datetime import UTC, datetime

from govsync.benchmark.traffic import CITY, Traffic, traffic
from producers.load import ONLY_NEW, REALISTIC, Load, busiest_item
from tests.events import DIRECTORY

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def _item(topic: str) -> str:
    return topic.split(".", 2)[2]


def test_a_city_s_traffic_is_of_the_busiest_item_of_each_basic_database() -> None:
    city = traffic(DIRECTORY, None, 1, NOW)
    messages = city.more(2000)
    items = {busiest_item(DIRECTORY, database).item: share for database, share in CITY.items()}
    assert city.shares == items
    assert Counter(_item(m.topic) for m in messages) == {item: 2000 * share for item, share in items.items()}
    assert sum(load.account.poison.total() for load in city.loads) == REALISTIC.poison
    assert city.expected_outcomes == len(messages)


def test_items_are_mixed_and_the_order_within_each_is_kept() -> None:
    persons, licences = (busiest_item(DIRECTORY, database) for database in ("natural_person", "licence"))
    mixed = Traffic({Load(persons, 1, NOW): 0.5, Load(licences, 1, NOW): 0.5}, 1).more(1000, ONLY_NEW)
    alone = Load(persons, 1, NOW).more(500, ONLY_NEW)
    assert [m for m in mixed if _item(m.topic) == persons.item] == alone
    first_half = Counter(_item(m.topic) for m in mixed[:500])
    assert min(first_half[item.item] for item in (persons, licences)) > 150


def test_the_same_seed_gives_the_same_traffic() -> None:
    made = [traffic(DIRECTORY, None, seed, NOW).more(1000) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]


def test_history_before_the_last_messages_is_known() -> None:
    item = busiest_item(DIRECTORY)
    alone = Traffic({Load(item, 1, NOW): 1.0}, 1)
    alone.more(300)
    before = len(alone.loads[0].account.history)
    alone.more(300)
    assert alone.history_before == before < len(alone.loads[0].account.history)
