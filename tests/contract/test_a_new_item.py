"""A new item is two files and `make generate`: everything else follows, and its first event runs through."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from infra.settings import Settings
from tests.local_platform import run_govsync

ROOT = Path(__file__).parents[2]
COPIED = ("consumers", "govsync", "infra", "producers", "schemas", "stream_processors")

ITEM = "lp-tea-house-permit"
RECORD: dict[str, Any] = {
    "type": "record",
    "name": "TeaHousePermit",
    "namespace": "cn.guangzhou.govsync.lp_tea_house_permit",
    "doc": "Permit of a tea house (invented for a test).",
    "doc_zh": "茶楼许可信息(测试虚构)。",
    "fields": [
        {"name": name, "type": ["null", kind], "default": None, "doc": doc, "doc_zh": doc_zh, **annotations}
        for name, kind, doc, doc_zh, annotations in (
            ("house_name", "string", "Name of the house", "茶楼名称", {"max_length": 100}),
            (
                "division_code",
                "string",
                "County-level division",
                "行政区划代码",
                {"code_list": "administrative_division"},
            ),
            ("is_open_at_night", "boolean", "Whether it is open at night", "是否夜间营业", {}),
            ("seats", "int", "Number of seats", "座位数", {"minimum": 0}),
            ("pots_served", "long", "Pots served so far", "累计上茶壶数", {"minimum": 0}),
            ("latitude", "double", "Latitude in CGCS2000, degrees", "纬度", {"crs": "EPSG:4490"}),
            (
                "deposit",
                {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2},
                "Deposit in yuan",
                "保证金(元)",
                {},
            ),
            ("granted_on", {"type": "int", "logicalType": "date"}, "Day of the permit", "许可日期", {}),
            (
                "inspected_at",
                {"type": "long", "logicalType": "timestamp-millis"},
                "Last inspection",
                "最近检查时刻",
                {},
            ),
        )
    ],
}
DEMAND = """
item: lp-tea-house-permit
name: {en: Tea house permits, zh: 茶楼许可信息}
article: "23(1)"
level: MUNICIPAL
identity_types: [USCC]
partitions: 1
retention_days: 60
versions:
  - version: 1
    submitted_on: 2019-05-20
    compiled_on: 2019-06-10
    announced_on: 2019-06-20
    valid_from_on: 2019-07-01
    sharing: {type: UNCONDITIONED, mode: MESSAGE_AND_TABLE}
    track: PROMPT
    method: {en: Change events, zh: 变更消息}
    scope: {en: All agencies, zh: 全市政务部门}
    update_frequency: {en: With every change, zh: 实时}
    purpose: {en: A test, zh: 测试}
    elements:
      house_name: {required: true, severity: quarantine}
responsibilities:
  - {element_group: ALL, territory: "440100", role: PROVIDER, agency: gz-market-regulation, entrusted_by: null,
     valid_from_on: 2019-07-01, valid_to_on: null, decision: a test}
"""
# Both codes are invented; the second one's last digit is wrong.
FILE = """
identity_type,identity_number,changed_on,house_name,division_code,is_open_at_night,seats,pots_served,latitude,deposit,granted_on,inspected_at
USCC,91440101000000019F,2026-03-02,测试茶楼,440103,true,88,123456789012,23.125,1000.50,2026-03-01,2026-03-02T08:30:00+08:00
USCC,91440101MA5TEA006T,2026-03-02,测试茶楼,440103,true,88,123456789012,23.125,1000.50,2026-03-01,2026-03-02T08:30:00+08:00
""".lstrip()

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the product to which an item may be added."""
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture
def grown(tree: Path) -> Path:
    """The copy with one item more, generated."""
    add_item(tree)
    done = generate(tree)
    assert done.returncode == 0, done.stderr
    return tree


def add_item(tree: Path, record: dict[str, Any] = RECORD, demand: str = DEMAND) -> None:
    avsc(tree).write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    (tree / "schemas" / "items" / f"{ITEM}.yaml").write_text(demand, "utf-8")


def avsc(tree: Path) -> Path:
    return tree / "schemas" / "avro" / f"{ITEM}.avsc"


