"""Digests as the materialiser keeps them: what providers state of their held sets, and the details of some buckets."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from infra.log import logger
from infra.postgres import Cursor, insert_rows
from schemas.codec import HEADER_BYTES, Decoder, MalformedMessage, read_header
from schemas.consumed import Consumed
from schemas.held_set import BUCKETS, HASH_BYTES
from schemas.released import WireSchemas

_LONGEST_TEXT = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class DigestStore:
    """Decodes what comes in on `platform.digests` and stores it, in the transaction that moves the offset.

    Providers write that topic, so what cannot be used is left there and named in the log: it says nothing about
    anybody's records, and no clock depends on it.
    """

    def __init__(self, schemas: WireSchemas) -> None:
        self._decoders = {
            schema.id: (of, Decoder(schema))
            for of in ("digest", "digest_detail")
            for schema in schemas.all_of("platform", of)
        }

    def write(self, cursor: Cursor, records: Sequence[Consumed]) -> None:
        """Store digests and details, in their order; what is there already stays as it came first."""
        for record in records:
            try:
                of, stated = self._decode(record)
            except MalformedMessage as error:
                logger().warning("digest.unreadable", rule=str(error), partition=record.partition, offset=record.offset)
                continue
            received_at = _EPOCH + timedelta(milliseconds=record.appended_at_ms)
            if of == "digest":
                _store_digest(cursor, stated, received_at)
            else:
                _store_detail(cursor, stated, received_at)

    def _decode(self, record: Consumed) -> tuple[str, Mapping[str, Any]]:
        value = record.value or b""
        known = self._decoders.get(read_header(value))
        if known is None:
            raise MalformedMessage("CONF-SCHEMA-TOPIC")
        of, decoder = known
        stated = decoder.decode(value[HEADER_BYTES:])
        if record.key != f"{stated['provider']}|{stated['item']}".encode() or not _is_whole(of, stated):
            raise MalformedMessage("CONF-DECODE")
        return of, stated


def _is_whole(of: str, stated: Mapping[str, Any]) -> bool:
    """Whether a statement has the shape its fields promise."""
    if any("\0" in value or len(value) > _LONGEST_TEXT for value in stated.values() if isinstance(value, str)):
        return False
    if of == "digest":
        hashes = [stated["key_set_hash"], *(bucket["content_hash"] for bucket in stated["buckets"])]
        counts = [bucket["record_count"] for bucket in stated["buckets"]]
        whole = len(counts) == BUCKETS and min(counts) >= 0 and sum(counts) == stated["record_count"]
        return whole and stated["seq"] >= 0 and all(len(h) == HASH_BYTES for h in hashes)
    hashes = [h for held in stated["records"] for h in (held["pseudonym"], held["fingerprint"])]
    return all(len(h) == HASH_BYTES for h in hashes) and all(0 <= b < BUCKETS for b in stated["buckets"])


def _store_digest(cursor: Cursor, stated: Mapping[str, Any], received_at: datetime) -> None:
    plain = ("digest_id", "provider", "item", "seq", "held_at", "pseudonym_key_id", "record_count", "key_set_hash")
    insert_rows(
        cursor,
        f"platform.digest ({', '.join(plain)}, received_at, bucket_record_counts, bucket_content_hashes)",
        [
            (
                *(stated[name] for name in plain),
                received_at,
                [bucket["record_count"] for bucket in stated["buckets"]],
                [bucket["content_hash"] for bucket in stated["buckets"]],
            )
        ],
        "ON CONFLICT (digest_id) DO NOTHING",
    )


def _store_detail(cursor: Cursor, stated: Mapping[str, Any], received_at: datetime) -> None:
    held = stated["records"]
    cursor.execute(
        # Of a digest that is not there, or is another agency's, there is nothing to tell in detail.
        "INSERT INTO platform.digest_detail (digest_id, received_at, buckets, pseudonyms, fingerprints, changed_on) "
        "SELECT digest_id, %s, %s::smallint[], %s::bytea[], %s::bytea[], %s::date[] FROM platform.digest "
        "WHERE (digest_id, provider, item) = (%s, %s, %s) ON CONFLICT (digest_id) DO NOTHING",
        (
            received_at,
            stated["buckets"],
            *([record[name] for record in held] for name in ("pseudonym", "fingerprint", "changed_on")),
            stated["digest_id"],
            stated["provider"],
            stated["item"],
        ),
    )
