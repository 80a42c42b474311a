"""What holds always, whatever people write."""

import os
import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generated_markdown import CLASSIC, MATERIAL, OPTIONS, PAGES

CASES = Path(__file__).parent / "cases"
CONSTRUCTS = (CASES / "constructs.txt").read_text("utf-8").split("%\n")
OURS = re.compile(r'<a class="term"[^>]*>(.*?)</a>', re.DOTALL)

WORDS = st.sampled_from(
    "state actor actors non-state multi track Multi-Track diplomacy WHO who C C++ .NET A/B test p-value 外交 "
    "peace treaty two Bayes’ theorem".split()
)
# In marks `·` is a space; lines are parted by `|`, and in them `¶` is a line break and `¦` a bar.
MARKS = st.sampled_from(
    "* ** _ ` [ ](x) ![ <b> </b> <a·href='x'> </a> <a·name='y'> <kbd> </kbd> <br> "
    "<span·class='no-terms'> </span> <!--x--> &nbsp; &amp; &shy; &#45; \\* \\[ [^1] \u00ad \u200d "
    "’s ' - – -- / . @ # < > & \x02 \x03 "
    '~ $ ^ " {:·.no-terms·} {:·#x·} <https://a.b/>'.split()
).map(lambda mark: mark.replace("·", " "))
LINES = st.sampled_from(
    "¶|¶¶|¶¶# |¶¶- |¶    - |¶> |¶¶    |¶```¶|¶¶!!! note¶    |¶¶[TERMS]¶¶|¶¶[^1]: |¶¶*[WHO]: x¶¶|¶:   |¶---¶|"
    "  ¶|¶¶a¦b¶-¦-¶|¦|¶¶<div markdown='1'>¶¶|¶¶</div>¶¶|¶¶<details><summary>|</summary>|¶¶[x]: y¶".split("|")
).map(lambda line: line.replace("¶", "\n").replace("¦", "|"))
TEXTS = st.lists(WORDS | WORDS | MARKS | LINES | st.just(" ") | st.sampled_from(CONSTRUCTS), max_size=40).map(
    "".join
)
MODES = st.sampled_from(["section", "page", "all"])
SETS = st.sampled_from([CLASSIC, MATERIAL])


MANY = int(os.environ.get("FUZZ_EXAMPLES") or os.environ.get("EXAMPLES") or 150)  # as `make` asks


def convert(text: str, mode: str, extensions: list[str] = CLASSIC) -> str:
    options = {**OPTIONS, "tracktwo": {"docs_dir": str(CASES), "link": mode}}
    return markdown.markdown(text, extensions=[*extensions, "tracktwo"], extension_configs=options)


def assert_only_links_are_ours(text: str, html: str, extensions: list[str]) -> None:
    bare = markdown.markdown(text, extensions=extensions, extension_configs=OPTIONS)
    assert OURS.sub(r"\1", html) == bare


def assert_no_link_in_a_link(html: str) -> None:
    """As a browser reads it; an `<a>` without an address is no link."""
    tree = LexborHTMLParser(html)
    assert len(tree.css("a.term")) == len(OURS.findall(html))
    assert tree.css("a[href] a.term, a.term a") == []


@pytest.mark.parametrize("extensions", [[], CLASSIC, MATERIAL], ids=["none", "classic", "material"])
@pytest.mark.parametrize("text", CONSTRUCTS)
def test_every_construct_of_markdown_is_as_without_us_but_for_our_links(text, extensions):
    html = convert(text, "all", extensions)
    assert_only_links_are_ours(text, html, extensions)
    assert_no_link_in_a_link(html)


@given(TEXTS, MODES, SETS)
@settings(max_examples=MANY, deadline=None)
def test_without_our_links_the_page_is_the_page_without_us(text, mode, extensions):
    text = text.replace("[TERMS]", "TERMS")
    assert_only_links_are_ours(text, convert(text, mode, extensions), extensions)


@given(TEXTS, MODES, SETS)
@settings(max_examples=MANY, deadline=None)
def test_no_link_stands_inside_a_link_and_the_same_text_gives_the_same_page(text, mode, extensions):
    html = convert(text, mode, extensions)
    assert_no_link_in_a_link(html)
    assert html == convert(text, mode, extensions)


@given(PAGES, MODES, SETS)
@settings(max_examples=MANY, deadline=None)
def test_blocks_in_blocks_are_as_without_us_but_for_our_links(text, mode, extensions):
    html = convert(text, mode, extensions)
    assert_only_links_are_ours(text, html, extensions)
    assert_no_link_in_a_link(html)


@given(TEXTS)
@settings(max_examples=MANY, deadline=None)
def test_a_section_links_each_term_once_at_most_and_all_links_no_less(text):
    first, every = (OURS.findall(convert(text, mode)) for mode in ("page", "all"))
    assert len(first) <= len(every)
    targets = re.findall(r'<a class="term"[^>]*href="([^"]*)"', convert(text, "page"))
    assert len(targets) == len(set(targets))
