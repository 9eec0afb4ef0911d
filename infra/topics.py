"""The topics, all of them, derived from the directory and the responsibilities; planned first, then applied."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic, sleep

from confluent_kafka import IsolationLevel, KafkaError, KafkaException, TopicPartition
from confluent_kafka.admin import NewTopic, OffsetSpec  # type: ignore[attr-defined]  # public, but not in its stubs' export list

from infra import reference
from infra.kafka import MAX_EVENT_BYTES, MAX_QUARANTINE_BYTES, admin, consumer
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.directory import Directory, inbound_topic
from schemas.directory_files import load_directory
from schemas.registers import Reference
from stream_processors.rules.directory_rules import refuse_inadmissible
from stream_processors.rules.parameters import Parameters

VALIDATOR_GROUP = "govsync.validator"
QUARANTINE = "platform.quarantine"
SUBMISSIONS = "platform.submissions"
DIGESTS = "platform.digests"
ALERTS = "alerts.update-lag"
ALERT_RELAY_GROUP = "govsync.alert-relay"
"""The group whose offset on `ALERTS` is the last id of the outbox that was sent."""

_DAY_MS = 86_400_000
_COMMITTED_TIMEOUT_SECONDS = 20.0
_STALE_LEADERS = (
    KafkaError.UNKNOWN_LEADER_EPOCH,
    KafkaError.FENCED_LEADER_EPOCH,
    KafkaError.NOT_LEADER_FOR_PARTITION,
    KafkaError.LEADER_NOT_AVAILABLE,
)
"""What a client is told that remembers leaders from before a broker's restart; it asks for them anew every second."""

_COORDINATOR_MOVES = (
    KafkaError.NOT_COORDINATOR,
    KafkaError.COORDINATOR_NOT_AVAILABLE,
    KafkaError.COORDINATOR_LOAD_IN_PROGRESS,
)
"""What is told of a group while a broker that has come back reads its offsets."""
_LEADERS_KNOWN_SECONDS = 10.0
_SESSION_OVER_SECONDS = 9.0
"""`session.timeout.ms` of the workers, and the time in which the coordinator notices that it is over."""
_PLATFORM_RETENTION_DAYS = 60
_PLATFORM = {
    QUARANTINE: {"max.message.bytes": str(MAX_QUARANTINE_BYTES)},
    SUBMISSIONS: {},
    "platform.attestations": {},
    DIGESTS: {"max.message.bytes": str(MAX_EVENT_BYTES)},
    "platform.obligations": {},
    ALERTS: {},
}


@dataclass(frozen=True)
class Topic:
    """A topic as it ought to be."""

    name: str
    partitions: int
    config: dict[str, str]


@dataclass(frozen=True)
class Plan:
    """What `topics apply` would do, and what it must not do by itself."""

    create: tuple[Topic, ...]
    present: tuple[str, ...]
    conflicts: tuple[str, ...]
    """Topics whose partition count differs from the directory's: counts are fixed for life."""


def wanted_topics(directory: Directory, rows: Reference) -> list[Topic]:
    """Every topic of the platform."""
    topics = []
    for item in directory.items.values():
        base = {"message.timestamp.type": "LogAppendTime", "retention.ms": str(item.retention_days * _DAY_MS)}
        inbound = {**base, "max.message.bytes": str(MAX_EVENT_BYTES)}
        names = [inbound_topic(agency, item.item) for agency in rows.providers(item.item)]
        topics += [Topic(name, item.partitions, inbound) for name in (*names, item.replay_topic)]
        topics.append(Topic(item.shared_topic, item.partitions, {**base, "max.message.bytes": str(MAX_EVENT_BYTES)}))
    for name, config in _PLATFORM.items():
        base = {
            "message.timestamp.type": "LogAppendTime",
            "retention.ms": str(_PLATFORM_RETENTION_DAYS * _DAY_MS),
        }
        topics.append(Topic(name, 1, {**base, **config}))
    topics.append(Topic(reference.TOPIC, 1, {"cleanup.policy": "compact", "message.timestamp.type": "LogAppendTime"}))
    return topics


def validator_inputs(directory: Directory, rows: Reference) -> list[str]:
    """The topics the validators read."""
    return [
        topic
        for item in directory.items.values()
        for topic in (*(inbound_topic(a, item.item) for a in rows.providers(item.item)), item.replay_topic)
    ]


def materialiser_inputs(directory: Directory) -> list[str]:
    """The topics the materialisers read."""
    return [*(item.shared_topic for item in directory.items.values()), QUARANTINE, SUBMISSIONS, DIGESTS]


def plan(settings: Settings) -> Plan:
    """Compare the topics that ought to be with those that are."""
    directory = load_directory()
    wanted = wanted_topics(directory, reference.from_database(settings))
    metadata = admin(settings).list_topics(timeout=10).topics
    create = tuple(t for t in wanted if t.name not in metadata)
    present = tuple(t.name for t in wanted if t.name in metadata)
    conflicts = tuple(
        f"{t.name}: {len(metadata[t.name].partitions)} != {t.partitions}"
        for t in wanted
        if t.name in metadata and len(metadata[t.name].partitions) != t.partitions
    )
    return Plan(create, present, conflicts)


