"""What reports written into files have in common: a self-contained page in both languages, and where it is put."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from infra.language import Language
from schemas.bilingual import Refusal, Text

HTML = (".html", ".htm")

_STYLE = """
:root { color-scheme: light; --ink: #1d2733; --muted: #5b6875; --line: #d5dbe1; --soft: #f5f7f9; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; color: var(--ink); background: #fff;
  font: 15px/1.55 system-ui, "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; } p { margin: .4rem 0; } .muted { color: var(--muted); }
code { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: .92em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .75rem 0; }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
.counts { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin: 1rem 0; }
.count { border: 1px solid var(--line); border-top: 4px solid var(--tone); border-radius: 4px; padding: .5rem .75rem; }
.count b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.word { color: var(--tone); font-weight: 600; }
.head { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; }
th, .word { word-break: keep-all; } th { color: var(--muted); font-weight: 600; } .number { text-align: right; font-variant-numeric: tabular-nums; }
nav { float: right; font-size: .9rem; } nav label { cursor: pointer; padding: .1rem .4rem; border-radius: 3px; }
input.language { position: absolute; opacity: 0; }
#zh:checked ~ main [lang=en], #en:checked ~ main [lang=zh] { display: none; }
#both:checked ~ main [lang=en]::before { content: " "; }
#zh:checked ~ nav [for=zh], #en:checked ~ nav [for=en], #both:checked ~ nav [for=both] { background: var(--soft);
  outline: 1px solid var(--line); }
input.language:focus-visible ~ nav { outline: 2px solid #1a5fb4; }
@media (max-width: 40rem) { table { display: block; overflow-x: auto; } .counts { grid-template-columns: repeat(2, 1fr); } }
@media print { nav { display: none; } body { max-width: none; padding: 0; font-size: 10.5pt; }
  tr { break-inside: avoid; } thead { display: table-header-group; } @page { size: A4; margin: 15mm; } }
"""


def document(title: Text, body: Iterable[str], *, style: str, language: Language) -> str:
    """A page without script that fetches nothing; `language` is shown first, the other one click away.

    Args:
        title: for the window and the head of the page.
        body: what stands under the head, as HTML.
        style: what the page adds to the common style.
        language: shown first.
    """
    return "".join((
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{escape(title.zh if language == 'zh' else title.en)}</title>\n",
        f"<style>{_STYLE}{style}</style>\n</head>\n<body>\n",
        *_language_choice(language),
        f"<main>\n<h1>{both(title)}</h1>\n",
        *body,
        "</main>\n</body>\n</html>\n",
    ))  # fmt: skip


def _language_choice(language: Language) -> Iterator[str]:
    for name in ("zh", "en", "both"):
        checked = " checked" if name == language else ""
        yield f'<input class="language" type="radio" name="language" id="{name}"{checked}>'
    yield '\n<nav><label for="zh">中文</label> <label for="en">English</label> <label for="both">中文 + English</label></nav>\n'


def both(words: Text) -> str:
    """Words in both languages, of which the reader's choice is shown."""
    return f'<span lang="zh">{escape(words.zh)}</span><span lang="en">{escape(words.en)}</span>'


def code(name: str | None) -> str:
    """A name of the product, which may go on in the next line after an underscore; a dash for none."""
    return f"<code>{escape(name).replace('_', '_<wbr>')}</code>" if name else "–"


def table(columns: Sequence[Text], lines: Iterable[str], *, kind: str = "plain") -> str:
    """A table of lines as `line` makes them; `kind` is its class in the style sheet."""
    cells = "".join(f'<th scope="col">{both(column)}</th>' for column in columns)
    head = f'<table class="{kind}"><thead><tr>{cells}</tr></thead><tbody>\n'
    return f"{head}{''.join(lines)}</tbody></table>\n"


def line(*cells: str) -> str:
    """One line of a table; the cells are HTML."""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def check_path(option: str, path: Path, suffixes: Sequence[str]) -> None:
    """Refuse a report whose name does not say what it is.

    Raises:
        Refusal: it ends in none of the suffixes.
    """
    if path.suffix.lower() not in suffixes:
        raise Refusal(
            f"{option} names {path.name}, which does not end in {suffixes[0]}. Name the report so, lest it overwrites "
            "something else.",
            f"{option} 指定的 {path.name} 不以 {suffixes[0]} 结尾。请如此命名,以免覆盖其他文件。",
        )


def write(option: str, path: Path, written: bytes) -> None:
    """Write a report.

    Raises:
        Refusal: the file cannot be written.
    """
    try:
        path.write_bytes(written)
    except OSError as error:
        raise Refusal(
            f"The report {path} cannot be written: {error.strerror}. Give another path with {option}.",
            f"无法写入报告 {path}:{error.strerror}。请用 {option} 指定其他路径。",
        ) from error


def where(path: Path) -> Text:
    """Says where the report is."""
    return Text(f"The report is in {path}.", f"报告已写入 {path}。")
