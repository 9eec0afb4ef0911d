"""What officers register, on a running platform: events are judged by it, and judged again when it changes."""

import json
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from confluent_kafka import OFFSET_BEGINNING, TopicPartition

from consumers.sink import Sink
from infra import kafka, reference
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from schemas.consumed import Consumed
from schemas.directory import inbound_topic
from stream_processors.pipeline import Pipeline, inbound
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.ruleset import Ruleset
from tests.clock_tables import own_database
from tests.events import DIRECTORY, ITEM, PROVIDER, SCHEMAS
from tests.integration.conftest import Chain
from tests.local_platform import run_govsync

pytestmark = pytest.mark.platform

OFFICER = ("--officer", "supervision desk 1")
APPROVAL = f"""
- id: invented-approval-1
  agency: {PROVIDER}
  item: {ITEM}
  reason: the register is compiled once a quarter
  scope: all of the district
  approver: gz-government-services
  given_on: 2025-12-20
  valid_from_on: 2026-01-01
  valid_to_on: 2026-03-31
  decision: invented decision 1
"""
OUTAGE = """
- id: invented-outage-1
  started_at: 2026-05-12T09:00:00+08:00
  ended_at: 2026-05-12T18:00:00+08:00
  declared_by: gz-government-services
  evidence: invented incident report
"""
AMENDMENT = """
year: 2026
notices:
  - number: invented notice 1
    title: an invented notice that amends
    issued_on: 2026-06-01
    amends: 国办发明电〔2025〕7号
    holidays:
      - {zh: 端午节, en: Dragon Boat Festival, days_off: [2026-06-10, 2026-06-10]}
"""


def run(chain: Chain, *arguments: str, **environment: str) -> "CompletedProcess[str]":
    return run_govsync(*arguments, home=chain.settings.home, **environment)


