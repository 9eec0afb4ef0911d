"""What providers said about numbers, and what it comes to, in PostgreSQL (`platform.identity_link`, `identity_alias`).

Statements follow from history: an event that is in it counts, whether its version stands or was overtaken, so the order
in which partitions are read makes no difference. Aliases follow from statements by `consumers.aliases`.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import polars as pl

from consumers.aliases import Alias, Identity, Link, Relation, aliases
from infra.postgres import Cursor, insert_rows, rows
from schemas.directory import Directory, Item

Place = tuple[int, int]
"""(topic_partition, kafka_offset) of an event in its item's shared topic."""

_LINKING_ROLES = ("PREVIOUS", "MERGED_FROM", "SPLIT_TO")
_LINK = (
    "item, topic_partition, kafka_offset, position, provider, seq, relation, identity_type, identity_number, "
    "succeeded_by_type, succeeded_by_number, valid_from_on, materialised_at"
)
_LINK_KEY = "item, topic_partition, kafka_offset, position"
_ALIAS = "identity_type, identity_number, subject_type, subject_number, valid_from_on, valid_to_on"
_ALIAS_KEY = "identity_type, identity_number, valid_from_on"
_Rows = set[tuple[Any, ...]]

# Whoever writes aliases has read every statement about the subject that is committed, and nobody adds one meanwhile.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('platform.identity_alias'))"


def telling_places(events: pl.DataFrame) -> list[Place]:
    """Places of a batch's events that say how one number follows another; usually none."""
    related = events["related"]
    if related.null_count() == len(related):
        return []
    telling = pl.any_horizontal(pl.col("related").str.contains(f'"{role}"', literal=True) for role in _LINKING_ROLES)
    return list(events.filter(telling).select("topic_partition", "kafka_offset").iter_rows())


def record(cursor: Cursor, told: Mapping[str, Collection[Place]], directory: Directory) -> None:
    """Store what events say about numbers and bring the aliases of the subjects concerned up to date.

    Args:
        cursor: in the transaction that writes the events; it holds a lock from here to its end, so this comes last.
        told: item code to places of its events; those that did not enter history say nothing.
        directory: where the items are.
    """
    cursor.execute(_ONE_AT_A_TIME)
    concerned: set[Identity] = set()
    for code, places in sorted(told.items()):
        if not places:
            continue
        said = _said(directory.items[code], "AND (h.topic_partition, h.kafka_offset) IN %s")
        cursor.execute(
            f"INSERT INTO platform.identity_link ({_LINK}) {said} "
            "RETURNING identity_type, identity_number, succeeded_by_type, succeeded_by_number",
            (tuple(places),),
        )
        for former_type, former, later_type, later in cursor.fetchall():
            concerned |= {Identity(former_type, former), Identity(later_type, later)}
    if concerned:
        _write(cursor, connected(cursor, concerned))


def connected(cursor: Cursor, identities: Iterable[Identity], known_at: datetime | None = None) -> list[Link]:
    """Every statement about these numbers, and about the numbers those speak of, and so on.

    Args:
        cursor: any.
        identities: where to begin.
        known_at: only what was in this database at that instant; all of it, if not given.
    """
    found: set[Link] = set()
    reached: set[Identity] = set()
    asked = set(identities)
    known = "" if known_at is None else "AND materialised_at <= %(known_at)s"
    sql = (
        f"SELECT {_LINK} FROM platform.identity_link WHERE ((identity_type, identity_number) IN %(asked)s "
        f"OR (succeeded_by_type, succeeded_by_number) IN %(asked)s) {known}"
    )
    while asked:
        reached |= asked
        links = [_link(row) for row in rows(cursor, sql, {"asked": tuple(asked), "known_at": known_at})]
        found |= set(links)
        speaking = [link for link in links if link.relation is not Relation.SUCCESSION]
        asked = {identity for link in speaking for identity in (link.identity, link.succeeded_by)} - reached
    return sorted(found)


