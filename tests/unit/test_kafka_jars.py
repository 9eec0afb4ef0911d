from pathlib import Path

import pytest

from infra.local import kafka_jars
from infra.local.kafka_jars import COORDINATES, Jar, class_path, is_complete, read_lock, sha256_of
from schemas.bilingual import Refusal


def test_the_lock_names_every_jar_once_with_a_full_hash() -> None:
    jars = read_lock()
    assert {*COORDINATES} <= {jar.coordinate for jar in jars}
    assert len({jar.file_name for jar in jars}) == len(jars)
    assert {len(bytes.fromhex(jar.sha256)) for jar in jars} == {32}


def test_the_clients_are_as_new_as_the_broker() -> None:
    versions = {
        jar.coordinate.rpartition(":")[2] for jar in read_lock() if jar.coordinate.startswith("org.apache.kafka")
    }
    assert versions == {kafka_jars.KAFKA_VERSION}


def test_a_folder_is_complete_only_with_every_jar_as_locked(tmp_path: Path) -> None:
    (tmp_path / "a.jar").write_bytes(b"jar")
    jar = Jar("group:a:1", "a.jar", sha256_of(tmp_path / "a.jar"))
    assert is_complete(tmp_path, [jar])
    assert not is_complete(tmp_path, [jar, Jar("group:b:1", "b.jar", jar.sha256)])
    (tmp_path / "a.jar").write_bytes(b"another")
    assert not is_complete(tmp_path, [jar])


def test_missing_jars_are_refused_with_the_command_that_fetches_them(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"infra\.local\.kafka_jars"):
        class_path(tmp_path)


def test_nothing_is_installed_when_one_jar_is_not_what_the_lock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "kafka_jars.lock"
    lock.write_text(f"group:a:1 a-1.jar {'0' * 64}\n")
    cache = tmp_path / "cache"
    jar = cache / "group" / "a" / "1" / "a-1.jar"
    jar.parent.mkdir(parents=True)
    jar.write_bytes(b"something else")
    monkeypatch.setattr(kafka_jars, "LOCK", lock)
    monkeypatch.setattr(kafka_jars, "_maven", lambda: offline_maven(cache))
    with pytest.raises(Refusal):
        kafka_jars.fetch(tmp_path / "share" / "kafka")
    assert list((tmp_path / "share").iterdir()) == []


def offline_maven(cache: Path) -> object:
    from jgo.maven import MavenContext

    return MavenContext(repo_cache=cache, remote_repos={})
