"""`govsync obligation` as officers use it, on a real platform."""

import json
from typing import Any

import pytest

from infra.settings import Settings
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

CASE = ("--agency", "gz-health", "--on", "2026-03-02", "--reason", "letter 4", "--officer", "desk 2")


def run(platform: Settings, *arguments: str) -> Any:
    return run_govsync("obligation", *arguments, home=platform.home, **platform.connection_environment())


def answered(platform: Settings, *arguments: str) -> Any:
    done = run(platform, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refused(platform: Settings, *arguments: str) -> str:
    done = run(platform, *arguments)
    assert done.returncode == 2, done.stdout
    return str(done.stderr)


def test_a_clock_is_started_shown_and_stopped_by_hand(platform: Settings) -> None:
    (opened,) = answered(platform, "open", "D12", *CASE, "--about", "complaint 1")["obligations"]
    assert (opened["due_on"], opened["opened_by"], opened["basis"]) == ("2026-03-23", "desk 2", "letter 4")
    number = str(opened["obligation_id"])
    listed = answered(platform, "list", "--kind", "D12")["obligations"]
    assert number in {str(each["obligation_id"]) for each in listed}
    shown = answered(platform, "show", number)
    assert [stage["stage"] for stage in shown["stages"]] == ["overdue-10"]
    assert "2026-03-23 Mon: day 15" in shown["explanation_en"]
    assert "第36条" in shown["explanation_zh"]
    (closed,) = answered(
        platform, "close", number, "--on", "2026-03-20", "--reason", "answered", "--evidence", "letter 9"
    )["obligations"]
    assert (closed["state"], closed["stopped_at"]) == ("CLOSED", "2026-03-19T16:00:00+00:00")
    assert "complaint 1" in run(platform, "show", number).stdout
    assert "no open obligation" in refused(platform, "close", number, "--on", "2026-03-21", "--reason", "again")


def test_an_agreement_starts_the_clock_of_sharing(platform: Settings) -> None:
    (opened,) = answered(platform, "open", "D7", *CASE, "--about", "application 1")["obligations"]
    number = str(opened["obligation_id"])
    _, followed = answered(platform, "close", number, "--on", "2026-03-04", "--reason", "agreed", "--next")[
        "obligations"
    ]
    assert (followed["kind"], followed["opened_on"], followed["follows"]) == (
        "D8",
        "2026-03-04",
        opened["obligation_id"],
    )
    assert followed["due_on"] == "2026-03-11"


def test_the_same_case_is_opened_once_and_what_was_never_owed_is_taken_back(platform: Settings) -> None:
    case = ("open", "D15", *CASE, "--about", "notice 1", "--working-days", "10")
    (opened,) = answered(platform, *case)["obligations"]
    assert opened["due_on"] == "2026-03-16"
    assert "opened already" in refused(platform, *case)
    (taken_back,) = answered(platform, "retract", str(opened["obligation_id"]), "--reason", "another agency")[
        "obligations"
    ]
    assert (taken_back["state"], taken_back["reason"]) == ("RETRACTED", "another agency")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("D99",), "is none of D1"),
        (("D5",), "name such an item"),
        (("D12", "--on", "2019-06-30"), "Article 45"),
        (("D12", "--on", "2126-01-01"), "has not come yet"),
        (("D12", "--on", "yesterday"), "is no date"),
        (("D12", "--agency", "nobody"), "no agency"),
        (("D12", "--about", "case of 123456789012345678"), "identity number"),
        (("D12", "--about", " "), "a text is empty"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_what_to_do(
    platform: Settings, arguments: tuple[str, ...], said: str
) -> None:
    kind, *others = arguments
    assert said in refused(platform, "open", kind, *CASE, "--about", "case 1", *others)
