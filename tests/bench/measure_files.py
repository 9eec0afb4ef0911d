"""What a file costs: `python -m tests.bench.measure_files [--publish] [100000 1000000]`.

Files of so many invented enterprises, 11 columns and about 530 bytes a row, are judged by `govsync validate`, and with
`--publish` published twice on a platform without workers: all of it, and again with nothing changed. CPU is that of the
command less that of the same command with one row, memory the most it had at once.
"""

import csv
import json
import os
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory
from typing import NamedTuple

from govsync.up import running
from schemas.invented import identity_number
from tests.local_platform import environment_of, settings_of, temporary_home

ITEM, PROVIDER = "lp-enterprise-registration", "gz-market-regulation"
SCOPE = "示例产品的研发、制造与销售(依法须经批准的项目除外);" * 5
COLUMNS = ("src", "name", "uscc", "reg_date", "type", "capital", "scope", "province", "city", "address", "uscc_check")


class Cost(NamedTuple):
    """What a command took: seconds of CPU, and the most memory in megabytes."""

    cpu_seconds: float
    peak_mb: float


def enterprises(count: int) -> Iterator[tuple[str, ...]]:
    """Rows of so many enterprises."""
    random = Random(count)
    for number in range(count):
        day = date(1980, 1, 1) + timedelta(days=number % 15_000)
        code = identity_number("USCC", random, territory="440106", born_on=day) or ""
        capital = f"{number % 900 + 100}.0000(万人民币元)" if number % 3 else "N/A"
        yield (
            f"示例:{number}", f"示例第{number}号有限公司", code, day.isoformat(), "N/A", capital, f"{SCOPE}〓", "广东", "广州",
            f"广州市天河区示例路{number}号", "",
        )  # fmt: skip


def written(folder: Path, count: int) -> Path:
    """A file of so many enterprises."""
    path = folder / f"{count}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(enterprises(count))
    return path


def cost(command: str, file: Path, home: Path) -> Cost:
    """What the command takes for a file."""
    arguments = [command, "--item", ITEM, "--provider", PROVIDER, "--mapping", "enterprise-registry-csv", str(file)]
    process = Popen([sys.executable, "-m", "govsync", *arguments], stdout=DEVNULL, env=environment_of(home))
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == 2:
        raise SystemExit(f"{command} failed")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure(counts: list[int], home: Path, folder: Path, commands: dict[str, str]) -> None:
    """Print a line per file and command."""
    files = [written(folder, count) for count in counts]
    alone = written(folder, 1)
    starts = {command: cost(command, alone, home).cpu_seconds for command in sorted(set(commands.values()))}
    for count, file in zip(counts, files, strict=True):
        for what, command in commands.items():
            cpu_seconds, peak_mb = cost(command, file, home)
            used = (cpu_seconds - starts[command]) / count * 1e6
            told = {"rows": count, "what": what, "cpu_us_per_row": round(used, 1), "peak_mb": round(peak_mb)}
            sys.stdout.write(f"{json.dumps(told)}\n")


def main() -> None:
    """Measure."""
    counts = [int(text) for text in sys.argv[1:] if text.isdigit()] or [100_000, 1_000_000]
    with TemporaryDirectory() as folder, temporary_home() as home:
        measure(counts, home, Path(folder), {"validate": "validate"})
        if "--publish" in sys.argv:
            with running(settings_of(home), "--no-workers"):
                measure(counts, home, Path(folder), {"publish": "publish", "publish again": "publish"})


if __name__ == "__main__":
    main()
