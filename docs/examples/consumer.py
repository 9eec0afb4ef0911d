"""A subscriber of its own: current records of one item in SQLite, in plain confluent-kafka and fastavro.

Events may come again and out of order, so a row changes only where the event is newer: killed anywhere and started
again, it ends up the same. `govsync subscribe` gives the same events as lines, each once.
"""

import io
import json
import os
import sqlite3
from pathlib import Path

import fastavro
from confluent_kafka import Consumer

AVRO = Path(__file__).parents[2] / "schemas" / "avro"  # all a subscriber needs of it: released/
AGENCY, ITEM = "gz-health", "np-household-registration"

database = sqlite3.connect(os.environ.get("DATABASE", "records.sqlite3"))
database.execute(
    "CREATE TABLE IF NOT EXISTS record (identity TEXT, record_id TEXT, provider TEXT, version INTEGER, deleted INTEGER, "
    "reason TEXT, content TEXT, PRIMARY KEY (identity, record_id))"
)
# A record is its provider's until that provider lets it go; versions of different providers do not compare.
KEEP = """INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET provider = excluded.provider,
  version = excluded.version, deleted = excluded.deleted, reason = excluded.reason, content = excluded.content
  WHERE iif(provider = excluded.provider, excluded.version > version, deleted AND reason = 'TRANSFERRED')"""
schemas = {int(p.stem): fastavro.schema.load_schema(p) for p in (AVRO / "released").glob("*.avsc")}

consumer = Consumer({
    "bootstrap.servers": os.environ["KAFKA_BOOTSTRAP_SERVERS"],  # eval "$(govsync env)"
    **{"group.id": f"sub.{AGENCY}.example", "auto.offset.reset": "earliest", "session.timeout.ms": 6000},
    **{"enable.auto.commit": False, "isolation.level": "read_committed"},
})  # fmt: skip
consumer.subscribe([f"shared.{ITEM}"])
while True:
    message = consumer.poll(1)
    if message is None:
        continue
    if message.error():
        raise SystemExit(message.error())
    framed = message.value()
    event = fastavro.schemaless_reader(io.BytesIO(framed[5:]), schemas[int.from_bytes(framed[1:5], "big")])
    if event["operation"] != "ATTEST":
        identity, content = (
            f"{event['identity_type']}:{event['identity_number']}",
            json.dumps(event["after"], default=str),
        )
        state = (event["record_version"], event["operation"] == "DELETE", event["reason"], content)
        with database:
            database.execute(KEEP, (identity, event["record_id"], event["provider"], *state))
    consumer.commit(message)
