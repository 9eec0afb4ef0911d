"""Kafka's jars: fetched as packages, verified against the committed lock, kept inside the Python environment.

`python -m infra.local.kafka_jars` fetches what is missing and is safe to repeat;
`python -m infra.local.kafka_jars --lock` resolves the dependencies anew and prints a new lock. With coordinates behind
it, it prints the lock of those: other programs in Java are locked and fetched in the same way.
"""

import hashlib
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from schemas.bilingual import Refusal

if TYPE_CHECKING:
    from jgo.maven import Artifact, MavenContext

KAFKA_VERSION = "4.2.1"

# kafka-clients is named although kafka_2.13 depends on it: otherwise the resolver lets another dependency's managed
# version win and the tools break. kafka_2.13 brings no logging backend, hence the third.
COORDINATES = (
    f"org.apache.kafka:kafka_2.13:{KAFKA_VERSION}",
    f"org.apache.kafka:kafka-clients:{KAFKA_VERSION}",
    "org.apache.logging.log4j:log4j-slf4j-impl:2.25.2",
)
LOCK = Path(__file__).with_name("kafka_jars.lock")
FOLDER = Path(sys.prefix) / "share" / "govsync" / f"kafka-{KAFKA_VERSION}"
SIMULTANEOUS_DOWNLOADS = 6


class Jar(NamedTuple):
    """One line of a lock: Maven coordinate, file name, SHA-256 in hexadecimal.

    The coordinate is `group:artifact:version`, or `group:artifact:version:packaging:classifier` with a classifier that
    may be empty.
    """

    coordinate: str
    file_name: str
    sha256: str


def read_lock(lock: Path | None = None) -> tuple[Jar, ...]:
    """The jars a lock names; those Kafka consists of, unless another lock is given."""
    text = (lock or LOCK).read_text()
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Jar(*fields) for fields in lines)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's content in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def is_complete(folder: Path, jars: Iterable[Jar]) -> bool:
    """Whether `folder` holds every jar exactly as locked."""
    return all((folder / jar.file_name).is_file() and sha256_of(folder / jar.file_name) == jar.sha256 for jar in jars)


def class_path(folder: Path = FOLDER) -> str:
    """The Java class path of Kafka.

    Raises:
        Refusal: the jars have not been fetched.
    """
    jars = [folder / jar.file_name for jar in read_lock()]
    if not all(jar.is_file() for jar in jars):
        raise Refusal(
            f"Kafka's jars are not in {folder}. Fetch them with `{sys.executable} -m infra.local.kafka_jars` "
            "(in a checkout, `make install` does it).",
            f"{folder} 中没有 Kafka 的 jar 文件。请运行 `{sys.executable} -m infra.local.kafka_jars` 获取"
            "(在源码目录中可运行 `make install`)。",
        )
    return os.pathsep.join(map(str, jars))


def fetch(folder: Path = FOLDER, lock: Path | None = None) -> bool:
    """Put every locked jar into `folder`, all or none. False if they were there already.

    Args:
        folder: what else it holds is lost.
        lock: Kafka's, unless another is given.

    Raises:
        Refusal: a jar could not be downloaded, or is not what the lock says.
    """
    jars = read_lock(lock)
    if is_complete(folder, jars):
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        staging.chmod(0o755)
        context = _maven()
        with ThreadPoolExecutor(SIMULTANEOUS_DOWNLOADS) as downloads:
            for jar, path in zip(jars, downloads.map(lambda jar: _download(context, jar), jars), strict=True):
                shutil.copyfile(path, staging / jar.file_name)
        shutil.rmtree(folder, ignore_errors=True)
        staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return True


def _maven() -> "MavenContext":
    """Maven repositories and cache as the person configured them for jgo, else the usual ones."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jgo's dependencies remark on XDG folders that play no part here
        from jgo.config import GlobalSettings
        from jgo.maven import MavenContext

        settings = GlobalSettings.load()
        return MavenContext(repo_cache=settings.repo_cache, remote_repos=settings.repositories or None, timeout=60)


def _download(context: "MavenContext", jar: Jar) -> Path:
    artifact = _artifact(context, jar.coordinate)
    cached = artifact.cached_path
    if cached and cached.exists() and sha256_of(cached) != jar.sha256:
        cached.unlink()  # an interrupted download leaves a part of a file in the shared cache
    try:
        path = Path(artifact.resolve())
    except (OSError, RuntimeError) as error:
        raise Refusal(
            f"{jar.coordinate} could not be downloaded ({type(error).__name__}). Check the network or the proxy "
            "(https_proxy), or name a mirror in ~/.config/jgo.conf under [repositories]; then run the command again.",
            f"无法下载 {jar.coordinate}({type(error).__name__})。请检查网络或代理(https_proxy),"
            "或在 ~/.config/jgo.conf 的 [repositories] 中指定镜像,然后重新运行该命令。",
        ) from error
    if sha256_of(path) != jar.sha256:
        raise Refusal(
            f"{path} is not the file the lock names for {jar.coordinate} (SHA-256 differs). Nothing was installed. "
            "Delete the file and try again; if it happens again, the repository serves something else.",
            f"{path} 与锁定文件中 {jar.coordinate} 的 SHA-256 不符,未安装任何内容。"
            "请删除该文件后重试;若再次出现,说明软件仓库提供的文件有误。",
        )
    return path


def resolve_lock(coordinates: Sequence[str] = ()) -> str:
    """A new lock from the coordinates and all that jars depend on; reads the Maven repository.

    Args:
        coordinates: Kafka's if there are none. One with packaging and classifier is a file of its own: nothing is
            resolved for it, and what it depends on sways the version of nothing else.
    """
    context = _maven()
    wanted = coordinates or COORDINATES
    files = {c: Path(_artifact(context, c).resolve()) for c in wanted if c.count(":") > _PLAIN_COLONS}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jgo

        for jar in jgo.resolve("+".join(c for c in wanted if c not in files)):
            files[f"{jar.groupId}:{jar.artifactId}:{jar.version}"] = Path(jar.resolve())
    lines = [f"{coordinate} {path.name} {sha256_of(path)}" for coordinate, path in files.items()]
    command = " ".join(["python -m infra.local.kafka_jars --lock", *coordinates])
    return "\n".join([f"# {command}", *sorted(lines), ""])


_PLAIN_COLONS = 2


def _artifact(context: "MavenContext", coordinate: str) -> "Artifact":
    group, name, version, *kind = coordinate.split(":")
    component = context.project(group, name).at_version(version)
    return component.artifact(packaging=kind[0], classifier=kind[1]) if kind else component.artifact()


def main() -> None:
    """Fetch the jars, or print a new lock."""
    if sys.argv[1:2] == ["--lock"]:
        sys.stdout.write(resolve_lock(sys.argv[2:]))
        return
    try:
        fetched = fetch()
    except Refusal as refusal:
        sys.exit(str(refusal.text))
    if fetched and sys.stderr.isatty():
        sys.stderr.write(f"Kafka {KAFKA_VERSION}: {FOLDER}\n")


if __name__ == "__main__":
    main()
