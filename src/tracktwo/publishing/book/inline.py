"""Elements that run within a line: emphasis, links, footnotes, abbreviations, images, check boxes."""

import re

from lxml.html import HtmlElement, fragment_fromstring

from tracktwo.publishing.book.formulas import latex_formula, mathml_formula
from tracktwo.publishing.book.images import (
    DARK,
    UnusableImage,
    find_image,
    image_size,
    standing_alone,
    svg_fault,
)
from tracktwo.publishing.book.nodes import Node, element, plain_text
from tracktwo.publishing.book.page_reader import ElementReader, PageReader

WRAPPERS = {
    **{tag: tag for tag in ("em", "strong", "u", "s", "mark", "small", "sub", "sup", "q")},
    "i": "em", "cite": "em", "var": "em", "dfn": "em", "b": "strong", "ins": "u", "del": "s", "strike": "s",
}  # fmt: skip
MEANINGLESS = (
    "span", "time", "data", "bdi", "bdo", "font", "big", "label", "center", "html", "body", "picture", "ruby",
    "rb", "rp", "rt", "nobr", "source", "track",  # of which libxml2 takes the last two to hold what follows
)  # fmt: skip
EMOJI = {"emojione", "gemoji", "twemoji"}
LEFT_OUT = ("script", "style", "template", "noscript", "link", "meta", "clipboard-copy")
FIELDS = ("button", "select", "textarea", "datalist", "progress", "meter")
MOMENT = re.compile("#t([0-9]+)")
MAX_SHOWN = 200  # of an address, in a message
EMBEDDED = ("iframe", "video", "audio", "object", "embed")


