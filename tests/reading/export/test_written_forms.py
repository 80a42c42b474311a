"""What is exported is read again to the same words, times and names, in every format."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.export.export import FORMS, NAMES_IN_TEXT, export
from tracktwo.reading.export.lesson_words import words_of
from tracktwo.reading.formats import find_captions
from tracktwo.reading.prose.to_lesson import to_lesson
from tracktwo.reading.text.lesson import Captions
from tracktwo.reading.text.times import webvtt_time
from tracktwo.reading.writing.markdown import transcript_markdown

NAMES = ["Ann", "Ben O'Hara", "Dr. Mara Lind (she/her)", "tom's iPad", "山田", "Note", "A & B <c>"]
WORDS = (
    "the sea Sea, comes. goes! 天気がいい <b> </i> &amp; AT&T 1. ** c- 3:05 (laughs) [Music] ... ->"
    ' --> {\\an8} #1 | "Why?" café 12 <v> NOTE الماء'
).split()
spoken = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
voices = st.lists(st.tuples(st.sampled_from([None, None, *NAMES]), spoken), min_size=1, max_size=2)


@st.composite
def sources(draw: st.DrawFn) -> str:
    """WebVTT of a few captions, in which one or two people speak, who may be named."""
    blocks, start = ["WEBVTT"], 1000
    for n, said in enumerate(draw(st.lists(voices, min_size=1, max_size=6))):
        end = start + draw(st.integers(500, 5000))
        # No caption begins or ends as another, as rolling ones do.
        lines = [f"{_voice(name)}in{n} {_escaped(text)} out{n}" for name, text in said]
        blocks.append("\n".join((f"{webvtt_time(start)} --> {webvtt_time(end)}", *lines)))
        start = end + draw(st.integers(0, 2000))
    return "\n\n".join(blocks)


def _voice(name: str | None) -> str:
    return f"<v {_escaped(name)}>" if name else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read(text: str) -> Captions:
    captions = find_captions(text, "talk")
    assert captions
    return captions


def said(captions: Captions) -> list[tuple[int, int, str | None, list[str]]]:
    """When each says what, by the name that holds there."""
    found, speaker = [], ""  # at first, nobody
    for cue in captions.cues:
        speaker = speaker if cue.speaker is None else cue.speaker
        found.append((cue.start, cue.end, speaker, [word for word, _, _ in words_of(cue.text)]))
    return found


def who_says_each_word(captions: Captions) -> list[tuple[str | None, str]]:
    return [(speaker, word) for _, _, speaker, words in said(captions) for word in words]


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=30)  # a busy machine is no failure
@given(sources())
def test_captions_in_any_format_are_read_again_to_the_same_words_times_and_names(form, source):
    captions = read(source)
    lesson = transcript_markdown(to_lesson(captions))
    made = export(captions, source, lesson, form=form)
    again, as_webvtt = read(made.text), read(export(captions, source, lesson).text)
    if not made.clear:
        assert form in NAMES_IN_TEXT
        assert any(cue.speaker for cue in captions.cues)
    elif form in NAMES_IN_TEXT:  # a caption whose lines a name makes too long is two
        assert who_says_each_word(again) == who_says_each_word(as_webvtt)
        whole = {cue.line: cue.start for cue in reversed(as_webvtt.cues)}
        assert {*whole.values()} <= {cue.start for cue in again.cues}
    else:
        assert said(again) == said(as_webvtt)


TALK = (
    "WEBVTT\n\n00:01.000 --> 00:03.000\n{0}\n\n00:03.000 --> 00:05.000\n{1}\n\n00:06.000 --> 00:08.000\n{2}\n"
)


@pytest.mark.parametrize("form", NAMES_IN_TEXT)
@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (("<v Ann>Who owns it?", "<v Ben>We do.", "<v Ann>Do we?"), ["Ann:", "Ben:", "Ann:"]),
        (("<v Ann Lee>Who owns it?", "We do.", "We all do."), ["Ann Lee:"] * 3),
        (("<v tom's iPad>Who owns it?", "<v Ann>We do.", "and they do."), ["tom's iPad:", "Ann:", "Ann:"]),
        (("Who owns it?", "We do.", "We all do."), ["", "", ""]),
        (("[music]", "<v Ann Lee>We do.", "<v Ann Lee>Do we?"), ["Ann Lee:"] * 2),
    ],
)
def test_names_in_the_text_are_those_that_it_takes_to_know_them_again(form, lines, shown):
    source = TALK.format(*lines)
    captions = read(source)
    made = export(captions, source, transcript_markdown(to_lesson(captions)), form=form)
    assert (made.clear, made.edits) == (True, ())
    assert re.findall(r"^(?:\[.*?\] )?([\w' ]+:)? ?(?:Who|We|Do|and)", made.text, re.MULTILINE) == shown
    assert said(read(made.text)) == said(captions)


TIMES = "00:00:01,000 --> 00:00:03,000", "00:00:03,000 --> 00:00:05,000"
SRT = f"1\n{TIMES[0]}\n{{\\an8}}<font color=red>Who</font> owns it?\n\n2\n{TIMES[1]}\nWe & they do.\n"


def test_srt_that_was_not_edited_comes_back_character_for_character_and_edited_is_numbered_anew():
    captions = read(SRT)
    lesson = transcript_markdown(to_lesson(captions))
    assert export(captions, SRT, lesson, form=".srt").text == SRT
    edited = export(captions, SRT, lesson.replace("they", "you"), form=".srt").text
    assert edited == SRT.replace("they", "you")
    dropped = export(captions, SRT, lesson.replace("Who owns it? ", ""), form=".srt", drop=True).text
    assert dropped == f"1\n{TIMES[1]}\nWe & they do.\n"
    longer = lesson.replace("We", "Nobody at all owns it, and nobody at all owned it, not in this time. We")
    assert export(captions, SRT, longer, form=".srt").text.split("\n\n")[2].startswith("3\n")


def test_a_podcasts_json_names_who_speaks_in_each_segment():
    captions = read(TALK.format("<v Ann>Who owns it?", "- We do.\n- They do.", "<v Ben>We all do."))
    lesson = transcript_markdown(to_lesson(captions))
    segments = json.loads(export(captions, "", lesson, form=".json").text)["segments"]
    assert [one.get("speaker") for one in segments] == ["Ann", "", "", "Ben"]
    assert segments[0] == {"speaker": "Ann", "startTime": 1.0, "endTime": 3.0, "body": "Who owns it?"}
