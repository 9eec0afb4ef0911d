"""Providers that publish without pause, and an account per item of what must become of everything sent."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from random import Random
from time import monotonic, sleep

from confluent_kafka import KafkaError, Producer

from infra import kafka
from infra.settings import Settings
from producers.load import ONLY_NEW, Load, Message, Mix, busiest_item
from schemas.bilingual import Refusal
from schemas.directory import Directory, Item

ITEMS = 3
EVENTS_PER_SECOND = 1500
CHUNK = 200
POISON = 6
AGAIN = 400
HELD_BACK = 20
_LATE_CHUNK = 20
_LATE_ONE_IN = 12
_LATE_DAYS = 60
_FLUSH_SECONDS = 300.0
_LEAST_SECONDS = 0.001


def items_with_numbers(directory: Directory, now: datetime, count: int) -> list[Item]:
    """The busiest item, then others whose numbers can be invented: those with a type of number of their own first."""
    first = busiest_item(directory)
    found = [first]
    others: list[Item] = []
    types = {first.identity_types[0]}
    for item in directory.items.values():
        if item is first or not _can_invent(item, now):
            continue
        (others if item.identity_types[0] in types else found).append(item)
        types.add(item.identity_types[0])
    return (found + others)[:count]


def _can_invent(item: Item, now: datetime) -> bool:
    try:
        Load(item, 0, now).more(1, ONLY_NEW)
    except Refusal:
        return False
    return True


class Traffic:
    """Change events of several items, at a steady rate or as fast as can be.

    One item's provider is slow: everything it sends was changed long ago, so the legal clock has something to say.

    Attributes:
        loads: by item, with what must become of everything sent so far. To be read once `end` has returned.
    """

    def __init__(self, settings: Settings, items: Sequence[Item], seed: int, now: datetime) -> None:
        *prompt, slow = items
        self._prompt = [Load(item, seed, now) for item in prompt]
        self._slow = Load(slow, seed, now - timedelta(days=_LATE_DAYS))
        self.loads = [*self._prompt, self._slow]
        self._draw = Random(seed)  # noqa: S311 - an invented load
        self._producer: Producer = kafka.producer(
            settings, **{"message.timeout.ms": 900_000, "delivery.report.only.error": False}
        )
        self._asked: SimpleQueue[Callable[[], Sequence[Message]]] = SimpleQueue()
        self._ended = threading.Event()
        self.hurried = threading.Event()
        """Set while providers send as fast as they can."""
        self.sent = 0
        self.acknowledged = 0
        self.refused: list[str] = []
        """Names of delivery errors: events that Kafka never took."""
        self.fault: BaseException | None = None
        """What ended the sending before its time."""
        self._thread = threading.Thread(target=self._run, name="traffic", daemon=True)

    def start(self) -> None:
        """Begin to publish."""
        self._thread.start()

    def end(self) -> None:
        """Stop publishing, and wait until Kafka has taken everything.

        Raises:
            BaseException: what ended the sending before its time.
        """
        self._ended.set()
        self._thread.join()
        left = self._producer.flush(_FLUSH_SECONDS)
        if left:
            self.refused.append(f"{left} not confirmed within {_FLUSH_SECONDS:g} s")
        if self.fault is not None:
            raise self.fault

    def send_poison(self) -> None:
        """Slip in messages that are no events of their topic."""
        self._ask(lambda load: load.more(CHUNK, Mix(poison=POISON)))

    def send_again(self) -> None:
        """Send a window of accepted events again, in another order."""
        self._ask(lambda load: load.more(AGAIN, Mix(0, 0, 0, 1, 0, 0)))

    def send_newer(self) -> Sequence[Message]:
        """Send newer versions of records; the older ones, which are to be sent once those are written."""
        older: list[Message] = []

        def make(load: Load) -> Sequence[Message]:
            pairs = load.more(CHUNK, Mix(0, 0, 0, 0, 0.5, 0))
            older.extend(pairs[1::2])
            return pairs[::2]

        self._ask(make)
        self._ask(lambda _: ())  # what was asked for before has been sent by now
        return older

    def send_older(self, older: Sequence[Message]) -> None:
        """Send what `send_newer` kept back."""
        self._ask(lambda _: older)
        self._ask(lambda _: ())

    def send_late(self) -> None:
        """Keep some events back, and send them once all that follow have been sent."""

        def make(load: Load) -> Sequence[Message]:
            held_back = load.more(HELD_BACK, ONLY_NEW)
            self._asked.put(lambda: held_back)
            # Of records of their own: what becomes of an update depends on what came before it.
            return load.more(CHUNK, ONLY_NEW)

        self._ask(make)

    def _ask(self, make: Callable[[Load], Sequence[Message]]) -> None:
        load = self._draw.choice(self._prompt)
        done = threading.Event()

        def run() -> Sequence[Message]:
            try:
                return make(load)
            finally:
                done.set()

        self._asked.put(run)
        done.wait()

    def _run(self) -> None:
        try:
            chunks = 0
            while not self._ended.is_set() or not self._asked.empty():
                began_at = monotonic()
                messages = self._next(chunks)
                chunks += 1
                for message in messages:
                    self._send(message)
                if not self.hurried.is_set():
                    spent = monotonic() - began_at
                    sleep(max(_LEAST_SECONDS, len(messages) / EVENTS_PER_SECOND - spent))
        except BaseException as fault:  # noqa: BLE001 - raised again by `end`, in the thread that waits for it
            self.fault = fault

    def _next(self, chunks: int) -> Sequence[Message]:
        try:
            return self._asked.get_nowait()()
        except Empty:
            pass
        if chunks % _LATE_ONE_IN == 0:
            return self._slow.more(_LATE_CHUNK, Mix(updates=0.2, hot=0, invalid=0.05, repeats=0, overtaken=0, poison=0))
        return self._prompt[chunks % len(self._prompt)].more(CHUNK, Mix(poison=0))

    def _send(self, message: Message) -> None:
        while True:
            try:
                self._producer.produce(message.topic, message.value, message.key, on_delivery=self._told)
            except BufferError:  # Kafka is away
                self._producer.poll(0.1)
            else:
                break
        self.sent += 1
        self._producer.poll(0)

    def _told(self, error: KafkaError | None, _message: object) -> None:
        if error is None:
            self.acknowledged += 1
        else:
            self.refused.append(error.name())
