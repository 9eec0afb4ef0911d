"""Our own workers as contenders: the processes that `govsync up` starts, as they are shipped."""

import sys
from collections.abc import Sequence
from contextlib import closing
from subprocess import Popen

from govsync.benchmark.peers.contender import OURS, Role, Workload, start_program
from infra import topics
from infra.postgres import connect, insert_rows, transaction
from schemas.bilingual import Text

_WORKERS = {
    Role.MATERIALISER: ("materialiser",),
    Role.VALIDATOR: ("validator",),
    Role.CHAIN: ("validator", "materialiser"),
}


class Workers:
    """Validator, materialiser or both, with every guarantee; they watch the topics of all items, as they always do."""

    name = OURS
    title = Text("govsync, as shipped", "govsync(发布版)")
    keeps_history = True

    def __init__(self, role: Role) -> None:
        self.role = role

    def install(self) -> None:
        """They are here."""

    def prepare(self, workload: Workload) -> None:
        """They read on from where the run's events begin."""
        written_to = (workload.shared_topic, workload.refused_topic)
        committed = {p: offset for p, offset in workload.first_offsets.items() if p[0] not in written_to}
        topics.commit_offsets(workload.settings, topics.VALIDATOR_GROUP, committed)
        written = [
            (topic, partition, offset)
            for (topic, partition), offset in workload.first_offsets.items()
            if topic in written_to
        ]
        with closing(connect(workload.settings, "govsync-bench")) as connection, transaction(connection) as cursor:
            insert_rows(
                cursor,
                "platform.sink_offset (topic, topic_partition, next_offset)",
                written,
                "ON CONFLICT (topic, topic_partition) DO UPDATE SET next_offset = excluded.next_offset",
            )

    def start(self, workload: Workload) -> Sequence[Popen[bytes]]:
        """One process of each worker."""
        environment = workload.settings.connection_environment() | {"GOVSYNC_HOME": str(workload.settings.home)}
        return [
            start_program(
                workload,
                worker,
                (sys.executable, "-P", "-m", "govsync", "worker", worker),
                environment | {"GOVSYNC_INSTANCE": f"{worker}-0"},
            )
            for worker in _WORKERS[self.role]
        ]
