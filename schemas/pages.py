"""The pages that follow from the contract: one per item, the catalogue of rules, the code lists.

English and Chinese stand beside each other, so that one link serves both readers. `make generate` writes them.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from schemas.announcement import announced, type_name, value_domain
from schemas.bilingual import Text
from schemas.code_list import CodeList, Entry, code_list_names
from schemas.directory import Directory, Item, ItemVersion, inbound_topic
from schemas.rule_catalogue import Rule, rule_catalogue

_SHORT_LIST = 40
_GENERATED = "<!-- Generated from the contract: change it there and run make generate. -->"
_ROLES = {
    "PROVIDER": Text("provides", "提供"),
    "COLLECTOR": Text("collects", "采集"),
    "VERIFIER": Text("verifies", "核实"),
}
_FAMILIES = {
    "CONF": Text("Conformance of an event", "事件的符合性"),
    "TIME": Text("Times of an event", "事件的时间"),
    "OWN": Text("Who may say it", "数源责任"),
    "SEQ": Text("Numbering", "编号"),
    "VERSION": Text("Versions of a record", "记录版本"),
    "ID": Text("Identity numbers", "身份标识号码"),
    "FILE": Text("Rows of a provider's file", "报送文件的行"),
    "DIR": Text("The directory", "共享目录"),
    "EVO": Text("Changes of what is released", "已发布内容的演进"),
}


def pages(folder: Path, directory: Directory, example_of: Mapping[str, str]) -> dict[Path, str]:
    """Every page with its content.

    Args:
        folder: where documentation is.
        directory: what the pages tell of.
        example_of: item code to the file of the example of what providers write now.
    """
    return {
        folder / "items" / "README.md": _index(directory),
        **{
            folder / "items" / f"{item.item}.md": _item_page(directory, item, json.loads(example_of[item.item]))
            for item in directory.items.values()
        },
        folder / "rules.md": _rules_page(),
        folder / "code-lists.md": _code_lists_page(directory),
    }


def _page(title: Text, *parts: str) -> str:
    return "\n\n".join((f"# {title.en} · {title.zh}", _GENERATED, *(part for part in parts if part))) + "\n"


def _table(columns: Iterable[Text], rows: Iterable[Iterable[str]]) -> str:
    heads = [f"{c.en}<br>{c.zh}" if c.zh != c.en else c.en for c in columns]
    lines = [heads, ["---"] * len(heads), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _words(text: str) -> str:
    """Text in a cell: nothing in it is mark-up."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text).replace("\n", " ")


def _both(text: Text) -> str:
    if text.en == text.zh:
        return _words(text.en)
    return f"{_words(text.en)}<br>{_words(text.zh)}"


def _code(text: str) -> str:
    return f"`{text}`"


def _literal(text: str) -> str:
    """A pattern in a cell: as code, with what a table, a link or another code span would take for its own as entities."""
    return f"<code>{re.sub(r'[^0-9A-Za-z .:-]', lambda m: f'&#{ord(m[0])};', text)}</code>"


def _index(directory: Directory) -> str:
    by_database: dict[str, list[Item]] = {}
    for item in directory.items.values():
        by_database.setdefault(item.database, []).append(item)
    parts = []
    for items in by_database.values():
        rows = (
            [f"[{i.item}]({i.item}.md)", _both(i.name), i.article, str(len(i.elements)), str(len(i.providers))]
            for i in items
        )
        heading = next(
            e.value for e in announced(directory, items[0], _day_of(items[0].versions[-1])) if e.key == "database"
        )
        columns = (
            Text("item", "信息项"), Text("name", "名称"), Text("article", "条款"), Text("elements", "数据元"), Text("providers", "提供部门"),
        )  # fmt: skip
        parts.append(f"## {heading.en.capitalize()} · {heading.zh}\n\n{_table(columns, rows)}")
    lead = (
        "What the directory shares. How it works and how an item is added or changed: [the directory](../directory.md).\n"
        "共享目录中的信息项。目录的运作及增改办法见[目录说明](../directory.md)。"
    )
    return _page(Text("Items of the sharing directory", "共享目录信息项"), lead, *parts)


def _day_of(version: ItemVersion) -> date:
    return version.valid_from_on


