"""HTML that a template rendered, as elements of the tree, where hosts resolve links and toc sees headings."""

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from markdown.util import HtmlStash

from tracktwo.linking.page.text_blocks import append_text
from tracktwo.linking.page.tooltips import in_tree

# What has no end tag (HTML, 13.1.2), and whether Python-Markdown writes it so; what it would close is raw.
_VOID = {
    **dict.fromkeys(("br", "hr", "img", "input", "link"), True),
    **dict.fromkeys(("source", "track", "wbr"), False),
}


def parse_html(html: str, stash: HtmlStash) -> list[Element]:
    """Return the elements at the top of some HTML, which a site may have written."""
    parser = _TreeBuilder(stash)
    parser.feed(html)
    parser.close()
    return list(parser.root)


class _TreeBuilder(HTMLParser):
    def __init__(self, stash: HtmlStash) -> None:
        super().__init__()
        self.stash = stash
        self.root = Element("div")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _VOID.get(tag) is False:
            append_text(self.open[-1], self.stash.store(self.get_starttag_text() or ""))
            return
        attributes = {name: in_tree(value or "") for name, value in attrs}
        element = SubElement(self.open[-1], tag, attributes)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what in it was not closed; an end without a start is passed over."""
        names = [element.tag for element in self.open[1:]]
        if tag in names:
            del self.open[1 + len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        append_text(self.open[-1], in_tree(data))
