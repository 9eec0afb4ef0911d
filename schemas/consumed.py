"""A record as the broker handed it over: plain values, so that pure code can take it."""

from collections.abc import Mapping
from typing import NamedTuple


class Consumed(NamedTuple):
    """One consumed record.

    `appended_at_ms` is the broker's append time, milliseconds since 1970 in UTC. `headers` are read on the topics
    where the platform sets them, and None elsewhere and on records without any: reading them costs more than the rest
    of the record.
    """

    topic: str
    partition: int
    offset: int
    appended_at_ms: int
    key: bytes | None
    value: bytes | None
    headers: Mapping[str, bytes] | None = None
