"""Writing systems: which run from the right, which have no spaces, and which characters show nothing."""

import re

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
