"""Speech without punctuation is parted where one pauses, and never before a word that ties."""

from tracktwo.reading.prose.to_lesson import to_lesson
from tracktwo.reading.text.lesson import Captions, Cue, Run


def lesson(pieces):
    """Make a lesson of texts, each said in two seconds after a pause of so many milliseconds."""
    at, cues = 0, []
    for pause, text in pieces:
        at += pause
        cues.append(Cue(at, at + 2000, (Run(text),)))
        at += 2000
    return to_lesson(Captions(tuple(cues)))


SENTENCE = "and so we went along the river with all that we had and never once looked at the mill"


def test_a_paragraph_begins_after_a_pause_of_half_a_second():
    pieces = [(500 if n % 4 == 0 else 0, f"{SENTENCE} {n}") for n in range(24)]
    starts = [said.text.split()[-1] for said in lesson(pieces).paragraphs][:-1]
    assert len(starts) > 3
    assert all(int(number) % 4 == 3 for number in starts)


def test_no_paragraph_begins_with_a_word_that_ties_it_to_the_one_before():
    pieces = [(500, f"of the {SENTENCE}" if n % 2 else SENTENCE) for n in range(40)]
    paragraphs = list(lesson(pieces).paragraphs)
    assert len(paragraphs) > 3
    assert not any(said.text.startswith("of ") for said in paragraphs)


def test_that_punctuation_is_missing_is_said():
    assert [problem.code for problem in lesson([(500, SENTENCE)] * 8).problems] == [
        "words-loop",
        "no-punctuation",
    ][::-1]
    assert not lesson([(500, "We went. He stayed.")]).problems
