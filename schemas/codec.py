"""Bytes to values and back: framing, single records, and whole batches as columns.

Wire format: Confluent framing (0x00, four bytes of schema id, Avro body), ids from `avro/ids.json` alone.
A batch is decoded by joining the bodies into one Avro object container and reading it as columns; the single
record path serves providers, poison and small things.
"""

import io
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import fastavro
import polars as pl
from fastavro._read_common import SchemaResolutionError

from schemas.event_id import event_id as event_id  # noqa: PLC0414 - part of the codec to those who encode
from schemas.released import WireSchema

HEADER_BYTES = 5

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
        return frame.drop("_sentinel")

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