def _item_page(directory: Directory, item: Item, example: Mapping[str, Any]) -> str:
    version = item.versions[-1]
    fields = [
        [f"{entry.label.en}<br>{entry.label.zh}", _both(entry.value)]
        for entry in announced(directory, item, _day_of(version))
    ]
    return _page(
        Text(f"{item.item}: {item.name.en}", item.name.zh),
        _table((Text("what the directory announces", "目录公布内容"), Text("", "")), fields),
        "## Elements · 数据元",
        "An element that is not required may be null. The last column says what becomes of an event whose element breaks "
        "its rules: `flag` is accepted and marked, `quarantine` is held.\n"
        "非必填数据元可以为空。末列为数据元不符合要求时的处理:`flag` 带标记接收,`quarantine` 隔离。",
        _elements(item, version),
        "## Versions · 版本",
        _versions(item),
        "## Responsibilities · 责任",
        _responsibilities(directory, item),
        "## Where it is · 位置",
        _places(item),
        "## An example event · 示例事件",
        f"Invented, and accepted without a finding; its bytes are in `schemas/avro/examples/{example['schema_id']:06}.json`.\n"
        "虚构示例,可通过全部校验;其字节见上述文件。",
        f"```json\n{json.dumps(example['record'], ensure_ascii=False, indent=2)}\n```",
    )


def _elements(item: Item, version: ItemVersion) -> str:
    columns = (
        Text("element", "数据元"), Text("meaning", "含义"), Text("type", "类型"), Text("standard", "标准"),
        Text("values", "值域"), Text("required", "必填"), Text("sensitive", "敏感"), Text("if broken", "不符时"),
    )  # fmt: skip
    rows = []
    for element in item.elements:
        demand = version.demand(element.name)
        domain = [_domain(annotation, words, element.code_list) for annotation, words in value_domain(element).items()]
        rows.append([
            _code(element.name), _both(element.doc), type_name(element), _words(element.standard or ""), "<br>".join(domain),
            "✓" if demand.required else "", "✓" if element.sensitive else "", demand.severity.wire,
        ])  # fmt: skip
    return _table(columns, rows)


def _domain(annotation: str, words: Text, code_list: str | None) -> str:
    if annotation == "pattern":
        return _literal(words.en)
    if annotation == "code_list":
        return f"[{_words(words.en)}<br>{_words(words.zh)}](../code-lists.md#{code_list})"
    return _both(words)


def _versions(item: Item) -> str:
    columns = (
        Text("version", "版本"), Text("submitted on", "提交日期"), Text("compiled on", "编制日期"),
        Text("announced on", "公布日期"), Text("valid from", "生效日期"),
    )  # fmt: skip
    return _table(
        columns,
        (
            [str(cell) for cell in (v.version, v.submitted_on, v.compiled_on, v.announced_on, v.valid_from_on)]
            for v in item.versions
        ),
    )


def _responsibilities(directory: Directory, item: Item) -> str:
    columns = (
        Text("agency", "部门"), Text("does", "职责"), Text("elements", "数据元组"), Text("territory", "地域"),
        Text("records", "对象"),
        Text("entrusted by", "委托部门"), Text("from", "起"), Text("to", "止"), Text("decision", "决定"),
    )  # fmt: skip
    rows = (
        [
            f"{_both(directory.agencies[row.agency].name)}<br>{_code(row.agency)}", _both(_ROLES[row.role]),
            _words(row.element_group), _words(row.territory), _words(row.subjects or ""), _code(row.entrusted_by) if row.entrusted_by else "",
            str(row.valid_from_on), str(row.valid_to_on or ""), _words(row.decision),
        ]
        for row in item.responsibilities
    )  # fmt: skip
    return _table(columns, rows)


def _places(item: Item) -> str:
    current = f"{item.database}.{item.table}"
    rows = [
        [_both(Text("a provider's changes", "提供部门的变更")), _code(inbound_topic(provider, item.item))]
        for provider in item.providers
    ]
    rows += [
        [_both(Text("accepted events", "合格事件")), _code(item.shared_topic)],
        [_both(Text("replays by the platform", "平台重放")), _code(item.replay_topic)],
        [_both(Text("current records", "当前记录")), _code(current)],
        [_both(Text("every version", "全部版本")), _code(f"{current}_history")],
        [
            _both(Text("partitions, days kept on topics", "分区数、主题保留天数")),
            f"{item.partitions}, {item.retention_days}",
        ],
    ]
    return _table((Text("what", "内容"), Text("topic or table", "主题或数据表")), rows)


