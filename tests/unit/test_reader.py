"""Files as providers really write them: encodings, compression, damage."""

import gzip
from pathlib import Path

import pytest

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
        ("t.csv.gz", gzip.compress(b"a,b\n1,2\n" * 1000)[:30]),
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
