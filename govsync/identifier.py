"""`govsync identifier`: judge identity numbers read from standard input."""

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from govsync.numbers import read_numbers
from govsync.terminal import help_text, print_json, print_line, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from schemas.identifiers import Judgement

app = typer.Typer(add_completion=False)


@app.command(
    help=help_text(
        Text(
            "Normalise and check identity numbers. With --type, every line of standard input is a number; without it, "
            'every line is JSON: {"type", "value"}. Numbers are never taken from the command line.',
            "规范化并核验证件号码。指定 --type 时标准输入每行为一个号码；"
            '不指定时每行为 JSON：{"type", "value"}。号码不从命令行读取。',
        ),
        "govsync identifier --type RESIDENT_ID - < numbers.txt",
        'echo \'{"type": "AGENCY", "value": "gz-civil-affairs"}\' | govsync identifier',
    ),
)
def identifier(
    source: Annotated[str, typer.Argument(metavar="-", help=text(Text("Standard input.", "标准输入。")))] = "-",
    identity_type: Annotated[
        str | None,
        typer.Option("--type", help=text(Text("Identity type of all numbers.", "所有号码的证件类型。"))),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(help=text(Text("Day of reference, YYYY-MM-DD; today if not given.", "判定基准日，默认当天。"))),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("JSON lines, even on a terminal.", "在终端上也输出 JSON 行。")))
    ] = False,
) -> None:
    """Exit codes: 0 all acceptable, 1 something refused, 2 could not run."""
    from schemas.identifiers import judge
    from schemas.severity import Severity

    numbers = read_numbers(source, identity_type)
    day = _day(on)
    for_people = sys.stdout.isatty() and not as_json
    refused = False
    for number_type, value in numbers:
        judgement = judge(number_type, value, on=day)
        refused |= judgement.severity > Severity.FLAG
        if for_people:
            _print_for_people(number_type, value, judgement)
        else:
            print_json(_line(number_type, value, judgement))
    raise typer.Exit(1 if refused else 0)


def _day(written: str | None) -> date:
    if written is None:
        return datetime.now(ZoneInfo("Asia/Shanghai")).date()  # noqa: TID251 - a command reads the clock
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refusal("--on is no day. Write it as YYYY-MM-DD.", "--on 不是日期，请写成 YYYY-MM-DD。") from None


def _line(identity_type: str, value: str, judgement: "Judgement") -> dict[str, object]:
    from schemas.identifiers import mask
    from schemas.rule_catalogue import rule_catalogue
    from schemas.severity import Severity

    catalogue = rule_catalogue()
    return {
        "type": identity_type.encode("utf-8", "replace").decode(),
        "value_masked": mask(identity_type, value),
        "valid": judgement.severity <= Severity.FLAG,
        "normalised": judgement.normalised,
        "severity": judgement.severity.wire,
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.wire,
                "message_en": catalogue[finding.rule].message.en,
                "message_zh": catalogue[finding.rule].message.zh,
            }
            for finding in judgement.findings
        ],
    }


_WORDS = {
    "accept": Text("acceptable", "可以接受"),
    "flag": Text("acceptable, with a flag", "可以接受，带标记"),
    "quarantine": Text("held until confirmed or corrected", "暂存，待确认或更正"),
    "block": Text("refused: no usable key", "拒绝：无法作为主键"),
}


def _print_for_people(identity_type: str, value: str, judgement: "Judgement") -> None:
    from schemas.identifiers import mask
    from schemas.rule_catalogue import rule_catalogue

    print_line(f"{mask(identity_type, value)}  {text(_WORDS[judgement.severity.wire])}")
    if judgement.normalised not in (None, value):
        print_line(f"    {text(Text('normal form', '规范形式'))}: {judgement.normalised}")
    for finding in judgement.findings:
        print_line(f"    {finding.rule}: {text(rule_catalogue()[finding.rule].message)}")
