"""Publishing a benchmark's messages: as fast as the broker takes them, or at a fixed rate."""

from collections.abc import Sequence
from time import monotonic, sleep

from confluent_kafka import KafkaError, Producer

from infra import kafka
from infra.settings import Settings
from producers.load import Message
from schemas.bilingual import Refusal

_SEND_SECONDS = 0.001
_FLUSH_SECONDS = 120.0


class Sender:
    """A publisher that remembers what was not delivered; to be run in a thread of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._failures: list[str] = []

    def send_all(self, messages: Sequence[Message]) -> None:
        """Publish as fast as the broker takes them, until all is confirmed."""
        producer = self._producer()
        for message in messages:
            self._send(producer, message)
        self._flush(producer)

    def send_at_rate(self, messages: Sequence[Message], events_per_second: float, began_at: float) -> None:
        """Publish each message when it is due, whatever became of those before it (open loop).

        Args:
            messages: in order.
            events_per_second: the n-th is due n / rate seconds after the start.
            began_at: the start, on the monotonic clock.
        """
        producer = self._producer()
        sent = 0
        while sent < len(messages):
            due = min(len(messages), int((monotonic() - began_at) * events_per_second) + 1)
            for message in messages[sent:due]:
                self._send(producer, message)
            sent = due
            producer.poll(0)
            sleep(_SEND_SECONDS)
        self._flush(producer)

    def raise_failures(self) -> None:
        """Say so if something could not be published.

        Raises:
            Refusal: it could not.
        """
        if self._failures:
            raise Refusal(f"Events could not be published: {self._failures[0]}.", f"事件未能发布:{self._failures[0]}。")

    def _producer(self) -> Producer:
        return kafka.producer(self._settings, **{"delivery.report.only.error": True})

    def _send(self, producer: Producer, message: Message) -> None:
        while True:
            try:
                producer.produce(message.topic, message.value, message.key, on_delivery=self._told)
            except BufferError:
                producer.poll(0.1)
            else:
                return

    def _flush(self, producer: Producer) -> None:
        if left := producer.flush(_FLUSH_SECONDS):
            self._failures.append(f"{left} unconfirmed")

    def _told(self, error: KafkaError | None, _message: object) -> None:
        if error is not None:
            self._failures.append(error.name())
