"""Bytes to values and back: framing, single records, and whole batches as columns.

Wire format: Confluent framing (0x00, four bytes of schema id, Avro body), ids from `avro/ids.json` alone.
A batch is decoded by joining the bodies into one Avro object container and reading it as columns; the single
record path serves providers, poison and small things.
"""

import io
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import fastavro
import numpy as np
import polars as pl
from fastavro._read_common import SchemaResolutionError

from schemas.event_id import event_id as event_id  # noqa: PLC0414 - part of the codec to those who encode
from schemas.event_id import event_ids as event_ids  # noqa: PLC0414
from schemas.released import WireSchema

HEADER_BYTES = 5

_STANDARD_ERROR = 2

_FEW = 64
"""So many bodies are decoded one by one in the time in which a few more halves would be decoded as columns."""


class MalformedMessage(ValueError):
    """Bytes that do not decode under the schema their header names.

    Attributes:
        rule: the CONF- rule code that names the way in which they are damaged.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class Encoder:
    """Encodes records of one wire schema, framed. Unknown fields and wrong types are errors, never dropped."""

    def __init__(self, schema: WireSchema) -> None:
        self._header = schema.header
        self._schema = fastavro.parse_schema(dict(schema.avro))
        self._optional_records = {
            field["name"]: f"{branch['namespace']}.{branch['name']}"
            for field in schema.avro["fields"]
            if isinstance(field["type"], list)
            for branch in field["type"]
            if isinstance(branch, dict) and branch["type"] == "record" and "namespace" in branch
        }

    def encode(self, record: Mapping[str, Any]) -> bytes:
        """The framed bytes of one record.

        Raises:
            ValueError: a field is missing, unknown or of another type (names the field, never the value).
        """
        out = io.BytesIO()
        out.write(self._header)
        # Naming the branch of a union spares the writer from trying the whole record against each.
        named = {
            field: (branch, record[field])
            for field, branch in self._optional_records.items()
            if record.get(field) is not None
        }
        try:
            fastavro.schemaless_writer(out, self._schema, {**record, **named}, strict=True)
        except (TypeError, ValueError, AttributeError, OverflowError) as error:
            raise ValueError(f"the record does not fit its Avro schema: {type(error).__name__}") from None
        return out.getvalue()


class BatchEncoder:
    """Encodes the columns of many records of one wire schema: byte for byte what `Encoder` makes of each.

    The columns are those of `BatchDecoder`, enums as indexes. A list must be null: few records have one, and those are
    encoded by themselves.
    """

    def __init__(self, schema: WireSchema) -> None:
        self._header = schema.header
        self._fields = schema.avro["fields"]

    def encode(self, records: pl.DataFrame) -> list[bytes]:
        """The framed bytes of every record.

        Raises:
            ValueError: a list is not null, or a field that is never null is (names the field, never the value).
        """
        if not records.height:
            return []
        parts = [_encoded(field["type"], records[field["name"]]) for field in self._fields]
        framed = _joined([self._header, *parts])
        return [framed] * records.height if isinstance(framed, bytes) else framed.to_list()


_Encoded = bytes | pl.Series
"""The bytes of a column: one text per row, or the same of all rows."""


def _encoded(kind: Any, values: pl.Series) -> _Encoded:
    if isinstance(kind, list):
        return _encoded_optional(kind, values)
    if values.null_count():
        raise ValueError(f"the column {values.name} does not fit its Avro schema: a value is missing")
    if isinstance(values.dtype, pl.Struct):
        columns = values.struct.unnest()
        return _joined([_encoded(field["type"], columns[field["name"]]) for field in kind["fields"]])
    if values.dtype == pl.String:
        return _joined([_varints(values.str.len_bytes()), values.cast(pl.Binary)])
    if isinstance(values.dtype, pl.Decimal):
        unscaled = values.to_physical().to_list()
        return pl.Series([_decimal(number) for number in unscaled], dtype=pl.Binary)
    if values.dtype == pl.Float64:
        numbers = values.to_numpy().astype("<f8").tobytes()
        return pl.Series([numbers[at : at + 8] for at in range(0, len(numbers), 8)], dtype=pl.Binary)
    if values.dtype == pl.Boolean:
        return _BYTES.gather(values.cast(pl.Int64))
    if isinstance(values.dtype, pl.List):
        raise ValueError(f"the column {values.name} holds lists")
    return _varints(values.to_physical())


def _encoded_optional(branches: list[Any], values: pl.Series) -> _Encoded:
    (kind,) = (branch for branch in branches if branch != "null")
    missing, given = zigzag(branches.index("null")), zigzag(branches.index(kind))
    if values.null_count() == len(values):
        return missing
    if not values.null_count():
        return _joined([given, _encoded(kind, values)])
    present = values.is_not_null()
    encoded = _joined([given, _encoded(kind, values.filter(present))])
    if isinstance(encoded, bytes):
        encoded = pl.Series([encoded], dtype=pl.Binary).new_from_index(0, int(present.sum()))
    # Row by row the next of those present, else what was put after them.
    mask = present.to_numpy()
    positions = np.where(mask, mask.cumsum() - 1, len(encoded))
    return encoded.extend(pl.Series([missing], dtype=pl.Binary)).gather(positions)


def _joined(parts: Iterable[_Encoded]) -> _Encoded:
    """The parts one after the other, constants put together first and neighbours before the whole."""
    merged: list[_Encoded] = []
    for part in parts:
        if merged and isinstance(part, bytes) and isinstance(merged[-1], bytes):
            merged[-1] += part
        else:
            merged.append(part)
    while len(merged) > 1:
        pairs = [_pair(*merged[at : at + 2]) for at in range(0, len(merged) - 1, 2)]
        merged = [*pairs, *merged[len(pairs) * 2 :]]
    return merged[0]


def _pair(first: _Encoded, second: _Encoded) -> pl.Series:
    left, right = (pl.Series([part], dtype=pl.Binary) if isinstance(part, bytes) else part for part in (first, second))
    both: pl.Series = left + right
    return both


_BYTES = pl.Series([*(bytes([value]) for value in range(256)), b""], dtype=pl.Binary)
"""Every byte, and after them none."""


def _varints(values: pl.Series) -> pl.Series:
    """`zigzag` of every integer."""
    numbers = values.cast(pl.Int64).to_numpy()
    left = (numbers << 1 ^ numbers >> 63).view(np.uint64)
    parts = []
    is_next = np.ones(len(left), np.bool_)
    while is_next.any():
        rest = left >> np.uint64(7)
        byte = (left & np.uint64(0x7F)).astype(np.int64) | np.where(rest > 0, 0x80, 0)
        parts.append(_BYTES.gather(np.where(is_next, byte, 256)))
        left, is_next = rest, rest > 0
    whole = parts[0]
    for part in parts[1:]:
        whole = whole + part
    return whole


@lru_cache(4096)
def _decimal(unscaled: int) -> bytes:
    # As fastavro, and so every encoder here: -128 takes two bytes, though it would fit into one.
    size = unscaled.bit_length() // 8 + 1
    return zigzag(size) + unscaled.to_bytes(size, "big", signed=True)


_DAMAGE = (
    EOFError,
    IndexError,
    OverflowError,
    ValueError,
    KeyError,
    TypeError,
    MemoryError,
    SchemaResolutionError,
)


class Decoder:
    """Decodes single bodies of one wire schema, logical types included."""

    def __init__(self, schema: WireSchema) -> None:
        self._schema = fastavro.parse_schema(dict(schema.avro))

    def decode(self, body: bytes) -> dict[str, Any]:
        """The record of one body (without the five bytes of framing).

        Raises:
            MalformedMessage: CONF-DECODE if the bytes are no such record, CONF-TRAILING if bytes are left over.
        """
        record, length = self.decode_prefix(body)
        if length != len(body):
            raise MalformedMessage("CONF-TRAILING")
        return record

    def decode_prefix(self, body: bytes) -> tuple[dict[str, Any], int]:
        """The record the body starts with, and how many bytes it takes."""
        source = io.BytesIO(body)
        try:
            record = fastavro.schemaless_reader(source, self._schema, None)
        except _DAMAGE as error:
            raise MalformedMessage("CONF-DECODE") from error
        assert isinstance(record, dict)
        return record, source.tell()


def read_header(value: bytes) -> int:
    """The schema id a framed value names.

    Raises:
        MalformedMessage: CONF-FRAME if the value is too short or does not start with 0x00.
    """
    if len(value) <= HEADER_BYTES or value[0] != 0:
        raise MalformedMessage("CONF-FRAME")
    return int.from_bytes(value[1:HEADER_BYTES], "big")


def zigzag(number: int) -> bytes:
    """Avro's variable-length encoding of an int or long."""
    number = (number << 1) ^ (number >> 63)
    out = bytearray()
    while number > 0x7F:  # noqa: PLR2004
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


