"""Whose delay it was: the provider's, the platform's, a subscriber's; told apart, and never added together.

The provider's runs from the change to the broker's append and counts in working days past the due date (Articles 19,
43(3)). The platform's runs from there to the transaction that wrote the event into its basic database (Articles 13(3),
37(1)); the subscriber's from there to its next access, and is no breach. These two are seconds on a clock. Of an
accepted event that was held before, the platform's delay contains the time it was held.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from stream_processors.rules.calendar import Calendar
from stream_processors.rules.timeliness import beijing_date, working_days_late


@dataclass(frozen=True)
class ProviderDelay:
    """Working days past the due date, over `late` events; `unknown` of them reach a year without a notice."""

    late: int
    working_days: int
    unknown: int


@dataclass(frozen=True)
class PlatformDelay:
    """Seconds between the broker's append and the basic database, summed over `events`, and the longest of them."""

    events: int
    seconds: float
    longest_seconds: float


@dataclass(frozen=True)
class SubscriberDelay:
    """Seconds between the basic database and the agency's next access, summed over `events` that one followed.

    `unread` events no access has followed yet. An access proves that the agency read the item then, not that it read
    each of its events.
    """

    agency: str
    events: int
    seconds: float
    unread: int
    last_read_at: datetime | None


Accesses = Mapping[str, Sequence[datetime]]
"""Subscribing agency to the instants at which it read one item, ascending."""


def of_provider(late: Iterable[tuple[date, datetime, int]], calendar: Calendar) -> ProviderDelay:
    """Sums the delay of late events, given as (due date, append time, how many)."""
    days: Counter[str] = Counter()
    for due_on, received_at, count in late:
        past = working_days_late(due_on, beijing_date(received_at), calendar)
        days["late"] += count
        days["unknown" if past is None else "working_days"] += count if past is None else count * past
    return ProviderDelay(days["late"], days["working_days"], days["unknown"])


def of_subscribers(written: Mapping[datetime, int], accesses: Accesses) -> list[SubscriberDelay]:
    """Sums the delay of each agency that ever read the item.

    Args:
        written: how many events each instant brought into the basic database.
        accesses: who read the item, and when.
    """
    return [_of_subscriber(agency, written, instants) for agency, instants in sorted(accesses.items())]


def _of_subscriber(agency: str, written: Mapping[datetime, int], instants: Sequence[datetime]) -> SubscriberDelay:
    events, seconds, unread = 0, 0.0, 0
    for at, count in written.items():
        following = bisect_left(instants, at)
        if following == len(instants):
            unread += count
        else:
            events += count
            seconds += count * (instants[following] - at).total_seconds()
    return SubscriberDelay(agency, events, seconds, unread, instants[-1] if instants else None)


def as_json(delay: ProviderDelay | PlatformDelay | SubscriberDelay) -> dict[str, Any]:
    """The delay as commands print it: seconds to the millisecond, instants in ISO 8601."""
    return {name: _plain(getattr(delay, name)) for name in delay.__dataclass_fields__}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    return value.isoformat() if isinstance(value, datetime) else value
