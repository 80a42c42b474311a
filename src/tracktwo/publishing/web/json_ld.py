"""What machines read of a site: `glossary.json`, and schema.org's JSON-LD in its pages.

Addresses are absolute where the site's own is known. Where it is not, they are relative to the file or page
that holds them, which is how both formats read them (RFC 3986, section 5.1): `../glossary/#envoy`.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from jinja2.filters import do_striptags

from tracktwo.model.term import Glossary, Term
from tracktwo.publishing.book.html_page import Page, ParsedPage, parse_page
from tracktwo.publishing.book.title_page import date_of, text_of
from tracktwo.publishing.web.recording import embed_url, transcript_of
from tracktwo.publishing.web.used_in import Place

GLOSSARY_JSON = "glossary.json"
# The shape of glossary.json, published beside it; the file of this name lies beside this module.
SCHEMA = "glossary.schema.json"
_QUESTIONS = re.compile('<div class="self-check".*?</fieldset></div>', re.DOTALL)
_CC_LICENSE = re.compile(r"CC (BY(?:-[A-Z]{2})*) ([0-9]\.[0-9])")
# In a script element, HTML ends at `</script>` and hides from `<!--`; JavaScript before 2019 ends a line at
# U+2028 and U+2029. JSON may write each of these characters as an escape (RFC 8259, section 7).
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its name, its language (BCP 47), its terms, and its address (empty, or with its last slash).

    `urls` are the addresses, below the root of the site, of the pages that it publishes, by source path.
    """

    title: str
    language: str
    glossary: Glossary
    urls: Mapping[str, str]
    address: str = ""

    def root(self, url: str = "") -> str:
        """Return what leads to the root of the site from the page at `url`, or from a file at the root."""
        return self.address or "../" * url.count("/") or "./"

    def term_url(self, term: Term, root: str) -> str:
        """Return the address of a term's entry, or of its page if it has one."""
        anchor = f"#{quote(term.anchor)}" if term.anchor else ""
        return root + self.urls[term.page] + anchor

    def published(self, terms: Iterable[Term]) -> list[Term]:
        """Return the terms whose page the site publishes."""
        return [term for term in terms if term.page in self.urls]


def glossary_json(site: Site, uses: Mapping[Term, Iterable[Place]]) -> dict[str, Any]:
    """Return a glossary as plain data, in its own order; glossary.schema.json documents the shape.

    `uses` are the places that use a term.
    """
    root = site.root()
    return {
        "$schema": SCHEMA,
        "title": site.title,
        "language": site.language,
        "terms": [
            {
                "term": term.headword,
                "also": list(term.also),
                "definition": term.text,
                "url": site.term_url(term, root),
                "usedIn": [
                    {"page": use.page, "section": use.section, "url": root + use.url + use.anchor}
                    for use in uses.get(term, ())
                ],
            }
            for term in site.published(site.glossary)
        ],
    }


def term_set(site: Site, page: Page) -> dict[str, object]:
    """Return schema.org's DefinedTermSet for a page of the glossary, DefinedTerm for one that is an entry.

    See https://schema.org/DefinedTermSet. The set of terms with a page each has no page: it is glossary.json.
    """
    root = site.root(page.url)
    terms = site.glossary.pages[page.source]
    defined = [
        _said({**_term(site, term, root), "alternateName": list(term.also), "description": term.text})
        for term in terms
    ]
    if terms[0].form == "page":
        return defined[0]
    return {
        **_thing("DefinedTermSet", page.title, root + page.url),
        "inLanguage": site.language,
        "hasDefinedTerm": defined,
    }


