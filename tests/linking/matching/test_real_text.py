"""Sixty real transcripts with a real glossary: the links are those of a plain, slow search.

But for those that people who read them would not make: `read_by_hand.txt` has their phrases.
"""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import markdown
import plain_search
import pytest
import yaml
from linked_blocks import read_blocks

READ_BY_HAND = Path(__file__).with_name("read_by_hand.txt").read_text("utf-8")
PHRASE = re.compile(r"^(?P<mark>[!=-] )?(?P<before>[^#\[\n]*)\[(?P<word>.+?)\](?P<after>.*)$", re.MULTILINE)
# Each in its own case only: in small letters the first is everyday English, the others are other words.
EXACT = {"Make", "reST", "LaTeX", "RSEng"}
# What the linker links and the search does not know.
OTHER_PLURALS = {"indices", "children"}


def read_glossary(folder: Path) -> list[dict[str, str]]:
    entries = yaml.load((folder / "glosario.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return [{"slug": entry["slug"], **entry["en"]} for entry in entries if "en" in entry]


def as_markdown(entry: dict[str, str]) -> str:
    headword = re.sub(r"([\\`*_\[\]<>#+])", r"\\\1", entry["term"])
    also = f"*Also: {entry['acronym']}*\n\n" if "acronym" in entry else ""
    return f"## {headword} {{#{entry['slug']}}}\n\n{also}What it means.\n"


def names_of(entries: list[dict[str, str]]) -> list[plain_search.Name]:
    written = {entry["slug"]: list(filter(None, (entry["term"], entry.get("acronym")))) for entry in entries}
    names = plain_search.with_shorter(written).items()
    return [name for slug, texts in names for name in plain_search.names(slug, texts, EXACT)]


class Phrase(NamedTuple):
    """Words around one that is no term there; `fault` where the linker takes it for one."""

    words: str
    pattern: re.Pattern[str]
    fault: bool


def phrases() -> list[Phrase]:
    return [
        Phrase(
            match[0],
            re.compile(
                r"(?<!\w)" + as_spoken(match["before"]) + f"(?P<word>{match['word']})"
                + as_spoken(match["after"]) + r"(?!\w)",
                re.IGNORECASE if match["mark"] in (None, "! ") else 0,
            ),
            match["mark"] == "! ",
        )
        for match in PHRASE.finditer(READ_BY_HAND)
    ]  # fmt: skip


def as_spoken(words: str) -> str:
    return re.sub(r"(\\ )+", r"\\s+", re.escape(words)).replace("'", "['’]")


class Difference(NamedTuple):
    """What only one of the two links (ours: false; the search's: missed), and how many are the same."""

    false: Counter[str]
    missed: Counter[str]
    faults: set[str]
    same: int


@pytest.fixture(scope="module")
def difference(shared_data, tmp_path_factory) -> Difference:
    docs = tmp_path_factory.mktemp("docs")
    entries = read_glossary(shared_data / "glossary")
    (docs / "glossary.md").write_text("\n".join(map(as_markdown, entries)), encoding="utf-8")
    options = {"tracktwo": {"docs_dir": str(docs), "link": "all"}}
    md = markdown.Markdown(extensions=["attr_list", "tracktwo"], extension_configs=options)
    names = names_of(entries)
    false, missed, faults, same = Counter(), Counter(), set(), 0
    read = phrases()
    for transcript in sorted((shared_data / "podcast").glob("*.md")):
        for text, links in read_blocks(md.reset().convert(transcript.read_text(encoding="utf-8")), "term"):
            found = set(plain_search.search(text, names))
            spans = {link[:2] for link in found}
            for phrase in read:
                refused = {match.span("word") for match in phrase.pattern.finditer(text)} & spans
                if refused and phrase.fault:
                    faults |= {phrase.words} if refused <= {link[:2] for link in links["term"]} else set()
                else:
                    found = {link for link in found if link[:2] not in refused}
            same += len(links["term"] & found)
            false.update(text[start:end].lower() for start, end, _ in links["term"] - found)
            missed.update(text[start:end].lower() for start, end, _ in found - links["term"])
    return Difference(false, missed, faults, same)


def test_no_link_is_false(difference):
    assert set(difference.false) <= OTHER_PLURALS, difference.false


def test_no_link_is_missed(difference):
    assert not difference.missed


def test_the_faults_that_are_known_are_no_fewer(difference):
    assert difference.faults == {phrase.words for phrase in phrases() if phrase.fault}


def test_there_were_links_to_compare(difference):
    assert difference.same > 9_000
