"""Cues become paragraphs that a person would make of them, and no word is lost."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.rolling import unroll
from tracktwo.reading.prose.paragraph_breaks import ParagraphLength
from tracktwo.reading.prose.segments import word_count
from tracktwo.reading.prose.to_lesson import to_lesson
from tracktwo.reading.text.lesson import Captions, Cue, Lesson, Run
from tracktwo.reading.writing.markdown import paragraph

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "to_lesson.yml").read_text(encoding="utf-8"))
JOINS = yaml.safe_load((HERE / "caption_joins.yml").read_text(encoding="utf-8"))
WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=5) | st.sampled_from(
    ["end.", "Dr.", "- x", "何。", "the", "um,", "[music]"]
)
TEXT = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
EMPHASIS = st.sampled_from(["", "", "i", "b"])


def cue(start: float, text: str, speaker: str | None = None, lasts: float = 1) -> Cue:
    return Cue(int(start * 1000), int((start + lasts) * 1000), (Run(text),), speaker, line=int(start) + 1)


def cue_of(written: str) -> Cue:
    match = re.fullmatch(r"(\d+)-(\d+) (.+?)\| (.*)", written)
    assert match
    speaker = {".": None, "-": ""}.get(match[3], match[3])
    return cue(int(match[1]), match[4], speaker, int(match[2]) - int(match[1]))


def lesson(cues: list[Cue], **options) -> Lesson:
    return to_lesson(Captions(tuple(cues)), **options)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cues_become_prose(case):
    assert list(map(paragraph, lesson(list(map(cue_of, case["cues"]))).paragraphs)) == case["prose"]


@pytest.mark.parametrize("case", JOINS, ids=[case["it"] for case in JOINS])
def test_two_captions_join(case):
    also = [cue(9, case["also"])] if "also" in case else []
    said = lesson([*(cue(n, text) for n, text in enumerate(case["cues"])), *also])
    read = " ".join(each.text for each in said.paragraphs)
    assert read == " ".join(filter(None, (case["reads"], case.get("also"))))
    assert [problem.message for problem in said.problems] == ([case["kind"]] if "kind" in case else [])


def test_a_paragraph_that_begins_within_a_cue_has_the_time_of_its_first_word():
    long = " ".join(["word"] * 69) + " end."
    cues = [cue(0, long, lasts=10), cue(11, "aaaa. " + long.replace("word", "more", 1), lasts=10)]
    first, second = lesson(cues).paragraphs
    assert (first.start, second.start) == (0, 11_000)
    capital = long.capitalize()
    cues = [cue(0, f"{capital} {capital} {capital}", lasts=12)]
    assert [said.start for said in lesson(cues).paragraphs] == [0, 4003, 8007]


def test_emphasis_survives_and_spaces_belong_to_what_is_alike():
    cues = [Cue(0, 1000, (Run("so "), Run("very", "i"))), Cue(1000, 2000, (Run("much", "i"), Run(" it")))]
    (said,) = lesson(cues).paragraphs
    assert said.runs == (Run("so "), Run("very much", "i"), Run(" it"))


def test_emphasis_goes_on_over_a_new_paragraph():
    text = " ".join(["Word"] * 69) + " end. "
    (first, second) = lesson([Cue(0, 9000, (Run(text + text.strip(), "b"),))]).paragraphs
    assert first.runs == second.runs == (Run(text.strip(), "b"),)


def test_speech_without_punctuation_is_parted_at_pauses():
    cues = [cue(n + (n // 10) * 2, "one two three four five") for n in range(60)]
    assert [len(said.text.split()) for said in lesson(cues).paragraphs] == [50] * 6


def test_speech_with_neither_punctuation_nor_pauses_is_parted_by_length():
    sizes = [len(said.text.split()) for said in lesson([cue(0, "word " * 1000)]).paragraphs]
    assert len(sizes) > 8
    assert all(40 <= size <= 120 for size in sizes)


def test_paragraphs_are_as_long_as_one_asks():
    cues = [cue(n, "One sentence has five words.") for n in range(200)]
    sizes = [len(said.text.split()) for said in lesson(cues, length=ParagraphLength(200, 300)).paragraphs]
    assert sizes == [250] * 4
    with pytest.raises(ValueError, match="120 to 40"):
        ParagraphLength(120, 40)


def test_chapters_become_sections_and_what_is_said_before_has_no_title():
    cues = [cue(n * 5, f"Sentence {n}.", lasts=5) for n in range(6)]
    said = lesson(cues, chapters=[cue(10, "Middle"), cue(20, "The end")])
    assert [(s.title, s.paragraphs[0].text) for s in said.sections] == [
        (None, "Sentence 0. Sentence 1."),
        ("Middle", "Sentence 2. Sentence 3."),
        ("The end", "Sentence 4. Sentence 5."),
    ]  # fmt: skip


def test_a_chapter_begins_with_the_sentence_nearest_to_it_or_after_a_silence():
    cues = [cue(0, "One. Two is long. Three.", lasts=24), cue(60, "Four.")]
    said = lesson(cues, chapters=[cue(6, "A"), cue(27, "B"), cue(99, "C")])
    assert [(s.title, [p.text for p in s.paragraphs]) for s in said.sections] == [
        (None, ["One."]), ("A", ["Two is long. Three."]), ("B", ["Four."]), ("C", []),
    ]  # fmt: skip


@st.composite
def any_cues(draw) -> list[Cue]:
    """Cues in the order of their starts, that overlap, end before they start, or leave silences."""
    start, cues = 0, []
    for text in draw(st.lists(TEXT)):
        start += draw(st.integers(0, 9000))
        end = start + draw(st.integers(-500, 9000))
        at = draw(st.integers(0, len(text)))
        runs = (Run(text[:at], draw(EMPHASIS)), Run(text[at:], draw(EMPHASIS)))
        cues.append(Cue(start, end, runs, draw(st.sampled_from([None, None, "", "A", "B"]))))
    return cues


@given(any_cues(), st.lists(st.integers(0, 99_000), max_size=3))
@settings(deadline=None)  # a busy machine is no failure
def test_the_words_of_prose_are_those_of_the_cues_in_their_order_and_time_goes_on(cues, chapters):
    said = lesson(cues, chapters=[Cue(at, at, (Run("Title"),)) for at in chapters])
    prose = list(said.paragraphs)
    assert "".join("".join(each.text.split()) for each in prose) == "".join(
        "".join(each.text.split()) for each in cues
    )
    assert {problem.code for problem in said.problems} <= {"words-loop", "no-punctuation"}, "they are kept"
    assert [each.start for each in prose] == sorted(each.start for each in prose)
    assert [section.title for section in said.sections if section.title] == ["Title"] * len(chapters)


@given(any_cues())
@settings(deadline=None)  # a busy machine is no failure
def test_everyone_says_what_they_said_in_their_looks(cues):
    def letters(runs, speaker):
        return [(letter, run.emphasis, speaker) for run in runs for letter in run.text if letter.strip()]

    expected, speaker = [], None
    for each in cues:
        speaker = each.speaker if each.speaker is not None else speaker
        expected += letters(each.runs, speaker or None)
    found, speaker = [], None
    for each in lesson(cues).paragraphs:
        # Without a name, it is the one above or someone without a name: the letters' own speaker tells.
        own = expected[len(found)][2]
        speaker = each.speaker or (speaker if own == speaker else None)
        found += letters(each.runs, speaker)
    assert found == expected


def test_most_paragraphs_of_real_captions_have_40_to_120_words(shared_data):
    sizes = []
    for file in [*shared_data.glob("srt/*.srt"), shared_data / "vtt/itaccess_captions_en.vtt"]:
        captions = unroll(read_captions(file.read_bytes().decode("utf-8-sig"), file.name))
        said = [said.text for said in to_lesson(captions).paragraphs]
        sizes += [word_count(text) for text in said if not text.startswith("(")]
    good = [size for size in sizes if 40 <= size <= 120]
    assert len(good) > 0.85 * len(sizes)  # the rest: short turns; sounds such as (logo whooshing) stand alone
    assert sum(good) > 0.97 * sum(sizes)
    assert max(sizes) <= 120
