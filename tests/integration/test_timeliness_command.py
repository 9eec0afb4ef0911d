"""`govsync timeliness` and `govsync metrics` on real tables: every change counted once, each delay by itself."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from http.server import HTTPServer
from typing import Any

import pytest

from consumers.metrics import collect, exposition
from consumers.timeliness import Timeliness, timeliness
from govsync.metrics import handler
from infra.postgres import Connection, connect
from infra.settings import Settings
from schemas.bilingual import Refusal
from stream_processors.progress import Progress
from stream_processors.ticks import Ticker
from tests.clock_tables import (
    LONG_AFTER,
    PROMPT_ITEM,
    PROMPT_PROVIDER,
    RECEIVED_AT,
    STATION,
    WORKING_DAYS_ITEM,
    WORKING_DAYS_PROVIDER,
    find_late,
    insert,
    keep_in_history,
    own_database,
    refuse,
    refuse_prompt,
)
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

TODAY = date(2026, 4, 30)


class Reached(Progress):
    """Everything is materialised."""

    def __init__(self) -> None:
        pass

    def has_reached(self, item: str, instant: object, now: object) -> bool:
        return True


@pytest.fixture
def database(platform: Settings) -> Iterator[Settings]:
    with own_database(platform) as settings:
        yield settings


@pytest.fixture
def connection(database: Settings) -> Iterator[Connection]:
    with closing(connect(database, "govsync-test")) as connection:
        yield connection


def tick(connection: Connection, now: datetime) -> None:
    ticker = Ticker(connection, Reached())
    while ticker.tick(now):
        pass


def only(found: list[Timeliness]) -> Timeliness:
    (row,) = found
    return row


def test_nothing_sent_and_nothing_owed_gives_no_row(database: Settings) -> None:
    assert timeliness(database, TODAY) == []
    done = run_govsync("timeliness", home=database.home, **database.connection_environment())
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing has been sent" in done.stderr


def test_what_came_in_time_is_told_with_numerator_and_denominator(database: Settings, connection: Connection) -> None:
    for n in range(1, 5):
        keep_in_history(connection, n)
    find_late(connection, 4, received_at=datetime(2026, 3, 11, 1, tzinfo=UTC))
    row = only(timeliness(database, TODAY))
    assert (row.agency, row.item) == (WORKING_DAYS_PROVIDER, WORKING_DAYS_ITEM)
    assert (row.in_time.count, row.in_time.of, row.in_time.rate) == (3, 4, 0.75)
    assert (row.within_target.of, row.within_target.rate) == (0, None)
    # Due on Mon 9 March, there on Wed 11.
    assert (row.provider_delay.late, row.provider_delay.working_days) == (1, 2)


def test_a_dash_stands_where_there_is_nothing_to_count(database: Settings, connection: Connection) -> None:
    keep_in_history(connection, 1)
    done = run_govsync("timeliness", home=database.home, **database.connection_environment())
    assert done.returncode == 0
    cells = [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in done.stdout.splitlines()
        if WORKING_DAYS_PROVIDER in line
    ]
    assert [row[2:4] for row in cells] == [["100.0 % (1/1)", "-"], ["0", "-"]]


@pytest.mark.parametrize(
    ("differing", "counted"),
    [
        (
            {"origin": "BACKFILL", "changed_on": date(2019, 6, 25), "due_on": date(2019, 7, 2)},
            {"not_scored": 1, "loaded": 1},
        ),
        (
            {"origin": "SNAPSHOT", "changed_on": date(2019, 6, 25), "due_on": date(2019, 7, 2)},
            {"not_scored": 1, "loaded": 1},
        ),
        ({"changed_on": date(2019, 6, 28), "due_on": date(2019, 7, 5)}, {"not_scored": 1, "loaded": 0}),
        ({"due_on": None, "due_on_adjusted": None, "provisional": True}, {"pending": 1, "not_scored": 0}),
        ({"provisional": True}, {"pending": 1, "not_scored": 0}),
    ],
)
def test_what_is_on_no_clock_or_has_no_date_yet_is_counted_and_not_scored(
    database: Settings, connection: Connection, differing: dict[str, Any], counted: dict[str, int]
) -> None:
    keep_in_history(connection, 1, **differing)
    row = only(timeliness(database, TODAY))
    assert row.in_time.of == 0
    assert {name: getattr(row, name) for name in counted} == counted


def test_an_attestation_is_no_change(database: Settings, connection: Connection) -> None:
    keep_in_history(connection, 1, operation="ATTEST", due_on=None, due_on_adjusted=None)
    assert timeliness(database, TODAY) == []


def test_a_later_finding_counts_in_the_place_of_the_one_it_follows(database: Settings, connection: Connection) -> None:
    keep_in_history(connection, 1)
    first = find_late(connection, 1)
    assert only(timeliness(database, TODAY)).in_time.count == 0
    find_late(connection, 1, verdict="ON_TIME", follows=first, reason="outage/invented")
    row = only(timeliness(database, TODAY))
    assert (row.in_time.count, row.in_time.of, row.provider_delay.late) == (1, 1, 0)


def test_what_is_only_past_our_target_is_told_apart_from_what_the_rules_demand(
    database: Settings, connection: Connection
) -> None:
    find_late(connection, 1, item=PROMPT_ITEM, provider=PROMPT_PROVIDER, verdict="PAST_TARGET")
    row = only(timeliness(database, TODAY))
    assert (row.in_time.of, row.within_target.count, row.within_target.of) == (0, 0, 1)
    assert row.provider_delay.late == 0


def test_what_is_owed_now_stands_at_the_stage_that_was_told_of(database: Settings, connection: Connection) -> None:
    refuse(connection, 1)
    refuse(connection, 2, changed_on=date(2026, 4, 24), due_on=date(2026, 5, 6), received_at=LONG_AFTER)
    refuse(connection, 3, changed_on=date(2026, 4, 30), due_on=date(2026, 5, 11), received_at=LONG_AFTER)
    refuse_prompt(connection, 4)
    # Thursday 30 April 2026: the first is long overdue, the second due on the next working day, the third later.
    tick(connection, datetime(2026, 4, 30, 2, tzinfo=UTC))
    found = {row.item: row for row in timeliness(database, TODAY)}
    own = found[WORKING_DAYS_ITEM]
    assert (own.open, own.overdue, own.due_soon, own.past_target) == (3, 1, 1, 0)
    assert own.oldest_due_on == date(2026, 3, 9)
    assert own.oldest_working_days == 37
    target = found[PROMPT_ITEM]
    assert (target.open, target.overdue, target.past_target) == (1, 0, 1)


def test_the_three_delays_stand_side_by_side(database: Settings, connection: Connection) -> None:
    written = RECEIVED_AT + timedelta(seconds=3)
    keep_in_history(connection, 1, materialised_at=written)
    keep_in_history(connection, 2, materialised_at=written + timedelta(seconds=2))
    for seconds in (60, 3600):
        insert(
            connection, "platform.access_log", agency="gz-tax", item=WORKING_DAYS_ITEM, purpose="invented duty",
            access="subscribe", records=2, accessed_at=written + timedelta(seconds=seconds),
        )  # fmt: skip
    row = only(timeliness(database, TODAY))
    assert (row.platform_delay.events, row.platform_delay.seconds, row.platform_delay.longest_seconds) == (2, 8.0, 5.0)
    (reader,) = row.subscriber_delays
    assert (reader.agency, reader.events, reader.seconds, reader.unread) == ("gz-tax", 2, 60.0 + 58.0, 0)


def test_a_period_limits_the_changes_by_their_due_date(database: Settings, connection: Connection) -> None:
    keep_in_history(connection, 1)
    keep_in_history(connection, 2, due_on=date(2026, 3, 31), due_on_adjusted=date(2026, 3, 31))
    find_late(connection, 2, due_on=date(2026, 3, 31), due_on_adjusted=date(2026, 3, 31))
    march = only(timeliness(database, TODAY, from_on=date(2026, 3, 9), to_on=date(2026, 3, 31)))
    assert (march.in_time.count, march.in_time.of) == (1, 2)
    early = only(timeliness(database, TODAY, to_on=date(2026, 3, 30)))
    assert (early.in_time.count, early.in_time.of, early.provider_delay.late) == (1, 1, 0)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--agency", "nobody"), "no agency 'nobody'"),
        (("--item", "nothing"), "no item 'nothing'"),
        (("--from", "2026-02-30"), "--from is no day"),
        (("--from", "2026-03-31", "--to", "2026-03-01"), "before it begins"),
    ],
)
def test_what_cannot_be_asked_is_refused(database: Settings, arguments: tuple[str, ...], complaint: str) -> None:
    done = run_govsync("timeliness", *arguments, home=database.home, **database.connection_environment())
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr


def samples(text: str) -> dict[str, float]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_the_figures_are_those_of_the_tables(database: Settings, connection: Connection) -> None:
    refuse(connection, 1)
    refuse_prompt(connection, 2)
    find_late(connection, 3)
    tick(connection, datetime(2026, 4, 30, 2, tzinfo=UTC))
    insert(
        connection, "platform.submission_outcome", provider="nobody-in-the-directory", item=WORKING_DAYS_ITEM, applied=7
    )
    said = exposition(collect(database, TODAY))
    found = samples(said)
    own = f'agency="{WORKING_DAYS_PROVIDER}",item="{WORKING_DAYS_ITEM}"'
    assert found[f"govsync_obligations_overdue{{{own}}}"] == 1
    assert found[f"govsync_oldest_overdue_working_days{{{own}}}"] == 37
    assert found[f"govsync_findings_undecided{{{own}}}"] == 1
    target = f'agency="{PROMPT_PROVIDER}",item="{PROMPT_ITEM}"'
    assert found[f"govsync_obligations_past_target{{{target}}}"] == 1
    assert f"govsync_oldest_overdue_working_days{{{target}}}" not in found
    # Who is not in the directory has no label of its own: their number is not bounded.
    assert found[f'govsync_events{{agency="unknown",item="{WORKING_DAYS_ITEM}",outcome="applied"}}'] == 7
    assert found[f'govsync_consumer_lag_records{{topic="shared.{WORKING_DAYS_ITEM}"}}'] >= 0
    assert STATION not in said


def test_the_command_prints_the_figures_once(database: Settings, connection: Connection) -> None:
    refuse(connection, 1)
    tick(connection, datetime(2026, 4, 30, 2, tzinfo=UTC))
    done = run_govsync("metrics", "--once", home=database.home, **database.connection_environment())
    assert done.returncode == 0
    assert "# TYPE govsync_obligations_overdue gauge" in done.stdout
    as_json = run_govsync("metrics", "--once", "--json", home=database.home, **database.connection_environment())
    names = [metric["name"] for metric in json.loads(as_json.stdout)["metrics"]]
    assert "govsync_oldest_overdue_working_days" in names
    neither = run_govsync("metrics", home=database.home, **database.connection_environment())
    assert neither.returncode == 2


@contextmanager
def served(figures: Callable[[], str]) -> Iterator[HTTPConnection]:
    with HTTPServer(("127.0.0.1", 0), handler(figures)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield HTTPConnection("127.0.0.1", server.server_port)
        finally:
            server.shutdown()
            thread.join()


def scraped(connection: HTTPConnection, path: str = "/metrics") -> tuple[int, str, str]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.headers["Content-Type"], answer.read().decode()


def test_a_scrape_gets_the_figures_of_that_moment() -> None:
    numbers = iter("12")
    with served(lambda: f"invented {next(numbers)}\n") as connection:
        kind = "text/plain; version=0.0.4; charset=utf-8"
        assert scraped(connection) == (200, kind, "invented 1\n")
        assert scraped(connection) == (200, kind, "invented 2\n")


def test_a_scrape_is_told_that_a_server_is_away() -> None:
    def away() -> str:
        raise Refusal("PostgreSQL cannot be reached.", "无法连接 PostgreSQL。")

    with served(away) as connection:
        status, _, said = scraped(connection)
        assert (status, said) == (503, "PostgreSQL cannot be reached.\n")
        assert scraped(connection, "/")[0] == 404
