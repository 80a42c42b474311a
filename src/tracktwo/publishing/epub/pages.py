"""The files of an EPUB that readers read: title page, contents, chapters, glossary."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from tracktwo.publishing.book.nodes import Element, elements, tag_of
from tracktwo.publishing.book.tree import BookTree, Chapter, GlossaryPart, TitlePage
from tracktwo.publishing.epub.anchors import map_anchors
from tracktwo.publishing.epub.images import EpubImages
from tracktwo.publishing.epub.xhtml import HeadingLink, PageWriter, language, xml

DOCUMENT = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" {language}>
<head>
<title>{title}</title>
<link rel="stylesheet" href="book.css"/>
</head>
<body>
{body}</body>
</html>
"""


class XhtmlFile(NamedTuple):
    """A file of the book: its name, its title, what it is in terms of `epub:type`, and its XHTML."""

    name: str
    title: str
    kind: str
    xhtml: str

    @property
    def properties(self) -> str:
        """What the package document has to say of it."""
        found = {"nav": self.kind == "toc", "mathml": "<math" in self.xhtml, "svg": "<svg" in self.xhtml}
        names = " ".join(name for name, is_so in found.items() if is_so)
        return f' properties="{names}"' if names else ""


def write_files(book: BookTree, images: EpubImages) -> list[XhtmlFile]:
    """Write a book's tree as the files of an EPUB, in the order in which they are read.

    The cover, the title page and the contents come first. What they show is then in `images`.
    """
    chapters = {f"chapter-{number}.xhtml": chapter for number, chapter in enumerate(book.chapters, 1)}
    anchors = map_anchors({**chapters, "glossary.xhtml": book.glossary})
    writer = partial(PageWriter, book=book, anchors=anchors, images=images)
    first = [cover_page(writer("cover.xhtml", book.title))] if images.cover else []
    first.append(title_page(writer("title.xhtml", book.title)))
    files: list[XhtmlFile] = []
    contents: list[HeadingLink] = []
    for name, part in chapters.items():
        page = writer(name, part.title, level_shift=1 - part.level)  # each file begins with level 1
        files.append(chapter(page, part))
        contents += below_sections(part, page.contents)
    if book.glossary:
        page = writer("glossary.xhtml", book.glossary.title)
        files.append(glossary(page, book.glossary))
        contents += page.contents
    deepest = (3 if book.is_alone else 2) + max(len(part.sections) for part in book.chapters)
    listed = [heading for heading in contents if heading.level <= deepest]
    page = writer("nav.xhtml", book.words["contents"])
    return [*first, navigation(page, [*first, *files], listed), *files]


def xhtml_file(page: PageWriter, kind: str, body: str) -> XhtmlFile:
    """Write a whole file."""
    said = language(page.book.language, page.book.region)
    xhtml = DOCUMENT.format(title=xml(page.title), language=said, body=body)
    return XhtmlFile(page.file, page.title, kind, xhtml)


def below_sections(part: Chapter, headings: list[HeadingLink]) -> list[HeadingLink]:
    """Put a chapter's headings below the sections of the book that it belongs to, after those it opens."""
    depth = len(part.sections)
    first = depth - len(part.opens) + 1
    opening = [HeadingLink(level, name, headings[0].href) for level, name in enumerate(part.opens, first)]
    return [*opening, *(heading._replace(level=heading.level + depth) for heading in headings)]


def cover_page(page: PageWriter) -> XhtmlFile:
    """Write the page that is nothing but the cover; the title page says in text what is on it."""
    href = page.images.add(page.images.cover)
    image = f'<img src="{href}" alt="{xml(page.title)}" role="doc-cover"/>'
    return xhtml_file(page, "cover", f'<section class="cover" epub:type="cover">\n{image}\n</section>\n')


def title_page(page: PageWriter) -> XhtmlFile:
    """Write the title page."""
    title = f'<h1 epub:type="title">{xml(page.title)}</h1>\n'
    content = f"{title}{opening(page, page.book)}{facts(page, page.book)}"
    body = f'<section class="title-page" epub:type="titlepage">\n{content}</section>\n'
    return xhtml_file(page, "titlepage", body)


def opening(page: PageWriter, of: TitlePage) -> str:
    """Write whose a lesson is, what it is for, and the code that leads back to it."""
    code = f'<p class="code">{page.write(of.code)}</p>\n' if of.code else ""
    author = f'<p class="author">{xml(of.author)}</p>\n' if of.author else ""
    label = f'<p class="label">{xml(page.book.words["objective"])}</p>\n'
    return code + author + (f"{label}<p>{xml(of.objective)}</p>\n" if of.objective else "")