def rebuild(cursor: Cursor, item: Item, *, dry_run: bool) -> int:
    """Make the statements of an item what its history says, and all aliases what all statements come to.

    Returns:
        How many rows were not so; with `dry_run` they are left as they are.
    """
    cursor.execute(_ONE_AT_A_TIME)
    said = set(rows(cursor, _said(item, "")))
    kept = set(rows(cursor, f"SELECT {_LINK} FROM platform.identity_link WHERE item = %s", (item.item,)))
    if not dry_run:
        _replace(cursor, "platform.identity_link", _LINK, _LINK_KEY, kept - said, said - kept)
    others = rows(cursor, f"SELECT {_LINK} FROM platform.identity_link WHERE item <> %s", (item.item,))
    links = [_link(row) for row in (*others, *said)]
    expected = {_row(alias) for alias in aliases(links)}
    standing = set(rows(cursor, f"SELECT {_ALIAS} FROM platform.identity_alias"))
    if not dry_run:
        _replace(cursor, "platform.identity_alias", _ALIAS, _ALIAS_KEY, standing - expected, expected - standing)
    return len(said ^ kept) + len(expected ^ standing)


def _replace(cursor: Cursor, table: str, columns: str, key: str, old: _Rows, new: _Rows) -> None:
    """Take rows out of a table, by their key, and put others in."""
    names = columns.split(", ")
    at = [names.index(name) for name in key.split(", ")]
    if old:
        keys = tuple(tuple(row[position] for position in at) for row in old)
        cursor.execute(f"DELETE FROM {table} WHERE ({key}) IN %s", (keys,))
    insert_rows(cursor, f"{table} ({columns})", list(new))


def deviations(cursor: Cursor, directory: Directory) -> dict[str, int]:
    """Hold statements against all of history, and aliases against all statements.

    Returns:
        `identity-link` and `identity-alias`: how many rows are missing, too many, or differ.
    """
    said = set(rows(cursor, " UNION ALL ".join(_said(item, "") for item in directory.items.values())))
    kept = set(rows(cursor, f"SELECT {_LINK} FROM platform.identity_link"))
    standing = set(rows(cursor, f"SELECT {_ALIAS} FROM platform.identity_alias"))
    return {
        "identity-link": len(said ^ kept),
        "identity-alias": len({_row(alias) for alias in aliases(map(_link, kept))} ^ standing),
    }


def _said(item: Item, only: str) -> str:
    """SQL of what an item's history says about numbers, in the columns of a link."""
    return f"""
    SELECT '{item.item}', h.topic_partition, h.kafka_offset, p.position, h.provider, h.seq,
      CASE WHEN h.operation IN ('REKEY', 'MERGE', 'SPLIT') THEN h.operation ELSE 'SUCCESSION' END,
      CASE WHEN p.is_part THEN h.identity_type ELSE p.other_type END,
      CASE WHEN p.is_part THEN h.identity_number ELSE p.other_number END,
      CASE WHEN p.is_part THEN p.other_type ELSE h.identity_type END,
      CASE WHEN p.is_part THEN p.other_number ELSE h.identity_number END,
      coalesce(h.valid_from_on, h.changed_on), h.materialised_at
    FROM {item.database}.{item.table}_history h CROSS JOIN LATERAL (
      SELECT (number - 1)::smallint AS position, party ->> 'role' = 'SPLIT_TO' AS is_part,
        party ->> 'identity_type' AS other_type, party ->> 'identity_number' AS other_number
      FROM jsonb_array_elements(h.related) WITH ORDINALITY e (party, number) WHERE party ->> 'role' <> 'OTHER_PARTY') p
    WHERE h.related IS NOT NULL {only}"""


def _write(cursor: Cursor, links: Iterable[Link]) -> None:
    """Write the aliases of the subjects that these links are all there is about."""
    speaking = [link for link in links if link.relation is not Relation.SUCCESSION]
    identities = {identity for link in speaking for identity in (link.identity, link.succeeded_by)}
    if identities:
        cursor.execute(
            "DELETE FROM platform.identity_alias WHERE (identity_type, identity_number) IN %s", (tuple(identities),)
        )
    insert_rows(cursor, f"platform.identity_alias ({_ALIAS})", [_row(alias) for alias in aliases(speaking)])


def _row(alias: Alias) -> tuple[object, ...]:
    return (*alias.identity, *alias.subject, alias.valid_from_on, alias.valid_to_on)


def _link(row: tuple[Any, ...]) -> Link:
    item, _, _, position, provider, seq, relation, former_type, former, later_type, later, valid_from_on, _ = row
    former_identity, later_identity = Identity(former_type, former), Identity(later_type, later)
    return Link(valid_from_on, provider, item, seq, position, Relation(relation), former_identity, later_identity)
