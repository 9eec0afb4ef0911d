"""The whole database into a folder, and back: one moment of it, proved by counts and a hash.

Kafka's offsets live in PostgreSQL, so a copy of one moment of it is all that is needed to go on: a restored chain
reads again what came after that moment and is still on the topics. A restoration is one transaction, which ends only
if every table has the rows it had; otherwise the database stays what it was.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from infra import migrations, topics
from infra.local import postgres
from infra.postgres import Cursor, connect, insert_rows, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal

DUMP, MANIFEST = "database.dump", "manifest.json"
PROGRAMS = ("pg_dump", "pg_restore", "psql")

Site = Literal["SAME_CITY", "REMOTE"]

_OUR_SCHEMAS = "nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')"
_UNBOUNDED = {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0"}
_TRACES = ("sink_offset", "submission_outcome", "quarantine", "finding", "access_log")
"""Tables of the platform that have rows once anything has come in or been given out."""

_FORMER = """
LOCK TABLE platform.sink_offset IN ACCESS EXCLUSIVE MODE;
CREATE TEMP TABLE former AS SELECT (SELECT coalesce(max(epoch), 0) FROM platform.sink_offset) AS epoch,
  coalesce(pg_sequence_last_value(pg_get_serial_sequence('platform.alert_outbox', 'outbox_id')::regclass), 0) AS outbox;"""
_NO_FORMER = "CREATE TEMP TABLE former AS SELECT 0::bigint AS epoch, 0::bigint AS outbox;"
"""The largest epoch and outbox id that the database gave out until now."""


class Manifest(BaseModel):
    """What a backup holds; its file is written last, so a folder without it is no backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    backup_id: str
    site: Site
    taken_at: datetime
    finished_at: datetime
    migrations: tuple[str, ...]
    next_offsets: Mapping[str, int]
    """Where each `topic/partition` goes on."""
    rows: Mapping[str, int]
    """Rows of every table, at the moment that was copied."""
    bytes: int
    sha256: str


