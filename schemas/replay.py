"""How a replay says what it replays: headers that only the platform sets, on `in.platform.<item>` and behind it."""

from typing import NamedTuple, Self

REPLAY_OF = "replay_of"
"""Header: the replayed record and the attempt, as `Replayed.wire` writes it."""

RECEIVED_AT = "received_at"
"""Header: first append time of the replayed record, milliseconds since 1970 in UTC; there its clock stopped."""

RELEASED_RULES = "released_rules"
"""Header: codes of the rules that an officer has waived for this very record, separated by commas."""


class Replayed(NamedTuple):
    """The record that is replayed, by its first place, and which attempt this is.

    The place is one on an inbound topic, or on a shared topic for an event that was refused behind the validator.
    """

    topic: str
    partition: int
    offset: int
    attempt: int

    @property
    def wire(self) -> str:
        """`<topic>/<partition>/<offset>/<attempt>`."""
        return f"{self.topic}/{self.partition}/{self.offset}/{self.attempt}"

    @classmethod
    def parse(cls, wire: str) -> Self:
        """The inverse of `wire`.

        Raises:
            ValueError: it is not of that form.
        """
        topic, partition, offset, attempt = wire.split("/")
        return cls(topic, int(partition), int(offset), int(attempt))

    @property
    def provider(self) -> str | None:
        """The agency on whose inbound topic the record first came; None for a place on a shared topic."""
        if not self.topic.startswith("in."):
            return None
        return self.topic.split(".", 2)[1]
