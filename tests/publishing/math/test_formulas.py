"""Formulas: cases as data in formulas.yml, where formulas stand, and what no formula may do."""

import html
import io
from pathlib import Path

import markdown
import pikepdf
import pypdf
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from rendered_page import rendered_page
from tide_lesson import messages, tide_book, to_pdf

from tracktwo.publishing.book.nodes import all_elements, element
from tracktwo.publishing.pdf.pdf import typeset
from tracktwo.publishing.pdf.style import DEFAULT_STYLE

CASES = yaml.safe_load(Path(__file__).with_name("formulas.yml").read_text("utf-8"))
MATHML = "{http://www.w3.org/1998/Math/MathML}"


def block(tex):
    return f'<div class="arithmatex">\\[{html.escape(tex)}\\]</div>'


def span(tex):
    return f'<span class="arithmatex">\\({html.escape(tex)}\\)</span>'


def book(page, glossary=()):
    return tide_book(rendered_page("Lesson", "lesson/", page, "lesson.md"), glossary=glossary)


def formulas(tree):
    return [node for node in all_elements(tree) if node.tag == "math"]


def shown(part):
    """A formula's nodes on one line, such as `fraction(above 1, below x)`."""
    if isinstance(part, list):
        rows = part and isinstance(part[0], list)
        return "; ".join(" & ".join(map(shown, row)) for row in part) if rows else "".join(map(shown, part))
    if not isinstance(part, dict):
        return str(part)
    if part["is"] == "symbol":
        return part["text"]
    said = (
        (name, shown(value)) for name, value in part.items() if name != "is" and value not in ("", [], False)
    )
    held = ", ".join(value if name in {"body", "text"} else f"{name} {value}" for name, value in said)
    return f"{part['is']}({held})"