def apply(settings: Settings) -> Plan:
    """Seed the reference data, create missing topics, broadcast; safe to repeat.

    First offsets are set by the workers when a partition is first assigned to them: a group with members
    refuses offsets from anyone else.

    Raises:
        Refusal: the directory holds an item the Rules keep out, or an existing topic has another partition count than
            its item.
    """
    directory = load_directory()
    refuse_inadmissible(directory, Parameters.load())
    reference.seed(settings, directory)
    planned = plan(settings)
    if planned.conflicts:
        raise Refusal(
            "Partition counts are fixed for life, since another count would move keys; these topics differ from "
            f"their item: {'; '.join(planned.conflicts)}. Restore `partitions` in the item file.",
            f"分区数终身固定,以下主题与信息项不符:{';'.join(planned.conflicts)}。请恢复信息项文件中的 partitions。",
        )
    client = admin(settings)
    new = [
        NewTopic(t.name, num_partitions=t.partitions, replication_factor=_replication(settings), config=t.config)
        for t in planned.create
    ]
    if new:
        for name, future in client.create_topics(new, operation_timeout=30).items():
            try:
                future.result()
            except KafkaException as error:
                if error.args[0].name() != "TOPIC_ALREADY_EXISTS":
                    raise Refusal(
                        f"Topic {name} could not be created: {error.args[0].str()}",
                        f"无法创建主题 {name}:{error.args[0].str()}",
                    ) from error
    reference.broadcast(settings)
    return planned


def low_watermarks(settings: Settings, partitions: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """First available offset of each partition."""
    return _offsets(settings, partitions, OffsetSpec.earliest())  # type: ignore[no-untyped-call]


def high_watermarks(settings: Settings, partitions: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """Offset after the last record of each partition, committed or not."""
    return _offsets(settings, partitions, OffsetSpec.latest())  # type: ignore[no-untyped-call]


def read_committed_ends(settings: Settings, partitions: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """Offset after the last record a read_committed reader can see; the high watermark where no transaction is open."""
    return _offsets(settings, partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED)  # type: ignore[no-untyped-call]


def offsets_at(
    settings: Settings, partitions: Iterable[tuple[str, int]], instant: datetime
) -> dict[tuple[str, int], int]:
    """Offset of the first record appended at or after an instant in each partition, the end where there is none."""
    asked = list(partitions)
    spec = OffsetSpec.for_timestamp(round(instant.timestamp() * 1000))
    found = _offsets(settings, asked, spec)
    return found | high_watermarks(settings, [partition for partition in asked if found[partition] < 0])


def committed_offsets(
    settings: Settings, group: str, partitions: Iterable[tuple[str, int]], *, stable: bool = True
) -> dict[tuple[str, int], int]:
    """The next offset of a group in each partition it has committed one for; the others are left out.

    Args:
        settings: where Kafka is.
        group: the consumer group.
        partitions: which ones.
        stable: wait for offsets of a transaction that is still being ended, instead of giving the ones before it.

    Raises:
        KafkaException: there is no answer in time; asking again may help.
    """
    # Not by the admin client: librdkafka 2.16 ends the process where the coordinator answers it with an error, as it
    # does after a broker's restart. And by a client of its own each time: one that lives on may look for its
    # coordinator for ever after such a restart. It never subscribes, so it is no member of the group.
    asked = [TopicPartition(topic, number) for topic, number in partitions]
    if not asked:
        return {}
    isolation = "read_committed" if stable else "read_uncommitted"
    ends_at = monotonic() + _COMMITTED_TIMEOUT_SECONDS
    while True:
        client = consumer(settings, group, None, **{"isolation.level": isolation})
        try:
            found = client.committed(asked, timeout=_COMMITTED_TIMEOUT_SECONDS)
            for each in found:
                if each.error is not None:
                    raise KafkaException(each.error)
        except KafkaException as error:
            if error.args[0].code() not in _COORDINATOR_MOVES or monotonic() > ends_at:
                raise
            sleep(0.2)
        else:
            return {(each.topic, each.partition): each.offset for each in found if each.offset >= 0}
        finally:
            client.close()


def commit_offsets(settings: Settings, group: str, offsets: Mapping[tuple[str, int], int]) -> None:
    """Say where a group without members goes on.

    A worker that has just ended is a member until its session is over, so a group is asked again until then.

    Raises:
        KafkaException: it has members, or there is no answer in time.
    """
    if not offsets:
        return
    asked = [TopicPartition(topic, number, offset) for (topic, number), offset in offsets.items()]
    ends_at = monotonic() + _SESSION_OVER_SECONDS
    while True:
        try:
            _commit(settings, group, asked)
        except KafkaException:
            if monotonic() > ends_at:
                raise
            sleep(1)
        else:
            return


def _commit(settings: Settings, group: str, offsets: list[TopicPartition]) -> None:
    client = consumer(settings, group, None)
    try:
        for each in client.commit(offsets=offsets, asynchronous=False):
            if each.error is not None:
                raise KafkaException(each.error)
    finally:
        client.close()


def _offsets(
    settings: Settings,
    partitions: Iterable[tuple[str, int]],
    spec: OffsetSpec,
    isolation: IsolationLevel = IsolationLevel.READ_UNCOMMITTED,
) -> dict[tuple[str, int], int]:
    asked = {TopicPartition(topic, partition): spec for topic, partition in partitions}
    if not asked:
        return {}
    ends_at = monotonic() + _LEADERS_KNOWN_SECONDS
    while True:
        found = admin(settings).list_offsets(asked, isolation_level=isolation, request_timeout=30)
        try:
            return {(tp.topic, tp.partition): future.result(60).offset for tp, future in found.items()}
        except KafkaException as error:
            if error.args[0].code() not in _STALE_LEADERS or monotonic() > ends_at:
                raise
            sleep(0.5)


def _replication(settings: Settings) -> int:
    return min(3, len(admin(settings).list_topics(timeout=30).brokers))
