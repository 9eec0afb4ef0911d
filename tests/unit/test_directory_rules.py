"""The directory against the Rules: one table of what may be wrong with an item, and nothing wrong with our own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from schemas.bilingual import Refusal, Text
from schemas.directory import Directory, ItemVersion, Responsibility
from schemas.directory_files import load_directory
from schemas.rule_catalogue import rule_catalogue
from stream_processors.rules.directory_rules import RULES, findings, refuse_inadmissible
from stream_processors.rules.parameters import Parameters
from tests.directories import ITEM, OTHER, change

PARAMETERS = Parameters.load()
PROVIDER = load_directory().items[ITEM].responsibilities[0]


def found(directory: Directory, parameters: Parameters = PARAMETERS) -> set[tuple[str, str, str]]:
    return {(f.rule, f.severity.wire, f.field) for f in findings(directory, parameters)}


def provided(*rows: Mapping[str, Any]) -> Directory:
    responsibilities = tuple(Responsibility(**{**PROVIDER.model_dump(), **row}) for row in rows)
    return change(ITEM, of_item={"responsibilities": responsibilities})


def test_our_own_directory_keeps_the_rules() -> None:
    assert findings(load_directory(), PARAMETERS) == []


def test_every_directory_rule_is_in_the_catalogue_and_the_other_way_round() -> None:
    assert {code for code in rule_catalogue() if code.startswith("DIR-")} == set(RULES)


@pytest.mark.parametrize("field", ["method", "scope", "update_frequency", "purpose"])
@pytest.mark.parametrize("said", [Text("", ""), Text("in English alone", "")])
def test_what_the_directory_announces_is_said_in_both_languages(field: str, said: Text) -> None:
    stated: dict[str, Any] = {field: said}
    assert found(change(ITEM, **stated)) == {("DIR-FIELD", "block", field)}


def test_a_field_left_out_of_the_file_is_a_finding_and_no_failure_to_load() -> None:
    stated = load_directory().items[ITEM].versions[0].model_dump(exclude={"purpose"})
    assert ItemVersion.model_validate(stated).purpose == Text("", "")


@pytest.mark.parametrize(
    ("directory", "finding"),
    [
        pytest.param(change(ITEM, of_item={"abstract": Text("", "")}), ("DIR-FIELD", "block", "abstract"), id="no-abstract"),
        pytest.param(change(ITEM, of_item={"elements": ()}), ("DIR-FIELD", "block", "elements"), id="no-content"),
        pytest.param(change(ITEM, of_item={"related_items": ("np-nothing",)}), ("DIR-RELATED", "block", "related_items: np-nothing"), id="related"),
        pytest.param(change(ITEM, compiled_on=date(2019, 5, 1)), ("DIR-DATES", "block", "submitted_on, compiled_on, announced_on, valid_from_on"), id="dates"),
        pytest.param(change(ITEM, announced_on=date(2019, 8, 1)), ("DIR-DATES", "block", "submitted_on, compiled_on, announced_on, valid_from_on"), id="in-force-before-announced"),
        pytest.param(change(ITEM, track="WORKING_DAYS", working_days=5), ("DIR-TRACK", "block", "track"), id="basic-in-working-days"),
        pytest.param(change(ITEM, track="QUARTERLY"), ("DIR-QUARTERLY-BASIC", "flag", "track"), id="basic-quarterly"),
        pytest.param(change(OTHER, working_days=6), ("DIR-WORKING-DAYS", "block", "working_days"), id="too-many-days"),
        pytest.param(provided({"role": "COLLECTOR"}), ("DIR-DEPARTMENT", "block", "responsibilities"), id="nobody-provides"),
        pytest.param(provided({"valid_to_on": date(2019, 6, 30)}), ("DIR-DEPARTMENT", "block", "responsibilities"), id="nobody-provides-any-more"),
        pytest.param(provided({"agency": "gz-health"}), ("DIR-PROVIDER-CLASS", "block", "responsibilities: gz-health"), id="wrong-class"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_once_and_alone(directory: Directory, finding: tuple[str, str, str]) -> None:
    assert found(directory) == {finding}


@pytest.mark.parametrize(
    "directory",
    [
        pytest.param(change(OTHER, track="PROMPT", working_days=None), id="other-information-promptly"),
        pytest.param(change(OTHER, working_days=3), id="sooner-than-the-rules-ask"),
        pytest.param(change(OTHER, track="QUARTERLY", working_days=None), id="other-information-quarterly"),
        pytest.param(change(ITEM, of_item={"related_items": (OTHER,)}), id="a-related-item"),
        pytest.param(change(ITEM, submitted_on=date(2019, 7, 1), compiled_on=date(2019, 7, 1), announced_on=date(2019, 7, 1)), id="all-on-one-day"),
    ],
)  # fmt: skip
def test_what_the_rules_allow_is_not_found(directory: Directory) -> None:
    assert found(directory) == set()


COUNTY, CITY = PROVIDER.territory, "440100"


@pytest.mark.parametrize(
    ("rows", "conflicts"),
    [
        pytest.param([{}, {"agency": "gz-public-security"}], True, id="the-same-elements-territory-and-days"),
        pytest.param([{}, {"agency": "gz-public-security", "territory": CITY}], False, id="a-county-within-the-city"),
        pytest.param([{}, {"agency": "gz-public-security", "element_group": "ADDRESS"}], True, id="all-elements-and-one-group"),
        pytest.param([{"element_group": "NAME"}, {"agency": "gz-public-security", "element_group": "ADDRESS"}], False, id="two-groups"),
        pytest.param([{"subjects": "adults"}, {"agency": "gz-public-security", "subjects": "minors"}], False, id="two-kinds-of-records"),
        pytest.param([{"subjects": "adults"}, {"agency": "gz-public-security", "subjects": "adults"}], True, id="one-kind-of-records"),
        pytest.param([{"subjects": "adults"}, {"agency": "gz-public-security"}], True, id="some-records-and-all"),
        pytest.param([{"valid_to_on": date(2026, 3, 1)}, {"agency": "gz-public-security", "valid_from_on": date(2026, 3, 2)}], False, id="one-after-the-other"),
        pytest.param([{"valid_to_on": date(2026, 3, 2)}, {"agency": "gz-public-security", "valid_from_on": date(2026, 3, 2)}], True, id="one-common-day"),
        pytest.param([{}, {"agency": "gz-public-security", "role": "VERIFIER"}], False, id="another-role"),
        pytest.param([{}, {"valid_from_on": date(2026, 3, 2)}], False, id="one-agency-twice"),
    ],
)  # fmt: skip
def test_an_element_group_has_one_source_within_a_territory_for_a_period(
    rows: list[dict[str, Any]], conflicts: bool
) -> None:
    field = f"responsibilities: {PROVIDER.agency}, gz-public-security"
    assert found(provided(*rows)) == ({("DIR-SOURCE", "block", field)} if conflicts else set())


def test_where_the_reading_of_o18_knows_no_territories_a_county_is_no_source_beside_the_city() -> None:
    strict = PARAMETERS.amended("ownership_granularity", {PARAMETERS.in_force_on: "element_group_period"})
    divided = provided({}, {"agency": "gz-public-security", "territory": CITY})
    assert "DIR-SOURCE" in {rule for rule, _, _ in found(divided, strict)}


def test_where_the_reading_of_o7_forbids_it_basic_information_is_never_quarterly() -> None:
    strict = PARAMETERS.amended("quarterly_allows_basic", {PARAMETERS.in_force_on: False})
    assert ("DIR-TRACK", "block", "track") in found(change(ITEM, track="QUARTERLY"), strict)


def test_an_open_list_of_providers_asks_for_the_decision_and_keeps_nobody_out() -> None:
    row = PROVIDER.model_dump() | {"agency": "gz-health"}
    directory = change(OTHER, of_item={"responsibilities": (Responsibility(**row),)})
    assert found(directory) == {("DIR-PROVIDER-CLASS", "flag", "responsibilities: gz-health")}
    refuse_inadmissible(directory, PARAMETERS)


def test_a_class_that_took_over_anothers_functions_may_provide() -> None:
    directory = provided({"agency": "gz-health"})
    family = change(ITEM, of_item={"article": "21(5)", "responsibilities": directory.items[ITEM].responsibilities})
    assert "FAMILY_PLANNING" in family.provider_classes.articles["21(5)"].classes
    assert found(family) == set()


@pytest.mark.parametrize(
    ("entrusted_by", "kept_out"), [("gz-public-security", False), ("gz-health", True), (None, True)]
)
def test_an_entrusted_class_provides_only_for_the_class_that_entrusts(entrusted_by: str | None, kept_out: bool) -> None:
    directory = load_directory()
    agency = directory.agencies["gz-government-services"]
    town = {"agency": agency.agency, "entrusted_by": entrusted_by}
    floating = agency.model_copy(update={"class_": "FLOATING_POPULATION"})
    row = Responsibility(**{**PROVIDER.model_dump(), **town})
    of_town = change(ITEM, of_item={"article": "21(2)", "responsibilities": (row,)}).model_copy(
        update={"agencies": {**directory.agencies, agency.agency: floating}}
    )
    assert bool(found(of_town)) is kept_out


def test_the_provider_collects_and_verifies_what_no_row_gives_another() -> None:
    row = PROVIDER.model_dump()
    (alone,) = provided({}).items[ITEM].answering("COLLECTOR", date(2026, 3, 2))
    assert alone.agency == PROVIDER.agency
    shared = provided({}, {**row, "role": "VERIFIER", "agency": "gz-health"}).items[ITEM]
    assert [r.agency for r in shared.answering("VERIFIER", date(2026, 3, 2))] == ["gz-health"]


def test_an_inadmissible_item_is_refused_by_name_field_and_rule_in_both_languages() -> None:
    with pytest.raises(Refusal) as refused:
        refuse_inadmissible(change(OTHER, working_days=6), PARAMETERS)
    for words in refused.value.text:
        assert OTHER in words
        assert "working_days" in words
        assert "DIR-WORKING-DAYS" in words
        assert "govsync directory check" in words


def test_a_later_version_is_announced_after_the_one_before() -> None:
    directory = load_directory()
    item = directory.items[ITEM]
    later = item.versions[0].model_copy(
        update={
            "version": 2, "submitted_on": date(2019, 5, 20), "compiled_on": date(2019, 5, 20),
            "announced_on": date(2019, 6, 1), "valid_from_on": date(2026, 1, 1),
        }
    )  # fmt: skip
    changed = item.model_copy(update={"versions": (item.versions[0], later)})
    both = directory.model_copy(update={"items": {**directory.items, ITEM: changed}})
    assert [(f.rule, f.version, f.field) for f in findings(both, PARAMETERS)] == [("DIR-DATES", 2, "announced_on")]
