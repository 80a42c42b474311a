"""What the site's search finds: terms by all their names and forms, and the moments of a recording.

The search plugin has one entry for each section of a page. In the index that it wrote, entries of terms get
a field that nobody sees, `names`, and each paragraph with a time becomes an entry that leads there.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

from tracktwo.model.page import LinkedPage
from tracktwo.model.site import Site
from tracktwo.model.term import Term

Entry = dict[str, Any]
Inflect = Callable[[str], tuple[str, ...]]
# Between a title (1,000) and a tag (1,000,000), so that a term stands before the pages that say it.
_WEIGHT = {"boost": 10_000.0}
# A paragraph with a time, as Material's search plugin writes it.
_TIMED = re.compile(r"<p>\s*(?=(?P<time>(?:\d+:)?\d+:\d\d)\s)")
_NEAR_START = 1000  # characters, in which the configuration of an index stands
_HYPHEN = re.compile(r"[-‐‑]")


def improve(index: str, site: Site, inflect: Inflect) -> str:
    """Return the index of a site, improved; one that is of neither Material's nor Zensical's as it is.

    `inflect` gives the forms of a word in the language of the site, singular and plural.
    """
    if '"items":[' in index[:_NEAR_START]:
        return _with_moments_alone(index, site)
    config, _, _ = index.partition('"docs":')
    if '"fields":' not in config:  # MkDocs' own search knows no other fields than its own
        return index
    read = json.loads(index)
    read["config"]["fields"]["names"] = _WEIGHT
    named = {_location(site, term): term for term in site.published(site.glossary)}
    entries = list(_with_moments(read["docs"], site.pages))
    there = {entry["location"] for entry in entries}
    indexed = {place.partition("#")[0] for place in there}  # no page that says `search: exclude`
    missing = (place for place in named if place not in there and place.partition("#")[0] in indexed)
    entries += [_entry(place, named[place]) for place in missing]
    for entry in entries:
        term = named.get(entry["location"])
        if term and (names := _forms(term, inflect)):
            entry["names"] = sorted(names)
            # Of two terms that have all the words, the one that has no others is meant.
            entry["boost"] = entry.get("boost", 1) * (1 + 1 / len(names))
    return json.dumps({**read, "docs": entries}, separators=(",", ":"))


def _with_moments_alone(index: str, site: Site) -> str:
    """Return Zensical's index, whose search knows its own fields alone, with moments and listed terms."""
    read = json.loads(index)
    items = list(_with_moments(read["items"], site.pages))
    there = {item["location"] for item in items}
    for term in site.published(site.glossary):
        if (place := _location(site, term)) not in there:
            path = [site.by_source[term.page].title, term.headword]
            items.append({**_entry(place, term), "level": 2, "path": path, "tags": []})
    return json.dumps({**read, "items": items}, ensure_ascii=False, separators=(",", ":"))


def _location(site: Site, term: Term) -> str:
    url = site.by_source[term.page].url
    return f"{url}#{term.anchor}" if term.anchor else url


def _entry(place: str, term: Term) -> Entry:
    """Return an entry for a term that is no heading, and so none of the search plugin's."""
    # What the theme shows of an entry is HTML.
    title, text = (escape(it, quote=False) for it in (term.headword, term.text))
    return {"location": place, "title": title, "text": text}


def _forms(term: Term, inflect: Inflect) -> set[str]:
    """Return all words that a reader may type for a term: singular and plural, with and without hyphens.

    There are none of a name that is a sign alone, as `-`.
    """
    words = set()
    for *first, last in filter(None, map(str.split, term.names)):
        for word in (*first, *inflect(last)):
            words |= {_HYPHEN.sub("", word), *_HYPHEN.split(word)}
    return {word.lower() for word in words if word}


def _with_moments(entries: Iterable[Entry], pages: Iterable[LinkedPage]) -> Iterator[Entry]:
    """Yield all entries; each is followed by those of the timed paragraphs that are taken out of its text."""
    timed = {page.url: set(re.findall(r'id="(t\d+)"', page.html)) for page in pages}
    for entry in entries:
        url, _, section = entry["location"].partition("#")
        before, *rest = _TIMED.split(entry["text"])
        moments: list[Entry] = []
        for time, text in zip(rest[::2], rest[1::2], strict=True):
            anchor = f"t{_seconds(time)}"
            paragraph = f"<p>{text.removeprefix(time).lstrip()}"
            if anchor in timed.get(url, ()):
                timed[url].remove(anchor)  # of paragraphs with the same time, the first has the anchor
                title = f"{time} · {entry['title']}" if section else time
                moments.append({**entry, "location": f"{url}#{anchor}", "title": title, "text": paragraph})
            elif moments:
                moments[-1]["text"] += paragraph
            else:
                before += f"<p>{text}"
        yield {**entry, "text": before.rstrip()}
        yield from moments


def _seconds(time: str) -> int:
    """Return a time such as 1:02:03 in seconds, as its anchor has it."""
    seconds = 0
    for part in time.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds
