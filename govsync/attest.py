"""`govsync attest`: a provider states that nothing has changed."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, text
from schemas.bilingual import Text

app = typer.Typer(add_completion=False)


@app.command(
    help=help_text(
        Text(
            "State that nothing of an item changed up to and including a day: an event under your next seq, kept in the "
            "history as evidence. Silence alone is none. Exit codes: 0 done, 2 could not run.",
            "声明某信息项截至某日(含当日)没有变更:以下一个序号发布事件,作为证据保存在历史中;沉默本身不构成证据。"
            "退出码:0 完成,2 无法运行。",
        ),
        "govsync attest --item ot-air-quality --provider gz-ecology-environment --as-of 2026-03-31",
    ),
)
def attest(
    item: Annotated[str, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))],
    provider: Annotated[str, typer.Option(help=text(Text("Your agency code.", "本部门代码。")))],
    as_of: Annotated[
        datetime,
        typer.Option(
            formats=["%Y-%m-%d"],
            help=text(Text("The last day on which nothing had changed.", "没有变更的最后一日。")),
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help=text(Text("Print JSON.", "输出 JSON。")))] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from infra.settings import Settings
    from producers import attestation
    from producers.publisher import providing
    from schemas.directory_files import load_directory

    wanted = providing(load_directory(), provider, item)
    settings = Settings.load()
    with reached(settings):
        attested = attestation.attest(settings, provider, wanted, as_of.date(), clock=_now)
    if as_json:
        print_json({**attested._asdict(), "as_of": attested.as_of.isoformat()})
        return
    print_line(
        text(
            Text(
                f"Attested: nothing changed up to {attested.as_of}. Event {attested.seq}, submission {attested.submission_id}",
                f"已声明:截至 {attested.as_of} 没有变更。序号 {attested.seq},报送批次 {attested.submission_id}",
            )
        )
    )


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a command reads the clock
