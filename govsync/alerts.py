"""`govsync alerts`: what is overdue or due soon, what arrived late, each with its explanation."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, language, print_json, print_line, print_table, say, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consumers.alerts import ToldAlert, ToldAlerts
    from infra.settings import Settings
    from schemas.directory import Directory

app = typer.Typer(add_completion=False)

HELP = Text(
    "Show update-lag alerts, grouped by agency, item, clock, due date and stage, each with its explanation. With --open "
    "only what is still owed, at the stage it has reached; what arrived late has arrived. --html writes a page to print "
    "or send, --csv a sheet for a spreadsheet program.",
    "显示更新滞后提示,按部门、信息项、时限、到期日和阶段汇总,并附说明。加 --open 仅显示仍未了结的及其当前阶段;"
    "逾期到达的变更已经到达,不在其中。--html 生成可打印或转发的页面,--csv 生成电子表格。",
)
COLUMNS = (
    Text("alert", "提示"),
    Text("agency", "部门"),
    Text("item", "信息项"),
    Text("due", "到期日"),
    Text("stage", "阶段"),
    Text("count", "数量"),
)
LISTED_ID_DIGITS = 12
_SHEET = (".csv",)

STAGES = {
    "late": Text("arrived late", "逾期到达"),
    "past-target": Text("arrived past target", "超过目标时间到达"),
    "due-soon": Text("due soon", "即将到期"),
    "due-today": Text("due today", "今日到期"),
    "deemed-agreement": Text("agreement deemed given", "视为同意"),
    "retracted": Text("taken back", "已撤回"),
}
DAYS_PAST = {
    "overdue": Text("overdue, working day {}", "逾期第 {} 个工作日"),
    "past-target": Text("past target, working day {}", "超过目标第 {} 个工作日"),
}
SOURCES = {
    "LATE_EVENT": Text("event that came late", "逾期到达的事件"),
    "REFUSED_EVENT": Text("refused event", "被拒收的事件"),
    "SEQUENCE_GAP": Text("numbers left out", "缺失的序号"),
    "QUARTERLY_PRESENCE": Text("update of the quarter", "本季度更新"),
    "HELD_SET_DIFFERS": Text("held and shared differ", "持有与共享不一致"),
    "OBLIGATION": Text("obligation opened by hand", "人工立项的义务"),
}

AsJson = Annotated[
    bool, typer.Option("--json", help=text(Text("Print one JSON object, in full.", "以 JSON 对象完整输出。")))
]


@app.callback(
    invoke_without_command=True,
    help=help_text(
        HELP,
        "govsync alerts --open",
        "govsync alerts --agency gz-market-regulation --json",
        "govsync alerts --html alerts.html",
    ),
)
def alerts(
    context: typer.Context,
    only_open: Annotated[
        bool, typer.Option("--open", help=text(Text("Only what is still owed.", "仅显示尚未了结的。")))
    ] = False,
    agency: Annotated[str | None, typer.Option(help=text(Text("Of one agency.", "仅某一部门。")))] = None,
    item: Annotated[str | None, typer.Option(help=text(Text("Of one item.", "仅某一信息项。")))] = None,
    limit: Annotated[int, typer.Option(min=0, help=text(Text("Show so many groups.", "最多显示的组数。")))] = 20,
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.html",
            help=text(Text("Write a self-contained page, in both languages.", "写出自包含的双语页面。")),
        ),
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help=text(Text("Write a sheet that opens in a spreadsheet program.", "写出可用电子表格程序打开的文件。")),
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    if context.invoked_subcommand is not None:
        return
    from consumers.alerts import told
    from govsync.report import HTML, check_path
    from infra.settings import Settings
    from schemas.directory_files import load_directory

    for option, path, suffixes in (("--html", html, HTML), ("--csv", csv, _SHEET)):
        if path is not None:
            check_path(option, path, suffixes)
    directory = load_directory()
    if item is not None:
        directory.item(item)
    if agency is not None:
        directory.agency(agency)
    settings = Settings.load()
    if html is not None:
        _write_page(html, settings, directory, agency, item)
    if html is None or csv is not None or as_json:
        with reached(settings):
            found = told(settings, only_open=only_open, agency=agency, item=item)
        if csv is not None:
            _write_sheet(csv, found, directory)
        if as_json:
            print_json({"alerts": [each.as_json() for each in found]})
        elif csv is None:
            _show(found, limit, directory)


def _write_page(path: Path, settings: "Settings", directory: "Directory", agency: str | None, item: str | None) -> None:
    from consumers.alerts import told
    from govsync.alert_page import page
    from govsync.report import where, write

    with reached(settings):
        still_open = told(settings, only_open=True, agency=agency, item=item)
        every = told(settings, agency=agency, item=item)
    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    write("--html", path, page(still_open, every, directory, now, language()).encode())
    say(where(path))


def _write_sheet(path: Path, found: "Sequence[ToldAlerts]", directory: "Directory") -> None:
    from govsync.alert_sheet import sheet
    from govsync.report import where, write

    write("--csv", path, sheet(found, directory))
    say(where(path))


def _show(found: "Sequence[ToldAlerts]", limit: int, directory: "Directory") -> None:
    if not found:
        say(Text("There are no alerts.", "没有提示。"))
        return
    rows = [
        [
            each.alert_ids[0][:LISTED_ID_DIGITS], text(agency_name(directory, each.agency)),
            text(item_name(directory, each.item)), text(due_words(each.due_on, each.due_on_adjusted)),
            text(stage_words(each.stage)), each.count,
        ]
        for each in found[:limit]
    ]  # fmt: skip
    print_table(COLUMNS, rows)
    for each in found[:limit]:
        print_line(f"\n● {text(Text(each.explanation_en, each.explanation_zh))}")
        if each.retracted:
            print_line(text(retracted_words(each.retracted, each.count)))
    if len(found) > limit:
        print_line(
            text(
                Text(
                    f"\n... and {len(found) - limit} more: --limit {len(found)}",
                    f"\n……另有 {len(found) - limit} 组:--limit {len(found)}",
                )
            )
        )


@app.command(
    help=help_text(
        Text(
            "Show one alert: what it said, what it refers to, and what has become of that.",
            "显示一条提示:内容、所依据的记录,以及其后的情况。",
        ),
        "govsync alerts show 3f9a1c0b2d4e",
        "govsync alerts show 3f9a1c0b2d4e --json",
    )
)
def show(
    alert_id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=text(Text("Id from the list, or as much of it as is unique.", "列表中的编号,或其唯一的前若干位。")),
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import alerts as reading
    from infra.settings import Settings
    from schemas.directory_files import load_directory

    settings = Settings.load()
    with reached(settings):
        found = reading.alert(settings, alert_id)
    if as_json:
        print_json(found.as_json())
    else:
        _print_alert(found, load_directory())


def _print_alert(found: "ToldAlert", directory: "Directory") -> None:
    rows: list[tuple[Text, object]] = [
        (Text("agency", "部门"), f"{text(agency_name(directory, found.agency))} ({found.agency})"),
        (Text("item", "信息项"), f"{text(item_name(directory, found.item))} ({found.item or '-'})"),
        (Text("about", "事由"), text(SOURCES[found.source])),
        (Text("clock, article", "时限、条款"), f"{found.kind}, {found.article}"),
        (Text("due", "到期日"), text(due_words(found.due_on, found.due_on_adjusted))),
        (Text("stage", "阶段"), text(stage_words(found.stage))),
        (Text("goes to", "送达"), _addressee(directory, found)),
        (Text("count", "数量"), found.count),
        (Text("still open", "尚未了结"), found.open),
        (Text("confirmed, dismissed", "认定、不予认定"), f"{found.confirmed}, {found.dismissed}"),
        (Text("raised", "提示时刻"), found.raised_at.isoformat()),
        (Text("takes back", "撤回的提示"), found.retracts),
        (Text("taken back by", "被撤回于"), ", ".join(found.retracted_by) or None),
    ]
    print_table(
        [Text("alert", "提示"), Text(found.alert_id, found.alert_id)],
        [(text(label), value if value is None else str(value)) for label, value in rows],
    )
    print_line(text(Text(found.explanation_en, found.explanation_zh)))
    for reference in found.refers_to:
        print_line(f"  → {reference}")


def _addressee(directory: "Directory", found: "ToldAlert") -> str | None:
    from consumers.alerts import stage
    from schemas.announcement import addressee

    agency = directory.agencies.get(found.agency)
    return text(addressee(agency, is_overdue=stage(found.stage).name == "overdue")) if agency else None


def agency_name(directory: "Directory", agency: str) -> Text:
    """The agency's name; its code where the directory does not know it."""
    known = directory.agencies.get(agency)
    return known.name if known else Text(agency, agency)


def item_name(directory: "Directory", item: str | None) -> Text:
    """The item's name; its code where the directory does not know it, a dash where there is none."""
    known = directory.items.get(item or "")
    return known.name if known else Text(item or "–", item or "–")


def stage_words(written: str) -> Text:
    """A stage in words."""
    from consumers.alerts import stage

    name, working_days = stage(written)
    if working_days is None:
        return STAGES[name]
    return Text(*(words.format(working_days) for words in DAYS_PAST[name]))


def due_words(due_on: date, due_on_adjusted: date) -> Text:
    """The date by which it is judged, and that of the Rules where a declared outage moved it."""
    if due_on == due_on_adjusted:
        return Text(f"{due_on}", f"{due_on}")
    return Text(
        f"{due_on_adjusted} (without declared outages {due_on})", f"{due_on_adjusted}(未扣除接收中断为 {due_on})"
    )


def retracted_words(retracted: int, count: int) -> Text:
    """Says how much of what was told has been taken back."""
    return Text(f"Taken back since: {retracted} of {count}.", f"其后已撤回:{count} 项中的 {retracted} 项。")
