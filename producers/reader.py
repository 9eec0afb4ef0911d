"""A provider's file as a stream of rows of text: CSV and JSON lines, gzipped or not, UTF-8 or GB18030.

Rows are numbered as a person sees them: a CSV's header is row 1, a JSON line's number is its line. A row that cannot
be read is a value with its number and a rule code; it never stops the others. Memory does not grow with the file.
Rows come one by one or as batches of columns; what a row is, is decided in one place for both.
"""

import csv
import gzip
import json
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from itertools import chain, repeat
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

import numpy as np
import polars as pl
from numpy.typing import NDArray

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
_LINE_BREAK, _RETURN, _QUOTATION_MARK, _COMMA = b'\n\r",'

BLOCK_BYTES = 3 * 1024 * 1024
"""A batch of columns holds about so much text at most."""


class Row(NamedTuple):
    """One row: its number and its values by column, all as text; absent and null values are the empty string."""

    number: int
    values: dict[str, str]


class Unreadable(NamedTuple):
    """A row that is none: its number and the FILE- rule that says why."""

    number: int
    rule: str


class Batch(NamedTuple):
    """Neighbouring rows of a file as columns.

    `texts` has the columns asked for, as text without nulls, and one row per number; `unreadable` are the rows between
    them that are none. `names` are the columns of the file, of JSON lines those that any of these rows names.
    """

    numbers: Sequence[int]
    texts: pl.DataFrame
    unreadable: Sequence[Unreadable]
    names: frozenset[str]

    def only(self, numbers: Collection[int]) -> "Batch":
        """The rows of these numbers."""
        kept = [position for position, number in enumerate(self.numbers) if number in numbers]
        return Batch([self.numbers[position] for position in kept], self.texts[kept], (), self.names)


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
        with self._stream() as stream:
            for number, record in self._records(stream):
                if isinstance(record, str):
                    yield Unreadable(number, record)
                elif isinstance(record, dict):
                    yield Row(number, record)
                elif record:
                    yield Row(number, dict(zip(self.columns or (), record, strict=True)))

    def batches(self, wanted: Collection[str], *, rows: int) -> Iterator[Batch]:
        """The same rows as columns, in batches of at most so many rows and about `BLOCK_BYTES` of text.

        Args:
            wanted: the columns to keep; where a row lacks one it is the empty string.
            rows: most rows of a batch.

        Raises:
            Refusal: as of `rows`.
        """
        with self._stream() as stream:
            if self.columns is None:
                lines = _Lines(stream, self.encoding)
                yield from _collected(_json_records(lines), lines, None, wanted, rows)
            else:
                yield from _csv_batches(stream, self.encoding, self.columns, wanted, rows)

    @contextmanager
    def _stream(self) -> Iterator[BufferedReader]:
        try:
            with _open(self.path) as stream:
                yield stream
        except (OSError, EOFError, zlib.error) as error:
            _refuse_damaged(self.path, error)
        self.check_unchanged()

    def _records(self, stream: BufferedReader) -> Iterator["_Record"]:
        lines = _Lines(stream, self.encoding)
        if self.columns is None:
            return _json_records(lines)
        next(_csv_reader(lines))
        return _CsvRecords(lines, len(self.columns), 1)

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


_Record = tuple[int, list[str] | dict[str, str] | str]
"""A row's number and its values, in the order of the header or by name; a text alone is the FILE- rule it breaks.

A list without values is a blank row.
"""


class _Lines:
    """Lines of text of a binary stream, without the byte order mark if it `is_start` of a file.

    `damaged` tells that a line since its last reset held undecodable bytes; `size` how many bytes there were.
    """

    def __init__(self, stream: Iterable[bytes], encoding: str, *, is_start: bool = True) -> None:
        self._stream = stream
        self._is_start = is_start
        self._encoding = encoding
        self.damaged = False
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        # Neither UTF-8 nor GB18030 has the byte of a line break, a comma or a quotation mark inside a character.
        for line in self._stream:
            try:
                text = line.decode(self._encoding)
            except UnicodeDecodeError:
                self.damaged = True
                text = line.decode(self._encoding, "replace")
            has_mark = self._is_start and self.size == 0
            self.size += len(line)
            yield text.removeprefix(_BYTE_ORDER_MARK) if has_mark else text


