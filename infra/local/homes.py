"""The folder a local platform lives in: made, examined, and held by one supervisor at a time."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.programs import wait_until
from infra.settings import foreign_home
from schemas.bilingual import Refusal

LEAST_FREE_BYTES = 1024**3
GIBIBYTE = 1024**3
SECONDS_FOR_THE_LOCK = 2  # `status` and `env` hold it for an instant to ask whether anybody else does


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Hold `home`, making it if needed, so that no second supervisor starts in it.

    The hold is a `flock` on the folder itself: it ends with the process however that ends, and leaves no file.

    Raises:
        Refusal: the home is another user's, cannot be made, is held already, or its disk is nearly full.
    """
    make(home)
    require_space(home, shutil.disk_usage(home).free)
    folder = os.open(home, os.O_RDONLY)
    try:
        if not wait_until(lambda: _lock(folder), SECONDS_FOR_THE_LOCK):
            raise already_running(home)
        yield
    finally:
        os.close(folder)


def make(home: Path) -> None:
    """Make the folder and its parts; only its owner may read them.

    Raises:
        Refusal: the home is another user's, or cannot be made.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        if home.stat().st_uid != os.geteuid():
            raise foreign_home(home)
        # As root, PostgreSQL runs as another account, which must be able to pass through, not to look around.
        home.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for part in ("run", "log"):
            (home / part).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refusal(
            f"{home} cannot be used as a home ({error.strerror}). Set GOVSYNC_HOME to a folder you can write to.",
            f"{home} 不能用作主目录({error.strerror})。请将 GOVSYNC_HOME 设为可写的目录。",
        ) from error


def require_space(home: Path, free_bytes: int) -> None:
    """Refuse to start on a disk that would fill up soon: a broker and a database that cannot write stop hard.

    Raises:
        Refusal: less than `LEAST_FREE_BYTES` are free.
    """
    if free_bytes < LEAST_FREE_BYTES:
        free, least = free_bytes / GIBIBYTE, LEAST_FREE_BYTES / GIBIBYTE
        raise Refusal(
            f"The disk of {home} has {free:.1f} GiB free; at least {least:.0f} GiB are needed. Free some space, or "
            "set GOVSYNC_HOME to a folder on another disk.",
            f"{home} 所在磁盘仅剩 {free:.1f} GiB,至少需要 {least:.0f} GiB。请清理空间,"
            "或将 GOVSYNC_HOME 设为其他磁盘上的目录。",
        )


def already_running(home: Path) -> Refusal:
    """The refusal to start a second platform in one home."""
    return Refusal(
        f"A platform already runs in {home}. See it with `govsync status`, end it with `govsync down`, or set "
        "GOVSYNC_HOME to another folder to run a second one beside it.",
        f"{home} 中已有平台在运行。可用 `govsync status` 查看、`govsync down` 停止,"
        "或将 GOVSYNC_HOME 设为其他目录以并行运行另一个平台。",
    )


def _lock(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
