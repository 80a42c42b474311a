"""'Used in' below an entry of the glossary: which lessons teach the term, and where the pages use it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from itertools import groupby

import jinja2

from tracktwo.model.term import Term
from tracktwo.wording import counted, words

SHOWN = 5  # places; the others are behind a disclosure


@dataclass(frozen=True, slots=True)
class Place:
    """A section that uses a term `count` times; all is plain text.

    `page` is the title of the page, and `url` its address below the site's root. `section` and `anchor` are
    the section's heading and `#id`, empty above a page's first section. `context` is what stands before the
    first use, the use itself, and what stands after it.
    """

    page: str
    url: str
    section: str = ""
    anchor: str = ""
    context: tuple[str, str, str] = ("", "", "")
    count: int = 1


def gather(uses: Iterable[tuple[Term, Place]]) -> dict[Term, list[Place]]:
    """Return the places of each term, in order: those in one section are one place, with their number."""
    found: dict[Term, dict[tuple[str, str], Place]] = {}
    for term, place in uses:
        places = found.setdefault(term, {})
        first = places.get((place.url, place.anchor))
        places[place.url, place.anchor] = replace(first, count=first.count + 1) if first else place
    return {term: list(places.values()) for term, places in found.items()}


def used_in(
    places: Sequence[Place], lessons: Sequence[Place], relative: Callable[[str], str], language: str
) -> str:
    """Return the HTML for one term; `lessons` teach it, and `relative` turns an address below the root."""
    said = words(language, "site")
    times = counted(said["times"], sum(place.count for place in places))
    pages = counted(said["pages"], len({place.url for place in places}))
    return _template().render(
        lessons=lessons,
        taught=counted(said["taught"], len(lessons)),
        comma=said["comma"],
        used=said["used"].format(times=times, pages=pages),
        shown=_by_page(places[:SHOWN]),
        rest=_by_page(places[SHOWN:]),
        more=counted(said["more-sections"], len(places[SHOWN:])),
        relative=relative,
    )


def _by_page(places: Sequence[Place]) -> list[tuple[Place, list[Place]]]:
    pages = [list(group) for _, group in groupby(places, key=lambda place: place.url)]
    return [(page[0], page) for page in pages]


def _template() -> jinja2.Template:
    source = resources.files("tracktwo.theme").joinpath("used_in.html").read_text(encoding="utf-8")
    return _ENVIRONMENT.from_string(source)


_ENVIRONMENT = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
