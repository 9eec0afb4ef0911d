"""A batch of inbound bytes in, a batch of outcomes out. Pure: no broker, no database, no clock.

Accepted events leave as the inbound bytes untouched with the appended fields after them; refused ones leave with
their original bytes and the reasons. Every inbound message has exactly one outcome.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schemas.code_list import CodeList, code_list_names
from schemas.codec import HEADER_BYTES, BatchDecoder, DecodedBatch, Encoder, MalformedMessage, read_header, zigzag
from schemas.consumed import Consumed
from schemas.directory import Directory, Item, Responsibility, Review, inbound_topic
from schemas.released import WireSchema, WireSchemas
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity
from stream_processors.rules.calendar import Calendar
from stream_processors.rules.checks import ATTEST, Finding, Providing
from stream_processors.rules.conformance import Arrivals, Conformance, Hit
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import NO_DATE, DueTable

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FEW = 120
"""Up to so many records are judged one at a time: a columnar call costs as much as that many records."""

_LEADING_BYTE_OF_STAR = "★".encode()[:1]
"""Looked for first: one byte is found far faster than three, and texts in Chinese hardly ever have this one."""
_SECRET_MARK = re.compile("(?:绝密|机密|秘密)★".encode())
"""Mark of a state secret on a document (GB/T 7156): such bytes are never kept (Articles 16(1), 20(2))."""


class Inbound(NamedTuple):
    """One inbound record, with the instant at which its clock stopped.

    `replay_of` names the place of the record that the platform replays, and is None for a provider's own.
    """

    topic: str
    partition: int
    offset: int
    received_at_ms: int
    key: bytes | None
    value: bytes | None
    replay_of: str | None = None


def inbound(record: Consumed) -> Inbound:
    """The record as the rules see it: a replay keeps the append time of the record it replays."""
    if record.headers is None:
        return Inbound(*record[:6])
    first_received = record.headers.get("received_at", b"")
    received_at_ms = int(first_received) if first_received.isdigit() else record.appended_at_ms
    replay_of = record.headers.get("replay_of", b"").decode("utf-8", "replace") or None
    return Inbound(*record[:3], received_at_ms, record.key, record.value, replay_of)


class Accepted(NamedTuple):
    """An event for the item's shared topic."""

    topic: str
    key: bytes
    value: bytes
    replay_of: str | None


class Quarantined(NamedTuple):
    """A refused record for `platform.quarantine`, encoded."""

    key: bytes | None
    value: bytes


@dataclass(frozen=True)
class Outcomes:
    """What becomes of a batch; order within a key is that of the input."""

    accepted: Sequence[Accepted]
    quarantined: Sequence[Quarantined]


@dataclass(frozen=True)
class Ruleset:
    """Everything a batch is judged by, and its hash: the same version gives the same outcomes."""

    directory: Directory
    schemas: WireSchemas
    responsibilities: Mapping[str, Sequence[Responsibility]]
    reviews: Sequence[Review]
    parameters: Parameters
    calendar: Calendar
    reference_version: str

    @property
    def version(self) -> str:
        """Hash over directory, parameters, calendar, code lists, rules and reference rows, 16 hexadecimal digits."""
        parts = (
            self.directory.version,
            self.parameters.version,
            self.calendar.version,
            _data_version(),
            self.reference_version,
        )
        return sha256("|".join(parts).encode()).hexdigest()[:16]


@cache
def _data_version() -> str:
    lists = [CodeList.load(name).version for name in code_list_names()]
    rules = [f"{r.code}{r.severity}" for r in rule_catalogue().values()]
    return sha256("|".join([*lists, *rules]).encode()).hexdigest()


@dataclass
class _Lane:
    """Everything ready to judge events of one item and one inbound schema."""

    item: Item
    schema: WireSchema
    shared: WireSchema
    decoder: BatchDecoder
    conformance: Conformance


@dataclass
class _Source:
    """One inbound topic: whose it is, and what it may carry, by the five bytes of framing.

    `provider` is None where the platform replays.
    """

    item: Item
    provider: str | None
    lanes: Mapping[bytes, _Lane]


