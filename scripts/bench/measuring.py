"""How times are taken and shown."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable


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


def table(title: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a Markdown table."""
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{' --- |' * len(list(head))}", flush=True)
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)
