"""What a title page says of a lesson, from its front matter: author, objective, source, licence, date."""

import datetime
from collections.abc import Mapping
from typing import Any

from tracktwo.publishing.book.nodes import Node
from tracktwo.wording import words, written_date


def title_page(title: str, meta: Mapping[str, object], language: str) -> dict[str, Any]:
    """Return a lesson's `title`, `author`, `objective`, and `facts`: labelled lines for the page's foot."""
    lines = {
        "source": _source(meta.get("source")),
        "license": _linked(text_of(meta.get("license"))),
        "date": _linked(_date(meta.get("date"), language)),
    }
    labels = words(language, "book")
    return {
        "title": title,
        "author": text_of(meta.get("author")),
        "objective": text_of(meta.get("objective")),
        "facts": [{"label": labels[name], "body": body} for name, body in lines.items() if body],
    }


def text_of(value: object) -> str:
    """Return a value of the front matter as one line; a list with commas, what is empty as nothing."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(text_of, value)))
    return " ".join(str(value).split()) if value is not None else ""


def date_of(meta: Mapping[str, object]) -> datetime.date | None:
    """Return the front matter's date, if it is one."""
    value = meta.get("date")
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(text_of(value))
    except ValueError:
        return None


def _date(value: object, language: str) -> str:
    date = date_of({"date": value})
    return written_date(date, language) if date else text_of(value)


def _source(value: object) -> list[Node]:
    """Return a source: its title, its author, and on a line of its own its address."""
    if not isinstance(value, Mapping):
        return _linked(text_of(value))
    named = ", ".join(filter(None, (text_of(value.get("title")), text_of(value.get("author")))))
    address = _linked(text_of(value.get("url")))
    if named and address:
        return [named, {"is": "line-break"}, *address]
    return [named] if named else address


def _linked(text: str) -> list[Node]:
    if text.startswith(("https://", "http://")):
        return [{"is": "link", "address": text, "body": [text]}]
    return [text] if text else []
