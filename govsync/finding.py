"""`govsync finding`: what the clock found, its whole evidence, and what officers decide about it."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from consumers.findings import Decision, Evidence, Finding
    from consumers.grounds import Grounds
    from schemas.directory import Directory

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help=text(
        Text(
            "Findings of the legal clock, and what officers decide about them: only a confirmed finding is a breach "
            "(Article 43). Example: govsync finding list",
            "法定时限的发现及其认定:仅经认定的发现构成违规(第四十三条)。示例:govsync finding list",
        )
    ),
)

AsJson = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))]
FindingId = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help=text(Text("Id from the list, or as much of it as is unique.", "列表中的编号,或其唯一的前若干位。")),
    ),
]
Officer = Annotated[
    str,
    typer.Option(help=text(Text("Who decides: name of office or staff number.", "认定人:岗位名称或工号。"))),
]
Reason = Annotated[str, typer.Option(help=text(Text("Why it is decided so.", "认定理由。")))]
Statement = Annotated[str | None, typer.Option(help=text(Text("What the agency said about it.", "部门对此的陈述。")))]
NoStatementBy = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help=text(
            Text(
                "Instead of a statement: the day, now past, up to which the agency was asked for one and made none.",
                "未陈述时:已告知部门陈述、现已届满而部门未陈述的截止日期。",
            )
        ),
    ),
]
LISTED_ID_DIGITS = 12

STANDINGS = {
    "OPEN": Text("not decided", "未认定"),
    "CONFIRMED": Text("confirmed", "认定违规"),
    "DISMISSED": Text("dismissed", "不予认定"),
}
VERDICTS = {
    "ON_TIME": Text("on time", "按时"),
    "LATE": Text("late", "逾期"),
    "PAST_TARGET": Text("past target", "超过目标"),
    "PENDING": Text("date not certain", "到期日未定"),
    "EXCUSED": Text("excused", "豁免"),
    "NOT_APPLICABLE": Text("not judged", "不作判定"),
}


@app.command(
    "list",
    help=help_text(
        Text(
            "List findings, the longest past due first. Only those decided as confirmed are breaches.",
            "列出发现,逾期最久的在前。仅认定违规的构成违规。",
        ),
        "govsync finding list --standing OPEN",
        "govsync finding list --alert 3f9a1c0b2d4e",
        "govsync finding list --agency gz-ecology-environment --verdict LATE --json",
    ),
)
def list_findings(
    agency: Annotated[str | None, typer.Option(help=text(Text("Of this agency only.", "仅此部门。")))] = None,
    item: Annotated[str | None, typer.Option(help=text(Text("Of this item only.", "仅此信息项。")))] = None,
    verdict: Annotated[
        str | None, typer.Option(help=text(Text("LATE, PAST_TARGET, PENDING ...", "LATE、PAST_TARGET、PENDING 等。")))
    ] = None,
    standing: Annotated[
        str | None,
        typer.Option(
            help=text(Text("OPEN (not decided), CONFIRMED or DISMISSED.", "OPEN(未认定)、CONFIRMED 或 DISMISSED。"))
        ),
    ] = None,
    alert: Annotated[
        str | None, typer.Option(metavar="ID", help=text(Text("Told of by this alert only.", "仅此提示所涉。")))
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help=text(Text("At most so many.", "最多条数。")))] = 50,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import findings
    from infra.settings import Settings
    from schemas.directory_files import load_directory

    directory = load_directory()
    if item is not None:
        directory.item(item)
    if agency is not None:
        directory.agency(agency)
    _require_word("--verdict", verdict, VERDICTS)
    _require_word("--standing", standing, STANDINGS)
    settings = Settings.load()
    with reached(settings):
        found, total = findings.listed(
            settings, agency=agency, item=item, verdict=verdict, standing=standing, alert=alert, limit=limit
        )
    if as_json:
        print_json({"total": total, "findings": [finding.as_json() for finding in found]})
        return
    print_table(
        [
            Text("finding", "发现"), Text("agency", "部门"), Text("item", "信息项"), Text("verdict", "判定"),
            Text("changed", "变更日期"), Text("due", "到期日"), Text("arrived", "到达"), Text("decided", "认定"),
        ],
        [
            (
                f.finding_id[:LISTED_ID_DIGITS], f.agency, f.item, text(VERDICTS[f.verdict]), f.changed_on, f.due_on_adjusted,
                f"{f.received_at:%Y-%m-%d %H:%M}Z", text(_standing(f)),
            )
            for f in found
        ],
    )  # fmt: skip
    say(
        Text(
            f"{len(found)} of {total}. The evidence: govsync finding show ID",
            f"{total} 条中的 {len(found)} 条。证据:govsync finding show 编号",
        )
    )


def _standing(finding: "Finding") -> Text:
    decided = STANDINGS[finding.standing]
    if finding.followed_by is None:
        return decided
    return Text(f"{decided.en}; judged again since", f"{decided.zh};其后已重新判定")


@app.command(
    help=help_text(
        Text(
            "Show everything known about one finding: the event and where it lies, versions and numbers of the law, each "
            "counted day with its notice, whose delay it was, other findings about the same event, and the decisions. "
            "Nothing of it names a person.",
            "显示一条发现的全部证据:事件及其位置、法规版本与参数、逐日计算及依据的通知、各方的延迟、同一事件的其他发现及历次认定。"
            "均不涉及个人。",
        ),
        "govsync finding show 3f9a1c0b2d4e",
        "govsync finding show 3f9a1c0b2d4e --json",
    )
)
def show(finding_id: FindingId, as_json: AsJson = False) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers.findings import evidence
    from consumers.grounds import grounds
    from infra import reference
    from infra.settings import Settings
    from stream_processors.rules.law import Law

    settings = Settings.load()
    with reached(settings):
        law = Law.under(reference.from_database(settings))
        found = evidence(settings, law.directory, finding_id)
    law.directory.item(found.finding.item)
    rests_on = grounds(found.finding, law)
    if as_json:
        print_json(_evidence_json(found, rests_on))
    else:
        _print_evidence(found, rests_on, law.directory)


def _evidence_json(found: "Evidence", rests_on: "Grounds") -> dict[str, Any]:
    return {
        "finding": found.finding.as_json(),
        "event": found.event and found.event.as_json(),
        "grounds": rests_on.as_json(),
        "delays": _delays(found, rests_on),
        "others": [other.as_json() for other in found.others],
        "decisions": [decided.as_json() for decided in found.decisions],
    }


def _delays(found: "Evidence", rests_on: "Grounds") -> dict[str, Any]:
    """Whose delay: three numbers in their own units, which are never added together."""
    event = found.event
    return {
        "provider_working_days": rests_on.working_days_late,
        "platform_seconds": event and round((event.materialised_at - found.finding.received_at).total_seconds(), 3),
        "subscriber_seconds": {
            agency: round((instants[0] - event.materialised_at).total_seconds(), 3)
            for agency, instants in sorted(found.accesses.items())
            if event
        },
    }


def _print_evidence(found: "Evidence", rests_on: "Grounds", directory: "Directory") -> None:
    finding, event = found.finding, found.event
    agency = directory.agencies.get(finding.agency)
    name = Text(agency.name.en, agency.name.zh) if agency else Text(finding.agency, finding.agency)
    rows: list[tuple[Text, object]] = [
        (Text("agency", "部门"), f"{text(name)} ({finding.agency})"),
        (Text("item", "信息项"), f"{text(directory.items[finding.item].name)} ({finding.item})"),
        (Text("verdict", "判定"), text(VERDICTS[finding.verdict])),
        (Text("decided", "认定"), text(_standing(finding))),
        (Text("clock", "时限"), f"{rests_on.kind.id}, {text(rests_on.kind.name)} ({rests_on.kind.article})"),
        (Text("changed on", "变更日期"), finding.changed_on),
        (Text("due on", "到期日"), finding.due_on),
        (Text("without declared outages", "扣除接收中断后"), finding.due_on_adjusted),
        (Text("arrived (broker's append)", "到达(消息代理追加时刻)"), finding.received_at.isoformat()),
        (Text("working days past due", "逾期工作日数"), rests_on.working_days_late),
        (Text("event", "事件"), finding.event_id),
    ]
    if event:
        rows += [
            (Text("lies at", "位置"), f"{event.topic}[{event.partition}] @ {event.offset}"),
            (Text("provider's seq, submission", "报送序号、批次"), f"{event.seq}, {event.submission_id or '-'}"),
            (
                Text("operation, origin", "操作、来源"),
                f"{event.operation}, {event.origin} {event.origin_ref or ''}".strip(),
            ),
        ]
    rows += [
        (Text("item version", "信息项版本"), str(finding.item_version)),
        (Text("rules, calendar", "规则、日历版本"), f"{finding.rules_version}, {finding.calendar_version}"),
        (Text("quarterly approval, ticket", "季度批准、工单"), f"{finding.approval or '-'}, {finding.ticket or '-'}"),
        (Text("judged again because of", "重新判定的原因"), finding.reason),
        (Text("follows the finding", "所接续的发现"), finding.follows),
        (Text("followed by the finding", "其后的发现"), finding.followed_by),
        (Text("found, told by alert", "发现时刻、提示编号"), f"{finding.found_at:%Y-%m-%dT%H:%M:%SZ}, {finding.alert_id or '-'}"),
        *((Text(p.name, p.name), f"{'-' if value is None else value} ({p.article}{', ' + p.point if p.point else ''})") for p, value in rests_on.values),
    ]  # fmt: skip
    print_table(
        [Text("finding", "发现"), Text(finding.finding_id, finding.finding_id)],
        [(text(label), value if value is None else str(value)) for label, value in rows],
    )
    print_line(text(rests_on.explanation))
    now = rests_on.adjusted.due_on
    if finding.due_on_adjusted != now:
        print_line(
            text(
                Text(
                    f"The event was judged by {finding.due_on_adjusted}; by what is known now it would be {now}.",
                    f"该事件按 {finding.due_on_adjusted} 判定;按现有信息应为 {now}。",
                )
            )
        )
    _print_delays(_delays(found, rests_on))
    for other in found.others:
        print_line(
            f"↔ {other.finding_id} {text(VERDICTS[other.verdict])}, {other.clock}, {other.due_on_adjusted}, "
            f"{other.found_at:%Y-%m-%dT%H:%M:%SZ}"
        )
    for decided in found.decisions:
        _print_decision(decided.decision, f"{decided.decided_at:%Y-%m-%dT%H:%M:%SZ}")


def _print_delays(delays: dict[str, Any]) -> None:
    platform, days = delays["platform_seconds"], delays["provider_working_days"]
    print_line(
        text(
            Text(
                "\nWhose delay, each by itself: the provider's "
                f"{'-' if days is None else days} working days past the due date; the platform's "
                f"{'-' if platform is None else platform} seconds to the basic database.",
                f"\n各方延迟(互不相加):提供部门逾期 {'-' if days is None else days} 个工作日;平台入库用时 "
                f"{'-' if platform is None else platform} 秒。",
            )
        )
    )
    for agency, seconds in delays["subscriber_seconds"].items():
        print_line(
            text(
                Text(
                    f"  {agency} next read the item {seconds} seconds after that (no breach).",
                    f"  使用部门 {agency} 其后 {seconds} 秒首次读取该信息项(不涉及违规)。",
                )
            )
        )


def _print_decision(decision: "Decision", at: str) -> None:
    limb = f" {decision.limb}" if decision.limb else ""
    if decision.statement is not None:
        heard = Text(f"the agency said: {decision.statement}", f"部门陈述:{decision.statement}")
    elif decision.no_statement_by_on is not None:
        until = decision.no_statement_by_on
        heard = Text(f"the agency made no statement by {until}", f"部门截至 {until} 未陈述")
    else:
        heard = Text("no statement is recorded", "未记录部门陈述")
    print_line(
        f"■ {at} {text(STANDINGS[decision.decision])}{limb}, {decision.officer}: {decision.reason}\n  {text(heard)}"
    )


@app.command(
    help=help_text(
        Text(
            "Decide that a late finding is a breach, under a limb of Article 43. The agency must have been heard: give its "
            "statement, or the day up to which it made none. A decision is never changed; a later one may follow it.",
            "认定一条逾期发现构成违规,并注明第四十三条的项。须先听取部门陈述:给出其陈述,或其未陈述的截止日期。认定不可更改,可再作认定。",
        ),
        'govsync finding confirm 3f9a1c0b2d4e --officer "supervision desk 2" --reason "late without cause" '
        '--statement "our export job had stopped"',
    )
)
def confirm(
    finding_id: FindingId,
    officer: Officer = "",
    reason: Reason = "",
    statement: Statement = None,
    no_statement_by: NoStatementBy = None,
    limb: Annotated[
        str,
        typer.Option(help=text(Text("Limb of Article 43 it falls under.", "适用第四十三条的项。"))),
    ] = "43(3)",
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    _decide(finding_id, "CONFIRMED", officer, reason, statement, no_statement_by, limb, as_json=as_json)


@app.command(
    help=help_text(
        Text(
            "Decide that a finding is no breach. A decision is never changed; a later one may follow it.",
            "认定一条发现不构成违规。认定不可更改,可再作认定。",
        ),
        'govsync finding dismiss 3f9a1c0b2d4e --officer "supervision desk 2" --reason "the change date was mistyped"',
    )
)
def dismiss(
    finding_id: FindingId,
    officer: Officer = "",
    reason: Reason = "",
    statement: Statement = None,
    no_statement_by: NoStatementBy = None,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    _decide(finding_id, "DISMISSED", officer, reason, statement, no_statement_by, None, as_json=as_json)


def _decide(
    finding_id: str,
    decision: str,
    officer: str,
    reason: str,
    statement: str | None,
    no_statement_by: str | None,
    limb: str | None,
    *,
    as_json: bool,
) -> None:
    from consumers import findings
    from infra.settings import Settings
    from stream_processors.rules.timeliness import beijing_date

    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    wanted = findings.Decision(decision, officer, reason, limb, statement, _day(no_statement_by))
    settings = Settings.load()
    with reached(settings):
        decided = findings.decide(settings, finding_id, wanted, now, beijing_date(now))
    if as_json:
        print_json(decided.as_json())
        return
    _print_decision(decided.decision, f"{decided.decided_at:%Y-%m-%dT%H:%M:%SZ}")
    if decision == "CONFIRMED":
        say(
            Text(
                "A notice of rectification may follow; its clock is started with `govsync obligation open D15`.",
                "可据此发出整改通知;其期限用 `govsync obligation open D15` 起算。",
            )
        )


def _day(written: str | None) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        raise Refusal(
            "--no-statement-by is no day. Write it as YYYY-MM-DD.", "--no-statement-by 不是日期,请写成 YYYY-MM-DD。"
        ) from None


def _require_word(option: str, given: str | None, known: dict[str, Text]) -> None:
    if given is not None and given not in known:
        raise Refusal(
            f"{option} {given!r} is unknown. Use one of {', '.join(known)}.",
            f"{option} {given!r} 无法识别。可用:{'、'.join(known)}。",
        )
