"""What the passing of time does in PostgreSQL: obligations open and close, and what is due is told of, once.

Every step is a transaction of its own over a bounded batch of rows that no other timekeeper holds, so any number of
timekeepers may run, and a tick costs what is due, not what is open.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from infra import failpoint, reference
from infra.log import logger
from infra.postgres import Connection, Cursor, rows, transaction
from schemas.directory import Directory
from schemas.registers import Reference
from stream_processors import gaps, held_sets, presence, refused
from stream_processors.alerting import Source
from stream_processors.late import tell_findings
from stream_processors.ledger import Closing, close_obligations, tell_stages
from stream_processors.presence import Presence
from stream_processors.progress import SETTLING, Progress
from stream_processors.recomputing import recompute
from stream_processors.rules.law import Law

BATCH = 1000

BEGUN = (
    "SELECT obligation_id, state FROM platform.obligation WHERE obligation_id IN ("
    "SELECT obligation_id FROM platform.obligation_stage WHERE awaits = %s AND state = 'OPEN' "
    "AND due_at <= %s ORDER BY due_at LIMIT %s) FOR UPDATE SKIP LOCKED"
)
"""Locks the obligations with a stage that has begun by an instant and waits for an item; what is not due is not read."""

_OF_NO_ITEM = ""
"""What a stage awaits that need not wait for events."""

_MET: dict[Source, Callable[[Cursor, Directory, str, Collection[int]], list[Closing]]] = {
    Source.REFUSED_EVENT: refused.met,
    Source.SEQUENCE_GAP: gaps.met,
    Source.QUARTERLY_PRESENCE: presence.met,
}
"""Which of an item's locked obligations have been met, by what they came from; others are closed by whoever opened them."""


