"""What is held in quarantine, for people: reasons and places, never values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal, Text
from schemas.identifiers import IDENTITY_TYPES, mask
from schemas.rule_catalogue import rule_catalogue

STATES = ("OPEN", "RELEASED")
"""A record is held, or its very event has been accepted."""

_STORED = (
    "quarantine_id", "provider", "item", "seq", "submission_id", "severity", "state", "source_topic", "source_partition",
    "source_offset", "received_at", "quarantined_at", "released_at", "identity_type", "identity_number",
    "record_version", "changed_on", "due_on", "provisional", "rules_version",
)  # fmt: skip

RECORDS = """platform.quarantine q CROSS JOIN LATERAL (
  SELECT count(*) AS attempts, coalesce(max(attempt), 0) AS last_attempt,
    coalesce(bool_or(r.state IN ('PLANNED', 'SENT')), false) AS is_underway,
    coalesce((array_agg(r.findings ORDER BY attempt DESC) FILTER (WHERE r.state = 'REFUSED'))[1], q.findings) AS reasons
  FROM platform.quarantine_replay r
  WHERE r.source_topic = q.source_topic AND r.source_partition = q.source_partition AND r.source_offset = q.source_offset
) tried"""
"""SQL of every quarantine row `q` with what was tried: `reasons` are those of the last refusal."""

_SELECT = (
    f"SELECT {', '.join(f'q.{column}' for column in _STORED)}, reasons, attempts, is_underway, p.purged_at, "
    "octet_length(q.value), encode(q.value_sha256, 'hex') "
    f"FROM {RECORDS} LEFT JOIN platform.quarantine_purge p USING (quarantine_id)"
)
_COLUMNS = (*_STORED, "reasons", "attempts", "is_underway", "purged_at", "bytes_size", "bytes_sha256")


class Reason(NamedTuple):
    """One finding of a refused record."""

    rule: str
    severity: str
    path: str

    @property
    def message(self) -> Text:
        """What is wrong, why, and what to do."""
        rule = rule_catalogue().get(self.rule)
        return rule.message if rule else Text("A rule of another release.", "其他版本的规则。")

    def as_json(self) -> dict[str, str]:
        """The finding as commands print it."""
        return {**self._asdict(), "message_en": self.message.en, "message_zh": self.message.zh}


@dataclass(frozen=True)
class Selection:
    """Which quarantine rows are meant; None leaves a side open.

    Attributes:
        ids: these rows only.
        agency: of this provider only.
        item: of this item only.
        rule: refused, the last time, by this rule among others.
        received_before: first received before this instant.
        state: one of `STATES`.
    """

    ids: tuple[int, ...] | None = None
    agency: str | None = None
    item: str | None = None
    rule: str | None = None
    received_before: datetime | None = None
    state: str | None = "OPEN"

    def __post_init__(self) -> None:
        if self.rule is not None and self.rule not in rule_catalogue():
            raise Refusal(
                f"There is no rule {self.rule!r}. Rules: {', '.join(sorted(rule_catalogue()))}.",
                f"没有规则 {self.rule!r}。已有规则:{', '.join(sorted(rule_catalogue()))}。",
            )

    @property
    def where(self) -> str:
        """SQL over `RECORDS`, with `parameters`."""
        return (
            "(%(ids)s IS NULL OR q.quarantine_id = ANY(%(ids)s)) AND (%(agency)s IS NULL OR q.provider = %(agency)s) "
            "AND (%(item)s IS NULL OR q.item = %(item)s) AND (%(state)s IS NULL OR q.state = %(state)s) "
            "AND (%(received_before)s IS NULL OR q.received_at < %(received_before)s) "
            "AND (%(rule)s IS NULL OR reasons @> jsonb_build_array(jsonb_build_object('rule', %(rule)s::text)))"
        )

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of `where`."""
        return {
            "ids": None if self.ids is None else list(self.ids),
            "agency": self.agency,
            "item": self.item,
            "rule": self.rule,
            "received_before": self.received_before,
            "state": self.state,
        }


@dataclass(frozen=True)
class Held:
    """One quarantine row as people may see it; `identity` is masked, of the bytes only size and SHA-256 are told.

    `bytes_size` is None where the bytes are not kept: they carry a secret mark, or were deleted (`purged_at`).
    `attempts` counts the replays planned so far; `is_underway` says that one of them has not ended.
    """

    quarantine_id: int
    provider: str
    item: str
    seq: int | None
    submission_id: str | None
    severity: str
    reasons: Sequence[Reason]
    state: str
    source_topic: str
    source_partition: int
    source_offset: int
    received_at: datetime
    quarantined_at: datetime
    released_at: datetime | None
    purged_at: datetime | None
    identity: str | None
    record_version: int | None
    changed_on: date | None
    due_on: date | None
    provisional: bool
    attempts: int
    is_underway: bool
    rules_version: str
    bytes_size: int | None
    bytes_sha256: str | None

    def as_json(self) -> dict[str, Any]:
        """The row as commands print it: dates and instants in ISO 8601."""
        shown = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "reasons"}
        plain = {n: v.isoformat() if isinstance(v, date | datetime) else v for n, v in shown.items()}
        return {**plain, "findings": [reason.as_json() for reason in self.reasons]}


class Tried(NamedTuple):
    """One attempt to bring a record in; `reasons` are why it was refused again."""

    attempt: int
    state: str
    planned_by: str | None
    planned_at: datetime | None
    sent_at: datetime | None
    decided_at: datetime | None
    reasons: Sequence[Reason]


