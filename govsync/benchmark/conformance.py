"""What conformance costs: bytes to findings over columns, against one record at a time, in the same run on the same events.

No broker and no database. CPU is this process's, all threads of the column engine included.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import process_time

import numpy as np

from producers.load import ONLY_NEW, Load, Message, Mix
from schemas import models
from schemas.codec import HEADER_BYTES, BatchDecoder, Decoder
from schemas.severity import Severity
from stream_processors.pipeline import Inbound, Pipeline
from stream_processors.rules.checks import Providing
from stream_processors.rules.conformance import Arrivals, Conformance
from stream_processors.rules.ruleset import Ruleset

_BATCH = 5000
_WARM_UP_BATCHES = 2
_ROUNDS = 3
_MIX = Mix(poison=0)
"""All that the load can do wrong to an event; poison is left out, since what does not decode has no fields to judge."""
_ONE_BY_ONE = 2000
"""Records of a batch that are also judged one at a time: enough for a steady figure, few enough to be quick."""


@dataclass(frozen=True)
class Measured:
    """CPU microseconds per event: the least of some rounds, for what disturbs a round only ever adds to it.

    Attributes:
        item: whose events.
        elements: data elements of the item, every one nullable.
        events: how many were judged per round.
        bytes_per_event: size on the wire, framing included.
        refused_share: share of the events that are refused; their findings are made like all others.
        columns: from the bytes of a batch to the findings of every event, as the validator does it.
        record_by_record: the usual chain: fastavro, the item's pydantic model, and the same rules on that record.
    """

    item: str
    elements: int
    events: int
    bytes_per_event: float
    refused_share: float
    columns: float
    record_by_record: dict[str, float]

    @property
    def ratio(self) -> float:
        """How many times more a record costs in the usual chain."""
        return sum(self.record_by_record.values()) / self.columns


def measure(ruleset: Ruleset, load: Load, count: int) -> Measured:
    """Measure both executions on the load's next events.

    Args:
        ruleset: the rules in force.
        load: whose events.
        count: how many events, besides those of the warm-up.
    """
    pipeline = Pipeline(ruleset)
    for batch in _arrived_in_batches(load.more(_WARM_UP_BATCHES * _BATCH, ONLY_NEW), load.recorded_at):
        pipeline.findings(batch)
    batches = _arrived_in_batches(load.more(count, _MIX), load.recorded_at)
    found = [findings for batch in batches for findings in pipeline.findings(batch)]
    refused = sum(any(f.severity >= Severity.QUARANTINE for f in findings) for findings in found)
    return Measured(
        item=load.item.item,
        elements=len(load.item.elements),
        events=count,
        bytes_per_event=sum(len(m.value or b"") for batch in batches for m in batch) / count,
        refused_share=refused / count,
        columns=min(_spent(lambda: [pipeline.findings(batch) for batch in batches], count) for _ in range(_ROUNDS)),
        record_by_record=_record_by_record(ruleset, load, batches[0][:_ONE_BY_ONE]),
    )


def _record_by_record(ruleset: Ruleset, load: Load, batch: Sequence[Inbound]) -> dict[str, float]:
    """Each step of the usual chain on records that decode."""
    schema = ruleset.schemas.latest("inbound", load.item.item)
    single = Decoder(schema)
    model = getattr(models, load.item.avro_name)
    whole = [m for m in batch if m.value is not None and m.value.startswith(schema.header)]
    bodies = [m.value[HEADER_BYTES:] for m in whole if m.value is not None]
    frame = BatchDecoder(schema).decode(bodies).frame
    afters = [after for body in bodies if (after := single.decode(body)["after"]) is not None]
    providing = Providing(load.item.responsibilities, ruleset.reference.reviews, ruleset.directory.agencies)
    conformance = Conformance(load.item, providing, ruleset.parameters)
    arrivals = Arrivals(
        [m.key for m in whole],
        [m.topic.split(".")[1] for m in whole],
        np.fromiter((m.received_at_ms for m in whole), np.int64, len(whole)),
    )
    steps: dict[str, Callable[[], object]] = {
        "fastavro": lambda: [single.decode(body) for body in bodies],
        "pydantic": lambda: [model.model_validate(after) for after in afters],
        "rules": lambda: conformance.judge_each(frame, arrivals),
    }
    return {name: min(_spent(step, len(whole)) for _ in range(_ROUNDS)) for name, step in steps.items()}


def _spent(work: Callable[[], object], events: int) -> float:
    began_at = process_time()
    work()
    return (process_time() - began_at) * 1_000_000 / events


def _arrived_in_batches(messages: Sequence[Message], at: datetime) -> list[list[Inbound]]:
    """The messages as batches that have come in on one partition at that instant."""
    at_ms = round(at.timestamp() * 1000)
    arrived = [Inbound(m.topic, 0, n, at_ms, m.key, m.value) for n, m in enumerate(messages)]
    return [arrived[start : start + _BATCH] for start in range(0, len(arrived), _BATCH)]
