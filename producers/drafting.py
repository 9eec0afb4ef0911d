"""A first mapping for a provider's file, proposed from its header and its first rows.

Columns are recognised by name (the element's, its documentation's in both languages, known other names) and by
content (dates, numbers, identity numbers with their check digits, names of codes). A proposal is never more than
that: what does not follow from a name alone is marked as a guess, and the draft is tried on the rows it was made from.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from producers.mapping import Change, Refused, RowMapper
from producers.mapping import Mapping as ColumnMapping
from producers.reader import Row, SourceFile
from schemas import strict_yaml
from schemas.bilingual import Text
from schemas.code_list import CodeList
from schemas.directory import Element, ElementKind, Item
from schemas.identifiers import IDENTITY_TYPES, judge
from schemas.severity import Severity

SAMPLE_ROWS = 500
_MOST = 0.5
_FEW = 0.02
_LONGEST_CODE_TABLE = 60
_SHORTEST_PART = 2
_EXACT, _KNOWN, _PART = 3, 2, 1
"""How surely a name says what a column is: its own name, a known other name, a part of one."""

_AMOUNT = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_CHECKED_TYPES = ("RESIDENT_ID", "USCC", "BIZ_LICENCE", "HMT_RESIDENCE_PERMIT", "FOREIGN_PR_CARD")
"""Types a number can be recognised as by its own check digit."""

_NUMBERS = (ElementKind.INTEGER, ElementKind.LONG, ElementKind.DOUBLE, ElementKind.DECIMAL)
_MOMENTS = (ElementKind.DATE, ElementKind.INSTANT)


class Known(NamedTuple):
    """What `column_names.yaml` says."""

    fields: Mapping[str, Sequence[str]]
    identities: Mapping[str, Sequence[str]]
    related: Mapping[str, Sequence[str]]
    elements: Mapping[str, Sequence[str]]
    same: Mapping[str, Sequence[str]]
    null_texts: Sequence[str]
    date_formats: Sequence[str]


@cache
def known_names() -> Known:
    """The known names of columns, as committed."""
    content: Any = strict_yaml.parse((Path(__file__).parent / "column_names.yaml").read_text("utf-8"))
    return Known(**content)


class Column(NamedTuple):
    """A column of the file and what its first rows say, without what means nothing."""

    name: str
    values: Sequence[str]
    everywhere: bool


@dataclass
class Proposal:
    """The source proposed for one field or element, as a mapping says it; notes tell a person what to look at."""

    source: dict[str, Any]
    is_guess: bool = False
    notes: list[Text] = field(default_factory=list)


class Party(NamedTuple):
    """How another identity is named: its type and its number."""

    type: Proposal
    number: Proposal


@dataclass(frozen=True)
class Draft:
    """A proposed mapping and what is left to a person.

    Attributes:
        name: the mapping's name.
        item: the item it is for.
        null_texts: texts of the file that mean nothing.
        identity_type, identity_number, changed_on: the three without which no row is an event.
        related: type and number of the other identities that columns name, by role.
        fields: the other fields of the envelope that a column feeds.
        elements: the elements that a column feeds.
        missing: elements without a column.
        spare: columns that feed nothing.
        tried: how many of the first rows become events, of how many, and why not.
    """

    name: str
    item: Item
    null_texts: tuple[str, ...]
    identity_type: Proposal
    identity_number: Proposal
    changed_on: Proposal
    related: dict[str, Party]
    fields: dict[str, Proposal]
    elements: dict[str, Proposal]
    missing: tuple[Element, ...]
    spare: tuple[str, ...]
    tried: tuple[int, int, Counter[Refused]]

    @property
    def guesses(self) -> list[str]:
        """Fields and elements whose source does not follow from a name alone."""
        proposals = {
            "identity_type": self.identity_type,
            "identity_number": self.identity_number,
            "changed_on": self.changed_on,
            **{f"related {role}": party.type for role, party in self.related.items()},
            **self.fields,
            **self.elements,
        }
        return [name for name, proposal in proposals.items() if proposal.is_guess]

    def as_mapping(self) -> dict[str, Any]:
        """The mapping as its file would say it."""
        fields = {name: proposal.source for name, proposal in self.fields.items()}
        record_id = fields.pop("record_id", None)
        own: dict[str, Any] = {name: fields.pop(name) for name in ("operation", "record_version") if name in fields}
        return {
            "mapping": self.name,
            "item": self.item.item,
            "null_values": ["", *self.null_texts],
            "identity": {"type": self.identity_type.source, "number": self.identity_number.source},
            **({"record_id": [record_id]} if record_id else {}),
            "changed_on": self.changed_on.source,
            **own,
            **({"related": self.related_sources()} if self.related else {}),
            **({"envelope": fields} if fields else {}),
            "elements": {name: proposal.source for name, proposal in self.elements.items()},
        }

    def related_sources(self) -> list[dict[str, Any]]:
        """The other identities as the mapping's file would say them."""
        return [{"role": r, "type": p.type.source, "number": p.number.source} for r, p in self.related.items()]


