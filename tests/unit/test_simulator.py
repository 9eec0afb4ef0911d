"""What simulated agencies make up: from the contract alone, by seed, and as wrong as announced."""

from collections import Counter
from datetime import UTC, date, datetime
from random import Random

import pytest

from producers.simulator import _Action, _Agency, _shares
from schemas.codec import Encoder
from schemas.directory import Item
from schemas.directory_files import load_directory
from schemas.identifiers import judge
from schemas.released import load_released
from schemas.severity import Severity
from tests.events import make_event

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ITEMS = load_directory().items


def actions(item: Item, seed: int = 1, *, now: datetime = NOW, count: int = 600) -> list[_Action]:
    return _Agency(item, item.providers[0], Random(seed), now).actions(count, 12, 6, 6)


@pytest.mark.parametrize("code", sorted(ITEMS))
@pytest.mark.parametrize("with_recipe", [True, False])
def test_every_item_is_simulated_in_a_way_that_fits_its_avro_schema(code: str, with_recipe: bool) -> None:
    item = ITEMS[code] if with_recipe else ITEMS[code].model_copy(update={"item": "ot-unheard-of"})
    encoder = Encoder(load_released().latest("inbound", code))
    empty = dict.fromkeys(e.name for e in item.elements)
    done = actions(item)
    assert sum(len(a.changes) + a.is_repeated for a in done) == 600
    for action in done:
        for change in action.changes:
            after = None if change.after is None else {**empty, **change.after}
            encoder.encode(make_event(changed_on=change.changed_on, after=after))
            severity = judge(change.record.identity_type, change.record.identity_number, on=NOW.date()).severity
            assert (severity >= Severity.QUARANTINE) == (action.fault == "identity")


def test_the_same_seed_makes_the_same_changes_and_another_seed_others() -> None:
    item = ITEMS["np-birth"]
    first, second, other = actions(item, 1), actions(item, 1), actions(item, 2)
    assert first == second
    assert first != other


def test_mishaps_are_as_many_as_asked_and_of_several_kinds() -> None:
    done = actions(ITEMS["np-household-registration"], count=2000)
    assert sum(a.fault is not None for a in done) == 12
    assert len(Counter(a.fault for a in done)) > 4
    assert sum(a.is_repeated for a in done) == 6
    assert sum(len(a.changes) == 2 for a in done) == 6


@pytest.mark.parametrize(("now", "last"), [(NOW, date(2026, 3, 2)), (NOW.replace(year=2031), date(2026, 12, 31))])
def test_changes_are_dated_within_the_years_whose_calendar_is_loaded(now: datetime, last: date) -> None:
    days = [c.changed_on for a in actions(ITEMS["np-birth"], now=now) if a.fault != "date" for c in a.changes]
    assert max(days) == last
    assert min(days) >= date(2019, 7, 1)
    assert 0.5 < days.count(last) / len(days) < 0.8


def test_too_few_events_have_no_mishaps() -> None:
    item = ITEMS["np-birth"]
    done = _Agency(item, item.providers[0], Random(1), NOW).actions(3, 2, 1, 1)
    assert [(len(a.changes), a.fault, a.is_repeated) for a in done] == [(1, None, False)] * 3


def test_shares_add_up() -> None:
    assert _shares(10, [1, 1, 1]) == [4, 3, 3]
    assert _shares(400, [0.3, 0.3, 0.4]) == [120, 120, 160]
    assert _shares(0, [1, 2]) == [0, 0]
