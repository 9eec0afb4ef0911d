"""Both executions of conformance are measured in one run, on events of which some are refused."""

import json
from datetime import UTC, datetime

from govsync.benchmark.conformance import measure
from infra.reference import packaged
from producers.load import Load, busiest_item
from stream_processors.rules.ruleset import Ruleset
from tests.events import DIRECTORY
from tests.local_platform import run_govsync, temporary_home

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_the_item_that_is_measured_has_thirty_two_elements_and_every_one_may_be_missing() -> None:
    item = busiest_item(DIRECTORY)
    assert len(item.elements) >= 32
    assert item.identity_types[0] == "RESIDENT_ID", "the dearest identity to judge"


def test_columns_and_single_records_are_measured_on_events_of_which_two_in_a_hundred_are_refused() -> None:
    measured = measure(Ruleset.under(packaged(DIRECTORY)), Load(busiest_item(DIRECTORY), 1, NOW), 1000)
    assert (measured.item, measured.events) == (busiest_item(DIRECTORY).item, 1000)
    assert measured.refused_share == 0.02
    assert set(measured.record_by_record) == {"fastavro", "pydantic", "rules"}
    assert measured.ratio == sum(measured.record_by_record.values()) / measured.columns


def test_the_command_needs_no_platform_and_tells_what_it_measured() -> None:
    with temporary_home() as home:
        done = run_govsync("bench", "--conformance", "--events", "1000", "--item", "np-birth", "--json", home=home)
        assert not home.exists()
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)["conformance"]
    assert (told["item"], told["events"], told["unit"]) == ("np-birth", 1000, "CPU microseconds per event")
    assert 0 < told["columns"] < sum(told["record_by_record"].values())
