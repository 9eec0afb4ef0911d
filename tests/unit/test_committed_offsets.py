from collections.abc import Iterator

import pytest
from confluent_kafka import KafkaError, KafkaException, TopicPartition

from infra import topics
from infra.settings import Settings


class _Client:
    """A consumer that is told what is in `answers`, one after another."""

    def __init__(self, answers: Iterator[int | None]) -> None:
        self._answers = answers

    def committed(self, asked: list[TopicPartition], timeout: float) -> list[TopicPartition]:
        assert timeout > 0
        error = next(self._answers)
        if error is not None:
            raise KafkaException(KafkaError(error))
        return [TopicPartition(each.topic, each.partition, 7) for each in asked]

    def close(self) -> None:
        pass


def _ask(monkeypatch: pytest.MonkeyPatch, *answers: int | None) -> dict[tuple[str, int], int]:
    told = iter(answers)
    monkeypatch.setattr(topics, "consumer", lambda *_, **__: _Client(told))
    return topics.committed_offsets(Settings(), topics.VALIDATOR_GROUP, [("in.GZ-TAX.np-individual-tax", 0)])


def test_a_coordinator_that_has_not_come_back_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _ask(monkeypatch, KafkaError.NOT_COORDINATOR, KafkaError.COORDINATOR_LOAD_IN_PROGRESS, None)
    assert found == {("in.GZ-TAX.np-individual-tax", 0): 7}


def test_any_other_answer_ends_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KafkaException):
        _ask(monkeypatch, KafkaError.GROUP_AUTHORIZATION_FAILED, None)