class ReleaseDecision(NamedTuple):
    """That the provider confirmed a really issued code; `rules` do not hold the record back any more."""

    rules: Sequence[str]
    officer: str
    statement: str
    reason: str
    decided_at: datetime


@dataclass(frozen=True)
class Story:
    """A record with everything that was done about it."""

    record: Held
    tried: Sequence[Tried] = field(default=())
    release: ReleaseDecision | None = None

    def as_json(self) -> dict[str, Any]:
        """The story as commands print it."""
        release = None if self.release is None else _plain(self.release._asdict())
        tried = [
            {**_plain(t._asdict()), "reasons": [reason.as_json() for reason in t.reasons]} for t in self.tried
        ]  # fmt: skip
        return {**self.record.as_json(), "tried": tried, "release": release}


class Group(NamedTuple):
    """How many records of an agency and item are held by a rule; one held by several rules counts for each."""

    provider: str
    item: str
    rule: str
    records: int
    oldest_received_at: datetime


def held_records(settings: Settings, selection: Selection, limit: int) -> tuple[list[Held], int]:
    """Selected quarantine rows, the newest first and at most `limit`, and how many there are in all."""
    parameters = {**selection.parameters, "limit": limit}
    connection = connect(settings, "govsync-quarantine")
    try:
        with transaction(connection) as cursor:
            ((total,),) = rows(cursor, f"SELECT count(*) FROM {RECORDS} WHERE {selection.where}", parameters)
            found = rows(
                cursor, f"{_SELECT} WHERE {selection.where} ORDER BY q.quarantine_id DESC LIMIT %(limit)s", parameters
            )
    finally:
        connection.close()
    return [_held(row) for row in found], total


def counted(settings: Settings, selection: Selection) -> list[Group]:
    """How many selected rows there are by agency, item and rule, the most first."""
    connection = connect(settings, "govsync-quarantine")
    try:
        with transaction(connection) as cursor:
            found = rows(
                cursor,
                f"SELECT q.provider, q.item, f.rule, count(DISTINCT q.quarantine_id), min(q.received_at) FROM {RECORDS} "
                f"CROSS JOIN jsonb_to_recordset(reasons) AS f (rule text) WHERE {selection.where} "
                "GROUP BY q.provider, q.item, f.rule ORDER BY 4 DESC, 1, 2, 3",
                selection.parameters,
            )
    finally:
        connection.close()
    return [Group(*row) for row in found]


def story(settings: Settings, quarantine_id: int) -> Story:
    """One quarantine row, held or released, and what was done about it.

    Raises:
        Refusal: no such row.
    """
    connection = connect(settings, "govsync-quarantine")
    try:
        with transaction(connection) as cursor:
            found = one(cursor, quarantine_id)
            tried = rows(
                cursor,
                "SELECT attempt, state, planned_by, planned_at, sent_at, decided_at, findings "
                "FROM platform.quarantine_replay WHERE (source_topic, source_partition, source_offset) = (%s, %s, %s) "
                "ORDER BY attempt",
                (found.source_topic, found.source_partition, found.source_offset),
            )
            release = rows(
                cursor,
                "SELECT rules, officer, statement, reason, decided_at FROM platform.quarantine_release "
                "WHERE quarantine_id = %s",
                (quarantine_id,),
            )
    finally:
        connection.close()
    return Story(
        found,
        [Tried._make((*row[:-1], _reasons(row[-1]))) for row in tried],
        ReleaseDecision(*release[0]) if release else None,
    )


def one(cursor: Cursor, quarantine_id: int) -> Held:
    """One quarantine row.

    Raises:
        Refusal: no such row.
    """
    found = rows(cursor, f"{_SELECT} WHERE q.quarantine_id = %s", (quarantine_id,))
    if not found:
        raise Refusal(
            f"There is no quarantine row {quarantine_id}. `govsync quarantine list` shows their numbers.",
            f"没有编号为 {quarantine_id} 的隔离记录。编号见 `govsync quarantine list`。",
        )
    return _held(found[0])


def of_submission(cursor: Cursor, submission_id: str) -> list[Held]:
    """Every quarantine row of a submission, open or released, by seq."""
    found = rows(cursor, f"{_SELECT} WHERE q.submission_id = %s ORDER BY q.seq, q.quarantine_id", (submission_id,))
    return [_held(row) for row in found]


def _held(row: Sequence[Any]) -> Held:
    columns: Mapping[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    identity_type, number = columns["identity_type"], columns["identity_number"]
    told = {n: v for n, v in columns.items() if n not in ("reasons", "identity_type", "identity_number")}
    return Held(
        **told,
        reasons=_reasons(columns["reasons"]),
        identity=None if number is None else f"{_shown(identity_type)}:{mask(identity_type or '', number)}",
    )


def _reasons(findings: Any) -> tuple[Reason, ...]:
    listed = json.loads(findings) if isinstance(findings, str) else findings or ()
    return tuple(Reason(f["rule"], f["severity"], f["path"]) for f in listed)


def _plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {n: v.isoformat() if isinstance(v, datetime) else v for n, v in columns.items()}


def _shown(identity_type: str | None) -> str:
    # What is no known type may be anything, a number too.
    return identity_type if identity_type in IDENTITY_TYPES else "?"
