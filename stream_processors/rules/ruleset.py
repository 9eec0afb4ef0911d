"""Everything events are judged by, with the hash that names it: contract, law and reference rows. Pure."""

from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from typing import Self

from schemas.code_list import CodeList, code_list_names
from schemas.directory import Directory
from schemas.directory_files import load_directory
from schemas.registers import Reference
from schemas.released import WireSchemas, load_released
from schemas.rule_catalogue import rule_catalogue
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.clock import Clocks
from stream_processors.rules.parameters import Parameters


@dataclass(frozen=True)
class Ruleset:
    """Contract, law and reference rows: under the same `version` the same events have the same outcomes."""

    directory: Directory
    schemas: WireSchemas
    reference: Reference
    parameters: Parameters
    calendar: Calendar

    @classmethod
    def under(cls, reference: Reference) -> Self:
        """The packaged contract and law with these reference rows, the notices among them.

        Raises:
            ValueError: a notice contradicts the packaged ones; nothing that was registered does.
        """
        calendar = Calendar.load().amended(reference.notices)
        return cls(load_directory(), load_released(), reference, Parameters.load(), calendar)

    @cached_property
    def clocks(self) -> Clocks:
        """The clocks of Article 19."""
        return Clocks(self.reference, self.calendar, self.parameters)

    @cached_property
    def version(self) -> str:
        """Hash over directory, parameters, calendar, code lists, rules and reference rows, 16 hexadecimal digits."""
        parts = (
            self.directory.version,
            self.parameters.version,
            self.calendar.version,
            _data_version(),
            self.reference.version,
        )
        return sha256("|".join(parts).encode()).hexdigest()[:16]


@cache
def _data_version() -> str:
    lists = [CodeList.load(name).version for name in code_list_names()]
    rules = [f"{r.code}{r.severity}" for r in rule_catalogue().values()]
    return sha256("|".join([*lists, *rules]).encode()).hexdigest()
