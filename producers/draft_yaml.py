"""A drafted mapping as the commented YAML file that a person corrects."""

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from producers.drafting import Draft, Proposal
from schemas.bilingual import Text


def as_yaml(drafted: Draft, say: Callable[[Text], str]) -> str:
    """The draft as a mapping's file, with comments for a person; `say` chooses the language."""
    return "\n".join(_lines(drafted, say)) + "\n"


def _lines(drafted: Draft, say: Callable[[Text], str]) -> Iterator[str]:
    events, rows, refused = drafted.tried
    yield "# " + say(
        Text(
            f"A draft: of the first {rows:,} rows, {events:,} become events. Look at every guess, then run govsync validate.",
            f"草案:前 {rows:,} 行中有 {events:,} 行可生成事件。请核对每一处标注为猜测的内容,再运行 govsync validate。",
        )
    )
    for (rule, column), count in refused.most_common():
        yield f"# {rule} {column}: {count:,}"
    yield f"mapping: {_flow(drafted.name)}"
    yield f"item: {drafted.item.item}"
    yield f"null_values: {_flow(['', *drafted.null_texts])}"
    yield "identity:"
    yield from _line("  type", drafted.identity_type, say)
    yield from _line("  number", drafted.identity_number, say)
    fields = dict(drafted.fields)
    if "record_id" in fields:
        record_id = fields.pop("record_id")
        yield from _notes("", record_id, say)
        yield f"record_id: {_flow([record_id.source])}"
    yield from _line("changed_on", drafted.changed_on, say)
    for name in ("operation", "record_version"):
        if name in fields:
            yield from _line(name, fields.pop(name), say)
    if drafted.related:
        yield "related:"
        for party, source in zip(drafted.related.values(), drafted.related_sources(), strict=True):
            yield from _notes("  ", party.type, say)
            yield f"  - {_flow(source)}"
    if fields:
        yield "envelope:"
        for name, proposal in fields.items():
            yield from _line(f"  {name}", proposal, say)
    yield "elements:" if drafted.elements else "elements: {}"
    for name, proposal in drafted.elements.items():
        yield from _line(f"  {name}", proposal, say)
    if drafted.missing:
        yield "# " + say(Text("Elements without a column:", "没有对应列的数据元:"))
        demands = drafted.item.versions[-1].elements
        for element in drafted.missing:
            demand = demands.get(element.name)
            required = say(Text(" (required)", "(必填)")) if demand and demand.required else ""
            yield f"#   {element.name}: {say(element.doc)}{required}"
    if drafted.spare:
        yield f"# {say(Text('Columns that feed nothing:', '未使用的列:'))} {', '.join(map(_flow, drafted.spare))}"


def _line(name: str, proposal: Proposal, say: Callable[[Text], str]) -> Iterator[str]:
    yield from _notes(" " * (len(name) - len(name.lstrip())), proposal, say)
    yield f"{name}: {_flow(proposal.source)}"


def _notes(indent: str, proposal: Proposal, say: Callable[[Text], str]) -> Iterator[str]:
    guess = say(Text("guess: ", "猜测:")) if proposal.is_guess else ""
    for note in proposal.notes:
        yield f"{indent}# {guess}{say(note)}"
        guess = ""


def _flow(value: Any) -> str:
    written: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return written.removesuffix("\n").removesuffix("\n...")
