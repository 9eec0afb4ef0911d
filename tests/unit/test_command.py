import json
import subprocess
import sys
from pathlib import Path

import pytest

from govsync.__main__ import SUBCOMMANDS, Subcommands
from tests.local_platform import run_govsync

HEAVY = {"confluent_kafka", "faust", "pandas", "polars", "psycopg2", "pyarrow"}


def test_a_refusal_is_a_sentence_in_the_reader_s_language_and_exit_code_2(tmp_path: Path) -> None:
    english = run_govsync("env", home=tmp_path, GOVSYNC_LANG="en")
    chinese = run_govsync("env", home=tmp_path, GOVSYNC_LANG="zh")
    assert (english.returncode, chinese.returncode) == (2, 2)
    assert "Start one with `govsync up`" in english.stderr
    assert "请运行 `govsync up` 启动本地平台" in chinese.stderr
    assert english.stdout == chinese.stdout == ""


def test_a_refusal_under_json_is_told_in_both_languages(tmp_path: Path) -> None:
    refused = run_govsync("env", "--json", home=tmp_path)
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["error"].keys() == {"en", "zh"}


def test_a_mistyped_command_is_answered_with_the_near_ones(tmp_path: Path) -> None:
    mistyped = run_govsync("stauts", home=tmp_path)
    assert mistyped.returncode == 2
    assert "status" in mistyped.stderr


@pytest.mark.parametrize("name", sorted(SUBCOMMANDS))
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = Subcommands()[name]
    commands = getattr(command, "commands", {name: command}).values()
    for each in commands:
        assert f"govsync {name}" in each.help


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['govsync', '--help']\n"
        "from govsync.__main__ import main\n"
        "try: main()\n"
        f"finally: print('loaded:', sorted({HEAVY!r} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "status" in shown.stdout
    assert "loaded: []" in shown.stdout
