"""`govsync identifier` as another program sees it. All numbers are invented."""

import json
import subprocess
import sys
from typing import Any

import pytest

FIELDS = ["type", "value_masked", "valid", "normalised", "severity", "findings"]


def run(*arguments: str, given: str | bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "govsync", "identifier", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        check=False,
        timeout=60,
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_good_number_is_shown_masked_and_normalised_and_exits_0() -> None:
    done = run("--type", "RESIDENT_ID", "-", given="44010619900615004x\n")
    assert done.returncode == 0
    (line,) = lines(done)
    assert list(line) == FIELDS
    assert line == {
        "type": "RESIDENT_ID",
        "value_masked": "440*************4x",
        "valid": True,
        "normalised": "44010619900615004X",
        "severity": "accept",
        "findings": [],
    }


def test_a_flagged_number_is_valid_and_says_in_both_languages_why() -> None:
    done = run("--type", "BIZ_LICENCE", "-", given="4401012000123\n")
    assert done.returncode == 0
    (line,) = lines(done)
    assert (line["valid"], line["severity"]) == (True, "flag")
    (finding,) = line["findings"]
    assert list(finding) == ["rule", "severity", "message_en", "message_zh"]
    assert finding["rule"] == "ID-LEGACY-13"
    assert finding["message_en"]
    assert finding["message_zh"]


def test_json_lines_of_many_types_give_one_line_each_and_exit_1_when_one_is_refused() -> None:
    given = [
        {"type": "PASSPORT", "value": "CHN:E12345678"},
        {"type": "USCC", "value": "91440101MA5XYW1213"},
        {"type": "LIBRARY_CARD", "value": "1"},
        {"type": "RESIDENT_ID", "value": "\ud800"},
    ]
    done = run(given="\n".join(json.dumps(record) for record in given))
    assert done.returncode == 1
    found = lines(done)
    assert [line["severity"] for line in found] == ["accept", "quarantine", "block", "block"]
    assert [line["valid"] for line in found] == [True, False, False, False]
    assert [[f["rule"] for f in line["findings"]] for line in found[1:3]] == [
        ["ID-CHECK-KNOWN-MISCALCULATION"],
        ["ID-TYPE-UNKNOWN"],
    ]


@pytest.mark.parametrize("given", [b"\xff\xfe\x00\n", b"4401061990061\xe9\n"], ids=["not text", "Latin-1"])
def test_bytes_that_are_no_utf_8_are_judged_not_fatal(given: bytes) -> None:
    done = run("--type", "RESIDENT_ID", "-", given=given)
    assert done.returncode == 1
    assert "ID-CHARSET" in [f["rule"] for f in lines(done)[0]["findings"]]


@pytest.mark.parametrize(
    "given", ["no json", "[]", '{"type": "USCC"}', '{"type": "USCC", "value": 12345678}', "[" * 100_000]
)
def test_a_line_that_is_no_question_is_refused_with_its_number_and_exits_2(given: str) -> None:
    done = run(given='{"type": "AGENCY", "value": "gz-health"}\n' + given)
    assert done.returncode == 2
    assert b"Line 2" in done.stderr or "第 2 行".encode() in done.stderr
    assert b"12345678" not in done.stderr


def test_a_number_on_the_command_line_is_refused_and_not_repeated() -> None:
    done = run("--type", "RESIDENT_ID", "440106199006151237", given="")
    assert done.returncode == 2
    assert b"440106199006151237" not in done.stderr + done.stdout


def test_an_unknown_type_is_refused_with_the_known_ones() -> None:
    done = run("--type", "LIBRARY_CARD", "-", given="1\n")
    assert done.returncode == 2
    assert b"RESIDENT_ID" in done.stderr


def test_the_day_of_reference_can_be_given() -> None:
    done = run("--type", "RESIDENT_ID", "--on", "2022-06-14", "-", given="330113202206150012\n")
    assert [f["rule"] for f in lines(done)[0]["findings"]] == ["ID-BIRTH-FUTURE"]
    assert run("--type", "RESIDENT_ID", "--on", "yesterday", "-", given="1\n").returncode == 2


def test_help_shows_an_example() -> None:
    done = run("--help", given="")
    assert done.returncode == 0
    assert b"govsync identifier --type RESIDENT_ID -" in done.stdout
