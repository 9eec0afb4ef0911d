"""What a dry run says of a file is what the platform says of it, row by row. All numbers are invented."""

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consumers import receipts
from govsync.receipt import refused_rows
from govsync.validation.dry_run import RowJudgement, judge_file, packaged_pipeline
from infra.settings import Settings
from producers import publisher, state
from producers.publisher import Request
from schemas.directory_files import load_directory
from schemas.severity import Severity
from stream_processors.validator import load_ruleset
from tests.events import resident_number
from tests.integration.conftest import Chain

pytestmark = pytest.mark.platform

ITEM = "np-residence"  # no other test of the chain publishes it
AGENCY = "gz-migrant-services"
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HEADER = (
    "identity_type,identity_number,record_id,changed_on,operation,record_version,name,sex_code,birth_on,"
    "residence_division_code,residence_address,registered_on,contact_telephone"
)
COLUMNS = HEADER.split(",")
VERSIONS = [("a", "5"), ("b", "5"), ("c", "4"), ("c", "5"), ("d", "6"), ("d", "6"), ("e", ""), ("f", "7"), ("g", "8")]
"""States of one record with the versions its provider states: some do not grow, some say nothing new."""


def person(number: str, **other: str) -> str:
    given = {
        "identity_type": "RESIDENT_ID", "identity_number": number, "changed_on": "2026-03-01", "name": "示例",
        "sex_code": "1", "birth_on": "1990-01-01", "residence_division_code": "440103", "residence_address": "示范街1号",
        "registered_on": "2026-03-01",
    }  # fmt: skip
    return ",".join((given | other).get(column, "") for column in COLUMNS)


def rows() -> list[str]:
    """Rows good and broken in every way a file can be, some of them several versions of one record."""
    number = iter(map(resident_number, range(3000, 5000)))
    one = next(number)
    broken: list[dict[str, str]] = [
        {"name": ""}, {"sex_code": "7"}, {"sex_code": "2"}, {"birth_on": "1990-01-02"}, {"birth_on": "1990-13-01"},
        {"residence_division_code": "999999"}, {"residence_address": ""}, {"changed_on": "1899-12-31"}, {"changed_on": "2999-01-01"},
        {"changed_on": ""}, {"operation": "MERGE"}, {"operation": "DELETE"}, {"record_version": "0"},
        {"record_version": "many"}, {"record_id": "x" * 201}, {"name": "长" * 201}, {"identity_type": "USCC"},
        {"identity_type": "NONE"}, {"registered_on": "0001-01-01"}, {"name": "a\0b"}, {"contact_telephone": "none"},
        {"identity_type": "PASSPORT", "identity_number": "CHN:E12345678"},
    ]  # fmt: skip
    wide, old = next(number), next(number)
    numbers = [
        "440106199006151231", "4401061990", "990000199006150019", "", old[:6] + old[8:17],
        wide.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}),
    ]  # fmt: skip
    return [
        *(person(next(number)) for _ in range(200)),
        *(person(next(number), **other) for other in broken),
        *(person(n) for n in numbers),
        "too,few",
        *(person(one, residence_address=a, record_version=v) for a, v in VERSIONS),
    ]  # fmt: skip


def found_by_platform(settings: Settings, wanted: Request, submission_id: str) -> dict[int, set[tuple[str, str]]]:
    """Rule and severity of every finding about a refused row, by file row, from the receipt."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    receipt = receipts.wait(settings, submission_id, 120, lambda _: None)
    assert receipt.complete
    for row in refused_rows(settings, receipt):
        found[row["file_row"]] |= {(f["rule"], f["severity"]) for f in row["findings"]}
    return found


def refusals(judgements: list[RowJudgement]) -> dict[int, set[tuple[str, str]]]:
    return {
        j.row: {(f.rule, f.severity.wire) for f in j.findings} for j in judgements if j.severity >= Severity.QUARANTINE
    }


def test_a_dry_run_and_the_chain_say_the_same_of_every_row(chain: Chain, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("\n".join([HEADER, *rows()]) + "\n", "utf-8")
    directory = load_directory()
    wanted = publisher.request(directory, provider=AGENCY, item=ITEM, file=path, mapping=None)
    pipeline = packaged_pipeline()
    dry = [j for chunk in judge_file(wanted, pipeline, NOW) for j in chunk]

    assert pipeline.ruleset.version == load_ruleset(chain.settings).version
    settings = chain.settings.model_copy(update={"home": tmp_path / "home"})
    summary = publisher.publish(settings, wanted, clock=lambda: NOW, ask=lambda _: False, progress=lambda *_: None)
    published = found_by_platform(settings, wanted, summary.submission_id)
    assert refusals(dry) == published

    file_rows = state.file_rows(settings.home, AGENCY, ITEM, summary.submission_id)
    flags = chain.sql(
        "SELECT seq, flags FROM natural_person.residence_history WHERE provider = %s AND submission_id = %s",
        [AGENCY, summary.submission_id],
    )
    accepted = {file_rows[seq]: sorted(of_event) for seq, of_event in flags}
    sent = accepted.keys() | published.keys()
    assert accepted == {
        j.row: sorted({f.rule for f in j.findings}) for j in dry if j.severity < Severity.QUARANTINE and j.row in sent
    }
    # What was not sent repeats the row before it.
    assert len({j.row for j in dry} - sent) == summary.unchanged > 0
    expected = {
        "FILE-VERSION",
        "FILE-RAGGED",
        "CONF-NUL",
        "CONF-CODE",
        "ID-CHECK",
        "TIME-CHANGED-FUTURE",
    }
    assert expected <= {f.rule for j in dry for f in j.findings}
