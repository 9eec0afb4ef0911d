"""Which numbers stand for one subject, and since when: a pure fold of what providers said about numbers.

The fold takes statements by the day they are true of, whatever order they arrived in, so every platform and every
rebuild comes to the same. Nothing is ever concluded from a name or a date of birth.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple


class Identity(NamedTuple):
    """A number and its type; the pair is the identity, never the number alone."""

    identity_type: str
    identity_number: str


class Relation(StrEnum):
    """What a statement says about two numbers.

    REKEY: the subject of the one now bears the other. MERGE: both are of one subject, kept under the other. SPLIT: the
    other is of a subject of its own. SUCCESSION: another subject took the first one's place, as an enterprise after
    its conversion does; the two are linked and stay two.
    """

    REKEY = "REKEY"
    MERGE = "MERGE"
    SPLIT = "SPLIT"
    SUCCESSION = "SUCCESSION"


class Link(NamedTuple):
    """One statement of a provider: since a day, `identity` is succeeded by, merged into or split into `succeeded_by`.

    Provider, item, seq and position tell where it was said; on one day they also give the order.
    """

    valid_from_on: date
    provider: str
    item: str
    seq: int
    position: int
    relation: Relation
    identity: Identity
    succeeded_by: Identity


class Alias(NamedTuple):
    """From a day, and until another if there is one, `identity` stands for the subject now known as `subject`."""

    identity: Identity
    subject: Identity
    valid_from_on: date
    valid_to_on: date | None


def aliases(links: Iterable[Link]) -> list[Alias]:
    """Every number that stands or stood for a subject known by another one, in order.

    A REKEY back takes back the REKEY of that pair; a SPLIT parts two numbers however they came together. What is said
    of a subject under a former number is said of the subject. Two statements of one day count in the order of provider,
    item and seq. A subject's own present number is nobody's alias.
    """
    found = [alias for component in _components(links) for alias in _fold(component)]
    return sorted(found, key=lambda a: (a.identity, a.valid_from_on))


def subject_on(found: Iterable[Alias], identity: Identity, day: date | None) -> Identity:
    """The number under which a subject was known on a day, or as far as anything is known; its own if it has no other."""
    return next((a.subject for a in found if a.identity == identity and _in_force(a, day)), identity)


def members_on(found: Iterable[Alias], subject: Identity, day: date | None) -> list[Identity]:
    """All numbers that stood for a subject on a day, or stand as far as anything is known; its present one first."""
    return [subject, *(a.identity for a in found if a.subject == subject and _in_force(a, day))]


def _in_force(alias: Alias, day: date | None) -> bool:
    if day is None:
        return alias.valid_to_on is None
    return alias.valid_from_on <= day and (alias.valid_to_on is None or day < alias.valid_to_on)


class _Said(NamedTuple):
    """What was last said of a pair of numbers, and whether that takes an earlier REKEY back."""

    link: Link
    takes_back: bool


_Pair = frozenset[Identity]


def _components(links: Iterable[Link]) -> list[list[Link]]:
    """Links that speak of connected numbers, together; successions connect nothing."""
    speaking = [link for link in links if link.relation is not Relation.SUCCESSION]
    leader: dict[Identity, Identity] = {}
    for link in speaking:
        one, other = _root(leader, link.identity), _root(leader, link.succeeded_by)
        if one != other:
            leader[one] = other
    together: dict[Identity, list[Link]] = defaultdict(list)
    for link in speaking:
        together[_root(leader, link.identity)].append(link)
    return list(together.values())


def _fold(links: Iterable[Link]) -> list[Alias]:
    said: dict[_Pair, _Said] = {}
    since: dict[Identity, tuple[Identity, date]] = {}
    found = []
    for day, of_day in groupby(sorted(links), key=lambda link: link.valid_from_on):
        for link in of_day:
            _say(said, link)
        successor = _successors(link for link, takes_back in said.values() if not takes_back)
        now = {identity: _root(successor, identity) for identity in successor}
        for identity in sorted(since.keys() | now.keys()):
            subject, began_on = since.get(identity, (None, day))
            if subject == now.get(identity):
                continue
            if subject is not None:
                found.append(Alias(identity, subject, began_on, day))
                del since[identity]
            if identity in now:
                since[identity] = (now[identity], day)
    return [*found, *(Alias(identity, subject, day, None) for identity, (subject, day) in since.items())]


def _say(said: dict[_Pair, _Said], link: Link) -> None:
    """Take a statement into account; what is said of a pair again counts anew, in the order in which it was said."""
    pair = frozenset((link.identity, link.succeeded_by))
    before = said.pop(pair, None)
    if link.relation is Relation.SPLIT:
        while path := _path(said.values(), link.identity, link.succeeded_by):
            del said[frozenset(path[-2:])]
        return
    takes_back = False
    if before is not None and link.relation is before.link.relation is Relation.REKEY:
        is_back = before.link.identity == link.succeeded_by
        takes_back = is_back != before.takes_back
    said[pair] = _Said(link, takes_back)


def _successors(links: Iterable[Link]) -> dict[Identity, Identity]:
    """The number that follows each one, where one follows. There is no circle: of one subject one number has none."""
    successor: dict[Identity, Identity] = {}
    for link in links:
        former = _root(successor, link.identity)
        if former != _root(successor, link.succeeded_by):
            successor[former] = link.succeeded_by
            continue
        # Of one subject already: the chain that led away from the number now leads to it.
        number, follower = link.succeeded_by, successor.pop(link.succeeded_by, None)
        while follower is not None:
            successor[follower], number, follower = number, follower, successor.get(follower)
    return successor


def _path(said: Iterable[_Said], start: Identity, end: Identity) -> list[Identity]:
    """Numbers from one to the other along what was said, both included; empty where nothing connects them."""
    neighbours: dict[Identity, list[Identity]] = defaultdict(list)
    for link, takes_back in said:
        if not takes_back:
            neighbours[link.identity].append(link.succeeded_by)
            neighbours[link.succeeded_by].append(link.identity)
    came_from = {start: start}
    reached = [start]
    for number in reached:
        for neighbour in neighbours[number]:
            if neighbour not in came_from:
                came_from[neighbour] = number
                reached.append(neighbour)
    if end not in came_from:
        return []
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


def _root(successor: Mapping[Identity, Identity], identity: Identity) -> Identity:
    while (follower := successor.get(identity)) is not None:
        identity = follower
    return identity
