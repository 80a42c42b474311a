"""A page whose terms are found: what its markers are filled from."""

from dataclasses import dataclass

from tracktwo.linking.definitions import Definitions
from tracktwo.linking.glossary import Glossary, Term
from tracktwo.linking.matcher import Matcher
from tracktwo.linking.page_context import PageContext


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, the glossary of its site, and the terms that it uses, in the order of their first use."""

    context: PageContext
    glossary: Glossary
    matcher: Matcher
    definitions: Definitions
    terms: tuple[Term, ...]
    right_to_left: bool = False
