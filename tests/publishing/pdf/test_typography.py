"""What a press would look for on the pages of a lesson, and of a book that is bound."""

import io
import re
from itertools import pairwise

import pypdf
import pytest
from rendered_page import rendered_page
from tide_lesson import glossary_page, lesson_page, slug, tide_book, to_pdf

from tracktwo.publishing.book.nodes import plain_text
from tracktwo.publishing.pdf.style import PAPERS, Style

SENTENCE = "The water climbs higher than usual and falls lower than usual, and the harbour waits for it. "
FEWEST_LINES = 6
LATIN = re.compile("[A-Za-z]")


def pages(book, **style):
    return pypdf.PdfReader(io.BytesIO(to_pdf(book, style=Style(**style)))).pages


def lesson(*paragraphs, **settings):
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    return tide_book(rendered_page("Lesson", "lesson/", html, "lesson.md"), **{"glossary": (), **settings})


def lines(page):
    return [line for line in page.extract_text().splitlines() if line.strip()]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_line_has_60_to_72_letters(paper):
    (page,) = pages(lesson(SENTENCE * 12), paper=paper)[1:]
    full = [len(line) for line in lines(page) if LATIN.search(line)][1:-2]
    assert 60 <= sum(full) / len(full) <= 72


def test_a_lesson_of_a_few_pages_has_no_contents_and_a_long_one_has():
    headings = [f"<h2>Part {n}</h2>" for n in range(4)]
    short, long = (
        tide_book(rendered_page("L", "l/", html, "l.md"))
        for html in (
            "".join(f"{title}<p>{SENTENCE * 9}</p>" for title in headings),
            "".join(f"{title}<p>{SENTENCE * 60}</p>" for title in headings),
        )
    )
    assert [page.extract_text().count("Contents") for page in pages(short)[:3]] == [0, 0, 0]
    assert [page.extract_text().count("Contents") for page in pages(long)[:3]] == [0, 0, 1]


def test_contents_of_many_pages_name_pages_wherever_they_are_and_no_sections_of_them():
    html = "<h2>Section</h2><p>a</p>"
    book = tide_book(
        *(rendered_page(f"Page {n}", f"{n}/", html, f"{n}.md", {}, *["Part"] * (n % 3)) for n in range(13)),
        glossary=(),
    )
    contents = pages(book)[2].extract_text()
    assert contents.count("Page") == 13
    assert "Section" not in contents


def test_contents_say_of_a_heading_its_words_alone():
    term = '<a class="term" href="../glossary/#tide" data-term="Tide">tide</a>'
    html = f'<h2>A <a href="../1/">page</a> and {term}</h2>'
    pages_of_site = [rendered_page(f"P{n}", f"{n}/", f"{html}<p>a</p>", f"{n}.md") for n in range(2)]
    contents, page = pages(tide_book(*pages_of_site))[2:4]
    assert len(re.findall(r"A page and tide[ .\u2060]*\d\n", contents.extract_text())) == 2
    leads_to = [link.get_object()["/Rect"][1] for link in contents["/Annots"]]
    assert len(set(leads_to)) == 5  # two pages, their headings, the glossary
    dots = re.compile(rb"\][\d. ]+ d\b")  # below a term
    assert [bool(dots.search(one["/Contents"].get_object().get_data())) for one in (contents, page)] == [
        False,
        True,
    ]


def test_links_say_the_page_where_it_is_another_and_where_they_have_words():
    def link(words):
        return f'<a href="../1/#there">{words}</a>'

    drawing = '<svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    html = f"<h2>A {link('heading')}</h2><p>{link('words')}, {link(drawing)}, <a href='#here'>here</a></p>"
    book = tide_book(
        rendered_page("P0", "0/", f"{html}<p id='here'>b</p>", "0.md"),
        rendered_page("P1", "1/", "<p id='there'>b</p>", "1.md"),
        glossary=(),
    )
    found = [" ".join(page.extract_text().split()) for page in pages(book)]
    assert re.findall(r"(\w*)\s*\(page \d\)", " ".join(found)) == ["words"]


def test_a_definition_begins_where_its_other_lines_do():
    html = f"<dl><dt>Tide</dt><dd><p>{SENTENCE * 3}</p></dd></dl>"
    starts = []
    pages(tide_book(rendered_page("L", "l/", html, "l.md"), glossary=()))[1].extract_text(
        visitor_text=lambda text, outer, inner, *_: (
            starts.append(round(outer[4] + inner[4])) if LATIN.search(text) else None
        )
    )
    assert len(set(starts[1:-1])) == 1  # without the term, and the page's number


def test_names_in_code_part_at_their_joints_where_they_would_leave_no_room_for_text():
    rows = [
        ["--config-file-with-a-long-name", "Optional[Dict[str, Union[int, str]]]", "None"],
        ["-v", "bool", "False"],
    ]
    cells = ["".join(f"<td><code>{name}</code></td>" for name in row) for row in rows]
    html = f"<table><tr>{cells[0]}<td>{SENTENCE}</td></tr><tr>{cells[1]}<td>Short.</td></tr></table>"
    text = pages(tide_book(rendered_page("L", "l/", html, "l.md"), glossary=()))[1].extract_text()
    before, words, _ = re.split(r"(The water.*it\.)", text, flags=re.DOTALL)
    assert words.count("\n") < 6
    assert {"--config-", "file-with-a-"} <= set(before.split())


