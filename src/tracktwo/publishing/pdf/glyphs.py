"""Characters that the fonts of a book lack: what stands for them, and what is said of it."""

import functools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import typst

from tracktwo.model.problem import Problem, invalid
from tracktwo.publishing.book.nodes import as_json, plain_text, with_text
from tracktwo.publishing.book.tree import BookTree, Chapter
from tracktwo.publishing.pdf.compiler import MAIN, compile_template
from tracktwo.publishing.pdf.fonts import MONOSPACED, han_face
from tracktwo.wording import words

NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
# What Typst's own fonts have: Latin, Greek, Cyrillic, and usual punctuation.
COMMON = re.compile(
    "[\x00-\u017f\u0391-\u03ce\u0410-\u044f\u2010-\u2015\u2018-\u201e\u2022\u2026\u2060\u200b]+"
)
ACCENT = re.compile('"is": "accent", "text": "[^"]+"')  # the fonts of formulas have it
# What says how others look, as the skin of people does, or joins them.
INVISIBLE = re.compile("[\u200c-\u200f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
# Made of other characters (Unicode, 5.7.3) that say the same, where `<super>` and its like do not.
SAME = re.compile("<(compat|isolated|narrow|square|wide)>|(?!<).")
MAX_LISTED = 5  # in one message
# Of a book's letters, those that may be names: of words in another script it has a few in a hundred, and of a
# translation beside its text half. A name has twenty letters or more, so little else is then left to read.
MAX_NAMED = 0.25
SCRIPT = re.compile("(.+?)(?: SMALL| CAPITAL)? (?:LETTER|SYLLAB|CHARACTER|SIGN|UNIFIED|HIEROGLYPH|VOWEL)")
EAST_ASIAN = {"Han": "SC", "Hiragana": "JP", "Katakana": "JP", "Hangul": "KR", "Bopomofo": "TC"}
FONT = "put a font that has it into the folder that `pdf: fonts` names, or set `pdf: system_fonts`"


def with_names(
    tree: BookTree, fonts: typst.Fonts, families: Sequence[str]
) -> tuple[BookTree, tuple[Problem, ...]]:
    """Put names in brackets in the place of characters that no font has, and say so of each page.

    A name stands well for a sign, such as an emoji, but nobody can read words that are made of names. What
    fonts have of a character's parts is as good: of `＋` the `+`.
    Raises InvalidInput, with a script and a font for it, where more than MAX_NAMED of letters would be names.
    """
    lacking = functools.partial(_missing, fonts=fonts, families=tuple(families))
    missing = lacking(tuple(sorted(_rare(tree))))
    if not missing:
        return tree, ()
    same = _same(missing, lacking)
    missing -= same.keys()
    _check_script(tree, missing)
    if missing.intersection("".join(tree.words.values())):
        tree = replace(tree, words=words("en", "book"))
    names = str.maketrans(same | {it: f"[{_name(it)}]" for it in missing})
    problems = []
    for part in (*tree.chapters, tree.glossary):
        file = part.source if isinstance(part, Chapter) else ""
        found = sorted(missing.intersection("".join(_rare(part))))
        letters = [it for it in found if unicodedata.category(it)[0] in "LMN"]
        if letters:
            problems.append(Problem(file, 0, "missing-glyph", "warning", _message(letters), FONT))
        if signs := [it for it in found if it not in letters]:
            problems.append(Problem(file, 0, "missing-sign", "notice", _message(signs), FONT))
    return with_text(tree, lambda text: text.translate(names)), tuple(problems)


def _check_script(tree: BookTree, missing: frozenset[str]) -> None:
    """Raise InvalidInput for a book in a script that no font has."""
    bodies = [part.body for part in tree.chapters] + ([tree.glossary.body] if tree.glossary else [])
    letters = Counter(it for body in bodies for it in plain_text(body) if it.isalpha())
    scripts = Counter[str]()
    for letter in missing & letters.keys():
        scripts[_script(letter)] += letters[letter]
    if scripts.total() <= MAX_NAMED * letters.total():
        return
    script = scripts.most_common(1)[0][0]
    han = f"Noto Serif CJK {han_face(tree.language, tree.region) or EAST_ASIAN.get(script)}"
    font = han if script in EAST_ASIAN else f"Noto {'Serif' if script == 'Tibetan' else 'Sans'} {script}"
    message = f"no font of this book can show {script}, in which much of it is written: it is no PDF"
    remedy = FONT.replace("a font", f"{font}, or another font")
    raise invalid(message, code="missing-script", remedy=remedy)


def _same(characters: frozenset[str], missing: Callable[[tuple[str, ...]], frozenset[str]]) -> dict[str, str]:
    """Return what stands for some characters as well, and is not missing; nothing for what nobody sees."""
    kinds = {it: unicodedata.decomposition(it) for it in characters}
    parts = {it: unicodedata.normalize("NFKD", it) for it in characters if SAME.match(kinds[it])}
    lacking = missing(tuple(sorted(parts.values())))
    unseen = {it: "" for it in characters if INVISIBLE.match(it)}
    return {it: found for it, found in parts.items() if not lacking.intersection(found)} | unseen


def _message(characters: Sequence[str]) -> str:
    listed = ", ".join(f"{it} (U+{ord(it):04X})" for it in characters[:MAX_LISTED])
    more = f" and {len(characters) - MAX_LISTED} more" if len(characters) > MAX_LISTED else ""
    return f"no font of this book can show {listed}{more}: its name stands for it"


def _rare(part: object) -> set[str]:
    """Return the characters of a book that Typst's own fonts may lack, marks with what bears them."""
    text = ACCENT.sub("", json.dumps(part, ensure_ascii=False, default=as_json))
    rare = set(COMMON.sub("", text))
    marks = {character for character in rare if unicodedata.category(character).startswith("M")}
    borne = f"[^{''.join(marks)}][{''.join(marks)}]+"
    return rare - marks | set(re.findall(borne, text) if marks else ())


def monospaced(tree: BookTree, fonts: typst.Fonts, families: Sequence[str]) -> tuple[Problem, ...]:
    """Say that letters, such as Arabic ones, are in the font of code alone, if the text has another."""
    letters = tuple(sorted(it for it in _rare(tree) if it[0] > "\u0530" and it[0].isalpha()))
    if families[0] == MONOSPACED or not letters:
        return ()
    of_books = tuple(family for family in families if family != MONOSPACED)
    found = _missing(letters, fonts, of_books) - _missing(letters, fonts)
    if not found:
        return ()
    more = f" and {len(found) - 1} letters more" if len(found) > 1 else ""
    message = f"no book face has {min(found)} ({_name(min(found))}){more}"
    return (Problem("", 0, "no-book-face", "notice", f"{message}: they look as code does", FONT),)


@functools.cache
def _missing(
    characters: tuple[str, ...], fonts: typst.Fonts, families: tuple[str, ...] = ()
) -> frozenset[str]:
    """Return those characters that no font has, or none of some families: Typst names them one by one.

    Of families Typst tries each; without any it takes one more font for a letter and gives up if that lacks
    the mark on it.
    """
    page = {
        MAIN: b"""#set document(title: "a")
#let (families, text) = json(bytes(sys.inputs.text))
#set std.text(font: families, fallback: false) if families.len() > 0
#for it in text [a#it#parbreak()]"""
    }
    try:
        compile_template(page, Path.cwd(), {"text": json.dumps((families, characters))}, fonts)
    except typst.TypstError as error:
        found = "".join(NO_GLYPH.findall(error.diagnostic))
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found)
        return frozenset(COMMON.sub("", text)).intersection("".join(characters))
    return frozenset()


def _script(letter: str) -> str:
    """Return the script of a letter, with which its name begins."""
    found = SCRIPT.match(unicodedata.name(letter, ""))
    return found[1].title().replace("Cjk", "Han") if found else ""


def _name(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}").lower()
