"""Held records brought in again, through `in.platform.<item>` and the validator; nothing here writes an item's tables.

A replay is planned as rows, then sent. A row stays planned until Kafka has confirmed its record, so whoever dies in
between leaves the rest to the next one; a record sent twice is the same attempt, and ends once (`consumers.quarantine`).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from confluent_kafka import KafkaError

from consumers.held import RECORDS, Selection
from infra import kafka
from infra.postgres import Connection, Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.directory_files import load_directory
from schemas.replay import RECEIVED_AT, RELEASED_RULES, REPLAY_OF, Replayed

_AT_ONCE = 50
"""Records may have megabytes, and those of one batch are in memory together."""

_SENDING = 165_043
"""Key of the lock whose holder alone sends."""

_CONFIRMED_SECONDS = 130.0
_PLACE = "source_topic, source_partition, source_offset"


class Preview(NamedTuple):
    """What a replay would do with the selected records that are held.

    `ready` would be sent; `underway` have an attempt that has not ended; `exhausted` were refused too often;
    `without_bytes` cannot be sent, since their bytes carry a secret mark or were deleted.
    """

    ready: int
    underway: int
    exhausted: int
    without_bytes: int


_STANDING = """CASE WHEN q.value IS NULL THEN 'without_bytes' WHEN is_underway THEN 'underway'
  WHEN attempts >= %(attempts_allowed)s THEN 'exhausted' ELSE 'ready' END"""


def preview(settings: Settings, selection: Selection, attempts_allowed: int) -> Preview:
    """What `plan` would come to, without doing it."""
    with _connected(settings) as connection, transaction(connection) as cursor:
        found = rows(
            cursor,
            f"SELECT {_STANDING}, count(*) FROM {RECORDS} WHERE {selection.where} AND q.state = 'OPEN' GROUP BY 1",
            {**selection.parameters, "attempts_allowed": attempts_allowed},
        )
    counts = dict(found)
    return Preview(*(counts.get(name, 0) for name in Preview._fields))


def plan(settings: Settings, selection: Selection, attempts_allowed: int, planned_by: str, now: datetime) -> int:
    """Plan an attempt for every selected record that is ready; how many."""
    with _connected(settings) as connection, transaction(connection) as cursor:
        return plan_within(cursor, selection, attempts_allowed, planned_by, now)


def plan_within(cursor: Cursor, selection: Selection, attempts_allowed: int, planned_by: str, now: datetime) -> int:
    """`plan`, in the caller's transaction."""
    cursor.execute(
        f"INSERT INTO platform.quarantine_replay ({_PLACE}, attempt, state, planned_by, planned_at, decided_at) "
        f"SELECT {_PLACE}, last_attempt + 1, 'PLANNED', %(planned_by)s, %(now)s, NULL FROM {RECORDS} "
        f"WHERE {selection.where} AND q.state = 'OPEN' AND {_STANDING} = 'ready' ON CONFLICT DO NOTHING",
        {**selection.parameters, "attempts_allowed": attempts_allowed, "planned_by": planned_by, "now": now},
    )
    return cursor.rowcount


def planned(settings: Settings) -> int:
    """How many attempts are planned and not sent yet, by whomever."""
    with _connected(settings) as connection, transaction(connection) as cursor:
        return int(rows(cursor, "SELECT count(*) FROM platform.quarantine_replay WHERE state = 'PLANNED'")[0][0])


@dataclass(frozen=True)
class Pace:
    """At most so many records per second, on average since the start."""

    per_second: float

    def wait_seconds(self, sent: int, elapsed_seconds: float) -> float:
        """How long to wait before the next record, `sent` having been sent in that time."""
        return max(0.0, sent / self.per_second - elapsed_seconds)

    @property
    def at_once(self) -> int:
        """How many records to send before waiting: about as many as fall to one second."""
        return max(1, min(_AT_ONCE, int(self.per_second)))


