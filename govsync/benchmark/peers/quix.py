"""Quix Streams as a contender, in a Python environment of its own; `quix_program.py` is the program.

As validator it judges by the rules written by hand; as materialiser it uses its own PostgreSQL sink, which upserts
current rows and keeps no history. At-least-once, its default: less than our transactions promise.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from subprocess import Popen

from govsync.benchmark.peers.contender import Role, Workload, peers_folder, start_program
from govsync.benchmark.peers.contract import write_contract
from govsync.benchmark.peers.tables import peer_columns
from govsync.terminal import tell
from infra.local.programs import tail
from schemas.bilingual import Refusal, Text
from schemas.tables import KEY

VERSION = "3.28.1"
_HERE = Path(__file__).parent
_LOCK = _HERE / "quix.lock"
_PACKAGE = ("govsync", "benchmark", "peers")
_SOURCES = ("record_rules.py", "quix_program.py")


class Quix:
    """One process of a Quix application."""

    name = "quix"
    title = Text(f"Quix Streams {VERSION}", f"Quix Streams {VERSION}")
    keeps_history = False

    def __init__(self, role: Role) -> None:
        self.role = role

    def install(self) -> None:
        """Make its environment, all or nothing, from exact versions.

        Raises:
            Refusal: a package cannot be had.
        """
        folder = _folder()
        if folder.is_dir():
            return
        tell(Text(f"Installing Quix Streams {VERSION} ...", f"正在安装 Quix Streams {VERSION}……"))
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="quix-", dir=folder.parent) as unfinished:
            log = Path(unfinished) / "install.log"
            environment = Path(unfinished) / "environment"
            for command in (
                (sys.executable, "-m", "venv", environment),
                (environment / "bin" / "python", "-m", "pip", "install", "--no-deps", "--quiet", "-r", _LOCK),
            ):
                with log.open("ab") as output:
                    done = subprocess.run(list(map(str, command)), stdout=output, stderr=output, check=False)
                if done.returncode:
                    raise Refusal(
                        f"Quix Streams {VERSION} could not be installed. Check the connection to the package index, or leave "
                        f"it out of --contenders.\n{tail(log)}",
                        f"无法安装 Quix Streams {VERSION}。请检查软件包索引的连接,或在 --contenders 中去掉 quix。\n{tail(log)}",
                    )
            environment.replace(folder)

    def prepare(self, workload: Workload) -> None:
        """Put the program and what it has to know into the run's folder: none of our libraries is near it."""
        write_contract(workload)
        told = {
            "part": str(self.role),
            "broker": workload.settings.kafka_bootstrap_servers,
            "group": workload.group,
            "inbound_topic": workload.inbound_topic,
            "shared_topic": workload.shared_topic,
            "refused_topic": workload.refused_topic,
            "inbound_avro": json.loads(workload.inbound_avro),
            "shared_avro": json.loads(workload.shared_avro),
            "key": list(KEY),
            "columns": peer_columns(workload.item),
        }
        (workload.folder / "program.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        package = workload.folder.joinpath("code", *_PACKAGE)
        package.mkdir(parents=True)
        for source in _SOURCES:
            shutil.copy(_HERE / source, package / source)

    def start(self, workload: Workload) -> Sequence[Popen[bytes]]:
        """The application."""
        environment = {"PYTHONPATH": str(workload.folder / "code"), **workload.settings.connection_environment()}
        command = (str(_folder() / "bin" / "python"), "-m", f"{'.'.join(_PACKAGE)}.quix_program", str(workload.folder))
        return [start_program(workload, "quix", command, environment)]


def _folder() -> Path:
    return peers_folder(f"quix-{VERSION}")
