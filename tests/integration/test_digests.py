"""Digests on the real platform: what agrees, what differs, how it is narrowed down, and what is owed until it agrees."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consumers import silence
from consumers.digest_reports import DigestReport, wait
from infra.pseudonym_key import load_pseudonyms
from infra.settings import Settings
from producers import attestation, digest, publisher
from schemas.bilingual import Refusal
from schemas.codec import Encoder
from schemas.directory_files import load_directory
from schemas.held_set import bucket_of, summed
from schemas.released import load_released
from tests.integration.conftest import Chain
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

ITEM, PROVIDER, OTHER = "ot-air-quality", "gz-ecology-environment", "nansha-ecology-environment"
TABLE = "other.air_quality"
STATIONS = 40


def row(station: str, aqi: int = 50, changed_on: str = "2026-03-02") -> dict[str, str]:
    return {
        "identity_type": "OBJECT", "identity_number": station, "changed_on": changed_on, "station_name": "示例站",
        "latitude": "23.05", "longitude": "-0.0", "observed_at": "2026-03-02T08:00:00.5+08:00", "aqi": str(aqi),
    }  # fmt: skip


def register(path: Path, rows: dict[str, dict[str, str]]) -> Path:
    columns = list(row("x"))
    lines = [",".join(columns), *(",".join(each[c] for c in columns) for each in rows.values())]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a person runs the command now


def send(chain: Chain, provider: str, file: Path, **options: Any) -> publisher.Summary:
    wanted = publisher.request(load_directory(), provider=provider, item=ITEM, file=file, mapping=None, **options)
    return publisher.publish(chain.settings, wanted, clock=now, ask=lambda _: True, progress=lambda *_: None)


def state(chain: Chain, provider: str, file: Path) -> DigestReport:
    wanted = digest.request(load_directory(), provider=provider, item=ITEM, file=file, mapping=None)
    stated = digest.publish(chain.settings, wanted, now=now(), progress=lambda _: None)
    assert stated.digest_id is not None
    return wait(chain.settings, stated.digest_id, lambda r: r.outcome != "WAITING", 60)


def narrow(chain: Chain, provider: str, file: Path, found: DigestReport) -> DigestReport:
    wanted = digest.request(load_directory(), provider=provider, item=ITEM, file=file, mapping=None)
    narrowing = digest.Narrowing(found.digest_id, provider, ITEM, dict(found.differing_buckets))
    detail = digest.explain(chain.settings, wanted, narrowing, now=now(), progress=lambda _: None)
    digest.publish_detail(chain.settings, wanted, narrowing, detail)
    return wait(chain.settings, found.digest_id, lambda r: r.narrowing is not None, 60)


def until_owed(chain: Chain, digest_id: str, is_so: Callable[[DigestReport], bool]) -> DigestReport:
    return wait(chain.settings, digest_id, is_so, 60)


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, str]]:
    return {name: row(name) for name in (f"STATION-{n}" for n in range(STATIONS))}


@pytest.fixture(scope="module")
def file(chain: Chain, tmp_path_factory: pytest.TempPathFactory, rows: dict[str, dict[str, str]]) -> Path:
    """The provider's register, published."""
    path = register(tmp_path_factory.mktemp("register") / "stations.csv", rows)
    assert send(chain, PROVIDER, path).published == STATIONS
    return path


@pytest.fixture
def restored(chain: Chain, file: Path, rows: dict[str, dict[str, str]]) -> Iterator[None]:
    """Afterwards the register is as it was, and all of it is shared."""
    yield
    register(file, rows)
    send(chain, PROVIDER, file, complete=True, approved=True)


def test_what_was_published_agrees_with_what_is_held(chain: Chain, file: Path) -> None:
    found = state(chain, PROVIDER, file)
    assert (found.outcome, found.record_count, found.shared_record_count, found.missing_seqs) == (
        "AGREES", STATIONS, STATIONS, 0,
    )  # fmt: skip
    assert (found.differing_buckets, found.obligation_id) == ({}, None)


