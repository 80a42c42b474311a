"""What the page and the lesson of a file are called that says no title: its name, made readable."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import count

from markdown.extensions.toc import slugify_unicode

MAX_BYTES = 200  # of the 255 that most disks allow: what is made of a page has longer endings than `.md`
# Pages that mean something to MkDocs or to us, and names that Windows keeps for itself.
_KEPT = re.compile(r"index|readme|glossary|con|prn|aux|nul|com\d|lpt\d")
_NUMBER = re.compile(r"(\d+)")


def page_name(name: str) -> str:
    """Return a file's name, without its ending, as that of a page: letters, digits and hyphens."""
    slug = slugify_unicode(unicodedata.normalize("NFC", name).casefold(), "-").replace("_", "-").strip("-")
    slug = re.sub("-{2,}", "-", slug)
    slug = slug.encode()[:MAX_BYTES].decode(errors="ignore").strip("-") or "lesson"
    return f"{slug}-lesson" if _KEPT.fullmatch(slug) else slug


def page_names(names: Sequence[str]) -> list[str]:
    """Return the pages of the files of a folder, given their names; no two are one, on any disk.

    A file that is called as its page is has that name, whatever comes beside it later; the others of one name
    are numbered, in their order.
    """
    own = {name: number for number, name in reversed([*enumerate(names)]) if page_name(name) == name}
    taken = set(own)
    pages = []
    for number, name in enumerate(names):
        page = name if own.get(name) == number else _free(page_name(name), taken)
        taken.add(page)
        pages.append(page)
    return pages


def readable_title(name: str) -> str:
    """Return a file's name as a title. Where it has spaces, its hyphens are the writer's own."""
    text = name if " " in name.strip() else re.sub(r"[-_]+", " ", name)
    text = " ".join(unicodedata.normalize("NFC", text).split()) or name
    return text[0].upper() + text[1:]


def natural_order(text: str) -> list[tuple[int, str]]:
    """Return what sorts names as people count: `talk 9` before `talk 10`."""
    parts = _NUMBER.split(unicodedata.normalize("NFC", text).casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def _free(page: str, taken: Collection[str]) -> str:
    """Return a page's name with the first number that nobody has; none for the first."""
    numbered = (page if number == 1 else f"{page}-{number}" for number in count(1))
    return next(name for name in numbered if name not in taken)
