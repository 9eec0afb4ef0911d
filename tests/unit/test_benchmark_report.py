"""What a benchmark says of its figures: targets, and a page that needs nothing else."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from govsync.benchmark.page import page
from govsync.benchmark.stages import STAGES
from govsync.benchmark.targets import TARGETS, verdicts
from tests.local_platform import run_govsync

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
CONDITIONS = {
    "machine": {"processor": "invented", "cores": 2, "load_average_before": [0.5, 0.5, 0.5]},
    "versions": {"kafka": "4.2.1"},
    "postgres": {"fsync": "on"},
    "producer": {"acks": "all"},
    "consumer": {"isolation.level": "read_committed"},
    "validator": "one transaction per batch",
}
PROGRAMS = ("validator", "materialiser", "comparer", "timekeeper", "kafka", "postgres", "publisher")


def _spread(value: float) -> dict[str, float]:
    return {"median": value, "low": value * 0.9, "high": value * 1.1}


def _latency(rate: float, p99_ms: float = 80.0) -> dict[str, Any]:
    return {
        "events_per_second": rate, "events": 100, "p50_ms": 30.0, "p99_ms": p99_ms, "largest_ms": 200.0,
        "reached_per_second": rate, "sustained": True,
    }  # fmt: skip


HEADLINE = {
    "items": {"np-birth": 0.6, "el-licence": 0.4},
    "preloaded": 1000,
    "conditions": CONDITIONS,
    "runs": [{"events": 1000, "events_per_second": 900.0}, {"events": 1000, "events_per_second": 1100.0}],
    "summary": {
        "events_per_second": _spread(1000.0),
        "wal_bytes_per_event": _spread(1400.0),
        "events_per_transaction": _spread(500.0),
        "cpu_microseconds_per_event": {name: _spread(10.0) for name in PROGRAMS},
        "cpu_seconds_per_million_without_broker": _spread(24.0),
        "peak_rss_bytes": {name: 200 * 2**20 for name in PROGRAMS},
    },
    "latency": [_latency(1000), _latency(10_000, p99_ms=120.0)],
    "light": _latency(5),
    "idle": {"seconds": 15.0, "percent_in_all": 4.0, "percent_of_a_core": dict.fromkeys(PROGRAMS[:-1], 0.6)},
    "recovery": [
        {"killed": ["validator-0"], "events_per_second": 2000, "seconds": seconds, "longest_wait_ms": 3000.0}
        for seconds in (2.0, 2.5, 9.0)
    ],
}
SIZE = {
    "preloaded": 10,
    "runs": [],
    "summary": {"events_per_second": _spread(5.0), "cpu_microseconds_per_event": {"postgres": _spread(30.0)}},
}
GROWTH = {
    "items": {"np-birth": 1.0}, "conditions": CONDITIONS, "small": SIZE, "large": SIZE,
    "times": {"seconds_per_event": 1.6, "postgres_cpu_per_event": 1.3},
}  # fmt: skip
RATES = {"1": {**_spread(10.0), "runs": []}, "2": {**_spread(17.0), "runs": []}}
WORKERS = {
    "items": {"np-birth": 1.0},
    "conditions": CONDITIONS,
    "workers": {kind: {"events_per_second": RATES, "times_as_fast": 1.7} for kind in ("validator", "materialiser")},
}
STAGES_TOLD = {
    "programs": {
        "validator": {
            "events": 10,
            "postgres_cpu": 0.0,
            "stages": {name: {"cpu": 1.0, "elapsed": 2.0} for name in STAGES},
        }
    }
}
CONFORMANCE = {
    "item": "np-birth", "elements": 14, "bytes_per_event": 300.0, "refused_share": 0.02, "columns": 2.0, "ratio": 15.0,
    "record_by_record": {"fastavro": 10.0, "pydantic": 5.0, "rules": 15.0},
}  # fmt: skip


def _standing(contender: str, **other: Any) -> dict[str, Any]:
    return {
        "contender": contender, "role": "materialiser", "keeps_history": True, "title": {"en": contender, "zh": contender},
        "events_per_second": _spread(100.0), "cpu_microseconds_per_event": {"contender": 5.0, "postgres": 10.0},
        "peak_rss_bytes": 2**20, "failures": [], "differences": {}, "times_better_ours": {"rate": 1.0}, **other,
    }  # fmt: skip


PEERS = {
    "item": "np-birth",
    "events": 1000,
    "preloaded": 0,
    "standings": [
        _standing("govsync"),
        _standing("late-arrivals-win", differences={"older version on top": 12, "missing": 0}),
        _standing(
            "dead", events_per_second=None, differences=None, cpu_microseconds_per_event={},
            failures=[{"en": "It ended <early>.", "zh": "提前退出。"}], keeps_history=False,
        ),
    ],
    "targets": [
        {"role": "materialiser", "peer": "late-arrivals-win", "measure": "rate", "at_least": 2.5, "ratio": None, "met": None}
    ],
}  # fmt: skip
TOLD = {
    "headline": HEADLINE,
    "growth": GROWTH,
    "workers": WORKERS,
    "stages": STAGES_TOLD,
    "conformance": CONFORMANCE,
    "peers": PEERS,
}


def test_targets_are_judged_by_what_was_measured() -> None:
    met = {v.target.name: v.is_met for v in verdicts(TOLD)}
    assert met == {
        "p99_ms_at_10000_per_second": False,
        "cpu_seconds_per_million": True,
        "worker_megabytes": True,
        "light_p50_ms": True,
        "idle_percent": True,
        "recovery_seconds": True,  # the median of its kills
        "growth_times": False,
        "two_materialisers_times": True,
    }
    assert set(met) == {target.name for target in TARGETS}


def test_what_was_not_measured_has_no_verdict() -> None:
    without_10000 = {**HEADLINE, "latency": [_latency(1000)], "recovery": []}
    names = {v.target.name for v in verdicts({"headline": without_10000})}
    assert not names & {"p99_ms_at_10000_per_second", "recovery_seconds", "growth_times", "two_materialisers_times"}
    assert verdicts({"conformance": CONFORMANCE}) == []


def test_the_page_needs_no_other_file_and_no_script() -> None:
    written = page(TOLD, NOW, "en")
    assert "<script" not in written
    assert not re.search(r'(src|href)="(?!#)', written)
    assert not re.search(r"@import|url\((?!#)", written)
    assert written.count("<svg") == 9


def test_ids_in_the_page_s_drawings_do_not_meet() -> None:
    ids = re.findall(r'\bid="([^"]+)"', page(TOLD, NOW, "en"))
    assert len(ids) == len(set(ids))


def test_everything_people_read_is_there_in_both_languages() -> None:
    written = page(TOLD, NOW, "zh")
    assert written.count('lang="zh"') == written.count('lang="en"')
    assert "先验正确" in written
    assert "Before any figure" in written


def test_what_a_contender_got_wrong_stands_beside_its_speed() -> None:
    written = page({"peers": PEERS}, NOW, "en")
    assert "older version on top: 12" in written
    assert "missing" not in written
    assert "It ended &lt;early&gt;." in written
    assert "Before any figure" not in written  # their rows were compared by other means


@pytest.mark.parametrize("section", TOLD)
def test_every_section_can_be_shown_alone(section: str) -> None:
    assert "<figure>" in page({section: TOLD[section]}, NOW, "zh")


def test_earlier_results_are_told_together_without_measuring(tmp_path: Path) -> None:
    gate = {"green": True, "differences": []}
    for name, sections in {"first": ("headline", "stages"), "second": ("growth", "workers", "conformance")}.items():
        (tmp_path / name).write_text(json.dumps({"gate": gate, "targets": [], **{s: TOLD[s] for s in sections}}))
    html = tmp_path / "report.html"
    files = ("--from", str(tmp_path / "first"), "--from", str(tmp_path / "second"))
    done = run_govsync("bench", *files, "--html", str(html), home=tmp_path / "none")
    assert done.returncode == 0, done.stderr
    for shown in (
        "1,000 events/s",
        "1.60 times as long",
        "materialiser",
        "probe those that may be repeats",
        "15.0 times",
    ):
        assert shown in done.stdout
    assert "Before any figure" in html.read_text()
    as_json = json.loads(run_govsync("bench", *files, "--json", home=tmp_path / "none").stdout)
    assert set(as_json) == {"gate", "targets", "headline", "stages", "growth", "workers", "conformance"}
    assert {target["name"] for target in as_json["targets"]} == {target.name for target in TARGETS}


def test_a_result_that_was_not_right_is_not_told_again(tmp_path: Path) -> None:
    (tmp_path / "red.json").write_text(json.dumps({"gate": {"green": False, "differences": ["current missing"]}}))
    done = run_govsync("bench", "--from", str(tmp_path / "red.json"), home=tmp_path / "none")
    assert done.returncode == 2
    assert "found right" in done.stderr
