"""The report as one self-contained page: no script, nothing fetched, both languages, fit to be printed on A4."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape

from govsync.validation.summary import ICONS, WORDS, Found, Place, Summary, cited
from infra.language import Language
from producers.publisher import Request
from schemas.bilingual import Text
from schemas.directory import Agency
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity

ROWS_LISTED = 1000
"""The page lists at most so many findings; `--jsonl` has every one."""

_STYLE = """
:root { color-scheme: light; --ink: #1d2733; --muted: #5b6875; --line: #d5dbe1; --soft: #f5f7f9; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; color: var(--ink); background: #fff;
  font: 15px/1.55 system-ui, "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; } p { margin: .4rem 0; } .muted { color: var(--muted); }
code { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: .92em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .75rem 0; }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
.counts { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin: 1rem 0; }
.count { border: 1px solid var(--line); border-top: 4px solid var(--tone); border-radius: 4px; padding: .5rem .75rem; }
.count b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.accept { --tone: #2e7d4f; } .flag { --tone: #a66a00; } .quarantine { --tone: #b3261e; } .block { --tone: #6a1b9a; }
.word { color: var(--tone); font-weight: 600; }
section.rule { border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 4px;
  padding: .75rem 1rem; margin: .75rem 0; break-inside: avoid; }
.head { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { color: var(--muted); font-weight: 600; } .number { text-align: right; font-variant-numeric: tabular-nums; }
nav { float: right; font-size: .9rem; } nav label { cursor: pointer; padding: .1rem .4rem; border-radius: 3px; }
input.language { position: absolute; opacity: 0; }
#zh:checked ~ main [lang=en], #en:checked ~ main [lang=zh] { display: none; }
#both:checked ~ main [lang=en]::before { content: " "; }
#zh:checked ~ nav [for=zh], #en:checked ~ nav [for=en], #both:checked ~ nav [for=both] { background: var(--soft);
  outline: 1px solid var(--line); }
input.language:focus-visible ~ nav { outline: 2px solid #1a5fb4; }
@media (max-width: 40rem) { .counts { grid-template-columns: repeat(2, 1fr); } }
@media print { nav { display: none; } body { max-width: none; padding: 0; font-size: 10.5pt; }
  tr { break-inside: avoid; } thead { display: table-header-group; } @page { size: A4; margin: 15mm; } }
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
    about = {
        Text("File", "文件"): escape(wanted.file.name),
        Text("Item", "信息项"): f"{_both(wanted.item.name)} <code>{escape(wanted.item.item)}</code>",
        Text("Provider", "提供部门"): f"{_both(agency.name)} <code>{escape(agency.agency)}</code>",
        Text("Mapping", "映射"): f"<code>{escape(wanted.mapping.mapping)}</code>",
        Text("Judged at", "检查时间"): escape(f"{judged_at:%Y-%m-%d %H:%M:%S %Z}"),
        Text("Rules", "规则版本"): f"<code>{escape(rules_version)}</code>",
    }
    return "".join((
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{escape(title.zh if language == 'zh' else title.en)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n",
        *_language_choice(language),
        f"<main>\n<h1>{_both(title)}</h1>\n<dl>",
        *(f"<dt>{_both(name)}</dt><dd>{value}</dd>" for name, value in about.items()),
        f"</dl>\n<p><b>{_both(verdict(summary))}</b></p>\n",
        '<div class="counts">',
        *(_count(severity, summary) for severity in Severity),
        "</div>\n",
        *_rules(summary, documentation),
        *_findings(summary),
        f'<p class="muted">{_both(_MASKED)}</p>\n</main>\n</body>\n</html>\n',
    ))  # fmt: skip


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


def _language_choice(language: Language) -> Iterator[str]:
    for name in ("zh", "en", "both"):
        checked = " checked" if name == language else ""
        yield f'<input class="language" type="radio" name="language" id="{name}"{checked}>'
    yield '\n<nav><label for="zh">中文</label> <label for="en">English</label> <label for="both">中文 + English</label></nav>\n'


def _count(severity: Severity, summary: Summary) -> str:
    word = f'<span class="word">{ICONS[severity]} {_both(WORDS[severity])}</span>'
    return f'<div class="count {severity.wire}"><b>{summary.of(severity):,}</b>{word}</div>'


def _rules(summary: Summary, documentation: Mapping[str, Text]) -> Iterator[str]:
    found = summary.found()
    if found:
        yield f"<h2>{_both(Text('What was found, by rule', '按规则汇总'))}</h2>\n"
    for one in found:
        yield from _rule(one, documentation)


def _rule(found: Found, documentation: Mapping[str, Text]) -> Iterator[str]:
    yield f'<section class="rule {found.severity.wire}"><div class="head"><h3><code>{found.rule.code}</code></h3>'
    yield f'<span class="word">{ICONS[found.severity]} {_both(WORDS[found.severity])}</span>'
    yield f'<span>{found.count:,}</span><span class="muted">{_both(cited(found.rule))}</span></div>\n'
    yield f"<p>{_both(found.rule.message)}</p>\n{_head('column', 'element', 'severity', 'count', 'examples')}"
    for place in found.places:
        doc = documentation.get(place.field or "")
        yield _line(
            _code(place.column),
            f"{_code(place.field)} {_both(doc) if doc else ''}",
            _word(place.severity),
            f"{place.count:,}",
            "<br>".join(_examples(place)),
        )
    yield "</tbody></table></section>\n"


def _examples(place: Place) -> Iterator[str]:
    for row, shown in place.examples:
        value = f": <code>{escape(shown)}</code>" if shown else ""
        yield f"{_both(Text(f'row {row:,}', f'第 {row:,} 行'))}{value}"


def _findings(summary: Summary) -> Iterator[str]:
    if not summary.first:
        return
    listed = summary.first[:ROWS_LISTED]
    yield f"<h2>{_both(Text('Every finding, row by row', '逐行明细'))}</h2>\n"
    if summary.truncated or len(listed) < len(summary.first):
        cut = Text(
            f"The first {len(listed):,} findings; `govsync validate --jsonl` prints every one.",
            f"仅列前 {len(listed):,} 条;`govsync validate --jsonl` 输出全部。",
        )
        yield f"<p>{_both(cut)}</p>\n"
    yield _head("row", "rule", "severity", "column", "element")
    for row, finding in listed:
        rule = rule_catalogue()[finding.rule]
        yield _line(f"{row:,}", _code(rule.code), _word(finding.severity), _code(finding.column), _code(finding.field))
    yield "</tbody></table>\n"


def _head(*columns: str) -> str:
    cells = "".join(f'<th scope="col">{_both(_HEADINGS[name])}</th>' for name in columns)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>\n"


def _line(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _code(name: str | None) -> str:
    return f"<code>{escape(name)}</code>" if name else "–"


def _word(severity: Severity) -> str:
    return f'<span class="word {severity.wire}">{ICONS[severity]} {_both(WORDS[severity])}</span>'


def _both(words: Text) -> str:
    return f'<span lang="zh">{escape(words.zh)}</span><span lang="en">{escape(words.en)}</span>'
