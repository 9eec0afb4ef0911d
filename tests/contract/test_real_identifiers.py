"""Really issued codes: nothing valid is refused, everything else is, with the right reason.

Reads the register extracts kept beside the project, in place; without them these tests are skipped. Assertions
compare counts and rule codes only, so that no real code is ever printed.
"""

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from schemas.identifiers import findings_of_normalised, judge
from schemas.identifiers.column import judge_column

DATA = Path(__file__).parents[3] / "shared" / "data"
ON = date(2026, 3, 2)
EPOCH_DAY = (ON - date(1970, 1, 1)).days

REASONS = {
    "legacy_15_digit_regno": {"ID-LENGTH"},
    "legacy_13_digit_regno": {"ID-LENGTH"},
    "len18_bad_check": {"ID-CHECK", "ID-CHECK-KNOWN-MISCALCULATION", "ID-STRUCTURE"},
    "len18_bad_char": {"ID-NOT-NORMALISED", "ID-LENGTH"},
    "other": {"ID-LENGTH"},
}
"""What each verdict of the extract may be called here; one of them must be among the findings."""


def extract(name: str) -> list[dict[str, str]]:
    path = DATA / f"{name}.csv.gz"
    if not path.exists():
        pytest.skip(f"the register extract {path.name} is not beside the project")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def rules_of(identity_type: str, number: str) -> set[str]:
    return {f.rule for f in findings_of_normalised(identity_type, number, on=ON)}


def counts_of(rows: list[dict[str, str]]) -> dict[str, int]:
    hits = judge_column("USCC", pl.Series([row["uscc"] for row in rows]), on=EPOCH_DAY)
    return {rule: int(mask.sum()) for rule, mask in hits.items()}


def valid(rows: list[dict[str, str]]) -> Iterator[str]:
    return (row["uscc"] for row in rows if row["uscc_check"] == "valid")


def test_of_the_city_s_enterprises_each_rule_finds_what_the_register_is_known_to_hold() -> None:
    # No rule fires on more than 0.1 %. The 15 wrong subject checks are issued codes; 440129 is in no list.
    assert counts_of(extract("guangzhou_enterprises")) == {
        "ID-CHECK": 2,
        "ID-NOT-NORMALISED": 10,
        "ID-REGION-UNKNOWN": 6,
        "ID-SUBJECT-CHECK": 15,
    }


def test_no_valid_code_of_the_city_s_enterprises_is_refused_but_for_its_subject_check() -> None:
    found = Counter(
        f.rule for code in valid(extract("guangzhou_enterprises")) for f in judge("USCC", code, on=ON).findings
    )
    assert found == {"ID-SUBJECT-CHECK": 15, "ID-REGION-UNKNOWN": 6}  # fmt: skip


def test_every_invalid_code_has_a_finding_with_the_reason_the_extract_gives() -> None:
    unexplained = Counter(
        row["uscc_check"]
        for row in extract("invalid_uscc")
        if not rules_of("USCC", row["uscc"])
        & REASONS["other" if row["uscc_check"].startswith("other") else row["uscc_check"]]
    )
    assert unexplained == {}


def test_the_known_miscalculation_is_named_wherever_the_complement_was_not_taken() -> None:
    rows = [row for row in extract("invalid_uscc") if row["uscc_check"] == "len18_bad_check"]
    assert len(rows) == 189
    assert counts_of(rows)["ID-CHECK-KNOWN-MISCALCULATION"] == 161


def test_older_licence_numbers_are_accepted_as_what_they_are() -> None:
    severities: dict[str, Counter[str]] = {}
    for row in extract("invalid_uscc"):
        judgement = judge("BIZ_LICENCE", row["uscc"], on=ON)
        severities.setdefault(row["uscc_check"], Counter())[judgement.severity.wire] += 1
    assert severities["legacy_15_digit_regno"] == {"accept": 6740, "flag": 699}
    assert severities["legacy_13_digit_regno"] == {"flag": 497}


@pytest.mark.parametrize("name", ["guangzhou_enterprises", "invalid_uscc"])
@pytest.mark.parametrize("identity_type", ["USCC", "BIZ_LICENCE", "RESIDENT_ID"])
def test_real_numbers_are_judged_alike_in_a_column_and_one_by_one(name: str, identity_type: str) -> None:
    numbers = [row["uscc"] for row in extract(name)]
    hits = judge_column(identity_type, pl.Series(numbers), on=EPOCH_DAY)
    rows_that_differ = sum(
        {rule for rule, mask in hits.items() if mask[row]} != rules_of(identity_type, number)
        for row, number in enumerate(numbers)
    )
    assert rows_that_differ == 0
