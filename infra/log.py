"""Structured logs: events named `noun.verb_past`, keys from a list, never a person's data."""

import logging
import re
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, cast

import structlog

ALLOWED = frozenset({
    "event", "level", "timestamp", "program", "instance", "item", "provider", "topic", "partition", "offset", "group",
    "count", "batch", "rule", "error", "code", "reason", "seconds", "epoch", "expected_epoch", "accepted", "quarantined",
    "applied", "alert", "alerts", "stage", "submission", "seq", "rules_version", "attempt", "port", "pid", "agency",
})  # fmt: skip
"""Keys that may be logged; any other is dropped, so a name or number cannot slip in under a new key."""

_NUMBERS = re.compile(r"[0-9A-Za-z]{15,18}|1[0-9]{10}")


def configure(program: str, instance: str) -> None:
    """Send logs as JSON lines to standard error, for a worker process named `program`/`instance`."""
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
