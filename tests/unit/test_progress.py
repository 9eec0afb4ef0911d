from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from stream_processors.progress import SETTLING, Offsets, Partition, Progress

ITEM = "ot-air-quality"
INBOUND: Partition = (f"in.gz-ecology-environment.{ITEM}", 0)
SHARED: Partition = (f"shared.{ITEM}", 0)
INSTANT = datetime(2026, 3, 9, 16, tzinfo=UTC)
NOW = INSTANT + timedelta(minutes=1)


@dataclass
class Platform:
    """Ten records were appended before the instant; what the tests say has been worked through."""

    appended: int = 10
    validated_to: int = 10
    shared_end: int = 8
    materialised_to: int = 8
    records_waiting: bool = True
    asked: list[str] = field(default_factory=list)

    def inputs(self, item: str) -> Sequence[Partition]:
        return [INBOUND]

    def appended_before(self, partitions: Sequence[Partition], instant: datetime) -> Offsets:
        return dict.fromkeys(partitions, self.appended)

    def validated(self, partitions: Sequence[Partition]) -> Offsets:
        self.asked.append("validated")
        return dict.fromkeys(partitions, self.validated_to)

    def holds_record(self, partition: Partition, start: int, end: int) -> bool:
        assert start < end
        return self.records_waiting

    def outputs(self, item: str) -> Offsets:
        self.asked.append("outputs")
        return {SHARED: self.shared_end}

    def materialised(self, partitions: Sequence[Partition]) -> Offsets:
        return dict.fromkeys(partitions, self.materialised_to)


def test_an_item_that_has_been_worked_through_has_reached_the_instant() -> None:
    assert Progress(Platform()).has_reached(ITEM, INSTANT, NOW)


def test_nothing_is_reached_while_a_validator_is_behind() -> None:
    assert not Progress(Platform(validated_to=9)).has_reached(ITEM, INSTANT, NOW)


def test_a_partition_never_validated_is_behind() -> None:
    class Fresh(Platform):
        def validated(self, partitions: Sequence[Partition]) -> Offsets:
            return {}

    assert not Progress(Fresh()).has_reached(ITEM, INSTANT, NOW)
    assert Progress(Fresh(appended=0)).has_reached(ITEM, INSTANT, NOW)


def test_transaction_markers_after_the_last_record_hold_nothing_up() -> None:
    assert Progress(Platform(validated_to=9, records_waiting=False)).has_reached(ITEM, INSTANT, NOW)


def test_nothing_is_reached_while_a_materialiser_is_behind() -> None:
    platform = Platform(materialised_to=7)
    progress = Progress(platform)
    assert not progress.has_reached(ITEM, INSTANT, NOW)
    platform.materialised_to = 8
    assert progress.has_reached(ITEM, INSTANT, NOW + timedelta(seconds=5))


def test_the_ends_to_be_materialised_stay_where_they_were_while_more_arrives() -> None:
    platform = Platform(materialised_to=7)
    progress = Progress(platform)
    assert not progress.has_reached(ITEM, INSTANT, NOW)
    platform.shared_end, platform.materialised_to = 100, 8
    assert progress.has_reached(ITEM, INSTANT, NOW + timedelta(seconds=5))


def test_the_ends_are_not_taken_before_everything_is_validated() -> None:
    platform = Platform(validated_to=9)
    progress = Progress(platform)
    assert not progress.has_reached(ITEM, INSTANT, NOW)
    assert "outputs" not in platform.asked
    platform.validated_to, platform.shared_end = 10, 9
    assert not progress.has_reached(ITEM, INSTANT, NOW + timedelta(seconds=5))


def test_an_instant_is_not_reached_before_brokers_clocks_have_passed_it() -> None:
    progress = Progress(Platform())
    assert not progress.has_reached(ITEM, INSTANT, INSTANT + SETTLING - timedelta(milliseconds=1))
    assert progress.has_reached(ITEM, INSTANT, INSTANT + SETTLING)


def test_a_platform_that_is_behind_is_not_asked_again_at_once() -> None:
    platform = Platform(validated_to=9)
    progress = Progress(platform)
    for seconds in range(5):
        assert not progress.has_reached(ITEM, INSTANT, NOW + timedelta(seconds=seconds))
    assert platform.asked == ["validated"]


def test_what_was_reached_is_not_asked_for_again() -> None:
    platform = Platform()
    progress = Progress(platform)
    assert progress.has_reached(ITEM, INSTANT, NOW)
    platform.validated_to = 0
    assert progress.has_reached(ITEM, INSTANT, NOW)
    assert progress.has_reached(ITEM, INSTANT - timedelta(days=1), NOW)
    assert not progress.has_reached(ITEM, INSTANT + timedelta(seconds=1), NOW)
