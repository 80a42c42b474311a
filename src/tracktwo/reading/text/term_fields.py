"""What the columns of a table and the keys of a YAML file are called, and how they become an entry."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from tracktwo.model.problem import invalid
from tracktwo.reading.text.lesson import TermEntry

# In English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Japanese, Chinese, Korean, Arabic,
# Polish, Czech, Swedish, Norwegian, Danish, Finnish, Ukrainian, Turkish, Vietnamese.
FIELDS = {
    "term": "term|terms|headword|name|word|concept|expression|entry|begriff|fachbegriff|wort|eintrag|terme"
    "|mot|término|termino|palabra|concepto|termine|parola|termo|palavra|begrip|woord|термин|слово|понятие|用語|言葉|术语|術語|词条"
    "|용어|مصطلح|المصطلح|termin|pojęcie|hasło|pojem|begrepp|begrep|begreb|termi|käsite|термін|terim"
    "|thuật ngữ",
    "definition": "definition|definitions|def|meaning|description|explanation|erklärung|bedeutung"
    "|beschreibung|erläuterung|définition|signification|explication|definición|definicion|significado|descripción"
    "|definizione|significato|descrizione|definição|descrição|definitie|betekenis|omschrijving|uitleg|определение|значение"
    "|definicja|znaczenie|opis|definice|význam|förklaring|forklaring|betydelse|määritelmä|selitys|визначення"
    "|tanım|định nghĩa|описание|定義|意味|説明|定义|释义|解释|說明|정의|설명|뜻|تعريف|التعريف",
    "also": "also|synonyms|synonym|aliases|alias|acronym|acronyms|abbreviation|abbreviations|other names"
    "|also known as|synonyme|abkürzung|sigle|sinónimos|sinonimi|sinônimos|synoniemen|afkorting|синонимы"
    "|сокращение|synonimy|skrót|synonyymit|同義語|別名|略語|同义词|别名|缩写|동의어|약어|مرادفات",
}
_FIELD = {name: field for field, names in FIELDS.items() for name in names.split("|")}
_BETWEEN_NAMES = re.compile("[;|]")


def field_of(name: str) -> str | None:
    """Return what a column or key stands for, in any case and number: term, definition, also, or None."""
    name = normalize("NFC", " ".join(name.casefold().replace("_", " ").split()))
    return _FIELD.get(name) or _FIELD.get(name.removesuffix("s"))


def other_names(text: str) -> tuple[str, ...]:
    """Part names at `;` and `|`: a comma may belong to a name."""
    return tuple(filter(None, map(str.strip, _BETWEEN_NAMES.split(text))))


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
