"""What a contender got wrong: its tables row by row, or its topics record by record, beside the load's account."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

import polars as pl

from govsync.benchmark.peers.events import Events
from govsync.benchmark.peers.tables import Tables, own_tables
from govsync.benchmark.sessions import unhurried
from infra.postgres import Cursor, copy_rows
from infra.settings import Settings
from producers.load import Account, EventKey, RecordKey
from schemas.bilingual import Text
from schemas.directory import Item
from schemas.tables import KEY, element_columns

_KINDS = {
    "current.missing": Text("current rows missing", "当前表缺行"),
    "current.extra": Text("current rows too many", "当前表多余行"),
    "current.differs": Text("current rows with other values", "当前表值不符"),
    "current.older": Text("current rows where an older version is on top", "当前表被旧版本覆盖"),
    "current.other": Text("current rows of another event", "当前表为其他事件"),
    "history.missing": Text("history rows missing", "历史表缺行"),
    "history.extra": Text("history rows too many", "历史表多余行"),
    "history.differs": Text("history rows with other values", "历史表值不符"),
    "history.repeated": Text("repeats stored again", "重复事件再次入库"),
    "accepted.missing": Text("valid events not forwarded", "合格事件未转发"),
    "accepted.extra": Text("forwarded though no event", "转发了非事件"),
    "accepted.doubled": Text("forwarded more than once", "多次转发"),
    "accepted.invalid": Text("forwarded though it breaks", "转发了违反规则的事件"),
    "refused.missing": Text("neither forwarded nor refused", "既未转发也未拒收"),
    "refused.extra": Text("valid events refused", "拒收了合格事件"),
    "refused.otherwise": Text("refused for another reason than", "拒收原因不符,应为"),
}


def named(kind: str) -> Text:
    """What a kind of difference is called; behind a space it may name a rule."""
    code, _, rule = kind.partition(" ")
    name = _KINDS[code]
    return Text(f"{name.en} {rule}".rstrip(), f"{name.zh} {rule}".rstrip())


_COMPARED = (*KEY, "record_version", "changed_on")
_FETCHED_AT_ONCE = 10_000


class StoredRow(NamedTuple):
    """A row as it was found: whose and which it is, and a hash of everything its provider said."""

    record: RecordKey
    record_version: int
    event: EventKey
    content: int


class Forwarded(NamedTuple):
    """What a validator put out.

    Attributes:
        accepted: how often each event was forwarded.
        refused: the values that were refused, and how often, with the rules.
    """

    accepted: Counter[EventKey]
    refused: Mapping[bytes, Sequence[str]]


def current_differences(
    found: Iterable[StoredRow], account: Account, contents: Mapping[EventKey, int]
) -> dict[str, int]:
    """What is wrong with a table of current rows: how many rows, by kind (see `named`).

    Args:
        found: every row of the table.
        account: what ought to be there.
        contents: the hash of what each event says.
    """
    wrong: Counter[str] = Counter()
    missing = set(account.current)
    for row in found:
        expected = account.current.get(row.record)
        if expected is None:
            wrong["current.extra"] += 1
            continue
        missing.discard(row.record)
        if row.event != expected:
            is_older = row.record_version < account.history[expected].record_version
            wrong["current.older" if is_older else "current.other"] += 1
        elif row.content != contents[expected]:
            wrong["current.differs"] += 1
    wrong["current.missing"] = len(missing)
    return dict(+wrong)


def history_differences(
    found: Iterable[StoredRow], account: Account, contents: Mapping[EventKey, int]
) -> dict[str, int]:
    """What is wrong with a table of history; see `current_differences`."""
    wrong: Counter[str] = Counter()
    seen: Counter[EventKey] = Counter()
    for row in found:
        seen[row.event] += 1
        if row.event not in account.history:
            wrong["history.extra"] += 1
        elif seen[row.event] > 1:
            wrong["history.repeated"] += 1
        elif row.content != contents[row.event]:
            wrong["history.differs"] += 1
    wrong["history.missing"] = len(account.history.keys() - seen.keys())
    return dict(+wrong)


def forwarding_differences(found: Forwarded, events: Events) -> dict[str, int]:
    """What is wrong with what a validator put out; what it lets through is told by the rule it does not know."""
    wrong: Counter[str] = Counter()
    accepted, refused = events.accepted, events.refused
    let_through = found.accepted.keys() & events.account.refused.keys()
    for event, times in found.accepted.items():
        if event in let_through:
            wrong[f"accepted.invalid {events.account.refused[event]}"] += times
        elif event not in accepted:
            wrong["accepted.extra"] += times
        elif times > accepted[event]:
            wrong["accepted.doubled"] += times - accepted[event]
    wrong["accepted.missing"] = sum((accepted - found.accepted).values())
    for value, rules in found.refused.items():
        if value not in refused:
            wrong["refused.extra"] += 1
        elif (rule := refused[value]) is not None and rule not in rules:
            wrong[f"refused.otherwise {rule}"] += 1
    wrong["refused.missing"] = max(len(refused.keys() - found.refused.keys()) - len(let_through), 0)
    return dict(+wrong)


def table_differences(
    settings: Settings,
    tables: Tables,
    item: Item,
    account: Account,
    contents: Mapping[EventKey, int],
    *,
    keeps_history: bool,
) -> dict[str, int]:
    """What is wrong with the tables of a run, every row of them compared, those that were there before too."""
    with closing(unhurried(settings)) as connection:
        connection.autocommit = False
        with connection.cursor() as cursor:
            wrong = current_differences(_stored(cursor, tables.current, item), account, contents)
            if keeps_history:
                wrong |= history_differences(_stored(cursor, tables.history, item), account, contents)
    return wrong


def expected_contents(settings: Settings, item: Item, account: Account) -> dict[EventKey, int]:
    """The hash of what each event of the account says, as PostgreSQL makes it of a row.

    Args:
        settings: a database with our own tables of the item.
        item: the item.
        account: the events.
    """
    elements = [element.name for element in item.elements]
    columns = ["provider", "seq", *_COMPARED, *elements]
    events = list(account.history.items())
    frame = pl.DataFrame(
        {
            "provider": [provider for (provider, _), _ in events],
            "seq": [seq for (_, seq), _ in events],
            **{name: [said.record[n] for _, said in events] for n, name in enumerate(KEY)},
            "record_version": [said.record_version for _, said in events],
            "changed_on": [account.changed_on] * len(events),
            **{name: [said.after[name] for _, said in events] for name in elements},
        },
        infer_schema_length=None,
    )
    with closing(unhurried(settings)) as connection:
        connection.autocommit = False
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMPORARY TABLE expected ON COMMIT DROP AS SELECT {', '.join(columns)} "
                f"FROM {own_tables(item).history} WITH NO DATA"
            )
            copy_rows(cursor, "expected", columns, frame)
            return {row.event: row.content for row in _stored(cursor, "expected", item)}


def _stored(cursor: Cursor, table: str, item: Item) -> Iterator[StoredRow]:
    said = ", ".join((*_COMPARED, *element_columns(item)))
    cursor.execute(
        f"DECLARE stored NO SCROLL CURSOR FOR SELECT {', '.join(KEY)}, record_version, provider, seq, "
        f"hashtextextended(ROW({said})::text, 0) FROM {table}"
    )
    while True:
        cursor.execute(f"FETCH {_FETCHED_AT_ONCE} FROM stored")
        chunk = cursor.fetchall()
        if not chunk:
            break
        for kind, number, record_id, version, provider, seq, content in chunk:
            yield StoredRow((kind, number, record_id), version, (provider, seq), content)
    cursor.execute("CLOSE stored")