@dataclass
class Pipeline:
    """Judges batches under one ruleset."""

    ruleset: Ruleset
    _sources: dict[str, _Source] = field(init=False)
    _lanes: dict[int, _Lane] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        rules = self.ruleset
        self._version = rules.version
        self._due = DueTable(rules.calendar, rules.parameters)
        self._quarantine = Encoder(rules.schemas.latest("platform", "quarantine"))
        self._max_bytes = rules.parameters("max_event_bytes")
        self._sources = {}
        for item in rules.directory.items.values():
            reviews = [r for r in rules.reviews if r.item in (None, item.item)]
            providing = Providing(rules.responsibilities.get(item.item, ()), reviews, rules.directory.agencies)
            conformance = Conformance(item, providing, rules.parameters)
            lanes = {}
            for schema in rules.schemas.all_of("inbound", item.item):
                lane = _Lane(item, schema, rules.schemas.shared_for(schema), BatchDecoder(schema), conformance)
                lanes[schema.header] = self._lanes[schema.id] = lane
            self._sources[item.replay_topic] = _Source(item, None, lanes)
            agencies = {r.agency for r in rules.responsibilities.get(item.item, ()) if r.role == "PROVIDER"}
            for agency in agencies:
                self._sources[inbound_topic(agency, item.item)] = _Source(item, agency, lanes)

    def process(self, batch: Sequence[Inbound]) -> Outcomes:
        """Judge a batch; every message has exactly one outcome, whatever its bytes."""
        accepted: list[Accepted] = []
        quarantined: list[Quarantined] = []
        undecodable, lanes = self._sorted(batch)
        for row, rule in undecodable:
            quarantined.append(self._refuse_undecodable(batch[row], rule))
        for schema_id, rows in lanes.items():
            self._process_lane(self._lanes[schema_id], [batch[row] for row in rows], accepted, quarantined)
        return Outcomes(accepted, quarantined)

    def findings(self, batch: Sequence[Inbound]) -> list[Sequence[Finding]]:
        """What there is to say of each message, in the batch's order: what `process` acts upon."""
        found: list[Sequence[Finding]] = [()] * len(batch)
        undecodable, lanes = self._sorted(batch)
        for row, rule in undecodable:
            found[row] = [_undecodable(rule)]
        for schema_id, rows in lanes.items():
            judged = _judge(self._lanes[schema_id], self._sources, [batch[row] for row in rows])
            for position, rule in judged.decoded.malformed.items():
                found[rows[position]] = [_undecodable(rule)]
            for position, of_event in judged.findings.items():
                found[rows[judged.decoded.rows[position]]] = of_event
        return found

    def _sorted(self, batch: Sequence[Inbound]) -> tuple[list[tuple[int, str]], dict[int, list[int]]]:
        """Rows whose bytes are not looked into, with the rule that says why, and the others by inbound schema."""
        undecodable: list[tuple[int, str]] = []
        lanes: dict[int, list[int]] = defaultdict(list)
        if not batch:
            return undecodable, lanes
        largest = self._max_event_bytes(max(m.received_at_ms for m in batch))
        for row, message in enumerate(batch):
            value = message.value
            known = self._sources[message.topic].lanes
            lane = known.get(value[:HEADER_BYTES]) if value is not None and len(value) <= largest else None
            if lane is None or (value is not None and _LEADING_BYTE_OF_STAR in value and _is_marked_secret(value)):
                undecodable.append((row, self._unreadable(value, largest)))
            else:
                lanes[lane.schema.id].append(row)
        return undecodable, lanes

    def _unreadable(self, value: bytes | None, largest: int) -> str:
        if value is None:
            return "CONF-NULL-VALUE"
        if len(value) > largest:
            return "CONF-SIZE"
        if _is_marked_secret(value):
            return "CONF-SECRET-MARK"
        try:
            schema_id = read_header(value)
        except MalformedMessage as error:
            return error.rule
        return "CONF-SCHEMA-TOPIC" if schema_id in self.ruleset.schemas.by_id else "CONF-SCHEMA-ID"

    def _max_event_bytes(self, received_at_ms: int) -> int:
        value = self._max_bytes.on((_EPOCH + timedelta(milliseconds=received_at_ms)).date())
        assert isinstance(value, int)
        return value

    def _process_lane(
        self, lane: _Lane, messages: list[Inbound], accepted: list[Accepted], quarantined: list[Quarantined]
    ) -> None:
        judged = _judge(lane, self._sources, messages)
        for row, rule in judged.decoded.malformed.items():
            quarantined.append(self._refuse_undecodable(messages[row], rule))
        events, findings, messages = judged.decoded.frame, judged.findings, judged.messages
        if not events.height:
            return
        changed = events["changed_on"].to_physical().to_numpy()
        due_days, provisional, versions = self._clock(lane, events, changed)
        worst = np.zeros(events.height, np.int8)
        for row, found in findings.items():
            worst[row] = max(f.severity for f in found)
        refused = worst >= Severity.QUARANTINE
        suffixes = _Suffixes(self._version)
        header = lane.shared.header
        topic = lane.item.shared_topic
        clocks = zip(
            judged.received_at_ms.tolist(), due_days.tolist(), provisional.tolist(), versions.tolist(), strict=True
        )
        for row, (message, body, clock) in enumerate(zip(messages, judged.bodies, clocks, strict=True)):
            flags: tuple[str, ...] = ()
            if row in findings:
                if refused[row]:
                    continue
                flags = tuple(sorted({f.rule for f in findings[row]}))
            value = b"".join((header, body, suffixes[clock, flags]))
            accepted.append(Accepted(topic, message.key or b"", value, message.replay_of))
        if refused.any():
            rows = np.flatnonzero(refused)
            known = events.select(
                "seq", "submission_id", "identity_type", "identity_number", "record_id", "record_version", "changed_on"
            )[rows]
            for row, columns in zip(
                rows.tolist(), known.with_columns(pl.col("changed_on").to_physical()).iter_rows(named=True), strict=True
            ):
                stopped = (int(due_days[row]), bool(provisional[row]), int(versions[row]))
                quarantined.append(self._refuse(messages[row], lane.item, findings[row], columns, stopped))

    def _clock(
        self, lane: _Lane, events: pl.DataFrame, changed: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.bool_], NDArray[np.intp]]:
        """Due day, whether it is provisional, and the item version's number, of every row (Article 19)."""
        indexes = lane.conformance.version_indexes(changed)
        due_days = np.full(events.height, NO_DATE, np.int32)
        provisional = np.zeros(events.height, np.bool_)
        for index in np.unique(indexes):
            version = lane.item.versions[index]
            rows = indexes == index
            due_days[rows], provisional[rows] = self._due.due(version.track, version.working_days, changed[rows])
        no_clock = (events["operation"] == ATTEST).to_numpy()
        due_days[no_clock] = NO_DATE
        provisional[no_clock] = False
        return due_days, provisional, indexes + 1

    def _refuse_undecodable(self, message: Inbound, rule: str) -> Quarantined:
        item = self._sources[message.topic].item
        return self._refuse(message, item, [_undecodable(rule)], {}, (NO_DATE, False, 0))

    def _refuse(
        self,
        message: Inbound,
        item: Item,
        findings: Sequence[Finding],
        known: Mapping[str, Any],
        clock: tuple[int, bool, int],
    ) -> Quarantined:
        due_day, provisional, version = clock
        worst = max(f.severity for f in findings)
        record = {
            "source_topic": message.topic,
            "source_partition": message.partition,
            "source_offset": message.offset,
            "received_at": _EPOCH + timedelta(milliseconds=message.received_at_ms),
            "key": message.key,
            "value": None if worst is Severity.BLOCK and _has_secret(findings) else message.value,
            "value_sha256": None if message.value is None else sha256(message.value).digest(),
            "severity": worst.wire,
            "findings": [{"rule": f.rule, "severity": f.severity.wire, "path": f.path} for f in findings],
            "provider": self._sources[message.topic].provider or _replayed_provider(message),
            "item": item.item,
            "seq": known.get("seq"),
            "submission_id": _clean(known.get("submission_id")),
            "identity_type": _clean(known.get("identity_type")),
            "identity_number": _clean(known.get("identity_number")),
            "record_id": _clean(known.get("record_id")),
            "record_version": known.get("record_version"),
            "changed_on": _date(known.get("changed_on")),
            "due_on": _date(None if due_day == NO_DATE else due_day),
            "provisional": provisional,
            "item_version": version or None,
            "replay_of": message.replay_of,
            "rules_version": self._version,
        }
        return Quarantined(message.key, self._quarantine.encode(record))


