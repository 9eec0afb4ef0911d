"""When a provider counts as silent, and what that does not say."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from consumers.digests import _is_whole
from consumers.silence import SILENT, Voice, expected_within_days
from schemas.directory_files import load_directory
from stream_processors.rules.parameters import Parameters

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def voice(**heard: Any) -> Voice:
    nothing = {"event_at": None, "attested_at": None, "attested_as_of": None, "digest_id": None, "digest_at": None}
    return Voice("gz-health", "np-birth", 31, SINCE, **{**nothing, "digest_outcome": None, **heard})


@pytest.mark.parametrize("by", ["event_at", "attested_at", "digest_at"])
def test_an_event_an_attestation_or_a_digest_ends_a_silence(by: str) -> None:
    assert not voice(**{by: NOW - 31 * DAY}).is_silent(NOW)
    assert voice(**{by: NOW - 31 * DAY - timedelta(seconds=1)}).is_silent(NOW)


def test_who_was_never_heard_is_silent_from_its_responsibility_on() -> None:
    assert not voice().is_silent(SINCE + 31 * DAY)
    assert voice().is_silent(SINCE + 32 * DAY)


def test_the_latest_of_all_counts() -> None:
    heard = voice(event_at=NOW - 90 * DAY, attested_at=NOW - 60 * DAY, digest_at=NOW - DAY)
    assert heard.heard_at == NOW - DAY
    assert heard.as_json(NOW)["silent"] is False


def test_an_item_of_a_quicker_rhythm_expects_to_hear_sooner() -> None:
    items, parameters = load_directory().items, Parameters.load()
    assert expected_within_days(items["ot-air-quality"], date(2026, 3, 2), parameters) == 1
    assert expected_within_days(items["np-birth"], date(2026, 3, 2), parameters) == 31


def test_silence_is_said_to_be_no_verdict() -> None:
    assert "neither compliance nor breach" in SILENT.en
    assert "既不能认定合规,也不能认定违规" in SILENT.zh


DIGEST: dict[str, Any] = {
    "digest_id": "d-1", "provider": "gz-health", "item": "np-birth", "seq": 3, "record_count": 2,
    "key_set_hash": bytes(16), "buckets": [{"record_count": 2, "content_hash": bytes(16)}]
    + [{"record_count": 0, "content_hash": bytes(16)}] * 255,
}  # fmt: skip
DETAIL: dict[str, Any] = {
    "digest_id": "d-1", "provider": "gz-health", "item": "np-birth", "buckets": [0, 255],
    "records": [{"pseudonym": bytes(16), "fingerprint": bytes(16)}],
}  # fmt: skip


def test_a_whole_statement_is_taken() -> None:
    assert _is_whole("digest", DIGEST)
    assert _is_whole("digest_detail", DETAIL)


@pytest.mark.parametrize(
    ("of", "broken"),
    [
        ("digest", {"buckets": DIGEST["buckets"][:255]}),
        ("digest", {"record_count": 3}),
        ("digest", {"key_set_hash": b"short"}),
        ("digest", {"seq": -1}),
        ("digest", {"digest_id": "d\0"}),
        ("digest", {"digest_id": "d" * 10_000}),
        ("digest_detail", {"buckets": [256]}),
        ("digest_detail", {"records": [{"pseudonym": b"", "fingerprint": bytes(16)}]}),
    ],
)
def test_a_statement_that_contradicts_itself_is_not_taken(of: str, broken: dict[str, Any]) -> None:
    assert not _is_whole(of, {**(DIGEST if of == "digest" else DETAIL), **broken})
