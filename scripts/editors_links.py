"""How many of the links that editors made by hand between the pages of a glossary are made without them.

python scripts/editors_links.py content/es --language es
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from shutil import copytree
from tempfile import TemporaryDirectory

import click
from lxml import html
from markdown import Markdown

from judging import (
    EXTENSIONS,
    FRONT_MATTER,
    Sample,
    around,
    blocks,
    interval,
    linked,
    links_of,
    read_source,
    text_of,
)
from tracktwo import Glossary
from tracktwo.linking.matching.languages import find_language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.matching.tokens import MARKS
from tracktwo.linking.review.linked_names import LinkedName, missing_names
from tracktwo.linking.review.written_links import read_links

_LINK = re.compile(r'(?<!!)\[(?P<text>[^][]+)\]\(\s*(?P<href>[^()\s]+)(?:\s+"[^"]*")?\s*\)')
_WORD = re.compile(rf"[\w{MARKS}]+")
_BRACKETS = re.compile(r"[(（)）]")


@click.command()
@click.argument("docs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--language", default="en", show_default=True)
@click.option("--missed", is_flag=True, help="Print those that are not made, as CSV.")
@click.option("--learn", is_flag=True, help="First add names that the links of other pages teach.")
def main(docs: Path, language: str, missed: bool, learn: bool) -> None:
    """Count how many of the editors' links to pages of a glossary are made where these are taken out.

    DOCS is a folder with a page for each term. Every use is linked; a link counts if the linker has one to
    the same term that covers a part of it. What the editors call a term need be none of its names (`scaling`
    of `Scalability`): so those that do name it are counted by themselves, too.

    `--learn` does what `tracktwo check` says of such links, with those on one half of the pages at random,
    and counts those on the other half; then the other way round.
    """
    terms = {Path(term.page).stem: term.headword for term in Glossary.read(docs, ".")}
    pages = sorted(docs.rglob("*.md"))
    mixed = Random(1).sample(pages, len(pages))  # noqa: S311 - as in `draw`
    halves = [mixed[::2], mixed[1::2]] if learn else [[], pages]
    links: list[Sample] = []
    for taught, counted in (halves, halves[::-1]) if learn else [halves]:
        with with_names_of(taught, docs, language) as folder:
            for page in sorted(counted):
                links += editors_links(folder / page.relative_to(docs), folder, terms, language)
    if missed:
        rows = (link for link in links if link.judgement == "missed")
        csv.writer(sys.stdout).writerows([Sample._fields, *rows])
    named = [link for link in links if _is_named(link)]
    for what, some in (("editors' links made", links), ("of those that name the term", named)):
        made = sum(link.judgement == "right" for link in some)
        low, high = interval(made, max(len(some), 1))
        share = f"{made} of {len(some)}, {made / max(len(some), 1):.0%} ({low:.0%} to {high:.0%})"
        click.echo(f"{what}: {share}", err=missed)


@contextmanager
def with_names_of(taught: Iterable[Path], docs: Path, language: str) -> Iterator[Path]:
    """Yield a copy of a glossary with the names that the links on some of its pages teach.

    Args:
        taught: the pages.
        docs: the folder that the glossary is.
        language: the code of its language.
    """
    glossary, rules = Glossary.read(docs, "."), find_language(language)
    terms = {Path(term.page).stem: term for term in glossary}
    texts = {page.relative_to(docs).as_posix(): read_source(page) for page in taught}
    links = [
        LinkedName(link.text, terms[name], path, link.line)
        for path, text in texts.items()
        for link in read_links(text)
        if (name := _page_name(link.href)) in terms
    ]
    names: dict[str, list[str]] = {}
    for first, *_ in missing_names(links, Matcher(glossary, rules), rules, texts):
        names.setdefault(first.term.page, []).append(first.text)
    with TemporaryDirectory() as folder:
        copy = Path(copytree(docs, Path(folder, "docs")))
        for path, learnt in names.items():
            text = (copy / path).read_text("utf-8")
            header = FRONT_MATTER.match(text)
            end = header.end() if header else 0
            (copy / path).write_text(f"{text[:end]}\n*Also: {', '.join(learnt)}*\n\n{text[end:]}", "utf-8")
        yield copy


def _is_named(link: Sample) -> bool:
    """Tell whether the words of a link are a name of its term, whatever their endings."""
    words = re.sub(r".*«|».*", "", link.text)
    names = (_WORD.findall(name) for name in (link.term, *_BRACKETS.split(link.term)))
    patterns = (r"\W+".join(map(_with_any_ending, name)) for name in names if name)
    return any(re.search(pattern, words, re.IGNORECASE) for pattern in patterns)


def _with_any_ending(word: str) -> str:
    return re.escape(word[:-2] if len(word) > 5 else word) + rf"[\w{MARKS}]{{0,4}}"


def editors_links(page: Path, docs: Path, terms: dict[str, str], language: str) -> Iterator[Sample]:
    """Yield the editors' links on a page to others that define terms; `right` are those that are made, too.

    Args:
        page: a page of the glossary.
        docs: the folder that the glossary is.
        terms: the headwords, by the names of their pages.
        language: the code of their language.
    """

    def term_of(link: html.HtmlElement) -> str:
        return terms.get(_page_name(link.get("href", "")), "")

    def without_link(match: re.Match[str]) -> str:
        return match["text"] if _page_name(match["href"]) in terms else match[0]

    source, path = read_source(page), page.relative_to(docs).as_posix()
    theirs = blocks(Markdown(extensions=EXTENSIONS).convert(source), term_of)
    without = linked(_LINK.sub(without_link, source), docs, path, ".", language)
    ours = {text_of(block): block for block in blocks(without)}
    for block in theirs:
        text = text_of(block)
        made = links_of(ours.get(text, []))
        for start, end, term in links_of(block):
            found = any(other == term and first < end and start < last for first, last, other in made)
            yield Sample("link", term, path, around(text, start, end), "right" if found else "missed")


def _page_name(href: str) -> str:
    """Return the name of the page to which a link within a site leads; none of what leads elsewhere."""
    return "" if ":" in href else Path(href.partition("#")[0]).stem


if __name__ == "__main__":
    main()
