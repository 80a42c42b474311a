r"""Regular plurals, cases and articles: the other forms in which a language may write a word.

They stand for words that no dictionary has (microservice), and tell a noun's forms from a verb's where both
have one lemma: `pouvoirs` is a form of the noun `pouvoir`, and `peut` is none. A form that is no word does no
harm; so the rules are few and generous, and whoever applies them leaves out what is known as another word.
"""

import re
import unicodedata
from functools import cache, lru_cache

# For each language, endings and what stands in their place in other forms; `-` is nothing. An ending is a
# regular expression, and `\1` what it holds in brackets. All that fit apply.
_ENDINGS = {
    "ar": ["ة=ات", "ات=ة"],
    "bn": ["=ের র কে তে ে য় গুলি গুলির গুলিকে গুলিতে গুলো গুলোর গুলোকে গুলোতে সমূহ সমূহের সমূহকে রা দের"],
    "ca": ["=s es", "a=es", "([àéíó])=\\1ns", "s=-", "es=a -", "ns=-"],
    "cs": ["([^aeiouyáéíýě])=\\1u \\1a \\1e \\1ě \\1em \\1ovi \\1y \\1i \\1í \\1ů \\1ům \\1ech \\1ích \\1mi"],
    "da": ["=en et er e erne ene s ens ets ernes", "e=en er erne ens ernes", "e=-", "er=- e"],
    "de": [
        "=e en er ern es s n nen", "(?:um|us|a)=en", "e[nrms]?=- e en er em es", "s=-", "en=um us a",
        r"a([^aeiou]+)=ä\1e ä\1en ä\1er ä\1ern", r"o([^aeiou]+)=ö\1e ö\1en ö\1er ö\1ern",
        r"u([^aeiou]+)=ü\1e ü\1en ü\1er ü\1ern", r"ä(u?[^aeiou]+)e[nr]?=a\1", r"ö([^aeiou]+)e[nr]?=o\1",
        r"ü([^aeiou]+)e[nr]?=u\1", r"au([^aeiou]+)=äu\1e äu\1en äu\1er äu\1ern",
    ],
    "el": [
        "ος=οι ου ο ους ων", "ο=α ου ων", "[αη]ς?=ες ας ης α η ων", "ι=ια ιού ιών", "οι=ος", "ες=α η", "α=ο",
        "ία=ιών",
    ],
    "es": ["=s es", "z=ces", "s=-", "es=- e", "ces=z", "ó([ns])=o\\1es", "o([ns])es=ó\\1", "é([ns])=e\\1es"],
    "et": ["ma=mad mat male mas mast maks maga mata mate masse"],
    "fr": ["=s x", "al=aux", "s=-", "x=-", "aux=al", "er=ère ères", "ir=ire ires"],
    "gl": ["=s es", "n=ns", "z=ces", "l=is", "s=-", "es=- e"],
    "hbs": ["([^aeiou])=\\1a \\1u \\1om \\1em \\1i \\1e \\1ima"],
    "hi": ["=ों स ्स", "्स=-", "ों=-", "ा=े ों", "ा=ाओं ाएं ाएँ"],
    "id": ["=nya lah kah pun ku mu"],
    "it": [
        "[oe]=i", "a=e i", "io=i", "co=chi", "go=ghi", "ca=che", "ga=ghe", "([cg])ia=\\1e",
        "i=o e a io", "e=a", "chi=co", "ghi=go", "che=ca", "ghe=ga", "([^aeiou])=\\1s", "s=-",
    ],
    "nb": ["=en et a er ene s ens ets enes", "e=en er ene a ens enes", "e=-", "er=- e"],
    "nl": [
        "=en s e", "heid=heden", r"([aeiou])([^aeiou])=\1\2\2en", r"([aeiou])\1([^aeiou])=\1\2en",
        r"([aeioulr])s=\1zen", r"([aeioulr])f=\1ven", "en=-", "s=-", "e=-",
    ],
    "pl": ["ć=ci cią ciom ciami ciach", "[yaeią]=y i ego emu ym a ej ą e ych ymi", "ich=i"],
    "pt": ["=s es", "ão=ões ãos ães", "l=is", "il=is eis", "m=ns", "s=-", "es=- e", "ões=ão", "is=l", "ns=m"],
    "ro": [
        "=i ul ului ii ilor e ele elor uri urile urilor", "t=ți ții ților", "u=i ul ului e ele elor",
        "iu=ii iul iului iile iilor", "ă=e i a ei ele elor ile ilor", "e=i ea ii ile ilor ei elui",
        "ie=ia iei iile iilor",
    ],
    "ru": [
        "ь=и ью ей ям ями ях", "(?:[ыи]й|[аоыи][йея])=ый ий ого ому ым ом ая ой ую ое ее ые ие ых их ыми ими",
    ],
    "sk": ["ť=ti ťou tí tiam tiach ťami"],
    "sv": [
        "=en et n t ar er arna erna na ens ets ars ers arnas ernas s", "a=an or orna ans ors ornas",
        "e=en ar arna -", "d=t de", "er=-",
    ],
    "tr": [
        "k=klar kler ğı ği ğa ğe ktan kten kta kte ğın ğin",
        "([ıu])=\\1nı \\1nu \\1nın \\1nun \\1na \\1nda \\1ndan",
        "([iü])=\\1ni \\1nü \\1nin \\1nün \\1ne \\1nde \\1nden",
    ],
}  # fmt: skip
_SAME_RULES = {"ast": "es", "lb": "de", "ms": "id", "nn": "nb"}

