"""A file judged before it is published. All numbers and names are invented."""

import json
import os
import re
import tracemalloc
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from govsync.validation.dry_run import RowJudgement, judge_file, packaged_pipeline
from govsync.validation.page import page
from govsync.validation.shown_values import ShownValues
from govsync.validation.summary import OUTCOMES, Summary, row_as_json
from producers import publisher
from producers.mapping import Mapping, load_mapping
from producers.publisher import Request
from schemas.bilingual import Refusal
from schemas.directory_files import load_directory
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity
from tests.events import PROVIDER, resident_number
from tests.local_platform import run_govsync

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HOUSEHOLD = "np-household-registration"
ENTERPRISE = "lp-enterprise-registration"
MARKET = "gz-market-regulation"
PIPELINE = packaged_pipeline()
DIRECTORY = load_directory()

HEADER = "identity_type,identity_number,record_id,changed_on,name,sex_code,birth_on,household_division_code,household_address"
NAME, ADDRESS = "示例姓名", "示范街道一号"
WRONG = "440106199006151231"
STRAY = resident_number(77)


def person(number: str, **other: str) -> str:
    given = {
        "identity_type": "RESIDENT_ID", "identity_number": number, "record_id": "", "changed_on": "2026-03-01",
        "name": NAME, "sex_code": "1", "birth_on": "1990-01-01", "household_division_code": "440106",
        "household_address": ADDRESS,
    }  # fmt: skip
    return ",".join((given | other)[column] for column in HEADER.split(","))


MIXED = [
    person(resident_number(1)),
    person(resident_number(2), sex_code="2"),
    person(WRONG),
    person("4401061990"),
    person(resident_number(3), changed_on="soon"),
    "too,few",
    person(resident_number(4), name=""),
    person("", name=NAME),
    person(resident_number(5), household_division_code=STRAY),
]
"""Rows 2 to 10 of the file of `mixed`, each good or broken in its own way."""


