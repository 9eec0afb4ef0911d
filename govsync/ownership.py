"""`govsync ownership`: decisions about whose a record is."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from govsync.numbers import read_numbers
from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, say, text
from schemas.bilingual import Refusal, Text

app = typer.Typer(
    help=text(
        Text(
            "Whose a record is. Example: govsync ownership release --help",
            "记录的归属。示例:govsync ownership release --help",
        )
    )
)


@app.callback()
def ownership() -> None:
    """Decisions about whose a record is."""


@app.command(
    "release",
    help=help_text(
        Text(
            "Release a record from the provider of its row by a decision, where that provider cannot delete it with the reason "
            "TRANSFERRED any more (Article 18). The next provider's event then takes the record over; what was held before for "
            "it (OWN-RECORD) can be replayed. A newer version of the former provider takes the decision back. The number comes "
            "from standard input.",
            "依决定解除记录与提供部门的归属关系,用于原部门已无法以 TRANSFERRED 为由删除的情形(第十八条)。此后其他部门的事件可接管该记录,"
            "此前因归属被隔离(OWN-RECORD)的可重放;原部门的更新版本将使该决定失效。号码从标准输入读取。",
        ),
        "govsync ownership release --item np-residence --provider shipai-floating-population --type RESIDENT_ID "
        "--officer 'duty 12' --decision 'merger notice 3' - < number.txt",
    ),
)
def release(
    item: Annotated[str, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))],
    provider: Annotated[str, typer.Option(help=text(Text("Whose the record is now.", "记录现属哪个部门。")))],
    officer: Annotated[str, typer.Option(help=text(Text("Who decides.", "作出决定的人员。")))],
    decision: Annotated[str, typer.Option(help=text(Text("The decision it rests on.", "所依据的决定。")))],
    source: Annotated[str, typer.Argument(metavar="-", help=text(Text("Standard input.", "标准输入。")))] = "-",
    identity_type: Annotated[
        str | None, typer.Option("--type", help=text(Text("Identity type of all numbers.", "所有号码的证件类型。")))
    ] = None,
    record_id: Annotated[
        str, typer.Option(help=text(Text("The record's id, if it has one.", "记录编号(如有)。")))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=text(Text("Print JSON lines.", "输出 JSON 行。")))] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from contextlib import closing

    from consumers import ownership
    from consumers.aliases import Identity
    from infra.postgres import connect, transaction
    from infra.settings import Settings
    from schemas.directory_files import load_directory
    from schemas.identifiers import mask, normal_form
    from stream_processors.rules.timeliness import beijing_date

    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    of_item = load_directory().item(item)
    if not officer.strip() or not decision.strip():
        raise Refusal(
            "A decision names its officer and what it rests on: neither may be empty.",
            "决定须写明经办人员和依据,均不得为空。",
        )
    decided = ownership.Release(provider, officer.strip(), decision.strip(), now)
    numbers = list(read_numbers(source, identity_type))
    settings = Settings.load()
    # All or none: a decision is not half made.
    with (
        reached(settings),
        closing(connect(settings, "govsync-ownership")) as connection,
        transaction(connection) as cursor,
    ):
        versions = []
        for kind, written in numbers:
            number = Identity(kind, normal_form(kind, written, on=beijing_date(now)) or written)
            versions.append((mask(*number), ownership.release(cursor, of_item, number, record_id, decided)))
    for masked, version in versions:
        if as_json:
            print_json({"item": item, "provider": provider, "identity_number": masked, "up_to_version": version})
        else:
            print_line(f"{masked}  ≤ v{version}")
    say(
        Text(
            f"{len(versions)} released. See what is held for them: govsync quarantine list --item {item} --rule OWN-RECORD",
            f"已解除 {len(versions)} 条。查看因此隔离的事件:govsync quarantine list --item {item} --rule OWN-RECORD",
        )
    )
