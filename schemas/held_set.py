"""A provider's held set as both sides compute it, so that they can compare without showing a record (Art. 19(1)).

Article 19(1) wants what is shared to be what is held, and a change that was never sent opens no clock by itself. So a
provider states a digest of everything it holds, the platform computes the same of what it has of that provider, and
where the two differ they narrow it down: first to buckets, then to records.

**Pseudonyms.** A record is named by a keyed hash of its key, and its content by a keyed hash of both. Without the key
nobody can try out identity numbers, of which there are few enough to try them all. Both sides have the key.

**Sums.** The hash of a set is the sum of its members' hashes modulo 2^128. A sum does not depend on the order, so
neither side has to sort or hold a set in memory. Exclusive or would do that too, but there a record counted twice
vanishes without a trace; in a sum it shows. Two different sets have equal sums with a chance of 2^-128. Somebody who
chooses records freely could make sums collide; a provider gains nothing by it, since it may state whatever it likes.

**Buckets.** The first byte of its pseudonym puts a record into one of 256 buckets. A keyed hash spreads evenly, so a
bucket of a million records has about four thousand.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

BUCKETS = 256
KEY_BYTES = 32

HASH_BYTES = 16
_MODULUS = 1 << 8 * HASH_BYTES


class HeldRecord(NamedTuple):
    """A record under its pseudonym; `fingerprint` differs where its content differs."""

    pseudonym: bytes
    fingerprint: bytes
    changed_on: date


class Bucket(NamedTuple):
    """How many records of a set fall into one bucket, and the sum of their fingerprints."""

    record_count: int
    content_hash: bytes


class HeldSet(NamedTuple):
    """A set of records: how many, the sum of their pseudonyms, and the buckets in order."""

    record_count: int
    key_set_hash: bytes
    buckets: Sequence[Bucket]

    def differing_buckets(self, other: "HeldSet") -> list[int]:
        """The buckets in which this set is not the other one; none if the sets are equal."""
        return [number for number in range(BUCKETS) if self.buckets[number] != other.buckets[number]]


class Pseudonyms:
    """Names for records that only who has the key can compute. `key_id` tells two keys apart and gives neither away."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key has {KEY_BYTES} bytes")
        self._key = key
        self.key_id = blake2b(key=key, digest_size=8, person=b"govsync-key-id").hexdigest()

    def of(self, identity_type: str, identity_number: str, record_id: str) -> bytes:
        """The pseudonym of a record."""
        # No part can hold U+0000: it is refused wherever data comes in.
        named = "\0".join((identity_type, identity_number, record_id)).encode("utf-8", "surrogatepass")
        return blake2b(named, key=self._key, digest_size=HASH_BYTES, person=b"govsync-record").digest()

    def fingerprint(self, pseudonym: bytes, content: bytes) -> bytes:
        """What stands for a record's content, given its `content_hash`."""
        return blake2b(pseudonym + content, key=self._key, digest_size=HASH_BYTES, person=b"govsync-content").digest()


class Sums:
    """A set that is being summed up, record by record, in any order."""

    def __init__(self) -> None:
        self._keys = 0
        self._counts = [0] * BUCKETS
        self._contents = [0] * BUCKETS

    def add(self, pseudonym: bytes, fingerprint: bytes) -> None:
        """Count a record in."""
        bucket = bucket_of(pseudonym)
        self._keys += int.from_bytes(pseudonym)
        self._counts[bucket] += 1
        self._contents[bucket] += int.from_bytes(fingerprint)

    def held_set(self) -> HeldSet:
        """What was counted so far."""
        buckets = tuple(Bucket(n, _bytes(s)) for n, s in zip(self._counts, self._contents, strict=True))
        return HeldSet(sum(self._counts), _bytes(self._keys), buckets)


def summed(records: Iterable[HeldRecord]) -> HeldSet:
    """The set of these records."""
    sums = Sums()
    for record in records:
        sums.add(record.pseudonym, record.fingerprint)
    return sums.held_set()


def bucket_of(pseudonym: bytes) -> int:
    """The bucket a record falls into."""
    return pseudonym[0]


class DifferenceKind(StrEnum):
    """How the shared copy differs from what the provider holds."""

    MISSING = "MISSING"
    """The provider holds the record, and it is not shared."""
    STALE = "STALE"
    """It is shared with another content."""
    EXTRA = "EXTRA"
    """It is shared, and the provider does not hold it any more."""


def differences(
    held: Collection[HeldRecord], shared: Mapping[bytes, bytes]
) -> dict[bytes, tuple[DifferenceKind, date | None]]:
    """Every record in which two sets differ, with the day it changed as the provider states it.

    Args:
        held: the provider's records.
        shared: the platform's: pseudonym to fingerprint.
    """
    found: dict[bytes, tuple[DifferenceKind, date | None]] = {}
    for pseudonym, fingerprint, changed_on in held:
        if pseudonym not in shared:
            found[pseudonym] = DifferenceKind.MISSING, changed_on
        elif shared[pseudonym] != fingerprint:
            found[pseudonym] = DifferenceKind.STALE, changed_on
    for pseudonym in shared.keys() - {record.pseudonym for record in held}:
        found[pseudonym] = DifferenceKind.EXTRA, None
    return found


def _bytes(total: int) -> bytes:
    return (total % _MODULUS).to_bytes(HASH_BYTES)
