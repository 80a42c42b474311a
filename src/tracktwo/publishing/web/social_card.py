"""The picture that a shared link shows, drawn by Typst (https://ogp.me/: `og:image`)."""

import hashlib
import json
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import typst

from tracktwo.model.addresses import file_name
from tracktwo.model.page import LinkedPage
from tracktwo.model.scripts import language_code
from tracktwo.model.site import Site
from tracktwo.publishing.pdf.fonts import families_of, fonts_in
from tracktwo.publishing.pdf.style import Style
from tracktwo.publishing.reproducible.cache import cached

WIDTH, HEIGHT = 1200, 630  # pixels, as most that show links want it
_PIXELS_PER_INCH = 144.0  # of a page that is half as many points wide


def card_path(source: str) -> str:
    """Return the path of a page's picture in a site."""
    return file_name(f"assets/cards/{source.removesuffix('.md')}", ".png")


def draw_card(site: Site, page: LinkedPage, *, style: Style, cache: Path | None) -> bytes | None:
    """Draw a page's card as PNG, in a book's colour and font; None where no font has all its characters.

    The first page's is the site's own.
    """
    first = page.url in ("", "index.html")
    title = site.title if first else page.title
    fonts = fonts_in(style.fonts)
    shown = {
        "title": title, "site": site.title if site.title != title else "", "author": page.meta.author,
        "objective": page.meta.objective or page.meta.description,
        "language": language_code((not first and page.meta.language) or site.language),
        "color": style.color, "fonts": families_of(fonts, style.font),
    }  # fmt: skip
    inputs = {"card": json.dumps(shown, ensure_ascii=False)}
    source = resources.files("tracktwo.publishing.web").joinpath("card.typ").read_bytes()
    files = b"".join(Path(font.path).read_bytes() for font in fonts.fonts() if font.path)
    key = hashlib.sha256(f"{version('typst')} {inputs}".encode() + source + files)

    settings = {"sys_inputs": inputs, "font_paths": fonts, "ignore_system_fonts": True}

    def draw() -> bytes:
        # As PDF/UA first, which refuses what no font has; a picture would show empty boxes.
        typst.compile(source, pdf_standards="ua-1", **settings)  # type: ignore[call-overload]  # as below
        drawn: bytes = typst.compile(source, format="png", ppi=_PIXELS_PER_INCH, **settings)  # type: ignore[call-overload]  # its stub knows no **settings
        return drawn

    try:
        return cached(cache, f"{key.hexdigest()}.png", draw)
    except typst.TypstError:
        return None
