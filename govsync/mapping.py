"""`govsync mapping`: how a file's columns become data elements; a first proposal for a file of one's own."""

from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from govsync.terminal import help_text, print_json, print_line, print_table, say, text
from schemas.bilingual import Text

app = typer.Typer(
    add_completion=False,
    help=text(
        Text(
            "Mappings of columns to data elements. Example: govsync mapping list",
            "列与数据元的映射。示例:govsync mapping list",
        )
    ),
)

AsJson = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))]


@app.command(
    "draft",
    help=help_text(
        Text(
            "Propose a mapping for a file from its header and first rows, as a YAML file on standard output. Guesses are "
            "marked in comments. Exit codes: 0 done, 2 could not run.",
            "根据文件表头和前若干行生成映射草案(YAML,标准输出),猜测之处以注释标明。退出码:0 完成,2 无法运行。",
        ),
        "govsync mapping draft --item lp-enterprise-registration enterprises.csv > mine.yaml",
    ),
)
def draft(
    file: Annotated[Path, typer.Argument(help=text(Text("The file.", "文件。")), metavar="FILE")],
    item: Annotated[str, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))],
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from producers import drafting
    from producers.draft_yaml import as_yaml
    from producers.reader import open_file
    from schemas.directory_files import load_directory

    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()  # noqa: TID251 - a command reads the clock
    found = drafting.draft(load_directory().item(item), open_file(file), today)
    events, rows, _ = found.tried
    if as_json:
        print_json({
            "mapping": found.as_mapping(),
            "guesses": found.guesses,
            "elements_without_column": [element.name for element in found.missing],
            "columns_that_feed_nothing": list(found.spare),
            "rows_tried": rows,
            "rows_that_become_events": events,
        })  # fmt: skip
        return
    print_line(as_yaml(found, text).removesuffix("\n"))
    count = len(found.guesses)
    say(
        Text(
            f"{len(found.elements)} elements have a column, {count} proposals are guesses; {events:,} of {rows:,} rows become events.",
            f"{len(found.elements)} 个数据元已有对应列,{count} 处为猜测;{rows:,} 行中 {events:,} 行可生成事件。",
        )
    )


@app.command(
    "list",
    help=help_text(Text("List the committed mappings.", "列出内置映射。"), "govsync mapping list"),
)
def list_mappings(as_json: AsJson = False) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from producers.mapping import FOLDER, load_mapping

    mappings = [load_mapping(path.stem) for path in sorted(FOLDER.glob("*.yaml"))]
    if as_json:
        print_json(
            {"mappings": [{"mapping": m.mapping, "item": m.item, "columns": sorted(m.columns())} for m in mappings]}
        )
        return
    columns = [Text("mapping", "映射"), Text("item", "信息项"), Text("columns it reads", "读取的列")]
    print_table(columns, [[m.mapping, m.item, ", ".join(sorted(m.columns()))] for m in mappings])


@app.command(
    "show",
    help=help_text(Text("Show a mapping.", "显示映射内容。"), "govsync mapping show enterprise-registry-csv"),
)
def show(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=text(Text("A committed mapping, or a path.", "内置映射名称或路径。")))
    ],
    as_json: AsJson = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from producers.mapping import load_mapping, mapping_path

    mapping = load_mapping(name)
    if as_json:
        print_json(mapping.model_dump(mode="json", exclude_defaults=True))
    else:
        print_line(mapping_path(name).read_text("utf-8").removesuffix("\n"))
