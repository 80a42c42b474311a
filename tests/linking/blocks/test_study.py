"""`[CARDS]` and `[SELF-CHECK]`: the glossary to learn, and questions about what a page uses."""

from pathlib import Path

import lxml.html
import markdown
import pytest

GLOSSARY = """\
# Terms

## Envoy

*Also: emissary*

An envoy is sent; emissaries, too. See a [treaty](#treaty) & `<b>`.

## Treaty

A promise.

## Herald

A messenger.

## Consul

Who helps abroad.

## Attaché

Who knows one matter.

## Legate

The pope's.

## Nuncio
"""


@pytest.fixture
def page(tmp_path):
    def page(text: str, glossary: str = GLOSSARY):
        (tmp_path / "glossary.md").write_text(glossary, encoding="utf-8")
        options = {"tracktwo": {"docs_dir": str(tmp_path)}}
        html = markdown.markdown(text, extensions=["tracktwo", "toc"], extension_configs=options)
        return lxml.html.fragment_fromstring(html, create_parent="body")

    return page


def asked(page) -> list[str]:
    """The right answer of each question."""
    return [radio.getparent().text_content().strip() for radio in page.xpath("//input[@data-answer]")]


def test_cards_are_all_terms_that_are_defined_with_links_to_their_entries(page):
    cards = page("# Cards\n\n[CARDS]\n").find_class("flash-cards")[0]
    names = [name.text_content() for name in cards.iter("dt")]
    assert names == ["Envoy", "Treaty", "Herald", "Consul", "Attaché", "Legate"]
    assert cards.xpath(".//dt/a")[0].get("href") == "glossary.md#envoy"
    assert cards.xpath(".//dd")[0].text_content() == "An envoy is sent; emissaries, too. See a treaty & <b>."


def test_entries_that_only_refer_elsewhere_are_neither_cards_nor_questions(page):
    glossary = f"{GLOSSARY}\nThe pope's.\n\n## Go-between\n\nSee [envoy](#envoy).\n"
    html = page("A go-between and an envoy.\n\n[SELF-CHECK]\n\n[CARDS]\n", glossary)
    assert "Go-between" not in [name.text_content() for name in html.find_class("flash-cards")[0].iter("dt")]
    assert asked(html) == ["Envoy"]
    assert "Go-between" not in html.find_class("self-check")[0].text_content()


def test_questions_are_about_the_first_terms_that_the_page_uses(page):
    assert asked(page("A treaty of a legate.\n\n[SELF-CHECK]\n")) == ["Treaty", "Legate"]
    names = "Envoy, treaty, herald, consul, attaché, legate."
    assert len(asked(page(f"{names}\n\n[SELF-CHECK]\n"))) == 5


def test_a_question_does_not_say_its_answer(page):
    [question] = page("An emissary.\n\n[SELF-CHECK]\n").iter("fieldset")
    assert question.find("legend").text_content() == "An … is sent; …, too. See a treaty & <b>."
    assert not list(question.find("legend").iter("a"))


def test_a_question_is_a_line_where_the_definition_is_a_list(page):
    root = page("A treaty.\n\n[SELF-CHECK]", "## Treaty\n\n- a promise\n    - *a paper*\n\n## Envoy\n\nX.\n")
    assert root.find(".//legend").text_content().split() == ["a", "promise", "a", "paper"]
    assert not list(root.find(".//legend").iter("ul", "li"))


def test_a_question_offers_four_terms_each_once_and_its_answer_without_a_script(page):
    questions = list(page("An envoy, a treaty, a herald.\n\n[SELF-CHECK]\n").iter("fieldset"))
    assert len(questions) == 3
    for question in questions:
        offered = [label.text_content().strip() for label in question.iter("label")]
        assert len(set(offered)) == len(offered) == 4
        assert len({radio.get("name") for radio in question.iter("input")}) == 1
        answer = question.find("details").find("p/a")
        assert answer.text in offered
        assert answer.get("href").startswith("glossary.md#")


def test_the_right_answer_has_no_place_of_its_own(page):
    html = page("Envoy, treaty, herald, consul, attaché.\n\n[SELF-CHECK]\n")
    places = [
        [label.find("input").get("data-answer") for label in question.iter("label")].index("")
        for question in html.iter("fieldset")
    ]
    assert len(set(places)) > 1


def test_what_a_large_glossary_offers_is_from_all_of_its_alphabet(page):
    letters = "abcdefghijklmnopqrstuvwxyz"
    entries = "".join(f"## {a}{b}x\n\nA {a} {b}.\n\n" for a in letters for b in letters)
    html = page("mmx, nnx, oox.\n\n[SELF-CHECK]\n", f"# Terms\n\n{entries}")
    offered = [label.text_content().strip() for label in html.iter("label")]
    assert len({name[0] for name in offered}) > 6
    assert any(name > "p" for name in offered)


def test_questions_and_cards_are_no_uses_and_hold_no_terms_links(page):
    html = page("An envoy.\n\n[SELF-CHECK]\n\n[CARDS]\n\n[TERMS]\n")
    assert len(html.find_class("term")) == 1
    assert [name.text_content() for name in html.find_class("terms")[0].iter("dt")] == ["Envoy"]


@pytest.mark.parametrize(
    ("text", "glossary"),
    [
        ("Nothing.", GLOSSARY),
        ("An envoy.", "# Terms\n\n## Envoy\n\nWho is sent.\n"),
        ("A nuncio.", GLOSSARY),
        ("An envoy.", "# Terms\n"),
    ],
)
def test_where_there_is_nothing_to_ask_there_is_no_question(page, text, glossary):
    html = page(f"{text}\n\n[SELF-CHECK]\n", glossary)
    assert not html.find_class("self-check")
    assert "SELF-CHECK" not in html.text_content()


def test_the_same_page_has_the_same_questions(page):
    text = "Envoy, treaty, herald.\n\n[SELF-CHECK]\n"
    assert lxml.html.tostring(page(text)) == lxml.html.tostring(page(text))


def test_this_project_s_own_words_are_in_the_page_for_the_script(page):
    html = page("An envoy.\n\n[SELF-CHECK]\n\n[CARDS]\n")
    [questions], [cards] = html.find_class("self-check"), html.find_class("flash-cards")
    assert {"data-right", "data-wrong"} <= set(questions.keys())
    assert cards.xpath(".//*[@data-count and @data-done]")
    scripts = Path(__file__).resolve().parents[3] / "src/tracktwo/theme/assets/study.js"
    for word in ("Right.", "Not yet", "Start over"):
        assert word not in scripts.read_text("utf-8")
