"""PDFs read back: what a reader, a screen reader and an archive find in them."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from rendered_page import rendered_page
from tide_lesson import TERMS, glossary_page, lesson_page, slug, tide_book, to_pdf

from tracktwo.model.problem import InvalidInput
from tracktwo.publishing.pdf.pdf import typeset

PAGE_OF = re.compile(r"page (\d+) of (\d+)")


@pytest.fixture(scope="module")
def lesson():
    return to_pdf(tide_book())


@pytest.fixture(scope="module")
def book():
    return to_pdf(
        tide_book(*(lesson_page(number) for number in range(1, 5)), site_url="https://tides.example.org")
    )


def reader(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def texts(pdf):
    """Each page's text, on one line, with words that were hyphenated joined again."""
    pages = (page.extract_text() for page in reader(pdf).pages)
    return [" ".join(re.sub(r"[-\u2010\u00ad]\n", "", text).split()) for text in pages]


def lesson_pdf(html, docs_dir=Path(__file__).parent, **meta):
    return to_pdf(tide_book(rendered_page("Lesson", "lesson/", html, "lesson.md", meta), docs_dir=docs_dir))


def tags(pdf):
    """The structure tree's tags, in reading order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node.S)[1:])
            walk(node.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


def links(pdf):
    """Each link as (page, where to, what is read out): a page's number or an address."""
    document = reader(pdf)
    number = {page.indirect_reference.idnum: n for n, page in enumerate(document.pages, 1)}
    found = []
    for n, page in enumerate(document.pages, 1):
        for annotation in (entry.get_object() for entry in page.get("/Annots", ())):
            action = annotation.get("/A", {})
            goal = annotation.get("/Dest") or action.get("/D")
            if isinstance(goal, str):
                goal = document.named_destinations[goal].dest_array
            where = action["/URI"] if "/URI" in action else number[goal[0].idnum]
            found.append((n, where, annotation["/Contents"]))
    return found


def test_it_is_pdf_ua_with_title_language_and_metadata(lesson):
    with pikepdf.open(io.BytesIO(lesson)) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Reading the tide"
        assert pdf.docinfo["/Author"] == "Ada Wren"
        assert str(pdf.docinfo["/Subject"]).startswith("Say when the sea")
        assert "Neap tide" in str(pdf.docinfo["/Keywords"])
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260314")


def test_structure_is_tagged(lesson):
    found = tags(lesson)
    assert {"Title", "H1", "H2", "P", "Link", "BlockQuote", "Note", "Strong"} <= set(found)
    assert found.count("H1") == 6  # five sections, Glossary
    assert found.count("H2") == len(TERMS)


def test_every_font_is_embedded_and_can_be_read_as_text(lesson):
    with pikepdf.open(io.BytesIO(lesson)) as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        outer = [font for font in fonts if font.Subtype == "/Type0"]
        assert outer
        assert all("/ToUnicode" in font for font in outer)
        for font in fonts:
            if font.Subtype != "/Type0":
                assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())


def test_the_title_page_says_whose_lesson_it_is(lesson):
    first = texts(lesson)[0].casefold()
    for words in ("reading the tide", "ada wren", "say when the sea will be high", "harbour talks",
                  "https://harbour.example.org/talks/1", "cc by 4.0", "14 march 2026"):  # fmt: skip
        assert words in first
    assert not PAGE_OF.search(first)


def test_every_other_page_of_a_lesson_says_which_of_how_many_it_is(lesson):
    pages = texts(lesson)
    for n, text in enumerate(pages[1:], 2):
        assert PAGE_OF.search(text).groups() == (str(n), str(len(pages)))


def test_viewers_know_each_page_by_the_number_that_it_shows(book):
    document = reader(book)
    assert "/PageLabels" in document.trailer["/Root"]
    assert document.page_labels == [str(n) for n in range(1, len(document.pages) + 1)]


