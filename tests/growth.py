"""How the time of some work grows with its input: a ratio, so that no machine is too slow for it."""

from collections.abc import Callable
from time import process_time


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times as long four times the size takes: 4 if time is linear, 16 if square."""

    def shortest(size: int) -> float:
        return min(processor_time(lambda: work(size)) for _ in range(5))

    return shortest(4 * size) / shortest(size)


def processor_time(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes."""
    begun = process_time()
    work()
    return process_time() - begun
