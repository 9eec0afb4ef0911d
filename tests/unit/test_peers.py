"""Ratios, targets, windows and the gate of a comparison, on figures made up here."""

import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest

from govsync.benchmark.peers.comparison import OWN_GROUP, TARGETS, Comparison, Measured
from govsync.benchmark.peers.contender import Role
from govsync.benchmark.peers.events import Events, last_marks, marks
from govsync.benchmark.peers.gate import (
    Forwarded,
    StoredRow,
    current_differences,
    forwarding_differences,
    history_differences,
    named,
)
from govsync.benchmark.peers.looking_on import look_on
from govsync.benchmark.peers.meter import Sample, Trees, window
from govsync.benchmark.peers.registry import chosen
from govsync.benchmark.peers.telling import print_peers
from producers.load import Accepted, Account, EventKey, Load, Message, RecordKey, busiest_item
from schemas.bilingual import Refusal, Text
from tests.events import DIRECTORY

ITEM = busiest_item(DIRECTORY)
FIRST: RecordKey = ("PASSPORT", "CHN:E00000001", "")
SECOND: RecordKey = ("PASSPORT", "CHN:E00000002", "")


def an_account(*arrived: tuple[RecordKey, int]) -> Account:
    """An account of events of one provider, with the seqs 1, 2, 3 and so on."""
    account = Account(date(2026, 3, 2))
    for seq, (record, version) in enumerate(arrived, 1):
        account.accept(("a", seq), Accepted(record, version, "UPDATE", {}))
    return account


def a_row(record: RecordKey, version: int, seq: int, content: int = 0) -> StoredRow:
    return StoredRow(record, version, ("a", seq), content)


class TestGate:
    account = an_account((FIRST, 1), (FIRST, 3), (SECOND, 1), (FIRST, 2))
    contents = dict.fromkeys(account.history, 0)

    def test_a_right_table_has_no_differences(self) -> None:
        assert current_differences([a_row(FIRST, 3, 2), a_row(SECOND, 1, 3)], self.account, self.contents) == {}
        rows = [a_row(FIRST, 1, 1), a_row(FIRST, 3, 2), a_row(SECOND, 1, 3), a_row(FIRST, 2, 4)]
        assert history_differences(rows, self.account, self.contents) == {}

    def test_the_last_arrival_is_found_out_where_it_is_older(self) -> None:
        rows = [a_row(FIRST, 2, 4), a_row(SECOND, 1, 3)]
        assert current_differences(rows, self.account, self.contents) == {"current.older": 1}

    def test_missing_foreign_and_altered_rows_are_told_apart(self) -> None:
        other: RecordKey = ("PASSPORT", "CHN:E00000003", "")
        rows = [a_row(FIRST, 3, 2, content=9), a_row(other, 1, 7)]
        assert current_differences(rows, self.account, self.contents) == {
            "current.differs": 1,
            "current.extra": 1,
            "current.missing": 1,
        }

    def test_a_repeat_that_was_stored_again_is_no_other_row(self) -> None:
        rows = [a_row(FIRST, 1, 1), a_row(FIRST, 3, 2), a_row(FIRST, 3, 2), a_row(SECOND, 1, 3)]
        assert history_differences(rows, self.account, self.contents) == {"history.repeated": 1, "history.missing": 1}


class TestForwarding:
    account = an_account((FIRST, 1), (SECOND, 1))
    account.refused["a", 3] = "CONF-NUL"
    events = Events(
        ITEM,
        [
            Message("in.a", b"1", b"one", ("a", 1)),
            Message("in.a", b"2", b"two", ("a", 2)),
            Message("in.a", b"2", b"two", ("a", 2)),
            Message("in.a", b"3", b"three", ("a", 3)),
            Message("in.a", b"4", None, None),
        ],
        (),
        account,
        0,
    )
    right: ClassVar[Counter[EventKey]] = Counter({("a", 1): 1, ("a", 2): 2})

    def test_repeats_pass_and_nothing_at_all_is_refused(self) -> None:
        found = Forwarded(self.right, {b"three": ["CONF-NUL", "CONF-KEY"], b"": ["CONF-NULL-VALUE"]})
        assert forwarding_differences(found, self.events) == {}

    def test_what_was_let_through_is_named_by_its_rule(self) -> None:
        found = Forwarded(self.right + Counter({("a", 3): 1}), {b"": []})
        assert forwarding_differences(found, self.events) == {"accepted.invalid CONF-NUL": 1}

    def test_lost_doubled_and_wrongly_refused_events_are_told_apart(self) -> None:
        found = Forwarded(Counter({("a", 2): 3}), {b"one": ["ID-CHECK"], b"three": ["CONF-KEY"]})
        assert forwarding_differences(found, self.events) == {
            "accepted.doubled": 1,
            "accepted.missing": 1,
            "refused.extra": 1,
            "refused.otherwise CONF-NUL": 1,
            "refused.missing": 1,
        }

    def test_every_kind_has_a_name_in_both_languages(self) -> None:
        assert named("accepted.invalid CONF-NUL") == Text(
            "forwarded though it breaks CONF-NUL", "转发了违反规则的事件 CONF-NUL"
        )


