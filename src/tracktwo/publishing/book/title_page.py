"""What a title page says of a lesson: author, objective, source, licence, date."""

from typing import Any

from tracktwo.model.lesson import CreditedWork, LessonMeta
from tracktwo.publishing.book.nodes import Node
from tracktwo.wording import words, written_date


def title_page(title: str, meta: LessonMeta, language: str) -> dict[str, Any]:
    """Return a lesson's `title`, `author`, `objective`, and `facts`: labelled lines for the page's foot."""
    lines = {
        "source": _source(meta.source) if meta.source else [],
        "license": _linked(meta.license.name, meta.license.url) if meta.license else [],
        "date": [written_date(meta.date, language)] if meta.date else [],
    }
    labels = words(language, "book")
    return {
        "title": title,
        "author": meta.author,
        "objective": meta.objective,
        "facts": [{"label": labels[name], "body": body} for name, body in lines.items() if body],
    }


def _source(work: CreditedWork) -> list[Node]:
    """Return a source: its title, its authors, and on a line of its own its address."""
    credit = ", ".join(filter(None, (work.title, *work.authors)))
    address = _linked(work.url, work.url)
    if credit and address:
        return [credit, {"is": "line-break"}, *address]
    return [credit] if credit else address


def _linked(text: str, address: str) -> list[Node]:
    if address:
        return [{"is": "link", "address": address, "body": [text]}]
    return [text] if text else []
