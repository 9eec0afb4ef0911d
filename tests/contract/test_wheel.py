"""The wheel by itself: installed alone into an empty environment, it has everything it needs."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("consumers", "govsync", "infra", "producers", "schemas", "stream_processors")

LOOK_AROUND = """
import json, sys
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import consumers, govsync, infra.migrations, producers.mapping, schemas.generate
from infra.local import kafka_jars
from schemas.code_list import CodeList, code_list_names
from schemas.directory_files import load_directory
from schemas.released import load_released
from schemas.rule_catalogue import rule_catalogue
from stream_processors.rules import articles, obligations
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.parameters import Parameters

parameters = Parameters.load()
distributions = metadata.packages_distributions()
json.dump({
    "loaded_from": sorted({str(Path(sys.modules[name].__file__).parents[1]) for name in sys.argv[1:]}),
    "whose": {name: sorted(set(distributions.get(name, ()))) for name in sys.argv[1:]},
    "content": {
        "directory": load_directory().version,
        "wire ids": sorted(load_released().by_id),
        "code lists": [CodeList.load(name).version for name in code_list_names()],
        "rules": sorted(rule_catalogue()),
        "calendar": Calendar.load().version,
        "parameters": parameters.version,
        "articles": len(articles.load()),
        "obligations": sorted(obligations.Kinds.load(parameters).by_id),
        "mappings": sorted(path.stem for path in producers.mapping.FOLDER.glob("*.yaml")),
        "migrations": sorted(path.name for path in infra.migrations.FOLDER.glob("*.sql")),
        "jars": len(kafka_jars.read_lock()),
        "log settings": (files("infra.local") / "kafka_log4j2.xml").read_text(),
    },
}, sys.stdout)
"""


@pytest.fixture(scope="module")
def wheel() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (built,) = Path(folder).glob("*.whl")
        yield built


@pytest.fixture(scope="module")
def alone(wheel: Path) -> Iterator[Path]:
    """An environment that holds the wheel and, of this one, nothing but its third-party packages."""
    with TemporaryDirectory() as folder:
        environment = Path(folder) / "environment"
        venv.create(environment, with_pip=False)
        pip = [sys.executable, "-m", "pip", "--python", str(environment), "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], check=True)
        # What a path file names is not searched for further path files: the checkout, known here by one, stays out.
        others = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
        (site_packages(environment) / "third_party.pth").write_text("\n".join(others))
        yield environment


def site_packages(environment: Path) -> Path:
    (found,) = environment.glob("lib/python*/site-packages")
    return found


def run(program: Path, *arguments: str, folder: Path, **extra: str) -> str:
    """What a program prints that is started in a folder that holds nothing of ours."""
    environment = {"PATH": "", "GOVSYNC_LANG": "en", "GOVSYNC_HOME": str(folder / "home"), **extra}
    command = [str(program), *arguments]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def look_around(python: Path, folder: Path, **extra: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(python, "-P", "-c", LOOK_AROUND, *PACKAGES, folder=folder, **extra))
    return found


def test_every_file_of_the_packages_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    kept = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    expected = {path.relative_to(ROOT).as_posix() for path in kept if "__pycache__" not in path.parts}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == expected
    assert "schemas/avro/ids.json" in names


def test_the_top_level_names_of_the_wheel_are_the_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        top = {name.split("/")[0] for name in archive.namelist()}
    assert {name for name in top if not name.endswith(".dist-info")} == set(PACKAGES)


def test_alone_it_finds_the_same_data_as_the_checkout_and_its_names_are_its_own(alone: Path, tmp_path: Path) -> None:
    found = look_around(alone / "bin" / "python", tmp_path)
    assert found["loaded_from"] == [str(site_packages(alone))]
    assert found["whose"] == {name: ["govsync"] for name in PACKAGES}
    assert found["content"] == look_around(Path(sys.executable), tmp_path, PYTHONPATH=str(ROOT))["content"]


def test_alone_the_command_shows_its_help(alone: Path, tmp_path: Path) -> None:
    shown = run(alone / "bin" / "govsync", "--help", folder=tmp_path)
    assert "publish" in shown
    assert "reconcile" in shown
