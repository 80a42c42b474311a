"""How a site's configuration changes the looks of its PDFs."""

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from rendered_page import rendered_page
from tide_lesson import tide_book, to_pdf

from tracktwo.model.problem import InvalidInput
from tracktwo.publishing.pdf.fonts import families_of, fonts_in
from tracktwo.publishing.pdf.pdf import typeset
from tracktwo.publishing.pdf.style import Style

NOTO = Path("/usr/share/fonts/truetype/noto")
CJK = Path("/usr/share/fonts/opentype/noto")
POINTS = {"a4": (595, 842), "a5": (420, 595), "us-letter": (612, 792), "us-trade": (432, 648)}


def pdf(html="<p>Words.</p>", language="en", docs_dir=Path(__file__).parent, **style):
    page = rendered_page("Lesson", "lesson/", html, "lesson.md")
    book = tide_book(page, language=language, docs_dir=docs_dir, glossary=())
    return pypdf.PdfReader(io.BytesIO(to_pdf(book, style=Style(**style))))


@pytest.mark.parametrize("paper", POINTS)
def test_a_page_has_the_size_of_its_paper(paper):
    box = pdf(paper=paper).pages[0].mediabox
    assert (round(box.width), round(box.height)) == POINTS[paper]


def starts_of_lines(page):
    starts = []
    page.extract_text(
        visitor_text=lambda text, outer, inner, *_: text.strip() and starts.append(outer[4] + inner[4])
    )
    return starts


def test_margins_inside_and_outside_change_sides():
    html = "<p>Plain words to fill the page.</p>" * 100
    pages = pdf(html, margins={"inside": "2in", "outside": "40mm"}).pages
    assert min(starts_of_lines(pages[2])) == pytest.approx(144, abs=20), "a page on the right"
    assert min(starts_of_lines(pages[1])) == pytest.approx(113, abs=20), "a page on the left"


@pytest.mark.parametrize(("paper", "inside"), [("a4", 142), ("a5", 74), ("us-letter", 150), ("us-trade", 77)])
def test_usual_margins_fit_the_paper_and_hold_times(paper, inside):
    html = '<p><a class="time" href="#t3765"><time>1:02:45</time></a> Words.</p>' * 3
    starts = starts_of_lines(pdf(html, paper=paper).pages[1])
    assert min(starts) > 5, "a time stays on the paper"
    assert any(start == pytest.approx(inside, abs=2) for start in starts), "text begins at the margin"


def test_a_cover_is_the_first_page_of_the_book(tmp_path):
    Image.new("RGB", (210, 297), "teal").save(tmp_path / "cover.png")
    plain, covered = pdf(docs_dir=tmp_path), pdf(docs_dir=tmp_path, cover="cover.png")
    assert len(covered.pages) == len(plain.pages) + 1
    assert len(covered.pages[0].images) == 1


def test_a_colour_colours_headings():
    stream = pdf("<h2>A</h2><p>b</p>", color="#0000ff").pages[1].get_contents().get_data()
    assert b"0 0 1 rg" in stream or b"0 0 1 sc" in stream


@pytest.mark.parametrize(
    ("style", "says"),
    [
        ({"paper": "foolscap"}, "paper: foolscap: .* a4, a5, us-letter"),
        ({"color": "red"}, "color: red: .* write six"),
        ({"margins": {"left": "1cm"}}, "margins: left: .* inside, outside, top, bottom"),
        ({"margins": {"top": "wide"}}, "margins: top: wide: .* write a length"),
        ({"fonts": Path("none")}, "fonts: none: no such folder"),
        ({"font": "Comic Sans"}, "font: Comic Sans: there is .*Libertinus Serif"),
        ({"cover": "../cover.png"}, "cover: ../cover.png: no such image"),
    ],
)
def test_what_cannot_be_is_said(style, says):
    with pytest.raises(InvalidInput, match=says):
        pdf(**style)


@pytest.mark.parametrize(
    ("language", "script", "text", "folder"),
    [
        ("ar", "Arabic", "\u0627\u0644\u062f\u0628\u0644\u0648\u0645\u0627\u0633\u064a\u0629", NOTO),
        ("he", "Hebrew", "\u05e9\u05dc\u05d5\u05dd", NOTO),
        ("hi", "Hindi", "\u0915\u0942\u091f\u0928\u0940\u0924\u093f", NOTO),
        ("ja", "Japanese", "\u5916\u4ea4\u3068\u306f", CJK),
        ("zh", "Chinese", "\u591a\u8f68\u5916\u4ea4", CJK),
    ],
)
def test_with_fonts_of_the_site_every_script_can_be_read(language, script, text, folder, needs_fonts):
    needs_fonts(folder)
    html = f"<h2>{text}</h2><p>{text} (English too).</p>"
    read = pdf(html, language, fonts=folder).pages[1].extract_text()
    assert sum(character in read for character in text) == len(text), script
    assert "English too" in read


def test_a_font_of_the_site_can_be_that_of_the_text(needs_fonts):
    needs_fonts(NOTO)
    fonts = pdf(font="Noto Serif", fonts=NOTO).pages[-1]["/Resources"]["/Font"]
    assert any("NotoSerif" in font.get_object()["/BaseFont"] for font in fonts.values())


@pytest.mark.parametrize(
    ("language", "region", "face"), [("zh", "", "SC"), ("zh", "TW", "TC"), ("ja", "", "JP")]
)
def test_of_faces_for_east_asia_the_one_of_the_language_comes_first(language, region, face, needs_fonts):
    needs_fonts(CJK)
    families = families_of(fonts_in(CJK), "", language, region)
    assert next(family for family in families if "CJK" in family) == f"Noto Serif CJK {face}"


def test_in_chinese_every_paragraph_is_indented_by_two_letters():
    starts = starts_of_lines(pdf("<h2>x</h2><p>a</p><ul><li><p>b</p></li></ul><p>c</p>", "zh").pages[1])
    heading, first, _, _, last, *_ = starts
    assert round(first - heading) == round(last - heading) == 23


def test_a_book_whose_language_no_font_has_says_its_own_words_in_english():
    assert "page 2 of 2" in pdf(language="zh").pages[1].extract_text()


def test_letters_that_the_font_of_code_alone_has_are_a_notice_and_a_book_face_is_taken_first(needs_fonts):
    needs_fonts(NOTO)
    page = rendered_page("L", "l/", "<p>مسار</p><p>Привет</p>", "l.md")
    book = tide_book(page, language="ar", glossary=())
    _, (problem,) = typeset(book)
    assert (problem.code, problem.severity) == ("no-book-face", "notice")
    made, problems = typeset(book, style=Style(system_fonts=True))
    assert problems == ()
    fonts = pypdf.PdfReader(io.BytesIO(made)).pages[1]["/Resources"]["/Font"]
    assert not any("DejaVu" in font.get_object()["/BaseFont"] for font in fonts.values())


def test_code_runs_from_the_left_and_boxes_begin_on_the_right_in_arabic():
    box = '<div class="admonition note"><p class="admonition-title">x</p><p>y</p></div>'
    page = pdf(f"<pre><code>def code():</code></pre>{box}", "ar").pages[1]
    width = float(page.mediabox.width)
    starts = {}
    page.extract_text(
        visitor_text=lambda text, outer, inner, *_: starts.setdefault(text.strip()[:3], outer[4] + inner[4])
    )
    assert starts["def"] < width / 3
    assert starts["x"] > width / 2
