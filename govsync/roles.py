"""`govsync roles`: the database roles of agencies, planned first, then applied."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from infra.roles import Plan

app = typer.Typer(
    help=text(
        Text(
            "Who may read which table, by the sharing types. Example: govsync roles plan",
            "按共享类型确定各部门可读取的数据表。示例:govsync roles plan",
        )
    )
)

AsJson = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))]


@app.command(
    "plan",
    help=help_text(
        Text(
            "Show which roles would be created and which privileges granted or revoked; changes nothing. Exits with 1 when "
            "something would be done.",
            "显示将创建哪些角色、授予或收回哪些权限;不做更改。有待办时退出码为 1。",
        ),
        "govsync roles plan",
    ),
)
def plan(as_json: AsJson = False) -> None:
    """Exit codes: 0 as it ought to be, 1 something differs, 2 could not run."""
    found = _run(changing=False)
    _show(found, as_json=as_json)
    raise typer.Exit(0 if found.is_empty else 1)


@app.command(
    "apply",
    help=help_text(
        Text(
            "Create the missing roles without login, one per agency, and make their privileges those that follow from the "
            "directory and the grants of today. Give your logins membership, such as GRANT agency_gz_health TO reader.",
            "为每个部门创建不可登录的角色,并使其权限与当日的目录及获准情况一致。请将登录用户加入相应角色,"
            "例如 GRANT agency_gz_health TO reader。",
        ),
        "govsync roles apply",
    ),
)
def apply(as_json: AsJson = False) -> None:
    """Exit codes: 0 done, 2 could not run."""
    _show(_run(changing=True), as_json=as_json)


def _run(*, changing: bool) -> "Plan":
    from infra import roles
    from infra.postgres import connect, transaction
    from infra.settings import Settings
    from schemas.directory import load_directory
    from stream_processors.rules.timeliness import beijing_date

    today = beijing_date(datetime.now(UTC))  # noqa: TID251 - a command reads the clock
    settings = Settings.load()
    with reached(settings):
        connection = connect(settings, "govsync-roles")
        try:
            with transaction(connection) as cursor:
                return (roles.apply if changing else roles.plan)(cursor, load_directory(), today)
        finally:
            connection.close()


def _show(found: "Plan", *, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(found))
        return
    for role in found.create:
        print_line(f"+ {role}")
    changes = [("+", grant) for grant in found.grant] + [("-", grant) for grant in found.revoke]
    if changes:
        columns = [Text("", ""), Text("privilege", "权限"), Text("on", "对象"), Text("roles", "角色数")]
        counted: dict[tuple[str, str, str], int] = {}
        for sign, grant in changes:
            counted[sign, grant.privilege, grant.on] = counted.get((sign, grant.privilege, grant.on), 0) + 1
        print_table(columns, [[*what, count] for what, count in counted.items()])
    say(
        Text(
            f"{len(found.create)} roles to create, {len(found.grant)} privileges to grant, {len(found.revoke)} to revoke.",
            f"待创建角色 {len(found.create)} 个,待授予权限 {len(found.grant)} 项,待收回 {len(found.revoke)} 项。",
        )
    )


def _as_json(found: "Plan") -> dict[str, Any]:
    return {
        "create": list(found.create),
        "grant": [grant._asdict() for grant in found.grant],
        "revoke": [grant._asdict() for grant in found.revoke],
    }
