"""Terms of other sites' glossaries, as pages link to them: after one's own, and without their names."""

from collections.abc import Sequence
from dataclasses import replace

from tracktwo.linking.matching.languages import Language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.matching.taught import taught_terms
from tracktwo.model.problem import InvalidInput, invalid
from tracktwo.model.scripts import language_code
from tracktwo.model.sharing.shared_glossary import (
    COPIES,
    SharedGlossary,
    is_copied,
    read_copies,
    read_shared,
)
from tracktwo.model.sources import Sources
from tracktwo.model.term import Glossary
from tracktwo.wording import words


def with_shared(own: Glossary, shared: Sequence[SharedGlossary], rules: Language, language: str) -> Glossary:
    """Return a glossary with the terms of others that it has not itself.

    A term of theirs whose headword is one's own, in any form in which it is found, is left out, and so are
    other names of theirs; of two sites' terms the first has the name.
    """
    if not shared:
        return own
    matcher, seen, terms = Matcher(own.terms, rules), set[str](), list(own.terms)
    for glossary in shared:
        said = str(words(language, "site")["elsewhere"]).replace("{title}", glossary.title)
        is_other = language_code(glossary.language) != language_code(language)
        for term in glossary.terms:
            names = [name for name, found in taught_terms(term.names, matcher) if not found]
            names = [name for name in names if name.casefold() not in seen]
            if term.origin and term.headword in names:
                seen.update(map(str.casefold, names))
                origin = term.origin._replace(said=said, language=glossary.language if is_other else "")
                terms.append(replace(term, also=tuple(names[1:]), origin=origin))
    return Glossary(tuple(terms))


def find_shared(sources: Sources, name: str) -> SharedGlossary:
    """Return another site's glossary, from the file that is named or the copy that is kept.

    Raises InvalidInput.
    """
    if is_copied(name):
        return _kept(sources, name)
    try:
        return read_shared(sources.read(name), name)
    except (OSError, ValueError) as error:
        raise _unusable(sources.displayed(name), error, "copy its glossary.json anew") from error


def _kept(sources: Sources, name: str) -> SharedGlossary:
    file = sources.displayed(COPIES)
    try:
        copies = read_copies(sources.read(COPIES))
    except FileNotFoundError:
        copies = {}
    except (OSError, ValueError) as error:
        raise _unusable(file, error, "fetch it anew: tracktwo fetch --update") from error
    if name not in copies:
        what = f"there is no copy of {name}"
        remedy = "name it in the configuration, run `tracktwo fetch`, and have git track this file"
        raise invalid(what, code="glossary-not-fetched", remedy=remedy, file=file)
    digest, glossary = copies[name]
    if digest != glossary.digest:
        what = f"the copy of {name} is not what was fetched: its digest is another"
        remedy = "take back what was changed, or fetch it anew: tracktwo fetch --update"
        raise invalid(what, code="glossary-changed", remedy=remedy, file=file)
    return glossary


def _unusable(file: str, error: Exception, remedy: str) -> InvalidInput:
    why = getattr(error, "strerror", None) or error
    what = f"the glossary of another site cannot be read: {why}"
    return invalid(what, code="shared-glossary", remedy=remedy, file=file)
