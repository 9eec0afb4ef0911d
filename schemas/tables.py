"""The tables an item has in PostgreSQL, as SQL text derived from the directory."""

from collections.abc import Iterable, Mapping

from schemas.directory import DATABASES, Directory, Element, ElementKind, Item

_TYPES = {
    ElementKind.STRING: "text",
    ElementKind.BOOLEAN: "boolean",
    ElementKind.INTEGER: "integer",
    ElementKind.LONG: "bigint",
    ElementKind.DOUBLE: "double precision",
    ElementKind.DATE: "date",
    ElementKind.INSTANT: "timestamptz",
}

KEY = ("identity_type", "identity_number", "record_id")
"""The key of a current row."""

KEPT_IN_CURRENT = {
    "identity_type": 'text COLLATE "C" NOT NULL',
    "identity_number": 'text COLLATE "C" NOT NULL',
    "record_id": 'text COLLATE "C" NOT NULL',
    "record_version": "bigint NOT NULL",
    "provider": 'text COLLATE "C" NOT NULL',
    "seq": "bigint NOT NULL",
    "changed_on": "date NOT NULL",
    "valid_from_on": "date",
    "decided_on": "date",
    "received_at": "timestamptz NOT NULL",
    "item_version": "smallint NOT NULL",
    "deleted": "boolean NOT NULL",
    "reason": "text",
    "related": "jsonb",
    "flags": "text[] NOT NULL",
    "topic_partition": "smallint NOT NULL",
    "kafka_offset": "bigint NOT NULL",
}
"""Envelope columns of a current table, before the elements; the last two name the history row it came from."""

ONLY_IN_HISTORY = {
    "event_id": "uuid NOT NULL",
    "submission_id": "text",
    "operation": "text NOT NULL",
    "origin": "text NOT NULL",
    "origin_ref": "text",
    "origin_platform": "text",
    "recorded_at": "timestamptz NOT NULL",
    "review_ref": "text",
    "due_on": "date",
    "due_on_adjusted": "date",
    "provisional": "boolean NOT NULL",
    "approval": "text",
    "rules_version": "text NOT NULL",
}

WRITTEN_BY_THE_DATABASE = {"materialised_at": "timestamptz NOT NULL DEFAULT now()"}
"""Of a history table alone, and of this database alone: when the transaction began that wrote the row. It tells the
platform's own delay; no event carries it, so nothing that is compared or rebuilt has it."""

ENVELOPE_COMMENTS = {
    "record_version": "Version of the provider's record; the larger wins / 提供部门的记录版本,大者有效",
    "provider": "Agency code of the providing department / 提供部门代码",
    "changed_on": "Day the provider's record changed / 提供部门记录变更之日",
    "received_at": "When the platform first received it / 平台首次接收时刻",
    "deleted": "The record was deleted by its provider; version and reason are kept / 已由提供部门删除,保留版本与原因",
    "flags": "Rule codes of findings accepted with a flag / 带标记接收的规则代码",
    "due_on": "Last day on which sharing was in time / 按时共享的最后一日",
    "due_on_adjusted": "The same without the days of declared intake outages / 扣除已公告接收中断后的最后一日",
    "approval": "Approval by which it is due by quarter, Art. 19(4) / 据以按季度更新的批准（第十九条第四款）",
    "materialised_at": "When the platform wrote it into this database / 平台写入本库的时刻",
}


def column_type(element: Element) -> str:
    """The PostgreSQL type of an element's column."""
    if element.kind is ElementKind.DECIMAL:
        return f"numeric({element.precision},{element.scale})"
    return _TYPES[element.kind]


def element_columns(item: Item) -> dict[str, str]:
    """Element columns of an item: name to PostgreSQL type."""
    return {e.name: column_type(e) for e in item.elements}


def create_tables(item: Item) -> str:
    """DDL of an item's current and history tables."""
    current = f"{item.database}.{item.table}"
    elements = [f"{name} {kind}" for name, kind in element_columns(item).items()]
    kept = [f"{name} {kind}" for name, kind in KEPT_IN_CURRENT.items()]
    history_only = [f"{name} {kind}" for name, kind in (ONLY_IN_HISTORY | WRITTEN_BY_THE_DATABASE).items()]

    def body(lines: Iterable[str]) -> str:
        return ",\n  ".join(lines)

    # fillfactor 85: an update of a current row finds room on its page and leaves the index alone (HOT).
    return f"""CREATE TABLE {current} (
  {body([*kept, *elements, f"PRIMARY KEY ({', '.join(KEY)})"])}
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE {current}_history (
  {body([*kept, *history_only, *elements, "PRIMARY KEY (topic_partition, kafka_offset)", "UNIQUE (provider, seq)"])}
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.2);
CREATE INDEX {item.table}_history_version ON {current}_history ({", ".join(KEY)}, record_version);
{comments(item)}"""


def add_columns(item: Item, columns: Mapping[str, str]) -> str:
    """DDL that adds elements to an item's existing tables."""
    lines = []
    for table in (f"{item.database}.{item.table}", f"{item.database}.{item.table}_history"):
        lines += [f"ALTER TABLE {table} ADD COLUMN {name} {kind};" for name, kind in columns.items()]
    return "\n".join(lines) + "\n" + comments(item)


def comments(item: Item) -> str:
    """English and Chinese comments on an item's tables and columns."""
    lines = []
    for suffix in ("", "_history"):
        table = f"{item.database}.{item.table}{suffix}"
        lines.append(f"COMMENT ON TABLE {table} IS {_literal(f'{item.name.en} / {item.name.zh}')};")
        texts = {c: t for c, t in ENVELOPE_COMMENTS.items() if suffix or c in KEPT_IN_CURRENT}
        texts |= {e.name: f"{e.doc.en} / {e.doc.zh}" for e in item.elements}
        lines += [f"COMMENT ON COLUMN {table}.{column} IS {_literal(text)};" for column, text in texts.items()]
    return "\n".join(lines) + "\n"


def subject_view(directory: Directory, prefix: str) -> str:
    """The view that joins all items of natural persons (`np`) or legal persons (`lp`) on the identity.

    One row per identity, one JSON array per item with that identity's current records.
    """
    database = DATABASES[prefix]
    name = {"np": "person", "lp": "entity"}[prefix]
    items = [i for i in directory.items.values() if i.item.startswith(prefix + "-")]
    identities = "\n  UNION ".join(
        f"SELECT identity_type, identity_number FROM {database}.{i.table} WHERE NOT deleted" for i in items
    )
    columns = ",\n  ".join(
        f"(SELECT jsonb_agg(to_jsonb(r) ORDER BY r.record_id) FROM {database}.{i.table} r\n"
        f"    WHERE r.identity_type = s.identity_type AND r.identity_number = s.identity_number AND NOT r.deleted)"
        f" AS {i.table}"
        for i in items
    )
    return (
        f"DROP VIEW IF EXISTS {database}.{name};\n"
        f"CREATE VIEW {database}.{name} AS\nSELECT s.identity_type, s.identity_number,\n  {columns}\n"
        f"FROM (\n  {identities}\n) s;\n"
    )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
