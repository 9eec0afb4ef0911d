"""What the Rules ask of the directory itself: Articles 8 to 11, 19 and 21 to 24.

Each rule is a function from one item version to the places where it is broken. The law in force on the day a version
takes effect decides, and never an earlier day than the one on which the Rules came into force.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from schemas.bilingual import Refusal, Text
from schemas.directory import (
    Directory,
    Item,
    ItemVersion,
    NormRank,
    ProvidingClasses,
    Responsibility,
    SharingType,
    Track,
)
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity
from stream_processors.rules.parameters import Parameters

RANKS: Mapping[str, frozenset[NormRank]] = {
    # Art. 10(4): laws, administrative regulations, policies of the Party Central Committee and the State Council.
    "article_10_4": frozenset({NormRank.LAW, NormRank.ADMINISTRATIVE_REGULATION, NormRank.CENTRAL_POLICY}),
    # Art. 4(1): laws, regulations and rules.
    "article_4_1": frozenset(NormRank),
}
"""The ranks that each reading of open point O12 lets keep information from being shared."""


SETS_SOURCES_APART: Mapping[str, tuple[str, ...]] = {
    "element_group_territory_period": ("territory", "subjects"),
    "element_group_period": (),
}
"""By the reading of open point O18, what two sources of one element group may differ in besides their period."""


class DirectoryFinding(NamedTuple):
    """One thing wrong with one version of an item: the rule, how much it weighs, and the field of the item file."""

    rule: str
    severity: Severity
    item: str
    version: int
    field: str

    @property
    def message(self) -> Text:
        """What is wrong, why, and what to do."""
        return rule_catalogue()[self.rule].message


@dataclass(frozen=True)
class _Case:
    """One version of an item with all that is needed to judge it."""

    directory: Directory
    parameters: Parameters
    item: Item
    version: ItemVersion

    @property
    def day(self) -> date:
        return max(self.version.valid_from_on, self.parameters.in_force_on)

    @property
    def period(self) -> tuple[date, date]:
        """First and last day on which the version is in force."""
        later = [v.valid_from_on for v in self.item.versions if v.version > self.version.version]
        return self.version.valid_from_on, min(later) - timedelta(days=1) if later else date.max

    @property
    def ranks(self) -> frozenset[NormRank]:
        return RANKS[self.parameters.choice("nonshareable_ranks", self.day)]


class _Broken(NamedTuple):
    field: str
    severity: Severity | None = None
    """Where it is milder than the catalogue's."""


_Rule = Callable[[_Case], Iterator[_Broken]]


def findings(directory: Directory, parameters: Parameters) -> list[DirectoryFinding]:
    """Everything wrong with the directory, in order of items, versions and rules."""
    return [
        DirectoryFinding(
            rule,
            rule_catalogue()[rule].severity if broken.severity is None else broken.severity,
            item.item,
            version.version,
            broken.field,
        )
        for item in directory.items.values()
        for version in item.versions
        for rule, breaks in _RULES.items()
        for broken in breaks(_Case(directory, parameters, item, version))
    ]


def refuse_inadmissible(directory: Directory, parameters: Parameters) -> None:
    """Let no directory pass that holds an item the Rules keep out.

    Raises:
        Refusal: names every blocking finding; what is flagged passes.
    """
    blocking = [f for f in findings(directory, parameters) if f.severity is Severity.BLOCK]
    if blocking:
        where = "; ".join(f"{f.item} version {f.version}, {f.field}: {f.rule}" for f in blocking)
        raise Refusal(
            f"The directory breaks the Rules, and nothing is shared by it until that is mended: {where}. "
            "`govsync directory check` says what to do.",
            f"目录不符合规定，更正之前不得据以共享：{where}。运行 `govsync directory check` 查看处理办法。",
        )


def _basic_type(case: _Case) -> Iterator[_Broken]:
    sharing = case.version.sharing
    if not case.item.is_basic or sharing.type is SharingType.UNCONDITIONED:
        return
    # Open point O11: Art. 10(2) has no exception, Art. 4(1) knows "as otherwise prescribed by laws".
    flagged = case.parameters.choice("basic_item_type_policy", case.day) == "flag_with_law_citation"
    cites_law = sharing.citation is not None and sharing.citation.rank is NormRank.LAW
    yield _Broken("sharing.type", Severity.FLAG if flagged and cites_law else None)


def _conditioned(case: _Case) -> Iterator[_Broken]:
    sharing = case.version.sharing
    if sharing.type is SharingType.CONDITIONED:
        if not all(sharing.bases):
            yield _Broken("sharing.bases")
        if not all(sharing.conditions):
            yield _Broken("sharing.conditions")
        if sharing.limitation is None:
            yield _Broken("sharing.limitation")


def _citation(case: _Case) -> Iterator[_Broken]:
    sharing = case.version.sharing
    if sharing.type is SharingType.NONSHAREABLE and sharing.citation is None:
        yield _Broken("sharing.citation")
    elif sharing.citation is not None and not (all(sharing.citation.title) and sharing.citation.article):
        yield _Broken("sharing.citation")


def _citation_rank(case: _Case) -> Iterator[_Broken]:
    sharing = case.version.sharing
    cited = sharing.citation
    if sharing.type is SharingType.NONSHAREABLE and cited is not None and cited.rank not in case.ranks:
        yield _Broken("sharing.citation.rank")


