import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from schemas.bilingual import Text
from stream_processors.alerting import Alert, Fact, Law, Source, alerts, late_stage
from stream_processors.rules.obligations import stages
from stream_processors.rules.timeliness import Verdict
from stream_processors.ticks import still_to_tell

LAW = Law.load()
NOW = datetime(2026, 3, 20, tzinfo=UTC)
REFUSED = Fact(
    "1/overdue-1", "gz-ecology-environment", "ot-air-quality", Source.REFUSED_EVENT, "overdue-1", date(2026, 2, 27), 1,
    "test-rules", date(2026, 2, 13),
)  # fmt: skip
LATE = REFUSED._replace(fact="f1", source=Source.LATE_EVENT, stage="late")
DEADLINE = datetime(2026, 3, 9, 16, tzinfo=UTC)  # Mon 2026-03-09 24:00 in Beijing
PLANNED = stages(date(2026, 3, 9), LAW.calendar, LAW.parameters)


def only(raised: list[Alert]) -> Alert:
    (alert,) = raised
    return alert


def names(received_at: datetime) -> list[str]:
    return [stage.name for stage in still_to_tell(PLANNED, received_at, DEADLINE)]


def test_facts_that_share_agency_item_due_date_and_stage_make_one_alert_with_their_count() -> None:
    facts = [REFUSED._replace(fact=f"{n}/overdue-1") for n in range(3)]
    alert = only(alerts(facts, LAW, NOW))
    assert (alert.count, alert.facts) == (3, ("0/overdue-1", "1/overdue-1", "2/overdue-1"))
    assert (alert.article, alert.due_on, alert.raised_at) == ("19(3)", date(2026, 2, 27), NOW)


@pytest.mark.parametrize(
    "other",
    [
        {"provider": "gz-health"},
        {"item": "np-birth"},
        {"due_on": date(2026, 2, 28)},
        {"stage": "overdue-5"},
        {"source": Source.LATE_EVENT},
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
    facts = [
        REFUSED._replace(fact=f"{n}/overdue-1", due_on=date(2026, 2, 28), changed_on=day) for n, day in enumerate(days)
    ]
    told = only(alerts(facts, LAW, NOW)).explanation
    assert "dated 2026-02-15 to 2026-02-23" in told.en
    assert "judged by" not in told.en


def test_a_due_date_of_earlier_notices_is_said_to_be_one() -> None:
    told = only(alerts([REFUSED._replace(due_on=date(2026, 2, 20))], LAW, NOW)).explanation
    assert "The event was judged by 2026-02-20" in told.en


def test_a_late_event_is_a_finding_and_no_breach() -> None:
    told = only(alerts([LATE], LAW, NOW)).explanation
    assert "not a breach" in told.en
    assert "第四十三条" in told.zh


def test_an_alert_can_only_know_what_names_nobody() -> None:
    assert set(Fact._fields) == {
        "fact", "provider", "item", "source", "stage", "due_on", "item_version", "rules_version", "changed_on",
    }  # fmt: skip


def test_nobody_is_overdue_by_a_target_that_no_authority_adopted() -> None:
    missed = LAW.while_missing("np-birth", 1, date(2026, 3, 2), date(2026, 3, 3))
    assert missed is Verdict.PAST_TARGET
    assert LAW.told_stage("overdue-5", missed) == "past-target-5"
    assert LAW.told_stage("due-today", missed) == "due-today"
    assert late_stage(missed) == "past-target"
    fact = REFUSED._replace(item="np-birth", provider="gz-health", stage="past-target-5", due_on=date(2026, 3, 3))
    told = only(alerts([fact._replace(changed_on=date(2026, 3, 2))], LAW, NOW)).explanation
    assert "platform's target" in told.en
    assert not re.search(r"\b(overdue|late|breach)\b", told.en.lower())


def test_an_adopted_target_is_a_deadline() -> None:
    adopted = LAW.parameters.amended("prompt_adopted_by", {date(2019, 7, 1): "an invented document"})
    law = Law(LAW.directory, LAW.calendar, adopted)
    missed = law.while_missing("np-birth", 1, date(2026, 3, 2), date(2026, 3, 3))
    assert missed is Verdict.LATE
    assert (law.told_stage("overdue-5", missed), late_stage(missed)) == ("overdue-5", "late")


def test_no_clock_runs_for_changes_before_the_rules() -> None:
    missed = LAW.while_missing("ot-air-quality", 1, date(2019, 6, 3), date(2019, 6, 11))
    assert missed is Verdict.NOT_APPLICABLE


def test_the_agency_and_the_item_are_named_in_the_readers_language() -> None:
    told = only(alerts([REFUSED], LAW, NOW)).explanation
    agency = LAW.directory.agencies["gz-ecology-environment"].name
    assert (agency.en in told.en, agency.zh in told.zh) == (True, True)
    assert isinstance(told, Text)


def test_a_change_refused_early_is_told_of_at_every_stage() -> None:
    assert names(datetime(2026, 3, 3, tzinfo=UTC)) == ["due-soon", "due-today", "overdue-1", "overdue-5", "overdue-10"]


def test_a_change_refused_on_its_last_day_is_due_today() -> None:
    assert names(datetime(2026, 3, 9, 12, tzinfo=UTC))[0] == "due-today"


def test_a_change_refused_after_its_last_day_is_not_warned_of_that_day() -> None:
    friday = stages(date(2026, 3, 6), LAW.calendar, LAW.parameters)
    saturday = datetime(2026, 3, 7, tzinfo=UTC)
    told = still_to_tell(friday, saturday, datetime(2026, 3, 6, 16, tzinfo=UTC))
    assert [stage.name for stage in told] == ["overdue-1", "overdue-5", "overdue-10"]


def test_a_change_refused_long_after_is_told_of_once() -> None:
    assert names(datetime(2027, 1, 1, tzinfo=UTC)) == ["overdue-10"]
