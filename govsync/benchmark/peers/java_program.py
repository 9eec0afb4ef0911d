"""A peer that runs in Java: its jars, fetched and verified by a lock, and our own few classes, compiled on the spot."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from subprocess import Popen

from govsync.benchmark.peers.contender import Workload, peers_folder, start_program
from govsync.terminal import tell
from infra.local import kafka_jars
from infra.local.kafka import java
from schemas.bilingual import Refusal, Text

LANGUAGE_LEVEL = "17"
"""The oldest Java a platform runs on."""

_TEMPORARY = "temporary"
_OPTIONS = (
    "-Djava.awt.headless=true",
    "-Djava.net.preferIPv4Stack=true",
    f"-Djava.io.tmpdir={_TEMPORARY}",
)

_HERE = Path(__file__).parent
SOURCES = _HERE / "java"


@dataclass(frozen=True)
class JavaProgram:
    """A peer's program.

    Attributes:
        name_and_version: of its `peers_folder`.
        lock: file name of the lock of its jars, beside this module; the Eclipse compiler is one of them, which needs no
            more than a Java runtime.
        sources: our classes, by file name.
    """

    name_and_version: str
    lock: str
    sources: tuple[str, ...]

    @property
    def lock_file(self) -> Path:
        """The lock itself."""
        return _HERE / self.lock

    @property
    def jars(self) -> Path:
        """Where the jars are, and whatever else the lock names."""
        return peers_folder(self.name_and_version) / "jars"

    @property
    def classes(self) -> Path:
        """Where our classes are; another folder for other sources."""
        content = b"".join(path.read_bytes() for path in self._source_files())
        return peers_folder(self.name_and_version) / f"classes-{sha256(content).hexdigest()[:12]}"

    def install(self) -> None:
        """Fetch and compile what is not there yet.

        Raises:
            Refusal: there is no Java, a jar cannot be had, or a class does not compile.
        """
        locked = kafka_jars.read_lock(self.lock_file)
        if not kafka_jars.is_complete(self.jars, locked):
            count = len(locked)
            tell(
                Text(
                    f"{self.name_and_version}: fetching {count} files …",
                    f"{self.name_and_version}:正在获取 {count} 个文件……",
                )
            )
            kafka_jars.fetch(self.jars, self.lock_file)
        if not self.classes.is_dir():
            self._compile()

    def command(self, main: str, *arguments: str, options: Sequence[str] = ()) -> list[str]:
        """The command that runs a class.

        Args:
            main: the class.
            arguments: its arguments.
            options: the virtual machine's.
        """
        class_path = os.pathsep.join([str(self.classes), *self._jar_files()])
        return [str(java()), *options, "-cp", class_path, main, *arguments]

    def start(
        self, workload: Workload, name: str, main: str, *arguments: str, options: Sequence[str] = ()
    ) -> Popen[bytes]:
        """Start a class as a process of a run; what it unpacks stays in the run's folder."""
        (workload.folder / _TEMPORARY).mkdir(exist_ok=True)
        return start_program(workload, name, self.command(main, *arguments, options=(*_OPTIONS, *options)))

    def _compile(self) -> None:
        tell(Text(f"{self.name_and_version}: compiling …", f"{self.name_and_version}:正在编译……"))
        compiler = next(self.jars.glob("ecj-*.jar"))
        unfinished = self.classes.with_suffix(".unfinished")
        settings = (f"-{LANGUAGE_LEVEL}", "-proc:none", "-nowarn", "-encoding", "UTF-8", "-d", str(unfinished))
        compiled = subprocess.run(
            [java(), "-jar", compiler, *settings, "-cp", os.pathsep.join(self._jar_files()), *self._source_files()],
            capture_output=True,
            text=True,
            check=False,
        )
        if compiled.returncode != 0:
            said = (compiled.stdout + compiled.stderr).strip()
            raise Refusal(
                f"{self.name_and_version} does not compile. The compiler says:\n{said}",
                f"{self.name_and_version} 无法编译。编译器输出:\n{said}",
            )
        unfinished.rename(self.classes)

    def _jar_files(self) -> list[str]:
        return sorted(str(path) for path in self.jars.glob("*.jar"))

    def _source_files(self) -> list[Path]:
        return [SOURCES / name for name in self.sources]
