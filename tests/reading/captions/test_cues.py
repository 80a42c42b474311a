"""WebVTT is read as the W3C says, and SRT as people write it; no word is lost without a notice."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.webvtt import is_webvtt
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.lesson import Captions, Cue

CASES = yaml.safe_load(Path(__file__).with_name("cues.yml").read_text(encoding="utf-8"))
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
def test_captions_are_read_as_people_write_them(case: dict[str, str]) -> None:
    if "error" in case:
        with pytest.raises(InvalidInput) as error:
            read(case["captions"])
        assert str(error.value) == case["error"]
    else:
        captions = read(case["captions"])
        assert [shown(cue) for cue in captions.cues] == case["cues"]
        notices = [f"{problem.line} {problem.message}: {problem.excerpt}" for problem in captions.problems]
        assert notices == case.get("notices", [])


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


def test_real_captions_give_all_their_words(shared_data: Path) -> None:
    files = [*shared_data.glob("srt/*.srt"), *shared_data.glob("vtt/*.vtt")]
    assert len(files) == 29
    for file in files:
        text, _ = read_text(file.read_bytes(), file.name)
        captions = read_captions(text, file.name)
        lines = text.replace("\r\n", "\n").split("\n")
        for problem in captions.problems:
            lines[problem.line - 1] = lines[problem.line - 1].replace(problem.excerpt, "", 1)
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
    words = [(cue.speaker or "") + cue.text for cue in read(text.replace("\n", end)).cues]
    # Two lines of a writing without spaces are one word afterwards, so that letters are compared.
    assert "".join(words).replace(" ", "") == "".join(line for cue in cues for line in cue).replace(" ", "")


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
@settings(deadline=None)  # a busy machine is no failure
def test_whatever_captions_hold_they_are_read_or_refused(text: str) -> None:
    for start in ("", "WEBVTT\n\n", "1\n00:00:00,000 --> 00:00:01,000\n"):
        with suppress(InvalidInput):
            captions = read(start + text)
            assert all(cue.text.split() for cue in captions.cues)
            assert all(1 <= problem.line <= len((start + text).splitlines()) for problem in captions.problems)


# The name of a voice is no word, even where it is cut off.
WORDY = [piece for piece in PIECES if piece != "<v"] + ["word"] * 9


@given(st.lists(st.sampled_from(WORDY), min_size=1, max_size=40), st.booleans())
@settings(deadline=None)  # a busy machine is no failure
def test_of_damaged_captions_every_word_is_said_or_noticed(pieces: list[str], srt: bool) -> None:
    start = (
        ["1\n00:00:00,000 --> 00:00:01,000\nfirst\n"]
        if srt
        else ["WEBVTT\n\n00:00.000 --> 00:01.000\nfirst\n"]
    )
    words = [f" w{n}x " if piece == "word" else piece for n, piece in enumerate(pieces)]
    captions = read("".join(start + words))
    kept = [text for cue in captions.cues for text in (cue.text, *([cue.speaker] if cue.speaker else ()))]
    # An identifier is no text; one of several words that few captions have is noticed.
    kept += [problem.excerpt for problem in captions.problems] + [cue.id for cue in captions.cues]
    found = re.findall(r"w\d+x", " ".join(kept))
    assert set(found) == {word.strip() for word, piece in zip(words, pieces, strict=True) if piece == "word"}


CUE = "00:0{0}.000 --> 00:0{0}.900\nsaid\n"


@pytest.mark.parametrize(
    ("ids", "noticed"),
    [
        (["", "We do.", "3", ""], [(6, "We do.")]),
        (["intro-1", "intro-2", "", ""], []),
        (["Ana Ruiz", "Ben Oz", "Ana Ruiz", ""], []),
    ],
)
def test_a_sentence_above_the_times_of_a_cue_is_its_identifier_and_named(ids, noticed) -> None:
    cues = (f"{name}\n{CUE.format(n)}" if name else CUE.format(n) for n, name in enumerate(ids))
    captions = read("\n".join(("WEBVTT\n", *cues)))
    assert [cue.text for cue in captions.cues] == ["said"] * 4
    found = [(problem.line, problem.excerpt) for problem in captions.problems]
    assert found == noticed


@pytest.mark.parametrize(("number", "gap"), [("", ""), ("{}\n", ""), ("{}\n\n", "\n")])
def test_thousands_of_cues_of_srt_are_read_wherever_their_numbers_are(number: str, gap: str) -> None:
    times = [f"{n // 60:02}:{n % 60:02}" for n in range(2_000)]
    blocks = [f"{number.format(n)}{at},000 --> {at},900\n{gap}in\n\n{n}\n" for n, at in enumerate(times, 1)]
    captions = read("\n".join(["A preamble\n", *blocks]))
    assert [(cue.id, cue.start, cue.text) for cue in captions.cues] == [
        (number and f"{n + 1}", 1000 * n, f"in {n + 1}") for n in range(2_000)
    ]
    assert captions.problems == (
        Problem(
            "talk", 1, "text-above-first-cue", "notice", "text above the first cue", excerpt="A preamble"
        ),
    )


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
    assert captions.problems == (
        () if srt else (Problem("talk", 20_003, "comment", "notice", "comment", "", "NOTE the end"),)
    )


def test_what_youtube_writes_in_a_header_is_of_it_below_an_empty_line_too() -> None:
    captions = read("WEBVTT\n\nKind: captions\nLanguage: pt\n\n00:01.000 --> 00:02.000\nOlá\n")
    assert (captions.language, [cue.text for cue in captions.cues], captions.problems) == ("pt", ["Olá"], ())