def written(folder: Path, rows: list[str], header: str = HEADER, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return path


def request(path: Path, item: str = HOUSEHOLD, provider: str = PROVIDER, mapping: Mapping | None = None) -> Request:
    return publisher.request(DIRECTORY, provider=provider, item=item, file=path, mapping=mapping)


def judged(wanted: Request) -> list[RowJudgement]:
    return [judgement for chunk in judge_file(wanted, PIPELINE, NOW) for judgement in chunk]


def summarised(wanted: Request, limit: int = 1000) -> Summary:
    summary = Summary(ShownValues(wanted), limit)
    for chunk in judge_file(wanted, PIPELINE, NOW):
        summary.add(chunk)
    return summary


@pytest.fixture
def mixed(tmp_path: Path) -> Request:
    return request(written(tmp_path, MIXED))


# Findings


def test_every_finding_names_row_column_element_and_rule(mixed: Request) -> None:
    found = [(j.row, f.rule, f.severity.wire, f.column, f.field) for j in judged(mixed) for f in j.findings]
    assert found == [
        (3, "CONF-SEX-CONTRADICTS", "flag", "sex_code", "sex_code"),
        (4, "CONF-BIRTH-CONTRADICTS", "flag", "birth_on", "birth_on"),
        (4, "ID-CHECK", "quarantine", "identity_number", "identity_number"),
        (5, "ID-LENGTH", "block", "identity_number", "identity_number"),
        (6, "FILE-CHANGED-ON", "block", "changed_on", "changed_on"),
        (7, "FILE-RAGGED", "block", None, None),
        (8, "CONF-REQUIRED", "quarantine", "name", "name"),
        (9, "FILE-IDENTITY", "block", "identity_number", "identity_number"),
        (10, "CONF-CODE", "flag", "household_division_code", "household_division_code"),
    ]


def test_a_number_that_follows_another_is_previewed_with_what_its_operation_demands(tmp_path: Path) -> None:
    header = f"{HEADER},operation,previous_type,previous_number"
    old = resident_number(9)
    rows = [
        f"{person(resident_number(1))},REKEY,RESIDENT_ID,{old}",
        f"{person(resident_number(2))},REKEY,,",
        f"{person(resident_number(3))},MERGE,RESIDENT_ID,{old}",
        f"{person(resident_number(4))},REKEY,,{old}",
        f"{person(resident_number(5))},REKEY,RESIDENT_ID,{WRONG[:17]}",
    ]
    wanted = request(written(tmp_path, rows, header))
    found = [(j.row, f.rule, f.severity.wire, f.column, f.field) for j in judged(wanted) for f in j.findings]
    assert found == [
        (3, "CONF-RELATED", "quarantine", None, "related"),
        (4, "CONF-RELATED", "quarantine", None, "related"),
        (5, "FILE-RELATED", "block", "previous_number", "related"),
        (6, "CONF-RELATED", "quarantine", None, "related"),
    ]
    assert old not in json.dumps(summarised(wanted).as_json())


def test_merging_parting_succeeding_and_another_party_are_accepted_with_the_roles_they_demand(tmp_path: Path) -> None:
    roles = ("previous", "merged_from", "split_to", "other_party")
    header = ",".join([HEADER, "operation", *(f"{role}_{part}" for role in roles for part in ("type", "number"))])

    def row(n: int, operation: str, **others: str) -> str:
        named = [part for role in roles for part in (("RESIDENT_ID", others[role]) if role in others else ("", ""))]
        return ",".join([person(resident_number(n)), operation, *named])

    two = f"{resident_number(8)};{resident_number(9)}"
    rows = [
        row(1, "MERGE", merged_from=two),
        row(2, "SPLIT", split_to=two),
        row(3, "", previous=resident_number(8)),
        row(4, "UPDATE", other_party=two),
        row(5, "MERGE", merged_from=two, other_party=resident_number(7)),
    ]
    assert summarised(request(written(tmp_path, rows, header))).as_json()["accepted"] == len(rows)


def test_every_row_has_one_outcome_and_the_counts_add_up(mixed: Request) -> None:
    summary = summarised(mixed)
    report = summary.as_json()
    assert report["rows"] == len(MIXED) == sum(report[name] for name in OUTCOMES.values())
    assert [report[name] for name in OUTCOMES.values()] == [1, 2, 2, 4]
    assert summary.refused == 6
    assert sum(rule["count"] for rule in report["rules"]) == report["findings_count"] == len(report["findings"])


def test_rules_come_worst_first_with_counts_and_three_rows(tmp_path: Path) -> None:
    rows = [person(resident_number(n), sex_code="2") for n in range(5)] + [person(WRONG)]
    rules = summarised(request(written(tmp_path, rows))).as_json()["rules"]
    assert [(r["rule"], r["severity"], r["count"]) for r in rules] == [
        ("ID-CHECK", "quarantine", 1), ("CONF-SEX-CONTRADICTS", "flag", 5), ("CONF-BIRTH-CONTRADICTS", "flag", 1),
    ]  # fmt: skip
    (place,) = rules[1]["places"]
    assert (place["column"], place["element"], place["count"], place["example_rows"]) == (
        "sex_code", "sex_code", 5, [2, 3, 4],
    )  # fmt: skip


def test_findings_beyond_the_limit_are_counted_and_the_report_says_so(mixed: Request) -> None:
    whole, cut = summarised(mixed).as_json(), summarised(mixed, limit=2).as_json()
    assert (whole["truncated"], cut["truncated"]) == (False, True)
    assert cut["findings"] == whole["findings"][:2]
    assert cut["rules"] == whole["rules"]
    assert cut["findings_count"] == whole["findings_count"]


def test_a_finding_says_in_both_languages_what_to_do_and_what_it_rests_on(mixed: Request) -> None:
    for finding in summarised(mixed).as_json()["findings"]:
        rule = rule_catalogue()[finding["rule"]]
        assert (finding["message_en"], finding["message_zh"]) == rule.message
        assert (finding["articles"], finding["standard"]) == (list(rule.articles), rule.standard)


def test_the_column_is_the_file_s_own_where_a_mapping_feeds_the_element(tmp_path: Path) -> None:
    header = "name,uscc,reg_date,type,capital,scope,address"
    rows = [
        "示例公司,91440101MA5XYW1213,2019-04-30,N/A,-5万,示例,N/A",
        "示例公司,91440101MA5XYW121W,soon,N/A,N/A,示例,a",
    ]
    path = written(tmp_path, rows, header)
    found = judged(request(path, ENTERPRISE, MARKET, load_mapping("enterprise-registry-csv")))
    assert {(f.rule, f.column, f.field) for f in found[0].findings} == {
        ("ID-CHECK-KNOWN-MISCALCULATION", "uscc", "identity_number"),
        ("CONF-REQUIRED", "address", "domicile_address"),
        ("CONF-BOUNDS", "capital", "registered_capital"),
    }
    assert [(f.rule, f.column, f.field) for f in found[1].findings] == [("FILE-CHANGED-ON", "reg_date", "changed_on")]


def test_of_the_fields_a_column_feeds_the_one_its_text_did_not_fit_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, [person(resident_number(1), birth_on="1990-13-01")])
    (judgement,) = judged(request(path))
    assert [(f.rule, f.column, f.field) for f in judgement.findings] == [("FILE-VALUE", "birth_on", "birth_on")]


