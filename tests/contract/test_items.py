"""The directory holds every category of basic information of Articles 10, 21, 23 and 24, each fit to be shared."""

import re
from datetime import date
from typing import Any

import polars as pl
import pytest

from schemas import strict_yaml
from schemas.code_list import CodeList, code_list_names
from schemas.directory import Directory, Element, ElementKind, Item, SharingType, Track
from schemas.directory_files import HERE, load_directory
from schemas.identifiers import IDENTITY_TYPES
from stream_processors.rules.checks import Providing, element_checks

DIRECTORY = load_directory()
PROVIDER_CLASSES: Any = strict_yaml.parse((HERE / "provider_classes.yaml").read_text("utf-8"))

ARTICLE_OF = {
    "np-household-registration": "21(1)",
    "np-residence": "21(2)",
    "np-marriage": "21(3)",
    "np-adoption": "21(3)",
    "np-birth": "21(4)",
    "np-death": "21(4)",
    "np-family-planning": "21(5)",
    "np-social-security": "21(6)",
    "np-subsistence-allowance": "21(6)",
    "np-education": "21(7)",
    "np-disability-registration": "21(8)",
    "np-housing-fund-registration": "21(9)",
    "np-individual-tax": "21(10)",
    "np-guardianship": "21(11)",
    "np-qualification-certificate": "21(12)",
    "np-practising-certificate": "21(12)",
    "lp-enterprise-registration": "23(1)",
    "lp-individual-business-registration": "23(1)",
    "lp-enterprise-tax-registration": "23(2)",
    "lp-nonprofit-registration": "23(3)",
    "lp-public-institution-registration": "23(4)",
    "lp-uscc": "23(5)",
    "nr-land": "24",
    "nr-mineral": "24",
    "nr-energy": "24",
    "nr-forest": "24",
    "nr-grassland": "24",
    "nr-fishery": "24",
    "nr-wildlife": "24",
    "nr-ocean": "24",
    "nr-water": "24",
    "nr-climate": "24",
    "nr-urban-rural-planning": "24",
    "el-licence": "10(2)",
    "ot-air-quality": "19(3)",
}
"""What the Rules want shared, and the article that wants it; the last is an example of other information."""

BASIC = ("np-", "lp-", "nr-", "el-")
ENTITIES = {"USCC", "BIZ_LICENCE"}
PERSONS = {
    "RESIDENT_ID",
    "HMT_RESIDENCE_PERMIT",
    "FOREIGN_PR_CARD",
    "HM_TRAVEL_PERMIT",
    "TW_TRAVEL_PERMIT",
    "PASSPORT",
    "OTHER_DOC",
}
SUBJECTS = {"np": PERSONS, "lp": ENTITIES, "nr": {"OBJECT"}, "el": PERSONS | ENTITIES, "ot": {"OBJECT"}}
"""Whom or what the items of a prefix are about (Article 20(2))."""

PERSONAL = re.compile(r"(^|_)(name|number|address|telephone)$")
"""Elements of a person by their last word; the contract names organisations and places otherwise."""

OF_A_PERSON = re.compile(
    r"(representative|operator|officer|right_holder|licence_holder|contractor)_(name|identity_number)$"
)
"""Persons who appear in items about organisations and things."""

CHINESE = re.compile("[\u4e00-\u9fff]")

each_item = pytest.mark.parametrize("item", DIRECTORY.items.values(), ids=list(DIRECTORY.items))


def every_element() -> list[tuple[str, Element]]:
    return [(item.item, element) for item in DIRECTORY.items.values() for element in item.elements]


def allowed_classes(article: str) -> set[str]:
    """Classes that may provide the items of an article: named by it, their successors, and added by decision."""
    entry = PROVIDER_CLASSES["articles"][article]
    named = set(entry["classes"])
    successors = {PROVIDER_CLASSES["succeeded_by"][c] for c in named & set(PROVIDER_CLASSES["succeeded_by"])}
    return named | successors | {row["class"] for row in entry.get("extended_by", ())}


def test_every_category_the_rules_name_is_an_item_of_the_directory() -> None:
    assert {code: item.article for code, item in DIRECTORY.items.items()} == ARTICLE_OF


@each_item
def test_an_item_has_enough_elements_to_be_useful_and_few_enough_to_be_read(item: Item) -> None:
    assert 8 <= len(item.elements) <= 35
    assert len({e.name for e in item.elements}) == len(item.elements)


def test_no_two_items_share_the_name_of_their_record() -> None:
    names = [item.avro_name for item in DIRECTORY.items.values()]
    assert len(set(names)) == len(names)


@each_item
def test_an_item_is_keyed_by_the_kind_of_identity_its_subject_has(item: Item) -> None:
    assert set(item.identity_types) <= SUBJECTS[item.item[:2]]
    assert item.identity_types


@each_item
def test_what_people_read_about_an_item_is_there_in_both_languages(item: Item) -> None:
    texts = [item.name, *(e.doc for e in item.elements)]
    for version in item.versions:
        texts += [version.method, version.scope, version.update_frequency, version.purpose]
    for text in texts:
        assert text.en.strip()
        assert not CHINESE.search(text.en)
        assert CHINESE.search(text.zh), text.en


