"""An edited lesson goes back into its captions: every word, and the times of all that did not change."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.export.export import ExportedCaptions, export
from tracktwo.reading.export.lesson_words import lesson_words, words_of
from tracktwo.reading.export.placing import MAX_WORDS
from tracktwo.reading.formats import find_captions
from tracktwo.reading.prose.to_lesson import to_lesson
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.lesson import Captions, Cue, Lesson, Paragraph, Run, Section
from tracktwo.reading.writing.markdown import transcript_markdown

SOURCE = """WEBVTT - Tides

STYLE
::cue { color: white }

NOTE Two people speak.

1
00:00:01.000 --> 00:00:03.000 align:start line:0
<v Host>Twice a day
the sea <i>comes</i> in &amp; goes.

moon
00:00:03.500 --> 00:00:06.000
<v Ann>The moon is what does it.

00:00:10.000 --> 00:00:12.250 position:10%
And the sun, a little.
"""
CAPTIONS = Captions(
    (
        Cue(
            1000,
            3000,
            (Run("Twice a day the sea "), Run("comes", "i"), Run(" in & goes.")),
            speaker="Host",
            id="1",
            line=9,
        ),
        Cue(3500, 6000, (Run("The moon is what does it."),), speaker="Ann", id="moon", line=14),
        Cue(10000, 12250, (Run("And the sun, a little."),), line=17),
    )
)
LESSON = """---
title: Tides
---

## The sea

[0:01] **Host:** Twice a day the sea *comes* in & goes.

[0:03] **Ann:** The moon is what does it. And the sun, a little.

