"""Notices that reference data changed, without ever waiting for the broker: work goes on while Kafka is away."""

from confluent_kafka import KafkaError, TopicPartition

from infra import kafka, topics
from infra.log import logger
from infra.reference import TOPIC
from infra.settings import Settings


class ReferenceWatch:
    """Watches `platform.reference` from its present end on.

    A consumer of its own: the worker's connection answers nothing else while it waits for events.

    Raises:
        KafkaException: the broker does not say where the topic ends.
    """

    def __init__(self, settings: Settings) -> None:
        end = topics.high_watermarks(settings, [(TOPIC, 0)])[TOPIC, 0]
        self._consumer = kafka.consumer(
            settings, "govsync.reference-watch", None, **{"queued.max.messages.kbytes": 1024}
        )
        self._consumer.assign([TopicPartition(TOPIC, 0, end)])

    def has_changed(self) -> bool:
        """Whether anything was published since the last time this was asked; it is then time to read the topic anew."""
        changed = False
        while (message := self._consumer.poll(0)) is not None:
            error = message.error()
            if error is None or error.code() == KafkaError._AUTO_OFFSET_RESET:
                changed = True
            else:
                logger().warning("message.failed", code=error.name(), topic=TOPIC)
        return changed

    def close(self) -> None:
        """Watch no longer."""
        self._consumer.close()