def test_running_heads_name_the_section(lesson, book):
    assert texts(lesson)[2].startswith("Reading the tide The hour in between")
    assert texts(book)[5].startswith("Reading the tide, part 1 The hour in between")
    assert texts(book)[6].startswith("What the table leaves out Reading the tide, part 1"), "on the right"
    assert not texts(book)[4].startswith("Reading the tide, part 1 Two bulges"), "a chapter opens without one"


def test_bookmarks_follow_the_book(lesson, book):
    titles = [entry.title for entry in reader(lesson).outline if not isinstance(entry, list)]
    assert titles[-1] == "Glossary"
    assert "A book of hours" in titles
    assert [entry.title for entry in reader(lesson).outline[-1]] == list(TERMS)
    chapters = [entry.title for entry in reader(book).outline if not isinstance(entry, list)]
    assert [title for title in chapters if "part" in title] == [
        f"Reading the tide, part {n}" for n in range(1, 5)
    ]


def test_contents_name_each_section_and_its_page(book):
    pages = texts(book)
    for title in ("Two bulges and a turning world", "A book of hours", "Glossary"):
        page = int(re.search(rf"{title}[ .]*(\d+)", pages[2])[1])
        assert title in pages[page - 1]


def test_a_term_leads_to_its_entry_and_is_read_out_by_its_name(lesson):
    pages = texts(lesson)
    found = [link for link in links(lesson) if link[0] in (2, 3, 4) and isinstance(link[1], int)]
    named = [link for link in found if link[2].strip() in TERMS]
    assert len(named) >= 13
    for _, page, name in named:
        assert page == len(pages)
        assert name.strip() in pages[page - 1]


def pages_in_the_glossary(pdf, terms=TERMS):
    """The pages that each entry names, with ranges written out."""
    text = " ".join(texts(pdf))
    found = {}
    for term, (_, definition) in terms.items():
        end = re.sub(r"\[\[(?:[^|\]]+\|)?([^\]]+)\]\]", r"\1", definition)[-25:]
        listed = re.search(re.escape(end) + r" Pages? ([\d, –]+)", text)
        found[term] = []
        for run in (listed[1].strip(" ,") if listed else "").split(", ") if listed else ():
            first, _, last = run.partition("–")
            found[term] += range(int(first), int(last or first) + 1)
    return found


def test_the_glossary_names_the_pages_where_the_words_are(lesson):
    listed = pages_in_the_glossary(lesson)
    forms = {term: term.casefold() for term in TERMS} | {
        "Tide": r"the tide\b|each tide|a tide is",
        "Slack water": "slack",
    }
    body = [text.removeprefix("Reading the tide") for text in texts(lesson)[1:-1]]  # its running head
    for term, form in forms.items():
        assert listed[term] == [n for n, text in enumerate(body, 2) if re.search(form, text)], term


@pytest.mark.parametrize("linked", [True, False])
def test_a_use_that_begins_a_page_is_on_that_page(linked):
    """Typst by itself places a mark before the first word of a line on the line, and the page, before it."""
    mark = (
        '<a class="term" href="../glossary/#{0}">{1}</a>'
        if linked
        else "<!--tracktwo:use glossary.md#{0}-->{1}"
    )
    terms = {f"Word {n}": ("", f"The end of definition {n:05}.") for n in range(600)}
    words = " and so it goes on ".join(mark.format(slug(term), f"word{n}x") for n, term in enumerate(terms))
    lesson = rendered_page("Lesson", "lesson/", f"<p>{words}</p>", "lesson.md")
    pdf = to_pdf(tide_book(lesson, glossary=(glossary_page(terms),)))
    listed = pages_in_the_glossary(pdf, terms)
    where = {
        int(n): page for page, text in enumerate(texts(pdf), 1) for n in re.findall(r"\bword(\d+)x", text)
    }
    assert len(set(where.values())) > 3
    assert {n: [page] for n, page in where.items()} == {n: listed[f"Word {n}"] for n in where}


