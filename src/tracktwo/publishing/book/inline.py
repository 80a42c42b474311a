"""Elements that run within a line: emphasis, links, footnotes, abbreviations, images, check boxes."""

import re

from lxml.html import HtmlElement

from tracktwo.model.problem import Problem
from tracktwo.publishing.book.formulas import latex_formula, mathml_formula
from tracktwo.publishing.book.link_targets import reaches_out
from tracktwo.publishing.book.nodes import Node, plain_text
from tracktwo.publishing.book.page_reader import ElementReader, PageReader, classes
from tracktwo.publishing.book.svg import standing_alone

WRAPPER_KINDS = {
    "em": "em", "i": "em", "cite": "em", "var": "em", "dfn": "em",
    "strong": "strong", "b": "strong",
    "u": "underline", "ins": "underline", "s": "strike", "del": "strike", "strike": "strike",
    "mark": "mark", "small": "small", "sub": "sub", "sup": "super", "q": "quoted",
}  # fmt: skip
MEANINGLESS = ("span", "time", "data", "bdi", "bdo", "font", "big", "label", "center", "html", "body")
EMOJI = {"emojione", "gemoji", "twemoji"}
LEFT_OUT = ("script", "style", "template")


def content(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read an element that means nothing by itself; a formula does."""
    return latex_formula(reader, element) if "arithmatex" in classes(element) else reader.content(element)


def wrapper(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read an element that sets its words off; who speaks is one, and a footnote's mark is not."""
    if element.tag == "sup" and element.find_class("footnote-ref"):
        return reader.content(element)
    body = reader.inline(element)
    kind = "speaker" if "speaker" in classes(element) else WRAPPER_KINDS[element.tag]
    return [{"is": kind, "body": body}] if body else []


def code(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read code, or a program's output."""
    return reader.as_word({"is": "code", "text": str(element.text_content())})


def key(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a key."""
    return reader.as_word({"is": "key", "text": " ".join(element.text_content().split())})


def icon(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a drawing in the page itself; beside text it means nothing unless it has a title."""
    titles = (element.get("title"), element.get("aria-label"), element.getparent().get("title"))
    svg = standing_alone(element)
    alt = next(filter(None, titles), "")
    if reaches_out(svg.encode()):
        reader.warn("unusable-image", "<svg> links to another file, or is none: its title stands for it")
        return reader.text(alt)
    return reader.as_word({"is": "icon", "svg": svg, "alt": alt})


def abbreviation(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read an abbreviation; where a page has it first, what it stands for follows in parentheses."""
    body = reader.inline(element)
    meaning = element.get("title")
    if not meaning or meaning in reader.expanded:
        return body
    reader.expanded.add(meaning)
    return [*body, *reader.text(f" ({meaning})")]


def checkbox(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a task's check box; any other form field has nothing to print."""
    if element.get("type") == "checkbox":
        return reader.text("☑ " if element.get("checked") is not None else "☐ ")
    message = f"<input type={element.get('type', 'text')}> is left out: it holds no text"
    reader.warn("omitted-field", message)
    return []


def image(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read an image below docs/; of any other its alternative text."""
    alt, source = element.get("alt"), element.get("src", "")
    if classes(element) & EMOJI:  # no font of Typst's has them, and their pictures are on another host
        return reader.text(element.get("title") or alt)
    file = reader.links.find_image(reader.page, source)
    if isinstance(file, Problem):
        reader.problems.append(file)
        return reader.text(alt)
    if alt is None:
        message = f"image {source} has no alternative text: screen readers will pass it by"
        reader.warn("undescribed-image", message)
    return reader.as_word({"is": "image", "file": file, "alt": alt or "", **_width(element.get("width"))})


def _width(attribute: str | None) -> dict[str, float]:
    """Return an image's width as HTML has it: in points (a CSS pixel is 3/4) or as part of the line."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)(px|%)?", (attribute or "").strip())
    if not found or not float(found[1]):
        return {}
    number = float(found[1])
    return {"part": min(number / 100, 1)} if found[2] == "%" else {"points": number * 0.75}


def link(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read a link: to a term, a footnote, a place in this book, or an address."""
    names = classes(element)
    if "time" in names and element.find("time") is not None:
        return reader.without_space_after({"is": "time", "text": str(element.text_content()).strip()})
    if "footnote-ref" in names:
        return footnote(reader, element)
    if element.get("href") is None:
        return reader.content(element)
    target = reader.links.resolve(reader.page, element.get("href", ""))
    if target.problem:
        reader.problems.append(target.problem)
    if target.anchor and "term" in names and reader.uses:
        reader.pending_uses.append(target.anchor)
    body = reader.inline(element)
    if target.anchor:
        return [{"is": "term" if "term" in names else "link", "to": target.anchor, "body": body}]
    return _web_link(reader, target.address, body) if target.address else body


def _web_link(reader: PageReader, address: str, body: list[Node]) -> list[Node]:
    """Return a link to the web, with the address in print: in a footnote, or where none can be, behind it."""
    here: Node = {"is": "link", "address": address, "body": body or [address]}
    text = address.removeprefix("mailto:").removeprefix("tel:")
    if plain_text(body).strip() in {"", address, text}:
        return [here]
    printed: Node = {"is": "link", "address": address, "body": [text]}
    if reader.in_footnote:
        return [here, " (", printed, ")"]
    if reader.in_heading:
        reader.after_heading.append(printed)
        return [here]
    return [here, {"is": "footnote", "body": [printed]}]


def footnote(reader: PageReader, element: HtmlElement) -> list[Node]:
    """Read the mark of a footnote: the note comes with its first mark, and further marks lead to it."""
    name = (element.get("href") or "").lstrip("#")
    note = reader.footnotes.get(name)
    if note is None or reader.in_footnote:
        return reader.content(element)
    again = name in reader.cited
    reader.cited.add(name)
    reader.in_footnote = True
    node: Node = {
        "is": "footnote",
        "name": f"{reader.page.url}#{name}",
        "body": [] if again else _from_first_line(reader.note_blocks(note)) or [" "],
    }
    reader.in_footnote = False
    if reader.in_heading:
        reader.after_heading.append(node)
        return []
    return [node]


def _from_first_line(blocks: list[Node]) -> list[Node]:
    """Let a note begin beside its number: its first paragraph as running text."""
    first = blocks[0] if blocks else ""
    return [*first["body"], *blocks[1:]] if not isinstance(first, str) and first["is"] == "p" else blocks


INLINE_READERS: dict[str, ElementReader] = {
    **dict.fromkeys(MEANINGLESS, content),
    **dict.fromkeys(WRAPPER_KINDS, wrapper),
    **dict.fromkeys(("code", "samp", "tt"), code),
    **dict.fromkeys(LEFT_OUT, lambda _reader, _element: []),
    "a": link,
    "abbr": abbreviation,
    "br": lambda reader, _: reader.without_space_after({"is": "line-break"}),
    "img": image,
    "input": checkbox,
    "kbd": key,
    "math": mathml_formula,
    "svg": icon,
    # libxml2 takes it to hold what follows it.
    "wbr": lambda reader, element: ["\u200b", *reader.content(element)],
}
