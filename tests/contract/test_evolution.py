"""The evolution gate: what was released keeps working for everybody, or it is said who would break."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from schemas.directory_files import HERE
from schemas.evolution import Broken, breaks, broken, released
from schemas.frozen import Frozen
from schemas.released import compose, load_released
from schemas.rule_catalogue import rule_catalogue

ROOT = Path(__file__).parents[2]
ITEM = "np-birth"
NOT_DEMANDED = "birth_institution"
Change = Callable[[Any], object]


def run(tree: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"schemas.{module}", *arguments]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the contract, all of it released."""
    tree = tmp_path_factory.mktemp("released")
    for name in ("schemas", "infra", "docs"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    done = run(tree, "evolution", "--release")
    assert done.returncode == 0, done.stderr
    return tree


@pytest.fixture
def tree(first_release: Path, tmp_path: Path) -> Path:
    """The released copy, to be changed."""
    return Path(shutil.copytree(first_release, tmp_path / "tree"))


def edit(path: Path, change: Change) -> None:
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def edit_text(path: Path, before: str, after: str) -> None:
    content = path.read_text("utf-8")
    assert before in content
    path.write_text(content.replace(before, after, 1), "utf-8")


def avsc(tree: Path, name: str = ITEM) -> Path:
    return tree / "schemas" / "avro" / f"{name}.avsc"


def item_file(tree: Path) -> Path:
    return tree / "schemas" / "items" / f"{ITEM}.yaml"


def rules(found: list[Broken]) -> set[str]:
    return {each.rule for each in found}


def new_element(record: dict[str, Any]) -> None:
    record["fields"].append(
        {"name": "parity", "type": ["null", "int"], "default": None, "doc": "Which child", "doc_zh": "第几孩"}
    )


def test_our_contract_breaks_nothing_that_is_released() -> None:
    done = run(ROOT, "evolution")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_released_breaks_nothing_by_itself(first_release: Path) -> None:
    assert run(first_release, "evolution").returncode == 0
    held = Frozen.load(first_release / "schemas")
    assert {wire.id for wire in held.wire} == set(load_released().by_id)
    assert set(held.items) == {path.stem for path in (HERE / "items").glob("*.yaml")}


def test_a_release_that_changed_nothing_freezes_the_same(first_release: Path) -> None:
    schemas = first_release / "schemas"
    assert released(schemas) == Frozen.load(schemas)


def test_what_may_grow_grows_and_the_next_release_adds_to_the_first(tree: Path) -> None:
    before = Frozen.load(tree / "schemas")
    edit(avsc(tree), new_element)
    addition = item_file(tree).read_text("utf-8").split("versions:\n")[1].split("responsibilities:")[0]
    second = addition.replace("version: 1", "version: 2").replace(
        "valid_from_on: 2019-07-01", "valid_from_on: 2026-07-01"
    )
    edit_text(item_file(tree), "responsibilities:", f"{second}responsibilities:")
    assert run(tree, "generate").returncode == 0
    done = run(tree, "evolution", "--release")
    assert done.returncode == 0, done.stderr
    after = Frozen.load(tree / "schemas")
    assert after.wire[: len(before.wire)] == before.wire
    assert [(w.kind, w.of, w.version) for w in after.wire[len(before.wire) :]] == [
        ("inbound", ITEM, 2), ("shared", ITEM, 2),
    ]  # fmt: skip
    assert after.items[ITEM].versions == {**before.items[ITEM].versions, "2": after.items[ITEM].versions["2"]}
    assert broken(tree / "schemas", before) == []


def test_generating_leaves_a_frozen_example_alone(tree: Path) -> None:
    wire = next(w for w in load_released().by_id.values() if (w.of, w.kind) == (ITEM, "inbound"))
    example = tree / "schemas" / "avro" / "examples" / f"{wire.id:06}.json"
    before = example.read_bytes()
    edit(avsc(tree), lambda record: record["fields"][3].update(pattern="[A-Z]{2}[0-9]{9}"))
    assert run(tree, "generate").returncode == 0
    assert example.read_bytes() == before
    assert run(tree, "evolution").returncode == 0


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param(lambda t: edit_text(item_file(t), "required: true", "required: false"), "EVO-ITEM-VERSION", id="a-demand"),
        pytest.param(lambda t: edit_text(item_file(t), "partitions: ", "partitions: 1"), "EVO-PARTITIONS", id="partitions"),
        pytest.param(lambda t: item_file(t).unlink(), "EVO-ITEM-REMOVED", id="an-item"),
        pytest.param(lambda t: edit(t / "schemas/avro/ids.json", lambda ids: ids.pop(0)), "EVO-WIRE-ID", id="an-id"),
        pytest.param(lambda t: (t / "schemas/avro/released/000006.avsc").unlink(), "EVO-WIRE-ID", id="a-released-schema"),
        pytest.param(lambda t: edit(t / "schemas/avro/released/000006.avsc", lambda s: s["fields"].pop()), "EVO-WIRE-ID", id="bytes-of-an-id"),
        pytest.param(lambda t: (t / "schemas/avro/examples/000006.json").unlink(), "EVO-EXAMPLE", id="an-example"),
        pytest.param(lambda t: edit(t / "schemas/avro/examples/000006.json", lambda e: e.update(value_hex="00")), "EVO-EXAMPLE", id="bytes-of-an-example"),
        pytest.param(lambda t: edit(avsc(t), lambda r: without(r, NOT_DEMANDED)), "EVO-ELEMENT-REMOVED", id="an-element"),
        pytest.param(lambda t: edit(avsc(t, "envelope"), lambda r: r["fields"].pop(0)), "EVO-REMOVED-WITHOUT-DEFAULT", id="an-envelope-field"),
        pytest.param(lambda t: edit(avsc(t, "appended"), lambda r: r["fields"].append({"name": "x", "type": "int"})), "EVO-ADDED-WITHOUT-DEFAULT", id="a-new-field-without-default"),
        pytest.param(lambda t: edit(avsc(t, "quarantine"), lambda r: r["fields"].pop()), "EVO-REMOVED-WITHOUT-DEFAULT", id="a-platform-field"),
    ],
)  # fmt: skip
def test_what_was_released_cannot_be_changed(tree: Path, change: Callable[[Path], object], rule: str) -> None:
    change(tree)
    assert rule in rules(broken(tree / "schemas"))