def back_up(
    settings: Settings, folder: Path, site: Site, clock: Callable[[], datetime], progress: Callable[[int, int], None]
) -> Manifest:
    """Copy one moment of the database into a new folder, while the chain goes on, and register it (Art. 39(1)).

    Args:
        settings: where PostgreSQL is.
        folder: a new or empty one.
        site: whether it lies in the same city or elsewhere.
        clock: tells the time, at the beginning and at the end.
        progress: is told tables copied and tables in all.

    Raises:
        Refusal: the folder holds something, or PostgreSQL's programs are missing, too old, or fail.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(
            f"{folder} is not empty. Name a new folder: a backup does not replace another.",
            f"{folder} 不为空。请另指定新目录:备份不会覆盖已有内容。",
        )
    taken_at = clock()
    backup_id = f"{taken_at:%Y%m%dT%H%M%S.%fZ}"
    with closing(connect(settings, "govsync-backup", **_UNBOUNDED)) as connection:
        program = _programs(connection.server_version)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with transaction(connection) as cursor:
            place = f"{socket.gethostname()}:{folder.absolute()}"
            insert_rows(
                cursor, "platform.backup (backup_id, site, place, taken_at)", [(backup_id, site, place, taken_at)]
            )
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with transaction(connection) as cursor:
            ((exported,),) = rows(cursor, "SELECT pg_export_snapshot()")
            counts = _counts(cursor)
            offsets = rows(cursor, "SELECT topic || '/' || topic_partition, next_offset FROM platform.sink_offset")
            applied = rows(cursor, "SELECT migration FROM platform.migration ORDER BY migration")
            _dump(settings, program["pg_dump"], folder / DUMP, exported, lambda done: progress(done, len(counts)))
        manifest = Manifest(
            backup_id=backup_id,
            site=site,
            taken_at=taken_at,
            finished_at=clock(),
            migrations=tuple(name for (name,) in applied),
            next_offsets=dict(offsets),
            rows=counts,
            bytes=(folder / DUMP).stat().st_size,
            sha256=_sha256(folder / DUMP),
        )
        _write(folder / MANIFEST, manifest.model_dump_json(indent=1) + "\n")
        connection.set_session(isolation_level="READ COMMITTED", readonly=False)
        with transaction(connection) as cursor:
            _register_end(cursor, manifest)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """What a backup says it holds, once its copy has been proved to be what was taken.

    Raises:
        Refusal: it is incomplete or was changed, or a later release made it.
    """
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
        is_whole = _sha256(folder / DUMP) == manifest.sha256
    except (FileNotFoundError, ValidationError) as error:
        raise Refusal(
            f"{folder} holds no complete backup ({type(error).__name__}): {MANIFEST} and {DUMP} belong together, and the former "
            "is written last. Use another backup.",
            f"{folder} 中没有完整的备份({type(error).__name__}):{MANIFEST} 与 {DUMP} 缺一不可,前者最后写入。请使用其他备份。",
        ) from error
    if not is_whole:
        raise Refusal(
            f"{folder / DUMP} is not the file that was written: its SHA-256 differs from the manifest's. Use another copy.",
            f"{folder / DUMP} 与备份时不一致:SHA-256 与清单不符。请使用其他副本。",
        )
    known = {path.stem for path in migrations.FOLDER.glob("[0-9]*.sql")}
    if later := [name for name in manifest.migrations if name not in known]:
        raise Refusal(
            f"{folder} was made by a later release (it has {later[-1]}). Install that release.",
            f"{folder} 由更新的版本生成(含 {later[-1]})。请安装该版本。",
        )
    return manifest


def restore(
    settings: Settings, folder: Path, restored_at: datetime, progress: Callable[[int, int], None], *, replace: bool
) -> Manifest:
    """Make the database what a backup holds, in one transaction; whoever wrote to it before is fenced.

    Args:
        settings: where Kafka and PostgreSQL are; no worker may be connected.
        folder: a backup.
        restored_at: now.
        progress: is told tables restored and tables in all.
        replace: also if the database holds something already, which is then gone.

    Raises:
        Refusal: see `read_manifest`; workers run; the database holds something; or PostgreSQL's programs are missing,
            too old, or fail, and then the database is what it was.
    """
    manifest = read_manifest(folder)
    with closing(connect(settings, "govsync-restore", **_UNBOUNDED)) as connection:
        program = _programs(connection.server_version)
        with transaction(connection) as cursor:
            _require_no_workers(cursor)
            if not replace and (found := _traces(cursor)):
                raise Refusal(
                    f"The database holds something already ({', '.join(found)}), which would be gone. Say --yes if that is meant, "
                    "or name an empty database with PGDATABASE.",
                    f"数据库中已有内容({'、'.join(found)}),恢复后将不复存在。确认请加 --yes,或用 PGDATABASE 指定空数据库。",
                )
            schemas = [name for (name,) in rows(cursor, f"SELECT nspname FROM pg_namespace WHERE {_OUR_SCHEMAS}")]
            former = _FORMER if rows(cursor, "SELECT to_regclass('platform.alert_outbox')") != [(None,)] else _NO_FORMER
    sent = topics.committed_offsets(settings, topics.ALERT_RELAY_GROUP, [(topics.ALERTS, 0)])
    before = [former, *(f'DROP SCHEMA "{name}" CASCADE;' for name in schemas)]
    after = [
        # A worker that still holds an older epoch must not go on where it was.
        "UPDATE platform.sink_offset s SET epoch = greatest(s.epoch, f.epoch) + 1 FROM pg_temp.former f;",
        # Ids of alerts that were sent after the moment of the copy are not given again.
        "SELECT setval(s, greatest(coalesce(pg_sequence_last_value(s), 0), f.outbox, "
        f"{max([1, *sent.values()])})) FROM pg_temp.former f, "
        "(SELECT pg_get_serial_sequence('platform.alert_outbox', 'outbox_id')::regclass AS s) t;",
        _proof(manifest.rows),
    ]
    _load(settings, program, folder / DUMP, before, after, lambda done: progress(done, len(manifest.rows)))
    with closing(connect(settings, "govsync-restore", **_UNBOUNDED)) as connection:
        with transaction(connection) as cursor:
            _register_end(cursor, manifest)
            columns = "platform.restoration (backup_id, restored_at)"
            insert_rows(cursor, columns, [(manifest.backup_id, restored_at)])
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return manifest


def _programs(server_version: int) -> dict[str, str]:
    """PostgreSQL's own programs, at least as new as the server: those packaged, else those on the path."""
    folders = []
    try:
        folders.append(postgres.binaries())
    except Refusal:
        pass  # without the embedded platform the programs come with the server one has
    if found := shutil.which("pg_dump"):
        folders.append(Path(found).resolve().parent)
        folders.append(Path(found).parent)
    for folder in folders:
        if (
            all((folder / name).exists() for name in PROGRAMS)
            and _major(folder / "pg_dump") >= server_version // 10_000
        ):
            return {name: str(folder / name) for name in PROGRAMS}
    needed = server_version // 10_000
    raise Refusal(
        f"It takes {', '.join(PROGRAMS)} of PostgreSQL {needed} or later, and none are found. Install PostgreSQL's client programs "
        "and put them on the PATH.",
        f"需要 PostgreSQL {needed} 或更高版本的 {'、'.join(PROGRAMS)},但未找到。请安装 PostgreSQL 客户端程序并加入 PATH。",
    )


