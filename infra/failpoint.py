"""Named points at which the fault matrix lets a worker die, or lose its connection, at the worst possible moment.

Without `GOVSYNC_FAILPOINTS=1` in the environment a point does nothing. With it, a point that is named in the file
`run/failpoints/<instance>` of the home is reached once: the file is removed, and the process ends as if killed.
"""

import os
from pathlib import Path

import psycopg2

POINTS = (
    "validator.assigned",
    "validator.produced",
    "validator.committed",
    "materialiser.assigned",
    "materialiser.written",
    "materialiser.committed",
    "timekeeper.told",
    "timekeeper.committed",
    "relay.produced",
    "relay.committed",
)
"""Every point there is: the worker it belongs to, and what it has just done."""

LOST_ANSWER = "lost-answer"
"""What follows a point's name in the file where the process is not to end: its connection breaks instead."""

_IS_ON = os.environ.get("GOVSYNC_FAILPOINTS") == "1"


class AnswerLost(psycopg2.OperationalError):
    """The connection to PostgreSQL broke after COMMIT was sent: whether it was carried out is not known."""


def armed(home: Path, instance: str) -> Path:
    """The file that arms a point of an instance."""
    return home / "run" / "failpoints" / instance


def reach(point: str) -> None:
    """End this process here if the point is armed.

    Raises:
        AnswerLost: it is armed to lose its connection instead.
    """
    if not _IS_ON:
        return
    home, instance = os.environ.get("GOVSYNC_HOME"), os.environ.get("GOVSYNC_INSTANCE")
    if home is None or instance is None:
        return
    file = armed(Path(home), instance)
    try:
        name, _, action = file.read_text().partition(" ")
    except FileNotFoundError:
        return
    if name != point:
        return
    file.unlink(missing_ok=True)
    if action == LOST_ANSWER:
        raise AnswerLost(point)
    os._exit(137)
