"""Whose events are not taken in at the moment, and why (`stream_processors.intake`)."""

from datetime import datetime
from typing import Any, NamedTuple

from infra.postgres import connect, rows, transaction
from infra.settings import Settings


class IntakePause(NamedTuple):
    """A validator takes no events of an item: of the last `events`, `refused` were refused."""

    item: str
    instance: str
    paused_at: datetime
    resumes_at: datetime
    events: int
    refused: int

    def as_json(self) -> dict[str, Any]:
        """The pause as commands print it."""
        return {n: v.isoformat() if isinstance(v, datetime) else v for n, v in self._asdict().items()}


def pauses(settings: Settings, now: datetime) -> list[IntakePause]:
    """The pauses that last now, by item."""
    connection = connect(settings, "govsync-status")
    try:
        with transaction(connection) as cursor:
            found = rows(
                cursor,
                f"SELECT {', '.join(IntakePause._fields)} FROM platform.intake_pause WHERE resumes_at > %s "
                "ORDER BY item, instance",
                (now,),
            )
    finally:
        connection.close()
    return [IntakePause(*row) for row in found]