def facts(page: PageWriter, of: TitlePage) -> str:
    """Write where a lesson is from, its licence and its date."""
    lines = (f"<dt>{xml(fact.label)}</dt>\n<dd>{page.write(fact.body)}</dd>\n" for fact in of.facts)
    return f'<dl class="facts">\n{"".join(lines)}</dl>\n' if of.facts else ""


def chapter(page: PageWriter, part: Chapter) -> XhtmlFile:
    """Write a chapter. What a title page says of a lesson is there if it is the only one."""
    before, after = ("", "") if page.book.is_alone else (opening(page, part), facts(page, part))
    return xhtml_file(page, "bodymatter", section(page, "chapter", before, page.write(part.body) + after))


def section(page: PageWriter, kind: str, opening: str, body: str) -> str:
    """Write a part of the book, with its footnotes at its end."""
    header = f"<header>\n<h1>{xml(page.title)}</h1>\n{opening}</header>\n"
    written = header + body + "".join(page.notes)
    return f'<section epub:type="{kind}" role="doc-{kind}">\n{written}</section>\n'


def glossary(page: PageWriter, part: GlossaryPart) -> XhtmlFile:
    """Write the glossary: entries that follow each other are one list."""
    written = ""
    for tag, nodes in groupby(part.body, key=tag_of):
        if tag == "entry":
            items = "".join(entry(page, node) for node in elements(nodes))
            written += f"<dl>\n{items}</dl>\n"
        else:
            written += page.write(nodes)
    return xhtml_file(page, "glossary", section(page, "glossary", "", written))


def entry(page: PageWriter, node: Element) -> str:
    """Write a term with its definition and the sections that use it."""
    headword, *definition = node.children
    name, written = page.id_of(node.get("anchor")), page.write(elements([headword])[0].children)
    term = f'<dt><dfn id="{name}" epub:type="glossterm">{written}</dfn></dt>\n'
    used = used_in(page, node.get("anchor"))
    return f'{term}<dd epub:type="glossdef">{page.write(definition)}{used}</dd>\n'


def used_in(page: PageWriter, term: str) -> str:
    """Write links to the sections that use a term; in a book of several chapters, a line for each chapter."""
    alone, label = page.book.is_alone, xml(page.book.words["used-in"])
    lines = []
    for title, uses in page.anchors.uses_by_chapter(term):
        sections = "; ".join(link(use.href, use.section or title) for use in uses if use.section or alone)
        chapter_first = "" if alone else link(uses[0].href, title)
        lines.append(": ".join(filter(None, (chapter_first, sections))))
    if not lines:
        return ""
    if alone:
        return f'<p class="used-in">{label} {lines[0]}</p>\n'
    items = "".join(f"<li>{line}</li>\n" for line in lines)
    return f'<div class="used-in">\n<p>{label}</p>\n<ul>\n{items}</ul>\n</div>\n'


def link(href: str, text: str) -> str:
    """Write a link to a place in the book."""
    return f'<a href="{href}">{xml(text)}</a>'


def navigation(page: PageWriter, files: Sequence[XhtmlFile], contents: Sequence[HeadingLink]) -> XhtmlFile:
    """Write the contents, and what reading systems offer as landmarks."""
    first_of = {file.kind: file for file in reversed(files)}
    landmarks = "".join(
        f'<li><a epub:type="{kind}" href="{first_of[kind].name}">{xml(first_of[kind].title)}</a></li>\n'
        for kind in ("cover", "titlepage", "bodymatter", "glossary")
        if kind in first_of
    )
    body = (
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">\n'
        f'<h1 id="contents">{xml(page.title)}</h1>\n'
        f"{nested_list(contents)}</nav>\n"
        f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n{landmarks}</ol>\n</nav>\n'
    )
    return xhtml_file(page, "toc", body)


def nested_list(headings: Sequence[HeadingLink]) -> str:
    """Write headings as a list, with the deeper ones in lists below those that they follow."""
    if not headings:
        return ""
    items: list[list[HeadingLink]] = []
    for heading in headings:
        if not items or heading.level <= headings[0].level:
            items.append([heading])
        else:
            items[-1].append(heading)
    lines = (f"<li>{link(first.href, first.text)}{nested_list(below)}</li>\n" for first, *below in items)
    return f"<ol>\n{''.join(lines)}</ol>\n"
