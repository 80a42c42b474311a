"""Speech without punctuation is parted where one pauses, and never before a word that ties."""

import pytest

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


def test_a_pause_of_four_tenths_of_a_second_is_long_enough():
    pieces = [(400 if n % 4 == 3 else 0, f"{SENTENCE} {n}") for n in range(24)]
    begun = [int(said.text.split()[len(SENTENCE.split())]) for said in lesson(pieces).paragraphs][1:]
    assert len(begun) > 3
    assert {number % 4 for number in begun} == {3}


@pytest.mark.parametrize(
    "tie", ["of", "to", "from", "von der", "zur", "du", "vers", "para", "desde", "dal", "naar"]
)
def test_in_any_of_its_languages_no_paragraph_begins_with_a_preposition(tie):
    pieces = [(500, f"{tie} {SENTENCE}" if n % 2 else SENTENCE) for n in range(40)]
    paragraphs = list(lesson(pieces).paragraphs)
    assert len(paragraphs) > 3
    assert not any(said.text.startswith(f"{tie} ") for said in paragraphs)


@pytest.mark.parametrize("sound", ["(logo whooshing)", "[Music]", "♪ (gentle music) ♪", "（拍手）"])
def test_a_sound_stands_by_itself_where_nothing_is_punctuated(sound):
    paragraphs = [said.text for said in lesson([(0, SENTENCE), (0, sound), (0, SENTENCE)]).paragraphs]
    assert paragraphs == [SENTENCE, sound, SENTENCE]
