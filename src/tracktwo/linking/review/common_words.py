"""Words of a language that begin or end no term: those of grammar, and nouns too general to define."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class CommonWords(NamedTuple):
    """The common words of a language.

    Connectives may stand inside a term, and neither begin nor end one; `stop` words part terms; `general`
    nouns may begin one and end none. `everyday` nouns are terms of many fields, and said elsewhere, too.
    """

    connectives: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()


@cache
def common_words(code: str) -> CommonWords:
    """Return the common words of a language, given by its code; none where there is no list of it."""
    lists = tomllib.loads(Path(__file__).with_name("common_words.toml").read_text("utf-8"))
    found = CommonWords(**{name: frozenset(words.split()) for name, words in lists.get(code, {}).items()})
    return found._replace(general=found.general.union(lists["general"].split()))
