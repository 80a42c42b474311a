"""What machines read of a glossary and of lessons: `glossary.json`, and schema.org's JSON-LD for pages.

All functions take and return data. Addresses are absolute where the site's own is known, and relative to the
site's root where it is not: `glossary/#state-actor`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin

from tracktwo.linking.glossary import Glossary, Term
from tracktwo.publishing.title_page import date_of

# The shape of glossary.json; the file of this name lies beside this module.
SCHEMA = "glossary.schema.json"
SCHEMA_ORG = "https://schema.org"
# In a script element, HTML ends at `</script>` and hides from `<!--`; JavaScript before 2019 ends a line at
# U+2028 and U+2029. JSON may write each of these characters as an escape (RFC 8259, section 7).
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Place:
    """A section that uses a term: its page's title, its own (empty above the first), and its address."""

    page: str
    section: str
    url: str


def glossary_json(
    glossary: Glossary,
    urls: Mapping[str, str],
    uses: Mapping[Term, Iterable[Place]],
    *,
    title: str,
    language: str,
    site_url: str = "",
) -> dict[str, Any]:
    """Return a glossary as plain data, in its own order; glossary.schema.json documents the shape.

    `urls` gives each page's address in the site by its source path, and `uses` the places that use a term.
    Terms of a page without an address are not published, and left out.
    """
    return {
        "$schema": SCHEMA,
        "title": title,
        "language": language,
        "terms": [
            {
                "id": term.anchor,
                "term": term.headword,
                "also": list(term.also),
                "definition": term.text,
                "url": term_url(term, urls, site_url),
                "usedIn": [
                    {"page": use.page, "section": use.section, "url": _absolute(site_url, use.url)}
                    for use in uses.get(term, ())
                ],
            }
            for term in glossary.terms
            if term.page in urls
        ],
    }


def glossary_json_ld(
    glossary: Glossary,
    urls: Mapping[str, str],
    *,
    page: str,
    title: str,
    language: str,
    site_url: str = "",
) -> str:
    """Return schema.org's DefinedTermSet for a page of the glossary, ready for a script element.

    `page` is the page's source path. See https://schema.org/DefinedTermSet.
    """
    terms = [term for term in glossary.terms if term.page == page]
    address = _absolute(site_url, urls[page])
    return script_json(
        {
            "@context": SCHEMA_ORG,
            "@type": "DefinedTermSet",
            "@id": address,
            "name": title,
            "url": address,
            "inLanguage": language,
            "hasDefinedTerm": [_defined_term(term, urls, site_url, address) for term in terms],
        }
    )


def lesson_json_ld(
    meta: Mapping[str, object],
    taught: Iterable[Term | str],
    urls: Mapping[str, str],
    *,
    title: str,
    url: str,
    language: str,
    site_url: str = "",
) -> str:
    """Return schema.org's LearningResource for a lesson, ready for a script element.

    `meta` is its front matter, `taught` what `teaches` names there: terms, where the glossary defines them.
    See https://schema.org/LearningResource.
    """
    address = _absolute(site_url, url)
    # A term by its entry; a name that no entry defines is a text, which schema.org allows as well.
    teaches = [name if isinstance(name, str) else _defined_term(name, urls, site_url) for name in taught]
    return script_json(
        {
            "@context": SCHEMA_ORG,
            "@type": "LearningResource",
            "@id": address,
            "name": title,
            "url": address,
            "inLanguage": language,
            "learningResourceType": "lesson",
            **_lesson(meta),
            **({"teaches": teaches} if teaches else {}),
        }
    )


def script_json(value: object) -> str:
    """Return JSON that is safe as the text of `<script type="application/ld+json">`, whatever it holds."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def term_url(term: Term, urls: Mapping[str, str], site_url: str = "") -> str:
    """Return the address of a term's entry."""
    return _absolute(site_url, urls[term.page]) + "#" + quote(term.anchor)


def _defined_term(
    term: Term, urls: Mapping[str, str], site_url: str, term_set: str = ""
) -> dict[str, object]:
    address = term_url(term, urls, site_url)
    return {
        "@type": "DefinedTerm",
        "@id": address,
        "name": term.headword,
        **({"alternateName": list(term.also)} if term.also else {}),
        "description": term.text,
        "url": address,
        **({"inDefinedTermSet": term_set} if term_set else {}),
    }


def _lesson(meta: Mapping[str, object]) -> dict[str, object]:
    """Return what a lesson's front matter says, in schema.org's words; what it does not say is left out."""
    date = date_of(meta)
    source = meta.get("source")
    said = {
        "description": _text(meta.get("description") or meta.get("objective")),
        "author": [{"@type": "Person", "name": name} for name in _texts(meta.get("author"))],
        "datePublished": date.isoformat() if date else "",
        "license": _work({"name": meta.get("license")}),
        "isBasedOn": _work(
            {"name": source.get("title"), **source} if isinstance(source, Mapping) else {"name": source}
        ),
    }
    return {name: value for name, value in said.items() if value}


def _work(named: Mapping[str, object]) -> object:
    """Return a work by its address where that is all there is, else by its name, author and address."""
    name, author, url = (_text(named.get(key)) for key in ("name", "author", "url"))
    if not url and name.startswith(("https://", "http://")):
        return name
    said = {"name": name, "author": author and {"@type": "Person", "name": author}, "url": url}
    work = {key: value for key, value in said.items() if value}
    return {"@type": "CreativeWork", **work} if work else ""


def _absolute(site_url: str, address: str) -> str:
    return urljoin(f"{site_url.rstrip('/')}/", address) if site_url else address


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [text for text in map(_text, values) if text]


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
