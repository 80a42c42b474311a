"""WebVTT is read as the W3C says, and SRT as people write it; no word is lost."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.captions import _read_webvtt, is_srt, is_webvtt, read_captions
from tracktwo.reading.lesson import Captions, ReadingError
from tracktwo.reading.plain_text import LINE_BREAK


def read(text: str) -> Captions:
    return read_captions(text, "talk.vtt")


def said(captions: Captions) -> list[tuple[int, int, str | None, str]]:
    return [(cue.start, cue.end, cue.speaker, cue.text) for cue in captions.cues]


def test_all_cases_of_the_w3c_agree_on_count_id_text_start_and_end(shared_data: Path) -> None:
    expected = json.loads((shared_data / "webvtt/expected.json").read_text("utf-8"))
    assert len(expected) == 37
    for name, says in expected.items():
        text = (shared_data / "webvtt" / name).read_bytes().decode("utf-8-sig").replace("\0", "\ufffd")
        cues = list(_read_webvtt(LINE_BREAK.split(text), [])) if is_webvtt(text) else []
        for asked, value in says.items():
            number, _, key = asked.removeprefix("cues[").partition("].")
            if asked == "cues.length":
                assert len(cues) == value, name
            else:
                cue = cues[int(number)]
                found = {
                    "id": cue.id,
                    "text": cue.text,
                    "startTime": cue.start / 1000,
                    "endTime": cue.end / 1000,
                }
                assert found[key] == value, (name, asked)


def test_a_cue_has_its_times_speaker_id_and_line() -> None:
    captions = read(
        "WEBVTT\nLanguage: pt-BR\n\nNOTE no\n\nfirst\n"
        "00:01.500 --> 01:00:02.000 align:start\n<v Jo>Olá <i>a</i>\ntodos\n"
    )
    (cue,) = captions.cues
    assert (cue.start, cue.end, cue.id, cue.line, cue.speaker) == (1500, 3_602_000, "first", 7, "Jo")
    assert [(run.text, run.emphasis) for run in cue.runs] == [("Olá ", ""), ("a", "i"), (" todos", "")]
    assert captions.language == "pt-BR"
    assert captions.remarks == ()


def test_each_voice_of_a_cue_is_a_cue_with_its_share_of_the_time_or_its_own_time() -> None:
    text = "WEBVTT\n\n00:00.000 --> 00:10.000\n<v A>12345</v><v B>12345</v>\n\n"
    text += "00:10.000 --> 00:20.000\n<v A>1</v><00:12.000><v B>2\n"
    assert said(read(text)) == [
        (0, 5000, "A", "12345"), (5000, 10_000, "B", "12345"),
        (10_000, 12_000, "A", "1"), (12_000, 20_000, "B", "2"),
    ]  # fmt: skip


def test_a_dash_at_the_start_of_a_line_is_another_speaker() -> None:
    text = "1\n00:00:00,000 --> 00:00:04,000\n- Hello.\n- Hi, well-known - friend.\n"

    assert [(cue.speaker, cue.text.strip()) for cue in read(text).cues] == [
        ("", "Hello."), ("", "Hi, well-known - friend."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "1\n00:00:01,000 --> 00:00:02,5\n{\\an8}<i>One</i>\n\ntwo <s> & </s>\n\n2\n"
             "00:00:03.000 --> 00:00:04.000\nthree\n",
            "One two <s> & </s> three",
        ),
        ("00:00:01,000 --> 00:00:02,000\n42\n7\n00:00:03,000 --> 00:00:04,000\nno number\n", "42 no number"),
        ("1\n0:0:1,0 --> 0:0:2,0 X1:0\n<font color='red'>red</FONT> <b>b</b>\n", "red b"),
    ],
)  # fmt: skip
def test_srt_loses_nothing_but_tags_and_numbers(text: str, words: str) -> None:
    assert is_srt(text)
    assert " ".join(" ".join(cue.text for cue in read(text).cues).split()) == words


def test_what_is_odd_is_remarked_with_its_line_and_read_all_the_same() -> None:
    text = "WEBVTT\n\n00:02.000 --> 00:01.000\nend <x>first\n\n"
    text += "00:01.000 --> 00:03.000\nthen\n\n00:61.000 --> 00:03.000\nlost\n"
    captions = read(text)
    assert [cue.text for cue in captions.cues] == ["end first", "then"]
    assert [(remark.kind, remark.line, remark.text) for remark in captions.remarks] == [
        ("tag that means nothing", 3, "<x>"),
        ("cue that ends before it starts", 3, ""),
        ("cue that starts before the one above it", 6, ""),
        ("line that should hold times", 9, "00:61.000 --> 00:03.000"),
    ]


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n\nNOTE only\n", "WEBVTT\n\n00:00.000 --> 00:01.000\n\n"])
def test_captions_without_words_are_refused_in_one_line(text: str) -> None:
    with pytest.raises(ReadingError, match=r"^talk\.vtt:1: .+; .+$"):
        read(text)


def test_real_captions_give_all_their_words(shared_data: Path) -> None:
    files = [*shared_data.glob("srt/*.srt"), *shared_data.glob("vtt/*.vtt")]
    assert len(files) == 29
    for file in files:
        text = file.read_bytes().decode("utf-8-sig")
        captions = read_captions(text, file.name)
        text = text.replace("\r\n", "\n")
        body = re.split(r"\n\s*\n", text, maxsplit=1)[1] if is_webvtt(text) else text
        body = re.sub(r"(?m)^NOTE\b(.+\n)*|^Style:(.+\n)*|^\d+$|^.*-->.*$", "", body)
        body = re.sub(r"</?[cvib]\b[^>]*>|<[\d:.]+>", "", body)
        body = re.sub(r"(?m)^\s*[-–—]\s+", "", body)
        said = "".join(" ".join(cue.text for cue in captions.cues).split())
        assert said == "".join(body.split()), file.name


WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
LINES = st.lists(st.lists(WORD, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3)


@given(st.lists(LINES, min_size=1, max_size=6), st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]))
@settings(deadline=None)
def test_the_words_of_any_captions_are_read_in_their_order(
    cues: list[list[str]], srt: bool, end: str
) -> None:
    blocks = [
        f"00:00:{n:02}{',' if srt else '.'}000 --> 00:01:00{',' if srt else '.'}000\n" + "\n".join(cue)
        for n, cue in enumerate(cues)
    ]
    if srt:
        blocks = [f"{n}\n{block}" for n, block in enumerate(blocks, 1)]
    text = "\n\n".join(blocks if srt else ["WEBVTT", *blocks]) + "\n"
    words = [cue.text for cue in read(text.replace("\n", end)).cues]
    assert " ".join(words).split() == " ".join(line for cue in cues for line in cue).split()


@given(st.text(st.sampled_from("WEBVT \n\t-->0:1.5,<v>a&;{\\}#\ufeff")) | st.text())
@settings(deadline=None)
def test_whatever_it_is_it_is_read_or_refused_in_one_line(text: str) -> None:
    for start in ("", "WEBVTT\n\n", "1\n00:00:00,000 --> 00:00:01,000\n"):
        with suppress(ReadingError):
            assert all(cue.text.strip() for cue in read(start + text).cues)