def draft(item: Item, source: SourceFile, on: date) -> Draft:
    """Propose a mapping for a file.

    Args:
        item: what the file is about.
        source: the file.
        on: day of reference for the numbers in it.

    Raises:
        Refusal: the file cannot be read.
    """
    rows = [row.values for row in islice((r for r in source.rows() if isinstance(r, Row)), SAMPLE_ROWS)]
    names = source.columns if source.columns is not None else tuple(dict.fromkeys(n for row in rows for n in row))
    null_texts = tuple(
        text
        for text in known_names().null_texts
        if any(row.get(name, "").strip() == text for row in rows for name in names)
    )
    columns = [_column(name, rows, null_texts) for name in names]
    assigned = _assigned(item, columns, on)
    elements, fields = assigned.elements, assigned.fields
    identity_type, identity_number = _identity(item, columns, assigned, on)
    number_columns = {identity_number.source.get("column"), identity_type.source.get("column")}
    elements = {
        name: proposal for name, proposal in elements.items() if proposal.source["column"] not in number_columns
    }
    related = {role: _party(item, column, identity_type) for role, column in assigned.related.items()}
    number_columns |= {column.name for column in assigned.related.values()}
    changed_on = fields.pop("changed_on", None) or _changed_on(item, columns, elements)
    proposed = {p.source.get("column") for p in (*elements.values(), *fields.values(), changed_on)} | number_columns
    found = Draft(
        name=_mapping_name(source.path),
        item=item,
        null_texts=null_texts,
        identity_type=identity_type,
        identity_number=identity_number,
        changed_on=changed_on,
        related=related,
        fields=fields,
        elements=elements,
        missing=tuple(e for e in item.elements if e.name not in elements),
        spare=tuple(c.name for c in columns if c.name not in proposed),
        tried=(0, 0, Counter()),
    )
    return _tried(found, rows, on)


# Names


def _column(name: str, rows: Sequence[Mapping[str, str]], null_texts: Iterable[str]) -> Column:
    nothing = {"", *null_texts}
    values = [text for row in rows if (text := row.get(name, "").strip()) not in nothing]
    return Column(name, values, all(name in row for row in rows))


@cache
def _bare(name: str) -> str:
    """A name without what people write differently: width, capitals, spaces, punctuation, what stands in brackets."""
    composed = unicodedata.normalize("NFKC", name).casefold()
    outside = re.sub(r"\([^)]*\)", "", composed) or composed
    bare = "".join(c for c in outside if c.isalnum())
    for usual, same in known_names().same.items():
        for other in same:
            bare = bare.replace(other, usual)
    return bare


def _likeness(column: str, own: Iterable[str], other: Iterable[str]) -> int:
    """How surely a column's name is one of a field's own names or of the other names it goes by; 0 not at all."""
    bare = _bare(column)
    if not bare:
        return 0
    own_names = {_bare(name) for name in own}
    if bare in own_names:
        return _EXACT
    other_names = {_bare(name) for name in other}
    if bare in other_names:
        return _KNOWN
    shortest = _SHORTEST_PART if not bare.isascii() else 2 * _SHORTEST_PART
    parts = (
        name
        for name in own_names | other_names
        if min(len(name), len(bare)) >= shortest and name.isascii() == bare.isascii()
    )
    return _PART if any(name in bare or bare in name for name in parts) else 0


class _Assigned(NamedTuple):
    """What the columns' names say."""

    identity_number: Column | None
    identity_type: Proposal | None
    related: dict[str, Column]
    elements: dict[str, Proposal]
    fields: dict[str, Proposal]


