import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from schemas.bilingual import Text
from stream_processors.alerting import Alert, Fact, Source, alerts, retraction
from stream_processors.rules.law import Clock, Law
from stream_processors.rules.obligations import stages

LAW = Law.load()
NOW = datetime(2026, 3, 20, tzinfo=UTC)
DUE_ON = date(2026, 2, 27)
CLOCK = Clock("D5", "gz-ecology-environment", "ot-air-quality", 1, date(2026, 2, 13), None)
REFUSED = Fact("1/overdue-1/1", CLOCK, Source.REFUSED_EVENT, "overdue-1", DUE_ON, DUE_ON, "test-rules", "quarantine/1")
LATE = REFUSED._replace(fact="f1", source=Source.LATE_EVENT, stage="late", reference="event/1")


def only(raised: list[Alert]) -> Alert:
    (alert,) = raised
    return alert


def test_facts_that_share_agency_item_due_date_and_stage_make_one_alert_with_their_count() -> None:
    facts = [REFUSED._replace(fact=f"{n}/overdue-1", reference=f"quarantine/{n}") for n in range(3)]
    alert = only(alerts(facts, LAW, NOW))
    assert (alert.count, alert.facts) == (3, ("0/overdue-1", "1/overdue-1", "2/overdue-1"))
    assert alert.refers_to == ("quarantine/0", "quarantine/1", "quarantine/2")
    assert (alert.article, alert.due_on, alert.raised_at) == ("19(3)", date(2026, 2, 27), NOW)


@pytest.mark.parametrize(
    "other",
    [
        {"clock": CLOCK._replace(agency="gz-health")},
        {"clock": CLOCK._replace(item="np-birth")},
        {"clock": CLOCK._replace(kind="D6")},
        {"due_on_adjusted": date(2026, 2, 28)},
        {"stage": "overdue-5"},
        {"source": Source.LATE_EVENT, "stage": "late"},
        {"rules_version": "later-rules"},
    ],
)
def test_facts_that_differ_in_what_is_said_are_told_apart(other: dict[str, Any]) -> None:
    raised = alerts([REFUSED, REFUSED._replace(fact="2/overdue-1")._replace(**other)], LAW, NOW)
    assert [alert.count for alert in raised] == [1, 1]
    assert raised[0].alert_id != raised[1].alert_id


def test_the_same_facts_make_the_same_alert_in_any_order() -> None:
    facts = [REFUSED._replace(fact=f"{n}/overdue-1") for n in range(3)]
    assert only(alerts(facts, LAW, NOW)).alert_id == only(alerts(reversed(facts), LAW, NOW)).alert_id


def test_the_explanation_counts_the_days_under_their_notices_in_both_languages() -> None:
    told = only(alerts([REFUSED], LAW, NOW)).explanation
    # The Saturday before the Spring Festival is a make-up working day.
    assert "2026-02-14 Sat: day 1, make-up working day" in told.en
    assert "2026-02-27 Fri: day 5" in told.en
    assert "第十九条第三款" in told.zh
    assert "第5个工作日" in told.zh
    assert all("国办发明电" in text for text in told)
    assert all(LAW.calendar.version in text and "test-rules" in text for text in told)


def test_changes_of_several_days_are_explained_by_the_first() -> None:
    # All of 2026-02-15 to 02-23 is holiday: the five days counted are the same.
    days = [date(2026, 2, 15) + timedelta(days=n) for n in range(9)]
    due_on = date(2026, 2, 28)
    facts = [
        REFUSED._replace(
            fact=f"{n}/overdue-1", due_on=due_on, due_on_adjusted=due_on, clock=CLOCK._replace(opened_on=day)
        )
        for n, day in enumerate(days)
    ]
    told = only(alerts(facts, LAW, NOW)).explanation
    assert "began on 2026-02-15 to 2026-02-23" in told.en
    assert "was judged by" not in told.en


def test_a_due_date_of_earlier_notices_is_said_to_be_one() -> None:
    earlier = date(2026, 2, 20)
    told = only(alerts([REFUSED._replace(due_on=earlier, due_on_adjusted=earlier)], LAW, NOW)).explanation
    assert "The event was judged by 2026-02-20" in told.en


def test_a_late_event_is_a_finding_and_no_breach() -> None:
    told = only(alerts([LATE], LAW, NOW)).explanation
    assert "not a breach" in told.en
    assert "第四十三条" in told.zh


def test_an_alert_can_only_know_what_names_nobody() -> None:
    assert set(Fact._fields) == {
        "fact", "clock", "source", "stage", "due_on", "due_on_adjusted", "rules_version", "reference",
    }  # fmt: skip
    assert set(Clock._fields) == {"kind", "agency", "item", "item_version", "opened_on", "working_days"}