def _announced_fields(case: _Case) -> Iterator[_Broken]:
    item, version = case.item, case.version
    announced = {
        "name": all(item.name),
        "abstract": all(item.abstract),
        "elements": bool(item.elements),
        "sharing.mode": bool(version.sharing.mode),
        "method": all(version.method),
        "scope": all(version.scope),
        "update_frequency": all(version.update_frequency),
        "purpose": all(version.purpose),
    }
    yield from (_Broken(field) for field, is_said in announced.items() if not is_said)


def _department(case: _Case) -> Iterator[_Broken]:
    if not case.item.answering("PROVIDER", case.version.valid_from_on):
        yield _Broken("responsibilities")


def _single_source(case: _Case) -> Iterator[_Broken]:
    """Art. 18: one source for an element group within a territory for a period; two rows may not claim the same."""
    apart = SETS_SOURCES_APART[case.parameters.choice("ownership_granularity", case.day)]
    sources = [r for r in case.item.responsibilities if r.role == "PROVIDER" and _overlap(r, *case.period)]
    for first, second in combinations(sources, 2):
        same = first.agency != second.agency and _overlap(first, second.valid_from_on, second.valid_to_on or date.max)
        same_group = "ALL" in (first.element_group, second.element_group) or first.element_group == second.element_group
        if same and same_group and not any(_differ(getattr(first, name), getattr(second, name)) for name in apart):
            yield _Broken(f"responsibilities: {first.agency}, {second.agency}")


def _overlap(row: Responsibility, first_day: date, last_day: date) -> bool:
    return row.valid_from_on <= last_day and first_day <= (row.valid_to_on or date.max)


def _differ(one: str | None, other: str | None) -> bool:
    """Whether two statements divide the records: who says nothing claims them all."""
    return one is not None and other is not None and one != other


def _provider_class(case: _Case) -> Iterator[_Broken]:
    allowed = case.directory.provider_classes.articles.get(case.item.article)
    if allowed is None:
        # Art. 19(3): whoever holds other information provides it.
        return
    # An open list (open point O19) is extended by a decision: until it is on record that is said, and no more.
    severity = Severity.FLAG if allowed.open else None
    for row in case.item.answering("PROVIDER", case.version.valid_from_on):
        if not _may_provide(row, allowed, case):
            yield _Broken(f"responsibilities: {row.agency}", severity)


def _may_provide(row: Responsibility, allowed: ProvidingClasses, case: _Case) -> bool:
    agencies, successors = case.directory.agencies, case.directory.provider_classes.succeeded_by
    own = agencies[row.agency].class_
    decided = (d.class_ for d in allowed.extended_by if d.valid_from_on <= case.version.valid_from_on)
    named = [c for c in (*allowed.classes, *decided) if own in (c, successors.get(c))]
    entrusting = {allowed.entrusted_by.get(c) for c in named}
    by = None if row.entrusted_by is None else agencies[row.entrusted_by].class_
    return None in entrusting or by in entrusting if named else False


def _dates(case: _Case) -> Iterator[_Broken]:
    version = case.version
    earlier = [v.announced_on for v in case.item.versions if v.version < version.version]
    dates = [version.submitted_on, version.compiled_on, version.announced_on, version.valid_from_on]
    if dates != sorted(dates):
        yield _Broken("submitted_on, compiled_on, announced_on, valid_from_on")
    elif earlier and version.announced_on < max(earlier):
        yield _Broken("announced_on")


def _track(case: _Case) -> Iterator[_Broken]:
    if not case.item.is_basic:
        return
    quarterly = case.version.track is Track.QUARTERLY and case.parameters.flag("quarterly_allows_basic", case.day)
    if case.version.track is not Track.PROMPT and not quarterly:
        yield _Broken("track")


def _quarterly_basic(case: _Case) -> Iterator[_Broken]:
    if case.item.is_basic and case.version.track is Track.QUARTERLY:
        yield _Broken("track")


def _working_days(case: _Case) -> Iterator[_Broken]:
    stated = case.version.working_days
    if stated is not None and stated > case.parameters.integer("other_information_working_days", case.day):
        yield _Broken("working_days")


def _related(case: _Case) -> Iterator[_Broken]:
    unknown = [code for code in case.item.related_items if code not in case.directory.items]
    yield from (_Broken(f"related_items: {code}") for code in unknown)


_RULES: Mapping[str, _Rule] = {
    "DIR-BASIC-TYPE": _basic_type,
    "DIR-CONDITIONED": _conditioned,
    "DIR-CITATION": _citation,
    "DIR-CITATION-RANK": _citation_rank,
    "DIR-FIELD": _announced_fields,
    "DIR-DEPARTMENT": _department,
    "DIR-SOURCE": _single_source,
    "DIR-PROVIDER-CLASS": _provider_class,
    "DIR-DATES": _dates,
    "DIR-TRACK": _track,
    "DIR-QUARTERLY-BASIC": _quarterly_basic,
    "DIR-WORKING-DAYS": _working_days,
    "DIR-RELATED": _related,
}

RULES = tuple(_RULES)
"""The codes of the rules, as in the catalogue."""
