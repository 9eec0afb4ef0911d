import pytest

from govsync.fault_matrix.oracles import Injected


@pytest.mark.parametrize(("behind", "allowed_seconds"), [(0, 10.0), (3_000, 11.0), (30_000, 20.0)])
def test_a_recovery_may_take_ten_seconds_and_the_backlog_at_twice_the_load(behind: int, allowed_seconds: float) -> None:
    assert Injected("B2", 0, 20, 500, behind, 0).allowed_seconds == pytest.approx(allowed_seconds)
