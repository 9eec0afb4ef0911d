"""The rules of conformance as data: code, severity, standard, article, and what to tell people."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from schemas import strict_yaml
from schemas.bilingual import Text
from schemas.severity import Severity

FOLDER = Path(__file__).parent / "rules"


class Rule(NamedTuple):
    """One rule. `example` is something that breaks it.

    `message` says what is wrong, why, and what to do; it never holds a value.
    `severity_parameter` names the parameter of the Rules that may make the rule milder.
    """

    code: str
    severity: Severity
    standard: str | None
    articles: tuple[str, ...]
    example: Text
    message: Text
    severity_parameter: str | None

    @property
    def is_releasable(self) -> bool:
        """Whether a record that breaks it is let in once its provider confirms that the code was really issued."""
        return self.severity is Severity.QUARANTINE and self.severity_parameter is not None


@cache
def rule_catalogue() -> Mapping[str, Rule]:
    """Every rule of the files in `rules/`, by code."""
    rules: dict[str, Rule] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        entries: Any = strict_yaml.parse(path.read_text("utf-8"))
        for entry in entries:
            rule = Rule(
                code=entry["code"],
                severity=Severity.named(entry["severity"]),
                standard=entry["standard"],
                articles=tuple(entry["articles"]),
                example=Text(**entry["example"]),
                message=Text(**entry["message"]),
                severity_parameter=entry.get("severity_parameter"),
            )
            if rule.code in rules:
                raise ValueError(f"{path.name}: the rule {rule.code} is already defined")
            rules[rule.code] = rule
    return rules
