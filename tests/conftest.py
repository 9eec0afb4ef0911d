"""What tests share: a home, the command, and one real Kafka and PostgreSQL for a whole run."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from govsync.up import running
from infra.settings import Settings
from tests.local_platform import run_govsync, settings_of, temporary_home


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of the test's own; a platform still running in it is ended."""
    with temporary_home() as folder, ExitStack() as ending:
        ending.callback(run_govsync, "down", home=folder)
        yield folder


@pytest.fixture(scope="session")
def platform() -> Iterator[Settings]:
    """One real Kafka and PostgreSQL with every table and topic, without workers, for the whole run."""
    with temporary_home() as home, running(settings_of(home), "--no-workers") as settings:
        yield settings
