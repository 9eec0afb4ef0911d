"""The alerts as one self-contained page for officers: what is overdue, what is due soon, and by which agency."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import Enum
from html import escape
from itertools import groupby
from zoneinfo import ZoneInfo

from consumers.alerts import ToldAlerts, stage
from govsync.alerts import SOURCES, agency_name, due_words, item_name, retracted_words, stage_words
from govsync.report import both, code, document, line, table
from infra.language import Language
from schemas.bilingual import Text
from schemas.directory import Directory

_BEIJING = ZoneInfo("Asia/Shanghai")
_STYLE = """
.overdue { --tone: #b3261e; } .due-soon { --tone: #a66a00; } .past-target { --tone: #1a5fb4; }
.arrived { --tone: #6a1b9a; } .told { --tone: #5b6875; } .counts { grid-template-columns: repeat(5, 1fr); }
h2 { border-left: 4px solid var(--tone, var(--line)); padding-left: .6rem; } h3 { margin: 1rem 0 .25rem; }
details { margin: .15rem 0; } summary { cursor: pointer; color: var(--muted); }
.explanation { white-space: pre-wrap; background: var(--soft); border-radius: 4px; padding: .5rem .75rem; }
.nothing { color: var(--muted); } table { table-layout: fixed; } th { overflow-wrap: normal; }
table.alerts th:nth-child(1) { width: 27%; } table.alerts th:nth-child(2) { width: 15%; }
table.alerts th:nth-child(3) { width: 13%; } table.alerts th:nth-child(4) { width: 18%; }
table.alerts th:nth-child(5) { width: 6%; } table.alerts th:nth-child(6) { width: 9%; }
table.agencies th:nth-child(1) { width: 45%; } .agencies td { font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) { .counts { grid-template-columns: repeat(2, 1fr); } }
@media print { h2, h3 { break-after: avoid; } .explanation { font-size: 9pt; } details:not([open]) { display: none; } }
"""


class Section(Enum):
    """A part of the page: `tone` names its colour, `title` heads it, `empty` is said where it has nothing."""

    OVERDUE = (
        "overdue",
        Text("Overdue now", "目前逾期"),
        Text("Nothing is overdue.", "没有逾期事项。"),
    )
    DUE_SOON = (
        "due-soon",
        Text("Due soon", "即将到期"),
        Text("Nothing is due soon.", "没有即将到期的事项。"),
    )
    PAST_TARGET = (
        "past-target",
        Text("Past our target", "超过平台目标"),
        Text("Nothing is past a target.", "没有超过目标的事项。"),
    )
    ARRIVED = (
        "arrived",
        Text("Arrived late", "逾期到达"),
        Text("Nothing arrived late.", "没有逾期到达的变更。"),
    )
    TOLD = (
        "told",
        Text("For the record", "备查"),
        Text("Nothing.", "无。"),
    )

    @property
    def tone(self) -> str:
        """Class of the style sheet."""
        return self.value[0]

    @property
    def title(self) -> Text:
        """Heading of the section."""
        return self.value[1]

    @property
    def empty(self) -> Text:
        """What is said where there is nothing."""
        return self.value[2]


_OF_OPEN = {
    "overdue": Section.OVERDUE,
    "due-soon": Section.DUE_SOON,
    "due-today": Section.DUE_SOON,
    "past-target": Section.PAST_TARGET,
    "deemed-agreement": Section.TOLD,
}
_COLUMNS = (
    Text("Item", "信息项"),
    Text("About", "事由"),
    Text("Due on", "到期日"),
    Text("Stage", "阶段"),
    Text("Count", "数量"),
    Text("Article", "条款"),
    Text("Alert", "提示编号"),
)
_NOTE = Text(
    "An alert is not a breach: only an officer's decision about a finding makes one (Article 43). Past our target is no "
    'duty missed: the Rules say "promptly" and the number of days is the platform\'s. For the record are agreements '
    "deemed given (Article 26(2)) and alerts taken back. Counts are of changes or other obligations, never of persons. "
    "Dates are Beijing time; a due date ends at 24:00. What has arrived since is not in the sections of what is open.",
    "提示并非违规认定:仅经主管人员对发现作出认定方构成违规(第四十三条)。超过平台目标不属于违反法定期限:规定仅要求“及时”,"
    "天数由平台设定。备查部分为视为同意(第二十六条第二款)与已撤回的提示。数量为变更或其他义务的件数,不涉及个人。"
    "日期均为北京时间,到期日截至 24:00。已补报的事项不列入未了结部分。",
)


def page(
    still_open: Sequence[ToldAlerts],
    every: Sequence[ToldAlerts],
    directory: Directory,
    now: datetime,
    language: Language,
) -> str:
    """The page.

    Args:
        still_open: what is owed now, each at its latest stage.
        every: everything that was told; of it the page shows what arrived late and what was taken back.
        directory: whose names are shown.
        now: when the page is made.
        language: the one shown first.
    """
    sections = _sections(still_open, every)
    agencies = sorted({each.agency for found in sections.values() for each in found})
    as_of = f"{now.astimezone(_BEIJING):%Y-%m-%d %H:%M}"
    body = (
        f'<p class="muted">{both(Text(f"As of {as_of}, Beijing time.", f"截至北京时间 {as_of}。"))}</p>\n',
        '<div class="counts">',
        *(_tile(section, found) for section, found in sections.items()),
        "</div>\n",
        f"<h2>{both(Text('By agency', '按部门'))}</h2>\n",
        _by_agency(sections, agencies, directory),
        *(part for section, found in sections.items() for part in _section(section, found, directory)),
        f'<p class="muted">{both(_NOTE)}</p>\n',
    )
    title = Text("Update-lag alerts", "更新滞后提示")
    return document(title, body, style=_STYLE, language=language)


def _sections(still_open: Sequence[ToldAlerts], every: Sequence[ToldAlerts]) -> dict[Section, list[ToldAlerts]]:
    sections: dict[Section, list[ToldAlerts]] = {section: [] for section in Section}
    for each in still_open:
        sections[_OF_OPEN[stage(each.stage).name]].append(each)
    for each in every:
        if each.stage == "retracted":
            sections[Section.TOLD].append(each)
        elif each.source == "LATE_EVENT":
            sections[Section.ARRIVED if each.stage == "late" else Section.PAST_TARGET].append(each)
    # The longest past due comes first.
    return {section: sorted(found, key=_urgency) for section, found in sections.items()}


def _urgency(each: ToldAlerts) -> tuple[object, ...]:
    return each.agency, each.due_on_adjusted, each.item or "", each.stage


def _standing(found: Sequence[ToldAlerts]) -> int:
    return sum(each.count - each.retracted for each in found)


def _tile(section: Section, found: Sequence[ToldAlerts]) -> str:
    word = f'<span class="word">{both(section.title)}</span>'
    return f'<div class="count {section.tone}"><b>{_standing(found):,}</b>{word}</div>'


def _by_agency(sections: dict[Section, list[ToldAlerts]], agencies: Sequence[str], directory: Directory) -> str:
    if not agencies:
        return f'<p class="nothing">{both(Text("No agency has alerts.", "没有部门有提示。"))}</p>\n'
    counts = {
        section: Counter({who: _standing(list(of)) for who, of in groupby(found, lambda each: each.agency)})
        for section, found in sections.items()
    }
    columns = [Text("Agency", "部门"), *(section.title for section in Section)]
    return table(
        columns,
        (
            line(
                f"{both(agency_name(directory, who))} {code(who)}",
                *(f"{counts[section][who]:,}" if counts[section][who] else "–" for section in Section),
            )
            for who in agencies
        ),
        kind="agencies",
    )


def _section(section: Section, found: Sequence[ToldAlerts], directory: Directory) -> Iterator[str]:
    yield f'<h2 class="{section.tone}">{both(section.title)}</h2>\n'
    if not found:
        yield f'<p class="nothing">{both(section.empty)}</p>\n'
    for who, of_agency in groupby(found, lambda each: each.agency):
        groups = list(of_agency)
        yield f"<h3>{both(agency_name(directory, who))} {code(who)}</h3>\n"
        yield table(_COLUMNS, (_line(each, directory) for each in groups), kind="alerts")
        for each in groups:
            yield _explanation(section, each)


def _line(each: ToldAlerts, directory: Directory) -> str:
    reached = both(stage_words(each.stage))
    if each.retracted:
        reached += f"<br>{both(retracted_words(each.retracted, each.count))}"
    return line(
        f"{both(item_name(directory, each.item))} {code(each.item)}" if each.item else "–",
        both(SOURCES[each.source]),
        both(due_words(each.due_on, each.due_on_adjusted)),
        reached,
        f"{each.count:,}",
        f"{escape(each.article)} ({escape(each.kind)})",
        code(each.alert_ids[0][:12]),
    )


def _explanation(section: Section, each: ToldAlerts) -> str:
    # What is overdue is printed with its reasons; the rest is opened by whoever wants to read it.
    opened = " open" if section is Section.OVERDUE else ""
    words = Text(
        f"Why: {each.alert_ids[0][:12]}, due {each.due_on_adjusted}",
        f"说明:{each.alert_ids[0][:12]},到期日 {each.due_on_adjusted}",
    )
    explained = both(Text(each.explanation_en, each.explanation_zh))
    return f'<details{opened}><summary>{both(words)}</summary><div class="explanation">{explained}</div></details>\n'
