"""`govsync calendar`: the working days known, whether a notice is missing, and notices loaded."""

import getpass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.known_calendar import known_calendar
from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_table, progress, say, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from stream_processors.rules.calendar import Calendar

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help=text(
        Text(
            "The State Council's notices of days off and make-up working days.",
            "国务院办公厅发布的节假日安排通知。",
        )
    ),
)

AsJson = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))]


@app.command(
    help=help_text(
        Text(
            "Show the notices loaded; with a year, the days they name in it.",
            "显示已加载的通知；指定年份时显示该年被列明的日期。",
        ),
        "govsync calendar show",
        "govsync calendar show 2026",
    )
)
def show(
    year: Annotated[int | None, typer.Argument(help=text(Text("A year.", "年份。")))] = None,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    calendar = known_calendar()
    if year is None:
        _show_notices(calendar, as_json=as_json)
    else:
        _show_days(calendar, year, as_json=as_json)


@app.command(
    help=help_text(
        Text(
            "Check that every notice that should be there is there: that of the year, and from November that of the "
            "next. Exits with 1 when one is missing.",
            "检查应有的通知是否齐备：当年通知，以及自 11 月起的次年通知。若有缺失，退出码为 1。",
        ),
        "govsync calendar check",
        "govsync calendar check --on 2026-11-01 --json",
    )
)
def check(
    on: Annotated[
        str | None,
        typer.Option(help=text(Text("Day of the check, YYYY-MM-DD; today if not given.", "检查日期，默认当天。"))),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 all there, 1 a notice is missing, 2 could not run."""
    calendar = known_calendar()
    day = _day(on)
    missing = calendar.missing_year(day)
    if as_json:
        print_json(
            {
                "on": str(day),
                "known_through": str(calendar.known_through),
                "missing_year": missing,
                "version": calendar.version,
            }
        )
    elif missing is None:
        say(
            Text(
                f"On {day} no notice is missing: working days are known through {calendar.known_through}.",
                f"截至{day}通知齐备：工作日已知至{calendar.known_through}。",
            )
        )
    else:
        say(
            Text(
                f"The State Council notice for {missing} is not loaded. Working days are known through "
                f"{calendar.known_through} only; due dates in that December are provisional, later ones do not exist "
                "yet. Load the notice as soon as it appears; it usually does in November.",
                f"尚未加载国务院办公厅关于{missing}年放假安排的通知。工作日仅知至{calendar.known_through}；当年12月的"
                "到期日为暂定，其后尚无到期日。通知通常于11月发布，请发布后尽快加载。",
            )
        )
    raise typer.Exit(0 if missing is None else 1)


@app.command(
    "import",
    help=help_text(
        Text(
            "Load a notice file: that of a new year, or one that amends. What it touches is judged again: findings that "
            "come out otherwise follow the earlier ones, open obligations get their new dates, and the differences are "
            "printed. The format is that of the notices that come with the product.",
            "导入通知文件：新一年的通知，或修改已有通知的通知。所涉事项将重新评判：结果有变的认定另行追加，未结义务按新到期日计算，"
            "并输出差异。文件格式与产品自带通知相同。",
        ),
        "govsync calendar import 2027.yaml --dry-run",
        "govsync calendar import 2027.yaml --officer gz-government-services-07",
    ),
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=text(Text("A notice file.", "通知文件。")))],
    officer: Annotated[
        str | None,
        typer.Option(help=text(Text("Who loads it; the account if not given.", "导入人，默认为当前账户。"))),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            help=text(Text("Why; needed where a notice loaded before is corrected.", "理由；更正已导入的通知时必填。"))
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option(help=text(Text("Show the differences, change nothing.", "只显示差异，不作更改。")))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from govsync.notice_file import read_notices
    from govsync.register import show_outcome
    from govsync.register_file import Fault, refuse
    from govsync.registering import Faulty, Registering
    from infra import reference
    from infra.settings import Settings

    settings = Settings.load()
    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    rows = read_notices(file, known_calendar(), now)
    with reached(settings), progress() as shown:
        looked_at = shown.add_task(text(Text("judging again", "重新评判")), total=None)
        registering = Registering(
            settings, officer or getpass.getuser(), reason, now, lambda events: shown.advance(looked_at, events)
        )
        notices = reference.KINDS["notice"]
        try:
            outcome = registering.preview(notices, rows) if dry_run else registering.enter(notices, rows)
        except Faulty as faulty:
            raise refuse(file, [Fault(n + 1, column, why) for n, column, why in faulty.faults]) from faulty
    show_outcome(outcome, dry_run=dry_run, as_json=as_json)


def _show_notices(calendar: "Calendar", *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "known_from": str(calendar.known_from),
                "known_through": str(calendar.known_through),
                "version": calendar.version,
                "notices": [notice.model_dump(mode="json", exclude={"holidays"}) for notice in calendar.notices],
            }
        )
        return
    print_table(
        [Text("notice", "文号"), Text("issued on", "成文日期"), Text("title", "标题")],
        [(notice.number, notice.issued_on, notice.title) for notice in calendar.notices],
        title=Text(
            f"Working days are known from {calendar.known_from} to {calendar.known_through}.",
            f"工作日已知范围：{calendar.known_from}至{calendar.known_through}。",
        ),
    )


def _show_days(calendar: "Calendar", year: int, *, as_json: bool) -> None:
    if year not in calendar.years:
        known = ", ".join(str(known) for known in calendar.years)
        raise Refusal(
            f"The State Council notice for {year} is not loaded, so its working days are unknown. Known: {known}.",
            f"尚未加载国务院办公厅关于{year}年放假安排的通知，工作日未知。已知年份：{known}。",
        )
    days = list(calendar.rulings(year))
    if as_json:
        print_json(
            {
                "year": year,
                "version": calendar.version,
                "days": [
                    {
                        "on": str(day),
                        "working": reason.working,
                        "why": text(reason.why),
                        "notice": reason.notice,
                        "provisional": calendar.provisional(day),
                    }
                    for day, reason in days
                ],
            }
        )
        return
    from stream_processors.rules.calendar import WEEKDAYS

    print_table(
        [Text("day", "日期"), Text("weekday", "星期"), Text("why", "说明"), Text("notice", "通知")],
        [(day, text(WEEKDAYS[day.weekday()]), text(reason.why), reason.notice) for day, reason in days],
    )


def _day(written: str | None) -> date:
    if written is None:
        from stream_processors.rules.timeliness import beijing_date

        return beijing_date(datetime.now(UTC))  # noqa: TID251 - a command reads the clock
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refusal("--on is no day. Write it as YYYY-MM-DD.", "--on 不是日期，请写成 YYYY-MM-DD。") from None
