"""A backup proves what it is before anything is restored from it."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from infra import migrations
from infra.backup import DUMP, MANIFEST, Manifest, read_manifest
from schemas.bilingual import Refusal

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
CONTENT = b"invented content"


def _backup(folder: Path, *applied: str) -> Path:
    (folder / DUMP).write_bytes(CONTENT)
    manifest = Manifest(
        backup_id="20260302T080000", site="REMOTE", taken_at=AT, finished_at=AT, migrations=applied, next_offsets={},
        rows={}, bytes=len(CONTENT), sha256=sha256(CONTENT).hexdigest(),
    )  # fmt: skip
    (folder / MANIFEST).write_text(manifest.model_dump_json())
    return folder


def test_a_whole_backup_of_this_release_is_accepted(tmp_path: Path) -> None:
    known = [path.stem for path in sorted(migrations.FOLDER.glob("[0-9]*.sql"))]
    assert read_manifest(_backup(tmp_path, *known)).migrations == tuple(known)


@pytest.mark.parametrize("missing", [DUMP, MANIFEST])
def test_a_backup_that_lacks_a_part_is_refused(tmp_path: Path, missing: str) -> None:
    (_backup(tmp_path) / missing).unlink()
    with pytest.raises(Refusal, match="no complete backup"):
        read_manifest(tmp_path)


def test_a_manifest_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    manifest = _backup(tmp_path) / MANIFEST
    manifest.write_text(manifest.read_text()[:-20])
    with pytest.raises(Refusal, match="no complete backup"):
        read_manifest(tmp_path)


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    (_backup(tmp_path) / DUMP).write_bytes(b"I" + CONTENT[1:])
    with pytest.raises(Refusal, match="SHA-256 differs"):
        read_manifest(tmp_path)


def test_a_backup_of_a_later_release_names_what_this_one_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="9999_of_a_later_release"):
        read_manifest(_backup(tmp_path, "0001_platform", "9999_of_a_later_release"))
