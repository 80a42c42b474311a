"""The matching rules as tables: cases/N-*.yml say what becomes of a text, N-*-nope.yml what has no link."""

import re
from pathlib import Path

import markdown
import pytest
import yaml

CASES = Path(__file__).parent / "cases"
EXTENSIONS = ["abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables"]
TERM = re.compile(r'<a class="term"[^>]*href="glossary\.md#([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def linked(text: str) -> str:
    """Convert a text, and write its links as Markdown does; a paragraph alone loses its tags."""
    html = markdown.markdown(
        text,
        extensions=[*EXTENSIONS, "toc", "tracktwo"],
        extension_configs={"tracktwo": {"docs_dir": str(CASES), "link": "all"}},
    )
    html = TERM.sub(r"[\2](\1)", html).split('\n<div class="footnote">')[0]
    return html.removeprefix("<p>").replace("</p>", "", 1) if html.startswith("<p>") else html


def tables(*, nope: bool) -> list[pytest.param]:
    return [
        pytest.param(*case, id=f"{path.stem}: {case[0]}")
        for path in sorted(CASES.glob("*.yml"))
        if path.stem.endswith("-nope") is nope
        for case in as_pairs(yaml.safe_load(path.read_text("utf-8")))
    ]


def as_pairs(cases: dict[str, str] | list[str]) -> list[tuple[str, ...]]:
    return list(cases.items()) if isinstance(cases, dict) else [(case,) for case in cases]


@pytest.mark.parametrize(("text", "expected"), tables(nope=False))
def test_an_editor_would_link_this(text, expected):
    assert linked(text) == expected


@pytest.mark.parametrize("text", tables(nope=True))
def test_an_editor_would_not_link_this(text):
    assert 'class="term"' not in linked(text)
    assert TERM.search(linked(text)) is None
    assert linked(text) == without_us(text)


def without_us(text: str) -> str:
    html = markdown.markdown(text, extensions=[*EXTENSIONS, "toc"])
    html = html.split('\n<div class="footnote">')[0]
    return html.removeprefix("<p>").replace("</p>", "", 1) if html.startswith("<p>") else html
