"""Code lists: a code is judged by the list in force on the day of the change."""

from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.bilingual import Refusal
from schemas.code_list import CodeList, code_list_names

EPOCH = date(1970, 1, 1)


@pytest.mark.parametrize("name", code_list_names())
def test_every_list_is_named_in_both_languages_dated_in_order_and_says_its_source(name: str) -> None:
    codes = CodeList.load(name)
    assert codes.title.en
    assert codes.title.zh
    assert codes.entries
    for rows in codes.entries.values():
        for row in rows:
            assert row.name.en
            assert row.name.zh
            assert row.source
            assert (row.valid_from_on or date.min) <= (row.valid_to_on or date.max)


@pytest.mark.parametrize("name", code_list_names())
def test_periods_of_one_code_do_not_overlap(name: str) -> None:
    for rows in CodeList.load(name).entries.values():
        for earlier, later in pairwise(rows):
            assert (earlier.valid_to_on or date.max) < (later.valid_from_on or date.min)


def test_a_withdrawn_district_is_in_force_until_its_last_day_only() -> None:
    divisions = CodeList.load("administrative_division")
    assert divisions.contains("440102", date(2005, 4, 27))
    assert not divisions.contains("440102", date(2005, 4, 28))
    assert divisions.ever_contains("440102")
    assert divisions.contains("440117", date(2014, 2, 12))
    assert not divisions.contains("440117", date(2014, 2, 11))


def test_inside_guangdong_an_unlisted_county_is_unknown_elsewhere_the_list_cannot_tell() -> None:
    divisions = CodeList.load("administrative_division")
    assert not divisions.ever_contains("440199")
    assert divisions.ever_contains("330113")
    assert not divisions.ever_contains("990000")


def test_the_eleven_districts_of_guangzhou_are_in_force_today() -> None:
    divisions = CodeList.load("administrative_division")
    on = date(2026, 3, 2)
    districts = [code for code in divisions.entries if "440102" <= code <= "440119" and divisions.contains(code, on)]
    assert len(districts) == 11


def test_a_code_means_what_it_meant_on_the_day() -> None:
    divisions = CodeList.load("administrative_division")
    assert divisions.name_of("440111", date(1985, 1, 1)) == ("Suburban District", "郊区")
    assert divisions.name_of("440111", date(2020, 1, 1)) == ("Baiyun District", "白云区")
    assert divisions.name_of("440102", date(2020, 1, 1)) is None


def test_lists_have_the_size_their_standard_gives_them() -> None:
    sizes = {"sex": 4, "marital_status": 8, "ethnic_group": 58, "industry_section": 20, "air_quality_level": 6}
    assert {name: len(CodeList.load(name).entries) for name in sizes} == sizes
    countries = CodeList.load("country")
    assert sum(countries.contains(code, date(2026, 3, 2)) for code in countries.entries) == 249


def test_an_unknown_list_is_refused_with_the_names_of_the_known() -> None:
    with pytest.raises(Refusal, match="administrative_division"):
        CodeList.load("no_such_list")


def test_the_version_is_the_same_for_the_same_content_and_differs_between_lists() -> None:
    versions = {CodeList.load(name).version for name in code_list_names()}
    assert len(versions) == len(code_list_names())
    assert CodeList.load("sex").version == CodeList.load("sex").version


@given(
    name=st.sampled_from(code_list_names()),
    rows=st.lists(
        st.tuples(
            st.one_of(
                st.sampled_from(
                    ["1", "440102", "440117", "440111", "C26", "26", "CHN", "SCG", "", "1\n", "91", "440199"]
                ),
                st.text("0123456789ACNST", max_size=6),
                st.none(),
            ),
            st.dates(date(1950, 1, 1), date(2050, 1, 1)),
        ),
        max_size=30,
    ),
)
def test_a_column_of_codes_is_judged_as_each_of_them(name: str, rows: list[tuple[str | None, date]]) -> None:
    codes = CodeList.load(name)
    days = np.array([(day - EPOCH).days for _, day in rows], np.int64)
    column = codes.contains_column(pl.Series("code", [code for code, _ in rows], pl.String), days)
    assert column.tolist() == [code is None or codes.contains(code, day) for code, day in rows]


def test_one_day_may_stand_for_all_rows() -> None:
    codes = CodeList.load("administrative_division")
    column = codes.contains_column(pl.Series(["440102", "440103"]), (date(2020, 1, 1) - EPOCH).days)
    assert column.tolist() == [False, True]
