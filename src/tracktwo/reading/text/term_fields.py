"""What the columns of a table and the keys of a YAML file are called, and how they become an entry."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from tracktwo.model.problem import invalid
from tracktwo.model.scripts import language_code
from tracktwo.reading.text.lesson import TermEntry

# In English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Japanese, Chinese, Korean, Arabic,
# Polish, Czech, Swedish, Norwegian, Danish, Finnish, Ukrainian, Turkish, Vietnamese.
FIELDS = {
    "term": "term|headword|name|word|concept|expression|entry|begriff|begriffe|fachbegriff|wort|eintrag|terme"
    "|mot|término|palabra|concepto|termine|termini|parola|termo|palavra|begrip|begrippen|woord|термин|термины|слово"
    "|понятие|用語|言葉|术语|術語|词条|용어|مصطلح|المصطلح|termin|pojęcie|hasło|pojem|begrepp|begrep|begreb|termi|käsite"
    "|термін|terim|thuật ngữ",
    "definition": "definition|def|meaning|description|explanation|erklärung|bedeutung"
    "|beschreibung|erläuterung|définition|signification|explication|definición|significado|descripción"
    "|definizione|significato|descrizione|definição|descrição|definitie|betekenis|omschrijving|uitleg|определение|значение"
    "|definicja|znaczenie|opis|definice|význam|förklaring|forklaring|betydelse|määritelmä|selitys|визначення"
    "|tanım|định nghĩa|описание|定義|意味|説明|定义|释义|解释|說明|정의|설명|뜻|تعريف|التعريف",
    "also": "also|synonyms|synonym|aliases|alias|acronym|acronyms|abbreviation|abbreviations|other names"
    "|also known as|auch|aussi|también|anche|também|ook|также|أيضًا|又称|synonyme|abkürzung|sigle|sigla|siglas"
    "|sinónimo|sinónimos|sinonimi|sinônimos|synoniem|synoniemen|afkorting|синоним|синонимы|сокращение|synonimy"
    "|skrót|synonyymit|同義語|別名|略語|同义词|别名|缩写|동의어|약어|مرادفات",
}
_BETWEEN_NAMES = re.compile("[;|]")


def _without_accents(name: str) -> str:
    """Return a name without accents, which hurried people leave out and some systems write apart."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))


_FIELD = {_without_accents(name): field for field, names in FIELDS.items() for name in names.split("|")}


def field_of(name: str) -> str | None:
    """Return what a column or key stands for, in any case and number: term, definition, also, or None."""
    name = _without_accents(" ".join(name.casefold().replace("_", " ").split()))
    return _FIELD.get(name) or _FIELD.get(name.removesuffix("s"))


def other_names(text: str) -> tuple[str, ...]:
    """Part names at `;` and `|`: a comma may belong to a name."""
    return tuple(filter(None, map(str.strip, _BETWEEN_NAMES.split(text))))


def chosen_language(languages: Counter[str], asked: str | None, file: str, own: str = "") -> str:
    """Return which language of a list is read: the one asked for, its own, or that of most terms; else none.

    `languages` counts the terms in each. Raises InvalidInput if none is in the language that is asked for.
    """
    wanted = asked or own
    for alike in (str.casefold, language_code):
        if found := next((tag for tag in languages if wanted and alike(tag) == alike(wanted)), None):
            return found
    if asked and languages:
        message = f'no term is defined in the language "{asked}"'
        remedy = f"choose one of {', '.join(languages)}"
        raise invalid(message, code="language-missing", file=file, remedy=remedy)
    return max(languages, key=lambda tag: languages[tag], default="")


def make_entry(
    headword: str, definition: str, also: Iterable[str], *, file: str, line: int, markdown: bool = False
) -> TermEntry:
    """Make an entry. Raises InvalidInput if it has no term or no definition."""
    headword, definition = " ".join(headword.split()), definition.strip()
    if not headword:
        message, remedy = "a definition without its term", "write the term, or delete it"
        raise invalid(message, code="definition-without-term", file=file, line=line, remedy=remedy)
    if not definition:
        message = f'the term "{headword}" has no definition'
        remedy = "write the definition, or delete the term"
        raise invalid(message, code="term-without-definition", file=file, line=line, remedy=remedy)
    names = dict.fromkeys(" ".join(name.split()) for name in also)
    others = tuple(name for name in names if name and name != headword)
    return TermEntry(headword, definition, line, others, markdown, file)