_Clock = tuple[int, int, bool, int]
"""received_at in milliseconds, due day, whether that is provisional, item version."""


class _Suffixes(dict[tuple[_Clock, tuple[str, ...]], bytes]):
    """The appended fields, encoded, by clock and flags; many events of a batch share theirs, so each is encoded once."""

    def __init__(self, rules_version: str) -> None:
        text = rules_version.encode()
        self._rules_version = zigzag(len(text)) + text

    def __missing__(self, key: tuple[_Clock, tuple[str, ...]]) -> bytes:
        (received_at_ms, due_day, provisional, version), flags = key
        due = b"\x00" if due_day == NO_DATE else b"\x02" + zigzag(due_day)
        names = b"".join(zigzag(len(f)) + f.encode() for f in flags)
        block = zigzag(len(flags)) + names + b"\x00" if flags else b"\x00"
        encoded = self[key] = b"".join((
            zigzag(received_at_ms), due, b"\x01" if provisional else b"\x00", zigzag(version), self._rules_version, block,
        ))  # fmt: skip
        return encoded


def _is_marked_secret(value: bytes) -> bool:
    return _SECRET_MARK.search(value) is not None


@dataclass(frozen=True)
class _Judged:
    """Messages of one lane, those that could be decoded, and the findings about them by their position."""

    decoded: DecodedBatch
    messages: list[Inbound]
    bodies: list[bytes]
    received_at_ms: NDArray[np.int64]
    findings: Mapping[int, Sequence[Finding]]


