"""`govsync rebuild`: an item's current table recomputed from its history, the differences named and set right."""

from typing import TYPE_CHECKING, Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, progress, say, tell, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from consumers.rebuild import Rebuilt
    from consumers.recovery import Recovered

app = typer.Typer(add_completion=False)

HELP = Text(
    "Recompute an item's current table from its history, name every difference and set it right in one moment, while the "
    "materialiser goes on. --from-topic first brings rows of history back that the shared topic still holds.",
    "由历史表重算信息项的当前表,指出每一处差异并一次性更正,期间入库不停。加 --from-topic 则先从共享主题补回缺失的历史记录。",
)
KINDS = {
    "missing": Text("records without a current row", "条记录缺少当前行"),
    "extra": Text("current rows without any history", "条当前行没有历史"),
    "differs": Text("current rows that are not what history says", "条当前行与历史不符"),
    "not-transferred": Text(
        "records that changed hands without being let go; let both agencies settle whose they are",
        "条记录未经移交即被接管;请双方核实归属",
    ),
}


@app.command(
    help=help_text(
        HELP,
        "govsync rebuild --item lp-enterprise-registration --dry-run",
        "govsync rebuild --item lp-enterprise-registration --from-topic",
    )
)
def rebuild(
    item: Annotated[str, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))],
    from_topic: Annotated[
        bool,
        typer.Option(
            "--from-topic",
            help=text(Text("First bring back what history lacks.", "先从共享主题补回历史缺失的记录。")),
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=text(
                Text("Only name the differences; exits with 1 if there are any.", "仅指出差异;有差异时退出码为 1。")
            ),
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 the table is as it ought to be, 1 it is not (yet), 2 could not run."""
    from consumers import rebuild as work
    from consumers.recovery import recover
    from infra.settings import Settings
    from schemas.directory_files import load_directory

    if from_topic and dry_run:
        raise typer.BadParameter("--dry-run changes nothing, --from-topic does")
    settings, wanted = Settings.load(), load_directory().item(item)
    recovered = None
    with reached(settings):
        if from_topic:
            with progress() as shown:
                task = shown.add_task(wanted.shared_topic, total=None)
                recovered = recover(settings, wanted, lambda done, all_: shown.update(task, completed=done, total=all_))
        found = work.rebuild(settings, wanted, tell, dry_run=dry_run)
    if as_json:
        print_json(found.as_json() | {"recovered": vars(recovered) if recovered else None})
    else:
        _print(found, recovered, dry_run=dry_run)
    raise typer.Exit(1 if found.is_wrong else 0)


def _print(found: "Rebuilt", recovered: "Recovered | None", *, dry_run: bool) -> None:
    if recovered:
        print_line(
            text(
                Text(
                    f"{recovered.brought_back:,} rows of history brought back from {recovered.read:,} records of the topic.",
                    f"已从主题的 {recovered.read:,} 条记录中补回 {recovered.brought_back:,} 条历史记录。",
                )
            )
        )
    for each in found.deviations:
        print_line(
            f"✗ {each.rows:,} {text(KINDS[each.kind])} ({', '.join(each.places)}{', ...' if each.rows > len(each.places) else ''})"
        )
    if found.numbers:
        print_line(
            text(
                Text(
                    f"✗ {found.numbers:,} rows about how numbers follow one another are not what history says",
                    f"✗ {found.numbers:,} 条号码关系记录与历史不符",
                )
            )
        )
    if found.not_in_history:
        print_line(
            text(
                Text(
                    f"✗ {found.not_in_history:,} events have an outcome but no row of history. Bring back what the topic still holds "
                    "with --from-topic; what it no longer holds is only in a backup.",
                    f"✗ {found.not_in_history:,} 个事件已有处理结果但历史表中没有。请用 --from-topic 从主题补回;主题已不保留的只能从备份恢复。",
                )
            )
        )
    if dry_run and found.is_wrong:
        say(Text("Nothing was changed. Set it right without --dry-run.", "未作任何更改。去掉 --dry-run 即可更正。"))
    else:
        say(
            Text(
                f"{found.compared:,} records compared, {found.written:,} rows written, {found.removed:,} removed.",
                f"已比对 {found.compared:,} 条记录,写入 {found.written:,} 行,删除 {found.removed:,} 行。",
            )
        )