def lesson(
    site: Site,
    page: Page,
    taught: Iterable[Term | str],
    used: Iterable[Term],
    parsed: ParsedPage | None = None,
) -> dict[str, object]:
    """Return schema.org's LearningResource for a lesson; what its front matter does not say is left out.

    `taught` is what `teaches` names there: terms, or names that no entry has, which schema.org takes as text.
    The other terms that are `used` it only mentions. `parsed` is the page, if it has been parsed before.
    See https://schema.org/LearningResource.
    """
    root = site.root(page.url)
    taught = dict.fromkeys(taught)
    terms = site.published(one for one in taught if isinstance(one, Term))
    names = [one if isinstance(one, str) else one.headword for one in taught if one not in terms]
    date = date_of(page.meta)
    return _said(
        {
            **_thing("LearningResource", page.title, root + page.url),
            "learningResourceType": "lesson",
            "inLanguage": site.language,
            "description": text_of(page.meta.get("description") or page.meta.get("objective")),
            "author": _authors(page.meta.get("author")),
            "datePublished": date.isoformat() if date else "",
            **_recording(page, root, parsed),
            "timeRequired": f"PT{reading_minutes(page.html)}M",
            "license": _license(text_of(page.meta.get("license"))),
            **_source(page.meta.get("source")),
            "teaches": [*(_term(site, term, root) for term in terms), *names],
            "mentions": [_term(site, term, root) for term in site.published(used) if term not in terms],
        }
    )


def script(thing: Mapping[str, object]) -> str:
    """Return JSON-LD as an element of HTML, which no text in it can end."""
    data = {"@context": "https://schema.org", **thing}
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return f'<script type="application/ld+json">{said}</script>\n'


def reading_minutes(html: str) -> int:
    """Return how long a page takes to read: 200 words of six characters a minute.

    What a lesson asks at its end takes none of it.
    """
    return (len(do_striptags(_QUESTIONS.sub("", html))) + 600) // 1200 or 1


def _thing(kind: str, name: str, address: str) -> dict[str, object]:
    return {"@type": kind, "@id": address, "name": name, "url": address}


def _term(site: Site, term: Term, root: str) -> dict[str, object]:
    set_url = GLOSSARY_JSON if term.form == "page" else site.urls[term.page]
    address = site.term_url(term, root)
    return {**_thing("DefinedTerm", term.headword, address), "inDefinedTermSet": root + set_url}


def _recording(page: Page, root: str, parsed: ParsedPage | None) -> dict[str, object]:
    """Return the VideoObject or AudioObject of a lesson, with its transcript and a Clip for each section."""
    kind = "video" if page.meta.get("video") else "audio"
    address = text_of(page.meta.get(kind))
    if not address:
        return {}
    transcript, clips = transcript_of(parsed or parse_page(page))
    date = date_of(page.meta)
    captions = text_of(page.meta.get("captions"))
    said: dict[str, object] = {
        "@type": f"{kind.title()}Object",
        "name": page.title,
        "description": text_of(page.meta.get("description") or page.meta.get("objective")),
        "uploadDate": date.isoformat() if date else "",
        "transcript": transcript,
        "caption": {"@type": "MediaObject", "contentUrl": root + quote(captions)} if captions else "",
        "hasPart": [
            _said(
                {
                    "@type": "Clip",
                    "name": clip.name,
                    "startOffset": clip.start,
                    "endOffset": clip.end,
                    "url": f"{root}{page.url}#t{clip.start}",
                }
            )
            | {"startOffset": clip.start}
            for clip in clips
        ],
    }
    where = {"embedUrl": embed_url(address)} if "://" in address else {"contentUrl": root + quote(address)}
    return {kind: _said(said | where)}


def _license(name: str) -> object:
    """Return a licence by its address, if `name` is one or a Creative Commons licence's; else by its name."""
    if named := _CC_LICENSE.fullmatch(name):
        return f"https://creativecommons.org/licenses/{named[1].lower()}/{named[2]}/"
    return name if not name or _is_address(name) else {"@type": "CreativeWork", "name": name}


def _source(source: object) -> dict[str, object]:
    """Say what a lesson is based on, if that is a work or an address; a sentence is its credit."""
    if isinstance(source, Mapping):
        title, url = text_of(source.get("title")), text_of(source.get("url"))
        work = {
            "name": title,
            "author": _authors(source.get("author")),
            "url": url if _is_address(url) else "",
        }
        return {"isBasedOn": {"@type": "CreativeWork", **_said(work)} if any(work.values()) else ""}
    text = text_of(source)
    return {"isBasedOn": text} if _is_address(text) else {"creditText": text}


def _authors(written: object) -> list[dict[str, object]]:
    names = map(text_of, written if isinstance(written, list | tuple) else [written])
    return [{"@type": "Person", "name": name} for name in names if name]


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and " " not in text


def _said(thing: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in thing.items() if value}
