"""What may be entered into a register, and why not; and the notices of the State Council that may be loaded."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from consumers.rejudging import Difference, Judgement
from govsync.notice_file import read_notices
from govsync.register import show_outcome
from govsync.register_file import read_rows
from govsync.registering import Action, Change, Outcome
from schemas.bilingual import Refusal, Text
from schemas.directory import Window
from schemas.registers import Approval, Outage, Ticket
from stream_processors.recomputing import Difference as Moved
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.registration import Registrar, is_closed_by
from tests.events import DIRECTORY, ITEM, PROVIDER, make_reference

NOW = datetime(2026, 6, 1, 2, tzinfo=UTC)
PARAMETERS = Parameters.load()
REGISTRAR = Registrar(DIRECTORY, make_reference(), PARAMETERS, NOW)
NOT_FOR_BASIC = PARAMETERS.amended("quarterly_allows_basic", {PARAMETERS.in_force_on: False})


def approval(**fields: Any) -> Approval:
    """An approval that may be entered; `fields` says what matters to the test."""
    stated = {
        "id": "a1", "agency": PROVIDER, "item": ITEM, "reason": "invented", "scope": "all",
        "approver": "gz-government-services", "given_on": "2026-05-20", "valid_from_on": "2026-06-01",
        "valid_to_on": "2026-12-31", "decision": "invented",
    }  # fmt: skip
    return Approval.model_validate(stated | fields)


def outage(**fields: Any) -> Outage:
    """An outage that may be entered."""
    stated = {
        "id": "o1", "started_at": "2026-05-20T09:00+08:00", "ended_at": "2026-05-20T10:00+08:00",
        "declared_by": "gz-government-services", "evidence": "invented",
    }  # fmt: skip
    return Outage.model_validate(stated | fields)


def faulty(row: Any, before: Any = None, registrar: Registrar = REGISTRAR) -> list[str]:
    """The columns at fault."""
    return [column for column, _ in registrar.faults(row, before)]


def test_a_row_that_fits_the_directory_has_no_fault() -> None:
    assert faulty(approval()) == faulty(outage()) == []


@pytest.mark.parametrize(
    ("fields", "columns"),
    [
        ({"agency": "nobody"}, ["agency"]),
        ({"item": "np-nothing"}, ["item"]),
        ({"agency": "gz-taxation"}, ["agency"]),  # known, but no provider of the item
        ({"given_on": "2026-06-02", "valid_from_on": "2026-06-02"}, ["given_on"]),  # tomorrow
    ],
)
def test_an_approval_names_an_agency_that_provides_the_item_and_was_given(
    fields: dict[str, Any], columns: list[str]
) -> None:
    assert faulty(approval(**fields)) == columns


def test_an_approval_of_basic_information_is_warned_of_or_refused_as_the_parameter_says() -> None:
    assert ["O7" in warning.en for warning in REGISTRAR.warnings(approval())] == [True]
    assert faulty(approval(), registrar=Registrar(DIRECTORY, make_reference(), NOT_FOR_BASIC, NOW)) == ["item"]


@pytest.mark.parametrize(
    ("was_valid_to", "is_valid_to", "columns"),
    [
        ("2026-12-31", "2026-06-01", []),  # ends today
        ("2026-12-31", "2026-05-31", ["valid_to_on"]),  # would have ended yesterday
        ("2026-06-30", "2026-12-31", []),  # lasts longer
        ("2026-05-31", "2026-12-31", ["valid_to_on"]),  # has lapsed: its lapse stays
    ],
)
def test_of_an_approval_no_day_that_has_passed_changes(was_valid_to: str, is_valid_to: str, columns: list[str]) -> None:
    before, row = (
        approval(given_on="2026-01-02", valid_from_on="2026-01-02", valid_to_on=day)
        for day in (was_valid_to, is_valid_to)
    )
    assert faulty(row, before) == columns


@pytest.mark.parametrize(
    ("fields", "columns"),
    [
        ({"declared_by": "gz-taxation"}, ["declared_by"]),
        ({"started_at": "2026-06-01T11:00+08:00", "ended_at": None}, ["started_at"]),
        ({"ended_at": "2026-06-01T11:00+08:00"}, ["ended_at"]),
        ({"ended_at": None}, []),
    ],
)
def test_an_outage_is_declared_by_who_manages_the_platform_and_has_happened(
    fields: dict[str, Any], columns: list[str]
) -> None:
    assert faulty(outage(**fields)) == columns


def test_a_registered_row_keeps_what_was_judged_by_it() -> None:
    ticket = Ticket(id="t1", provider=PROVIDER, item=ITEM, opened_on=date(2026, 5, 4), decision="invented")
    moved = ticket.model_copy(update={"opened_on": date(2026, 4, 4)})
    closed = ticket.model_copy(update={"closed_on": date(2026, 5, 29)})
    assert (faulty(moved, ticket), faulty(closed, ticket)) == (["opened_on"], [])
    assert (is_closed_by(ticket, moved), is_closed_by(ticket, closed)) == (False, True)


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        (Approval, "- {id: a, agency: b, item: c, scope: '', given_on: soon}", [
            "approver", "decision", "given_on", "reason", "scope", "valid_from_on", "valid_to_on"]),
        (Outage, "- {id: o, started_at: 2026-05-20 09:00, declared_by: x, evidence: y}", ["started_at"]),
        (Outage, "- {id: o, started_at: 2026-05-20T09:00+08:00, ended_at: 2026-05-20T08:00+08:00, declared_by: x, "
                 "evidence: y}", ["ended_at"]),
        (Window, "- {window: w, approved_on: 2026-05-04, opens_on: 2026-05-03, approved_by: x, decision: y}", ["opens_on"]),
        (Window, "- {window: w, approved_on: 2026-05-01, opens_on: 2026-05-03, closes_on: 2026-05-02, approved_by: x, "
                 "decision: y}", ["closes_on"]),
        (Approval, "- {id: a, agency: b, item: c, reason: r, scope: s, approver: p, given_on: 2026-05-02, valid_from_on: "
                   "2026-05-01, valid_to_on: 2026-06-01, decision: d}", ["valid_from_on"]),
    ],
)  # fmt: skip
def test_every_fault_of_a_row_names_its_column(tmp_path: Path, model: Any, text: str, expected: list[str]) -> None:
    file = tmp_path / "rows.yaml"
    file.write_text(text, "utf-8")
    found, faults = read_rows(file, model)
    assert (found, sorted(fault.column for fault in faults)) == ([], expected)
    assert {fault.row for fault in faults} == {1}


def test_rows_of_csv_and_yaml_are_the_same_rows(tmp_path: Path) -> None:
    as_csv, as_yaml = tmp_path / "o.csv", tmp_path / "o.yaml"
    as_csv.write_text(
        "id,item,started_at,ended_at,declared_by,evidence\n"
        "o1,,2026-05-20T09:00:00+08:00,,gz-government-services,invented\n",
        "utf-8",
    )
    as_yaml.write_text(
        "- {id: o1, started_at: 2026-05-20T09:00:00+08:00, declared_by: gz-government-services, evidence: invented}",
        "utf-8",
    )
    (_, from_csv), (_, from_yaml) = read_rows(as_csv, Outage)[0][0], read_rows(as_yaml, Outage)[0][0]
    assert from_csv == from_yaml


WHOLE_YEAR = """
year: 2027
notices:
  - number: invented notice of 2027
    title: an invented notice
    issued_on: 2026-05-20
    holidays:
      - {zh: 元旦, en: New Year's Day, days_off: [2027-01-01, 2027-01-03]}
      - {zh: 春节, en: Spring Festival, days_off: [2027-02-05, 2027-02-11], working_days: [2027-02-14]}
      - {zh: 清明节, en: Tomb-sweeping Day, days_off: [2027-04-03, 2027-04-05]}
      - {zh: 劳动节, en: Labour Day, days_off: [2027-05-01, 2027-05-05]}
      - {zh: 端午节, en: Dragon Boat Festival, days_off: [2027-06-09, 2027-06-09]}
      - {zh: 中秋节、国庆节, en: National Day, days_off: [2027-09-15, 2027-10-07]}
"""


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("2027-01-01, 2027-01-03", "2027-01-02, 2027-01-03", "2027-01-01 is a statutory holiday and not a day off"),
        ("端午节", "某节", "the statutory holiday 端午 is missing"),
        ("issued_on: 2026-05-20", "issued_on: 2026-06-02", "row 1, issued_on: it lies in the future"),
        ("issued_on: 2026-05-20", "issued_on: soon", "issued_on: it is no date"),
        (
            "working_days: [2027-02-14]",
            "working_days: [2027-02-15]",
            "make-up working day 2027-02-15 is not on a weekend",
        ),
        (
            "2027-06-09, 2027-06-09",
            "2028-06-09, 2028-06-09",
            "2028-06-09 is neither in 2027 nor in the December before",
        ),
        ("2027-06-09, 2027-06-09", "2027-05-04, 2027-05-06", "2027-05-04 is named twice"),
        (
            "issued_on: 2026-05-20",
            "issued_on: 2026-05-20\n    amends: nothing",
            "'nothing' that it amends is not loaded",
        ),
        ("year: 2027", "year: 2027\ntypo: 1", "typo: there is no such column"),
    ],
)
def test_a_notice_that_cannot_be_true_is_refused_with_its_reason(
    tmp_path: Path, was: str, becomes: str, fault: str
) -> None:
    file = tmp_path / "2027.yaml"
    file.write_text(WHOLE_YEAR, "utf-8")
    assert [row.notice for row in read_notices(file, Calendar.load(), NOW)] == ["invented notice of 2027"]
    file.write_text(WHOLE_YEAR.replace(was, becomes), "utf-8")
    with pytest.raises(Refusal) as refused:
        read_notices(file, Calendar.load(), NOW)
    assert fault in refused.value.text.en


def test_a_notice_about_a_known_year_must_amend_and_a_packaged_one_is_not_replaced(tmp_path: Path) -> None:
    packaged = next(file for file in Calendar.load().files if file.year == 2026).notices[0]
    file = tmp_path / "2026.yaml"
    stated = (
        f"year: 2026\nnotices:\n  - {{number: {packaged.id}, title: changed, issued_on: 2025-11-04, holidays: []}}\n"
    )
    file.write_text(stated, "utf-8")
    with pytest.raises(Refusal, match="comes with the product"):
        read_notices(file, Calendar.load(), NOW)
    file.write_text(stated.replace(packaged.id, "invented"), "utf-8")
    with pytest.raises(Refusal, match="one that changes it says so with `amends`"):
        read_notices(file, Calendar.load(), NOW)


def test_a_notice_that_has_come_with_the_product_since_takes_over(tmp_path: Path) -> None:
    file = tmp_path / "2027.yaml"
    file.write_text(WHOLE_YEAR, "utf-8")
    rows = read_notices(file, Calendar.load(), NOW)
    loaded = Calendar.load().amended(rows)
    assert loaded.years[-1] == 2027
    assert loaded.amended(rows).version == loaded.version


def test_people_read_what_changed_and_what_came_out_otherwise(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Judgement("LATE", date(2026, 3, 9), date(2026, 3, 9), False)
    after = Judgement("PENDING", date(2026, 3, 9), None, True)
    outcome = Outcome(
        changes=[Change("o1", Action.CLOSED, {"ended_at": (None, "2026-05-20T02:00:00Z")})],
        warnings=[Text("look at it", "请留意")],
        findings=Counter({Difference(PROVIDER, ITEM, "ARTICLE-19", before, after): 3}),
        obligations=[Moved(17, PROVIDER, ITEM, "D5", date(2026, 3, 9), None, ("alert-1",))],
    )
    for language, closed, nothing in (
        ("en", "closed: o1", "Nothing was changed."),
        ("zh", "终止: o1", "未作任何更改。"),
    ):
        monkeypatch.setenv("GOVSYNC_LANG", language)
        show_outcome(outcome, dry_run=True, as_json=False)
        shown, said = capsys.readouterr()
        assert closed in shown
        assert "ended_at: - → 2026-05-20T02:00:00Z" in shown
        assert [word in shown for word in ("LATE 2026-03-09", "PENDING ", "D5", "17")] == [True] * 4
        assert nothing in said