def test_many_pages_in_a_row_are_folded_and_each_number_leads_to_its_page():
    filler = "<p>Plain words to fill the page.</p>" * 100
    lessons = [
        rendered_page(
            f"Part {n}",
            f"part-{n}/",
            f'<p><a class="term" href="../glossary/#tide">tide</a></p>{filler}',
            f"{n}.md",
        )
        for n in range(3)
    ]
    pdf = to_pdf(
        tide_book(*(rendered_page(p.title, p.url, p.html.replace(filler, ""), p.source) for p in lessons))
    )
    assert "Pages 4–6" in texts(pdf)[-1]
    assert [where for page, where, _ in links(pdf) if page == 7 and where < 7] == [4, 6]
    assert "Pages 4, " in texts(to_pdf(tide_book(*lessons)))[-1]


def test_an_outside_address_is_a_link_and_stands_in_a_footnote(lesson):
    assert (3, "https://tides.example.org/tables/2026", "https://tides.example.org/tables/2026") in links(
        lesson
    )
    assert "https://tides.example.org/tables/2026" in texts(lesson)[2]


def test_sections_of_the_navigation_are_parts_of_the_book():
    html = "<h2>Section</h2><p>a</p>"
    pages = [
        rendered_page(f"Lesson {n}", f"{n}/", html, f"{n}.md", None, *part)
        for n, part in enumerate(((), ("Low water",), ("Low water",), ("High water",)))
    ]
    pdf = to_pdf(tide_book(*pages))

    def flat(entries, depth=1):
        for entry in entries:
            if isinstance(entry, list):
                yield from flat(entry, depth + 1)
            else:
                yield depth, entry.title

    titles = list(flat(reader(pdf).outline))
    assert titles[:10] == [
        (1, "Lesson 0"), (2, "Section"), (1, "Low water"), (2, "Lesson 1"), (3, "Section"), (2, "Lesson 2"),
        (3, "Section"), (1, "High water"), (2, "Lesson 3"), (3, "Section"),
    ]  # fmt: skip
    part = next(n for n, text in enumerate(texts(pdf)) if text.startswith("Low water"))
    assert "Lesson 1" in texts(pdf)[part + 1]


def test_links_between_lessons_lead_to_their_pages():
    one = '<h2 id="a">A</h2><p><a href="../two/#b">to b</a> <a href="../two/">to two</a></p>'
    two = "<p>Begin.</p>" + "<p>x</p>" * 80 + '<h2>B</h2><p id="b">Here.</p>'
    pdf = to_pdf(
        tide_book(rendered_page("One", "one/", one, "one.md"), rendered_page("Two", "two/", two, "two.md"))
    )
    text = texts(pdf)
    goals = [where for page, where, _ in links(pdf) if page == 4]
    assert [("Here." in text[where - 1], "Begin." in text[where - 1]) for where in goals] == [
        (True, False),
        (False, True),
    ]


def test_tables_have_header_cells_and_lists_are_lists():
    pdf = lesson_pdf(
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
        "<ul><li>a<ol><li>b</li></ol></li></ul><dl><dt>c</dt><dd>d</dd></dl><pre><code>e</code></pre>"
    )
    found = tags(pdf)
    assert [found.count(tag) for tag in ("Table", "THead", "TH", "TD", "L", "LI", "Code")] == [
        1,
        1,
        2,
        2,
        3,
        3,
        1,
    ]


ROWS = "<tr><td>Row</td></tr>" * 100


def test_a_table_that_goes_on_has_its_header_again():
    pdf = lesson_pdf(f"<table><thead><tr><th>Height</th></tr></thead>{ROWS}</table>")
    assert ["Height" in text for text in texts(pdf) if "Row" in text] == [True] * 3


def test_a_header_with_a_link_stands_once():
    pdf = lesson_pdf(
        f'<table><thead><tr><th><a href="../glossary/#tide">Tide</a></th></tr></thead>{ROWS}</table>'
    )
    assert [where for page, where, _ in links(pdf) if page == 2] == [5]


