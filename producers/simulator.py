"""A dozen agencies at work: seeded change events of every item, some of them wrong, late, repeated or out of order.

They go through the same numbers, state and confirmed deliveries as a real provider's. What an item's values look like
is data (`simulation.yaml`), and where that is silent its Avro schema decides; no item is named here.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict

from infra.settings import Settings
from producers.adoption import refuse_lost_state
from producers.mapping import Change, RecordKey
from producers.numbering import CHUNK_EVENTS, Draft, Statement
from producers.outbox import Outbox
from producers.publisher import Progress, Step, submission_id
from producers.state import Event, open_state
from schemas.bilingual import Refusal
from schemas.code_list import CodeList
from schemas.codec import HEADER_BYTES
from schemas.directory import Directory, Element, ElementKind, Item
from schemas.directory_files import load_directory
from schemas.identifiers import judge
from schemas.invented import identity_number, text_of
from schemas.released import load_released
from schemas.severity import Severity
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.timeliness import beijing_date

BROKEN_SHARE = 0.02
REPEATED_SHARE = 0.01
OVERTAKEN_SHARE = 0.01
"""Of all events sent: those breaking a standard, those sent twice, those sent after a newer version."""

IMPERFECT_SHARE = 0.02
"""Of new records: those that lack something the directory asks for but can do without."""

_NEW, _NEW_OR_CHANGED = 0.65, 0.98
_OPTIONAL_GIVEN = 0.7
_REASON = "CANCELLED"
_NO_SUBMISSION = ""
_UNREADABLE = frozenset({"truncated", "trailing-bytes", "schema-id"})
"""Faults that keep the platform from reading to which submission an event belongs."""

_RULES_IN_FORCE = date(2019, 7, 1)
_ADULTS = (date(1950, 1, 1), date(2004, 12, 31))
_NEWBORN_DAYS = 30
_BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Published:
    """What one agency published of one item, and what is to become of it.

    Attributes:
        submission_id: of all but the unreadable ones, which cannot say to what they belong.
        events: messages sent and confirmed, those sent twice counted twice.
        repeats: expected outcome repeat.
        superseded: expected outcome superseded.
        flagged: expected to be accepted with a flag.
        broken: expected outcome quarantined, by what is wrong with them.
    """

    provider: str
    item: str
    submission_id: str
    events: int
    repeats: int
    superseded: int
    flagged: int
    broken: dict[str, int]

    @property
    def quarantined(self) -> int:
        """Events expected in quarantine."""
        return sum(self.broken.values())

    @property
    def applied(self) -> int:
        """Events expected to be applied."""
        return self.events - self.repeats - self.superseded - self.quarantined


def simulate(
    settings: Settings,
    *,
    events: int,
    seed: int,
    now: datetime,
    progress: Progress,
    directory: Directory | None = None,
) -> list[Published]:
    """Publish `events` change events over all items and their providers.

    Args:
        settings: where Kafka and the home are.
        events: how many messages.
        seed: the same seed, time and directory give the same changes.
        now: the instant at which all of it happens, in UTC.
        progress: told how it goes.
        directory: whose items; by default those of the product.

    Raises:
        Refusal: Kafka cannot be reached, a state is missing or in use, or events were not confirmed.
    """
    items = (directory or load_directory()).items.values()
    places = [(item, provider) for item in items for provider in item.providers]
    counts = _shares(events, [_recipe(i).weight / len(i.providers) for i, _ in places])
    broken = _shares(round(events * BROKEN_SHARE), counts)
    repeated = _shares(round(events * REPEATED_SHARE), counts)
    overtaken = _shares(round(events * OVERTAKEN_SHARE), counts)
    published: list[Published] = []
    done = 0
    for (item, provider), count, *mishaps in zip(places, counts, broken, repeated, overtaken, strict=True):
        agency = _Agency(item, provider, Random(f"{seed}|{provider}|{item.item}"), now)  # noqa: S311 - a simulation
        published.append(_publish(settings, agency, agency.actions(count, *mishaps)))
        done += published[-1].events
        progress(Step.PUBLISH, done, events)
    return published


def after_images(item: Item, provider: str, random: Random, now: datetime, count: int) -> list[dict[str, Any]]:
    """`count` after-images that break no rule, every element present, as the provider has them on the day of `now`."""
    agency = _Agency(item, provider, random, now)
    day = beijing_date(now)
    images = []
    for _ in range(count):
        number = agency._number(day)
        image = {element.name: make(number, day) for element, make in agency._makers}
        if place := item.version_on(day).territory_element:
            image[place] = agency._territory
        images.append(image)
    return images


def _shares(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total (largest remainders first)."""
    exact = [total * weight / sum(weights) for weight in weights]
    whole = [math.floor(share) for share in exact]
    for position in sorted(range(len(exact)), key=lambda p: whole[p] - exact[p])[: total - sum(whole)]:
        whole[position] += 1
    return whole