def _assigned(item: Item, columns: Sequence[Column], on: date) -> _Assigned:
    """Each column to the field or element whose name it bears most surely; the identity's column among them."""
    names = known_names()
    elements = {e.name: e for e in item.elements}
    identities = [other for kind in item.identity_types for other in names.identities.get(kind, ())]
    wanted: dict[str, tuple[Sequence[str], Sequence[str]]] = {
        "identity_number": (["identity_number"], identities),
        **{n: ([n], other) for n, other in names.fields.items()},
        **{_other(role): ([f"{role.lower()}_number"], other) for role, other in names.related.items()},
        **{n: ([n, e.doc.en, e.doc.zh], names.elements.get(n, ())) for n, e in elements.items()},
    }
    scored = sorted(
        (
            (-likeness, -_overlap(column.name, own), position, target, column)
            for position, column in enumerate(columns)
            for target, (own, other) in wanted.items()
            if (likeness := _likeness(column.name, own, other))
        ),
        key=lambda entry: entry[:3],
    )
    taken: set[str] = set()
    chosen: dict[str, tuple[int, Column]] = {}
    for likeness, _, _, target, column in scored:
        if (
            target not in chosen
            and column.name not in taken
            and _may_be(target, elements.get(target), column, -likeness)
        ):
            chosen[target] = (-likeness, column)
            taken.add(column.name)
    identity = chosen.pop("identity_number", None)
    proposed = {
        n: _proposal(elements[n], column, likeness, on)
        for n in elements
        if n in chosen
        for likeness, column in (chosen[n],)
    }
    fields = {
        n: _field_proposal(n, column, likeness, on)
        for n in names.fields
        if n in chosen
        for likeness, column in (chosen[n],)
    }
    related = {role: chosen[_other(role)][1] for role in names.related if _other(role) in chosen}
    return _Assigned(identity[1] if identity else None, fields.pop("identity_type", None), related, proposed, fields)


def _other(role: str) -> str:
    """Another identity among the things a column may feed."""
    return f"related {role}"


def _overlap(column: str, names: Iterable[str]) -> float:
    """Share of the longer name that both have, for choosing among several resemblances."""
    bare = _bare(column)
    return max(
        (min(len(bare), len(n)) / max(len(bare), len(n), 1) for n in map(_bare, names) if n in bare or bare in n),
        default=0,
    )


def _may_be(target: str, element: Element | None, column: Column, likeness: int) -> bool:
    """Whether a resemblance is worth proposing: a field of the envelope needs more than a part of its name."""
    if element is None:
        return likeness > _PART
    if likeness > _PART or not column.values:
        return True
    if element.kind in _MOMENTS:
        return _date_formats(column)[1] >= _MOST
    return element.kind not in _NUMBERS or _share(column, _is_number) >= _MOST


# Content


def _share(column: Column, test: Callable[[str], bool]) -> float:
    return sum(map(test, column.values)) / len(column.values) if column.values else 0.0


def _is_number(text: str) -> bool:
    return _AMOUNT.fullmatch(text) is not None


def _date_formats(column: Column) -> tuple[list[str], float]:
    """The formats, beside ISO 8601, that the column's dates are written in, and which share of its values they read."""
    formats: list[str] = []
    left = [text for text in column.values if not _is_iso(text)]
    for pattern in known_names().date_formats:
        rest = [text for text in left if not _reads(text, pattern)]
        if len(rest) < len(left):
            formats.append(pattern)
            left = rest
    return formats, 1 - len(left) / len(column.values) if column.values else 0.0


def _is_iso(text: str) -> bool:
    # Eight digits are ISO 8601 too, but also what numbers look like: they are told by their format.
    try:
        return datetime.fromisoformat(text) is not None and not text.isdigit()
    except ValueError:
        return False


def _reads(text: str, pattern: str) -> bool:
    try:
        datetime.strptime(text, pattern)  # noqa: DTZ007 - only whether it can be read
    except ValueError:
        return False
    return True


def _proposal(element: Element, column: Column, likeness: int, on: date) -> Proposal:
    proposal = _named(column, likeness)
    if element.kind in _MOMENTS:
        _add_dates(proposal, column)
    elif element.kind in _NUMBERS:
        _add_amounts(proposal, column)
    if element.code_list is not None:
        _add_codes(proposal, column, CodeList.load(element.code_list), on)
    return proposal


