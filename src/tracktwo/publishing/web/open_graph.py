"""What a page says in its head to whoever shares a link to it: Open Graph (https://ogp.me/)."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple


class SharedLink(NamedTuple):
    """What a shared link shows. `address` and `card`, a picture, are absolute, and empty if not known."""

    title: str
    site: str
    description: str
    lesson: bool
    address: str = ""
    card: str = ""
    card_size: tuple[int, int] = (0, 0)


def head(link: SharedLink, markdown: str) -> str:
    """Return a page's elements for its head; `markdown` leads from the page to its source."""
    said: Mapping[str, object] = {
        "og:type": "article" if link.lesson else "website",
        "og:title": link.title,
        "og:site_name": link.site if link.site != link.title else "",
        "og:description": link.description,
        "og:url": link.address,
        "og:image": link.card,
        "og:image:width": link.card and link.card_size[0],
        "og:image:height": link.card and link.card_size[1],
        "og:image:alt": link.card and link.title,
    }
    properties = (
        f'<meta property="{name}" content="{escape(str(text))}">' for name, text in said.items() if text
    )
    card = '<meta name="twitter:card" content="summary_large_image">' if link.card else ""
    source = f'<link rel="alternate" type="text/markdown" href="{escape(markdown)}">'
    return "".join(f"{element}\n" for element in [*properties, card, source] if element)
