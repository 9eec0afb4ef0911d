"""`govsync directory` as a person and as another program see it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.directory_files import load_directory

ROOT = Path(__file__).parents[2]
ITEM = "ot-air-quality"


def run(*arguments: str, tree: Path = ROOT, language: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "govsync", "directory", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "GOVSYNC_LANG": language, "PYTHONPATH": str(tree)},
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the product whose directory may be changed."""
    for name in ("consumers", "govsync", "infra", "producers", "schemas", "stream_processors"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def rewrite(tree: Path, item: str, before: str, after: str) -> None:
    path = tree / "schemas" / "items" / f"{item}.yaml"
    stated = path.read_text("utf-8")
    assert before in stated
    path.write_text(stated.replace(before, after), "utf-8")


def test_the_list_names_every_item_with_its_terms() -> None:
    listed = json.loads(run("list", "--on", "2026-03-02", "--json").stdout)
    assert [entry["item"] for entry in listed] == list(load_directory().items)
    (air,) = (entry for entry in listed if entry["item"] == ITEM)
    assert (air["sharing_type"], air["track"], air["working_days"]) == ("UNCONDITIONED", "WORKING_DAYS", 5)


@pytest.mark.parametrize(("language", "said"), [("en", "Air quality observations"), ("zh", "空气质量监测信息")])
def test_people_read_the_list_in_their_language(language: str, said: str) -> None:
    assert said in run("list", language=language).stdout


def test_an_item_is_shown_with_all_the_directory_announces() -> None:
    shown = json.loads(run("show", ITEM, "--on", "2026-03-02", "--json").stdout)
    asked = {
        "abstract", "sharing_type", "mode", "method", "scope", "update_frequency", "time_limit", "purpose",
        "open_to_public", "collector", "verifier", "provider", "identity_types", "announced_on",
    }  # fmt: skip
    assert asked <= shown["announced"].keys()
    assert all(words["en"] and words["zh"] for words in shown["announced"].values())
    assert [e["name"] for e in shown["elements"]] == [e.name for e in load_directory().items[ITEM].elements]
    assert shown["tables"] == ["other.air_quality", "other.air_quality_history"]


def test_a_pattern_in_square_brackets_is_shown_as_it_is() -> None:
    assert "[A-Z][0-9]{9}" in run("show", "np-birth").stdout


def test_an_unknown_item_is_refused_with_the_known_ones() -> None:
    refused = run("show", "np-nothing")
    assert refused.returncode == 2
    assert ITEM in refused.stderr


def test_the_check_of_our_directory_finds_nothing() -> None:
    done = run("check", "--json")
    assert (done.returncode, json.loads(done.stdout)["findings"]) == (0, [])


def test_the_check_says_what_is_wrong_where_and_what_to_do_and_exits_with_1(tree: Path) -> None:
    rewrite(tree, ITEM, "working_days: 5", "working_days: 9")
    done = run("check", "--json", tree=tree)
    assert done.returncode == 1
    (finding,) = json.loads(done.stdout)["findings"]
    assert {key: finding[key] for key in ("rule", "severity", "item", "version", "field", "articles")} == {
        "rule": "DIR-WORKING-DAYS", "severity": "block", "item": ITEM, "version": 1, "field": "working_days",
        "articles": ["19(3)"],
    }  # fmt: skip
    for_people = run("check", tree=tree, language="zh")
    assert for_people.returncode == 1
    assert finding["message_zh"] in for_people.stdout


def test_no_topic_is_made_by_a_directory_that_breaks_the_rules(tree: Path) -> None:
    rewrite(tree, ITEM, "working_days: 5", "working_days: 9")
    nowhere = {
        "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
        "PGHOST": "127.0.0.1",
        "PGPORT": "9",
        "PGUSER": "x",
        "PGDATABASE": "x",
    }
    environment = {
        **os.environ,
        **nowhere,
        "PYTHONPATH": str(tree),
        "GOVSYNC_LANG": "en",
        "GOVSYNC_HOME": str(tree / "home"),
    }
    command = [sys.executable, "-P", "-m", "govsync", "topics", "apply"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 2
    assert f"{ITEM} version 1, working_days: DIR-WORKING-DAYS" in done.stderr


@pytest.mark.parametrize(
    ("sharing", "said"),
    [
        (
            "{type: CONDITIONED, mode: MESSAGE, conditions: {en: invented condition, zh: 虚构条件}}",
            "invented condition",
        ),
        (
            "{type: NONSHAREABLE, mode: MESSAGE, citation: {rank: LAW, title: {en: Invented Law, zh: 虚构法}, article: '7'}}",
            "Invented Law, 7",
        ),
    ],
)
def test_a_subscription_to_what_is_not_open_to_all_is_refused_without_any_platform(
    tree: Path, sharing: str, said: str
) -> None:
    rewrite(tree, ITEM, "{type: UNCONDITIONED, mode: MESSAGE_AND_TABLE}", sharing)
    command = [
        sys.executable,
        "-P",
        "-m",
        "govsync",
        "subscribe",
        "--item",
        ITEM,
        "--agency",
        "gz-health",
        "--purpose",
        "x",
    ]
    environment = {**os.environ, "PYTHONPATH": str(tree), "GOVSYNC_LANG": "en", "GOVSYNC_HOME": str(tree / "home")}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
