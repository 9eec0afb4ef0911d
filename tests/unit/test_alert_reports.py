"""Alerts as a page and as a sheet: what officers hand to agencies."""

import csv
import io
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from consumers.alerts import Stage, ToldAlerts, stage
from govsync.alert_page import page
from govsync.alert_sheet import cell, sheet
from schemas.directory_files import load_directory

DIRECTORY = load_directory()
NOW = datetime(2026, 3, 17, 1, 30, tzinfo=UTC)


def told(**differing: Any) -> ToldAlerts:
    values: dict[str, Any] = {
        "agency": "gz-ecology-environment",
        "item": "ot-air-quality",
        "kind": "D5",
        "due_on": date(2026, 3, 9),
        "due_on_adjusted": date(2026, 3, 9),
        "source": "REFUSED_EVENT",
        "stage": "overdue-5",
        "count": 3,
        "retracted": 0,
        "first_raised_at": NOW,
        "last_raised_at": NOW,
        "alert_ids": ("0123456789abcdef0123456789abcdef",),
        "article": "19(3)",
        "explanation_en": "An invented explanation.\nIts second line.",
        "explanation_zh": "虚构的说明。\n第二行。",
        "rules_version": "test-rules",
    }
    return ToldAlerts(**values | differing)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("overdue-10", Stage("overdue", 10)),
        ("past-target-1", Stage("past-target", 1)),
        ("past-target", Stage("past-target", None)),
        ("due-soon", Stage("due-soon", None)),
        ("deemed-agreement", Stage("deemed-agreement", None)),
    ],
)
def test_a_stage_is_a_name_and_perhaps_working_days(written: str, expected: Stage) -> None:
    assert stage(written) == expected


def test_the_page_sorts_what_is_overdue_due_soon_past_target_and_what_arrived_late() -> None:
    still_open = [
        told(),
        told(stage="due-soon", due_on=date(2026, 3, 18), due_on_adjusted=date(2026, 3, 18), count=5),
        told(stage="past-target-1", kind="D4", item="np-birth", agency="gz-health", count=7),
    ]
    arrived = told(source="LATE_EVENT", stage="late", count=11)
    written = page(still_open, [*still_open, arrived], DIRECTORY, NOW, "en")
    assert re.findall(r'<div class="count ([\w-]+)"><b>(\d+)</b>', written) == [
        ("overdue", "3"),
        ("due-soon", "5"),
        ("past-target", "7"),
        ("arrived", "11"),
        ("told", "0"),
    ]
    assert "2026-03-17 09:30" in written
    assert "overdue, working day 5" in written
    assert "逾期第 5 个工作日" in written
    assert "An invented explanation.\nIts second line." in written
    assert "gz-health" in written


def test_what_was_taken_back_is_not_counted_and_still_shown() -> None:
    late = told(source="LATE_EVENT", stage="late", count=4, retracted=3)
    taken_back = told(source="LATE_EVENT", stage="retracted", count=3)
    written = page([], [late, taken_back], DIRECTORY, NOW, "zh")
    assert ("arrived", "1") in re.findall(r'<div class="count ([\w-]+)"><b>(\d+)</b>', written)
    assert "其后已撤回:4 项中的 3 项。" in written
    assert "taken back" in written


def test_a_page_without_alerts_says_so() -> None:
    written = page([], [], DIRECTORY, NOW, "en")
    assert "Nothing is overdue." in written
    assert "没有逾期事项。" in written


def test_the_page_is_self_contained_and_takes_nothing_for_mark_up() -> None:
    written = page([told(explanation_en="<script>alert(1)</script>", item=None)], [], DIRECTORY, NOW, "en")
    assert "<script" not in written
    assert "&lt;script&gt;" in written
    assert re.findall(r'(?:src|href)="[^"]*"|url\(|@import', written) == []
    assert written.startswith('<!DOCTYPE html>\n<html lang="en">')


def test_a_moved_date_is_shown_with_that_of_the_rules() -> None:
    written = page([told(due_on_adjusted=date(2026, 3, 11))], [], DIRECTORY, NOW, "en")
    assert "2026-03-11 (without declared outages 2026-03-09)" in written


def test_the_sheet_opens_in_a_spreadsheet_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVSYNC_LANG", "zh")
    written = sheet([told()], DIRECTORY)
    assert written.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in written
    (row,) = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert row["部门"] == DIRECTORY.agencies["gz-ecology-environment"].name.zh
    assert (row["到期日"], row["阶段"], row["数量"]) == ("2026-03-09", "逾期第 5 个工作日", "3")
    assert row["说明"] == "虚构的说明。\n第二行。"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    assert cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert cell("D5") == "D5"
    assert cell(None) == ""
