"""Events judged again when the rows they were judged by have changed: new findings follow the old, which stay.

A new or amended notice, a declared outage, a ticket that comes to light: each touches the events whose span of days it
meets. What comes out otherwise than before becomes a finding of its own, with the reason; what comes out the same leaves
no trace, so judging again may be repeated at any time, and goes on where it was broken off.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl

from consumers.judgements import UPDATE_CLOCK, Judge, Judgements, day_of, store
from infra.postgres import Connection, Cursor, rows, transaction
from stream_processors.rules.timeliness import Verdict

_BATCH = 5000
_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "topic_partition": pl.Int64,
    "kafka_offset": pl.Int64,
    "provider": pl.String,
    "event_id": pl.String,
    "changed_on": pl.Date,
    "received_at": pl.Datetime("ms", "UTC"),
    "origin": pl.String,
    "origin_ref": pl.String,
    "item_version": pl.Int16,
    "due_on": pl.Date,
    "due_on_adjusted": pl.Date,
    "provisional": pl.Boolean,
    "approval": pl.String,
}


@dataclass(frozen=True)
class Touched:
    """What a change of the reference rows may bear on: spans that meet these days, and claims by these tickets.

    `reason` names the changed row, e.g. `outage/2026-03-intake`.
    """

    reason: str
    first_on: date
    last_on: date
    tickets: Collection[str] = ()


class Judgement(NamedTuple):
    """A verdict with the dates it rests on."""

    verdict: str
    due_on: date | None
    due_on_adjusted: date | None
    provisional: bool


class Difference(NamedTuple):
    """Events of one agency and item that one clock judges otherwise now."""

    provider: str
    item: str
    clock: str
    before: Judgement | None
    after: Judgement


Differences = Counter[Difference]
"""How many events there are of each difference."""


def rejudge(
    connection: Connection,
    judges: Callable[[Cursor], Mapping[str, Judge]],
    items: Collection[str],
    touched: Touched,
    progress: Callable[[int], None],
    *,
    keep: bool = True,
) -> Differences:
    """Judge again what the change touches, and keep what comes out otherwise as findings.

    Each batch is a transaction of its own, under the rows that are in force in it.

    Args:
        connection: to PostgreSQL, outside a transaction.
        judges: the judges by item in a transaction, e.g. `Judges.informed`.
        items: codes of the items to look at.
        touched: what to look at.
        progress: told how many more events were looked at.
        keep: False tells the differences alone.
    """
    differences: Differences = Counter()
    for item in items:
        after = (-1, -1)
        while True:
            with transaction(connection) as cursor:
                judge = judges(cursor)[item]
                events = _events(cursor, judge, touched, after)
                if events.height:
                    differences += _rejudge(cursor, judge, events, touched.reason, keep=keep)
            progress(events.height)
            if events.height < _BATCH:
                break
            after = (events["topic_partition"][-1], events["kafka_offset"][-1])
    return differences


def _events(cursor: Cursor, judge: Judge, touched: Touched, after: tuple[int, int]) -> pl.DataFrame:
    """The next events of an item's history that the change may bear on."""
    item = judge.item
    listed = ", ".join(_COLUMNS).replace("event_id", "event_id::text")
    first_on = judge.clock.first_change_touched(touched.first_on)
    found = rows(
        cursor,
        f"SELECT {listed} FROM {item.database}.{item.table}_history WHERE (topic_partition, kafka_offset) > (%s, %s) "
        "AND operation <> 'ATTEST' AND (changed_on BETWEEN %s AND %s OR (origin = 'CORRECTION' AND origin_ref = ANY(%s))) "
        "ORDER BY topic_partition, kafka_offset LIMIT %s",
        (*after, first_on, touched.last_on, list(touched.tickets), _BATCH),
    )
    return pl.DataFrame(found, schema=_COLUMNS, orient="row")


def _rejudge(cursor: Cursor, judge: Judge, events: pl.DataFrame, reason: str, *, keep: bool) -> Differences:
    latest = _latest_findings(cursor, events["event_id"].to_list())
    by_history = _by_history(judge, events)
    approvals = pl.Series(
        [
            latest[event_id, UPDATE_CLOCK].approval if (event_id, UPDATE_CLOCK) in latest else approval
            for event_id, approval in events.select("event_id", "approval").iter_rows()
        ],
        dtype=pl.String,
    )
    found: Differences = Counter()
    for judged in judge.judge(events, approvals):
        chosen = np.zeros(len(judged.rows), np.bool_)
        follows: dict[str, str] = {}
        for position, event_id, provider, after in _each(judged, events):
            earlier = latest.get((event_id, judged.clock))
            if earlier is not None:
                before: Judgement | None = earlier.judgement
            else:
                before = by_history[event_id] if judged.clock == UPDATE_CLOCK else None
            if before == after:
                continue
            chosen[position] = True
            if earlier is not None:
                follows[event_id] = earlier.finding_id
            found[Difference(provider, judge.item.item, judged.clock, before, after)] += 1
        if keep:
            store(cursor, judge, events, judged, chosen, reason=reason, follows=follows)
    return found


class _Latest(NamedTuple):
    """A finding that no other follows."""

    finding_id: str
    approval: str | None
    judgement: Judgement


def _latest_findings(cursor: Cursor, event_ids: Collection[str]) -> Mapping[tuple[str, str], _Latest]:
    """By event and clock: the finding that no other follows."""
    found = rows(
        cursor,
        "SELECT event_id::text, clock, finding_id, approval, verdict, due_on, due_on_adjusted, provisional FROM platform.finding f "
        "WHERE event_id = ANY(%s::uuid[]) AND NOT EXISTS (SELECT 1 FROM platform.finding n WHERE n.follows = f.finding_id)",
        (list(event_ids),),
    )
    return {
        (event_id, clock): _Latest(finding_id, approval, Judgement(*said))
        for event_id, clock, finding_id, approval, *said in found
    }


def _by_history(judge: Judge, events: pl.DataFrame) -> Mapping[str, Judgement]:
    """What the dates in history said of each event when it came in."""
    return {event_id: after for _, event_id, _, after in _each(judge.by_dates_in_history(events), events)}


def _each(judged: Judgements, events: pl.DataFrame) -> Iterator[tuple[int, str, str, Judgement]]:
    """Position in the columns, event id, provider and judgement of each."""
    identified = events.select("event_id", "provider")[judged.rows].iter_rows()
    columns = zip(
        judged.verdicts.tolist(),
        judged.due.tolist(),
        judged.adjusted.tolist(),
        judged.provisional.tolist(),
        strict=True,
    )
    for position, ((event_id, provider), (code, due, adjusted, provisional)) in enumerate(
        zip(identified, columns, strict=True)
    ):
        after = Judgement(Verdict(code).name, day_of(due), day_of(adjusted), provisional)
        yield position, event_id, provider, after
