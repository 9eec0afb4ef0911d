"""When an item's intake is paused: most of what comes is refused, so something is wrong with all of it. Pure.

A provider whose mapping broke would otherwise fill the quarantine with a whole register. The pause is one process's:
other items go on, nothing that came in is lost, and after a minute it is tried again.
"""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter
from typing import NamedTuple

from schemas.consumed import Consumed
from stream_processors.pipeline import Outcomes

WINDOW_EVENTS = 1000
REFUSED_PERCENT = 50
PAUSE = timedelta(seconds=60)

_REPLAYS = "in.platform."
_TOPIC = itemgetter(0)


class Taken(NamedTuple):
    """Events of an item taken in, and how many of them were refused."""

    events: int
    refused: int


class Pause(NamedTuple):
    """A pause of an item's intake: from when, until when it is tried again, and what `taken` led to it."""

    item: str
    paused_at: datetime
    resumes_at: datetime
    taken: Taken


def taken_in(batch: Sequence[Consumed], outcomes: Outcomes) -> dict[str, Taken]:
    """What a batch brought, by item. Replays are left out: they were refused before."""
    events: Counter[str] = Counter()
    has_replays = False
    for topic, count in Counter(map(_TOPIC, batch)).items():
        if topic.startswith(_REPLAYS):
            has_replays = True
        else:
            events[topic.split(".", 2)[2]] += count
    accepted = Counter(map(_TOPIC, outcomes.accepted))
    if has_replays:
        accepted.subtract(event.topic for event in outcomes.accepted if event.replay_of is not None)
    return {item: Taken(count, count - accepted[f"shared.{item}"]) for item, count in events.items()}


@dataclass
class IntakeGate:
    """Which items are taken in by this process.

    An item is paused when more than `REFUSED_PERCENT` of its last events were refused: of at least the last
    `WINDOW_EVENTS`, counted in whole batches. After a pause it is counted anew.
    """

    paused: dict[str, Pause] = field(default_factory=dict)
    """Items whose intake is paused now."""
    _windows: dict[str, deque[Taken]] = field(default_factory=dict)

    def observe(self, taken: Mapping[str, Taken], now: datetime) -> list[Pause]:
        """Count a batch; the pauses that begin with it."""
        begun = []
        for item, of_batch in taken.items():
            window = self._windows.setdefault(item, deque())
            window.append(of_batch)
            events = sum(part.events for part in window)
            while events - window[0].events >= WINDOW_EVENTS:
                events -= window.popleft().events
            refused = sum(part.refused for part in window)
            if events >= WINDOW_EVENTS and refused * 100 > REFUSED_PERCENT * events and item not in self.paused:
                pause = Pause(item, now, now + PAUSE, Taken(events, refused))
                self.paused[item] = pause
                del self._windows[item]
                begun.append(pause)
        return begun

    def resume(self, now: datetime) -> list[str]:
        """Items whose pause is over; they are taken in again."""
        over = [item for item, pause in self.paused.items() if pause.resumes_at <= now]
        for item in over:
            del self.paused[item]
        return over