def _rules_page() -> str:
    families: dict[str, list[Rule]] = {}
    for rule in rule_catalogue().values():
        families.setdefault(rule.code.split("-", 1)[0], []).append(rule)
    lead = (
        "Every finding names one of these codes; they never change. `block` keeps evidence and releases nothing, "
        "`quarantine` holds until a right event comes, `flag` accepts and marks. For elements the item version may be "
        "milder than the severity given here. The message is what people are told, in their language.\n"
        "每项发现均注明下列规则代码,代码不变。`block` 仅留证、不放行;`quarantine` 隔离,直至收到正确事件;`flag` 带标记接收。"
        "数据元规则的严重程度可由信息项版本放宽。"
    )
    columns = (
        Text("rule", "规则"), Text("severity", "严重程度"), Text("articles", "条款"), Text("standard", "标准"),
        Text("what is wrong, why, what to do", "问题、原因与处理"), Text("for example", "示例"),
    )  # fmt: skip
    parts = []
    for family, rules in families.items():
        rows = (
            [
                _code(rule.code), _severity(rule), ", ".join(rule.articles), _words(rule.standard or ""),
                _both(rule.message), _both(rule.example),
            ]
            for rule in rules
        )  # fmt: skip
        heading = _FAMILIES[family]
        parts.append(f"## {heading.en} · {heading.zh}\n\n{_table(columns, rows)}")
    return _page(Text("Rules", "规则目录"), lead, *parts)


def _severity(rule: Rule) -> str:
    if rule.severity_parameter is None:
        return rule.severity.wire
    return f"{rule.severity.wire}<br>{_code(rule.severity_parameter)}"


def _code_lists_page(directory: Directory) -> str:
    users: dict[str, list[str]] = {}
    for item in directory.items.values():
        for name in dict.fromkeys(e.code_list for e in item.elements if e.code_list):
            users.setdefault(name, []).append(item.item)
    lead = (
        "A code is judged by the list in force on the day of the change. A list is one file of `schemas/code_lists/` with "
        "one row per code and period; each row names its source. Lists of at most "
        f"{_SHORT_LIST} codes are shown here.\n代码按变更之日有效的代码表判断。每个代码表为 `schemas/code_lists/` 中的一个文件,"
        f"每个代码、每段有效期一行,并注明来源。不超过 {_SHORT_LIST} 个代码的列于本页。"
    )
    return _page(
        Text("Code lists", "代码表"), lead, *(_code_list(CodeList.load(n), users.get(n, [])) for n in code_list_names())
    )


def _code_list(listed: CodeList, users: Iterable[str]) -> str:
    rows = [row for rows in listed.entries.values() for row in rows]
    sources = list(dict.fromkeys(row.source for row in rows))
    dated = sum(1 for row in rows if row.valid_from_on or row.valid_to_on)
    about = [
        [_both(Text("standard", "标准")), _words(listed.standard or "–")],
        [_both(Text("codes; of them dated", "代码数;其中标有有效期")), f"{len(listed.entries):,}; {dated:,}"],
        [_both(Text("source", "来源")), "<br>".join(_words(source) for source in sources)],
        [_both(Text("used by", "使用的信息项")), ", ".join(f"[{i}](items/{i}.md)" for i in users)],
    ]
    if listed.unlisted is not None:
        about.append([_both(Text("accepted though not listed", "未列出但接受")), _literal(listed.unlisted)])
    parts = [
        f"## {listed.name}",
        f"{listed.title.en} · {listed.title.zh}",
        _table((Text("about", "说明"), Text("", "")), about),
    ]
    if len(rows) <= _SHORT_LIST:
        parts.append(_entries(rows, dated=bool(dated)))
    return "\n\n".join(parts)


def _entries(rows: Iterable[Entry], *, dated: bool) -> str:
    columns = [Text("code", "代码"), Text("name", "名称")]
    if dated:
        columns += [Text("from", "起"), Text("to", "止")]
    cells = ([_code(r.code), _both(r.name), str(r.valid_from_on or ""), str(r.valid_to_on or "")] for r in rows)
    return _table(columns, (row[: len(columns)] for row in cells))
