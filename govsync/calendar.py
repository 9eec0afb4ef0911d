"""`govsync calendar`: the working days known, and whether a notice is missing."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.terminal import help_text, print_json, print_table, say, text
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
    from stream_processors.rules.calendar import Calendar

    calendar = Calendar.load()
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
    from stream_processors.rules.calendar import Calendar

    calendar = Calendar.load()
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
