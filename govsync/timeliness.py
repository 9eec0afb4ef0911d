"""`govsync timeliness`: per agency and item what is open, what came in time, and whose delay the rest was."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from consumers.timeliness import Share, Timeliness

app = typer.Typer(add_completion=False)

HELP = Text(
    "Show per agency and item: what is open now, due soon and overdue; the share of changes that came in time, with its "
    "numerator and denominator, and a dash where there is nothing to count; and whose delay it was, each in its own "
    "unit. Backfills and snapshots are counted, not scored. What is only the platform's target is told apart.",
    "按部门和信息项显示:目前未了结、即将到期、逾期的数量;按时比例及其分子分母(无数据时为横线);以及各方延迟,互不相加。"
    "批量补录与快照只计数、不评分。平台目标与法定期限分开统计。",
)
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


@app.command(
    help=help_text(
        HELP, "govsync timeliness", "govsync timeliness --agency gz-ecology-environment --from 2026-07-01 --json"
    )
)
def timeliness(
    agency: Annotated[str | None, typer.Option(help=text(Text("Of this agency only.", "仅此部门。")))] = None,
    item: Annotated[str | None, typer.Option(help=text(Text("Of this item only.", "仅此信息项。")))] = None,
    from_on: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help=text(Text("Of changes due from this day on.", "到期日不早于此日的变更。"))
        ),
    ] = None,
    to_on: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="DATE", help=text(Text("Of changes due up to this day.", "到期日不晚于此日的变更。"))
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import timeliness as counting
    from infra.settings import Settings
    from schemas.directory_files import load_directory
    from stream_processors.rules.timeliness import beijing_date

    directory = load_directory()
    if item is not None:
        directory.item(item)
    if agency is not None:
        directory.agency(agency)
    first, last = _day("--from", from_on), _day("--to", to_on)
    if first is not None and last is not None and last < first:
        raise Refusal(
            f"The period ends on {last}, before it begins on {first}.", f"期间结束日 {last} 早于开始日 {first}。"
        )
    settings = Settings.load()
    today = beijing_date(datetime.now(UTC))  # noqa: TID251 - a command reads the clock
    with reached(settings):
        found = counting.timeliness(
            settings, today,
            agency=agency, item=item, from_on=first, to_on=last,
        )  # fmt: skip
    if as_json:
        print_json(
            {
                "as_of": today.isoformat(),
                "from": first and first.isoformat(),
                "to": last and last.isoformat(),
                "timeliness": [each.as_json() for each in found],
            }
        )
    elif found:
        _show(found, today)
    else:
        say(Text("Nothing has been sent and nothing is owed.", "尚无报送,也无未了结的时限。"))


def _show(found: Sequence["Timeliness"], today: date) -> None:
    from consumers.timeliness import totals

    in_time, within_target = totals(found)
    owing = [each for each in found if each.open]
    print_table(
        [
            Text("agency", "部门"), Text("item", "信息项"), Text("open", "未了结"), Text("due soon", "即将到期"),
            Text("overdue", "逾期"), Text("past target", "超过目标"), Text("oldest, working days", "最久,工作日"),
        ],
        [(t.agency, t.item, t.open, t.due_soon, t.overdue, t.past_target, t.oldest_working_days) for t in owing],
        title=Text(f"Owed on {today} (Article 19)", f"{today} 未了结(第十九条)"),
    )  # fmt: skip
    print_table(
        [
            Text("agency", "部门"), Text("item", "信息项"), Text("in time", "按时"), Text("within target", "目标内"),
            Text("date not certain", "到期日未定"), Text("not scored", "不评分"), Text("of these loads", "其中批量报送"),
            Text("breaches", "认定违规"),
        ],
        [
            *((t.agency, t.item, shown(t.in_time), shown(t.within_target), *_counts([t])) for t in found),
            (text(Text("all", "合计")), "", shown(in_time), shown(within_target), *_counts(found)),
        ],
        title=Text("What came: by the Rules, and by the platform's target", "已报送:法定期限与平台目标分别统计"),
    )  # fmt: skip
    print_table(
        [
            Text("agency", "部门"), Text("item", "信息项"), Text("late", "逾期"),
            Text("provider, working days", "提供部门,工作日"), Text("platform, mean", "平台,平均"),
            Text("longest", "最长"), Text("subscribers, mean to next access", "使用部门,平均至下次读取"),
        ],
        [_delays(t) for t in found],
        title=Text("Whose delay: each by itself, never added together", "各方延迟:分别统计,互不相加"),
    )  # fmt: skip
    print_line(
        text(
            Text(
                "A change that came late is a finding, not a breach: only an officer's decision makes one (Article 43).",
                "逾期为系统发现,并非违规;是否违规由主管人员认定(第四十三条)。",
            )
        )
    )


def _counts(found: Sequence["Timeliness"]) -> list[int]:
    return [sum(getattr(t, name) for t in found) for name in ("pending", "not_scored", "loaded", "breaches")]


def _delays(of: "Timeliness") -> list[object]:
    provider, platform = of.provider_delay, of.platform_delay
    readers = [
        f"{each.agency} {duration(each.seconds / each.events) if each.events else '–'}"
        + (text(Text(f", {each.unread:,} unread", f",{each.unread:,} 未读")) if each.unread else "")
        for each in of.subscriber_delays
    ]
    return [
        of.agency,
        of.item,
        provider.late,
        provider.working_days if provider.late > provider.unknown else None,
        duration(platform.seconds / platform.events) if platform.events else None,
        duration(platform.longest_seconds) if platform.events else None,
        "\n".join(readers) or None,
    ]


def shown(share: "Share") -> str | None:
    """A share for people: the rate with its numerator and denominator; None, a dash, of nothing.

    Only all of them are 100 %, and only none of them 0 %.
    """
    if share.rate is None:
        return None
    tenths = round(share.rate * 1000)
    if share.count < share.of:
        tenths = min(tenths, 999)
    if share.count:
        tenths = max(tenths, 1)
    return f"{tenths / 10:.1f} % ({share.count:,}/{share.of:,})"


def duration(seconds: float) -> str:
    """Seconds in the unit people would use."""
    if seconds < _MINUTE:
        return f"{seconds:.1f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.1f} min"
    if seconds < 2 * _DAY:
        return f"{seconds / _HOUR:.1f} h"
    return f"{seconds / _DAY:.1f} d"


def _day(option: str, written: str | None) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        raise Refusal(
            f"{option} is no day. Write it as YYYY-MM-DD.", f"{option} 不是日期,请写成 YYYY-MM-DD。"
        ) from None
