"""Kafka Streams with a validator written out by hand in Java, for the one item it was written for.

It judges what our validator judges of that item, but for three things: no provider is compared with its topic, identity
numbers other than resident numbers and unified codes are not judged in themselves, and no due date is computed.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from subprocess import Popen

from govsync.benchmark.peers.contender import Role, Workload
from govsync.benchmark.peers.java_program import JavaProgram
from govsync.benchmark.peers.properties import write_properties
from infra.local.kafka_jars import KAFKA_VERSION
from schemas.bilingual import Refusal, Text
from schemas.code_list import CodeList
from schemas.released import load_released
from stream_processors.rules.checks import FIRST_DAY, LAST_DAY, day_number
from stream_processors.rules.parameters import Parameters
from stream_processors.validator import load_ruleset

RECORD = "IndividualTax"
"""The Avro record whose rules are written out."""

THREADS = 2
_CODE_LISTS = ("sex", "country", "individual_income_kind", "administrative_division", "uscc_category")
_MAIN = f"govsync.peers.{RECORD}Validator"
_SETTINGS, _RULES, _LISTS = "streams.properties", "validator.properties", "code_lists"

_JVM = (
    "-Xms256m",
    "-Xmx512m",
    "-XX:+UseParallelGC",
)

PROGRAM = JavaProgram(
    f"kafka-streams-{KAFKA_VERSION}",
    "kafka_streams.lock",
    (
        "AvroInput.java",
        "CodeList.java",
        "Findings.java",
        "Identifiers.java",
        f"{RECORD}Event.java",
        f"{RECORD}Rules.java",
        f"{RECORD}Validator.java",
        "Rule.java",
    ),
)


class KafkaStreams:
    """The hand-written validator, exactly once, on two threads."""

    name = "kafka-streams"
    role = Role.VALIDATOR
    title = Text(f"Kafka Streams {KAFKA_VERSION}, written by hand", f"Kafka Streams {KAFKA_VERSION}(手写)")
    keeps_history = False

    def install(self) -> None:
        """Fetch Kafka Streams, compile the validator."""
        PROGRAM.install()

    def prepare(self, workload: Workload) -> None:
        """Write the settings and what the rules need of code lists and reviews.

        Raises:
            Refusal: the rules of another item are asked for.
        """
        if workload.item.avro_name != RECORD:
            raise Refusal(
                f"The validator in Kafka Streams is written by hand for {RECORD}. Choose that item, or leave out kafka-streams.",
                f"Kafka Streams 校验程序是为 {RECORD} 手写的。请选择该信息项,或不比较 kafka-streams。",
            )
        folder = workload.folder
        _write_lists(folder / _LISTS)
        write_properties(folder / _SETTINGS, streams_settings(workload))
        write_properties(folder / _RULES, _rules(workload, folder / _LISTS))

    def start(self, workload: Workload) -> Sequence[Popen[bytes]]:
        """One process."""
        return [PROGRAM.start(workload, self.name, _MAIN, _SETTINGS, _RULES, options=_JVM)]


def streams_settings(workload: Workload) -> Mapping[str, str]:
    """Settings of Streams: transactional as our validator is; larger batches and buffers than the defaults."""
    return {
        "application.id": workload.group,
        "bootstrap.servers": workload.settings.kafka_bootstrap_servers,
        "state.dir": str(workload.folder / "state"),
        "processing.guarantee": "exactly_once_v2",
        "num.stream.threads": str(THREADS),
        "consumer.auto.offset.reset": "earliest",
        "consumer.max.poll.records": "5000",
        "buffered.records.per.partition": "10000",
        "producer.compression.type": "zstd",
        "producer.batch.size": "262144",
    }


def _rules(workload: Workload, lists: Path) -> Mapping[str, str]:
    schemas, ruleset = load_released(), load_ruleset(workload.settings)
    item = workload.item
    parameters = Parameters.load()
    today = item.versions[-1].valid_from_on
    return {
        "inbound.topic": workload.inbound_topic,
        "shared.topic": workload.shared_topic,
        "refused.topic": workload.refused_topic,
        "inbound.id": str(schemas.latest("inbound", item.item).id),
        "shared.id": str(schemas.latest("shared", item.item).id),
        "known.ids": ",".join(map(str, schemas.by_id)),
        "rules.version": ruleset.version,
        "max.event.bytes": str(parameters.integer("max_event_bytes", today)),
        "clock.skew.ms": str(parameters.integer("clock_skew_minutes", today) * 60_000),
        "providers": ",".join(item.providers),
        "identity.types": ",".join(item.identity_types),
        "reviews": ",".join(
            f"{r.review} {r.provider or '*'} {day_number(r.valid_from_on)} {_last(r.valid_to_on)}"
            for r in ruleset.reference.reviews
            if r.item in (None, item.item)
        ),
        "code.lists": str(lists),
        **{f"unlisted.{name}": CodeList.load(name).unlisted or "" for name in _CODE_LISTS},
    }


def _write_lists(folder: Path) -> None:
    folder.mkdir()
    for name in _CODE_LISTS:
        lines = [
            f"{entry.code}\t{_first(entry.valid_from_on)}\t{_last(entry.valid_to_on)}\n"
            for periods in CodeList.load(name).entries.values()
            for entry in periods
        ]
        (folder / f"{name}.tsv").write_text("".join(lines))


def _first(day: date | None) -> int:
    return FIRST_DAY if day is None else day_number(day)


def _last(day: date | None) -> int:
    return LAST_DAY if day is None else day_number(day)
