"""Captions that mark one word after another are said once; what is said again and again stays."""

from tracktwo.reading.captions.cues import read_captions

TIMES = ["00:00:00,000 --> 00:00:01,000", "00:00:01,000 --> 00:00:02,000", "00:00:02,000 --> 00:00:03,000"]


def said(texts):
    blocks = (f"{n}\n{times}\n{text}\n" for n, (times, text) in enumerate(zip(TIMES, texts, strict=True), 1))
    captions = read_captions("\n".join(blocks), "talk.srt")
    return [(cue.start, cue.end, cue.text) for cue in captions.cues]


def test_a_word_that_is_marked_by_its_colour_or_a_line_moves_on_in_one_caption():
    coloured = [
        '<font color="red">Who</font> is it',
        'Who <font color="red">is</font> it',
        "Who is <u>it</u>",
    ]
    assert said(coloured) == [(0, 3000, "Who is it")]


def test_a_sentence_that_is_said_three_times_is_said_three_times():
    assert [text for *_, text in said(["<i>Thank you.</i>"] * 3)] == ["Thank you."] * 3