def test_a_heading_may_hold_a_link_that_its_running_head_does_not():
    pdf = lesson_pdf('<h2 id="a">The <a href="../glossary/#tide">tide</a></h2>' + "<p>Words.</p>" * 100)
    assert ["The tide" in text for text in texts(pdf)[2:4]] == [True, True]


def test_a_running_head_has_as_much_of_a_long_name_as_fits():
    pdf = lesson_pdf(f"<h2>{'Long names ' * 12}</h2>" + "<p>Words.</p>" * 100)
    assert re.match(r"Lesson (Long names )+Long… Words", texts(pdf)[3])
    pdf = lesson_pdf(f"<h2><code>{'long_name.' * 12}</code> of it</h2>" + "<p>Words.</p>" * 100)
    assert re.match(r"Lesson (long_name\.)+long\S*… Words", texts(pdf)[3])


def test_a_running_head_leaves_out_a_lesson_s_name_that_has_no_room():
    title = "A_name_without_a_space_" * 9
    page = rendered_page(title, "lesson/", f"<h2>{'Mm' * 30}</h2>{'<p>Words.</p>' * 100}", "lesson.md")
    assert re.match(r"\S*… Mm\S+… Words", texts(to_pdf(tide_book(page)))[3])


def test_a_path_of_names_breaks_behind_a_dot_and_copies_as_it_is():
    path = "library.module.Class.attribute." * 5
    html = f"<h3><code>{path}</code></h3><p>{path}</p><p>Of <code>{path}</code> and {path * 3}</p>"
    pdf = lesson_pdf(f"<h2>Paths</h2>{html}")
    (page,) = (page.extract_text() for page in reader(pdf).pages if "Paths" in page.extract_text())
    assert {line[-1] for line in page.split("\n") if "." in line} == {"."}
    assert page.replace("\n", "").count(path) == 6


def test_an_entry_of_the_glossary_keeps_its_other_names_and_its_pages():
    terms = {f"Term {n}": (f"other {n}", "Words. " * (1 + n * 7 % 40)) for n in range(100)}
    uses = "".join(f"[[{name}]] " for name in terms)
    book = tide_book(lesson_page(text=uses), glossary=[glossary_page(terms)])
    pages = texts(to_pdf(book))[4:]
    assert len(pages) > 10
    assert not [text for text in pages if re.match(r"Reading the tide Glossary (Page|Words)", text)]