class _CsvRecords:
    """The records of lines that follow row `number`, which counts on."""

    def __init__(self, lines: _Lines, width: int, number: int) -> None:
        self._lines = lines
        self._width = width
        self._reader = _csv_reader(lines)
        self.number = number

    def __iter__(self) -> Iterator[_Record]:
        return self

    def __next__(self) -> _Record:
        self._lines.damaged = False
        try:
            record = next(self._reader)
        except csv.Error:
            self.number += 1
            return self.number, "FILE-QUOTING"
        self.number += 1
        if self._lines.damaged:
            return self.number, "FILE-ENCODING"
        return self.number, record if len(record) in (0, self._width) else "FILE-RAGGED"


def _csv_batches(
    stream: BufferedReader, encoding: str, columns: tuple[str, ...], wanted: Collection[str], rows: int
) -> Iterator[Batch]:
    next(_csv_reader(_Lines(stream, encoding)))
    number = 1
    names = frozenset(columns)
    lacking = [pl.lit("").alias(name) for name in wanted if name not in names]
    while block := stream.read(BLOCK_BYTES) + stream.readline():
        frame = _plain(block, encoding, columns)
        if frame is not None:
            for start in range(0, frame.height, rows):
                texts = frame.slice(start, rows).with_columns(lacking).select(wanted)
                first = number + 1 + start
                yield Batch(range(first, first + texts.height), texts, (), names)
            number += frame.height
        else:
            # The last record of a block may go on after it.
            lines = _Lines(chain(BytesIO(block), stream), encoding, is_start=False)
            records = _CsvRecords(lines, len(columns), number)
            yield from _collected(records, lines, columns, wanted, rows, len(block))
            number = records.number


def _plain(block: bytes, encoding: str, columns: tuple[str, ...]) -> pl.DataFrame | None:
    """Whole lines of CSV as columns, if they are so plain that every reader of CSV reads them alike, else None.

    Left to the reader of records: blank and ragged rows, undecodable bytes, a quotation mark inside a field or without
    its partner, a record that does not end with the block.
    """
    if not block.endswith(b"\n"):
        block += b"\n"
    values = np.frombuffer(block, np.uint8)
    marks = np.flatnonzero(values == _QUOTATION_MARK)
    if len(block) > MAX_EVENT_BYTES or not (_breaks_lines(values, marks) and _are_paired(values, marks)):
        return None
    try:
        text = block if encoding == "utf-8" else block.decode(encoding).encode()
        if text.startswith(_UTF8_BOM):
            return None
        frame = pl.read_csv(
            text,
            has_header=False,
            schema=dict.fromkeys(columns, pl.String),
            empty_string_is_null=False,
        )
    except (pl.exceptions.PolarsError, UnicodeError):
        return None
    # What a line lacks is filled up with empty texts: there are then fewer commas than columns demand.
    lines = _outside(marks, np.flatnonzero(values == _LINE_BREAK))
    separators = _outside(marks, np.flatnonzero(values == _COMMA))
    return frame if frame.height == lines and separators == lines * (len(columns) - 1) else None


def _breaks_lines(values: NDArray[np.uint8], marks: NDArray[np.intp]) -> bool:
    """Whether every return belongs to the end of a line, and no line is blank."""
    breaks = np.flatnonzero(values == _LINE_BREAK)
    returns = np.flatnonzero(values == _RETURN)
    if _outside(marks, returns) < returns.size or not (values[returns + 1] == _LINE_BREAK).all():
        return False
    lengths = np.diff(breaks, prepend=-1) - 1
    lengths[values[breaks - 1] == _RETURN] -= 1
    return bool((lengths > 0).all())


