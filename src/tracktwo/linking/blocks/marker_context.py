"""A page whose terms are found: what its markers are filled from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracktwo.linking.host import Host
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.page.context import PageContext
from tracktwo.linking.page.tooltips import Definitions
from tracktwo.model.scripts import is_right_to_left
from tracktwo.model.term import Glossary, Term
from tracktwo.wording import words


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerContext:
    """A page, the glossary of its site, and the terms that it uses, in the order of their first use."""

    context: PageContext
    glossary: Glossary
    matcher: Matcher
    definitions: Definitions
    terms: tuple[Term, ...]
    language: str
    host: Host

    @property
    def words(self) -> Mapping[str, Any]:
        """What we say on it by ourselves, in its language."""
        return words(self.language, "site")

    @property
    def direction(self) -> dict[str, str]:
        """The attribute for a text that has its letters' own direction where a page runs from the right.

        Without it, `C++` would be `++C` there.
        """
        return {"dir": "auto"} if is_right_to_left(self.language) else {}
