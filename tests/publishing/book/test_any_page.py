"""Whatever a page holds becomes a book: what it cannot show is a warning, and nothing leaves the page."""

import base64
import io
import re
import shutil
import subprocess
from base64 import b64encode
from importlib import resources
from io import BytesIO
from struct import pack

import markdown
import pypdf
import pytest
from material.extensions import emoji
from PIL import Image
from pymdownx.superfences import fence_code_format
from rendered_page import rendered_page
from tide_lesson import tide_book

from needs import missing
from tracktwo.model.problem import Problem
from tracktwo.publishing.book import html_page
from tracktwo.publishing.book.nodes import VOCABULARY, all_elements, element, plain_text
from tracktwo.publishing.books import MAX_OF_A_KIND, summarized
from tracktwo.publishing.epub.package import to_epub
from tracktwo.publishing.pdf.pdf import typeset
from tracktwo.publishing.pdf.style import DEFAULT_STYLE
from type_area import words_outside

EXTENSIONS = [
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.arithmatex",
    "pymdownx.emoji", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed",
]  # fmt: skip
CONFIGS = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.emoji": {"emoji_index": emoji.twemoji, "emoji_generator": emoji.to_svg},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span"},
    "pymdownx.superfences": {
        "custom_fences": [{"name": "mermaid", "class": "mermaid", "format": fence_code_format}]
    },
    "pymdownx.tabbed": {"alternate_style": True},
}
HEX = "000102030405060708090A0B0C0D0E0F" * 4
# Places that a link may lead to, each in something that is read as a whole.
PLACES = {
    "a tab": '[x](#__tabbed_1_2)\n\n=== "One"\n\n    a\n\n=== "Two"\n\n    b\n',
    "a line of code": "[x](#__codelineno-0-2)\n\n```python\na = 1\nb = 2\n```\n",
    "a row": '[x](#r)\n\n<table><tr id="r"><td>b</td></tr></table>\n',
    "a cell of a header": '[x](#r)\n\n<table><tr><th id="r">b</th></tr><tr><td>c</td></tr></table>\n',
    "a summary": '[x](#s)\n\n<details><summary id="s">Sum</summary>text</details>\n',
    "a caption": '[x](#c)\n\n<figure><p>x</p><figcaption id="c">Sum</figcaption></figure>\n',
    "a formula": '[x](#e)\n\n<div class="arithmatex" id="f">\\[x\\]<i id="e"></i></div>\n',
    "inline code": '[x](#c)\n\n<code><b id="c">x</b></code>\n',
    "a drawing": '[x](#g)\n\n<svg viewBox="0 0 1 1"><g id="g"></g></svg>\n',
    "a heading's word": '[x](#w)\n\n<h2 id="h">A <b id="w">word</b></h2>\n\ntext\n',
    "what is nested deep": f'[x](#d)\n\n{"> " * 14}<b id="d">deep</b>\n',
    "what is hidden": '[x](#n)\n\n<div hidden><p id="n">not shown</p></div>\n',
    "a footnote": "[x](#fn:1) and[^1]\n\n[^1]: note\n",
}
SHOWN_ELSEHOW = {
    "![alt](https://a.example/a.png)": "foreign-image",
    "![alt](lfs.png)": "unusable-image",
    "![alt](entity.svg)": "unusable-image",
    "![alt](foreign.svg)": "unusable-image",
    "<figure><iframe src='https://a.example'></iframe><figcaption>F</figcaption></figure>": "unknown-element",
    "<figure><video src='x.mp4'></video><figcaption>A film</figcaption></figure>": "unknown-element",
    "![alt](data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='0'/%3E)": "broken-image",
    "<svg width='0' height='0'></svg>": "broken-image",
    "```mermaid\ngraph LR\n```": "undrawn-diagram",
    "<button>Press</button>": "omitted-field",
    "words and \U00013000": "missing-glyph",
    f"<table>{'<tr><td rowspan=999>x</td></tr>' * 201}</table>": "wide-table",
}


@pytest.fixture(scope="module")
def docs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    Image.new("RGB", (40, 20), "teal").save(folder / "dot.png")
    Image.new("RGB", (40, 20), "teal").save(folder / "named.png", "JPEG")
    (folder / "lfs.png").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
    (folder / "entity.svg").write_text('<!DOCTYPE svg [<!ENTITY a "b">]>' + svg.format("<text>&a;</text>"))
    (folder / "foreign.svg").write_text(svg.format("<foreignObject><p>text</p></foreignObject>"))
    return folder


def made(text, docs):
    """A page's PDF, its book, and all that was wrong; the EPUB is made, too."""
    html = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=CONFIGS)
    book = tide_book(rendered_page("T", "t/", html, "t.md"), docs_dir=docs, glossary=())
    pdf, problems = typeset(book)
    assert to_epub(book)
    return pdf, book, [*book.problems, *problems]


