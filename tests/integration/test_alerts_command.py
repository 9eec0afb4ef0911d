import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.postgres import connect
from infra.settings import Settings
from stream_processors.progress import Progress
from stream_processors.ticks import Ticker
from tests.clock_tables import (
    LONG_AFTER,
    PROMPT_PROVIDER,
    STATION,
    WORKING_DAYS_PROVIDER,
    find_late,
    own_database,
    refuse_prompt,
)
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform


class Reached(Progress):
    """Everything is materialised."""

    def __init__(self) -> None:
        pass

    def has_reached(self, item: str, instant: object, now: object) -> bool:
        return True


@pytest.fixture(scope="module")
def database(platform: Settings) -> Iterator[Settings]:
    """Three late changes, and one refused long ago."""
    with own_database(platform) as settings:
        connection = connect(settings, "govsync-test")
        for n in range(3):
            find_late(connection, n)
        refuse_prompt(connection, 1, received_at=LONG_AFTER)
        Ticker(connection, Reached()).tick(LONG_AFTER.replace(hour=1))
        connection.close()
        yield settings


def alerts(database: Settings, *options: str, **environment: str) -> tuple[int, str, str]:
    done = run_govsync("alerts", *options, home=database.home, **database.connection_environment(), **environment)
    return done.returncode, done.stdout, done.stderr


def test_alerts_are_one_json_object(database: Settings) -> None:
    code, said, _ = alerts(database, "--json")
    told = json.loads(said)["alerts"]
    assert code == 0
    assert [(each["agency"], each["source"], each["stage"], each["count"], each["due_on"]) for each in told] == [
        (WORKING_DAYS_PROVIDER, "LATE_EVENT", "late", 3, "2026-03-09"),
        (PROMPT_PROVIDER, "REFUSED_EVENT", "past-target-10", 1, "2026-03-03"),
    ]
    assert told[0]["article"] == "19(3)"
    assert told[0]["first_raised_at"] == "2026-04-30T01:00:00+00:00"


def test_only_what_can_still_be_mended_is_open(database: Settings) -> None:
    code, said, _ = alerts(database, "--open", "--json")
    assert code == 0
    assert [each["source"] for each in json.loads(said)["alerts"]] == ["REFUSED_EVENT"]


def test_people_read_the_table_and_each_explanation_in_their_language(database: Settings) -> None:
    _, english, _ = alerts(database, COLUMNS="200")
    assert "past target, working day 10" in english
    assert english.count("● ") == 2
    assert "Article 19(3). Changed on 2026-03-02 (Mon)" in english
    _, chinese, _ = alerts(database, COLUMNS="200", GOVSYNC_LANG="zh")
    assert "逾期到达" in chinese
    assert "依据第十九条第三款" in chinese


def test_more_than_fits_is_said_to_be_there(database: Settings) -> None:
    _, said, _ = alerts(database, "--limit", "1")
    assert "1 more: --limit 2" in said


def test_an_agency_can_be_asked_for(database: Settings) -> None:
    code, said, told = alerts(database, "--agency", "tianhe-health")
    assert (code, said) == (0, "")
    assert "There are no alerts." in told


def test_one_alert_is_shown_with_what_it_refers_to_and_what_has_become_of_that(database: Settings) -> None:
    _, said, _ = alerts(database, "--json")
    late, refused = json.loads(said)["alerts"]
    code, said, _ = alerts(database, "show", refused["alert_ids"][0][:16], "--json")
    shown = json.loads(said)
    assert code == 0
    assert (shown["alert_id"], shown["kind"], shown["stage"]) == (refused["alert_ids"][0], "D4", "past-target-10")
    assert (shown["open"], shown["confirmed"], shown["retracts"], shown["retracted_by"]) == (1, 0, None, [])
    assert shown["refers_to"]
    _, said, _ = alerts(database, "show", late["alert_ids"][0])
    assert "Article 19(3). Changed on 2026-03-02 (Mon)" in said
    assert STATION not in said


@pytest.mark.parametrize("alert_id", ["no-such-alert", ""])
def test_an_alert_that_is_not_there_is_refused(database: Settings, alert_id: str) -> None:
    code, said, told = alerts(database, "show", alert_id)
    assert (code, said) == (2, "")
    assert "govsync alerts --json" in told


def test_page_and_sheet_are_written_into_files(database: Settings, tmp_path: Path) -> None:
    page, sheet = tmp_path / "alerts.html", tmp_path / "alerts.csv"
    code, said, told = alerts(database, "--html", str(page), "--csv", str(sheet))
    assert (code, said) == (0, "")
    assert str(page) in told
    assert str(sheet) in told
    written = page.read_text("utf-8")
    assert "past target, working day 10" in written
    assert "逾期到达" in written
    assert STATION not in written
    rows = list(csv.DictReader(io.StringIO(sheet.read_bytes().decode("utf-8-sig"))))
    assert [(row["agency code"], row["stage"], row["count"]) for row in rows] == [
        (WORKING_DAYS_PROVIDER, "arrived late", "3"),
        (PROMPT_PROVIDER, "past target, working day 10", "1"),
    ]


@pytest.mark.parametrize(("option", "name"), [("--html", "alerts.txt"), ("--csv", "alerts.html")])
def test_a_report_is_named_for_what_it_is(database: Settings, option: str, name: str, tmp_path: Path) -> None:
    code, _, told = alerts(database, option, str(tmp_path / name))
    assert code == 2
    assert name in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("option", "value"), [("--agency", "nobody"), ("--item", "nothing")])
def test_an_unknown_agency_or_item_is_refused_with_the_known_ones(database: Settings, option: str, value: str) -> None:
    code, said, told = alerts(database, option, value)
    assert (code, said) == (2, "")
    assert value in told
    assert ("gz-health" if option == "--agency" else "np-birth") in told