def test_images_have_their_alternative_text(tmp_path):
    Image.new("RGB", (40, 20), "teal").save(tmp_path / "a.png")
    Image.new("RGB", (40, 20), "teal").save(tmp_path / "b.jpg")
    (tmp_path / "c.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    images = [f'<p><img src="../{name}" alt="Alt of {name}"></p>' for name in ("a.png", "b.jpg", "c.svg")]
    pdf = lesson_pdf("".join([*images, '<p>in <img src="../a.png" alt=""> line</p>']), tmp_path)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        alts = {
            str(item.Alt)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        }
    assert {"Alt of a.png", "Alt of b.jpg", "Alt of c.svg"} <= alts


def test_an_image_that_breaks_off_is_its_text_and_a_warning(tmp_path):
    Image.new("RGB", (40, 20), "teal").save(tmp_path / "a.png")
    (tmp_path / "a.png").write_bytes((tmp_path / "a.png").read_bytes()[:50])
    page = rendered_page("L", "l/", '<p><img src="../a.png" alt="Some harbour"></p>', "l.md")
    pdf, (problem,) = typeset(tide_book(page, docs_dir=tmp_path))
    assert (Path(problem.file).name, problem.code, problem.severity) == ("a.png", "broken-image", "warning")
    assert "Some harbour" in " ".join(texts(pdf))


def test_a_drawing_with_a_letter_that_no_font_has_is_its_text_and_the_letter_is_named(tmp_path):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="9">a\u65e5</text></svg>'
    (tmp_path / "a.svg").write_text(svg, "utf-8")
    page = rendered_page("L", "l/", '<p><img src="../a.svg" alt="Some harbour"></p>', "l.md")
    pdf, (problem,) = typeset(tide_book(page, docs_dir=tmp_path))
    assert (Path(problem.file).name, problem.code) == ("a.svg", "missing-glyph")
    assert "\u65e5" in problem.message
    assert "`pdf: fonts`" in problem.remedy
    assert "Some harbour" in " ".join(texts(pdf))


@pytest.mark.parametrize(
    ("html", "name"), [("日", "日 (U+65E5)"), ("a😀b", "😀 (U+1F600)"), ("a\u0378", "(U+0378)")]
)
def test_a_character_that_no_font_has_is_its_name_and_a_warning(html, name):
    pdf, (problem,) = typeset(tide_book(rendered_page("L", "l/", f"<p>x {html}</p>", "lesson.md")))
    assert problem.text.startswith("lesson.md: no font of this book can show ")
    assert name in problem.text
    assert "[" in " ".join(texts(pdf))


@pytest.mark.parametrize(("html", "shown"), [("Ctrl \uff0b K", "Ctrl + K"), ("3 \u338f", "3 kg")], ids=ascii)
def test_a_character_that_no_font_has_is_what_it_is_made_of_if_fonts_have_that(html, shown):
    pdf, problems = typeset(tide_book(rendered_page("L", "l/", f"<p>x {html}</p>", "lesson.md")))
    assert (shown in " ".join(texts(pdf)), problems) == (True, ())


def test_a_letter_with_its_mark_is_shown_if_any_font_has_both():
    """One that the text's first fonts have without the mark."""
    html = "<p>a\u064b and <code>a\u064b</code> and <kbd>a\u064b</kbd></p>"
    pdf, problems = typeset(tide_book(rendered_page("L", "l/", html, "lesson.md")))
    assert {problem.code for problem in problems} <= {"no-book-face"}
    assert "[" not in " ".join(texts(pdf))


def test_of_many_letters_that_no_font_has_a_few_are_named_and_all_counted():
    letters = "".join(chr(0x4E00 + number) for number in range(40))
    _, (problem,) = typeset(tide_book(rendered_page("L", "l/", f"<p>{letters}</p>", "lesson.md")))
    assert "U+4E04) and 35 more: its name" in problem.message


def test_what_joins_signs_has_no_name_of_its_own():
    pdf, _ = typeset(tide_book(rendered_page("L", "l/", "<p>x \U0001f468\ufe0f\U0001f4bb</p>", "lesson.md")))
    assert "x [man][personal computer]" in " ".join(texts(pdf))


def test_a_mark_is_looked_for_with_the_letter_that_bears_it():
    _, problems = typeset(tide_book(rendered_page("L", "l/", "<p>مسار ثانٍ</p>", "lesson.md")))
    assert {problem.code for problem in problems} <= {"no-book-face"}


def test_the_same_book_gives_the_same_bytes_in_every_process(lesson, monkeypatch):
    script = """if True:
        import sys
        from tide_lesson import tide_book, to_pdf
        sys.stdout.buffer.write(to_pdf(tide_book()))"""
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[1])}
    made = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, check=True).stdout
    assert made == to_pdf(tide_book()) == lesson
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with pikepdf.open(io.BytesIO(to_pdf(tide_book()))) as pdf:
        assert str(pdf.docinfo["/ModDate"]).startswith("D:20231114")


