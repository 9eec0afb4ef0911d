"""The floor PostgreSQL itself sets: bare COPY of prepared batches into two tables, and nothing else.

    python -m govsync.benchmark.peers.copy_floor FOLDER        # with libpq's PG* in the environment

History has no key here, current has one; every event is a new row of both, so nothing is looked up, decoded or updated.
"""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from subprocess import Popen

import psycopg2

from consumers.columns import history_rows
from govsync.benchmark.peers.contender import Role, Workload, start_program
from govsync.benchmark.peers.run_topics import records
from govsync.benchmark.peers.tables import PEER_TABLES, peer_columns
from govsync.benchmark.peers.watch import CounterWatch
from govsync.benchmark.sessions import unhurried
from infra.postgres import copy_rows, rows
from infra.settings import Settings
from schemas.bilingual import Text
from schemas.codec import HEADER_BYTES, BatchDecoder
from schemas.released import load_released

FLOOR = "copy-floor"
BATCH = 5000
_TABLES = tuple(PEER_TABLES)


class CopyFloor:
    """Two COPY per batch on one connection, one transaction per batch."""

    name = FLOOR
    role = Role.MATERIALISER
    title = Text("bare COPY into two tables", "仅 COPY 入两表")
    keeps_history = True

    def install(self) -> None:
        """Nothing is needed."""

    def prepare(self, workload: Workload) -> None:
        """Have PostgreSQL itself write the batches as binary COPY files."""
        item = workload.item
        columns = peer_columns(item)
        schema = load_released().latest("shared", item.item)
        decoder = BatchDecoder(schema)
        arrived = list(records(workload.settings, workload.shared_topic, workload.first_offsets))
        with closing(unhurried(workload.settings)) as connection, connection.cursor() as cursor:
            cursor.execute(
                f"ALTER TABLE {PEER_TABLES.history} DROP CONSTRAINT history_pkey; "
                "CREATE TABLE peer.floor (batches integer NOT NULL); INSERT INTO peer.floor VALUES (0); "
                f"CREATE TEMPORARY TABLE batch (LIKE {PEER_TABLES.history})"
            )
            for number, start in enumerate(range(0, len(arrived), BATCH)):
                batch = arrived[start : start + BATCH]
                decoded = decoder.decode([record.value[HEADER_BYTES:] for record in batch if record.value])
                places = [r.partition for r in batch], [r.offset for r in batch]
                frame = history_rows(decoded.frame, schema, item, *places).select(columns)
                cursor.execute("TRUNCATE batch")
                copy_rows(cursor, "batch", columns, frame)
                for table in _TABLES:
                    # A record id of its own makes every event a new row of current, in the order of its number.
                    shown = ", ".join(
                        "topic_partition || '-' || kafka_offset"
                        if c == "record_id" and table == PEER_TABLES.current
                        else c
                        for c in columns
                    )
                    with _batch_file(workload.folder, table, number).open("wb") as file:
                        cursor.copy_expert(f"COPY (SELECT {shown} FROM batch) TO STDOUT (FORMAT binary)", file)

        (workload.folder / "columns.json").write_text(json.dumps(columns))

    def start(self, workload: Workload) -> Sequence[Popen[bytes]]:
        """One process."""
        command = (sys.executable, "-P", "-m", "govsync.benchmark.peers.copy_floor", str(workload.folder))
        environment = {
            "PYTHONPATH": str(Path(__file__).parents[3]),
            **workload.settings.connection_environment(),
        }
        return [start_program(workload, FLOOR, command, environment)]

    def watch(self, workload: Workload) -> CounterWatch:
        """Looks at the number of batches that are committed."""
        return CounterWatch(workload.settings, "SELECT batches FROM peer.floor", -(-workload.events // BATCH))

    def differences(self, settings: Settings, copied: int, held_before: int) -> dict[str, int]:
        """How many rows are missing or too many; there are no versions here to be compared."""
        wrong: dict[str, int] = {}
        with closing(unhurried(settings)) as connection, connection.cursor() as cursor:
            for table in _TABLES:
                ((found,),) = rows(cursor, f"SELECT count(*) FROM {table}")
                kind = table.removeprefix("peer.")
                wrong[f"{kind}.missing"] = max(held_before + copied - found, 0)
                wrong[f"{kind}.extra"] = max(found - held_before - copied, 0)
        return {kind: count for kind, count in wrong.items() if count}


def _batch_file(folder: Path, table: str, number: int) -> Path:
    return folder / f"{table}.{number}"


def copy(folder: Path) -> None:
    """Copy every batch of a folder into both tables."""
    columns = ", ".join(json.loads((folder / "columns.json").read_text()))
    count = len(list(folder.glob(f"{PEER_TABLES.current}.*")))
    with closing(psycopg2.connect("")) as connection, connection.cursor() as cursor:
        for number in range(count):
            for table in _TABLES:
                with _batch_file(folder, table, number).open("rb") as file:
                    cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN (FORMAT binary)", file, 1 << 20)
            cursor.execute("UPDATE peer.floor SET batches = batches + 1")
            connection.commit()


if __name__ == "__main__":
    copy(Path(sys.argv[1]))
