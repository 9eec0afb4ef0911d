"""Numbered, forward migrations in plain SQL; item migrations are generated from the contract.

A migration and the row that says it was applied are one transaction: a database never holds half of one. What was
applied may not change any more: its file's hash is kept, and another content is refused.
"""

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import psycopg2

from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal

FOLDER = Path(__file__).parent

_LOCK = 165_003
_REGISTER = """
CREATE SCHEMA IF NOT EXISTS platform;
CREATE TABLE IF NOT EXISTS platform.migration (
  migration text PRIMARY KEY,
  sha256 text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE platform.migration IS 'Migrations applied to this database / 已执行的数据库迁移';
"""


def apply(settings: Settings, folder: Path = FOLDER) -> list[str]:
    """Bring the database up to date; whoever comes at the same time waits, and finds nothing left to do.

    Returns:
        The names of the migrations that were applied, in their order.

    Raises:
        Refusal: one of them failed, of which nothing is left, or one that was applied has another content now.
    """
    # Building an index over a large table takes its time; only the wait for others' locks is bounded.
    with closing(
        connect(settings, "govsync-migrations", statement_timeout="0", client_min_messages="warning")
    ) as connection:
        with transaction(connection) as cursor:
            cursor.execute("SET LOCAL lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))  # held until the connection ends
            cursor.execute(_REGISTER)
            applied = dict(rows(cursor, "SELECT migration, sha256 FROM platform.migration"))
        pending = []
        for path in sorted(folder.glob("[0-9]*.sql")):
            if path.stem not in applied:
                pending.append(path)
            elif applied[path.stem] != _hash(path):
                raise _changed(path.stem)
        for path in pending:
            try:
                with transaction(connection) as cursor:
                    _apply(cursor, path)
            except psycopg2.Error as error:
                raise _failed(path.stem, error) from error
    return [path.stem for path in pending]


def _apply(cursor: Cursor, path: Path) -> None:
    cursor.execute(path.read_text("utf-8"))
    cursor.execute("INSERT INTO platform.migration (migration, sha256) VALUES (%s, %s)", (path.stem, _hash(path)))


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _changed(name: str) -> Refusal:
    return Refusal(
        f"The migration {name} is not the one that was applied to this database: an applied migration never changes. "
        "Install the release that this database was made by, or a later one; what is to change belongs into a new migration.",
        f"迁移 {name} 与本数据库已执行的不一致:已执行的迁移不得更改。请安装生成该数据库的版本或更新版本;变更应写入新的迁移。",
    )


def _failed(name: str, error: psycopg2.Error) -> Refusal:
    # The first line alone: the detail of an error may show a row.
    reason = f"{error.diag.message_primary or type(error).__name__} ({error.pgcode})"
    return Refusal(
        f"The migration {name} failed: {reason}. Nothing of it is left, and those before it stay. Mend the cause, then run "
        "the same command again.",
        f"迁移 {name} 执行失败:{reason}。该迁移未留下任何变更,此前的迁移仍有效。请排除原因后重新运行同一命令。",
    )
