"""What tests share: a home, the command, and one real Kafka and PostgreSQL for a whole run."""

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest

from govsync.up import running
from infra.settings import Settings
from tests.local_platform import run_govsync, settings_of, temporary_home
from tests.personal_data import without_persons

# How long an example takes says nothing about what it proves, and much about what else the machine does.
hypothesis.settings.register_profile("govsync", deadline=None)
hypothesis.settings.load_profile("govsync")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes a night is left out, and counted as deselected, unless `make faults` asks for it."""
    if os.environ.get("GOVSYNC_NIGHTLY") == "1":
        return
    left_out = [item for item in items if item.get_closest_marker("nightly")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Nothing of a person is printed or logged, whatever is tested."""
    return without_persons((yield))


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of the test's own; a platform still running in it is ended."""
    with temporary_home() as folder, ExitStack() as ending:
        ending.callback(run_govsync, "down", home=folder)
        yield folder


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A home whose platform ran once: its tables and topics are there, so a copy of it starts in half the time."""
    with temporary_home() as home:
        with running(settings_of(home), "--no-workers"):
            pass
        yield home


@pytest.fixture(scope="session")
def platform(prepared: Path) -> Iterator[Settings]:
    """One real Kafka and PostgreSQL with every table and topic, without workers, for the whole run."""
    with temporary_home(like=prepared) as home, running(settings_of(home), "--no-workers") as settings:
        yield settings
