"""Drawings in a page itself, which an HTML parser has read, as SVG that stands alone."""

import re
from copy import deepcopy

from lxml.html import HtmlElement, tostring

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
