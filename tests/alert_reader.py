"""A read_committed reader of `alerts.update-lag`, from its first record."""

from collections import Counter
from collections.abc import Collection
from typing import Self

from confluent_kafka import OFFSET_BEGINNING, KafkaError, Message, TopicPartition

from infra import kafka
from infra.settings import Settings
from infra.topics import ALERTS, high_watermarks


class AlertReader:
    """Reads on to the end each time it is asked, and keeps what it has read."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._read: list[Message] = []
        self._position = 0
        self._consumer = kafka.consumer(
            settings, "test-alert-reader", None, **{"enable.partition.eof": True, "fetch.wait.max.ms": 50}
        )
        self._consumer.assign([TopicPartition(ALERTS, 0, OFFSET_BEGINNING)])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._consumer.close()

    def messages_of(self, alert_ids: Collection[str]) -> list[Message]:
        """The messages of these alerts that a reader sees once every transaction has ended."""
        self._read_to_end()
        return [message for message in self._read if self.headers_of(message)["ce_id"].decode() in alert_ids]

    def counts_of(self, alert_ids: Collection[str]) -> Counter[str]:
        """How often each of these alerts is seen."""
        return Counter(self.order_of(alert_ids))

    def order_of(self, alert_ids: Collection[str]) -> list[str]:
        """These alerts as they are seen, in order."""
        return [self.headers_of(message)["ce_id"].decode() for message in self.messages_of(alert_ids)]

    @staticmethod
    def headers_of(message: Message) -> dict[str, bytes]:
        """The headers of a message, all of which have values."""
        found = message.headers()
        assert isinstance(found, list)
        return {name: value for name, value in found if isinstance(value, bytes)}

    def _read_to_end(self) -> None:
        # A commit returns before its marker is on the topic; the high watermark lies behind both.
        end = high_watermarks(self._settings, [(ALERTS, 0)])[ALERTS, 0]
        while self._position < end:
            message = self._consumer.poll(30)
            assert message is not None, "the reader cannot reach the end"
            error = message.error()
            if error is None:
                self._read.append(message)
            else:
                assert error.code() == KafkaError._PARTITION_EOF, error
            offset = message.offset()
            assert offset is not None
            self._position = offset + (error is None)
