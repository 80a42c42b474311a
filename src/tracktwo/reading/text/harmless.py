"""What a stranger's file may bring: words, and links that lead to pages. What could run becomes text."""

import re
from collections.abc import Iterable
from dataclasses import replace

from tracktwo.model.addresses import is_harmless
from tracktwo.reading.text.lesson import Lesson, Paragraph, TermEntry, TermList
from tracktwo.reading.text.notices import Notices


def _markup(span: str) -> re.Pattern[str]:
    """Return what finds a span of code, a tag, a list of attributes with values, and the targets of links."""
    return re.compile(
        rf"(?P<code>{span})|(?P<tag><)(?=[a-zA-Z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)"
        r"|(?P<list>\{)(?=[^{}\n]*=)"
        r"|(?P<link>\]\()(?=\s*<?(?P<address>[^)]{0,2000}))"
        r"|(?P<reference>^[ \t>*+.)\d-]*\[)(?=[^\]\n]*\]:\s*<?(?P<target>\S+))",
        re.MULTILINE,
    )


_BESIDE_CODE, _ANYWHERE = _markup(r"`[^`\n]+`"), _markup("(?!)")


def without_harmful_links(lesson: Lesson, file: str) -> Lesson:
    """Return a lesson whose links all lead to pages; the words stay, and a notice names what is text now."""
    notices = Notices(file)
    harmless = lesson.with_paragraphs(lambda paragraphs: [_paragraph(said, notices) for said in paragraphs])
    return replace(harmless, problems=(*lesson.problems, *notices.found))


def without_harmful_definitions(terms: Iterable[TermEntry], file: str) -> TermList:
    """Return terms whose definitions are Markdown without HTML, with links to pages alone, and notices."""
    notices = Notices(file)
    kept = tuple(
        replace(term, definition=_as_text(term, notices)) if term.markdown else term for term in terms
    )
    return TermList(kept, notices.found)


def _paragraph(said: Paragraph, notices: Notices) -> Paragraph:
    harmful = [run for run in said.runs if run.link and not is_harmless(run.link)]
    for run in harmful:
        notices.add("link that could run code, kept as text", 0, run.link, code="unsafe-link")
    kept = (replace(run, link="") if run in harmful else run for run in said.runs)
    return replace(said, runs=tuple(kept)) if harmful else said


def _as_text(term: TermEntry, notices: Notices) -> str:
    # Code stays where no reader of Markdown can take it for anything else.
    ticks = term.definition.replace("\\`", "``")
    plain = "``" not in ticks and not any(line.count("`") % 2 for line in ticks.split("\n"))

    def escaped(found: re.Match[str]) -> str:
        address = found["address"] if found["link"] else found["target"] or ""
        if found["code"] or ((found["link"] or found["reference"]) and is_harmless(address)):
            return found[0]
        if found["tag"] or found["list"]:
            notices.add(
                "HTML in a definition, kept as text", term.line, term.headword or "", code="html-as-text"
            )
            return "&lt;" if found["tag"] else "\\{"
        notices.add("link that could run code, kept as text", term.line, address, code="unsafe-link")
        return "]\\(" if found["link"] else f"{found[0][:-1]}\\["

    return (_BESIDE_CODE if plain else _ANYWHERE).sub(escaped, term.definition)
