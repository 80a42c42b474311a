"""The same work for many files, in as many processes as there are cores, so that one stops no other."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
FEW = 8  # jobs for which no process is begun: that takes as long as they do


def in_processes(
    work: Callable[[Job], Result], jobs: Sequence[Job], ended: Callable[[Job], Result]
) -> Iterator[Result]:
    """Yield what is made of each job, in their order.

    A process that the system ends, as for want of memory, ends the others with it. What was left is then done
    one job at a time; `ended` returns what there is of one that ends its process again.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores == 1 or len(jobs) <= FEW:
        yield from map(work, jobs)
        return
    done = 0
    try:
        for result in _pooled(work, jobs, cores):
            yield result
            done += 1
    except BrokenProcessPool:
        for job in jobs[done:]:
            try:
                yield from _pooled(work, [job], 1)
            except BrokenProcessPool:
                yield ended(job)


def _pooled(work: Callable[[Job], Result], jobs: Sequence[Job], processes: int) -> Iterator[Result]:
    # A process that begins anew is the same on every system, and has no lock that another thread holds.
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, _leave_interrupts) as pool:
        yield from pool.map(work, jobs)  # which cancels what is left where it is interrupted


def _leave_interrupts() -> None:
    """Leave Ctrl+C to the process that began this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
