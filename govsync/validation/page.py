"""The report as one self-contained page: no script, nothing fetched, both languages, fit to be printed on A4."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from govsync.report import both, code, document, line, table
from govsync.validation.dry_run import RowFinding
from govsync.validation.summary import ICONS, WORDS, Found, Place, Summary, cited
from infra.language import Language
from producers.publisher import Request
from schemas.bilingual import Text
from schemas.directory import Agency
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity

ROWS_LISTED = 1000
"""The page lists at most so many findings; `--jsonl` has every one."""

_BEIJING = ZoneInfo("Asia/Shanghai")

_STYLE = """
.accept { --tone: #2e7d4f; } .flag { --tone: #a66a00; } .quarantine { --tone: #b3261e; } .block { --tone: #6a1b9a; }
section.rule { border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 4px;
  padding: .75rem 1rem; margin: .75rem 0; break-inside: avoid; }
"""

_HEADINGS = {
    "row": Text("Row", "行"),
    "rule": Text("Rule", "规则"),
    "severity": Text("What becomes of it", "处理"),
    "column": Text("Column", "列"),
    "element": Text("Data element", "数据元"),
    "count": Text("Findings", "次数"),
    "examples": Text("For example", "示例"),
}


def page(
    wanted: Request,
    summary: Summary,
    *,
    agency: Agency,
    rules_version: str,
    judged_at: datetime,
    language: Language,
) -> str:
    """The page for a judged file; `language` is shown first, the other one click away."""
    documentation = {e.name: e.doc for e in wanted.item.elements}
    title = Text(f"{wanted.file.name}: dry run", f"{wanted.file.name} 报送前检查")
    at = f"{judged_at.astimezone(_BEIJING):%Y-%m-%d %H:%M:%S}"
    about = {
        Text("File", "文件"): escape(wanted.file.name),
        Text("Item", "信息项"): f"{both(wanted.item.name)} <code>{escape(wanted.item.item)}</code>",
        Text("Provider", "提供部门"): f"{both(agency.name)} <code>{escape(agency.agency)}</code>",
        Text("Mapping", "映射"): f"<code>{escape(wanted.mapping.mapping)}</code>",
        Text("Judged at", "检查时间"): both(Text(f"{at} (Beijing)", f"{at}(北京时间)")),
        Text("Rules", "规则版本"): f"<code>{escape(rules_version)}</code>",
    }
    body = (
        "<dl>",
        *(f"<dt>{both(name)}</dt><dd>{value}</dd>" for name, value in about.items()),
        f"</dl>\n<p><b>{both(verdict(summary))}</b></p>\n",
        '<div class="counts">',
        *(_count(severity, summary) for severity in Severity),
        "</div>\n",
        *_rules(summary, documentation),
        *_findings(summary),
        f'<p class="muted">{both(_MASKED)}</p>\n',
    )
    return document(title, body, style=_STYLE, language=language)


def verdict(summary: Summary) -> Text:
    """One sentence about the whole file."""
    if not summary.rows:
        return Text("The file has no rows.", "文件没有数据行。")
    if not summary.refused:
        return Text(
            f"None of the {summary.rows:,} rows would be refused: the file can be published.",
            f"共 {summary.rows:,} 行,没有被拒绝的行:可以报送。",
        )
    return Text(
        f"{summary.refused:,} of the {summary.rows:,} rows would not reach the shared databases as they are.",
        f"共 {summary.rows:,} 行,其中 {summary.refused:,} 行按现状不能进入共享数据库。",
    )


_MASKED = Text(
    "Identity numbers and sensitive elements are masked. Rows are counted as a spreadsheet does: the header is row 1; "
    "of JSON lines, the line's number.",
    "证件号码与敏感数据元已遮蔽。行号与电子表格一致:表头为第 1 行;JSON 行文件为行号。",
)


def _count(severity: Severity, summary: Summary) -> str:
    word = f'<span class="word">{ICONS[severity]} {both(WORDS[severity])}</span>'
    return f'<div class="count {severity.wire}"><b>{summary.of(severity):,}</b>{word}</div>'


def _rules(summary: Summary, documentation: Mapping[str, Text]) -> Iterator[str]:
    found = summary.found()
    if found:
        yield f"<h2>{both(Text('What was found, by rule', '按规则汇总'))}</h2>\n"
    for one in found:
        yield from _rule(one, documentation)


def _rule(found: Found, documentation: Mapping[str, Text]) -> Iterator[str]:
    yield f'<section class="rule {found.severity.wire}"><div class="head"><h3><code>{found.rule.code}</code></h3>'
    yield f'<span class="word">{ICONS[found.severity]} {both(WORDS[found.severity])}</span>'
    yield f'<span>{found.count:,}</span><span class="muted">{both(cited(found.rule))}</span></div>\n'
    yield f"<p>{both(found.rule.message)}</p>\n"
    yield _table(
        ("column", "element", "severity", "count", "examples"),
        (_place(place, documentation.get(place.field or "")) for place in found.places),
    )
    yield "</section>\n"


def _place(place: Place, doc: Text | None) -> str:
    return line(
        code(place.column),
        f"{code(place.field)} {both(doc) if doc else ''}",
        _word(place.severity),
        f"{place.count:,}",
        "<br>".join(_examples(place)),
    )


def _examples(place: Place) -> Iterator[str]:
    for row, shown in place.examples:
        value = f": <code>{escape(shown)}</code>" if shown else ""
        yield f"{both(Text(f'row {row:,}', f'第 {row:,} 行'))}{value}"


def _findings(summary: Summary) -> Iterator[str]:
    if not summary.first:
        return
    listed = summary.first[:ROWS_LISTED]
    yield f"<h2>{both(Text('Every finding, row by row', '逐行明细'))}</h2>\n"
    if summary.truncated or len(listed) < len(summary.first):
        cut = Text(
            f"The first {len(listed):,} findings; `govsync validate --jsonl` prints every one.",
            f"仅列前 {len(listed):,} 条;`govsync validate --jsonl` 输出全部。",
        )
        yield f"<p>{both(cut)}</p>\n"
    yield _table(("row", "rule", "severity", "column", "element"), (_finding(row, found) for row, found in listed))


def _finding(row: int, found: RowFinding) -> str:
    code_of = rule_catalogue()[found.rule].code
    return line(f"{row:,}", code(code_of), _word(found.severity), code(found.column), code(found.field))


def _table(columns: Sequence[str], lines: Iterator[str]) -> str:
    return table([_HEADINGS[name] for name in columns], lines)


def _word(severity: Severity) -> str:
    return f'<span class="word {severity.wire}">{ICONS[severity]} {both(WORDS[severity])}</span>'
