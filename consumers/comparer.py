"""The comparer: holds digests against what is shared, and narrows down where they differ (Articles 19(1), 43(3)).

It reads no topic: the materialiser stores what providers state, in the transaction that moves its offset. A comparison
may read a million rows, so it is a process of its own, in nobody's way. Any number may run: each takes a digest that no
other holds, and what it finds is written in the transaction that marks the digest as compared.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import sleep

import psycopg2
from confluent_kafka import KafkaException

from consumers.arrival import Arrivals
from consumers.shared_set import SharedRecord, shared_records
from infra.log import logger
from infra.postgres import Connection, Cursor, connect, insert_rows, is_transient, rows, transaction
from infra.pseudonym_key import load_pseudonyms
from infra.settings import Settings
from schemas.directory import Directory
from schemas.directory_files import load_directory
from schemas.held_set import (
    Bucket,
    DifferenceKind,
    HeldRecord,
    HeldSet,
    Pseudonyms,
    Sums,
    bucket_of,
    differences,
    summed,
)

_EVERY_SECONDS = 0.5
_OFFERED = 100
# A sort of millions of rows takes its time, and its memory from here.
_SESSION = {"statement_timeout": "30min", "work_mem": "64MB"}


@dataclass(frozen=True)
class Stated:
    """A digest as it is stored."""

    digest_id: str
    provider: str
    item: str
    seq: int
    pseudonym_key_id: str
    held_set: HeldSet


def run(settings: Settings, instance: str, stopped: Callable[[], bool]) -> None:
    """Compare until `stopped()`.

    Raises:
        Refusal: there is no key for pseudonyms.
    """
    comparer = Comparer(settings, instance, load_directory(), load_pseudonyms(settings))
    try:
        while not stopped():
            try:
                worked = comparer.step(datetime.now(UTC))  # noqa: TID251 - the shell reads the clock
            except psycopg2.Error as error:
                if not is_transient(error):
                    raise
                logger().warning("database.unreachable", error=type(error).__name__, code=error.pgcode or "")
                comparer.close()
                worked = False
            except KafkaException as error:
                logger().warning("broker.unreachable", error=error.args[0].name())
                worked = False
            if not worked:
                sleep(_EVERY_SECONDS)
    finally:
        comparer.close()


class Comparer:
    """Compares one digest after another."""

    def __init__(self, settings: Settings, instance: str, directory: Directory, pseudonyms: Pseudonyms) -> None:
        self._settings = settings
        self._instance = instance
        self._directory = directory
        self._pseudonyms = pseudonyms
        self._arrivals = Arrivals(settings)
        self._connection: Connection | None = None

    def step(self, now: datetime) -> bool:
        """Compare a digest, or narrow one down; whether there was one that could be.

        Raises:
            psycopg2.Error: PostgreSQL is away, or refused.
            KafkaException: Kafka is away.
        """
        return self._compare_one(now) or self._narrow_one(now)

    def close(self) -> None:
        """Let go of the connection; the next step opens another."""
        if self._connection is not None and not self._connection.closed:
            self._connection.close()
        self._connection = None

    def _compare_one(self, now: datetime) -> bool:
        connection = self._connected()
        with transaction(connection) as cursor:
            waiting = rows(
                cursor,
                "SELECT digest_id, provider, item FROM platform.digest WHERE NOT compared AND item = ANY(%s) "
                "ORDER BY received_at LIMIT %s",
                (sorted(self._directory.items), _OFFERED),
            )
        for digest_id, provider, item in waiting:
            with transaction(connection) as cursor:
                if not self._arrivals.has_arrived(cursor, digest_id, self._directory.items[item], provider):
                    continue
            with transaction(connection) as cursor:
                # Nobody else is to compare it at the same time, nor again.
                digest = _read(cursor, digest_id, "AND NOT compared FOR UPDATE SKIP LOCKED")
                if digest is not None:
                    self._compare(connection, cursor, digest, now)
            self._arrivals.forget(digest_id)
            if digest is not None:
                return True
        return False

    def _compare(self, connection: Connection, cursor: Cursor, digest: Stated, now: datetime) -> None:
        outcome, differing, shared_count = "OTHER_KEY", list[int](), 0
        if digest.pseudonym_key_id == self._pseudonyms.key_id:
            sums = Sums()
            for record in self._shared(connection, digest):
                sums.add(record.pseudonym, record.fingerprint)
            shared = sums.held_set()
            differing, shared_count = digest.held_set.differing_buckets(shared), shared.record_count
            outcome = "DIFFERS" if differing else "AGREES"
        insert_rows(
            cursor,
            "platform.digest_comparison (digest_id, outcome, record_count, differing_buckets, missing_seqs, compared_at)",
            [(digest.digest_id, outcome, shared_count, differing, self._missing_seqs(cursor, digest), now)],
        )
        cursor.execute("UPDATE platform.digest SET compared = true WHERE digest_id = %s", (digest.digest_id,))
        logger().info("digest.compared", digest_id=digest.digest_id, outcome=outcome, buckets=len(differing))

    def _missing_seqs(self, cursor: Cursor, digest: Stated) -> int:
        """How many of the seqs up to the digest's are neither in history nor in quarantine."""
        item = self._directory.items[digest.item]
        ((seen,),) = rows(
            cursor,
            f"SELECT count(*) FROM (SELECT seq FROM {item.database}.{item.table}_history "
            "WHERE provider = %(provider)s AND seq <= %(seq)s UNION SELECT seq FROM platform.quarantine "
            "WHERE item = %(item)s AND provider = %(provider)s AND seq BETWEEN 1 AND %(seq)s) seen",
            {"provider": digest.provider, "item": digest.item, "seq": digest.seq},
        )
        return max(0, digest.seq - int(seen))

    def _narrow_one(self, now: datetime) -> bool:
        connection = self._connected()
        with transaction(connection) as cursor:
            found = rows(
                cursor,
                "SELECT d.digest_id, d.buckets, d.pseudonyms, d.fingerprints, d.changed_on "
                "FROM platform.digest_detail d JOIN platform.digest_comparison c USING (digest_id) "
                "WHERE NOT d.narrowed AND c.outcome = 'DIFFERS' ORDER BY d.received_at LIMIT 1 FOR UPDATE OF d SKIP LOCKED",
            )
            if not found:
                return False
            ((digest_id, buckets, *columns),) = found
            held = [HeldRecord(bytes(p), bytes(f), changed_on) for p, f, changed_on in zip(*columns, strict=True)]
            digest = _read(cursor, digest_id)
            assert digest is not None
            self._narrow(connection, cursor, digest, sorted(set(buckets)), held, now)
        return True

    def _narrow(
        self,
        connection: Connection,
        cursor: Cursor,
        digest: Stated,
        buckets: list[int],
        held: list[HeldRecord],
        now: datetime,
    ) -> None:
        stated = summed(held).buckets
        told = all(stated[number] == digest.held_set.buckets[number] for number in buckets)
        fits = told and {bucket_of(record.pseudonym) for record in held} <= set(buckets)
        outcome = "NARROWED" if fits else "OTHER_REGISTER"
        insert_rows(
            cursor,
            "platform.digest_narrowing (digest_id, outcome, buckets, narrowed_at)",
            [(digest.digest_id, outcome, buckets, now)],
        )
        if fits:
            self._store_differences(connection, cursor, digest, set(buckets), held)
        cursor.execute("UPDATE platform.digest_detail SET narrowed = true WHERE digest_id = %s", (digest.digest_id,))
        logger().info("digest.narrowed", digest_id=digest.digest_id, outcome=outcome, buckets=len(buckets))

    def _store_differences(
        self, connection: Connection, cursor: Cursor, digest: Stated, buckets: set[int], held: list[HeldRecord]
    ) -> None:
        shared = {r.pseudonym: r for r in self._shared(connection, digest) if bucket_of(r.pseudonym) in buckets}
        found = differences(held, {pseudonym: record.fingerprint for pseudonym, record in shared.items()})
        waiting = self._in_quarantine(cursor, digest) if found else frozenset()
        insert_rows(
            cursor,
            "platform.digest_difference (digest_id, pseudonym, kind, changed_on, seq, in_quarantine)",
            [
                (
                    digest.digest_id, pseudonym, kind.value, changed_on,
                    None if kind is DifferenceKind.MISSING else shared[pseudonym].seq, pseudonym in waiting,
                )
                for pseudonym, (kind, changed_on) in sorted(found.items())
            ],
        )  # fmt: skip

    def _in_quarantine(self, cursor: Cursor, digest: Stated) -> frozenset[bytes]:
        """The records about which an event of the provider is held: their own clocks run already."""
        found = rows(
            cursor,
            "SELECT DISTINCT identity_type, identity_number, record_id FROM platform.quarantine "
            "WHERE item = %s AND provider = %s AND state = 'OPEN' AND identity_number IS NOT NULL",
            (digest.item, digest.provider),
        )
        return frozenset(self._pseudonyms.of(kind or "", number, record_id or "") for kind, number, record_id in found)

    def _shared(self, connection: Connection, digest: Stated) -> Iterator[SharedRecord]:
        item = self._directory.items[digest.item]
        return shared_records(connection, item, digest.provider, digest.seq, self._pseudonyms)

    def _connected(self) -> Connection:
        if self._connection is None or self._connection.closed:
            self._connection = connect(self._settings, f"govsync-{self._instance}", **_SESSION)
        return self._connection


def _read(cursor: Cursor, digest_id: str, further: str = "") -> Stated | None:
    found = rows(
        cursor,
        "SELECT digest_id, provider, item, seq, pseudonym_key_id, record_count, key_set_hash, bucket_record_counts, "
        f"bucket_content_hashes FROM platform.digest WHERE digest_id = %s {further}",
        (digest_id,),
    )
    if not found:
        return None
    ((_, provider, item, seq, key_id, count, key_set_hash, counts, hashes),) = found
    buckets = tuple(Bucket(n, bytes(h)) for n, h in zip(counts, hashes, strict=True))
    return Stated(digest_id, provider, item, seq, key_id, HeldSet(count, bytes(key_set_hash), buckets))
