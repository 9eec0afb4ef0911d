"""What batches are for, as ratios measured in one process: none may be lost unnoticed.

Each bound is less than half of what a busy machine measured, and every figure is the least of some rounds: noise only adds.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from time import perf_counter, process_time
from typing import Any

import polars as pl
import pytest

from consumers.columns import history_columns, history_rows
from consumers.item_tables import ItemTables, Outcome
from govsync.benchmark.conformance import measure
from infra.postgres import Cursor, connect, copy_rows, rows, transaction
from infra.reference import packaged
from infra.settings import Settings
from producers.load import ONLY_NEW, Load, busiest_item
from schemas.codec import HEADER_BYTES, BatchDecoder, BatchEncoder, Decoder, Encoder
from schemas.released import load_released
from stream_processors.pipeline import Inbound
from stream_processors.rules.ruleset import Ruleset
from tests.events import DIRECTORY, make_pipeline

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ITEM = busiest_item(DIRECTORY)
EVENTS = 3000
ROUNDS = 3


def _least(clock: Callable[[], float], work: Callable[[], object]) -> float:
    def once() -> float:
        began_at = clock()
        work()
        return clock() - began_at

    return min(once() for _ in range(ROUNDS))


def test_judging_over_columns_costs_an_eighth_of_judging_record_by_record_at_most() -> None:
    """Measured: 13 to 20 times."""
    assert measure(Ruleset.under(packaged(DIRECTORY)), Load(ITEM, 1, NOW), 5000).ratio >= 8


def test_encoding_columns_costs_half_of_encoding_records_at_most() -> None:
    """Measured: 5 times."""
    schema = load_released().latest("inbound", ITEM.item)
    values = [m.value for m in Load(ITEM, 1, NOW).more(EVENTS, ONLY_NEW) if m.value is not None]
    columns = BatchDecoder(schema).decode([value[HEADER_BYTES:] for value in values]).frame
    single = Decoder(schema)
    records = [single.decode(value[HEADER_BYTES:]) for value in values]
    by_columns, by_record = BatchEncoder(schema), Encoder(schema)
    assert by_columns.encode(columns) == [by_record.encode(record) for record in records] == values
    assert _least(process_time, lambda: [by_record.encode(record) for record in records]) >= 2 * _least(
        process_time, lambda: by_columns.encode(columns)
    )


@pytest.mark.platform
def test_a_batch_asks_the_query_engine_a_few_times_only(cursor: Cursor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, and every time costs as much as ten events: a method of a frame may ask it where a column would do."""
    asked = 0
    ask = pl.LazyFrame._collect_eager

    def counted(self: pl.LazyFrame, *arguments: Any, **named: Any) -> pl.DataFrame:
        nonlocal asked
        asked += 1
        return ask(self, *arguments, **named)

    frame = _shared_events()
    monkeypatch.setattr(pl.LazyFrame, "_collect_eager", counted)
    applied = ItemTables(ITEM).apply(cursor, frame, lambda _: b"")
    assert set(applied.outcomes) == {Outcome.APPLIED}
    assert 0 < asked <= 3


def _shared_events() -> pl.DataFrame:
    """Accepted events as the columns of the history table."""
    at_ms = round(NOW.timestamp() * 1000)
    messages = Load(ITEM, 1, NOW).more(EVENTS, ONLY_NEW)
    arrived = [Inbound(m.topic, 0, n, at_ms, m.key, m.value) for n, m in enumerate(messages)]
    accepted = make_pipeline().process(arrived).accepted
    schema = load_released().latest("shared", ITEM.item)
    decoded = BatchDecoder(schema).decode([event.value[HEADER_BYTES:] for event in accepted]).frame
    return history_rows(decoded, schema, ITEM, [0] * decoded.height, range(decoded.height))


@pytest.fixture
def cursor(platform: Settings) -> Iterator[Cursor]:
    with closing(connect(platform, "test")) as connection, transaction(connection) as cursor:
        yield cursor


@pytest.mark.platform
def test_copying_a_batch_takes_a_quarter_of_inserting_its_rows_at_most(cursor: Cursor) -> None:
    """Measured: 20 times and more."""
    frame = _shared_events()
    columns = history_columns(ITEM)
    cursor.execute(f"CREATE TEMP TABLE written (LIKE {ITEM.database}.{ITEM.table}_history INCLUDING DEFAULTS)")
    inserted = f"INSERT INTO written ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
    parameters = frame.rows()
    inserting = _least(perf_counter, lambda: cursor.executemany(inserted, parameters))
    copying = _least(perf_counter, lambda: copy_rows(cursor, "written", columns, frame))
    assert rows(cursor, "SELECT count(*), count(DISTINCT (provider, seq)) FROM written") == [
        (2 * ROUNDS * frame.height, frame.height)
    ]
    assert inserting >= 4 * copying
