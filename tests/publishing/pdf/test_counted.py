"""What is measured of a table: a few words and a cell of each column, however many rows there are."""

import re
from importlib import resources

from tracktwo.publishing.book.nodes import Node, element
from tracktwo.publishing.pdf.counted import COUNTED, JOINTS, LONGEST_WHOLE, MANY, plan_of


def _table(*rows: tuple[Node, ...]):
    lines = [element("tr", [element("td", [cell]) for cell in row]) for row in rows]
    return element("table", [element("tbody", lines)], columns=str(len(rows[0])))


def test_a_column_measures_its_widest_words_and_its_longest_cell():
    rows = [("will", element("code", ["tide.higher()"])), ("mmm", "no name"), ("a b c d e f", "words")]
    first, second = plan_of(_table(*rows))["columns"]
    assert first == {
        "words": {"text": "mmm"},
        "part": "",
        "letters": 11,
        "cell": (2, 0),
    }  # not 'will', of four
    assert second == {
        "words": {"code": "tide.higher()", "text": "words"}, "part": "higher", "letters": 13, "cell": (0, 1),
    }  # fmt: skip


def test_as_much_is_measured_of_a_thousand_rows_as_of_one():
    row = (element("code", ["tide"]), "when the water is high")
    assert plan_of(_table(row)) == plan_of(_table(*[row] * 1000))


def test_what_may_break_is_not_measured_whole():
    [one] = plan_of(_table(("address" * 20,)))["columns"]
    assert len(one["words"]["text"]) == 24
    first = plan_of(_table(("hyphenation",) + ("a",) * 5))["columns"][0]
    assert first["words"]["text"] == "hyphena-"  # of six columns


def test_words_with_a_space_that_does_not_break_are_measured_as_one():
    [one] = plan_of(_table(("high\xa0water at ebb",)))["columns"]
    assert one["words"]["text"] == "high\xa0water"


def test_cells_that_span_columns_decide_about_none():
    wide = element("tr", [element("td", ["a long title of both"], colspan="2")])
    table = element("table", [element("tbody", [wide])], columns="2")
    assert [plan["letters"] for plan in plan_of(table)["columns"]] == [0, 0]


def test_of_code_its_lines_are_counted_once():
    lines = [element("line", ["if ", element("token", ["潮"], kind="name"), ":"]), element("line")]
    assert [COUNTED["line"](line) for line in lines] == [{"width": 6}, {"width": 0}]
    assert COUNTED["pre"](element("pre", lines)) == {"text": "if 潮:\n"}


def test_an_item_with_a_footnote_is_a_paragraph_which_is_laid_out_once():
    note, inner = element("footnote", ["Of the moon."]), element("ul", [element("li", ["b"])])
    noted = element("li", ["a", note, inner])
    assert COUNTED["li"](noted) == {"body": (element("p", ["a", note]), inner)}
    assert COUNTED["li"](element("li", ["a", inner])) == {}


def test_the_template_breaks_and_hyphenates_what_is_counted_so():
    template = resources.files("tracktwo.publishing.pdf").joinpath("book.typ").read_text("utf-8")
    assert re.findall(r"longest-whole = (\d+)", template) == [str(LONGEST_WHOLE)]
    assert [f"[{joints}]" for joints in re.findall(r'code-joints = "(.*)"', template)] == [JOINTS.pattern]
    assert set(re.findall(r"count > (\d+)", template)) == {str(MANY)}
