"""What the frame and whoever is measured in it agree on."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from subprocess import Popen
from typing import Protocol

from infra.local.programs import end_with_parent
from infra.settings import Settings
from schemas.bilingual import Text
from schemas.directory import Item

LOGS = "log"
"""Where in a run's folder the logs are; all else there is gone after the run."""

OURS = "govsync"
"""The contender all others are compared with."""


class Role(StrEnum):
    """The part of the chain a contender takes over."""

    MATERIALISER = "materialiser"
    VALIDATOR = "validator"
    CHAIN = "chain"


@dataclass(frozen=True)
class Workload:
    """What a contender is given for one run. All that is in the topics is there before it starts.

    Attributes:
        settings: a running platform without workers.
        folder: the run's own folder; logs go to `log/*.log` in it.
        item: whose events.
        events: messages in the topic that is read: the inbound one, for a materialiser the shared one.
        inbound_topic: inbound events, framed (five bytes, then Avro), keyed. Platform topics are read by our own
            workers alone, of which this is the first; whoever else has a topic of the run.
        shared_topic: framed shared events. A materialiser finds them there; a validator, or a chain, puts them there.
        shared_raw_topic: the same shared events without the five bytes.
        refused_topic: where a validator, or a chain, puts what it refuses: the inbound bytes under the inbound key,
            with the codes of the rules, joined by commas, in the header `rule`.
        database_url: libpq URL of the run's own database. It holds the tables `peer.current` and `peer.history`, filled
            with what was there before (see `tables.py`). Who needs columns otherwise changes or replaces them in
            `prepare`, keeps the rows, and leaves views of these names with the columns of `peer_columns`. Statistics,
            warming up and a checkpoint come after `prepare`.
        jdbc_url: the same for JDBC, without user and password.
        database_user: the database's user.
        database_password: and password.
        first_offsets: where each partition of the topics ended before the run's events were put there, by topic and
            partition: 0 in a topic of the run's own.
        group: the consumer group to read as; unique to the run.
        changed_on: the day on which all its events were changed.
        inbound_avro: the writer's Avro record of inbound events, as JSON.
        shared_avro: the writer's Avro record of shared events, as JSON.
    """

    settings: Settings
    folder: Path
    item: Item
    events: int
    inbound_topic: str
    shared_topic: str
    shared_raw_topic: str
    refused_topic: str
    database_url: str
    jdbc_url: str
    database_user: str
    database_password: str
    first_offsets: Mapping[tuple[str, int], int]
    group: str
    changed_on: date
    inbound_avro: str
    shared_avro: str


class Contender(Protocol):
    """One of those that are measured, in one role.

    Attributes:
        name: what `--contenders` calls it; the same in each of its roles.
        role: the part it takes over.
        title: what people see, with the version.
        keeps_history: whether it writes history too; without, it does less work than ours.
    """

    name: str
    role: Role
    title: Text
    keeps_history: bool

    def install(self) -> None:
        """Get what it needs into its `peers_folder`, telling how far it is; does nothing where it is there already.

        Raises:
            Refusal: it cannot be had.
        """

    def prepare(self, workload: Workload) -> None:
        """Everything of its own that is needed before the clock runs: tables, topics, configuration."""

    def start(self, workload: Workload) -> Sequence[Popen[bytes]]:
        """Its processes, each in a session of its own (see `start_program`); the caller ends them."""


def peers_folder(name_and_version: str) -> Path:
    """Where a contender keeps what it was installed from, inside the Python environment: `name-version`."""
    return Path(sys.prefix) / "share" / "govsync" / "peers" / name_and_version


def start_program(
    workload: Workload,
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
) -> Popen[bytes]:
    """Start a program in a session of its own, in the run's folder, its output in `log/<name>.log` there.

    The kernel ends it where this process is gone.

    Args:
        workload: the run.
        name: of the program and its log.
        command: program and arguments; nothing secret in it.
        environment: what it finds in its environment besides ours.
    """
    log = workload.folder / LOGS / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            list(command),
            env={**os.environ, **(environment or {})},
            cwd=workload.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent(signal.SIGKILL),  # noqa: PLW1509 - see end_with_parent
        )
