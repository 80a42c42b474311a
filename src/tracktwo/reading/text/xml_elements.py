"""Elements of XML by their names in any namespace, their attributes, their words, and their lines."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from tracktwo.model.problem import invalid
from tracktwo.reading.text.notices import Notices

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LINE_START = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*")
_BREAKS = ("br", "lb")
_SILENT = ("metadata", "note", "mor", "replacement", "")
_ENCODING = re.compile(r"""(<\?xml[^>]*?)\s+encoding=["'][^"']*["']""")


def parse_xml(text: str, file: str, notices: Notices | None = None) -> _Element:
    """Parse XML, in which no entity is looked up; what is cut off is mended, and named in the notices."""
    text = _ENCODING.sub(r"\1", text.strip(), count=1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    try:
        root: _Element | None = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        remedy = "export it again, whole"
        raise invalid("this XML is broken", code="broken-captions", file=file, line=1, remedy=remedy)
    fatal = [error for error in parser.error_log if error.level == etree.ErrorLevels.FATAL]
    if fatal and notices:
        message = "broken or cut-off XML, of which all that can be read is"
        notices.add(message, fatal[0].line, fatal[0].message, code="xml-damaged")
    return root


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace, or a prefix that is of none; none of no element."""
    return re.split("[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


def attribute(element: _Element, name: str) -> str:
    """Return an attribute by its name in any namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).split("}")[-1] == name), "")


def elements(root: _Element, *names: str) -> Iterator[_Element]:
    """Yield the elements below a root that have one of these names."""
    return (element for element in root.iter() if local_name(element) in names)


def text_of(element: _Element) -> str:
    """Return the words of an element, with a line break for each of its own."""
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        shown = "\n" if name in _BREAKS else "" if name in _SILENT else text_of(child)
        parts += [shown, child.tail or ""]
    return _LINE_START.sub("\n", "".join(parts))


def line_of(element: _Element) -> int:
    """Return the line in which an element begins, counted from 1."""
    return int(str(element.sourceline or 1))
