"""Elements that stand on their own: headings, paragraphs, lists, quotations, code, tables, figures, notes."""

import base64
import re

from lxml.etree import fromstring
from lxml.html import HtmlElement

from tracktwo.publishing.book.code import code_lines
from tracktwo.publishing.book.formulas import latex_formula
from tracktwo.publishing.book.images import POINTS
from tracktwo.publishing.book.nodes import Element, Node, as_bare_lines, element, plain_text, rebuilt, tag_of
from tracktwo.publishing.book.page_reader import ElementReader, PageReader
from tracktwo.publishing.book.tables import table

GROUPING_TAGS = (
    "address", "article", "aside", "dd", "div", "dt", "fieldset", "figcaption", "footer", "form", "header",
    "hgroup", "legend", "li", "main", "nav", "search", "section", "summary", "tbody", "td", "tfoot", "th",
    "thead", "tr", "caption",
)  # fmt: skip
VIEW_BOX = re.compile(r"\S+\s+\S+\s+([0-9]+(?:\.[0-9]+)?)\s")  # mermaid's drawings say their size there alone
# Boxes of Material and of Python-Markdown that warn.
WARNING_BOXES = frozenset("attention bug caution danger error fail failure missing warning".split())


def group(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a block that only groups, unless its class makes more of it."""
    return (annotated if "annotate" in source.classes else _of_its_class)(reader, source)


def _of_its_class(reader: PageReader, source: HtmlElement) -> list[Node]:
    names = source.classes
    usual = note if source.tag == "details" else PageReader.grouped
    read = next((read for name, read in CLASS_READERS.items() if name in names), usual)
    return read(reader, source)


def heading(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a heading of HTML's level; its footnotes follow it, since the contents repeat its text."""
    reader.in_heading = True
    body = reader.line(source)
    reader.in_heading = False
    after, reader.after_heading = reader.after_heading, []
    if not plain_text(body).strip():
        reader.warn("empty-heading", f"<{source.tag}> holds no text: it is no heading in a book")
        return [*body, *after]
    body = reader.in_language(source, body)
    attributes = {
        "level": reader.level(source.tag),
        "id": source.get("id", ""),
        "anchor": reader.anchor(source),
    }
    spaced = [part for link in after for part in (" ", link)][1:]
    return [element("heading", body, **attributes), *([element("p", spaced)] if spaced else [])]


def item_list(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read `ul` or `ol`. A list is tight when no item holds a paragraph; tasks have no other mark."""
    items = [item for item in source if isinstance(item.tag, str)]
    if not items:
        return []
    tight = not any(item.find("p") is not None for item in items)
    made: list[Node] = []
    for item in items:
        blocks = reader.anchored(item, reader.blocks(item))
        made.append(element("li", as_bare_lines(blocks) if tight else blocks))
    if source.tag == "ul":
        tasks = all("task-list-item" in item.classes for item in items)
        return [element("ul", made, tight=tight, tasks=tasks)]
    start, style = source.get("start", "1"), source.get("type", "")
    start = start if re.fullmatch(r"\d{1,6}", start) and start != "1" else ""
    return [element("ol", made, tight=tight, start=start, type=style if style in {*"aAiI"} else "")]


def definitions(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a definition list; several terms may share a definition, and several definitions a term."""
    made: list[Node] = []
    for part in source.iter("dt", "dd"):
        read = reader.line if part.tag == "dt" else reader.blocks
        made.append(element(part.tag, reader.anchored(part, read(part))))
    return [element("dl", made)] if made else []


def code_block(_reader: PageReader, source: HtmlElement, title: str = "") -> list[Node]:
    """Read code as it stands, without the numbers that a highlighter gives its lines."""
    if any("linenodiv" in parent.classes for parent in source.iterancestors()):
        return []
    return [element("pre", code_lines(source), title=title)]


def diagram(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a diagram that browsers draw: its drawing, if there is one, described by its source."""
    text = str(source.text_content()).strip()
    drawing = reader.drawings.get(text, "is drawn by browsers alone")
    if not drawing.startswith("<"):
        message = f"<{source.tag} class=mermaid> {drawing}: its source stands for it"
        reader.warn("undrawn-diagram", message)
        return [element("pre", code_lines(source))]
    data = base64.b64encode(drawing.encode()).decode()
    box = VIEW_BOX.match(fromstring(drawing.encode()).get("viewBox", ""))
    width = f"{float(box[1]) * POINTS['px']:g}pt" if box else ""
    picture = element("img", data=data, format="svg", alt=" ".join(text.split()), width=width)
    return [element("figure", [picture])]


def highlighted(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read code that a highlighter has coloured, with its title."""
    titles = ["", *(" ".join(title.text_content().split()) for title in source.find_class("filename"))]
    return [block for found in source.iter("pre") for block in code_block(reader, found, titles[-1])]


def tabs(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read content in tabs, as pymdownx.tabbed has it in either style: each in turn, below its title."""
    labels = source.xpath("./label | ./div[contains(@class, 'tabbed-labels')]/label")
    contents = source.xpath("./div[contains(@class, 'tabbed-content')]")
    contents = [block for part in contents for block in part.find_class("tabbed-block")] or contents
    inputs = source.xpath("./input")  # a link to a tab leads to these
    made: list[Node] = []
    for number, (label, content) in enumerate(zip(labels, contents, strict=False)):
        body = [element("summary", reader.line(label)), *reader.blocks(content)]
        box: list[Node] = [element("aside", body, kind="tab")]
        made += reader.anchored(inputs[number], box) if number < len(inputs) else box
    return made


def annotated(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a text with marks such as `(1)`, of which a list that follows has the notes, as Material has them.

    Where the list has others, or the marks are in code, both stay as they are.
    """
    notes = source.getnext()
    items = list(notes.iterchildren("li")) if notes is not None and notes.tag == "ol" else []
    marks = [f"({number})" for number in range(1, len(items) + 1)]
    text = str(source.text_content()) + str(notes.text_content() if items else "")
    if not items or source.find(".//pre") is not None or any(text.count(mark) != 1 for mark in marks):
        return _of_its_class(reader, source)
    reader.left_out.add(notes)
    bodies = {mark: reader.note(item) for mark, item in zip(marks, items, strict=True)}
    mark = re.compile(rf"\s*({'|'.join(map(re.escape, marks))})")

    def with_notes(node: Node) -> list[Node]:
        parts = mark.split(node) if isinstance(node, str) else [node]
        return [
            element("footnote", bodies[part]) if isinstance(part, str) and part in bodies else part
            for part in parts
            if part
        ]

    return list(rebuilt(tuple(_of_its_class(reader, source)), with_notes))


def figure(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a figure with its caption; one that shows nothing is its caption alone."""
    caption = reader.title_line(source.find("figcaption"))
    body = reader.blocks(source)
    if len(body) == 1 and isinstance(body[0], Element) and body[0].tag == "figure":
        inner = body[0].children  # which has a caption of its own if it was a figure on the page, too
        body = body if "figcaption" in map(tag_of, inner) else list(inner)
    if not any(isinstance(node, str) or node.tag != "anchor" for node in body):
        return [*body, *([element("p", caption)] if caption else [])]
    return [element("figure", [*body, *([element("figcaption", caption)] if caption else [])])]


def note(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read an admonition or an open `details`: a title, and what it is the title of."""
    titles = (part for part in source if part.tag == "summary" or "admonition-title" in part.classes)
    title = reader.title_line(next(titles, None))
    kind = "warning" if not WARNING_BOXES.isdisjoint(source.classes) else "note"
    body = [] if "mkdocstrings-source" in source.classes else reader.blocks(source)  # which the page folds
    return [element("aside", [*([element("summary", title)] if title else []), *body], kind=kind)]


CLASS_READERS: dict[str, ElementReader] = {
    "arithmatex": latex_formula,
    "admonition": note,
    "highlight": highlighted,
    "codehilite": highlighted,
    "tabbed-set": tabs,
    "mermaid": diagram,
}
BLOCK_READERS: dict[str, ElementReader] = {
    **dict.fromkeys(GROUPING_TAGS, group),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), heading),
    "blockquote": lambda reader, source: [element("blockquote", reader.blocks(source))],
    "details": group,
    "dl": definitions,
    "figure": figure,
    "hr": lambda _reader, _source: [element("hr")],
    "ol": item_list,
    "p": group,
    "pre": lambda reader, source: (diagram if "mermaid" in source.classes else code_block)(reader, source),
    "table": table,
    "ul": item_list,
}
