"""Writing systems: which run from the right, which have no spaces, what shows nothing, and their order."""

import re
import unicodedata
from collections.abc import Mapping

# The languages that CLDR orders from the right (`characterOrder`) where a tag names no script, old codes too;
# and the scripts that run so (ISO 15924), where it does: `ku-Arab` runs from the right, and `ku` does not.
_LANGUAGES = frozenset("ar arc ckb dv fa glk he iw ji ks lrc mzn nqo ps sd syr ug ur yi".split())
_SCRIPTS = frozenset("adlm arab aran hebr mand nkoo rohg samr syrc thaa".split())

# Letters of writing without spaces: Thai and Lao, Myanmar, Khmer, radicals, kana, Han. The middle dot of kana
# parts words, and is none of them.
UNSPACED_LETTERS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Katakana, of full and of half width, with the mark that lengthens a vowel.
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
# And the marks and forms of full width that stand between them without a space, too.
UNSPACED = f"{UNSPACED_LETTERS}\u2fe0-\u303f\u3097-\u309c\u30fb\uff00-\uff65\uffa0-\uffef"

# A tag of BCP 47, or a locale: a code of two or three letters, and what follows it.
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")

# Zero-width space, marks of direction, word joiner, byte order mark: no spelling needs them.
MEANINGLESS = "\u200b\u200e\u200f\u2060\ufeff"
# And soft hyphen, non-joiner and joiner, which show nothing either.
INVISIBLE = f"\u00ad\u200c\u200d{MEANINGLESS}"


def language_code(tag: str) -> str:
    """Return the code of a BCP 47 tag or a locale: `pt` of `pt-BR` and of `pt_BR`."""
    return re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]


def is_right_to_left(tag: str) -> bool:
    """Tell whether a language, given by its tag or locale, runs from the right."""
    code, *subtags = re.split("[-_]", tag.strip().lower())
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    return scripts[0] in _SCRIPTS if scripts else code in _LANGUAGES


# Letters that are no others with a mark, but letters (CLDR, index characters of each language).
_OWN_LETTERS: Mapping[str, str] = {
    "cs": "ČŘŠŽ", "da": "ÆØÅ", "es": "Ñ", "et": "ŠŽÕÄÖÜ", "fi": "ÅÄÖ", "hr": "ČĆĐŠŽ", "hu": "ÁÉÍÓÖŐÚÜŰ",
    "is": "ÁÉÍÓÚÝÖ", "lt": "ČŠŽ", "lv": "ČĢĶĻŅŠŽ", "nb": "ÆØÅ", "nn": "ÆØÅ", "no": "ÆØÅ", "pl": "ĄĆĘŃÓŚŹŻ",
    "ro": "ĂÂÎȘȚ", "ru": "Й", "sk": "ÄČĎĽŇÓÔŠŤŽ", "sl": "ČŠŽ", "sv": "ÅÄÖ", "tr": "ÇĞİÖŞÜ", "uk": "ЇЙ",
}  # fmt: skip
# Of these, those that come after Z, in their order; all others follow the letter that they are with a mark.
_AFTER_Z: Mapping[str, str] = {
    "da": "æøå", "et": "õäöü", "fi": "åäö", "is": "þæö", "nb": "æøå", "nn": "æøå", "no": "æøå", "sv": "åäö",
}  # fmt: skip
# Letters that Unicode has far from the one that they follow, in all languages that have them.
_FOLLOWS = str.maketrans("đłøæœþıґєіјђљњћџپچژگکی", "dloaothгеиидлнтчبجزككي")
_ARTICLE = "ال"  # of Arabic: no part of the word that is looked up


def letter_of(name: str, language: str) -> str:
    """Return the letter under which a name is looked up: É is E, but in Spanish Ñ is Ñ; `#` for signs.

    >>> [letter_of(name, "en") for name in ("état", "“Broken windows”", "(un)supervised", ".NET", "外交")]
    ['E', 'B', 'U', '#', '外']
    >>> letter_of("الوساطة", "ar")
    'و'
    """
    opened = (it for it in _looked_up(name, language) if unicodedata.category(it) not in ("Pi", "Ps"))
    letter = next(opened, "").upper()[:1]
    if letter not in _OWN_LETTERS.get(language_code(language), ""):
        letter = _without_marks(letter)
    return letter if letter.isalpha() else "#"


def alphabet_key(name: str, language: str) -> tuple[tuple[str, int, str], ...]:
    """Return what names are ordered by: as a dictionary of the language has them, what signs begin first.

    Names in writing without an alphabet are all equal, and so stay as they are.

    >>> names = ["Zebra", "data type", "Ökonomie", "database", "Oxford", ".NET", "öde"]
    >>> sorted(names, key=lambda name: alphabet_key(name, "de"))
    ['.NET', 'data type', 'database', 'öde', 'Ökonomie', 'Oxford', 'Zebra']
    >>> sorted(names, key=lambda name: alphabet_key(name, "sv"))[-3:]
    ['Zebra', 'öde', 'Ökonomie']
    """
    name = " ".join(_looked_up(name, language).replace("-", " ").split())
    if re.match(rf"\W*[{UNSPACED_LETTERS}]", name):
        return ()
    code = language_code(language)
    is_sign = letter_of(name, language) == "#"
    lower = name.replace("I", "ı").replace("İ", "i").lower() if code == "tr" else name.casefold()
    letters = unicodedata.normalize("NFC", lower)
    return ("" if is_sign else "a", 0, ""), *(_place(it, code) for it in letters if it.isalnum() or it == " ")


def _place(letter: str, code: str) -> tuple[str, int, str]:
    """Return where a letter stands: by the one it is or follows, after that one, and among these."""
    last = _AFTER_Z.get(code, "")
    if letter in last:
        return "\U0010ffff", last.index(letter), ""
    base = _without_marks(letter)
    follows = base.translate(_FOLLOWS)
    is_own = letter.upper() in _OWN_LETTERS.get(code, "")
    return follows, 1 if follows != base else 2 * is_own, letter if is_own else base


def _looked_up(name: str, language: str) -> str:
    return name.removeprefix(_ARTICLE) if language_code(language) == "ar" else name


def _without_marks(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[:1]
