"""A backup of a running chain, restored: the chain goes on from there, and everything adds up again."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from govsync.up import running
from infra.backup import DUMP, MANIFEST
from infra.postgres import connect
from infra.settings import Settings
from tests.database_catalog import SCHEMAS, catalog
from tests.events import make_after
from tests.integration.conftest import Chain
from tests.local_platform import run_govsync, settings_of, temporary_home

pytestmark = pytest.mark.platform

CURRENT = "natural_person.household_registration"
HISTORY = f"{CURRENT}_history"
COPY = "copy"


@contextmanager
def _load(chain: Chain) -> Iterator[list[dict[str, Any]]]:
    """A provider that publishes without pause; what it has sent."""
    sent: list[dict[str, Any]] = []
    ended = threading.Event()

    def publish() -> None:
        while not ended.is_set():
            events = [chain.event() for _ in range(20)]
            chain.send(*events)
            sent.extend(events)

    thread = threading.Thread(target=publish)
    thread.start()
    try:
        yield sent
    finally:
        ended.set()
        thread.join()


def _content(chain: Chain) -> list[tuple[Any, ...]]:
    return chain.sql(f"SELECT to_jsonb(t) FROM {CURRENT} t ORDER BY topic_partition, kafka_offset")


def _assert_green(chain: Chain) -> None:
    report = chain.settle()
    assert report.green, [d.as_json() for d in report.differences]


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    return found


class Servers:
    """A home whose servers run with or without workers, and two backups of it."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home = home
        self.under_load, self.settled = folder / "under load", folder / "settled"
        self.content: list[tuple[Any, ...]] = []
        self._running = ExitStack()
        self._chains: dict[tuple[str, ...], Chain] = {}

    def up(self, *options: str) -> Chain:
        """The chain under these options of `govsync up`; started anew if it ran under others."""
        if options not in self._chains:
            self.down()
            self._chains[options] = Chain(self._running.enter_context(running(settings_of(self.home), *options)))
        return self._chains[options]

    def down(self) -> None:
        self._running.close()
        self._chains.clear()

    def restore(self, folder: Path, *options: str, **extra: str) -> tuple[int, str]:
        said = run_govsync("restore", str(folder), *options, home=self.home, **extra)
        return said.returncode, said.stderr


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Backed up while events came in, gone on since, and backed up again at rest."""
    with temporary_home() as home:
        made = Servers(home, tmp_path_factory.mktemp("backups"))
        try:
            chain = made.up()
            chain.send(chain.event(after=make_after(name=None)))
            with _load(chain) as sent:
                while len(sent) < 300:
                    threading.Event().wait(0.05)
                said = run_govsync("backup", str(made.under_load), "--json", home=home)
                assert said.returncode == 0, said.stderr
                assert json.loads(said.stdout) == _manifest(made.under_load)
                at = len(sent)
                while len(sent) < at + 200:
                    threading.Event().wait(0.05)
            _assert_green(chain)
            said = run_govsync("backup", str(made.settled), "--site", "remote", home=home)
            assert said.returncode == 0, said.stderr
            code, words = made.restore(made.settled, "--yes")
            assert code == 2
            assert "govsync-materialiser-0" in words
            made.content = _content(chain)
            yield made
        finally:
            made.down()


def test_a_backup_is_readable_by_its_owner_alone_and_registered(servers: Servers) -> None:
    assert servers.settled.stat().st_mode & 0o077 == 0
    chain = servers.up("--no-workers")
    registered = chain.sql("SELECT site, bytes, sha256, finished_at > taken_at FROM platform.backup ORDER BY taken_at")
    manifests = [_manifest(folder) for folder in (servers.under_load, servers.settled)]
    assert registered == [(m["site"], m["bytes"], m["sha256"], True) for m in manifests]
    assert [m["site"] for m in manifests] == ["SAME_CITY", "REMOTE"]


def test_a_copy_in_another_database_is_the_same_and_adds_up(servers: Servers) -> None:
    chain = servers.up("--no-workers")
    _create(chain.settings, COPY)
    own = {**chain.settings.connection_environment(), "PGDATABASE": COPY}
    code, words = servers.restore(servers.settled, **own)
    assert code == 0, words
    said = run_govsync("reconcile", "--json", home=servers.home, **own)
    assert (said.returncode, json.loads(said.stdout)["green"]) == (0, True), said.stdout
    copy = Chain(chain.settings.model_copy(update={"postgres_database": COPY}))
    assert _content(copy) == servers.content
    assert _catalogs(copy.settings) == _catalogs(chain.settings)
    assert copy.sql("SELECT count(*) FROM platform.restoration") == [(1,)]
    assert servers.restore(servers.settled, **own)[0] == 2, "what it holds is not replaced without being asked to"


def test_a_damaged_or_incomplete_backup_is_refused_and_nothing_changes(servers: Servers, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    content = bytearray((servers.settled / DUMP).read_bytes())
    (damaged / DUMP).write_bytes(content)
    chain = servers.up("--no-workers")
    code, words = servers.restore(damaged, "--yes")
    assert (code, "no complete backup" in words) == (2, True)
    content[len(content) // 2] ^= 1
    (damaged / DUMP).write_bytes(content)
    (damaged / MANIFEST).write_bytes((servers.settled / MANIFEST).read_bytes())
    code, words = servers.restore(damaged, "--yes")
    assert (code, "SHA-256 differs" in words) == (2, True)
    assert _content(chain) == servers.content


def test_a_copy_with_other_rows_than_were_counted_is_rolled_back(servers: Servers, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / DUMP).write_bytes((servers.settled / DUMP).read_bytes())
    manifest = _manifest(servers.settled)
    manifest["rows"][CURRENT] += 1
    (other / MANIFEST).write_text(json.dumps(manifest))
    chain = servers.up("--no-workers")
    code, words = servers.restore(other, "--yes")
    assert (code, f"rows of {CURRENT} differ" in words) == (2, True), words
    assert _content(chain) == servers.content


def test_an_occupied_folder_is_not_overwritten(servers: Servers) -> None:
    before = _manifest(servers.settled)
    servers.up("--no-workers")
    said = run_govsync("backup", str(servers.settled), home=servers.home)
    assert (said.returncode, "not empty" in said.stderr) == (2, True)
    assert _manifest(servers.settled) == before


def test_a_chain_restored_to_an_earlier_moment_reads_again_what_came_later(servers: Servers) -> None:
    chain = servers.up("--no-workers")
    ((epoch,),) = chain.sql("SELECT max(epoch) FROM platform.sink_offset")
    code, words = servers.restore(servers.under_load)
    assert code == 2
    assert "--yes" in words
    code, words = servers.restore(servers.under_load, "--yes")
    assert code == 0, words
    manifest = _manifest(servers.under_load)
    counts = {table: chain.sql(f"SELECT count(*) FROM {table}") for table in (CURRENT, HISTORY)}
    assert counts == {table: [(manifest["rows"][table],)] for table in counts}
    offsets = dict(chain.sql("SELECT topic || '/' || topic_partition, next_offset FROM platform.sink_offset"))
    assert offsets == manifest["next_offsets"]
    assert chain.sql("SELECT min(epoch) > %s FROM platform.sink_offset", (epoch,)) == [(True,)]
    chain = servers.up()
    _assert_green(chain)
    assert len(_content(chain)) == len(servers.content) > manifest["rows"][CURRENT]
    assert _content(chain) == servers.content


def _catalogs(settings: Settings) -> dict[str, str]:
    with closing(connect(settings, "test")) as connection, connection.cursor() as cursor:
        return {schema: catalog(cursor, schema) for schema in SCHEMAS}


def _create(settings: Settings, name: str) -> None:
    with closing(connect(settings, "test")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
