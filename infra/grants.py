"""Grants of items shared under conditions (Articles 9(3), 10(3), 26(2)): what an agency was granted, since when, on which reply.

They are decided elsewhere and kept here. The database notes every change of one with who, when and why.
"""

from datetime import date, timedelta
from typing import NamedTuple

from infra import reference
from infra.postgres import Cursor, rows
from schemas.bilingual import Refusal
from schemas.directory import Directory, SharingType

_COLUMNS = "agency, item, projection, valid_from_on, valid_to_on, decision"


class SharingGrant(NamedTuple):
    """What an agency was granted of an item: FULL or MASKED, from its first to its last day, by which decision."""

    agency: str
    item: str
    projection: str
    valid_from_on: date
    valid_to_on: date | None
    decision: str


def grants(cursor: Cursor) -> list[SharingGrant]:
    """All grants there ever were, by agency, item and first day."""
    found = rows(cursor, f"SELECT {_COLUMNS} FROM platform.sharing_grant ORDER BY agency, item, valid_from_on")
    return [SharingGrant(*row) for row in found]


def give(cursor: Cursor, directory: Directory, granted: SharingGrant, officer: str) -> bool:
    """Enter a grant; whether it was not there already.

    Raises:
        Refusal: there is no such agency or item, the item is not shared under conditions, the days or the words cannot
            be, or another grant covers some of the days.
    """
    if granted.agency not in directory.agencies:
        raise Refusal(
            f"There is no agency {granted.agency!r} in the directory. Use its code, as `govsync directory` lists it.",
            f"目录中没有部门 {granted.agency!r}。请使用 `govsync directory` 所列的部门代码。",
        )
    sharing = directory.item(granted.item).version_on(granted.valid_from_on).sharing.type
    if sharing is SharingType.UNCONDITIONED:
        raise Refusal(
            f"{granted.item} is shared without conditions on {granted.valid_from_on}: every agency reads it and needs no grant.",
            f"{granted.item} 于 {granted.valid_from_on} 属无条件共享,各部门均可读取,无需授权。",
        )
    if sharing is SharingType.NONSHAREABLE:
        raise Refusal(
            f"{granted.item} is not shared on {granted.valid_from_on} (Article 9): nobody can be granted it.",
            f"{granted.item} 于 {granted.valid_from_on} 属不予共享(第九条),不得授权。",
        )
    if granted.valid_to_on is not None and granted.valid_to_on < granted.valid_from_on:
        raise Refusal("The last day is before the first.", "截止日期早于起始日期。")
    _speak_for(cursor, officer, granted.decision)
    others = [g for g in grants(cursor) if g[:2] == granted[:2] and _overlap(g, granted)]
    if granted in others:
        return False
    if others:
        days = f"{others[0].valid_from_on} – {others[0].valid_to_on or ''}"
        raise Refusal(
            f"{granted.agency} has another grant of {granted.item} on some of these days ({days}). Revoke that one first.",
            f"{granted.agency} 在部分日期内已有 {granted.item} 的授权({days})。请先收回该授权。",
        )
    cursor.execute(f"INSERT INTO platform.sharing_grant ({_COLUMNS}) VALUES %s", (tuple(granted),))
    return True


def end(cursor: Cursor, agency: str, item: str, on: date, *, today: date, officer: str, decision: str) -> int:
    """End what an agency was granted of an item: from a day on nothing is; how many grants that changed.

    Raises:
        Refusal: the day has passed, since what was read by right stays so; or nothing is granted from that day on.
    """
    if on < today:
        raise Refusal(
            f"{on} has passed: what was read until now was read by right. Give a day from {today} on.",
            f"{on} 已过去:此前的读取均有依据。请给出不早于 {today} 的日期。",
        )
    _speak_for(cursor, officer, decision)
    open_then = [
        g for g in grants(cursor) if g[:2] == (agency, item) and (g.valid_to_on is None or g.valid_to_on >= on)
    ]
    if not open_then:
        raise Refusal(
            f"{agency} has no grant of {item} from {on} on. `govsync roles grants` lists all.",
            f"{agency} 自 {on} 起没有 {item} 的授权。全部授权见 `govsync roles grants`。",
        )
    for granted in open_then:
        key = (agency, item, granted.valid_from_on)
        if granted.valid_from_on < on:
            last = on - timedelta(days=1)
            cursor.execute(f"UPDATE platform.sharing_grant SET valid_to_on = %s WHERE {_KEY}", (last, *key))
        else:
            # It never began. That it was there is kept by the note of its change.
            cursor.execute(f"DELETE FROM platform.sharing_grant WHERE {_KEY}", key)
    return len(open_then)


_KEY = "agency = %s AND item = %s AND valid_from_on = %s"


def _speak_for(cursor: Cursor, officer: str, decision: str) -> None:
    if not officer.strip() or not decision.strip():
        raise Refusal(
            "A decision names its officer and what it rests on: neither may be empty.",
            "决定须写明经办人员和依据,均不得为空。",
        )
    reference.hold_changes(cursor)
    reference.act_as(cursor, officer.strip(), decision.strip())


def _overlap(one: SharingGrant, other: SharingGrant) -> bool:
    return one.valid_from_on <= (other.valid_to_on or date.max) and other.valid_from_on <= (one.valid_to_on or date.max)