class Ticker:
    """One timekeeper's view of the clock; it may be thrown away and made anew at any time."""

    def __init__(
        self, connection: Connection, progress: Progress, law_under: Callable[[Reference], Law] = Law.under
    ) -> None:
        self._connection = connection
        self._progress = progress
        self._law_under = law_under
        self._law: Law
        self._items: Sequence[str] = ()
        self._change: int | None = None
        self._swept: dict[str, int] = {}
        self._sweeping: dict[str, tuple[int, int]] = {}
        self._held: set[str] = set()

    def tick(self, now: datetime) -> bool:
        """Do what is due at `now`; whether there may be more of it at once.

        Raises:
            psycopg2.Error: PostgreSQL is away, or refused.
            KafkaException: whether a stage may be told of could not be found out; everything else has been done.
        """
        self._take_up(now)
        opened = self._open(now)
        materialised = self._materialised()
        self._watch(materialised, now)
        self._sweep(materialised, now)
        with transaction(self._connection) as cursor:
            told = tell_findings(cursor, self._law, self._items, BATCH, now)
        is_unfinished = self._look_for_gaps(now)
        staged = self._tell_stages(now)
        return max(opened, told, staged) >= BATCH or is_unfinished

    def _take_up(self, now: datetime) -> None:
        """Keep time by the reference rows as they are now; where they changed, recompute what is open by them.

        At the first tick too, so that a timekeeper that was away when something changed makes up for it.
        """
        with transaction(self._connection) as cursor:
            change = reference.held_change(cursor)
            if change == self._change:
                return
            law = self._law_under(reference.current(cursor))
            differences = recompute(cursor, law, now)
        self._law, self._change = law, change
        self._items = sorted(law.directory.items)
        self._presence = Presence(law)
        if differences:
            logger().info("obligations.recomputed", count=len(differences))

    def _open(self, now: datetime) -> int:
        """Open what refused events and the quarter ask for; how many rows were looked at."""
        with transaction(self._connection) as cursor:
            found, items = refused.open_clocks(cursor, self._law, self._items, BATCH, now)
        with transaction(self._connection) as cursor:
            items |= self._presence.open_quarters(cursor, now)
        with transaction(self._connection) as cursor:
            held_sets.act_on_comparisons(cursor, self._law, now)
        for item in items:
            self._swept.pop(item, None)
        return found

    def _materialised(self) -> dict[str, int]:
        """How much of each item has been materialised: a number that grows with every event."""
        with transaction(self._connection) as cursor:
            found = dict(
                rows(cursor, "SELECT topic, sum(next_offset)::bigint FROM platform.sink_offset GROUP BY topic")
            )
        return {item: found.get(self._law.directory.items[item].shared_topic, 0) for item in self._items}

    def _sweep(self, materialised: dict[str, int], now: datetime) -> None:
        """Close obligations that have been met, item by item, where something was materialised since the last time."""
        for item, so_far in materialised.items():
            if self._swept.get(item) == so_far:
                continue
            started_at, after = self._sweeping.get(item, (so_far, 0))
            with transaction(self._connection) as cursor:
                ids = [
                    obligation_id
                    for (obligation_id,) in rows(
                        cursor,
                        "SELECT obligation_id FROM platform.obligation WHERE item = %s AND state = 'OPEN' "
                        "AND source = ANY(%s) AND obligation_id > %s "
                        "ORDER BY obligation_id LIMIT %s FOR UPDATE SKIP LOCKED",
                        (item, list(_MET), after, BATCH),
                    )
                ]
                self._close_met(cursor, item, ids, now)
            if len(ids) < BATCH:
                self._sweeping.pop(item, None)
                self._swept[item] = started_at
            else:
                self._sweeping[item] = (started_at, ids[-1])

    def _close_met(self, cursor: Cursor, item: str, obligation_ids: Collection[int], now: datetime) -> None:
        """Close those of the locked obligations that have been met."""
        if item == _OF_NO_ITEM or not obligation_ids:
            return
        closings = [
            closing
            for met in _MET.values()
            for closing in met(cursor, self._law.directory, item, obligation_ids)
        ]  # fmt: skip
        close_obligations(cursor, closings, now)

    def _watch(self, materialised: dict[str, int], now: datetime) -> None:
        """Remember how far the numbers of providers reach, where something was materialised since the last time."""
        for item, so_far in materialised.items():
            if self._swept.get(item) != so_far:
                with transaction(self._connection) as cursor:
                    gaps.watch(cursor, self._law, item, now)

    def _look_for_gaps(self, now: datetime) -> bool:
        """Open what providers left out for longer than the grace period; whether there is more to look through."""
        with transaction(self._connection) as cursor:
            ripe = [each for each in gaps.ripe(cursor, self._law, now) if each.item in self._law.directory.items]
        is_unfinished = False
        for watched in ripe:
            if self._has_reached(watched.item, watched.ripe_at, now):
                with transaction(self._connection) as cursor:
                    opened, has_more = gaps.look_through(cursor, self._law, watched, now)
                is_unfinished = is_unfinished or has_more
                if opened:
                    self._swept.pop(watched.item, None)
        return is_unfinished

    def _tell_stages(self, now: datetime) -> int:
        """Tell of stages that have come, of items worked through up to that instant; how many obligations."""
        with transaction(self._connection) as cursor:
            due = rows(
                cursor,
                "SELECT i.item, s.oldest, s.newest FROM unnest(%s::text[]) AS i (item), LATERAL ("
                "SELECT min(due_at) AS oldest, max(due_at) AS newest FROM platform.obligation_stage "
                "WHERE awaits = i.item AND state = 'OPEN' AND due_at <= %s) s WHERE s.oldest IS NOT NULL",
                ([_OF_NO_ITEM, *self._items], now - SETTLING),
            )
        told = 0
        for item, oldest, newest in due:
            for instant in sorted({oldest, newest}, reverse=True):
                if self._has_reached(item, instant, now):
                    told = max(told, self._tell_stages_of(item, instant, now))
                    break
        return told

    def _has_reached(self, item: str, instant: datetime, now: datetime) -> bool:
        """Whether everything appended for the item before the instant has been worked through."""
        if item == _OF_NO_ITEM or self._progress.has_reached(item, instant, now):
            self._held.discard(item)
            return True
        if item not in self._held:
            logger().info("stage.held", item=item, reason="not all events up to it are materialised yet")
        self._held.add(item)
        return False

    def _tell_stages_of(self, item: str, until: datetime, now: datetime) -> int:
        with transaction(self._connection) as cursor:
            locked = rows(cursor, BEGUN, (item, until, BATCH))
            self._close_met(cursor, item, [obligation_id for obligation_id, state in locked if state == "OPEN"], now)
            tell_stages(cursor, self._law, [obligation_id for obligation_id, _ in locked], until, now)
            failpoint.reach("timekeeper.told")
        failpoint.reach("timekeeper.committed")
        return len(locked)