def test_json_lines_are_numbered_by_their_lines_and_judged_alike(tmp_path: Path) -> None:
    columns = HEADER.split(",")
    rows = [row for row in MIXED if row != "too,few"]
    lines = [json.dumps(dict(zip(columns, row.split(","), strict=True)), ensure_ascii=False) for row in rows]
    path = written(tmp_path, ["[]", *lines[1:]], lines[0], "people.jsonl")
    found = judged(request(path))
    assert [f.rule for f in found[1].findings] == ["FILE-JSON"]
    csv = judged(request(written(tmp_path, rows)))
    assert [j.findings for j in found[2:]] == [j.findings for j in csv[1:]]
    assert [j.row for j in found] == list(range(1, len(lines) + 2))


def test_json_lines_that_never_name_a_needed_column_are_refused_as_in_publishing(tmp_path: Path) -> None:
    path = written(tmp_path, [], '{"identity_type": "RESIDENT_ID", "name": "x"}', "people.jsonl")
    with pytest.raises(Refusal, match="has no column changed_on, identity_number"):
        judged(request(path))


def test_a_stated_version_must_grow_within_the_file_over_chunks_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govsync.validation.dry_run.BATCH_ROWS", 2)
    number, other = resident_number(1), resident_number(2)
    states = [(number, "5", "A"), (other, "1", "A"), (number, "5", "B"), (number, "4", "C"), (number, "5", "A"),
              (number, "6", "G"), (number, "6", "G"), (number, "", "D"), (number, "7", "E"), (number, "8", "F")]  # fmt: skip
    rows = [person(n, household_address=address) + f",{version}" for n, version, address in states]
    found = judged(request(written(tmp_path, rows, f"{HEADER},record_version")))
    refused = [j.row for j in found if [f.rule for f in j.findings] == ["FILE-VERSION"]]
    # Row 8 repeats row 7 and is not published; row 9 takes version 7, so row 10 states one that is given.
    assert refused == [4, 5, 6, 10]
    assert {(f.column, f.field) for j in found for f in j.findings} == {("record_version", "record_version")}


# Reading on


def test_memory_does_not_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govsync.validation.dry_run.BATCH_ROWS", 1000)
    path = written(tmp_path, [person(resident_number(n % 500), sex_code="2") for n in range(10_000)])
    summary = Summary(ShownValues(request(path)), limit=100)
    chunks = judge_file(request(path), PIPELINE, NOW)

    def held_after(count: int) -> int:
        for chunk in islice(chunks, count):
            summary.add(chunk)
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        early, late = held_after(2), held_after(8)
    finally:
        tracemalloc.stop()
    assert summary.rows == 10_000
    assert late < early + 200_000


def test_rows_are_judged_in_chunks_of_many_rows_or_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("producers.reader.BLOCK_BYTES", 150)
    path = written(tmp_path, [person(resident_number(n)) for n in range(9)])
    chunks = list(judge_file(request(path), PIPELINE, NOW))
    assert len(chunks) > 2
    assert [j.row for chunk in chunks for j in chunk] == list(range(2, 11))


