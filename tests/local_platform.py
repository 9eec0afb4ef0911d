"""Homes, the command and whole platforms for tests; the fixtures in `conftest.py` are made of these."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.local.programs import end_with_parent, tail
from infra.settings import KAFKA_VARIABLES, POSTGRES_VARIABLES

SECONDS_TO_END = 90
GOVSYNC = (sys.executable, "-P", "-m", "govsync")
OURS = {*KAFKA_VARIABLES.values(), *POSTGRES_VARIABLES.values(), "GOVSYNC_HOME", "GOVSYNC_LANG"}


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A home that the account PostgreSQL runs as can reach (pytest's own folders are closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="govsync-test-"))
    folder.chmod(0o711)
    try:
        yield folder / ".govsync"
    finally:
        shutil.rmtree(folder)


def environment_of(home: Path, **extra: str) -> dict[str, str]:
    """This process's environment without addresses of anybody's Kafka and PostgreSQL, for a command in `home`."""
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    return inherited | {"GOVSYNC_HOME": str(home), "GOVSYNC_LANG": "en"} | extra


def run_govsync(*arguments: str, home: Path, given: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end in `home`, with `given` on its standard input and `extra` in its environment."""
    return subprocess.run(
        [*GOVSYNC, *arguments],
        env=environment_of(home, **extra),
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def running_platform(home: Path, *options: str, extra: Mapping[str, str] | None = None) -> Iterator[int]:
    """`govsync up` in the foreground until the block ends, also if this process is killed; gives its process id."""
    complaints = home.parent / "up.stderr"
    with complaints.open("wb") as stderr, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # about threads: nothing runs between fork and exec
        supervisor = subprocess.Popen(
            [*GOVSYNC, "up", "--json", *options],
            env=environment_of(home, **(extra or {})),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            start_new_session=True,
            preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509 - see above
        )
    assert supervisor.stdout is not None
    with supervisor, supervisor.stdout as said:
        try:
            first_line = said.readline()
            if "processes" not in json.loads(first_line or "{}"):
                pytest.fail(f"the platform did not start: {first_line}{tail(complaints, 40)}")
            yield supervisor.pid
        finally:
            supervisor.terminate()
            supervisor.wait(SECONDS_TO_END)
