"""What the legal clock says about accepted events: verdicts of Article 19 as columns, and the rows that tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import polars as pl
from numpy.typing import NDArray

from infra.postgres import Cursor, insert_rows
from schemas.directory import Item, Window
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import NO_DATE, TRACK_CODES, Origin, Verdict, verdicts

CLOCK = "ARTICLE-19"
_ORIGINS = pl.Enum([origin.name for origin in Origin])
TOLD = (Verdict.LATE, Verdict.PAST_TARGET)
"""Verdicts that become a finding of their own; the others are what the dates in history already say."""

_COLUMNS = (
    "finding_id, provider, item, event_id, clock, verdict, changed_on, due_on, received_at, item_version, rules_version"
)


@dataclass(frozen=True)
class Clock:
    """Judges events of one item by their dates."""

    item: Item
    parameters: Parameters

    def verdicts(self, events: pl.DataFrame, windows: Sequence[Window]) -> NDArray[np.int8]:
        """The verdict on each event, as `Verdict` codes."""
        days = {
            name: events[name].to_physical().fill_null(NO_DATE).to_numpy().astype(np.int32)
            for name in ("changed_on", "due_on")
        }
        tracks = np.array([TRACK_CODES[v.track] for v in self.item.versions], np.int8)
        origins = events["origin"].cast(_ORIGINS).to_physical().to_numpy().astype(np.int8)
        nowhere = np.full(events.height, NO_DATE, np.int32)
        return verdicts(
            received_at_ms=events["received_at"].to_physical().to_numpy(),
            changed_days=days["changed_on"],
            due_days=days["due_on"],
            provisional=events["provisional"].to_numpy(),
            tracks=tracks[events["item_version"].to_numpy() - 1],
            origins=origins,
            window_approved=self._approved(events, windows),
            ticket_opened_days=nowhere,
            entered_days=np.full(events.height, self.item.announced_on.toordinal() - 719_163, np.int32),
            parameters=self.parameters,
        )

    def _approved(self, events: pl.DataFrame, windows: Sequence[Window]) -> NDArray[np.bool_]:
        """Whether a window approved beforehand proves each event's origin (rules d)."""
        approved = np.zeros(events.height, np.bool_)
        reference = events["origin_ref"]
        if reference.is_null().all():
            return approved
        received = events["received_at"].dt.convert_time_zone("Asia/Shanghai").dt.date()
        for window in windows:
            if window.item not in (None, self.item.item):
                continue
            proven = (reference == window.window).fill_null(value=False) & (received >= window.opens_on)
            if window.closes_on is not None:
                proven &= received <= window.closes_on
            if window.provider is not None:
                proven &= events["provider"] == window.provider
            approved |= proven.to_numpy()
        return approved


def store(cursor: Cursor, item: Item, events: pl.DataFrame, codes: NDArray[np.int8]) -> None:
    """Insert the findings of late events; the same event judged the same way again is the same finding."""
    told = np.isin(codes, TOLD)
    if not told.any():
        return
    columns = ("provider", "event_id", "changed_on", "due_on", "received_at", "item_version", "rules_version")
    values = []
    for code, row in zip(codes[told].tolist(), events.filter(pl.Series(told)).select(columns).iter_rows(), strict=True):
        provider, event_id, changed_on, due_on, received_at, item_version, rules_version = row
        verdict = Verdict(code).name
        identity = f"{event_id}|{CLOCK}|{item_version}|{rules_version}"
        finding_id = sha256(identity.encode()).hexdigest()[:32]
        values.append((
            finding_id, provider, item.item, event_id, CLOCK, verdict, changed_on, due_on, received_at, item_version, rules_version,
        ))  # fmt: skip
    insert_rows(cursor, f"platform.finding ({_COLUMNS})", values, "ON CONFLICT (finding_id) DO NOTHING")
