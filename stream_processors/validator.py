"""The validator: consume a batch, judge it, produce the outcomes and the input's offsets in one transaction.

A `read_committed` reader of the shared topics and of the quarantine sees every inbound record exactly once,
whatever is killed when. Stateless: any number may run, each with its own instance name.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from time import sleep

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

from infra import failpoint, kafka, reference, topics
from infra.batches import BatchReader, MembershipLost, Partition
from infra.log import logger
from infra.reference_watch import ReferenceWatch
from infra.settings import Settings
from schemas.consumed import Consumed
from schemas.replay import REPLAY_OF
from stream_processors.intake import taken_in
from stream_processors.intake_record import Intake
from stream_processors.pipeline import Outcomes, Pipeline, inbound
from stream_processors.rules.ruleset import Ruleset

BATCH = 5000
_WAIT_SECONDS = 1.0
_GATHER_SECONDS = 0.008
_REJOIN_SECONDS = 1.0
_TIMEOUT_SECONDS = 5.0


def load_ruleset(settings: Settings) -> Ruleset:
    """Everything the validator judges by: the packaged contract and law, and the reference rows of the topic."""
    return Ruleset.under(reference.load(settings))


def run(settings: Settings, instance: str, stopped: Callable[[], bool]) -> None:
    """Validate until `stopped()`.

    Raises:
        OffsetGone: an inbound offset has fallen off the log.
        KafkaException: another process of the same instance name took over, or the client cannot go on.
    """
    producer = kafka.transactional_producer(settings, f"govsync.{instance}")
    _insist(lambda: producer.init_transactions(_TIMEOUT_SECONDS), stopped)
    intake = Intake(settings, instance)
    with closing(ReferenceWatch(settings)) as watch:
        rules = _load(settings)
        while not stopped():
            consumer = kafka.consumer(settings, topics.VALIDATOR_GROUP, instance)
            try:
                rules = _validate(settings, rules, watch, intake, consumer, producer, stopped)
            except MembershipLost as error:
                logger().warning("membership.lost", error=str(error))
                sleep(_REJOIN_SECONDS)
            finally:
                consumer.close()


def _validate(
    settings: Settings,
    rules: Ruleset,
    watch: ReferenceWatch,
    intake: Intake,
    consumer: Consumer,
    producer: Producer,
    stopped: Callable[[], bool],
) -> Ruleset:
    """Validate as one member of the group; the rules in force when told to stop."""
    reader = BatchReader(consumer, lambda partitions: _first_offsets(settings, partitions), with_headers=_is_replay)
    pipeline = Pipeline(rules)
    inputs = topics.validator_inputs(rules.directory, rules.reference)
    reader.subscribe(inputs)
    while not stopped():
        batch = reader.read(BATCH, _WAIT_SECONDS, _GATHER_SECONDS)
        if batch:
            outcomes = _deliver(pipeline, batch, reader, consumer, producer, stopped)
            if outcomes is not None:
                intake.observe(taken_in(batch, outcomes), _now())
        reader.hold_back(intake.closed_topics(inputs, _now()))
        if watch.has_changed():
            rules = _load(settings)
            pipeline = Pipeline(rules)
            inputs = topics.validator_inputs(rules.directory, rules.reference)
            reader.subscribe(inputs)
    return rules


def _load(settings: Settings) -> Ruleset:
    ruleset = load_ruleset(settings)
    logger().info("rules.loaded", rules_version=ruleset.version)
    return ruleset


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a worker's main loop reads the clock


def _is_replay(topic: str) -> bool:
    return topic.startswith("in.platform.")


def _first_offsets(settings: Settings, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
    """Committed offsets; a partition new to the group starts at its first record.

    Not asked through the worker's own consumer, whose answer may never come after a broker's restart. Offsets of a
    transaction that is still being ended are waited for.
    """
    offsets = topics.committed_offsets(settings, topics.VALIDATOR_GROUP, partitions)
    failpoint.reach("validator.assigned")
    return offsets | topics.low_watermarks(settings, [p for p in partitions if p not in offsets])


def _deliver(
    pipeline: Pipeline,
    batch: Sequence[Consumed],
    reader: BatchReader,
    consumer: Consumer,
    producer: Producer,
    stopped: Callable[[], bool],
) -> Outcomes | None:
    """Judge a batch and put out what becomes of it; None where it has to be read again."""
    outcomes = pipeline.process([inbound(record) for record in batch])
    try:
        producer.begin_transaction()
        for event in outcomes.accepted:
            headers: dict[str, str | bytes | None] | None = {REPLAY_OF: event.replay_of} if event.replay_of else None
            _produce(producer, event.topic, event.value, event.key, headers)
        for record in outcomes.quarantined:
            _produce(producer, topics.QUARANTINE, record.value, record.key, None)
        failpoint.reach("validator.produced")
        offsets = _next_offsets(batch)
        metadata = consumer.consumer_group_metadata()
        _insist(lambda: producer.send_offsets_to_transaction(offsets, metadata, _TIMEOUT_SECONDS), stopped)
        _insist(lambda: producer.commit_transaction(_TIMEOUT_SECONDS), stopped)
        failpoint.reach("validator.committed")
    except KafkaException as error:
        if not error.args[0].txn_requires_abort():
            raise
        # After a broker restart or a rebalance nothing of this batch is visible: read it again.
        logger().warning("transaction.aborted", code=error.args[0].name(), count=len(batch))
        _insist(lambda: producer.abort_transaction(_TIMEOUT_SECONDS), stopped)
        reader.rewind(batch)
        return None
    return outcomes


def _produce(
    producer: Producer, topic: str, value: bytes, key: bytes | None, headers: dict[str, str | bytes | None] | None
) -> None:
    while True:
        try:
            if headers:
                producer.produce(topic, value, key, headers=headers)
            else:
                producer.produce(topic, value, key)
        except BufferError:
            producer.poll(0.1)
        else:
            return


def _next_offsets(batch: Sequence[Consumed]) -> list[TopicPartition]:
    last: dict[Partition, int] = {}
    for record in batch:
        partition = (record.topic, record.partition)
        last[partition] = max(record.offset, last.get(partition, -1))
    return [TopicPartition(topic, partition, offset + 1) for (topic, partition), offset in last.items()]


def _insist(call: Callable[[], object], stopped: Callable[[], bool]) -> None:
    """Repeat a transactional call while the broker says that it may succeed later."""
    while True:
        try:
            call()
        except KafkaException as error:
            if not error.args[0].retriable() or stopped():
                raise
            logger().warning("transaction.retried", code=error.args[0].name())
        else:
            return
