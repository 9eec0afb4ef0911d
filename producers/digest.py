"""A provider's digest: what it holds of an item at this moment, stated to the platform; and the detail of some buckets."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from confluent_kafka import Producer

from infra import kafka, topics
from infra.pseudonym_key import load_pseudonyms
from infra.settings import Settings
from producers.adoption import refuse_lost_state
from producers.mapping import Mapping, RowMapper, check_columns, default_mapping
from producers.outbox import Outbox, send
from producers.publisher import providing, sortable_id
from producers.reader import open_file
from producers.register import Register, RegisterRow, read_register
from producers.state import open_state
from schemas.bilingual import Refusal
from schemas.codec import Encoder
from schemas.directory import Directory, Item
from schemas.held_set import Bucket, HeldSet, Pseudonyms
from schemas.released import load_released
from stream_processors.rules.timeliness import beijing_date

DETAIL_RECORDS = 50_000
"""A detail tells of at most so many records, which is about 2 MB; what is left is narrowed by a later digest."""

Progress = Callable[[int], None]
"""Told how many rows were read."""


@dataclass(frozen=True)
class Request:
    """Whose register is looked at: a file that holds every record the provider has of the item."""

    provider: str
    item: Item
    file: Path
    mapping: Mapping


@dataclass(frozen=True)
class Digest:
    """What a provider holds after its event `seq`; `digest_id` is None where nothing was stated."""

    digest_id: str | None
    provider: str
    item: str
    seq: int
    held_at: datetime
    pseudonym_key_id: str
    held_set: HeldSet


@dataclass(frozen=True)
class Narrowing:
    """What the platform asks about a digest: the buckets that differ, as the digest stated them."""

    digest_id: str
    provider: str
    item: str
    buckets: dict[int, Bucket]


@dataclass(frozen=True)
class Detail:
    """The provider's records in the buckets that are told of in full."""

    buckets: Sequence[int]
    rows: Sequence[RegisterRow]


def request(directory: Directory, *, provider: str, item: str, file: Path, mapping: Mapping | None) -> Request:
    """A request that the directory allows.

    Raises:
        Refusal: there is no such item, or the agency does not provide it.
    """
    wanted = providing(directory, provider, item)
    return Request(provider, wanted, file, mapping or default_mapping(wanted))


def compute(settings: Settings, wanted: Request, *, now: datetime, progress: Progress) -> Digest:
    """The digest of a file, without stating it; Kafka is not asked.

    Raises:
        Refusal: the file, the mapping or the state does not allow it, or there is no key for pseudonyms.
    """
    pseudonyms = load_pseudonyms(settings)
    with (
        open_state(settings.home, wanted.provider, wanted.item.item) as state,
        _register(wanted, pseudonyms, now, progress) as register,
    ):
        return _digest(wanted, None, state.next_seq - 1, now, pseudonyms, register)


def publish(settings: Settings, wanted: Request, *, now: datetime, progress: Progress) -> Digest:
    """State the digest of a file on `platform.digests`.

    Events that an interrupted run left unconfirmed are sent first: what the digest says of `seq` holds once they are
    there. While the file is read nothing else of the item can be published.

    Raises:
        Refusal: the file, the mapping, the state or Kafka does not allow it, or it was not confirmed.
    """
    pseudonyms = load_pseudonyms(settings)
    with open_state(settings.home, wanted.provider, wanted.item.item) as state:
        refuse_lost_state(settings, wanted.provider, wanted.item.item, state)
        Outbox(settings, wanted.item, wanted.provider, state).deliver_pending()
        with _register(wanted, pseudonyms, now, progress) as register:
            digest = _digest(wanted, sortable_id("d", now), state.next_seq - 1, now, pseudonyms, register)
        _send(
            kafka.producer(settings),
            wanted,
            Encoder(load_released().latest("platform", "digest")).encode({
                "digest_id": digest.digest_id,
                "provider": digest.provider,
                "item": digest.item,
                "seq": digest.seq,
                "held_at": digest.held_at,
                "pseudonym_key_id": digest.pseudonym_key_id,
                "record_count": digest.held_set.record_count,
                "key_set_hash": digest.held_set.key_set_hash,
                "buckets": [bucket._asdict() for bucket in digest.held_set.buckets],
            }),
        )  # fmt: skip
    return digest


def explain(settings: Settings, wanted: Request, narrowing: Narrowing, *, now: datetime, progress: Progress) -> Detail:
    """The records of a file that lie in the buckets the platform asks about; nothing is sent.

    Raises:
        Refusal: the file is not what the digest was computed from, or cannot be read.
    """
    with _register(wanted, load_pseudonyms(settings), now, progress) as register:
        buckets = register.held_set().buckets
        if any(buckets[number] != stated for number, stated in narrowing.buckets.items()):
            raise Refusal(
                f"{wanted.file.name} is not what digest {narrowing.digest_id} was computed from: it has changed since, or "
                "it is another file or mapping. State a new digest with `govsync digest`.",
                f"{wanted.file.name} 与计算摘要 {narrowing.digest_id} 时的内容不同:文件已变化,或文件、映射不同。"
                "请用 `govsync digest` 重新报送摘要。",
            )
        return Detail(*register.in_buckets(narrowing.buckets.keys(), DETAIL_RECORDS))


def publish_detail(settings: Settings, wanted: Request, narrowing: Narrowing, detail: Detail) -> None:
    """State the records of some buckets under their pseudonyms.

    Raises:
        Refusal: Kafka did not confirm it.
    """
    _send(
        kafka.producer(settings),
        wanted,
        Encoder(load_released().latest("platform", "digest_detail")).encode({
            "digest_id": narrowing.digest_id,
            "provider": narrowing.provider,
            "item": narrowing.item,
            "buckets": detail.buckets,
            "records": [row.record._asdict() for row in detail.rows],
        }),
    )  # fmt: skip


@contextmanager
def _register(wanted: Request, pseudonyms: Pseudonyms, now: datetime, progress: Progress) -> Iterator[Register]:
    source = open_file(wanted.file)
    mapping = wanted.mapping if source.columns is None else wanted.mapping.narrowed(source.columns)
    mapper = RowMapper(mapping, wanted.item, beijing_date(now))
    if source.columns is not None:
        check_columns(wanted.mapping, source.columns, wanted.file.name)
    with Register(pseudonyms) as register:
        read_register(source, mapper, register, progress)
        yield register


def _digest(
    wanted: Request, digest_id: str | None, seq: int, now: datetime, pseudonyms: Pseudonyms, register: Register
) -> Digest:
    # The wire counts milliseconds.
    held_at = now.astimezone(UTC).replace(microsecond=now.microsecond // 1000 * 1000)
    return Digest(digest_id, wanted.provider, wanted.item.item, seq, held_at, pseudonyms.key_id, register.held_set())


def _send(producer: Producer, wanted: Request, value: bytes) -> None:
    key = f"{wanted.provider}|{wanted.item.item}".encode()
    confirmed, reasons = send(producer, topics.DIGESTS, [(0, key, value)])
    if not confirmed:
        told = ", ".join(sorted(reasons)) or "no answer"
        raise Refusal(
            f"Kafka did not confirm the digest ({told}); nothing was stated. Run the command again.",
            f"Kafka 未确认摘要({told}),未报送任何内容。请重新运行。",
        )
