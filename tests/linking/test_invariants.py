"""What holds always, whatever people write."""

import re
from pathlib import Path

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st

DOCS = str(Path(__file__).parent / "cases")
EXTENSIONS = "abbr admonition attr_list def_list fenced_code footnotes md_in_html tables toc".split()
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
TEXTS = st.lists(WORDS | WORDS | MARKS | LINES | st.just(" "), max_size=40).map("".join)
MODES = st.sampled_from(["section", "page", "all"])


def convert(text: str, mode: str) -> str:
    return markdown.markdown(
        text,
        extensions=[*EXTENSIONS, "tracktwo"],
        extension_configs={"tracktwo": {"docs_dir": DOCS, "link": mode}},
    )


@given(TEXTS, MODES)
@settings(max_examples=150, deadline=None)
def test_without_our_links_the_page_is_the_page_without_us(text, mode):
    text = text.replace("[TERMS]", "TERMS")
    assert OURS.sub(r"\1", convert(text, mode)) == markdown.markdown(text, extensions=EXTENSIONS)


@given(TEXTS, MODES)
@settings(max_examples=100, deadline=None)
def test_no_link_stands_inside_a_link_and_the_same_text_gives_the_same_page(text, mode):
    html = convert(text, mode)
    for link in OURS.finditer(html):
        assert "<a " not in link[1]
        before = html[: link.start()]
        # Whatever link was opened before ours is closed, or has no end at all, and then a browser ends it.
        opened = re.findall(r"<(a|/a)[ >]", before)
        assert not opened or opened[-1] == "/a" or "</a>" not in OURS.sub("", html[link.start() :])
    assert html == convert(text, mode)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_section_links_each_term_once_at_most_and_all_links_no_less(text):
    first, every = (OURS.findall(convert(text, mode)) for mode in ("page", "all"))
    assert len(first) <= len(every)
    targets = re.findall(r'<a class="term"[^>]*href="([^"]*)"', convert(text, "page"))
    assert len(targets) == len(set(targets))
