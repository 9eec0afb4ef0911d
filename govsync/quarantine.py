"""`govsync quarantine`: what is refused and why, and bringing it in, letting it in, or letting it go. Never values."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, progress, say, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from consumers.held import Selection, Story
    from consumers.replay import Ends
    from infra.settings import Settings

app = typer.Typer(
    help=text(
        Text(
            "Refused records: look at them, replay them, release or purge them. Example: govsync quarantine list",
            "被拒收的记录:查看、重放、放行、清除。示例:govsync quarantine list",
        )
    )
)

_EVERY_SECONDS = 0.2

Ids = Annotated[
    list[int] | None, typer.Argument(metavar="[ID]...", help=text(Text("These records only.", "仅这些记录。")))
]
Agency = Annotated[str | None, typer.Option(help=text(Text("Of this provider only.", "仅此提供部门。")))]
Item = Annotated[str | None, typer.Option(help=text(Text("Of this item only.", "仅此信息项。")))]
Rule = Annotated[str | None, typer.Option(help=text(Text("With this rule only.", "仅含此规则。")))]
OlderThan = Annotated[
    int | None,
    typer.Option(
        min=0, metavar="DAYS", help=text(Text("First received longer ago than this.", "接收时间早于若干天前。"))
    ),
]
Officer = Annotated[str, typer.Option(help=text(Text("Who decides; required.", "决定人,必填。")))]
Yes = Annotated[bool, typer.Option("--yes", help=text(Text("Do it, not only show it.", "执行,而非仅预览。")))]
Wait = Annotated[
    float, typer.Option(min=0, metavar="SECONDS", help=text(Text("Wait so long for the outcome.", "等待结果的秒数。")))
]
AsJson = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))]


@app.command(
    "list",
    help=help_text(
        Text(
            "List what is held, the newest first, or count it by agency, item and rule.",
            "列出被隔离的记录,最新的在前;或按部门、信息项和规则计数。",
        ),
        "govsync quarantine list --count",
        "govsync quarantine list --agency gz-market-regulation --rule CONF-CODE --older-than 10",
    ),
)
def list_held(
    agency: Agency = None,
    item: Item = None,
    rule: Rule = None,
    older_than: OlderThan = None,
    state: Annotated[str, typer.Option(help=text(Text("open, released or all.", "open、released 或 all。")))] = "open",
    count: Annotated[
        bool, typer.Option("--count", help=text(Text("Counts instead of records.", "只计数,不逐条列出。")))
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help=text(Text("At most so many.", "最多条数。")))] = 50,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import held
    from infra.settings import Settings

    selection = _selection(agency=agency, item=item, rule=rule, older_than=older_than, state=_state(state))
    settings = Settings.load()
    if count:
        with reached(settings):
            groups = held.counted(settings, selection)
        if as_json:
            listed = [{**g._asdict(), "oldest_received_at": g.oldest_received_at.isoformat()} for g in groups]
            print_json({"groups": listed})
            return
        columns = [
            Text("provider", "提供部门"), Text("item", "信息项"), Text("rule", "规则"), Text("records", "记录数"),
            Text("oldest", "最早接收"),
        ]  # fmt: skip
        print_table(columns, [[*group[:4], f"{group.oldest_received_at:%Y-%m-%d %H:%M}Z"] for group in groups])
        say(Text("A record refused by several rules counts for each.", "因多条规则被拒收的记录在各规则下均计数。"))
        return
    with reached(settings):
        found, total = held.held_records(settings, selection, limit)
    if as_json:
        print_json({"total": total, "held": [record.as_json() for record in found]})
        return
    columns = [
        Text("id", "编号"), Text("provider", "提供部门"), Text("item", "信息项"), Text("seq", "序号"),
        Text("received", "接收时间"), Text("due on", "到期日"), Text("replays", "重放次数"), Text("reasons", "原因"),
    ]  # fmt: skip
    print_table(
        columns,
        [
            [
                str(r.quarantine_id), r.provider, r.item, None if r.seq is None else str(r.seq), f"{r.received_at:%Y-%m-%d %H:%M}Z",
                r.due_on, f"{r.attempts}{' …' if r.is_underway else ''}",
                ", ".join(f"{reason.rule} {reason.path}".strip() for reason in r.reasons),
            ]
            for r in found
        ],
    )  # fmt: skip
    shown = Text(f"{len(found)} of {total}. Details: govsync quarantine show ID", f"{total} 条中的 {len(found)} 条。详情:govsync quarantine show 编号")  # fmt: skip
    say(shown)


@app.command(
    "show",
    help=help_text(
        Text(
            "Show one refused record: its reasons with what to do, where it came from, and what was done about it. The "
            "number is masked; of the bytes only size and SHA-256 are shown.",
            "显示一条被拒收记录:原因与处理办法、来源、处理经过。号码已遮盖;原始字节只显示大小与 SHA-256。",
        ),
        "govsync quarantine show 17",
    ),
)
def show(
    quarantine_id: Annotated[
        int, typer.Argument(metavar="ID", help=text(Text("Number from the list.", "列表中的编号。")))
    ],
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import held
    from infra.settings import Settings

    settings = Settings.load()
    with reached(settings):
        found = held.story(settings, quarantine_id)
    if as_json:
        print_json(found.as_json())
        return
    _print_story(found)


_SHOWN = {
    "provider": Text("provider", "提供部门"),
    "item": Text("item", "信息项"),
    "seq": Text("seq", "序号"),
    "submission_id": Text("submission", "报送"),
    "identity": Text("identity, masked", "主体标识(已遮盖)"),
    "record_version": Text("record version", "记录版本"),
    "changed_on": Text("changed on", "变更日期"),
    "due_on": Text("due on", "到期日"),
    "received_at": Text("received", "接收时刻"),
    "severity": Text("severity", "严重程度"),
    "state": Text("state", "状态"),
    "released_at": Text("released", "放行时刻"),
    "purged_at": Text("purged", "清除时刻"),
    "bytes_size": Text("bytes", "字节数"),
    "bytes_sha256": Text("SHA-256", "SHA-256"),
}


def _print_story(found: "Story") -> None:
    record = found.record
    shown = record.as_json()
    rows = [[text(name), None if shown[key] is None else str(shown[key])] for key, name in _SHOWN.items()]
    place = f"{record.source_topic}[{record.source_partition}] @ {record.source_offset}"
    rows.append([text(Text("came from", "来源")), place])
    identifier = str(record.quarantine_id)
    print_table([Text("quarantine", "隔离"), Text(identifier, identifier)], rows)
    for reason in record.reasons:
        print_line(f"✗ {reason.rule} {reason.path}\n  {text(reason.message)}")
    if found.release is not None:
        decided = found.release
        print_line(
            text(
                Text(
                    f"■ {decided.decided_at:%Y-%m-%dT%H:%M:%SZ} released from {', '.join(decided.rules)} by {decided.officer}: "
                    f"{decided.reason}\n  the provider stated: {decided.statement}",
                    f"■ {decided.decided_at:%Y-%m-%dT%H:%M:%SZ} {decided.officer} 决定放行({'、'.join(decided.rules)}):"
                    f"{decided.reason}\n  提供部门说明:{decided.statement}",
                )
            )
        )
    for tried in found.tried:
        at = tried.decided_at or tried.sent_at or tried.planned_at
        rules = ", ".join(reason.rule for reason in tried.reasons)
        by = tried.planned_by or "-"
        print_line(
            text(
                Text(
                    f"↻ {at:%Y-%m-%dT%H:%M:%SZ} replay {tried.attempt} by {by}: {tried.state} {rules}".rstrip(),
                    f"↻ {at:%Y-%m-%dT%H:%M:%SZ} 第 {tried.attempt} 次重放({by}):{tried.state} {rules}".rstrip(),
                )
            )
        )


@app.command(
    "replay",
    help=help_text(
        Text(
            "Send held records through the validator again: by number, by agency, item, rule or age. Shows what it would do; "
            "with --yes it does it. Interrupted, go on with --resume: nothing is lost or doubled. A record that is refused "
            "again stays held, and its clock runs on.",
            "将被隔离的记录重新送交校验:可按编号、部门、信息项、规则或时间选择。默认只预览,加 --yes 执行。中断后以 --resume 继续,"
            "不会丢失或重复。再次被拒收的记录仍被隔离,时限继续计算。",
        ),
        "govsync quarantine replay --rule OWN-RESPONSIBILITY --item np-birth",
        "govsync quarantine replay 17 18 --yes",
        "govsync quarantine replay --resume",
    ),
)
def replay(
    ids: Ids = None,
    agency: Agency = None,
    item: Item = None,
    rule: Rule = None,
    older_than: OlderThan = None,
    yes: Yes = False,
    resume: Annotated[
        bool,
        typer.Option("--resume", help=text(Text("Send what an interrupted replay left.", "发送中断的重放所余部分。"))),
    ] = False,
    rate: Annotated[
        float,
        typer.Option(min=0.1, metavar="RECORDS", help=text(Text("At most so many per second.", "每秒最多条数。"))),
    ] = 200.0,
    wait: Wait = 30.0,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from getpass import getuser

    from consumers import replay as replaying
    from infra.settings import Settings
    from stream_processors.rules.parameters import Parameters
    from stream_processors.rules.timeliness import beijing_date

    now = _now()
    allowed = Parameters.load().integer("quarantine_replay_attempts", beijing_date(now))
    settings = Settings.load()
    if resume:
        if yes or ids or agency or item or rule or older_than is not None:
            raise Refusal(
                "--resume goes on with what was planned before; it takes no selection. Leave the rest out.",
                "--resume 继续此前已安排的重放,不接受其他选择条件。请去掉其余选项。",
            )
        with reached(settings):
            _send(settings, rate, wait, as_json=as_json)
        return
    selection = _selection(ids=ids, agency=agency, item=item, rule=rule, older_than=older_than)
    with reached(settings):
        preview = replaying.preview(settings, selection, allowed)
        if not yes:
            left = replaying.planned(settings)
            if as_json:
                print_json({**preview._asdict(), "left_by_interrupted": left})
                return
            print_table(
                [Text("ready", "可重放"), Text("underway", "重放中"), Text("tried too often", "超过次数"), Text("bytes not kept", "未保留字节")],
                [list(preview)],
            )  # fmt: skip
            say(Text("Nothing was sent. Add --yes to send what is ready.", "尚未发送。加 --yes 发送可重放的记录。"))
            if left:
                say(
                    Text(
                        f"{left} planned before have not been sent: they go along, or send them with --resume.",
                        f"此前已安排的 {left} 条尚未发送:将一并发送,或以 --resume 单独发送。",
                    )
                )
            return
        replaying.plan(settings, selection, allowed, getuser(), now)
        _send(settings, rate, wait, as_json=as_json)


def _send(settings: "Settings", rate: float, wait_seconds: float, *, as_json: bool) -> None:
    """Send what is planned, wait for the outcome, and tell it."""
    from time import sleep

    from consumers import replay as replaying

    started_at = _now()
    planned = replaying.planned(settings)
    with progress() as display:
        task = display.add_task(text(Text("replaying", "重放")), total=planned)
        sent = replaying.send(
            settings, replaying.Pace(rate), _now, sleep, lambda count: display.update(task, completed=count)
        )
    ends = _await(lambda: replaying.ends(settings, started_at), wait_seconds)
    if as_json:
        print_json({"sent": sent, **ends._asdict()})
        return
    print_table(
        [Text("sent", "已发送"), Text("accepted", "已接收"), Text("accepted before", "此前已接收"), Text("refused again", "再次拒收"), Text("underway", "处理中")],
        [[sent, *ends]],
    )  # fmt: skip
    if ends.underway:
        say(
            Text(
                "Some have no outcome yet. See later with `govsync quarantine list`, and whether the workers run with "
                "`govsync status`.",
                "部分尚无结果。请稍后用 `govsync quarantine list` 查看,并用 `govsync status` 查看各进程。",
            )
        )


def _await(asked: "Callable[[], Ends]", wait_seconds: float) -> "Ends":
    """The outcomes once all are there, or as they are when the time is over."""
    from time import monotonic, sleep

    deadline = monotonic() + wait_seconds
    while (found := asked()).underway and monotonic() < deadline:
        sleep(_EVERY_SECONDS)
    return found


@app.command(
    "release",
    help=help_text(
        Text(
            "Let one record in although a check of its code refused it, since its provider confirmed that the code was really "
            "issued. Recorded with who, what the provider stated, and why; then replayed. Its first receipt counts for the "
            "clock.",
            "因提供部门确认代码确已签发,放行一条因代码校验被拒收的记录。记录决定人、部门说明及理由,随后重放。时限以首次接收为准。",
        ),
        'govsync quarantine release 17 --officer "supervision desk 2" --statement "letter 2026-14: printed on the licence" '
        '--reason "copy of the licence seen"',
    ),
)
def release(
    quarantine_id: Annotated[
        int, typer.Argument(metavar="ID", help=text(Text("Number from the list.", "列表中的编号。")))
    ],
    officer: Officer = "",
    statement: Annotated[
        str, typer.Option(help=text(Text("What the provider stated; required.", "提供部门的说明,必填。")))
    ] = "",
    reason: Annotated[str, typer.Option(help=text(Text("Why; required.", "理由,必填。")))] = "",
    wait: Wait = 30.0,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import releasing
    from infra.settings import Settings

    settings = Settings.load()
    with reached(settings):
        grounds = releasing.Grounds(officer, statement, reason)
        rules = releasing.decide(settings, quarantine_id, grounds, _now())
        if not as_json:
            say(
                Text(
                    f"{quarantine_id} is released from {', '.join(rules)}.",
                    f"{quarantine_id} 已就 {'、'.join(rules)} 放行。",
                )
            )
        _send(settings, 200.0, wait, as_json=as_json)


@app.command(
    "purge",
    help=help_text(
        Text(
            "Delete bytes and numbers of refused records that nothing depends on any more: accepted since, decided, or never "
            "decodable. A hash, who, when and why remain. Shows what it would do; with --yes it does it.",
            "清除不再需要的被拒收记录的原始字节与号码:已接收、已有认定、或根本无法解码者。保留摘要及清除人、时间和理由。默认只预览,加 --yes 执行。",
        ),
        "govsync quarantine purge --older-than 365",
        'govsync quarantine purge --officer "operations desk" --reason "retention is over" --yes',
    ),
)
def purge(
    agency: Agency = None,
    item: Item = None,
    rule: Rule = None,
    older_than: OlderThan = None,
    officer: Officer = "",
    reason: Annotated[
        str, typer.Option(help=text(Text("Why; required with --yes.", "理由,与 --yes 同用时必填。")))
    ] = "",
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import purging
    from infra.settings import Settings
    from stream_processors.rules.parameters import Parameters
    from stream_processors.rules.timeliness import beijing_date

    now = _now()
    shortest = Parameters.load().integer("quarantine_retention_days", beijing_date(now))
    days = shortest if older_than is None else older_than
    if days < shortest:
        raise Refusal(
            f"--older-than {days} is shorter than the retention of {shortest} days (parameter quarantine_retention_days). "
            "Give more days, or change the parameter.",
            f"--older-than {days} 短于保留期 {shortest} 天(参数 quarantine_retention_days)。请增大天数,或修改参数。",
        )
    selection = _selection(agency=agency, item=item, rule=rule, older_than=days, state=None)
    settings = Settings.load()
    with reached(settings):
        may_go, stay = purging.purgeable(settings, selection)
        purged = 0
        if yes:
            with progress() as display:
                task = display.add_task(text(Text("purging", "清除")), total=may_go)
                purged = purging.purge(
                    settings, selection, officer, reason, now, lambda count: display.update(task, completed=count)
                )
    if as_json:
        print_json({"older_than_days": days, "may_go": may_go, "stay": stay, "purged": purged})
        return
    print_table(
        [Text("may go", "可清除"), Text("have to stay", "须保留"), Text("purged", "已清除")], [[may_go, stay, purged]]
    )
    if not yes:
        say(
            Text(
                "Nothing was deleted. Add --yes, --officer and --reason.",
                "尚未清除。请加 --yes、--officer 与 --reason。",
            )
        )


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a command reads the clock


def _state(named: str) -> str | None:
    states = {"open": "OPEN", "released": "RELEASED", "all": None}
    if named not in states:
        raise Refusal(
            f"--state {named!r} is unknown. Use one of {', '.join(states)}.",
            f"--state {named!r} 无法识别。可用:{'、'.join(states)}。",
        )
    return states[named]


def _selection(
    *,
    ids: list[int] | None = None,
    agency: str | None,
    item: str | None,
    rule: str | None,
    older_than: int | None,
    state: str | None = "OPEN",
) -> "Selection":
    from consumers.held import Selection
    from schemas.directory_files import load_directory

    if item is not None:
        load_directory().item(item)
    before = None if older_than is None else _now() - timedelta(days=older_than)
    return Selection(tuple(ids) if ids else None, agency, item, rule, before, state)
