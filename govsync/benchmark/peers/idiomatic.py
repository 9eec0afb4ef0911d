"""The chain as it is usually written: Faust agents, fastavro, pydantic models, psycopg2.

Each record is decoded, held against the item's pydantic model and against rules written by hand, encoded anew and sent.
The sink takes a thousand events at a time and writes them by `execute_values`, history and current in one transaction,
current guarded by the version. `idiomatic_program.py` is the program.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import Popen

from govsync.benchmark.peers.contender import Role, Workload, start_program
from govsync.benchmark.peers.contract import write_contract
from govsync.benchmark.peers.tables import peer_columns
from schemas.bilingual import Text
from schemas.tables import KEY

_PARTS = {
    Role.MATERIALISER: ("sink",),
    Role.VALIDATOR: ("validator",),
    Role.CHAIN: ("validator", "sink"),
}


class Idiomatic:
    """One Faust process for each agent."""

    name = "idiomatic"
    title = Text("Faust + fastavro + pydantic + psycopg2", "Faust + fastavro + pydantic + psycopg2")
    keeps_history = True

    def __init__(self, role: Role) -> None:
        self.role = role

    def install(self) -> None:
        """It is made of libraries we depend on ourselves."""

    def prepare(self, workload: Workload) -> None:
        """Write down what its program has to know."""
        write_contract(workload)
        told = {
            "broker": workload.settings.kafka_bootstrap_servers,
            "group": workload.group,
            "model": workload.item.avro_name,
            "inbound_topic": workload.inbound_topic,
            "shared_topic": workload.shared_topic,
            "refused_topic": workload.refused_topic,
            "inbound_avro": json.loads(workload.inbound_avro),
            "shared_avro": json.loads(workload.shared_avro),
            "key": list(KEY),
            "columns": peer_columns(workload.item),
        }
        (workload.folder / "program.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    def start(self, workload: Workload) -> Sequence[Popen[bytes]]:
        """Validator, sink or both."""
        environment = {"PYTHONPATH": str(Path(__file__).parents[3]), **workload.settings.connection_environment()}
        command = (sys.executable, "-m", "govsync.benchmark.peers.idiomatic_program", str(workload.folder))
        return [start_program(workload, part, (*command, part), environment) for part in _PARTS[self.role]]
