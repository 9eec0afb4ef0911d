"""Numbers that a provider left out: later ones have come, these have not (Articles 18, 19(1)).

One provider's numbers spread over partitions, so disorder is normal: what is missing is a gap only when it was missing
a grace period after later numbers were there, and everything that came meanwhile has been worked through.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from infra.postgres import Cursor, insert_rows, rows
from schemas.directory import Directory, Item
from stream_processors.alerting import Source
from stream_processors.ledger import Closing, Opening, open_obligations
from stream_processors.rules.law import Law
from stream_processors.rules.timeliness import beijing_date

SPAN = 100_000
"""Up to so many numbers of a provider are looked through in one transaction."""

_FILLED = "the missing numbers have come / 缺失的序号已到达"


class Watched(NamedTuple):
    """The numbers of a provider that were there at one moment, whose grace period is over at `ripe_at`."""

    item: str
    provider: str
    complete_through: int
    watched_through: int
    ripe_at: datetime


def watch(cursor: Cursor, law: Law, item: str, now: datetime) -> None:
    """Remember how far each provider's numbers of an item reach at `now`, where nothing is watched already.

    They reach as far as the largest number that came, or that the manifest of a submission states.
    """
    reached = rows(
        cursor,
        "SELECT provider, max(seq) FROM ("
        "SELECT provider, seq FROM platform.seq_high_water WHERE item = %s UNION ALL "
        "SELECT provider, (SELECT max(last_seq) FROM platform.submission s WHERE s.item = %s AND s.provider = p.provider) "
        "FROM unnest(%s::text[]) AS p (provider)) known WHERE seq IS NOT NULL GROUP BY provider",
        (item, item, list(law.reference.providers(item))),
    )
    insert_rows(
        cursor,
        "platform.seq_watch AS w (item, provider, watched_through, watched_at)",
        [(item, provider, seq, now) for provider, seq in reached],
        "ON CONFLICT (item, provider) DO UPDATE SET watched_through = excluded.watched_through, "
        "watched_at = excluded.watched_at "
        "WHERE w.complete_through = w.watched_through AND excluded.watched_through > w.watched_through",
    )


def ripe(cursor: Cursor, law: Law, now: datetime) -> list[Watched]:
    """What was watched for longer than the grace period."""
    grace = timedelta(minutes=law.parameters.integer("sequence_gap_grace_minutes", beijing_date(now)))
    found = rows(
        cursor,
        "SELECT item, provider, complete_through, watched_through, watched_at FROM platform.seq_watch "
        "WHERE complete_through < watched_through AND watched_at <= %s",
        (now - grace,),
    )
    return [
        Watched(item, provider, complete_through, watched_through, watched_at + grace)
        for item, provider, complete_through, watched_through, watched_at in found
    ]


def look_through(cursor: Cursor, law: Law, watched: Watched, now: datetime) -> tuple[int, bool]:
    """Open an obligation for every gap in the numbers watched; how many, and whether more numbers are to be looked at.

    The clock of a gap begins on the day a later number arrived: by then the missing ones had been given, so what they
    report had changed at the latest on that day.
    """
    start = watched.complete_through
    held = rows(
        cursor,
        "SELECT FROM platform.seq_watch WHERE (item, provider, complete_through) = (%s, %s, %s) FOR UPDATE SKIP LOCKED",
        (watched.item, watched.provider, start),
    )
    if not held:
        return 0, False
    item = law.directory.items[watched.item]
    known = rows(
        cursor,
        f"SELECT seq, received_at, rules_version FROM ({_known(item)}) known ORDER BY seq LIMIT %(span)s",
        {
            "item": item.item,
            "provider": watched.provider,
            "start": start,
            "end": watched.watched_through,
            "span": SPAN,
        },
    )
    is_unfinished = len(known) == SPAN
    end = known[-1][0] if is_unfinished else watched.watched_through
    found = _gaps(known if is_unfinished else [*known, (end + 1, None, None)], start)
    openings = []
    for first, last, came_at, rules_version in found:
        known_at = came_at or watched.ripe_at
        opened_on = beijing_date(known_at)
        if not law.owes(item.item, opened_on):
            continue
        version = item.version_on(opened_on).version
        openings.append(
            Opening(
                clock=law.clock_of_change(watched.provider, item.item, version, opened_on),
                source=Source.SEQUENCE_GAP,
                subject=f"seq {first}-{last}",
                known_at=known_at,
                rules_version=rules_version or law.version,
                basis="numbers left out, Article 19(1) / 序号缺失（第十九条第一款）",
            )
        )
    opened = open_obligations(cursor, law, openings, now)
    cursor.execute(
        "UPDATE platform.seq_watch SET complete_through = %s WHERE (item, provider) = (%s, %s)",
        (end, watched.item, watched.provider),
    )
    return len(opened), is_unfinished


def _gaps(
    known: Sequence[tuple[int, datetime | None, str | None]], start: int
) -> Iterator[tuple[int, int, datetime | None, str | None]]:
    """Yields the runs of numbers missing after `start`: first, last, and what is known of the number that follows."""
    before = start
    for seq, received_at, rules_version in known:
        if seq > before + 1:
            yield before + 1, seq - 1, received_at, rules_version
        before = seq


def met(cursor: Cursor, directory: Directory, item: str, obligation_ids: Collection[int]) -> list[Closing]:
    """Which of an item's gaps have been filled: all their numbers have come, accepted or refused."""
    gaps = rows(
        cursor,
        "SELECT obligation_id, provider, split_part(substr(subject, 5), '-', 1)::bigint, "
        "split_part(substr(subject, 5), '-', 2)::bigint FROM platform.obligation "
        "WHERE obligation_id = ANY(%s) AND source = %s",
        (list(obligation_ids), Source.SEQUENCE_GAP),
    )
    closings = []
    for obligation_id, provider, first, last in gaps:
        ((count, came_at),) = rows(
            cursor,
            f"SELECT count(DISTINCT seq), max(received_at) FROM ({_known(directory.items[item])}) known",
            {"item": item, "provider": provider, "start": first - 1, "end": last},
        )
        if count == last - first + 1:
            closings.append(Closing(obligation_id, came_at, _FILLED))
    return closings


def _known(item: Item) -> str:
    """Every number of a provider after `start` up to `end` that has come."""
    return (
        f"SELECT seq, received_at, rules_version FROM {item.database}.{item.table}_history "
        "WHERE provider = %(provider)s AND seq > %(start)s AND seq <= %(end)s "
        "UNION ALL SELECT seq, received_at, rules_version FROM platform.quarantine "
        "WHERE item = %(item)s AND provider = %(provider)s AND seq > %(start)s AND seq <= %(end)s"
    )
