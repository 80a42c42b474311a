"""Sixty real transcripts with a real glossary: the links are those of a plain, slow search.

The oracle shares no code with the linker. It looks for every name and its plural in turn, by regular
expression, and then drops what overlaps something that starts before it, or there and ends after it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

import markdown
import pytest
import yaml

NO_TEXT = "\x1f"
INLINE = {"strong", "em"}
# What the linker links and the oracle does not, and why an editor would.
MORE = {
    "indices": "the other plural of index",
}
# What the oracle links and the linker does not, and why an editor would not.
LESS = {
    "means": "a verb, or 'by no means', and once in a hundred the plural of mean",
}
# Everyday phrases that hold a word that is a term: for the word, what stands before it there.
IDIOMS = {
    "bit": "a|every|little|tiny|a (good|quick)",
    "mean": "(I|you|we|they|he|she|it|that|this|these|those|which|what|who|words)('[a-z]+)?|to|do|does|did"
    "|not|can|could|may|might|will|would|really|just|also|actually|always|necessarily|even|[a-z]+n't",
    "instance": "for",
    "edge": "cutting|leading|bleeding|competitive",
    "record": "track|broken|for the|off the|as we",
    "loop": "(human|humans|person|people) in the",
    "process": "thought",
    "true": "come|comes|came|coming|hold|holds|held|tried and",
}
IDIOMS_AFTER = {"log": "into", "double": "down"}
# Each in its own case only: in small letters the first is everyday English, the others are other words.
EXACT = {"Make", "reST", "LaTeX", "RSEng"}
# What a name may not touch. After an apostrophe, only what English adds to any word is no part of it.
BEFORE = r"(?<![\w@#/\\&=$%+~:^.])(?<!\w[-‐‑–])(?<!\w['’])"
AFTER = r"(?![\w@#/\\&=+~^]|:\S|[-‐‑–.]\w|['’](?!(s|ll|d|re|ve)\b)\w)"


class Link(NamedTuple):
    start: int
    end: int
    slug: str


class Blocks(HTMLParser):
    """The texts of a page's paragraphs and headings, with our links in each."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, list[Link]]] = []
        self.text = ""
        self.links: list[Link] = []
        self.slug: tuple[int, str] | None = None
        self.closed = 0

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if attributes.get("class") == "term":
            self.slug = len(self.text), attributes["href"].partition("#")[2]
        elif tag not in INLINE and tag != "p":
            self.text += NO_TEXT
            self.closed += tag != "br"

    def handle_endtag(self, tag):
        if tag == "a" and self.slug:
            self.links.append(Link(self.slug[0], len(self.text), self.slug[1]))
            self.slug = None
        elif tag == "p":
            self.blocks.append((self.text, self.links))
            self.text, self.links = "", []
        elif tag not in INLINE:
            self.closed -= 1

    def handle_data(self, data):
        self.text += "" if self.closed else data


class Name(NamedTuple):
    """A name: what any use of it begins with, in small letters, and the pattern of all of it."""

    slug: str
    start: str
    pattern: re.Pattern[str]


