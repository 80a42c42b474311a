"""How times are taken and shown."""

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

# As for what is installed, which is compiled once; and Material tells of MkDocs' end at every build.
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "NO_MKDOCS_2_WARNING": "1"}


class Cost(NamedTuple):
    """What a process takes: seconds of processor, seconds on the wall, and megabytes at most."""

    processor: float
    wall: float
    memory: float


def medians(*works: Callable[[], object], runs: int) -> list[float]:
    """Return the median seconds of each work, done in turns so that all see the same machine."""
    times: list[list[float]] = [[] for _ in works]
    for run in range(-1, runs):
        for work, column in zip(works, times, strict=True):
            gc.collect()
            gc.disable()  # as timeit does
            start = time.perf_counter()
            work()
            if run >= 0:  # the first only warms up
                column.append(time.perf_counter() - start)
            gc.enable()
    return [statistics.median(column) for column in times]


def pairs(plain: Callable[[], Cost], other: Callable[[], Cost], *, runs: int) -> tuple[Cost, Cost, Cost]:
    """Return the median costs of two works, done in turns, and the medians of the ratios in each turn."""
    costs = [(plain(), other()) for _ in range(runs)]
    ratios = [Cost(*(b / a for a, b in zip(*pair, strict=True))) for pair in costs]
    first, second = zip(*costs, strict=True)
    return _median(first), _median(second), _median(ratios)


def cost(command: Sequence[str]) -> Cost:
    """Return what a command takes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=ENVIRONMENT)  # noqa: S603 - our own commands
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1e6 if sys.platform == "darwin" else 1e3  # of ru_maxrss: bytes there, kilobytes elsewhere
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


def _median(costs: Iterable[Cost]) -> Cost:
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def table(title: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a Markdown table."""
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{' --- |' * len(list(head))}", flush=True)
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)