[TERMS]
"""
PASSAGE = " ".join(f"word{number}" for number in range(2 * MAX_WORDS))


def edited(before: str, after: str, *, drop: bool = False) -> ExportedCaptions:
    assert before in LESSON
    return export(CAPTIONS, SOURCE, LESSON.replace(before, after), drop=drop)


def cues(text: str) -> list[tuple[str, str]]:
    """The times and the words of each caption in a WebVTT text."""
    found = re.findall(r"^(\S+ --> \S+)[^\n]*\n((?:.+\n?)*)", text, re.MULTILINE)
    return [(times, " ".join(re.sub("<[^>]*>", "", payload).split())) for times, payload in found]


def test_a_lesson_that_was_not_edited_gives_its_captions_back_character_for_character():
    assert export(CAPTIONS, SOURCE, LESSON) == ExportedCaptions(SOURCE, 3, ())


@pytest.mark.parametrize(
    ("before", "after", "line", "instead"),
    [
        ("Twice a day", "Thrice a day", "<v Host>Twice a day", "<v Host>Thrice a day"),
        ("the sea *comes*", "the sea *goes*", "the sea <i>comes</i> in", "the sea <i>goes</i> in"),
        ("moon is what", "moon, we know, is what", "The moon is", "The moon, we know, is"),
        ("what does it", "what is < that", "what does it.", "what is &lt; that."),
        ("a little", "much", "And the sun, a little.", "And the sun, much."),
        ("does it. And", "does it and", "what does it.", "what does it"),
    ],
)
def test_a_correction_reaches_its_caption_and_nothing_else_changes(before, after, line, instead):
    text = edited(before, after).text
    expected = SOURCE.replace(line, instead)
    if after == "does it and":
        expected = expected.replace("And the sun", "and the sun")
    assert re.sub("</v>", "", text) == expected


ADDED = {
    "a footnote": ("in & goes.", "in & goes.[^1]", "[^1]: Not at the poles.\n\n    Nor in every sea."),
    "an admonition": (
        "",
        "",
        '!!! note "Tides"\n    Twice a day.\n\n??? tip\n    Look.\n\n/// note\nLook up.\n///',
    ),
    "a tab": ("", "", '=== "Sea"\n\n    Water.'),
    "a table": ("", "", "| sea | tide |\n| --- | --- |\n| North | high |"),
    "an abbreviation": ("", "", "*[sun]: A star"),
    "a picture": ("", "", "![The moon above the sea](moon.png)"),
    "HTML": (
        "",
        "",
        "<figure markdown>\n![A](b.png)\n<figcaption>A tide</figcaption>\n</figure>\n<!-- Why? -->",
    ),
    "HTML amid the words": ("the sea", 'the sea <svg><text>~</text></svg><span class="x"></span>', ""),
    "code": ("", "", "```python\ntide = moon + sun\n```"),
    "definitions": ("", "", "Tide\n:   The sea's rise and fall."),
    "a chapter": ("", "", "## The moon\n\n### Its light { #light .wide }"),
    "another file": ("", "", '--8<-- "abbreviations.md"\n\n--8<--\na.md\n--8<--'),
    "a time of minutes alone": ("[0:03]", "[100:03]", ""),
    "a link and looks": ("sea *comes*", "[sea](glossary.md#sea){ .term } ***comes***", ""),
}


@pytest.mark.parametrize("kind", ADDED)
def test_what_editors_add_to_the_words_is_no_caption(kind):
    before, after, block = ADDED[kind]
    lesson = LESSON.replace(before, after) if before else LESSON
    for place in ("[0:03]", "[TERMS]"):
        assert export(CAPTIONS, SOURCE, lesson.replace(place, f"{block}\n\n{place}")).text == SOURCE


def test_the_report_says_what_a_caption_said_and_says():
    (edit,) = edited("a little", "much").edits
    assert (edit.start, edit.end, edit.interpolated) == (10000, 12250, False)
    assert (edit.before, edit.after) == ("And the sun, a little.", "And the sun, much.")


def test_the_report_names_who_speaks_where_nothing_else_changed():
    (edit,) = edited("**Ann:**", "**Jo:**").edits
    assert (edit.before, edit.after) == ("Ann: The moon is what does it.", "Jo: The moon is what does it.")


def test_a_caption_without_a_word_left_is_dropped_with_its_id_if_asked():
    result = edited(" The moon is what does it.", "", drop=True)
    assert [times for times, _ in cues(result.text)] == [
        "00:00:01.000 --> 00:00:03.000",
        "00:00:10.000 --> 00:00:12.250",
    ]
    assert "moon" not in result.text
    assert [edit.after for edit in result.edits if not edit.after] == [""]


PARAGRAPH = "[0:03] **Ann:** The moon is what does it. And the sun, a little."


@pytest.mark.parametrize("instead", ["", "[0:03] **Ann:** And the Sun, a little."])
def test_the_captions_of_a_paragraph_that_was_deleted_stay_and_are_named(instead):
    result = edited(PARAGRAPH, instead)
    assert result.text.replace("Sun", "sun").replace("</v>", "") == SOURCE
    assert (result.captions, result.kept) == (3, (3500,) if instead else (3500, 10000))
    dropped = edited(PARAGRAPH, instead, drop=True)
    assert (dropped.captions, dropped.kept) == (2 if instead else 1, ())


def test_what_is_kept_is_under_the_name_that_its_speaker_has_now():
    said = [("Ann", "It is the moon, which pulls the sea."), ("Ben", "Why?"), ("Ann", "Nobody knows.")]
    source = "WEBVTT\n\n" + "\n".join(
        f"00:0{n}.000 --> 00:0{n + 1}.000\n<v {who}>{text}\n" for n, (who, text) in enumerate(said)
    )
    captions, lesson = captions_and_lesson(source)
    lesson = lesson.replace("**Ann:**", "**Anna:**")
    last = lesson.index("[0:02]")
    assert "<v Anna>Nobody knows." in export(captions, source, lesson[:last]).text


TALK = "\n\n".join(f"Word{n} is said, and then number {n * n} of them." for n in range(20))
TIMES = "00:{0:02}:00.000 --> 00:{0:02}:09.000"
OF_TALK = "WEBVTT\n\n" + "\n".join(
    f"{TIMES.format(n)}\n{said}\n" for n, said in enumerate(TALK.split("\n\n"))
)


@pytest.mark.parametrize(
    ("lesson", "code"),
    [
        (TALK, None),
        (TALK.replace("said", "spoken"), None),
        (TALK.replace("is said, and", "was heard, but"), "words-differ"),
        (TALK[: len(TALK) // 2], "words-differ"),
        ("A river begins at its spring. Nobody owns it, and all of us drink of it. " * 5, "other-lesson"),
        ("", "other-lesson"),
    ],
)
def test_a_lesson_of_another_talk_is_an_error_and_one_that_is_hardly_the_same_a_warning(lesson, code):
    captions = find_captions(OF_TALK, "talk.vtt")
    assert captions
    problem = export(captions, OF_TALK, lesson, "talk.md").problem
    assert (problem and problem.code) == code


def test_a_passage_that_was_added_has_captions_of_its_own_in_the_pause():
    result = edited("does it. And", f"does it. {PASSAGE} And")
    times = [times for times, _ in cues(result.text)]
    assert times[2].startswith("00:00:06.000")
    assert times[4].endswith("00:00:10.000")
    assert [edit.interpolated for edit in result.edits] == [True]
    assert result.text.startswith(SOURCE[: SOURCE.index("00:00:10.000")])
    assert result.captions == len(times) == 6


def test_a_caption_that_is_too_fast_to_read_is_told():
    made = edited("a little", "a little, that is far away and yet draws the sea to it")
    assert (made.fast, made.text.count("\n00:00:10.000 --> ")) == (((10000, 30),), 1)
    assert "\nAnd the sun, a little, that is far\naway and yet draws the sea to it.\n" in made.text
    assert edited("a little", "a bit").fast == ()


def test_what_a_recogniser_wrote_in_one_line_is_cut_into_captions_that_can_be_read():
    text = "The moon draws the sea, and where it draws the sea rises. " * 3
    source = f'{{"segments": [{{"start": 1, "end": 13, "text": "{text.replace(". ", ", ").strip(", ")}"}}]}}'
    captions, lesson = captions_and_lesson(source)
    made = export(captions, source, lesson)
    assert (made.captions, made.edits) == (3, ())
    assert [times.split(" --> ")[0] for times, _ in cues(made.text)] == [
        "00:00:01.000", "00:00:06.687", "00:00:10.710",
    ]  # fmt: skip
    assert max(map(len, made.text.split("\n"))) <= 42


def test_a_passage_in_the_middle_of_a_caption_shares_its_time():
    result = edited("The moon is", f"The moon {PASSAGE} is")
    times = [times for times, _ in cues(result.text)]
    assert times[1].startswith("00:00:03.500")
    assert times[-2].endswith("00:00:06.000")
    assert times[-1] == "00:00:10.000 --> 00:00:12.250"
    assert result.text.count("\nmoon\n") == 1


def test_a_speaker_who_changed_is_named_once_in_the_caption():
    result = edited(
        "[0:03] **Ann:** The moon is what does it. And",
        "The moon is what does it.\n\n**Ben:** And",
    )
    assert "<v Host>The moon is what does it.</v>" in result.text
    assert "<v Ben>And the sun, a little.</v>" in result.text


def test_captions_of_another_format_become_webvtt():
    source = "1\n00:00:01,000 --> 00:00:03,000\nRock & roll,\nhere <now>.\n"
    captions = Captions((Cue(1000, 3000, (Run("Rock & roll, here <now>."),), id="1", line=2),))
    text = export(captions, source, "Rock & roll, here &lt;now>.").text
    assert text.startswith("WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nRock &amp; roll,")
    assert text.endswith("here &lt;now&gt;.\n")


def test_a_word_that_a_hyphen_parted_in_the_captions_stays_so():
    parted = Cue(0, 900, (Run("Of diplo-"),), line=3), Cue(1000, 2000, (Run("macy now."),), line=6)
    source = "WEBVTT\n\n00:00.000 --> 00:00.900\nOf diplo-\n\n00:01.000 --> 00:02.000\nmacy now.\n"
    made = export(Captions(parted), source, "Of diplomacy now.")
    assert (made.text, made.edits) == (source, ())


DIALOGUE = """WEBVTT

