"""`govsync roles`: the database roles of agencies, planned first, then applied; and the grants they follow from."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from infra.grants import SharingGrant
    from infra.postgres import Cursor
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


Agency = Annotated[str, typer.Option(help=text(Text("Code of the agency that may read.", "获准部门代码。")))]
ItemCode = Annotated[str, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))]
Decision = Annotated[str, typer.Option(help=text(Text("The decision it rests on.", "所依据的决定。")))]
Officer = Annotated[str, typer.Option(help=text(Text("Who enters it.", "经办人员。")))]


@app.command(
    "grant",
    help=help_text(
        Text(
            "Enter that an agency was granted an item shared under conditions (Article 26(2)), and open it to the agency's role "
            "on the days of the grant. Who entered it and why is kept.",
            "登记某部门获准使用有条件共享的信息项(第二十六条第二款),并在有效期内向该部门的角色开放。登记人与依据均留存。",
        ),
        "govsync roles grant --agency gz-justice --item np-social-security --officer 'sharing desk 2' --decision 'reply 2026/31' "
        "--to 2026-12-31",
    ),
)
def grant(
    agency: Agency,
    item: ItemCode,
    officer: Officer,
    decision: Decision,
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from", formats=["%Y-%m-%d"], help=text(Text("First day; today if not given.", "起始日期,默认当日。"))
        ),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option(
            "--to", formats=["%Y-%m-%d"], help=text(Text("Last day; open if not given.", "截止日期,默认不限。"))
        ),
    ] = None,
    masked: Annotated[
        bool, typer.Option("--masked", help=text(Text("The masked part alone.", "仅限脱敏部分。")))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from infra import grants, roles
    from schemas.directory_files import load_directory

    directory, today = load_directory(), _today()
    projection = "MASKED" if masked else "FULL"
    granted = grants.SharingGrant(
        agency, item, projection, first.date() if first else today, last.date() if last else None, decision.strip()
    )
    with _cursor() as cursor:
        is_new = grants.give(cursor, directory, granted, officer)
        done = roles.apply(cursor, directory, today)
    _show(done, as_json=as_json)
    if not is_new:
        say(Text("The grant was there already.", "该授权此前已登记。"))
    if granted.valid_from_on > today:
        say(_later(granted.valid_from_on))


@app.command(
    "revoke",
    help=help_text(
        Text(
            "End what an agency was granted of an item, today or from a later day on, and close it to the agency's role. Who "
            "ended it and why is kept.",
            "自当日或以后某日起收回某部门对信息项的授权,并取消其角色的读取权限。经办人与依据均留存。",
        ),
        "govsync roles revoke --agency gz-justice --item np-social-security --officer 'sharing desk 2' "
        "--decision 'misuse report 4'",
    ),
)
def revoke(
    agency: Agency,
    item: ItemCode,
    officer: Officer,
    decision: Decision,
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            formats=["%Y-%m-%d"],
            help=text(Text("First day without; today if not given.", "收回起始日,默认当日。")),
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from infra import grants, roles
    from schemas.directory_files import load_directory

    directory, today = load_directory(), _today()
    on = first.date() if first else today
    with _cursor() as cursor:
        grants.end(cursor, agency, item, on, today=today, officer=officer, decision=decision)
        done = roles.apply(cursor, directory, today)
    _show(done, as_json=as_json)
    if on > today:
        say(_later(on))


@app.command(
    "grants",
    help=help_text(
        Text(
            "List what agencies were granted of items shared under conditions, or every change: who, when, what, why.",
            "列出各部门获准使用的有条件共享信息项,或全部变更记录。",
        ),
        "govsync roles grants --changes",
    ),
)
def list_grants(
    changes: Annotated[
        bool, typer.Option("--changes", help=text(Text("Every change: who, when, what, why.", "全部变更记录。")))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from infra import grants, reference

    with _cursor() as cursor:
        found = reference.changes(cursor, "grant") if changes else [_stated(g) for g in grants.grants(cursor)]
    if as_json:
        print_json({"changes" if changes else "grants": found})
    elif changes:
        columns = [
            Text("at", "时间"), Text("officer", "经办人员"), Text("grant", "授权"), Text("decision", "依据"), Text("after", "变更后"),
        ]  # fmt: skip
        print_table(
            columns, [[c["changed_at"], c["officer"], c["key"], c["reason"] or "", _until(c["after"])] for c in found]
        )
    else:
        columns = [
            Text("agency", "部门"), Text("item", "信息项"), Text("part", "范围"), Text("from", "起"), Text("to", "止"),
            Text("decision", "依据"),
        ]  # fmt: skip
        print_table(columns, [list(row.values()) for row in found])


def _stated(granted: "SharingGrant") -> dict[str, Any]:
    return {name: str(value) if isinstance(value, date) else value for name, value in granted._asdict().items()}


def _until(after: "dict[str, Any] | None") -> str:
    return text(Text("none", "无")) if after is None else f"{after['projection']} ≤ {after['valid_to_on'] or '∞'}"


def _later(day: date) -> Text:
    return Text(
        f"It takes effect with the first `govsync roles apply` from {day} on.",
        f"自 {day} 起首次运行 `govsync roles apply` 时生效。",
    )


def _today() -> date:
    from stream_processors.rules.timeliness import beijing_date

    return beijing_date(datetime.now(UTC))  # noqa: TID251 - a command reads the clock


@contextmanager
def _cursor() -> "Iterator[Cursor]":
    from infra.postgres import connect, transaction
    from infra.settings import Settings

    settings = Settings.load()
    with (
        reached(settings),
        closing(connect(settings, "govsync-roles")) as connection,
        transaction(connection) as cursor,
    ):
        yield cursor


def _run(*, changing: bool) -> "Plan":
    from infra import roles
    from schemas.directory_files import load_directory

    with _cursor() as cursor:
        return (roles.apply if changing else roles.plan)(cursor, load_directory(), _today())


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
