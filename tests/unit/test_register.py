"""A provider's register under pseudonyms: what of a file counts, and that a row nobody can read is no row of it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from infra.pseudonym_key import load_pseudonyms, make_key
from infra.settings import Settings
from producers import digest
from producers.digest import Narrowing
from producers.state import Event, open_state
from schemas.bilingual import Refusal
from schemas.directory_files import load_directory
from schemas.held_set import DifferenceKind, HeldSet, Pseudonyms, bucket_of, differences

ITEM, PROVIDER = "ot-air-quality", "gz-ecology-environment"
NOW = datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=UTC)
KEY = "5a" * 32
COLUMNS = "identity_type,identity_number,changed_on,aqi,operation,record_version"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(GOVSYNC_PSEUDONYM_KEY=KEY, GOVSYNC_HOME=tmp_path / "home")


def written(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((COLUMNS, *rows)) + "\n", "utf-8")
    return path


def request(file: Path) -> digest.Request:
    return digest.request(load_directory(), provider=PROVIDER, item=ITEM, file=file, mapping=None)


def held(settings: Settings, path: Path, *rows: str) -> HeldSet:
    return digest.compute(settings, request(written(path, *rows)), now=NOW, progress=lambda _: None).held_set


def test_the_order_of_the_rows_does_not_matter(settings: Settings, tmp_path: Path) -> None:
    a, b = "OBJECT,A,2026-03-01,5,,", "OBJECT,B,2026-03-01,6,,"
    assert held(settings, tmp_path / "1.csv", a, b) == held(settings, tmp_path / "2.csv", b, a)


def test_of_a_record_with_several_rows_the_last_one_counts_once(settings: Settings, tmp_path: Path) -> None:
    first, last = "OBJECT,A,2026-03-01,5,,", "OBJECT,A,2026-03-02,6,,"
    several = held(settings, tmp_path / "1.csv", first, last)
    assert several == held(settings, tmp_path / "2.csv", last)
    assert several.record_count == 1


def test_of_rows_with_versions_of_their_own_the_largest_counts(settings: Settings, tmp_path: Path) -> None:
    newer, older = "OBJECT,A,2026-03-02,6,,9", "OBJECT,A,2026-03-01,5,,7"
    assert held(settings, tmp_path / "1.csv", newer, older) == held(settings, tmp_path / "2.csv", newer)


def test_a_record_the_file_deletes_is_not_held(settings: Settings, tmp_path: Path) -> None:
    rows = ("OBJECT,A,2026-03-01,5,,", "OBJECT,A,2026-03-02,,DELETE,", "OBJECT,B,2026-03-01,5,,")
    assert held(settings, tmp_path / "1.csv", *rows) == held(settings, tmp_path / "2.csv", rows[2])


def test_a_row_that_cannot_be_read_is_named_and_no_digest_is_made(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        held(settings, tmp_path / "1.csv", "OBJECT,A,2026-03-01,5,,", "OBJECT,B,2026-03-01,five,,")
    assert "1 rows cannot be read" in refused.value.text.en
    assert "row 3 (FILE-VALUE aqi)" in refused.value.text.en
    assert "five" not in str(refused.value.text)


def test_a_digest_is_as_of_the_last_seq_given_out(settings: Settings, tmp_path: Path) -> None:
    file = written(tmp_path / "1.csv", "OBJECT,A,2026-03-01,5,,")
    assert digest.compute(settings, request(file), now=NOW, progress=lambda _: None).seq == 0
    with open_state(settings.home, PROVIDER, ITEM) as state:
        state.assign("s-1", [Event(seq, b"key", b"value", None, None) for seq in (1, 2, 3)])
    stated = digest.compute(settings, request(file), now=NOW, progress=lambda _: None)
    assert (stated.seq, stated.digest_id, stated.held_at.microsecond) == (3, None, 123000)


def test_an_explanation_names_the_rows_of_the_buckets_asked_about(settings: Settings, tmp_path: Path) -> None:
    rows = [f"OBJECT,A{n},2026-03-01,{n},," for n in range(300)]
    file = written(tmp_path / "1.csv", *rows)
    stated = digest.compute(settings, request(file), now=NOW, progress=lambda _: None).held_set
    pseudonym = Pseudonyms(bytes.fromhex(KEY)).of("OBJECT", "A17", "")
    bucket = bucket_of(pseudonym)
    narrowing = Narrowing("d-1", PROVIDER, ITEM, {bucket: stated.buckets[bucket]})
    detail = digest.explain(settings, request(file), narrowing, now=NOW, progress=lambda _: None)
    assert detail.buckets == [bucket]
    assert len(detail.rows) == stated.buckets[bucket].record_count
    (row,) = [row for row in detail.rows if row.record.pseudonym == pseudonym]
    assert (row.file_row, row.record.changed_on) == (2 + 17, date(2026, 3, 1))
    found = differences([row.record for row in detail.rows], {})
    assert found[pseudonym] == (DifferenceKind.MISSING, date(2026, 3, 1))


def test_a_detail_tells_of_whole_buckets_and_of_so_many_records_at_most(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / "1.csv", *(f"OBJECT,A{n},2026-03-01,5,," for n in range(3000)))
    stated = digest.compute(settings, request(file), now=NOW, progress=lambda _: None).held_set
    every = Narrowing("d-1", PROVIDER, ITEM, dict(enumerate(stated.buckets)))
    detail = digest.explain(settings, request(file), every, now=NOW, progress=lambda _: None)
    assert (len(detail.rows), detail.buckets) == (3000, list(range(256)))
    assert len({row.record.pseudonym for row in detail.rows}) == 3000
    monkeypatch.setattr(digest, "DETAIL_RECORDS", 100)
    part = digest.explain(settings, request(file), every, now=NOW, progress=lambda _: None)
    assert part.buckets == list(range(len(part.buckets)))
    assert len(part.rows) == sum(stated.buckets[bucket].record_count for bucket in part.buckets) <= 100


def test_a_file_that_is_another_than_the_digests_explains_nothing(settings: Settings, tmp_path: Path) -> None:
    file = written(tmp_path / "1.csv", "OBJECT,A,2026-03-01,5,,")
    stated = digest.compute(settings, request(file), now=NOW, progress=lambda _: None).held_set
    narrowing = Narrowing("d-1", PROVIDER, ITEM, dict(enumerate(stated.buckets)))
    written(file, "OBJECT,A,2026-03-01,6,,")
    with pytest.raises(Refusal, match="is not what digest d-1 was computed from"):
        digest.explain(settings, request(file), narrowing, now=NOW, progress=lambda _: None)


def test_a_home_keeps_the_key_it_made(tmp_path: Path) -> None:
    settings = Settings(GOVSYNC_HOME=tmp_path)
    make_key(settings)
    first = load_pseudonyms(settings)
    make_key(settings)
    assert load_pseudonyms(settings).key_id == first.key_id
    assert [path.name for path in tmp_path.iterdir()] == ["pseudonym.key"]


def test_a_key_that_is_none_is_refused_without_being_shown(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="64 hexadecimal digits") as refused:
        load_pseudonyms(Settings(GOVSYNC_PSEUDONYM_KEY="not-a-key", GOVSYNC_HOME=tmp_path))
    assert "not-a-key" not in str(refused.value.text)
