"""A mapping proposed from a file's header and first rows. All numbers and names are invented."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from producers import drafting
from producers.draft_yaml import as_yaml
from producers.drafting import Draft, known_names
from producers.mapping import ROLES, Change, Mapping, RowMapper, check_columns, load_mapping
from producers.reader import Row, open_file
from schemas.directory_files import load_directory
from schemas.invented import identity_number
from tests.events import resident_number
from tests.local_platform import run_govsync

ON = date(2026, 3, 2)
ITEMS = load_directory().items
ENTERPRISE = "lp-enterprise-registration"
HOUSEHOLD = "np-household-registration"
BIRTH = "np-birth"


def codes(count: int) -> list[str]:
    random = Random(7)
    made = (identity_number("USCC", random, territory="440100", born_on=ON) for _ in range(count))
    return [code for code in made if code]


CHINESE = ["统一社会信用代码", "企业名称", "法定代表人", "注册资本(万元)", "住所", "成立日期", "核准日期", "经营范围"]
ENGLISH = ["USCC", "Company Name", "Legal Representative", "Capital", "Address", "Date of establishment", "Approval date",
           "Scope"]  # fmt: skip


def enterprises(header: list[str], day: str = "2019年04月30日") -> str:
    lines = [",".join(header)]
    for n, code in enumerate(codes(6)):
        capital = "N/A" if n == 0 else f"{n}00.5万人民币"
        lines.append(f"{code},示例{n}公司,甲乙,{capital},示范路{n}号,{day},{day},示例经营")
    return "\n".join(lines) + "\n"


def written(folder: Path, content: str, encoding: str = "utf-8", name: str = "示例 文件.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def drafted(item: str, path: Path) -> Draft:
    return drafting.draft(ITEMS[item], open_file(path), ON)


def english(words: Any) -> str:
    text: str = words.en
    return text


def loaded(found: Draft, folder: Path) -> Mapping:
    """The draft as `--mapping` would read it."""
    path = folder / "mine.yaml"
    path.write_text(as_yaml(found, english), "utf-8")
    return load_mapping(str(path))


def changes(mapping: Mapping, path: Path) -> list[Change]:
    source = open_file(path)
    assert source.columns is not None
    check_columns(mapping, source.columns, path.name)
    mapper = RowMapper(mapping, ITEMS[mapping.item], ON)
    found = []
    for row in source.rows():
        assert isinstance(row, Row)
        record = mapper.key_of(row.values)
        assert not hasattr(record, "rule"), record
        change = mapper.change_of(row.values, record)
        assert isinstance(change, Change), change
        found.append(change)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
@pytest.mark.parametrize("header", [CHINESE, ENGLISH], ids=["chinese", "english"])
def test_a_draft_of_a_register_s_export_loads_and_makes_events(
    tmp_path: Path, header: list[str], encoding: str
) -> None:
    path = written(tmp_path, enterprises(header), encoding)
    mapping = loaded(drafted(ENTERPRISE, path), tmp_path)
    assert mapping.identity.type.constant == "USCC"
    assert mapping.identity.number.column == header[0]
    assert {name: source.column for name, source in mapping.elements.items()} == {
        "entity_name": header[1],
        "legal_representative_name": header[2],
        "registered_capital": header[3],
        "domicile_address": header[4],
        "established_on": header[5],
        "approved_on": header[6],
        "business_scope": header[7],
    }
    found = changes(mapping, path)
    assert [c.record.identity_number for c in found] == codes(6)
    assert {c.changed_on for c in found} == {date(2019, 4, 30)}
    assert [str((c.after or {}).get("registered_capital")) for c in found] == [
        "None", *(f"{n}00.500000" for n in range(1, 6)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "day", ["2019-04-30", "20190430", "2019/04/30", "2019.04.30", "2019年04月30日", "2019/04/30 00:00:00"]
)
def test_dates_are_read_however_they_are_written(tmp_path: Path, day: str) -> None:
    path = written(tmp_path, enterprises(CHINESE, day))
    found = changes(loaded(drafted(ENTERPRISE, path), tmp_path), path)
    assert {(c.changed_on, (c.after or {})["established_on"]) for c in found} == {(date(2019, 4, 30),) * 2}


def people(header: str, rows: Callable[[int], str], count: int = 8) -> str:
    return "\n".join([header, *(rows(n) for n in range(count))]) + "\n"


def test_names_of_codes_are_turned_into_codes(tmp_path: Path) -> None:
    content = people(
        "身份证号,姓名,性别,民族,出生日期,更新时间",
        lambda n: f"{resident_number(n)},示例{n},{'男女'[n % 2]},汉族,19900101,2026-03-01 08:00:00",
    )
    path = written(tmp_path, content, "gb18030")
    mapping = loaded(drafted(HOUSEHOLD, path), tmp_path)
    assert (mapping.identity.type.constant, mapping.identity.number.column) == ("RESIDENT_ID", "身份证号")
    first, second = changes(mapping, path)[:2]
    assert first.after == {"name": "示例0", "sex_code": "1", "ethnic_group_code": "01", "birth_on": date(1990, 1, 1)}
    assert (second.after or {})["sex_code"] == "2"
    assert mapping.changed_on.column == "更新时间"


def test_a_number_under_an_unknown_name_is_recognised_by_its_check_digits_and_marked_a_guess(tmp_path: Path) -> None:
    path = written(tmp_path, people("甲,乙,变更日期", lambda n: f"示例{n},{resident_number(n)},2026-03-01"))
    found = drafted(HOUSEHOLD, path)
    assert found.identity_number.source == {"column": "乙"}
    assert "identity_number" in found.guesses
    assert "# guess: by the check digits of its values" in as_yaml(found, english)


def test_a_former_number_beside_the_present_one_becomes_the_previous_one(tmp_path: Path) -> None:
    header = "公民身份号码,原公民身份号码,姓名,变更类型,变更日期"
    path = written(tmp_path, f"{header}\n{resident_number(1)},{resident_number(2)},甲,REKEY,2026-03-01\n")
    draft = drafted(HOUSEHOLD, path)
    source = {"role": "PREVIOUS", "type": {"constant": "RESIDENT_ID"}, "number": {"column": "原公民身份号码"}}
    assert draft.as_mapping()["related"] == [source]
    assert draft.as_mapping()["identity"]["number"] == {"column": "公民身份号码"}
    assert "related PREVIOUS" in draft.guesses
    assert draft.tried[0] == 1
    loaded = yaml.safe_load(as_yaml(draft, english))
    assert loaded["related"] == [source]
    assert "guess: are these numbers RESIDENT_ID?" in as_yaml(draft, english)


def test_the_number_of_a_relative_is_not_taken_for_the_identity(tmp_path: Path) -> None:
    content = people(
        "母亲身份证号,母亲姓名,新生儿姓名,身份证号码,出生日期,登记日期",
        lambda n: f"{resident_number(n)},示例甲,示例{n},{resident_number(n + 100)},2026-02-01,2026-02-03",
    )
    found = drafted(BIRTH, written(tmp_path, content))
    assert found.identity_number.source == {"column": "身份证号码"}
    assert found.elements["mother_identity_number"].source == {"column": "母亲身份证号"}
    assert found.elements["name"].source == {"column": "新生儿姓名"}
    assert found.elements["mother_name"].source == {"column": "母亲姓名"}


def test_a_column_of_identity_types_is_used_also_where_it_gives_their_names(tmp_path: Path) -> None:
    by_code = written(
        tmp_path, people("证件类型,证件号码,变更日期", lambda n: f"RESIDENT_ID,{resident_number(n)},2026-03-01")
    )
    assert drafted(HOUSEHOLD, by_code).identity_type.source == {"column": "证件类型"}
    from schemas.code_list import CodeList

    name = CodeList.load("identity_type").entries["RESIDENT_ID"][0].name.zh
    by_name = written(
        tmp_path, people("证件类型,证件号码,变更日期", lambda n: f"{name},{resident_number(n)},2026-03-01")
    )
    mapping = loaded(drafted(HOUSEHOLD, by_name), tmp_path)
    assert {c.record.identity_type for c in changes(mapping, by_name)} == {"RESIDENT_ID"}


def test_numbers_of_another_type_among_them_are_pointed_out(tmp_path: Path) -> None:
    path = written(
        tmp_path, people("编号,reg_date", lambda n: f"{codes(9)[n] if n else '440101000012341'},2019-04-30", 9)
    )
    text = as_yaml(drafted(ENTERPRISE, path), english)
    assert "type: {constant: USCC}" in text
    assert "other numbers are BIZ_LICENCE" in text


def test_what_nothing_was_found_for_is_said_and_the_draft_still_loads(tmp_path: Path) -> None:
    found = drafted(ENTERPRISE, written(tmp_path, "a,b\n1,2\n"))
    text = as_yaml(found, english)
    assert "identity_number: {" not in text
    assert "# guess: no column was recognised: name it here" in text
    assert "name the day on which your own record changed (Art. 19)" in text
    assert "#   entity_name: Registered name (required)" in text
    assert "# Columns that feed nothing: a, b" in text
    assert "FILE-IDENTITY identity_number: 1" in text
    mapping = loaded(found, tmp_path)
    assert (mapping.identity.number.column, mapping.changed_on.column) == ("identity_number", "changed_on")


def test_json_lines_lend_their_names_and_what_some_lack_is_optional(tmp_path: Path) -> None:
    lines = [{"uscc": code, "企业名称": "示例公司", "成立日期": "2019-04-30"} for code in codes(4)]
    lines[1]["住所"] = "示范路1号"
    path = written(tmp_path, "".join(json.dumps(line) + "\n" for line in lines), name="a.jsonl")
    found = drafted(ENTERPRISE, path)
    assert found.elements["domicile_address"].source == {"column": "住所", "optional": True}
    assert found.tried[:2] == (4, 4)


def test_what_cannot_be_read_is_counted_in_the_draft(tmp_path: Path) -> None:
    content = people("uscc,企业名称,成立日期", lambda n: f"{codes(8)[n]},示例,{'2019-04-30' if n else 'soon'}")
    found = drafted(ENTERPRISE, written(tmp_path, content))
    assert found.tried[:2] == (7, 8)
    assert "# FILE-CHANGED-ON 成立日期: 1" in as_yaml(found, english)
    assert "12% of the values are no dates" in as_yaml(found, english)


def test_an_empty_file_gives_a_draft_from_its_header_alone(tmp_path: Path) -> None:
    found = drafted(ENTERPRISE, written(tmp_path, ",".join(CHINESE) + "\n"))
    assert found.identity_number.source == {"column": CHINESE[0]}
    assert set(found.elements) >= {"entity_name", "established_on"}


@pytest.mark.parametrize("item", sorted(ITEMS))
def test_a_file_with_the_elements_own_names_is_recognised_without_a_guess(item: str, tmp_path: Path) -> None:
    names = [e.name for e in ITEMS[item].elements]
    for header in (
        names,
        [e.doc.zh for e in ITEMS[item].elements],
        [e.doc.en.replace(",", " ") for e in ITEMS[item].elements],
    ):
        columns = [
            "identity_type",
            "identity_number",
            "record_id",
            "changed_on",
            *dict.fromkeys(h.replace(",", " ") for h in header),
        ]
        found = drafted(item, written(tmp_path, ",".join(columns) + "\n"))
        of_columns = {proposal.source["column"]: name for name, proposal in found.elements.items()}
        assert [name for name in found.guesses if name in found.elements] == []
        assert len(of_columns) == len(columns) - 4
    assert found.changed_on.source == {"column": "changed_on"}


def test_hostile_column_names_stay_names(tmp_path: Path) -> None:
    path = written(tmp_path, '"a: {b}","# x","企业名称 #1: []",uscc,reg_date\n1,2,示例,91440101MA5XYW121W,2019-04-30\n')
    found = drafted(ENTERPRISE, path)
    assert loaded(found, tmp_path).elements["entity_name"].column == "企业名称 #1: []"
    assert found.spare == ("a: {b}", "# x")


def test_no_value_of_the_file_but_names_of_codes_is_in_the_draft(tmp_path: Path) -> None:
    content = people("身份证号,姓名,更新时间", lambda n: f"{resident_number(n)},示例姓名,2026-03-01")
    text = as_yaml(drafted(HOUSEHOLD, written(tmp_path, content)), english)
    assert "示例姓名" not in text
    assert not any(resident_number(n) in text for n in range(8))


def test_every_known_name_belongs_to_something_there_is() -> None:
    known = known_names()
    elements = {e.name for item in ITEMS.values() for e in item.elements}
    types = {kind for item in ITEMS.values() for kind in item.identity_types}
    assert set(known.elements) <= elements
    assert set(known.identities) <= types
    assert set(known.related) == set(ROLES)
    field_names = {"identity_type", "identity_number", "record_id", "changed_on", "operation", "record_version"}
    assert set(known.fields) - field_names <= {"valid_from_on", "decided_on", "recorded_at", "reason", "review_ref"}


def test_the_command_prints_a_draft_a_mapping_and_the_list(tmp_path: Path) -> None:
    path = written(tmp_path, enterprises(CHINESE), "gb18030")
    done = run_govsync("mapping", "draft", "--item", ENTERPRISE, str(path), home=tmp_path / "home", GOVSYNC_LANG="zh")
    assert done.returncode == 0
    assert "7 个数据元已有对应列" in done.stderr
    assert Mapping.model_validate(yaml.safe_load(done.stdout)).item == ENTERPRISE
    as_json = run_govsync("mapping", "draft", "--item", ENTERPRISE, "--json", str(path), home=tmp_path / "home")
    assert json.loads(as_json.stdout)["mapping"] == yaml.safe_load(done.stdout)
    listed = json.loads(run_govsync("mapping", "list", "--json", home=tmp_path / "home").stdout)["mappings"]
    for entry in listed:
        shown = run_govsync("mapping", "show", entry["mapping"], home=tmp_path / "home")
        assert yaml.safe_load(shown.stdout)["item"] == entry["item"]
    unknown = run_govsync("mapping", "draft", "--item", "np-none", str(path), home=tmp_path / "home")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert not (tmp_path / "home").exists()
