"""Digests of held sets: whatever the order, both sides agree on equal sets, and find every record in which they differ."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.content import content_hash
from schemas.held_set import (
    BUCKETS,
    DifferenceKind,
    HeldRecord,
    Pseudonyms,
    Sums,
    bucket_of,
    differences,
    summed,
)

PSEUDONYMS = Pseudonyms(bytes(range(32)))
DAY = date(2026, 3, 2)


def held(number: str, content: str = "a", changed_on: date = DAY) -> HeldRecord:
    pseudonym = PSEUDONYMS.of("OBJECT", number, "")
    fingerprint = PSEUDONYMS.fingerprint(pseudonym, content_hash(changed_on, None, None, {"name": content}))
    return HeldRecord(pseudonym, fingerprint, changed_on)


registers = st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=3), max_size=40)


@given(registers, st.randoms(use_true_random=False))
def test_the_same_records_in_any_order_have_the_same_digest(register: dict[str, str], random: Random) -> None:
    records = [held(number, content) for number, content in register.items()]
    shuffled = random.sample(records, len(records))
    assert summed(records) == summed(shuffled)
    assert summed(records).differing_buckets(summed(shuffled)) == []
    assert summed(records).record_count == len(register)


@given(registers.filter(bool), st.data())
def test_one_record_too_few_too_many_or_changed_shows_in_its_bucket_alone(
    register: dict[str, str], data: st.DataObject
) -> None:
    records = {number: held(number, content) for number, content in register.items()}
    chosen = data.draw(st.sampled_from(sorted(register)))
    changed = held(chosen, register[chosen] + "!")
    without = {number: record for number, record in records.items() if number != chosen}
    cases = [
        (without, records, DifferenceKind.EXTRA, None),
        (records, without, DifferenceKind.MISSING, DAY),
        ({**records, chosen: changed}, records, DifferenceKind.STALE, DAY),
    ]
    for provider, platform, kind, changed_on in cases:
        theirs, ours = summed(provider.values()), summed(platform.values())
        (bucket,) = theirs.differing_buckets(ours)
        assert bucket == bucket_of(changed.pseudonym)
        shared = {r.pseudonym: r.fingerprint for r in platform.values() if bucket_of(r.pseudonym) == bucket}
        told = [r for r in provider.values() if bucket_of(r.pseudonym) == bucket]
        assert differences(told, shared) == {changed.pseudonym: (kind, changed_on)}
        assert (theirs.key_set_hash == ours.key_set_hash) == (kind is DifferenceKind.STALE)


def test_a_record_counted_twice_does_not_cancel_out() -> None:
    once, twice, thrice = (summed([held("a")] * times) for times in (1, 2, 3))
    assert len({once.key_set_hash, twice.key_set_hash, thrice.key_set_hash, summed([]).key_set_hash}) == 4


def test_sums_stay_within_sixteen_bytes_however_many_records_there_are() -> None:
    sums = Sums()
    for _ in range(1000):
        sums.add(b"\xff" * 16, b"\xff" * 16)
    assert sums.held_set().buckets[255].content_hash == (1000 * (2**128 - 1) % 2**128).to_bytes(16)


def test_records_spread_evenly_over_the_buckets() -> None:
    counts = [bucket.record_count for bucket in summed(held(str(n)) for n in range(BUCKETS * 100)).buckets]
    assert min(counts) > 50
    assert max(counts) < 200


def test_without_the_key_neither_pseudonym_nor_fingerprint_can_be_computed() -> None:
    other = Pseudonyms(bytes(32))
    mine, theirs = PSEUDONYMS.of("OBJECT", "a", ""), other.of("OBJECT", "a", "")
    assert mine != theirs
    assert PSEUDONYMS.fingerprint(mine, b"content") != other.fingerprint(mine, b"content")
    assert PSEUDONYMS.key_id != other.key_id
    with pytest.raises(ValueError, match="32 bytes"):
        Pseudonyms(b"short")


def test_the_parts_of_a_key_do_not_run_into_one_another() -> None:
    assert PSEUDONYMS.of("OBJECT", "a", "b") != PSEUDONYMS.of("OBJECT", "ab", "")


@pytest.mark.parametrize(
    "other",
    [
        (DAY + timedelta(1), None, None, {"name": "a"}),
        (DAY, DAY, None, {"name": "a"}),
        (DAY, None, DAY, {"name": "a"}),
        (DAY, None, None, {"name": "b"}),
        (DAY, None, None, {"name": "a", "aqi": 5}),
    ],
)
def test_any_difference_in_what_is_stated_is_another_content(
    other: tuple[date, date | None, date | None, dict[str, object]],
) -> None:
    assert content_hash(DAY, None, None, {"name": "a"}) != content_hash(*other)