def spoken(pdf):
    """The alternative text of each formula, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [
            it for it in document.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/Formula"
        ]
        return [str(it.Alt) for it in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tex"])
def test_a_formula_is_read_as_it_is_meant(case):
    made = book(block(case["tex"]))
    if "warning" in case:
        source = " ".join(case["tex"].split())
        assert messages(made) == [f"lesson.md: formula {source} {case['warning']}: its source stands for it"]
        assert made.tree.chapters[0].body == (element("pre", [element("line", [source])]),)
    else:
        assert not made.problems
        assert shown(list(formulas(made.tree)[0].formula)) == case["drawn"]


def test_each_formula_is_drawn_tagged_and_read_out_as_its_source():
    readable = [" ".join(case["tex"].split()) for case in CASES if "warning" not in case]
    page = "".join(f"{block(tex)}<p>Or {span(tex)}.</p>" for tex in readable)
    assert sorted(set(spoken(to_pdf(book(page)))) - {"boxed"}) == sorted(set(readable))


def test_mathml_for_e_books_is_xml_of_its_own_that_says_its_source():
    right = [" ".join(case["tex"].split()) for case in CASES if "warning" not in case]
    made = book("".join(map(block, right)) + "<p>" + span("x<1"))
    found = list(formulas(made.tree))
    assert [node.get("tex") for node in found] == [*right, "x<1"]
    for node in found:
        root = etree.fromstring(node.get("mathml"))
        assert {element.tag.startswith(MATHML) for element in root.iter()} == {True}
        assert (root.get("alttext"), root.get("display")) == (
            node.get("tex"),
            "block" if node.get("block") else "inline",
        )
        assert not set(root.xpath("//@*[name() = 'class' or name() = 'href' or name() = 'id']"))


def test_markdown_with_arithmatex_reaches_the_page():
    text = "A $a^2$ and \\(b\\):\n\n$$\n\\frac{1}{2}\n$$\n\n\\begin{align}c &= d\\end{align}\n\nPay $5 or $6."
    for options in ({"generic": True}, {}):
        page = markdown.markdown(
            text, extensions=["pymdownx.arithmatex"], extension_configs={"pymdownx.arithmatex": options}
        )
        made = book(page)
        assert [node.get("tex") for node in formulas(made.tree)] == [
            *("a^2", "b", r"\frac{1}{2}", r"\begin{align}c &= d\end{align}")
        ]
        assert [bool(node.get("block")) for node in formulas(made.tree)] == [False, False, True, True]
        assert "Pay $5 or $6." in made.tree.chapters[0].body[-1].children
        assert not made.problems


def test_formulas_stand_in_headings_lists_tables_notes_links_and_definitions():
    places = {
        "h": "<h2>Why {}?</h2>",
        "l": "<ul><li>a {}<ul><li>b</ul></ul>",
        "t": "<table><tr><th>{}</table>",
        "q": "<blockquote><details><summary>{}</summary></details></blockquote>",
        "e": "<p><em><strong>{}</strong></em> <a href='https://a.example'>{}</a></p>",
        "f": "<p>a<sup><a class='footnote-ref' href='#fn:1'>1</a></sup></p>"
        "<div class='footnote'><ol><li id='fn:1'><p>{}</p></ol></div>",
        "d": "<dl><dt>{}<dd>{}</dl>",
    }
    for write in (span, block):
        page = "".join(place.replace("{}", write(name)) for name, place in places.items())
        terms = f"<h2 id='g'>Term</h2><div class='used-in' data-entry='g'></div><p>It is {write('g')}.</p>"
        made = book(page, glossary=(rendered_page("Glossary", "glossary/", terms, "glossary.md"),))
        assert {node.get("tex") for node in formulas(made.tree)} == {*places, "g"}
        assert not made.problems
        assert set(spoken(to_pdf(made))) == {*places, "g"}


def test_mathml_as_it_stands_in_a_page_is_a_formula_too():
    page = """<p>If <math alttext="x over 2"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>
        <math display="block"><semantics><mrow><mi onclick="x()">y</mi><mo class="a">+</mo>
        <mspace width="1em"/><mi mathvariant="bold">z</mi></mrow>
        <annotation encoding="application/x-tex">y+z</annotation></semantics></math>"""
    made = book(page)
    assert [
        (node.get("tex"), bool(node.get("block")), shown(list(node.formula))) for node in formulas(made.tree)
    ] == [
        ("x over 2", False, "fraction(above x, below 2)"),
        ("y+z", True, "y+space(em 1.0)variant(variant bold, z)"),
    ]
    assert "onclick" not in formulas(made.tree)[1].get("mathml")
    assert len(spoken(to_pdf(made))) == 2


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<math>x</math>", "<math> holds text beside its parts"),
        ("<math><mfenced><mi>x</mi></mfenced></math>", "<mfenced> has no form in a book"),
        ("<math><mfrac><mi>x</mi></mfrac></math>", "<mfrac> holds 1 parts"),
        (
            "<math><menclose notation='circle'><mi>x</mi></menclose></math>",
            "<menclose> as 'circle' has no form in a book",
        ),
    ],
)
def test_mathml_that_has_no_form_in_a_book_is_a_warning_and_its_text(page, reason):
    made = book(f"<p>{page}</p>")
    assert messages(made) == [f"lesson.md: formula x cannot be read: {reason}: its source stands for it"]
    assert made.tree.chapters[0].body == (element("p", [element("code", ["x"])]),)


def test_what_a_formula_defines_holds_in_those_after_it_on_its_page_alone():
    definitions = r"\newcommand{\R}{\mathbb{R}} \newcommand{\norm}[1]{\lVert #1 \rVert} \def\two#1#2{#2#1}"
    page = block(definitions) + block(r"\norm\alpha b \in \R x") + block(r"\two ab")
    assert [shown(list(node.formula)) for node in formulas(book(page).tree)] == ["‖α‖b∈ℝx", "ba"]
    assert book(block(r"\norm{x}")).problems


@pytest.mark.parametrize(
    "tex",
    [
        *("{" * 4000, r"\left(" * 900, r"\sqrt " * 900 + "x", r"\frac1" * 700 + "1", "x_{" * 21 + "}" * 21),
        *(r"\begin{matrix}" * 350, "{%}\n" * 1000, "%" + "}" * 2000 + "\n" + "{" * 2000, "x" * 20_001),
        *(r"\def\a{\a\a}\a", r"\def\a#1{\a{#1#1}}\a{x}", r"\def\a{{\a}}\a", r"\let\a\a\a", r"\def\a#1{#1"),
    ],
    ids=lambda tex: tex[:16],
)
def test_a_formula_without_end_is_a_warning(tex):
    assert len(book(block(tex)).problems) == 1


@pytest.mark.parametrize(
    "around",
    [
        "",
        '<blockquote lang="fr">' * 9,
        "<ul><li>" * 4,
        "<table><tr><td>" * 3,
        "<details>" * 9,
        "<dl><dd>" * 4,
    ],
)
def test_a_formula_as_deep_as_it_may_be_can_be_set_wherever_it_stands(around):
    deep = [
        r"\frac{1}{" * 16 + "x" + "}" * 16,
        r"\begin{pmatrix}" * 5 + "x" + r"\end{pmatrix}" * 5,
        r"\dfrac{1}{" * 8 + "x" + "}" * 8,
        r"\left(\boxed{" * 8 + "x" + r"}\right)" * 8,
    ]
    for tex in deep:
        made = book(around + block(tex))
        assert not any("formula" in message for message in messages(made))
        assert tex in spoken(to_pdf(made))
        assert book(around + block(tex.replace("x", r"\hat{\hat{x}}"))).problems


def places(page):
    """Each piece of a page's text, and how far from the left edge it begins, in points."""
    found = []

    def visit(text, around, line, *_):
        if text.strip():
            found.append((text.strip(), around[0] * line[4] + around[4]))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("count", [14, 40, 300])
