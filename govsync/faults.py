"""`govsync faults`: the fault matrix on a platform of its own, and the oracles that judge what is left."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.terminal import help_text, print_json, print_line, print_table, say, tell, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govsync.fault_matrix.matrix import Row
    from govsync.fault_matrix.oracles import Injected
    from govsync.fault_matrix.run import Report

app = typer.Typer(add_completion=False)

HELP = Text(
    "Run the chain under load on a platform of its own while processes and servers are killed, frozen and cut off by a "
    "seeded schedule; then ask whether anything was lost, doubled or overtaken. Exit code 1 if an oracle is red.",
    "在独立的临时平台上加载运行整条链路,按随机种子确定的计划杀死、冻结、断开各进程与服务;"
    "然后检查是否有丢失、重复或被旧版本覆盖。任一判据不通过则退出码为 1。",
)
EXAMPLES = ("govsync faults --minutes 5 --seed 7", "govsync faults --only K1,B2,P1 --json", "govsync faults --list")


@app.command(help=help_text(HELP, *EXAMPLES))
def faults(
    seed: Annotated[
        int, typer.Option(help=text(Text("The same seed, the same schedule and events.", "随机种子。")))
    ] = 1,
    minutes: Annotated[
        float,
        typer.Option(min=0.1, help=text(Text("How long faults are injected, per seed.", "每个种子注入故障的分钟数。"))),
    ] = 1,
    seeds: Annotated[
        int,
        typer.Option(min=1, help=text(Text("So many runs, seeds one after the other.", "运行次数,种子依次递增。"))),
    ] = 1,
    brokers: Annotated[
        int,
        typer.Option(
            min=1,
            max=5,
            help=text(Text("How many Kafka brokers; some faults need three.", "broker 数量,部分故障需要三台。")),
        ),
    ] = 1,
    only: Annotated[
        str | None,
        typer.Option(help=text(Text("These rows of the matrix alone: K1,B2.", "仅限这些故障,如 K1,B2。"))),
    ] = None,
    logs: Annotated[
        Path | None,
        typer.Option(help=text(Text("Copy every process's log into this folder.", "将各进程日志复制到此文件夹。"))),
    ] = None,
    show: Annotated[
        bool, typer.Option("--list", help=text(Text("Show the matrix and end.", "列出故障矩阵后退出。")))
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object per run.", "每次运行输出一个 JSON 对象。")))
    ] = False,
) -> None:
    """Exit codes: 0 every oracle is green, 1 one is red, 2 could not run."""
    from govsync.fault_matrix.matrix import chosen, rows

    if show:
        _list(list(rows().values()), as_json=as_json)
        return
    selected = chosen(only, brokers)
    reports = []
    for number in range(seed, seed + seeds):
        report = _run(selected, number, minutes * 60, brokers, logs)
        reports.append(report)
        if as_json:
            print_json(report.as_json())
        else:
            _print(report)
    if not all(report.green for report in reports):
        raise typer.Exit(1)


def _run(selected: "Sequence[Row]", seed: int, seconds: float, brokers: int, logs: Path | None) -> "Report":
    from govsync.fault_matrix.run import run
    from govsync.up import private_platform

    # Inherited by the workers: their named points of death may be armed.
    os.environ["GOVSYNC_FAILPOINTS"] = "1"
    with private_platform("--validators", "2", "--materialisers", "2", "--brokers", str(brokers)) as settings:
        tell(Text(f"Seed {seed}: {seconds:g} s of faults ...", f"种子 {seed}:注入故障 {seconds:g} 秒……"))
        try:
            return run(settings, selected, seed, seconds, datetime.now(UTC), _tell)  # noqa: TID251 - the shell reads the clock
        finally:
            if logs is not None:
                shutil.copytree(settings.home / "log", logs / f"seed-{seed}", dirs_exist_ok=True)


def _tell(row: "Row", injected: "Injected | None") -> None:
    if injected is None:
        tell(Text(f"  {row.id} did not take place: {row.name.en}", f"  {row.id} 未发生:{row.name.zh}"))
        return
    at, recovered = injected.at_seconds, injected.recovered_seconds
    tell(
        Text(
            f"  {at:5.0f} s  {row.id}  {row.name.en}; {injected.pending} pending, caught up {recovered:.1f} s after it healed",
            f"  {at:5.0f} 秒  {row.id}  {row.name.zh};待处理 {injected.pending} 条,恢复后 {recovered:.1f} 秒追平",
        )
    )


def _list(rows: "Sequence[Row]", *, as_json: bool) -> None:
    if as_json:
        print_json({"rows": [row.model_dump(mode="json") for row in rows]})
        return
    print_table(
        [Text("row", "编号"), Text("fault", "故障"), Text("not injected, because", "未注入的原因")],
        [[row.id, text(row.name), text(row.not_injected) if row.not_injected else ""] for row in rows],
    )


def _print(report: "Report") -> None:
    from govsync.fault_matrix.oracles import NAMES, NOT_ASKED

    count = len(report.injected)
    slowest = max((i.recovered_seconds for i in report.injected), default=0.0)
    say(
        Text(
            f"Seed {report.seed}: {report.events:,} events, {report.repeats:,} of them repeats, {count} faults in "
            f"{report.seconds:.0f} s; slowest to catch up {slowest:.1f} s.",
            f"种子 {report.seed}:{report.events:,} 条事件(其中重复 {report.repeats:,} 条),{report.seconds:.0f} 秒内 "
            f"{count} 次故障;最慢 {slowest:.1f} 秒追平。",
        )
    )
    if report.stuck:
        print_line(f"✗ {report.stuck}")
    for name, wrong in report.wrong.items():
        print_line(f"{'✗' if wrong else '✓'} {name} {text(NAMES[name])}")
        for each in wrong:
            print_line(f"    {each}")
    for name, reason in NOT_ASKED.items():
        print_line(f"- {name} {text(NAMES[name])}: {text(reason)}")
