"""PDF and EPUB say the words of the page, construct by construct, in their order."""

import io
import re
import zipfile

import lxml.html
import markdown
import pypdf
import pytest
from rendered_page import rendered_page
from tide_lesson import tide_book, to_pdf

from tracktwo.publishing.epub.package import to_epub

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "pymdownx.caret",
    "pymdownx.details", "pymdownx.highlight", "pymdownx.keys", "pymdownx.mark", "pymdownx.superfences",
    "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde", "tracktwo",
]  # fmt: skip
CONFIGS = {"pymdownx.tabbed": {"alternate_style": True}, "tracktwo": {"glossary": False}}
CONSTRUCTS = {
    "headings": "## First head\n\ntext below\n\n### Second head\n\nmore below",
    "emphasis": "a *b* **c** `d` ==e== ^^f^^ ~~g~~ H~2~O x^2^ ++ctrl+k++",
    "lists": "- one\n- two\n\n    - three\n\n7. four\n8. five",
    "tasks": "- [x] done\n- [ ] open",
    "definitions": "Term\n: What it means.\n\n    More of it.",
    "a quotation": "> First line.\n>\n> > And within.",
    "a table": "| Head | Other |\n|---|--:|\n| cell | `code` |\n| **strong** | |",
    "code": '```python title="hello.py" hl_lines="2"\ndef hello():\n    return \'words\'  # comment\n```',
    "a box": '!!! warning "Take care"\n    Inside the box.',
    "a folded box": '??? note "Folded"\n    Inside the fold.',
    "tabs": '=== "One"\n\n    first tab\n\n=== "Two"\n\n    second tab',
    "a figure": "<figure markdown>\n  shown\n  <figcaption>The caption</figcaption>\n</figure>",
    "times and speakers": "[0:12] **Ada:** First words.\n\n[1:02:45] **Ben:** Second words.",
    "a link": 'An [inner link](#there) and words.\n\n<p id="there">Here it is.</p>',
    "another language": '<p lang="fr">Des mots français</p>\n\nwords',
}


def words(text):
    """Words without what layout puts between or into them."""
    return re.sub(r"[\s\u00ad\u2010\u200b\u2060•‣–-]", "", text)


def words_of_pdf(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages[1:]
    text = " ".join(re.sub(r"page \d+ of \d+\s*$", "", page.extract_text()) for page in pages)
    return words(re.sub(r"\(page \d+\)|\b\d\. ", "", text))


def words_of_epub(epub):
    chapter = zipfile.ZipFile(io.BytesIO(epub)).read("EPUB/chapter-1.xhtml")
    root = lxml.html.fromstring(chapter)
    return words(" ".join(root.xpath("//section//text()[not(ancestor::header)]")))


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_page_print_and_epub_say_the_same_words(name, tmp_path):
    html = markdown.markdown(CONSTRUCTS[name], extensions=EXTENSIONS, extension_configs=CONFIGS)
    book = tide_book(rendered_page("T", "t/", html, "t.md"), docs_dir=tmp_path, glossary=())
    page = lxml.html.fragment_fromstring(html, create_parent="div")
    for box, mark in ((True, "☑"), (False, "☐")):
        for field in page.xpath(f"//input[@type='checkbox'][{'' if box else 'not'}(@checked)]"):
            field.tail = f"{mark} {field.tail or ''}"
    tabs = name == "tabs"  # on the page, titles stand before all that they are titles of
    said = words(page.text_content())
    in_epub, in_pdf = words_of_epub(to_epub(book)), words_of_pdf(to_pdf(book))
    assert (sorted(in_epub) if tabs else in_epub) == (sorted(said) if tabs else said)
    assert in_pdf == in_epub
