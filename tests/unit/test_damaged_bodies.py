"""What the columnar reader says of damaged bytes. All values are invented."""

from contextlib import nullcontext

import pytest

from schemas import codec
from schemas.codec import BatchDecoder, zigzag
from schemas.released import load_released

SCHEMA = load_released().latest("inbound", "np-birth")
BATCH = [zigzag(149_628_638_433_376_674) * 40] * 2
"""Lengths far beyond the end, where texts stand."""


def test_a_damaged_body_is_sorted_out_and_its_numbers_are_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert set(BatchDecoder(SCHEMA).decode(BATCH).malformed) == {0, 1}
    assert capfd.readouterr() == ("", "")


def test_without_that_care_the_reader_prints_what_it_read(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codec, "_native_code_silenced", nullcontext)
    BatchDecoder(SCHEMA).decode(BATCH)
    assert "149628638433376674" in capfd.readouterr().err
