"""The one door to PostgreSQL: connections, and a batch of rows by COPY."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import polars as pl
import psycopg2
import psycopg2.extras
from psycopg2.extensions import connection as Connection  # noqa: N812  # a class, whatever its case
from psycopg2.extensions import cursor as Cursor  # noqa: N812  # likewise

from infra.settings import Settings

__all__ = [
    "Connection",
    "Cursor",
    "connect",
    "copy_rows",
    "insert_rows",
    "is_transient",
    "rows",
    "transaction",
]

_COPY_ROWS = 1000
_COPY_BYTES = 1 << 18


def connect(settings: Settings, program: str, **session: str) -> Connection:
    """A connection whose locks and transactions cannot outlive a frozen process for long.

    Args:
        settings: where PostgreSQL is.
        program: the name shown in pg_stat_activity.
        session: further settings of the session.
    """
    options = " ".join((
        "-c lock_timeout=5s",
        "-c statement_timeout=60s",
        "-c idle_in_transaction_session_timeout=15s",
        "-c search_path=pg_catalog",
        "-c timezone=UTC",
        *(f"-c {name}={value}" for name, value in session.items()),
    ))  # fmt: skip
    parameters: dict[str, Any] = dict(settings.postgres_parameters())
    connection: Connection = psycopg2.connect(
        **parameters,
        application_name=program,
        options=options,
        connect_timeout=5,
        keepalives_idle=5,
        keepalives_interval=2,
        keepalives_count=3,
    )
    return connection


@contextmanager
def transaction(connection: Connection) -> Iterator[Cursor]:
    """A cursor in a transaction: committed at the end, rolled back on any exception."""
    try:
        with connection.cursor() as cursor:
            yield cursor
        connection.commit()
    except BaseException:
        if not connection.closed:
            connection.rollback()
        raise


def is_transient(error: psycopg2.Error) -> bool:
    """Whether the same work may succeed on another try: the server is away, busy, or chose us in a deadlock."""
    code = error.pgcode
    if code is None:
        return isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError)
    return code[:2] in ("08", "40", "53", "55", "57", "58") or code == "25P03"


def rows(cursor: Cursor, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    cursor.execute(sql, parameters)
    return cursor.fetchall()


def insert_rows(cursor: Cursor, into: str, values: Sequence[Sequence[Any]], after: str = "") -> None:
    """Insert many rows by few statements; `into` is `table (columns)`, `after` an optional ON CONFLICT clause."""
    if values:
        psycopg2.extras.execute_values(cursor, f"INSERT INTO {into} VALUES %s {after}", values, page_size=1000)


def copy_rows(cursor: Cursor, table: str, columns: Iterable[str], frame: pl.DataFrame) -> None:
    """COPY a frame into a table; the frame's columns are in the order of `columns`.

    Null and the empty string stay apart: the writer quotes an empty string and leaves null bare.
    """
    cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT csv)", _Lines(frame), _COPY_BYTES)


class _Lines(io.RawIOBase):
    """A frame as a file of CSV. Rows are written as they are read, so that the server takes in one slice meanwhile."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._slices = frame.iter_slices(_COPY_ROWS)
        self._buffer = io.BytesIO()

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""
        if not (some := self._buffer.read(size)) and (rows := next(self._slices, None)) is not None:
            self._buffer = io.BytesIO()
            rows.write_csv(self._buffer, include_header=False, null_value="")
            self._buffer.seek(0)
            some = self._buffer.read(size)
        return some
