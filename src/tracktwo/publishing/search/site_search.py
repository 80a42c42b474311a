"""The search of a site: an index of what its pages say, and one of its names, which answers first."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from lxml.html import HtmlElement

from tracktwo.model.addresses import relative_url
from tracktwo.model.markdown.front_matter import read_front_matter
from tracktwo.model.page import LinkedPage
from tracktwo.model.scripts import language_code
from tracktwo.model.site import Site
from tracktwo.model.term import Term
from tracktwo.publishing.search.folding import also_indexed, spaced
from tracktwo.publishing.search.pagefind import Record, write_index
from tracktwo.publishing.search.passages import Passage, passages_of
from tracktwo.theme.assets import SEARCH_ASSETS, SEARCH_FOLDER
from tracktwo.wording import counted, words

Inflect = Callable[[str], tuple[str, ...]]
_STEMMED = frozenset("ar da de el en es et fi fr hu hy it lt nl no pt ro ru sr sv ta tr yi".split())
_EXCLUDED_TITLE = re.compile(r"<h1\b[^>]*\sdata-search-exclude")
_MAX_FORMS = 12  # of a name's last word: a Slavic noun has as many
_EXTRACT = 140  # characters of a definition


def write_search(
    site: Site, parse: Callable[[LinkedPage], HtmlElement], inflect: Inflect, target: Path
) -> None:
    """Write all that searching a site loads below `target`, where the site is written.

    `inflect` gives the forms of a word in its language. Raises InvalidInput where the index cannot be made.
    """
    folder = target / site.folder / SEARCH_FOLDER
    pages = list(filter(_is_searched, site.pages))
    passages = [
        passage
        for page in pages
        if page.source not in site.glossary.pages
        for passage in passages_of(page, parse(page))
    ]
    folder.mkdir(parents=True, exist_ok=True)
    found = json.dumps(_names(site, pages, passages, inflect), ensure_ascii=False, separators=(",", ":"))
    (folder / "terms.json").write_text(found, "utf-8")
    code = language_code(site.language)
    numbers = {page.url: str(number) for number, page in enumerate(pages)}
    records = (
        _record(passage, code, numbers[passage.page.url], place) for place, passage in enumerate(passages)
    )
    write_index(records, code if code in _STEMMED else "unknown", folder)


def search_elements(url: str, folder: str, language: str) -> str:
    """Return what stands in the head of a page at `url`; `folder` is that of the site in its language."""
    style, script = (relative_url(url, asset.path) for asset in SEARCH_ASSETS[:2])
    said = words(language, "search")
    attributes = {
        "search": relative_url(SEARCH_ASSETS[1].path, f"{folder}{SEARCH_FOLDER}/"),
        "label": said["search"],
        "close": said["close"],
        "needs": said["needs"],
    }
    written = " ".join(f'data-{name}="{escape(value)}"' for name, value in attributes.items())
    return f'<link rel="stylesheet" href="{style}">\n<script src="{script}" {written} defer></script>\n'


def with_search_from_root(site: Site, html: str) -> str:
    """Return a page that is shown at any address with the search, which it loads from the host's root."""
    root = urlsplit(site.address).path or "/"
    elements = search_elements("", site.folder, site.language)
    elements = re.sub('="(?=assets/)', f'="{quote(root)}', elements)
    head, end, rest = html.partition("</head>")
    return html if elements in head else head + elements + end + rest


def _is_searched(page: LinkedPage) -> bool:
    """Tell whether a page wants to be found; `search: {exclude: true}` is Material's word, too."""
    asked = read_front_matter(page.markdown).values.get("search")
    return not (isinstance(asked, dict) and asked.get("exclude")) and not _EXCLUDED_TITLE.search(page.html)


def _record(passage: Passage, code: str, number: str, place: int) -> Record:
    """Return a passage as Pagefind has it: its words, others that find it, and where its blocks begin."""
    said = [spaced(" ".join(block.words)).split() for block in passage.blocks]
    speakers = sorted({block.speaker for block in passage.blocks if block.speaker})
    starts, begin = [], 0
    for block, tokens in zip(passage.blocks, said, strict=True):
        named = len(spaced(" ".join(block.words[: block.named])).split())
        voice = speakers.index(block.speaker) if block.speaker else ""
        starts.append(f"{begin},{quote(block.anchor, safe='')},{named},{voice}")
        begin += len(tokens)
    text = " ".join(word for tokens in said for word in tokens)
    filters = {"page": [number]} | ({"speaker": speakers} if speakers else {})
    meta = {"title": passage.page.title, "at": f"{begin}|{'|'.join(starts)}"}
    return Record(
        f"{passage.page.url or './'}#{place}", f"{text} {' '.join(also_indexed(text, code))}", meta, filters
    )


def _names(site: Site, pages: list[LinkedPage], passages: list[Passage], inflect: Inflect) -> dict[str, Any]:
    """Return what is asked before the index is: terms by all their names, pages, and what to filter by."""
    speakers = {block.speaker: None for passage in passages for block in passage.blocks if block.speaker}
    searched = {page.source for page in pages}
    terms = [term for term in site.published(site.glossary) if term.page in searched]
    return {
        "passages": len(passages),
        "root": "../" * f"{site.folder}{SEARCH_FOLDER}/".count("/"),
        "language": language_code(site.language),
        "words": words(site.language, "search"),
        "pages": [[page.title, page.url, int(page.meta.lesson)] for page in pages],
        "speakers": sorted(speakers),
        "terms": [_term(site, term, inflect) for term in terms],
    }


def _term(site: Site, term: Term, inflect: Inflect) -> list[Any]:
    summary = term.summary if len(term.summary) <= _EXTRACT else f"{term.summary[:_EXTRACT].rstrip()}…"
    names = dict.fromkeys(name for name in _forms(term.names, inflect) if name != term.headword)
    return [term.headword, site.term_url(term, ""), summary, _used(site, term), list(names)]


def _forms(names: Iterable[str], inflect: Inflect) -> Iterator[str]:
    """Yield names, and what their last words become: singular and plural, or cases."""
    for name in names:
        yield name
        *first, last = name.split() or [""]
        yield from (" ".join((*first, form)) for form in inflect(last)[1:_MAX_FORMS])


def _used(site: Site, term: Term) -> str:
    """Say how often a term is used, and on how many pages."""
    uses = site.uses.get(term, ())
    if not uses:
        return ""
    wording = words(site.language, "site")
    times = counted(wording["times"], sum(use.times for _, use in uses))
    pages = counted(wording["pages"], len({page.url for page, _ in uses}))
    return str(wording["used"].format(times=times, pages=pages))