def read_glossary(folder) -> list[dict[str, str]]:
    entries = yaml.load((folder / "glosario.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return [{"slug": entry["slug"], **entry["en"]} for entry in entries if "en" in entry]


def as_markdown(entry: dict[str, str]) -> str:
    headword = re.sub(r"([\\`*_\[\]<>#+])", r"\\\1", entry["term"])
    also = f"*Also: {entry['acronym']}*\n\n" if "acronym" in entry else ""
    return f"## {headword} {{#{entry['slug']}}}\n\n{also}What it means.\n"


def names(entries: list[dict[str, str]]) -> Iterator[Name]:
    for entry in entries:
        texts = [entry["term"], entry.get("acronym")]
        if match := re.fullmatch(
            r"(artificial intelligence|convolutional neural network) \((\w+)\)", entry["term"]
        ):
            texts += match.groups()
        for text in filter(None, texts):
            start = text.partition(" ")[0].partition("-")[0]
            start = min(numbers(text), key=len).removesuffix("y") if start == text else start
            yield Name(entry["slug"], start.lower(), pattern(text))


def pattern(text: str) -> re.Pattern[str]:
    """A name and its plural, as the matching rules have it, in one regular expression."""
    letters = re.sub(r"[\W\d_]", "", text)
    capitals = sum(letter.isupper() for letter in letters)
    exact = text in EXACT or capitals > len(letters) * 0.74
    *words, last = re.split(r"([-\s]+)", text)
    between = [r"(?:\s+|[-‐‑–])" if gap.isspace() else r"(?:\s+|[-‐‑–]?)" for gap in words[1::2]]
    start = "".join(re.escape(word) + gap for word, gap in zip(words[::2], between, strict=True))
    body = start + "(?:" + "|".join(map(re.escape, numbers(last))) + ")"
    return re.compile(BEFORE + body + AFTER, 0 if exact else re.IGNORECASE)


def numbers(word: str) -> list[str]:
    """A word in the singular and the plural, the longest first."""
    if not word.isalpha():
        return [word]
    if word.isupper():
        return [word + "s", word]
    found = {word}
    if word.endswith("s") and not re.search(r"(ss|us|is|ics)$", word):
        found |= {word[:-1]}
    if re.search(r"(s|x|z|ch|sh)$", word) and not word.endswith("ics"):
        found |= {word + "es"}
    elif re.search(r"[^aeiou]y$", word):
        found |= {word[:-1] + "ies"}
    elif not word.endswith("s"):
        found |= {word + "s"}
    return sorted(found, key=len, reverse=True)


def oracle(text: str, names: list[Name]) -> list[Link]:
    """Every use of every name; what overlaps is resolved leftmost first, then longest."""
    small = text.lower()
    found = []
    for name in names:
        at = small.find(name.start)
        while at >= 0:
            if match := name.pattern.match(text, at):
                found.append(Link(*match.span(), name.slug))
            at = small.find(name.start, at + 1)
    chosen: list[Link] = []
    for link in sorted(found, key=lambda link: (link.start, -link.end)):
        if not is_idiom(small, link) and (not chosen or link.start >= chosen[-1].end):
            chosen.append(link)
    return chosen


def is_idiom(small: str, link: Link) -> bool:
    phrases = IDIOMS.get(small[link.start : link.end])
    before = small[max(0, link.start - 40) : link.start].replace("’", "'")
    if small[link.start : link.end] == "make" and re.search(r"(^|[.!?:\x1f])[\s\"'“”(]*$", before):
        return True  # "Make sure": its capital is the sentence's
    after = IDIOMS_AFTER.get(small[link.start : link.end])
    if after and re.match(rf"\s+({after})\b", small[link.end :]):
        return True
    return bool(phrases) and re.search(rf"(^|\W)({phrases})\s+$", before, re.IGNORECASE) is not None


class Difference(NamedTuple):
    """What only one of the two links (ours: false; the oracle's: missed), and how many are the same."""

    false: Counter[str]
    missed: Counter[str]
    same: int


@pytest.fixture(scope="module")
def difference(shared_data, tmp_path_factory) -> Difference:
    docs = tmp_path_factory.mktemp("docs")
    entries = read_glossary(shared_data / "glossary")
    (docs / "glossary.md").write_text("\n".join(map(as_markdown, entries)), encoding="utf-8")
    options = {"tracktwo": {"docs_dir": str(docs), "link": "all"}}
    md = markdown.Markdown(extensions=["attr_list", "tracktwo"], extension_configs=options)
    known = list(names(entries))
    false, missed, same = Counter(), Counter(), 0
    for transcript in (shared_data / "podcast").glob("*.md"):
        blocks = Blocks()
        blocks.feed(md.reset().convert(transcript.read_text(encoding="utf-8")))
        for text, links in blocks.blocks:
            ours, expected = set(links), set(oracle(text, known))
            same += len(ours & expected)
            false.update(text[link.start : link.end].lower() for link in ours - expected)
            missed.update(text[link.start : link.end].lower() for link in expected - ours)
    return Difference(false, missed, same)


def test_no_link_is_false(difference):
    assert set(difference.false) <= set(MORE), difference.false


def test_no_link_is_missed(difference):
    assert set(difference.missed) <= set(LESS), difference.missed


def test_there_were_links_to_compare(difference):
    assert difference.same > 9_000
