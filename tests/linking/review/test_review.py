"""The review of a glossary and of its site: cases as data, and what a table cannot say."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from needs import needs_simplemma
from tracktwo.linking.matching.languages import find_language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.matching.taught import taught_terms
from tracktwo.linking.review import everyday_words, glossary_links, site_review
from tracktwo.linking.review.glossary_review import review_glossary
from tracktwo.linking.review.phrases import find_phrases
from tracktwo.linking.review.site_review import MAX_PHRASES
from tracktwo.model.lesson import LessonMeta
from tracktwo.model.page import LinkedPage, PageRecord, UsageLocation
from tracktwo.model.problem import Problem
from tracktwo.model.site import Site
from tracktwo.model.term import Glossary

ENGLISH = find_language("en")
TREATY = "## Treaty\n\nA promise.\n"


def cases(name: str):
    found = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


def page(
    source: str, markdown: str, url: str = "", *, teaches: Sequence[str] = (), lesson=False
) -> LinkedPage:
    record = PageRecord(source, LessonMeta(lesson=lesson, teaches=tuple(teaches)))
    return LinkedPage(source, url, "", markdown=markdown, record=record)


def site(glossary: str, *pages: LinkedPage, used=None, language="en") -> Site:
    """A site whose terms are all used, if nothing else is said, and whose glossary serves all its pages."""
    read = Glossary.from_markdown(glossary)
    pages = tuple(replace(page, record=replace(page.record, glossary=read)) for page in pages)
    uses = [UsageLocation(term, None, ("", "", "")) for term in (read.terms if used is None else used)]
    record = PageRecord("glossary.md", glossary=read, uses=tuple(uses))
    anchors = frozenset(["also-on-the-page"])
    terms = LinkedPage("glossary.md", "glossary/", "", markdown=glossary, anchors=anchors, record=record)
    return Site("Talks", language, (terms, *pages), read)


def matcher_of(found: Site) -> Matcher:
    return Matcher(found.glossary.terms, find_language("en"))


def review(found: Site) -> list[Problem]:
    """Review a site after the names that its pages teach were looked up, as the linker does."""
    matcher = matcher_of(found)
    pages = (
        replace(page, record=replace(page.record, teaches=tuple(
            term or name for name, term in taught_terms(page.meta.teaches, matcher)
        )))
        for page in found.pages
    )  # fmt: skip
    return site_review.review(replace(found, pages=tuple(pages)), {found.glossary: matcher}, "docs")


def dead_links(found: Site) -> list[Problem]:
    matcher = matcher_of(found)
    links = glossary_links.glossary_links(found)
    pages = {page.source: matcher for page in found.pages}
    return list(glossary_links.dead_links(found, links, pages, "docs"))


def said(findings) -> list[str]:
    return [f"{f.severity} {f.code} {f.line}: {f.message}; {f.remedy}" for f in findings]


@cases("review.yml")
def test_a_glossary_is_told_what_is_wrong_with_it(case):
    found = site(case["glossary"])
    findings = list(review_glossary(found.glossary, matcher_of(found), "docs"))
    assert said(findings) == case["says"]
    assert {finding.file for finding in findings} <= {"docs/glossary.md"}


@cases("links.yml")
def test_links_to_no_term_are_found_where_they_are_written(case):
    talk = page("talk.md", case["page"], "talk/")
    found = [(finding.line, finding.message.split("'")[1]) for finding in dead_links(site(TREATY, talk))]
    assert [f"{line} {href}" for line, href in sorted(found)] == case["dead"]


@pytest.mark.parametrize(
    ("link", "also"),
    [
        ("[scaling](glossary.md#scalability)", "scaling"),
        ("[scales](glossary.md#scalability), [scale](glossary.md#scalability)", "scales"),
        ("[Scalable](glossary.md#scalability). [Scaling](glossary.md#scalability)", "Scalable, Scaling"),
        ("[scaling](glossary.md#scalability), [the scaling](glossary.md#scalability)", "scaling"),
        # A name already, another term's, two terms', a list, a sentence, words mostly unlinked, a letter.
        ("[our scalability](glossary.md#scalability)", ""),
        ("[treaties](glossary.md#scalability)", ""),
        ("[growth](glossary.md#scalability), [growth](glossary.md#treaty)", ""),
        ("[up, down](glossary.md#scalability)", ""),
        ("[the way in which it grows](glossary.md#scalability)", ""),
        ("[here](glossary.md#scalability)", ""),
        ("[this](glossary.md#scalability)", ""),
        ("[x](glossary.md#scalability)", ""),
    ],
)
def test_the_words_of_links_by_hand_are_proposed_as_names(link, also):
    glossary = TREATY + "\n## Scalability\n\nHow it grows.\n"
    others = (page(f"{number}.md", "Here it is, and here.") for number in range(5))
    found = review(site(glossary, page("a.md", f"# A\n\n{link}"), *others))
    (told,) = [problem for problem in found if problem.code == "linked-name"] or [None]
    assert (told.remedy.partition("(")[2] if told else "") == (f"*Also: {also}*)" if also else "")


def test_a_name_that_links_by_hand_have_is_told_with_their_number_and_place():
    glossary = TREATY + "\n## Scalability\n\nHow it grows.\n"
    linked = "We mind [scaling](../glossary.md#scalability).\n"
    (told,) = (
        problem
        for problem in review(site(glossary, page("a/b.md", f"\n{linked}{linked}")))
        if problem.code == "linked-name"
    )
    assert (told.file, told.line, told.message) == (
        "docs/glossary.md",
        5,
        "'Scalability' is linked by hand as 'scaling' 2 times (docs/a/b.md:2), and has no such name",
    )


@cases("dead_links.yml")
def test_a_link_that_nearly_leads_to_a_term_is_told_which(case):
    glossary = TREATY + "\n## Track two diplomacy\n\n*Also: second track*\n\nTalks.\n"
    talk = page("lessons/talk.md", case["link"], "lessons/talk/")
    (finding,) = dead_links(site(glossary, talk))
    assert finding.file == "docs/lessons/talk.md"
    assert finding.remedy == case["remedy"]


def test_a_link_that_names_a_term_of_another_glossary_is_told_its_page(tmp_path):
    for name in ("people", "things"):
        (tmp_path / f"{name}.md").write_text(f"## {name.title()}\n\nWhat is.\n", encoding="utf-8")
    glossary = Glossary.read(tmp_path, ["people.md", "things.md"])
    talk = page("lessons/talk.md", "[thing](../people.md#thing)")
    (finding,) = dead_links(Site("Talks", "en", (talk,), glossary))
    assert finding.remedy == "link to '../things.md#things', or define the term"


@cases("phrases.yml")
def test_phrases_that_recur_are_found(case):
    lessons = [(f"{number}.md", lesson) for number, lesson in enumerate(case["lessons"])]
    assert [f"{p.text} {p.count} {p.lessons}" for p in find_phrases(lessons, ENGLISH)] == case["finds"]


def test_a_phrase_is_shown_where_it_is_said_first():
    lessons = [
        ("a.md", "No.\n"),
        ("b.md", "---\ntitle: B\n---\n\nThe\nsoft power.\n"),
        ("c.md", "Soft power, soft power."),
    ]
    (phrase,) = find_phrases(lessons, ENGLISH)
    assert (phrase.page, phrase.line) == ("b.md", 6)


def test_what_lessons_share_is_worth_more_than_what_one_repeats():
    shared, repeated = "Soft power. ", "Gun boat. " * 40
    lessons = [
        ("a.md", shared * 2 + repeated),
        *((f"{n}.md", shared * 2) for n in range(9)),
        ("z.md", "Gun boat."),
    ]
    assert [phrase.text for phrase in find_phrases(lessons, ENGLISH)] == ["Soft power", "Gun boat"]


def often(found: Site) -> list[str]:
    """What is said of phrases, without the examples."""
    messages = [finding.message for finding in review(found) if finding.code == "often-said"]
    return [re.sub(', as in "[^"]+"', "", message) for message in messages]


def test_an_editor_is_shown_how_a_phrase_is_used():
    lesson = page("talk.md", "We count on **soft power** to win. " + "Soft power. " * 3)
    (finding,) = (finding for finding in review(site(TREATY, lesson)) if finding.code == "often-said")
    shown = " ".join(finding.message.split())
    assert 'as in "We count on soft power to win. Soft power. Soft…"' in shown


def test_only_lessons_are_read_where_there_are_any_and_never_the_glossary():
    other = page("other.md", "Gun boat. " * 9)
    lesson = page("talk.md", "Soft power. " * 4, lesson=True)
    glossary = TREATY + "Iron law. " * 9
    assert often(site(glossary, other, lesson)) == [
        "'Soft power' is said 4 times in 1 lesson, and is no term"
    ]
    assert often(site(glossary, other)) == ["'Gun boat' is said 9 times in 1 page, and is no term"]


@pytest.mark.parametrize("headword", ["Soft power", "soft-power", "Soft powers", "The soft power index"])
def test_what_a_term_or_a_part_of_one_says_is_defined(headword):
    lesson = page("talk.md", "The soft power. " * 4)
    assert often(site(f"## {headword}\n\nTo be liked.\n", lesson)) == []


def test_two_terms_in_a_row_are_no_new_one():
    lesson = page("talk.md", "A peace treaty. " * 4)
    assert often(site(TREATY + "\n## Peace\n\nNo war.\n", lesson)) == []
    assert often(site(TREATY, lesson)) == ["'peace treaty' is said 4 times in 1 page, and is no term"]


def test_an_editor_is_told_of_the_ten_best():
    colours = "red green blue black white brown grey pink purple orange gold silver".split()
    lesson = page("talk.md", "".join(f"A {colour} flag. " * 4 for colour in colours))
    assert len(often(site(TREATY, lesson))) == MAX_PHRASES


@pytest.mark.parametrize(
    ("language", "lesson", "phrases"),
    [
        ("en-GB", "Soft power. ", ["Soft power"]),
        ("fr", "Les traités de paix, un traité de paix et l'eau. ", ["traités de paix"]),
        ("es", "El derecho internacional, según los derechos internacionales. ", ["derecho internacional"]),
        ("de", "Das weiche Wasser; die weichen Wasser. ", ["weiche Wasser"]),
        ("pl", "Miękka siła. ", []),
    ],
)
def test_phrases_are_known_in_each_language_that_has_a_list_of_common_words(language, lesson, phrases):
    needs_simplemma()
    found = often(site(TREATY, page("talk.md", lesson * 4), language=language))
    assert [re.search("'(.*?)' is said", message)[1] for message in found] == phrases


@pytest.mark.parametrize(
    ("term", "lesson", "told"),
    [
        ("machine learning", "ML is machine learning. ", "'ML' is machine learning"),
        ("Tidetable", "We read the tide table. ", "'tide table' is Tidetable"),
        ("Automatic steering", "Auto-steering helps. ", "'Auto-steering' is Automatic steering"),
        ("GT", "A gas turbine (GT) hums. ", "'gas turbine' is GT"),
        ("Treaty", "A gas turbine (GT) hums. ", "'gas turbine (GT)' is new"),
        ("Treaty", "A gas-turbine (GT) hums. ", "'gas-turbine (GT)' is new"),
        ("Treaty", "We use .NIX and ASP.NIX here. ", ""),
        ("milk label", "ML is here. ", "'ML' is new"),
    ],
)
def test_what_may_be_another_name_of_a_term_is_told_as_one(term, lesson, told):
    found = review(site(f"## {term}\n\nX.\n", page("talk.md", lesson * 4)))
    messages = [finding.message for finding in found if finding.code in {"often-said", "other-name"}]
    short = re.compile("('.*?') is said .*(?:another name of '(.*)'|(no term))")
    assert (
        ", ".join(short.sub(r"\1 is \2\3", message) for message in messages).replace("no term", "new") == told
    )


def test_what_pages_repeat_word_for_word_counts_once():
    notice = "Please close the watertight doors behind you before you leave the deck.\n\n"
    lessons = [(f"{number}.md", f"{notice}A tide table. The tide table, then.\n") for number in range(4)]
    assert [phrase.text for phrase in find_phrases(lessons, ENGLISH)] == ["tide table"]


def test_a_phrase_is_shown_in_clean_text():
    lesson = (
        "!!! note\n\n- See ![A (b)](a_(b).png) "
        "the [:octicons-tag-24: **tide table**](tides.md) of `tides.py`, [as][1] said.\n\n"
        "[1]: x.md\n\n> [!TIP]\n> A tide table.\n\n<?tide table?>\n\n| tide table | x |\n|---|---|\n\n"
        "Tide table.\n"
    )
    (phrase,) = find_phrases([("a.md", lesson)], ENGLISH)
    assert phrase.example == "See the tide table of …, as said."


def test_the_name_of_a_show_is_no_term():
    lessons = [(f"{number}.md", f"You hear Deep Water, as on day {number}.") for number in range(6)]
    assert list(find_phrases(lessons, ENGLISH)) == []


def test_a_term_that_no_page_uses_is_a_notice_unless_it_links_nothing():
    glossary = TREATY + "\n## Envoy {: .no-autolink }\n\nWho speaks.\n\n## ¶\n\nA sign.\n"
    assert said(f for f in review(site(glossary, used=())) if f.code == "unused") == [
        "notice unused 1: no page uses 'Treaty'; add the name that pages use (*Also: ...*), or take it out"
    ]


def test_a_term_that_clashes_is_not_called_unused_as_well():
    findings = review(site(TREATY + "\n## Treaty\n\nAgain.\n", used=()))
    assert [(finding.code, finding.line) for finding in findings] == [("unused", 1), ("clash", 5)]


@pytest.mark.parametrize("headword", ["Non-governmental organisation (NGO)", "Envoy (a person)"])
def test_an_unused_term_is_sought_without_its_brackets_too(headword):
    (finding,) = review(site(f"## {headword}\n\nA group.\n", used=()))
    assert finding.remedy == "add the name that pages use (*Also: ...*), or take it out"


def test_homonyms_are_not_called_unused_as_well():
    glossary = "## Alpha (in finance)\n\nA return.\n\n## Alpha (in statistics)\n\nA level.\n"
    assert [finding.code for finding in review(site(glossary, used=()))] == ["homonyms"]


def test_what_a_lesson_says_it_teaches_is_a_term_in_any_number_and_case():
    front = "---\ntitle: On pacts\nteaches:\n  - treaties\n  - Pact\n  - Treatise\n---\n"
    talk = page("talk.md", front, teaches=("treaties", "Pact", "Treatise"))
    assert said(review(site(TREATY, talk))) == [
        "warning unknown-term 5: `teaches` names 'Pact', which is no term; define it, or take it out",
        "warning unknown-term 6: `teaches` names 'Treatise', which is no term; write 'Treaty', or define it",
    ]


def test_findings_stand_in_the_order_of_files_and_lines():
    talk = page("a.md", "\n\n[no](glossary.md#no)\n\n[no](glossary.md#neither)\n")
    places = [(finding.file, finding.line) for finding in review(site("## Envoy\n\n## Herald\n", talk))]
    assert places == [("docs/a.md", 3), ("docs/a.md", 5), ("docs/glossary.md", 1), ("docs/glossary.md", 3)]


def test_sixty_podcasts_are_read_as_an_editor_would(shared_data):
    podcasts = sorted((shared_data / "podcast").glob("*.md"))
    best = [
        phrase.text
        for phrase in find_phrases([(path.name, path.read_text("utf-8")) for path in podcasts], ENGLISH)
    ]
    assert {"machine learning", "open source", "neural network", "LLM", "language model"} <= set(best[:20])
    assert not {"last week", "good question", "thing", "Daniel Whitenack", "Hugging"} & set(best)


@pytest.mark.parametrize(
    ("entry", "times", "told"),
    [
        ("## Bit\n\nA digit.", 5, True),
        ("## Binary digit\n\n*Also: bit*\n\nA digit.", 9, True),
        ("## Status\n\nOf a ship.", 9, True),
        ("## Outputs\n\nOf a ship.", 9, True),
        ("## Bit (in a number)\n\nA digit.", 5, True),
        ("## Bit\n\nA digit.", 4, False),
        ("## Treaty\n\nA promise.", 9, False),
        ("## BIT\n\nA treaty.", 9, False),
        ("## Bit {: .any-case }\n\nA digit.", 9, False),
        ("## Bit\n\n*Not: a bit of*\n\nA digit.", 9, False),
    ],
)
def test_a_word_of_every_day_is_told_with_its_links(entry, times, told):
    found = site(entry, used=())
    (term,) = found.glossary.terms
    use = UsageLocation(term, None, ("read every ", "bit", " of it"), times)
    talk = page("talk.md", "")
    found = replace(found, pages=(*found.pages, replace(talk, record=replace(talk.record, uses=(use,)))))
    problems = list(everyday_words.everyday_words(found, "docs"))
    assert [problem.code for problem in problems] == ["everyday-word"] * told
    assert all(
        f'linked {times} times, as in "read every bit of it"; name' in problem.text for problem in problems
    )


@pytest.mark.parametrize(("site_language", "page_language", "told"), [("de", "en", 1), ("en", "de", 0)])
def test_words_of_every_day_are_those_of_the_language_of_each_page(site_language, page_language, told):
    found = site("## Bit\n\nA digit.", used=(), language=site_language)
    (term,) = found.glossary.terms
    use = UsageLocation(term, None, ("read every ", "bit", " of it"), 9)
    record = PageRecord("talk.md", LessonMeta(language=page_language), uses=(use,))
    talk = LinkedPage("talk.md", "", "", record=record)
    assert (
        len(list(everyday_words.everyday_words(replace(found, pages=(*found.pages, talk)), "docs"))) == told
    )


def test_of_a_word_of_every_day_the_phrases_are_named_in_which_it_is_said_most():
    found = site("## Bit\n\nA digit.", used=())
    (term,) = found.glossary.terms
    contexts = [
        *[("Hold the drill ", "bit", " tight"), ("A drill ", "bit", ", then"), ("The ", "bit", " is")] * 5,
        *[("On the edge of the ", "bit", " of steel")] * 6,
        ("It is an odd ", "bit", ""),
    ]
    uses = tuple(UsageLocation(term, None, context) for context in contexts)
    talk = LinkedPage("talk.md", "", "", record=PageRecord("talk.md", LessonMeta(), uses=uses))
    (problem,) = everyday_words.everyday_words(replace(found, pages=(*found.pages, talk)), "docs")
    assert "(as *Not: drill bit, edge of the bit, bit of steel, bit tight*)" in problem.remedy


def test_phrases_with_words_of_the_definition_or_with_other_terms_are_not_those_in_which_it_is_not_meant():
    found = site("## Output\n\nA file that a stage writes.\n\n## Pipeline\n\nStages.", used=())
    before = ["standard", "stage", "files of", "pipeline", "command's"]
    contexts = [(f"the {word} ", "outputs" if n else "output", ".") for word in before for n in range(3)]
    contexts += [("the ", "output", " logs" if n else " log") for n in range(3)]
    uses = tuple(UsageLocation(found.glossary.terms[0], None, context) for context in contexts)
    talk = LinkedPage("talk.md", "", "", record=PageRecord("talk.md", LessonMeta(), uses=uses))
    (problem,) = everyday_words.everyday_words(replace(found, pages=(*found.pages, talk)), "docs")
    assert "(as *Not: standard output, command's output, output log*)" in problem.remedy


def test_of_many_words_of_every_day_those_are_told_that_are_linked_most():
    names = "Account Action Address Air Bank Bar Base Block Board Body Box Branch".split()
    found = site("".join(f"## {name}\n\nX.\n\n" for name in names), used=())
    uses = tuple(UsageLocation(term, None, ("", "x", ""), 5 + n) for n, term in enumerate(found.glossary))
    talk = LinkedPage("talk.md", "", "", record=PageRecord("talk.md", LessonMeta(), uses=uses))
    told = list(everyday_words.everyday_words(replace(found, pages=(*found.pages, talk)), "docs"))
    assert [problem.message.split("'")[1] for problem in told] == names[:1:-1]
