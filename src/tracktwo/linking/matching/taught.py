"""What lessons teach: the terms that `teaches` names in a page's front matter."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from tracktwo.linking.matching.matcher import Matcher
from tracktwo.model.problem import Problem
from tracktwo.model.term import Glossary, Term

_TEACHES = re.compile(r"^teaches[ \t]*:", re.MULTILINE)


def taught_names(meta: Mapping[str, object]) -> list[str]:
    """Return the names that front matter has under `teaches`: a list, or one."""
    names = meta.get("teaches") or []
    return list(map(str, names if isinstance(names, list | tuple) else [names]))


def taught_terms(names: Iterable[str], matcher: Matcher) -> Iterator[tuple[str, Term | None]]:
    """Yield each name and its term, found as in a text: in any case, singular or plural."""
    for name in names:
        whole = (match.term for match in matcher.find(name) if match.end - match.start == len(name))
        yield name, next(whole, None)


def unknown_taught(
    file: str, markdown: str, names: Iterable[str], glossary: Glossary, matcher: Matcher
) -> Iterator[Problem]:
    """Yield the names that no entry of the glossary has; `file` is the page's, as messages show it."""
    for name, term in taught_terms(names, matcher):
        if term is None:
            close = get_close_matches(name, [n for term in glossary.terms for n in term.names], 1)
            message = f"`teaches` names '{name}', which is no term"
            remedy = f"write '{close[0]}', or define it" if close else "define it, or take it out"
            line = _line_of(markdown, name)
            yield Problem(file, line, "unknown-term", "warning", message, remedy)


def _line_of(markdown: str, name: str) -> int:
    key = _TEACHES.search(markdown)
    start = key.end() if key else 0
    match = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(markdown, start)
    return markdown.count("\n", 0, match.start() if match else start) + 1
