"""Numbers of the law by date."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml
from pydantic import ValidationError

from stream_processors.rules import packaged
from stream_processors.rules.parameters import NotInForce, Parameter, Parameters

PARAMETERS = Parameters.load()
FROM = PARAMETERS.in_force_on


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("directory_update_working_days", 15),
        ("level_directory_update_working_days", 15),
        ("personnel_change_working_days", 5),
        ("other_information_working_days", 5),
        ("quarterly_working_days", 10),
        ("application_reply_working_days", 5),
        ("sharing_completion_working_days", 5),
        ("ruling_working_days", 5),
        ("verification_working_days", 5),
        ("complaint_working_days", 15),
        ("agency_report_month", 1),
        ("authority_report_month", 2),
    ],
)
def test_the_numbers_are_those_of_the_rules(name: str, value: int) -> None:
    assert PARAMETERS.integer(name, date(2026, 3, 3)) == value


def test_all_twenty_open_points_have_a_parameter() -> None:
    assert {parameter.point for parameter in PARAMETERS} - {None} == {f"O{n}" for n in range(1, 21)}


def test_the_value_in_force_on_the_day_is_taken() -> None:
    changed = PARAMETERS.amended("other_information_working_days", {FROM: 5, date(2026, 1, 1): 3})
    assert changed.integer("other_information_working_days", date(2025, 12, 31)) == 5
    assert changed.integer("other_information_working_days", date(2026, 1, 1)) == 3


def test_before_its_first_value_a_parameter_is_not_in_force() -> None:
    with pytest.raises(NotInForce, match=r"other_information_working_days \(Article 19\(3\)\)"):
        PARAMETERS.integer("other_information_working_days", date(2019, 6, 30))


def test_null_repeals_or_says_not_adopted() -> None:
    assert not PARAMETERS("prompt_adopted_by").in_force(date(2026, 3, 3))
    repealed = PARAMETERS.amended("other_information_working_days", {FROM: 5, date(2026, 1, 1): None})
    with pytest.raises(NotInForce):
        repealed.integer("other_information_working_days", date(2026, 1, 1))


def test_the_periods_of_a_column_are_those_of_its_days() -> None:
    changed = PARAMETERS.amended("other_information_working_days", {FROM: 5, date(2026, 1, 1): 3})
    days = np.array(["2019-06-30", "2019-07-01", "2025-12-31", "2026-01-01"], dtype="datetime64[D]")
    found = changed("other_information_working_days").periods(days.astype(np.int32))
    assert found.tolist() == [-1, 0, 0, 1]


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("other_information_working_days", True, "is not a value in working_days"),
        ("other_information_working_days", "5", "is not a value in working_days"),
        ("count_start_day", 1, "is not a value in flag"),
        ("deadline_cutoff", "25:00", "is none of"),
        ("change_date_basis", "decision_date", "nothing acts on it yet"),
        ("overdue_stage_working_days", 1, "is not a value in working_day_list"),
    ],
)
def test_a_value_of_another_kind_is_refused(name: str, value: int | str | bool, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        PARAMETERS.amended(name, {FROM: value})


def test_values_out_of_order_are_refused() -> None:
    with pytest.raises(ValidationError, match="not in order"):
        PARAMETERS.amended("fault_working_days", {date(2026, 1, 1): 2, FROM: 1})


def test_a_value_asked_for_as_another_kind_is_refused() -> None:
    with pytest.raises(TypeError):
        PARAMETERS.flag("fault_working_days", FROM)


def test_the_version_follows_the_content() -> None:
    assert PARAMETERS.version == Parameters.load().version
    assert PARAMETERS.version != PARAMETERS.amended("fault_working_days", {FROM: 2}).version


def test_a_date_stated_twice_in_a_file_is_refused() -> None:
    with pytest.raises(yaml.YAMLError, match="stated twice"):
        packaged.parse("values: {2019-07-01: 5, 2019-07-01: 3}")


@pytest.mark.parametrize("parameter", [p for p in PARAMETERS if p.point], ids=lambda parameter: parameter.name)
def test_the_documentation_states_each_open_point_with_its_value(parameter: Parameter) -> None:
    value = list(parameter.values.values())[-1]
    written = {None: "null", True: "true", False: "false"}[value] if isinstance(value, bool | None) else value
    line = f"| {parameter.point} | `{parameter.name}` | `{written}` | {parameter.en} (Article {parameter.article}) |"
    law = Path(__file__).parents[2] / "docs" / "law.md"
    assert line in law.read_text(encoding="utf-8").splitlines()
