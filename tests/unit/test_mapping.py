"""From a row of text to a change, and what is said where it cannot be one."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from producers.mapping import (
    ROLES,
    Change,
    Mapping,
    Party,
    RecordKey,
    Refused,
    RowMapper,
    check_columns,
    default_mapping,
    load_mapping,
)
from schemas.bilingual import Refusal
from schemas.directory_files import load_directory
from stream_processors.rules import related

ON = date(2026, 3, 2)
ITEMS = load_directory().items
ENTERPRISE = ITEMS["lp-enterprise-registration"]
AIR = ITEMS["ot-air-quality"]
USCC = "91440101MA5XYW121W"
ROW = {
    "name": "示例公司", "uscc": USCC, "reg_date": "2019-04-30", "type": "N/A", "capital": "1,183.8000(万人民币元)",
    "scope": "示例经营;〓", "address": "广州市示范路1号",
}  # fmt: skip


def changed(mapping: Mapping, row: dict[str, str]) -> Change | Refused:
    mapper = RowMapper(mapping, ITEMS[mapping.item], ON)
    record = mapper.key_of(row)
    return record if isinstance(record, Refused) else mapper.change_of(row, record)


def test_a_register_row_becomes_a_change() -> None:
    assert changed(load_mapping("enterprise-registry-csv"), ROW) == Change(
        RecordKey("USCC", USCC, ""),
        date(2019, 4, 30),
        {
            "entity_name": "示例公司",
            "registered_capital": Decimal("1183.800000"),
            "registered_capital_currency": "CNY",
            "registered_capital_text": "1,183.8000(万人民币元)",
            "business_scope": "示例经营;",
            "domicile_address": "广州市示范路1号",
            "established_on": date(2019, 4, 30),
        },
        {},
    )


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("100(万元人民币)", "100", "CNY"),
        ("50.5(万美元)", "50.5", "USD"),
        ("7(万香港元)", "7", "HKD"),
        ("30(万)", "30", None),
        ("N/A", None, None),
        ("-", None, None),
    ],
)
def test_capital_is_read_in_every_spelling(text: str, amount: str | None, currency: str | None) -> None:
    change = changed(load_mapping("enterprise-registry-csv"), ROW | {"capital": text})
    assert isinstance(change, Change)
    assert change.after is not None
    assert change.after.get("registered_capital") == (None if amount is None else Decimal(amount))
    assert change.after.get("registered_capital_currency") == currency


def test_an_hour_of_a_station_is_a_record_dated_by_its_day_in_beijing() -> None:
    row = dict.fromkeys(load_mapping("air-quality-csv").columns(), "—") | {
        "StationCode": "9999A", "TimePoint": "2019-07-18T00:00:00", "AQI": "64", "CO": "1.0",
    }  # fmt: skip
    change = changed(load_mapping("air-quality-csv"), row)
    assert isinstance(change, Change)
    assert change.record == RecordKey("OBJECT", "9999A", "2019-07-18T00:00:00")
    assert change.changed_on == date(2019, 7, 18)
    assert change.after == {"observed_at": datetime(2019, 7, 17, 16, tzinfo=UTC), "aqi": 64, "co": 1.0}


def test_a_number_is_normalised_before_it_becomes_a_key() -> None:
    change = changed(load_mapping("enterprise-registry-csv"), ROW | {"uscc": f" {USCC.lower()}\u3000"})
    assert isinstance(change, Change)
    assert change.record.identity_number == USCC


def test_a_number_without_normal_form_is_kept_for_the_validator_to_refuse() -> None:
    change = changed(load_mapping("enterprise-registry-csv"), ROW | {"uscc": " 4401-x "})
    assert isinstance(change, Change)
    assert change.record.identity_number == "4401-X"


@pytest.mark.parametrize(
    ("spoilt", "refused"),
    [
        ({"uscc": " "}, Refused("FILE-IDENTITY", "uscc")),
        ({"reg_date": ""}, Refused("FILE-CHANGED-ON", "reg_date")),
        ({"reg_date": "2019-02-30"}, Refused("FILE-CHANGED-ON", "reg_date")),
        ({"capital": "123456789012345678.5(万)"}, Refused("FILE-VALUE", "capital")),
    ],
)
def test_a_row_that_cannot_be_an_event_names_rule_and_column(spoilt: dict[str, str], refused: Refused) -> None:
    assert changed(load_mapping("enterprise-registry-csv"), ROW | spoilt) == refused


PLAIN = {"identity_type": "OBJECT", "identity_number": "9999A", "changed_on": "2026-03-01", "aqi": "50"}


def test_without_a_mapping_columns_are_named_like_elements_and_envelope_fields() -> None:
    row = PLAIN | {
        "record_id": "r1", "operation": "UPDATE", "record_version": "7", "decided_on": "2026-02-28",
        "recorded_at": "2026-03-01T09:00:00.1239+08:00", "origin": "CORRECTION", "origin_ref": "T-1",
    }  # fmt: skip
    assert changed(default_mapping(AIR), row) == Change(
        RecordKey("OBJECT", "9999A", "r1"),
        date(2026, 3, 1),
        {"aqi": 50},
        {
            "decided_on": date(2026, 2, 28),
            "recorded_at": datetime(2026, 3, 1, 1, 0, 0, 123000, tzinfo=UTC),
            "origin": "CORRECTION",
            "origin_ref": "T-1",
        },
        7,
    )


@pytest.mark.parametrize(
    ("spoilt", "refused"),
    [
        ({"aqi": "fifty"}, Refused("FILE-VALUE", "aqi")),
        ({"aqi": "1_0"}, Refused("FILE-VALUE", "aqi")),
        ({"aqi": "2147483648"}, Refused("FILE-VALUE", "aqi")),
        ({"observed_at": "yesterday"}, Refused("FILE-VALUE", "observed_at")),
        ({"operation": "MOVE"}, Refused("FILE-OPERATION", "operation")),
        ({"record_version": "1.5"}, Refused("FILE-VERSION", "record_version")),
        ({"origin": "LATER"}, Refused("FILE-VALUE", "origin")),
        ({"identity_type": ""}, Refused("FILE-IDENTITY", "identity_type")),
        ({"previous_number": "9999B"}, Refused("FILE-RELATED", "previous_number")),
        ({"split_to_type": "OBJECT"}, Refused("FILE-RELATED", "split_to_number")),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(spoilt: dict[str, str], refused: Refused) -> None:
    assert changed(default_mapping(AIR), PLAIN | spoilt) == refused


def test_a_row_says_how_one_number_follows_another() -> None:
    row = PLAIN | {"operation": "MERGE", "merged_from_type": "OBJECT", "merged_from_number": "9999b ;9999C;"}
    change = changed(default_mapping(AIR), row)
    assert isinstance(change, Change)
    assert change.operation == "MERGE"
    assert change.related == (Party("MERGED_FROM", "OBJECT", "9999B"), Party("MERGED_FROM", "OBJECT", "9999C"))


def test_a_mapping_says_where_the_previous_number_is_and_how_the_operation_is_called() -> None:
    mapping = Mapping.model_validate({
        "mapping": "mine",
        "item": "lp-enterprise-registration",
        "identity": {"type": {"constant": "USCC"}, "number": {"column": "code"}},
        "changed_on": {"column": "day"},
        "operation": {"column": "kind", "find": {"换号": "REKEY"}},
        "related": [
            {"role": "PREVIOUS", "type": {"constant": "BIZ_LICENCE"}, "number": {"column": "old", "optional": True}}
        ],
        "elements": {},
    })  # fmt: skip
    row = {"code": USCC, "day": "2026-03-01", "kind": "换号(三证合一)", "old": "440101000000005"}
    change = changed(mapping, row)
    assert isinstance(change, Change)
    assert (change.operation, change.related) == ("REKEY", (Party("PREVIOUS", "BIZ_LICENCE", "440101000000005"),))
    plain = changed(mapping, row | {"kind": "登记", "old": ""})
    assert isinstance(plain, Change)
    assert (plain.operation, plain.related, plain.statement()) == (None, (), None)
    assert mapping.narrowed(["code", "day", "kind"]).related == ()


def test_what_is_said_of_other_numbers_is_no_content_and_differs_by_what_is_said_and_since_when() -> None:
    plain = changed(default_mapping(AIR), PLAIN)
    told = {"operation": "REKEY", "previous_type": "OBJECT", "previous_number": "9999B"}
    said = [
        changed(default_mapping(AIR), PLAIN | told | other)
        for other in ({}, {"previous_number": "9999C"}, {"valid_from_on": "2026-02-01"}, {"operation": ""})
    ]
    assert isinstance(plain, Change)
    assert plain.statement() is None
    changes = [change for change in said if isinstance(change, Change)]
    assert changes[0].content() == plain.content()
    assert len({change.statement() for change in changes}) == 4


def test_the_roles_of_other_identities_are_those_of_the_wire() -> None:
    assert ROLES == related.ROLES


def test_a_deletion_carries_no_record_and_every_deletion_is_alike() -> None:
    first = changed(default_mapping(AIR), PLAIN | {"operation": "DELETE", "reason": "CANCELLED", "aqi": "no number"})
    second = changed(default_mapping(AIR), PLAIN | {"operation": "DELETE", "changed_on": "2026-03-02"})
    assert isinstance(first, Change)
    assert isinstance(second, Change)
    assert first.after is None
    assert first.envelope == {"reason": "CANCELLED"}
    assert first.content() == second.content()


def content(**fields: Any) -> bytes:
    change = changed(default_mapping(AIR), PLAIN | fields)
    assert isinstance(change, Change)
    return change.content()


def test_content_differs_by_what_is_true_not_by_when_it_was_written_down() -> None:
    assert content() == content(recorded_at="2026-03-01T10:00:00+08:00", origin="CORRECTION", origin_ref="T-1", co="")
    assert (
        len({content(), content(aqi="51"), content(changed_on="2026-03-02"), content(valid_from_on="2026-03-02")}) == 4
    )


def test_a_file_without_a_mapped_column_is_refused_naming_it() -> None:
    mapping = load_mapping("enterprise-registry-csv")
    check_columns(mapping, mapping.columns() - {"scope"}, "register.csv")
    with pytest.raises(Refusal, match=r"register\.csv has no column uscc"):
        check_columns(mapping, mapping.columns() - {"uscc"}, "register.csv")


def test_without_a_mapping_a_column_that_is_no_element_is_refused() -> None:
    check_columns(default_mapping(AIR), PLAIN, "air.csv")
    with pytest.raises(Refusal, match=r"air\.csv: the column qai"):
        check_columns(default_mapping(AIR), [*PLAIN, "qai"], "air.csv")


def test_a_mapping_of_another_item_or_with_an_unknown_element_is_refused() -> None:
    mapping = load_mapping("air-quality-csv")
    with pytest.raises(Refusal, match="is for the item ot-air-quality"):
        RowMapper(mapping, ENTERPRISE, ON)
    wrong = mapping.model_copy(update={"elements": mapping.elements | {"ozone": mapping.elements["o3"]}})
    with pytest.raises(Refusal, match="feeds ozone"):
        RowMapper(wrong, AIR, ON)


def test_a_mapping_of_ones_own_is_given_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    written = {
        "mapping": "mine",
        "item": "ot-air-quality",
        "identity": {"type": {"constant": "OBJECT"}, "number": {"column": "code"}},
        "record_id": [{"column": "day"}, {"column": "hour"}],
        "changed_on": {"column": "day", "formats": ["%d/%m/%Y"]},
        "elements": {"aqi": {"column": "index", "null_values": ["none"]}},
    }
    path.write_text(yaml.safe_dump(written), "utf-8")
    row = {"code": "9999a", "day": "18/07/2019", "hour": "13", "index": "none"}
    assert changed(load_mapping(str(path)), row) == Change(
        RecordKey("OBJECT", "9999A", "18/07/2019|13"), date(2019, 7, 18), {}, {}
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"mapping": "m", "item": "i"}, "identity"),
        ("a: [", "cannot be used"),
        ({"mapping": "m", "item": "i", "colour": "red"}, "cannot be used"),
    ],
)
def test_a_mapping_that_says_what_cannot_be_is_refused(tmp_path: Path, written: object, said: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(written if isinstance(written, str) else yaml.safe_dump(written), "utf-8")
    with pytest.raises(Refusal, match=said):
        load_mapping(str(path))


def test_an_unknown_mapping_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refusal, match="air-quality-csv, enterprise-registry-csv"):
        load_mapping("registry")


@pytest.mark.parametrize("name", ["air-quality-csv", "enterprise-registry-csv"])
def test_every_committed_mapping_fits_its_item(name: str) -> None:
    mapping = load_mapping(name)
    assert mapping.mapping == name
    RowMapper(mapping, ITEMS[mapping.item], ON)


def test_a_mapping_narrowed_to_a_file_s_columns_says_the_same_of_its_rows() -> None:
    row = {"identity_type": "USCC", "identity_number": USCC, "changed_on": "2019-04-30", "entity_name": "示例公司"}
    whole = default_mapping(ENTERPRISE)
    narrow = whole.narrowed(row)
    assert narrow.columns() == set(row)
    assert changed(narrow, row) == changed(whole, row)


def test_narrowing_keeps_what_is_needed_and_what_is_constant() -> None:
    mapping = load_mapping("enterprise-registry-csv")
    narrow = mapping.narrowed(["uscc"])
    assert narrow.identity == mapping.identity
    assert set(mapping.elements) - set(narrow.elements) == {"enterprise_type", "business_scope"}
