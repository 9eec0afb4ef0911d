"""Invented numbers satisfy their standards, and a number in normal form is known without being judged."""

import re
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.identifiers import IDENTITY_TYPES, judge, normal_form
from schemas.invented import counties, identity_number, text_of
from schemas.severity import Severity

ON = date(2026, 3, 2)


@pytest.mark.parametrize("identity_type", sorted(set(IDENTITY_TYPES) - {"AGENCY"}))
def test_an_invented_number_is_in_normal_form_and_accepted(identity_type: str) -> None:
    random = Random(1)
    for _ in range(50):
        number = identity_number(identity_type, random, territory="440100", born_on=date(1990, 6, 15))
        assert number is not None
        judgement = judge(identity_type, number, on=ON)
        assert (judgement.normalised, judgement.severity) == (number, Severity.ACCEPT), identity_type


def test_two_agencies_of_one_territory_never_invent_the_same_number() -> None:
    made = [
        {
            identity_number("RESIDENT_ID", random, territory="440106", born_on=date(1990, 6, 15), slot=slot, slots=2)
            for _ in range(400)
        }
        for slot, random in ((0, Random(1)), (1, Random(2)))
    ]
    assert made[0]
    assert made[0].isdisjoint(made[1])


def test_a_district_is_its_own_county_and_the_city_has_several() -> None:
    assert counties("440106") == ("440106",)
    assert len(counties("440100")) > 5


@pytest.mark.parametrize(
    "pattern",
    ["[A-Z]{3}", "[A-T]([0-9]{2,4})?", "[A-Z][0-9]{9}", "(?:ab|c)?", "[0-9]{3}|OFD(x|[yz]w)", r"x\.[0-9-]{1,3}"],
)
def test_a_text_of_a_pattern_matches_it(pattern: str) -> None:
    made = [text_of(pattern, Random(seed)) for seed in range(30)]
    assert all(text is not None and re.fullmatch(pattern, text) for text in made)


@pytest.mark.parametrize("pattern", ["[^a]", r"\d", "a+", "(?=a)a"])
def test_a_pattern_with_more_in_it_gives_no_text(pattern: str) -> None:
    assert text_of(pattern, Random(1)) is None


NUMBERS = st.one_of(
    st.text(max_size=20),
    st.from_regex("[0-9]{17}[0-9X]", fullmatch=True),
    st.from_regex("[0-9A-HJ-NPQRTUWXY]{18}", fullmatch=True),
    st.from_regex("[HMA-Z0-9:-]{1,32}", fullmatch=True),
)


@given(identity_type=st.sampled_from([*IDENTITY_TYPES, "NO_SUCH_TYPE"]), value=NUMBERS)
def test_the_normal_form_is_the_one_a_judgement_gives(identity_type: str, value: str) -> None:
    assert normal_form(identity_type, value, on=ON) == judge(identity_type, value, on=ON).normalised
