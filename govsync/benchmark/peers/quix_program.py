"""The program of the Quix Streams peer; runs in an environment that has Quix Streams, and nothing of ours but the rules.

python -m govsync.benchmark.peers.quix_program FOLDER      # with libpq's PG* in the environment
"""

import io
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fastavro
from quixstreams import Application, message_context
from quixstreams.sinks.community.postgresql import PostgreSQLSink

from govsync.benchmark.peers.record_rules import HEADER_BYTES, Contract, RecordRules, appended, instant, unreadable

_COMMIT_EVERY = 10_000
_COMMIT_SECONDS = 1.0
_UNDECODABLE = (EOFError, IndexError, KeyError, OverflowError, TypeError, ValueError, MemoryError)


class Validator:
    """A record to the record that is put out, and the rules it breaks, if any."""

    def __init__(self, told: Mapping[str, Any], contract: Contract) -> None:
        self._contract = contract
        self._rules = RecordRules(contract)
        self._inbound = fastavro.parse_schema(told["inbound_avro"])
        self._shared = fastavro.parse_schema(told["shared_avro"])
        self._header = bytes.fromhex(contract["shared_header"])

    def judge(self, value: bytes | None, key: bytes, timestamp: int, _headers: Any) -> tuple[bytes | None, str]:
        """The bytes to put out, and the rules joined by commas, empty where the event is accepted."""
        if rule := unreadable(value, self._contract):
            return value, rule
        assert value is not None
        body = io.BytesIO(value)
        body.seek(HEADER_BYTES)
        try:
            event: Any = fastavro.schemaless_reader(body, self._inbound, None)
        except _UNDECODABLE:
            return value, "CONF-DECODE"
        if body.tell() != len(value):
            return value, "CONF-TRAILING"
        received_at = instant(timestamp)
        refused, flags = self._rules.judge(event, key, received_at)
        if refused:
            return value, ",".join(refused)
        shared = io.BytesIO()
        shared.write(self._header)
        fastavro.schemaless_writer(
            shared, self._shared, {**event, **appended(self._contract, event, received_at, flags)}
        )
        return shared.getvalue(), ""


def _add_validator(app: Application, told: Mapping[str, Any], contract: Contract) -> None:
    inbound, shared, refused = (
        app.topic(told[name], value_deserializer="bytes", value_serializer="bytes")
        for name in ("inbound_topic", "shared_topic", "refused_topic")
    )
    validator = Validator(told, contract)
    events = app.dataframe(inbound).apply(validator.judge, metadata=True)
    events = events.set_headers(
        lambda judged, _key, _timestamp, _headers: [("rule", judged[1].encode())] if judged[1] else []
    )
    events = events.apply(lambda judged: judged[0])
    events.to_topic(lambda _value, _key, _timestamp, headers: refused if headers else shared)


def _add_sink(app: Application, told: Mapping[str, Any]) -> None:
    schema = fastavro.parse_schema(told["shared_avro"])
    columns = told["columns"]

    def row(value: bytes) -> dict[str, Any]:
        body = io.BytesIO(value)
        body.seek(HEADER_BYTES)
        event: Any = fastavro.schemaless_reader(body, schema, None)
        context = message_context()
        known = {
            **event,
            **(event["after"] or {}),
            # The sink would write a list as JSON, which is no array of PostgreSQL.
            "flags": "{" + ",".join(event["flags"]) + "}",
            "topic_partition": context.partition,
            "kafka_offset": context.offset,
        }
        return {column: known.get(column) for column in columns}

    sink = PostgreSQLSink(
        host=os.environ["PGHOST"],
        port=int(os.environ["PGPORT"]),
        dbname=os.environ["PGDATABASE"],
        user=os.environ["PGUSER"],
        password=os.environ["PGPASSWORD"],
        schema_name="peer",
        table_name="current",
        schema_auto_update=False,  # it knows no type for dates
        primary_key_columns=told["key"],
        upsert_on_primary_key=True,
        include_metadata=False,
    )
    shared = app.topic(told["shared_topic"], value_deserializer="bytes")
    app.dataframe(shared).apply(row).sink(sink)


def main(folder: Path) -> None:
    """Run until told to stop."""
    told = json.loads((folder / "program.json").read_text("utf-8"))
    app = Application(
        broker_address=told["broker"],
        consumer_group=told["group"],
        auto_offset_reset="earliest",
        commit_every=_COMMIT_EVERY,
        commit_interval=_COMMIT_SECONDS,
        producer_extra_config={"linger.ms": 5, "acks": "all"},
        auto_create_topics=False,
        state_dir=folder / "state",
        loglevel="WARNING",
    )
    if told["part"] == "validator":
        _add_validator(app, told, json.loads((folder / "contract.json").read_text("utf-8")))
    else:
        _add_sink(app, told)
    app.run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
