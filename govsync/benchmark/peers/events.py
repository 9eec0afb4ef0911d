"""The events of a comparison: made once, the same bytes for every contender, with what must become of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from producers.load import Account, EventKey, Load, Message, RecordKey
from schemas.codec import HEADER_BYTES, Decoder
from schemas.directory import Item
from schemas.released import WireSchema
from stream_processors.pipeline import Inbound, Pipeline
from stream_processors.rules.ruleset import Ruleset

_ANNOUNCING_FIELDS = ("event_id", "provider", "item", "seq")
"""The first fields of every event, in wire order."""
_BATCH = 5000


class SharedEvent(NamedTuple):
    """A shared event, framed, and which it is."""

    key: bytes
    value: bytes
    event: EventKey


class Mark(NamedTuple):
    """An event that is the last of its record: once its row is seen, everything before it has gone through.

    `position` counts the events of the topic that is read; `place` is partition and offset in it, where they are known
    to be the key of the event's row in history.
    """

    record: RecordKey
    event: EventKey
    position: int
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class Events:
    """What every contender is given.

    Attributes:
        item: whose events.
        inbound: in the order in which they are produced; invalid ones, repeats and poison among them.
        shared: those of them that are accepted, with the fields the validator appends.
        account: what must be in the tables in the end, with what was there before.
        held_before: records that the tables held before.
    """

    item: Item
    inbound: Sequence[Message]
    shared: Sequence[SharedEvent]
    account: Account
    held_before: int

    @property
    def accepted(self) -> Counter[EventKey]:
        """How often each event must be forwarded; a validator knows no state, so repeats pass."""
        return Counter(m.event for m in self.inbound if m.event is not None and m.event not in self.account.refused)

    @property
    def refused(self) -> Mapping[bytes, str | None]:
        """The values that must be refused, with the rule where it is known; nothing at all is empty bytes."""
        return {
            m.value or b"": self.account.refused.get(m.event) if m.event else None
            for m in self.inbound
            if m.event is None or m.event in self.account.refused
        }


def make_events(load: Load, count: int, ruleset: Ruleset, at: datetime) -> Events:
    """The load's next events, as if they had come in at that instant.

    Raises:
        ValueError: our validator accepts other events than the load's account says.
    """
    held_before = len(load.account.current)
    messages = load.more(count)
    announced = EventReader(ruleset.schemas.latest("inbound", load.item.item))
    pipeline = Pipeline(ruleset)
    at_ms = round(at.timestamp() * 1000)
    arrived = [Inbound(m.topic, 0, offset, at_ms, m.key, m.value) for offset, m in enumerate(messages)]
    shared = [
        SharedEvent(accepted.key, accepted.value, announced.event(accepted.value))
        for start in range(0, len(arrived), _BATCH)
        for accepted in pipeline.process(arrived[start : start + _BATCH]).accepted
    ]
    events = Events(load.item, messages, shared, load.account, held_before)
    if Counter(each.event for each in shared) != events.accepted:
        raise ValueError("the validator accepts other events than the load's account says")
    return events


class EventReader:
    """Reads which event framed bytes are, inbound or shared, by their first fields alone."""

    def __init__(self, schema: WireSchema) -> None:
        first = schema.avro["fields"][: len(_ANNOUNCING_FIELDS)]
        assert tuple(field["name"] for field in first) == _ANNOUNCING_FIELDS
        self._decoder = Decoder(replace(schema, avro={**schema.avro, "fields": first}))

    def event(self, value: bytes) -> EventKey:
        """Provider and seq.

        Raises:
            MalformedMessage: the bytes are no event.
        """
        record, _ = self._decoder.decode_prefix(value[HEADER_BYTES:])
        return record["provider"], record["seq"]


def marks(stream: Sequence[EventKey | None], account: Account, count: int) -> list[Mark]:
    """About `count` marks, evenly spread over a stream of events; None stands for what is no event.

    Only events whose row stands in the end whoever wins, the last to arrive or the newest, are marks; and none that is
    repeated, since not everybody keeps the repeat.
    """
    times = Counter(stream)
    seen: set[RecordKey] = set()
    found: list[Mark] = []
    spacing = max(len(stream) // count, 1)
    for position in range(len(stream) - 1, -1, -1):
        event = stream[position]
        accepted = account.history.get(event) if event is not None else None
        if event is None or accepted is None or accepted.record in seen:
            continue
        seen.add(accepted.record)
        stands = account.current[accepted.record] == event and times[event] == 1
        if stands and (not found or found[-1].position - position >= spacing):
            found.append(Mark(accepted.record, event, position))
    return found[::-1]


def last_marks(stream: Sequence[EventKey | None], account: Account, count: int) -> list[Mark]:
    """The last `count` events of a stream that are marks: once all are seen, every partition has been read to its end."""
    return marks(stream, account, len(stream))[-count:]
