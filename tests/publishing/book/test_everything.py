"""A page with all that people write here, from its Markdown to its PDF, which veraPDF then looks at too."""

import io
import re
from pathlib import Path

import markdown
import pikepdf
import pypdf
import pytest
from material.extensions import emoji
from PIL import Image
from rendered_page import rendered_page
from tide_lesson import tide_book, to_pdf

from tracktwo.linking.extension import TracktwoExtension

PAGE = Path(__file__).with_name("everything.md")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60"/></svg>'
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight",
    "pymdownx.keys", "pymdownx.mark", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
    "pymdownx.tilde",
]  # fmt: skip
CONFIGS = {
    "pymdownx.emoji": {"emoji_index": emoji.twemoji, "emoji_generator": emoji.to_svg},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    docs = tmp_path_factory.mktemp("docs")
    (docs / "gauge.svg").write_text(SVG)
    Image.new("RGB", (640, 320), "teal").save(docs / "harbour.png")
    md = markdown.Markdown(extensions=[*EXTENSIONS, TracktwoExtension()], extension_configs=CONFIGS)
    page = rendered_page("Everything", "everything/", md.convert(PAGE.read_text("utf-8")), "everything.md")
    # As the site has it, the page lies a folder deeper than its source.
    html = re.sub(r'src="(?!https?:)', 'src="../', page.html)
    book = tide_book(rendered_page(page.title, page.url, html, page.source), docs_dir=docs)
    assert book.problems == ()
    return to_pdf(book)


@pytest.fixture(scope="module")
def text(pdf):
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_no_word_is_lost(text):
    code, pictures = r"```.*?```|\{[^}]*\}|<[^>]*>", r"!\[.*?\]\([^)]*\)|\]\([^)]*\)"
    markup = rf"{code}|{pictures}|:[\w-]+:|\*\[HTML\][^\n]*|=== |[!?]{{3}} \w+"
    written = re.sub(markup, " ", PAGE.read_text("utf-8"), flags=re.DOTALL)
    joined = re.sub(r"[\s\u00ad\u2010-]", "", text)
    lost = {word for word in re.findall(r"[^\W\d_]{3,}", written) if word not in joined}
    assert lost <= {"ctrl", "alt", "del"}, "keys have names: Ctrl, Alt, Del"


@pytest.mark.parametrize(
    "words",
    [
        "0:12 Ada Wren: A first", "1:02:45 And a second", "Ctrl + Alt + Del", "☑ done", "Python",
        "link inside and", "https://example.org/a/b?c=d#e", "HTML (Hyper Text Markup Language)",
        "hello.py", "def greet(name: str) -> str:", "The harbour at low water", "Danger itself",
        "https://example.org/note",
    ],
)  # fmt: skip
def test_it_reads_as_it_was_meant(text, words):
    assert words in text


def test_pictures_and_languages_are_marked(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        nodes = [node for node in document.objects if isinstance(node, pikepdf.Dictionary)]
        alts = {str(node.Alt) for node in nodes if "/Alt" in node}
        languages = {str(node.Lang) for node in nodes if "/Lang" in node}
        contents = b"".join(page.Contents.read_bytes() for page in document.pages)
    assert {"A tide gauge", "A harbour"} <= alts
    assert "de" in languages, "of a paragraph"
    assert b"/Lang(fr)" in contents, "within a line"