def _field_proposal(name: str, column: Column, likeness: int, on: date) -> Proposal:
    proposal = _named(column, likeness)
    if name == "identity_type":
        _add_codes(proposal, column, CodeList.load("identity_type"), on)
    if name.endswith(("_on", "_at")):
        _add_dates(proposal, column)
    return proposal


def _named(column: Column, likeness: int) -> Proposal:
    proposal = Proposal({"column": column.name})
    if not column.everywhere:
        proposal.source["optional"] = True
    if likeness == _PART:
        proposal.is_guess = True
        proposal.notes.append(Text("the names resemble each other", "仅列名相近"))
    return proposal


def _add_dates(proposal: Proposal, column: Column) -> None:
    formats, share = _date_formats(column)
    if formats:
        proposal.source["formats"] = formats
    if column.values and share < 1:
        proposal.notes.append(_unread(1 - share, Text("dates", "日期")))


def _add_amounts(proposal: Proposal, column: Column) -> None:
    if not column.values or _share(column, _is_number) == 1:
        return
    if _share(column, lambda text: _AMOUNT.match(text) is not None) >= _MOST:
        proposal.source["leading_amount"] = True
        proposal.is_guess = True
        proposal.notes.append(
            Text("the number the text starts with; check the unit", "取文本开头的数字,请核对计量单位")
        )
    else:
        proposal.notes.append(_unread(1 - _share(column, _is_number), Text("numbers", "数字")))


def _add_codes(proposal: Proposal, column: Column, codes: CodeList, on: date) -> None:
    if not column.values or _share(column, codes.ever_contains) >= _MOST:
        return
    table = {
        name: entry.code
        for rows in codes.entries.values()
        for entry in rows
        for name in entry.name
        if entry.in_force(on)
    }
    for value in dict.fromkeys(column.values):
        begun = {code for name, code in table.items() if name.startswith(value)}
        if len(begun) == 1:
            table[value] = begun.pop()
    if len(codes.entries) <= _LONGEST_CODE_TABLE and _share(column, table.__contains__) >= _MOST:
        used = {value: table[value] for value in dict.fromkeys(column.values) if value in table}
        chinese = {e.name.zh: e.code for rows in codes.entries.values() for e in rows if e.in_force(on)}
        others = {name: code for name, code in chinese.items() if name not in used}
        proposal.source["find"] = {**used, **others}
        proposal.is_guess = True
        proposal.notes.append(
            Text(f"names of codes, by the list {codes.name}", f"以名称代替代码,按代码表 {codes.name} 转换")
        )
    else:
        proposal.notes.append(
            Text(
                f"most values are no codes of the list {codes.name}: state them with find, or send codes",
                f"多数值不是代码表 {codes.name} 中的代码:请用 find 说明,或改报代码",
            )
        )


def _unread(share: float, what: Text) -> Text:
    return Text(
        f"{share:.0%} of the values are no {what.en}: see null_values and formats",
        f"{share:.0%} 的值不是{what.zh}:参见 null_values 与 formats",
    )


# Identity and day of change


def _identity(item: Item, columns: Sequence[Column], assigned: _Assigned, on: date) -> tuple[Proposal, Proposal]:
    """Type and number, by the column's name, else by check digits; the type is stated, since a row must not guess it."""
    named = assigned.identity_number
    counts = [(_types_of(item, c, on), c) for c in ([named] if named else columns) if named or c.values]
    fitting, column = max(counts, key=lambda counted: counted[0].total(), default=(Counter(), None))
    if column is None or not (named or fitting.total() / len(column.values) >= _MOST):
        nothing = Text("no column was recognised: name it here", "未识别到相应的列,请在此填写")
        kind = Proposal({"constant": item.identity_types[0]}, is_guess=True)
        return kind, Proposal({"column": "identity_number"}, is_guess=True, notes=[nothing])
    number = _named(column, _KNOWN)
    if not named:
        number.is_guess = True
        number.notes.append(Text("by the check digits of its values", "按校验码识别"))
    repeated = len(column.values) - len(set(column.values))
    if repeated:
        number.notes.append(
            Text(
                "numbers occur more than once: if they are several records of one, tell them apart with record_id",
                "号码有重复:如同一主体有多条记录,请用 record_id 区分",
            )
        )
    return _stated_type(columns, assigned.identity_type) or _type(item, column, fitting), number


