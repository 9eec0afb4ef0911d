"""The tables an item has in PostgreSQL, as SQL text derived from the directory."""

from collections.abc import Iterable, Mapping

from schemas.directory import Element, ElementKind, Item

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
    "identity_type": "Type of the identity number / 身份标识类型",
    "identity_number": "The identity number in its normal form / 规范化后的身份标识号码",
    "record_id": "Tells several records of one identity apart; empty if there is one / 区分同一主体的多条记录;只有一条时为空",
    "record_version": "Version of the provider's record; the larger wins / 提供部门的记录版本,大者有效",
    "seq": "The provider's number of the event, without gaps / 提供部门的事件序号,连续编号",
    "valid_from_on": "Day since which it is true / 生效日期",
    "decided_on": "Day it was decided / 决定日期",
    "item_version": "Version of the directory entry in force on the day of the change / 变更之日有效的目录版本",
    "reason": "Reason of a deletion / 删除原因",
    "related": "Other identities the event concerns / 事件涉及的其他主体",
    "topic_partition": "Partition of the event in the shared topic / 事件在共享主题中的分区",
    "kafka_offset": "Its offset there / 事件在该分区的位移",
    "event_id": "The event's id, the same however often it is sent / 事件标识,重发不变",
    "submission_id": "The submission it belongs to / 所属报送批次",
    "operation": "What happened to the record / 变更操作",
    "origin": "Why it was sent then / 报送来由",
    "origin_ref": "The window or ticket that proves the origin / 证明来由的窗口或工单编号",
    "origin_platform": "The platform a mirrored event first reached / 镜像事件首次到达的平台",
    "recorded_at": "When the provider's system recorded it, a claim / 提供部门系统登记时刻(自述)",
    "review_ref": "Confidentiality review that allowed publishing, Art. 20(2) / 保密审查编号(第二十条第二款)",
    "provisional": "Whether that day still depends on a notice to come / 该日是否尚待放假通知确定",
    "rules_version": "Hash of the rules it was judged by / 判定所依规则的版本",
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
{_index_related(item)}{comments(item)}"""


def _index_related(item: Item) -> str:
    """DDL of the indexes by which another party finds the records that name it; rows without one are not in them."""
    return "".join(
        f"CREATE INDEX {item.table}{suffix}_related ON {item.database}.{item.table}{suffix} "
        "USING gin (related jsonb_path_ops) WHERE related IS NOT NULL;\n"
        for suffix in ("", "_history")
    )


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
        lines.append(f"COMMENT ON TABLE {table} IS {literal(f'{item.name.en} / {item.name.zh}')};")
        texts = {c: t for c, t in ENVELOPE_COMMENTS.items() if suffix or c in KEPT_IN_CURRENT}
        texts |= {e.name: f"{e.doc.en} / {e.doc.zh}" for e in item.elements}
        lines += [f"COMMENT ON COLUMN {table}.{column} IS {literal(text)};" for column, text in texts.items()]
    return "\n".join(lines) + "\n"


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
