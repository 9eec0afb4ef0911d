"""What a hand-written validator has to know of an item, as JSON for another program."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from govsync.benchmark.peers.contender import Workload
from govsync.benchmark.peers.record_rules import Contract, Due, ElementRules
from schemas.code_list import CodeList
from schemas.directory import Element, ElementKind, ItemVersion
from schemas.severity import Severity
from stream_processors.rules.clock import ItemClock
from stream_processors.rules.ruleset import Ruleset
from stream_processors.rules.timeliness import NO_DATE, to_days
from stream_processors.validator import load_ruleset

FILE = "contract.json"
_DAYS_BACK = 400


def write_contract(workload: Workload) -> Path:
    """Write the contract of the run's item into the run's folder."""
    contract = contract_of(load_ruleset(workload.settings), workload.item.item, workload.changed_on)
    path = workload.folder / FILE
    path.write_text(json.dumps(contract, ensure_ascii=False), "utf-8")
    return path


def contract_of(rules: Ruleset, code: str, today: date) -> Contract:
    """The contract of an item under a ruleset, with the due dates of changes in the days up to today."""
    item = rules.directory.item(code)
    version = item.version_on(today)
    reviews = [r.review for r in rules.reference.reviews if r.item in (None, code)]
    return Contract(
        item=code,
        shared_header=rules.schemas.latest("shared", code).header.hex(),
        inbound_header=rules.schemas.latest("inbound", code).header.hex(),
        rules_version=rules.version,
        providers=list(rules.reference.providers(code)),
        identity_types=list(item.identity_types),
        reviews=reviews,
        name_is_demanded=item.database == "natural_person" and "name" in {e.name for e in item.elements},
        elements=[_element(element, version, today) for element in item.elements],
        due=_due(rules.clocks.of(item), item.providers[0], today),
    )


def _element(element: Element, version: ItemVersion, today: date) -> ElementRules:
    demand = version.demand(element.name)
    codes = None
    if element.code_list:
        entries = CodeList.load(element.code_list).entries
        codes = [code for code, periods in entries.items() if any(period.in_force(today) for period in periods)]
    is_decimal = element.kind is ElementKind.DECIMAL
    return ElementRules(
        name=element.name,
        is_text=element.kind is ElementKind.STRING,
        required=demand.required,
        refuses=demand.severity >= Severity.QUARANTINE,
        codes=codes,
        pattern=element.pattern,
        max_length=element.max_length,
        minimum=element.minimum,
        maximum=element.maximum,
        digits_before_point=(element.precision or 0) - (element.scale or 0) if is_decimal else None,
        is_uscc=element.identifier == "USCC",
    )


def _due(clock: ItemClock, provider: str, today: date) -> dict[str, Due]:
    days = [today - timedelta(days=back) for back in range(_DAYS_BACK)]
    dates = clock.dates(pl.Series([provider] * len(days)), np.array([to_days(day) for day in days], np.int32))
    return {
        day.isoformat(): Due(
            due_on=_text(int(dates.due[row])),
            due_on_adjusted=_text(int(dates.adjusted[row])),
            provisional=bool(dates.provisional[row]),
            item_version=int(dates.versions[row]),
        )
        for row, day in enumerate(days)
    }


def _text(day: int) -> str | None:
    return None if day == NO_DATE else (date(1970, 1, 1) + timedelta(days=day)).isoformat()
