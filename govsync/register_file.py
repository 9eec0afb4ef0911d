"""A file of register rows, YAML or CSV, as rows of the register; every fault of it at once, with row and column."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel, ValidationError

from producers.reader import Unreadable, open_file
from schemas import strict_yaml
from schemas.bilingual import Contradiction, Refusal, Text

_YAML = frozenset({".yaml", ".yml"})


_NO_INSTANT = Text(
    "it is no instant with its time zone: write YYYY-MM-DDThh:mm+08:00",
    "不是带时区的时刻：请写成 YYYY-MM-DDThh:mm+08:00",
)
_NO_DATE = Text("it is no date: write YYYY-MM-DD", "不是日期：请写成 YYYY-MM-DD")
_MEANINGS = {
    "missing": Text("the column is missing or empty", "缺少该列或其值为空"),
    "extra_forbidden": Text("there is no such column", "没有此列"),
    "string_too_short": Text("it says nothing", "内容为空"),
    "string_type": Text("it is no text", "不是文本"),
    "date_type": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_from_datetime_parsing": _NO_DATE,
    "date_from_datetime_inexact": _NO_DATE,
    "datetime_type": _NO_INSTANT,
    "datetime_parsing": _NO_INSTANT,
    "datetime_from_date_parsing": _NO_INSTANT,
    "timezone_aware": _NO_INSTANT,
}


class Fault(NamedTuple):
    """What is wrong with one row: `row` as the file counts it, the column ("" for the whole row), and why."""

    row: int
    column: str
    why: Text

    @property
    def text(self) -> Text:
        """The fault as a line."""
        column, column_zh = (f", {self.column}", f"，{self.column}") if self.column else ("", "")
        return Text(f"row {self.row}{column}: {self.why.en}", f"第 {self.row} 行{column_zh}：{self.why.zh}")


def read_rows(path: Path, model: type[BaseModel]) -> tuple[list[tuple[int, BaseModel]], list[Fault]]:
    """The rows of a file with their numbers, and what is wrong with those that are none.

    Raises:
        Refusal: the file cannot be read at all.
    """
    found: list[tuple[int, BaseModel]] = []
    faults: list[Fault] = []
    for number, stated in _stated(path, faults):
        try:
            found.append((number, model.model_validate(stated)))
        except ValidationError as error:
            faults += faults_of(number, error)
    return found, faults


def refuse(path: Path, faults: list[Fault]) -> Refusal:
    """The refusal of a file for its faults."""
    lines = [fault.text for fault in sorted(faults, key=lambda fault: fault[:2])]
    return Refusal(
        "\n".join([f"{path.name} is not registered: nothing was changed. Mend these and run the command again:"]
                  + [f"  {line.en}" for line in lines]),
        "\n".join([f"{path.name} 未登记，未作任何更改。请更正以下各项后重新运行："] + [f"  {line.zh}" for line in lines]),
    )  # fmt: skip


def _stated(path: Path, faults: list[Fault]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if path.suffix.lower() in _YAML:
        yield from _yaml_rows(path, faults)
        return
    for row in open_file(path).rows():
        if isinstance(row, Unreadable):
            faults.append(Fault(row.number, "", Text(f"cannot be read ({row.rule})", f"无法读取（{row.rule}）")))
        else:
            yield row.number, {column: value for column, value in row.values.items() if value != ""}


def _yaml_rows(path: Path, faults: list[Fault]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        stated = strict_yaml.parse(path.read_text("utf-8"))
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.", f"无法读取 {path}：{error.strerror}。") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).replace("\n", " ")
        raise Refusal(
            f"{path.name} is no YAML in UTF-8: {reason}", f"{path.name} 不是 UTF-8 编码的 YAML：{reason}"
        ) from error
    if not isinstance(stated, list):
        raise Refusal(
            f"{path.name} is no list of rows. Write each row as `- id: ...` with its other columns below.",
            f"{path.name} 不是行的列表。请将每行写成 `- id: ...`，其余各列写在其下。",
        )
    for number, row in enumerate(stated, 1):
        if isinstance(row, dict) and all(isinstance(column, str) for column in row):
            yield number, row
        else:
            faults.append(Fault(number, "", Text("it is no mapping of columns to values", "不是列与值的对应")))


def faults_of(number: int, error: ValidationError) -> Iterator[Fault]:
    """What pydantic found wrong with row `number`."""
    for each in error.errors(include_input=False, include_url=False):
        cause = each.get("ctx", {}).get("error")
        if isinstance(cause, Contradiction):
            yield Fault(number, cause.column, cause.text)
        else:
            column = ".".join(str(part) for part in each["loc"])
            yield Fault(number, column, _MEANINGS.get(each["type"], Text(each["msg"], each["msg"])))
