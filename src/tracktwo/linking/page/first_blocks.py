"""The part of a definition that is shown beside a term: its first block that can be read by itself.

A list, a table, a box, code or a formula is shown as it is, where it is short enough; a heading, a picture
and what is too long are passed over. A line that ends in a colon comes with what follows it, else without
its last sentence, or not at all.
"""

import re
from textwrap import indent
from xml.etree.ElementTree import Element

from markdown import Markdown

# List, quotation, heading, a box, tabs; a rule, a table, a picture, a formula; code; or a table's 2nd line.
_BEGINS_BLOCK = re.compile(
    r" {0,3}(?:(?:[-+*>#]|[0-9]+[.)]|!!!|\?\?\?|===)(?:\s|$)|[-*_]{3}|\||!\[|\$\$|\\\[|\\begin\{)"
    r"|    |\t|[^\n]*\n *:?-[-:| ]*(?:\n|$)"
)
_FENCED = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^`\n]*\n(?P<code>.*?)^ {0,3}\1[`~]*[ \t]*$", re.DOTALL | re.MULTILINE
)
_COLONS = (":", "：")
# The sentences before the last one, where no bracket and no code begins in them that ends behind them.
_SAID_BEFORE = re.compile(r"(?:[^\[\]`]|\[[^\[\]]*\]|`[^`]*`)*[.!?。！？](?=\s|(?<=[。！？]))")
_BOX_MARK = re.compile(r"^>[ \t]?\[!\w+\][-+]?", re.MULTILINE)
_AT_MOST = 3000  # characters of a definition, in which its first blocks stand
MAX_TEXT, _MAX_ITEMS, _MAX_COLUMNS = 500, 8, 5  # of what fits beside a term
_ITEMS = {"ul": "li", "ol": "li", "dl": "dd", "table": "tr"}
_SHOWN = ("p", "pre", "blockquote", "div", "details", *_ITEMS)
_NO_TEXT = re.compile(r"$|\||.*-[ :]*\|[ :]*-")  # nothing, or the source of a table


def needs_blocks(paragraph: str) -> bool:
    """Tell whether the first paragraph of a definition is no running text, or only introduces the next."""
    in_fence = "```" in paragraph or "~~~" in paragraph
    return in_fence or bool(_BEGINS_BLOCK.match(paragraph)) or paragraph.endswith(_COLONS)


def first_blocks(definition: str, md: Markdown) -> list[Element]:
    """Return what of a definition is shown, as the Markdown of the page has it; there may be nothing.

    Only its blocks are read: what runs within their lines is still as it is written.
    """
    source = definition if len(definition) <= _AT_MOST else definition[:_AT_MOST].rpartition("\n\n")[0]
    source = _FENCED.sub(_indented, _BOX_MARK.sub("> ", source))
    root = Element("div")
    md.parser.parseChunk(root, source)
    blocks = list(root)
    for block, following in zip(blocks, [*blocks[1:], Element("p")], strict=False):
        if _fits(block) and not _introduces(block):
            return [block]
        if _introduces(block) and _fits(following) and not _introduces(following):
            return [block, following]
        if _introduces(block) and (said := _SAID_BEFORE.match(block.text or "")):
            block.text = said[0]
            return [block]
    return []


def _indented(fenced: re.Match[str]) -> str:
    """Return code as it is without a fence, which is read before blocks are."""
    return "\n" + indent(fenced["code"].rstrip("\n"), "    ", lambda _: True)


def _text(block: Element) -> str:
    return " ".join("".join(block.itertext()).split())


def _introduces(block: Element) -> bool:
    return block.tag == "p" and _text(block).endswith(_COLONS)


def _fits(block: Element) -> bool:
    """Tell whether a block says something by itself, in little room; a paragraph may be long."""
    text = _text(block)
    if block.tag not in _SHOWN or "tabbed-set" in block.get("class", "") or _NO_TEXT.match(text):
        return False
    if block.tag == "p":
        return not text.startswith("![")
    items = sum(1 for _ in block.iter(_ITEMS.get(str(block.tag), "p")))
    columns = max((len(row) for row in block.iter("tr")), default=0)
    lines = "".join(block.itertext()).count("\n") if block.tag == "pre" else 0
    return len(text) <= MAX_TEXT and max(items, lines) <= _MAX_ITEMS and columns <= _MAX_COLUMNS
