r"""All that reads what strangers write, each as a function of bytes: what is fuzzed, and what is timed.

A reader returns nothing, or raises InvalidInput. Where one reads two texts, `\n%%%\n` parts them.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from markdown import Markdown

PARTED = "\n%%%\n"
SMALL_GLOSSARY = "# Terms\n\n## Envoy\n\nWho *speaks* for a state.\n\n## Track two diplomacy\n\nTalks.\n"
EXTENSIONS = ("attr_list", "def_list", "footnotes", "tables", "toc")


def captions(data: bytes) -> None:
    """Read WebVTT, SRT or a recogniser's JSON, make a lesson of it, and bring that back into captions."""
    from tracktwo.reading.export.export import export
    from tracktwo.reading.formats import find_captions
    from tracktwo.reading.prose.to_lesson import to_lesson
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.writing.markdown import transcript_markdown

    text, _ = read_text(data, "read")
    if found := find_captions(text, "read"):
        export(found, text, transcript_markdown(to_lesson(found)))


def transcript(data: bytes) -> None:
    """Read a transcript that people wrote."""
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.transcripts.transcripts import read_transcript
    from tracktwo.reading.writing.markdown import transcript_markdown

    transcript_markdown(read_transcript(read_text(data, "read")[0], "read"))


def course_page(data: bytes) -> None:
    """Read a lesson page copied as text."""
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.transcripts.course_page import read_pasted_page
    from tracktwo.reading.writing.markdown import transcript_markdown

    transcript_markdown(read_pasted_page(read_text(data, "read")[0], "read"))


def terms(data: bytes) -> None:
    """Read a list of terms, in whichever form."""
    from tracktwo.reading.term_lists import read_terms
    from tracktwo.reading.terms.lists import name_terms
    from tracktwo.reading.text.decoding import read_text
    from tracktwo.reading.text.lesson import Lesson
    from tracktwo.reading.writing.markdown import glossary_markdown

    found, _ = read_terms(read_text(data, "read")[0], "read", "en")
    glossary_markdown(Lesson(None, terms=name_terms(found, ["Named"] * len(found))))


def glossary(data: bytes) -> None:
    """Read a glossary, index its names, say what is wrong with it, and find them in what follows `%%%`."""
    from tracktwo.linking.matching.languages import find_language
    from tracktwo.linking.matching.matcher import Matcher
    from tracktwo.linking.page.first_blocks import first_blocks
    from tracktwo.linking.review.glossary_review import review_glossary
    from tracktwo.model.term import Glossary

    defined, _, said = data.decode(errors="replace").partition(PARTED)
    read = Glossary.from_markdown(defined)
    matcher = Matcher(read.terms, find_language("en"))
    list(review_glossary(read, matcher, "docs"))
    matcher.find(said)
    for term in read:
        first_blocks(term.definition, _bare())


def shared_glossary(data: bytes) -> None:
    """Read the glossary of another site, keep a copy of it, and put it beside one's own."""
    from tracktwo.linking.glossary.shared import with_shared
    from tracktwo.linking.matching.languages import find_language
    from tracktwo.model.sharing.shared_glossary import read_copies, read_shared, write_copies
    from tracktwo.model.term import Glossary

    try:
        written = write_copies({"https://a.example/glossary.json": read_shared(data, "https://a.example/")})
    except ValueError:
        return
    ((digest, found),) = read_copies(written).values()
    if digest != found.digest:
        raise AssertionError("a copy is not what was read")
    with_shared(Glossary.from_markdown(SMALL_GLOSSARY), [found], find_language("en"), "en")


def front_matter(data: bytes) -> None:
    """Read what a page says of itself."""
    from tracktwo.model.lesson import read_lesson_meta
    from tracktwo.model.markdown.front_matter import read_front_matter

    read_lesson_meta("page.md", read_front_matter(data.decode(errors="replace")).values)


def source(data: bytes) -> None:
    """Read a page's source as the review of a site does: its links, its prose, and what it often says."""
    from tracktwo.linking.matching.languages import find_language
    from tracktwo.linking.review.phrases import find_phrases
    from tracktwo.linking.review.written_links import read_links

    text = data.decode(errors="replace")
    list(read_links(text))
    list(find_phrases([("page.md", text)], find_language("en")))


def page(data: bytes) -> None:
    """Convert a page, and link its terms."""
    _linked().reset().convert(data.decode(errors="replace"))


def bare_page(data: bytes) -> None:
    """Convert a page by Python-Markdown alone."""
    _bare().reset().convert(data.decode(errors="replace"))


def book(data: bytes) -> None:
    """Read a page's HTML into a book."""
    from tracktwo.model.page import LinkedPage
    from tracktwo.publishing.book.book import make_book
    from tracktwo.publishing.book.colophon import Colophon
    from tracktwo.publishing.book.html_page import parse_page
    from tracktwo.publishing.epub.package import to_epub

    html = data.decode(errors="replace").replace("\0", "")
    pages = [parse_page(LinkedPage("page.md", "page/", "Page", html))]
    made = make_book(pages, [], Colophon("Book", None, "en"), Path(_docs()))
    to_epub(made, site_url=None)


def formulas(data: bytes) -> None:
    """Read a formula."""
    from tracktwo.publishing.math.latex import LatexReader
    from tracktwo.publishing.math.math_nodes import math_nodes
    from tracktwo.publishing.math.mathml import FormulaError, plain_mathml

    try:
        math_nodes(plain_mathml(LatexReader().mathml(data.decode(errors="replace"), block=True)))
    except FormulaError:
        return


@cache
def _docs() -> str:
    folder = Path(mkdtemp())
    (folder / "glossary.md").write_text(SMALL_GLOSSARY, encoding="utf-8")
    return str(folder)


@cache
def _linked() -> Markdown:
    from tracktwo.linking.extension import TracktwoExtension

    return Markdown(extensions=[*EXTENSIONS, TracktwoExtension(docs_dir=_docs(), link="all")])


@cache
def _bare() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS))


READERS: dict[str, Callable[[bytes], None]] = {
    reader.__name__: reader
    for reader in (
        captions, transcript, course_page, terms, glossary, shared_glossary, front_matter, source, page, book,
        formulas,
    )
}  # fmt: skip
