"""A validator that commits the offsets of a batch, and only then what became of it."""

from collections.abc import Sequence
from typing import Any

from confluent_kafka import Consumer, Producer

from schemas.consumed import Consumed
from stream_processors import validator

_deliver = validator._deliver


def _offsets_first(
    pipeline: Any, batch: Sequence[Consumed], reader: Any, consumer: Consumer, producer: Producer, *rest: Any
) -> Any:
    producer.begin_transaction()
    producer.send_offsets_to_transaction(validator._next_offsets(batch), consumer.consumer_group_metadata(), 20)
    producer.commit_transaction(20)
    return _deliver(pipeline, batch, reader, consumer, producer, *rest)


validator._deliver = _offsets_first
