"""The JSON of recognisers becomes captions; what is odd has a notice, and other JSON refused in one line."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.model.problem import InvalidInput
from tracktwo.reading.formats import read_lesson
from tracktwo.reading.recognisers.asr_json import is_recogniser, read_recogniser

CASES = yaml.safe_load(Path(__file__).with_name("asr_json.yml").read_text(encoding="utf-8"))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.just("1.5")
FIELDS = st.sampled_from("start end startTime endTime text body speaker words word offsets from to".split())
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(FIELDS, inner), max_leaves=20
)
DOCUMENTS = (
    st.dictionaries(st.sampled_from(["segments", "transcription", "words", "language"]), VALUES) | VALUES
)


@pytest.mark.parametrize("case", CASES, ids=[case["it"] for case in CASES])
def test_what_a_recogniser_wrote_becomes_captions(case):
    assert is_recogniser(case["json"])
    if "error" in case:
        with pytest.raises(InvalidInput) as error:
            read_recogniser(case["json"], "talk.json")
        assert str(error.value).startswith(case["error"])
        assert "\n" not in str(error.value)
        return
    captions = read_recogniser(case["json"], "talk.json")
    assert [f"{cue.start}-{cue.end} {cue.speaker or '.'}| {cue.text}" for cue in captions.cues] == case[
        "cues"
    ]
    assert [f"{problem.line} {problem.message}" for problem in captions.problems] == case.get("notices", [])
    assert captions.language == case.get("language")


def test_a_lesson_of_words_with_times_has_their_times():
    said = [f"Sentence {number} has five words." for number in range(40)]
    words = [
        {"word": f" {word}", "start": second * 5 + index, "end": second * 5 + index + 1}
        for second, text in enumerate(said)
        for index, word in enumerate(text.split())
    ]
    segment = {"start": 0, "end": 900, "text": " ".join(said), "words": words}
    lesson = read_lesson(json.dumps({"segments": [segment]}).encode(), "talk.json")
    paragraphs = list(lesson.paragraphs)
    assert len(paragraphs) > 1
    for paragraph in paragraphs:
        number = int(paragraph.text.split()[1])
        assert paragraph.start == number * 5000


def test_json_within_json_without_end_is_refused():
    with pytest.raises(InvalidInput, match="this JSON holds no transcript"):
        read_recogniser("[" * 100_000, "talk.json")


@pytest.mark.parametrize("text", ["[laughter] Hi.", "{curly} words", "Transcript", "[12:30] Hi.", ""])
def test_other_texts_are_no_json(text):
    assert not is_recogniser(text)


@given(DOCUMENTS)
@settings(deadline=None)  # a busy machine is no failure
def test_any_json_is_read_or_refused_in_one_line(document):
    text = json.dumps(document)
    try:
        captions = read_recogniser(text, "talk.json")
    except InvalidInput:
        with pytest.raises(InvalidInput, match=r"\Atalk\.json:1: [^\n]+\Z"):
            read_recogniser(text, "talk.json")
    else:
        assert captions.cues
        assert all(cue.start >= 0 and cue.text.encode() for cue in captions.cues)


def test_two_captions_of_as_many_words_both_stay():
    said = [
        {"start": n, "end": n + 1, "text": "We do.", "words": [{"word": "We", "start": n}, {"word": "do."}]}
        for n in (1, 3)
    ]
    cues = read_recogniser(json.dumps({"segments": said}), "talk").cues
    assert [cue.text for cue in cues] == ["We do.", "We do."]


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from("So. we met, He 日本。 1986. go-".split()), min_size=1), st.booleans()
        ),
        min_size=1,
    )
)
def test_every_word_of_the_segments_is_in_the_cues(segments):
    texts = [" ".join(words) for words, _ in segments]
    document = [
        {
            "start": number * 10,
            "end": number * 10 + 10,
            "text": " ".join(words),
            "words": [
                {"word": word, "start": number * 10 + n, "end": number * 10 + n}
                for n, word in enumerate(words)
            ]
            if timed
            else None,
        }
        for number, (words, timed) in enumerate(segments)
    ]
    cues = read_recogniser(json.dumps(document), "talk.json").cues
    assert " ".join(cue.text for cue in cues) == " ".join(texts)
    assert [cue.start for cue in cues] == sorted(cue.start for cue in cues)
