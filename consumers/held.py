"""What is held in quarantine, for people: reasons and places, never values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal, Text
from schemas.identifiers import IDENTITY_TYPES, mask
from schemas.rule_catalogue import rule_catalogue

_COLUMNS = (
    "quarantine_id", "provider", "item", "seq", "submission_id", "severity", "findings", "state", "source_topic",
    "source_partition", "source_offset", "received_at", "quarantined_at", "value", "identity_type", "identity_number",
    "record_version", "changed_on", "due_on", "provisional", "replay_of", "rules_version",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM platform.quarantine"


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
class Held:
    """One quarantine row as people may see it; `identity` is masked, of the bytes only size and SHA-256 are told."""

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
    identity: str | None
    record_version: int | None
    changed_on: date | None
    due_on: date | None
    provisional: bool
    replay_of: str | None
    rules_version: str
    bytes_size: int | None
    bytes_sha256: str | None

    def as_json(self) -> dict[str, Any]:
        """The row as commands print it: dates and instants in ISO 8601."""
        shown = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "reasons"}
        plain = {n: v.isoformat() if isinstance(v, date | datetime) else v for n, v in shown.items()}
        return {**plain, "findings": [reason.as_json() for reason in self.reasons]}


def held_records(
    settings: Settings, *, agency: str | None, item: str | None, rule: str | None, limit: int
) -> tuple[list[Held], int]:
    """Open quarantine rows, the newest first, and how many there are in all.

    Args:
        settings: where PostgreSQL is.
        agency: of this provider only.
        item: of this item only.
        rule: with a finding of this rule only.
        limit: at most so many rows.

    Raises:
        Refusal: no such rule.
    """
    if rule is not None and rule not in rule_catalogue():
        raise Refusal(
            f"There is no rule {rule!r}. Rules: {', '.join(sorted(rule_catalogue()))}.",
            f"没有规则 {rule!r}。已有规则:{', '.join(sorted(rule_catalogue()))}。",
        )
    where = (
        "state = 'OPEN' AND (%(agency)s IS NULL OR provider = %(agency)s) AND (%(item)s IS NULL OR item = %(item)s) "
        "AND (%(rule)s IS NULL OR findings @> jsonb_build_array(jsonb_build_object('rule', %(rule)s::text)))"
    )
    parameters = {"agency": agency, "item": item, "rule": rule, "limit": limit}
    connection = connect(settings, "govsync-quarantine")
    try:
        with transaction(connection) as cursor:
            total = rows(cursor, f"SELECT count(*) FROM platform.quarantine WHERE {where}", parameters)[0][0]
            found = rows(cursor, f"{_SELECT} WHERE {where} ORDER BY quarantine_id DESC LIMIT %(limit)s", parameters)
    finally:
        connection.close()
    return [_held(row) for row in found], total


def held_record(settings: Settings, quarantine_id: int) -> Held:
    """One quarantine row, open or released.

    Raises:
        Refusal: no such row.
    """
    connection = connect(settings, "govsync-quarantine")
    try:
        with transaction(connection) as cursor:
            found = rows(cursor, f"{_SELECT} WHERE quarantine_id = %s", (quarantine_id,))
    finally:
        connection.close()
    if not found:
        raise Refusal(
            f"There is no quarantine row {quarantine_id}. `govsync quarantine list` shows their numbers.",
            f"没有编号为 {quarantine_id} 的隔离记录。编号见 `govsync quarantine list`。",
        )
    return _held(found[0])


def of_submission(cursor: Cursor, submission_id: str) -> list[Held]:
    """Every quarantine row of a submission, open or released, by seq."""
    found = rows(cursor, f"{_SELECT} WHERE submission_id = %s ORDER BY seq, quarantine_id", (submission_id,))
    return [_held(row) for row in found]


def _held(row: Sequence[Any]) -> Held:
    columns: Mapping[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    findings = columns["findings"]
    listed = json.loads(findings) if isinstance(findings, str) else findings
    value = None if columns["value"] is None else bytes(columns["value"])
    identity_type, number = columns["identity_type"], columns["identity_number"]
    told = {n: v for n, v in columns.items() if n not in ("findings", "value", "identity_type", "identity_number")}
    return Held(
        **told,
        reasons=tuple(Reason(f["rule"], f["severity"], f["path"]) for f in listed),
        identity=None if number is None else f"{_shown(identity_type)}:{mask(identity_type or '', number)}",
        bytes_size=None if value is None else len(value),
        bytes_sha256=None if value is None else sha256(value).hexdigest(),
    )


def _shown(identity_type: str | None) -> str:
    # What is no known type may be anything, a number too.
    return identity_type if identity_type in IDENTITY_TYPES else "?"
