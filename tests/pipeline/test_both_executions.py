"""Conformance is one thing executed two ways: over columns, and one record at a time."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.codec import HEADER_BYTES, BatchDecoder, BatchEncoder, Encoder, event_id, event_ids
from schemas.directory import Element, ElementKind, Item
from schemas.identifiers import IDENTITY_TYPES, key
from stream_processors.rules.checks import Finding, Providing
from stream_processors.rules.conformance import Arrivals, Conformance
from stream_processors.rules.parameters import Parameters
from tests.events import DIRECTORY, RECEIVED_AT, SCHEMAS, make_after, make_event, make_pipeline, resident_number

PARAMETERS = Parameters.load()
ITEMS = tuple(DIRECTORY.items.values())
DECODERS = {item.item: BatchDecoder(SCHEMAS.latest("inbound", item.item)) for item in ITEMS}
ENCODERS = {item.item: Encoder(SCHEMAS.latest("inbound", item.item)) for item in ITEMS}
RULES = {
    item.item: Conformance(item, Providing(item.responsibilities, DIRECTORY.reviews, DIRECTORY.agencies), PARAMETERS)
    for item in ITEMS
}

texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "\0", "a\0b", "1", "2", "440106", "440199", "9", "01", "CNY", "A01", "J123456789", "x" * 300]),
)
days = st.one_of(
    st.dates(date(2018, 1, 1), date(2027, 12, 31)), st.dates(), st.sampled_from([date(1899, 12, 31), date(1, 1, 1)])
)
# Hypothesis gives naive bounds their zone.
instants = st.one_of(
    st.datetimes(datetime(2026, 2, 28), datetime(2026, 3, 4), timezones=st.just(UTC)),  # noqa: DTZ001
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
)
numbers = st.one_of(
    st.integers(0, 5000).map(resident_number),
    st.integers(0, 5000).map(lambda n: resident_number(n)[:-1] + "5"),
    st.sampled_from(["91440101MA5XYW121W", "91440101MA5XYW1213", "440101000012341", "CHN:E12345678", "gz-health", ""]),
    st.text(max_size=20),
)
parties = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["OTHER_PARTY", "PREVIOUS", "MERGED_FROM", "SPLIT_TO"]),
        "identity_type": st.sampled_from([*IDENTITY_TYPES, "NONE"]),
        "identity_number": numbers,
    }
)


def _value(element: Element) -> st.SearchStrategy[Any]:
    values: dict[ElementKind, st.SearchStrategy[Any]] = {
        ElementKind.STRING: st.one_of(texts, numbers),
        ElementKind.BOOLEAN: st.booleans(),
        ElementKind.INTEGER: st.one_of(st.integers(-10, 600), st.integers(-(2**31), 2**31 - 1)),
        ElementKind.LONG: st.integers(-(2**63), 2**63 - 1),
        ElementKind.DOUBLE: st.one_of(st.floats(-200, 600), st.floats()),
        ElementKind.DATE: days,
        ElementKind.INSTANT: instants,
        ElementKind.DECIMAL: st.integers(1 - 10 ** (element.precision or 1), 10 ** (element.precision or 1) - 1).map(
            lambda n: Decimal(n).scaleb(-(element.scale or 0))
        ),
    }
    return st.one_of(st.none(), values[element.kind])


@cache
def events(item: str) -> st.SearchStrategy[dict[str, Any]]:
    """Events of an item: mostly plausible, broken in one way, in many, or in ways no one thought of."""
    of = DIRECTORY.items[item]
    record = st.fixed_dictionaries({e.name: _value(e) for e in of.elements})
    return st.fixed_dictionaries(
        {
            "event_id": st.one_of(st.just(event_id("a", "b", 1)), texts),
            "provider": st.sampled_from([*of.providers, "gz-health", "nobody"]),
            "item": st.sampled_from([item, item, item, "np-birth"]),
            "seq": st.integers(-1, 5),
            "submission_id": st.one_of(st.none(), texts),
            "operation": st.sampled_from(["CREATE", "UPDATE", "UPDATE", "DELETE", "ATTEST", "REKEY", "MERGE", "SPLIT"]),
            "origin": st.sampled_from(["LIVE", "BACKFILL"]),
            "origin_ref": st.none(),
            "origin_platform": st.one_of(st.none(), texts),
            "identity_type": st.sampled_from([*of.identity_types, *of.identity_types, *IDENTITY_TYPES, "NONE"]),
            "identity_number": numbers,
            "record_id": st.one_of(st.just(""), st.just("r" * 201), texts),
            "record_version": st.integers(-1, 5),
            "changed_on": days,
            "valid_from_on": st.one_of(st.none(), days),
            "decided_on": st.none(),
            "recorded_at": instants,
            "related": st.one_of(st.none(), st.none(), st.lists(parties, max_size=2)),
            "reason": st.one_of(st.none(), texts),
            "review_ref": st.sampled_from(["initial-directory", "initial-directory", "no-such-review", None]),
            "after": st.one_of(st.none(), record, record, record),
        }
    )


def _both(item: Item, batch: Sequence[dict[str, Any]], keys: Sequence[bytes | None]) -> None:
    decoded = DECODERS[item.item].decode([ENCODERS[item.item].encode(event)[5:] for event in batch])
    assert not decoded.malformed
    start = int(RECEIVED_AT.timestamp() * 1000)
    received = np.array([start + 5_000_000 * n for n in range(len(batch))], np.int64)
    arrivals = Arrivals(keys, [None if n % 5 == 4 else item.providers[0] for n in range(len(batch))], received)
    columns: dict[int, set[Finding]] = defaultdict(set)
    for finding, rows in RULES[item.item].judge(decoded.frame, arrivals):
        for row in rows.tolist():
            assert finding not in columns[row]
            columns[row].add(finding)
    each = RULES[item.item].judge_each(decoded.frame, arrivals)
    for row, found in enumerate(each):
        assert len(set(found)) == len(found)
        assert set(found) == columns[row]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.item)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_both_executions_say_the_same_finding_for_finding(item: Item, data: st.DataObject) -> None:
    batch = data.draw(st.lists(events(item.item), min_size=1, max_size=12))
    keys = [
        data.draw(st.sampled_from([key(e["identity_type"], e["identity_number"]), None, b"x"])) if n % 3 == 0
        else key(e["identity_type"], e["identity_number"])
        for n, e in enumerate(batch)
    ]  # fmt: skip
    _both(item, batch, keys)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.item)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_columns_are_encoded_byte_for_byte_as_each_record(item: Item, data: st.DataObject) -> None:
    batch = [{**event, "related": None} for event in data.draw(st.lists(events(item.item), max_size=12))]
    values = [ENCODERS[item.item].encode(event) for event in batch]
    frame = DECODERS[item.item].decode([value[HEADER_BYTES:] for value in values]).frame
    assert BatchEncoder(SCHEMAS.latest("inbound", item.item)).encode(frame) == values


@pytest.mark.parametrize("amount", ["0", "1.27", "1.28", "-1.27", "-1.28", "-1.29", "-327.68", "-327.69"])
def test_an_amount_takes_the_same_bytes_in_a_column_as_in_a_record(amount: str) -> None:
    item = "np-subsistence-allowance"
    event = make_event(
        item=item,
        after=dict.fromkeys(e.name for e in DIRECTORY.items[item].elements)
        | {"monthly_allowance_yuan": Decimal(amount)},
    )
    value = ENCODERS[item].encode(event)
    frame = DECODERS[item].decode([value[HEADER_BYTES:]]).frame
    assert BatchEncoder(SCHEMAS.latest("inbound", item)).encode(frame) == [value]


def test_what_columns_cannot_say_is_no_event() -> None:
    item = ITEMS[0].item
    frame = DECODERS[item].decode([ENCODERS[item].encode(make_event(item=item, after=None))[HEADER_BYTES:]]).frame
    encoder = BatchEncoder(SCHEMAS.latest("inbound", item))
    with pytest.raises(ValueError, match="identity_number"):
        encoder.encode(frame.with_columns(identity_number=pl.lit(None, pl.String)))
    parties_told = pl.Series(
        "related", [[{"role": 0, "identity_type": "USCC", "identity_number": "1"}]], frame["related"].dtype
    )
    with pytest.raises(ValueError, match="related"):
        encoder.encode(frame.with_columns(parties_told))


def test_a_small_and_a_large_batch_come_to_the_same_outcomes() -> None:
    from tests.events import arrive

    changes: list[dict[str, Any]] = [
        make_event(
            n + 1,
            after=make_after(
                name=None if n % 7 == 0 else "甲", sex_code="127"[n % 3], marital_status_code="9" * (n % 4) or None
            ),
            changed_on=date(2026, 3, 2) - timedelta(days=n % 400),
        )
        for n in range(600)
    ]
    arrivals = [arrive(event, n) for n, event in enumerate(changes)]
    pipeline = make_pipeline()
    whole = pipeline.process(arrivals)
    parts = [pipeline.process(arrivals[n : n + 50]) for n in range(0, 600, 50)]
    assert list(whole.accepted) == [a for part in parts for a in part.accepted]
    assert [q.key for q in whole.quarantined] == [q.key for part in parts for q in part.quarantined]


SOURCES = {
    "tianhe-public-security": ("ALL", "440106"),
    "gz-public-security": ("ALL", "440100"),
    "yuexiu-public-security": ("IDENTITY", "440104"),
}


def _divided_item() -> Item:
    """An item whose elements and territories have different sources."""
    item = DIRECTORY.items["np-household-registration"]
    version = item.versions[0]
    demands = {**version.elements, "name": version.elements["name"].model_copy(update={"group": "IDENTITY"})}
    demands["household_address"] = demands["birth_on"].model_copy(update={"group": "ADDRESS", "required": False})
    divided = version.model_copy(update={"elements": demands, "territory_element": "household_division_code"})
    rows = [
        item.responsibilities[0].model_copy(update={"agency": agency, "element_group": group, "territory": territory})
        for agency, (group, territory) in SOURCES.items()
    ]
    return item.model_copy(update={"versions": (divided,), "responsibilities": tuple(rows)})


@pytest.mark.parametrize(
    ("provider", "division", "address", "rules"),
    [
        ("tianhe-public-security", "440106", "某路", set()),
        ("gz-public-security", "440103", "某路", set()),
        ("gz-public-security", "440106", None, {"OWN-TERRITORY"}),
        ("tianhe-public-security", "440103", None, {"OWN-TERRITORY"}),
        ("gz-public-security", "445100", None, {"OWN-TERRITORY"}),
        ("yuexiu-public-security", "440104", None, set()),
        ("yuexiu-public-security", "440104", "某路", {"OWN-ELEMENT"}),
        ("tianhe-public-security", None, None, set()),
    ],
)
def test_an_element_and_a_territory_have_one_source_each(
    provider: str, division: str | None, address: str | None, rules: set[str]
) -> None:
    item = _divided_item()
    conformance = Conformance(item, Providing(item.responsibilities, DIRECTORY.reviews, DIRECTORY.agencies), PARAMETERS)
    event = make_event(provider=provider, after=make_after(household_division_code=division, household_address=address))
    decoded = DECODERS[item.item].decode([ENCODERS[item.item].encode(event)[5:]])
    arrivals = Arrivals(
        [key("RESIDENT_ID", event["identity_number"])],
        [provider],
        np.array([int(RECEIVED_AT.timestamp() * 1000)], np.int64),
    )
    (one,) = conformance.judge_each(decoded.frame, arrivals)
    assert {f.rule for f in one if f.rule.startswith("OWN-")} == rules
    assert {hit.finding for hit in conformance.judge(decoded.frame, arrivals)} == set(one)


def test_many_ids_are_those_of_each() -> None:
    seqs = range(2**40, 2**40 + 500)
    assert event_ids("gz-health", "np-birth", seqs) == [event_id("gz-health", "np-birth", seq) for seq in seqs]
