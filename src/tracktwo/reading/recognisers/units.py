"""In which unit times are whose key does not say it: that in which people can have spoken so."""

from collections.abc import Callable, Iterator, Sequence
from statistics import median

from tracktwo.model.problem import invalid
from tracktwo.reading.prose.segments import word_count
from tracktwo.reading.timed.clocks import MILLISECONDS, SECONDS, TICKS

Said = tuple[str, int | None, int | None]  # a text, its start and its end (ms)
UNITS = (SECONDS, MILLISECONDS, TICKS, 1e-3, 1e-6)
POSSIBLE = (0.05, 50)  # words a second: with silences, and of captions that are shown too shortly
USUAL = (0.5, 10)  # words a second that people speak
FEW = 4  # words, by which nobody can be judged


def likely_unit(
    read: Callable[[float], Sequence[Said]], usual: float, file: str, *, fractions: bool
) -> float:
    """Return how many milliseconds one of these times is; raise InvalidInput where nobody can tell.

    Args:
        read: What is said, given a unit.
        usual: The unit of the service, which holds wherever it is possible.
        file: The file, as messages name it.
        fractions: Whether the times have some, as no count of small units has.

    """
    said = read(usual)
    rate = _words_a_second(said)
    if rate and (POSSIBLE[0] <= rate <= POSSIBLE[1] or sum(word_count(text) for text, *_ in said) < FEW):
        return usual
    for unit in UNITS[: 2 if fractions else None]:
        other = _words_a_second(read(unit))
        if USUAL[0] <= other <= USUAL[1]:
            return unit
    if fractions or not rate:
        return usual
    message = "nothing says in which unit its times are, and in none people can have spoken so"
    remedy = "write them with their unit, as `start_ms`, or as 00:00:01.200"
    raise invalid(message, code="unknown-unit", file=file, line=1, remedy=remedy)


def _words_a_second(said: Sequence[Said]) -> float:
    """Return how fast people speak; 0 where nothing says it."""
    return median([*_rates(said)] or [0])


def _rates(said: Sequence[Said]) -> Iterator[float]:
    """Yield how fast each text is said: until its end, or the start of the next."""
    for (text, start, end), (_, following, _) in zip(said, (*said[1:], ("", None, None)), strict=True):
        until = following if end is None else end
        if start is not None and until is not None and until > start and text.strip():
            yield word_count(text) * 1000 / (until - start)
