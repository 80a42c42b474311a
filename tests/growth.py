"""How the time of some work grows with its input: a ratio, so that no machine is too slow for it."""

from collections.abc import Callable
from time import process_time


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times as long four times the size takes: 4 if time is linear, 16 if square."""

    def shortest(size: int) -> float:
        times = []
        for _ in range(5):
            begun = process_time()
            work(size)
            times.append(process_time() - begun)
        return min(times)

    return shortest(4 * size) / shortest(size)