def test_the_gate_says_who_breaks_why_and_what_to_do_in_both_languages_and_exits_with_1(tree: Path) -> None:
    edit_text(item_file(tree), "required: true", "required: false")
    done = run(tree, "evolution")
    told = rule_catalogue()["EVO-ITEM-VERSION"].message
    assert (done.returncode, done.stderr) == (1, f"EVO-ITEM-VERSION {ITEM} version 1\n  {told.en}\n  {told.zh}\n")


def test_nothing_is_frozen_while_something_breaks_or_is_stale(tree: Path) -> None:
    frozen = tree / "schemas" / "frozen.json"
    before = frozen.read_bytes()
    edit(avsc(tree), new_element)
    stale = run(tree, "evolution", "--release")
    assert (stale.returncode, frozen.read_bytes()) == (2, before)
    assert "Run: make generate" in stale.stderr
    edit(avsc(tree), lambda record: without(record, NOT_DEMANDED))
    assert (run(tree, "evolution", "--release").returncode, frozen.read_bytes()) == (1, before)


def test_comments_and_layout_of_an_item_file_are_free(tree: Path) -> None:
    edit_text(item_file(tree), "versions:", "# a remark\nversions:")
    assert broken(tree / "schemas") == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda frozen: frozen["wire"].pop(), id="a-wire-id"),
        pytest.param(lambda frozen: frozen["items"].pop(ITEM), id="an-item"),
        pytest.param(lambda frozen: frozen["items"][ITEM]["versions"].pop("1"), id="a-version"),
        pytest.param(lambda frozen: frozen["items"][ITEM].update(partitions=99), id="partitions"),
    ],
)
def test_what_was_frozen_at_the_last_commit_stays_frozen(tree: Path, change: Change) -> None:
    committed = Frozen.load(tree / "schemas")
    edit(tree / "schemas" / "frozen.json", change)
    assert "EVO-FROZEN" in rules(broken(tree / "schemas", committed))


def changed(change: Change, item: str = ITEM) -> list[tuple[str, str]]:
    """What a change of an item's shared events would break."""
    before = compose(item, "shared")
    now = deepcopy(before)
    change(now)
    return sorted((each.rule, each.where) for each in breaks(before, now))


def element(event: dict[str, Any], name: str) -> dict[str, Any]:
    record = field(event, "after")["type"][1]
    return next(f for f in record["fields"] if f["name"] == name)


