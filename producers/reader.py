"""A provider's file as a stream of rows of text: CSV and JSON lines, gzipped or not, UTF-8 or GB18030.

Rows are numbered as a person sees them: a CSV's header is row 1, a JSON line's number is its line. A row that cannot
be read is a value with its number and a rule code; it never stops the others. Memory does not grow with the file.
"""

import csv
import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

from infra.kafka import MAX_EVENT_BYTES
from schemas.bilingual import Refusal

_GZIP = b"\x1f\x8b"
_UTF8_BOM = b"\xef\xbb\xbf"
_BYTE_ORDER_MARK = "\ufeff"
_NOT_READ_HERE = {
    b"PK\x03\x04": "Excel/zip",
    b"\xd0\xcf\x11\xe0": "Excel 97",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_CSV = frozenset({".csv"})
_JSON_LINES = frozenset({".jsonl", ".ndjson", ".json"})


class Row(NamedTuple):
    """One row: its number and its values by column, all as text; absent and null values are the empty string."""

    number: int
    values: dict[str, str]


class Unreadable(NamedTuple):
    """A row that is none: its number and the FILE- rule that says why."""

    number: int
    rule: str


@dataclass(frozen=True)
class SourceFile:
    """A file that can be read any number of times.

    `columns` are those of a CSV's header in order; None for JSON lines, where every line names its own.
    """

    path: Path
    encoding: str
    columns: tuple[str, ...] | None
    _identity: tuple[int, int]

    def rows(self) -> Iterator[Row | Unreadable]:
        """All rows after the header, blank ones left out.

        Raises:
            Refusal: the file is damaged as a whole or changed since it was opened.
        """
        try:
            with _open(self.path) as stream:
                lines = _Lines(stream, self.encoding)
                yield from _json_rows(lines) if self.columns is None else _csv_rows(lines, self.columns)
        except (OSError, EOFError, zlib.error) as error:
            _refuse_damaged(self.path, error)
        self.check_unchanged()

    def count_lines(self) -> int:
        """Lines of the file: about as many as it has rows, for whoever waits.

        Raises:
            Refusal: the file is damaged as a whole.
        """
        try:
            with _open(self.path) as stream:
                return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
        except (OSError, EOFError, zlib.error) as error:
            _refuse_damaged(self.path, error)

    def check_unchanged(self) -> None:
        """Refuse to go on with a file somebody is still writing: a row's number would name another row."""
        if _identity(self.path) != self._identity:
            raise Refusal(
                f"{self.path.name} changed while it was read. Wait until it is complete and run the command again.",
                f"{self.path.name} 在读取过程中发生变化。请待文件写完后重新运行。",
            )


def open_file(path: Path) -> SourceFile:
    """Find out a file's format, encoding and columns.

    Raises:
        Refusal: there is no such file, it is of a format not read here, or its header cannot be used.
    """
    try:
        identity = _identity(path)
        with _open(path) as stream:
            head = stream.peek(4)[:4]
            for magic, kind in _NOT_READ_HERE.items():
                if head.startswith(magic):
                    raise Refusal(
                        f"{path.name} is a file of the kind {kind}, not plain text. Save it as CSV in UTF-8.",
                        f"{path.name} 属于 {kind} 文件,不是纯文本。请另存为 UTF-8 编码的 CSV。",
                    )
        is_csv = _is_csv(path)
        encoding = _encoding(path)
        columns = _header(path, encoding) if is_csv else None
    except (OSError, EOFError, zlib.error) as error:
        _refuse_damaged(path, error)
    return SourceFile(path, encoding, columns, identity)


class _Lines:
    """Lines of text of a binary stream; `damaged` tells that a line since its last reset held undecodable bytes."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self.damaged = False

    def __iter__(self) -> Iterator[str]:
        # Neither UTF-8 nor GB18030 has the byte of a line break, a comma or a quotation mark inside a character.
        for number, line in enumerate(self._stream):
            try:
                text = line.decode(self._encoding)
            except UnicodeDecodeError:
                self.damaged = True
                text = line.decode(self._encoding, "replace")
            yield text.removeprefix(_BYTE_ORDER_MARK) if number == 0 else text


def _csv_rows(lines: _Lines, columns: tuple[str, ...]) -> Iterator[Row | Unreadable]:
    records = _csv_reader(lines)
    next(records)
    number = 1
    while True:
        number += 1
        lines.damaged = False
        try:
            record = next(records)
        except StopIteration:
            return
        except csv.Error:
            yield Unreadable(number, "FILE-QUOTING")
            continue
        if lines.damaged:
            yield Unreadable(number, "FILE-ENCODING")
        elif len(record) == len(columns):
            yield Row(number, dict(zip(columns, record, strict=True)))
        elif record:
            yield Unreadable(number, "FILE-RAGGED")


def _csv_reader(lines: _Lines) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_EVENT_BYTES)
    return csv.reader(lines, strict=True)


def _json_rows(lines: _Lines) -> Iterator[Row | Unreadable]:
    for number, line in enumerate(lines, 1):
        if lines.damaged:
            lines.damaged = False
            yield Unreadable(number, "FILE-ENCODING")
        elif line.strip():
            values = _json_values(line)
            yield Unreadable(number, "FILE-JSON") if values is None else Row(number, values)


def _json_values(line: str) -> dict[str, str] | None:
    try:
        # Numbers stay the text they are, so that no digit is lost before the mapping reads them.
        record = json.loads(line, parse_float=str, parse_int=str)
        if not isinstance(record, dict):
            return None
        values = {name: _as_text(value) for name, value in record.items()}
        if "\\u" in line:
            "".join(values.values()).encode()
    except (ValueError, TypeError, RecursionError):
        return None
    return values


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    raise TypeError


def _header(path: Path, encoding: str) -> tuple[str, ...]:
    with _open(path) as stream:
        lines = _Lines(stream, encoding)
        try:
            header = next(_csv_reader(lines), None)
        except csv.Error:
            header = None
    if not header or lines.damaged:
        raise Refusal(
            f"{path.name} has no readable header. Row 1 of a CSV file names its columns.",
            f"{path.name} 没有可读的表头。CSV 文件第 1 行应为列名。",
        )
    columns = tuple(name.strip() for name in header)
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        names = ", ".join(name or '""' for name in twice)
        raise Refusal(
            f"{path.name}, row 1: several columns have the same name: {names}. Give every column its own name.",
            f"{path.name} 第 1 行:列名重复:{names}。请为每列取不同的名称。",
        )
    return columns


def _is_csv(path: Path) -> bool:
    suffixes = {s.lower() for s in path.suffixes[-2:]}
    if suffixes & _CSV:
        return True
    if suffixes & _JSON_LINES:
        return False
    raise Refusal(
        f"{path.name}: the name does not say what the file is. Name it *.csv or *.jsonl, with .gz if it is compressed.",
        f"{path.name}:无法从文件名判断格式。请命名为 *.csv 或 *.jsonl,压缩文件再加 .gz。",
    )


def _encoding(path: Path) -> str:
    """UTF-8 or GB18030, whichever leaves fewer lines unreadable; UTF-8 where both do equally well."""
    wrong = {"utf-8": 0, "gb18030": 0}
    with _open(path) as stream:
        if stream.peek(len(_UTF8_BOM)).startswith(_UTF8_BOM):
            return "utf-8"
        for line in stream:
            if line.isascii():
                continue
            for encoding in wrong:
                try:
                    line.decode(encoding)
                except UnicodeDecodeError:
                    wrong[encoding] += 1
    return min(wrong, key=lambda encoding: wrong[encoding])


def _open(path: Path) -> BufferedReader:
    file = path.open("rb")
    if file.peek(2)[:2] != _GZIP:
        return file
    file.close()
    return BufferedReader(gzip.open(path, "rb"), 1 << 16)


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _refuse_damaged(path: Path, error: Exception) -> NoReturn:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "damaged or cut off"
    raise Refusal(
        f"{path} cannot be read: {reason}. Check the path, or fetch the file again.",
        f"无法读取 {path}:{reason}。请检查路径,或重新获取文件。",
    ) from error
