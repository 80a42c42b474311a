"""WebVTT is read as the W3C says, and SRT as people write it; no word is lost without a remark."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.captions.blocks import is_webvtt, read_blocks
from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.srt import is_srt
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.lesson import Captions, Cue, ReadingError, Remark

CASES = yaml.safe_load(Path(__file__).with_name("captions.yml").read_text(encoding="utf-8"))
WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
LINES = st.lists(st.lists(WORD, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3)
PIECES = [*" \t\n\n\r", "\n\n"]
PIECES += (
    "WEBVTT NOTE STYLE REGION 1 2 00:00:01.000-->00:00:02.000 00:00:01,000-->0:0:2 --> {\\an8} - word".split()
)
PIECES += (
    "<v>A <v </v> <i> </i> <p<1 <ruby> <rt> </ruby> <00:00:01.500> &amp; & 日本 \u200c \ufeff 👩‍🚀".split(" ")
)


def read(text: str) -> Captions:
    return read_captions(text, "talk")


def shown(cue: Cue) -> str:
    speaker = {None: "-", "": "?"}.get(cue.speaker, cue.speaker)
    return f"{cue.start} {cue.end} {speaker}: {cue.text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_captions(case: dict[str, str]) -> None:
    if "error" in case:
        with pytest.raises(ReadingError) as error:
            read(case["captions"])
        assert str(error.value) == case["error"]
    else:
        captions = read(case["captions"])
        assert [shown(cue) for cue in captions.cues] == case["cues"]
        remarks = [f"{remark.line} {remark.kind}: {remark.text}" for remark in captions.remarks]
        assert remarks == case.get("remarks", [])


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("case", [case for case in CASES if "cues" in case], ids=lambda case: case["case"])
def test_how_the_lines_end_does_not_matter(case: dict[str, str], end: str) -> None:
    assert read(case["captions"].replace("\n", end)) == read(case["captions"])


def test_a_cue_has_its_id_its_line_and_its_looks_and_captions_their_language() -> None:
    captions = read("WEBVTT\nLanguage: pt-BR\n\nfirst\n00:01.000 --> 00:02.000\nOlá <u>a <b>todos</b></u> \n")
    (cue,) = captions.cues
    assert (cue.id, cue.line) == ("first", 5)
    assert [(run.text, run.emphasis) for run in cue.runs] == [("Olá ", ""), ("a ", "i"), ("todos", "bi")]
    assert captions.language == "pt-BR"


@pytest.mark.parametrize(
    ("text", "srt"),
    [
        ("Made by Jo\n\n1\n00:00:01,000 --> 00:00:02,000\nOne\n", True),
        ("00:01 --> 00:02\nOne\n", True),
        ("00:00:01.5 → 00:00:02.5\rOne\r", True),
        ("12:30 → 13:00 lunch\n", False),
        ("# Arrows\n\nWe write 00:00:01,000 --> 00:00:02,000 above.\n", False),
        ("[00:01] **Jo:** One\n", False),
    ],
)
def test_srt_is_known_by_a_line_of_times(text: str, *, srt: bool) -> None:
    assert is_srt(text) == srt


def test_a_cue_of_srt_has_its_number() -> None:
    cues = read("\n7\n00:00:01,000 --> 00:00:02,000\none\n\n9\n00:00:03,000 --> 00:00:04,000\ntwo\n").cues
    assert [(cue.id, cue.line) for cue in cues] == [("7", 3), ("9", 7)]


def test_all_cases_of_the_w3c_agree_on_count_id_text_start_and_end(shared_data: Path) -> None:
    expected = json.loads((shared_data / "webvtt/expected.json").read_text("utf-8"))
    assert len(expected) == 37
    for name, says in expected.items():
        text, _ = read_text((shared_data / "webvtt" / name).read_bytes(), name)
        blocks = list(read_blocks(text, []))
        found: dict[str, object] = {"cues.length": len(blocks)}
        for number, block in enumerate(blocks):
            found |= {
                f"cues[{number}].id": block.id,
                f"cues[{number}].text": block.text,
                f"cues[{number}].startTime": block.start / 1000,
                f"cues[{number}].endTime": block.end / 1000,
            }
        assert {asked: found.get(asked) for asked in says} == says, name


def test_real_captions_give_all_their_words(shared_data: Path) -> None:
    files = [*shared_data.glob("srt/*.srt"), *shared_data.glob("vtt/*.vtt")]
    assert len(files) == 29
    for file in files:
        text, _ = read_text(file.read_bytes(), file.name)
        captions = read_captions(text, file.name)
        lines = text.replace("\r\n", "\n").split("\n")
        for remark in captions.remarks:
            lines[remark.line - 1] = lines[remark.line - 1].replace(remark.text, "", 1)
        text = "\n".join(lines)
        body = re.split(r"\n\s*\n", text, maxsplit=1)[1] if is_webvtt(text) else text
        body = re.sub(r"(?m)^NOTE\b(.+\n)*|^Style:(.+\n)*|^\d+$|^.*-->.*$", "", body)
        body = re.sub(r"</?[cvib]\b[^>]*>|<[\d:.]+>", "", body)
        said = "".join(" ".join(cue.text for cue in captions.cues).split())
        assert said == "".join(body.split()), file.name


@given(
    st.lists(LINES, min_size=1, max_size=6),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(deadline=None)  # a busy machine is no failure
def test_the_words_of_any_captions_are_read_in_their_order(
    cues: list[list[str]], srt: bool, numbered: bool, end: str
) -> None:
    comma = "," if srt else "."
    blocks = [
        "\n".join((f"00:00:{n:02}{comma}000 --> 00:01:00{comma}000", *cue)) for n, cue in enumerate(cues)
    ]
    if numbered:
        blocks = [f"{n}\n{block}" for n, block in enumerate(blocks, 1)]
    text = "\n\n".join(blocks if srt else ["WEBVTT", *blocks]) + "\n"
    words = [cue.text for cue in read(text.replace("\n", end)).cues]
    # Two lines of a writing without spaces are one word afterwards, so that letters are compared.
    assert "".join(words).replace(" ", "") == "".join(line for cue in cues for line in cue).replace(" ", "")


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
@settings(deadline=None)  # a busy machine is no failure
def test_whatever_captions_hold_they_are_read_or_refused(text: str) -> None:
    for start in ("", "WEBVTT\n\n", "1\n00:00:00,000 --> 00:00:01,000\n"):
        with suppress(ReadingError):
            captions = read(start + text)
            assert all(cue.text.split() for cue in captions.cues)
            assert all(1 <= remark.line <= len((start + text).splitlines()) for remark in captions.remarks)


# The name of a voice is no word, even where it is cut off.
WORDY = [piece for piece in PIECES if piece != "<v"] + ["word"] * 9


@given(st.lists(st.sampled_from(WORDY), min_size=1, max_size=40), st.booleans())
@settings(deadline=None)  # a busy machine is no failure
def test_of_damaged_captions_every_word_is_said_or_remarked(pieces: list[str], srt: bool) -> None:
    start = (
        ["1\n00:00:00,000 --> 00:00:01,000\nfirst\n"]
        if srt
        else ["WEBVTT\n\n00:00.000 --> 00:01.000\nfirst\n"]
    )
    words = [f" w{n}x " if piece == "word" else piece for n, piece in enumerate(pieces)]
    captions = read("".join(start + words))
    kept = [text for cue in captions.cues for text in (cue.text, *([cue.speaker] if cue.speaker else ()))]
    kept += [remark.text for remark in captions.remarks]
    found = re.findall(r"w\d+x", " ".join(kept))
    assert set(found) == {word.strip() for word, piece in zip(words, pieces, strict=True) if piece == "word"}


@pytest.mark.parametrize(("number", "gap"), [("", ""), ("{}\n", ""), ("{}\n\n", "\n")])
def test_thousands_of_cues_of_srt_are_read_wherever_their_numbers_are(number: str, gap: str) -> None:
    times = [f"{n // 60:02}:{n % 60:02}" for n in range(2_000)]
    blocks = [f"{number.format(n)}{at},000 --> {at},900\n{gap}in\n\n{n}\n" for n, at in enumerate(times, 1)]
    captions = read("\n".join(["A preamble\n", *blocks]))
    assert [(cue.id, cue.start, cue.text) for cue in captions.cues] == [
        (number and f"{n + 1}", 1000 * n, f"in {n + 1}") for n in range(2_000)
    ]
    assert captions.remarks == (Remark("text above the first cue", 1, "A preamble"),)


@pytest.mark.parametrize(("end", "srt"), [("\n", False), ("\r\n", True), ("\r\n", False), ("\r", False)])
def test_thousands_of_cues_are_read_each_with_its_id_and_line(end: str, srt: bool) -> None:
    times = [f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}" for n in range(4_000)]
    mark = "," if srt else "."
    blocks = [f"{n}\n{at}{mark}000 --> {at}{mark}900\n<i>one</i>\ntwo\n" for n, at in enumerate(times, 1)]
    text = "\n".join(blocks if srt else ["WEBVTT\n", *blocks, "NOTE the end\n"])
    captions = read(text.replace("\n", end))
    above = 0 if srt else 2
    assert [(cue.id, cue.line, cue.start) for cue in captions.cues] == [
        (str(n + 1), above + 5 * n + 2, 1000 * n) for n in range(4_000)
    ]
    assert {cue.text for cue in captions.cues} == {"one two"}
    assert captions.remarks == (() if srt else (Remark("comment", 20_003, "NOTE the end"),))