@each_item
def test_the_elements_of_an_item_are_told_apart_by_what_they_say_in_both_languages(item: Item) -> None:
    for texts in ([e.doc.en for e in item.elements], [e.doc.zh for e in item.elements]):
        assert len(set(texts)) == len(texts)


def test_every_identifier_and_code_list_an_element_names_exists() -> None:
    assert {e.identifier for _, e in every_element()} - {None} <= set(IDENTITY_TYPES)
    used = {e.code_list for _, e in every_element()} - {None}
    assert used <= set(code_list_names())


def test_every_code_list_has_codes_in_both_languages_with_a_source() -> None:
    for name in code_list_names():
        entries = [row for rows in CodeList.load(name).entries.values() for row in rows]
        assert entries, name
        for row in entries:
            assert row.code
            assert row.name.en
            assert row.name.zh
            assert row.source, (name, row.code)


def test_every_pattern_means_the_same_in_python_and_in_the_column_engine() -> None:
    samples = ["", "A", "0", "2024", "2024-02", "2024-02-30", "440106", "GB00001", "１", "EPSG:4490", "a" * 64, "x\ny"]
    for code, element in every_element():
        if element.pattern is None:
            continue
        whole = re.compile(element.pattern)
        expected = [whole.fullmatch(s) is not None for s in samples]
        found = pl.Series(samples).str.contains(f"^(?:{element.pattern})$").to_list()
        assert found == expected, (code, element.name)
        assert element.kind is ElementKind.STRING


@pytest.mark.parametrize(
    ("item", "element", "accepted", "refused"),
    [
        ("np-marriage", "certificate_number", "J440106-2019-000001", "J440106-19-1"),
        ("np-death", "death_date", "2024-02", "2024-13"),
        ("np-death", "cause_of_death_code", "I21.900", "21.9"),
        ("np-disability-registration", "disability_certificate_number", "44010619900615123743B1", "440106199006151237"),
        ("np-qualification-certificate", "occupation_code", "2-02-10-03", "2-2-10-3"),
        ("nr-land", "real_property_unit_number", "440106001001GB00001F00010001", "440106001001GB00001"),
        ("nr-land", "geometry_crs", "EPSG:4490", "GCJ-02"),
        ("nr-mineral", "licence_number", "C4401002009047120012345", "C44"),
        ("el-licence", "licence_identifier", "1.2.156.3005.2.11100000MB0XXXXX.0001", "1.2.156.9999"),
        ("nr-urban-rural-planning", "planned_use_code", "R2", "r2"),
    ],
)
def test_a_pattern_accepts_what_the_standard_writes_and_refuses_its_neighbour(
    item: str, element: str, accepted: str, refused: str
) -> None:
    pattern = next(e.pattern for e in DIRECTORY.items[item].elements if e.name == element)
    assert pattern is not None
    assert re.fullmatch(pattern, accepted)
    assert not re.fullmatch(pattern, refused)


def test_bounds_leave_room_and_belong_to_numbers() -> None:
    numbers = {ElementKind.INTEGER, ElementKind.LONG, ElementKind.DOUBLE, ElementKind.DECIMAL}
    for code, element in every_element():
        if element.minimum is not None or element.maximum is not None:
            assert element.kind in numbers, (code, element.name)
        if element.minimum is not None and element.maximum is not None:
            assert element.minimum < element.maximum, (code, element.name)


def test_free_text_of_a_bounded_kind_says_how_long_it_may_be() -> None:
    unbounded = {"business_scope", "purpose_and_scope"}
    for code, element in every_element():
        bound = element.pattern or element.code_list or element.identifier or element.max_length
        if element.kind is ElementKind.STRING and element.name not in unbounded:
            assert bound, (code, element.name)


def test_coordinates_are_declared_in_the_national_system() -> None:
    for code, element in every_element():
        if element.name.endswith(("latitude", "longitude")):
            assert element.crs == "EPSG:4490", (code, element.name)
            assert element.kind is ElementKind.DOUBLE
            within = (3, 54) if element.name.endswith("latitude") else (73, 136)
            assert (element.minimum, element.maximum) == within, (code, element.name)


@each_item
def test_geometry_goes_by_reference_with_checksum_reference_system_and_bounding_box(item: Item) -> None:
    names = {e.name for e in item.elements}
    group = {
        "geometry_reference",
        "geometry_checksum",
        "geometry_crs",
        "min_latitude",
        "min_longitude",
        "max_latitude",
        "max_longitude",
    }
    assert not names & group or group <= names


@each_item
def test_what_identifies_or_exposes_a_person_is_marked_sensitive(item: Item) -> None:
    for element in item.elements:
        personal = PERSONAL if item.item.startswith("np-") else OF_A_PERSON
        if element.kind is ElementKind.STRING and personal.search(element.name):
            assert element.sensitive, element.name
        if item.item.startswith("np-") and element.kind is ElementKind.DECIMAL:
            assert element.sensitive, f"{element.name}: what a person earns or is given"


