"""How a site is found and shared: heads of pages, their pictures and citations, llms.txt and the Markdown."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from tracktwo.hosts.pages import title_of
from tracktwo.model.lesson import is_lesson
from tracktwo.publishing.book.title_page import text_of
from tracktwo.publishing.pdf.style import Style
from tracktwo.publishing.web.citation import cite
from tracktwo.publishing.web.json_ld import reading_minutes
from tracktwo.publishing.web.llms_txt import Source, llms_txt
from tracktwo.publishing.web.open_graph import SharedLink, head
from tracktwo.publishing.web.social_card import HEIGHT, WIDTH, draw_card

LLMS_TXT = "llms.txt"
_CARDS = "assets/cards"  # where pictures of lessons lie in a site


class Sharing:
    """What is made of a site's pages for those who find, share and cite them."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Begin with no picture."""
        self.config = config
        self.cards: dict[str, File] = {}  # by the source of the page
        self.llms: File | None = None

    def announce(self, files: Files) -> None:
        """Add llms.txt, unless the author has written one."""
        if LLMS_TXT not in files.src_uris:
            self.llms = File.generated(self.config, LLMS_TXT, content="")
            files.append(self.llms)

    def describe(self, page: Page) -> None:
        """Say what a lesson is about where its front matter says only what one will understand; cite it.

        `minutes` is how long it takes to read.
        """
        meta = page.meta
        if objective := text_of(meta.get("objective")):
            meta.setdefault("description", objective)
        if is_lesson(page.file.src_uri, meta):
            meta["minutes"] = reading_minutes(page.content or "")
            meta["citation"] = cite(title_of(page), meta, self.config.site_name, page.canonical_url or "")

    def draw(self, pages: Iterable[Page], style: Style, language: str, files: Files) -> None:
        """Draw the pictures of lessons and of the first page, where the site's address is known."""
        cache = Path(self.config.config_file_path).parent / ".cache" / "tracktwo"
        for page in pages if self.config.site_url else ():
            if not (page.is_homepage or is_lesson(page.file.src_uri, page.meta)):
                continue
            title = self.config.site_name if page.is_homepage else title_of(page)
            drawn = draw_card(
                title,
                site=self.config.site_name,
                author=text_of(page.meta.get("author")),
                objective=text_of(page.meta.get("objective") or page.meta.get("description")),
                language=language,
                style=style,
                cache=cache,
            )
            if drawn:
                name = f"{_CARDS}/{page.file.src_uri.removesuffix('.md')}.png"
                self.cards[page.file.src_uri] = File.generated(self.config, name, content=drawn)
                files.append(self.cards[page.file.src_uri])

    def head(self, page: Page) -> str:
        """Return what the head of a page says to whoever shares it."""
        card = self.cards.get(page.file.src_uri)
        link = SharedLink(
            title=title_of(page),
            site=self.config.site_name,
            description=text_of(page.meta.get("description") or self.config.site_description),
            lesson=is_lesson(page.file.src_uri, page.meta),
            address=page.canonical_url or "",
            card=urljoin(self.config.site_url or "", card.url) if card else "",
            card_size=(WIDTH, HEIGHT),
        )
        return head(link, get_relative_url(quote(page.file.src_uri), page.url))

    def list_pages(self, pages: Collection[Page], glossary: Mapping[str, object]) -> None:
        """Write llms.txt."""
        if not self.llms:
            return
        sections: dict[str, list[Source]] = {"Lessons": [], "Glossary": [], "More": []}
        for page in pages:
            path = page.file.src_uri
            section = "Lessons" if is_lesson(path, page.meta) else "Glossary" if path in glossary else "More"
            sections[section].append(Source(title_of(page), text_of(page.meta.get("description")), path))
        about = self.config.site_description or ""
        self.llms.content_string = llms_txt(
            self.config.site_name, about, self.config.site_url or "", sections
        )

    def publish_markdown(self, pages: Iterable[Page]) -> None:
        """Write the Markdown of each page into the site at its own path, where links in it lead on."""
        for page in pages:
            file = Path(self.config.site_dir, page.file.src_uri)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page.file.content_string, encoding="utf-8")
