"""Rebuilding a lost publisher state from the provider's own topic."""

from collections.abc import Iterator

from confluent_kafka import KafkaError, KafkaException, TopicPartition

from infra import kafka, topics
from infra.settings import Settings
from producers.mapping import NUMBERS_CHANGE, Change, Party, RecordKey
from producers.state import Adopted, PublisherState, Standing
from schemas.bilingual import Refusal
from schemas.codec import HEADER_BYTES, Decoder, MalformedMessage, read_header
from schemas.directory import inbound_topic
from schemas.released import load_released

_WAIT_SECONDS = 30.0
_NO_SUBMISSION = ""
_STATED = ("valid_from_on", "decided_on")

Watermarks = dict[tuple[str, int], tuple[int, int]]
"""First and next offset by topic and partition."""


def watermarks(settings: Settings, topic: str) -> Watermarks:
    """Where the topic starts and ends.

    Raises:
        Refusal: Kafka cannot be reached, or there is no such topic.
    """
    try:
        found = kafka.admin(settings).list_topics(topic, timeout=10).topics[topic]
        if found.error is not None:
            raise Refusal(
                f"There is no topic {topic}. Create the directory's topics with `govsync topics apply`.",
                f"没有主题 {topic}。请用 `govsync topics apply` 按目录创建主题。",
            )
        partitions = [(topic, partition) for partition in found.partitions]
        lows = topics.low_watermarks(settings, partitions)
        highs = topics.high_watermarks(settings, partitions)
    except KafkaException as error:
        raise Refusal(
            f"Kafka at {settings.kafka_bootstrap_servers} cannot be reached ({error.args[0].name()}). Nothing was sent. "
            "Check KAFKA_BOOTSTRAP_SERVERS, or start a platform with `govsync up`.",
            f"无法连接 Kafka {settings.kafka_bootstrap_servers}({error.args[0].name()}),未发送任何内容。"
            "请检查 KAFKA_BOOTSTRAP_SERVERS,或用 `govsync up` 启动平台。",
        ) from error
    return {partition: (lows[partition], highs[partition]) for partition in partitions}


def refuse_lost_state(settings: Settings, provider: str, item: str, state: PublisherState) -> None:
    """Make sure that no seq is given out twice.

    Raises:
        Refusal: the topic has records and the state knows of none; or Kafka or the topic is not there.
    """
    topic = inbound_topic(provider, item)
    has_records = any(high for _, high in watermarks(settings, topic).values())
    if state.next_seq == 1 and has_records:
        raise Refusal(
            f"{topic} has records, but {settings.home} does not know them: the publisher's state is missing. Numbers "
            "that start again would make new data vanish as repeats. Restore the state, use the home that published "
            "before (GOVSYNC_HOME), or rebuild it from the topic: run the command again with `govsync publish --adopt`.",
            f"{topic} 已有记录,而 {settings.home} 中没有其报送状态。重新编号会使新数据被当作重复而丢弃。"
            "请恢复状态,使用此前报送所用的目录(GOVSYNC_HOME),或以 `govsync publish --adopt` 从主题重建。",
        )


def adopt(settings: Settings, provider: str, item: str, state: PublisherState) -> int:
    """Bring the state up to what the provider's topic says was published; how many events were read.

    Raises:
        Refusal: the topic has had records, but none of them is left to read.
    """
    topic = inbound_topic(provider, item)
    marks = watermarks(settings, topic)
    if all(low == high for low, high in marks.values()) and any(high for _, high in marks.values()):
        raise Refusal(
            f"All records of {topic} have expired, so the last seq cannot be read from it. Restore the publisher's "
            "state from a copy, or ask the platform for your last seq and largest versions.",
            f"{topic} 的记录均已过期,无法读取最后序号。请从备份恢复报送状态,或向平台查询最后序号与最大版本。",
        )
    count = 0

    def counted() -> Iterator[Adopted]:
        nonlocal count
        for event in _events(settings, provider, item, marks):
            count += 1
            yield event

    state.adopt(counted(), has_forgotten=any(low for low, _ in marks.values()))
    return count


def _events(settings: Settings, provider: str, item: str, marks: Watermarks) -> Iterator[Adopted]:
    decoders = {s.id: Decoder(s) for s in load_released().all_of("inbound", item)}
    for value in _values(settings, marks):
        try:
            event = decoders[read_header(value)].decode(value[HEADER_BYTES:])
        except (MalformedMessage, KeyError):
            continue  # the platform refuses it without knowing its number, so its number is free
        if event["provider"] != provider or event["item"] != item:
            continue
        submission_id = event["submission_id"] or _NO_SUBMISSION
        if event["operation"] == "ATTEST":
            yield Adopted(event["seq"], submission_id, None)
            continue
        record = RecordKey(event["identity_type"], event["identity_number"], event["record_id"])
        after = None if event["after"] is None else {k: v for k, v in event["after"].items() if v is not None}
        envelope = {name: event[name] for name in _STATED if event[name] is not None}
        operation = event["operation"] if event["operation"] in NUMBERS_CHANGE else None
        related = tuple(Party(**party) for party in event["related"] or ())
        change = Change(record, event["changed_on"], after, envelope, operation=operation, related=related)
        standing = Standing(event["record_version"], change.content(), after is None)
        yield Adopted(event["seq"], submission_id, (record, standing), change.statement())


def _values(settings: Settings, marks: Watermarks) -> Iterator[bytes]:
    # The end of an empty partition is told with the answer to a fetch, so answers must not be held back.
    answers = {"enable.partition.eof": True, "fetch.wait.max.ms": 50}
    reader = kafka.consumer(settings, "govsync.adopt", None, **answers)
    left = {partition for partition, (low, high) in marks.items() if low < high}
    try:
        reader.assign([TopicPartition(topic, number, marks[topic, number][0]) for topic, number in sorted(left)])
        while left:
            first = reader.poll(_WAIT_SECONDS)
            if first is None:
                raise Refusal(
                    "Kafka stopped answering while the topic was read; nothing was changed. Run the command again.",
                    "读取主题时 Kafka 停止响应,未作任何更改。请重新运行该命令。",
                )
            for message in (first, *reader.consume(1000, 0.02)):
                error, topic, number = message.error(), message.topic(), message.partition()
                if error is None:
                    value = message.value()
                    if isinstance(value, bytes):
                        yield value
                elif error.code() == KafkaError._PARTITION_EOF:
                    assert topic is not None
                    assert number is not None
                    left.discard((topic, number))
                elif not error.retriable():
                    raise KafkaException(error)
    finally:
        reader.close()
