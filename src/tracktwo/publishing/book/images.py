"""A page's images: files below docs/, data in the page, and drawings, each looked at before a book has it."""

import base64
import re
from copy import deepcopy
from pathlib import PurePath
from urllib.parse import unquote_to_bytes

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring
from lxml.html import HtmlElement, tostring

from tracktwo.model.page import LinkedPage
from tracktwo.model.sources import inside
from tracktwo.publishing.book.link_targets import LinkResolver

JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SIGNATURES = (  # what an image is, its bytes say, and its name may not
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
)
MAX_PIXELS = 100_000_000  # that an image may have; Typst takes four bytes for each
SAME_SUFFIXES = {"jpeg": "jpg"}
DARK = ("#only-dark", "#gh-dark-mode-only")  # what Material and GitHub show on dark ground alone
DATA = re.compile(r"data:[^,]*?(;base64)?,(.*)", re.DOTALL)
LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)(px|%|pt|em|rem)?")
POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0}


class UnusableImage(Exception):  # noqa: N818 - it says what is wrong
    """An image that a book cannot have: the problem's code, and what is wrong with it."""

    def __init__(self, kind: str, reason: str) -> None:
        """Carry both."""
        super().__init__(reason)
        self.code = kind


def find_image(links: LinkResolver, page: LinkedPage, source: str) -> dict[str, str]:
    """Return an image's `file` below docs_dir or `data` in Base64, and its `format` if the name is another's.

    What leads out of docs_dir, by `..`, by a scheme or by a symbolic link, is never opened.
    Raises UnusableImage.
    """
    if (content := _data(source)) is not None:
        kind = image_format(content)
        return {"data": base64.b64encode(content).decode(), "format": kind}
    root = links.docs_dir.resolve()
    try:
        path = links.site_path(links.join(page, source.strip().partition("#")[0]))
        file = inside(root, path) if path is not None else None
        if file is None:
            raise UnusableImage("foreign-image", "is not below the documentation folder")
        if not file.is_file():
            raise UnusableImage("missing-image", "does not exist")
        kind = image_format(file.read_bytes())
    except (ValueError, OSError) as error:
        raise UnusableImage("missing-image", "is no file name") from error
    suffix = PurePath(file).suffix.lower().lstrip(".")
    named = {"format": kind} if SAME_SUFFIXES.get(suffix, suffix) != kind else {}
    return {"file": file.relative_to(root).as_posix(), **named}


def _data(source: str) -> bytes | None:
    """Return the data that an address is; None where it is another. Raises UnusableImage."""
    if not (data := DATA.fullmatch(source.strip())):
        return None
    content = unquote_to_bytes(data[2])
    try:
        return base64.b64decode(content) if data[1] else content
    except ValueError as error:
        raise UnusableImage("unusable-image", "is no data") from error


def image_format(content: bytes) -> str:
    """Return what an image is: png, jpg, gif, webp or svg. Raises UnusableImage for anything else."""
    for signature, kind in SIGNATURES:
        if signature.match(content):
            if (pixels := _pixels(content, kind)) > MAX_PIXELS:
                reason = f"has {pixels:,} pixels: save it with {MAX_PIXELS:,} at most"
                raise UnusableImage("unusable-image", reason)
            return kind
    if content.startswith(b"version https://git-lfs"):
        raise UnusableImage("unusable-image", "is the pointer of an image that Git LFS has: fetch that")
    if reason := svg_fault(content):
        raise UnusableImage("unusable-image", reason)
    return "svg"


def _pixels(content: bytes, kind: str) -> int:
    """Return how many pixels an image says that it has, before anybody makes room for them."""

    def number(start: int, end: int) -> int:
        return int.from_bytes(content[start:end], "little")

    if kind == "png":
        return int.from_bytes(content[16:20]) * int.from_bytes(content[20:24])
    if kind == "gif":
        return number(6, 8) * number(8, 10)
    if kind == "jpg":
        return _jpeg_pixels(content)
    match content[12:16]:
        case b"VP8X":
            return (number(24, 27) + 1) * (number(27, 30) + 1)
        case b"VP8L":
            return ((number(21, 25) & 0x3FFF) + 1) * ((number(21, 25) >> 14 & 0x3FFF) + 1)
    return (number(26, 28) & 0x3FFF) * (number(28, 30) & 0x3FFF)