@pytest.mark.usefixtures("restored")
def test_a_change_that_was_never_sent_is_found_named_owed_and_settled(
    chain: Chain, file: Path, rows: dict[str, dict[str, str]]
) -> None:
    left = {name: each for name, each in rows.items() if name != "STATION-1"}
    changed = {
        **left,
        "STATION-2": row("STATION-2", aqi=51, changed_on="2026-03-03"),
        "STATION-NEW": row("STATION-NEW"),
    }
    register(file, changed)
    found = state(chain, PROVIDER, file)
    pseudonyms = load_pseudonyms(chain.settings)
    named = {name: pseudonyms.of("OBJECT", name, "") for name in ("STATION-1", "STATION-2", "STATION-NEW")}
    assert found.outcome == "DIFFERS"
    assert set(found.differing_buckets) == {bucket_of(pseudonym) for pseudonym in named.values()}
    narrowed = narrow(chain, PROVIDER, file, found)
    assert {(d.pseudonym, d.kind, d.changed_on) for d in narrowed.differences} == {
        (named["STATION-1"].hex(), "EXTRA", None),
        (named["STATION-2"].hex(), "STALE", date(2026, 3, 3)),
        (named["STATION-NEW"].hex(), "MISSING", date(2026, 3, 2)),
    }
    assert {d.seq is None for d in narrowed.differences if d.kind == "MISSING"} == {True}

    owed = until_owed(chain, found.digest_id, lambda r: r.obligation_id is not None)
    assert owed.obligation_state == "OPEN"
    again = state(chain, PROVIDER, file)
    assert again.outcome == "DIFFERS"
    assert until_owed(chain, again.digest_id, lambda r: r.obligation_id is not None).obligation_id == owed.obligation_id

    sent = send(chain, PROVIDER, file, complete=True, approved=True)
    assert (sent.published, sent.deleted) == (3, 1)
    assert state(chain, PROVIDER, file).outcome == "AGREES"
    settled = until_owed(chain, found.digest_id, lambda r: r.obligation_state == "CLOSED")
    assert settled.obligation_id == owed.obligation_id


@pytest.mark.usefixtures("restored")
def test_the_comparison_is_as_of_the_digests_seq_whatever_came_later(
    chain: Chain, file: Path, rows: dict[str, dict[str, str]]
) -> None:
    stated = state(chain, PROVIDER, file)
    register(file, {**rows, "STATION-3": row("STATION-3", aqi=99), "STATION-LATER": row("STATION-LATER")})
    assert send(chain, PROVIDER, file).published == 2
    assert state(chain, PROVIDER, file).outcome == "AGREES"
    # The earlier digest once more, as if the comparer had only now come round to it.
    columns = (
        "provider, item, seq, held_at, received_at, pseudonym_key_id, record_count, key_set_hash, bucket_record_counts, "
        "bucket_content_hashes"
    )
    chain.sql(
        f"INSERT INTO platform.digest (digest_id, {columns}) SELECT 'd-late', {columns} FROM platform.digest "
        "WHERE digest_id = %s",
        (stated.digest_id,),
    )
    found = wait(chain.settings, "d-late", lambda r: r.outcome != "WAITING", 60)
    assert (found.outcome, found.shared_record_count) == ("AGREES", STATIONS)


@pytest.mark.usefixtures("restored")
def test_a_record_refused_on_its_way_is_not_owed_twice(
    chain: Chain, file: Path, rows: dict[str, dict[str, str]]
) -> None:
    register(file, {**rows, "STATION-REFUSED": row("STATION-REFUSED", changed_on="2031-01-01")})
    assert send(chain, PROVIDER, file).published == 1
    found = state(chain, PROVIDER, file)
    assert found.outcome == "DIFFERS"
    narrowed = narrow(chain, PROVIDER, file, found)
    assert [(d.kind, d.in_quarantine) for d in narrowed.differences] == [("MISSING", True)]
    settled = until_owed(chain, found.digest_id, lambda r: r.obligation_state == "RETRACTED")
    assert settled.obligation_state == "RETRACTED"


def test_a_row_that_vanished_behind_the_chains_back_is_found(chain: Chain, tmp_path: Path) -> None:
    path = register(tmp_path / "nansha.csv", {name: row(name) for name in ("NANSHA-1", "NANSHA-2", "NANSHA-3")})
    assert send(chain, OTHER, path).published == 3
    assert state(chain, OTHER, path).outcome == "AGREES"
    taken = chain.sql(f"DELETE FROM {TABLE}_history WHERE identity_number = 'NANSHA-2' RETURNING seq")
    found = state(chain, OTHER, path)
    assert (found.outcome, found.shared_record_count, found.missing_seqs) == ("DIFFERS", 2, 1)
    (missing,) = narrow(chain, OTHER, path, found).differences
    assert missing.kind == "MISSING"
    assert missing.pseudonym == load_pseudonyms(chain.settings).of("OBJECT", "NANSHA-2", "").hex()
    assert taken == [(2,)]


def test_a_detail_of_another_register_is_not_taken(chain: Chain, file: Path, tmp_path: Path) -> None:
    short = register(tmp_path / "short.csv", {"STATION-0": row("STATION-0")})
    found = state(chain, PROVIDER, short)
    assert found.outcome == "DIFFERS"
    with pytest.raises(Refusal, match="is not what digest"):
        narrow(chain, PROVIDER, file, found)
    assert state(chain, PROVIDER, file).outcome == "AGREES"


def test_another_key_says_nothing_about_anybody(chain: Chain, file: Path) -> None:
    settings = chain.settings.model_copy(update={"pseudonym_key": "00" * 32})
    wanted = digest.request(load_directory(), provider=PROVIDER, item=ITEM, file=file, mapping=None)
    stated = digest.publish(settings, wanted, now=now(), progress=lambda _: None)
    assert stated.digest_id is not None
    found = wait(chain.settings, stated.digest_id, lambda r: r.outcome != "WAITING", 60)
    assert (found.outcome, found.obligation_id) == ("OTHER_KEY", None)


