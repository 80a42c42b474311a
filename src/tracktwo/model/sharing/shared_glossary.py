"""The glossary of another site: its `glossary.json`, and the copy of it that a site keeps.

Who wrote one is a stranger: nothing of it is taken but text, without controls, and addresses of the web. A
copy is kept with its digest in one file that git tracks, so that no build asks the network, and a change of
the other site is one of this site only when somebody wants it.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from markdown.extensions.toc import slugify

from tracktwo.model.markdown.unique_ids import UniqueIds
from tracktwo.model.scripts import LANGUAGE_TAG
from tracktwo.model.term import Origin, Term

COPIES = ".glossaries.json"  # below the folder of documents; what begins with a dot is not published
VERSION = 1  # of glossary.json
MAX_BYTES = 8_000_000  # of one
_MAX_TERMS, _MAX_NAMES, _MAX_NAME, _MAX_DEFINITION, _MAX_ADDRESS = 10_000, 20, 200, 1000, 2000
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\"'<>\\^`{|}\x7f-\xa0]+")
# Controls, marks of direction, and halves of characters: what no name needs.
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+")


class SharedGlossary(NamedTuple):
    """The glossary of another site, which has a title and a language; its terms have their `origin`."""

    title: str
    language: str
    terms: tuple[Term, ...]

    def to_json(self) -> dict[str, object]:
        """Return what is kept of it, in the shape of glossary.json."""
        terms = [entry_json(term, term.origin.address) for term in self.terms if term.origin]
        return {"title": self.title, "language": self.language, "terms": terms}

    @property
    def digest(self) -> str:
        """The SHA-256 of what is kept of it."""
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True).encode()).hexdigest()


def entry_json(term: Term, url: str) -> dict[str, object]:
    """Return an entry of glossary.json, which says how a term is matched where its author has said it."""
    said = {"not": list(term.excluded), "exactCase": term.exact_case, "autolink": term.autolink and None}
    return {
        "term": term.headword,
        "also": list(term.also),
        "definition": term.text,
        "url": url,
        **{name: value for name, value in said.items() if value not in (None, [])},
    }


def is_address(name: str) -> bool:
    """Tell whether a setting names an address, which only `tracktwo fetch` asks for."""
    return "://" in name


def is_copied(name: str) -> bool:
    """Tell whether builds read a copy of what a setting names: of an address, and of a file elsewhere."""
    return is_address(name) or name.startswith(("../", "/"))


def is_shared(name: str) -> bool:
    """Tell whether a setting names the glossary of another site."""
    return is_address(name) or name.lower().endswith(".json")


def read_shared(content: bytes | str, address: str) -> SharedGlossary:
    """Return the glossary that a glossary.json holds; raise ValueError, which says why, if it holds none.

    Addresses in it are relative to its own.
    """
    return _shared(_json(content), address)


@lru_cache(maxsize=1)  # a page may be served by several of them
def read_copies(content: str) -> dict[str, tuple[str, SharedGlossary]]:
    """Return the copies that a site keeps, each with its digest, by address; raise ValueError."""
    kept = ((name, one) for name, one in _json(content).items() if isinstance(one, dict))
    return {name: (str(one.get("sha256")), _shared(one, name)) for name, one in kept}


def write_copies(copies: Mapping[str, SharedGlossary]) -> str:
    """Write copies as the file that is kept: a line for each value, so that a change of it can be read."""
    written = {address: {"sha256": one.digest, **one.to_json()} for address, one in sorted(copies.items())}
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _json(content: bytes | str) -> dict[str, Any]:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is no JSON") from error
    if not isinstance(data, dict):
        raise ValueError("it is no glossary.json")  # noqa: TRY004 - of a file, not of an argument
    return data


def _shared(data: dict[str, Any], address: str) -> SharedGlossary:
    terms, version = data.get("terms"), data.get("version", VERSION)
    if not isinstance(terms, list):
        raise ValueError("it is no glossary.json: there are no `terms`")  # noqa: TRY004 - the same
    if version != VERSION:
        raise ValueError(f"its version is {str(version)[:20]!r}, and {VERSION} is known: update Tracktwo")
    ids, found = UniqueIds(), [term for term in terms[:_MAX_TERMS] if isinstance(term, dict)]
    entries = tuple(entry for term in found for entry in _entry(term, address, ids))
    if not entries:
        raise ValueError("no term in it has a name and an address on the web: its site needs `site_url`")
    title = _text(data.get("title"), _MAX_NAME) or urlsplit(address).hostname or address
    language = str(data.get("language"))
    return SharedGlossary(title, language if LANGUAGE_TAG.fullmatch(language) else "", entries)


def _entry(term: dict[str, Any], base: str, ids: UniqueIds) -> Iterator[Term]:
    """Yield the term of an entry; none where it has no name or no address."""
    url, exact = _address(term.get("url"), base), term.get("exactCase")
    for headword in _names([term.get("term")]) if url else ():
        yield Term(
            headword=headword,
            definition=_text(_beginning(str(term.get("definition") or "")), _MAX_DEFINITION),
            also=_names(term.get("also")),
            anchor=ids.add(slugify(headword, "-")),
            page=base,
            exact_case=exact if isinstance(exact, bool) else None,
            autolink=term.get("autolink") is not False,
            excluded=_names(term.get("not")),
            origin=Origin(url),
        )


def _beginning(definition: str) -> str:
    """Return the first paragraph, with the next if it introduces that."""
    paragraphs = definition.split("\n\n")
    whole = (n for n, text in enumerate(paragraphs, 1) if not text.rstrip().endswith((":", "：")))
    return "\n".join(paragraphs[: next(whole, 1)])


def _names(value: object) -> tuple[str, ...]:
    """Return the names in a list; one that is too long is none."""
    names = (_text(name, _MAX_NAME + 1) for name in (value[:_MAX_NAMES] if isinstance(value, list) else ()))
    return tuple(name for name in names if 0 < len(name) <= _MAX_NAME)


def _text(value: object, most: int) -> str:
    text = " ".join(_NO_TEXT.sub(" ", value[: 2 * most]).split()) if isinstance(value, str) else ""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _address(value: object, base: str) -> str:
    """Return where an entry is on the web; nothing where it is elsewhere, or the address is none."""
    try:
        written = value if isinstance(value, str) and not _NO_TEXT.search(value) else ""
        address = urljoin(base, written) if 0 < len(written) <= _MAX_ADDRESS else ""
        return address if _ADDRESS.fullmatch(address) and urlsplit(address).hostname else ""
    except ValueError:
        return ""
