"""Rolling captions say each line once; what was said twice stays."""

from pathlib import Path

import pytest
import yaml

from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.rolling import unroll
from tracktwo.reading.text.lesson import Captions, Cue, Run

CASES = yaml.safe_load(Path(__file__).with_name("rolling.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["it"] for case in CASES])
def test_each_line_is_said_once(case):
    cues = (Cue(n, n + 1, (Run(text),), line=n + 1) for n, text in enumerate(case["cues"]))
    unrolled = unroll(Captions(tuple(cues)))
    assert [cue.text for cue in unrolled.cues] == case["said"]
    assert [problem.excerpt for problem in unrolled.problems] == case["repeated"]


def test_a_line_has_its_first_time_and_its_look():
    cues = (
        Cue(0, 5, (Run("so"),)),
        Cue(5, 9, (Run("so ", "i"), Run("it goes", "b"))),
        Cue(9, 12, (Run("it goes"),)),
    )
    unrolled = unroll(Captions(cues))
    assert unrolled.cues == (Cue(0, 5, (Run("so"),)), Cue(5, 9, (Run("it goes", "b"),)))


def test_real_rolling_captions_say_each_line_once(shared_data):
    file = shared_data / "vtt" / "youtube-rolling.vtt"
    unrolled = unroll(read_captions(file.read_text(encoding="utf-8"), file.name))
    assert " ".join(cue.text for cue in unrolled.cues) == "yeah what this will happen is I'm telling"
    repeated = [problem for problem in unrolled.problems if problem.code == "words-repeated"]
    assert [(problem.line, problem.excerpt) for problem in repeated] == [
        (16, "yeah"),
        (22, "this will happen is I'm telling"),
    ]


def test_real_captions_that_do_not_roll_stay_as_they_are(shared_data):
    files = [*shared_data.glob("srt/*.srt"), *shared_data.glob("vtt/*_*.vtt")]
    assert len(files) > 25
    for file in files:
        captions = read_captions(file.read_bytes().decode("utf-8-sig"), file.name)
        assert unroll(captions) == captions
