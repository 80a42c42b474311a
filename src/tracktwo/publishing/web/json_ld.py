"""What a page says to machines that it is: schema.org's JSON-LD (https://schema.org/docs/gs.html).

Addresses are absolute where the site's own is known. Where it is not, they are relative to the page that
holds them, which is how JSON-LD reads them (RFC 3986, section 5.1): `../glossary/#envoy`.
"""

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from tracktwo.model.lesson import CreditedWork
from tracktwo.model.licenses import License
from tracktwo.model.page import LinkedPage
from tracktwo.model.recording import Recording
from tracktwo.model.site import Site
from tracktwo.model.term import Term
from tracktwo.publishing.web.glossary_json import GLOSSARY_JSON
from tracktwo.publishing.web.transcript import Transcript

Thing = dict[str, object]
_MAX_DEFINED = (
    200  # terms of a page; of more, which would be a third of what readers load, glossary.json tells
)
# In a script element, HTML ends at `</script>` and hides from `<!--`; JavaScript before 2019 ends a line at
# U+2028 and U+2029. JSON may write each of these characters as an escape (RFC 8259, section 7).
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(site: Site, page: LinkedPage, transcript: Transcript | None) -> str:
    """Return what a page of the glossary, or a lesson, says that it is; `transcript` is of its recording."""
    things = []
    if page.source in site.glossary.pages:
        things.append(term_set(site, page))
    if page.meta.lesson:
        things.append(learning_resource(site, page, transcript))
    return "".join(map(script, things))


def term_set(site: Site, page: LinkedPage) -> Thing:
    """Return schema.org's DefinedTermSet for a page of the glossary, DefinedTerm for one that is an entry.

    See https://schema.org/DefinedTermSet. The set of terms with a page each has no page: it is glossary.json;
    and so are the terms of a set that is large.
    """
    root = site.root(page.url)
    terms = site.glossary.pages[page.source]
    defined = [
        _filled({**_term(site, term, root), "alternateName": list(term.also), "description": term.text})
        for term in terms[:_MAX_DEFINED]
    ]
    if terms[0].form == "page":
        return defined[0]
    language = page.meta.language or site.language
    of_set = {**_thing("DefinedTermSet", page.title, root + page.url), "inLanguage": language}
    if len(terms) > _MAX_DEFINED:
        content = {"contentUrl": root + site.folder + GLOSSARY_JSON, "encodingFormat": "application/json"}
        return {**of_set, "encoding": {"@type": "MediaObject", **content}}
    return _filled({**of_set, "hasDefinedTerm": defined})


def learning_resource(site: Site, page: LinkedPage, transcript: Transcript | None) -> Thing:
    """Return schema.org's LearningResource for a lesson; what its front matter does not say is left out.

    Names that no entry has are taught as text, which schema.org takes. The other terms that are used it only
    mentions. See https://schema.org/LearningResource.
    """
    meta, root = page.meta, site.root(page.url)
    taught = dict.fromkeys(page.teaches)
    terms = site.published(term for term in taught if isinstance(term, Term))
    names = [one if isinstance(one, str) else one.headword for one in taught if one not in terms]
    mentioned = site.published(dict.fromkeys(use.term for use in page.uses))
    return _filled(
        {
            **_thing("LearningResource", page.title, root + page.url),
            "learningResourceType": "lesson",
            "inLanguage": meta.language or site.language,
            "description": meta.summary,
            "author": _persons(meta.authors),
            "datePublished": meta.date.isoformat() if meta.date else "",
            **(_recording(page, meta.recording, root, transcript) if meta.recording and transcript else {}),
            "timeRequired": f"PT{meta.minutes}M",
            "license": _license(meta.license),
            **(_source(meta.source) if meta.source else {}),
            "teaches": [*(_term(site, term, root) for term in terms), *names],
            "mentions": [_term(site, term, root) for term in mentioned if term not in terms],
        }
    )


def script(thing: Mapping[str, object]) -> str:
    """Return JSON-LD as an element of HTML, which no text in it can end."""
    data = {"@context": "https://schema.org", **thing}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return f'<script type="application/ld+json">{text}</script>\n'


def _thing(kind: str, name: str, address: str) -> Thing:
    return {"@type": kind, "@id": address, "name": name, "url": address}


def _term(site: Site, term: Term, root: str) -> Thing:
    set_url = site.folder + GLOSSARY_JSON if term.form == "page" else site.by_source[term.page].url
    address = site.term_url(term, root)
    return {**_thing("DefinedTerm", term.headword, address), "inDefinedTermSet": root + set_url}


def _recording(page: LinkedPage, recording: Recording, root: str, transcript: Transcript) -> Thing:
    """Return the VideoObject or AudioObject of a lesson, with its transcript and a Clip for each section."""
    captions = {"@type": "MediaObject", "contentUrl": root + quote(recording.captions)}
    clips = [
        _filled(
            {
                "@type": "Clip",
                "name": clip.name,
                "endOffset": clip.end,
                "url": f"{root}{page.url}#t{clip.start}",
                "startOffset": clip.start,
            }
        )
        for clip in transcript.clips
    ]
    found = {
        "@type": f"{recording.kind.title()}Object",
        "name": page.title,
        "description": page.meta.summary,
        "uploadDate": page.meta.date.isoformat() if page.meta.date else "",
        "transcript": transcript.text,
        "caption": captions if recording.captions else "",
        "hasPart": clips,
        "contentUrl": recording.file and root + quote(recording.file),
        "embedUrl": recording.player_url,
    }
    return {recording.kind: _filled(found)}


def _license(found: License | None) -> object:
    """Return a licence by its address, if it has one; else by its name."""
    if found is None:
        return ""
    return found.url or {"@type": "CreativeWork", "name": found.name}


def _source(source: CreditedWork) -> Thing:
    """Return what a lesson is based on, if that is a work or an address; a sentence is its credit."""
    if not source.authors and not (source.title and source.url):
        return {"isBasedOn": source.url} if source.url else {"creditText": source.title}
    by = _persons(source.authors)
    work = {"@type": "CreativeWork", "name": source.title, "author": by, "url": source.url}
    return {"isBasedOn": _filled(work)}


def _persons(names: Iterable[str]) -> list[Thing]:
    return [{"@type": "Person", "name": name} for name in names]


def _filled(thing: Mapping[str, object]) -> Thing:
    """Return a thing without what is empty; a number is not, even 0."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
