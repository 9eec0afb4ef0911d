"""What of a file's values is shown to people: enough to find the place, never enough to know a person."""

import re
import unicodedata
from collections.abc import Mapping

from producers.publisher import Request
from schemas.directory import ElementKind
from schemas.identifiers import mask, mask_numbers

HIDDEN = "•••"
_LONGEST_SHOWN = 60
_LONGEST_READ = 400
_DAY = re.compile(r"(?:19|20)[0-9]{2}\D{0,2}(?:0?[1-9]|1[0-2])\D{0,2}[0-9]{1,2}(?:\D[0-9:.]{0,12})?\D?")
"""A day, and perhaps the time of day, however it is written."""


class ShownValues:
    """Shows values of a file's columns by what the mapping makes of them.

    A column that feeds a sensitive element or the record's id is hidden, an identifier is masked; of any other, runs
    with eight digits or more are masked, since numbers stray into other columns. A day is shown where one belongs.
    """

    def __init__(self, wanted: Request) -> None:
        elements = {e.name: e for e in wanted.item.elements}
        mapping = wanted.mapping
        self._identity_type = mapping.identity.type
        self._hidden: set[str] = {source.column for source in mapping.record_id if source.column is not None}
        self._identifiers: dict[str, str | None] = {}
        self._days = {mapping.changed_on.column}
        for name, source in mapping.sources().items():
            element = elements.get(name)
            if source.column is None or element is None:
                continue
            if element.kind in (ElementKind.DATE, ElementKind.INSTANT):
                self._days.add(source.column)
            if element.identifier is not None:
                self._identifiers[source.column] = element.identifier
            elif element.sensitive:
                self._hidden.add(source.column)
        if mapping.identity.number.column is not None:
            self._identifiers[mapping.identity.number.column] = None
        self._hidden |= {party.number.column for party in mapping.related if party.number.column is not None}

    def show(self, column: str, values: Mapping[str, str]) -> str:
        """The text of one column of a row, fit to be shown; empty where there is none."""
        written = values.get(column, "").strip()
        if not written:
            return ""
        if column in self._identifiers:
            return mask(self._identifiers[column] or self._type_of(values), written)
        if column in self._hidden:
            return HIDDEN
        composed = unicodedata.normalize("NFKC", written[:_LONGEST_READ])
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in composed)
        if column not in self._days or not _DAY.fullmatch(shown):
            shown = mask_numbers(shown)
        return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"

    def _type_of(self, values: Mapping[str, str]) -> str:
        source = self._identity_type
        return source.constant or values.get(source.column or "", "").strip()
