"""A provider of its own: one change event, in plain confluent-kafka and fastavro.

Keep `seq` (per item, without gaps) and every record's version in your own database, written before the event is sent,
and send an unconfirmed event again with the same bytes. `govsync publish` does all of this from a file.
"""

import io
import json
import os
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import fastavro
from confluent_kafka import Producer

AVRO = Path(__file__).parents[2] / "schemas" / "avro"  # all a provider needs of it: ids.json and released/
AGENCY, ITEM = "tianhe-public-security", "np-household-registration"
NAMESPACE = uuid.UUID("5b0c1d9e-3c1f-5a0e-9d5c-165201907010")

ids = [e for e in json.loads((AVRO / "ids.json").read_text()) if (e["kind"], e["of"]) == ("inbound", ITEM)]
schema_id = max(ids, key=lambda entry: entry["version"])["id"]
schema = fastavro.parse_schema(json.loads((AVRO / "released" / f"{schema_id:06}.avsc").read_text("utf-8")))

seq, number = 1, "440106199006150007"  # invented
after = {"name": "示例", "sex_code": "2", "birth_on": date(1990, 6, 15), "household_division_code": "440106"}
event = {
    "event_id": str(uuid.uuid5(NAMESPACE, f"{AGENCY}|{ITEM}|{seq}")),
    **{"provider": AGENCY, "item": ITEM, "seq": seq, "operation": "CREATE", "origin": "LIVE"},
    **{"identity_type": "RESIDENT_ID", "identity_number": number, "record_id": "", "record_version": 1},
    **{"changed_on": date(2026, 3, 2), "recorded_at": datetime.now(UTC), "after": after},  # noqa: TID251 - a script
}
body = io.BytesIO()
fastavro.schemaless_writer(body, schema, event)
framed = b"\x00" + schema_id.to_bytes(4, "big") + body.getvalue()

failures = []
address = {"bootstrap.servers": os.environ["KAFKA_BOOTSTRAP_SERVERS"]}  # eval "$(govsync env)"
producer = Producer({**address, "enable.idempotence": True, "acks": "all", "partitioner": "murmur2_random"})
producer.produce(f"in.{AGENCY}.{ITEM}", framed, number, on_delivery=lambda e, _: failures.append(e) if e else None)
if producer.flush(60) or failures:
    raise SystemExit(f"not confirmed, to be sent again as it is: {failures}")