def register(chain: Chain, kind: str, text: str, tmp_path: Path, *options: str) -> dict[str, Any]:
    """Register the rows of a YAML text; what the command says it did."""
    file = tmp_path / f"{kind}.yaml"
    file.write_text(text, "utf-8")
    done = run(chain, "register", kind, str(file), *OFFICER, *options, "--json")
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def findings(chain: Chain, event: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings about an event, in the order in which they follow each other."""
    columns = ("finding_id", "clock", "verdict", "due_on", "due_on_adjusted", "approval", "ticket", "reason", "follows")
    found = chain.sql(
        f"SELECT {', '.join(columns)} FROM platform.finding WHERE event_id = %s ORDER BY clock, follows NULLS FIRST",
        (event["event_id"],),
    )
    return [dict(zip(columns, row, strict=True)) for row in found]


def judged(chain: Chain, **fields: Any) -> dict[str, Any]:
    """An event that is sent and judged."""
    event = chain.event(recorded_at=datetime(2026, 10, 9, tzinfo=UTC), **fields)
    chain.send(event)
    assert chain.settle().green
    assert chain.sql("SELECT 1 FROM platform.quarantine WHERE seq = %s", (event["seq"],)) == []
    return event


def test_an_approval_makes_changes_within_its_validity_due_by_quarter(chain: Chain, tmp_path: Path) -> None:
    before = judged(chain, changed_on=date(2026, 2, 3))
    said = register(chain, "approval", APPROVAL, tmp_path)
    assert [(row["key"], row["action"]) for row in said["rows"]] == [("invented-approval-1", "ADDED")]
    assert ["O7" in warning["en"] for warning in said["warnings"]] == [True, False]
    within, after = judged(chain, changed_on=date(2026, 2, 3)), judged(chain, changed_on=date(2026, 4, 1))
    # A change of February is due in the second quarter's window; one after the lapse promptly, which is our target.
    assert [(f["verdict"], f["due_on"], f["approval"]) for f in findings(chain, within)] == [
        ("LATE", date(2026, 4, 16), "invented-approval-1")
    ]
    assert [(f["verdict"], f["due_on"], f["approval"]) for f in findings(chain, after)] == [
        ("PAST_TARGET", date(2026, 4, 2), None)
    ]
    # What was found before it was registered stays as it is.
    assert [(f["verdict"], f["due_on"]) for f in findings(chain, before)] == [("PAST_TARGET", date(2026, 2, 4))]


def test_the_validator_takes_up_an_approval_and_names_it_in_the_shared_event(chain: Chain, tmp_path: Path) -> None:
    register(chain, "approval", APPROVAL, tmp_path)
    known = Ruleset.under(reference.load(chain.settings)).version
    while True:
        event = judged(chain, changed_on=date(2026, 3, 3))
        [(rules_version, approval, due_on)] = chain.sql(
            "SELECT rules_version, approval, due_on FROM natural_person.household_registration_history WHERE event_id = %s",
            (event["event_id"],),
        )
        if rules_version == known:
            break
    assert (approval, due_on) == ("invented-approval-1", date(2026, 4, 16))


def test_a_declared_outage_adds_a_finding_that_follows_and_the_same_file_again_nothing(
    chain: Chain, tmp_path: Path
) -> None:
    event = judged(chain, changed_on=date(2026, 5, 11))
    preview = register(chain, "outage", OUTAGE, tmp_path, "--dry-run")
    assert [each["item"] for each in preview["findings"]] == [ITEM]
    assert len(findings(chain, event)) == 1
    said = register(chain, "outage", OUTAGE, tmp_path)
    assert said["findings"] == preview["findings"]
    first, second = findings(chain, event)
    assert (first["due_on"], first["due_on_adjusted"], first["reason"]) == (date(2026, 5, 12), date(2026, 5, 12), None)
    assert (second["due_on"], second["due_on_adjusted"]) == (date(2026, 5, 12), date(2026, 5, 13))
    assert (second["follows"], second["reason"]) == (first["finding_id"], "outage/invented-outage-1")
    again = register(chain, "outage", OUTAGE, tmp_path)
    assert ([row["action"] for row in again["rows"]], again["findings"]) == (["UNCHANGED"], [])
    assert len(findings(chain, event)) == 2


def test_an_outage_that_is_corrected_moves_what_it_moved_before(chain: Chain, tmp_path: Path) -> None:
    event = judged(chain, changed_on=date(2026, 5, 18))
    outage = OUTAGE.replace("invented-outage-1", "invented-outage-2").replace("2026-05-12", "2026-05-19")
    register(chain, "outage", outage, tmp_path)
    register(chain, "outage", outage.replace("2026-05-19", "2026-05-20"), tmp_path, "--reason", "mistyped")
    register(chain, "outage", outage, tmp_path, "--reason", "it was right at first")
    said = findings(chain, event)
    assert len(said) == 4
    latest = next(f for f in said if f["finding_id"] not in {other["follows"] for other in said})
    assert latest["due_on_adjusted"] == date(2026, 5, 20)


def test_an_imported_notice_is_counted_by_and_what_it_touches_is_judged_again(chain: Chain, tmp_path: Path) -> None:
    event = judged(chain, changed_on=date(2026, 6, 9))
    file = tmp_path / "amendment.yaml"
    file.write_text(AMENDMENT, "utf-8")
    done = run(chain, "calendar", "import", str(file), *OFFICER, "--json")
    assert done.returncode == 0, done.stderr
    [difference] = json.loads(done.stdout)["findings"]
    assert (difference["before"]["due_on"], difference["after"]["due_on"]) == ("2026-06-10", "2026-06-11")
    first, second = findings(chain, event)
    assert (second["due_on"], second["follows"], second["reason"]) == (
        date(2026, 6, 11), first["finding_id"], "notice/invented notice 1",
    )  # fmt: skip
    assert "invented notice 1" in run(chain, "calendar", "show").stdout
    due = run(chain, "due", "--changed-on", "2026-06-09", "--track", "PROMPT", "--json")
    assert json.loads(due.stdout)["due_on"] == "2026-06-11"
    again = json.loads(run(chain, "calendar", "import", str(file), *OFFICER, "--json").stdout)
    assert ([row["action"] for row in again["rows"]], again["findings"]) == (["UNCHANGED"], [])


def test_a_correction_that_its_ticket_proves_is_judged_by_both_clocks(chain: Chain, tmp_path: Path) -> None:
    ticket = (
        f"- {{id: invented-ticket-1, provider: {PROVIDER}, item: {ITEM}, opened_on: 2026-07-06, decision: invented}}"
    )
    claimed = {"origin": "CORRECTION", "origin_ref": "invented-ticket-1"}
    unproven = judged(chain, changed_on=date(2026, 7, 1), **claimed)
    assert [f["clock"] for f in findings(chain, unproven)] == ["ARTICLE-19"]
    register(chain, "ticket", ticket, tmp_path)
    # Now that the ticket is there, its clock judges the event as well.
    assert [(f["clock"], f["ticket"]) for f in findings(chain, unproven)] == [
        ("ARTICLE-19", None), ("ARTICLE-30", "invented-ticket-1"),
    ]  # fmt: skip
    earlier = judged(chain, changed_on=date(2026, 7, 1), **claimed)
    assert [(f["clock"], f["verdict"], f["due_on"]) for f in findings(chain, earlier)] == [
        ("ARTICLE-19", "PAST_TARGET", date(2026, 7, 2)), ("ARTICLE-30", "LATE", date(2026, 7, 13)),
    ]  # fmt: skip
    later = judged(chain, changed_on=date(2026, 7, 7), **claimed)
    assert [(f["clock"], f["verdict"]) for f in findings(chain, later)] == [("ARTICLE-30", "LATE")]


def test_every_change_is_noted_with_who_when_and_why(chain: Chain, tmp_path: Path) -> None:
    review = "- {review: invented-review-1, valid_from_on: 2026-01-01, decision: invented}"
    register(chain, "review", review, tmp_path)
    file = tmp_path / "review.csv"
    file.write_text("review,valid_from_on,valid_to_on,decision\ninvented-review-1,2026-01-01,2026-12-31,invented\n")
    refused = run(chain, "register", "review", str(file), *OFFICER)
    assert (refused.returncode, "--reason" in refused.stderr) == (2, True)
    done = run(chain, "register", "review", str(file), *OFFICER, "--reason", "the year has ended", "--json")
    assert [row["action"] for row in json.loads(done.stdout)["rows"]] == ["CLOSED"]
    noted = json.loads(run(chain, "register", "list", "review", "--changes", "--json").stdout)
    about = [(n["officer"], n["reason"], n["before"] is None) for n in noted if n["key"] == "invented-review-1"]
    assert about == [("supervision desk 1", None, True), ("supervision desk 1", "the year has ended", False)]
    packaged = next(n for n in noted if n["key"] == "initial-directory")
    assert (packaged["officer"], packaged["reason"]) == ("govsync", "packaged with the product")


def test_a_file_with_faults_is_refused_as_a_whole_with_row_and_column_of_each(chain: Chain, tmp_path: Path) -> None:
    file = tmp_path / "faults.csv"
    file.write_text(
        "id,agency,item,reason,scope,approver,given_on,valid_from_on,valid_to_on,decision\n"
        f"a1,{PROVIDER},{ITEM},invented,all,gz-government-services,2026-01-02,2026-01-02,2026-12-31,invented\n"
        f"a2,nobody,nothing,invented,all,gz-government-services,2026-01-02,2026-01-02,2026-12-31,invented\n"
    )
    done = run(chain, "register", "approval", str(file))
    assert done.returncode == 2
    assert "row 3, agency: there is no agency 'nobody'" in done.stderr
    assert "row 3, item: there is no item 'nothing'" in done.stderr
    assert (
        "第 3 行，item：没有信息项 'nothing'" in run(chain, "register", "approval", str(file), GOVSYNC_LANG="zh").stderr
    )
    assert "a1" not in run(chain, "register", "list", "approval").stdout


def test_the_inbound_log_replayed_into_an_empty_database_gives_the_same_findings_byte_for_byte(chain: Chain) -> None:
    events = [judged(chain, changed_on=date(2026, 8, day)) for day in (3, 4, 5)]
    events.append(judged(chain, changed_on=date(2026, 3, 30)))  # approved
    wanted = tuple(str(event["event_id"]) for event in events)
    first = told_of(chain.settings, wanted)
    assert len(first) == 4
    with own_database(chain.settings) as empty:
        with closing(connect(chain.settings, "test")) as full, transaction(full) as cursor:
            registers = [(kind, list(reference.registered(cursor, kind).values())) for kind in reference.KINDS.values()]
        with closing(connect(empty, "test")) as connection, transaction(connection) as cursor:
            for kind, rows_of_kind in registers:
                reference.put(cursor, kind, rows_of_kind)
        log = inbound_log(chain.settings)
        outcomes = Pipeline(Ruleset.under(reference.from_database(empty))).process([inbound(record) for record in log])
        shared = [Consumed(e.topic, 0, n, 0, e.key, e.value) for n, e in enumerate(outcomes.accepted)]
        sink = Sink(empty, "replay-0", DIRECTORY, SCHEMAS, Parameters.load())
        with closing(sink):
            sink.take_over([(f"shared.{ITEM}", 0)])
            for start in range(0, len(shared), 3):  # in other batches than before
                sink.write(sink.batch(shared[start : start + 3]))
        assert told_of(empty, wanted) == first


def inbound_log(settings: Settings) -> list[Consumed]:
    """Every record of the provider's topic, each with the instant at which the broker appended it."""
    topic = inbound_topic(PROVIDER, ITEM)
    reader = kafka.consumer(settings, "test-log", None, **{"enable.partition.eof": True})
    partitions = range(DIRECTORY.items[ITEM].partitions)
    found: list[Consumed] = []
    with closing(reader):
        reader.assign([TopicPartition(topic, number, OFFSET_BEGINNING) for number in partitions])
        ended: set[int | None] = set()
        while len(ended) < len(partitions):
            message = reader.poll(30)
            assert message is not None
            if message.error() is not None:
                ended.add(message.partition())
                continue
            place = (topic, message.partition() or 0, message.offset() or 0)
            found.append(Consumed(*place, message.timestamp()[1], message.key(), message.value()))
    return found


def told_of(settings: Settings, event_ids: tuple[str, ...]) -> list[tuple[str]]:
    """The findings about events, all of what they say; when they were found and told is not part of it."""
    with closing(connect(settings, "test")) as connection, transaction(connection) as cursor:
        return rows(
            cursor,
            "SELECT (to_jsonb(f) - 'found_at' - 'alert_id' - 'settled' - 'retraction_id')::text FROM platform.finding f "
            "WHERE event_id::text IN %s ORDER BY finding_id",
            (event_ids,),
        )
