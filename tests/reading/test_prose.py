"""Cues become paragraphs that a person would make of them, and no word is lost."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.captions import read_captions
from tracktwo.reading.lesson import Captions, Cue, Run
from tracktwo.reading.markdown import paragraph
from tracktwo.reading.prose import to_lesson, to_paragraphs
from tracktwo.reading.rolling import unroll

CASES = yaml.safe_load(Path(__file__).with_name("prose.yml").read_text(encoding="utf-8"))
WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=5) | st.sampled_from(
    ["end.", "Dr.", "- x"]
)


def cue(start: float, text: str, speaker: str | None = None, lasts: float = 1) -> Cue:
    return Cue(int(start * 1000), int((start + lasts) * 1000), (Run(text),), speaker, line=int(start) + 1)


def cue_of(written: str) -> Cue:
    match = re.fullmatch(r"(\d+)-(\d+) (.+?)\| (.+)", written)
    assert match
    speaker = {".": None, "-": ""}.get(match[3], match[3])
    return cue(int(match[1]), match[4], speaker, int(match[2]) - int(match[1]))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cues_become_prose(case):
    assert list(map(paragraph, to_paragraphs(list(map(cue_of, case["cues"]))))) == case["prose"]


def test_a_paragraph_that_begins_within_a_cue_has_the_time_of_its_first_word():
    long = " ".join(["word"] * 69) + " end."
    cues = [cue(0, long, lasts=10), cue(11, "aaaa. " + long.replace("word", "more", 1), lasts=10)]
    first, second = to_paragraphs(cues)
    assert (first.start, second.start) == (0, 11_000)
    cues = [cue(0, f"{long} {long} {long}", lasts=12)]
    assert [said.start for said in to_paragraphs(cues)] == [0, 4003, 8007]


def test_emphasis_survives_and_spaces_belong_to_what_is_alike():
    cues = [Cue(0, 1000, (Run("so "), Run("very", "i"))), Cue(1000, 2000, (Run("much", "i"), Run(" it")))]
    (said,) = to_paragraphs(cues)
    assert said.runs == (Run("so "), Run("very much", "i"), Run(" it"))


def test_speech_without_punctuation_is_parted_at_pauses():
    cues = [cue(n + (n // 10) * 2, "one two three four five") for n in range(60)]
    lengths = [len(said.text.split()) for said in to_paragraphs(cues)]
    assert lengths == [50] * 6


def test_chapters_become_sections_and_what_is_said_before_has_no_title():
    cues = [cue(n * 5, f"Sentence {n}.", lasts=5) for n in range(6)]
    lesson = to_lesson(Captions(tuple(cues)), [cue(10, "Middle"), cue(20, "The end")])
    assert [(s.title, s.paragraphs[0].text) for s in lesson.sections] == [
        (None, "Sentence 0. Sentence 1."),
        ("Middle", "Sentence 2. Sentence 3."),
        ("The end", "Sentence 4. Sentence 5."),
    ]  # fmt: skip


def test_what_rolls_is_said_once_and_remarked():
    cues = [
        cue(0, "yeah"),
        cue(1, "yeah what"),
        cue(2, "what this will"),
        cue(3, "this will"),
        cue(4, "this will no no no"),
    ]
    found = unroll(Captions(tuple(cues)))
    assert " ".join(cue.text for cue in found.cues) == "yeah what this will no no no"
    assert [(remark.line, remark.text) for remark in found.remarks] == [
        (2, "yeah"), (3, "what"), (4, "this will"), (5, "this will"),
    ]  # fmt: skip


def test_a_refrain_and_a_stammer_stay():
    cues = [
        cue(n, text) for n, text in enumerate(["no no", "no", "I owe", "a yacht", "I owe", "an isle", "so"])
    ]
    captions = Captions(tuple(cues))
    assert unroll(captions) == captions


@given(
    st.lists(
        st.tuples(
            st.lists(WORD, min_size=1, max_size=30).map(" ".join), st.sampled_from([None, "", "A", "B"])
        )
    )
)
@settings(deadline=None)
def test_the_words_of_prose_are_those_of_the_cues_in_their_order_and_time_goes_on(cues):
    made = [cue(number * 2, text, speaker) for number, (text, speaker) in enumerate(cues)]
    prose = list(to_paragraphs(made))
    words = [word for said in prose for word in said.text.split()]
    assert "".join(words) == "".join("".join(text.split()) for text, _ in cues)
    starts = [said.start for said in prose]
    assert starts == sorted(starts)


def test_most_paragraphs_of_real_captions_have_40_to_120_words(shared_data):
    sizes = []
    for file in [*shared_data.glob("srt/*.srt"), shared_data / "vtt/itaccess_captions_en.vtt"]:
        captions = unroll(read_captions(file.read_bytes().decode("utf-8-sig"), file.name))
        sizes += [len(said.text.split()) for said in to_paragraphs(captions.cues)]
    good = [size for size in sizes if 40 <= size <= 120]
    assert len(good) > 0.7 * len(sizes)
    assert sum(good) > 0.9 * sum(sizes)
