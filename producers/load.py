"""A load for measuring: seeded change events of one item, encoded beforehand, and what must become of each.

The account is kept while the events are made up, from what was done to them: it knows nothing of the rules' own code.
Numbers are invented with right check digits, after-images come from a pool made by the simulator.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from producers.simulator import after_images
from schemas.bilingual import Refusal
from schemas.code_list import CodeList
from schemas.codec import HEADER_BYTES, Encoder, event_id
from schemas.directory import Directory, ElementKind, Item, inbound_topic
from schemas.directory_files import load_directory
from schemas.identifiers import key
from schemas.invented import identity_number
from schemas.released import load_released
from schemas.severity import Severity
from stream_processors.rules.timeliness import beijing_date

EventKey = tuple[str, int]
"""(provider, seq)."""

RecordKey = tuple[str, str, str]
"""(identity type, identity number, record id)."""

_IMAGES_PER_PROVIDER = 200
_HOT_RECORDS = 20
_REPEATED_WITHIN = 2000
_BORN = (date(1950, 1, 1), date(2004, 12, 31))


@dataclass(frozen=True)
class Mix:
    """What a load is made of, as shares of its messages; the rest is new records. `poison` is a number of messages.

    Attributes:
        updates: updates of records chosen evenly.
        hot: updates of a few records that change all the time.
        invalid: events that break a rule and are quarantined.
        repeats: exact repeats of accepted events.
        overtaken: older versions that arrive after a newer one.
        poison: messages that are no event of their topic.
    """

    updates: float = 0.45
    hot: float = 0.05
    invalid: float = 0.02
    repeats: float = 0.005
    overtaken: float = 0.005
    poison: int = 10


REALISTIC = Mix()
ONLY_NEW = Mix(0, 0, 0, 0, 0, 0)


class Message(NamedTuple):
    """What is produced; `event` is None for poison, which names no event."""

    topic: str
    key: bytes
    value: bytes | None
    event: EventKey | None


class Accepted(NamedTuple):
    """An event that belongs into history, as far as its provider says it.

    The after-image is put together when asked for: the pool's image is shared by many events, of which there may be millions.
    """

    record: RecordKey
    record_version: int
    operation: str
    image: Mapping[str, Any]

    @property
    def after(self) -> dict[str, Any]:
        """The image with what the record's own number says."""
        return _numbered(self.image, self.record)


@dataclass
class Account:
    """What must become of everything made up so far.

    Attributes:
        outcomes: how many messages have which outcome.
        history: every event of the history table.
        current: which event each current row shows.
        refused: the rule for which an event is held in quarantine.
        poison: how many unreadable messages are held for which rule.
        changed_on: the day all accepted events were changed.
    """

    changed_on: date
    outcomes: Counter[str] = field(default_factory=Counter)
    history: dict[EventKey, Accepted] = field(default_factory=dict)
    current: dict[RecordKey, EventKey] = field(default_factory=dict)
    refused: dict[EventKey, str] = field(default_factory=dict)
    poison: Counter[str] = field(default_factory=Counter)

    def accept(self, event: EventKey, accepted: Accepted) -> None:
        """The event arrives next: it is applied if its version exceeds every earlier one of its record."""
        standing = self.current.get(accepted.record)
        is_newer = standing is None or accepted.record_version > self.history[standing].record_version
        self.outcomes["applied" if is_newer else "superseded"] += 1
        self.history[event] = accepted
        if is_newer:
            self.current[accepted.record] = event


class _Record(NamedTuple):
    key: RecordKey
    provider: str


