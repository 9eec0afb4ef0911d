"""The correctness gate: every row and outcome against the load's own account. No gate, no number."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from consumers.reconcile import reconcile
from consumers.standing import OUTCOMES
from infra.postgres import Connection, Cursor, rows, transaction
from infra.settings import Settings
from producers.load import Account, EventKey, Load
from schemas.directory import Item

_DIFFERENCES_NAMED = 5
_RECONCILE_WAIT_SECONDS = 60.0
_FETCHED_AT_ONCE = 10_000


def differences(settings: Settings, connection: Connection, loads: Iterable[Load]) -> list[str]:
    """Everything in which the databases are not what the loads' accounts say, row by row; and what `reconcile` finds.

    Rows are named by provider and seq, never by an identity number.
    """
    found = [
        f"{load.item.item}: {difference}"
        for load in loads
        for difference in row_differences(connection, load.item, load.account)
    ]
    report = reconcile(settings, _RECONCILE_WAIT_SECONDS, lambda _: None, count_topics=True)
    return found + [
        f"reconcile {d.check}: expected {d.expected}, found {d.found} ({d.where})" for d in report.differences
    ]


def row_differences(connection: Connection, item: Item, account: Account) -> list[str]:
    """Everything in which an item's tables and outcomes are not what the account says, row by row."""
    found: list[str] = []
    with transaction(connection) as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        found += _named("outcome", account.outcomes, _outcomes(cursor, item))
        table = f"{item.database}.{item.table}"
        elements = [e.name for e in item.elements]
        history, current = _stored(cursor, f"{table}_history", elements), _stored(cursor, table, elements)
        found += _rows("history", history, account.history, account, elements)
        found += _rows("current", current, account.current.values(), account, elements)
        found += _held(cursor, item, account)
    return found


def _outcomes(cursor: Cursor, item: Item) -> dict[str, int]:
    sums = ", ".join(f"coalesce(sum({name}), 0)" for name in OUTCOMES)
    (counts,) = rows(cursor, f"SELECT {sums} FROM platform.submission_outcome WHERE item = %s", (item.item,))
    return {name: int(count) for name, count in zip(OUTCOMES, counts, strict=True)}


_SAID = ("identity_type", "identity_number", "record_id", "record_version", "changed_on")


def _stored(cursor: Cursor, table: str, elements: Sequence[str]) -> Iterator[tuple[EventKey, tuple[Any, ...]]]:
    columns = ("provider", "seq", *_SAID, "flags", *elements)
    cursor.execute(f"DECLARE stored NO SCROLL CURSOR FOR SELECT {', '.join(columns)} FROM {table}")
    while True:
        cursor.execute(f"FETCH {_FETCHED_AT_ONCE} FROM stored")
        chunk = cursor.fetchall()
        if not chunk:
            break
        for provider, seq, *said in chunk:
            yield (provider, seq), tuple(said)
    cursor.execute("CLOSE stored")


def _rows(
    what: str,
    stored: Iterator[tuple[EventKey, tuple[Any, ...]]],
    expected: Iterable[EventKey],
    account: Account,
    elements: Sequence[str],
) -> list[str]:
    wrong: dict[str, list[EventKey]] = {"extra": [], "differs": []}
    missing = set(expected)
    for event, row in stored:
        if event not in missing:
            wrong["extra"].append(event)
            continue
        missing.remove(event)
        said = account.history[event]
        after = said.after
        if row != (*said.record, said.record_version, account.changed_on, [], *(after[e] for e in elements)):
            wrong["differs"].append(event)
    wrong["missing"] = sorted(missing)
    return [f"{what} {kind}: {len(events)} rows, {_some(events)}" for kind, events in wrong.items() if events]


def _held(cursor: Cursor, item: Item, account: Account) -> list[str]:
    unreadable: Counter[str] = Counter()
    held: dict[EventKey, list[str]] = {}
    found = rows(
        cursor,
        "SELECT provider, seq, ARRAY(SELECT jsonb_array_elements(findings) ->> 'rule') FROM platform.quarantine WHERE item = %s",
        (item.item,),
    )
    for provider, seq, rules in found:
        if seq is None:
            unreadable.update(rules)
        else:
            held[provider, seq] = rules
    wrong = [event for event, rule in account.refused.items() if rule not in held.get(event, ())]
    extra = list(held.keys() - account.refused.keys())
    told = [f"quarantine {kind}: {len(events)} rows, {_some(events)}"
            for kind, events in (("missing", wrong), ("extra", extra)) if events]  # fmt: skip
    return told + _named("quarantine", account.poison, unreadable)


def _named(what: str, expected: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    return [
        f"{what} {name}: expected {expected.get(name, 0)}, found {found.get(name, 0)}"
        for name in sorted({*expected, *found})
        if expected.get(name, 0) != found.get(name, 0)
    ]


def _some(events: Sequence[EventKey]) -> str:
    return ", ".join(f"{provider} {seq}" for provider, seq in events[:_DIFFERENCES_NAMED])