def field(event: dict[str, Any], name: str) -> dict[str, Any]:
    return next(f for f in event["fields"] if f["name"] == name)


def without(event: dict[str, Any], name: str) -> None:
    event["fields"] = [f for f in event["fields"] if f["name"] != name]


OPERATION, WEIGHT, BORN = "operation", "after.birth_weight_grams", "after.birth_on"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda e: e["fields"].append({"name": "x", "type": "string", "default": ""}), [], id="field-with-default"),
        pytest.param(lambda e: element(e, "name").update(doc="another wording"), [], id="wording"),
        pytest.param(lambda e: e["fields"].reverse(), [], id="another-order"),
        pytest.param(lambda e: field(e, "after")["type"][1]["fields"].append({"name": "x", "type": ["null", "int"], "default": None}), [], id="new-element"),
        pytest.param(lambda e: field(e, "after")["type"][1]["fields"].append({"name": "x", "type": ["null", "int"]}), [("EVO-ADDED-WITHOUT-DEFAULT", "after.x")], id="element-without-default"),
        pytest.param(lambda e: without(field(e, "after")["type"][1], "name"), [("EVO-ELEMENT-REMOVED", "after.name")], id="element-removed"),
        pytest.param(lambda e: without(e, "changed_on"), [("EVO-REMOVED-WITHOUT-DEFAULT", "changed_on")], id="field-removed"),
        pytest.param(lambda e: field(e, OPERATION)["type"]["symbols"].append("REOPEN"), [("EVO-SYMBOL-ADDED", OPERATION)], id="symbol-added"),
        pytest.param(lambda e: field(e, OPERATION)["type"]["symbols"].pop(), [("EVO-SYMBOL-REMOVED", OPERATION)], id="symbol-removed"),
        pytest.param(lambda e: field(e, OPERATION)["type"].update(name="Action"), [("EVO-RENAMED", OPERATION)], id="renamed"),
        pytest.param(lambda e: field(e, "related")["type"][1]["items"]["fields"].append({"name": "x", "type": "int"}), [("EVO-ADDED-WITHOUT-DEFAULT", "related[].x")], id="inside-an-array"),
        pytest.param(lambda e: element(e, "birth_weight_grams").update(type=["null", "long"]), [("EVO-TYPE-OLD-READERS", WEIGHT)], id="widened"),
        pytest.param(lambda e: element(e, "birth_weight_grams").update(type=["null", "string"]), [("EVO-TYPE-NEW-READERS", WEIGHT), ("EVO-TYPE-OLD-READERS", WEIGHT)], id="retyped"),
        pytest.param(lambda e: field(e, "seq").update(type="int"), [("EVO-TYPE-NEW-READERS", "seq")], id="narrowed"),
        pytest.param(lambda e: field(e, "reason").update(type="string", default=""), [("EVO-TYPE-NEW-READERS", "reason")], id="no-longer-null"),
        pytest.param(lambda e: field(e, "seq").update(type=["null", "long"]), [("EVO-TYPE-OLD-READERS", "seq")], id="null-as-well"),
        pytest.param(lambda e: element(e, "birth_on").update(type=["null", "int"]), [("EVO-MEANING", BORN)], id="no-longer-a-date"),
        pytest.param(lambda e: element(e, "birth_weight_grams").update(type=["null", {"type": "int", "logicalType": "date"}]), [("EVO-MEANING", WEIGHT)], id="now-a-date"),
    ],
)  # fmt: skip
def test_a_change_breaks_whom_it_breaks_at_the_place_that_says_it(
    change: Change, expected: list[tuple[str, str]]
) -> None:
    assert changed(change) == expected


def test_another_scale_of_a_decimal_is_another_meaning() -> None:
    def rescale(event: dict[str, Any]) -> None:
        element(event, "registered_capital")["type"][1]["scale"] = 4

    assert changed(rescale, "lp-enterprise-registration") == [("EVO-MEANING", "after.registered_capital")]


def test_several_breaks_are_all_told() -> None:
    def both(event: dict[str, Any]) -> None:
        without(event, "changed_on")
        element(event, "birth_weight_grams").update(type=["null", "string"])

    assert len(changed(both)) == 3


def test_every_evolution_rule_can_be_broken() -> None:
    source = (ROOT / "schemas" / "evolution.py").read_text("utf-8")
    assert {code for code in rule_catalogue() if code.startswith("EVO-") and code not in source} == set()
