"""Looking on at a contender until all is done, the time is over, or it dies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from time import monotonic, sleep

from govsync.benchmark.peers.comparison import OWN_GROUP
from govsync.benchmark.peers.meter import Sample, Trees
from govsync.benchmark.peers.watch import Watch
from infra.local.programs import tail
from schemas.bilingual import Text

_LOOK_SECONDS = 0.1
_LINES_OF_LOG = 3
_NUMBER = re.compile(r"\d{6,}")


@dataclass(frozen=True)
class Looked:
    """What was seen of a run.

    Attributes:
        samples: every look.
        share_done: how much it came through, 1 where it finished.
        seconds_to_first: from its start until something was done; None where nothing ever was.
        peak_rss_bytes: the most memory of all its processes together.
        failure: why it did not finish; None if it did.
    """

    samples: Sequence[Sample]
    share_done: float
    seconds_to_first: float | None
    peak_rss_bytes: int
    failure: Text | None


def look_on(started: Sequence[Popen[bytes]], trees: Trees, watch: Watch, limit_seconds: float, logs: Path) -> Looked:
    """Look ten times a second.

    Args:
        started: the contender's processes, as just started.
        trees: the meters on them, as `OWN_GROUP`, and on the servers.
        watch: how much is done.
        limit_seconds: how long it may take.
        logs: where the processes write their logs.
    """
    began_at = monotonic()
    samples: list[Sample] = []
    failure = None
    while not _is_done(samples, watch):
        # Asked before how much is done: whoever has ended by now does no more, and may have done everything.
        dead = next((process for process in started if process.poll() is not None), None)
        samples.append(Sample(monotonic(), watch.done(), trees.cpu_seconds()))
        if dead and samples[-1].done < watch.expected:
            failure = _died(dead, logs)
            break
        if samples[-1].at - began_at > limit_seconds:
            seconds = round(limit_seconds)
            failure = Text(f"Not done after {seconds} s.", f"{seconds} 秒内未完成。")
            break
        sleep(_LOOK_SECONDS)
    first = next((sample.at for sample in samples if sample.done), None)
    return Looked(
        samples,
        min(samples[-1].done / watch.expected, 1.0),
        None if first is None else first - began_at,
        trees.peak_rss_bytes[OWN_GROUP],
        failure,
    )


def _is_done(samples: Sequence[Sample], watch: Watch) -> bool:
    if not samples or samples[-1].done < watch.expected:
        return False
    reached_at = next(sample.at for sample in samples if sample.done == samples[-1].done)
    return samples[-1].at - reached_at >= watch.quiet_seconds


def _died(process: Popen[bytes], folder: Path) -> Text:
    """Why a process ended; whatever looks like a number of a person is left out."""
    logs = sorted(folder.glob("*.log"), key=lambda log: log.stat().st_mtime)
    said = _NUMBER.sub("…", " | ".join(tail(log, _LINES_OF_LOG) for log in logs[-1:]))
    return Text(f"It ended with {process.returncode}: {said}", f"进程以 {process.returncode} 退出:{said}")