# How a lemma is written that may be a verb's (the infinitive, or what dictionaries have in its place), or in
# Romance languages, whose nouns have a plural and nothing else, a pronoun's.
_SHORT = r"|\b.{1,3}"
_ONE_SYLLABLE = r"|\b[^aeiouyæøåäö]*[aeiouyæøåäö]"
_VERBS = {
    "ast": f"[aei]r(?:se)?{_SHORT}", "ca": f"[aei]r(?:-se)?|re{_SHORT}", "cs": "t|ci",
    "da": f"e{_ONE_SYLLABLE}", "de": "n", "el": "[ωώ]|μαι", "eo": "i", "es": f"[aeií]r(?:se)?{_SHORT}",
    "et": "ma", "fr": f"[ei]r|re{_SHORT}", "gl": f"[aeií]r{_SHORT}", "hbs": "[tć]i", "hi": "ना",
    "it": f"[aei]r(?:e|si)|rre{_SHORT}", "lb": "n", "lt": "ti", "lv": "t|ties", "nb": f"e{_ONE_SYLLABLE}",
    "nl": "n", "nn": f"[ea]{_ONE_SYLLABLE}", "pl": "ć|c", "pt": f"[aeio]r|ôr{_SHORT}", "ro": "[aieî]",
    "ru": "т[иь](?:ся)?|чь(?:ся)?", "sk": "ť", "sl": "[tč]i", "sv": f"as?{_ONE_SYLLABLE}", "tr": "m[ae]k",
    "uk": "ти(?:ся)?",
}  # fmt: skip


def is_form_of(word: str, lemma: str, language: str) -> bool:
    """Tell whether a word can be a noun's or an adjective's form of its lemma, and no verb's or pronoun's.

    A verb's lemma may be a noun's, too (`pouvoir`); then the noun's regular forms count, and no others. Where
    lemmas do not tell, a form that has nothing in common with its lemma is a pronoun's or the verb to be's.
    """
    if word == lemma:
        return True
    if is_verb(lemma, language):
        return word in regular_forms(lemma, language)
    first, other = unicodedata.normalize("NFD", word[0] + lemma[0])[0], unicodedata.normalize("NFD", lemma)[0]
    return first == other or word[-2:] == lemma[-2:]


def is_verb(lemma: str, language: str) -> bool:
    """Tell whether a lemma is written as a verb's is in a language, given by its code."""
    return language in _VERBS and re.search(f"(?:{_VERBS[language]})$", lemma) is not None


@lru_cache(maxsize=1 << 15)
def regular_forms(word: str, language: str) -> frozenset[str]:
    """Return a word and the other forms that it has by the rules of a language, given by its code."""
    if word.isupper():
        return frozenset((word, f"{word}s"))
    forms = {word}
    for ending, others in _rules(_SAME_RULES.get(language, language)):
        if match := ending.search(word):
            forms.update(word[: match.start()] + match.expand(other) for other in others)
    return frozenset(form for form in forms if len(form) > 1)


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return the endings of a language, each with what may stand in its place."""
    rules = (rule.split("=") for rule in _ENDINGS.get(language, ()))
    return tuple(
        (re.compile(f"{ending}$"), tuple("" if form == "-" else form for form in forms.split()))
        for ending, forms in rules
    )
