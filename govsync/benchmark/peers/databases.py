"""The databases of a comparison: two templates, filled alike, and a fresh copy of one of them for every run."""

import tempfile
from contextlib import closing

import psycopg2
from psycopg2 import sql

from govsync.benchmark.peers.tables import PEER_TABLES, create_peer_tables, own_tables, peer_columns
from govsync.benchmark.sessions import unhurried
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from schemas.directory import Item
from schemas.tables import KEY

PEER_TEMPLATE = "peer_template"
_MAINTENANCE_DATABASE = "postgres"


def in_database(settings: Settings, name: str) -> Settings:
    """The same servers, another database."""
    return settings.model_copy(update={"postgres_database": name})


def make_peer_template(settings: Settings, item: Item) -> None:
    """Make the template with the schema `peer`, filled with what our own tables of the item hold.

    Offsets are turned negative: a topic of a run starts at 0.
    """
    _execute_beside(settings, sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(PEER_TEMPLATE)))
    columns = peer_columns(item)
    history = own_tables(item).history
    named = ", ".join(columns)
    shown = ", ".join("-1 - kafka_offset" if c == "kafka_offset" else f"h.{c}" for c in columns)
    sources = {
        PEER_TABLES.history: f"SELECT {shown} FROM {history} h",
        PEER_TABLES.current: f"SELECT DISTINCT ON ({', '.join(f'h.{c}' for c in KEY)}) {shown} FROM {history} h "
        f"ORDER BY {', '.join(f'h.{c}' for c in KEY)}, h.record_version DESC",
    }
    with closing(unhurried(settings)) as source, closing(unhurried(in_database(settings, PEER_TEMPLATE))) as target:
        with source.cursor() as reading, target.cursor() as writing:
            writing.execute(create_peer_tables(item))
            for table, query in sources.items():
                # Rows arrive in no order of their keys, as they did in our own tables.
                shuffled = f"SELECT * FROM ({query}) AS filled ORDER BY hashtext(filled.event_id::text)"
                with tempfile.TemporaryFile() as filled:
                    reading.copy_expert(f"COPY ({shuffled}) TO STDOUT (FORMAT binary)", filled)
                    filled.seek(0)
                    writing.copy_expert(f"COPY {table} ({named}) FROM STDIN (FORMAT binary)", filled)
            writing.execute("VACUUM (ANALYZE)")
        with source.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def copy_database(settings: Settings, template: str, name: str) -> Settings:
    """A fresh copy of a template; nobody may be connected to that."""
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    _execute_beside(settings, statement.format(sql.Identifier(name), sql.Identifier(template)))
    return in_database(settings, name)


def drop_database(settings: Settings, name: str) -> None:
    """Take a copy away, whoever is still connected to it."""
    _execute_beside(settings, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def make_ready(settings: Settings, tables: list[str]) -> None:
    """Nobody pays for what came before: tables and their keys are read into memory, and all pages are clean."""
    with closing(unhurried(settings)) as connection, connection.cursor() as cursor:
        try:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm SCHEMA public")
        except psycopg2.errors.FeatureNotSupported:
            for table in tables:
                cursor.execute(f"SELECT count(*) FROM {table}")
        else:
            for table in tables:
                cursor.execute(
                    "SELECT public.pg_prewarm(c) FROM (SELECT %s::regclass AS c UNION ALL "
                    "SELECT indexrelid FROM pg_catalog.pg_index WHERE indrelid = %s::regclass) AS warmed",
                    (table, table),
                )
        cursor.execute("CHECKPOINT")


def relations(settings: Settings, names: list[str]) -> list[str]:
    """Those of the names that are tables, not views."""
    with closing(connect(settings, "govsync-bench")) as connection, transaction(connection) as cursor:
        found = rows(
            cursor,
            "SELECT name FROM unnest(%s) AS name JOIN pg_catalog.pg_class c ON c.oid = to_regclass(name) WHERE c.relkind = 'r'",
            (names,),
        )
    return [name for (name,) in found]


def _execute_beside(settings: Settings, statement: sql.Composable) -> None:
    with (
        closing(unhurried(in_database(settings, _MAINTENANCE_DATABASE))) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
