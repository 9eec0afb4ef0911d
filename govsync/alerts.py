"""`govsync alerts`: what arrived late, and what was refused while its clock runs on, each with its explanation."""

from typing import TYPE_CHECKING, Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consumers.alerts import ToldAlerts
    from schemas.directory import Directory

app = typer.Typer(add_completion=False)

HELP = Text(
    "Show update-lag alerts, grouped by agency, item, due date and stage, each with its explanation. With --open only "
    "refused changes whose clock still runs, at the stage they have reached; what arrived late has arrived.",
    "显示更新滞后提示,按部门、信息项、到期日和阶段汇总,并附说明。加 --open 仅显示期限仍在计算的被拒变更及其当前阶段;"
    "逾期到达的变更已经到达,不在其中。",
)
COLUMNS = (
    Text("agency", "部门"),
    Text("item", "信息项"),
    Text("due", "到期日"),
    Text("stage", "阶段"),
    Text("changes", "变更数"),
)
STAGES = {
    "late": Text("arrived late", "逾期到达"),
    "past-target": Text("arrived past target", "超过目标时间到达"),
    "due-soon": Text("due soon", "即将到期"),
    "due-today": Text("due today", "今日到期"),
}
DAYS_PAST = {
    "overdue": Text("overdue, working day {}", "逾期第 {} 个工作日"),
    "past-target": Text("past target, working day {}", "超过目标第 {} 个工作日"),
}


@app.command(help=help_text(HELP, "govsync alerts --open", "govsync alerts --agency gz-market-regulation --json"))
def alerts(
    only_open: Annotated[
        bool, typer.Option("--open", help=text(Text("Only what is still to be mended.", "仅显示尚待补正的。")))
    ] = False,
    agency: Annotated[str | None, typer.Option(help=text(Text("Of one agency.", "仅某一部门。")))] = None,
    item: Annotated[str | None, typer.Option(help=text(Text("Of one item.", "仅某一信息项。")))] = None,
    limit: Annotated[int, typer.Option(min=0, help=text(Text("Show so many groups.", "最多显示的组数。")))] = 20,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object, in full.", "以 JSON 对象完整输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers.alerts import told
    from infra.settings import Settings
    from schemas.directory import load_directory

    directory = load_directory()
    if item is not None:
        directory.item(item)
    if agency is not None and agency not in directory.agencies:
        known = ", ".join(sorted(directory.agencies))
        raise Refusal(
            f"There is no agency {agency!r} in the directory. Known agencies: {known}.",
            f"目录中没有部门 {agency!r}。已有:{known}。",
        )
    settings = Settings.load()
    with reached(settings):
        found = told(settings, only_open=only_open, agency=agency, item=item)
    if as_json:
        print_json({"alerts": [each.as_json() for each in found]})
    elif found:
        _show(found, limit, directory)
    else:
        say(Text("There are no alerts.", "没有提示。"))


def _show(found: "Sequence[ToldAlerts]", limit: int, directory: "Directory") -> None:
    rows = [
        [_name(directory, each.agency), text(directory.items[each.item].name), each.due_on, _stage(each), each.count]
        for each in found[:limit]
        if each.item in directory.items
    ]
    print_table(COLUMNS, rows)
    for each in found[:limit]:
        print_line(f"\n● {text(Text(each.explanation_en, each.explanation_zh))}")
    if len(found) > limit:
        print_line(
            text(
                Text(
                    f"\n... and {len(found) - limit} more: --limit {len(found)}",
                    f"\n……另有 {len(found) - limit} 组:--limit {len(found)}",
                )
            )
        )


def _name(directory: "Directory", agency: str) -> str:
    known = directory.agencies.get(agency)
    return text(known.name) if known else agency


def _stage(told: "ToldAlerts") -> str:
    if told.stage in STAGES:
        return text(STAGES[told.stage])
    name, _, number = told.stage.rpartition("-")
    return text(DAYS_PAST[name]).format(number)