def _party(item: Item, column: Column, identity_type: Proposal) -> Party:
    """Another identity: of the type the rows' own numbers have, as far as that is said once for all."""
    constant = identity_type.source.get("constant", item.identity_types[0])
    note = Text(f"are these numbers {constant}?", f"这些号码的类型是 {constant} 吗?")
    number = _named(column, _KNOWN)
    return Party(Proposal({"constant": constant}, is_guess=True, notes=[note]), number)


def _stated_type(columns: Sequence[Column], named: Proposal | None) -> Proposal | None:
    """A column of types: one named so, if its values are types or their names, else one whose values are types."""
    if named is not None and ("find" in named.source or not named.notes):
        return named
    column = next((c for c in columns if c.values and _share(c, IDENTITY_TYPES.__contains__) >= _MOST), None)
    return _named(column, _KNOWN) if column else None


def _type(item: Item, column: Column, fitting: Counter[str]) -> Proposal:
    by_name = next(
        (k for k in item.identity_types if _bare(column.name) in map(_bare, known_names().identities.get(k, ()))), None
    )
    best = max(fitting, key=lambda k: fitting[k]) if fitting else None
    kind = best or by_name or item.identity_types[0]
    proposal = Proposal({"constant": kind}, is_guess=kind != by_name)
    if proposal.is_guess:
        proposal.notes.append(Text("the type all numbers of the file have", "文件中全部号码的类型"))
    others = [k for k, count in fitting.items() if k != kind and count > _FEW * len(column.values)]
    if others:
        proposal.notes.append(
            Text(
                f"other numbers are {', '.join(others)}: put them into a file of their own, or give their type in a column",
                f"另有 {', '.join(others)} 类型的号码:请分文件报送,或以一列给出类型",
            )
        )
    return proposal


def _types_of(item: Item, column: Column, on: date) -> Counter[str]:
    """How many of the column's values are good numbers, each of the first type it is one of."""
    kinds = [kind for kind in item.identity_types if kind in _CHECKED_TYPES]
    return Counter(
        kind
        for value in column.values
        for kind in [next((k for k in kinds if judge(k, value, on=on).severity <= Severity.FLAG), None)]
        if kind is not None
    )


def _changed_on(item: Item, columns: Sequence[Column], elements: Mapping[str, Proposal]) -> Proposal:
    """Without a column named so: a date of the record, else any date."""
    by_name = {c.name: c for c in columns}
    days = [
        by_name[elements[e.name].source["column"]]
        for e in item.elements
        if e.kind in _MOMENTS and e.name in elements and not e.sensitive
    ]
    candidates = [c for c in (*days, *columns) if c.values and _date_formats(c)[1] >= _MOST]
    if not candidates:
        nothing = Text(
            "no column was recognised: name the day on which your own record changed (Art. 19)",
            "未识别到相应的列:请填写本部门记录变更之日所在的列(第19条)",
        )
        return Proposal({"column": "changed_on"}, True, [nothing])
    proposal = _named(candidates[0], _KNOWN)
    _add_dates(proposal, candidates[0])
    proposal.is_guess = True
    proposal.notes.insert(
        0,
        Text(
            "is this the day on which your own record changed? The clock starts there (Art. 19)",
            "这是本部门记录的变更之日吗?时限由此起算(第19条)",
        ),
    )
    return proposal


def _tried(drafted: Draft, rows: Sequence[dict[str, str]], on: date) -> Draft:
    mapper = RowMapper(ColumnMapping.model_validate(drafted.as_mapping()), drafted.item, on)
    refused: Counter[Refused] = Counter()
    events = 0
    for row in rows:
        record = mapper.key_of(row)
        change = record if isinstance(record, Refused) else mapper.change_of(row, record)
        if isinstance(change, Change):
            events += 1
        else:
            refused[change] += 1
    return Draft(**{**vars(drafted), "tried": (events, len(rows), refused)})


def _mapping_name(path: Path) -> str:
    return re.sub(r"[^\w-]+", "-", path.name.split(".")[0]).strip("-").lower() or "draft"
