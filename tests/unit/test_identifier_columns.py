"""A column of numbers is judged exactly as each number by itself."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from schemas.identifiers import IDENTITY_TYPES, findings_of_normalised
from schemas.identifiers.column import judge_column
from schemas.identifiers.forms import USCC_ALPHABET
from schemas.identifiers.judgement import USCC_WEIGHTS

ON = date(2026, 3, 2)
EPOCH_DAY = (ON - date(1970, 1, 1)).days

digits = st.text("0123456789", min_size=1, max_size=20)


def rules_per_row(identity_type: str, values: Sequence[str | None]) -> list[set[str]]:
    hits = judge_column(identity_type, pl.Series("number", values, pl.String), on=EPOCH_DAY)
    assert all(len(mask) == len(values) for mask in hits.values())
    assert all(mask.any() for mask in hits.values())
    return [{rule for rule, mask in hits.items() if mask[row]} for row in range(len(values))]


def rules_one_by_one(identity_type: str, values: Sequence[str | None]) -> list[set[str]]:
    return [set() if v is None else {f.rule for f in findings_of_normalised(identity_type, v, on=ON)} for v in values]


@st.composite
def resident_numbers(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["440106", "440102", "440199", "330113", "810000", "990000", "000000", "449999"]))
    born = draw(st.dates(date(1, 1, 1), date(2100, 1, 1))).strftime("%d%m%Y").zfill(8)
    body = region + born[4:] + born[2:4] + born[:2] + draw(st.text("0123456789", min_size=3, max_size=3))
    return body + mod_11_2.calc_check_digit(body)


@st.composite
def unified_codes(draw: st.DrawFn) -> str:
    pair = draw(st.sampled_from(["91", "92", "12", "Y1", "N2", "88", "XX"]))
    region = draw(st.sampled_from(["440101", "440129", "100000", "660101", "330113"]))
    subject = draw(st.text(USCC_ALPHABET, min_size=8, max_size=8))
    total = sum(int(c, 36) * w for c, w in zip(subject, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    body = f"{pair}{region}{subject}{'0X987654321'[total % 11]}"
    rest = sum(USCC_ALPHABET.index(c) * w for c, w in zip(body, USCC_WEIGHTS, strict=True)) % 31
    return body + USCC_ALPHABET[draw(st.sampled_from([-rest % 31, rest]))]


@st.composite
def mutated(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> str:
    number = draw(numbers)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(number) - 1))
        with_what = draw(
            st.one_of(
                st.sampled_from("0123456789X"),
                st.sampled_from("ＸхZio-× \x00"),
                st.characters(exclude_categories=["Cs"]),
            )
        )
        number = number[:at] + with_what + number[at + 1 :]
    return number  # fmt: skip


readable_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=25)
written = st.one_of(
    mutated(resident_numbers()),
    mutated(unified_codes()),
    digits,
    st.text(USCC_ALPHABET, min_size=18, max_size=18),
    st.from_regex(
        r"[HM][0-9]{8,10}|[0-9]{8}(\([A-Z]\))?|[A-Z]{3}:[A-Z0-9]{5,9}|[0-9]{6}N[AB][0-9]{6}X", fullmatch=True
    ),
    readable_text,
    st.none(),
)


@given(identity_type=st.sampled_from([*IDENTITY_TYPES, "NO_SUCH_TYPE"]), values=st.lists(written, max_size=30))
def test_a_column_is_judged_as_each_of_its_numbers(identity_type: str, values: list[str | None]) -> None:
    assert rules_per_row(identity_type, values) == rules_one_by_one(identity_type, values)


@given(values=st.lists(st.one_of(resident_numbers(), mutated(resident_numbers())), min_size=1, max_size=50))
def test_a_column_of_resident_numbers_is_judged_as_each_of_them(values: list[str]) -> None:
    assert rules_per_row("RESIDENT_ID", values) == rules_one_by_one("RESIDENT_ID", values)


@given(values=st.lists(st.one_of(unified_codes(), mutated(unified_codes())), min_size=1, max_size=50))
def test_a_column_of_unified_codes_is_judged_as_each_of_them(values: list[str]) -> None:
    assert rules_per_row("USCC", values) == rules_one_by_one("USCC", values)


@pytest.mark.parametrize("identity_type", [*IDENTITY_TYPES, "NO_SUCH_TYPE"])
def test_empty_columns_and_columns_of_nulls_have_no_findings(identity_type: str) -> None:
    assert judge_column(identity_type, pl.Series("number", [], pl.String), on=EPOCH_DAY) == {}
    assert judge_column(identity_type, pl.Series("number", [None, None], pl.String), on=EPOCH_DAY) == {}


def test_the_day_of_reference_decides_about_births_in_a_column_too() -> None:
    number = "330113202206150012"
    born = (date(2022, 6, 15) - date(1970, 1, 1)).days
    assert judge_column("RESIDENT_ID", pl.Series([number]), on=born) == {}
    assert list(judge_column("RESIDENT_ID", pl.Series([number]), on=born - 1)) == ["ID-BIRTH-FUTURE"]


def test_a_column_has_no_finding_about_a_good_number_and_names_one_that_is_not_normalised() -> None:
    assert rules_per_row("RESIDENT_ID", ["440106199006151237", "44010619900615004x"]) == [set(), {"ID-NOT-NORMALISED"}]