def send(
    settings: Settings,
    pace: Pace,
    clock: Callable[[], datetime],
    wait: Callable[[float], None],
    progress: Callable[[int], None],
) -> int:
    """Send every planned attempt, in the order in which the records first came; how many were sent.

    Args:
        settings: where Kafka and PostgreSQL are.
        pace: how fast.
        clock: what time it is.
        wait: lets so many seconds pass.
        progress: is told how many have been sent.

    Raises:
        Refusal: another process is sending, or Kafka does not confirm; what is planned stays planned.
    """
    started_at = clock()
    sent = 0
    with _connected(settings) as connection:
        _lock(connection)
        sender = kafka.producer(settings)
        while batch := _next(connection, pace.at_once):
            failures: list[str] = []

            def told(error: KafkaError | None, _: object, failures: list[str] = failures) -> None:
                if error is not None:
                    failures.append(error.name())

            for record in batch:
                sender.produce(record.topic, record.value, record.key, headers=record.headers, on_delivery=told)
            if sender.flush(_CONFIRMED_SECONDS) or failures:
                raise Refusal(
                    f"Kafka did not confirm all replays ({', '.join(sorted(set(failures))) or 'time ran out'}); "
                    f"{sent} were sent. See `govsync status`, then go on with `govsync quarantine replay --resume`.",
                    f"Kafka 未确认全部重放,已发送 {sent} 条。请查看 `govsync status`,之后以 "
                    "`govsync quarantine replay --resume` 继续。",
                )
            _mark_sent(connection, [record.replayed for record in batch], clock())
            sent += len(batch)
            progress(sent)
            wait(pace.wait_seconds(sent, (clock() - started_at).total_seconds()))
    return sent


class Ends(NamedTuple):
    """How attempts have ended; `underway` have not yet."""

    accepted: int
    repeat: int
    refused: int
    underway: int


def ends(settings: Settings, since: datetime) -> Ends:
    """How the attempts sent at or after an instant have ended."""
    with _connected(settings) as connection, transaction(connection) as cursor:
        counts = dict(
            rows(
                cursor,
                "SELECT state, count(*) FROM platform.quarantine_replay WHERE sent_at >= %s GROUP BY state",
                (since,),
            )
        )
    return Ends(*(counts.get(state, 0) for state in ("ACCEPTED", "REPEAT", "REFUSED", "SENT")))


class _Record(NamedTuple):
    replayed: Replayed
    topic: str
    key: bytes | None
    value: bytes
    headers: dict[str, str | bytes | None]


def _next(connection: Connection, limit: int) -> Sequence[_Record]:
    directory = load_directory()
    with transaction(connection) as cursor:
        found = rows(
            cursor,
            f"SELECT {_PLACE}, attempt, q.item, q.key, q.value, q.received_at, d.rules "
            f"FROM platform.quarantine_replay r JOIN platform.quarantine q USING ({_PLACE}) "
            "LEFT JOIN platform.quarantine_release d USING (quarantine_id) "
            f"WHERE r.state = 'PLANNED' ORDER BY {_PLACE} LIMIT %s",
            (limit,),
        )
    records = []
    for topic, partition, offset, attempt, item, key, value, received_at, released_rules in found:
        replayed = Replayed(topic, partition, offset, attempt)
        headers: dict[str, str | bytes | None] = {
            REPLAY_OF: replayed.wire,
            RECEIVED_AT: str(round(received_at.timestamp() * 1000)),
        }
        if released_rules:
            headers[RELEASED_RULES] = ",".join(released_rules)
        key_bytes = None if key is None else bytes(key)
        records.append(_Record(replayed, directory.item(item).replay_topic, key_bytes, bytes(value), headers))
    return records


def _mark_sent(connection: Connection, sent: Sequence[Replayed], now: datetime) -> None:
    # The chain may have been faster than this: an attempt that has ended stays ended.
    with transaction(connection) as cursor:
        cursor.execute(
            "UPDATE platform.quarantine_replay SET sent_at = %s, "
            "state = CASE WHEN state = 'PLANNED' THEN 'SENT' ELSE state END "
            f"WHERE ({_PLACE}, attempt) IN %s",
            (now, tuple(tuple(replayed) for replayed in sent)),
        )


def _lock(connection: Connection) -> None:
    with transaction(connection) as cursor:
        ((is_ours,),) = rows(cursor, "SELECT pg_try_advisory_lock(%s)", (_SENDING,))
    if not is_ours:
        raise Refusal(
            "Another process is sending replays now; it will send what you planned too. See how far it is with `govsync "
            "quarantine list`.",
            "另有进程正在发送重放,您所安排的也会由其发送。进度见 `govsync quarantine list`。",
        )


@contextmanager
def _connected(settings: Settings) -> Iterator[Connection]:
    connection = connect(settings, "govsync-replay")
    try:
        yield connection
    finally:
        connection.close()
