"""Sessions of a benchmark in PostgreSQL."""

from infra.postgres import Connection, connect
from infra.settings import Settings


def unhurried(settings: Settings) -> Connection:
    """A connection on which a statement may take its time, each in a transaction of its own."""
    connection = connect(
        settings, "govsync-bench", statement_timeout="0", lock_timeout="0", idle_in_transaction_session_timeout="0"
    )
    connection.autocommit = True
    return connection
