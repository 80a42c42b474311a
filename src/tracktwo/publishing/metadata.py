"""What machines read of a glossary and of lessons: `glossary.json`, and schema.org's JSON-LD for pages.

All functions take and return data. `urls` gives the address of each page of the glossary, by its source path.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from tracktwo.linking.glossary import Term
from tracktwo.publishing.title_page import date_of
from tracktwo.publishing.used_in import Place

# The shape of glossary.json; the file of this name lies beside this module.
SCHEMA = "glossary.schema.json"
SCHEMA_ORG = "https://schema.org"
# In a script element, HTML ends at `</script>` and hides from `<!--`; JavaScript before 2019 ends a line at
# U+2028 and U+2029. JSON may write each of these characters as an escape (RFC 8259, section 7).
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def glossary_json(
    terms: Iterable[Term],
    urls: Mapping[str, str],
    uses: Mapping[Term, Iterable[Place]],
    *,
    title: str,
    language: str,
    address: Callable[[str], str] = str,
) -> dict[str, Any]:
    """Return a glossary as plain data, in its own order; glossary.schema.json documents the shape.

    `uses` are the places that use a term, whose addresses `address` writes as those in `urls` are.
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
                "url": term_url(term, urls),
                "usedIn": [
                    {"page": use.page, "section": use.section, "url": address(use.url) + use.anchor}
                    for use in uses.get(term, ())
                ],
            }
            for term in terms
        ],
    }


def glossary_json_ld(
    terms: Iterable[Term], urls: Mapping[str, str], *, title: str, url: str, language: str
) -> str:
    """Return schema.org's DefinedTermSet for the page at `url`, whose terms these are, as script_json does.

    See https://schema.org/DefinedTermSet.
    """
    return script_json(
        {
            "@context": SCHEMA_ORG,
            "@type": "DefinedTermSet",
            "@id": url,
            "name": title,
            "url": url,
            "inLanguage": language,
            "hasDefinedTerm": [{**_defined_term(term, urls), "inDefinedTermSet": url} for term in terms],
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
) -> str:
    """Return schema.org's LearningResource for a lesson, as script_json does.

    `meta` is its front matter, `taught` what `teaches` names there: terms, where the glossary defines them.
    See https://schema.org/LearningResource.
    """
    # A term by its entry; a name that no entry defines is a text, which schema.org allows as well.
    teaches = [name if isinstance(name, str) else _defined_term(name, urls) for name in taught]
    return script_json(
        {
            "@context": SCHEMA_ORG,
            "@type": "LearningResource",
            "@id": url,
            "name": title,
            "url": url,
            "inLanguage": language,
            "learningResourceType": "lesson",
            **_lesson(meta),
            **({"teaches": teaches} if teaches else {}),
        }
    )


def script_json(value: object) -> str:
    """Return JSON that is safe as the text of `<script type="application/ld+json">`, whatever it holds."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def term_url(term: Term, urls: Mapping[str, str]) -> str:
    """Return the address of a term's entry, or of its page if it has one."""
    return f"{urls[term.page]}#{quote(term.anchor)}" if term.anchor else urls[term.page]


def _defined_term(term: Term, urls: Mapping[str, str]) -> dict[str, object]:
    address = term_url(term, urls)
    return {
        "@type": "DefinedTerm",
        "@id": address,
        "name": term.headword,
        **({"alternateName": list(term.also)} if term.also else {}),
        "description": term.text,
        "url": address,
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


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [text for text in map(_text, values) if text]


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
