"""The program of the idiomatic chain.

python -m govsync.benchmark.peers.idiomatic_program FOLDER validator|sink      # with libpq's PG* in the environment
"""

import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import fastavro
import faust
import psycopg2
from psycopg2.extras import Json, execute_values
from pydantic import BaseModel, ValidationError

from govsync.benchmark.peers.contract import FILE
from govsync.benchmark.peers.record_rules import HEADER_BYTES, Contract, RecordRules, appended, instant, unreadable
from schemas import models

_TAKEN = 1000
_WITHIN_SECONDS = 0.1
_ROWS_PER_STATEMENT = 1000
_UNDECODABLE = (EOFError, IndexError, KeyError, OverflowError, TypeError, ValueError, MemoryError)


class Validator:
    """Bytes of one record to bytes of one record, or to the rules it breaks."""

    def __init__(self, told: Mapping[str, Any], contract: Contract) -> None:
        self._contract = contract
        self._rules = RecordRules(contract)
        self._inbound = fastavro.parse_schema(told["inbound_avro"])
        self._shared = fastavro.parse_schema(told["shared_avro"])
        self._header = bytes.fromhex(contract["shared_header"])
        self._model: type[BaseModel] = getattr(models, told["model"])

    def judge(
        self, key: bytes | None, value: bytes | None, received_at_ms: float
    ) -> tuple[bytes | None, Sequence[str]]:
        """The shared event, or None and the rules that are broken."""
        if rule := unreadable(value, self._contract):
            return None, [rule]
        assert value is not None
        body = io.BytesIO(value)
        body.seek(HEADER_BYTES)
        try:
            event = fastavro.schemaless_reader(body, self._inbound, None)
        except _UNDECODABLE:
            return None, ["CONF-DECODE"]
        if body.tell() != len(value):
            return None, ["CONF-TRAILING"]
        assert isinstance(event, dict)
        if event["after"] is not None:
            try:
                self._model.model_validate(event["after"])
            except ValidationError:
                return None, ["CONF-DECODE"]
        received_at = instant(received_at_ms)
        refused, flags = self._rules.judge(event, key, received_at)
        if refused:
            return None, refused
        shared = io.BytesIO()
        shared.write(self._header)
        fastavro.schemaless_writer(
            shared, self._shared, {**event, **appended(self._contract, event, received_at, flags)}
        )
        return shared.getvalue(), ()


class Sink:
    """Rows of many shared events in one transaction."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._schema = fastavro.parse_schema(told["shared_avro"])
        self._columns: list[str] = told["columns"]
        self._key: list[str] = told["key"]
        self._connection = psycopg2.connect("")
        columns, key = ", ".join(self._columns), ", ".join(self._key)
        others = ", ".join(f"{c} = excluded.{c}" for c in self._columns if c not in self._key)
        self._history = f"INSERT INTO peer.history ({columns}) VALUES %s ON CONFLICT DO NOTHING"
        self._current = (
            f"INSERT INTO peer.current AS c ({columns}) VALUES %s ON CONFLICT ({key}) DO UPDATE SET {others} "
            "WHERE excluded.record_version > c.record_version"
        )

    def write(self, messages: Sequence[Any]) -> None:
        """Write Faust's messages: all into history, the newest of each record into current."""
        rows = [self._row(message) for message in messages]
        newest: dict[tuple[str, ...], dict[str, Any]] = {}
        for row in rows:
            key = tuple(row[c] for c in self._key)
            if key not in newest or row["record_version"] > newest[key]["record_version"]:
                newest[key] = row
        with self._connection.cursor() as cursor:
            self._insert(cursor, self._history, rows)
            self._insert(cursor, self._current, list(newest.values()))
        self._connection.commit()

    def _insert(self, cursor: Any, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
        values = [[row[c] for c in self._columns] for row in rows]
        execute_values(cursor, statement, values, page_size=_ROWS_PER_STATEMENT)

    def _row(self, message: Any) -> dict[str, Any]:
        body = io.BytesIO(message.value)
        body.seek(HEADER_BYTES)
        event: Any = fastavro.schemaless_reader(body, self._schema, None)
        related = event["related"]
        return {
            **dict.fromkeys(self._columns),
            **event,
            **(event["after"] or {}),
            "related": None if related is None else Json(related),
            "topic_partition": message.partition,
            "kafka_offset": message.offset,
        }


def make_app(told: Mapping[str, Any], contract: Contract, part: str) -> faust.App:
    """The Faust application with one agent."""
    app = faust.App(
        f"{told['group']}.{part}",
        broker=[f"kafka://{server}" for server in told["broker"].split(",")],
        key_serializer="raw",
        value_serializer="raw",
        consumer_auto_offset_reset="earliest",
        producer_acks=-1,
        producer_linger=0.005,
        topic_disable_leader=True,
        topic_allow_declare=False,
        web_enabled=False,
        datadir=str(Path.cwd() / f"{part}.faust"),
    )
    inbound, shared, refused = (
        app.topic(told[name], key_type=bytes, value_type=bytes)
        for name in ("inbound_topic", "shared_topic", "refused_topic")
    )
    if part == "validator":
        validator = Validator(told, contract)

        @app.agent(inbound)
        async def validate(stream: Any) -> None:
            async for event in stream.events():
                message = event.message
                value, rules = validator.judge(message.key, message.value, message.timestamp * 1000)
                if value is not None:
                    await shared.send(key=message.key, value=value)
                else:
                    headers = {"rule": ",".join(rules).encode()}
                    await refused.send(key=message.key, value=message.value, headers=headers)

    else:
        sink = Sink(told)

        @app.agent(shared)
        async def materialise(stream: Any) -> None:
            async for events in stream.take_events(_TAKEN, within=_WITHIN_SECONDS):
                sink.write([event.message for event in events])

    return app


def main(folder: Path, part: str) -> None:
    """Run one part until told to stop."""
    told = json.loads((folder / "program.json").read_text("utf-8"))
    contract = json.loads((folder / FILE).read_text("utf-8"))
    faust.Worker(make_app(told, contract, part), loglevel="warning", quiet=True).execute_from_commandline()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
