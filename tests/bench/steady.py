"""A provider that publishes new records at a steady rate, and how far the chain is with them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from confluent_kafka import KafkaError, Producer

from infra import kafka
from infra.settings import Settings
from producers.load import ONLY_NEW, Load

_CHUNK = 50
_FLUSH_SECONDS = 120.0


class Steady:
    """Publishes without pause, whatever the chain does; `sent` and `acknowledged` count so far."""

    def __init__(self, settings: Settings, load: Load, events_per_second: int) -> None:
        self._producer: Producer = kafka.producer(settings, **{"message.timeout.ms": 900_000})
        self._load = load
        self._rate = events_per_second
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.sent = 0
        self.acknowledged = 0
        self.last_seq: dict[str, int] = {}
        """By provider, the seq of the last event handed over."""
        self.failures: list[str] = []

    @contextmanager
    def publishing(self) -> Iterator["Steady"]:
        """Publish for the length of a block; at its end everything is acknowledged."""
        self._thread.start()
        try:
            yield self
        finally:
            self._ended.set()
            self._thread.join()
            left = self._producer.flush(_FLUSH_SECONDS)
            self.failures += [f"{left} unconfirmed"] * bool(left)

    def _run(self) -> None:
        began_at = monotonic()
        while not self._ended.is_set():
            for message in self._load.more(_CHUNK, ONLY_NEW):
                self._producer.produce(message.topic, message.value, message.key, on_delivery=self._told)
                assert message.event is not None
                provider, seq = message.event
                self.last_seq[provider] = seq
                self.sent += 1
            self._producer.poll(0)
            sleep(max(0.0, began_at + self.sent / self._rate - monotonic()))

    def _told(self, error: KafkaError | None, _message: object) -> None:
        if error is None:
            self.acknowledged += 1
        else:
            self.failures.append(error.name())
