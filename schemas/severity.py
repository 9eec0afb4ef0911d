"""How much a finding weighs."""

from enum import IntEnum
from typing import Self


class Severity(IntEnum):
    """The severities of conformance, mildest first; the worst finding decides what becomes of an event."""

    ACCEPT = 0
    FLAG = 1
    QUARANTINE = 2
    BLOCK = 3

    @property
    def wire(self) -> str:
        """The name used in events, tables and JSON."""
        return self.name.lower()

    @classmethod
    def named(cls, name: str) -> Self:
        """The severity of that wire name; ValueError if there is none."""
        try:
            return cls[name.upper()]
        except KeyError:
            raise ValueError(f"severity is one of {', '.join(s.wire for s in cls)}") from None
