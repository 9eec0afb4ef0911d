"""What must be true when the dust has settled. Each oracle names what it found wrong; nothing is green by default."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from confluent_kafka import KafkaError, KafkaException, TopicPartition

from consumers.reconcile import reconcile
from consumers.standing import OUTCOMES
from govsync.benchmark.gate import row_differences
from govsync.fault_matrix.traffic import Traffic
from infra import kafka, topics
from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Text
from schemas.codec import HEADER_BYTES, Decoder
from schemas.directory import Item
from schemas.released import load_released

PROGRESS_SECONDS = 10.0
CATCH_UP_EVENTS_PER_SECOND = 3000
"""O10: so long after a fault has healed work goes on, and what gathered meanwhile is worked off at least so fast."""

_QUIET_WITHIN_SECONDS = 120.0
_NAMED = 5
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:[1-9][0-9]{16}[0-9X]|[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10})(?![0-9A-Za-z])")  # fmt: skip

NAMES: Mapping[str, Text] = {
    "O1": Text("every event that Kafka took has exactly one outcome", "Kafka 收下的每条事件恰有一个结果"),
    "O2": Text("every row is as a fold over the sent events says", "每一行与对已发送事件的归并一致"),
    "O3": Text("a counter that doubles on every repetition is exact", "会因重复而加倍的计数器准确无误"),
    "O4": Text("every provider's numbers arrived without a gap", "各部门的序号全部到达,没有缺口"),
    "O5": Text("no older version stands on top", "没有旧版本压在新版本之上"),
    "O6": Text("nothing is both applied and held", "没有事件既已入库又在隔离"),
    "O7": Text("every alert reached the topic once, and tells of every late event once", "每条提示恰好发送一次,每条逾期事件恰好被告知一次"),
    "O8": Text("the audit chain verifies", "审计链校验通过"),
    "O9": Text("everything has come to rest, and `reconcile` is green", "全部处理完毕,`reconcile` 通过"),
    "O10": Text(
        f"work went on within {PROGRESS_SECONDS:g} s after every fault, and caught up at {CATCH_UP_EVENTS_PER_SECOND:,} events/s",
        f"每次故障恢复后 {PROGRESS_SECONDS:g} 秒内继续处理,并以每秒 {CATCH_UP_EVENTS_PER_SECOND:,} 条追平",
    ),
    "O11": Text("every fault met pending work, and repeats were delivered", "每次故障发生时均有待处理工作,且确有重复送达"),
    "O12": Text("no log holds an identity number", "日志中没有身份号码"),
}  # fmt: skip
"""What each oracle says when it is green."""

NOT_ASKED: Mapping[str, Text] = {"O8": Text("there is no audit chain yet", "尚无审计链")}
"""Oracles that cannot be asked, and why."""


@dataclass(frozen=True)
class Injected:
    """One fault that took place.

    Attributes:
        row: its row of the matrix.
        at_seconds: when, since the run began.
        lasted_seconds: until it was healed.
        pending: events sent and without outcome when it was injected.
        behind: events without outcome when it had healed.
        recovered_seconds: after it healed, until everything sent before had its outcome.
    """

    row: str
    at_seconds: float
    lasted_seconds: float
    pending: int
    behind: int
    recovered_seconds: float

    @property
    def allowed_seconds(self) -> float:
        """How long the recovery may take (O10)."""
        return PROGRESS_SECONDS + self.behind / CATCH_UP_EVENTS_PER_SECOND


def judge(
    settings: Settings, traffic: Traffic, injected: Sequence[Injected], least_pending: int
) -> dict[str, list[str]]:
    """What every oracle found wrong, by its id; an empty list is green. The traffic has ended."""
    report = reconcile(settings, _QUIET_WITHIN_SECONDS, lambda _: None, count_topics=True)
    wrong: dict[str, list[str]] = {name: [] for name in NAMES if name not in NOT_ASKED}
    wrong["O9"] = [f"{d.check}: expected {d.expected}, found {d.found} ({d.where})" for d in report.differences]
    wrong["O1"] = [f"Kafka refused: {name} ({count})" for name, count in Counter(traffic.refused).items()]
    if traffic.acknowledged != traffic.sent:
        wrong["O1"].append(f"sent {traffic.sent}, acknowledged {traffic.acknowledged}")
    with closing(connect(settings, "govsync-faults", statement_timeout="0")) as connection:
        for load in traffic.loads:
            for difference in row_differences(connection, load.item, load.account):
                is_outcome = difference.startswith("outcome")
                wrong["O1" if is_outcome else "O2"].append(f"{load.item.item}: {difference}")
        with transaction(connection) as cursor:
            wrong["O3"] = _counter(cursor, traffic.acknowledged)
            for load in traffic.loads:
                wrong["O4"] += _gaps(cursor, load.item)
                wrong["O5"] += _overtaken(cursor, load.item)
                wrong["O6"] += _applied_and_held(cursor, load.item)
            wrong["O7"] = _alerts(cursor, settings)
    wrong["O10"] = [
        f"{i.row} at {i.at_seconds:.0f} s: {i.behind:,} events took {i.recovered_seconds:.1f} s, and {i.allowed_seconds:.1f} were allowed"
        for i in injected
        if i.recovered_seconds > i.allowed_seconds
    ]
    wrong["O11"] = [f"{i.row} at {i.at_seconds:.0f} s met {i.pending}" for i in injected if i.pending < least_pending]
    if not injected:
        wrong["O11"].append("no fault took place")
    if not sum(load.account.outcomes["repeat"] for load in traffic.loads):
        wrong["O11"].append("no repeat was sent")
    wrong["O12"] = list(numbers_in(settings.home / "log"))
    return wrong


def _counter(cursor: Cursor, acknowledged: int) -> list[str]:
    total = " + ".join(OUTCOMES)
    ((counted,),) = rows(cursor, f"SELECT coalesce(sum({total}), 0)::bigint FROM platform.submission_outcome")
    return [] if counted == acknowledged else [f"counted {counted}, acknowledged {acknowledged}"]


def _gaps(cursor: Cursor, item: Item) -> list[str]:
    found = rows(
        cursor,
        "SELECT provider, max(seq), count(DISTINCT seq) FROM ("
        f"SELECT provider, seq FROM {item.database}.{item.table}_history UNION "
        "SELECT provider, seq FROM platform.quarantine WHERE item = %s AND seq IS NOT NULL) s GROUP BY provider",
        (item.item,),
    )
    return [
        f"{item.item} {provider}: {top - count} of {top} numbers missing"
        for provider, top, count in found
        if top != count
    ]


def _overtaken(cursor: Cursor, item: Item) -> list[str]:
    table = f"{item.database}.{item.table}"
    ((count,),) = rows(
        cursor,
        f"SELECT count(*) FROM {table} c WHERE EXISTS (SELECT FROM {table}_history h "
        "WHERE (h.identity_type, h.identity_number, h.record_id) = (c.identity_type, c.identity_number, c.record_id) "
        "AND h.provider = c.provider AND h.operation <> 'ATTEST' AND h.record_version > c.record_version)",
    )
    return [f"{item.item}: {count} rows"] if count else []


def _applied_and_held(cursor: Cursor, item: Item) -> list[str]:
    ((count,),) = rows(
        cursor,
        f"SELECT count(*) FROM platform.quarantine q JOIN {item.database}.{item.table}_history h USING (provider, seq) "
        "WHERE q.item = %s AND q.state = 'OPEN' AND NOT (q.findings @> '[{\"rule\": \"SEQ-REUSED\"}]' "
        'OR q.findings @> \'[{"rule": "VERSION-CONFLICT"}]\' OR q.findings @> \'[{"rule": "OWN-RECORD"}]\')',
        (item.item,),
    )
    return [f"{item.item}: {count} events"] if count else []


def _alerts(cursor: Cursor, settings: Settings) -> list[str]:
    wrong = []
    ((findings, untold),) = rows(
        cursor,
        "SELECT count(*), count(*) FILTER (WHERE alert_id IS NULL) FROM platform.finding "
        "WHERE verdict IN ('LATE', 'PAST_TARGET')",
    )
    raised = {alert_id for (alert_id,) in rows(cursor, "SELECT alert_id FROM platform.alert")}
    told = list(_told(settings))
    times = Counter(alert["alert_id"] for alert in told)
    doubled = [alert_id for alert_id, count in times.items() if count > 1]
    if not findings:
        wrong.append("nothing was late, so nothing is proven")
    if untold:
        wrong.append(f"{untold} late events not told of")
    if doubled:
        wrong.append(f"{len(doubled)} alerts sent more than once: {', '.join(doubled[:_NAMED])}")
    if set(times) != raised:
        wrong.append(f"{len(raised - set(times))} alerts never sent, {len(set(times) - raised)} sent and not on record")
    counted = sum(alert["count"] for alert in told if alert["source"] == "LATE_EVENT")
    if counted != findings:
        wrong.append(f"alerts on the topic tell of {counted} late events, there are {findings}")
    return wrong


def alerts_waiting(settings: Settings) -> int:
    """How many alerts are on record and not on the topic yet."""
    with closing(connect(settings, "govsync-faults")) as connection, transaction(connection) as cursor:
        ((raised,),) = rows(cursor, "SELECT count(*) FROM platform.alert")
    return int(raised) - len({alert["alert_id"] for alert in _told(settings)})


def _told(settings: Settings) -> Iterator[dict[str, Any]]:
    decoder = Decoder(load_released().latest("platform", "update_lag_alert"))
    with closing(kafka.consumer(settings, "govsync.faults", None, **{"enable.partition.eof": True})) as reader:
        reader.assign([TopicPartition(topics.ALERTS, 0, 0)])
        while True:
            message = reader.poll(30)
            if message is None:
                raise KafkaException(KafkaError(KafkaError._TIMED_OUT))
            error = message.error()
            if error is not None:
                if error.code() == KafkaError._PARTITION_EOF:
                    return
                raise KafkaException(error)
            value = message.value()
            assert isinstance(value, bytes)
            yield decoder.decode(value[HEADER_BYTES:])


def numbers_in(folder: Path) -> Iterator[str]:
    """Places in the logs of a folder where something stands that looks like an identity number or a credit code."""
    for log in sorted(folder.iterdir()):
        for number, line in enumerate(log.read_text(errors="replace").splitlines(), 1):
            if _NUMBER.search(line):
                yield f"{log.name} line {number}"