def generate(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`make generate` as the Makefile runs it, of the copy."""
    command = [sys.executable, "-m", "schemas.generate", *arguments]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


def changed(change: Change) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(json.dumps(RECORD))
    change(record)
    return record


def contents(tree: Path) -> dict[str, bytes]:
    files = (p for name in ("schemas", "infra") for p in (tree / name).rglob("*") if p.is_file())
    return {p.relative_to(tree).as_posix(): p.read_bytes() for p in files if "__pycache__" not in p.parts}


def test_wire_ids_model_tables_and_view_follow_and_what_was_there_is_untouched(tree: Path) -> None:
    before = contents(tree)
    add_item(tree)
    done = generate(tree)
    assert done.returncode == 0, done.stderr
    after = contents(tree)
    old = json.loads(before["schemas/avro/ids.json"])
    ids = json.loads(after["schemas/avro/ids.json"])
    assert ids[: len(old)] == old
    next_id = max(entry["id"] for entry in old) + 1
    new = [(e["id"], e["kind"], e["of"], e["version"]) for e in ids[len(old) :]]
    assert new == [(next_id, "inbound", ITEM, 1), (next_id + 1, "shared", ITEM, 1)]
    assert b"class TeaHousePermit(Record):" in after["schemas/models.py"]
    added = sorted(after.keys() - before.keys())
    (tables,) = (name for name in added if name.endswith("_item_lp_tea_house_permit.sql"))
    (view,) = (name for name in added if name.endswith("_views.sql"))
    assert tables < view
    assert b"CREATE TABLE legal_person.tea_house_permit_history" in after[tables]
    assert b"legal_person.tea_house_permit r" in after[view]
    rewritten = {name for name in before if before[name] != after[name]}
    assert rewritten == {"schemas/avro/ids.json", "schemas/models.py"}


def test_a_second_run_writes_nothing(grown: Path) -> None:
    before = contents(grown)
    done = generate(grown)
    assert (done.returncode, done.stdout) == (0, "")
    assert contents(grown) == before


def test_the_check_names_the_stale_file_and_the_command_and_writes_nothing(grown: Path) -> None:
    assert generate(grown, "--check").returncode == 0
    models = grown / "schemas" / "models.py"
    models.write_text(models.read_text("utf-8") + "# edited by hand\n", "utf-8")
    before = contents(grown)
    done = generate(grown, "--check")
    assert done.returncode == 1
    assert "schemas/models.py is stale. Run: make generate" in done.stderr
    assert contents(grown) == before


def test_the_check_fails_while_a_new_item_is_not_generated(tree: Path) -> None:
    add_item(tree)
    done = generate(tree, "--check")
    assert done.returncode == 1
    assert "schemas/avro/ids.json is stale. Run: make generate" in done.stderr


def test_an_element_added_to_a_released_item_is_a_new_wire_version_and_a_column(grown: Path) -> None:
    def add(record: dict[str, Any]) -> None:
        record["fields"].append({
            "name": "floor_area", "type": ["null", "double"], "default": None, "doc": "Floor area, square metres",
            "doc_zh": "面积(平方米)",
        })  # fmt: skip

    before = contents(grown)
    add_item(grown, changed(add))
    assert generate(grown).returncode == 0
    after = contents(grown)
    ids = json.loads(after["schemas/avro/ids.json"])
    assert [(e["kind"], e["version"]) for e in ids if e["of"] == ITEM][2:] == [("inbound", 2), ("shared", 2)]
    migration = b"".join(after[name] for name in after.keys() - before.keys() if "_item_" in name)
    assert b"ALTER TABLE legal_person.tea_house_permit ADD COLUMN floor_area double precision;" in migration
    assert b"CREATE TABLE" not in migration


def test_a_new_appended_field_releases_each_inbound_schema_together_with_its_shared_one(grown: Path) -> None:
    appended = grown / "schemas" / "avro" / "appended.avsc"
    record = json.loads(appended.read_text("utf-8"))
    record["fields"].append({"name": "judged_at", "type": "long", "doc": "When it was judged"})
    appended.write_text(json.dumps(record), "utf-8")
    assert generate(grown).returncode == 0
    ids = json.loads((grown / "schemas" / "avro" / "ids.json").read_text("utf-8"))
    versions = {
        kind: [e["version"] for e in ids if (e["of"], e["kind"]) == (ITEM, kind)] for kind in ("inbound", "shared")
    }
    assert versions == {"inbound": [1, 2], "shared": [1, 2]}


def test_another_wording_gives_no_new_wire_id(grown: Path) -> None:
    ids = grown / "schemas" / "avro" / "ids.json"
    before = ids.read_bytes()
    add_item(grown, changed(lambda record: record["fields"][0].update(doc="Name over the door")))
    assert generate(grown).returncode == 0
    assert ids.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda r: r["fields"].pop(), "inspected_at", id="removed"),
        pytest.param(lambda r: r["fields"][3].update(type=["null", "string"]), "seats", id="retyped"),
        pytest.param(lambda r: r["fields"][0].update(name="tea_house_name"), "house_name", id="renamed"),
    ],
)
def test_a_released_element_stays_as_it_is(grown: Path, change: Change, said: str) -> None:
    demand = DEMAND.replace("house_name: {", "seats: {")
    before = contents(grown)
    add_item(grown, changed(change), demand)
    done = generate(grown)
    assert done.returncode == 2
    assert f"released elements were removed or changed their type: {said}." in done.stderr
    assert "add a new element instead" in done.stderr
    assert "已发布的数据元" in done.stderr
    assert {n for n, c in contents(grown).items() if before[n] != c} == {
        f"schemas/avro/{ITEM}.avsc",
        f"schemas/items/{ITEM}.yaml",
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda r: r["fields"][0].update(name="changed_on"), "named like fields of the envelope", id="envelope"),
        pytest.param(lambda r: r["fields"][0].update(name="received_at"), "named like fields of the envelope", id="appended"),
        pytest.param(lambda r: r["fields"][0].update(name="order"), "no reserved word", id="reserved-word"),
        pytest.param(lambda r: r["fields"][0].update(name="houseName"), "small letters", id="capitals"),
        pytest.param(lambda r: r["fields"][0].pop("doc_zh"), "both doc and doc_zh", id="no-chinese"),
        pytest.param(lambda r: r["fields"][0].update(type="string"), "must have the type [null, T]", id="not-nullable"),
        pytest.param(lambda r: r["fields"][6]["type"][1].pop("scale"), "with precision and scale", id="decimal"),
        pytest.param(lambda r: r["fields"][1].update(code_list="teas"), "names the code_list 'teas'", id="code-list"),
        pytest.param(lambda r: r["fields"][1].update(identifier="TEA"), "names the identifier 'TEA'", id="identifier"),
        pytest.param(lambda r: r["fields"][0].update(crs="EPSG:4326"), "names the crs 'EPSG:4326'", id="another-datum"),
        pytest.param(lambda r: r["fields"][0].update(pattern="["), "no regular expression", id="pattern"),
    ],
)  # fmt: skip
def test_an_element_that_cannot_be_is_refused_in_both_languages(tree: Path, change: Change, said: str) -> None:
    before = contents(tree)
    add_item(tree, changed(change))
    done = generate(tree)
    assert done.returncode == 2
    assert said in done.stderr
    assert f"{ITEM}.avsc:" in done.stderr
    assert "数据元" in done.stderr
    assert "Traceback" not in done.stderr
    added = {f"schemas/avro/{ITEM}.avsc", f"schemas/items/{ITEM}.yaml"}
    assert {n: c for n, c in contents(tree).items() if n not in added} == before


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        pytest.param(DEMAND.replace("[USCC]", "[TEA]"), "unknown identity types: TEA", id="identity-type"),
        pytest.param(DEMAND.replace("gz-market-regulation", "tea-office"), "not in agencies.yaml: tea-office", id="agency"),
        pytest.param(DEMAND.replace("house_name:", "teapot:"), "the Avro schema lacks: teapot", id="element"),
        pytest.param(DEMAND + "\n  - [", "cannot be read", id="no-yaml"),
    ],
)  # fmt: skip
def test_a_demand_that_cannot_be_is_refused(tree: Path, demand: str, said: str) -> None:
    add_item(tree, RECORD, demand)
    done = generate(tree)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_avro_schema_that_is_no_json_is_refused(tree: Path) -> None:
    add_item(tree)
    avsc(tree).write_text("{", "utf-8")
    done = generate(tree)
    assert done.returncode == 2
    assert f"{ITEM}.avsc cannot be read" in done.stderr


def test_an_item_without_its_avro_schema_is_refused(tree: Path) -> None:
    add_item(tree)
    avsc(tree).unlink()
    done = generate(tree)
    assert done.returncode == 2
    assert f"write avro/{ITEM}.avsc" in done.stderr


@pytest.mark.platform
def test_an_event_of_the_new_item_runs_through_the_whole_chain(grown: Path, home: Path) -> None:
    def govsync(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run_govsync(*arguments, home=home, PYTHONPATH=str(grown))

    up = govsync("up", "--detach")
    assert up.returncode == 0, up.stderr
    file = grown / "tea_houses.csv"
    file.write_text(FILE, "utf-8")
    published = govsync("publish", "--provider", "gz-market-regulation", "--item", ITEM, "--json", str(file))
    assert published.returncode == 0, published.stderr
    submission_id = json.loads(published.stdout)["submission_id"]
    receipt = json.loads(govsync("receipt", submission_id, "--wait", "60", "--json").stdout)
    assert receipt["complete"]
    assert {name: receipt[name] for name in ("published", "applied", "quarantined")} == {
        "published": 2, "applied": 1, "quarantined": 1,
    }  # fmt: skip
    parameters: dict[str, Any] = dict(Settings.of_platform(home).postgres_parameters())
    with closing(psycopg2.connect(**parameters)) as connection, connection.cursor() as cursor:
        elements = ", ".join(field["name"] for field in RECORD["fields"])
        for table in ("tea_house_permit", "tea_house_permit_history"):
            cursor.execute(f"SELECT {elements} FROM legal_person.{table}")
            assert cursor.fetchall() == [
                ("测试茶楼", "440103", True, 88, 123456789012, 23.125, Decimal("1000.50"), date(2026, 3, 1),
                 datetime(2026, 3, 2, 0, 30, tzinfo=UTC)),
            ]  # fmt: skip
        cursor.execute("SELECT tea_house_permit->0->>'house_name' FROM legal_person.entity")
        assert cursor.fetchall() == [("测试茶楼",)]
    reconciled = govsync("reconcile", "--json")
    assert reconciled.returncode == 0, reconciled.stdout
    assert json.loads(reconciled.stdout)["items"][ITEM]["inbound"] == 2
