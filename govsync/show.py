"""`govsync show`: what is held about somebody or something, on a day, as it was known at an instant."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from govsync.numbers import read_numbers
from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from consumers.as_of import Moment
    from consumers.subscriber import Subscription
    from schemas.directory import Directory, Item

app = typer.Typer(add_completion=False)

HELP = Text(
    "Show the records held under an identity number: what the tables hold now, or what was true on a day (--as-of), as the "
    "platform knew it at an instant (--known-at). Without --item over all items of such a subject, also under its former "
    "numbers. Numbers come from standard input; they and sensitive elements are masked unless --unmasked. The access is "
    "noted with its purpose (Article 25).",
    "显示某一号码名下的记录:数据表现有内容,或某日的真实情况(--as-of),以及平台在某一时刻所知(--known-at)。不加 --item 时汇总该类主体的"
    "全部信息项,包括其曾用号码。号码从标准输入读取;号码和敏感数据元默认脱敏,除非加 --unmasked。访问连同用途记入日志(第二十五条)。",
)
EXAMPLES = (
    "govsync show --item np-birth --type RESIDENT_ID --agency gz-health --purpose 'verification 12' - < numbers.txt",
    "govsync show --type USCC --agency gz-civil-affairs --purpose 'licence checks' --as-of 2026-03-01 --json - < code.txt",
)


@app.command(help=help_text(HELP, *EXAMPLES))
def show(
    agency: Annotated[str, typer.Option(help=text(Text("On behalf of this agency.", "代表哪个部门查看。")))],
    purpose: Annotated[str, typer.Option(help=text(Text("What duty it is for.", "用于履行何种职责。")))],
    source: Annotated[str, typer.Argument(metavar="-", help=text(Text("Standard input.", "标准输入。")))] = "-",
    item: Annotated[str | None, typer.Option(help=text(Text("One item alone.", "仅某一信息项。")))] = None,
    identity_type: Annotated[
        str | None,
        typer.Option(
            "--type",
            help=text(
                Text(
                    'Identity type of all numbers; without it every line is JSON: {"type", "value"}.',
                    '所有号码的证件类型;不指定时每行为 JSON:{"type", "value"}。',
                )
            ),
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", help=text(Text("What was true on this day, YYYY-MM-DD.", "某日的真实情况,YYYY-MM-DD。"))
        ),
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option(
            "--known-at",
            help=text(
                Text(
                    "As the platform's tables had it at this instant, ISO 8601; Beijing time if no zone is given.",
                    "平台数据表在该时刻的内容,ISO 8601;未注明时区时为北京时间。",
                )
            ),
        ),
    ] = None,
    unmasked: Annotated[
        bool,
        typer.Option(
            "--unmasked", help=text(Text("Numbers and sensitive elements in full.", "完整显示号码与敏感数据元。"))
        ),
    ] = False,
    as_json: Annotated[
        bool,
        typer.Option("--json", help=text(Text("One JSON object a line, one per number.", "每个号码一行 JSON 对象。"))),
    ] = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from contextlib import closing

    from consumers.show import show as shown_of
    from consumers.subscriber import subscription
    from infra.postgres import connect, transaction
    from infra.roles import approvals
    from infra.settings import Settings
    from schemas.directory_files import load_directory
    from stream_processors.rules.timeliness import beijing_date

    directory = load_directory()
    today = beijing_date(datetime.now(UTC))  # noqa: TID251 - a command reads the clock
    moment = _moment(as_of, known_at)
    numbers = read_numbers(source, identity_type)
    settings = Settings.load()
    with reached(settings), closing(connect(settings, "govsync-show")) as connection:
        with transaction(connection) as cursor:
            covering = ("FULL",) if unmasked else ("FULL", "MASKED")
            of_agency = [a for a in approvals(cursor, today) if a.agency == agency and a.projection in covering]
            granted = {approval.item for approval in of_agency}
        for position, (kind, written) in enumerate(numbers, 1):
            number = _normal(kind, written, position, today)
            wanted = _wanted(
                directory,
                item,
                kind,
                lambda code: subscription(directory, code, agency, purpose, today, is_granted=granted.__contains__),
            )
            with transaction(connection) as cursor:
                found = shown_of(cursor, number, wanted, moment, unmasked=unmasked)
            if as_json:
                print_json({"as_of": as_of, "known_at": known_at, **found.as_json()})
            else:
                _print(directory, found.subject, found.records)


def _moment(as_of: str | None, known_at: str | None) -> "Moment":
    from consumers.as_of import Moment

    try:
        day = None if as_of is None else date.fromisoformat(as_of)
    except ValueError:
        raise Refusal("--as-of is no day. Write it as YYYY-MM-DD.", "--as-of 不是日期,请写成 YYYY-MM-DD。") from None
    try:
        at = None if known_at is None else datetime.fromisoformat(known_at)
    except ValueError:
        raise Refusal(
            "--known-at is no instant. Write it as 2026-03-02T08:00, or with a zone: 2026-03-02T00:00Z.",
            "--known-at 不是时刻。请写成 2026-03-02T08:00,或注明时区:2026-03-02T00:00Z。",
        ) from None
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return Moment(day, at)


def _normal(kind: str, written: str, position: int, today: date) -> Any:
    from consumers.aliases import Identity
    from schemas.identifiers import normal_form

    number = normal_form(kind, written, on=today)
    if number is None:
        raise Refusal(
            f"Number {position} of standard input is none of its type. `govsync identifier -` says what is wrong with it.",
            f"标准输入的第 {position} 个号码不符合其类型。`govsync identifier -` 可说明原因。",
        )
    return Identity(kind, number)


def _wanted(
    directory: "Directory", item: str | None, kind: str, subscription_to: "Callable[[str], Subscription]"
) -> "Sequence[Subscription]":
    """The one item, or all items of such a subject that the agency may read."""
    if item is not None:
        _takes(directory.item(item), kind)
        return [subscription_to(item)]
    of_kind = [each.item for each in directory.items.values() if kind in each.identity_types]
    wanted = []
    refused: Refusal | None = None
    for code in of_kind:
        try:
            wanted.append(subscription_to(code))
        except Refusal as refusal:
            refused = refusal
    if not wanted and refused is not None:
        raise refused
    return wanted


def _takes(item: "Item", kind: str) -> None:
    if kind not in item.identity_types:
        raise Refusal(
            f"{item.item} is not kept under {kind}. It takes: {', '.join(item.identity_types)}.",
            f"{item.item} 不以 {kind} 为标识。可用:{', '.join(item.identity_types)}。",
        )


def _print(
    directory: "Directory", subject: "Mapping[str, Any]", records: "Mapping[str, Sequence[Mapping[str, Any]]]"
) -> None:
    print_line(f"● {subject['identity_type']} {subject['identity_number']}")
    for other in subject["other_numbers"]:
        print_line(f"  {text(Text('also', '亦即'))} {other['identity_type']} {other['identity_number']}")
    for link in subject["successions"]:
        print_line(
            f"  {link['predecessor']['identity_number']} → {link['successor']['identity_number']} "
            f"({text(Text('succession', '承继'))}, {link['valid_from_on']})"
        )
    if not records:
        print_line(f"  {text(Text('Nothing is held.', '没有记录。'))}")
    for code, found in records.items():
        item = directory.items[code]
        docs = {e.name: e.doc for e in item.elements}
        for record in found:
            columns = [Text(f"{item.name.en} ({code})", f"{item.name.zh}({code})"), Text("", "")]
            known = [name for name, value in record.items() if value not in (None, "", [])]
            print_table(columns, [[text(docs[n]) if n in docs else n, _cell(record[n])] for n in known])


def _cell(value: object) -> object:
    return value if isinstance(value, str) else str(value)