class TestWindow:
    def test_the_start_is_left_out(self) -> None:
        samples = [
            Sample(0.0, 0, {"contender": 8.0}),
            Sample(10.0, 30, {"contender": 9.0}),
            Sample(12.0, 80, {"contender": 10.0}),
            Sample(13.0, 100, {"contender": 10.4}),
            Sample(15.0, 100, {"contender": 11.0}),
        ]
        found = window(samples, 1000)
        assert found is not None
        assert found.seconds == pytest.approx(3)
        assert found.events == pytest.approx(700)
        assert found.cpu_microseconds_per_event == {"contender": pytest.approx(2000)}

    def test_a_chain_is_measured_from_the_first_that_was_seen(self) -> None:
        samples = [Sample(0.0, 0, {}), Sample(10.0, 0, {}), Sample(11.0, 10, {}), Sample(14.0, 100, {})]
        found = window(samples, 1000, from_first=True)
        assert found is not None
        assert found.seconds == pytest.approx(3)
        assert found.events == pytest.approx(900)

    def test_what_was_over_at_the_first_look_was_not_measured(self) -> None:
        assert window([Sample(0.0, 0, {}), Sample(0.1, 100, {})], 1000) is None
        assert window([Sample(0.0, 0, {}), Sample(0.1, 0, {})], 1000) is None


class TestMarks:
    def test_only_rows_that_stand_whoever_wins_are_marks(self) -> None:
        stream: list[EventKey | None] = [("a", 1), None, ("a", 2), ("a", 3), ("a", 4)]
        found = marks(stream, an_account((FIRST, 1), (FIRST, 3), (SECOND, 1), (FIRST, 2)), len(stream))
        assert [(mark.event, mark.position) for mark in found] == [(("a", 3), 3)]

    def test_a_repeated_event_is_no_mark(self) -> None:
        stream: list[EventKey | None] = [("a", 1), ("a", 2), ("a", 1)]
        found = marks(stream, an_account((FIRST, 1), (SECOND, 1)), len(stream))
        assert [mark.event for mark in found] == [("a", 2)]

    def test_marks_are_spread_over_the_load_and_the_last_ones_are_at_its_end(self) -> None:
        load = Load(ITEM, 1, datetime(2026, 3, 2, 8, tzinfo=UTC))
        stream = [message.event for message in load.more(1000)]
        spread, last = marks(stream, load.account, 10), last_marks(stream, load.account, 3)
        positions = [mark.position for mark in spread]
        assert 8 <= len(positions) <= 10
        assert all(after - before >= 100 for before, after in pairwise(positions))
        assert all(load.account.current[mark.record] == mark.event for mark in (*spread, *last))
        assert len(last) == 3
        assert last[0].position > 900


def measured(
    contender: str, role: Role, rate: float | None, cpu: float, postgres: float = 0.0, **other: Any
) -> Measured:
    values: dict[str, Any] = {
        "keeps_history": True,
        "peak_rss_bytes": 2**20,
        "share_done": 1.0,
        "seconds_to_first": 1.0,
        "failure": None,
        "differences": {},
    }
    groups = {"contender": cpu, "postgres": postgres, "kafka": 1.0}
    return Measured(
        contender=contender, role=role, events_per_second=rate, cpu_microseconds_per_event=groups, **values | other
    )


def a_comparison(*runs: Measured) -> Comparison:
    names = {run.contender for run in runs}
    return Comparison("np-invented", 1000, 1000, {}, {name: Text(name, name) for name in names}, runs)