NOTE Two people, whom nobody names.

00:01.000 --> 00:03.000
- Is it the moon?
- It is.

00:04.000 --> 00:05.000
And the sun.
"""


def captions_and_lesson(source: str) -> tuple[Captions, str]:
    captions = find_captions(source, "talk")
    assert captions
    return captions, transcript_markdown(replace(to_lesson(captions), title="Tides"))


def test_a_dialogue_that_was_not_edited_keeps_its_dashes_and_is_no_edit():
    captions, lesson = captions_and_lesson(DIALOGUE)
    assert export(captions, DIALOGUE, lesson) == ExportedCaptions(DIALOGUE, 2, ())
    srt = "1\n00:00:01,000 --> 00:00:03,000\n- Is it the moon?\n- It is.\n"
    captions, lesson = captions_and_lesson(srt)
    result = export(captions, srt, lesson)
    assert result.edits == ()
    assert result.text.endswith("\n- Is it the moon?\n- It is.\n")


def test_a_dialogue_that_was_edited_keeps_its_dashes():
    captions, lesson = captions_and_lesson(DIALOGUE)
    result = export(captions, DIALOGUE, lesson.replace("the moon", "the Moon"))
    assert result.text == DIALOGUE.replace("the moon", "the Moon")
    assert [edit.after for edit in result.edits] == ["Is it the Moon? It is."]


def test_where_the_captions_name_some_speakers_those_they_do_not_name_stay_so():
    source = DIALOGUE.replace("WEBVTT", "WEBVTT\n\n00:00.000 --> 00:00.500\n<v Host>Tell me.")
    captions, lesson = captions_and_lesson(source)
    assert export(captions, source, lesson) == ExportedCaptions(source, 3, ())


LABELLED = """WEBVTT