@dataclass(frozen=True)
class DecodedBatch:
    """Columns of the bodies that decoded, and which did not.

    `frame` has one row per good body, in order; `rows` gives each row's index in the input;
    `malformed` maps input indexes to their rule code. Enum columns hold the symbol's index (see `symbols`).
    """

    frame: pl.DataFrame
    rows: Sequence[int]
    malformed: Mapping[int, str]


class BatchDecoder:
    """Decodes many bodies of one wire schema into columns.

    The reader believes what the bytes say, so each body is followed by a sentinel long that no sender can
    know: a body that is too long, too short or of another shape moves the sentinel. The bodies are then halved until
    the damaged ones stand among few, and those are decoded one by one; should the two decoders ever disagree, halving
    goes on.
    """

    _SYNC = b"govsync-syncmark"

    def __init__(self, schema: WireSchema) -> None:
        # Without logical types: a date that no calendar has is decoded here as there, and judged by the rules.
        self._single = Decoder(replace(schema, avro=_physical(schema.avro)))
        self._sentinel_value = secrets.randbits(62)
        self._sentinel = zigzag(self._sentinel_value)
        lowered = _lowered(schema.avro)
        lowered["fields"] = [*lowered["fields"], {"name": "_sentinel", "type": "long"}]
        text = json.dumps(lowered).encode()
        self._head = b"".join((
            b"Obj\x01", zigzag(2), zigzag(11), b"avro.schema", zigzag(len(text)), text,
            zigzag(10), b"avro.codec", zigzag(4), b"null", zigzag(0), self._SYNC,
        ))  # fmt: skip
        self._enums = {name: len(symbols) for name, symbols in symbols_of(schema).items()}
        self._empty = pl.DataFrame(schema=self._read([]).schema).drop("_sentinel")

    @property
    def columns(self) -> pl.Schema:
        """The columns of the frames it decodes to, and their types."""
        return self._empty.schema

    def decode(self, bodies: Sequence[bytes]) -> DecodedBatch:
        """Decode all bodies; damaged ones are isolated, the others unaffected."""
        frames: list[pl.DataFrame] = []
        intact: list[int] = []
        damage: dict[int, str] = {}
        self._sort_out(bodies, range(len(bodies)), frames, intact, damage)
        return DecodedBatch(pl.concat(frames) if frames else self._empty, intact, damage)

    def _sort_out(
        self,
        bodies: Sequence[bytes],
        rows: Sequence[int],
        frames: list[pl.DataFrame],
        intact: list[int],
        damage: dict[int, str],
    ) -> None:
        """Decode the bodies of `rows`, which are in order, into `frames`, and tell which are `intact` and which not."""
        if not rows:
            return
        frame = self._try([bodies[row] for row in rows])
        if frame is not None:
            frames.append(frame)
            intact.extend(rows)
            return
        damaged = {}
        if len(rows) <= _FEW:
            damaged = {row: rule for row in rows if (rule := self._damage(bodies[row]))}
        if len(rows) == 1:
            damage[rows[0]] = damaged.get(rows[0], "CONF-DECODE")
        elif damaged:
            damage.update(damaged)
            self._sort_out(bodies, [row for row in rows if row not in damaged], frames, intact, damage)
        else:
            middle = len(rows) // 2
            self._sort_out(bodies, rows[:middle], frames, intact, damage)
            self._sort_out(bodies, rows[middle:], frames, intact, damage)

    def _try(self, bodies: Sequence[bytes]) -> pl.DataFrame | None:
        try:
            with _native_code_silenced():
                frame = self._read(bodies)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError, MemoryError):
            # PanicException is a BaseException: the reader's answer to some damaged bytes.
            return None
        if frame.height != len(bodies) or not bool((frame["_sentinel"] == self._sentinel_value).all()):
            return None
        for name, count in self._enums.items():
            column = frame[name]
            if int(column.min()) < 0 or int(column.max()) >= count:  # type: ignore[arg-type]  # an int column that is not empty
                return None
        frame.drop_in_place("_sentinel")
        return frame

    def _read(self, bodies: Sequence[bytes]) -> pl.DataFrame:
        if not bodies:
            return pl.read_avro(io.BytesIO(self._head))
        size = sum(map(len, bodies)) + len(bodies) * len(self._sentinel)
        first = b"".join((self._head, zigzag(len(bodies)), zigzag(size), bodies[0]))
        # One copy of the batch: the sentinel stands after every body, so the last one before the mark.
        return pl.read_avro(io.BytesIO(self._sentinel.join((first, *bodies[1:], self._SYNC))))

    def _damage(self, body: bytes) -> str | None:
        try:
            self._single.decode(body)
        except MalformedMessage as error:
            return error.rule
        return None


