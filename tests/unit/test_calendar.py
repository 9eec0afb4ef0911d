"""The calendar is what the notices say, and nothing where they say nothing."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from pydantic import ValidationError

from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import NotInForce

CALENDAR = Calendar.load()
EVERY_DAY = [date(2019, 1, 1) + timedelta(days=n) for n in range((date(2026, 12, 31) - date(2019, 1, 1)).days + 1)]

NOTICE_OF_2027 = """
year: 2027
notices:
  - number: invented 1
    title: an invented notice
    issued_on: 2026-11-30
    holidays:
      - {zh: 元旦, en: New Year's Day, days_off: [2026-12-31, 2027-01-01], working_days: [2026-12-26]}
"""

SECOND_NOTICE_OF_2026 = """
year: 2026
notices:
  - number: invented 2
    title: an invented notice
    issued_on: 2026-01-30
    holidays:
      - {zh: 劳动节, en: Labour Day, days_off: [2026-05-01, 2026-05-07]}
"""


def with_file(folder: Path, text: str) -> Calendar:
    """The product's calendar and one more notice file."""
    added = folder / "added.yaml"
    added.write_text(text, encoding="utf-8")
    return Calendar((*CALENDAR.files, *Calendar.load([added]).files))


def test_two_independent_sources_agree_on_every_day_of_2019_to_2026() -> None:
    china = holidays.country_holidays("CN", years=range(2019, 2027))
    ours = [CALENDAR.is_working(day) for day in EVERY_DAY]
    assert ours == [chinese_calendar.is_workday(day) for day in EVERY_DAY]
    assert ours == [china.is_working_day(day) for day in EVERY_DAY]


def test_it_knows_2019_to_2026_and_no_other_year() -> None:
    assert CALENDAR.years == tuple(range(2019, 2027))
    assert (CALENDAR.known_from, CALENDAR.known_through) == (EVERY_DAY[0], EVERY_DAY[-1])
    for unknown in (date(2018, 12, 30), date(2027, 1, 1)):
        assert not CALENDAR.known(unknown)
        with pytest.raises(NotInForce, match=str(unknown.year)):
            CALENDAR.is_working(unknown)


def test_every_known_day_names_the_notice_that_governs_it() -> None:
    assert all(CALENDAR.why(day).notice.startswith("国办发明电〔") for day in EVERY_DAY)
    assert CALENDAR.why(date(2026, 3, 3)).notice == "国办发明电〔2025〕7号"
    assert CALENDAR.why(date(2022, 12, 31)).notice == "国办发明电〔2022〕16号"
    assert CALENDAR.why(date(2022, 12, 30)).notice == "国办发明电〔2021〕11号"


@pytest.mark.parametrize(
    ("day", "working", "en", "zh"),
    [
        (date(2026, 2, 14), True, "make-up working day for Spring Festival", "春节调休上班"),
        (date(2026, 2, 16), False, "Spring Festival holiday", "春节放假"),
        (date(2026, 3, 3), True, "ordinary working day", "普通工作日"),
        (date(2026, 3, 7), False, "weekend", "周末"),
    ],
)
def test_a_day_says_why_it_counts_or_not(day: date, working: bool, en: str, zh: str) -> None:
    assert CALENDAR.why(day)[:2] == (working, (en, zh))


def test_a_later_notice_prevails_over_the_one_it_amends() -> None:
    made_up = date(2020, 2, 1)
    assert CALENDAR.as_of(date(2020, 1, 25)).is_working(made_up)
    assert not CALENDAR.as_of(date(2020, 1, 26)).is_working(made_up)
    assert not CALENDAR.as_of(date(2019, 3, 21)).is_working(date(2019, 5, 5))
    assert CALENDAR.as_of(date(2019, 3, 22)).is_working(date(2019, 5, 5))


def test_a_december_is_provisional_until_the_next_notice_is_loaded(tmp_path: Path) -> None:
    assert not CALENDAR.provisional(date(2026, 11, 30))
    assert CALENDAR.provisional(date(2026, 12, 1))
    assert not CALENDAR.provisional(date(2025, 12, 31))
    assert CALENDAR.provisional(date(2027, 3, 3))
    with_2027 = with_file(tmp_path, NOTICE_OF_2027)
    assert not with_2027.provisional(date(2026, 12, 1))
    assert with_2027.is_working(date(2026, 12, 26))
    assert not with_2027.is_working(date(2026, 12, 31))
    assert with_2027.known_through == date(2027, 12, 31)


def test_an_amendment_alone_makes_no_year_known(tmp_path: Path) -> None:
    amendment = NOTICE_OF_2027.replace("    issued_on", "    amends: another\n    issued_on")
    assert not with_file(tmp_path, amendment).known(date(2027, 3, 3))


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    assert CALENDAR.version == Calendar.load().version
    assert CALENDAR.version == Calendar(CALENDAR.files[::-1]).version
    assert CALENDAR.version != with_file(tmp_path, NOTICE_OF_2027).version


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("2026-12-26", "2026-12-25"), "not on a weekend"),
        (("[2026-12-31, 2027-01-01]", "[2027-01-02, 2027-01-01]"), "before they begin"),
        (("2026-12-26", "2026-11-28"), "neither in 2027 nor in the December before"),
        (("an invented notice", '""'), "at least 1 character"),
        (("zh: 元旦", "unknown_key: 1, zh: 元旦"), "Extra inputs"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        with_file(tmp_path, NOTICE_OF_2027.replace(*change))


def test_the_same_notice_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="loaded twice"):
        with_file(tmp_path, NOTICE_OF_2027.replace("invented 1", "国办发明电〔2025〕7号"))


def test_two_notices_that_both_claim_a_year_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one must amend"):
        with_file(tmp_path, SECOND_NOTICE_OF_2026)


@pytest.mark.parametrize(
    ("on", "missing"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), 2027),
        (date(2026, 12, 31), 2027),
        (date(2027, 1, 1), 2027),
        (date(2025, 12, 31), None),
    ],
)
def test_from_november_the_next_years_notice_is_missed(on: date, missing: int | None) -> None:
    assert CALENDAR.missing_year(on) == missing


def test_without_any_notice_nothing_is_known() -> None:
    nothing = Calendar(())
    assert not nothing.known(date(2026, 3, 3))
    with pytest.raises(NotInForce, match="no State Council notice"):
        _ = nothing.known_from
