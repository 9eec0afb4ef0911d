"""`govsync topics`: the topics that follow from the directory, planned first, then applied."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Refusal, Text

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


@app.command(
    "accept-loss",
    help=help_text(
        Text(
            "Let the workers go on behind records that left a topic before they were read, and keep on record who accepts it and "
            "why. Shows what is lost and exits with 1; with --yes it is done. First have the providers send again, or Kafka "
            "restored: what is passed over does not come back by itself.",
            "让处理进程越过尚未读取就已从主题丢失的记录,并登记由何人因何确认。默认仅显示丢失范围,退出码为 1;加 --yes 才执行。"
            "请先考虑由提供部门重新报送或恢复 Kafka:越过的记录不会自行恢复。",
        ),
        "govsync topics accept-loss shared.np-birth",
        "govsync topics accept-loss shared.np-birth --officer platform-duty --reason 'disk lost, providers send again' --yes",
    ),
)
def accept_loss(
    topic: Annotated[str, typer.Argument(help=text(Text("The topic.", "主题。")))],
    officer: Annotated[str, typer.Option(help=text(Text("Who accepts it.", "确认人。")))] = "",
    reason: Annotated[str, typer.Option(help=text(Text("Why it cannot be brought back.", "无法恢复的原因。")))] = "",
    yes: Annotated[bool, typer.Option("--yes", help=text(Text("Do it.", "执行。")))] = False,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 nothing is lost or it was accepted, 1 something is lost, 2 could not run."""
    from consumers import lost
    from infra.settings import Settings

    settings = Settings.load()
    with reached(settings):
        found = lost.lost(settings, topic)
        if found and yes:
            if not (officer.strip() and reason.strip()):
                raise Refusal(
                    "Say who accepts the loss and why: --officer and --reason go on record.",
                    "请说明由何人因何确认:--officer 与 --reason 将登记在案。",
                )
            now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
            lost.accept(settings, found, officer.strip(), reason.strip(), now)
    if as_json:
        print_json({"lost": [each.as_json() for each in found], "accepted": bool(found and yes)})
    else:
        print_table(
            [
                Text("partition", "分区"),
                Text("next", "下一位移"),
                Text("first kept", "现存最早"),
                Text("at most lost", "最多丢失"),
            ],
            [[f"{x.topic}[{x.partition}]", x.next_offset, x.first_kept, x.offsets] for x in found],
        )
    raise typer.Exit(1 if found and not yes else 0)


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