def content(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read an element that means nothing by itself; a formula does."""
    return latex_formula(reader, source) if "arithmatex" in source.classes else reader.content(source)


def wrapper(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read an element that sets its words off; who speaks is one, and a footnote's mark is not."""
    if source.tag == "sup" and source.find_class("footnote-ref"):
        return reader.content(source)
    body = reader.inline(source)
    return [element("b" if "speaker" in source.classes else WRAPPERS[source.tag], body)] if body else []


def code(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read code, or a program's output."""
    text = str(source.text_content())
    return reader.in_line(element("code", [text])) if text else []


def key(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a key."""
    return reader.in_line(element("kbd", [" ".join(source.text_content().split())]))


def icon(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a drawing in the page itself; beside text it means nothing unless it has a title."""
    titles = (source.get("title"), source.get("aria-label"), source.getparent().get("title"))
    svg = standing_alone(source)
    alt = next(filter(None, titles), "")
    if reason := svg_fault(svg.encode()):
        reader.warn("unusable-image", f"<svg> {reason}: its title stands for it")
        return reader.text(alt)
    return reader.in_line(element("svg", source=svg, alt=alt, **image_size(source)))


def abbreviation(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read an abbreviation; where a page has it first, what it stands for follows in parentheses."""
    body = reader.inline(source)
    meaning = source.get("title")
    if not meaning or meaning in reader.expanded:
        return body
    reader.expanded.add(meaning)
    return [*body, *reader.text(f" ({meaning})")]


def checkbox(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a task's check box; any other form field has nothing to print."""
    if source.get("type") == "checkbox":
        return reader.text("☑ " if source.get("checked") is not None else "☐ ")
    kind = f" type={source.get('type', 'text')}" if source.tag == "input" else ""
    reader.warn("omitted-field", f"<{source.tag}{kind}> is left out: it works on the page alone")
    return []


def embedded(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read what plays or runs in the page: its address leads there, where it has one that a book can say."""
    inner = next(filter(None, (child.get("src") for child in source.iter("source"))), "")
    address = source.get("src") or source.get("data") or inner
    target = reader.links.resolve(reader.page, address).address if address else ""
    alone = source.tag in {"iframe", "embed"}  # what they hold is for browsers that cannot show them
    body = [] if alone else reader.inline(source)
    title = reader.text(source.get("title") or source.get("aria-label") or "")
    standing_in = _web_link(reader, target, body or title) if target else body or title
    why = "its address stands for it" if target else "its text stands for it"
    reader.warn("unknown-element", f"<{source.tag}> {address} has no form in a book: {why}")
    return standing_in


def image(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read an image below docs/, or in the page itself; of any other its alternative text."""
    alt, address = source.get("alt"), source.get("src", "")
    if address.endswith(DARK):
        return []
    if not EMOJI.isdisjoint(
        source.classes
    ):  # no font of Typst's has them, and their pictures are on another host
        return reader.text(source.get("title") or alt)
    name = address if len(address) <= MAX_SHOWN else address[:MAX_SHOWN] + "…"
    try:
        found = find_image(reader.links, reader.page, address)
    except UnusableImage as error:
        reader.warn(error.code, f"image {name} {error}: its alternative text stands for it")
        return reader.text(alt)
    if alt is None:
        message = f"image {name} has no alternative text: screen readers will pass it by"
        reader.warn("undescribed-image", message)
    return reader.in_line(element("img", **found, alt=alt or "", **image_size(source)))


def link(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read a link: to a term, a footnote, a place in this book, or an address."""
    names = source.classes
    if "time" in names and source.find("time") is not None:
        time = element("time", [str(source.text_content()).strip()], href=_moment(reader, source))
        return reader.in_line(time, space_after=False)
    if "footnote-ref" in names:
        return footnote(reader, source)
    if source.get("href") is None:
        return reader.content(source)
    target = reader.links.resolve(reader.page, source.get("href", ""))
    if target.problem:
        reader.problems.append(target.problem)
    if target.anchor and "term" in names and reader.uses:
        reader.pending_uses.append(target.anchor)
    body = reader.inline(source)
    if target.anchor:
        return [element("term" if "term" in names else "a", body, to=target.anchor)]
    if target.address and source.get("data-from"):
        return _term_elsewhere(reader, target.address, body, source.get("data-definition", ""))
    return _web_link(reader, target.address, body) if target.address else body


def _term_elsewhere(reader: PageReader, address: str, body: list[Node], definition: str) -> list[Node]:
    """Return a link to a term of another site; where a page has it first, a footnote defines it."""
    here = element("a", body, href=address)
    if reader.in_footnote or reader.in_heading or address in reader.cited:
        return [here]
    reader.cited.add(address)
    said = " ".join(fragment_fromstring(definition, create_parent="span").itertext())
    return [here, element("footnote", [f"{said}. ", element("a", [address], href=address)])]


def _moment(reader: PageReader, source: HtmlElement) -> str:
    """Return where a time is heard: on the site, if its address is known, else at the recording's host."""
    site, page, href = reader.links.site_url, reader.page, source.get("href", "")
    if site:
        return f"{site.rstrip('/')}/{page.url}{href}"
    seconds = MOMENT.fullmatch(href)
    return page.meta.recording.moment(int(seconds[1])) if page.meta.recording and seconds else ""


def _web_link(reader: PageReader, address: str, body: list[Node]) -> list[Node]:
    """Return a link to the web, with the address in print: in a footnote, or where none can be, behind it."""
    here = element("a", body or [address], href=address)
    text = address.removeprefix("mailto:").removeprefix("tel:")
    if plain_text(body).strip() in {"", address, text}:
        return [here]
    printed = element("a", [text], href=address)
    if reader.in_footnote:
        return [here, " (", printed, ")"]
    if reader.in_heading:
        reader.after_heading.append(element("small", [printed]))
        return [here]
    return [here, element("footnote", [printed])]


def footnote(reader: PageReader, source: HtmlElement) -> list[Node]:
    """Read the mark of a footnote: the note comes with its first mark, and further marks lead to it."""
    name = (source.get("href") or "").lstrip("#")
    note = reader.footnotes.get(name)
    if note is None or reader.in_footnote:
        return reader.content(source)
    body: list[Node] = []
    if name not in reader.cited:
        reader.cited.add(name)
        body = reader.note(note)
    node = element("footnote", body, name=f"{reader.page.url}#{name}")
    if reader.in_heading:
        reader.after_heading.append(node)
        return []
    return [node]


INLINE_READERS: dict[str, ElementReader] = {
    **dict.fromkeys(MEANINGLESS, content),
    **dict.fromkeys(WRAPPERS, wrapper),
    **dict.fromkeys(("code", "samp", "tt"), code),
    **dict.fromkeys(LEFT_OUT, lambda _reader, _source: []),
    **dict.fromkeys(("input", *FIELDS), checkbox),
    **dict.fromkeys(EMBEDDED, embedded),
    "a": link,
    "abbr": abbreviation,
    "br": lambda reader, _: reader.in_line(element("br"), space_after=False),
    "img": image,
    "kbd": key,
    "math": mathml_formula,
    "svg": icon,
    # libxml2 takes it to hold what follows it.
    "wbr": lambda reader, source: ["\u200b", *reader.content(source)],
}