class Load:
    """A stream of change events that goes on where the last messages ended.

    Args:
        item: whose events.
        seed: the same seed, instant and calls give the same bytes.
        now: the instant at which everything is changed and recorded, in UTC.

    Raises:
        Refusal: no identity numbers can be invented for the item.
    """

    def __init__(self, item: Item, seed: int, now: datetime) -> None:
        self.item = item
        self._review = load_directory().review_for(item.item, item.providers[0])
        self.account = Account(beijing_date(now))
        self.recorded_at = now
        self._random = Random(f"{seed}|{item.item}")  # noqa: S311 - an invented load
        self._encoder = Encoder(load_released().latest("inbound", item.item))
        self._images = {p: after_images(item, p, self._random, now, _IMAGES_PER_PROVIDER) for p in item.providers}
        self._seqs: Counter[str] = Counter()
        self._versions: Counter[RecordKey] = Counter()
        self._records: list[_Record] = []
        self._repeatable: list[Message] = []
        self._calls = 0

    @property
    def submission_id(self) -> str:
        """What the last messages name as their submission."""
        return f"load-{self._calls}"

    def more(self, count: int, mix: Mix = REALISTIC) -> list[Message]:
        """The next `count` messages, in the order in which they are to be produced.

        Raises:
            Refusal: the mix asks for more.
        """
        self._calls += 1
        invalid, repeats, overtaken = (round(count * share) for share in (mix.invalid, mix.repeats, mix.overtaken))
        hot, updates = (round(count * share) for share in (mix.hot, mix.updates))
        makers: list[Callable[[], list[Message]]] = [
            *[self._hot] * hot,
            *[self._update] * updates,
            *[self._invalid] * invalid,
            *[self._repeat] * repeats,
            *[self._overtaken] * overtaken,
            *[self._poison] * mix.poison,
        ]
        new = count - len(makers) - overtaken
        if new < 0:
            raise Refusal(
                f"{count} events are too few for this mix. Ask for more, at least 100.",
                f"{count} 条事件不足以构成该组合,请至少使用 100 条。",
            )
        makers += [self._new] * new
        self._random.shuffle(makers)
        return [message for make in makers for message in make()]

    def _new(self) -> list[Message]:
        return [self._accepted(self._new_record(), "CREATE")]

    def _new_record(self) -> _Record:
        provider = self._random.choice(self.item.providers)
        record = _Record(self._fresh_key(provider), provider)
        self._records.append(record)
        return record

    def _update(self) -> list[Message]:
        if not self._records:
            return self._new()
        return [self._accepted(self._random.choice(self._records), "UPDATE")]

    def _hot(self) -> list[Message]:
        if not self._records:
            return self._new()
        return [self._accepted(self._random.choice(self._records[:_HOT_RECORDS]), "UPDATE")]

    def _overtaken(self) -> list[Message]:
        """Two updates of a record; the older one arrives last."""
        record = self._random.choice(self._records or [self._new_record()])
        older, newer = self._next(record, "UPDATE"), self._next(record, "UPDATE")
        return [self._send(*newer), self._send(*older)]

    def _repeat(self) -> list[Message]:
        if not self._repeatable:
            return self._new()
        self.account.outcomes["repeat"] += 1
        return [self._random.choice(self._repeatable)]

    def _invalid(self) -> list[Message]:
        provider = self._random.choice(self.item.providers)
        event = self._whole(_Record(self._fresh_key(provider), provider))
        spoiled = {rule: s for rule, spoil in _SPOILS.items() if (s := spoil(self.item, event)) is not None}
        rule = self._random.choice([*spoiled, "CONF-KEY"])
        message = self._encoded(spoiled.get(rule, event))
        if rule == "CONF-KEY":
            message = message._replace(key=b"0" + message.key)
        self.account.refused[provider, event["seq"]] = rule
        self.account.outcomes["quarantined"] += 1
        return [message]

    def _poison(self) -> list[Message]:
        provider = self.item.providers[0]
        event = self._whole(_Record(self._fresh_key(provider), provider))
        self._seqs[provider] -= 1
        good = self._encoded(event)
        assert good.value is not None
        kinds = list(_POISON)
        rule = kinds[self.account.poison.total() % len(kinds)]
        self.account.poison[rule] += 1
        self.account.outcomes["quarantined"] += 1
        return [Message(good.topic, good.key, _POISON[rule](good.value), None)]

    def _fresh_key(self, provider: str) -> RecordKey:
        kind = self.item.identity_types[0]
        territory = next(r.territory for r in self.item.responsibilities if r.agency == provider)
        while True:
            born_on = date.fromordinal(self._random.randint(_BORN[0].toordinal(), _BORN[1].toordinal()))
            number = identity_number(kind, self._random, territory=territory, born_on=born_on)
            if number is None:
                raise Refusal(
                    f"No numbers of the type {kind}, by which {self.item.item} is kept, can be invented. Choose another item.",
                    f"无法编造 {kind} 类型的号码({self.item.item} 以其为主键)。请选择其他信息项。",
                )
            record = (kind, number, "")
            if record not in self._versions:
                self._versions[record] = 0
                return record

    def _accepted(self, record: _Record, operation: str) -> Message:
        return self._send(*self._next(record, operation))

    def _next(self, record: _Record, operation: str) -> tuple[_Record, dict[str, Any]]:
        self._versions[record.key] += 1
        return record, self._event(record, operation, self._versions[record.key])

    def _send(self, record: _Record, event: dict[str, Any]) -> Message:
        accepted = Accepted(record.key, event["record_version"], event["operation"], event["after"])
        self.account.accept((record.provider, event["seq"]), accepted)
        message = self._encoded({**event, "after": accepted.after})
        if len(self._repeatable) < _REPEATED_WITHIN:
            self._repeatable.append(message)
        else:
            self._repeatable[event["seq"] % _REPEATED_WITHIN] = message
        return message

    def _event(self, record: _Record, operation: str, version: int) -> dict[str, Any]:
        provider, item = record.provider, self.item.item
        self._seqs[provider] += 1
        seq = self._seqs[provider]
        identity_type, number, record_id = record.key
        return {
            "event_id": event_id(provider, item, seq),
            "provider": provider,
            "item": item,
            "seq": seq,
            "submission_id": self.submission_id,
            "operation": operation,
            "origin": "LIVE",
            "origin_ref": None,
            "origin_platform": None,
            "identity_type": identity_type,
            "identity_number": number,
            "record_id": record_id,
            "record_version": version,
            "changed_on": self.account.changed_on,
            "valid_from_on": None,
            "decided_on": None,
            "recorded_at": self.recorded_at,
            "related": None,
            "reason": None,
            "review_ref": self._review,
            "after": self._random.choice(self._images[provider]),
        }

    def _whole(self, record: _Record) -> dict[str, Any]:
        """A first event of a record that is not in the account."""
        event = self._event(record, "CREATE", 1)
        return {**event, "after": _numbered(event["after"], record.key)}

    def _encoded(self, event: Mapping[str, Any]) -> Message:
        return Message(
            inbound_topic(event["provider"], self.item.item),
            key(event["identity_type"], event["identity_number"]),
            self._encoder.encode(event),
            (event["provider"], event["seq"]),
        )