STYLE
::cue { color: white }

1
00:01.000 --> 00:03.000 line:0
>> HOST: Is it
the moon?

NOTE Ann takes her time.

00:04.000 --> 00:05.000
>> ANN: It is.

00:06.000 --> 00:07.000
>> HOST: And the sun.
>> ANN: A little. >> When?
"""


@pytest.mark.parametrize(
    ("before", "after", "line", "instead"),
    [
        ("", "", "", ""),
        ("the moon", "the Moon", ">> HOST: Is it\nthe moon", "&gt;&gt; HOST: Is it\nthe Moon"),
        ("Is it", "It is", ">> HOST: Is it", "&gt;&gt; HOST: It is"),
        (
            "A little",
            "Not much",
            ">> HOST: And the sun.\n>> ANN: A little. >>",
            "&gt;&gt; HOST: And the sun.\n&gt;&gt; ANN: Not much. &gt;&gt;",
        ),
        ("Is it ", "", ">> HOST: Is it\n", "&gt;&gt; HOST:\n"),
        ("**ANN:** It is", "**Jo:** It is", ">> ANN: It", "&gt;&gt; Jo: It"),
    ],
)
def test_captions_that_show_names_in_their_text_keep_them_and_all_around_them(before, after, line, instead):
    captions, lesson = captions_and_lesson(LABELLED)
    assert before in lesson
    result = export(captions, LABELLED, lesson.replace(before, after))
    assert result.text == LABELLED.replace(line, instead)


def test_captions_of_another_format_keep_the_names_that_they_show():
    times = "00:00:0{0},000 --> 00:00:0{1},000"
    said = [(">> ANN: It is.", 1, 2), ("Indeed.", 2, 3), (">> Who says so?", 3, 4)]
    srt = "\n".join(f"{times.format(start, end)}\n{text}\n" for text, start, end in said)
    captions, lesson = captions_and_lesson(srt)
    result = export(captions, srt, lesson)
    assert [text for _, text in cues(result.text)] == [text.replace(">", "&gt;") for text, _, _ in said]


def test_real_captions_that_were_not_edited_come_back_with_every_time_and_word(shared_data: Path):
    files = [*shared_data.glob("srt/*.srt"), *shared_data.glob("vtt/*.vtt")]
    assert len(files) == 29
    for file in files:
        source, _ = read_text(file.read_bytes(), file.name)
        captions, lesson = captions_and_lesson(source)
        result = export(captions, source, lesson)
        again = find_captions(result.text, file.name)
        assert again is not None
        expected, found = (
            [(cue.start, cue.end, cue.speaker, words(cue.text)) for cue in shown.cues]
            for shown in (captions, again)
        )
        assert found == expected, file.name
        assert result.edits == (), file.name


spoken = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6) | st.sampled_from(
    ["the", "sea", "a", "天気がいい", "<b>", "&amp;", "-", "1.", "**", "c-"]
)


@st.composite
def recordings(draw: st.DrawFn) -> Captions:
    """Captions of a few words each, one after the other, with pauses between some."""
    texts = draw(st.lists(st.lists(spoken, min_size=1, max_size=6), min_size=1, max_size=8))
    made, start = [], 0
    for index, words in enumerate(texts):
        start += draw(st.sampled_from([0, 40, 2000]))
        speaker = draw(st.sampled_from([None, None, "Ann", "Ben O'Hara"])) if index else None
        end = start + 100 * len(words)
        made.append(Cue(start, end, (Run(" ".join(words)),), speaker=speaker, line=1 + 3 * index))
        start = end
    return Captions(tuple(made))


def lesson_of(captions: Captions) -> str:
    paragraphs = tuple(Paragraph(cue.runs, cue.start, cue.speaker) for cue in captions.cues)
    return transcript_markdown(Lesson("Tides", sections=(Section(paragraphs),)))


def words(text: str) -> list[str]:
    return [word for word, _, _ in words_of(text)]


def exported(text: str) -> list[tuple[str, list[str]]]:
    unescaped = ((times, payload.replace("&lt;", "<").replace("&gt;", ">")) for times, payload in cues(text))
    return [(times, words(payload.replace("&amp;", "&"))) for times, payload in unescaped]


@settings(deadline=None)  # a busy machine is no failure
@given(recordings())
def test_any_lesson_that_was_not_edited_gives_back_the_times_and_words_of_its_captions(captions):
    result = export(captions, "", lesson_of(captions))
    assert result.edits == ()
    assert [found for _, found in exported(result.text)] == [words(cue.text) for cue in captions.cues]
    assert export(captions, "", "", drop=True).captions == 0
    assert export(captions, "", "").text == result.text


@settings(deadline=None)  # a busy machine is no failure
@given(recordings(), st.data())
def test_any_edit_leaves_the_times_of_other_words_and_exports_the_words_of_the_lesson(captions, data):
    at = data.draw(st.integers(0, len(captions.cues) - 1))
    cue = captions.cues[at]
    new = data.draw(st.lists(spoken, max_size=20))
    runs = (Run(" ".join(new)),)
    changed = replace(captions, cues=(*captions.cues[:at], replace(cue, runs=runs), *captions.cues[at + 1 :]))
    lesson = lesson_of(changed)
    found = exported(export(captions, "", lesson, drop=True).text)
    assert [word for _, spoken in found for word in spoken] == [word.text for word in lesson_words(lesson)]
    before = exported(export(captions, "", lesson_of(captions)).text)
    times = [times for times, _ in found]
    # Of words that are said elsewhere as well, nobody can tell which of them was edited.
    edited = {*words(cue.text), *words(" ".join(new))}
    kept = [time for n, (time, said) in enumerate(before) if abs(n - at) > 1 and edited.isdisjoint(said)]
    assert [time for time in kept if time not in times] == []
