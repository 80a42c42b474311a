"""The images of an EPUB: files below docs/, by what they are, each once; SVG without what acts or fetches."""

import base64
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tracktwo.model.problem import invalid
from tracktwo.publishing.book.images import UnusableImage, image_format

MEDIA_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "svg": "image/svg+xml",
}  # fmt: skip
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
ACTIVE = {"script", "foreignObject", "metadata", "handler", "listener"}
FETCHES = re.compile(r"@import|url\(\s*['\"]?\s*(?!#|data:)", re.IGNORECASE)
REFERS = re.compile(r"(^#|url\(\s*['\"]?\s*#)")


class EpubImage(NamedTuple):
    """An image as it is in the EPUB."""

    href: str
    media_type: str
    content: bytes


@dataclass
class EpubImages:
    """The images that were added, by their path below `docs_dir`, in the order of the book.

    `cover` is the path of the one that libraries show, if there is one.
    """

    docs_dir: Path
    cover: str = ""
    by_path: dict[str, EpubImage] = field(default_factory=dict)

    def add(self, file: str, data: str = "") -> str:
        """Add a file, or data in Base64, and return where it then is. Raises InvalidInput for no image."""
        key = file or data
        if key not in self.by_path:
            content = base64.b64decode(data) if data else (self.docs_dir / file).read_bytes()
            self.by_path[key] = self._read(file, content)
        return self.by_path[key].href

    def _read(self, file: str, content: bytes) -> EpubImage:
        try:
            kind = image_format(content)
        except UnusableImage as error:
            remedy = "save it again as PNG, JPEG, GIF, WebP or SVG, or take it out"
            path = str(self.docs_dir / file)
            raise invalid(f"this image {error}", code="broken-image", remedy=remedy, file=path) from error
        shown = still_svg(content) if kind == "svg" else content
        return EpubImage(f"image-{len(self.by_path) + 1}.{kind}", MEDIA_TYPES[kind], shown)


def still_svg(source: bytes, id_prefix: str = "", attributes: Mapping[str, str] | None = None) -> bytes:
    """Return an SVG drawing without scripts, editors' own elements, and whatever lies outside of it.

    An EPUB has all that it shows within it (https://www.w3.org/TR/epub-33/#sec-resource-locations). Its root
    gets `attributes`, and `id_prefix` keeps its ids apart from others of the same file. That a book can have
    it was seen before (see svg_fault).
    """
    parser = etree.XMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(source, parser)
    places = {f"#{element.get('id')}" for element in root.iter("*")}
    for element in list(root.iter("*")):
        name = etree.QName(element)
        styles = name.localname == "style" and FETCHES.search(element.text or "")
        parent = element.getparent()
        if parent is not None and (name.namespace != SVG or name.localname in ACTIVE or styles):
            parent.remove(element)
        for key, value in element.items():
            if not _stays(etree.QName(key), value, places):
                del element.attrib[key]
            elif id_prefix:
                refers_here = REFERS.sub(rf"\1{id_prefix}", value)
                element.set(key, id_prefix + value if key == "id" else refers_here)
    for key, value in (attributes or {}).items():
        root.set(key, value)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", with_tail=False)


def _stays(name: etree.QName, value: str, places: Container[str]) -> bool:
    """Tell whether an attribute may stay in a drawing; links into the page around it lead nowhere."""
    if name.localname.startswith(("on", "aria-", "role")) or FETCHES.search(value):
        return False
    if name.localname == "href":
        return value in places or value.startswith("data:image/")
    return name.namespace in {None, XLINK, XML}