# What is shown


def shown(value: str, column: str, folder: Path, mapping: Mapping | None = None, item: str = HOUSEHOLD) -> str:
    wanted = request(folder / "a.csv", item, PROVIDER if item == HOUSEHOLD else MARKET, mapping)
    return ShownValues(wanted).show(column, {column: value, "identity_type": "RESIDENT_ID"})


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("identity_number", WRONG, "440*************31"),
        ("name", NAME, "•••"),
        ("birth_on", "1990-01-01", "•••"),
        ("record_id", "A1", "•••"),
        ("changed_on", "2026年3月1日", "2026年3月1日"),
        ("changed_on", "20260301", "20260301"),
        ("changed_on", WRONG, "440*************31"),
        ("changed_on", "12345678", "********"),
        ("sex_code", "m", "m"),
        ("household_division_code", WRONG, "440*************31"),
        ("household_division_code", "440106", "440106"),
        ("police_station", "电话 020-8888 9999", "电话 *************"),
        ("police_station", "４４０１０６１９９００６１５１２３１", "440*************31"),
        ("police_station", "a\x1b[31mb", "a\N{REPLACEMENT CHARACTER}[31mb"),
        ("police_station", "", ""),
    ],
)
def test_a_value_is_shown_only_as_far_as_it_can_name_nobody(
    column: str, value: str, expected: str, tmp_path: Path
) -> None:
    assert shown(value, column, tmp_path) == expected


def test_a_long_text_is_cut(tmp_path: Path) -> None:
    assert len(shown("示" * 5000, "police_station", tmp_path)) == 60


def test_a_column_that_feeds_an_identifier_and_something_else_is_masked(tmp_path: Path) -> None:
    mapping = load_mapping("enterprise-registry-csv")
    assert shown("91440101MA5XYW121W", "uscc", tmp_path, mapping, ENTERPRISE) == "914*************1W"


def assert_no_person_in(text: str) -> None:
    numbers = [WRONG, STRAY, *(resident_number(n) for n in range(6))]
    assert [n for n in numbers if n in text] == []
    assert NAME not in text
    assert ADDRESS not in text


# The page


