"""The one update a quarter that an approved item owes (Article 19(4))."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from infra.postgres import Cursor, rows
from schemas.directory import Directory
from schemas.registers import Approval
from stream_processors.alerting import Source
from stream_processors.ledger import Closing, Opening, open_obligations
from stream_processors.rules.law import Clock, Law
from stream_processors.rules.timeliness import beijing_date, start_of_day

_KIND = "D6"
_QUARTER_MONTHS = 3
_MET = "an update of the quarter came / 本季度更新已到达"


class Presence:
    """Opens the quarters of the approvals of one law, each once; looks again only when a quarter begins."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._opened_up_to: date | None = None

    def open_quarters(self, cursor: Cursor, now: datetime) -> set[str]:
        """Open what the quarters begun by `now` ask for; the items concerned."""
        today = beijing_date(now)
        if self._opened_up_to is not None and quarter_start(today) <= self._opened_up_to:
            return set()
        openings = [
            self._opening(approval, start)
            for approval in self._law.reference.approvals
            if approval.item in self._law.directory.items
            for start in quarters(approval, today)
            if self._law.approval(approval.agency, approval.item, start) is approval
        ]
        opened = open_obligations(cursor, self._law, openings, now)
        self._opened_up_to = quarter_start(today)
        return {opening.clock.item for opening in openings if opening.clock.item is not None} if opened else set()

    def _opening(self, approval: Approval, start: date) -> Opening:
        version = self._law.directory.items[approval.item].version_on(start).version
        return Opening(
            clock=Clock(_KIND, approval.agency, approval.item, version, start, None),
            source=Source.QUARTERLY_PRESENCE,
            subject=f"{start.year}-Q{(start.month - 1) // _QUARTER_MONTHS + 1}",
            known_at=start_of_day(start),
            rules_version=self._law.version,
            basis=f"quarterly approval {approval.id}, Article 19(4) / 季度更新批准 {approval.id}（第十九条第四款）",
        )


def quarter_start(day: date) -> date:
    """Returns the first day of the quarter the day lies in."""
    return date(day.year, (day.month - 1) // _QUARTER_MONTHS * _QUARTER_MONTHS + 1, 1)


def quarters(approval: Approval, today: date) -> Iterator[date]:
    """Yields the first day of each quarter that began under the approval, up to today."""
    start = quarter_start(approval.valid_from_on)
    while start <= min(today, approval.valid_to_on):
        if start >= approval.valid_from_on:
            yield start
        start = quarter_start(start + timedelta(days=31 * _QUARTER_MONTHS))


def met(cursor: Cursor, directory: Directory, item: str, obligation_ids: Collection[int]) -> list[Closing]:
    """Which of an item's quarters have been met: by the first conforming event, or attestation, that came in it.

    A provider's largest seq tells whether one came at all; only then is the first one looked for.
    """
    described = directory.items[item]
    history = f"{described.database}.{described.table}_history"
    found = rows(
        cursor,
        "SELECT o.obligation_id, done.received_at, %s, 'event/' || done.event_id FROM platform.obligation o "
        "CROSS JOIN LATERAL (SELECT o.opened_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at) begun "
        f"CROSS JOIN LATERAL (SELECT l.received_at FROM {history} l WHERE l.provider = o.provider "
        "ORDER BY l.seq DESC LIMIT 1) latest "
        f"CROSS JOIN LATERAL (SELECT h.received_at, h.event_id FROM {history} h WHERE h.provider = o.provider "
        "AND h.received_at >= begun.at AND latest.received_at >= begun.at ORDER BY h.received_at, h.seq LIMIT 1) done "
        "WHERE o.obligation_id = ANY(%s) AND o.source = %s",
        (_MET, list(obligation_ids), Source.QUARTERLY_PRESENCE),
    )
    return [Closing(*row) for row in found]
