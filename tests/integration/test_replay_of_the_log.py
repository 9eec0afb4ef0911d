"""The findings follow from the inbound log, the instants at which it was appended, and the rules: from nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import count

import pytest

from consumers.sink import Sink
from infra import kafka, reference, topics
from infra.batches import BatchReader
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from producers.simulator import simulate, staged
from schemas.consumed import Consumed
from schemas.directory_files import load_directory
from schemas.released import load_released
from stream_processors.pipeline import Pipeline, inbound
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.ruleset import Ruleset
from tests.clock_tables import own_database
from tests.integration.conftest import Chain

pytestmark = pytest.mark.platform

EVENTS = 1200
_TOLD_SINCE = {"found_at", "settled", "alert_id", "retraction_id"}
"""When a finding was stored and what was told of it is no part of what was found."""


def findings(settings: Settings) -> list[str]:
    """Every finding as PostgreSQL writes it, without `_TOLD_SINCE`."""
    with closing(connect(settings, "govsync-test")) as connection, transaction(connection) as cursor:
        columns = rows(
            cursor,
            "SELECT column_name FROM information_schema.columns WHERE (table_schema, table_name) = ('platform', 'finding') "
            "ORDER BY ordinal_position",
        )
        compared = [f"f.{name}" for (name,) in columns if name not in _TOLD_SINCE]
        assert len(compared) == len(columns) - len(_TOLD_SINCE)
        found = rows(cursor, f"SELECT ROW({', '.join(compared)})::text FROM platform.finding f ORDER BY finding_id")
    return [text for (text,) in found]


def inbound_log(settings: Settings, names: Sequence[str]) -> list[Consumed]:
    """Every inbound record, in the order of each partition."""
    with closing(kafka.consumer(settings, "test.replay", None, **{"enable.partition.eof": True})) as client:
        metadata = client.list_topics(timeout=30).topics
        partitions = [
            (name, partition) for name in names if name in metadata for partition in metadata[name].partitions
        ]
        expected = sum(topics.high_watermarks(settings, partitions).values())
        reader = BatchReader(client, lambda _: {})
        reader.assign(dict.fromkeys(partitions, 0))
        found: list[Consumed] = []
        while len(found) < expected:
            found += reader.read(5000, 1.0, 0.1)
    return found


def replay(log: Sequence[Consumed], pipeline: Pipeline, sink: Sink, size: int) -> None:
    """What validator and materialiser make of a log, in batches of `size`, each kind of record in one partition."""
    places: dict[str, Iterator[int]] = {}

    def place(topic: str, key: bytes | None, value: bytes) -> Consumed:
        return Consumed(topic, 0, next(places.setdefault(topic, count())), 0, key, value)

    names = [*(item.shared_topic for item in sink.directory.items.values()), topics.QUARANTINE]
    sink.take_over([(name, 0) for name in names])
    for start in range(0, len(log), size):
        made = pipeline.process([inbound(record) for record in log[start : start + size]])
        records = [place(event.topic, event.key, event.value) for event in made.accepted]
        records += [place(topics.QUARANTINE, refused.key, refused.value) for refused in made.quarantined]
        sink.write(sink.batch(records))


@pytest.mark.parametrize(
    ("size", "backwards"), [(97, False), (5000, True)], ids=["small batches", "one batch, topics reversed"]
)
def test_the_inbound_log_into_an_empty_database_gives_the_same_findings_byte_for_byte(
    replayed: Chain, size: int, backwards: bool
) -> None:
    directory = load_directory()
    known = reference.from_database(replayed.settings)
    pipeline = Pipeline(Ruleset.under(known))
    assert replayed.sql("SELECT DISTINCT rules_version FROM platform.finding") == [(pipeline.ruleset.version,)]
    log = inbound_log(replayed.settings, topics.validator_inputs(directory, known))
    assert len(log) == EVENTS
    log.sort(key=lambda record: record.topic, reverse=backwards)
    with own_database(replayed.settings) as empty:
        reference.seed(empty, directory)
        with closing(Sink(empty, "test-replay-0", directory, load_released(), Parameters.load())) as sink:
            replay(log, pipeline, sink, size)
        assert findings(empty) == findings(replayed.settings)


@pytest.fixture(scope="module")
def replayed(chain: Chain) -> Chain:
    """Simulated agencies have published, and everything they sent has settled: some of it late."""
    simulate(
        chain.settings,
        events=EVENTS,
        seed=165,
        now=datetime.now(UTC),  # noqa: TID251 - the broker's clock is the real one
        progress=lambda *_: None,
        directory=staged(load_directory()),
    )
    assert chain.settle().green
    found = chain.sql("SELECT verdict, count(*) FROM platform.finding GROUP BY verdict")
    assert {"LATE", "PAST_TARGET"} <= {verdict for verdict, _ in found}
    return chain
