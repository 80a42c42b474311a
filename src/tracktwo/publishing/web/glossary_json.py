"""`glossary.json`: the terms of a site, and where they are used, for programs."""

import json
from importlib import resources

from tracktwo.model.page import LinkedPage, UsageLocation
from tracktwo.model.sharing.shared_glossary import VERSION, entry_json
from tracktwo.model.site import Site

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
                "usedIn": [_use(page, use, root) for page, use in site.uses.get(term, ())],
            }
            for term in site.published(site.glossary)
        ],
    }
    return json.dumps(data, ensure_ascii=False).encode()


def schema() -> bytes:
    """Return what documents the shape, as JSON Schema."""
    return resources.files("tracktwo.publishing.web").joinpath(SCHEMA).read_bytes()


def _use(page: LinkedPage, use: UsageLocation, root: str) -> dict[str, str]:
    section = use.section.title if use.section else ""
    return {"page": page.title, "section": section, "url": root + page.url + use.fragment}
