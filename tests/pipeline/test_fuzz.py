"""Damaged bodies and strange texts by the thousand: nothing escapes, every refusal has a reason.

`GOVSYNC_FUZZ` multiplies the sample: 1 here, 100 in `make faults`, which is a million damaged bodies.
"""

import os
import random
from datetime import date

import pytest

from schemas.rule_catalogue import rule_catalogue
from tests.events import arrive, decode_quarantined, decode_shared, encode, make_after, make_event, make_pipeline

SIZE = int(os.environ.get("GOVSYNC_FUZZ", "1"))
BATCH = 500
PIPELINE = make_pipeline()

pytestmark = [pytest.mark.fuzz, pytest.mark.timeout(300 + 60 * SIZE)]


def _damaged(body: bytes, draw: random.Random) -> bytes:
    at, length = draw.randrange(len(body) + 1), draw.randrange(6)
    kind = draw.randrange(5)
    if kind == 0:
        return body[:at]
    if kind == 1:
        return body[:at] + draw.randbytes(length) + body[at:]
    if kind == 2:
        return body[:at] + draw.randbytes(length) + body[at + length :]
    if kind == 3:
        return body[:at] + body[at + length :]
    flipped = bytearray(body)
    for _ in range(draw.randint(1, 4)):
        flipped[draw.randrange(len(flipped))] ^= 1 << draw.randrange(8)
    return bytes(flipped)


def test_damaged_bodies_never_escape_and_every_refusal_has_a_reason() -> None:
    draw = random.Random(SIZE)
    known = set(rule_catalogue())
    whole = [arrive(make_event(n + 1, submission_id="s" * (n % 9)), n) for n in range(4 * BATCH)]
    refused = 0
    for _ in range(40 * SIZE):
        batch = draw.sample(whole, BATCH)
        for n in draw.sample(range(BATCH), BATCH // 2):
            message = batch[n]
            assert message.value is not None
            batch[n] = message._replace(value=message.value[:5] + _damaged(message.value[5:], draw))
        outcomes = PIPELINE.process(batch)
        assert len(outcomes.accepted) + len(outcomes.quarantined) == BATCH
        for record in outcomes.quarantined:
            findings = decode_quarantined(record.value)["findings"]
            assert findings
            assert {f["rule"] for f in findings} <= known
        refused += len(outcomes.quarantined)
    assert refused > 0


def test_names_of_every_unicode_plane_pass_or_are_refused_with_a_reason() -> None:
    draw = random.Random(SIZE)
    for start in range(0, 2000 * SIZE, BATCH):
        names = []
        for n in range(BATCH):
            plane = (start + n) % 17 * 0x10000
            points = [plane + draw.randrange(0x10000) for _ in range(draw.randint(1, 12))]
            names.append("".join(chr(p) for p in points if not 0xD800 <= p <= 0xDFFF) or "名")
        batch = [arrive(make_event(n + 1, after=make_after(name=name)), n) for n, name in enumerate(names)]
        outcomes = PIPELINE.process(batch)
        accepted = {decode_shared(event.value)["seq"]: event for event in outcomes.accepted}
        for n, name in enumerate(names):
            assert (n + 1 in accepted) == ("\0" not in name)
            if n + 1 in accepted:
                assert decode_shared(accepted[n + 1].value)["after"]["name"] == name


def test_random_field_values_come_to_one_outcome_each() -> None:
    draw = random.Random(SIZE)
    for _ in range(4 * SIZE):
        events = [
            make_event(
                draw.choice([n + 1, draw.randint(-(2**63), 2**63 - 1)]),
                identity_type=draw.choice(["RESIDENT_ID", "USCC", "", "\0", "é"]),
                identity_number="".join(
                    chr(draw.choice([draw.randrange(0x80), draw.randrange(0xD800)])) for _ in range(draw.randrange(25))
                ),
                record_id="".join(chr(draw.randrange(0xD800)) for _ in range(draw.randrange(3))),
                record_version=draw.randint(-(2**63), 2**63 - 1),
                changed_on=date.fromordinal(draw.randint(1, date.max.toordinal())),
                after=make_after(sex_code=chr(draw.randrange(0x3000)), household_number=chr(draw.randrange(0x100))),
            )
            for n in range(BATCH)
        ]
        outcomes = PIPELINE.process([arrive(event, n, key=b"k") for n, event in enumerate(events)])
        assert len(outcomes.quarantined) == BATCH
        assert all(encode(event) for event in events)
