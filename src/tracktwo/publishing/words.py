"""The few words that a book says by itself, by language, and how it writes a date."""

import datetime
from typing import Any

NAMES = (
    "contents", "glossary", "objective", "source", "license", "date", "page", "pages", "see-page", "page-of",
    "used-in", "accessibility",
)  # fmt: skip
# By language: what NAMES names, then how a date is written, and the names of the months in it.
_WORDS = {
    "ar": (
        "المحتويات", "مسرد المصطلحات", "الهدف", "المصدر", "الترخيص", "التاريخ", "الصفحة", "الصفحات",
        " (الصفحة {page})", "صفحة {page} من {total}", "يُستخدم في:",
        "يمكن قراءته نصًا، مع عناوين وفهرس محتويات ومصطلحات مرتبطة بتعريفاتها.",
        "{day} {month} {year}",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    ),
    "de": (
        "Inhalt", "Glossar", "Lernziel", "Quelle", "Lizenz", "Datum", "Seite", "Seiten", " (Seite {page})",
        "Seite {page} von {total}", "Verwendet in:",
        "Als Text lesbar, mit Überschriften, Inhaltsverzeichnis und verlinkten Begriffen.",
        "{day}. {month} {year}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "en": (
        "Contents", "Glossary", "Objective", "Source", "Licence", "Date", "Page", "Pages", " (page {page})",
        "page {page} of {total}", "Used in:",
        "Can be read as text, with headings, contents and linked terms.",
        "{day} {month} {year}",
        "January February March April May June July August September October November December",
    ),
    "es": (
        "Índice", "Glosario", "Objetivo", "Fuente", "Licencia", "Fecha", "Página", "Páginas",
        " (página {page})", "página {page} de {total}", "Se usa en:",
        "Puede leerse como texto, con títulos, índice y términos enlazados.",
        "{day} de {month} de {year}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "fr": (
        "Table des matières", "Glossaire", "Objectif", "Source", "Licence", "Date", "Page", "Pages",
        " (page {page})", "page {page} sur {total}", "Employé dans\u00a0:",
        "Peut se lire comme du texte, avec des titres, un sommaire et des termes liés.",
        "{day} {month} {year}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "it": (
        "Indice", "Glossario", "Obiettivo", "Fonte", "Licenza", "Data", "Pagina", "Pagine",
        " (pagina {page})", "pagina {page} di {total}", "Usato in:",
        "Si può leggere come testo, con titoli, indice e termini collegati.",
        "{day} {month} {year}",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    "ja": (
        "目次", "用語集", "学習目標", "出典", "ライセンス", "日付", "ページ", "ページ", "（{page}ページ）",
        "{page} / {total} ページ", "使用箇所：",
        "テキストとして読むことができ、見出し・目次・用語へのリンクがあります。",
        "{year}年{month}月{day}日", "1 2 3 4 5 6 7 8 9 10 11 12",
    ),
    "nl": (
        "Inhoud", "Woordenlijst", "Leerdoel", "Bron", "Licentie", "Datum", "Pagina", "Pagina’s",
        " (pagina {page})", "pagina {page} van {total}", "Gebruikt in:",
        "Als tekst te lezen, met koppen, inhoudsopgave en gekoppelde begrippen.",
        "{day} {month} {year}",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
    "pt": (
        "Índice", "Glossário", "Objetivo", "Fonte", "Licença", "Data", "Página", "Páginas",
        " (página {page})", "página {page} de {total}", "Usado em:",
        "Pode ser lido como texto, com títulos, índice e termos com ligações.",
        "{day} de {month} de {year}",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    "ru": (
        "Содержание", "Глоссарий", "Цель", "Источник", "Лицензия", "Дата", "Страница", "Страницы",
        " (с. {page})", "страница {page} из {total}", "Используется в разделах:",
        "Читается как текст, с заголовками, содержанием и ссылками на термины.",
        "{day} {month} {year} г.",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    "zh": (
        "目录", "术语表", "学习目标", "来源", "许可协议", "日期", "页", "页", "（第 {page} 页）",
        "第 {page} 页，共 {total} 页", "用于：",
        "可作为文本阅读，带有标题、目录和术语链接。",
        "{year}年{month}月{day}日", "1 2 3 4 5 6 7 8 9 10 11 12",
    ),
}  # fmt: skip


def words(language: str) -> dict[str, Any]:
    """Give the words for a language such as `pt-BR`; English where this table has no other."""
    return dict(zip(NAMES, _entry(language)[:-2], strict=True))


def written_date(date: datetime.date, language: str) -> str:
    """Write a date as a title page has it: 21 November 2026; as 2026-11-21 where the words are lacking."""
    if _code(language) not in _WORDS:
        return date.isoformat()
    *_, written, months = _entry(language)
    return written.format(day=date.day, month=months.split()[date.month - 1], year=date.year)


def _entry(language: str) -> tuple[str, ...]:
    return _WORDS.get(_code(language), _WORDS["en"])


def _code(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
