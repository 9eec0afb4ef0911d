"""Homes, the command and whole platforms for tests; the fixtures in `conftest.py` are made of these."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from infra.settings import KAFKA_VARIABLES, POSTGRES_VARIABLES, Settings
from tests.personal_data import SHOWING, persons_in, persons_in_home

SECONDS_TO_END = 90
GOVSYNC = (sys.executable, "-P", "-m", "govsync")
OURS = {
    *KAFKA_VARIABLES.values(),
    *POSTGRES_VARIABLES.values(),
    "GOVSYNC_HOME",
    "GOVSYNC_LANG",
    "GOVSYNC_PSEUDONYM_KEY",
}


class Leak(AssertionError):
    """Personal data where there must be none."""


@contextmanager
def temporary_home(like: Path | None = None) -> Iterator[Path]:
    """A home that the account PostgreSQL runs as can reach (pytest's own folders are closed to others).

    Empty, or a copy of another one in which nothing runs.
    """
    folder = Path(tempfile.mkdtemp(prefix="govsync-test-"))
    folder.chmod(0o711)
    try:
        if like is not None:
            # Owners and holes are kept: PostgreSQL's files are its account's, Kafka's indexes are mostly empty.
            subprocess.run(["cp", "--archive", "--sparse=always", str(like), str(folder / ".govsync")], check=True)
        yield folder / ".govsync"
        if found := persons_in_home(folder / ".govsync"):
            raise Leak(f"a person in what was written: {'; '.join(found[:5])}")
    finally:
        shutil.rmtree(folder)


def settings_of(home: Path) -> Settings:
    """Settings of a home where nothing runs yet: Kafka and PostgreSQL are to be started in it."""
    return Settings.from_environment().without_addresses().model_copy(update={"home": home})


def environment_of(home: Path, **extra: str) -> dict[str, str]:
    """This process's environment without addresses of anybody's Kafka and PostgreSQL, for a command in `home`."""
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    return inherited | {"GOVSYNC_HOME": str(home), "GOVSYNC_LANG": "en"} | extra


def run_govsync(*arguments: str, home: Path, given: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end in `home`, with `given` on its standard input and `extra` in its environment.

    Raises:
        Leak: it printed something of a person, and is no command that shows records.
    """
    done = subprocess.run(
        [*GOVSYNC, *arguments],
        env=environment_of(home, **extra),
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    checked(arguments, done.stdout, done.stderr)
    return done


def checked(arguments: Sequence[str], *printed: str) -> None:
    """Look through what a command has printed.

    Raises:
        Leak: there is something of a person in it, and the command is none that shows records.
    """
    found = [] if arguments and arguments[0] in SHOWING else [what for text in printed for what in persons_in(text)]
    if found:
        raise Leak(f"`govsync {arguments[0]}` printed a person: {'; '.join(found[:5])}")
