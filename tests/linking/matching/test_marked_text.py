"""Our own talks, lectures and interviews, in which an editor has marked by hand what is a term.

In `marked/*.txt`, `[[envoy]]` is a link, and `[[envoys|Envoy]]` one to the entry with that headword, while
`((bit))` is none, although a search would find it. A mark with a reason says where the linker differs:
`[[words|Headword|reason]]` is a link that it misses, `((words|Headword|reason))` one that it should not make.
"""

import re
from pathlib import Path

import markdown
import plain_search
import pytest
from linked_blocks import Block, Link, read_blocks

MARKED = Path(__file__).parent / "marked"
PAGES = {path.stem: path.read_text("utf-8") for path in sorted(MARKED.glob("*.txt"))}
MARK = re.compile(r"\[\[(?P<link>.+?)\]\]|\(\((?P<none>.+?)\)\)", re.DOTALL)
HEADING = re.compile(r"## (?P<headword>.+?)(?: \{#(?P<id>.+)\})?")
# Names that differ from everyday words by their case alone.
EXACT = {"Go", "Make"}
# What an editor marks and a plain search does not know: plurals not regular or inside a name, and verbs.
OTHER_FORMS = {"null hypotheses", "inclusion criteria", "attorneys general", "sorting"}
MOST_FAULTS = 7


def read_glossary() -> dict[str, list[str]]:
    """Return the names of each entry, its headword first, by its anchor."""
    entries: dict[str, list[str]] = {}
    for line in (MARKED / "glossary.md").read_text("utf-8").splitlines():
        if heading := HEADING.fullmatch(line):
            headword = heading["headword"]
            slug = heading["id"] or re.sub(r"[^\w\s-]", "", headword).lower().replace(" ", "-")
            entries[slug] = [headword]
        elif line.startswith("*Also: "):
            entries[slug] += line.removeprefix("*Also: ").rstrip("*").split(", ")
    return plain_search.with_shorter(entries)


GLOSSARY = read_glossary()
SLUGS = {name.casefold(): slug for slug, names in GLOSSARY.items() for name in names}
NAMES = [name for slug, names in GLOSSARY.items() for name in plain_search.names(slug, names, EXACT)]


def as_link(mark: re.Match[str]) -> str:
    """Return an editor's mark as the HTML of a link, whose class says what kind of mark it is."""
    words, headword, reason = [*re.split(r"\s*\|\s*", mark["link"] or mark["none"]), "", ""][:3]
    name = " ".join(re.sub(r"[*]", "", headword or words).split()).replace("’", "'").casefold()
    if mark["none"] and not headword:
        return f'<a class="none" href="#">{words}</a>'
    assert name in SLUGS, f"no entry has the name {name!r}: name its headword after the words"
    kind = "linked" if mark["link"] else "wrong"
    return f'<a class="{"missed" if mark["link"] and reason else kind}" href="#{SLUGS[name]}">{words}</a>'


def blocks_as_marked(page: str) -> list[Block]:
    html = markdown.markdown(MARK.sub(as_link, page))
    return read_blocks(html, "linked", "missed", "wrong", "none")


def blocks_as_linked(page: str) -> list[Block]:
    bare = MARK.sub(lambda mark: (mark["link"] or mark["none"]).partition("|")[0], page)
    options = {"tracktwo": {"docs_dir": str(MARKED), "link": "all"}}
    return read_blocks(markdown.markdown(bare, extensions=["tracktwo"], extension_configs=options), "term")


def with_links(text: str, links: set[Link]) -> str:
    """Write a text with its links in it, so that a difference can be read."""
    for start, end, slug in sorted(links, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]({slug}){text[end:]}"
    return text


@pytest.mark.parametrize("page", PAGES)
def test_the_links_are_those_that_an_editor_has_marked(page):
    marked = [
        with_links(text, links["linked"] | links["wrong"]) for text, links in blocks_as_marked(PAGES[page])
    ]
    linked = [with_links(text, links["term"]) for text, links in blocks_as_linked(PAGES[page])]
    assert linked == marked


@pytest.mark.parametrize("page", PAGES)
def test_an_editor_has_judged_whatever_a_plain_search_finds(page):
    for text, links in blocks_as_marked(PAGES[page]):
        marked = links["linked"] | links["missed"]
        found = set(plain_search.search(text, NAMES))
        refused = {(start, end) for start, end, _ in links["none"] | links["wrong"]}
        unjudged = {link for link in found - marked if link[:2] not in refused}
        assert with_links(text, unjudged) == text
        beyond = {" ".join(text[start:end].lower().split()) for start, end, _ in marked - found}
        assert beyond <= OTHER_FORMS


def test_every_entry_is_used_and_the_texts_are_long_enough_to_try_a_rule():
    blocks = [block for page in PAGES.values() for block in blocks_as_marked(page)]
    used = {link.slug for block in blocks for link in block.links["linked"]}
    assert used == set(GLOSSARY)
    assert sum(len(block.text.split()) for block in blocks) > 6_000
    assert sum(len(block.links["linked"]) for block in blocks) > 250


def test_no_more_than_a_few_links_are_not_as_an_editor_would_have_them():
    blocks = [block for page in PAGES.values() for block in blocks_as_marked(page)]
    assert sum(len(block.links["missed"]) + len(block.links["wrong"]) for block in blocks) <= MOST_FAULTS