def images(book):
    return [node for node in all_elements(book.tree) if node.tag == "img"]


@pytest.mark.parametrize("place", PLACES)
def test_a_link_leads_to_the_nearest_place_there_is(place, docs):
    _, book, problems = made(PLACES[place], docs)
    (link,) = (node for node in all_elements(book.tree) if node.get("to"))
    anchors = [node.get("anchor") for node in all_elements(book.tree)]
    names = [node.get("name") for node in all_elements(book.tree) if node.children]
    assert [*anchors, *names].count(link.get("to")) == 1
    assert {problem.code for problem in problems} <= {"nested-too-deep"}


@pytest.mark.parametrize("letter", ["é", "…"])
def test_a_line_without_a_space_is_broken_however_long_it_is(letter, docs):
    pdf, _, problems = made(f"{letter * 33_000}\n\n`{letter * 3000}`", docs)
    assert pdf
    assert {problem.code for problem in problems} <= {"missing-glyph", "missing-sign"}


SIGN, LETTERS = ("missing-sign", "notice"), ("missing-glyph", "warning")


@pytest.mark.parametrize(
    ("text", "told"),
    [("⬆️ 👩🏽‍💻 🚀 \u0378", [SIGN]), ("🚀 and words beside ഒരു", [LETTERS, SIGN])],
    ids=["signs", "letters"],
)
def test_signs_are_their_names_and_stop_no_strict_build_as_letters_without_a_font_do(text, told, docs):
    pdf, _, problems = made(text, docs)
    assert [(it.code, it.severity) for it in problems] == told
    run = subprocess.run([needed_pdftotext(), "-", "-"], input=pdf, capture_output=True, check=True)
    assert "[rocket]" in run.stdout.decode()
    assert not re.search("selector|joiner|fitzpatrick", run.stdout.decode())


def test_of_a_page_that_is_longer_than_any_book_the_beginning_is_in_the_book(docs, monkeypatch):
    monkeypatch.setattr(html_page, "MAX_PAGE", 3000)
    words = "<p>An envoy came to the talks.</p>"
    html = f'<p><a href="#end">The end</a></p><div>{words * 200}</div><p id="end">Last.</p>'
    book = tide_book(rendered_page("T", "t/", html, "t.md"), docs_dir=docs, glossary=())
    assert [problem.code for problem in book.problems] == ["page-too-long", "missing-anchor"]
    text = plain_text(book.tree.chapters[0].body)
    assert 60 < text.count("envoy") < 100
    assert "Last." not in text
    assert typeset(book)[0]


def bomb(kind: str) -> bytes:
    """An image of a few bytes that says it has 30,000 pixels on each side."""
    made = BytesIO()
    Image.new("L", (16, 16)).save(made, kind)
    data = bytearray(made.getvalue())
    at, size = {
        "PNG": (16, pack(">II", 30_000, 30_000)),
        "GIF": (6, pack("<HH", 30_000, 30_000)),
        "JPEG": (data.find(b"\xff\xc0") + 5, pack(">HH", 30_000, 30_000)),
        "WEBP": (26, pack("<HH", 16_383, 16_383)),
    }[kind]
    data[at : at + len(size)] = size
    return bytes(data)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "JPEG", "WEBP"])
def test_an_image_that_would_fill_the_memory_is_a_warning(kind, docs):
    data = f"data:image/{kind.lower()};base64,{b64encode(bomb(kind)).decode()}"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{data}"/></svg>'
    (docs / "bomb.png").write_bytes(bomb(kind))
    (docs / "bomb.svg").write_text(drawing)
    for source in (data, "../bomb.png", "../bomb.svg"):
        _, book, problems = made(f'<p><img src="{source}" alt="x"></p>', docs)
        assert [problem.code for problem in problems] == ["unusable-image"]
        assert "pixels" in problems[0].message
        assert not images(book)


@pytest.mark.parametrize("text", SHOWN_ELSEHOW)
def test_what_a_book_cannot_show_is_one_warning_and_no_end(text, docs):
    _, _, problems = made(re.sub(r"\]\((?!http|data:)", "](../", text), docs)
    assert [(problem.code, problem.severity, problem.file) for problem in problems] == [
        (SHOWN_ELSEHOW[text], "warning", "t.md")
    ]


def test_of_a_hundred_problems_of_a_kind_three_are_told_and_counted():
    many = [Problem(f"{n}.md", 0, "unknown-element", "warning", "<blink> has no form") for n in range(100)]
    one = Problem("a.md", 0, "empty-heading", "warning", "<h2> holds no text")
    found = list(summarized([*many, one]))
    assert found[:MAX_OF_A_KIND] == many[:MAX_OF_A_KIND]
    assert found[MAX_OF_A_KIND].text == "97 more problems of the kind unknown-element, in 97 pages"
    assert found[-1] == one
    assert [*summarized(many[:4])][3].text == "1 more problem of the kind unknown-element, in 1 page"


