"""A rendered page for tests, from its HTML and its front matter."""

from collections.abc import Mapping

from tracktwo.model.lesson import read_lesson_meta
from tracktwo.model.page import LinkedPage, PageRecord


def rendered_page(
    title: str, url: str, html: str, source: str, meta: Mapping[str, object] | None = None, *sections: str
) -> LinkedPage:
    read, problems = read_lesson_meta(source, meta or {}, language="en")
    assert not problems
    return LinkedPage(source, url, title, html, sections=sections, record=PageRecord(source, read))
