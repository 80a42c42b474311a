"""The words that Tracktwo says by itself: a file for each language, named by its code (ISO 639)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime


def words(language: str, table: str) -> dict[str, Any]:
    """Return the words of a `book`, a `site`, a `lesson`, or a `new` site, for a language such as `pt-BR`.

    They are in English where there is no file of the language.
    """
    return dict((_read(language) or _read("en"))[table])


def counted(forms: Sequence[str], count: int, **others: str) -> str:
    """Give the form for a number: the first is for 1, the next for 2, and so on, the last for all more.

    >>> [counted(["once", "{count} times"], count) for count in (1, 3)]
    ['once', '3 times']
    """
    return forms[min(count, len(forms)) - 1].format(count=count, **others)


def written_date(date: datetime.date, language: str) -> str:
    """Write a date as a title page has it: 21 November 2026; as 2026-11-21 where the words are lacking."""
    if not (said := _read(language)):
        return date.isoformat()
    month = said["date"]["months"][date.month - 1]
    return str(said["date"]["written"].format(day=date.day, month=month, year=date.year))


def is_spoken(language: str) -> bool:
    """Tell whether there are words of a language."""
    return bool(_read(language))


@cache
def marks_in_all_languages(key: str) -> frozenset[str]:
    """Return what stands before the colon of `*Also: ...*` or of `*Not: ...*`, or refers, in each language.

    >>> sorted(marks_in_all_languages("not"))[:3]
    ['Nicht', 'Niet', 'No']
    """
    files = Path(__file__).parent.glob("*.toml")
    found = (words(file.stem, "site")[key] for file in files)
    said = chain.from_iterable([it] if isinstance(it, str) else it for it in found)
    return frozenset(it.strip(" \xa0\u202f:：") for it in said)


@cache
def _read(language: str) -> Mapping[str, Any]:
    """Return the words of a language, or nothing."""
    import tomllib  # most pages say nothing by themselves, and it takes time to load

    code = re.split("[-_]", language.lower())[0]
    file = Path(__file__).parent / f"{code}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if code.isalpha() and file.is_file() else {}
