"""A file is judged and published as columns; said of each row by itself, everything is the same. All values are invented."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govsync.validation.dry_run import Fields, RowFinding, judge_file, packaged_pipeline
from producers import publisher
from producers.mapping import (
    Change,
    Mapping,
    RecordKey,
    Refused,
    RelatedSource,
    RowMapper,
    content_hashes,
    default_mapping,
    each_change,
    load_mapping,
    records_of,
    statements,
)
from producers.numbering import LARGEST_EVENT_BYTES, Draft, Numbering, Statement
from producers.reader import Batch, Row, Unreadable, open_file
from producers.reading import WHITE_SPACE, Source
from producers.state import Standing
from schemas.codec import HEADER_BYTES, BatchDecoder
from schemas.directory import ElementKind, Item, inbound_topic
from schemas.directory_files import load_directory
from schemas.released import load_released
from schemas.rule_catalogue import rule_catalogue
from stream_processors.pipeline import Inbound
from stream_processors.rules.timeliness import beijing_date
from tests.events import resident_number

AT = datetime(2026, 3, 2, 8, 0, 0, 1500, tzinfo=UTC)
DIRECTORY = load_directory()
PIPELINE = packaged_pipeline()
REGISTER = load_mapping("enterprise-registry-csv")
OWN = REGISTER.model_copy(
    update={
        "time_zone": "UTC",
        "null_values": ("", "-"),
        "record_id": (*REGISTER.record_id, REGISTER.elements["entity_name"], REGISTER.elements["enterprise_type"]),
        "related": (
            RelatedSource(
                role="OTHER_PARTY",
                type=Source(constant="USCC"),
                number=REGISTER.elements["domicile_address"],
                separator="★",
            ),
        ),
        "envelope": {"origin_ref": REGISTER.elements["enterprise_type"], "origin": REGISTER.elements["entity_name"]},
    }
)
CASES = [
    (DIRECTORY.items["np-household-registration"], "tianhe-public-security", None),
    (DIRECTORY.items["ot-air-quality"], "gz-ecology-environment", None),
    (DIRECTORY.items["lp-enterprise-registration"], "gz-market-regulation", None),
    (DIRECTORY.items["lp-enterprise-registration"], "gz-market-regulation", REGISTER),
    (DIRECTORY.items["lp-enterprise-registration"], "gz-market-regulation", OWN),
]
NUMBERINGS = {item.item: Numbering(item, provider) for item, provider, _ in CASES}
DECODERS = {item.item: BatchDecoder(load_released().latest("inbound", item.item)) for item, _, _ in CASES}
TEXTS = [
    "", "-", " ", "甲", "示例〓 ", "N/A", "2026-03-01", "2026-03-01T10:00:00+08:00", "2026-03-01 23:30", "1899-12-31", "9999-12-31",
    "0001-01-01T00:00:00+14:00", "soon", "0", "1", "2", "-0", "1.5", "1e3", "1,183.80(万美元)", "香港元", "9" * 12, "9" * 25, "NaN", "inf",
    "1_0", "true", "否", "440106", "440103", "A\x1f", "\x1c甲", "　全角　", "绝密★启用前", "★", '"\\\n', "\0", "CREATE", "DELETE", "LIVE",
    "CORRECTION", "RESIDENT_ID", "USCC", "OBJECT", "NONE", "91440101MA5XYW121W", "91440101ma5xyw1213", "gz-1", "x" * 300, "CNY", "k" * 210,
]  # fmt: skip
texts = st.one_of(st.sampled_from(TEXTS), st.integers(0, 50).map(resident_number), st.text(max_size=8))


def mapped(item: Item, mapping: Mapping | None) -> Mapping:
    return mapping or default_mapping(item)


LIKELY = {
    "identity_type": ["RESIDENT_ID"],
    "identity_number": [resident_number(1), resident_number(2), "91440101MA5XYW121W"],
    "changed_on": ["2026-03-01", "2026-02-28"],
    "operation": ["", "DELETE", "UPDATE", "REKEY", "MERGE"],
    **{f"related.{n}.type": ["", "", "", "RESIDENT_ID"] for n in range(1, 5)},
    **{f"related.{n}.number": ["", "", "", f"{resident_number(n)}; {resident_number(5)}"] for n in range(1, 5)},
    "origin": ["", "LIVE", "SNAPSHOT"],
    "record_version": ["", "1", "2", "3"],
    "decided_on": ["", "2026-03-01"],
    "valid_from_on": ["", "2026-03-01"],
    "recorded_at": ["", "2026-03-01T10:00:00.0015Z"],
}


def plausible(mapping: Mapping, item: Item) -> dict[str, st.SearchStrategy[str]]:
    """Texts for every column, likely ones mostly: else every row is refused for its first field."""
    likely = {e.name: ["", "1"] for e in item.elements if e.kind is not ElementKind.STRING} | LIKELY
    found = {}
    for name, source in mapping.sources().items():
        if source.column is not None and source.column not in found:
            usual = st.sampled_from(likely[name]) if name in likely else texts
            found[source.column] = st.one_of(*[usual] * 9, texts)
    return found


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, list[dict[str, str]]]:
    """Which of the cases, and rows for it."""
    case = draw(st.sampled_from(range(len(CASES))))
    item, _, mapping = CASES[case]
    columns = plausible(mapped(item, mapping), item)
    return case, draw(st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=6))


def batch_of(rows: list[dict[str, str]]) -> Batch:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    return Batch(range(2, len(rows) + 2), frame, [Unreadable(99, "FILE-RAGGED")], frozenset(rows[0]))


@settings(max_examples=150, deadline=None)
@given(table=tables())
def test_the_changes_of_a_batch_are_those_of_its_rows(table: tuple[int, list[dict[str, str]]]) -> None:
    case, rows = table
    item, _, mapping = CASES[case]
    mapper = RowMapper(mapped(item, mapping), item, date(2026, 3, 2))
    each = {number: mapper.outcome_of(Row(number, row)) for number, row in enumerate(rows, 2)}
    changes = mapper.changes_of(batch_of(rows))
    refused = {number: outcome for number, outcome in each.items() if isinstance(outcome, Refused)}
    assert dict(changes.refused) == {**refused, 99: Refused("FILE-RAGGED", "")}
    said = {number: outcome for number, outcome in each.items() if isinstance(outcome, Change)}
    assert changes.frame["file_row"].to_list() == list(said) == [int(n) + 2 for n in changes.positions]
    assert list(each_change(changes.frame)) == list(said.items())
    assert records_of(changes.frame) == [change.record for change in said.values()]
    assert content_hashes(changes.frame) == [change.content() for change in said.values()]
    assert statements(changes.frame) == [change.statement() for change in said.values()]

    numbering = NUMBERINGS[item.item]
    statement = Statement("s-1", "BACKFILL", "initial-load", AT)
    drafts = [Draft(change, change.content(), number) for number, change in said.items()]
    standing = {change.record: Standing(2, b"", deleted=n % 2 == 0) for n, change in enumerate(said.values()) if n < 2}
    each_encoded = numbering.prepare(drafts, statement, first_seq=5, standing=standing, version_floor=7)
    contents = [draft.content for draft in drafts]
    assert each_encoded == numbering.prepare_columns(
        changes.frame, records_of(changes.frame), contents, statement, first_seq=5, standing=standing, version_floor=7
    )
    decoded = DECODERS[item.item].decode([event.value[HEADER_BYTES:] for event in each_encoded.events])
    assert not decoded.malformed
    sent = changes.frame.filter(pl.col("file_row").is_in([event.file_row for event in each_encoded.events]))
    columns = numbering.columns(
        sent,
        statement,
        event_ids=decoded.frame["event_id"],
        seqs=pl.int_range(5, 5 + sent.height),
        versions=decoded.frame["record_version"],
        is_new=decoded.frame["operation"] == 0,
    )
    assert columns.schema == decoded.frame.schema
    assert columns.equals(decoded.frame)


def test_where_one_event_is_too_large_the_others_are_numbered_without_a_gap() -> None:
    item, _, mapping = CASES[3]
    mapper = RowMapper(mapped(item, mapping), item, date(2026, 3, 2))
    row = {
        "uscc": "91440101MA5XYW121W",
        "reg_date": "2026-03-01",
        "type": "",
        "capital": "",
        "scope": "",
        "address": "甲",
    }
    names = ["甲", "x" * LARGEST_EVENT_BYTES, "乙"]
    changes = mapper.changes_of(batch_of([row | {"name": name} for name in names])).frame
    prepared = NUMBERINGS[item.item].prepare_columns(
        changes,
        records_of(changes),
        content_hashes(changes),
        Statement("s-1", "LIVE", None, AT),
        first_seq=5,
        standing={},
    )
    assert [(event.seq, event.file_row) for event in prepared.events] == [(5, 2), (6, 4)]
    assert prepared.refused == [(3, Refused("FILE-SIZE", ""))]


def judged_by_bytes(wanted: publisher.Request) -> dict[int, tuple[RowFinding, ...]]:
    """What `judge_file` says, told row by row and of the events' bytes."""
    source = open_file(wanted.file)
    mapper = RowMapper(wanted.mapping, wanted.item, beijing_date(AT))
    numbering = NUMBERINGS[wanted.item.item]
    fields = Fields(wanted)
    topic = inbound_topic(wanted.provider, wanted.item.item)
    contents: dict[RecordKey, bytes] = {}
    versions: dict[RecordKey, int] = {}
    found: dict[int, tuple[RowFinding, ...]] = {}
    for row in source.rows():
        outcome = mapper.outcome_of(row)
        if isinstance(outcome, Change):
            record, content = outcome.record, outcome.content()
            is_repeat = contents.get(record) == content
            contents[record] = content
            before, version = versions.get(record, 0), outcome.version
            if not is_repeat and version is not None and version <= before:
                outcome = Refused("FILE-VERSION", "record_version")
            elif not is_repeat:
                versions[record] = before + 1 if version is None else version
        if isinstance(outcome, Refused):
            weight = rule_catalogue()[outcome.rule].severity
            found[row.number] = (RowFinding(outcome.rule, weight, *fields.of_file(outcome)),)
            continue
        draft = Draft(outcome._replace(version=None), b"", row.number)
        (event,) = numbering.prepare([draft], Statement("s", "LIVE", None, AT), first_seq=1, standing={}).events
        (findings,) = PIPELINE.findings([Inbound(topic, 0, 0, int(AT.timestamp() * 1000), event.key, event.value)])
        found[row.number] = tuple(RowFinding(f.rule, f.severity, *fields.of_event(f.path)) for f in findings)
    return found


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables(), rows=st.sampled_from([2, 100]))
def test_a_file_is_judged_as_its_rows_are_one_by_one(
    table: tuple[int, list[dict[str, str]]], rows: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    case, values = table
    item, provider, mapping = CASES[case]
    path: Path = tmp_path_factory.mktemp("judged") / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in values), "utf-8")
    wanted = publisher.request(DIRECTORY, provider=provider, item=item.item, file=path, mapping=mapping)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("govsync.validation.dry_run.BATCH_ROWS", rows)
        judged = {j.row: j.findings for judgements in judge_file(wanted, PIPELINE, AT) for j in judgements}
    assert judged == judged_by_bytes(wanted)


def test_a_row_too_large_for_an_event_or_for_the_intake_is_refused_and_the_largest_is_judged_like_any(
    tmp_path: Path,
) -> None:
    intake = PIPELINE.max_event_bytes(int(AT.timestamp() * 1000))
    row = {"identity_type": "RESIDENT_ID", "changed_on": "2026-03-01", "name": "甲", "sex_code": "1"}
    rows = [
        row | {"identity_number": resident_number(number), "household_address": "x" * length}
        for number, length in enumerate([LARGEST_EVENT_BYTES, intake, intake - 500, 2000])
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    item, provider, _ = CASES[0]
    wanted = publisher.request(DIRECTORY, provider=provider, item=item.item, file=path, mapping=None)
    no_event, too_large, largest, short = (
        j.findings for judgements in judge_file(wanted, PIPELINE, AT) for j in judgements
    )
    assert [finding.rule for finding in no_event] == ["FILE-SIZE"]
    assert [finding.rule for finding in too_large] == ["CONF-SIZE"]
    assert largest == short
    assert "CONF-LENGTH" in {finding.rule for finding in short}


def test_white_space_is_what_python_strips() -> None:
    assert set(WHITE_SPACE) == {character for character in map(chr, range(0x110000)) if character.isspace()}
