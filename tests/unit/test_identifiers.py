"""The accept and reject vectors of the standards, and what must hold for every string. All numbers are invented."""

from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.code_list import CodeList
from schemas.identifiers import IDENTITY_TYPES, findings_of_normalised, judge, key, mask
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity

ON = date(2026, 3, 2)

A, F, Q, B = Severity.ACCEPT, Severity.FLAG, Severity.QUARANTINE, Severity.BLOCK


class Case(NamedTuple):
    about: str
    identity_type: str
    value: str
    severity: Severity
    normalised: str | None
    rules: tuple[str, ...] = ()


def accepted(about: str, identity_type: str, value: str, normalised: str | None = None) -> Case:
    return Case(about, identity_type, value, A, normalised or value)


def blocked(about: str, identity_type: str, value: str, *rules: str) -> Case:
    return Case(about, identity_type, value, B, None, rules)


def flagged(about: str, identity_type: str, value: str, rule: str, normalised: str | None = None) -> Case:
    return Case(about, identity_type, value, F, normalised or value, (rule,))


def held(about: str, identity_type: str, value: str, *rules: str) -> Case:
    return Case(about, identity_type, value, Q, value, rules)


CASES = [
    accepted("resident, base", "RESIDENT_ID", "440106199006151237"),
    accepted("resident, small x", "RESIDENT_ID", "44010619900615004x", "44010619900615004X"),
    accepted("resident, full-width X", "RESIDENT_ID", "44010619900615004Ｘ", "44010619900615004X"),
    blocked("resident, Cyrillic ha for X", "RESIDENT_ID", "44010619900615004х", "ID-CHARSET"),
    blocked("resident, multiplication sign for X", "RESIDENT_ID", "44010619900615004×", "ID-CHARSET"),
    accepted("resident, full-width digits", "RESIDENT_ID", "４４０１０６１９９００６１５１２３７", "440106199006151237"),
    accepted("resident, spaces", "RESIDENT_ID", " 440106 19900615 1237 ", "440106199006151237"),
    accepted("resident, zero-width and hyphens", "RESIDENT_ID", "\ufeff440106-19900615\u200b-1237", "440106199006151237"),
    flagged("resident, 15 digits", "RESIDENT_ID", "440106900615123", "ID-CONVERTED-15", "440106199006151237"),
    held("resident, 15 digits once reserved", "RESIDENT_ID", "440106900615997", "ID-SPECIAL-15"),
    accepted("resident, Dongshan, withdrawn 2005", "RESIDENT_ID", "440102195006151233"),
    accepted("resident, born before the code's first year", "RESIDENT_ID", "440106198006151240"),
    accepted("resident, Nansha, coded later", "RESIDENT_ID", "44011519900615125X"),
    accepted("resident, Conghua, coded later", "RESIDENT_ID", "440117199006151260"),
    accepted("resident, withdrawn county-level city", "RESIDENT_ID", "440183199006151272"),
    accepted("resident, district of another province created 2021", "RESIDENT_ID", "330113202206150012"),
    flagged("resident, no such county", "RESIDENT_ID", "440199202206150018", "ID-REGION-UNKNOWN"),
    held("resident, wrong check digit", "RESIDENT_ID", "440106199006151231", "ID-CHECK"),
    held("resident, born 2099", "RESIDENT_ID", "110101209906150019", "ID-BIRTH-FUTURE"),
    held("resident, 30 February", "RESIDENT_ID", "440106199002300012", "ID-BIRTH-DATE"),
    held("resident, no such province", "RESIDENT_ID", "990000199006150019", "ID-PROVINCE"),
    blocked("resident, 17 characters", "RESIDENT_ID", "44010619900615123", "ID-LENGTH"),
    blocked("resident, X inside", "RESIDENT_ID", "4401061990061X1237", "ID-STRUCTURE"),
    blocked("resident, empty", "RESIDENT_ID", "", "ID-LENGTH"),
    held("resident, number of a permit", "RESIDENT_ID", "810000199006151291", "ID-TYPE-MISMATCH"),
    accepted("permit, Hong Kong", "HMT_RESIDENCE_PERMIT", "810000199006151291"),
    accepted("permit, Macao", "HMT_RESIDENCE_PERMIT", "820000199006151306"),
    accepted("permit, Taiwan", "HMT_RESIDENCE_PERMIT", "830000199006151316"),
    held("permit, number of a resident", "HMT_RESIDENCE_PERMIT", "440106199006151237", "ID-TYPE-MISMATCH"),
    accepted("foreigner, 2023 form", "FOREIGN_PR_CARD", "944840198105120012"),
    held("foreigner, number of a resident", "FOREIGN_PR_CARD", "440106199006151237", "ID-TYPE-MISMATCH"),
    flagged("foreigner, old form", "FOREIGN_PR_CARD", "KOR440181051200", "ID-NO-CHECK"),
    accepted("travel permit, first issue", "HM_TRAVEL_PERMIT", "H1234567800", "H12345678"),
    accepted("travel permit, re-issued", "HM_TRAVEL_PERMIT", "H1234567801", "H12345678"),
    accepted("travel permit, small h", "HM_TRAVEL_PERMIT", "h12345678", "H12345678"),
    blocked("travel permit, short", "HM_TRAVEL_PERMIT", "H1234567", "ID-LENGTH"),
    blocked("travel permit, neither H nor M", "HM_TRAVEL_PERMIT", "X12345678", "ID-STRUCTURE"),
    accepted("Taiwan permit", "TW_TRAVEL_PERMIT", "12345678"),
    flagged("Taiwan permit, counter", "TW_TRAVEL_PERMIT", "1234567802", "ID-PRE-2008-FORM", "12345678"),
    flagged("Taiwan permit, counter, issuer", "TW_TRAVEL_PERMIT", "1234567802(B)", "ID-PRE-2008-FORM", "12345678"),
    flagged("Taiwan permit, full-width brackets", "TW_TRAVEL_PERMIT", "1234567802（B）", "ID-PRE-2008-FORM", "12345678"),
    accepted("passport, China", "PASSPORT", "CHN:E12345678"),
    accepted("passport, Korea", "PASSPORT", "KOR:E12345678"),
    blocked("passport, no country", "PASSPORT", "E12345678", "ID-STRUCTURE"),
    flagged("passport, no such country", "PASSPORT", "QQQ:E12345678", "ID-COUNTRY-UNKNOWN"),
    accepted("code, enterprise", "USCC", "91440101MA5XYW121W"),
    accepted("code, enterprise, small letters", "USCC", "91440101ma5xyw121w", "91440101MA5XYW121W"),
    accepted("code, public institution", "USCC", "12440100455351237R"),
    accepted("code, association", "USCC", "51440100500123453X"),
    accepted("code, individual business", "USCC", "92440106MA5ABCDE57"),
    accepted("code, other", "USCC", "Y1440100MB2C3D4E7Y"),
    accepted("code, rural collective", "USCC", "N2440112MF1A2B3C46"),
    accepted("code, military", "USCC", "A1440100MD1A2B3C7E"),
    held("code, subject check wrong", "USCC", "91440101MA5XYW120R", "ID-SUBJECT-CHECK"),
    held("code, complement not taken", "USCC", "91440101MA5XYW1213", "ID-CHECK-KNOWN-MISCALCULATION"),
    held("code, check wrong in no known way", "USCC", "91440101MA5XYW1214", "ID-CHECK"),
    blocked("code, letter I", "USCC", "91440101MAIXYW121W", "ID-CHARSET"),
    blocked("code, letter in the region", "USCC", "9144A101MA5XYW121W", "ID-STRUCTURE"),
    accepted("licence, 15 digits", "BIZ_LICENCE", "440101000012341"),
    accepted("licence, individual business", "BIZ_LICENCE", "440101600123450"),
    held("licence, wrong check digit", "BIZ_LICENCE", "440101000012342", "ID-CHECK"),
    flagged("licence, cooperative", "BIZ_LICENCE", "440101NA000012X", "ID-NO-CHECK"),
    flagged("licence, branch of a cooperative", "BIZ_LICENCE", "440101nb000012x", "ID-NO-CHECK", "440101NB000012X"),
    flagged("licence, 13 digits", "BIZ_LICENCE", "4401012000123", "ID-LEGACY-13"),
    accepted("object", "OBJECT", "1345a", "1345A"),
    accepted("object with hyphens", "OBJECT", "GZ-PARCEL-0001"),
    blocked("object, too long", "OBJECT", "A" * 33, "ID-LENGTH"),
    accepted("agency", "AGENCY", "GZ-Civil-Affairs", "gz-civil-affairs"),
    blocked("agency, one letter", "AGENCY", "g", "ID-LENGTH"),
    accepted("other document", "OTHER_DOC", "GZ01:S4400012345"),
    blocked("other document without issuer", "OTHER_DOC", "S4400012345", "ID-STRUCTURE"),
    blocked("unknown type", "LIBRARY_CARD", "440106199006151237", "ID-TYPE-UNKNOWN"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_a_vector_of_the_standards_is_judged_as_they_say(case: Case) -> None:
    judgement = judge(case.identity_type, case.value, on=ON)
    assert tuple(f.rule for f in judgement.findings) == case.rules
    assert judgement.severity is case.severity
    assert judgement.normalised == case.normalised


@pytest.mark.parametrize("case", [c for c in CASES if c.normalised], ids=lambda case: case.about)
def test_the_normal_form_is_stable_and_any_other_form_is_named_as_such(case: Case) -> None:
    assert case.normalised is not None
    assert judge(case.identity_type, case.normalised, on=ON).normalised == case.normalised
    rules = [f.rule for f in findings_of_normalised(case.identity_type, case.value, on=ON)]
    assert ("ID-NOT-NORMALISED" in rules) is (case.value != case.normalised)


def test_every_way_of_writing_one_permit_gives_one_key() -> None:
    ways = ("H1234567800", "H1234567801", "h12345678")
    numbers = [judge("HM_TRAVEL_PERMIT", way, on=ON).normalised for way in ways]
    assert {key("HM_TRAVEL_PERMIT", number or "") for number in numbers} == {b"HM_TRAVEL_PERMIT:H12345678"}


def test_residents_and_unified_codes_are_keyed_by_the_bare_number() -> None:
    assert key("RESIDENT_ID", "440106199006151237") == b"440106199006151237"
    assert key("USCC", "91440101MA5XYW121W") == b"91440101MA5XYW121W"
    assert key("PASSPORT", "CHN:E12345678") == b"PASSPORT:CHN:E12345678"


def test_someone_born_on_the_day_of_reference_is_no_finding_and_a_day_later_is() -> None:
    number = "330113202206150012"
    assert judge("RESIDENT_ID", number, on=date(2022, 6, 15)).findings == ()
    assert [f.rule for f in judge("RESIDENT_ID", number, on=date(2022, 6, 14)).findings] == ["ID-BIRTH-FUTURE"]


def test_several_things_wrong_are_all_reported() -> None:
    rules = [f.rule for f in judge("RESIDENT_ID", "440199199002300010", on=ON).findings]
    assert rules == ["ID-REGION-UNKNOWN", "ID-BIRTH-DATE", "ID-CHECK"]
    assert [f.rule for f in judge("RESIDENT_ID", "４４х", on=ON).findings] == ["ID-CHARSET", "ID-LENGTH"]


def test_a_code_of_a_national_authority_has_a_known_region() -> None:
    rules = [f.rule for f in judge("USCC", "91100000MA5XYW1210", on=ON).findings]
    assert "ID-REGION-UNKNOWN" not in rules


ODD_STRINGS = {
    "NUL": "\x00",
    "NUL inside": "44010619900615\x00237",
    "lone surrogate": "\ud800" * 18,
    "every plane": "".join(chr(plane * 0x10000 + 0x41) for plane in range(17)) + "A",
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "a megabyte of digits": "4" * 1_000_000,
    "a megabyte of ligatures": "\ufdfa" * 1_000_000,
    "ligatures that grow": "\ufdfa" * 18,
    "Arabic digits": "٤٤٠١٠٦١٩٩٠٠٦١٥١٢٣٧",
    "mathematical digits": "".join(chr(0x1D7D8 + int(c)) for c in "440106199006151237"),
    "dotless i": "H1234567ı",
    "only invisible": "\u200b" * 18,
    "a line break at the end": "440106199006151237\n",
}


@pytest.mark.parametrize("identity_type", [*IDENTITY_TYPES, "NO_SUCH_TYPE", ""])
@pytest.mark.parametrize("value", ODD_STRINGS.values(), ids=ODD_STRINGS.keys())
def test_odd_strings_get_a_judgement(identity_type: str, value: str) -> None:
    judgement = judge(identity_type, value, on=ON)
    assert (judgement.normalised is None) is (judgement.severity is B)
    assert isinstance(key(identity_type, value), bytes)
    assert len(mask(identity_type, value)) <= 40


@given(
    identity_type=st.sampled_from([*IDENTITY_TYPES, "NO_SUCH_TYPE"]),
    value=st.text(st.characters(exclude_categories=()), max_size=40),
)
def test_any_string_gets_a_judgement_with_a_reason_whenever_it_has_no_key(identity_type: str, value: str) -> None:
    judgement = judge(identity_type, value, on=ON)
    assert (judgement.normalised is None) is (judgement.severity is B)
    if judgement.normalised is not None:
        again = judge(identity_type, judgement.normalised, on=ON)
        assert again.normalised == judgement.normalised
    assert all(f.severity is rule_catalogue()[f.rule].severity for f in judgement.findings)


@given(identity_type=st.sampled_from(IDENTITY_TYPES), value=st.text(max_size=60))
def test_a_masked_number_is_printable_and_shows_at_most_five_characters(identity_type: str, value: str) -> None:
    shown = mask(identity_type, value)
    assert shown.isascii()
    assert shown.isprintable()
    if identity_type not in ("AGENCY", "OBJECT"):
        assert len(shown.replace("*", "")) <= 5


def test_masking_shows_the_ends_of_long_numbers_and_nothing_of_short_ones() -> None:
    assert mask("RESIDENT_ID", "440106199006151237") == "440*************37"
    assert mask("TW_TRAVEL_PERMIT", "12345678") == "********"
    assert mask("AGENCY", "gz-civil-affairs") == "gz-civil-affairs"


def test_a_personal_number_under_the_wrong_type_is_masked_all_the_same() -> None:
    assert mask("OBJECT", "440106199006151237") == "440*************37"
    assert mask("AGENCY", "440106199006151237") == "440*************37"


def test_the_types_are_those_of_the_code_list() -> None:
    assert set(IDENTITY_TYPES) == set(CodeList.load("identity_type").entries)


def test_every_rule_says_in_both_languages_what_is_wrong_and_never_calls_a_number_false() -> None:
    for rule in rule_catalogue().values():
        assert rule.message.en
        assert rule.message.zh
        assert rule.articles
        if rule.code.startswith("ID-"):
            assert not {"false", "fake", "forged"} & set(rule.message.en.lower().split())
            assert not any(word in rule.message.zh for word in ("假", "伪造", "虚假"))


def test_every_rule_about_identifiers_is_seen_in_a_case() -> None:
    seen = {rule for case in CASES for rule in case.rules}
    seen |= {f.rule for case in CASES for f in findings_of_normalised(case.identity_type, case.value, on=ON)}
    seen |= {f.rule for f in judge("USCC", "88440101MA5XYW121W", on=ON).findings}
    assert {code for code in rule_catalogue() if code.startswith("ID-")} == seen
