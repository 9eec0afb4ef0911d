"""`govsync obligation`: what each agency owes on any clock of the Rules, and the clocks that officers start and stop."""

import getpass
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.alerts import stage_words
from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from consumers.obligations import Obligation
    from infra.postgres import Cursor
    from stream_processors.ledger import Opening
    from stream_processors.rules.law import Law

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help=text(
        Text(
            "What agencies owe on the clocks of the Rules. Those of changes, gaps and quarters open and close by "
            "themselves; officers start and stop the others. Example: govsync obligation list",
            "各部门按规定时限承担的义务。变更、缺号和季度更新的时限自动起止，其余由主管人员起止。"
            "示例：govsync obligation list",
        )
    ),
)

ObligationId = Annotated[
    int, typer.Argument(metavar="ID", help=text(Text("Number from the list.", "列表中的编号。")))
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))]
Officer = Annotated[
    str | None,
    typer.Option(
        help=text(
            Text("Who does it: name of office or staff number; the account if not given.", "经办人：岗位名称或工号，默认为当前账户。")
        )
    ),
]  # fmt: skip
Reason = Annotated[str, typer.Option(help=text(Text("Why, with the document it rests on.", "理由及所依据的文件。")))]
On = Annotated[
    str,
    typer.Option(
        "--on", metavar="DATE", help=text(Text("The day it happened, Beijing time.", "发生之日（北京时间）。"))
    ),
]

STATES = {
    "OPEN": Text("open", "进行中"),
    "CLOSED": Text("closed", "已结"),
    "RETRACTED": Text("taken back", "已撤回"),
}