def _numbered(image: Mapping[str, Any], record: RecordKey) -> dict[str, Any]:
    """The image, saying what a resident number says of its holder, in the elements that say it too."""
    kind, number, _ = record
    if kind != "RESIDENT_ID":
        return {**image}
    told = {"birth_on": date.fromisoformat(number[6:14]), "sex_code": "1" if int(number[16]) % 2 else "2"}
    return {name: told.get(name, value) for name, value in image.items()}


def busiest_item(directory: Directory, database: str | None = None) -> Item:
    """The item, of one database or of all, that is meant for the most events, by its partitions.

    Of several the one with the widest rows.
    """
    among = (item for item in directory.items.values() if database in (None, item.database))
    return max(among, key=lambda item: (item.partitions, len(item.elements)))


def _with_after(event: Mapping[str, Any], names: Sequence[str], value: object) -> dict[str, Any] | None:
    return {**event, "after": {**event["after"], **dict.fromkeys(names, value)}} if names else None


def _demanded(item: Item, day: date, *, required: bool) -> list[str]:
    """Elements without which, or with a wrong value in which, an event is refused."""
    demands = item.version_on(day).elements
    return [n for n, d in demands.items() if d.severity >= Severity.QUARANTINE and (d.required or not required)]


def _without_required(item: Item, event: Mapping[str, Any]) -> dict[str, Any] | None:
    return _with_after(event, _demanded(item, event["changed_on"], required=True), None)


def _unknown_code(item: Item, event: Mapping[str, Any]) -> dict[str, Any] | None:
    demanded = _demanded(item, event["changed_on"], required=False)
    return _with_after(event, [e.name for e in item.elements if e.code_list and e.name in demanded], "ZZ")


def _nul(item: Item, event: Mapping[str, Any]) -> dict[str, Any] | None:
    texts = [e.name for e in item.elements if e.kind is ElementKind.STRING and not (e.code_list or e.identifier)]
    return _with_after(event, texts[:1], "示\0例")


def _foreign_identity_type(item: Item, event: Mapping[str, Any]) -> dict[str, Any] | None:
    foreign = next((t for t in CodeList.load("identity_type").entries if t not in item.identity_types), None)
    return {**event, "identity_type": foreign} if foreign else None


def _wrong_check_digit(_: Item, event: Mapping[str, Any]) -> dict[str, Any] | None:
    if event["identity_type"] != "RESIDENT_ID":
        return None
    number = event["identity_number"]
    return {**event, "identity_number": number[:-1] + ("1" if number[-1] == "0" else "0")}


_Spoil = Callable[[Item, Mapping[str, Any]], dict[str, Any] | None]

_SPOILS: Mapping[str, _Spoil] = {
    "CONF-REQUIRED": _without_required,
    "CONF-CODE": _unknown_code,
    "CONF-NUL": _nul,
    "CONF-EVENT-ID": lambda _, event: {**event, "event_id": "1"},
    "CONF-RELATED": lambda _, event: {**event, "operation": "MERGE"},
    "CONF-AFTER-MISSING": lambda _, event: {**event, "after": None},
    "CONF-IDENTITY-TYPE": _foreign_identity_type,
    "TIME-CHANGED-FUTURE": lambda _, event: {**event, "changed_on": event["changed_on"] + timedelta(days=400)},
    "ID-CHECK": _wrong_check_digit,
}
"""A rule and an event that breaks it; None where the item cannot break it."""

_POISON: Mapping[str, Callable[[bytes], bytes | None]] = {
    "CONF-NULL-VALUE": lambda _: None,
    "CONF-FRAME": lambda value: b"\xff" + value[1:],
    "CONF-SCHEMA-ID": lambda value: b"\x00\x7f\xff\xff\xff" + value[HEADER_BYTES:],
    "CONF-SCHEMA-TOPIC": lambda value: load_released().latest("platform", "submission").header + value[HEADER_BYTES:],
    "CONF-DECODE": lambda value: value[: len(value) // 2],
    "CONF-TRAILING": lambda value: value + b"\x00\x00",
}
"""A rule and what makes a message fall under it."""