@contextmanager
def _native_code_silenced() -> Iterator[None]:
    """Let nothing reach the process's standard error that the reader prints itself.

    A panic is told there before it is raised, with numbers read out of the damaged body: they may look like anything,
    and logs hold no numbers of anybody.
    """
    kept = os.dup(_STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STANDARD_ERROR)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)


def symbols_of(schema: WireSchema) -> dict[str, list[str]]:
    """Enum fields of the top level: name to symbols, in wire order."""
    return {
        field["name"]: field["type"]["symbols"]
        for field in schema.avro["fields"]
        if isinstance(field["type"], dict) and field["type"].get("type") == "enum"
    }


def _lowered(node: Any) -> Any:
    """The same bytes described without enums, which the columnar reader lacks inside unions and arrays."""
    if isinstance(node, dict):
        if node.get("type") == "enum":
            return "int"
        return {k: _lowered(v) for k, v in node.items() if k not in ("doc", "doc_zh", "default")}
    if isinstance(node, list):
        return [_lowered(v) for v in node]
    return node


def _physical(node: Any) -> Any:
    """The same bytes described without logical types."""
    if isinstance(node, dict):
        return {k: _physical(v) for k, v in node.items() if k not in ("logicalType", "precision", "scale")}
    if isinstance(node, list):
        return [_physical(v) for v in node]
    return node