def _major(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    return int("".join(c if c.isdigit() else " " for c in said).split()[0]) if said else 0


def _counts(cursor: Cursor) -> dict[str, int]:
    tables = rows(
        cursor,
        "SELECT format('%%I.%%I', nspname, relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
        f"WHERE relkind = 'r' AND {_OUR_SCHEMAS} ORDER BY 1",
    )
    counts = {}
    for (table,) in tables:
        ((counts[table],),) = rows(cursor, f"SELECT count(*) FROM {table}")
    return counts


def _traces(cursor: Cursor) -> list[str]:
    """What in the database was not put there by its making."""
    tables = [f"platform.{name}" for name in _TRACES]
    there = [t for t in tables if rows(cursor, "SELECT to_regclass(%s)", (t,)) != [(None,)]]
    counted = [(t, rows(cursor, f"SELECT count(*) FROM {t}")[0][0]) for t in there]
    return [f"{table}: {count:,}" for table, count in counted if count]


def _require_no_workers(cursor: Cursor) -> None:
    found = rows(
        cursor,
        "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND application_name LIKE 'govsync-%%' ORDER BY 1",
    )
    if found:
        names = ", ".join(name for (name,) in found)
        raise Refusal(
            f"Programs of the platform are connected ({names}). End them first: `govsync down`, then `govsync up --no-workers` "
            "for the embedded servers alone.",
            f"平台程序仍连接着数据库({names})。请先停止:运行 `govsync down`,再用 `govsync up --no-workers` 仅启动内置服务器。",
        )


def _proof(counts: Mapping[str, int]) -> str:
    """SQL that fails unless every table has the rows it had."""
    checks = "\n".join(
        f"  IF (SELECT count(*) FROM {table}) <> {count} THEN RAISE 'rows of {table} differ'; END IF;"
        for table, count in counts.items()
    )
    return f"DO $proof$ BEGIN\n{checks}\nEND $proof$;"


def _register_end(cursor: Cursor, manifest: Manifest) -> None:
    """In the register the backup is complete; its own copy cannot know that yet."""
    cursor.execute(
        "UPDATE platform.backup SET finished_at = %s, bytes = %s, sha256 = %s WHERE backup_id = %s",
        (manifest.finished_at, manifest.bytes, manifest.sha256, manifest.backup_id),
    )


def _dump(settings: Settings, program: str, file: Path, exported: str, progress: Callable[[int], None]) -> None:
    arguments = [
        "--format=custom", "--no-owner", "--no-privileges", "--exclude-schema=public", "--verbose",
        f"--snapshot={exported}", f"--file={file}",
    ]  # fmt: skip
    with subprocess.Popen(
        [program, *arguments], env=_environment(settings), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as dumping:
        assert dumping.stderr is not None
        last = _follow(dumping.stderr, "dumping contents of table", progress)
    if dumping.returncode != 0:
        file.unlink(missing_ok=True)
        raise Refusal(
            f"pg_dump ended with {dumping.returncode}: {last}. Nothing was kept.",
            f"pg_dump 以 {dumping.returncode} 退出:{last}。未保留任何内容。",
        )
    with file.open("rb") as written:
        os.fsync(written.fileno())


def _load(
    settings: Settings,
    program: Mapping[str, str],
    file: Path,
    before: Sequence[str],
    after: Sequence[str],
    progress: Callable[[int], None],
) -> None:
    """Run SQL, the copy as SQL, and SQL again, in one transaction."""
    environment = _environment(settings)
    # Terse: the detail of an error may show a row.
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse"]
    writing = subprocess.Popen(
        [program["psql"], *options, "--file=-", "--output=/dev/null"],
        env=environment | {"PGOPTIONS": "-c lock_timeout=30s -c client_min_messages=warning"},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert writing.stdin is not None
    assert writing.stderr is not None
    reading = None
    try:
        writing.stdin.write("\n".join([*before, ""]))
        writing.stdin.flush()
        reading = subprocess.Popen(
            [program["pg_restore"], "--no-owner", "--no-privileges", "--verbose", "--file=-", str(file)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=writing.stdin,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert reading.stderr is not None
        _follow(reading.stderr, "processing data for table", progress)
        # A copy that was not read to its end must not be committed.
        writing.stdin.write(
            "\n".join([*after, ""]) if reading.wait() == 0 else "DO $$ BEGIN RAISE 'incomplete'; END $$;\n"
        )
        writing.stdin.close()
    except BrokenPipeError:
        pass  # psql has ended, and says why
    said = writing.stderr.read().strip().splitlines()
    if writing.wait() != 0 or reading is None or reading.returncode != 0:
        reason = said[0] if said else f"psql {writing.returncode}"
        raise Refusal(
            f"The backup could not be restored: {reason}. The database is what it was.",
            f"无法恢复备份:{reason}。数据库保持原状。",
        )


def _follow(lines: IO[str], mark: str, progress: Callable[[int], None]) -> str:
    """Read what a program says, counting the lines with a mark; its last line."""
    done, last = 0, ""
    for line in lines:
        last = line.strip()
        if mark in line:
            done += 1
            progress(done)
    return last


def _environment(settings: Settings) -> dict[str, str]:
    return os.environ | settings.connection_environment()


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _write(path: Path, content: str) -> None:
    """A file that has its name only once it is complete and on the disk."""
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
