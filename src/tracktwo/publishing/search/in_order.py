"""Pagefind's index in one order, so that the same pages give the same bytes.

Pagefind lists filters and their values in another order at each run. It writes them as CBOR (RFC 8949:
arrays, text and unsigned integers) behind a mark, compressed, in files that are named by what they hold.
"""

import gzip
import json
import zlib
from collections.abc import Mapping
from hashlib import sha256

_ENTRY = "pagefind-entry.json"
_VERSION = "1.5."
_GZIP = 31  # in zlib's words; what gzip writes before it differs between versions of Python
_MARK = b"pagefind_dcd"
_ARRAY, _TEXT = 4, 3  # CBOR's kinds
_BEFORE_FILTERS = 3  # what stands before them in the list of all: version, pages, words


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index by path, with its filters and their values sorted, and named anew.

    An index of another version, which may be written otherwise, stays as it is.
    """
    found = dict(files)
    if not json.loads(found[_ENTRY])["version"].startswith(_VERSION):
        return found
    names: dict[str, str] = {}
    for path in sorted(files):
        if path.endswith(".pf_filter"):
            _rewrite(found, path, before=1, names=names)  # which is the filter's name
    for path in sorted(files):
        if path.endswith(".pf_meta"):
            _rewrite(found, path, before=_BEFORE_FILTERS, names=names)
    found[_ENTRY] = _renamed(found[_ENTRY], names)
    return found


def _rewrite(files: dict[str, bytes], path: str, *, before: int, names: dict[str, str]) -> None:
    """Sort the list that stands behind so many others, and add the file's old and new name to `names`."""
    content = _renamed(gzip.decompress(files.pop(path)), names)
    content = _with_list_sorted(content, before)
    stem, ending = path.rsplit(".", 1)
    kind, _, digest = stem.rpartition("_")
    new = sha256(content).hexdigest()[: len(digest)]
    names[f"_{digest}"] = f"_{new}"
    files[f"{kind}_{new}.{ending}"] = zlib.compress(content, 9, wbits=_GZIP)


def _renamed(content: bytes, names: dict[str, str]) -> bytes:
    for old, new in names.items():
        content = content.replace(old.encode(), new.encode())
    return content


def _with_list_sorted(content: bytes, before: int) -> bytes:
    _, _, at = _head(content, len(_MARK))
    for _ in range(before):
        at = _end(content, at)
    _, count, start = _head(content, at)
    items, end = [], start
    for _ in range(count):
        begin, end = end, _end(content, end)
        items.append(content[begin:end])
    return content[:start] + b"".join(sorted(items)) + content[end:]


def _head(content: bytes, at: int) -> tuple[int, int, int]:
    """Return the kind of an item, its number or length, and where what it holds begins."""
    kind, number = content[at] >> 5, content[at] & 31
    if number < 24:
        return kind, number, at + 1
    begin, end = at + 1, at + 1 + (1 << number - 24)
    return kind, int.from_bytes(content[begin:end]), end


def _end(content: bytes, at: int) -> int:
    """Return where an item ends."""
    kind, number, at = _head(content, at)
    if kind == _ARRAY:
        for _ in range(number):
            at = _end(content, at)
        return at
    return at + number if kind == _TEXT else at
