"""What a person or another program sees of a command: language, JSON, tables, progress."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from infra.language import Language, language_of
from schemas.bilingual import Text

if TYPE_CHECKING:
    from rich.progress import Progress

_PIPE_WIDTH = 160


def language() -> Language:
    """The reader's language: `GOVSYNC_LANG` (en or zh), else that of the locale."""
    return language_of(os.environ)


def text(words: Text) -> str:
    """`words` in the reader's language."""
    return words.zh if language() == "zh" else words.en


def help_text(words: Text, *examples: str) -> str:
    """A command's help: what it does, in the reader's language, then examples, each on its own line."""
    heading = text(Text("Example:", "示例:"))
    return "\n\n".join((text(words), heading, *(f"    {example}" for example in examples)))


def say(words: Text) -> None:
    """Tell the person how it goes. Standard error, so that standard output holds results alone."""
    print(text(words), file=sys.stderr, flush=True)  # noqa: T201 - the terminal is what this module is for


def tell(words: Text) -> None:
    """Tell how far it is, to a person who looks on; a pipe gets silence."""
    if is_watched():
        say(words)


def print_line(line: str) -> None:
    """One line of result on standard output, at once."""
    print(line, flush=True)  # noqa: T201 - the terminal is what this module is for


def print_json(value: object) -> None:
    """A result for other programs: one JSON document on one line of standard output, in UTF-8."""
    print_line(json.dumps(value, ensure_ascii=False))


def print_table(columns: Sequence[Text], rows: Iterable[Sequence[object]], title: Text | None = None) -> None:
    """A result for people: a table on standard output; numbers stand to the right, None is a dash."""
    from rich.console import Console
    from rich.table import Table

    filled = [list(row) for row in rows]
    table = Table(title=text(title) if title else None, title_justify="left")
    for position, column in enumerate(columns):
        numeric = bool(filled) and all(isinstance(row[position], int | float | None) for row in filled)
        table.add_column(text(column), justify="right" if numeric else "left", overflow="fold", no_wrap=position == 0)
    for row in filled:
        table.add_row(*(_cell(value) for value in row))
    # A pipe has no width of its own: nothing is folded away from whoever reads it.
    # Cells are data: a pattern in square brackets is no mark-up.
    Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, markup=False).print(table)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else str(value)


def is_watched() -> bool:
    """Whether a person looks on: progress is for people only, a pipe gets silence."""
    return sys.stderr.isatty()


def progress() -> "AbstractContextManager[Progress]":
    """A progress display on standard error; it shows nothing unless a person looks on."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not is_watched(),
    )
