"""Recomputing what the shared databases hold from what they were told, and naming every difference.

Four sources are held against one another: the topics, the history tables (the ledger), the current tables, and the
counted outcomes. Everything in PostgreSQL is read in one snapshot.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

from consumers import fold, identity, standing
from consumers.accepted import AcceptedEvents
from consumers.columns import payload_columns
from consumers.standing import OUTCOMES, Offsets
from consumers.topic_counts import count_records
from infra import topics
from infra.batches import Partition
from infra.postgres import Connection, Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Text
from schemas.codec import HEADER_BYTES, Decoder
from schemas.consumed import Consumed
from schemas.directory import Directory, Item
from schemas.directory_files import load_directory
from schemas.released import WireSchemas, load_released

COUNTED_BY_ITSELF = 1_000_000
"""So many records on the topics are counted without being asked; beyond it takes noticeable time."""

_EVERY_SECONDS = 0.2
_REPLAYS_ON = "replays on"
_MESSAGES = {
    "consumer-lag": Text(
        "records are still underway, so counts of topics and tables were not compared. See with `govsync status` whether "
        "validator and materialiser run, then run this again, with a longer --wait if providers keep sending.",
        "条记录仍在处理中,因此未比对主题与数据表的计数。请用 `govsync status` 查看校验与入库进程,之后重试;"
        "若仍有报送,请加大 --wait。",
    ),
    "offsets": Text(
        "A worker has read further than the topic reaches: the topic was lost or created anew. Restore Kafka from the same "
        "moment as PostgreSQL, or have the providers send again what the topic no longer holds.",
        "处理进程的位置超出主题末尾:主题可能丢失或被重建。请将 Kafka 恢复到与 PostgreSQL 一致的时点,"
        "或请提供部门重新报送。",
    ),
    "outcomes": Text(
        "Inbound records and their outcomes do not add up. Fewer outcomes: records were lost on the way, so let the providers "
        "send again (repeats do no harm). More: something was counted twice. A provider that writes in Kafka transactions "
        "also shows here, since its markers occupy offsets; providers must not.",
        "收到的记录与处理结果之和不符。结果偏少:途中有丢失,请提供部门重新报送(重复无害);偏多:有重复计数。"
        "若提供部门以 Kafka 事务写入,其标记占用位移,也会出现于此;报送不得使用事务。",
    ),
    "history": Text(
        "The history table does not have one row per applied, superseded and attested event. Somebody changed it by hand, or "
        "a batch was written without its counts. Compare with a backup before anything else is written.",
        "历史表行数与生效、被取代、确认无变化之和不符:可能被人工改动,或入库未计数。请先与备份比对。",
    ),
    "quarantine": Text(
        "The open quarantine rows are not as many as the events counted as quarantined. Rows were removed or released by hand: "
        "restore them, since the clock of a refused event runs on.",
        "未处理的隔离记录数与计数不符:可能被人工删除或放行。请恢复,因为被拒收事件的时限仍在计算。",
    ),
    "missing": Text(
        "History has records without a current row. Rebuild the current table from history with `govsync rebuild`.",
        "历史表中有记录在当前表中缺失。请用 `govsync rebuild` 从历史表重建当前表。",
    ),
    "extra": Text(
        "Current rows without any history: they did not come through the chain. Find out who wrote them, then rebuild the "
        "current table from history with `govsync rebuild`.",
        "当前表中有历史表没有的记录,并非经由本平台写入。请查明来源,再用 `govsync rebuild` 从历史表重建。",
    ),
    "differs": Text(
        "Current rows are not the largest version that history has of them, or a column differs. Rebuild the current table "
        "from history with `govsync rebuild`.",
        "当前记录不是历史表中的最大版本,或有字段不同。请用 `govsync rebuild` 从历史表重建当前表。",
    ),
    "not-transferred": Text(
        "Another provider took over records that their owner had not let go (deletion with the reason TRANSFERRED). Let both "
        "agencies settle whose record it is.",
        "其他部门接管了原部门尚未移交(原因为 TRANSFERRED 的删除)的记录。请双方确认归属。",
    ),
    "identity-link": Text(
        "What history says about numbers (REKEY, MERGE, SPLIT, successors) is not what platform.identity_link holds. Somebody "
        "changed either by hand, or history was brought back. `govsync rebuild` of the item makes them anew from history.",
        "历史表中的换号、合并、拆分与承继陈述与 platform.identity_link 不符:可能被人工改动,或历史表经过补回。"
        "请对该信息项运行 `govsync rebuild`,由历史表重新生成。",
    ),
    "identity-alias": Text(
        "platform.identity_alias is not what the statements about numbers come to, so the joined views show records under "
        "the wrong subject or leave some out. `govsync rebuild` of any item sets it right.",
        "platform.identity_alias 与换号等陈述推算的结果不符,合并视图可能归属有误或缺漏。对任一信息项运行 `govsync rebuild` 即可更正。",
    ),
    "without-source": Text(
        "Current rows name a history row that is not there: history was truncated or changed by hand. Bring back what "
        "the topic still holds with `govsync rebuild --from-topic`; the rest is in a backup.",
        "当前记录所指的历史记录不存在:历史表可能被截断或改动。请用 `govsync rebuild --from-topic` 补回主题仍保留的部分,其余见备份。",
    ),
    "seq": Text(
        "A submission's manifest states a range of seq of which some never came. Let the provider run `govsync publish` "
        "again: what is missing is sent, what arrived is a repeat.",
        "报送清单所列序号有一部分从未到达。请提供部门重新运行 `govsync publish`:缺的会补发,已到的按重复处理。",
    ),
    "applied-and-held": Text(
        "The same event is both in history and open in quarantine. Release the quarantine row: the event has been accepted.",
        "同一事件既已入库又仍在隔离中。请放行该隔离记录,因为事件已被接收。",
    ),
    "submission-missing": Text(
        "Fewer events of this submission have an outcome than its manifest states. Let the provider run `govsync publish` "
        "again, and see `govsync receipt` of it.",
        "该次报送中有处理结果的事件少于清单所列。请提供部门重新运行 `govsync publish`,并用 `govsync receipt` 查看。",
    ),
    "submission-unstated": Text(
        "More different events carry this submission's id than its manifest states. Ask the provider which of them are its own.",
        "带有该报送编号的不同事件多于清单所列。请提供部门核实。",
    ),
    "validator-output": Text(
        "The validators did not put out exactly one record for each inbound record and replay. Records were lost or doubled "
        "between the inbound topics and the shared topic or the quarantine: keep the topics and report it as a fault.",
        "校验进程的输出与收到的记录(含重放)数不符:收到主题与共享主题、隔离之间有丢失或重复。请保留主题并报障。",
    ),
    "shared-topic": Text(
        "The shared topic does not hold what history, conflicts and repeats account for. Records of it were lost or never "
        "written to the tables: keep the topic and rebuild the tables from it.",
        "共享主题的记录数与历史、冲突、重复之和不符:可能丢失或未入库。请保留主题并据此重建数据表。",
    ),
}  # fmt: skip
"""What each check found and what to do; the key is the check's name in the report."""

