"""`govsync due` and `govsync calendar` as another program sees them."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest


def run(*arguments: str, given: str = "", language: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "govsync", *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "GOVSYNC_LANG": language},
        check=False,
        timeout=60,
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_change_gives_one_line_with_each_day_counted() -> None:
    (line,) = lines(run("due", "--changed-on", "2026-02-13", "--track", "WORKING_DAYS"))
    assert list(line) == ["due_on", "provisional", "counted"]
    assert (line["due_on"], line["provisional"]) == ("2026-02-27", False)
    assert line["counted"][0] == {
        "on": "2026-02-14",
        "working": True,
        "why": "make-up working day for Spring Festival",
        "notice": "国办发明电〔2025〕7号",
    }
    assert [day["on"][-2:] for day in line["counted"] if day["working"]] == ["14", "24", "25", "26", "27"]


def test_json_lines_give_one_line_each_in_the_readers_language() -> None:
    changes = [
        {"changed_on": "2026-09-28", "track": "WORKING_DAYS", "working_days": 5},
        {"changed_on": "2026-02-14", "track": "PROMPT"},
        {"changed_on": "2026-03-31", "track": "QUARTERLY", "working_days": None},
        {"changed_on": "2026-12-28", "track": "WORKING_DAYS"},
        {"changed_on": "9999-12-31", "track": "PROMPT"},
        {"changed_on": "0001-01-01", "track": "QUARTERLY"},
    ]
    found = lines(run("due", given="\n".join(map(json.dumps, changes)), language="zh"))
    assert [line["due_on"] for line in found] == ["2026-10-10", "2026-02-24", "2026-04-16", None, None, None]
    assert [line["provisional"] for line in found] == [False, False, False, True, True, False]
    assert found[0]["counted"][2]["why"] == "国庆节放假"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-11-03", None),
        ("2025-11-03T15:59:59+00:00", None),
        ("2025-11-03T16:00:00+00:00", "2026-01-07"),
        ("2025-11-04", "2026-01-07"),
    ],
)
def test_as_of_counts_by_the_notices_issued_by_then(as_of: str, expected: str | None) -> None:
    (line,) = lines(run("due", "--changed-on", "2025-12-30", "--track", "WORKING_DAYS", "--as-of", as_of))
    assert line["due_on"] == expected


@pytest.mark.parametrize(
    ("arguments", "given", "complaint"),
    [
        (["--changed-on", "2026-02-30", "--track", "PROMPT"], "", "no date"),
        (["--changed-on", "2026-02-13"], "", "the track must be one of PROMPT, WORKING_DAYS, QUARTERLY"),
        (["--changed-on", "2026-02-13", "--track", "PROMPT", "--working-days", "0"], "", "1 or more"),
        (["--track", "PROMPT"], "", "give --changed-on as well"),
        (["--changed-on", "2026-02-13", "--track", "PROMPT", "--as-of", "2026-02-13T08:00"], "", "time zone"),
        ([], '{"changed_on": "2026-02-13", "track": "PROMPT"}\n[]\n', "Line 2 of standard input is not an object"),
        ([], '{"changed_on": "2026-02-13", "track": "PROMPT", "days": 3}', "Line 1"),
        ([], '{"changed_on": "2026-02-13", "track": "PROMPT", "working_days": true}', "1 or more"),
        ([], '{"changed_on": 20260213, "track": "PROMPT"}', "no date"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_what_to_do(arguments: list[str], given: str, complaint: str) -> None:
    done = run("due", *arguments, given=given)
    assert done.returncode == 2
    assert complaint in done.stderr


@pytest.mark.parametrize(("on", "code", "missing"), [("2026-10-31", 0, None), ("2026-11-01", 1, 2027)])
def test_the_check_warns_from_november_that_the_next_notice_is_missing(on: str, code: int, missing: int | None) -> None:
    done = run("calendar", "check", "--on", on, "--json")
    assert done.returncode == code
    assert json.loads(done.stdout)["missing_year"] == missing
    told = run("calendar", "check", "--on", on)
    assert (told.returncode, told.stdout) == (code, "")
    assert "2026-12-31" in told.stderr


def test_show_gives_the_notices_and_the_days_they_name() -> None:
    (notices,) = lines(run("calendar", "show", "--json"))
    assert (notices["known_from"], notices["known_through"]) == ("2019-01-01", "2026-12-31")
    assert [notice["amends"] for notice in notices["notices"]].count(None) == 8
    (year,) = lines(run("calendar", "show", "2026", "--json"))
    made_up = [day["on"] for day in year["days"] if day["working"]]
    assert made_up == ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]


def test_an_unknown_year_is_not_shown() -> None:
    done = run("calendar", "show", "2027")
    assert done.returncode == 2
    assert "2027 is not loaded" in done.stderr
