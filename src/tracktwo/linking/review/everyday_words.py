"""Terms that are words of every day, which pages say and perhaps do not mean: `bit` in 'a bit of luck'."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from tracktwo.linking.matching.brackets import shorter_names
from tracktwo.linking.matching.idioms import COMMON_WORDS
from tracktwo.linking.matching.languages import Language, find_language
from tracktwo.linking.matching.longer_names import SMALL_WORDS
from tracktwo.linking.matching.name_variants import is_case_sensitive
from tracktwo.linking.matching.tokens import casefold_key, normalize_punctuation, tokenize
from tracktwo.linking.review.common_words import common_words
from tracktwo.linking.review.glossary_review import term_problem
from tracktwo.model.page import LinkedPage, UsageLocation
from tracktwo.model.problem import Problem
from tracktwo.model.scripts import language_code
from tracktwo.model.site import Site
from tracktwo.model.term import Glossary, Term

MIN_EVERYDAY = 5  # links to a word of every day, from which an editor should look at them
MAX_EVERYDAY = 10  # of these words: an editor looks at those that are linked most
MIN_AROUND = 3  # times that a phrase is said
MAX_AROUND = 4  # phrases in which such a word is said
_WORD_BEFORE = re.compile(rf"(?P<word>[^\W\d_]+)(?:['’]s)?[ -](?:(?:{SMALL_WORDS}) ?)?\Z")
_WORD_AFTER = re.compile(rf"[ -](?:(?:{SMALL_WORDS}) ?)?(?P<word>[^\W\d_]+)")


def everyday_words(site: Site, docs: str) -> Iterator[Problem]:
    """Yield the terms that are words of every day, and how pages say them.

    Who has marked a term has thought of that; of the others, those are told that are linked most.
    """
    found = []
    for term, places in site.uses.items():
        uses = [(page, use) for page, use in places if _is_everyday(term, language_of(page, site))]
        times = sum(use.times for _, use in uses)
        if times >= MIN_EVERYDAY and not term.origin:
            found.append((times, term, uses))
    for times, term, uses in sorted(found, key=lambda one: -one[0])[:MAX_EVERYDAY]:
        some = dict.fromkeys((0, len(uses) // 2, len(uses) - 1))
        contexts = ", ".join(f'"{"".join(uses[number][1].context).strip()}"' for number in some)
        message = f"'{term.headword}' is a word of every day, and linked {times:,} times, as in {contexts}"
        language = find_language(language_of(uses[0][0], site))
        around = _phrases_around(term, (use for _, use in uses), site.glossary, language)
        phrases = ", ".join(around) or "..."
        remedy = (
            f"name phrases in which it is not meant (as *Not: {phrases}*), or add to its heading "
            "{: .exact-case }, {: .no-autolink } or, where it is always meant, {: .any-case }"
        )
        yield term_problem(term, docs, "everyday-word", "notice", message, remedy)


def language_of(page: LinkedPage, site: Site) -> str:
    """Return the code of a page's language."""
    return language_code(page.meta.language or site.language)


@lru_cache(maxsize=1 << 12)
def _is_everyday(term: Term, language: str) -> bool:
    names = [*term.names, *(name for name, _ in shorter_names([term], language))]
    inflect = find_language(language).inflect
    alone = (name for name in names if " " not in name and not is_case_sensitive(name, COMMON_WORDS))
    words = {form.casefold() for name in alone for form in inflect(name.lower())}
    marked = term.excluded or term.exact_case is not None
    common = common_words(language)
    return not marked and not words.isdisjoint(common.stop | common.general | common.everyday)


def _phrases_around(
    term: Term, uses: Iterable[UsageLocation], glossary: Glossary, language: Language
) -> list[str]:
    """Return the phrases that a word is in most, with a word beside it that says nothing of its sense.

    'Standard output' is shown, of an `output` that is a file of a stage; 'output file' and 'stage output' are
    not: those words stand in the definition, or are terms themselves, and so the term is meant.
    """
    common = common_words(language.code)
    defined = tokenize(normalize_punctuation(term.text))[0]
    known = frozenset(chain.from_iterable(_forms(word, language) for word in defined))
    known |= common.stop | common.connectives
    counts: Counter[tuple[bool, str]] = Counter()
    shown: dict[tuple[bool, str], str] = {}  # of all forms the first
    for use in uses:
        before, used, after = use.context
        for beside, is_left in ((_WORD_BEFORE.search(before), True), (_WORD_AFTER.match(after), False)):
            forms = _forms(beside["word"], language) if beside else known
            if beside and known.isdisjoint(forms) and not any(form in glossary for form in forms):
                counts[is_left, min(forms)] += 1
                phrase = f"{beside[0]}{used}" if is_left else f"{used}{beside[0]}"
                shown.setdefault((is_left, min(forms)), phrase.lower())
    return [shown[key] for key, count in counts.most_common(MAX_AROUND) if count >= MIN_AROUND]


@lru_cache(maxsize=1 << 12)
def _forms(word: str, language: Language) -> frozenset[str]:
    """Return a word in small letters, the keys of its forms, and its forms."""
    key = language.lemma_key or casefold_key
    forms = language.inflect(word)
    return frozenset((casefold_key(word), *map(key, forms), *map(casefold_key, forms)))