def test_what_is_no_digest_is_left_on_the_topic_and_stops_nobody(chain: Chain, file: Path) -> None:
    key = f"{PROVIDER}|{ITEM}".encode()
    known = load_released().latest("platform", "digest").header
    for value in (b"", b"\x00\x00\x00\x00\x01rubbish", known + b"junk", b"\x00\x00\x00\xff\xffjunk"):
        chain.send_bytes([("platform.digests", key, value)])
    assert state(chain, PROVIDER, file).outcome == "AGREES"


def test_the_digest_of_an_agency_that_has_no_topic_is_compared_with_nothing(chain: Chain) -> None:
    nothing = summed([])
    stated = {
        "digest_id": "d-nobody", "provider": "gz-nobody", "item": ITEM, "seq": 0, "held_at": now(),
        "pseudonym_key_id": load_pseudonyms(chain.settings).key_id, "record_count": 0,
        "key_set_hash": nothing.key_set_hash, "buckets": [bucket._asdict() for bucket in nothing.buckets],
    }  # fmt: skip
    value = Encoder(load_released().latest("platform", "digest")).encode(stated)
    chain.send_bytes([("platform.digests", f"gz-nobody|{ITEM}".encode(), value)])
    assert wait(chain.settings, "d-nobody", lambda r: r.outcome != "WAITING", 60).outcome == "AGREES"


def test_an_attestation_is_evidence_and_ends_a_silence(chain: Chain, file: Path) -> None:
    item = load_directory().items[ITEM]
    attested = attestation.attest(chain.settings, PROVIDER, item, date(2026, 3, 31), clock=now)
    chain.settle()
    assert chain.sql(
        f"SELECT operation, changed_on, record_version FROM {TABLE}_history WHERE provider = %s AND seq = %s",
        (PROVIDER, attested.seq),
    ) == [("ATTEST", date(2026, 3, 31), attested.seq)]
    (voice,) = silence.voices(chain.settings, now(), agency=PROVIDER, item=ITEM)
    assert (voice.attested_as_of, voice.within_days, voice.is_silent(now())) == (date(2026, 3, 31), 1, False)
    assert voice.is_silent(now() + timedelta(days=2))
    with pytest.raises(Refusal, match="still to come"):
        attestation.attest(chain.settings, PROVIDER, item, date(9999, 1, 1), clock=now)
    # A register says nothing of attestations: it agrees as before.
    assert state(chain, PROVIDER, file).outcome == "AGREES"


def test_the_command_follows_a_digest_to_the_rows_of_the_file(
    chain: Chain, file: Path, tmp_path: Path, rows: dict[str, dict[str, str]]
) -> None:
    home = chain.settings.home
    about = ("--item", ITEM, "--provider", PROVIDER)
    agreed = run_govsync("digest", *about, "--wait", str(file), home=home)
    assert (agreed.returncode, agreed.stderr) == (0, "")
    assert "evidence of compliance" in agreed.stdout
    path = register(tmp_path / "more.csv", {**rows, "STATION-MORE": row("STATION-MORE")})
    told = run_govsync("digest", *about, "--wait", "--json", str(path), home=home)
    assert (told.returncode, told.stderr) == (1, "")
    found = json.loads(told.stdout)
    (named,) = found["rows"]
    assert (named["file_row"], named["kind"]) == (STATIONS + 2, "MISSING")
    shown = run_govsync("digest", "show", found["digest_id"], "--json", home=home)
    assert shown.returncode == 1
    request = tmp_path / "request.json"
    request.write_text(shown.stdout, "utf-8")
    explained = run_govsync("digest", "--explain", str(request), str(path), home=home)
    assert explained.returncode == 1
    assert explained.stdout == f"✗ row {STATIONS + 2}: held, not shared ({named['pseudonym']})\n"
    listed = run_govsync("digest", "list", "--item", ITEM, "--json", home=home)
    assert {v["provider"] for v in json.loads(listed.stdout)["voices"]} == {PROVIDER, OTHER}
    quiet = run_govsync("digest", "list", "--silent", "--limit", "3", home=home)
    assert quiet.returncode == 0
    assert "neither compliance nor breach" in quiet.stderr


def test_a_key_is_made_once_and_for_its_owner_alone(chain: Chain) -> None:
    path = chain.settings.home / "pseudonym.key"
    assert path.stat().st_mode & 0o777 == 0o600
    alone = Settings.from_environment().without_addresses().model_copy(update={"home": path.parent / "nothing"})
    with pytest.raises(Refusal, match="GOVSYNC_PSEUDONYM_KEY"):
        load_pseudonyms(alone)
