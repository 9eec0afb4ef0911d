"""Records as people may see them: of a subject, at a moment, masked unless a purpose needs more; each access is noted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from consumers.aliases import Identity, Link
from consumers.as_of import Moment, Subject, records, subject
from consumers.subscriber import Subscription
from infra.postgres import Cursor, insert_rows
from schemas.directory import Item
from schemas.identifiers import mask, mask_numbers
from schemas.tables import KEPT_IN_CURRENT
from schemas.views import is_masked


@dataclass(frozen=True)
class Shown:
    """A subject and its records by item code, as they may be seen; items without a record are left out."""

    subject: Mapping[str, Any]
    records: Mapping[str, Sequence[Mapping[str, Any]]]

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {"subject": self.subject, "items": self.records}


def show(cursor: Cursor, number: Identity, wanted: Sequence[Subscription], moment: Moment, *, unmasked: bool) -> Shown:
    """What is held about the subject a number stands for, and a note of who saw it and why.

    Args:
        cursor: in a transaction to be committed before anything is shown.
        number: in its normal form.
        wanted: which items, for which agency, for which purpose.
        moment: which day's truth, known at which instant.
        unmasked: sensitive elements and numbers in full.
    """
    found = subject(cursor, number, moment)
    of_items = {each.item.item: records(cursor, each.item, found.numbers, moment) for each in wanted}
    access = "show" if unmasked else "show-masked"
    notes = [(s.agency, s.item.item, s.purpose, access, len(of_items[s.item.item])) for s in wanted]
    insert_rows(cursor, "platform.access_log (agency, item, purpose, access, records)", notes)
    return Shown(
        _subject(found, unmasked=unmasked),
        {
            each.item.item: [dict(_record(each.item, row, unmasked=unmasked)) for row in of_items[each.item.item]]
            for each in wanted
            if of_items[each.item.item]
        },
    )


def _subject(found: Subject, *, unmasked: bool) -> dict[str, Any]:
    return {
        **_identity(found.present, unmasked=unmasked),
        "other_numbers": [_identity(number, unmasked=unmasked) for number in found.numbers[1:]],
        "successions": [_succession(link, unmasked=unmasked) for link in found.successions],
    }


def _succession(link: Link, *, unmasked: bool) -> dict[str, Any]:
    return {
        "predecessor": _identity(link.identity, unmasked=unmasked),
        "successor": _identity(link.succeeded_by, unmasked=unmasked),
        "valid_from_on": link.valid_from_on.isoformat(),
    }


def _identity(number: Identity, *, unmasked: bool) -> dict[str, str]:
    kind, value = number
    return {"identity_type": kind, "identity_number": value if unmasked else mask(kind, value)}


def _record(item: Item, row: Mapping[str, Any], *, unmasked: bool) -> Iterator[tuple[str, Any]]:
    kind = row["identity_type"]
    for name in KEPT_IN_CURRENT:
        value = row[name]
        if unmasked or value is None:
            yield name, _plain(value)
        elif name == "identity_number":
            yield name, mask(kind, value)
        elif name == "record_id":
            yield name, mask("", value)
        elif name == "reason":
            yield name, mask_numbers(value)
        elif name == "related":
            yield name, [{**p, "identity_number": mask(p["identity_type"], p["identity_number"])} for p in value]
        else:
            yield name, _plain(value)
    for element in item.elements:
        value = _plain(row[element.name])
        hidden = value is not None and is_masked(element) and not unmasked
        yield element.name, mask("", str(value)) if hidden else value


def _plain(value: Any) -> Any:
    """A value as JSON has it: days and instants in ISO 8601, decimals as text, so that no reader rounds them."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
