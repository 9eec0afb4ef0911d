"""A batch of inbound bytes in, a batch of outcomes out. Pure: no broker, no database, no clock.

Accepted events leave as the inbound bytes untouched with the appended fields after them; refused ones leave with
their original bytes and the reasons. Every inbound message has exactly one outcome.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import compress, repeat
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from schemas.codec import HEADER_BYTES, BatchDecoder, DecodedBatch, Encoder, MalformedMessage, read_header, zigzag
from schemas.consumed import Consumed
from schemas.directory import Item, inbound_topic
from schemas.identifiers.column import key_column
from schemas.released import WireSchema
from schemas.replay import RECEIVED_AT, RELEASED_RULES, REPLAY_OF, Replayed
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity
from stream_processors.rules.checks import ATTEST, Finding, Providing
from stream_processors.rules.clock import Dates, ItemClock
from stream_processors.rules.conformance import Arrivals, Conformance, Hit
from stream_processors.rules.ruleset import Ruleset
from stream_processors.rules.timeliness import NO_DATE

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FEW = 60
"""Up to so many records are judged one at a time: a columnar call costs as much as that many records."""

_LEADING_BYTE_OF_STAR = "★".encode()[:1]
"""Looked for first: one byte is found far faster than three, and texts in Chinese hardly ever have this one."""
_SECRET_MARK = re.compile("(?:绝密|机密|秘密)★".encode())
"""Mark of a state secret on a document (GB/T 7156): such bytes are never kept (Articles 16(1), 20(2))."""


class Inbound(NamedTuple):
    """One inbound record, with the instant at which its clock stopped.

    `replay_of` names the record that the platform replays (`Replayed.wire`), and is None for a provider's own.
    `released_rules` are the rules by which it was refused before and which an officer has waived for it.
    """

    topic: str
    partition: int
    offset: int
    received_at_ms: int
    key: bytes | None
    value: bytes | None
    replay_of: str | None = None
    released_rules: frozenset[str] = frozenset()


def inbound(record: Consumed) -> Inbound:
    """The record as the rules see it: a replay keeps the append time of the record it replays."""
    if record.headers is None:
        return Inbound(*record[:6])
    first_received = record.headers.get(RECEIVED_AT, b"")
    received_at_ms = int(first_received) if first_received.isdigit() else record.appended_at_ms
    replayed = _replayed(record.headers.get(REPLAY_OF, b"").decode("utf-8", "replace"))
    released_rules = frozenset(record.headers.get(RELEASED_RULES, b"").decode("utf-8", "replace").split(",")) - {""}
    return Inbound(
        *record[:3], received_at_ms, record.key, record.value, replayed.wire if replayed else None, released_rules
    )


def _replayed(wire: str) -> Replayed | None:
    try:
        return Replayed.parse(wire)
    except ValueError:
        return None


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


@dataclass
class _Lane:
    """Everything ready to judge events of one item and one inbound schema."""

    item: Item
    schema: WireSchema
    shared: WireSchema
    decoder: BatchDecoder
    conformance: Conformance
    clock: ItemClock


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
        self._quarantine = Encoder(rules.schemas.latest("platform", "quarantine"))
        self._max_bytes = rules.parameters("max_event_bytes")
        self._sources = {}
        for item in rules.directory.items.values():
            reviews = [r for r in rules.reference.reviews if r.item in (None, item.item)]
            responsibilities = rules.reference.responsibilities.get(item.item, ())
            conformance = Conformance(
                item, Providing(responsibilities, reviews, rules.directory.agencies), rules.parameters
            )
            clock = rules.clocks.of(item)
            lanes = {}
            for schema in rules.schemas.all_of("inbound", item.item):
                lane = _Lane(item, schema, rules.schemas.shared_for(schema), BatchDecoder(schema), conformance, clock)
                lanes[schema.header] = self._lanes[schema.id] = lane
            self._sources[item.replay_topic] = _Source(item, None, lanes)
            for agency in rules.reference.providers(item.item):
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

    def findings_of(self, topic: str, events: pl.DataFrame, received_at_ms: int) -> dict[int, Sequence[Finding]]:
        """What there is to say of a provider's events that are columns already, by row: the same as of their bytes.

        Args:
            topic: where they would come in; not where the platform replays.
            events: columns of the inbound Avro schema of the topic's item, no event larger than is allowed.
            received_at_ms: when.
        """
        source = self._sources[topic]
        lane = self._lanes[self.ruleset.schemas.latest("inbound", source.item.item).id]
        received = np.full(events.height, received_at_ms)
        keys = events.select(key_column(pl.col("identity_type"), pl.col("identity_number"))).to_series()
        arrivals = Arrivals(keys, [source.provider] * events.height, received)
        found: dict[int, Sequence[Finding]] = {**_by_row(lane.conformance.judge(events, arrivals))}
        for row in np.flatnonzero(_mark_secrets(events)).tolist():
            found[row] = [_undecodable("CONF-SECRET-MARK")]
        return found

    def _sorted(self, batch: Sequence[Inbound]) -> tuple[list[tuple[int, str]], dict[int, list[int]]]:
        """Rows whose bytes are not looked into, with the rule that says why, and the others by inbound schema."""
        undecodable: list[tuple[int, str]] = []
        lanes: dict[int, list[int]] = defaultdict(list)
        if not batch:
            return undecodable, lanes
        largest = self.max_event_bytes(max(m.received_at_ms for m in batch))
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

    def max_event_bytes(self, received_at_ms: int) -> int:
        """The most bytes an event received then may have."""
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
        dates = _dates(lane, events, changed)
        worst = np.zeros(events.height, np.int8)
        for row, found in findings.items():
            worst[row] = max(f.severity for f in found)
        refused = worst >= Severity.QUARANTINE
        values = self._shared_values(lane, judged, dates)
        for row, found in findings.items():
            if not refused[row]:
                values[row] = _flagged(values[row], found)
        topic = lane.item.shared_topic
        accepted.extend(
            Accepted(topic, message.key or b"", value, message.replay_of)
            for message, value in compress(zip(messages, values, strict=True), (~refused).tolist())
        )
        if refused.any():
            rows = np.flatnonzero(refused)
            known = events.select(
                "provider", "seq", "submission_id", "identity_type", "identity_number", "record_id", "record_version",
                "changed_on",
            )[rows]  # fmt: skip
            for row, columns in zip(
                rows.tolist(), known.with_columns(pl.col("changed_on").to_physical()).iter_rows(named=True), strict=True
            ):
                stopped = (int(dates.due[row]), bool(dates.provisional[row]), int(dates.versions[row]))
                quarantined.append(self._refuse(messages[row], lane.item, findings[row], columns, stopped))

    def _shared_values(self, lane: _Lane, judged: "_Judged", dates: Dates) -> list[bytes]:
        """The events as shared ones without flags: the inbound bytes, then what is appended."""
        header, received, clocks = lane.shared.header, _Received(), _Clocks(self._version)
        stopped = zip(
            dates.due.tolist(),
            dates.adjusted.tolist(),
            dates.provisional.tolist(),
            dates.versions.tolist(),
            dates.approvals or repeat(None),
            strict=False,
        )
        return [
            b"".join((header, body, received[at], clocks[clock]))
            for body, at, clock in zip(judged.bodies, judged.received_at_ms.tolist(), stopped, strict=True)
        ]

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
            "provider": _provider(self._sources, message) or known.get("provider") or "platform",
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


def _dates(lane: _Lane, events: pl.DataFrame, changed: NDArray[np.int32]) -> Dates:
    """What the clock of Article 19 says of each row; nothing where nothing changed."""
    dates = lane.clock.dates(events["provider"], changed)
    no_clock = (events["operation"] == ATTEST).to_numpy()
    if no_clock.any():
        dates.due[no_clock] = dates.adjusted[no_clock] = NO_DATE
        dates.provisional[no_clock] = False
    return dates


_Clock = tuple[int, int, bool, int, str | None]
"""Due day, adjusted due day, whether that is provisional, item version, approval."""

_NO_FLAGS = b"\x00"


class _Received(dict[int, bytes]):
    """`received_at`, encoded, by milliseconds: records that were appended together share it."""

    def __missing__(self, at_ms: int) -> bytes:
        encoded = self[at_ms] = zigzag(at_ms)
        return encoded


class _Clocks(dict[_Clock, bytes]):
    """The fields appended after `received_at`, encoded, by clock; many events of a batch share theirs."""

    def __init__(self, rules_version: str) -> None:
        text = rules_version.encode()
        self._rules_version = zigzag(len(text)) + text

    def __missing__(self, clock: _Clock) -> bytes:
        due_day, adjusted_day, provisional, version, approval = clock
        encoded = self[clock] = b"".join((
            _optional_day(due_day), _optional_day(adjusted_day), b"\x01" if provisional else b"\x00", zigzag(version),
            _optional_text(approval), self._rules_version, _NO_FLAGS,
        ))  # fmt: skip
        return encoded


def _flagged(value: bytes, findings: Sequence[Finding]) -> bytes:
    """A shared event without flags, with these: they are its last field."""
    flags = sorted({f.rule for f in findings})
    names = b"".join(zigzag(len(flag)) + flag.encode() for flag in flags)
    return b"".join((value[: -len(_NO_FLAGS)], zigzag(len(flags)), names, b"\x00"))


def _optional_day(day: int) -> bytes:
    return b"\x00" if day == NO_DATE else b"\x02" + zigzag(day)


def _optional_text(text: str | None) -> bytes:
    if text is None:
        return b"\x00"
    encoded = text.encode()
    return b"\x02" + zigzag(len(encoded)) + encoded


def _mark_secrets(events: pl.DataFrame) -> NDArray[np.bool_]:
    """Of which events `_is_marked_secret` would say so of the bytes."""
    marked = np.zeros(events.height, np.bool_)
    for texts in (events, events["after"].struct.unnest()):
        starred = texts.select_seq(pl.col(pl.String).str.contains("★", literal=True).any())
        for name in (column.name for column in starred.iter_columns() if column.item()):
            marked |= texts[name].str.contains(_SECRET_MARK.pattern.decode()).fill_null(value=False).to_numpy()
    return marked


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
    providers = {topic: sources[topic].provider for topic in {m.topic for m in messages}}
    arrivals = Arrivals(
        [m.key for m in messages],
        [providers[m.topic] if m.replay_of is None else _provider(sources, m) for m in messages],
        received,
    )
    if len(messages) <= _FEW:
        each = lane.conformance.judge_each(decoded.frame, arrivals)
        findings = {row: found for row, found in enumerate(each) if found}
    else:
        findings = _by_row(lane.conformance.judge(decoded.frame, arrivals))
    for row, found in findings.items():
        if messages[row].released_rules:
            findings[row] = [_waived(finding, messages[row].released_rules) for finding in found]
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


def _provider(sources: Mapping[str, _Source], message: Inbound) -> str | None:
    """The agency of the topic a record came on, or first came on if it is replayed; None if that is not known."""
    provider = sources[message.topic].provider
    if provider is None and message.replay_of is not None:
        return Replayed.parse(message.replay_of).provider
    return provider


def _waived(finding: Finding, released_rules: frozenset[str]) -> Finding:
    """The finding as a flag, if its provider confirmed the code as really issued and the rule allows for that."""
    if finding.rule in released_rules and rule_catalogue()[finding.rule].is_releasable:
        return finding._replace(severity=min(finding.severity, Severity.FLAG))
    return finding


def _clean(text: str | None) -> str | None:
    """A text as the quarantine's columns can hold it; the bytes beside it keep the original."""
    return None if text is None else text.replace("\0", "\N{REPLACEMENT CHARACTER}")[:500]


def _date(days: int | None) -> date | None:
    """The date, or None where there is none that a table can hold."""
    return None if days is None or not -719_162 <= days <= 2_932_896 else date.fromordinal(days + 719_163)  # noqa: PLR2004
