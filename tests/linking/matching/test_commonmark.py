"""The examples of CommonMark: the corners of Markdown, as those who know them wrote them down.

`make standards` fetches its specification (CC BY-SA 4.0), which is not kept here.
"""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import markdown
import pytest
from test_invariants import OURS, assert_no_link_in_a_link

from conftest import ROOT
from generated_markdown import CLASSIC, MATERIAL, OPTIONS
from needs import missing

SPECIFICATION = ROOT / ".standards/node_modules/commonmark-spec/spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def examples() -> list[str]:
    """The Markdown of each example. In the specification an arrow stands for a tab."""
    if not SPECIFICATION.is_file():
        missing("needs the examples of CommonMark: make standards")
    return EXAMPLE.findall(SPECIFICATION.read_text("utf-8").replace("→", "\t"))


@pytest.fixture(scope="module")
def docs(examples, tmp_path_factory) -> Path:
    """A glossary of the words that the examples use most, and of the most usual two in a row."""
    words = re.findall("[a-z]+", "\n".join(examples).lower())
    pairs = map(" ".join, pairwise(words))
    names = [name for names in (words, pairs) for name, _ in Counter(names).most_common(150)]
    folder = tmp_path_factory.mktemp("docs")
    (folder / "glossary.md").write_text("".join(f"## {name}\n\nX.\n\n" for name in names), encoding="utf-8")
    return folder


@pytest.mark.parametrize("extensions", [[], CLASSIC, MATERIAL], ids=["none", "classic", "material"])
def test_each_example_of_commonmark_is_as_without_us_but_for_our_links(extensions, examples, docs):
    options = {**OPTIONS, "tracktwo": {"docs_dir": str(docs), "link": "all"}}
    with_us = markdown.Markdown(extensions=[*extensions, "tracktwo"], extension_configs=options)
    without_us = markdown.Markdown(extensions=extensions, extension_configs=OPTIONS)
    links = 0
    for example in examples:
        html = with_us.reset().convert(example)
        assert OURS.sub(r"\1", html) == without_us.reset().convert(example)
        assert_no_link_in_a_link(html)
        links += len(OURS.findall(html))
    assert len(examples) == 652
    assert links > 500
