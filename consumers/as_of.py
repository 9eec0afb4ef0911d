"""What was true on a day, as it was known at an instant: of a record, and of a whole subject over all items.

Two axes. The day: an event counts from its `valid_from_on`, else its `changed_on`; of those that count, the largest
version stands, so a correction of the past holds for the past. The instant: an event is known once it was written into
this database (`materialised_at`), for only then could anybody read it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from consumers import fold, identity
from consumers.aliases import Identity, Link, Relation, aliases, members_on, subject_on
from infra.postgres import Cursor, rows
from schemas.directory import Item
from schemas.tables import KEPT_IN_CURRENT, KEY


class Moment(NamedTuple):
    """Which day's truth, and known at which instant; None is as far as anything is known."""

    on: date | None = None
    known_at: datetime | None = None


@dataclass(frozen=True)
class Subject:
    """Whom a number stands for: the number the subject is known by, all its numbers (that one first), and successions.

    A succession links two subjects, as before and after an enterprise's conversion; they stay two.
    """

    present: Identity
    numbers: Sequence[Identity]
    successions: Sequence[Link]


def subject(cursor: Cursor, number: Identity, moment: Moment) -> Subject:
    """The subject a number stands for at a moment; itself, if nothing else was said."""
    links = identity.connected(cursor, [number], moment.known_at)
    found = aliases(links)
    present = subject_on(found, number, moment.on)
    numbers = members_on(found, present, moment.on)
    successions = [
        link
        for link in links
        if link.relation is Relation.SUCCESSION
        and {link.identity, link.succeeded_by} & set(numbers)
        and (moment.on is None or link.valid_from_on <= moment.on)
    ]
    return Subject(present, numbers, successions)


def records(cursor: Cursor, item: Item, numbers: Sequence[Identity], moment: Moment) -> list[dict[str, Any]]:
    """An item's records of these numbers, also those in which they are the other party, deleted ones included.

    Returns:
        Column to value of the current table, by key. Without a moment what the table holds, else the fold of history.
    """
    current = f"{item.database}.{item.table}"
    columns = [*KEPT_IN_CURRENT, *(e.name for e in item.elements)]
    parties = {f"party_{n}": _other_party(number) for n, number in enumerate(numbers)}
    told = {"numbers": tuple(numbers), **parties, **moment._asdict()}
    concerned = " OR ".join((_keyed_by("numbers"), *(f"related @> %({name})s" for name in parties)))
    if moment == Moment():
        sql = f"SELECT {', '.join(columns)} FROM {current} WHERE {concerned}"
    else:
        # A record that once named this party is folded by its key, whoever it names by now.
        sql = f"SELECT DISTINCT identity_type, identity_number FROM {current}_history WHERE {concerned}"
        told["keyed"] = tuple(rows(cursor, sql, told))
        if not told["keyed"]:
            return []
        folded = fold.standing_rows(item, f"AND {_keyed_by('keyed')} {_counting(moment)}")
        sql = f"{folded} SELECT {', '.join(columns)} FROM expected WHERE {concerned}"
    found = rows(cursor, f"{sql} ORDER BY {', '.join(KEY)}", told)
    return [dict(zip(columns, row, strict=True)) for row in found]


def _counting(moment: Moment) -> str:
    """SQL: the event counts on that day and is known at that instant."""
    on = "" if moment.on is None else "AND coalesce(valid_from_on, changed_on) <= %(on)s "
    return on + ("" if moment.known_at is None else "AND materialised_at <= %(known_at)s")


def _keyed_by(name: str) -> str:
    return f"(identity_type, identity_number) IN %({name})s"


def _other_party(number: Identity) -> str:
    return json.dumps([{"role": "OTHER_PARTY", **number._asdict()}])