def test_what_the_page_does_not_show_is_not_in_the_book(docs):
    hidden = (
        '<p hidden>one</p><p style="display: none">two</p><noscript>three</noscript>'
        '<p class="no-book">four</p>'
        '<p><img src="../dot.png#only-dark" alt="five"></p><p>shown</p>'
    )
    _, book, problems = made(hidden, docs)
    assert plain_text(book.tree.chapters[0].body) == "shown"
    assert not problems


@pytest.mark.parametrize(
    ("text", "shown", "notes"),
    [
        ("A (1) b (2).\n{ .annotate }\n\n1. One\n2. **Two**\n", "A b.", ["One", "Two"]),
        ('!!! note annotate "A (1)"\n\n    b (2).\n\n1. One\n2. Two\n', "Ab.", ["One", "Two"]),
        ("A (1) b.\n{ .annotate }\n\n1. One\n2. Two\n", "A (1) b.OneTwo", []),
        ("A (1) b.\n{ .annotate }\n\n1. One, see (1)\n", "A (1) b.One, see (1)", []),
        ("```python\na = 1  # (1)!\n```\n\n1. One\n", "a = 1  # (1)!One", []),
        ("A (1) b.\n{ .annotate }\n\nNo list\n", "A (1) b.No list", []),
    ],
)
def test_the_marks_of_annotations_become_notes_where_each_has_one(text, shown, notes, docs):
    _, book, problems = made(text, docs)
    body = book.tree.chapters[0].body
    assert plain_text(body) == shown
    assert [plain_text(it.children) for it in all_elements(body) if it.tag == "footnote"] == notes
    assert not problems


@pytest.mark.parametrize("tag", ["div", "b"])
def test_what_is_nested_deeper_than_parsers_go_is_not_lost(tag, docs):
    _, book, problems = made(f"{f'<{tag}>' * 400}deep{f'</{tag}>' * 400}\n\nafter", docs)
    assert plain_text(book.tree.chapters[0].body).split("after")[0] == "deep"
    assert [problem.code for problem in problems] == ["nested-too-deep"]


def test_code_that_mkdocstrings_folds_stays_folded(docs):
    folded = '<details class="mkdocstrings-source"><summary>Source code</summary><pre>a = 1</pre></details>'
    _, book, _ = made(folded, docs)
    assert plain_text(book.tree.chapters[0].body) == "Source code"


def test_an_icon_is_a_picture_and_an_emoji_its_name(docs):
    _, book, problems = made("A :material-check: b :rocket: c", docs)
    assert [it.tag for it in all_elements(book.tree) if it.tag == "svg"] == ["svg"]
    assert ":rocket:" in plain_text(book.tree.chapters[0].body)
    assert not problems


def test_a_drawing_has_its_size_and_is_smaller_where_the_page_is_as_a_whole(docs):
    drawing = '<svg viewBox="0 0 200 100" width="2000" height="1000"><rect width="200" height="100"/></svg>'
    picture = '<img src="../dot.png" alt="a" width="2000" height="1000">'
    pdf, book, problems = made(f"{drawing}\n\n{picture}\n", docs)
    sizes = [it.get("width") for it in all_elements(book.tree) if it.tag in {"svg", "img"}]
    assert sizes == ["1500pt", "1500pt"]
    content = pypdf.PdfReader(BytesIO(pdf)).pages[1].get_contents().get_data().decode("latin-1")
    width, height = re.search(r"([\d.]+) 0 0 ([\d.]+) [\d.]+ [\d.]+ cm/\w+ Do", content).groups()
    assert float(width) == pytest.approx(2 * float(height))
    assert not problems


def test_the_image_of_a_picture_is_shown(docs):
    picture = '<picture><source srcset="x.png"><img src="../dot.png" alt="a"></picture>\n\nafter'
    _, book, problems = made(picture, docs)
    assert [node.get("file") for node in images(book)] == ["dot.png"]
    assert plain_text(book.tree.chapters[0].body) == "after"
    assert not problems


def test_images_keep_their_sizes_and_are_what_their_bytes_say(docs):
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"
    text = (
        "![a](../dot.png#only-light){width=100} ![b](../dot.png){height=20} "
        "![c](../dot.png){style='width:50%'} "
        f"![d](../named.png) ![e]({address})"
    )
    _, book, problems = made(text, docs)
    sizes = [{**node.attributes, "data": bool(node.get("data"))} for node in images(book)]
    assert sizes == [
        {"file": "dot.png", "alt": "a", "width": "75pt", "data": False},
        {"file": "dot.png", "alt": "b", "height": "15pt", "data": False},
        {"file": "dot.png", "alt": "c", "width": "50%", "data": False},
        {"file": "named.png", "alt": "d", "format": "jpg", "data": False},
        {"alt": "e", "format": "png", "data": True},
    ]
    assert not problems


