"""Structured logs: events named `noun.verb_past`, keys from a list, never a person's data."""

import io
import logging
import re
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, TextIO, cast

import structlog

ALLOWED = frozenset({
    "event", "level", "timestamp", "program", "instance", "item", "provider", "topic", "partition", "offset", "group",
    "count", "batch", "rule", "error", "code", "reason", "seconds", "epoch", "expected_epoch", "accepted", "quarantined",
    "applied", "alert", "alerts", "stage", "submission", "seq", "rules_version", "attempt", "port", "pid", "agency",
})  # fmt: skip
"""Keys that may be logged; any other is dropped, so a name or number cannot slip in under a new key."""

_NUMBERS = re.compile(r"[0-9A-Za-z]{15,18}|1[0-9]{10}")


_IDENTITY_NUMBERS = re.compile(
    r"(?<![0-9A-Za-z])(?:[1-9][0-9]{16}[0-9X]|[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10})(?![0-9A-Za-z])"
)
_OF_THE_SERVER = re.compile(r"^(CONTEXT|DETAIL|HINT|LINE \d+|STATEMENT):.*", re.MULTILINE)


class Reticent(io.TextIOBase):
    """Standard error without what PostgreSQL's errors quote of rows: whoever prints such an error prints a person.

    The driver prints some itself, when a connection is lost in the midst of a COPY.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text, each quotation as its name alone and each number that may be a person's as an ellipsis."""
        self._stream.write(_IDENTITY_NUMBERS.sub("…", _OF_THE_SERVER.sub(r"\1: …", text)))
        return len(text)

    def flush(self) -> None:
        """Flush the stream itself."""
        self._stream.flush()

    def fileno(self) -> int:
        """The stream's own."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether the stream itself is a terminal."""
        return self._stream.isatty()


def configure(program: str, instance: str) -> None:
    """Send logs as JSON lines to standard error, for a worker process named `program`/`instance`."""
    sys.stderr = cast(TextIO, Reticent(sys.stderr))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            _without_numbers,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(program=program, instance=instance)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")


def logger() -> structlog.typing.FilteringBoundLogger:
    """The logger every shell uses; where none was configured, as in a command, its lines go to standard error too.

    Standard output is the command's answer.
    """
    if not structlog.is_configured():
        structlog.configure(
            processors=[
                structlog.processors.add_log_level,
                _only_allowed,
                _without_numbers,
                structlog.dev.ConsoleRenderer(),
            ],
            logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        )
    return cast(structlog.typing.FilteringBoundLogger, structlog.get_logger())


@contextmanager
def only_warnings() -> Iterator[None]:
    """What merely tells of work is left out for the length of a block: a command runs a worker's program in itself."""
    logger()
    usual = structlog.get_config()
    structlog.configure(**{**usual, "wrapper_class": structlog.make_filtering_bound_logger(logging.WARNING)})
    try:
        yield
    finally:
        structlog.configure(**usual)


def _only_allowed(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED}


def _without_numbers(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key in ("error", "reason"):
        if isinstance(event.get(key), str):
            event[key] = _NUMBERS.sub("…", event[key])
    return event
