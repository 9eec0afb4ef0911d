"""Nobody's number or name stands where it need not, whatever is wrong with an event: tables, alerts, metrics, commands."""

from datetime import date

import pytest

from infra.local.programs import wait_until
from schemas.directory import inbound_topic
from tests.alert_reader import AlertReader
from tests.events import ITEM, PROVIDER, encode, key_of, make_after, resident_number
from tests.integration.conftest import Chain
from tests.local_platform import run_govsync
from tests.personal_data import persons_in, persons_in_home

pytestmark = pytest.mark.platform

OF_A_RECORD = {"identity_number", "record_id", "succeeded_by_number", "subject_number", "key", "value"}
"""Columns of the platform's own tables that are there to say which record is meant."""


def test_what_is_wrong_with_an_event_is_told_without_the_person_it_is_about(chain: Chain) -> None:
    long_ago = date(2026, 1, 5)
    wrong = resident_number(1)[:17] + ("5" if resident_number(1)[17] != "5" else "6")
    events = [
        chain.event(changed_on=long_ago),
        chain.event(changed_on=long_ago, identity_number=wrong),
        chain.event(changed_on=long_ago, after=make_after(sex_code="7")),
        chain.event(changed_on=long_ago, after=make_after(name=None, former_name="测试")),
        chain.event(record_id=resident_number(99), after=make_after(birth_on=date(1991, 1, 1))),
    ]
    chain.send(*events)
    topic = inbound_topic(PROVIDER, ITEM)
    number = resident_number(50)
    broken = encode(chain.event(identity_number=number))
    chain.send_bytes(
        [
            (topic, number.encode(), broken[:-3]),
            (topic, number.encode(), number.encode()),
            (topic, b"another key", broken),
            (topic, key_of(events[0]), encode({**events[0], "reason": "测试"})),
        ]
    )
    chain.settle()
    assert chain.sql("SELECT count(*) FROM platform.quarantine") >= [(6,)]
    assert wait_until(lambda: chain.sql("SELECT 1 FROM platform.alert LIMIT 1") != [], 60)

    columns = chain.sql(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'platform' AND data_type IN ('text', 'jsonb', 'ARRAY') ORDER BY 1, 2"
    )
    looked_into = [(table, column) for table, column in columns if column not in OF_A_RECORD]
    assert ("quarantine", "findings") in looked_into
    assert ("alert", "explanation") in looked_into or len(looked_into) > 50
    for table, column in looked_into:
        held = chain.sql(f'SELECT string_agg("{column}"::text, E\'\\n\') FROM platform."{table}"')
        assert persons_in(held[0][0] or "") == [], (table, column)


def test_alerts_carry_nobody_s_number_or_name(chain: Chain) -> None:
    alert_ids = [str(alert) for (alert,) in chain.sql("SELECT alert_id FROM platform.alert")]
    with AlertReader(chain.settings) as reader:
        told = reader.messages_of(alert_ids)
        assert told
        for message in told:
            whole = [message.key() or b"", message.value() or b"", *reader.headers_of(message).values()]
            assert persons_in(b"\n".join(map(bytes, whole)).decode("utf-8", "replace")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",), ("reconcile",), ("quarantine", "list"), ("alerts",), ("alerts", "--json"), ("timeliness",),
        ("metrics", "--once"), ("finding", "list"), ("obligation", "list"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_commands_that_officers_read_name_nobody(chain: Chain, arguments: tuple[str, ...]) -> None:
    done = run_govsync(*arguments, home=chain.settings.home)  # which looks through what was printed
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout


def test_logs_name_nobody(chain: Chain) -> None:
    assert (chain.settings.home / "log").is_dir()
    assert persons_in_home(chain.settings.home) == []