def test_a_date_that_is_no_number_is_refused(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(InvalidInput, match="SOURCE_DATE_EPOCH"):
        to_pdf(tide_book())


def test_another_template_replaces_ours_and_reads_beside_itself_and_images(tmp_path):
    docs, overrides = tmp_path / "docs", tmp_path / "overrides"
    docs.mkdir()
    overrides.mkdir()
    Image.new("RGB", (40, 20), "teal").save(docs / "a.png")
    (overrides / "words.typ").write_text('#let greeting = "Ahoy"')
    template = overrides / "book.typ"
    template.write_text(
        '#import "words.typ": greeting\n'
        "#let book = json(bytes(sys.inputs.book))\n#set document(title: book.title)\n"
        '#greeting #book.title #image(sys.inputs.docs + "/a.png", alt: "a")'
    )
    pdf = to_pdf(tide_book(docs_dir=docs), template=template)
    assert texts(pdf) == ["Ahoy Reading the tide"]
    template.write_text("#panic(1)")
    with pytest.raises(InvalidInput, match=r"book\.typ:1"):
        to_pdf(tide_book(docs_dir=docs), template=template)
    with pytest.raises(InvalidInput, match="no such template"):
        to_pdf(tide_book(docs_dir=docs), template=overrides / "none.typ")


@pytest.mark.parametrize(
    "pages",
    [
        (rendered_page("Lesson", "lesson/", "", "lesson.md"),),
        (rendered_page("", "", "<p>a</p>", "index.md"),),
        (rendered_page("A", "a/", "", "a.md"), rendered_page("B", "b/", "<h3>c</h3>", "b.md")),
    ],
)
@pytest.mark.parametrize(
    "glossary", [(), (rendered_page("", "glossary/", "<p>None yet.</p>", "glossary.md"),)]
)
def test_little_content_makes_a_book_too(pages, glossary):
    book = tide_book(*pages, glossary=glossary)
    if book.tree.title:
        assert reader(to_pdf(book)).pages


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="#x">x</a></p><p id="x">one</p><p id="x">two</p><h2 id="x">three</h2>',
        '<a href="https://a.example"></a><a href="#top"></a><a class="term" href="../glossary/#tide"></a>',
        '<h2 id="a"></h2><h2><img src="../none.png"></h2><ul></ul><ul><li></ul><table></table><dl></dl>',
        '<a class="footnote-ref" href="#fn:1">1</a><div class="footnote"><ol><li id="fn:1"></ol></div>',
        '<p>a<a class="footnote-ref" href="#fn:2">1</a></p><ol start="-3"><li>x</ol><img><details>',
        "<blockquote><h3>In a quotation</h3></blockquote><li>stray</li><td>cell</td></div></p><!-- open",
    ],
)
def test_odd_pages_make_books(html):
    assert lesson_pdf(html)


def test_what_is_nested_as_deep_as_a_page_may_be_can_be_set():
    for tag, inner in (
        ("blockquote", ""),
        ("ul", "<li>"),
        ("details", ""),
        ("em", ""),
        ("table", "<tr><td>"),
        ("dl", "<dd>"),
    ):
        html = f"<{tag}>{inner}" * 12 + "deep"
        assert "deep" in " ".join(texts(lesson_pdf(html))), tag


def without_breaks(text):
    """The text without what breaking it into lines may add or take: white space, and hyphens with it."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


TYPST = [
    *("#let x = 1", "$x^2$", "@ref", "*bold*", "_it_", "<label>", "// gone", "/* gone */", r"\u{41}"),
    *("#panic()", "= Title", "- item", "`raw`", '#read("/etc/passwd")', "[body]", "~", "--", "...", "\\"),
]
ANYTHING = st.one_of(st.sampled_from(TYPST), st.text("abc #$@*_<>/\\{}[]()`=-+~'\"&;:.,", min_size=1))


@settings(max_examples=25, deadline=None)
@given(st.lists(ANYTHING, min_size=1, max_size=9))
def test_text_is_never_code(parts):
    """Whatever an author writes comes out as written, wherever it stands."""
    text = " ".join(" ".join(parts).split())
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = f"<h2>X{escaped}Y</h2><p>X{escaped}Y</p><pre>X{escaped}Y</pre>"
    found = "".join(page.extract_text() for page in reader(lesson_pdf(html)).pages).replace("↪", "")
    assert without_breaks(found).count(without_breaks(f"X{text}Y")) >= 3