_ALLOWED_IN_BOTH = ("SEQ-REUSED", "VERSION-CONFLICT", "OWN-RECORD")
"""Refusals whose very reason is that another event of that seq or record was accepted."""


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it ought to be; `where` names topics, offsets and agencies, never a person's number."""

    check: str
    item: str | None
    expected: int
    found: int
    where: str

    @property
    def message(self) -> Text:
        """What it means and what to do."""
        return _MESSAGES[self.check]

    def as_json(self) -> dict[str, Any]:
        """The difference as the command prints it."""
        return {
            "check": self.check,
            "item": self.item,
            "expected": self.expected,
            "found": self.found,
            "where": self.where,
            "message_en": self.message.en,
            "message_zh": self.message.zh,
        }


@dataclass(frozen=True)
class Note:
    """Something worth knowing that is no difference."""

    item: str | None
    text: Text


@dataclass(frozen=True)
class Report:
    """What `reconcile` found; `items` has the counts of `standing.item_counts`."""

    items: Mapping[str, Mapping[str, int]]
    differences: Sequence[Difference]
    notes: Sequence[Note]

    @property
    def green(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    def is_item_green(self, item: str) -> bool:
        """Whether nothing of one item differs."""
        return not any(d.item == item for d in self.differences)

    def as_json(self) -> dict[str, Any]:
        """The report as the command prints it."""
        return {
            "green": self.green,
            "items": {item: {"green": self.is_item_green(item), **counts} for item, counts in self.items.items()},
            "differences": [difference.as_json() for difference in self.differences],
            "notes": [{"item": n.item, "message_en": n.text.en, "message_zh": n.text.zh} for n in self.notes],
        }


@dataclass
class _Findings:
    differences: list[Difference] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def expect(self, check: str, item: str | None, expected: int, found: int, where: str) -> None:
        if expected != found:
            self.differences.append(Difference(check, item, expected, found, where))

    def note(self, item: str | None, en: str, zh: str) -> None:
        self.notes.append(Note(item, Text(en, zh)))


def reconcile(
    settings: Settings, wait_seconds: float, progress: Callable[[Text], None], *, count_topics: bool = False
) -> Report:
    """Wait until nothing is underway, then hold topics, history, current tables and outcomes against one another.

    Args:
        settings: where Kafka and PostgreSQL are.
        wait_seconds: how long to wait; if records are still underway then, that is a difference, and what is in
            PostgreSQL alone is checked.
        progress: is told what is being done.
        count_topics: read and count the shared topics however many records they hold.
    """
    directory = load_directory()
    deadline = monotonic() + wait_seconds
    connection = connect(settings, "govsync-reconcile")
    try:
        while True:
            offsets = _when_quiet(settings, directory, connection, deadline, progress)
            progress(Text("Comparing the tables ...", "正在比对数据表……"))
            findings = _Findings()
            items = _compare_tables(connection, directory, offsets, findings)
            # What moved while the snapshot was taken may or may not be in it.
            is_settled = offsets.is_quiet and _offsets(settings, directory, connection).ends == offsets.ends
            if is_settled or not offsets.is_quiet or monotonic() > deadline:
                break
        if is_settled:
            _compare_topics(settings, directory, connection, offsets, items, findings, progress, count_topics)
        else:
            findings.differences = [d for d in findings.differences if d.check not in _ONLY_WHEN_SETTLED]
            waiting = {topic: lag for topic, lag in offsets.consumer_lag.items() if lag}
            findings.expect("consumer-lag", None, 0, sum(waiting.values()) or 1, ", ".join(sorted(waiting)))
        _tell_of_offsets(settings, directory, offsets, findings)
    finally:
        connection.close()
    return Report(items, findings.differences, findings.notes)


_ONLY_WHEN_SETTLED = frozenset({"outcomes", "seq", "submission-missing", "submission-unstated"})
"""Checks that hold tables against topics: while records are underway they say nothing."""


def _when_quiet(
    settings: Settings,
    directory: Directory,
    connection: Connection,
    deadline: float,
    progress: Callable[[Text], None],
) -> Offsets:
    """The offsets once nothing is underway, or as they are when the time is over."""
    told = -1
    while True:
        offsets = _offsets(settings, directory, connection)
        if offsets.is_quiet or monotonic() > deadline:
            return offsets
        waiting = sum(offsets.consumer_lag.values())
        if waiting != told:
            progress(Text(f"Waiting for {waiting:,} records underway ...", f"等待 {waiting:,} 条记录处理完毕……"))
            told = waiting
        sleep(_EVERY_SECONDS)


def _offsets(settings: Settings, directory: Directory, connection: Connection) -> Offsets:
    connection.set_session(isolation_level="READ COMMITTED", readonly=True)
    with transaction(connection) as cursor:
        return standing.read_offsets(settings, directory, cursor)


def _compare_tables(
    connection: Connection, directory: Directory, offsets: Offsets, findings: _Findings
) -> dict[str, dict[str, int]]:
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
    with transaction(connection) as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # a long history takes its time
        counts = standing.counts(cursor, directory, offsets)
        for item in directory.items.values():
            _compare_item(cursor, item, counts[item.item], offsets, findings)
        _compare_submissions(cursor, findings)
        for check, differing in identity.deviations(cursor, directory).items():
            findings.expect(check, None, 0, differing, f"platform.{check.replace('-', '_')}")
    return counts


def _compare_item(cursor: Cursor, item: Item, counts: Mapping[str, int], offsets: Offsets, findings: _Findings) -> None:
    code, history = item.item, f"{item.database}.{item.table}_history"
    inbound = ", ".join(standing.inbound_counts(offsets, item))
    lost = _passed_over(cursor)
    passed_over = sum(lost[topic] for topic in (*standing.inbound_counts(offsets, item), item.shared_topic))
    became = sum(counts[name] for name in OUTCOMES)
    if 0 < counts["inbound"] - became <= passed_over:
        findings.note(
            code,
            f"{counts['inbound'] - became:,} inbound records have no outcome; they were lost from a topic, which is on record in "
            "platform.accepted_loss.",
            f"{counts['inbound'] - became:,} 条收到的记录没有处理结果:它们已从主题丢失,登记于 platform.accepted_loss。",
        )
    else:
        findings.expect("outcomes", code, counts["inbound"], became, inbound)
    in_history = counts["applied"] + counts["superseded"] + counts["attested"]
    findings.expect("history", code, in_history, counts["history"], history)
    (held,) = rows(cursor, "SELECT count(*) FROM platform.quarantine WHERE item = %s AND state = 'OPEN'", (code,))[0]
    findings.expect("quarantine", code, counts["quarantined"], held, "platform.quarantine")
    for deviation in (*fold.deviations(cursor, item), fold.without_source(cursor, item)):
        where = f"{item.shared_topic} {' '.join(deviation.places)}"
        findings.expect(deviation.kind, code, 0, deviation.rows, where)
    both = _applied_and_held(cursor, item, load_released())
    findings.expect(
        "applied-and-held", code, 0, len(both), "quarantine " + " ".join(map(str, both[: fold.PLACES_NAMED]))
    )
    _tell_of_gaps(cursor, item, findings)


def _passed_over(cursor: Cursor) -> Counter[str]:
    """Offsets per topic that were lost unread, and whose loss somebody has accepted."""
    sql = "SELECT topic, sum(to_offset - from_offset)::bigint FROM platform.accepted_loss GROUP BY topic"
    return Counter(dict(rows(cursor, sql)))


def _seqs(item: Item) -> str:
    """SQL of every readable seq of an item: accepted or held."""
    return (
        f"SELECT provider, seq FROM {item.database}.{item.table}_history UNION "
        f"SELECT provider, seq FROM platform.quarantine WHERE item = '{item.item}' AND seq >= 1"
    )


def _tell_of_gaps(cursor: Cursor, item: Item, findings: _Findings) -> None:
    sql = f"""
    SELECT provider, max(seq), count(*),
      (SELECT count(*) FROM platform.quarantine q WHERE q.item = %s AND q.provider = s.provider AND q.seq IS NULL)
    FROM ({_seqs(item)}) s GROUP BY provider HAVING max(seq) > count(*) ORDER BY provider"""
    for provider, highest, known, unreadable in rows(cursor, sql, (item.item,)):
        findings.note(
            item.item,
            f"{provider}: {highest - known} of the numbers 1 to {highest} have not come as a readable event; "
            f"{unreadable} records whose number cannot be read are in quarantine.",
            f"{provider}:序号 1 至 {highest} 中有 {highest - known} 个尚无可读事件;另有 {unreadable} 条无法读出序号的记录在隔离中。",
        )
    # A manifest says which numbers were sent; a record that cannot be read may be one of them.
    sql = f"""
    SELECT m.submission_id, m.provider, m.last_seq - m.first_seq + 1,
      (SELECT count(*) FROM ({_seqs(item)}) s WHERE s.provider = m.provider AND s.seq BETWEEN m.first_seq AND m.last_seq),
      (SELECT count(*) FROM platform.quarantine q WHERE q.item = m.item AND q.provider = m.provider AND q.seq IS NULL)
    FROM platform.submission m WHERE m.item = %s AND m.first_seq IS NOT NULL ORDER BY m.submission_id"""
    for submission_id, provider, stated, known, unreadable in rows(cursor, sql, (item.item,)):
        if known + unreadable < stated:
            findings.expect("seq", item.item, stated, known, f"{provider} {submission_id}")


def _compare_submissions(cursor: Cursor, findings: _Findings) -> None:
    total = " + ".join(OUTCOMES)
    sql = f"""
    SELECT m.submission_id, m.item, m.provider, m.published, coalesce(sum({total}), 0), coalesce(sum({total} - repeat), 0),
      (SELECT count(*) FROM platform.quarantine q
       WHERE q.item = m.item AND q.provider = m.provider AND q.submission_id IS NULL)
    FROM platform.submission m LEFT JOIN platform.submission_outcome o USING (submission_id)
    GROUP BY m.submission_id ORDER BY m.submission_id"""
    for submission_id, item, provider, published, became, distinct, unattributed in rows(cursor, sql):
        where = f"{provider} {submission_id}"
        if became + unattributed < published:
            findings.expect("submission-missing", item, published, int(became), where)
        elif distinct > published:
            # A repeat is no new event: what a crash made the publisher send again is not in its manifest.
            findings.expect("submission-unstated", item, published, int(distinct), where)


def _applied_and_held(cursor: Cursor, item: Item, schemas: WireSchemas) -> list[int]:
    """Ids of open quarantine rows whose very event is in history."""
    columns = payload_columns(item)
    listed = ", ".join(f"h.{column}" for column in columns)
    sql = f"""
    SELECT q.quarantine_id, q.value, {listed} FROM platform.quarantine q
    JOIN {item.database}.{item.table}_history h USING (provider, seq)
    WHERE q.item = %s AND q.state = 'OPEN' AND q.value IS NOT NULL
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(q.findings) f WHERE f ->> 'rule' IN %s)
    ORDER BY q.quarantine_id"""
    accepted = AcceptedEvents(schemas)
    return [
        quarantine_id
        for quarantine_id, value, *content in rows(cursor, sql, (item.item, _ALLOWED_IN_BOTH))
        if accepted.is_same(bytes(value), columns, content)
    ]


def _tell_of_offsets(settings: Settings, directory: Directory, offsets: Offsets, findings: _Findings) -> None:
    for partition, next_offset in sorted(offsets.next_offsets.items()):
        end = offsets.ends.get(partition, next_offset)
        if next_offset > end:
            findings.expect("offsets", _item_of(directory, partition[0]), next_offset, end, _named(partition))
    inbound = [p for p in offsets.ends if p[0].startswith("in.")]
    gone: Counter[str] = Counter()
    for partition, low in topics.low_watermarks(settings, inbound).items():
        gone[partition[0]] += low
    for topic, count in sorted(gone.items()):
        if count:
            findings.note(
                _item_of(directory, topic),
                f"{topic}: the first {count} records have left the log by its retention; they are counted by their offsets.",
                f"{topic}:最早的 {count} 条记录已超过保留期,按位移计入。",
            )


def _compare_topics(
    settings: Settings,
    directory: Directory,
    connection: Connection,
    offsets: Offsets,
    items: Mapping[str, Mapping[str, int]],
    findings: _Findings,
    progress: Callable[[Text], None],
    count_topics: bool,
) -> None:
    """Count what the validators put out and hold it against what came in and what is in the tables."""
    shared = {item.shared_topic: item for item in directory.items.values()}
    ends = {p: end for p, end in offsets.read_committed_ends.items() if p[0] in shared or p[0] == topics.QUARANTINE}
    lows = topics.low_watermarks(settings, ends)
    size = sum(end - lows[partition] for partition, end in ends.items())
    if any(lows.values()):
        findings.note(
            None,
            "Records of the shared topics or of the quarantine have left the log by its retention, so they were not counted.",
            "共享主题或隔离主题的部分记录已超过保留期,未做计数。",
        )
        return
    if size > COUNTED_BY_ITSELF and not count_topics:
        findings.note(
            None,
            f"The topics hold about {size:,} records, which were not read and counted. Do so with --topics.",
            f"主题约有 {size:,} 条记录,未逐条计数。如需计数请加 --topics。",
        )
        return
    progress(Text(f"Counting about {size:,} records on the topics ...", f"正在清点主题中约 {size:,} 条记录……"))
    decoder = Decoder(load_released().latest("platform", "quarantine"))

    def name_of(record: Consumed) -> str:
        if record.topic in shared:
            return f"{_REPLAYS_ON} {record.topic}" if record.headers else record.topic
        return f"{topics.QUARANTINE} {decoder.decode((record.value or b'')[HEADER_BYTES:])['item']}"

    found = count_records(settings, lows, ends, name_of)
    connection.set_session(isolation_level="READ COMMITTED", readonly=True)
    with transaction(connection) as cursor:
        lost = _passed_over(cursor)
    for item in directory.items.values():
        replays = sum(end for (topic, _), end in offsets.ends.items() if topic == item.replay_topic)
        names = (item.shared_topic, f"{_REPLAYS_ON} {item.shared_topic}", f"{topics.QUARANTINE} {item.item}")
        came_out = sum(found[name] for name in names)
        where = f"{item.shared_topic}, {topics.QUARANTINE}"
        inputs = (*standing.inbound_counts(offsets, item), item.replay_topic)
        read = items[item.item]["inbound"] + replays - sum(lost[topic] for topic in inputs)
        findings.expect("validator-output", item.item, read, came_out, where)
    with transaction(connection) as cursor:
        conflicts = dict(
            rows(
                cursor,
                "SELECT item, count(*) FROM platform.quarantine WHERE source_topic LIKE 'shared.%%' GROUP BY item",
            )
        )
        accepted: Counter[str | None] = Counter()
        sql = "SELECT source_topic, count(*) FROM platform.quarantine_replay WHERE state = 'ACCEPTED' GROUP BY source_topic"
        for topic, count in rows(cursor, sql):
            accepted[_item_of(directory, topic)] += count
    for item in directory.items.values():
        counts = items[item.item]
        replayed = accepted[item.item]
        kept = counts["history"] - replayed + conflicts.get(item.item, 0)
        repeats = found[item.shared_topic] - kept
        # Repeats of accepted events came through the shared topic, those of refused events did not.
        if not 0 <= repeats <= counts["repeat"] or replayed > found[f"{_REPLAYS_ON} {item.shared_topic}"]:
            findings.expect("shared-topic", item.item, kept, found[item.shared_topic], item.shared_topic)


def _item_of(directory: Directory, topic: str) -> str | None:
    code = topic.split(".", 2)[2] if topic.startswith("in.") else topic.removeprefix("shared.")
    return code if code in directory.items else None


def _named(partition: Partition) -> str:
    return f"{partition[0]}[{partition[1]}]"
