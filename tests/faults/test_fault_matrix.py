"""The fault matrix: that it is whole, that a run of it is green, and that its oracles go red when they must."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from govsync.fault_matrix import matrix
from govsync.fault_matrix.injections import INJECTIONS
from govsync.fault_matrix.oracles import numbers_in
from govsync.fault_matrix.run import Report, run, schedule
from govsync.up import running
from tests.events import resident_number
from tests.local_platform import settings_of, temporary_home

MUTANTS = Path(__file__).parent / "mutants"


def run_matrix(prepared: Path, rows: Sequence[matrix.Row], seconds: float, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.setenv("GOVSYNC_FAILPOINTS", "1")
    with (
        temporary_home(like=prepared) as home,
        running(settings_of(home), "--validators", "2", "--materialisers", "2") as settings,
    ):
        return run(settings, rows, 1, seconds, datetime.now(UTC), lambda _row, _injected: None)  # noqa: TID251 - the broker's clock is the real one


def test_every_row_is_injected_by_a_function_or_says_why_not() -> None:
    named = {row.injection for row in matrix.rows().values() if row.injection is not None}
    assert named == set(INJECTIONS)


def test_a_seed_gives_one_schedule_and_every_row_before_any_comes_again() -> None:
    rows = matrix.chosen(None, 1)
    once, again, other = (schedule(seed, rows) for seed in (3, 3, 4))
    first = [once().id for _ in range(2 * len(rows))]
    assert [again().id for _ in range(2 * len(rows))] == first
    assert [other().id for _ in range(2 * len(rows))] != first
    assert sorted(first[: len(rows)]) == sorted(row.id for row in rows)


def test_an_identity_number_in_a_log_is_found(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    log.write_text('{"event": "batch.written", "count": 5000, "rules_version": "2c629abe91f08ebf"}\n')
    assert list(numbers_in(tmp_path)) == []
    log.write_text(f"first line\nDETAIL: Key (identity_number)=({resident_number(1)}) exists\n")
    assert list(numbers_in(tmp_path)) == ["worker.log line 2"]


@pytest.mark.platform
@pytest.mark.timeout(600)
def test_half_a_minute_of_faults_loses_nothing_and_doubles_nothing(
    prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = run_matrix(prepared, matrix.chosen(None, 1), 30, monkeypatch)
    # How fast it goes on (O10) is measured by `govsync faults`; on a busy machine it says more about the machine.
    wrong = {name: found for name, found in report.wrong.items() if found and name != "O10"}
    assert (report.stuck, wrong) == (None, {})


@pytest.mark.nightly
@pytest.mark.platform
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("mutant", "faults", "oracle"),
    [
        ("without_deduplication", "D2", "O1"),
        ("without_version_guard", "D4", "O5"),
        ("offsets_before_data", "K1", "O3"),
        ("from_the_latest", "K1", "O3"),
    ],
)
def test_the_oracles_go_red_when_the_chain_is(
    mutant: str, faults: str, oracle: str, prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(MUTANTS / mutant), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setattr("govsync.fault_matrix.site.PATIENCE_SECONDS", 45.0)
    report = run_matrix(prepared, matrix.chosen(faults, 1), 15, monkeypatch)
    # Lost events never get an outcome: the run is stuck before the counter can be compared.
    assert report.wrong.get(oracle) or (report.stuck or "").startswith(("everything sent", "an outcome of every event"))