def test_a_list_at_the_end_stays_together():
    ends = set()
    for more in range(34, 40):
        html = f"<p>{SENTENCE}</p>" * more + f"<h2>Problems</h2><ul>{'<li>Problem</li>' * 4}</ul>"
        last = pages(tide_book(rendered_page("L", "l/", html, "l.md"), glossary=()))[-1].extract_text()
        ends.add(last.count("•"))
    assert ends == {4}


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_no_lesson_ends_with_a_page_of_five_lines(paper):
    """Of lessons that are longer by a line each, some end with a page of any number of lines."""
    ends = set()
    for more in range(40):
        paragraphs = [SENTENCE * 4] * 9 + [SENTENCE * (1 + n % 3) for n in range(more)]
        last = pages(lesson(*paragraphs), paper=paper)[-1]
        ends.add(len(lines(last)) - 2)  # without its head and its number
    assert min(ends) >= FEWEST_LINES
    assert len(ends) > FEWEST_LINES


def test_lessons_begin_on_the_right_and_empty_pages_have_no_number():
    found = [page.extract_text().strip() for page in pages(tide_book(*(lesson_page(n) for n in range(1, 4))))]
    starts = [n for n, text in enumerate(found, 1) if re.match(r"Reading the tide, part \d\nAda Wren", text)]
    assert len(starts) == 3
    assert all(start % 2 for start in starts)
    empty = {n for n, text in enumerate(found, 1) if not text}
    assert all(number + 1 in {*starts, len(found)} for number in empty)


def test_pages_of_a_site_follow_each_other():
    found = tide_book(
        *(rendered_page(f"P{n}", f"{n}/", "<p>a</p>", f"{n}.md") for n in range(4)), glossary=()
    )
    starts = [n for n, page in enumerate(pages(found), 1) if page.extract_text().startswith("P")]
    assert all(after - before == 1 for before, after in pairwise(starts))


def test_numbers_of_a_book_stand_outside():
    def place_of_number(page, number):
        places = []
        page.extract_text(
            visitor_text=lambda text, outer, inner, *_: (
                text.strip() == str(number) and places.append(outer[4] + inner[4])
            )
        )
        return places[-1]

    found = pages(tide_book(lesson_page(1), lesson_page(2)))
    width = float(found[0].mediabox.width)
    assert place_of_number(found[4], 5) > width / 2 > place_of_number(found[5], 6)


def test_notes_are_numbered_anew_in_each_chapter():
    html = '<p>See <a href="https://example.org/a">one</a> and <a href="https://example.org/b">two</a>.</p>'
    book = tide_book(*(rendered_page(f"P{n}", f"{n}/", html, f"{n}.md") for n in range(3)), glossary=())
    texts = [page.extract_text() for page in pages(book)]
    assert [text.count("1https://example.org/a") for text in texts if "See" in text] == [1, 1, 1]


def test_entries_stand_in_alphabetical_order_whatever_the_page_has():
    terms = dict.fromkeys(("Zone", "écart", "Ebb", "“Old” tide", "ebb tide"), ("", "Words."))
    tree = tide_book(glossary=(glossary_page(terms),)).tree
    names = [plain_text(entry.children[:1]) for entry in tree.glossary.body if entry.tag == "entry"]
    assert names == ["Ebb", "ebb tide", "écart", "“Old” tide", "Zone"]


def test_entries_in_writing_without_an_alphabet_stay_as_they_are():
    terms = dict.fromkeys(("外交", "会议", "和平"), ("", "x"))
    tree = tide_book(glossary=(glossary_page(terms),)).tree
    assert [plain_text(entry.children[:1]) for entry in tree.glossary.body if entry.tag == "entry"] == list(
        terms
    )


@pytest.mark.parametrize(("words", "columns"), [(8, 2), (90, 1)])
def test_short_entries_stand_in_two_columns(words, columns):
    terms = {f"Term {letter}": ("", "word " * words) for letter in "ABCDEF"}
    starts = set()
    pages(tide_book(glossary=(glossary_page(terms),)))[-1].extract_text(
        visitor_text=lambda text, outer, inner, *_: (
            text.startswith("Term ") and starts.add(round(outer[4] + inner[4]))
        )
    )
    assert len(starts) == columns


def test_a_term_is_seen_without_its_colour():
    link = f'<a class="term" href="../glossary/#{slug("Tide")}">tide</a>'
    with_term, without = (
        pages(lesson(f"The {word} turns.", glossary=(glossary_page(),)))[1].get_contents().get_data()
        for word in (link, "tide")
    )
    assert re.search(rb"\]0 d\s", with_term), "a dotted line"
    assert not re.search(rb"\]0 d\s", without)
