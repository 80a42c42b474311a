"""The few words that a book says by itself, by language, and how it writes a date."""

import datetime
from typing import Any

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "contents": "Contents",
        "glossary": "Glossary",
        "objective": "Objective",
        "source": "Source",
        "license": "Licence",
        "date": "Date",
        "page": "Page",
        "pages": "Pages",
        "see-page": " (page {page})",
        "page-of": "page {page} of {total}",
        "day": "{day} {month} {year}",
        "months": "January February March April May June July August September October November December",
    },
}


def words(language: str) -> dict[str, Any]:
    """Give the words for a language such as `pt-BR`; English where this table has no other."""
    return WORDS.get(language) or WORDS.get(language.partition("-")[0]) or WORDS["en"]


def written_date(date: datetime.date, language: str) -> str:
    """Write a date as a title page has it: 21 November 2026; as 2026-11-21 where the words are lacking."""
    if language.partition("-")[0] not in WORDS:
        return date.isoformat()
    table = words(language)
    month = table["months"].split()[date.month - 1]
    return str(table["day"]).format(day=date.day, month=month, year=date.year)
