"""`govsync topics`: the topics that follow from the directory, planned first, then applied."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from infra.topics import Plan

app = typer.Typer(help=text(Text("Create topics. Example: govsync topics plan", "创建主题。示例:govsync topics plan")))

AsJson = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))]


@app.command(
    "plan",
    help=help_text(
        Text(
            "Show which topics would be created and which differ from the directory; changes nothing. Exits with 1 when "
            "something would be done or differs.",
            "显示将创建哪些主题、哪些与目录不符;不做更改。有待办或不符时退出码为 1。",
        ),
        "govsync topics plan",
    ),
)
def plan(as_json: AsJson = False) -> None:
    """Exit codes: 0 as it ought to be, 1 something differs, 2 could not run."""
    from infra import topics
    from infra.settings import Settings

    settings = Settings.load()
    with reached(settings):
        found = topics.plan(settings)
    if as_json:
        print_json(_as_json(found))
    else:
        print_table(
            [Text("topic to create", "待创建主题"), Text("partitions", "分区数"), Text("settings", "配置")],
            [[t.name, t.partitions, " ".join(f"{k}={v}" for k, v in sorted(t.config.items()))] for t in found.create],
        )
        for conflict in found.conflicts:
            conflicting = Text(
                f"✗ {conflict}: partition counts are fixed for life; restore `partitions` in the item file",
                f"✗ {conflict}:分区数终身固定;请恢复信息项文件中的 partitions",
            )
            print_line(text(conflicting))
        _say_counts(found)
    raise typer.Exit(1 if found.create or found.conflicts else 0)


@app.command(
    "apply",
    help=help_text(
        Text(
            "Create the missing topics and broadcast the reference data. Safe to repeat; changes no existing topic.",
            "创建缺少的主题并广播参考数据。可重复运行;不更改已有主题。",
        ),
        "govsync topics apply",
    ),
)
def apply(as_json: AsJson = False) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from infra import topics
    from infra.settings import Settings

    settings = Settings.load()
    with reached(settings):
        done = topics.apply(settings)
    if as_json:
        print_json(_as_json(done))
    else:
        for topic in done.create:
            print_line(f"+ {topic.name}")
        _say_counts(done)


def _as_json(found: "Plan") -> dict[str, Any]:
    return {
        "create": [{"name": t.name, "partitions": t.partitions, "config": t.config} for t in found.create],
        "present": list(found.present),
        "conflicts": list(found.conflicts),
    }


def _say_counts(found: "Plan") -> None:
    say(
        Text(
            f"{len(found.create)} to create, {len(found.present)} present, {len(found.conflicts)} in conflict.",
            f"待创建 {len(found.create)} 个,已有 {len(found.present)} 个,不符 {len(found.conflicts)} 个。",
        )
    )
