"""`govsync directory`: what is shared, on which terms, by whom, and whether the directory keeps the Rules."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from schemas.directory import Directory, Element, Item, ItemVersion
    from stream_processors.rules.directory_rules import DirectoryFinding

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help=text(
        Text(
            "The sharing directory: its items, their terms, and their check against the Rules.",
            "共享目录:信息项、共享要求及其合规检查。",
        )
    ),
)

AsJson = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON document.", "以 JSON 输出。")))]
On = Annotated[
    datetime | None,
    typer.Option(
        "--on",
        formats=["%Y-%m-%d"],
        help=text(Text("The versions in force on that day; today if not given.", "该日有效的版本,默认当天。")),
    ),
]

SEVERITIES = {"flag": Text("flagged", "提示"), "block": Text("inadmissible", "不得列入")}
YES = Text("yes", "是")


@app.command(
    "list",
    help=help_text(
        Text("Show every item and its terms.", "显示全部信息项及其共享要求。"),
        "govsync directory list",
        "govsync directory list --on 2026-03-02 --json",
    ),
)
def list_(on: On = None, as_json: AsJson = False) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from schemas.announcement import SHARING_TYPES, pace
    from schemas.directory_files import load_directory

    directory, day = load_directory(), _day(on)
    if as_json:
        print_json([_summary(item, item.version_on(day)) for item in directory.items.values()])
        return
    columns = [
        Text("item", "信息项"),
        Text("name", "名称"),
        Text("article", "条款"),
        Text("sharing type", "共享类型"),
        Text("update", "更新时限"),
        Text("elements", "数据元"),
        Text("providers", "提供部门"),
    ]
    print_table(
        columns,
        [
            [
                item.item,
                text(item.name),
                item.article,
                text(SHARING_TYPES[version.sharing.type]),
                text(pace(version)),
                len(item.elements),
                len(item.providers),
            ]
            for item in directory.items.values()
            for version in (item.version_on(day),)
        ],
    )


@app.command(
    help=help_text(
        Text(
            "Show one item: what the directory announces about it, its elements, and where its data is read.",
            "显示一个信息项:目录公布的内容、数据元及读取位置。",
        ),
        "govsync directory show np-birth",
        "govsync directory show np-birth --json",
    )
)
def show(
    item: Annotated[str, typer.Argument(metavar="ITEM", help=text(Text("Item code.", "信息项代码。")))],
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from schemas.announcement import announced, type_name, value_domain
    from schemas.directory_files import load_directory

    directory, day = load_directory(), _day(on)
    shown = directory.item(item)
    version = shown.version_on(day)
    if as_json:
        print_json(_whole(directory, shown, day))
        return
    entries = [(text(entry.label), text(entry.value)) for entry in announced(directory, shown, day)]
    entries += [
        (text(Text("version", "版本")), f"{version.version} ({version.valid_from_on} …)"),
        (text(Text("topic of accepted events", "合格事件主题")), shown.shared_topic),
        (text(Text("tables", "数据表")), "\n".join(_tables(shown))),
    ]
    print_table([Text("field", "项目"), Text("content", "内容")], entries, title=Text(*_titled(shown)))
    columns = [
        Text("element", "数据元"),
        Text("meaning", "含义"),
        Text("type", "类型"),
        Text("standard", "标准"),
        Text("values", "值域"),
        Text("required", "必填"),
        Text("if broken", "不符时"),
    ]
    print_table(
        columns,
        [
            [
                element.name,
                text(element.doc),
                type_name(element),
                element.standard,
                "\n".join(text(words) for words in value_domain(element).values()) or None,
                text(YES) if demand.required else None,
                demand.severity.wire,
            ]
            for element in shown.elements
            for demand in (version.demand(element.name),)
        ],
    )


@app.command(
    help=help_text(
        Text(
            "Check every item against Articles 8 to 11, 19 and 21 to 24. Exits with 1 when anything is found. An "
            "inadmissible item keeps topics and tables from being set up.",
            "依据第八至十一条、第十九条、第二十一至二十四条检查全部信息项。发现问题时退出码为 1。存在不得列入的信息项时,不建立主题和数据表。",
        ),
        "govsync directory check",
        "govsync directory check --json",
    )
)
def check(as_json: AsJson = False) -> None:
    """Exit codes: 0 nothing found, 1 something found, 2 could not run."""
    from schemas.directory_files import load_directory
    from stream_processors.rules.directory_rules import findings
    from stream_processors.rules.parameters import Parameters

    directory = load_directory()
    found = findings(directory, Parameters.load())
    if as_json:
        print_json({"items": len(directory.items), "findings": [_finding(f) for f in found]})
    else:
        for finding in found:
            heading = Text(
                f"✗ {finding.item} version {finding.version}, {finding.field}: {finding.rule}",
                f"✗ {finding.item} 第 {finding.version} 版 {finding.field}:{finding.rule}",
            )
            print_line(f"{text(heading)} ({text(SEVERITIES[finding.severity.wire])})\n  {text(finding.message)}")
        items = len(directory.items)
        say(
            Text(f"{len(found)} findings in {items} items.", f"{items} 个信息项中发现 {len(found)} 处问题。")
            if found
            else Text(f"✓ All {items} items keep the Rules.", f"✓ {items} 个信息项全部符合规定。")
        )
    raise typer.Exit(1 if found else 0)


def _day(on: datetime | None) -> date:
    from stream_processors.rules.timeliness import beijing_date

    return on.date() if on else beijing_date(datetime.now(UTC))  # noqa: TID251 - a command reads the clock


def _titled(item: "Item") -> tuple[str, str]:
    return f"{item.item}: {item.name.en}", f"{item.item} {item.name.zh}"


def _tables(item: "Item") -> list[str]:
    return [f"{item.database}.{item.table}", f"{item.database}.{item.table}_history"]


def _summary(item: "Item", version: "ItemVersion") -> dict[str, Any]:
    return {
        "item": item.item,
        "name": item.name._asdict(),
        "article": item.article,
        "database": item.database,
        "version": version.version,
        "sharing_type": version.sharing.type.value,
        "track": version.track.value,
        "working_days": version.working_days,
        "elements": len(item.elements),
        "providers": list(item.providers),
    }


def _whole(directory: "Directory", item: "Item", day: date) -> dict[str, Any]:
    from schemas.announcement import announced

    version = item.version_on(day)
    return {
        **_summary(item, version),
        "announced": {entry.key: entry.value._asdict() for entry in announced(directory, item, day)},
        "elements": [_element(element, version) for element in item.elements],
        "responsibilities": [row.model_dump(mode="json") for row in item.responsibilities],
        "topics": {"shared": item.shared_topic, "replay": item.replay_topic},
        "tables": _tables(item),
    }


def _element(element: "Element", version: "ItemVersion") -> dict[str, Any]:
    demand = version.demand(element.name)
    return {
        **element.model_dump(mode="json", exclude={"doc"}),
        "doc": element.doc._asdict(),
        "required": demand.required,
        "severity": demand.severity.wire,
    }


def _finding(finding: "DirectoryFinding") -> dict[str, Any]:
    from schemas.rule_catalogue import rule_catalogue

    rule = rule_catalogue()[finding.rule]
    return {
        "rule": finding.rule,
        "severity": finding.severity.wire,
        "item": finding.item,
        "version": finding.version,
        "field": finding.field,
        "articles": list(rule.articles),
        "standard": rule.standard,
        "message_en": rule.message.en,
        "message_zh": rule.message.zh,
    }
