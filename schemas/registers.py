"""What officers keep beside the directory: one row each of windows, reviews, tickets, approvals, outages and notices.

Responsibilities, windows and reviews are described in `schemas.directory`, which an installation starts with. A row is
never taken away: what has ended gets its last day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from typing import Annotated, Any, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints, model_validator

from schemas.bilingual import Contradiction
from schemas.directory import Responsibility, Review, Window

_BEIJING = timedelta(hours=8)
_SHORTEST = timedelta(microseconds=1)

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that must say something."""

Instant = Annotated[AwareDatetime, AfterValidator(lambda instant: instant.astimezone(UTC))]
"""An instant with its time zone, kept in UTC."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ItemResponsibility(Responsibility):
    """A responsibility with the item it is for, as the register keeps it."""

    item: str


class Ticket(_Row):
    """A request to verify contested content (Article 30): proof of a CORRECTION while it is open."""

    id: Said
    provider: Said
    item: Said
    opened_on: date
    closed_on: date | None = None
    decision: Said

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.closed_on is not None and self.closed_on < self.opened_on:
            raise Contradiction("closed_on", "it is before opened_on", "早于 opened_on")
        return self

    def proves(self, provider: str, item: str, received_on: date) -> bool:
        """Whether the ticket was open for that provider and item on the day (Beijing time) the event came."""
        is_open = self.opened_on <= received_on <= (self.closed_on or date.max)
        return is_open and (self.provider, self.item) == (provider, item)


class Approval(_Row):
    """The authority's approval that an agency updates an item by quarter (Article 19(4)).

    It governs changes dated within its validity, which cannot begin before the day it was given: an approval given
    later hides no earlier lateness.
    """

    id: Said
    agency: Said
    item: Said
    reason: Said
    scope: Said
    approver: Said
    given_on: date
    valid_from_on: date
    valid_to_on: date
    decision: Said

    @model_validator(mode="after")
    def _is_valid_after_it_was_given(self) -> Self:
        if self.valid_to_on < self.valid_from_on:
            raise Contradiction("valid_to_on", "it is before valid_from_on", "早于 valid_from_on")
        if self.valid_from_on < self.given_on:
            raise Contradiction(
                "valid_from_on",
                "it is before given_on: an approval given later hides no earlier lateness",
                "早于 given_on：事后的批准不能掩盖此前的逾期",
            )
        return self


class Outage(_Row):
    """An outage of the platform's intake, declared by the platform management agency with its evidence.

    Every date in Beijing time that it touches drops out of the count of working days. `item` is null where it befell
    all items; `ended_at` is null while it goes on.
    """

    id: Said
    item: Said | None = None
    started_at: Instant
    ended_at: Instant | None = None
    declared_by: Said
    evidence: Said

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ended_at is not None and self.ended_at <= self.started_at:
            raise Contradiction("ended_at", "the outage ends before it starts", "接收中断的结束早于开始")
        return self

    def concerns(self, item: str) -> bool:
        """Whether the outage befell that item."""
        return self.item in (None, item)

    @property
    def first_on(self) -> date:
        """The first date in Beijing that it touches."""
        return (self.started_at + _BEIJING).date()

    @property
    def last_on(self) -> date | None:
        """The last date in Beijing that it touches; None while it goes on."""
        return None if self.ended_at is None else (self.ended_at - _SHORTEST + _BEIJING).date()


class CalendarNotice(_Row):
    """A State Council notice that an officer has loaded: `stated` is what the notice file says of it."""

    notice: Said
    year: int
    stated: Mapping[str, Any]


@dataclass(frozen=True)
class Reference:
    """The reference rows in force, and the hash of them all. Immutable.

    `responsibilities` are by item; everything else is in the order of its ids.
    """

    responsibilities: Mapping[str, tuple[Responsibility, ...]]
    windows: tuple[Window, ...] = ()
    reviews: tuple[Review, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    approvals: tuple[Approval, ...] = ()
    outages: tuple[Outage, ...] = ()
    notices: tuple[CalendarNotice, ...] = ()
    version: str = field(default="")

    def providers(self, item: str) -> tuple[str, ...]:
        """Agencies that provide or provided an item."""
        return tuple(dict.fromkeys(r.agency for r in self.responsibilities.get(item, ()) if r.role == "PROVIDER"))

    def outages_of(self, item: str) -> tuple[Outage, ...]:
        """The declared outages that befell an item."""
        return tuple(outage for outage in self.outages if outage.concerns(item))
