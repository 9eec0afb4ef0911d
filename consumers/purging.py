"""Deleting the bytes and numbers of refused records that nobody needs any more; that they were there stays recorded.

A record may go when nothing depends on it: its event has been accepted; or its clock has been stopped, by a conforming
event or by a decision; or no clock can run for it, since it cannot be decoded. A record on which a clock runs stays.
"""

from collections.abc import Callable
from datetime import datetime

from consumers.held import RECORDS, Selection
from consumers.releasing import require_written
from infra.postgres import connect, rows, transaction
from infra.settings import Settings

_AT_ONCE = 1000

_MAY_GO = """
(q.value IS NOT NULL OR q.key IS NOT NULL OR q.identity_number IS NOT NULL) AND NOT is_underway AND (
  q.state = 'RELEASED'
  OR (q.severity = 'block' AND q.due_on IS NULL)
  OR (EXISTS (SELECT FROM platform.obligation o WHERE o.quarantine_id = q.quarantine_id)
    AND NOT EXISTS (SELECT FROM platform.obligation o WHERE o.quarantine_id = q.quarantine_id AND o.state = 'OPEN'))
)"""


def purgeable(settings: Settings, selection: Selection) -> tuple[int, int]:
    """How many of the selected records may go, and how many of them have to stay."""
    connection = connect(settings, "govsync-purge")
    try:
        with transaction(connection) as cursor:
            ((may_go, stay),) = rows(
                cursor,
                f"SELECT count(*) FILTER (WHERE {_MAY_GO}), count(*) FILTER (WHERE NOT ({_MAY_GO}) AND q.value IS NOT NULL) "
                f"FROM {RECORDS} WHERE {selection.where}",
                selection.parameters,
            )
    finally:
        connection.close()
    return may_go, stay


def purge(
    settings: Settings, selection: Selection, officer: str, reason: str, now: datetime, progress: Callable[[int], None]
) -> int:
    """Delete key, bytes and identity of the selected records that may go; how many.

    Interrupted, it leaves whole batches: each is deleted and recorded in one transaction.

    Raises:
        Refusal: officer or reason is not stated.
    """
    require_written("--officer", officer)
    require_written("--reason", reason)
    purged = 0
    connection = connect(settings, "govsync-purge")
    try:
        while True:
            with transaction(connection) as cursor:
                found = rows(
                    cursor,
                    "INSERT INTO platform.quarantine_purge (quarantine_id, value_sha256, bytes_size, officer, reason, "
                    "purged_at) SELECT quarantine_id, value_sha256, coalesce(octet_length(value), 0), %(officer)s, "
                    f"%(reason)s, %(now)s FROM {RECORDS} WHERE {selection.where} AND {_MAY_GO} LIMIT %(limit)s "
                    "ON CONFLICT DO NOTHING RETURNING quarantine_id",
                    {**selection.parameters, "officer": officer, "reason": reason, "now": now, "limit": _AT_ONCE},
                )
                if not found:
                    return purged
                cursor.execute(
                    "UPDATE platform.quarantine SET key = NULL, value = NULL, identity_type = NULL, "
                    "identity_number = NULL, record_id = NULL WHERE quarantine_id IN %s",
                    (tuple(quarantine_id for (quarantine_id,) in found),),
                )
            purged += len(found)
            progress(purged)
    finally:
        connection.close()
