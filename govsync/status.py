"""`govsync status`: which processes run, and what became of every item's events."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.terminal import help_text, print_json, print_table, say, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from consumers.intake import IntakePause
    from consumers.lost import Lost
    from infra.settings import Settings

app = typer.Typer(add_completion=False)

HELP = Text(
    "Show the processes of the platform in this home and the counts of every item. "
    "Exits with 1 when a process is not running, or records left a topic before they were read.",
    "显示此主目录中平台的进程,以及各信息项的计数。若有进程未在运行,或有记录未读取即从主题丢失,退出码为 1。",
)
PROCESS_COLUMNS = {
    "name": Text("process", "进程"),
    "pid": Text("pid", "进程号"),
    "state": Text("state", "状态"),
    "restarts": Text("restarts", "重启次数"),
}
ITEM_COLUMNS = {
    "inbound": Text("inbound", "收到"),
    "applied": Text("applied", "生效"),
    "superseded": Text("superseded", "被取代"),
    "repeat": Text("repeat", "重复"),
    "quarantined": Text("quarantined", "隔离"),
    "attested": Text("attested", "确认无变化"),
    "current": Text("current", "当前"),
    "history": Text("history", "历史"),
    "consumer_lag": Text("consumer lag", "消费滞后"),
}


@app.command(help=help_text(HELP, "govsync status", "govsync status --json"))
def status(
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Show the processes and the items."""
    from infra.local import platform
    from infra.settings import Settings, read_environment

    settings = Settings.from_environment()
    state = platform.read_state(settings.home)
    processes: list[dict[str, Any]] = state.get("processes", [])
    if state.get("state") == "ready":
        settings = settings.completed_from(read_environment(settings.home))
    items, pauses, gaps = _items(settings, processes)
    shown: dict[str, Any] = {
        "processes": processes,
        "items": items,
        "intake_pauses": [pause.as_json() for pause in pauses],
        "lost": [gap.as_json() for gap in gaps],
    }
    if as_json:
        print_json(shown)
    else:
        _print(settings, shown)
    is_running = bool(processes) and all(process["state"] == "running" for process in processes)
    raise typer.Exit(0 if is_running and not gaps else 1)


def _items(
    settings: "Settings", processes: list[dict[str, Any]]
) -> tuple[dict[str, dict[str, int]] | None, list["IntakePause"], list["Lost"]]:
    """The counts of every item, the pauses of intake that last, and what left a topic unread.

    The counts are None, and the person is told, while a server cannot be asked.
    """
    servers = [process for process in processes if process["name"] in ("kafka", "postgres")]
    if not settings.is_complete() or any(server["state"] != "running" for server in servers):
        return None, [], []
    from confluent_kafka import KafkaException
    from psycopg2 import OperationalError

    from consumers.intake import pauses
    from consumers.lost import lost
    from consumers.standing import item_counts

    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    try:
        return item_counts(settings), pauses(settings, now), lost(settings)
    except (KafkaException, OperationalError) as error:
        fault = str(error).strip()
        say(
            Text(
                f"The items cannot be counted now: {fault}. Try again in a moment.",
                f"目前无法统计各信息项:{fault}。请稍后重试。",
            )
        )
        return None, [], []


def _print(settings: "Settings", shown: dict[str, Any]) -> None:
    if shown["processes"]:
        rows = [
            ["-" if process[name] is None else str(process[name]) for name in PROCESS_COLUMNS]
            for process in shown["processes"]
        ]
        print_table(list(PROCESS_COLUMNS.values()), rows)
    else:
        say(
            Text(
                f"No platform runs in {settings.home}. Start one with: govsync up",
                f"{settings.home} 中没有正在运行的平台。启动请运行:govsync up",
            )
        )
    if shown["items"]:
        columns = [Text("item", "信息项"), *ITEM_COLUMNS.values()]
        rows = [[item, *(counts[name] for name in ITEM_COLUMNS)] for item, counts in shown["items"].items()]
        print_table(columns, rows)
    for pause in shown["intake_pauses"]:
        say(
            Text(
                f"{pause['instance']} takes in no events of {pause['item']} until {pause['resumes_at']}: of the last "
                f"{pause['events']:,}, {pause['refused']:,} were refused. See why with `govsync quarantine list --count --item "
                f"{pause['item']}`; it is tried again by itself.",
                f"{pause['instance']} 在 {pause['resumes_at']} 前暂停接收 {pause['item']}:最近 {pause['events']:,} 个事件中有 "
                f"{pause['refused']:,} 个被拒收。原因见 `govsync quarantine list --count --item {pause['item']}`;到时自动重试。",
            )
        )
    for gap in shown["lost"]:
        say(
            Text(
                f"{gap['topic']}[{gap['partition']}]: up to {gap['offsets']:,} records left the topic before they were read (next "
                f"{gap['next_offset']:,}, first kept {gap['first_kept']:,}), so its worker stops rather than skip them. Have Kafka "
                "restored if it can be; otherwise have the providers send again and let the workers go on with "
                f"`govsync topics accept-loss {gap['topic']}`.",
                f"{gap['topic']}[{gap['partition']}]:最多 {gap['offsets']:,} 条记录尚未读取就已从主题丢失(下一位移 "
                f"{gap['next_offset']:,},现存最早 {gap['first_kept']:,}),处理进程因此停止而不会跳过。能恢复 Kafka 则先恢复;"
                f"否则请提供部门重新报送,并用 `govsync topics accept-loss {gap['topic']}` 让处理进程继续。",
            )
        )
