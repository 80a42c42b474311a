"""What lessons teach: the terms that front matter names under `teaches`."""

from collections.abc import Iterable, Iterator

from tracktwo.linking.matching.matcher import Matcher
from tracktwo.model.term import Term


def taught_terms(names: Iterable[str], matcher: Matcher) -> Iterator[tuple[str, Term | None]]:
    """Yield each name and its term, found as in a text: in any case, singular or plural."""
    for name in names:
        whole = (match.term for match in matcher.find(name) if match.end - match.start == len(name))
        yield name, next(whole, None)