def _judge(lane: _Lane, sources: Mapping[str, _Source], messages: list[Inbound]) -> _Judged:
    bodies = [m.value[HEADER_BYTES:] for m in messages]  # type: ignore[index]  # sorted: not null
    decoded = lane.decoder.decode(bodies)
    if decoded.malformed:
        messages = [messages[row] for row in decoded.rows]
        bodies = [bodies[row] for row in decoded.rows]
    received = np.fromiter((m.received_at_ms for m in messages), np.int64, len(messages))
    if not messages:
        return _Judged(decoded, messages, bodies, received, {})
    arrivals = Arrivals([m.key for m in messages], [sources[m.topic].provider for m in messages], received)
    if len(messages) <= _FEW:
        each = lane.conformance.judge_each(decoded.frame, arrivals)
        findings = {row: found for row, found in enumerate(each) if found}
    else:
        findings = _by_row(lane.conformance.judge(decoded.frame, arrivals))
    return _Judged(decoded, messages, bodies, received, findings)


def _undecodable(rule: str) -> Finding:
    return Finding(rule, rule_catalogue()[rule].severity, "")


def _by_row(hits: Sequence[Hit]) -> dict[int, list[Finding]]:
    findings: dict[int, list[Finding]] = defaultdict(list)
    for finding, rows in hits:
        for row in rows.tolist():
            findings[row].append(finding)
    return findings


def _has_secret(findings: Sequence[Finding]) -> bool:
    return any(f.rule == "CONF-SECRET-MARK" for f in findings)


def _replayed_provider(message: Inbound) -> str:
    """The agency of the topic a replayed record first came on: `replay_of` is `in.<agency>.<item>/partition/offset`."""
    _, _, rest = (message.replay_of or "").partition(".")
    return rest.partition(".")[0] or "platform"


def _clean(text: str | None) -> str | None:
    """A text as the quarantine's columns can hold it; the bytes beside it keep the original."""
    return None if text is None else text.replace("\0", "\N{REPLACEMENT CHARACTER}")[:500]


def _date(days: int | None) -> date | None:
    """The date, or None where there is none that a table can hold."""
    return None if days is None or not -719_162 <= days <= 2_932_896 else date.fromordinal(days + 719_163)  # noqa: PLR2004