def test_a_formula_that_is_too_wide_stays_between_the_margins(count):
    made = to_pdf(book("<p>word</p>" + block("+".join(f"x_{{{n}}}" for n in range(count)))))
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    margin = min(DEFAULT_STYLE.for_template(Path())["margins"].values())
    found = [place for page in pages for _, place in places(page)]
    assert max(found) < float(pages[0].mediabox.width) - margin
    assert str(count - 1) in "".join(page.extract_text() for page in pages)


def test_an_accent_of_a_formula_needs_no_other_font():
    assert not typeset(book(block(r"\vec{r} + \hat{x}")))[1]


def test_a_character_that_no_font_has_is_named_in_a_formula_too():
    _, (problem,) = typeset(book(block(r"x = \text{日}")))
    assert problem.text.startswith("lesson.md: no font of this book can show 日 (U+65E5)")


PIECES = st.sampled_from(
    r"""\frac \sqrt [3] { } {a} ^ _ ^{x} _1 & \\ \left( \right) \left. \right| \middle| \hat \sum \int
    \begin{matrix} \end{matrix} \begin{cases} \end{cases} \begin{align} \end{align} \tag{1} \text{b$c$}
    \R \def\a{b} \a \newcommand{\c}[2]{#1#2} \c \mathrm{de} \color{red} \boxed \cancel \xrightarrow{f}
    ' " % # $ ~ < > &lt; #panic() #let @x *y* `z` // /* \u{41} [ ] ( ) | \| + - = , ; : \, \! \quad 0 12 é α
    \phantom \big \overset \mathbb \limits \to""".split()
)


@settings(deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=12).map(" ".join), st.text(max_size=40)))
@example("0%\x1b")
def test_any_text_is_a_formula_or_its_source_with_a_warning(tex):
    made = book(block(tex) + f"<p>a {span(tex)}</p>")
    for node in formulas(made.tree):
        etree.fromstring(node.get("mathml"))
    if made.problems:
        assert any(node.tag == "pre" for node in all_elements(made.tree))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6))
def test_no_formula_is_typst_code(texts):
    """Whatever it is, the book can be set, and a formula is read out as written."""
    made = book("".join(map(block, texts)))
    assert set(spoken(to_pdf(made))) - {"boxed"} == {node.get("tex") for node in formulas(made.tree)}
