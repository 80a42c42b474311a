"""A page for one term: its heading or else its file's name, its definition, and its front matter.

`glossary:` in the front matter is what mkdocs-glossary-plugin has: another name, as often as there are any.
"""

from pathlib import PurePosixPath

from tracktwo.model.markdown.entries import Entry
from tracktwo.model.markdown.front_matter import FrontMatter, read_front_matter
from tracktwo.model.markdown.headings import plain_text, read_headings

_NAMES = ("aliases", "glossary")


def read_term_page(text: str, path: str) -> tuple[Entry, FrontMatter]:
    """Return the entry that a page is, which has no id, with its front matter; links lead to the page.

    `path` is that below the folder of documents.
    """
    matter = read_front_matter(text)
    above, *headings = read_headings(text)
    title = next((heading for heading in headings if heading.level == 1), None)
    body = [heading.source for heading in headings if heading is not title]
    body.insert(0, title.below if title else "")
    written = next((str(value) for key, value, _ in matter.entries if key == "title" and value), "")
    name = title.text if title else written or PurePosixPath(path).stem.replace("-", " ").replace("_", " ")
    also = [name for key, value, _ in matter.entries if key in _NAMES for name in _as_names(value)]
    classes = title.classes if title else frozenset()
    names = list(map(plain_text, (name, *filter(None, also))))
    parts = [part for part in (above.below, *body) if part]
    return Entry(names, title.line if title else 1, "", classes, parts, listed=False), matter


def _as_names(value: object) -> list[str]:
    """Return names from front matter: one, or a list of them; `true` and `false` are no names."""
    values = value if isinstance(value, list) else [value]
    return [str(item).strip() for item in values if item is not None and not isinstance(item, bool | dict)]