def _jpeg_pixels(content: bytes) -> int:
    """Find the frame among the segments (ITU-T T.81, B.1.1), of which each says how long it is."""
    at = 2
    while content[at : at + 1] == b"\xff" and at + 9 <= len(content):
        if content[at + 1] in JPEG_FRAMES:
            return int.from_bytes(content[at + 5 : at + 7]) * int.from_bytes(content[at + 7 : at + 9])
        at += 1 if content[at + 1] == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4])
    return 0


def svg_fault(svg: bytes) -> str:
    """Return why a drawing cannot be in a book; an empty string if it can."""
    if b"<!ENTITY" in svg:
        return "is a drawing with entities: write out what they stand for"
    try:
        root: _Element = fromstring(svg, XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except XMLSyntaxError as error:
        why = f" ({error.msg})" if svg.lstrip().startswith(b"<") else ""
        return f"is no image that a book can show{why}: save it as PNG, JPEG, GIF, WebP or SVG"
    if not str(root.tag).endswith("svg"):
        return "is no image that a book can show: save it as PNG, JPEG, GIF, WebP or SVG"
    showing = root.iter("{*}image", "{*}use", "{*}feImage")
    attributes = (item for element in showing for item in element.items())
    links = [str(value).strip() for name, value in attributes if str(name).endswith("href")]
    if any(not link.startswith(("#", "data:")) for link in links):
        return "is a drawing that links to another file: put that into it"
    outside = "//*[local-name() = 'foreignObject' and not(parent::*[local-name() = 'switch'])]"
    if root.xpath(outside):
        return "is a drawing whose text only browsers show (foreignObject): save it with plain text"
    return next(filter(None, map(_data_fault, links)), "")


def _data_fault(link: str) -> str:
    """Return why a drawing cannot have the image that is in it; an empty string if it can."""
    try:
        content = _data(link)
        if content is not None:
            image_format(content)
    except UnusableImage as error:
        return f"is a drawing with an image that {error}"
    return ""


def image_size(element: HtmlElement) -> dict[str, str]:
    """Return the size that a page gives an image, as `50%` of the line or in points (`75pt`)."""
    style = dict(re.findall(r"(?<![\w-])(width|height)\s*:\s*([^;!\s]+)", element.get("style", "")))
    sizes = {}
    for name in ("width", "height"):
        found = LENGTH.fullmatch((style.get(name) or element.get(name) or "").strip())
        if found and float(found[1]) and found[2] != "%":
            sizes[name] = f"{float(found[1]) * POINTS[found[2] or '']:g}pt"
        elif found and float(found[1]) and name == "width":
            sizes[name] = f"{min(float(found[1]), 100):g}%"
    return sizes


# HTML knows no capitals in names; these are the names of SVG that have some (HTML, 13.2.6.1 and 13.2.6.5).
_CAPITALS = """
    attributeName baseFrequency clipPathUnits diffuseConstant edgeMode filterUnits glyphRef gradientTransform
    gradientUnits kernelMatrix kernelUnitLength lengthAdjust limitingConeAngle markerHeight markerUnits
    markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform
    patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY
    requiredExtensions requiredFeatures specularConstant specularExponent spreadMethod startOffset
    stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength viewBox
    xChannelSelector yChannelSelector clipPath feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB
    feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence foreignObject linearGradient radialGradient textPath
"""
_CAPITALIZED = {name.lower(): name for name in _CAPITALS.split()}
_NAME = re.compile(r"(?<=[<\s/])[a-z]+(?=[\s=>/])")
_TAG = re.compile(r"<[^!?][^>]*>")


def standing_alone(element: HtmlElement) -> str:
    """Write an `<svg>` as a file of its own."""
    drawing = deepcopy(element)  # the page's tree is others' too
    drawing.set("xmlns", "http://www.w3.org/2000/svg")
    svg = tostring(drawing, encoding="unicode", method="xml", with_tail=False)
    return _TAG.sub(lambda tag: _with_capitals(tag[0]), svg)


def _with_capitals(tag: str) -> str:
    """Give names in a tag the capitals that they have; values, which are quoted, stay."""
    parts = re.split(r'("[^"]*")', tag)
    parts[::2] = (_NAME.sub(lambda name: _CAPITALIZED.get(name[0], name[0]), part) for part in parts[::2])
    return "".join(parts)
