"""The views over the item tables, as SQL text derived from the directory: each table masked, and all items of a subject.

Everything here is replaced whenever anything of it changes; nothing is kept in a view.
"""

from collections.abc import Iterator, Mapping, Sequence

from schemas.bilingual import Text
from schemas.directory import DATABASES, Directory, Element, Item
from schemas.tables import ENVELOPE_COMMENTS, literal

SUBJECTS = {"np": "person", "lp": "entity"}
"""Item code prefix to the view that joins all items of such subjects (Article 14(1))."""

_UNMASKED = ("record_version", "provider", "changed_on", "valid_from_on", "decided_on", "received_at", "item_version", "deleted", "flags")  # fmt: skip
"""What the masked view shows of the envelope as it is; a deletion's reason and other parties are left out."""


def is_masked(element: Element) -> bool:
    """Whether people see an element masked: it is sensitive, or somebody's number."""
    return element.sensitive or element.identifier is not None


def masked_view(item: Item) -> str:
    """Name of the view that shows an item's current table masked."""
    return f"{item.database}.{item.table}_masked"


def subject_view(prefix: str) -> str:
    """Name of the view of natural persons (`np`) or legal persons (`lp`)."""
    return f"{DATABASES[prefix]}.{SUBJECTS[prefix]}"


def subject_items(directory: Directory, prefix: str) -> list[Item]:
    """Items kept under an identity type that natural persons (`np`) or legal persons (`lp`) have."""
    kinds = subject_kinds(directory, prefix)
    return [i for i in directory.items.values() if kinds & set(i.identity_types)]


def subject_kinds(directory: Directory, prefix: str) -> set[str]:
    """Identity types of natural persons (`np`) or legal persons (`lp`): those their own items take."""
    return {kind for i in directory.items.values() if i.item.startswith(f"{prefix}-") for kind in i.identity_types}


def create_views(directory: Directory) -> str:
    """DDL of all views, with English and Chinese comments on every one of their columns."""
    return "\n".join([
        *(_masked(item) for item in directory.items.values()),
        *(_subjects(directory, prefix) for prefix in SUBJECTS),
    ])  # fmt: skip


def _masked(item: Item) -> str:
    columns = {
        "identity_type": "identity_type",
        "identity_number": "platform.mask_identity(identity_type, identity_number)",
        "record_id": "platform.mask(record_id)",
        **{name: name for name in _UNMASKED},
        **{e.name: f"platform.mask({e.name}::text)" if is_masked(e) else e.name for e in item.elements},
    }
    listed = ",\n  ".join(name if name == value else f"{value} AS {name}" for name, value in columns.items())
    title = Text(f"{item.name.en}, masked", f"{item.name.zh}(脱敏)")
    texts = {**ENVELOPE_COMMENTS, **{e.name: str(e.doc) for e in item.elements}}
    view = masked_view(item)
    select = f"SELECT\n  {listed}\nFROM {item.database}.{item.table}"
    return _view(view, select, title, {name: texts[name] for name in columns})


def _subjects(directory: Directory, prefix: str) -> str:
    """One row per subject, under its present number, one JSON array per item with the current records of all its numbers.

    A record is also shown to the other party it names. Who has no record under a number of its own has no row.
    """
    items = subject_items(directory, prefix)
    kinds = ", ".join(literal(kind) for kind in sorted(subject_kinds(directory, prefix)))
    numbers = "\n  UNION ".join(_numbers(items, kinds))
    columns = ",\n  ".join((_OTHER_NUMBERS, _SUCCEEDED_BY, *(_records(item) for item in items)))
    title = {
        "np": Text("Natural persons over all items", "自然人(汇总全部信息项)"),
        "lp": Text("Legal persons over all items", "法人(汇总全部信息项)"),
    }[prefix]
    texts = {
        "identity_type": "Type of the present number / 现用号码类型",
        "identity_number": "The present number / 现用号码",
        "other_numbers": "Other numbers of the same subject, as far as is known / 同一主体的其他号码",
        "succeeded_by": "Other subjects that took its place / 承继主体",
        **{i.table: f"{i.name.en}: current records / {i.name.zh}:当前记录" for i in items},
    }
    select = (
        f"SELECT s.identity_type, s.identity_number,\n  {columns}\nFROM (\n  {numbers}\n) s\n"
        "WHERE NOT EXISTS (SELECT FROM platform.identity_alias a WHERE a.identity_type = s.identity_type\n"
        "  AND a.identity_number = s.identity_number AND a.valid_to_on IS NULL)"
    )
    return _view(subject_view(prefix), select, title, texts)


def _numbers(items: Sequence[Item], kinds: str) -> Iterator[str]:
    for item in items:
        table = f"{item.database}.{item.table}"
        yield f"SELECT identity_type, identity_number FROM {table} WHERE NOT deleted AND identity_type IN ({kinds})"
    # The present number of a subject all of whose records still stand under former ones.
    yield (
        "SELECT subject_type, subject_number FROM platform.identity_alias "
        f"WHERE valid_to_on IS NULL AND subject_type IN ({kinds})"
    )


_OTHER_NUMBERS = """(SELECT jsonb_agg(jsonb_build_object('identity_type', a.identity_type, 'identity_number', a.identity_number,
      'valid_from_on', a.valid_from_on) ORDER BY a.identity_type, a.identity_number)
    FROM platform.identity_alias a
    WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL) AS other_numbers"""

_SUCCEEDED_BY = """(SELECT jsonb_agg(DISTINCT jsonb_build_object('identity_type', l.succeeded_by_type, 'identity_number',
      l.succeeded_by_number, 'valid_from_on', l.valid_from_on))
    FROM platform.identity_link l
    WHERE l.identity_type = s.identity_type AND l.identity_number = s.identity_number AND l.relation = 'SUCCESSION')
    AS succeeded_by"""

_OWN_NUMBERS = """SELECT s.identity_type, s.identity_number UNION ALL
      SELECT a.identity_type, a.identity_number FROM platform.identity_alias a
      WHERE a.subject_type = s.identity_type AND a.subject_number = s.identity_number AND a.valid_to_on IS NULL"""


def _records(item: Item) -> str:
    table = f"{item.database}.{item.table}"
    return f"""(SELECT jsonb_agg(to_jsonb(r) ORDER BY r.identity_type, r.identity_number, r.record_id)
    FROM ({_OWN_NUMBERS}) n
    JOIN {table} r ON (r.identity_type = n.identity_type AND r.identity_number = n.identity_number)
      OR r.related @> jsonb_build_array(jsonb_build_object('role', 'OTHER_PARTY',
        'identity_type', n.identity_type, 'identity_number', n.identity_number))
    WHERE NOT r.deleted) AS {item.table}"""


def _view(name: str, select: str, title: Text, columns: Mapping[str, str]) -> str:
    comments = "\n".join(f"COMMENT ON COLUMN {name}.{column} IS {literal(text)};" for column, text in columns.items())
    return (
        f"DROP VIEW IF EXISTS {name};\nCREATE VIEW {name} AS\n{select};\n"
        f"COMMENT ON VIEW {name} IS {literal(str(title))};\n{comments}\n"
    )
