"""Where `tracktwo check` offers chapters for a long talk."""

import pytest

from tracktwo.linking.review.chapters import MAX_TALKS, missing_chapters
from tracktwo.model.lesson import LessonMeta
from tracktwo.model.page import LinkedPage, PageRecord
from tracktwo.model.site import Site

PAUSES = {20: 15, 41: 20}  # after which paragraph, and how many seconds


def talk(speakers: tuple[str, ...] = (), heading: int = -1, paragraphs: int = 60, pauses=PAUSES) -> str:
    """A talk of paragraphs of ten seconds each."""
    at, said = 0, ["---\nlesson: true\n---\n# Talk\n\n"]
    for number in range(paragraphs):
        name = f" **{speakers[number * len(speakers) // paragraphs]}:**" if speakers else ""
        chapter = "## Then\n\n" if number == heading else ""
        said.append(f"{chapter}[{at // 60}:{at % 60:02}]{name} {'Word and word. ' * 10}\n\n")
        at += 10 + pauses.get(number, 0)
    return "".join(said)


def offered(*talks: str) -> list[str]:
    pages = tuple(
        LinkedPage(
            f"{n}.md", f"{n}/", "T", markdown=text, record=PageRecord(f"{n}.md", LessonMeta(lesson=True))
        )
        for n, text in enumerate(talks)
    )
    return [problem.text for problem in missing_chapters(Site("S", "en", pages), "docs")]


def test_chapters_are_offered_after_long_pauses():
    (said,) = offered(talk())
    assert said == (
        "docs/0.md:48: 10 minutes without a chapter; one could begin at [3:45] (a pause of 14 s), "
        "[7:35] (a pause of 19 s); write a heading above these: `## Title`"
    )
    line = talk().splitlines()[47]
    assert line.startswith("[3:45]")


def test_chapters_are_offered_where_somebody_else_speaks():
    (said,) = offered(talk(("Ada", "Bo", "Cy"), pauses={}))
    assert "[3:20] (Bo begins), [6:40] (Cy begins);" in said


@pytest.mark.parametrize(
    "text", [talk(heading=30), talk(paragraphs=20), talk(pauses={}), "---\nlesson: true\n---\nWords.\n"]
)
def test_a_talk_with_chapters_a_short_one_and_an_even_one_are_left_alone(text):
    assert offered(text) == []


def test_the_longest_talks_are_named_first_and_no_more_than_one_can_mend():
    many = offered(*[talk(paragraphs=60 + n) for n in range(MAX_TALKS + 2)])
    assert len(many) == MAX_TALKS
    assert many[0].startswith(f"docs/{MAX_TALKS + 1}.md")