class Page(HTMLParser):
    """What a page refers to, and whether its elements nest."""

    EMPTY = frozenset({"meta", "input", "br", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def a_page(wanted: Request, limit: int = 1000, language: Any = "zh") -> str:
    return page(
        wanted,
        summarised(wanted, limit),
        agency=DIRECTORY.agencies[wanted.provider],
        rules_version="0123456789abcdef",
        judged_at=NOW,
        language=language,
    )


def test_the_page_fetches_nothing_and_runs_nothing(mixed: Request) -> None:
    made = a_page(mixed)
    parsed = Page()
    parsed.feed(made)
    assert parsed.open == []
    assert parsed.tags & {"script", "link", "img", "iframe", "object", "form", "a"} == set()
    assert parsed.attributes & {"src", "href", "srcset", "action", "onclick", "style"} == set()
    assert not re.search(r"https?:|//[a-z]|@import|url\(", made)


def test_the_page_holds_every_finding_in_both_languages_and_nobody_s_number(mixed: Request) -> None:
    made = a_page(mixed)
    assert_no_person_in(made)
    for found in summarised(mixed).found():
        assert f"<code>{found.rule.code}</code>" in made
        assert found.rule.message.zh in made
    assert made.count("<tr>") > len(MIXED)
    assert "Art. 15, 43(4)" in made
    assert "第15条、第43条(4)" in made
    assert '<html lang="zh-CN">' in made
    assert re.search('id="zh" checked', made)
    assert re.search('id="en" checked', a_page(mixed, language="en"))


def test_the_page_says_when_it_lists_only_the_first_findings(mixed: Request) -> None:
    assert "仅列前" not in a_page(mixed)
    assert "仅列前 3 条" in a_page(mixed, limit=3)


def test_a_file_without_findings_has_a_page_that_says_so(tmp_path: Path) -> None:
    made = a_page(request(written(tmp_path, [person(resident_number(1))])))
    assert "没有被拒绝的行:可以报送" in made
    assert "<h2>" not in made


def test_markup_in_a_file_stays_text(tmp_path: Path) -> None:
    header = HEADER.replace("household_address", "<b>&")
    mapping = Mapping.model_validate({
        "mapping": "<i>", "item": HOUSEHOLD,
        "identity": {"type": {"column": "identity_type"}, "number": {"column": "identity_number"}},
        "changed_on": {"column": "changed_on"}, "elements": {"name": {"column": "name"}, "moved_in_on": {"column": "<b>&"}},
    })  # fmt: skip
    path = written(tmp_path, [person(resident_number(1), household_address="<script>x")], header)
    made = a_page(request(path, mapping=mapping))
    parsed = Page()
    parsed.feed(made)
    assert {"script", "i"} & parsed.tags == set()
    assert "&lt;b&gt;&amp;" in made
    assert "&lt;script&gt;x" in made


# The command


def validate(home: Path, path: Path, *options: str, **extra: str) -> Any:
    nowhere = {"KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1", "PGHOST": "127.0.0.1", "PGPORT": "1"}
    arguments = ("validate", "--item", HOUSEHOLD, "--provider", PROVIDER, *options, str(path))
    return run_govsync(*arguments, home=home, **(nowhere | extra))


def test_the_command_needs_no_platform_and_leaves_nothing_but_the_report(mixed: Request, tmp_path: Path) -> None:
    home, report = tmp_path / "home", tmp_path / "report.html"
    before = set(os.listdir(tmp_path))
    done = validate(home, mixed.file, "--json", "--html", str(report))
    assert done.returncode == 1
    assert set(os.listdir(tmp_path)) - before == {"report.html"}
    assert json.loads(done.stdout)["rows"] == len(MIXED)
    for text in (done.stdout, done.stderr, report.read_text("utf-8")):
        assert_no_person_in(text)


def test_people_read_counts_rules_places_and_masked_examples_in_their_language(mixed: Request, tmp_path: Path) -> None:
    english, chinese = (validate(tmp_path / "home", mixed.file, GOVSYNC_LANG=lang).stdout for lang in ("en", "zh"))
    assert "people.csv: 9 rows:  ✓ 1 accepted  ⚑ 2 accepted with a flag  ✗ 2 held in quarantine  ✗ 4 refused" in english
    assert "column identity_number → identity_number: 1; for example row 4 (440*************31)" in english
    assert "共 9 行,其中 6 行按现状不能进入共享数据库。" in chinese
    assert rule_catalogue()["FILE-RAGGED"].message.zh in chinese
    for text in (english, chinese):
        assert_no_person_in(text)


def test_json_lines_come_one_per_row(mixed: Request, tmp_path: Path) -> None:
    done = validate(tmp_path / "home", mixed.file, "--jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["row"] for line in lines] == list(range(2, 11))
    assert lines[0] == {"row": 2, "outcome": "accepted", "findings": []}
    expected = [row_as_json(judgement) for judgement in judged(mixed)]
    assert lines == json.loads(json.dumps(expected))
    assert_no_person_in(done.stdout)


def test_a_file_with_flags_alone_can_be_published(tmp_path: Path) -> None:
    path = written(tmp_path, [person(resident_number(1), sex_code="2")])
    done = validate(tmp_path / "home", path)
    assert (done.returncode, "can be published" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--json", "--jsonl"], "Give either --json or --jsonl"),
        (["--html", "people.csv"], "does not end in .html"),
        (["--html", "/nowhere/report.html"], "cannot be written"),
        (["--mapping", "enterprise-registry-csv"], "is for the item"),
        (["--mapping", "none"], "There is no mapping"),
        (["--provider", "gz-health"], "does not make 'gz-health' provider"),
        (["--item", "np-none"], "There is no item"),
    ],
)
def test_what_cannot_be_done_is_said_and_exits_2(options: list[str], said: str, mixed: Request, tmp_path: Path) -> None:
    done = validate(tmp_path / "home", mixed.file, *options)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_severities_have_a_word_each() -> None:
    assert set(OUTCOMES) == set(Severity)
