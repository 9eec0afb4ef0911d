"""Columns of events run on the track of their item version, or by quarter where their agency has a valid approval."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.directory import ItemVersion, Track
from schemas.registers import Approval, Outage
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.clock import Clocks
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import NO_DATE, TRACK_CODES, adjusted, due, to_days
from tests.directories import OTHER, change
from tests.events import DIRECTORY, ITEM, OTHER_PROVIDER, PROVIDER, make_reference
from tests.unit.test_outages import OUTAGES, outage

CALENDAR = Calendar.load()
PARAMETERS = Parameters.load()
NOT_FOR_BASIC = PARAMETERS.amended("quarterly_allows_basic", {PARAMETERS.in_force_on: False})


def approval(valid_from_on: str, valid_to_on: str, item: str = OTHER, agency: str = PROVIDER) -> Approval:
    """An approval given on the day from which it is valid."""
    return Approval(
        id=f"approved-{valid_from_on}", agency=agency, item=item, reason="invented", scope="all",
        approver="gz-government-services", given_on=date.fromisoformat(valid_from_on),
        valid_from_on=date.fromisoformat(valid_from_on), valid_to_on=date.fromisoformat(valid_to_on), decision="invented",
    )  # fmt: skip


def days(*changed: str) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    """Days as columns hold them."""
    return np.array([to_days(date.fromisoformat(day)) for day in changed], np.int32)


def test_an_approval_governs_the_changes_of_its_agency_within_its_validity() -> None:
    clock = Clocks(
        make_reference(approvals=(approval("2026-02-01", "2026-02-28"),)), CALENDAR, PARAMETERS
    ).of(DIRECTORY.items[OTHER])  # fmt: skip
    providers = pl.Series([PROVIDER, PROVIDER, PROVIDER, PROVIDER, OTHER_PROVIDER])
    found = clock.dates(providers, days("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-02-10"))
    given_id = "approved-2026-02-01"
    assert found.approvals == [None, given_id, given_id, None, None]
    quarterly = TRACK_CODES[Track.QUARTERLY]
    assert (found.tracks == quarterly).tolist() == [False, True, True, False, False]
    # The second quarter's window, and five working days before, after and for others.
    expected = ("2026-02-06", "2026-04-16", "2026-04-16", "2026-03-06", "2026-02-24")
    assert found.due.tolist() == days(*expected).tolist()


def test_where_basic_information_may_not_be_approved_it_keeps_its_own_track() -> None:
    reference = make_reference(approvals=(approval("2026-02-01", "2026-02-28", ITEM),))
    providers, changed = pl.Series([PROVIDER]), days("2026-02-03")
    allowed, forbidden = (
        Clocks(reference, CALENDAR, parameters).of(DIRECTORY.items[ITEM]).dates(providers, changed)
        for parameters in (PARAMETERS, NOT_FOR_BASIC)
    )
    assert allowed.approvals == ["approved-2026-02-01"]
    assert forbidden.approvals is None
    assert forbidden.due.tolist() == days("2026-02-04").tolist()


def test_events_judged_again_keep_the_approval_they_were_judged_under() -> None:
    clock = Clocks(
        make_reference(approvals=(approval("2026-02-01", "2026-02-28"),)), CALENDAR, PARAMETERS
    ).of(DIRECTORY.items[OTHER])  # fmt: skip
    kept = pl.Series([None, "approved-2026-02-01"], dtype=pl.String)
    found = clock.dates(pl.Series([PROVIDER, PROVIDER]), days("2026-02-03", "2026-02-03"), kept)
    assert found.approvals == kept.to_list()
    assert found.due.tolist() == days("2026-02-10", "2026-04-16").tolist()


def test_an_outage_of_one_item_moves_no_other() -> None:
    reference = make_reference(outages=(outage("2026-03-04T09:00", "2026-03-04T17:00", OTHER),))
    clocks = Clocks(reference, CALENDAR, PARAMETERS)
    touched, other = (
        clocks.of(DIRECTORY.items[item]).dates(pl.Series([PROVIDER]), days("2026-03-03")) for item in (OTHER, ITEM)
    )
    assert (touched.due.tolist(), touched.adjusted.tolist()) == (
        days("2026-03-10").tolist(),
        days("2026-03-11").tolist(),
    )
    assert other.due.tolist() == other.adjusted.tolist() == days("2026-03-04").tolist()


def two_versions() -> ItemVersion:
    """A second version of the item of other information, prompt from 2024 on."""
    first = DIRECTORY.items[OTHER].versions[0].model_dump(exclude_defaults=True)
    return ItemVersion.model_validate(
        first | {"version": 2, "valid_from_on": date(2024, 1, 1), "track": "PROMPT", "working_days": None}
    )


VERSIONED = change(OTHER).items[OTHER]
VERSIONED = VERSIONED.model_copy(update={"versions": (VERSIONED.versions[0], two_versions())})
APPROVALS = st.lists(
    st.builds(
        lambda first, length, agency: approval(str(first), str(first + timedelta(days=length)), OTHER, agency),
        st.dates(date(2019, 7, 1), date(2026, 10, 1)),
        st.integers(0, 400),
        st.sampled_from([PROVIDER, OTHER_PROVIDER]),
    ),
    max_size=3,
    unique_by=lambda a: a.id,
)
EVENTS = st.lists(
    st.tuples(st.sampled_from([PROVIDER, OTHER_PROVIDER]), st.dates(date(2018, 12, 1), date(2027, 1, 10))),
    min_size=1,
    max_size=20,
)


@settings(deadline=None, max_examples=25)
@given(events=EVENTS, approvals=APPROVALS, outages=OUTAGES)
def test_a_column_runs_on_the_tracks_of_each_of_its_events(
    events: list[tuple[str, date]], approvals: list[Approval], outages: list[Outage]
) -> None:
    reference = make_reference(approvals=tuple(approvals), outages=tuple(outages))
    found = Clocks(reference, CALENDAR, PARAMETERS).of(VERSIONED).dates(
        pl.Series([provider for provider, _ in events]), np.array([to_days(day) for _, day in events], np.int32)
    )  # fmt: skip
    for row, (provider, day) in enumerate(events):
        valid = [a for a in approvals if a.agency == provider and a.valid_from_on <= day <= a.valid_to_on]
        version = VERSIONED.version_on(day)
        track, number = (Track.QUARTERLY, None) if valid else (version.track, version.working_days)
        plain = due(day, track, number, CALENDAR, PARAMETERS)
        moved = adjusted(day, track, number, outages, CALENDAR, PARAMETERS)
        assert (found.due[row], found.adjusted[row]) == (to_days(plain.due_on), to_days(moved.due_on))
        assert found.provisional[row] == moved.provisional
        assert (found.versions[row], found.tracks[row]) == (version.version, TRACK_CODES[track])
        assert (found.approvals[row] if found.approvals else None) == (valid[0].id if valid else None)


@pytest.mark.parametrize("day", ["2026-03-09", "2026-02-24", "2026-12-31", "2027-05-01"])
def test_the_first_change_that_touches_a_day_is_found_by_its_count(day: str) -> None:
    clock = Clocks(make_reference(), CALENDAR, PARAMETERS).of(VERSIONED)
    wanted = date.fromisoformat(day)
    first = clock.first_change_touched(wanted)
    before = first - timedelta(days=1)
    # Of all tracks the quarterly one counts longest: its window must end before the day for every earlier change.
    for track, number in ((Track.PROMPT, None), (Track.WORKING_DAYS, 5), (Track.QUARTERLY, None)):
        ends = due(before, track, number, CALENDAR, PARAMETERS).due_on
        assert ends is not None
        assert ends < wanted
    assert first <= wanted
    reached = due(first, Track.QUARTERLY, None, CALENDAR, PARAMETERS).due_on
    assert reached is None or reached >= wanted


def test_no_date_is_no_day_of_a_table() -> None:
    found = (
        Clocks(make_reference(), CALENDAR, PARAMETERS).of(VERSIONED).dates(pl.Series([PROVIDER]), days("2027-02-01"))
    )
    assert found.due.tolist() == [NO_DATE]
