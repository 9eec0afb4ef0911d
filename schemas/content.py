"""What makes two states of a record the same: the hash that publishers remember and digests are made of."""

from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from json import JSONEncoder
from typing import Any

CONTENT_BYTES = 16
DELETED = bytes(CONTENT_BYTES)
"""The content of a record that is deleted: one deletion is as good as another."""

_JSON = JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str, sort_keys=True).encode


def content_hash(
    changed_on: date, valid_from_on: date | None, decided_on: date | None, elements: Mapping[str, Any]
) -> bytes:
    """16 bytes that differ when two states of a record differ.

    The values may come from a file by way of a mapping, from an event's bytes or from a table: they are the same after
    each. When a state was recorded or why it was sent is no difference.

    Args:
        changed_on: the day the provider's record changed.
        valid_from_on: since when it is true, if stated.
        decided_on: when it was decided, if stated.
        elements: the values that are not null, by element: a null element is as good as one that the item does not
            have yet.
    """
    stated = [changed_on, valid_from_on, decided_on, elements]
    return blake2b(_JSON(stated).encode("utf-8", "surrogatepass"), digest_size=CONTENT_BYTES).digest()
