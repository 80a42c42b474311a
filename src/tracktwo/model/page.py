"""A page of a site as all rooms receive it, once it is read: its text, and the terms that it uses."""

from dataclasses import dataclass
from typing import NamedTuple

from tracktwo.model.lesson import LessonMeta
from tracktwo.model.term import Glossary, Term


class PageSection(NamedTuple):
    """A section below a heading: the heading as plain text, its id, and its level (2 for `##`)."""

    title: str
    anchor: str
    level: int


class Moment(NamedTuple):
    """A time of a recording: its second, and as the page writes it."""

    second: int
    written: str


class UsageLocation(NamedTuple):
    """What a page says of a term, `times` times, from one time on (`moment`) or in one section.

    `section` is None above a page's first one, and `moment` where no time stands before it in the section.
    `context` is what stands before the first use, the use itself, and what stands after it, as plain text;
    `at` is how far that is in the page's text, in thousandths.
    """

    term: Term
    section: PageSection | None
    context: tuple[str, str, str]
    times: int = 1
    moment: Moment | None = None
    at: int = 0

    @property
    def fragment(self) -> str:
        """What leads there from the page: `#id` of the time or of the section, or nothing above the first."""
        if self.moment:
            return f"#t{self.moment.second}"
        return f"#{self.section.anchor}" if self.section and self.section.anchor else ""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What the linker found on a page while it was rendered.

    `source` is the page's path below the folder of documents, and empty where no host says it.
    `glossary` is the one that serves it. `teaches` are the terms that its front matter names, and the names
    that are none. `html` is the page's, with the comments that mark uses where the host asks for them.
    """

    source: str = ""
    meta: LessonMeta = LessonMeta()
    glossary: Glossary = Glossary()
    teaches: tuple[Term | str, ...] = ()
    uses: tuple[UsageLocation, ...] = ()
    html: str = ""


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """One rendered page, and what was found on it.

    `source` is its path below the folder of documents, and names it in messages; `url` is its address below
    the root of the site, as hosts have it (`transcript/`, `lessons/a.html`, an empty string). `html` is its
    content without a theme, `markdown` its whole source, and `anchors` are the ids on it. `sections` are
    the titles of those of the navigation that it is in, the outermost first.
    """

    source: str
    url: str
    title: str
    html: str = ""
    markdown: str = ""
    sections: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    record: PageRecord = PageRecord()

    @property
    def meta(self) -> LessonMeta:
        """What the page says of itself."""
        return self.record.meta

    @property
    def teaches(self) -> tuple[Term | str, ...]:
        """The terms that its front matter names, and the names that are none."""
        return self.record.teaches

    @property
    def uses(self) -> tuple[UsageLocation, ...]:
        """The terms that it uses, in order."""
        return self.record.uses
