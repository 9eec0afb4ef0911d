"""`govsync due`: by when a change must be shared, each day counted with its notice."""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from govsync.terminal import help_text, print_json, print_line, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from schemas.directory import Track
    from stream_processors.rules.timeliness import Due

app = typer.Typer(add_completion=False)


class _Change(NamedTuple):
    changed_on: date
    track: "Track"
    working_days: int | None


@app.command(
    help=help_text(
        Text(
            "Tell by when a change must reach the platform (Article 19). With --changed-on, of that change; without "
            'it, of every line of standard input, each JSON: {"changed_on", "track", "working_days"?}. Prints JSON '
            "lines, on a terminal an explanation. due_on is null while no date exists.",
            "告知变更应当于何时前更新到平台（第十九条）。指定 --changed-on 时计算该变更；不指定时标准输入每行为 JSON："
            '{"changed_on", "track", "working_days"?}。输出 JSON 行，在终端上输出说明。尚无到期日时 due_on 为 null。',
        ),
        "govsync due --changed-on 2026-02-13 --track WORKING_DAYS",
        'echo \'{"changed_on": "2026-02-13", "track": "PROMPT"}\' | govsync due',
    ),
)
def due(
    changed_on: Annotated[
        str | None,
        typer.Option(help=text(Text("Date of the change, YYYY-MM-DD.", "变更日期，YYYY-MM-DD。"))),
    ] = None,
    track: Annotated[
        str | None, typer.Option(help=text(Text("PROMPT, WORKING_DAYS or QUARTERLY.", "更新时限类别。")))
    ] = None,
    working_days: Annotated[
        int | None,
        typer.Option(
            help=text(Text("Working days allowed; the Rules' number if not given.", "工作日数，默认按规定。"))
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            help=text(
                Text(
                    "Count by the notices issued by then: a date, or an instant with its time zone.",
                    "按截至该日期（或带时区的时刻）已发布的放假通知计算。",
                )
            )
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("JSON lines, even on a terminal.", "在终端上也输出 JSON 行。")))
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from govsync.known_calendar import known_calendar
    from stream_processors.rules.parameters import Parameters
    from stream_processors.rules.timeliness import due as due_of
    from stream_processors.rules.timeliness import explain

    calendar, parameters = known_calendar(), Parameters.load()
    if as_of is not None:
        calendar = calendar.as_of(_day_of(as_of))
    if changed_on is not None:
        changes = iter([_change(Text("The command line", "命令行"), changed_on, track, working_days)])
    elif track is not None or working_days is not None:
        raise Refusal(
            "--track and --working-days belong to one change: give --changed-on as well, "
            "or write them into each line of standard input.",
            "--track 和 --working-days 针对单个变更：请同时指定 --changed-on，或者写入标准输入的每一行。",
        )
    else:
        changes = _changes_on_standard_input()
    for_people = sys.stdout.isatty() and not as_json
    for change in changes:
        found = due_of(*change, calendar, parameters)
        if for_people:
            print_line(text(explain(change.changed_on, change.track, found, parameters)))
        else:
            print_json(_line(found))


def _line(found: "Due") -> dict[str, object]:
    return {
        "due_on": str(found.due_on) if found.due_on else None,
        "provisional": found.provisional,
        "counted": [
            {"on": str(day.on), "working": day.working, "why": text(day.why), "notice": day.notice}
            for day in found.counted
        ],
    }


def _changes_on_standard_input() -> Iterator[_Change]:
    for number, raw in enumerate(sys.stdin.buffer, 1):
        line = raw.decode("utf-8", "replace").removeprefix("\ufeff")
        if line.strip():
            yield _from_json(line, number)


def _from_json(line: str, number: int) -> _Change:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or not record.keys() <= {"changed_on", "track", "working_days"}:
        raise Refusal(
            f'Line {number} of standard input is not an object {{"changed_on", "track", "working_days"?}}.',
            f'标准输入第 {number} 行不是对象 {{"changed_on", "track", "working_days"?}}。',
        )
    where = Text(f"Line {number} of standard input", f"标准输入第 {number} 行")
    return _change(where, record.get("changed_on"), record.get("track"), record.get("working_days"))


def _change(where: Text, changed_on: object, track: object, working_days: object) -> _Change:
    from schemas.directory import Track

    try:
        day = date.fromisoformat(changed_on) if isinstance(changed_on, str) else None
    except ValueError:
        day = None
    if day is None:
        raise Refusal(
            f"{where.en}: the date of the change is no date. Write it as YYYY-MM-DD.",
            f"{where.zh}：变更日期不是日期，请写成 YYYY-MM-DD。",
        )
    if not isinstance(track, str) or track not in set(Track):
        known = ", ".join(Track)
        raise Refusal(
            f"{where.en}: the track must be one of {known}.",
            f"{where.zh}：时限类别须为 {known} 之一。",
        )
    if working_days is not None and (type(working_days) is not int or working_days < 1):
        raise Refusal(
            f"{where.en}: the working days must be a whole number, 1 or more.",
            f"{where.zh}：工作日数须为不小于 1 的整数。",
        )
    return _Change(day, Track(track), working_days)


def _day_of(written: str) -> date:
    """The date in Beijing of a date or instant."""
    from stream_processors.rules.timeliness import beijing_date

    try:
        return date.fromisoformat(written)
    except ValueError:
        pass  # then it is an instant, or nothing
    try:
        return beijing_date(datetime.fromisoformat(written))
    except ValueError:
        raise Refusal(
            "--as-of is neither a date (YYYY-MM-DD) nor an instant with its time zone (YYYY-MM-DDThh:mm+08:00).",
            "--as-of 既不是日期（YYYY-MM-DD），也不是带时区的时刻（YYYY-MM-DDThh:mm+08:00）。",
        ) from None