def _outside(marks: NDArray[np.intp], places: NDArray[np.intp]) -> int:
    """How many of the places do not stand between a quotation mark and its partner."""
    paired = marks[: marks.size // 2 * 2]
    return places.size - int((np.searchsorted(places, paired[1::2]) - np.searchsorted(places, paired[::2])).sum())


def _are_paired(values: NDArray[np.uint8], marks: NDArray[np.intp]) -> bool:
    """Whether every quotation mark opens or closes a field, or is one of two that stand for one inside a field."""
    if marks.size % 2:
        return False
    opening, closing = marks[::2], marks[1::2]
    before = values[opening - 1]  # of the first byte of a block this is its last, a line break
    after = values[closing + 1]
    starts = (before == _COMMA) | (before == _LINE_BREAK)
    ends = (after == _COMMA) | (after == _LINE_BREAK) | (after == _RETURN)
    doubled = closing[:-1] + 1 == opening[1:]
    starts[1:] |= doubled
    ends[:-1] |= doubled
    return bool(starts.all() and ends.all())


def _collected(
    records: Iterable[_Record],
    lines: _Lines,
    columns: tuple[str, ...] | None,
    wanted: Collection[str],
    rows: int,
    end: int = sys.maxsize,
) -> Iterator[Batch]:
    """Records as batches, until `end` bytes of lines were read."""
    remaining = iter(records)
    while lines.size < end:
        full = min(end, lines.size + BLOCK_BYTES)
        numbers: list[int] = []
        readable: list[list[str] | dict[str, str]] = []
        unreadable: list[Unreadable] = []
        for number, record in remaining:
            if isinstance(record, str):
                unreadable.append(Unreadable(number, record))
            elif record or columns is None:
                numbers.append(number)
                readable.append(record)
            if lines.size >= full or len(numbers) + len(unreadable) >= rows:
                break
        else:
            end = 0
        if numbers or unreadable:
            yield _batch(numbers, readable, unreadable, columns, wanted)


def _batch(
    numbers: list[int],
    readable: list[Any],
    unreadable: list[Unreadable],
    columns: tuple[str, ...] | None,
    wanted: Collection[str],
) -> Batch:
    if columns is None:
        names = frozenset(chain.from_iterable(readable))
        texts = {name: [record.get(name, "") for record in readable] for name in wanted}
    else:
        names = frozenset(columns)
        by_name = dict(zip(columns, zip(*readable, strict=True), strict=False))
        texts = {name: list(by_name.get(name, repeat("", len(numbers)))) for name in wanted}
    frame = pl.DataFrame([pl.Series(name, values, pl.String) for name, values in texts.items()])
    return Batch(numbers, frame, unreadable, names)


def _csv_reader(lines: _Lines) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_EVENT_BYTES)
    return csv.reader(lines, strict=True)


def _json_records(lines: _Lines) -> Iterator[_Record]:
    for number, line in enumerate(lines, 1):
        if lines.damaged:
            lines.damaged = False
            yield number, "FILE-ENCODING"
        elif line.strip():
            values = _json_values(line)
            yield number, "FILE-JSON" if values is None else values


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
    with _open(path) as stream:
        if stream.peek(len(_UTF8_BOM)).startswith(_UTF8_BOM) or _is_all_utf8(stream):
            return "utf-8"
    wrong = {"utf-8": 0, "gb18030": 0}
    with _open(path) as stream:
        for line in stream:
            if line.isascii():
                continue
            for encoding in wrong:
                try:
                    line.decode(encoding)
                except UnicodeDecodeError:
                    wrong[encoding] += 1
    return min(wrong, key=lambda encoding: wrong[encoding])


def _is_all_utf8(stream: IO[bytes]) -> bool:
    try:
        # Whole lines at a time: no character goes across the end of one.
        for block in iter(lambda: stream.read(1 << 20) + stream.readline(), b""):
            block.decode()
    except UnicodeDecodeError:
        return False
    return True


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
