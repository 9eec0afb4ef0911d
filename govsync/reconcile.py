"""`govsync reconcile`: the shared databases recomputed from what they were told, every difference named."""

from typing import Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, tell, text
from schemas.bilingual import Text

app = typer.Typer(add_completion=False)

HELP = Text(
    "Recompute the current tables from history and the counts from the topics, and name every difference. "
    "Exits with 1 when anything differs.",
    "从历史表重算当前表,从主题重算计数,并指出每一处差异。存在差异时退出码为 1。",
)
COLUMNS = {
    "inbound": Text("inbound", "收到"),
    "applied": Text("applied", "生效"),
    "superseded": Text("superseded", "被取代"),
    "repeat": Text("repeat", "重复"),
    "quarantined": Text("quarantined", "隔离"),
    "attested": Text("attested", "确认无变化"),
    "current": Text("current", "当前"),
}


@app.command(help=help_text(HELP, "govsync reconcile", "govsync reconcile --wait 120 --json"))
def reconcile(
    wait: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0,
            help=text(Text("Wait so long for records underway.", "等待处理中记录的最长秒数。")),
        ),
    ] = 30,
    count_topics: Annotated[
        bool,
        typer.Option(
            "--topics",
            help=text(
                Text(
                    "Read and count the shared topics however large; up to a million records it is done anyway.",
                    "无论多大都逐条清点共享主题;一百万条以内总会清点。",
                )
            ),
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 nothing differs, 1 something differs, 2 could not run."""
    from consumers.reconcile import reconcile as run
    from infra.settings import Settings

    settings = Settings.load()
    with reached(settings):
        report = run(settings, wait, tell, count_topics=count_topics)
    if as_json:
        print_json(report.as_json())
    else:
        columns = [Text("item", "信息项"), *COLUMNS.values(), Text("verdict", "结论")]
        verdicts = {True: Text("✓ right", "✓ 一致"), False: Text("✗ differs", "✗ 有差异")}
        print_table(
            columns,
            [
                [item, *(counts[name] for name in COLUMNS), text(verdicts[report.is_item_green(item)])]
                for item, counts in report.items.items()
            ],
        )
        for note in report.notes:
            print_line(f"- {note.item or ''} {text(note.text)}".replace("-  ", "- "))
        for found in report.differences:
            heading = Text(
                f"✗ {found.item or ''} {found.check}: expected {found.expected:,}, found {found.found:,} ({found.where})",
                f"✗ {found.item or ''} {found.check}:应为 {found.expected:,},实为 {found.found:,}({found.where})",
            )
            print_line(f"{text(heading)}\n  {text(found.message)}")
        say(
            Text("Everything adds up.", "全部一致。")
            if report.green
            else Text(f"{len(report.differences)} differences.", f"共 {len(report.differences)} 处差异。")
        )
    raise typer.Exit(0 if report.green else 1)
