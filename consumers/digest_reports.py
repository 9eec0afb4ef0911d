"""What became of digests, for people and for the provider who is asked to explain one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic, sleep
from typing import Any, NamedTuple

from infra.postgres import Connection, Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal, Text
from schemas.held_set import Bucket

_EVERY_SECONDS = 0.2
_COLUMNS = (
    "digest_id", "provider", "item", "seq", "held_at", "received_at", "record_count", "outcome", "shared_record_count",
    "missing_seqs", "compared_at", "narrowing", "obligation_id", "obligation_state", "due_on",
)  # fmt: skip
# What is owed because of a digest is one obligation per agency and item, opened by the first that differs.
_SELECT = """
SELECT d.digest_id, d.provider, d.item, d.seq, d.held_at, d.received_at, d.record_count, coalesce(c.outcome, 'WAITING'),
  c.record_count, c.missing_seqs, c.compared_at, n.outcome, o.obligation_id, o.state, o.due_on_adjusted,
  c.differing_buckets, d.bucket_record_counts, d.bucket_content_hashes
FROM platform.digest d LEFT JOIN platform.digest_comparison c USING (digest_id)
LEFT JOIN platform.digest_narrowing n USING (digest_id)
LEFT JOIN LATERAL (
  SELECT obligation_id, state, due_on_adjusted FROM platform.obligation
  WHERE source = 'HELD_SET_DIFFERS' AND provider = d.provider AND item = d.item AND c.outcome = 'DIFFERS'
    AND known_at <= d.received_at AND (stopped_at IS NULL OR stopped_at > d.received_at)
    AND (state <> 'RETRACTED' OR subject = d.digest_id)
  ORDER BY obligation_id DESC LIMIT 1
) o ON true
"""


class Difference(NamedTuple):
    """A record in which held and shared differ, by its pseudonym.

    `changed_on` is what the provider states; `seq` is of the provider's event that is shared; each None where there is
    none. `in_quarantine`: an event about it is held, and its own clock runs.
    """

    pseudonym: str
    kind: str
    changed_on: date | None
    seq: int | None
    in_quarantine: bool


@dataclass(frozen=True)
class DigestReport:
    """One digest and what was found about it.

    Attributes:
        outcome: WAITING (until all that was sent before it has arrived), AGREES, DIFFERS, or OTHER_KEY: its
            pseudonyms were made with another key, so nothing can be said.
        shared_record_count: what the platform has as of the digest's seq; None while waiting.
        missing_seqs: how many seqs up to the digest's never arrived.
        narrowing: None, NARROWED, or OTHER_REGISTER: the detail does not belong to the digest.
        differing_buckets: those in which the two sets differ, as the digest states them.
        differences: the records, as far as they are narrowed down.
    """

    digest_id: str
    provider: str
    item: str
    seq: int
    held_at: datetime
    received_at: datetime
    record_count: int
    outcome: str
    shared_record_count: int | None
    missing_seqs: int | None
    compared_at: datetime | None
    narrowing: str | None
    obligation_id: int | None
    obligation_state: str | None
    due_on: date | None
    differing_buckets: Mapping[int, Bucket]
    differences: Sequence[Difference] = ()

    def as_json(self) -> dict[str, Any]:
        """The report as commands print it; what `govsync digest --explain` takes."""
        plain = {name: getattr(self, name) for name in _COLUMNS}
        return {
            **{n: _plain(v) for n, v in plain.items()},
            "differing_buckets": [
                {"bucket": number, "record_count": b.record_count, "content_hash": b.content_hash.hex()}
                for number, b in self.differing_buckets.items()
            ],
            "differences": [{n: _plain(v) for n, v in d._asdict().items()} for d in self.differences],
        }


def report(settings: Settings, digest_id: str) -> DigestReport:
    """What is known of a digest now.

    Raises:
        Refusal: it has not arrived.
    """
    connection = connect(settings, "govsync-digest")
    try:
        found = _report(connection, digest_id)
    finally:
        connection.close()
    if found is None:
        raise _unknown(digest_id)
    return found


def reports(settings: Settings, *, agency: str | None, item: str | None, limit: int) -> list[DigestReport]:
    """The latest digests, the newest first, without their single differences."""
    connection = connect(settings, "govsync-digest")
    try:
        with transaction(connection) as cursor:
            found = rows(
                cursor,
                f"{_SELECT} WHERE (%(agency)s IS NULL OR d.provider = %(agency)s) "
                "AND (%(item)s IS NULL OR d.item = %(item)s) ORDER BY d.received_at DESC, d.digest_id DESC LIMIT %(limit)s",
                {"agency": agency, "item": item, "limit": limit},
            )
    finally:
        connection.close()
    return [_as_report(row) for row in found]


def wait(
    settings: Settings, digest_id: str, is_enough: Callable[[DigestReport], bool], timeout_seconds: float
) -> DigestReport:
    """Wait until enough is known of a digest.

    Raises:
        Refusal: it is not in all that time.
    """
    deadline = monotonic() + timeout_seconds
    connection = connect(settings, "govsync-digest")
    try:
        while True:
            found = _report(connection, digest_id)
            if found is not None and is_enough(found):
                return found
            if monotonic() > deadline:
                break
            sleep(_EVERY_SECONDS)
    finally:
        connection.close()
    raise Refusal(
        f"Digest {digest_id} was stated, but has not been compared within {timeout_seconds:.0f} s. See with `govsync status` "
        f"whether materialiser and comparer run, then `govsync digest show {digest_id}`.",
        f"摘要 {digest_id} 已报送,但 {timeout_seconds:.0f} 秒内尚未完成比对。请用 `govsync status` 查看入库与比对进程,"
        f"再运行 `govsync digest show {digest_id}`。",
    )


def _report(connection: Connection, digest_id: str) -> DigestReport | None:
    with transaction(connection) as cursor:
        found = rows(cursor, f"{_SELECT} WHERE d.digest_id = %s", (digest_id,))
        return _as_report(found[0], _differences(cursor, digest_id)) if found else None


def _differences(cursor: Cursor, digest_id: str) -> Sequence[Difference]:
    found = rows(
        cursor,
        "SELECT pseudonym, kind, changed_on, seq, in_quarantine FROM platform.digest_difference WHERE digest_id = %s "
        "ORDER BY kind, pseudonym",
        (digest_id,),
    )
    return [Difference(bytes(pseudonym).hex(), *rest) for pseudonym, *rest in found]


def _as_report(row: Sequence[Any], differences: Sequence[Difference] = ()) -> DigestReport:
    *plain, differing, counts, hashes = row
    buckets = {number: Bucket(counts[number], bytes(hashes[number])) for number in differing or ()}
    return DigestReport(**dict(zip(_COLUMNS, plain, strict=True)), differing_buckets=buckets, differences=differences)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _unknown(digest_id: str) -> Refusal:
    return Refusal(
        f"Nothing is known of a digest {digest_id!r}. Check the id that `govsync digest` printed; if it was just stated, see "
        "with `govsync status` whether the materialiser runs.",
        f"没有摘要 {digest_id!r} 的任何信息。请核对 `govsync digest` 给出的编号;若刚刚报送,请用 `govsync status` "
        "查看入库进程。",
    )


OUTCOMES = {
    "WAITING": Text("waiting", "等待比对"),
    "AGREES": Text("agrees", "一致"),
    "DIFFERS": Text("differs", "不一致"),
    "OTHER_KEY": Text("other key", "密钥不同"),
}
EXPLANATIONS = {
    "WAITING": Text(
        "It is compared once all that the provider had sent before it is in the shared databases.",
        "待此前报送的内容全部入库后进行比对。",
    ),
    "AGREES": Text(
        "What is shared is what the provider held: evidence of compliance with Article 19(1) as of that seq and moment.",
        "共享信息与提供部门所持信息一致:可作为截至该序号、该时刻符合第十九条第一款的证据。",
    ),
    "DIFFERS": Text(
        "What is shared is not what the provider held (Articles 19(1), 43(3)). That is a finding to be explained, not yet a "
        "breach. Next: the provider runs `govsync digest --explain {digest_id} FILE`, publishes what is missing, and "
        "states a new digest.",
        "共享信息与提供部门所持信息不一致(第十九条第一款、第四十三条第三项)。此为待说明的发现,尚不构成违规。"
        "下一步:提供部门运行 `govsync digest --explain {digest_id} FILE`,补报缺失内容,再报送新的摘要。",
    ),
    "OTHER_KEY": Text(
        "Its pseudonyms were made with another key, so it cannot be compared. Ask the platform management agency for the "
        "key and state the digest again.",
        "其假名使用了不同的密钥,无法比对。请向平台管理机构索取密钥后重新报送。",
    ),
}
KINDS = {
    "MISSING": Text("held, not shared", "已持有,未共享"),
    "STALE": Text("shared with another content", "共享内容不同"),
    "EXTRA": Text("shared, not held any more", "已共享,不再持有"),
}
