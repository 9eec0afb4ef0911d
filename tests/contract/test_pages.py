"""The generated pages: complete, well-formed, and never older than the contract."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.code_list import CodeList, code_list_names
from schemas.directory import Item
from schemas.directory_files import load_directory
from schemas.rule_catalogue import rule_catalogue

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DIRECTORY = load_directory()
PAGES = [DOCS / "rules.md", DOCS / "code-lists.md", *sorted((DOCS / "items").glob("*.md"))]


def cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line)) - 1


def test_every_item_has_its_page_and_no_page_is_left_of_an_item_that_went() -> None:
    assert {page.stem for page in (DOCS / "items").glob("*.md")} - {"README"} == set(DIRECTORY.items)


@pytest.mark.parametrize("item", DIRECTORY.items.values(), ids=lambda item: item.item)
def test_the_page_of_an_item_tells_its_elements_responsibilities_topics_and_tables(item: Item) -> None:
    page = (DOCS / "items" / f"{item.item}.md").read_text("utf-8")
    told = [
        item.name.en, item.name.zh, item.shared_topic, f"`{item.database}.{item.table}`", f'"item": "{item.item}"',
        *(f"`{element.name}`" for element in item.elements), *(element.doc.zh for element in item.elements),
        *(f"`{row.agency}`" for row in item.responsibilities),
    ]  # fmt: skip
    assert [words for words in told if words not in page] == []


def test_the_catalogue_has_every_rule_with_both_texts_and_an_example() -> None:
    page = (DOCS / "rules.md").read_text("utf-8").replace("\\", "")
    for rule in rule_catalogue().values():
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `{rule.code}` |"))
        assert all(words in row for words in (*rule.message, *rule.example, rule.severity.wire, *rule.articles))


def test_every_code_list_is_there_and_the_short_ones_with_their_codes() -> None:
    page = (DOCS / "code-lists.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL))
    assert sections.keys() == set(code_list_names())
    for code in CodeList.load("marital_status").entries:
        assert f"| `{code}` |" in sections["marital_status"]
    assert "| `440106` |" not in sections["administrative_division"]


def test_every_link_to_a_code_list_leads_to_its_heading() -> None:
    headings = set(re.findall(r"^## (\w+)$", (DOCS / "code-lists.md").read_text("utf-8"), flags=re.MULTILINE))
    links = {link for page in PAGES for link in re.findall(r"code-lists\.md#(\w+)\)", page.read_text("utf-8"))}
    assert links
    assert links <= headings


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(page: Path) -> None:
    for table in re.findall(r"(?:^\|.*\|\n)+", page.read_text("utf-8"), flags=re.MULTILINE):
        assert len({cells(line) for line in table.splitlines()}) == 1, table


def test_a_page_older_than_the_contract_is_named_with_the_command(tmp_path: Path) -> None:
    for name in ("schemas", "infra", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    rules = tmp_path / "schemas" / "rules" / "file.yaml"
    rules.write_text(
        rules.read_text("utf-8").replace("Double each quotation mark", "Double every quotation mark"), "utf-8"
    )
    command = [sys.executable, "-m", "schemas.generate", "--check"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "docs/rules.md is stale. Run: make generate\n")
