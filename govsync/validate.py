"""`govsync validate`: what would become of a file's rows, before anything is sent and without any platform."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govsync.report import HTML, check_path, where, write
from govsync.terminal import help_text, is_watched, language, print_json, print_line, progress, say, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from govsync.validation.summary import Found, Summary
    from producers.publisher import Request

app = typer.Typer(add_completion=False)


@app.command(
    help=help_text(
        Text(
            "Judge a file as the platform would, before it is published: the same events, the same rules, and neither Kafka "
            "nor PostgreSQL. Every finding names row, column, data element, rule and remedy. "
            "Exit codes: 0 nothing refused, 1 something refused, 2 could not run.",
            "报送前检查文件:生成与报送相同的事件,按平台相同的规则判定,不连接 Kafka 与 PostgreSQL。"
            "逐项指出行、列、数据元、规则与处理办法。退出码:0 无拒绝,1 有拒绝,2 无法运行。",
        ),
        "govsync validate --item lp-enterprise-registration --provider gz-market-regulation "
        "--mapping enterprise-registry-csv enterprises.csv.gz",
        "govsync validate --item lp-enterprise-registration --provider gz-market-regulation --html report.html enterprises.csv",
    ),
)
def validate(
    file: Annotated[Path, typer.Argument(help=text(Text("The file.", "文件。")), metavar="FILE")],
    provider: Annotated[str, typer.Option(help=text(Text("Your agency code.", "本部门代码。")))],
    item: Annotated[str, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))],
    mapping: Annotated[
        str | None,
        typer.Option(
            help=text(
                Text(
                    "Name of a committed mapping, or path of your own (*.yaml); `govsync mapping draft` proposes one.",
                    "内置映射名称或自有映射路径(*.yaml);`govsync mapping draft` 可生成草案。",
                )
            )
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="REPORT.html",
            help=text(Text("Write the report as one page, to be read or printed.", "另存为单个可打印网页。")),
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            min=0,
            help=text(Text("Keep at most so many findings (--json, --html).", "最多保留的明细条数(--json、--html)。")),
        ),
    ] = 50_000,
    as_json_lines: Annotated[
        bool,
        typer.Option("--jsonl", help=text(Text("Print one JSON line per row.", "每行数据输出一行 JSON。"))),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))
    ] = False,
) -> None:
    """Exit codes: 0 nothing refused, 1 something refused, 2 could not run."""
    from govsync.validation import dry_run
    from govsync.validation.shown_values import ShownValues
    from govsync.validation.summary import Summary, row_as_json
    from producers import publisher
    from producers.mapping import load_mapping
    from schemas.directory_files import load_directory

    if as_json and as_json_lines:
        raise Refusal("Give either --json or --jsonl, not both.", "--json 与 --jsonl 只能指定一个。")
    if html is not None:
        check_path("--html", html, HTML)
    directory = load_directory()
    wanted = publisher.request(
        directory, provider=provider, item=item, file=file, mapping=load_mapping(mapping) if mapping else None
    )
    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    pipeline = dry_run.packaged_pipeline()
    summary = Summary(ShownValues(wanted), limit)
    with progress() as bars:
        task = bars.add_task(text(Text("Judging rows", "检查行")), total=_lines(file))
        for judgements in dry_run.judge_file(wanted, pipeline, now):
            summary.add(judgements)
            if as_json_lines:
                print_line("\n".join(json.dumps(row_as_json(j), ensure_ascii=False) for j in judgements))
            bars.update(task, completed=summary.rows)
        bars.update(task, total=summary.rows)
    if html is not None:
        from govsync.validation.page import page

        written = page(
            wanted,
            summary,
            agency=directory.agencies[provider],
            rules_version=pipeline.ruleset.version,
            judged_at=now,
            language=language(),
        )
        write("--html", html, written.encode())
    if as_json:
        about = {"file": str(file), "item": item, "provider": provider, "mapping": wanted.mapping.mapping}
        print_json({**about, "rules_version": pipeline.ruleset.version, **summary.as_json()})
    elif not as_json_lines:
        _print_for_people(wanted, summary)
    if html is not None:
        say(where(html))
    raise typer.Exit(1 if summary.refused else 0)


def _lines(file: Path) -> int | None:
    """How much there is to judge, counted only if a person looks on."""
    from producers.reader import open_file

    return open_file(file).count_lines() if is_watched() else None


def _print_for_people(wanted: "Request", summary: "Summary") -> None:
    from govsync.validation.page import verdict
    from govsync.validation.summary import ICONS, WORDS

    counts = "  ".join(f"{icon} {summary.of(severity):,} {text(WORDS[severity])}" for severity, icon in ICONS.items())
    print_line(f"{wanted.file.name}: {text(Text(f'{summary.rows:,} rows', f'{summary.rows:,} 行'))}:  {counts}")
    for found in summary.found():
        _print_rule(found)
    print_line(f"\n{text(verdict(summary))}")


def _print_rule(found: "Found") -> None:
    from govsync.validation.summary import ICONS, WORDS, cited

    rule = found.rule
    print_line(f"\n{ICONS[found.severity]} {rule.code} ({text(WORDS[found.severity])}): {found.count:,}")
    print_line(f"  {text(rule.message)}")
    print_line(f"  {text(cited(rule))}")
    for place in found.places:
        column = text(Text(f"column {place.column}", f"列 {place.column}")) if place.column else ""
        element = f"→ {place.field}" if place.field else ""
        where = " ".join(part for part in (column, element) if part) or text(Text("the row", "整行"))
        milder = f" ({text(WORDS[place.severity])})" if place.severity != found.severity else ""
        examples = ", ".join(
            text(Text(f"row {row}", f"第 {row} 行")) + (f" ({shown})" if shown else "") for row, shown in place.examples
        )
        print_line(f"    {where}{milder}: {place.count:,}; {text(Text('for example', '例如'))} {examples}")