def test_a_target_of_the_platform_is_called_one() -> None:
    due_on = date(2026, 3, 3)
    clock = LAW.clock_of_change("gz-health", "np-birth", 1, date(2026, 3, 2))
    fact = Fact("1/past-target-5/1", clock, Source.REFUSED_EVENT, "past-target-5", due_on, due_on, "r", "quarantine/1")
    told = only(alerts([fact], LAW, NOW)).explanation
    assert "platform's target" in told.en
    assert not re.search(r"\b(overdue|late|breach)\b", told.en.lower())


def test_no_clock_runs_for_changes_before_the_rules_or_the_items_entry() -> None:
    days = [date(2019, 6, 30), date(2019, 7, 1)]
    assert [LAW.owes("ot-air-quality", day) for day in days] == [False, True]


def test_the_agency_and_the_item_are_named_in_the_readers_language() -> None:
    told = only(alerts([REFUSED], LAW, NOW)).explanation
    agency = LAW.directory.agencies["gz-ecology-environment"].name
    assert (agency.en in told.en, agency.zh in told.zh) == (True, True)
    assert isinstance(told, Text)


def test_the_explanation_states_the_parameters_it_rests_on_and_its_evidence() -> None:
    facts = [REFUSED._replace(fact=f"{n}/overdue-1/1", reference=f"quarantine/{n}") for n in range(8)]
    told = only(alerts(facts, LAW, NOW)).explanation
    assert "other_information_working_days = 5" in told.en
    assert "quarantine/0, quarantine/1" in told.en
    assert "3 more" in told.en


@pytest.mark.parametrize("kind", [kind.id for kind in LAW.kinds])
def test_every_clock_of_the_register_explains_itself_in_both_languages(kind: str) -> None:
    clock = Clock(kind, "gz-ecology-environment", None, None, date(2026, 3, 2), None)
    plan = LAW.plan(clock)
    assert plan.adjusted.due_on is not None
    for stage in plan.stages:
        fact = Fact("1/x/1", clock, Source.OBLIGATION, stage.name, plan.adjusted.due_on, plan.adjusted.due_on, "r", "x")
        told = only(alerts([fact], LAW, NOW)).explanation
        assert LAW.kinds(kind).name.en in told.en
        assert LAW.kinds(kind).name.zh in told.zh
        assert LAW.kinds(kind).article in told.en
        assert str(plan.adjusted.due_on) in told.zh


def test_a_retraction_names_what_it_takes_back_and_says_why() -> None:
    told = only(alerts([REFUSED._replace(fact=f"{n}/overdue-1/1") for n in range(3)], LAW, NOW))
    back = retraction(told, [("1/overdue-1/1", "obligation/1")], Text("The reason.", "理由。"), NOW)
    assert (back.retracts, back.stage, back.count, back.item) == (told.alert_id, "retracted", 1, "ot-air-quality")
    assert told.alert_id in back.explanation.en
    assert "1 of 3" in back.explanation.en
    assert "The reason." in back.explanation.en
    assert "理由。" in back.explanation.zh


def test_taking_back_the_same_facts_is_the_same_retraction_and_another_alert_than_what_told_of_them() -> None:
    told = only(alerts([REFUSED], LAW, NOW))
    first, second = (retraction(told, [(REFUSED.fact, "obligation/1")], Text("a", "b"), NOW) for _ in range(2))
    assert first.alert_id == second.alert_id != told.alert_id


def told_at(known_at: datetime, due_on: date = date(2026, 3, 9)) -> list[str]:
    """The stages told of an obligation that could be known at that instant."""
    found = stages(LAW.kinds("D5"), date(2026, 3, 2), None, due_on, LAW.calendar, LAW.parameters)
    return [stage.name for stage in found if stage.over_at is None or known_at < stage.over_at]


def test_a_change_refused_early_is_told_of_at_every_stage() -> None:
    assert told_at(datetime(2026, 3, 3, tzinfo=UTC)) == [
        "due-soon",
        "due-today",
        "overdue-1",
        "overdue-5",
        "overdue-10",
    ]


def test_a_change_refused_on_its_last_day_is_due_today() -> None:
    assert told_at(datetime(2026, 3, 9, 12, tzinfo=UTC))[0] == "due-today"


def test_a_change_refused_after_its_last_day_is_not_warned_of_that_day() -> None:
    saturday = datetime(2026, 3, 7, tzinfo=UTC)
    assert told_at(saturday, date(2026, 3, 6)) == ["overdue-1", "overdue-5", "overdue-10"]


def test_a_change_refused_long_after_is_told_of_once() -> None:
    assert told_at(datetime(2027, 1, 1, tzinfo=UTC)) == ["overdue-10"]
