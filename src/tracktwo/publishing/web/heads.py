"""What a page says in its head to whoever shares a link to it: Open Graph (https://ogp.me/)."""

import re
from html import escape
from urllib.parse import quote

from tracktwo.model.addresses import relative_url
from tracktwo.model.page import LinkedPage
from tracktwo.model.site import Site
from tracktwo.publishing.web.social_card import HEIGHT, WIDTH

# However it is written: by a template, by another plugin, or by what makes HTML smaller.
_SHARED = re.compile(r"""<meta\s(?:[^>"']|"[^"]*"|'[^']*')*?\bproperty\s*=\s*["']?og:""", re.IGNORECASE)


def says_what_is_shared(head: str) -> bool:
    """Tell whether a head has Open Graph's properties already."""
    return bool(_SHARED.search(head))


def open_graph(site: Site, page: LinkedPage, card: str) -> str:
    """Return a page's elements for its head; `card` is the address of its picture, or empty."""
    properties: dict[str, object] = {
        "og:type": "article" if page.meta.lesson else "website",
        "og:title": page.title,
        "og:site_name": site.title if site.title != page.title else "",
        "og:description": page.meta.summary or site.description,
        "og:url": site.address and site.address + page.url,
        "og:image": card,
        "og:image:width": card and WIDTH,
        "og:image:height": card and HEIGHT,
        "og:image:alt": card and page.title,
    }
    elements = [
        f'<meta property="{name}" content="{escape(str(text))}">' for name, text in properties.items() if text
    ]
    if card:
        elements.append('<meta name="twitter:card" content="summary_large_image">')
    return "".join(f"{element}\n" for element in elements)


def markdown_link(page: LinkedPage) -> str:
    """Return what leads from a page's head to its Markdown, which is published beside it."""
    address = escape(relative_url(page.url, quote(page.source)))
    return f'<link rel="alternate" type="text/markdown" href="{address}">\n'
