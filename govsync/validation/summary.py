"""What was found in a file, added up: counts of rows, and every rule with its fields, counts and examples."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from govsync.validation.dry_run import Judgements, RowFinding, RowJudgement
from govsync.validation.shown_values import ShownValues
from schemas.bilingual import Text
from schemas.rule_catalogue import Rule, rule_catalogue
from schemas.severity import Severity

EXAMPLES = 3

OUTCOMES = {
    Severity.ACCEPT: "accepted",
    Severity.FLAG: "flagged",
    Severity.QUARANTINE: "quarantined",
    Severity.BLOCK: "blocked",
}
"""What becomes of a row by the worst of its findings, as JSON names it."""

WORDS = {
    Severity.ACCEPT: Text("accepted", "接受"),
    Severity.FLAG: Text("accepted with a flag", "带标记接受"),
    Severity.QUARANTINE: Text("held in quarantine", "隔离"),
    Severity.BLOCK: Text("refused", "拒绝"),
}
"""The same for people."""

ICONS = {Severity.ACCEPT: "✓", Severity.FLAG: "⚑", Severity.QUARANTINE: "✗", Severity.BLOCK: "✗"}


class Example(NamedTuple):
    """A row in which something was found, and its value as it may be shown."""

    row: int
    shown: str


@dataclass
class Place:
    """One field of a rule's findings: the column that feeds it, its weight there, how often, and examples."""

    severity: Severity
    field: str | None
    column: str | None
    count: int = 0
    examples: list[Example] = dataclasses.field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """One rule and the places it was broken at, the most frequent first."""

    rule: Rule
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        """Findings of this rule."""
        return sum(place.count for place in self.places)

    @property
    def severity(self) -> Severity:
        """The worst weight it has in this file."""
        return max(place.severity for place in self.places)


class Summary:
    """Adds up judgements. Of the findings themselves it keeps the first `limit`."""

    def __init__(self, shown_values: ShownValues, limit: int) -> None:
        self._shown_values = shown_values
        self._limit = limit
        self._places: dict[RowFinding, Place] = {}
        self._outcomes: Counter[Severity] = Counter()
        self._count = 0
        self.first: list[tuple[int, RowFinding]] = []

    def add(self, judgements: Judgements) -> None:
        """Take in the next rows."""
        self._outcomes[Severity.ACCEPT] += len(judgements) - len(judgements.found)
        for _, judgement in sorted(judgements.found.items()):
            self._outcomes[judgement.severity] += 1
            for finding in judgement.findings:
                self._count += 1
                if len(self.first) < self._limit:
                    self.first.append((judgement.row, finding))
                self._count_at(finding, judgement)

    @property
    def rows(self) -> int:
        """Rows judged."""
        return self._outcomes.total()

    @property
    def truncated(self) -> bool:
        """Whether there are more findings than are kept."""
        return self._count > len(self.first)

    @property
    def refused(self) -> int:
        """Rows that would not reach the shared databases as they are."""
        return self._outcomes[Severity.QUARANTINE] + self._outcomes[Severity.BLOCK]

    def of(self, severity: Severity) -> int:
        """Rows with that outcome."""
        return self._outcomes[severity]

    def found(self) -> list[Found]:
        """Every rule that was broken, the worst and then the most frequent first."""
        by_rule: dict[str, list[Place]] = {}
        for finding, place in self._places.items():
            by_rule.setdefault(finding.rule, []).append(place)
        found = [
            Found(rule_catalogue()[rule], tuple(sorted(places, key=lambda p: -p.count)))
            for rule, places in by_rule.items()
        ]
        return sorted(found, key=lambda f: (-f.severity, -f.count, f.rule.code))

    def as_json(self) -> dict[str, Any]:
        """The counts, the findings kept and the rules, as `--json` prints them."""
        return {
            "rows": self.rows,
            **{name: self.of(severity) for severity, name in OUTCOMES.items()},
            "findings": [finding_as_json(finding, row) for row, finding in self.first],
            "findings_count": self._count,
            "truncated": self.truncated,
            "rules": [_found_as_json(found) for found in self.found()],
        }

    def _count_at(self, finding: RowFinding, judgement: RowJudgement) -> None:
        place = self._places.get(finding)
        if place is None:
            place = self._places[finding] = Place(finding.severity, finding.field, finding.column)
        place.count += 1
        if len(place.examples) < EXAMPLES:
            shown = "" if finding.column is None else self._shown_values.show(finding.column, judgement.values)
            place.examples.append(Example(judgement.row, shown))


def finding_as_json(finding: RowFinding, row: int) -> dict[str, Any]:
    """One finding as JSON has it."""
    rule = rule_catalogue()[finding.rule]
    return {
        "rule": rule.code,
        "severity": finding.severity.wire,
        "row": row,
        "column": finding.column,
        "element": finding.field,
        **_about(rule),
    }


def row_as_json(judgement: RowJudgement) -> dict[str, Any]:
    """One row as `--jsonl` prints it."""
    return {
        "row": judgement.row,
        "outcome": OUTCOMES[judgement.severity],
        "findings": [finding_as_json(finding, judgement.row) for finding in judgement.findings],
    }


def cited(rule: Rule) -> Text:
    """The articles and the standard a rule rests on."""
    articles = ", ".join(rule.articles)
    chinese = "、".join(
        f"第{article.replace('(', '条(', 1) if '(' in article else article + '条'}" for article in rule.articles
    )
    standard = f" · {rule.standard}" if rule.standard else ""
    return Text(f"Art. {articles}{standard}", f"{chinese}{standard}")


def _about(rule: Rule) -> dict[str, Any]:
    return {
        "articles": list(rule.articles),
        "standard": rule.standard,
        "message_en": rule.message.en,
        "message_zh": rule.message.zh,
    }


def _found_as_json(found: Found) -> dict[str, Any]:
    return {
        "rule": found.rule.code,
        "severity": found.severity.wire,
        "count": found.count,
        **_about(found.rule),
        "places": list(_places_as_json(found)),
    }


def _places_as_json(found: Found) -> Iterator[dict[str, Any]]:
    for place in found.places:
        yield {
            "severity": place.severity.wire,
            "column": place.column,
            "element": place.field,
            "count": place.count,
            "example_rows": [example.row for example in place.examples],
        }