@each_item
def test_an_item_about_persons_has_the_name_that_article_22_wants(item: Item) -> None:
    if item.item.startswith("np-"):
        assert any(e.name == "name" and e.sensitive for e in item.elements)


@each_item
def test_every_version_demands_something_without_which_a_record_is_unusable(item: Item) -> None:
    for version in item.versions:
        assert any(d.required for d in version.elements.values())


@pytest.mark.article("19")
@each_item
def test_basic_information_is_updated_promptly_and_other_information_within_five_working_days(item: Item) -> None:
    for version in item.versions:
        if item.item.startswith(BASIC):
            assert version.track is Track.PROMPT
        else:
            assert (version.track, version.working_days) == (Track.WORKING_DAYS, 5)


@pytest.mark.article("10")
@each_item
def test_basic_information_is_shared_without_conditions(item: Item) -> None:
    if item.item.startswith(BASIC):
        assert {v.sharing.type for v in item.versions} == {SharingType.UNCONDITIONED}


@pytest.mark.article("21")
@pytest.mark.article("23")
@pytest.mark.article("24")
@each_item
def test_who_provides_an_item_is_of_a_class_its_article_names(item: Item) -> None:
    providers = {DIRECTORY.agencies[a].class_ for a in item.providers}
    assert providers
    assert providers <= allowed_classes(item.article)


@each_item
def test_a_class_that_needs_to_be_entrusted_is_entrusted_by_the_class_its_article_names(item: Item) -> None:
    entrusting = PROVIDER_CLASSES["articles"][item.article].get("entrusted_by", {})
    for row in item.responsibilities:
        needed = entrusting.get(DIRECTORY.agencies[row.agency].class_)
        if row.role == "PROVIDER" and needed:
            assert row.entrusted_by is not None
            assert DIRECTORY.agencies[row.entrusted_by].class_ == needed


@each_item
def test_responsibilities_name_registered_agencies_and_divisions_of_the_municipality(item: Item) -> None:
    divisions = CodeList.load("administrative_division")
    for row in item.responsibilities:
        assert row.entrusted_by is None or row.entrusted_by in DIRECTORY.agencies
        assert row.territory.startswith("4401")
        assert divisions.name_of(row.territory, row.valid_from_on) is not None
    rows = [(r.element_group, r.territory, r.role, r.agency, r.valid_from_on) for r in item.responsibilities]
    assert len(set(rows)) == len(rows)


def test_every_agency_has_a_known_class_and_a_part_to_play() -> None:
    assert {a.class_ for a in DIRECTORY.agencies.values()} <= set(PROVIDER_CLASSES["classes"])
    busy = {r.agency for item in DIRECTORY.items.values() for r in item.responsibilities}
    assert set(DIRECTORY.agencies) - busy == set()


def test_every_agency_has_a_responsible_post_and_an_office_that_is_called_and_names_no_person() -> None:
    for agency in DIRECTORY.agencies.values():
        assert all(agency.head), agency.agency
        assert all(agency.contact.office), agency.agency
        assert agency.contact.telephone.startswith("000-"), "an invented number, which cannot be anybody's"
    posts = {agency.head.zh for agency in DIRECTORY.agencies.values()}
    assert posts <= {"局长", "主任", "理事长", "校长", "所长", "镇长"}


def test_a_new_telephone_number_is_no_new_version_of_the_directory() -> None:
    agency = next(iter(DIRECTORY.agencies.values()))
    moved = agency.model_copy(update={"contact": agency.contact.model_copy(update={"telephone": "000-1111111"})})
    renamed = agency.model_copy(update={"class_": "HEALTH"})
    stated = {name: getattr(DIRECTORY, name) for name in Directory.model_fields}
    versions = [
        Directory(**{**stated, "agencies": {**DIRECTORY.agencies, agency.agency: each}}).version
        for each in (agency, moved, renamed)
    ]
    assert versions[0] == versions[1] != versions[2]


def test_an_item_about_persons_demands_the_name_once() -> None:
    providing = Providing((), (), DIRECTORY.agencies)
    for item in DIRECTORY.items.values():
        for version in item.versions:
            of_name = [
                c.finding.rule for c in element_checks(item, version, providing) if c.finding.path == "after.name"
            ]
            assert len({"CONF-NAME", "CONF-REQUIRED"} & set(of_name)) == item.item.startswith("np-"), item.item


def test_only_open_lists_of_provider_classes_are_extended_and_every_extension_has_its_decision() -> None:
    classes = set(PROVIDER_CLASSES["classes"])
    assert set(PROVIDER_CLASSES["articles"]) == set(ARTICLE_OF.values())
    for article, entry in PROVIDER_CLASSES["articles"].items():
        assert set(entry["classes"]) <= classes, article
        assert ("extended_by" in entry) == entry["open"], article
        for row in entry.get("extended_by", ()):
            assert row["class"] in classes
            assert row["decision"]
            assert isinstance(row["valid_from_on"], date)
    for older, newer in PROVIDER_CLASSES["succeeded_by"].items():
        assert {older, newer} <= classes
