"""What an EPUB says of itself: whose it is, and what readers need to be able to do to read it."""

from collections.abc import Iterator, Sequence

from tracktwo.publishing.book.nodes import all_elements, language_tag, plain_text
from tracktwo.publishing.book.tree import BookTree
from tracktwo.publishing.epub.xhtml import xml


def bibliographic(book: BookTree, identifier: str, modified: str) -> Iterator[str]:
    """Yield a book's elements of Dublin Core; `modified` is in UTC, as 2026-11-21T00:00:00Z."""
    facts = {fact.label: plain_text(fact.body) for fact in book.facts}
    yield f'<dc:identifier id="id">{xml(identifier)}</dc:identifier>'
    elements = {
        "title": book.title,
        "language": language_tag(book.language, book.region),
        "creator": book.author,
        "date": book.date,
        "description": book.objective,
        "source": facts.get(book.words["source"]),
        "rights": facts.get(book.words["license"]),
    }
    yield from (f"<dc:{name}>{xml(value)}</dc:{name}>" for name, value in elements.items() if value)
    yield from (f"<dc:subject>{xml(term)}</dc:subject>" for term in book.keywords)
    yield f'<meta property="dcterms:modified">{modified}</meta>'


def accessibility(book: BookTree, media_types: Sequence[str]) -> Iterator[str]:
    """Yield what EPUB Accessibility 1.1 asks for, in the words of schema.org.

    See https://www.w3.org/TR/epub-a11y-11/#sec-disc-package and the vocabulary it names,
    https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20230718/.
    No conformance is claimed: a person has to look for that.
    """
    nodes = list(all_elements(book))
    pictures = any(node.tag == "img" and node.get("alt") for node in nodes)
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    features += ["index"] if book.glossary else []
    features += ["alternativeText"] if pictures else []
    features += ["MathML"] if any(node.tag == "math" for node in nodes) else []
    modes = ["textual", "visual"] if pictures else ["textual"]
    properties = {
        "accessMode": modes,
        "accessModeSufficient": ["textual"],
        "accessibilityFeature": features,
        "accessibilityHazard": ["unknown" if "image/gif" in media_types else "none"],  # it may flash
        "accessibilitySummary": [book.words["accessibility"]],
    }
    for name, values in properties.items():
        yield from (f'<meta property="schema:{name}">{xml(value)}</meta>' for value in values)