COLUMNS = [f"Quarter {n}" for n in range(12)]
LANDSCAPE = "a table of more than a page is wide"
WIDE = {
    LANDSCAPE: f"## A\n\n| {' | '.join(COLUMNS)} |\n{'|---' * 12}|\n" + f"{'| 12345678.90 ' * 12}|\n" * 60,
    "a table of numbers": f"| {' | '.join(COLUMNS)} |\n{'|---' * 12}|\n{'| 12345678.90 ' * 12}|",
    "a table of code": f"| a | b |\n|---|---|\n| `{HEX}` | `{'an_option_with_a_long_name_' * 3}` |",
    "code": f"```\n    {HEX} {HEX}\n    {'word ' * 40}\n```",
    "a word": f"A {HEX} word, `{HEX}` in code, https://example.org/{HEX}.",
    "a table in a list": f"- item\n\n    | a | b |\n    |---|---|\n    | {'words ' * 30} | {HEX} |",
}


def needed_pdftotext():
    found = shutil.which("pdftotext")
    if not found:
        missing("needs Poppler's pdftotext")
    return found


@pytest.mark.parametrize("name", WIDE)
def test_nothing_stands_outside_the_type_area(name, docs, tmp_path):
    pdf, _, _ = made(WIDE[name], docs)
    (tmp_path / "a.pdf").write_bytes(pdf)
    margins = DEFAULT_STYLE.for_template(docs)["margins"]
    needed_pdftotext()
    assert not list(words_outside(tmp_path / "a.pdf", margins["inside"], margins["outside"]))


def test_a_table_turns_its_pages_before_it_would_leave_them_and_repeats_its_header(docs):
    def shapes_and_headers(text):
        pages = pypdf.PdfReader(BytesIO(made(text, docs)[0])).pages
        return [
            (page.mediabox.width > page.mediabox.height, "Quarter 11" in page.extract_text())
            for page in pages
        ]

    found = shapes_and_headers(f"Before.\n\n{WIDE[LANDSCAPE]}\n\nAfter.")
    assert found.count((True, True)) > 1
    assert (True, False) not in found
    assert found[-1] == (False, False)
    narrow = "| a | b |\n|---|---|\n| `an_option` | words |"
    assert not any(turned for turned, _ in shapes_and_headers(narrow))


def test_code_that_wraps_copies_without_a_space_more(docs):
    pdf, _, _ = made(f"`{HEX}`", docs)
    run = subprocess.run([needed_pdftotext(), "-", "-"], input=pdf, capture_output=True, check=True)
    assert HEX in "".join(run.stdout.decode().split())


def test_the_template_draws_each_element_of_the_vocabulary():
    template = resources.files("tracktwo.publishing.pdf").joinpath("book.typ").read_text("utf-8")
    kinds = template[template.index("#let node-kinds = (") : template.index("#let draw(nodes)")]
    drawn = set(re.findall(r"^  ([\w-]+): \(it, draw[^)]*\) =>", kinds, re.MULTILINE))
    within = {
        "entry",
        "headword",
        "li",
        "dt",
        "dd",
        "line",
        "token",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figcaption",
    }
    assert drawn | within == set(VOCABULARY)
    assert not drawn & within


STRUCK_OUT = ["<s>{}</s>", "<u>a <s>{}</s></u>", "<s>a <b>{}</b></s>", "<s>a <u>b</u></s>"]


@pytest.mark.parametrize("text", STRUCK_OUT)
def test_words_that_are_struck_out_and_underlined_stop_no_book(text):
    term = '<a class="term" href="../glossary/#tide">tide</a>'
    book = tide_book(rendered_page("T", "t/", f"<p>{text.format(term)}</p>", "t.md"))
    pdf, problems = typeset(book)
    assert problems == ()
    assert "a" in pypdf.PdfReader(BytesIO(pdf)).pages[1].extract_text()


def test_what_is_not_in_the_vocabulary_is_no_element():
    for tag, attributes in (("blink", {}), ("p", {"onclick": "x"})):
        with pytest.raises(KeyError):
            element(tag, **attributes)


def test_pages_that_real_sites_have_become_books(shared_data):
    pages = sorted((shared_data / "book-pages").glob("*.md"))
    for page in pages:
        _, _, problems = made(page.read_text("utf-8"), page.parent)
        assert {problem.severity for problem in problems} <= {"warning", "notice"}, page.name
    assert pages
