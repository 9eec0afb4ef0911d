"""Who has been heard of, and who has been silent for longer than expected (Articles 19(1), 43(3)).

Silence alone is neither compliance nor breach: nothing may have changed, or a change may never have been sent. What
tells the two apart is an attestation that nothing changed, or a digest of what is held.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Text
from schemas.directory import Directory, Item
from schemas.directory_files import load_directory
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import beijing_date, start_of_day

EXPECTATION = "heard_within_days"
"""Name of the parameter, and of the field of an item version that is stricter or milder for one item."""

SILENT = Text(
    "Silent for longer than expected. That alone is neither compliance nor breach: nothing may have changed, or a change may "
    "never have been sent. Ask the agency for `govsync attest` (nothing changed) or `govsync digest` (what it holds).",
    "超出预期时间没有消息。仅凭此既不能认定合规,也不能认定违规:可能没有变更,也可能变更从未报送。"
    "请该部门以 `govsync attest`(确认无变更)或 `govsync digest`(报送所持信息摘要)说明。",
)


@dataclass(frozen=True)
class Voice:
    """When a provider was last heard of an item, by what, and how often it is expected to be.

    Attributes:
        since: from when it has been a provider of the item, as far as the directory and the Rules go back.
        event_at: when its last event came, attestations and refused ones included.
        attested_at: when its last attestation came; `attested_as_of` is the day up to which nothing had changed.
        digest_at: when its last digest came; `digest_outcome` is None while it waits to be compared.
    """

    provider: str
    item: str
    within_days: int
    since: datetime
    event_at: datetime | None
    attested_at: datetime | None
    attested_as_of: date | None
    digest_id: str | None
    digest_at: datetime | None
    digest_outcome: str | None

    @property
    def heard_at(self) -> datetime | None:
        """When anything came last."""
        return max((at for at in (self.event_at, self.attested_at, self.digest_at) if at is not None), default=None)

    def is_silent(self, now: datetime) -> bool:
        """Whether it has not been heard for longer than expected. No verdict: see the module."""
        return now - (self.heard_at or self.since) > timedelta(days=self.within_days)

    def as_json(self, now: datetime) -> dict[str, Any]:
        """The voice as commands print it."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        told = {**plain, "heard_at": self.heard_at}
        shown = {n: v.isoformat() if isinstance(v, date | datetime) else v for n, v in told.items()}
        return {**shown, "silent": self.is_silent(now)}


def voices(settings: Settings, now: datetime, *, agency: str | None = None, item: str | None = None) -> list[Voice]:
    """One voice per provider in force and item, by item and provider.

    Args:
        settings: where PostgreSQL is.
        now: the instant for which the expectation and the providers are taken.
        agency: of this provider only.
        item: of this item only.
    """
    directory, parameters = load_directory(), Parameters.load()
    connection = connect(settings, "govsync-silence")
    try:
        with transaction(connection) as cursor:
            providing = _providers(cursor, directory, beijing_date(now), agency, item)
            found: list[Voice] = []
            for code, since in sorted(providing.items()):
                found += _of_item(cursor, directory.items[code], since, parameters, now)
    finally:
        connection.close()
    return found


def expected_within_days(item: Item, day: date, parameters: Parameters) -> int:
    """In how many days a provider of the item is expected to be heard, on that day."""
    own = item.version_on(day).heard_within_days
    return parameters.integer(EXPECTATION, day) if own is None else own


def _providers(
    cursor: Cursor, directory: Directory, today: date, agency: str | None, item: str | None
) -> dict[str, dict[str, date]]:
    """Item to its providers in force, each with the first day of its responsibility."""
    found = rows(
        cursor,
        "SELECT item, agency, min(valid_from_on) FROM platform.responsibility WHERE role = 'PROVIDER' "
        "AND (%(agency)s IS NULL OR agency = %(agency)s) AND (%(item)s IS NULL OR item = %(item)s) "
        "GROUP BY item, agency "
        "HAVING bool_or(valid_from_on <= %(today)s AND (valid_to_on IS NULL OR valid_to_on >= %(today)s))",
        {"agency": agency, "item": item, "today": today},
    )
    providing: dict[str, dict[str, date]] = {}
    for code, provider, valid_from_on in found:
        if code in directory.items:
            providing.setdefault(code, {})[provider] = valid_from_on
    return providing


def _of_item(
    cursor: Cursor, item: Item, since: dict[str, date], parameters: Parameters, now: datetime
) -> Sequence[Voice]:
    within_days = expected_within_days(item, beijing_date(now), parameters)
    # No change is judged that was made before the item's entry in the sharing directory, or before the Rules.
    earliest = max(item.announced_on, parameters.in_force_on)
    history = f"{item.database}.{item.table}_history"
    found = rows(
        cursor,
        "SELECT p.provider, greatest(h.received_at, q.received_at), a.received_at, a.changed_on, d.digest_id, "
        "d.received_at, d.outcome FROM unnest(%(providers)s::text[]) AS p (provider) "
        f"LEFT JOIN LATERAL (SELECT received_at FROM {history} WHERE provider = p.provider ORDER BY seq DESC LIMIT 1) h ON true "
        "LEFT JOIN LATERAL (SELECT received_at FROM platform.quarantine WHERE item = %(item)s AND provider = p.provider "
        "AND seq IS NOT NULL ORDER BY seq DESC LIMIT 1) q ON true "
        f"LEFT JOIN LATERAL (SELECT received_at, changed_on FROM {history} WHERE identity_type = 'AGENCY' "
        "AND identity_number = p.provider AND record_id = '' AND operation = 'ATTEST' AND provider = p.provider "
        "ORDER BY record_version DESC LIMIT 1) a ON true "
        "LEFT JOIN LATERAL (SELECT digest_id, received_at, outcome FROM platform.digest "
        "LEFT JOIN platform.digest_comparison USING (digest_id) WHERE provider = p.provider AND item = %(item)s "
        "ORDER BY received_at DESC LIMIT 1) d ON true ORDER BY p.provider",
        {"providers": sorted(since), "item": item.item},
    )
    return [
        Voice(provider, item.item, within_days, start_of_day(max(since[provider], earliest)), *heard)
        for provider, *heard in found
    ]
