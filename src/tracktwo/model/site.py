"""A site as all rooms receive it: its pages in order, its terms, and where they are used and taught."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from tracktwo.model.page import LinkedPage, UsageLocation
from tracktwo.model.term import Glossary, Term


@dataclass(frozen=True)
class Site:
    """A site.

    `pages` are all that it publishes, in the order of the navigation, those that it lacks last; `nav` are the
    sources of those that are in it. `language` is a BCP 47 tag, and `address` the site's own, with its last
    slash, or empty where it is not known. `folder` is where what is made of the whole lies, as `fr/`.
    `version` is the one of the site, as `2.1`, if it has any.
    """

    title: str
    language: str
    pages: tuple[LinkedPage, ...] = ()
    glossary: Glossary = Glossary()
    nav: tuple[str, ...] = ()
    address: str = ""
    description: str = ""
    folder: str = ""
    version: str = ""

    @cached_property
    def by_source(self) -> Mapping[str, LinkedPage]:
        """The pages by their sources."""
        return {page.source: page for page in self.pages}

    @cached_property
    def uses(self) -> Mapping[Term, tuple[tuple[LinkedPage, UsageLocation], ...]]:
        """Where each term is used, in the order of the pages; terms that no page uses are not there."""
        uses: dict[Term, list[tuple[LinkedPage, UsageLocation]]] = {}
        for page in self.pages:
            for use in page.uses:
                uses.setdefault(use.term, []).append((page, use))
        return {term: tuple(found) for term, found in uses.items()}

    @cached_property
    def taught(self) -> Mapping[Term, tuple[LinkedPage, ...]]:
        """The lessons that teach each term, in the order of the pages."""
        taught: dict[Term, dict[str, LinkedPage]] = {}
        for page in self.lessons:
            for term in page.teaches:
                if isinstance(term, Term):
                    taught.setdefault(term, {})[page.source] = page
        return {term: tuple(pages.values()) for term, pages in taught.items()}

    @property
    def lessons(self) -> tuple[LinkedPage, ...]:
        """The pages that are lessons."""
        return tuple(page for page in self.pages if page.meta.lesson)

    @property
    def glossary_pages(self) -> tuple[LinkedPage, ...]:
        """The pages that define terms."""
        return tuple(page for page in self.pages if page.source in self.glossary.pages)

    def root(self, url: str = "") -> str:
        """Return what leads to the root of the site from the page at `url`, or from a file at the root."""
        return self.address or "../" * url.count("/") or "./"

    def term_url(self, term: Term, root: str) -> str:
        """Return the address of a term's entry, or of its page if it has one."""
        anchor = f"#{quote(term.anchor)}" if term.anchor else ""
        return root + self.by_source[term.page].url + anchor

    def published(self, terms: Iterable[Term]) -> list[Term]:
        """Return the terms whose page the site publishes."""
        return [term for term in terms if term.page in self.by_source]