@app.command(
    "list",
    help=help_text(
        Text("List obligations, what is due first first.", "列出义务，最先到期的在前。"),
        "govsync obligation list --agency gz-ecology-environment",
        "govsync obligation list --kind D7 --state all --json",
    ),
)
def list_obligations(
    agency: Annotated[str | None, typer.Option(help=text(Text("Of this agency only.", "仅此部门。")))] = None,
    item: Annotated[str | None, typer.Option(help=text(Text("About this item only.", "仅此信息项。")))] = None,
    kind: Annotated[
        str | None, typer.Option(help=text(Text("On this clock only: D1 to D15, P1 to P6.", "仅此时限：D1 至 D15、P1 至 P6。")))
    ] = None,
    state: Annotated[
        str, typer.Option(help=text(Text("OPEN, CLOSED, RETRACTED or all.", "OPEN、CLOSED、RETRACTED 或 all。")))
    ] = "OPEN",
    limit: Annotated[int, typer.Option(min=1, help=text(Text("At most so many.", "最多条数。")))] = 50,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Exit codes: 0 done, 2 could not run."""
    from consumers import obligations
    from infra.settings import Settings
    from stream_processors.rules.law import Law

    law = Law.load()
    if agency is not None:
        law.directory.agency(agency)
    if item is not None:
        law.directory.item(item)
    if kind is not None:
        _require("--kind", kind, law.kinds.by_id)
    _require("--state", state, [*STATES, "all"])
    settings = Settings.load()
    with reached(settings):
        found, total = obligations.listed(
            settings, agency=agency, item=item, kind=kind, state=None if state == "all" else state, limit=limit
        )
    if as_json:
        print_json({"total": total, "obligations": [each.as_json() for each in found]})
        return
    print_table(
        [
            Text("id", "编号"), Text("clock", "时限"), Text("agency", "部门"), Text("item", "信息项"),
            Text("about", "事由"), Text("began", "起算"), Text("due", "到期日"), Text("stands", "状态"),
        ],
        [
            (
                str(each.obligation_id), f"{each.kind} {text(law.kinds(each.kind).name)}", each.agency, each.item,
                each.subject, each.opened_on, _due(each), _standing(each),
            )
            for each in found
        ],
    )  # fmt: skip
    say(
        Text(
            f"{len(found)} of {total}. Why, and what was told: govsync obligation show ID",
            f"{total} 条中的 {len(found)} 条。依据与提示：govsync obligation show 编号",
        )
    )


@app.command(
    help=help_text(
        Text(
            "Show one obligation: who opened and closed it and why, each counted day with its notice, every stage and "
            "the alerts that told of it or took it back.",
            "显示一项义务：何人何故立项与办结、逐日计算及依据的通知、各阶段及相应的提示与撤回。",
        ),
        "govsync obligation show 17",
        "govsync obligation show 17 --json",
    )
)
def show(obligation_id: ObligationId, as_json: AsJson = False) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import obligations
    from infra import reference
    from infra.settings import Settings
    from stream_processors.rules.law import Law

    settings = Settings.load()
    with reached(settings):
        law = Law.under(reference.from_database(settings))
        found, told = obligations.shown(settings, obligation_id)
    why = list(_grounds(found, law))
    if as_json:
        print_json({
            "obligation": found.as_json(),
            "stages": [each.as_json() for each in told],
            "explanation_en": "\n".join(paragraph.en for paragraph in why),
            "explanation_zh": "\n".join(paragraph.zh for paragraph in why),
        })  # fmt: skip
        return
    _print_obligation(found, law)
    for paragraph in why:
        print_line(text(paragraph))
    for stage in told:
        retracted = f", {text(Text('taken back by', '撤回提示'))} {stage.retraction_id}" if stage.retraction_id else ""
        print_line(
            f"{'●' if stage.state == 'EMITTED' else '○'} {stage.due_at:%Y-%m-%dT%H:%MZ} {text(stage_words(stage.stage))} "
            f"{stage.state} {stage.alert_id or ''}{retracted}".rstrip()
        )


@app.command(
    "open",
    help=help_text(
        Text(
            "Start a clock: an application, a complaint, a ruling, a notice of rectification, a period. Says when it is "
            "due. Name no person and no number of one: what it is about is a reference of yours.",
            "起算一项时限：申请、投诉、裁定、整改通知或周期。随即显示到期日。不得写入个人姓名或证件号码，事由请用文号。",
        ),
        'govsync obligation open D7 --agency gz-health --on 2026-09-28 --about "application 2026-41" --reason "received by '
        'the platform"',
        'govsync obligation open D15 --agency gz-health --on 2026-03-02 --working-days 10 --about "notice 7" --reason '
        '"confirmed finding"',
    ),
)
def open_(
    kind: Annotated[
        str, typer.Argument(metavar="CLOCK", help=text(Text("D1 to D15 or P1 to P6.", "D1 至 D15 或 P1 至 P6。")))
    ],
    agency: Annotated[str, typer.Option(help=text(Text("Who owes it.", "义务部门。")))],
    on: On,
    about: Annotated[str, typer.Option(help=text(Text("Your reference of the case.", "案件文号。")))],
    reason: Reason,
    item: Annotated[str | None, typer.Option(help=text(Text("The item it is about.", "所涉信息项。")))] = None,
    working_days: Annotated[
        int | None, typer.Option(min=1, help=text(Text("The limit set in this case.", "本案设定的工作日数。")))
    ] = None,
    officer: Officer = None,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from stream_processors.ledger import open_obligation

    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    who = officer or getpass.getuser()
    _require_clean(who, about, reason)
    opened_on = _day("--on", on)
    with _ledger() as (cursor, law):
        opening = make_opening(law, kind, agency, item, opened_on, working_days, about, reason, who, now)
        opened = open_obligation(cursor, law, opening, now)
        if opened is None:
            raise Refusal(
                f"{kind} of {agency} about {about!r} has been opened already. See `govsync obligation list --kind {kind} "
                f"--agency {agency} --state all`; another case needs another --about.",
                f"{agency} 的 {kind}（{about}）已经立项。请查看 `govsync obligation list --kind {kind} --agency {agency} "
                "--state all`；另案请使用不同的 --about。",
            )
    _show_change(opened, None, as_json=as_json)


def make_opening(
    law: "Law",
    kind: str,
    agency: str,
    item: str | None,
    opened_on: date,
    working_days: int | None,
    about: str,
    reason: str,
    officer: str,
    now: datetime,
) -> "Opening":
    """The obligation an officer asks for.

    Raises:
        Refusal: the clock, agency or item is unknown, the item is not on that clock, or the Rules were not in force.
    """
    from stream_processors.alerting import Source
    from stream_processors.ledger import Opening
    from stream_processors.rules.law import Clock
    from stream_processors.rules.timeliness import beijing_date

    _require("CLOCK", kind, law.kinds.by_id)
    law.directory.agency(agency)
    version = None if item is None else law.directory.item(item).version_on(opened_on).version
    if opened_on < law.parameters.in_force_on:
        raise Refusal(
            f"--on {opened_on} is before the Rules came into force on {law.parameters.in_force_on} (Article 45): no clock "
            "runs for it.",
            f"--on {opened_on} 早于规定施行日期 {law.parameters.in_force_on}（第四十五条），不计时限。",
        )
    if opened_on > beijing_date(now):
        raise Refusal(
            f"--on {opened_on} has not come yet. A clock starts with what has happened.",
            f"--on {opened_on} 尚未到来。时限自事实发生之日起算。",
        )
    track = law.kinds(kind).track
    if track is not None and (
        item is None or version is None or law.track(agency, item, version, opened_on) is not track
    ):
        raise Refusal(
            f"{kind} is the clock of items on the track {track}: name such an item with --item. See `govsync directory "
            "list`.",
            f"{kind} 是 {track} 类信息项的时限：请用 --item 指明该类信息项。请查看 `govsync directory list`。",
        )
    return Opening(
        clock=Clock(kind, agency, item, version, opened_on, working_days),
        source=Source.OBLIGATION,
        subject=about,
        known_at=now,
        rules_version=law.version,
        basis=reason,
        opened_by=officer,
    )


@app.command(
    help=help_text(
        Text(
            "Stop a clock: what was owed has been done, on the day given. Stages that began later are taken back. A "
            "reply that had come in time also takes back agreement by silence. With --next the clock that follows starts "
            "(D8 after agreement, D2 after an agency's directory).",
            "终止一项时限：应办事项已于所给日期完成，此后开始的阶段予以撤回。按时作出的答复同时撤回视为同意。"
            "加 --next 起算后续时限（同意后的 D8，部门目录提交后的 D2）。",
        ),
        'govsync obligation close 17 --on 2026-10-09 --reason "agreed" --evidence "letter 5" --next',
    )
)
def close(
    obligation_id: ObligationId,
    on: On,
    reason: Reason,
    evidence: Annotated[
        str | None, typer.Option(help=text(Text("Where the proof is: a file or letter number.", "证明所在：案卷或文号。")))
    ] = None,
    next_: Annotated[
        bool, typer.Option("--next", help=text(Text("Start the clock that follows.", "起算后续时限。")))
    ] = False,
    next_agency: Annotated[
        str | None, typer.Option(help=text(Text("Who owes what follows, if another.", "后续义务部门（如不同）。")))
    ] = None,
    officer: Officer = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Exit codes: 0 done, 2 could not run."""
    from stream_processors.ledger import Closing, close_obligation, open_next
    from stream_processors.rules.timeliness import beijing_date, start_of_day

    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    who = officer or getpass.getuser()
    _require_clean(who, reason, *([evidence] if evidence is not None else []))
    done_on = _day("--on", on)
    if done_on > beijing_date(now):
        raise Refusal(f"--on {done_on} has not come yet.", f"--on {done_on} 尚未到来。")
    followed = None
    with _ledger() as (cursor, law):
        if next_agency is not None:
            law.directory.agency(next_agency)
        # A day is all that is known: the beginning of it is the milder reading.
        closing = Closing(obligation_id, start_of_day(done_on), reason, evidence, who)
        if not close_obligation(cursor, closing, now):
            raise _not_open(obligation_id)
        if next_ or next_agency is not None:
            followed = open_next(cursor, law, obligation_id, now, who, next_agency)
            if followed is None:
                raise Refusal(
                    "No clock follows this one, or it is open already. Close it without --next.",
                    "该时限没有后续时限，或者后续时限已经起算。请去掉 --next。",
                )
    _show_change(obligation_id, followed, as_json=as_json)


@app.command(
    help=help_text(
        Text(
            "Take back an obligation that was never owed, and every alert that told of it.",
            "撤回一项本不存在的义务，并撤回所有相关提示。",
        ),
        'govsync obligation retract 17 --reason "entered for the wrong agency"',
    )
)
def retract(obligation_id: ObligationId, reason: Reason, officer: Officer = None, as_json: AsJson = False) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from infra.postgres import rows
    from stream_processors.ledger import retract_obligations

    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    who = officer or getpass.getuser()
    _require_clean(who, reason)
    with _ledger() as (cursor, _):
        held = rows(
            cursor,
            "SELECT FROM platform.obligation WHERE obligation_id = %s AND state = 'OPEN' FOR UPDATE",
            (obligation_id,),
        )
        if not held:
            raise _not_open(obligation_id)
        retract_obligations(cursor, [obligation_id], Text(reason, reason), now, who)
    _show_change(obligation_id, None, as_json=as_json)


@contextmanager
def _ledger() -> "Iterator[tuple[Cursor, Law]]":
    """One transaction on the ledger, and the law with the reference rows as they are in it."""
    from infra import reference
    from infra.postgres import connect, transaction
    from infra.settings import Settings
    from stream_processors.rules.law import Law

    settings = Settings.load()
    with (
        reached(settings),
        closing(connect(settings, "govsync-obligation")) as connection,
        transaction(connection) as cursor,
    ):
        reference.held_change(cursor)
        yield cursor, Law.under(reference.current(cursor))


def _show_change(obligation_id: int, followed: int | None, *, as_json: bool) -> None:
    from consumers import obligations
    from infra.settings import Settings
    from stream_processors.rules.law import Law

    settings = Settings.load()
    with reached(settings):
        changed = [obligations.shown(settings, each)[0] for each in (obligation_id, followed) if each is not None]
    if as_json:
        print_json({"obligations": [each.as_json() for each in changed]})
        return
    law = Law.load()
    for each in changed:
        _print_obligation(each, law)


def _print_obligation(found: "Obligation", law: "Law") -> None:
    kind = law.kinds(found.kind)
    rows: list[tuple[Text, object]] = [
        (Text("clock", "时限"), f"{kind.id}, {text(kind.name)} ({kind.article})"),
        (Text("agency, item", "部门、信息项"), f"{found.agency}, {found.item or '-'}"),
        (Text("about", "事由"), found.subject),
        (Text("stands", "状态"), _standing(found)),
        (Text("began on", "起算日期"), found.opened_on),
        (Text("limit set in the case", "本案期限"), found.working_days),
        (Text("due on", "到期日"), found.due_on),
        (Text("without declared outages", "扣除接收中断后"), _due(found)),
        (Text("ends when", "完成标志"), text(kind.stopped_by)),
        (Text("opened", "立项"), f"{found.opened_at:%Y-%m-%dT%H:%MZ}, {found.opened_by}: {found.basis}"),
        (Text("follows", "承接"), found.follows and str(found.follows)),
        (Text("done", "完成时刻"), found.stopped_at and f"{found.stopped_at:%Y-%m-%dT%H:%MZ}"),
        (
            Text("closed", "办结"),
            found.closed_at and f"{found.closed_at:%Y-%m-%dT%H:%MZ}, {found.closed_by}: {found.reason}",
        ),
        (Text("evidence", "证明"), found.evidence),
    ]
    print_table(
        [Text("obligation", "义务"), Text(str(found.obligation_id), str(found.obligation_id))],
        [(text(label), None if value is None else str(value)) for label, value in rows],
    )


def _grounds(found: "Obligation", law: "Law") -> "Iterable[Text]":
    from stream_processors.alerting import Source, grounds
    from stream_processors.rules.law import Clock

    clock = Clock(found.kind, found.agency, found.item, found.item_version, found.opened_on, found.working_days)
    return grounds(clock, Source(found.source), law)


def _due(found: "Obligation") -> str | None:
    if found.due_on_adjusted is None:
        return None
    return f"{found.due_on_adjusted}{text(Text(' (provisional)', '（暂定）')) if found.provisional else ''}"


def _standing(found: "Obligation") -> str:
    standing = text(STATES[found.state])
    return f"{standing}, {text(stage_words(found.stage))}" if found.stage else standing


def _day(option: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Refusal(
            f"{option} {written!r} is no date. Write it like 2026-03-02.",
            f"{option} {written!r} 不是日期。请写成 2026-03-02 的形式。",
        ) from error


def _require(option: str, value: str, known: "Iterable[str]") -> None:
    if value not in (words := list(known)):
        listed = ", ".join(words)
        raise Refusal(f"{option} {value!r} is none of {listed}.", f"{option} {value!r} 不在可选值之内：{listed}。")


def _require_clean(who: str, *written: str) -> None:
    if not all(part.strip() for part in (who, *written)):
        raise Refusal(
            "An obligation says what it is about, who decides and why: a text is empty.",
            "义务应当写明事由、经办人和理由：有内容为空。",
        )
    from schemas.identifiers import holds_resident_number

    if any(holds_resident_number(part) for part in (who, *written)):
        raise Refusal(
            "The text holds what looks like a resident identity number. An obligation names no person: use a reference of "
            "the case.",
            "文字中含有疑似公民身份号码。义务不得涉及个人：请使用案件文号。",
        )


def _not_open(obligation_id: int) -> Refusal:
    return Refusal(
        f"There is no open obligation {obligation_id}. See `govsync obligation show {obligation_id}`.",
        f"没有编号为 {obligation_id} 的未结义务。请查看 `govsync obligation show {obligation_id}`。",
    )