def _publish(settings: Settings, agency: "_Agency", actions: Sequence["_Action"]) -> Published:
    item, provider, now = agency.item, agency.provider, agency.now
    statement = Statement(submission_id(now), "LIVE", None, now)
    with open_state(settings.home, provider, item.item) as state:
        refuse_lost_state(settings, provider, item.item, state)
        outbox = Outbox(settings, item, provider, state)
        outbox.deliver_pending()
        outbox.state_submissions(lambda: now)
        state.begin(statement.submission_id, now)
        for start in range(0, len(actions), CHUNK_EVENTS // 2):
            chunk = actions[start : start + CHUNK_EVENTS // 2]
            prepared = outbox.prepare([d for action in chunk for d in action.drafts()], statement)
            assert not prepared.refused, "what the simulator makes fits its Avro schema"
            numbered = iter(prepared.events)
            sent: list[Event] = []
            again: list[Event] = []
            unreadable: set[int] = set()
            for action in chunk:
                mine = [action.damage(next(numbered)) for _ in action.changes]
                sent += reversed(mine)  # a newer version overtakes the older
                again += mine if action.is_repeated else []
                unreadable.update(e.seq for e in mine if action.fault in _UNREADABLE)
            state.assign(statement.submission_id, sorted(e for e in sent if e.seq not in unreadable))
            state.assign(_NO_SUBMISSION, sorted(e for e in sent if e.seq in unreadable))
            outbox.deliver([*sent, *again])
            state.count(statement.submission_id, repeats=len(again))
        (stated,) = outbox.state_submissions(lambda: now)
    return Published(
        provider=provider,
        item=item.item,
        submission_id=stated.submission_id,
        events=stated.published + sum(action.fault in _UNREADABLE for action in actions),
        repeats=sum(action.is_repeated for action in actions),
        superseded=sum(len(action.changes) - 1 for action in actions),
        flagged=sum(action.is_flagged for action in actions),
        broken=dict(sorted(Counter(action.fault for action in actions if action.fault).items())),
    )


@dataclass(frozen=True)
class _Action:
    """One thing an agency does: a change, or two of the same record whose events arrive in the wrong order."""

    changes: tuple[Change, ...]
    fault: str | None = None
    is_repeated: bool = False
    is_flagged: bool = False

    def drafts(self) -> Iterator[Draft]:
        return (Draft(change, change.content(), None) for change in self.changes)

    def damage(self, event: Event) -> Event:
        if self.fault is None or self.fault not in _DAMAGES:
            return event
        return _DAMAGES[self.fault](event)


class _Known(NamedTuple):
    """A record an agency has published, and the values that tell it from the others of its identity."""

    record: RecordKey
    fixed: dict[str, Any]


@dataclass
class _Agency:
    """One provider of one item, making up changes."""

    item: Item
    provider: str
    random: Random
    now: datetime
    _records: list[_Known] = field(default_factory=list)
    _used: set[RecordKey] = field(default_factory=set)

    def __post_init__(self) -> None:
        calendar = Calendar.load()
        self._recipe = _recipe(self.item)
        self._first_day = max(calendar.known_from, _RULES_IN_FORCE)
        self._last_day = min(calendar.known_through, beijing_date(self.now))
        self._territory = next(r.territory for r in self.item.responsibilities if r.agency == self.provider)
        self._slot = self.item.providers.index(self.provider)
        self._makers = [(e, self._maker(e)) for e in self.item.elements]
        self._subjects = [self._number(self._last_day) for _ in range(self._recipe.subjects)]

    def actions(self, count: int, broken: int, repeated: int, overtaken: int) -> list[_Action]:
        """What the agency does, `count` messages in all; without mishaps where there is too little for them."""
        plain = count - broken - 2 * repeated - 2 * overtaken
        if plain < 0:
            plain, broken, repeated, overtaken = count, 0, 0, 0
        makers: list[Callable[[], _Action]] = [
            *[self._plain] * plain,
            *[self._broken] * broken,
            *[self._repeated] * repeated,
            *[self._overtaken] * overtaken,
        ]
        self.random.shuffle(makers)
        return [make() for make in makers]

    def _plain(self) -> _Action:
        chance = self.random.random()
        if chance < _NEW or not self._records:
            new = self._new()
            imperfect = _imperfect(self, new) if self.random.random() < IMPERFECT_SHARE else None
            return _Action((imperfect or new,), is_flagged=imperfect is not None)
        position = self.random.randrange(len(self._records))
        if chance < _NEW_OR_CHANGED:
            return _Action((self._changed(self._records[position]),))
        self._records[position], self._records[-1] = self._records[-1], self._records[position]
        gone = self._records.pop().record
        return _Action((Change(gone, self._changed_on(), None, {"reason": _REASON}),))

    def _repeated(self) -> _Action:
        return replace(self._plain(), is_repeated=True)

    def _overtaken(self) -> _Action:
        if not self._records:
            self._new()
        known = self.random.choice(self._records)
        return _Action((self._changed(known), self._changed(known)))

    def _broken(self) -> _Action:
        change = self._new()
        self._records.pop()  # nothing is built upon it
        spoiled = {name: found for name, spoil in _SPOILS.items() if (found := spoil(self, change)) is not None}
        fault = self.random.choice([*spoiled, *_DAMAGES])
        return _Action((spoiled.get(fault, change),), fault)

    def _new(self) -> Change:
        changed_on = self._changed_on()
        number = self.random.choice(self._subjects) if self._subjects else self._number(changed_on)
        while True:
            after = self._values(number, changed_on)
            apart = {self._recipe.record_id: after[self._recipe.record_id]} if self._recipe.record_id else {}
            record = RecordKey(self._identity_type, number, "".join(_text(value) for value in apart.values()))
            if record not in self._used:
                break
            number = self._number(changed_on)
        self._used.add(record)
        self._records.append(_Known(record, apart))
        return Change(record, changed_on, after, {})

    def _changed(self, known: _Known) -> Change:
        changed_on = self._changed_on()
        after = self._values(known.record.identity_number, changed_on) | known.fixed
        return Change(known.record, changed_on, after, {})

    def _changed_on(self) -> date:
        chance = self.random.random()
        lag = next(days for share, days in _book().update_lag_days if chance <= share)
        return max(self._last_day - timedelta(days=lag), self._first_day)

    @property
    def _identity_type(self) -> str:
        return self.item.identity_types[0]

    def _number(self, changed_on: date) -> str:
        if self._recipe.born == "RECENTLY":
            born_on = changed_on - timedelta(days=self.random.randrange(_NEWBORN_DAYS))
        else:
            born_on = date.fromordinal(self.random.randint(_ADULTS[0].toordinal(), _ADULTS[1].toordinal()))
        number = identity_number(
            self._identity_type,
            self.random,
            territory=self._territory,
            born_on=born_on,
            slot=self._slot,
            slots=len(self.item.providers),
        )
        if number is None:
            raise Refusal(
                f"The simulator cannot invent numbers of the type {self._identity_type}, by which {self.item.item} is kept.",
                f"模拟器无法编造 {self._identity_type} 类型的号码({self.item.item} 以其为主键)。",
            )
        return number

    def _values(self, number: str, changed_on: date) -> dict[str, Any]:
        demands = self.item.version_on(changed_on).elements
        values = {}
        for element, make in self._makers:
            demand = demands.get(element.name)
            # What an event may be refused without is given, whether the version or another rule demands it (Art. 22).
            refused_without = demand is not None and (demand.required or demand.severity >= Severity.QUARANTINE)
            needed = refused_without or element.name == self._recipe.record_id
            if needed or self.random.random() < _OPTIONAL_GIVEN:
                value = make(number, changed_on)
                if value is not None:
                    values[element.name] = value
        return values

    def _maker(self, element: Element) -> "_Maker":
        recipe = self._recipe.elements.get(element.name)
        maker = recipe.maker(self.random, element) if recipe else None
        return maker or self._maker_of_schema(element)

    def _maker_of_schema(self, element: Element) -> "_Maker":
        """Values as the Avro schema describes them."""
        random = self.random
        kind = element.kind
        if element.identifier:
            identifier = element.identifier
            return lambda _number, _day: identity_number(
                identifier, random, territory=self._territory, born_on=_ADULTS[0]
            )
        if element.code_list:
            codes = _codes(element.code_list, self._first_day, self._last_day)
            return lambda _number, _day: random.choice(codes)
        if element.pattern:
            pattern = element.pattern
            return lambda _number, _day: text_of(pattern, random)
        if kind is ElementKind.STRING:
            text = f"示例{element.doc.zh}"[: element.max_length]
            return lambda _number, _day: text
        if kind is ElementKind.BOOLEAN:
            return lambda _number, _day: random.random() < 0.5  # noqa: PLR2004
        if kind is ElementKind.DATE:
            return lambda _number, day: day - timedelta(days=random.randrange(_NEWBORN_DAYS))
        if kind is ElementKind.INSTANT:
            return lambda _number, day: datetime.combine(day, time(random.randrange(24)), _BEIJING).astimezone(UTC)
        low = 0 if element.minimum is None else element.minimum
        high = low + 1000 if element.maximum is None else element.maximum
        return lambda _number, _day: _amount(random, element, low, high)


_Maker = Callable[[str, date], Any]
"""From the identity's number and the day of change to an element's value, None for none."""


class ElementRecipe(BaseModel):
    """How one element's values look: a template of words, numbers between bounds, or taken from the identity number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    template: str | None = None
    between: tuple[float, float] | None = None
    digits: tuple[int, int] | None = None
    odd: int | None = None
    values: tuple[str, str] | None = None

    def maker(self, random: Random, element: Element) -> "_Maker":
        """The function that makes values."""
        if self.template is not None:
            template, words = self.template, _Words(random)
            return lambda _number, _day: template.format_map(words)
        if self.between is not None:
            low, high = self.between
            return lambda _number, _day: _amount(random, element, low, high)
        if self.odd is not None and self.values is not None:
            position, (odd, even) = self.odd, self.values
            return lambda number, _day: odd if int(number[position], 36) % 2 else even
        assert self.digits is not None
        first, last = self.digits
        as_date = element.kind is ElementKind.DATE
        return lambda number, _day: date.fromisoformat(number[first:last]) if as_date else number[first:last]


class ItemRecipe(BaseModel):
    """How one item's events look; the defaults are those of an item nobody wrote a recipe for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weight: float = 1
    born: Literal["RECENTLY"] | None = None
    subjects: int = 0
    record_id: str | None = None
    elements: dict[str, ElementRecipe] = {}


class _Book(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    update_lag_days: tuple[tuple[float, int], ...]
    words: dict[str, tuple[str, ...]]
    items: dict[str, ItemRecipe]


@cache
def _book() -> _Book:
    return _Book.model_validate(yaml.safe_load((Path(__file__).parent / "simulation.yaml").read_text("utf-8")))


def staged(directory: Directory) -> Directory:
    """The directory reduced to the items `simulation.yaml` has a recipe for: what the demo shows."""
    items = {code: item for code, item in directory.items.items() if code in _book().items}
    return directory.model_copy(update={"items": items})


def _recipe(item: Item) -> ItemRecipe:
    return _book().items.get(item.item, ItemRecipe())


class _Words(Mapping[str, str]):
    """For a template: every look at a name gives another word."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def __getitem__(self, name: str) -> str:
        return self._random.choice(_book().words[name])

    def __iter__(self) -> Iterator[str]:
        return iter(_book().words)

    def __len__(self) -> int:
        return len(_book().words)


@cache
def _codes(name: str, first_day: date, last_day: date) -> tuple[str, ...]:
    """Codes that were in force on all days a change may be dated."""
    listed = CodeList.load(name)
    return tuple(c for c in listed.entries if listed.contains(c, first_day) and listed.contains(c, last_day))


def _amount(random: Random, element: Element, low: float, high: float) -> Any:
    if element.kind is ElementKind.DECIMAL:
        return Decimal(random.randint(math.ceil(low), math.floor(high))).quantize(
            Decimal(1).scaleb(-(element.scale or 0))
        )
    if element.kind is ElementKind.DOUBLE:
        return round(random.uniform(low, high), 2)
    return random.randint(math.ceil(low), math.floor(high))


def _text(value: Any) -> str:
    return value.astimezone(_BEIJING).replace(tzinfo=None).isoformat() if isinstance(value, datetime) else str(value)


def _future_date(agency: _Agency, change: Change) -> Change | None:
    return change._replace(changed_on=beijing_date(agency.now) + timedelta(days=400))


def _missing_element(agency: _Agency, change: Change) -> Change | None:
    assert change.after is not None
    demands = agency.item.version_on(change.changed_on).elements
    vital = [name for name, d in demands.items() if d.required and d.severity >= Severity.QUARANTINE]
    return change._replace(after={k: v for k, v in change.after.items() if k not in vital}) if vital else None


def _imperfect(agency: _Agency, change: Change) -> Change | None:
    assert change.after is not None
    demands = agency.item.version_on(change.changed_on).elements
    lenient = [name for name, d in demands.items() if d.required and d.severity is Severity.FLAG]
    return change._replace(after={**change.after, agency.random.choice(lenient): None}) if lenient else None


def _unknown_code(agency: _Agency, change: Change) -> Change | None:
    assert change.after is not None
    demands = agency.item.version_on(change.changed_on).elements
    coded = [
        e.name
        for e in agency.item.elements
        if e.code_list and e.name in demands and demands[e.name].severity >= Severity.QUARANTINE
    ]
    return change._replace(after=change.after | dict.fromkeys(coded, "ZZ")) if coded else None


def _wrong_identity(agency: _Agency, change: Change) -> Change | None:
    kind, number, _ = change.record
    for last in "0123456789X#":
        wrong = number[:-1] + last
        if judge(kind, wrong, on=agency.now.date()).severity >= Severity.QUARANTINE:
            return change._replace(record=change.record._replace(identity_number=wrong))
    return None


def _other_header() -> bytes:
    return load_released().latest("platform", "submission").header


_SPOILS: Mapping[str, Callable[[_Agency, Change], Change | None]] = {
    "identity": _wrong_identity,
    "date": _future_date,
    "missing-element": _missing_element,
    "unknown-code": _unknown_code,
}
"""What is wrong with a change before it is encoded; None where the item cannot be wrong in that way."""

_DAMAGES: Mapping[str, Callable[[Event], Event]] = {
    "key": lambda event: event._replace(key=b"0" + event.key[1:] + b"0"),
    "truncated": lambda event: event._replace(value=event.value[: len(event.value) // 2]),
    "trailing-bytes": lambda event: event._replace(value=event.value + b"\x00\x00"),
    "schema-id": lambda event: event._replace(value=_other_header() + event.value[HEADER_BYTES:]),
}
"""What is wrong with an event after it was encoded."""
