"""Which numbers stand for one subject: what providers said, in whatever order it arrived."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from consumers.aliases import Alias, Identity, Link, Relation, aliases, members_on, subject_on

DAY = date(2026, 3, 2)
A, B, C, D = (Identity("OTHER_DOC", f"TEST:{letter}") for letter in "ABCD")


def said(*statements: tuple[Relation, Identity, Identity], provider: str = "gz-health") -> list[Link]:
    """Statements of one provider, a day apart."""
    return [
        Link(DAY + timedelta(days=n), provider, "np-birth", n + 1, 0, *statement)
        for n, statement in enumerate(statements)
    ]


def now(links: Sequence[Link]) -> dict[Identity, Identity]:
    return {a.identity: a.subject for a in aliases(links) if a.valid_to_on is None}


def test_the_former_number_stands_for_the_subject_from_the_day_of_the_change() -> None:
    assert aliases(said((Relation.REKEY, A, B))) == [Alias(A, B, DAY, None)]


def test_a_chain_of_changes_leads_to_the_present_number_and_each_day_to_its_own() -> None:
    found = aliases(said((Relation.REKEY, A, B), (Relation.REKEY, B, C)))
    second = DAY + timedelta(days=1)
    assert found == [Alias(A, B, DAY, second), Alias(A, C, second, None), Alias(B, C, second, None)]
    assert subject_on(found, A, DAY) == B
    assert subject_on(found, A, None) == C
    assert subject_on(found, A, DAY - timedelta(days=1)) == A
    assert members_on(found, C, None) == [C, A, B]


def test_a_change_back_takes_it_back() -> None:
    found = aliases(said((Relation.REKEY, A, B), (Relation.REKEY, B, A)))
    assert found == [Alias(A, B, DAY, DAY + timedelta(days=1))]


def test_several_providers_take_the_same_change_back_and_it_stays_back() -> None:
    links = [
        link
        for provider in ("gz-health", "gz-public-security", "gz-civil-affairs")
        for link in said((Relation.REKEY, A, B), (Relation.REKEY, B, A), provider=provider)
    ]
    assert now(links) == {}


def test_a_change_taken_back_may_be_made_again() -> None:
    assert now(said((Relation.REKEY, A, B), (Relation.REKEY, B, A), (Relation.REKEY, A, B))) == {A: B}


def test_a_number_that_comes_back_after_two_changes_is_the_present_one() -> None:
    assert now(said((Relation.REKEY, A, B), (Relation.REKEY, B, C), (Relation.REKEY, C, A))) == {B: A, C: A}


def test_merged_subjects_are_one_and_a_split_parts_them_again() -> None:
    merged = said((Relation.MERGE, A, B), (Relation.MERGE, C, B))
    assert now(merged) == {A: B, C: B}
    assert now(said((Relation.MERGE, A, B), (Relation.MERGE, C, B), (Relation.SPLIT, B, A))) == {C: B}


def test_a_split_may_be_undone_by_a_merging() -> None:
    assert now(said((Relation.MERGE, A, B), (Relation.SPLIT, B, A), (Relation.MERGE, A, B))) == {A: B}


def test_a_split_parts_two_numbers_however_they_came_together() -> None:
    together = [(Relation.MERGE, A, B), (Relation.MERGE, A, C), (Relation.REKEY, B, C)]
    found = now(said(*together, (Relation.SPLIT, C, A)))
    assert A not in found
    assert A not in found.values()
    assert found == {B: C}


def test_a_merging_into_a_former_number_is_one_with_the_present_subject() -> None:
    assert now(said((Relation.REKEY, A, B), (Relation.MERGE, C, A))) == {A: B, C: B}


def test_a_successor_is_another_subject() -> None:
    assert aliases(said((Relation.SUCCESSION, A, B))) == []


def test_what_was_said_and_unsaid_on_one_day_leaves_nothing() -> None:
    links = [link._replace(valid_from_on=DAY) for link in said((Relation.REKEY, A, B), (Relation.REKEY, B, A))]
    assert aliases(links) == []


numbers = st.sampled_from([A, B, C, D])
statements = st.lists(
    st.tuples(st.sampled_from(Relation), numbers, numbers).filter(lambda s: s[1] != s[2]), max_size=12
).map(lambda found: said(*found))


@given(statements, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(links: list[Link], draw: random.Random) -> None:
    shuffled = list(links)
    draw.shuffle(shuffled)
    assert aliases(shuffled) == aliases(links)


@given(statements)
def test_a_present_number_is_nobodys_alias_and_a_day_has_one_answer(links: list[Link]) -> None:
    found = aliases(links)
    days = sorted({link.valid_from_on for link in links})
    for day in [*days, None]:
        in_force = [
            a
            for a in found
            if (a.valid_to_on is None if day is None else a.valid_from_on <= day < (a.valid_to_on or date.max))
        ]
        assert len({a.identity for a in in_force}) == len(in_force)
        assert {a.subject for a in in_force}.isdisjoint(a.identity for a in in_force)
    assert all(a.valid_to_on is None or a.valid_from_on < a.valid_to_on for a in found)


@given(statements)
def test_the_past_does_not_change_when_something_new_is_said(links: list[Link]) -> None:
    later = DAY + timedelta(days=100)
    before = aliases(links)
    after = aliases([*links, Link(later, "gz-health", "np-birth", 99, 0, Relation.MERGE, A, D)])
    for identity in (A, B, C, D):
        for days in range(13):
            day = DAY + timedelta(days=days)
            assert subject_on(after, identity, day) == subject_on(before, identity, day)


@given(statements, numbers, numbers)
def test_after_a_split_two_numbers_never_stand_for_one_subject(
    links: list[Link], one: Identity, other: Identity
) -> None:
    if one == other:
        return
    split = Link(DAY + timedelta(days=100), "gz-health", "np-birth", 99, 0, Relation.SPLIT, one, other)
    found = aliases([*links, split])
    assert subject_on(found, one, None) != subject_on(found, other, None)


@given(statements, numbers, numbers)
def test_a_merging_makes_one_subject_of_two_kept_under_the_number_said_or_its_present_one(
    links: list[Link], one: Identity, other: Identity
) -> None:
    if one == other:
        return
    merging = Link(DAY + timedelta(days=100), "gz-health", "np-birth", 99, 0, Relation.MERGE, one, other)
    found = aliases([*links, merging])
    assert subject_on(found, one, None) == subject_on(found, other, None)
