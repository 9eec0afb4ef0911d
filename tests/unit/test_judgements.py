"""What the clocks say of columns of events: proof of an origin, outages, approvals, and the clock of a ticket."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from consumers.judgements import CORRECTION_CLOCK, UPDATE_CLOCK, Judge, Judges, day_of, to_tell
from schemas.directory import Window
from schemas.registers import Outage, Reference, Ticket
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import Verdict
from tests.directories import OTHER
from tests.events import DIRECTORY, PROVIDER, SCHEMAS, make_reference
from tests.unit.test_clock import approval

# The last day of five working days from Mon 2026-03-02 is Mon 2026-03-09; it ends at 16:00Z.
CHANGED_ON, ON_TIME_AT, LATE_AT = date(2026, 3, 2), "2026-03-09T15:59:59+00:00", "2026-03-09T16:00:00+00:00"
ENTERED_ON = DIRECTORY.items[OTHER].announced_on
TICKET = Ticket(id="t1", provider=PROVIDER, item=OTHER, opened_on=date(2026, 3, 4), decision="invented")


def judge_under(reference: Reference) -> Judge:
    """The judge of other information under these rows and the packaged law."""
    return Judges(DIRECTORY, SCHEMAS, Parameters.load()).under(reference)[OTHER]


def history(*events: dict[str, Any]) -> pl.DataFrame:
    """Rows of the history table; each event says what differs from a live one that came late."""
    row: dict[str, Any] = {
        "provider": PROVIDER, "event_id": "e", "changed_on": CHANGED_ON, "received_at": LATE_AT, "origin": "LIVE",
        "origin_ref": None, "item_version": 1, "due_on": date(2026, 3, 9), "due_on_adjusted": date(2026, 3, 9),
        "provisional": False, "approval": None,
    }  # fmt: skip
    schema: dict[str, Any] = {"origin_ref": pl.String, "received_at": pl.Datetime("ms", "UTC"), "approval": pl.String}
    stated = [row | event for event in events]
    read = [{**each, "received_at": datetime.fromisoformat(each["received_at"]).astimezone(UTC)} for each in stated]
    return pl.DataFrame(read, schema_overrides=schema)


def verdicts_of(reference: Reference, *events: dict[str, Any]) -> dict[str, list[str]]:
    """The verdicts of each clock, in the order of the events it judges."""
    found: dict[str, list[str]] = {}
    for judged in judge_under(reference).judge(history(*events)):
        found.setdefault(judged.clock, []).extend(Verdict(code).name for code in judged.verdicts.tolist())
    return found


def test_a_live_event_is_late_from_the_instant_its_last_day_ends() -> None:
    assert verdicts_of(make_reference(), {"received_at": ON_TIME_AT}, {"received_at": LATE_AT}) == {
        UPDATE_CLOCK: ["ON_TIME", "LATE"]
    }


def test_a_declared_outage_makes_a_late_event_punctual_and_both_dates_are_kept() -> None:
    down = Outage.model_validate({
        "id": "o1", "started_at": "2026-03-05T09:00+08:00", "ended_at": "2026-03-05T10:00+08:00",
        "declared_by": "gz-government-services", "evidence": "invented",
    })  # fmt: skip
    [judged] = judge_under(make_reference(outages=(down,))).judge(history({}))
    assert Verdict(judged.verdicts[0]) is Verdict.ON_TIME
    assert (day_of(judged.due[0]), day_of(judged.adjusted[0])) == (date(2026, 3, 9), date(2026, 3, 10))


def test_while_the_intake_is_down_nothing_is_called_late() -> None:
    down = Outage.model_validate({
        "id": "o1", "started_at": "2026-03-05T09:00+08:00", "declared_by": "gz-government-services", "evidence": "invented",
    })  # fmt: skip
    assert verdicts_of(make_reference(outages=(down,)), {}) == {UPDATE_CLOCK: ["PENDING"]}


def test_an_approval_makes_a_change_due_by_quarter() -> None:
    reference = make_reference(approvals=(approval("2026-03-01", "2026-03-31"),))
    [judged] = judge_under(reference).judge(history({}))
    assert Verdict(judged.verdicts[0]) is Verdict.ON_TIME
    assert (judged.approvals, day_of(judged.due[0])) == (["approved-2026-03-01"], date(2026, 4, 16))


@pytest.mark.parametrize(
    ("claim", "ticket", "expected"),
    [
        ({}, TICKET, {UPDATE_CLOCK: ["LATE"], CORRECTION_CLOCK: ["ON_TIME"]}),
        ({"changed_on": date(2026, 3, 4), "received_at": "2026-03-12T02:00:00+00:00"}, TICKET,
         {UPDATE_CLOCK: ["NOT_APPLICABLE"], CORRECTION_CLOCK: ["LATE"]}),
        ({"provider": "nansha-ecology-environment"}, TICKET, {UPDATE_CLOCK: ["LATE"]}),
        ({"origin_ref": "another"}, TICKET, {UPDATE_CLOCK: ["LATE"]}),
        ({"origin": "LIVE"}, TICKET, {UPDATE_CLOCK: ["LATE"]}),
        ({}, TICKET.model_copy(update={"item": "np-birth"}), {UPDATE_CLOCK: ["LATE"]}),
        ({}, TICKET.model_copy(update={"closed_on": date(2026, 3, 9)}), {UPDATE_CLOCK: ["LATE"]}),
        ({}, TICKET.model_copy(update={"closed_on": date(2026, 3, 10)}),
         {UPDATE_CLOCK: ["LATE"], CORRECTION_CLOCK: ["ON_TIME"]}),
    ],
    ids=["changed before the ticket: both clocks", "changed on the ticket's day: Article 30 alone", "another provider's",
         "another ticket", "no correction", "of another item", "closed the day before it came", "open on the day"],
)  # fmt: skip
def test_a_correction_runs_on_the_clock_of_the_open_ticket_that_proves_it(
    claim: dict[str, Any], ticket: Ticket, expected: dict[str, list[str]]
) -> None:
    event = {"origin": "CORRECTION", "origin_ref": "t1", **claim}
    assert verdicts_of(make_reference(tickets=(ticket,)), event) == expected


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({}, "EXCUSED"),
        ({"provider": "nansha-ecology-environment"}, "NOT_APPLICABLE"),
        ({"item": "np-birth"}, "NOT_APPLICABLE"),
        ({"opens_on": date(2026, 3, 11)}, "NOT_APPLICABLE"),
        ({"closes_on": date(2026, 3, 9)}, "NOT_APPLICABLE"),
    ],
)
def test_a_window_excuses_what_changed_before_the_item_entered_the_directory(
    window: dict[str, Any], expected: str
) -> None:
    approved = Window(
        window="w1", approved_on=date(2026, 1, 5), opens_on=date(2026, 1, 5), approved_by="a", decision="d"
    ).model_copy(update=window)  # fmt: skip
    event = {"origin": "BACKFILL", "origin_ref": "w1", "changed_on": date(2019, 7, 1)}
    before_entry = DIRECTORY.items[OTHER].model_copy(
        update={"versions": (DIRECTORY.items[OTHER].versions[0].model_copy(update={"announced_on": date(2020, 1, 1)}),)}
    )
    rules = judge_under(make_reference(windows=(approved,))).rules
    [judged] = Judge(before_entry, rules).judge(history(event))
    assert Verdict(judged.verdicts[0]).name == expected
    # What changed since then is judged, whatever a window says.
    [judged] = Judge(before_entry, rules).judge(history({**event, "changed_on": CHANGED_ON}))
    assert Verdict(judged.verdicts[0]) is Verdict.LATE


def test_a_finding_is_told_of_a_miss_of_other_dates_than_in_history_and_of_every_ticket() -> None:
    judge = judge_under(make_reference(tickets=(TICKET,)))
    events = history(
        {"received_at": ON_TIME_AT},
        {},
        {"received_at": ON_TIME_AT, "due_on": None, "due_on_adjusted": None, "provisional": True},
        {"received_at": ON_TIME_AT, "origin": "CORRECTION", "origin_ref": "t1"},
    )
    updates, corrections = judge.judge(events)
    assert to_tell(updates, events).tolist() == [False, True, True, False]
    assert (to_tell(corrections, events).tolist(), corrections.rows.tolist()) == ([True], [3])
