"""What is sent in a benchmark: events of one item, or of several basic databases at once as a city's agencies send them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from producers.load import REALISTIC, Load, Message, Mix, busiest_item
from schemas.directory import Directory

CITY = {"natural_person": 0.65, "legal_person": 0.15, "licence": 0.10, "natural_resource": 0.10}
"""Which share of a city's events is about persons, legal persons, licences and parcels: by basic database."""


class Traffic:
    """Several loads, mixed at random; the order within each load is kept.

    Args:
        shares: loads and which share of all messages each has; they add up to 1.
        seed: the same seed, loads and calls give the same order.
    """

    def __init__(self, shares: Mapping[Load, float], seed: int) -> None:
        self._shares = dict(shares)
        self._random = Random(f"traffic|{seed}")  # noqa: S311 - an invented order
        self.loads: Sequence[Load] = tuple(shares)
        self.history_before = 0
        """How many rows of history there must be without the last messages."""

    @property
    def shares(self) -> dict[str, float]:
        """Item to share."""
        return {load.item.item: share for load, share in self._shares.items()}

    @property
    def submission_id(self) -> str:
        """What the last messages name as their submission, of whatever item."""
        return self.loads[0].submission_id

    @property
    def expected_outcomes(self) -> int:
        """How many outcomes there must be, once all that was made up so far has arrived."""
        return sum(load.account.outcomes.total() for load in self.loads)

    def more(self, count: int, mix: Mix = REALISTIC) -> list[Message]:
        """The next messages, about `count`, in the order in which they are to be produced.

        Raises:
            Refusal: the mix asks for more.
        """
        self.history_before = sum(len(load.account.history) for load in self.loads)
        parts = [
            load.more(round(count * share), replace(mix, poison=round(mix.poison * share)))
            for load, share in self._shares.items()
        ]
        order = [number for number, part in enumerate(parts) for _ in part]
        self._random.shuffle(order)
        waiting: list[Iterator[Message]] = [iter(part) for part in parts]
        return [next(waiting[number]) for number in order]


def traffic(directory: Directory, item: str | None, seed: int, now: datetime) -> Traffic:
    """Traffic of one item, or, if none is named, of a city: the busiest item of each of its basic databases.

    Raises:
        Refusal: no such item, or no identity numbers can be invented for it.
    """
    if item:
        return Traffic({Load(directory.item(item), seed, now): 1.0}, seed)
    return Traffic({Load(busiest_item(directory, name), seed, now): share for name, share in CITY.items()}, seed)
