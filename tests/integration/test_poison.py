"""Poison on the real broker: quarantined with rule, reason and bytes; nothing stops, nothing is skipped."""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from schemas.codec import zigzag
from schemas.directory import inbound_topic
from tests.events import (
    CHANGED_ON,
    ITEM,
    OTHER_PROVIDER,
    PROVIDER,
    SCHEMAS,
    encode,
    key_of,
    make_after,
    resident_number,
)
from tests.integration.conftest import Chain

pytestmark = pytest.mark.platform

TOPIC = inbound_topic(PROVIDER, ITEM)


def _beyond_any_calendar(good: bytes) -> bytes:
    return good.replace(zigzag((CHANGED_ON - date(1970, 1, 1)).days), zigzag(10**8))


def test_poison_among_good_events_is_held_with_its_bytes_and_stops_nothing(chain: Chain) -> None:
    chain.settle()
    good = [chain.event(identity_number=resident_number(3000 + n)) for n in range(40)]
    body = encode(good[0])
    another = chain.event(identity_number=resident_number(3100))
    poison: dict[str, tuple[bytes, bytes | None, str]] = {
        "random bytes": (b"k1", b"\x17\x2a" * 40, "CONF-FRAME"),
        "truncated": (b"k2", body[:-7], "CONF-DECODE"),
        "unknown id": (b"k3", b"\x00\x00\x0f\x42\x40" + body[5:], "CONF-SCHEMA-ID"),
        "id of another topic": (b"k4", SCHEMAS.latest("inbound", "np-birth").header + body[5:], "CONF-SCHEMA-TOPIC"),
        "trailing bytes in the middle": (b"k5", body + b"\x00\x00", "CONF-TRAILING"),
        "null value": (b"k6", None, "CONF-NULL-VALUE"),
        "two megabytes": (b"k7", body + bytes(2_000_000), "CONF-SIZE"),
        "U+0000": (key_of(another), encode(another | {"after": make_after(name="a\0b")}), "CONF-NUL"),
        "date out of range": (key_of(another), _beyond_any_calendar(encode(chain.event(identity_number=resident_number(3100)))), "CONF-DATE-RANGE"),
        "key of another": (b"k8", encode(chain.event(identity_number=resident_number(3101))), "CONF-KEY"),
        "provider of another topic": (
            resident_number(3102).encode(),
            encode(chain.event(identity_number=resident_number(3102)) | {"provider": OTHER_PROVIDER}),
            "OWN-PROVIDER",
        ),
        "seq used again": (
            resident_number(3103).encode(),
            encode({**good[1], "identity_number": resident_number(3103)}),
            "SEQ-REUSED",
        ),
        "trailing bytes at the end": (b"k9", body + b"\x02", "CONF-TRAILING"),
    }  # fmt: skip
    records: list[Any] = [(TOPIC, key_of(e), encode(e)) for e in good[:20]]
    for n, (key, value, _) in enumerate(poison.values()):
        records += [(TOPIC, key, value), (TOPIC, key_of(good[20 + n]), encode(good[20 + n]))]
    records += [(TOPIC, key_of(e), encode(e)) for e in good[20 + len(poison) :]]
    # Poison ends the stream too.
    records.append((TOPIC, b"k10", body + b"\x02\x02"))
    before = chain.sql("SELECT coalesce(max(quarantine_id), 0) FROM platform.quarantine")[0][0]
    chain.send_bytes(records)
    report = chain.settle()

    held = chain.sql(
        "SELECT value, value_sha256, findings, severity FROM platform.quarantine WHERE quarantine_id > %s",
        (before,),
    )
    rules = {None if value is None else bytes(value): {f["rule"] for f in findings} for value, _, findings, _ in held}
    for name, (_, value, rule) in poison.items():
        assert rule in rules[value], name
    assert rules[body + b"\x02\x02"] == {"CONF-TRAILING"}
    assert all(bytes(digest) == sha256(bytes(value)).digest() for value, digest, *_ in held if value is not None)
    assert len(held) == len(poison) + 1
    applied = chain.sql(
        "SELECT count(*) FROM natural_person.household_registration WHERE identity_number IN %s",
        (tuple(e["identity_number"] for e in good),),
    )
    assert applied == [(40,)]
    assert report.green, report.differences


def test_bytes_with_a_secret_mark_are_never_kept(chain: Chain) -> None:
    event = chain.event(identity_number=resident_number(3200), after=make_after(former_name="机密★10年"))
    chain.send(event)
    chain.settle()
    found = chain.sql(
        "SELECT value, value_sha256, severity FROM platform.quarantine WHERE findings->0->>'rule' = 'CONF-SECRET-MARK'"
    )
    assert [(value, bytes(digest), severity) for value, digest, severity in found] == [
        (None, sha256(encode(event)).digest(), "block")
    ]
