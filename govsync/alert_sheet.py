"""Alerts as a sheet for a spreadsheet program: UTF-8 with a byte order mark, and no cell that is taken for a formula."""

import csv
import io
from collections.abc import Sequence

from consumers.alerts import ToldAlerts
from govsync.alerts import SOURCES, agency_name, item_name, stage_words
from govsync.terminal import text
from schemas.bilingual import Text
from schemas.directory import Directory

_COLUMNS = (
    Text("agency code", "部门代码"), Text("agency", "部门"), Text("item code", "信息项代码"), Text("item", "信息项"),
    Text("about", "事由"), Text("clock", "时限"), Text("article", "条款"), Text("due on", "到期日"),
    Text("due on without outages", "扣除接收中断的到期日"), Text("stage", "阶段"), Text("count", "数量"),
    Text("taken back", "已撤回"), Text("first raised", "首次提示"), Text("last raised", "最近提示"),
    Text("explanation", "说明"), Text("rules version", "规则版本"), Text("alert", "提示编号"),
)  # fmt: skip
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = "\ufeff"


def sheet(found: Sequence[ToldAlerts], directory: Directory) -> bytes:
    """The sheet in the reader's language, one row per group of alerts."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([text(column) for column in _COLUMNS])
    writer.writerows([cell(value) for value in _row(each, directory)] for each in found)
    return (_MARK + written.getvalue()).encode()


def cell(value: object) -> str:
    """A value as a cell; what a spreadsheet program would compute stands behind an apostrophe."""
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(_STARTS_A_FORMULA) else written


def _row(each: ToldAlerts, directory: Directory) -> Sequence[object]:
    return (
        each.agency, text(agency_name(directory, each.agency)), each.item, text(item_name(directory, each.item)),
        text(SOURCES[each.source]), each.kind, each.article, each.due_on, each.due_on_adjusted,
        text(stage_words(each.stage)), each.count, each.retracted, each.first_raised_at.isoformat(),
        each.last_raised_at.isoformat(), text(Text(each.explanation_en, each.explanation_zh)), each.rules_version,
        each.alert_ids[0],
    )  # fmt: skip
