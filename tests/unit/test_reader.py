"""Files as providers really write them: encodings, compression, damage."""

import gzip
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from producers import reader
from producers.reader import Row, Unreadable, open_file
from schemas.bilingual import Refusal

TABLE = "名称,编号\n示例甲,1\n示例乙,2\n"


def rows_of(path: Path) -> list[Row | Unreadable]:
    return list(open_file(path).rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
@pytest.mark.parametrize("compressed", [False, True])
def test_the_same_table_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str, compressed: bool) -> None:
    path = tmp_path / ("t.csv.gz" if compressed else "t.csv")
    content = TABLE.encode(encoding)
    path.write_bytes(gzip.compress(content) if compressed else content)
    assert rows_of(path) == [
        Row(2, {"名称": "示例甲", "编号": "1"}),
        Row(3, {"名称": "示例乙", "编号": "2"}),
    ]


def test_a_character_that_only_gb18030_has_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("名称\n示例𠀀\n".encode("gb18030"))
    assert rows_of(path) == [Row(2, {"名称": "示例𠀀"})]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1,"two\nlines"\n\n3,4\n', "utf-8")
    assert rows_of(path) == [Row(2, {"a": "1", "b": "two\nlines"}), Row(4, {"a": "3", "b": "4"})]


def test_damaged_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    good = "示例丙,3\n" * 3
    path.write_bytes(
        b"a,b\n" + good.encode() + b"1\n" + b"\xff\xfe\xfd,2\n" + b'"x"y,2\n' + b"1,2,3\n" + "末,9\n".encode()
    )
    found = rows_of(path)
    assert [r for r in found if isinstance(r, Unreadable)] == [
        Unreadable(5, "FILE-RAGGED"),
        Unreadable(6, "FILE-ENCODING"),
        Unreadable(7, "FILE-QUOTING"),
        Unreadable(8, "FILE-RAGGED"),
    ]
    assert found[-1] == Row(9, {"a": "末", "b": "9"})


def test_an_open_quotation_mark_at_the_end_is_an_unreadable_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1,2\n3,"never closed\n', "utf-8")
    assert rows_of(path) == [Row(2, {"a": "1", "b": "2"}), Unreadable(3, "FILE-QUOTING")]


def test_json_lines_keep_every_digit_and_know_their_line(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    lines = [
        '{"a": 12345678901234567890.10, "b": null, "c": true}',
        "",
        '{"a": ',
        '{"a": [1]}',
        "[1]",
        '{"a": "\\ud800"}',
        '{"a": NaN}',
        '{"a": "末"}',
    ]
    path.write_text("\n".join(lines), "utf-8")
    assert rows_of(path) == [
        Row(1, {"a": "12345678901234567890.10", "b": "", "c": "true"}),
        *(Unreadable(n, "FILE-JSON") for n in (3, 4, 5, 6, 7)),
        Row(8, {"a": "末"}),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.csv", None),
        ("t.txt", b"a\n1\n"),
        ("t.csv", b""),
        ("t.csv", b"a,a\n1,2\n"),
        ("t.csv", b"PK\x03\x04 a workbook"),
        ("t.csv", "a,b\n".encode("utf-16")),
        ("t.csv.gz", gzip.compress(b"a,b\n1,2\n" * 1000, mtime=0)[:30]),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refusal, match=name):
        rows_of(path)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a\n1\n", "utf-8")
    source = open_file(path)
    path.write_text("a\n1\n2\n", "utf-8")
    with pytest.raises(Refusal, match="changed"):
        list(source.rows())


# Columns

PIECES = [",", "\n", "\r\n", '"', '""', "甲", "x", "\r", " ", "\ufeff", "\0", "1,2\n", '"a,b",', '"l\nm"', "'", "#"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    damage=st.sampled_from([b"", b"", b"\xff\xfe\xfd\n"]),
    encoding=st.sampled_from(["utf-8", "gb18030"]),
    block_bytes=st.sampled_from([1, 8, 1000]),
    header=st.sampled_from(["a,b", "a"]),
    name=st.sampled_from(["t.csv", "t.jsonl"]),
)
def test_columns_hold_what_rows_say(
    tmp_path: Path, text: str, damage: bytes, encoding: str, block_bytes: int, header: str, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(f"{header}\n".encode() + text.encode(encoding) + damage + text.encode(encoding))
    source = open_file(path)
    with patch.object(reader, "BLOCK_BYTES", block_bytes):
        batches = list(source.batches(["b", "none"], rows=2))
    by_number: dict[int, Row | Unreadable] = {u.number: u for batch in batches for u in batch.unreadable}
    for batch in batches:
        assert 0 < len(batch.numbers) + len(batch.unreadable) <= 2
        for number, values in zip(batch.numbers, batch.texts.iter_rows(named=True), strict=True):
            by_number[number] = Row(number, values)
    expected = [
        r if isinstance(r, Unreadable) else Row(r.number, {"b": r.values.get("b", ""), "none": ""})
        for r in source.rows()
    ]
    assert [by_number[number] for number in sorted(by_number)] == expected


def test_plain_rows_are_read_as_columns_and_not_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    rows = [f'{n},"示例,""{n}""\n甲"\r\n' for n in range(30_000)]
    path.write_bytes(("a,b\r\n" + "".join(rows)).encode())
    source = open_file(path)
    expected = [(row.number, row.values["b"]) for row in source.rows() if isinstance(row, Row)]
    monkeypatch.setattr(reader, "_CsvRecords", None)
    batches = list(source.batches(["b"], rows=7000))
    assert [pair for b in batches for pair in zip(b.numbers, b.texts["b"], strict=True)] == expected


def test_json_lines_become_columns_with_the_names_any_of_them_has(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": "1", "c": null}\n[]\n{"b": 2}\n', "utf-8")
    (batch,) = open_file(path).batches(["a", "b"], rows=10)
    assert batch.numbers == [1, 3]
    assert batch.unreadable == [Unreadable(2, "FILE-JSON")]
    assert batch.names == {"a", "b", "c"}
    assert batch.texts.to_dicts() == [{"a": "1", "b": ""}, {"a": "", "b": "2"}]
