"""What the repository says about itself: who imports whom, what names an item, and documentation that cannot rot."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import pytest

from govsync.__main__ import SUBCOMMANDS
from infra.settings import Settings
from schemas.directory_files import load_directory
from schemas.released import bytes_hash
from schemas.rule_catalogue import rule_catalogue

ROOT = Path(__file__).parents[2]
PACKAGES = ("consumers", "govsync", "infra", "producers", "schemas", "stream_processors")
GENERATED = {ROOT / "schemas" / "models.py"}
IDS = "schemas/avro/ids.json"


def code() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@cache
def documentation() -> str:
    return "\n".join(p.read_text("utf-8") for p in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))))


def variables_read() -> set[str]:
    """Environment variables of the settings, and those any module of ours names itself."""
    aliases = {str(field.validation_alias) for field in Settings.model_fields.values()}
    named = {
        match
        for path in code()
        for match in re.findall(r"""environ(?:\.get\(|\[)["'](\w+)["'](?!\] =)""", path.read_text("utf-8"))
    }
    return aliases | named


def test_the_readme_lists_every_environment_variable() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {name for name in variables_read() if f"`{name}`" not in readme} == set()
    assert "GOVSYNC_HOME" in variables_read()


@pytest.mark.parametrize("name", sorted(SUBCOMMANDS))
def test_every_subcommand_is_described(name: str) -> None:
    assert f"`govsync {name}" in documentation()


def glossary_names() -> list[str]:
    rows = [line for line in (ROOT / "GLOSSARY.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [row.strip("| ").split(" | ")[-1] for row in rows]
    return [name for cell in cells for name in re.findall("`([^`]+)`", cell)]


def test_every_name_of_the_glossary_exists() -> None:
    names = glossary_names()
    kinds = {".py", ".avsc", ".yaml", ".sql"}
    files = (p for name in PACKAGES for p in (ROOT / name).rglob("*") if p.suffix in kinds)
    words = {word for path in files for word in re.findall(r"\w+(?:\.\w+)?", path.read_text("utf-8"))}
    single = {word for dotted in words for word in dotted.split(".")}
    known = words | single | set(rule_catalogue())

    def is_known(name: str) -> bool:
        """A path, a name, a rule, or an attribute of something with such a name."""
        return (ROOT / name).exists() or is_ours(name) or name in known or set(name.split(".")) <= single

    assert {name for name in names if not is_known(name)} == set()
    assert len(names) > 50


def is_ours(name: str) -> bool:
    """Whether a dotted name is that of something in our code."""
    if name.split(".", maxsplit=1)[0] not in PACKAGES:
        return False
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def texts(path: Path) -> Iterator[str]:
    """String constants of a module; the example of a command may name an item."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.startswith("govsync "):
            yield node.value


def test_no_code_names_an_item() -> None:
    items = load_directory().items.values()
    names = {i.item for i in items} | {f"{i.database}.{i.table}" for i in items}
    naming = re.compile("|".join(re.escape(name) for name in sorted(names)))
    found = {
        path.relative_to(ROOT).as_posix(): match[0]
        for path in code()
        if path not in GENERATED
        for text in texts(path)
        if (match := naming.search(text))
    }
    assert found == {}


def test_a_released_avro_schema_has_the_bytes_its_wire_id_stands_for() -> None:
    entries = json.loads((ROOT / IDS).read_text("utf-8"))
    assert [entry["id"] for entry in entries] == list(range(1, len(entries) + 1))
    for entry in entries:
        released = ROOT / "schemas" / "avro" / "released" / f"{entry['id']:06}.avsc"
        assert bytes_hash(json.loads(released.read_text("utf-8"))) == entry["bytes_sha256"], entry


def test_wire_ids_are_only_ever_appended() -> None:
    shown = subprocess.run(["git", "show", f"HEAD:{IDS}"], cwd=ROOT, capture_output=True, text=True, check=False)
    if shown.returncode:
        pytest.skip("not a git checkout: there is no earlier state to compare with")
    committed = json.loads(shown.stdout)
    assert json.loads((ROOT / IDS).read_text("utf-8"))[: len(committed)] == committed


def test_imports_go_downwards_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_files_generated_from_the_contract_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "schemas.generate", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = {(page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))}
    assert {(page.name, link) for page, link in links if not (page.parent / link).exists()} == set()
    assert links


def test_tests_that_the_documentation_names_exist() -> None:
    tests = {
        name for p in (ROOT / "tests").rglob("*.py") for name in re.findall(r"def (test_\w+)", p.read_text("utf-8"))
    }
    named = {
        name for page in (ROOT / "docs").rglob("*.md") for name in re.findall(r"`(test_\w+)`", page.read_text("utf-8"))
    }
    assert named - tests == set()
    assert named
