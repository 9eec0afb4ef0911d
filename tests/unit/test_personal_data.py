"""The test that nobody's number or name is printed can fail: what it looks with finds them wherever they may stand."""

from pathlib import Path

import pytest

from tests.events import make_after, resident_number
from tests.local_platform import Leak, checked
from tests.personal_data import persons_in, persons_in_home, without_persons

NUMBER = resident_number(7)


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        f'{{"key": "{NUMBER}"}}',
        f"DETAIL: Key (identity_number)=({NUMBER}) already exists.",
        f"失败:{NUMBER}。",
        NUMBER[:17] + "5",
        NUMBER[:17] + "x",
        "810000199006151291",
        "CHN:E12345678",
        f'"name": "{make_after()["name"]}"',
        "欧阳示一 was born",
    ],
)
def test_a_number_and_a_name_are_found(text: str) -> None:
    assert len(persons_in(text)) == 1
    assert len(persons_in(f"first line\n{text} and {text}\n")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "440***********1237",
        "4f1d6a2b8c9e0d3f5a7b",
        "123456789012345678901234",
        "440106999906159937",
        "91440101MA5XYW121W",
        "2026-03-02T08:00:00.123456+00:00 offset 440106 partition 19900615",
        "测试横路示范站",
        "sha256:0440106199006151237f",
    ],
)
def test_what_is_nobody_s_is_not_found(text: str) -> None:
    assert persons_in(text) == []


def test_what_was_found_is_told_without_saying_it() -> None:
    (told,) = persons_in(f"one\n  two {NUMBER}")
    assert told == "an identity number in line 2, column 7"


def test_logs_and_names_of_files_are_looked_through_and_the_data_itself_is_not(tmp_path: Path) -> None:
    for folder in ("log", "postgres/data", "kafka-data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "log" / "validator.log").write_text("started\n")
    (tmp_path / "postgres" / "data" / "16384").write_text(NUMBER)
    (tmp_path / "kafka-data" / "00000.log").write_text(NUMBER)
    assert persons_in_home(tmp_path) == []
    (tmp_path / "log" / "validator.log").write_text(f"refused {NUMBER}\n")
    (tmp_path / f"{NUMBER}.json").write_text("{}")
    assert persons_in_home(tmp_path) == [
        "an identity number in line 1, column 1 of the name of a file in .",
        "an identity number in line 1, column 9 of log/validator.log",
    ]
    assert persons_in_home(tmp_path / "nothing") == []


def test_a_test_in_which_a_number_is_printed_or_logged_has_failed() -> None:
    def report(*sections: tuple[str, str]) -> pytest.TestReport:
        made = pytest.TestReport("t", ("t", 1, "t"), {}, "passed", None, "call", sections=sections)
        return without_persons(made)

    assert report(("Captured stdout call", "all is well")).passed
    failed = report(("Captured stdout call", ""), ("Captured log call", f"refused {NUMBER}"))
    assert failed.failed
    assert failed.longreprtext == (
        "a person in what was printed: an identity number in line 1, column 9 of Captured log call"
    )


def test_a_command_that_prints_a_number_fails_whoever_runs_it_unless_it_is_there_to_show_records() -> None:
    checked(["status"], "all is well", "")
    checked(["show", NUMBER], NUMBER, "")
    for printed in ((f"refused {NUMBER}", ""), ("", f"refused {NUMBER}")):
        with pytest.raises(Leak, match="an identity number in line 1, column 9") as leak:
            checked(["receipt"], *printed)
        assert NUMBER not in str(leak.value)
