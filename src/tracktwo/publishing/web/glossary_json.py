"""`glossary.json`: the terms of a site, and where they are used, for programs."""

import json
from importlib import resources

from tracktwo.model.page import PageSection
from tracktwo.model.sharing.shared_glossary import VERSION, entry_json
from tracktwo.model.site import Site
from tracktwo.model.term import Term

GLOSSARY_JSON = "glossary.json"
# The shape of glossary.json, published beside it; the file of this name lies beside this module.
SCHEMA = "glossary.schema.json"


def glossary_json(site: Site) -> bytes:
    """Return the glossary in its own order; glossary.schema.json documents the shape.

    Addresses are absolute where the site's own is known. Where it is not, they are relative to the file,
    which is how programs read them (RFC 3986, section 5.1).
    """
    root = site.root(site.folder)
    data = {
        "$schema": SCHEMA,
        "version": VERSION,
        "title": site.title,
        "language": site.language,
        "terms": [
            {
                **entry_json(term, site.term_url(term, root)),
                "usedIn": _uses(site, term, root),
            }
            for term in site.published(site.glossary)
        ],
    }
    return json.dumps(data, ensure_ascii=False).encode()


def schema() -> bytes:
    """Return what documents the shape, as JSON Schema."""
    return resources.files("tracktwo.publishing.web").joinpath(SCHEMA).read_bytes()


def _uses(site: Site, term: Term, root: str) -> list[dict[str, str]]:
    """Return the sections that use a term; of a section's moments the first is where it leads."""
    sections: dict[tuple[str, PageSection | None], dict[str, str]] = {}
    for page, use in site.uses.get(term, ()):
        title = use.section.title if use.section else ""
        found = {"page": page.title, "section": title, "url": root + page.url + use.fragment}
        sections.setdefault((page.url, use.section), found)
    return list(sections.values())
