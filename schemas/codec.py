"""Bytes to values and back: framing, single records, and whole batches as columns.

Wire format: Confluent framing (0x00, four bytes of schema id, Avro body), ids from `avro/ids.json` alone.
A batch is decoded by joining the bodies into one Avro object container and reading it as columns; the single
record path serves providers, poison and small things.
"""

import io
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import fastavro
import polars as pl
from fastavro._read_common import SchemaResolutionError

from schemas.released import WireSchema

HEADER_BYTES = 5
EVENT_NAMESPACE = uuid.UUID("5b0c1d9e-3c1f-5a0e-9d5c-165201907010")
"""Namespace of event ids; constant for ever, since an event keeps its id however often it is sent."""


class MalformedMessage(ValueError):
    """Bytes that do not decode under the schema their header names.

    Attributes:
        rule: the CONF- rule code that names the way in which they are damaged.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def event_id(provider: str, item: str, seq: int) -> str:
    """UUIDv5 of provider, item and seq."""
    return str(uuid.uuid5(EVENT_NAMESPACE, f"{provider}|{item}|{seq}"))


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
    know: a body that is too long, too short or of another shape moves the sentinel. The bodies are then decoded one
    by one to sort out the damaged ones; should the two decoders ever disagree, the rest is bisected.
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

    def decode(self, bodies: Sequence[bytes]) -> DecodedBatch:
        """Decode all bodies; damaged ones are isolated, the others unaffected."""
        frame = self._try(bodies) if bodies else self._empty
        if frame is not None:
            return DecodedBatch(frame, range(len(bodies)), {})
        damage = {row: rule for row, body in enumerate(bodies) if (rule := self._damage(body))}
        rows = [row for row in range(len(bodies)) if row not in damage]
        frames: list[pl.DataFrame] = []
        intact: list[int] = []
        self._bisect(bodies, rows, frames, intact, damage)
        return DecodedBatch(pl.concat(frames) if frames else self._empty, intact, damage)

    def _bisect(
        self,
        bodies: Sequence[bytes],
        rows: list[int],
        frames: list[pl.DataFrame],
        intact: list[int],
        damage: dict[int, str],
    ) -> None:
        if not rows:
            return
        frame = self._try([bodies[row] for row in rows])
        if frame is not None:
            frames.append(frame)
            intact.extend(rows)
        elif len(rows) == 1:
            damage[rows[0]] = "CONF-DECODE"
        else:
            middle = len(rows) // 2
            self._bisect(bodies, rows[:middle], frames, intact, damage)
            self._bisect(bodies, rows[middle:], frames, intact, damage)

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
        joined = self._sentinel.join((*bodies, b""))
        container = b"".join((self._head, zigzag(len(bodies)), zigzag(len(joined)), joined, self._SYNC))
        return pl.read_avro(io.BytesIO(container if bodies else self._head))

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