class TestComparison:
    def test_ratios_are_of_medians_of_the_same_role(self) -> None:
        told = a_comparison(
            measured("govsync", Role.CHAIN, 30_000, 20),
            measured("govsync", Role.CHAIN, 36_000, 22),
            measured("govsync", Role.CHAIN, 10_000, 21),
            measured("govsync", Role.VALIDATOR, 90_000, 6),
            measured("idiomatic", Role.CHAIN, 2_000, 500),
            measured("idiomatic", Role.VALIDATOR, 3_000, 360),
        )
        ratios = {(v.target.role, v.target.peer, v.target.measure): (v.ratio, v.is_met) for v in told.verdicts()}
        assert ratios[Role.CHAIN, "idiomatic", "rate"] == (15.0, True)
        assert ratios[Role.VALIDATOR, "idiomatic", "rate per core"] == (60.0, True)
        assert ratios[Role.VALIDATOR, "quix", "rate per core"] == (None, None)
        assert len(ratios) == len(TARGETS)

    def test_cpu_is_compared_with_that_of_postgresql(self) -> None:
        told = a_comparison(
            measured("govsync", Role.MATERIALISER, 40_000, 5, 15),
            measured("flink-sql", Role.MATERIALISER, 20_000, 28, 32),
        )
        ratios = {(v.target.peer, v.target.measure): (v.ratio, v.is_met) for v in told.verdicts() if v.ratio}
        assert ratios == {("flink-sql", "rate"): (2.0, False), ("flink-sql", "CPU with PostgreSQL"): (3.0, True)}

    def test_equal_work_is_asked_for_where_history_is(self) -> None:
        told = a_comparison(
            measured("govsync", Role.MATERIALISER, 40_000, 5, 15),
            measured("debezium-jdbc", Role.MATERIALISER, 8_000, 90, 40, keeps_history=False),
        )
        assert all(v.ratio is None for v in told.verdicts())

    def test_what_any_run_got_wrong_stands_beside_the_speed(self) -> None:
        failed = measured(
            "quix", Role.MATERIALISER, None, 0, share_done=0.4, differences={"current.missing": 7},
            failure=Text("It ended with 1.", "进程以 1 退出。"), keeps_history=False,
        )  # fmt: skip
        fine = measured(
            "quix", Role.MATERIALISER, 9_000, 60, differences={"current.differs": 3, "current.missing": 2},
            keeps_history=False,
        )  # fmt: skip
        (standing,) = a_comparison(failed, fine).standings()
        assert standing.differences == {"current.missing": 7, "current.differs": 3}
        assert (standing.share_done, standing.rate) == (0.4, 9_000)
        assert [failure.en for failure in standing.failures] == ["It ended with 1."]

    def test_our_own_faults_are_no_number(self) -> None:
        assert a_comparison(measured("govsync", Role.CHAIN, 1, 1)).our_faults() == []
        wrong = measured("govsync", Role.CHAIN, 1, 1, differences={"history.missing": 2})
        assert a_comparison(wrong).our_faults() == ["chain: history.missing: 2"]

    def test_its_json_can_be_told_again(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = a_comparison(
            measured("govsync", Role.CHAIN, 30_000, 20),
            measured("idiomatic", Role.CHAIN, 2_000, 500, differences={"history.repeated": 5}),
        ).as_json()
        print_peers(told)
        printed = capsys.readouterr().out
        assert "15.0" in printed
        assert "5 repeats stored again" in printed


class TestContenders:
    def test_ours_take_part_in_the_roles_of_those_named(self) -> None:
        found = {(contender.name, contender.role) for contender in chosen("copy-floor")}
        assert found == {("govsync", Role.MATERIALISER), ("copy-floor", Role.MATERIALISER)}
        assert {contender.role for contender in chosen("govsync")} == set(Role)

    def test_a_name_nobody_has_is_refused(self) -> None:
        with pytest.raises(Refusal, match="no contender turtle"):
            chosen("copy-floor,turtle")


class TestTrees:
    def test_a_process_that_has_ended_keeps_its_cpu(self) -> None:
        burning = "import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ninput()"
        command = [sys.executable, "-c", burning]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            trees = Trees({"contender": [process.pid]})
            assert process.stdout is not None
            process.stdout.readline()
            alive = trees.cpu_seconds()["contender"]
            process.communicate(b"\n")
        assert alive > 0.2  # the kernel counts in hundredths
        assert trees.cpu_seconds()["contender"] == alive
        assert trees.peak_rss_bytes["contender"] > 2**20


class WaitsForTheEnd:
    """Nothing seems done at the first look, after which the only process is let go and ends."""

    expected = 1
    quiet_seconds = 0.0

    def __init__(self, process: subprocess.Popen[bytes], done: int) -> None:
        self.looks = 0
        self._process = process
        self._done = done

    def done(self) -> int:
        self.looks += 1
        if self.looks > 1:
            return self._done
        self._process.communicate(b"\n")
        return 0

    def close(self) -> None:
        """Nothing is open."""


class TestLookingOn:
    @pytest.mark.parametrize(("done", "failed"), [(1, False), (0, True)])
    def test_whoever_ends_is_judged_by_what_was_done_by_then(self, done: int, failed: bool, tmp_path: Path) -> None:
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
            watch = WaitsForTheEnd(process, done)
            looked = look_on([process], Trees({OWN_GROUP: [process.pid]}), watch, 60.0, tmp_path)
        assert (looked.share_done, looked.failure is not None) == (done, failed)
