"""The archive of what Kafka's Java runtime learned in training."""

from pathlib import Path

import pytest

from infra.local import kafka, kafka_archive


def test_a_broker_uses_the_archive_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "kafka.aot"
    monkeypatch.setattr(kafka, "ARCHIVE", archive)
    assert kafka._from_archive() == []
    archive.touch()
    assert f"-XX:AOTCache={archive}" in kafka._from_archive()


def test_an_archive_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    archive = tmp_path / "kafka.aot"
    archive.touch()
    assert not kafka_archive.make(archive)


def test_a_runtime_that_cannot_keep_an_archive_does_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kafka_archive, "java_version", lambda _: 21)
    assert not kafka_archive.make(tmp_path / "kafka.aot")
